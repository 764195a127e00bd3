//! A routine put together: one live set after the other, with rests between them in the same window
//! and the same voice.
//!
//! The source of each set is opened when it begins and closed when it ends. So the camera's light is
//! off in a rest.

mod closing;
mod front;
mod plan;
mod session_pain;
mod sets;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::coach::Speech;
use crate::notice::notice;
use crate::pose::{PoseError, Tracker};
use crate::routine::{AfterPain, Course, Ending, Remark, Rest, SetEnd, Stage};
use crate::screen::{self, Input, RestChange, RestScene};
use crate::session::{Earlier, Recap, SessionRecap, SessionSet};
use crate::words::{PAIN, PICTURE_IS_BACK, Phrase, pain, routine as words};

use super::awake::Awake;
use super::engine::Engine;
use super::event_lines::{EventLines, SharedEvents};
use super::live::{After, Drawn, Ended, Live, LiveError, Presentation, Stop, last_words};
use super::pain::{AfterStop, NextExercise, PainAnswer, PainQuestions, Stopped};
use super::session_of_run::SessionOfRun;
use super::set::{DisplayChoice, LiveOptions, OpenedSet, SetChoice, Teller};
use super::source::SourceChoiceError;
use closing::Closing;
use front::{Asked, Front};
pub use plan::{RoutineOver, RoutinePlan};
use session_pain::SessionPain;
pub(super) use sets::GENTLEST_DOSE;
use sets::Sets;
pub use sets::{ChoicePlanner, RoutineSet, WantedSet};

/// A camera that is not there is looked for this often.
const RETRY_EVERY: Duration = Duration::from_secs(3);

type TrackerThread = JoinHandle<Result<Tracker, PoseError>>;

/// A routine with everything open that its sets share.
pub struct LiveRoutine {
    sets: Sets,
    course: Course,
    live: LiveOptions,
    /// The session that its sets are.
    session: SessionOfRun,
    front: Front,
    events: Option<SharedEvents>,
    teller: Teller,
    stop: Arc<Stop>,
    is_followed: bool,
    /// What may be changed about the set that comes next.
    changes: Vec<(RestChange, String)>,
    /// Whether the session waits for its source.
    is_waiting: bool,
    /// The model of the next set, which is loaded in the rest before it. None while a set runs.
    tracker: Option<TrackerThread>,
    /// The set whose introduction was spoken last.
    told: Option<usize>,
    /// The sets that have begun and are over, and what is told of the last one.
    over: Vec<SessionSet>,
    recap: Option<Recap>,
    /// How many exercises were done to their end.
    done: usize,
    planned: usize,
    begun: Instant,
    /// How strong the pain is before and after it.
    pain: SessionPain,
    /// The set that was stopped, until what is to come was asked. None after a stop in a rest.
    stopped: Option<Ended>,
}

impl LiveRoutine {
    /// Opens what all sets share.
    ///
    /// # Errors
    /// When the file for the events or the window's font can't be used, or the system gives no
    /// thread.
    pub fn open(plan: RoutinePlan, teller: Teller) -> anyhow::Result<Self> {
        let is_followed = !matches!(plan.display, DisplayChoice::None) || !plan.live.is_muted;
        let rests_s = plan.sets.iter().map(|set| f64::from(set.rest_s));
        let course = Course::new(rests_s.collect());
        Ok(Self {
            course,
            planned: plan.sets.len(),
            sets: Sets::new(plan.sets, plan.planner),
            changes: Vec::new(),
            is_waiting: false,
            front: Front {
                voice: plan.live.voice(),
                shown: plan
                    .display
                    .open(None, plan.live.mirror, plan.live.language)?,
            },
            events: EventLines::shared(plan.events.as_deref())?,
            teller,
            stop: Arc::default(),
            is_followed,
            tracker: Some(load_tracker(&plan.live)?),
            pain: SessionPain::new(&plan.live),
            live: plan.live,
            session: SessionOfRun::of_routine(plan.name),
            told: None,
            over: Vec::new(),
            recap: None,
            done: 0,
            begun: Instant::now(),
            stopped: None,
        })
    }

    /// What ends the routine from outside.
    #[must_use]
    pub fn stop(&self) -> Arc<Stop> {
        Arc::clone(&self.stop)
    }

    /// The session that its sets are, for sets that follow.
    pub(super) fn session(&self) -> SessionOfRun {
        self.session.clone()
    }

    /// Runs it to its end.
    ///
    /// # Errors
    /// When a source or the pose engine fails, or nobody can be told of a set. What happened so far
    /// has been recorded.
    pub fn run(self) -> anyhow::Result<RoutineOver> {
        let stop = self.stop();
        self.run_with(stop).0
    }

    /// Does the same for somebody who goes on with the window, which is given back where it was
    /// neither lost nor closed.
    pub(super) fn run_with(
        mut self,
        stop: Arc<Stop>,
    ) -> (anyhow::Result<RoutineOver>, Option<Presentation>) {
        self.stop = stop;
        let awake = Awake::keep();
        self.pain
            .ask_before(&mut self.front, &self.live, &self.session, &self.stop);
        if self.stop.ends_set() {
            self.course.end(Ending::Left);
        }
        let result = loop {
            match self.course.stage() {
                Stage::Set(number) => {
                    if let Err(error) = self.set(number) {
                        break Err(error);
                    }
                }
                Stage::Rest(_) => self.rest(),
                Stage::Over(Ending::Pain) if self.goes_on_after_stop() => {}
                Stage::Over(ending) => break Ok(ending),
            }
        };
        drop(awake);
        let mut over = result.map(|ending| RoutineOver {
            ending,
            done: self.done,
            planned: self.planned,
            recap: SessionRecap::of(self.live.language, &self.over),
        });
        if let Ok(over) = &mut over {
            self.close(over);
        }
        // The sets have told what is wrong with it.
        let _ = last_words(&self.front.voice, &self.stop);
        (over, self.front.shown.take())
    }

    /// One exercise, from getting ready to its end.
    fn set(&mut self, number: usize) -> anyhow::Result<()> {
        let Some(set) = self.sets.get(number).cloned() else {
            self.course.end(Ending::Done);
            return Ok(());
        };
        self.stop.begin_next();
        // Told in the rest before; somebody who has skipped that hears it now.
        let introduction = (self.told != Some(number)).then(|| match number {
            0 => set.first_introduction(),
            _ => set.introduction(),
        });
        self.front.show_guide_of(set.movement.as_ref().ok());
        let Some(opened) = self.open_set(number, &set)? else {
            return Ok(());
        };
        let tracker = match self.tracker.take() {
            Some(tracker) => tracker,
            None => load_tracker(&self.live)?,
        };
        let tracker = tracker.join().map_err(|_| LiveError::Panicked)??;
        let live = Live {
            source: opened.source,
            engine: Engine::new(tracker, opened.coach),
            voice: Arc::clone(&self.front.voice),
            introduction,
            earlier: opened.earlier.clone(),
            // The first set tells it.
            is_trouble_told: number > 0 && self.front.voice.trouble().is_some(),
            after: After::Routine,
            log: Box::new(opened.outputs),
            stop: Arc::clone(&self.stop),
            in_real_time: self.is_followed,
            with_timing: self.live.with_timing,
        };
        let (ended, shown) = live.run(self.front.shown.take());
        self.front.shown = shown;
        let ended = ended?;
        self.take_ended(ended, &set, opened.earlier);
        Ok(())
    }

    /// Opens what the set needs. Where the camera is not there, that is said, and it is looked for
    /// until it is back. Gives nothing where somebody doesn't wait for that.
    fn open_set(&mut self, number: usize, set: &SetChoice) -> anyhow::Result<Option<OpenedSet>> {
        // Somebody who has just typed the command reads what is wrong.
        let may_wait = number > 0 || self.front.shown.is_some();
        let rest_is_over = Rest {
            next: number,
            length_s: 1.0,
            left_s: 0.0,
            is_paused: false,
        };
        let mut drawn = None;
        loop {
            let tried = Instant::now();
            let (teller, events) = (Arc::clone(&self.teller), self.events.clone());
            let opened = OpenedSet::open(
                set.clone(),
                &self.live,
                &self.session,
                events,
                teller,
                self.is_followed,
            );
            match opened {
                Err(error) if may_wait && is_of_source(&error) => self.begin_to_wait(&error),
                opened => {
                    if std::mem::take(&mut self.is_waiting) && opened.is_ok() {
                        let back = PICTURE_IS_BACK.said_in(self.live.language);
                        self.front.speak(back, Speech::Begin);
                    }
                    return opened.map(Some);
                }
            }
            while tried.elapsed() < RETRY_EVERY {
                self.look(rest_is_over, tried.elapsed(), &mut drawn);
                if !matches!(self.course.stage(), Stage::Set(_)) {
                    self.is_waiting = false;
                    return Ok(None);
                }
            }
        }
    }

    fn begin_to_wait(&mut self, error: &anyhow::Error) {
        if !self.is_waiting {
            self.is_waiting = true;
            self.changes.clear();
            notice(format_args!("{error:#}"));
            self.front.speak(
                words::CAMERA_GONE.said_in(self.live.language),
                Speech::Begin,
            );
        }
    }

    /// A set is over: what comes next follows from how it ended.
    fn take_ended(&mut self, ended: Ended, set: &SetChoice, earlier: Option<Earlier>) {
        let end = self.end_of(&ended);
        self.done += usize::from(end == SetEnd::Done && ended.recap.has_begun);
        if ended.recap.has_begun {
            self.recap = Some(ended.recap.clone());
            self.over.push(SessionSet {
                exercise: set.exercise.clone(),
                dose: set.options.dose.clone(),
                figures: ended.recap.figures.clone(),
                earlier,
            });
        }
        let remark = self.course.set_over(self.t_s(), end);
        if self.stop.leaves() || ended.recap.is_left() {
            self.course.end(Ending::Left);
        } else if let Some(remark) = remark {
            self.say(remark);
        }
        self.stopped = (end == SetEnd::Pain).then_some(ended);
    }

    fn end_of(&self, ended: &Ended) -> SetEnd {
        if ended.recap.is_stopped() {
            SetEnd::Pain
        } else if self.stop.ends_set() {
            SetEnd::Skipped
        } else {
            SetEnd::Done
        }
    }

    /// The rest before the next exercise.
    fn rest(&mut self) {
        self.stop.begin_next();
        // Without a thread now, the set tries again.
        self.tracker = load_tracker(&self.live).ok();
        self.next_is_chosen();
        let begun = Instant::now();
        let mut drawn = None;
        loop {
            if let Some(remark) = self.course.tick(self.t_s()) {
                self.say(remark);
            }
            let Stage::Rest(rest) = self.course.stage() else {
                return;
            };
            self.look(rest, begun.elapsed(), &mut drawn);
        }
    }

    /// Shows the rest for a moment, and does what is asked for in it.
    fn look(&mut self, rest: Rest, since: Duration, drawn: &mut Option<Drawn>) {
        if let Some(scene) = self.rest_scene(rest) {
            for asked in self.front.look(scene, since, drawn) {
                match asked {
                    Asked::Change(change) => self.change(change),
                    Asked::Key(input) => self.take(input),
                }
            }
        }
        if self.stop.ends_set() {
            self.course.end(Ending::Left);
        }
    }

    /// Does what a key asks for in a rest.
    fn take(&mut self, input: Input) {
        match input {
            Input::Close => {
                self.stop.leave();
                self.course.end(Ending::Left);
            }
            Input::Back => self.course.end(Ending::Left),
            Input::Pain => self.stop_for_pain(),
            Input::Start => self.course.go_on(),
            Input::More => self.course.rest_longer(),
            Input::Pause => self.course.pause(),
            _ => {}
        }
    }

    /// Another form or another exercise comes next. It is said, and then told as what comes next.
    fn change(&mut self, change: RestChange) {
        if !matches!(self.course.stage(), Stage::Rest(_)) {
            return;
        }
        match self.sets.change(self.course.number(), change) {
            Ok(Some(said)) => {
                self.course.next_changes();
                self.told = None;
                self.front.speak(said, Speech::Begin);
                self.next_is_chosen();
            }
            Ok(None) => {}
            Err(error) => notice(format_args!("{error:#}")),
        }
    }

    /// Asks somebody who has stopped how strong the pain is, and what is to come. Nothing goes on by
    /// itself, and without a window not at all. Gives whether the session goes on.
    fn goes_on_after_stop(&mut self) -> bool {
        let number = self.course.number();
        let Some(exercise) = self.sets.get(number).map(|set| &set.exercise) else {
            return false;
        };
        let next = self.sets.get(number + 1);
        let next = next.map_or(NextExercise::None, |set| NextExercise::Named(set.name()));
        let stopped = match &self.stopped.take() {
            Some(ended) => Stopped::of(ended, exercise, next),
            None => Stopped::before(exercise, next),
        };
        let questions = PainQuestions::new(stopped, self.live.voice_options());
        let Some(answer) = self.front.ask(questions, &self.stop) else {
            return false;
        };
        self.pain.keep_last(answer, &self.session);
        self.after_stop(answer);
        matches!(self.course.stage(), Stage::Rest(_))
    }

    /// Goes on, or not, as was answered after a stop.
    fn after_stop(&mut self, answer: PainAnswer) {
        let number = self.course.number();
        let changed = match answer.then {
            AfterStop::GoOn if answer.is_gentle() => self.sets.take_gentlest_dose(number),
            AfterStop::Easier => self.sets.change(number, RestChange::Easier).map(drop),
            AfterStop::GoOn | AfterStop::Next | AfterStop::End => Ok(()),
        };
        if let Err(error) = changed {
            notice(format_args!("{error:#}"));
        }
        if answer.then == AfterStop::Next {
            for later in self.sets.leave_out_after(number) {
                self.course.leave_out(later);
            }
        }
        let choice = match answer.then {
            AfterStop::GoOn | AfterStop::Easier => AfterPain::SameExercise,
            AfterStop::Next => AfterPain::OtherExercise,
            AfterStop::End => AfterPain::End,
        };
        self.told = None;
        if let Some(remark) = self.course.after_pain(self.t_s(), choice) {
            self.say(remark);
        }
    }

    /// It hurts in the rest: what to do is said at once.
    fn stop_for_pain(&mut self) {
        self.course.end(Ending::Pain);
        self.front
            .speak(PAIN.in_language(self.live.language).join(" "), Speech::Stop);
    }

    fn rest_scene(&self, rest: Rest) -> Option<RestScene> {
        let next = self.next_set()?;
        let scene = RestScene::new(
            self.recap.as_ref(),
            &next.exercise,
            &next.options.dose,
            [rest.next + 1, self.sets.len()],
        );
        let scene = RestScene {
            waits_for: self
                .is_waiting
                .then(|| words::CAMERA_GONE.said_in(self.live.language)),
            changes: self.changes.clone(),
            ..scene
        };
        Some(scene.at(rest.left_s, rest.length_s, rest.is_paused))
    }

    fn next_set(&self) -> Option<&SetChoice> {
        self.sets.get(self.course.number())
    }

    /// Another set than before comes next: its figure is shown, and what may be changed about it.
    fn next_is_chosen(&mut self) {
        let number = self.course.number();
        self.changes = self.sets.changes(number);
        let movement = self
            .sets
            .get(number)
            .and_then(|set| set.movement.as_ref().ok());
        self.front.show_guide_of(movement);
    }

    fn say(&mut self, remark: Remark) {
        let language = self.live.language;
        let speak = |text, kind| self.front.speak(text, kind);
        match remark {
            Remark::RestBegins { seconds } => {
                speak(words::rest_begins(language, seconds), Speech::Begin);
            }
            Remark::GetReady => speak(words::GET_READY.said_in(language), Speech::Begin),
            Remark::Next(number) => {
                if let Some(set) = self.next_set() {
                    let text = words::next(language, &set.introduction());
                    speak(text, Speech::Introduction);
                }
                self.told = Some(number);
            }
        }
    }

    /// Tells of the whole routine, and shows it until it has been read.
    fn close(&mut self, over: &mut RoutineOver) {
        let language = self.live.language;
        if self.stop.leaves() {
            return;
        }
        if let Some(told) = over.told(language) {
            self.front.speak(told, Speech::Begin);
        }
        let asked = self.pain.asked_after(over.ending, &self.session, language);
        if asked.is_some() && self.front.shown.is_some() {
            let question = pain::AFTER_ASKED.said_in(language);
            self.front.speak(question, Speech::Begin);
        }
        let scene = screen::routine_scene(&over.recap, over.ending);
        let told = self.front.close(Closing::new(scene, asked), &self.stop);
        over.recap.pain = self.pain.closed(told);
    }

    /// Seconds since the routine began.
    fn t_s(&self) -> f64 {
        self.begun.elapsed().as_secs_f64()
    }
}

/// Whether waiting may mend it: the camera is not there.
fn is_of_source(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(SourceChoiceError::Real(_)))
}

/// Loads the pose model on a thread of its own.
fn load_tracker(live: &LiveOptions) -> std::io::Result<TrackerThread> {
    let settings = live.model.clone();
    thread::Builder::new()
        .name("model".to_owned())
        .spawn(move || Tracker::new(&settings))
}
