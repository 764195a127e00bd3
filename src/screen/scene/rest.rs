//! The rest between two exercises, as plain data.

use crate::exercise::{Dose, Exercise};
use crate::session::Recap;
use crate::words::{routine, summary};

/// The rest scene.
#[derive(Debug, Clone, PartialEq)]
pub struct RestScene {
    /// Seconds that are left.
    pub left_s: u32,
    /// The part of the rest that is left, 0 to 1.
    pub part: f32,
    /// Whether its clock stands still.
    pub is_paused: bool,
    /// "Bird dog done", where an exercise was begun before.
    pub done: Option<String>,
    /// "left 6, right 6".
    pub result: String,
    /// One thing for next time.
    pub next_time: Option<String>,
    /// Name of the exercise that follows.
    pub next: String,
    /// Its variant, as people call it.
    pub variant: Option<String>,
    /// "3 holds each side".
    pub dose: String,
    /// How to get there.
    pub steps: Vec<String>,
    /// "Exercise 3 of 4".
    pub place: String,
    /// What may be changed about the exercise that follows.
    pub changes: Vec<(RestChange, String)>,
    /// What the session waits for, in place of the clock.
    pub waits_for: Option<String>,
}

/// A change of the exercise that follows a rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestChange {
    /// An easier form.
    Easier,
    /// A harder form.
    Harder,
    /// Another exercise.
    Another,
}

impl RestScene {
    /// The rest before a set of `next` with its dose, which is the set `number` of `of`, from 1.
    /// `over` is the set before, where one has begun.
    #[must_use]
    pub fn new(
        over: Option<&Recap>,
        next: &Exercise,
        dose: &Dose,
        [number, of]: [usize; 2],
    ) -> Self {
        // What was stopped is not told as something that was done.
        let over = over.filter(|over| !over.is_stopped());
        RestScene {
            left_s: 0,
            part: 1.0,
            is_paused: false,
            done: over.map(|over| routine::done(over.language, &over.exercise)),
            result: over.map_or_else(String::new, counted),
            next_time: over.and_then(Recap::next_time_sentence),
            next: next.name.clone(),
            variant: next.variant_name.clone(),
            dose: dose.words.clone(),
            steps: next.introduction.steps.clone(),
            place: routine::place(next.language, number, of),
            changes: Vec::new(),
            waits_for: None,
        }
    }

    /// The same at a moment of the rest, in seconds. The clock shows what is still to come, so it
    /// ends with 1.
    #[must_use]
    pub fn at(self, left_s: f64, length_s: f64, is_paused: bool) -> Self {
        let left_s = left_s.max(0.0).ceil();
        RestScene {
            left_s: left_s as u32,
            part: (left_s / length_s.max(1.0)) as f32,
            is_paused,
            ..self
        }
    }
}

/// "left 6, right 6".
fn counted(over: &Recap) -> String {
    match &over.sides {
        Some([left, right]) => summary::left_and_right(over.language, left.counted, right.counted),
        None => routine::counted(over.language, over.total.counted, over.counts_holds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{Event, Observed, StopWhy, Timed};
    use crate::exercise;
    use crate::session::SetFigures;

    #[test]
    fn what_was_stopped_is_not_shown_as_done() {
        let cobra = exercise::load("cobra", None, None).unwrap();
        let dose = cobra.dose("standard").unwrap();
        let after = |events: &[Event]| {
            let timed = events.iter().map(|event| Timed {
                t_s: 1.0,
                event: event.clone(),
            });
            let events: Vec<Timed> = timed.collect();
            let figures = SetFigures::of(&cobra.id, &events, Observed::default());
            let recap = Recap::of(&cobra, dose, &figures);
            RestScene::new(Some(&recap), &cobra, dose, [2, 3]).done
        };
        assert_eq!(after(&[Event::Start]).as_deref(), Some("Cobra done"));
        let why = StopWhy::Wave;
        assert_eq!(after(&[Event::Start, Event::Stopped { why }]), None);
    }
}
