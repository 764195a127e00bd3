//! The course of a session: set, rest, set, rest, until the last one is done, somebody has had
//! enough, or it hurts.

/// How long before the end of a rest the next exercise is told, in seconds: time enough to hear how
/// to lie and to get there (screens §7).
const TELL_NEXT_S: f64 = 20.0;
/// How long before the end of a rest "Get ready" is said, in seconds.
const GET_READY_S: f64 = 5.0;
/// The shortest rest after pain, in seconds: twice the usual one.
const AFTER_PAIN_S: f64 = 60.0;
/// By how much a rest is made longer at a time, in seconds.
const MORE_S: f64 = 15.0;

/// How a set ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetEnd {
    /// The dose was done, or what was shown came to its end.
    Done,
    /// The user has ended this exercise.
    Skipped,
    /// The user has stopped for pain.
    Pain,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All sets were gone through.
    Done,
    /// The user had enough.
    Left,
    /// It hurt. Nothing goes on by itself then.
    Pain,
}

/// What somebody chooses who has stopped for pain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterPain {
    /// The same exercise, in a gentler form or again.
    SameExercise,
    /// The next exercise. The one that hurt is left out.
    OtherExercise,
    /// Nothing more.
    End,
}

/// A rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rest {
    /// The number of the set that follows, from 0.
    pub next: usize,
    /// How long the rest takes, in seconds.
    pub length_s: f64,
    /// How much of it is left, in seconds.
    pub left_s: f64,
    /// Whether its clock stands still.
    pub is_paused: bool,
}

/// Where a session is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stage {
    /// The set of this number, from 0, is under way.
    Set(usize),
    /// Between two sets.
    Rest(Rest),
    /// It is over.
    Over(Ending),
}

/// What is to be said of a rest at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// How long the rest takes, in seconds.
    RestBegins {
        /// Its length.
        seconds: u32,
    },
    /// Which exercise comes next, and how to get there.
    Next(usize),
    /// The rest is nearly over.
    GetReady,
}

/// A session on its way.
#[derive(Debug, Clone)]
pub struct Course {
    /// Seconds of rest after each set.
    rests_s: Vec<f64>,
    /// The number of the set that is under way or comes next.
    number: usize,
    stage: Stage,
    /// When the clock of the rest was looked at last, in seconds.
    seen_s: f64,
    is_next_told: bool,
    is_ready_told: bool,
}

impl Course {
    /// A session of sets with these rests after them, in seconds. It begins with the first set.
    #[must_use]
    pub fn new(rests_s: Vec<f64>) -> Self {
        let stage = if rests_s.is_empty() {
            Stage::Over(Ending::Done)
        } else {
            Stage::Set(0)
        };
        Course {
            rests_s,
            number: 0,
            stage,
            seen_s: 0.0,
            is_next_told: false,
            is_ready_told: false,
        }
    }

    /// Where the session is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// The set under way is over at `t_s` seconds; gives what is to be said of the rest.
    pub fn set_over(&mut self, t_s: f64, end: SetEnd) -> Option<Remark> {
        let Stage::Set(number) = self.stage else {
            return None;
        };
        let next = number + 1;
        match end {
            SetEnd::Pain => self.stage = Stage::Over(Ending::Pain),
            _ if next >= self.rests_s.len() => self.stage = Stage::Over(Ending::Done),
            SetEnd::Done | SetEnd::Skipped => {
                return self.rest(t_s, next, self.rests_s[number]);
            }
        }
        None
    }

    /// The number of the set that is under way or comes next; after the end, of the last such one.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// A set that is still to come is left out.
    pub fn leave_out(&mut self, number: usize) {
        if number > self.number && number < self.rests_s.len() {
            self.rests_s.remove(number);
        }
    }

    /// The session was stopped for pain, and this was chosen; gives what is to be said of the rest.
    pub fn after_pain(&mut self, t_s: f64, choice: AfterPain) -> Option<Remark> {
        if self.stage != Stage::Over(Ending::Pain) {
            return None;
        }
        let length_s = self.rests_s.get(self.number)?.max(AFTER_PAIN_S);
        match choice {
            AfterPain::SameExercise => self.rest(t_s, self.number, length_s),
            AfterPain::OtherExercise if self.number + 1 < self.rests_s.len() => {
                self.rest(t_s, self.number + 1, length_s)
            }
            AfterPain::OtherExercise => {
                self.stage = Stage::Over(Ending::Left);
                None
            }
            AfterPain::End => None,
        }
    }

    fn rest(&mut self, t_s: f64, next: usize, length_s: f64) -> Option<Remark> {
        self.number = next;
        self.seen_s = t_s;
        self.is_next_told = false;
        self.is_ready_told = false;
        self.stage = Stage::Rest(Rest {
            next,
            length_s,
            left_s: length_s,
            is_paused: false,
        });
        // A short rest is told by what comes next alone.
        (length_s > TELL_NEXT_S).then_some(Remark::RestBegins {
            seconds: length_s.round() as u32,
        })
    }

    /// The time is `t_s` seconds; gives what is to be said now.
    pub fn tick(&mut self, t_s: f64) -> Option<Remark> {
        let Stage::Rest(rest) = &mut self.stage else {
            return None;
        };
        // A clock that was set back, or a computer that slept, makes no rest longer or shorter.
        let passed_s = (t_s - self.seen_s).clamp(0.0, 1.0);
        self.seen_s = t_s;
        if rest.is_paused {
            return None;
        }
        rest.left_s -= passed_s;
        let rest = *rest;
        if !self.is_next_told && rest.left_s <= TELL_NEXT_S {
            self.is_next_told = true;
            return Some(Remark::Next(rest.next));
        }
        if rest.left_s <= 0.0 {
            self.stage = Stage::Set(rest.next);
            return None;
        }
        if !self.is_ready_told && rest.left_s <= GET_READY_S {
            self.is_ready_told = true;
            return Some(Remark::GetReady);
        }
        None
    }

    /// The next set begins at once.
    pub fn go_on(&mut self) {
        if let Stage::Rest(rest) = self.stage {
            self.stage = Stage::Set(rest.next);
        }
    }

    /// The rest takes a little longer.
    pub fn rest_longer(&mut self) {
        if let Stage::Rest(rest) = &mut self.stage {
            rest.left_s += MORE_S;
            rest.length_s = rest.length_s.max(rest.left_s);
            self.is_ready_told = false;
        }
    }

    /// Another set than was told comes next: it is told as well, and there is time enough to hear it.
    pub fn next_changes(&mut self) {
        if let Stage::Rest(rest) = &mut self.stage {
            rest.left_s = rest.left_s.max(TELL_NEXT_S);
            rest.length_s = rest.length_s.max(rest.left_s);
            self.is_next_told = false;
            self.is_ready_told = false;
        }
    }

    /// The clock of the rest stands still, or goes on.
    pub fn pause(&mut self) {
        if let Stage::Rest(rest) = &mut self.stage {
            rest.is_paused = !rest.is_paused;
        }
    }

    /// The session ends here.
    pub fn end(&mut self, ending: Ending) {
        if !matches!(self.stage, Stage::Over(_)) {
            self.stage = Stage::Over(ending);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said in a rest that is looked at ten times a second, with the second of each remark.
    fn said(course: &mut Course, from_s: f64, until_s: f64) -> Vec<(f64, Remark)> {
        let ticks = ((until_s - from_s) * 10.0).round() as u32;
        let times = (1..=ticks).map(|tick| from_s + f64::from(tick) / 10.0);
        times
            .filter_map(|t_s| Some((t_s, course.tick(t_s)?)))
            .collect()
    }

    #[test]
    fn sets_and_rests_follow_each_other_by_themselves() {
        let mut course = Course::new(vec![45.0, 30.0, 30.0]);
        assert_eq!(course.stage(), Stage::Set(0));
        let begins = course.set_over(100.0, SetEnd::Done);
        assert_eq!(begins, Some(Remark::RestBegins { seconds: 45 }));
        let remarks = said(&mut course, 100.0, 146.0);
        let whole: Vec<(i64, Remark)> = remarks
            .iter()
            .map(|(t_s, remark)| (t_s.round() as i64, *remark))
            .collect();
        assert_eq!(whole, [(125, Remark::Next(1)), (140, Remark::GetReady)]);
        assert_eq!(course.stage(), Stage::Set(1));
        course.set_over(200.0, SetEnd::Skipped);
        course.go_on();
        assert_eq!(course.stage(), Stage::Set(2));
        assert_eq!(course.set_over(300.0, SetEnd::Done), None);
        assert_eq!(course.stage(), Stage::Over(Ending::Done));
    }

    #[test]
    fn after_pain_nothing_goes_on() {
        let mut course = Course::new(vec![30.0, 30.0]);
        course.set_over(10.0, SetEnd::Pain);
        assert_eq!(said(&mut course, 10.0, 100.0), []);
        assert_eq!(course.stage(), Stage::Over(Ending::Pain));
    }

    #[test]
    fn after_pain_it_goes_on_as_was_chosen() {
        let stopped = || {
            let mut course = Course::new(vec![30.0, 30.0, 90.0]);
            course.set_over(100.0, SetEnd::Done);
            course.go_on();
            course.set_over(200.0, SetEnd::Pain);
            course
        };
        let next = |course: &Course| match course.stage() {
            Stage::Rest(rest) => Some((rest.next, rest.length_s)),
            _ => None,
        };
        let mut gently = stopped();
        let begins = gently.after_pain(300.0, AfterPain::SameExercise);
        assert_eq!(begins, Some(Remark::RestBegins { seconds: 60 }));
        assert_eq!(next(&gently), Some((1, 60.0)));
        let remarks = said(&mut gently, 300.0, 361.0);
        assert!(remarks.iter().any(|(_, remark)| *remark == Remark::Next(1)));
        assert_eq!(gently.stage(), Stage::Set(1));

        let mut other = stopped();
        other.after_pain(300.0, AfterPain::OtherExercise);
        assert_eq!(next(&other), Some((2, 60.0)));
        other.go_on();
        other.set_over(400.0, SetEnd::Pain);
        assert_eq!(other.after_pain(400.0, AfterPain::OtherExercise), None);
        assert_eq!(other.stage(), Stage::Over(Ending::Left));

        let mut end = stopped();
        end.after_pain(300.0, AfterPain::End);
        assert_eq!(end.stage(), Stage::Over(Ending::Pain));
        // Who was not stopped has nothing to choose.
        let mut begun = Course::new(vec![30.0]);
        begun.after_pain(1.0, AfterPain::SameExercise);
        assert_eq!(begun.stage(), Stage::Set(0));
    }

    #[test]
    fn pain_in_a_rest_is_about_what_comes_next() {
        let mut course = Course::new(vec![30.0, 30.0, 30.0, 30.0]);
        course.set_over(10.0, SetEnd::Done);
        course.end(Ending::Pain);
        course.leave_out(3);
        course.after_pain(20.0, AfterPain::OtherExercise);
        assert!(matches!(course.stage(), Stage::Rest(rest) if rest.next == 2));
        course.go_on();
        course.set_over(30.0, SetEnd::Done);
        assert_eq!(course.stage(), Stage::Over(Ending::Done));
    }

    #[test]
    fn a_change_of_what_comes_next_is_told() {
        let mut course = Course::new(vec![45.0, 30.0]);
        course.set_over(0.0, SetEnd::Done);
        said(&mut course, 0.0, 43.0);
        course.next_changes();
        let remarks = said(&mut course, 43.0, 64.0);
        let kinds: Vec<Remark> = remarks.into_iter().map(|(_, remark)| remark).collect();
        assert_eq!(kinds, [Remark::Next(1), Remark::GetReady]);
        assert_eq!(course.stage(), Stage::Set(1));
    }

    #[test]
    fn what_comes_next_is_told_in_every_rest() {
        for length_s in [0.0, 3.0, 15.0, 20.0, 21.0, 90.0] {
            let mut course = Course::new(vec![length_s, length_s]);
            course.set_over(0.0, SetEnd::Done);
            let remarks = said(&mut course, 0.0, length_s + 1.0);
            let next = remarks
                .iter()
                .filter(|(_, remark)| *remark == Remark::Next(1));
            assert_eq!(next.count(), 1, "{length_s} s: {remarks:?}");
            assert_eq!(course.stage(), Stage::Set(1), "{length_s} s");
        }
    }

    #[test]
    fn a_rest_can_be_lengthened_and_paused() {
        let mut course = Course::new(vec![30.0, 30.0]);
        course.set_over(0.0, SetEnd::Done);
        said(&mut course, 0.0, 27.0);
        course.rest_longer();
        course.pause();
        said(&mut course, 27.0, 500.0);
        course.pause();
        let Stage::Rest(rest) = course.stage() else {
            panic!("{course:?}")
        };
        assert!((rest.left_s - 18.0).abs() < 0.2, "{rest:?}");
        said(&mut course, 500.0, 519.0);
        assert_eq!(course.stage(), Stage::Set(1));
    }

    #[test]
    fn a_computer_that_slept_has_not_rested() {
        let mut course = Course::new(vec![60.0, 60.0]);
        course.set_over(0.0, SetEnd::Done);
        course.tick(0.1);
        course.tick(3600.0);
        assert!(matches!(course.stage(), Stage::Rest(rest) if rest.left_s > 55.0));
        course.tick(-50.0);
        assert!(matches!(course.stage(), Stage::Rest(rest) if rest.left_s > 55.0));
    }
}
