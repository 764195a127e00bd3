//! A routine put together: one live set after the other, with rests between them in the same window
//! and the same voice.
//!
//! The source of each set is opened when it begins and closed when it ends. So the camera's light is
//! off in a rest.

use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::coach::{Sound, Speech};
use crate::exercise::Movement;
use crate::notice::{notice, tell};
use crate::pose::{PoseError, Tracker};
use crate::routine::{Course, Ending, Remark, Rest, SetEnd, Stage};
use crate::screen::{self, DrawContext, Input, RestScene, Scene};
use crate::session::Recap;
use crate::voice::Voice;
use crate::words::{Language, PAIN, Phrase, routine as words};

use super::awake::Awake;
use super::engine::Engine;
use super::event_lines::{EventLines, SharedEvents};
use super::guide::Guide;
use super::live::{After, Drawn, Ended, Live, LiveError, Presentation, Stop, last_words};
use super::set::{DisplayChoice, LiveOptions, OpenedSet, SetChoice, Teller};

/// A rest that nobody sees is looked at this often.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Everything that was chosen for a routine. Nothing is opened yet.
pub struct RoutinePlan {
    /// Its name, "Gentle day".
    pub name: String,
    /// What is done, and how many seconds of rest follow.
    pub sets: Vec<(SetChoice, f32)>,
    /// How the sets are run.
    pub live: LiveOptions,
    /// What they are shown in.
    pub display: DisplayChoice,
    /// A file that gets every event as a line of JSON; `-` is standard output.
    pub events: Option<std::path::PathBuf>,
}

/// How a routine ended.
#[derive(Debug, Clone, PartialEq)]
pub struct RoutineOver {
    /// Why it is over.
    pub ending: Ending,
    /// How many exercises were done, of those that were planned.
    pub done: usize,
    /// Those that were planned.
    pub planned: usize,
}

impl RoutineOver {
    /// "Done for today. 4 exercises", as it is spoken and printed. After pain it is nothing: what to
    /// do was said.
    #[must_use]
    pub fn told(&self, language: Language) -> Option<String> {
        match self.ending {
            Ending::Pain => None,
            Ending::Done | Ending::Left => {
                Some(words::session_done(language, self.done, self.planned))
            }
        }
    }
}

type TrackerThread = JoinHandle<Result<Tracker, PoseError>>;

/// A routine with everything open that its sets share.
pub struct LiveRoutine {
    /// Those that are still to come, in their order.
    sets: std::vec::IntoIter<SetChoice>,
    course: Course,
    live: LiveOptions,
    voice: Arc<Voice>,
    events: Option<SharedEvents>,
    teller: Teller,
    stop: Arc<Stop>,
    presentation: Option<Presentation>,
    is_followed: bool,
    /// The model of the next set, which is loaded in the rest before it. None while a set runs.
    tracker: Option<TrackerThread>,
    /// The set whose introduction was spoken last.
    told: Option<usize>,
    recaps: Vec<Recap>,
    /// How many exercises were done to their end.
    done: usize,
    planned: usize,
    begun: Instant,
    has_pain_in_rest: bool,
}

impl LiveRoutine {
    /// Opens what all sets share.
    ///
    /// # Errors
    /// When the file for the events or the window's font can't be used, or the system gives no
    /// thread.
    pub fn open(plan: RoutinePlan, teller: Teller) -> anyhow::Result<Self> {
        let is_followed = !matches!(plan.display, DisplayChoice::None) || !plan.live.is_muted;
        let rests_s = plan.sets.iter().map(|(_, rest_s)| f64::from(*rest_s));
        let course = Course::new(rests_s.collect());
        let planned = plan.sets.len();
        let sets: Vec<SetChoice> = plan.sets.into_iter().map(|(set, _)| set).collect();
        Ok(Self {
            sets: sets.into_iter(),
            course,
            voice: plan.live.voice(),
            events: EventLines::shared(plan.events.as_deref())?,
            teller,
            stop: Arc::default(),
            presentation: plan
                .display
                .open(None, plan.live.mirror, plan.live.language)?,
            is_followed,
            tracker: Some(load_tracker(&plan.live)?),
            live: plan.live,
            told: None,
            recaps: Vec::new(),
            done: 0,
            planned,
            begun: Instant::now(),
            has_pain_in_rest: false,
        })
    }

    /// What ends the routine from outside.
    #[must_use]
    pub fn stop(&self) -> Arc<Stop> {
        Arc::clone(&self.stop)
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
        let result = loop {
            match self.course.stage() {
                Stage::Set(number) => {
                    if let Err(error) = self.set(number) {
                        break Err(error);
                    }
                }
                Stage::Rest(_) => self.rest(),
                Stage::Over(ending) => break Ok(ending),
            }
        };
        drop(awake);
        let over = result.map(|ending| RoutineOver {
            ending,
            done: self.done,
            planned: self.planned,
        });
        if let Ok(over) = &over {
            self.close(over);
        }
        // The sets have told what is wrong with it.
        let _ = last_words(&self.voice, &self.stop);
        (over, self.presentation.take())
    }

    /// One exercise, from getting ready to its end.
    fn set(&mut self, number: usize) -> anyhow::Result<()> {
        let Some(set) = self.sets.next() else {
            self.course.end(Ending::Done);
            return Ok(());
        };
        self.stop.begin_next();
        // Told in the rest before; somebody who has skipped that hears it now.
        let introduction = (self.told != Some(number)).then(|| set.introduction());
        let movement = set.movement.as_ref().ok().cloned();
        self.show_guide_of(movement.as_ref());
        let teller = Arc::clone(&self.teller);
        let events = self.events.clone();
        let opened = OpenedSet::open(set, &self.live, events, teller, self.is_followed)?;
        let tracker = match self.tracker.take() {
            Some(tracker) => tracker,
            None => load_tracker(&self.live)?,
        };
        let tracker = tracker.join().map_err(|_| LiveError::Panicked)??;
        let live = Live {
            source: opened.source,
            engine: Engine::new(tracker, opened.coach),
            voice: Arc::clone(&self.voice),
            introduction,
            // The first set tells it.
            is_trouble_told: number > 0 && self.voice.trouble().is_some(),
            after: After::Routine,
            log: Box::new(opened.outputs),
            stop: Arc::clone(&self.stop),
            in_real_time: self.is_followed,
            with_timing: self.live.with_timing,
        };
        let (ended, presentation) = live.run(self.presentation.take());
        self.presentation = presentation;
        let ended = ended?;
        let end = self.end_of(&ended);
        self.done += usize::from(end == SetEnd::Done && ended.recap.has_begun);
        if ended.recap.has_begun {
            self.recaps.push(ended.recap);
        }
        let remark = self.course.set_over(self.t_s(), end);
        if self.stop.leaves() {
            self.course.end(Ending::Left);
        } else if let Some(remark) = remark {
            self.say(remark);
        }
        Ok(())
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
        let movement = self.next_set().and_then(|set| set.movement.as_ref().ok());
        let movement = movement.cloned();
        self.show_guide_of(movement.as_ref());
        let begun = Instant::now();
        let mut drawn = None;
        loop {
            if let Some(remark) = self.course.tick(self.t_s()) {
                self.say(remark);
            }
            let Stage::Rest(rest) = self.course.stage() else {
                return;
            };
            if self.stop.ends_set() {
                self.course.end(Ending::Left);
                return;
            }
            match self.presentation.take() {
                Some(shown) => self.show_rest(shown, rest, begun.elapsed(), &mut drawn),
                None => thread::sleep(LOOK_EVERY),
            }
        }
    }

    /// Shows the rest and does what the user asks for. A window that is lost doesn't come back.
    fn show_rest(
        &mut self,
        mut shown: Presentation,
        rest: Rest,
        since: Duration,
        drawn: &mut Option<Drawn>,
    ) {
        let Some(scene) = self.rest_scene(rest) else {
            self.course.end(Ending::Done);
            return;
        };
        let figure = shown.guide.as_ref();
        let figure = figure.and_then(|guide| guide.frame(since.as_secs_f64()));
        let context = DrawContext {
            is_voice_on: !self.voice.is_muted(),
            guide: figure.as_ref(),
            ..DrawContext::default()
        };
        if let Err(error) = shown.show(&Scene::Rest(scene), &context, drawn) {
            notice(format_args!(
                "{error}; the session goes on without a window"
            ));
            return;
        }
        for input in shown.display.poll() {
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
                Input::Voice => self.voice.set_muted(!self.voice.is_muted()),
                Input::FullScreen => shown.display.toggle_full_screen(),
                _ => {}
            }
        }
        self.presentation = Some(shown);
    }

    /// It hurts in the rest: what to do is said at once, and shown until it has been read.
    fn stop_for_pain(&mut self) {
        self.has_pain_in_rest = true;
        self.course.end(Ending::Pain);
        self.speak(PAIN.in_language(self.live.language).join(" "), Speech::Stop);
    }

    fn rest_scene(&self, rest: Rest) -> Option<RestScene> {
        let next = self.next_set()?;
        let scene = RestScene::new(
            self.recaps.last(),
            &next.exercise,
            &next.options.dose,
            [rest.next + 1, self.planned],
        );
        Some(scene.at(rest.left_s, rest.length_s, rest.is_paused))
    }

    fn next_set(&self) -> Option<&SetChoice> {
        self.sets.as_slice().first()
    }

    fn show_guide_of(&mut self, movement: Option<&Movement>) {
        if let Some(shown) = &mut self.presentation {
            // The movement was checked when it was read. Without a figure the steps are there.
            shown.guide = movement.and_then(|movement| Guide::start(movement).ok());
        }
    }

    fn say(&mut self, remark: Remark) {
        let language = self.live.language;
        match remark {
            Remark::RestBegins { seconds } => {
                self.speak(words::rest_begins(language, seconds), Speech::Begin);
            }
            Remark::GetReady => self.speak(words::GET_READY.said_in(language), Speech::Begin),
            Remark::Next(number) => {
                self.told = Some(number);
                if let Some(set) = self.next_set() {
                    let text = words::next(language, &set.introduction());
                    self.speak(text, Speech::Introduction);
                }
            }
        }
    }

    /// Says it, and writes it where no window shows it.
    fn speak(&self, text: String, kind: Speech) {
        if self.presentation.is_none() {
            tell(&format!("           {text}\n"));
        }
        self.voice.post(Sound::Say { text, kind });
    }

    /// Tells of the whole routine, and shows it until it has been read. After pain within a set,
    /// that set's summary has said what to do.
    fn close(&mut self, over: &RoutineOver) {
        let language = self.live.language;
        if self.stop.leaves() || (over.ending == Ending::Pain && !self.has_pain_in_rest) {
            return;
        }
        if let Some(told) = over.told(language) {
            self.speak(told, Speech::Begin);
        }
        let Some(mut shown) = self.presentation.take() else {
            return;
        };
        let scene = screen::routine_scene(language, &self.recaps, over.ending);
        let scene = Scene::Summary(scene);
        let mut drawn = None;
        while let Some(inputs) = shown.ask(&scene, &mut drawn, &self.stop) {
            for input in inputs {
                match input {
                    Input::Close => {
                        self.stop.leave();
                        return;
                    }
                    Input::Start | Input::Back | Input::Click(_) => {
                        self.presentation = Some(shown);
                        return;
                    }
                    _ => {}
                }
            }
        }
    }

    /// Seconds since the routine began.
    fn t_s(&self) -> f64 {
        self.begun.elapsed().as_secs_f64()
    }
}

/// Loads the pose model on a thread of its own.
fn load_tracker(live: &LiveOptions) -> std::io::Result<TrackerThread> {
    let settings = live.model.clone();
    thread::Builder::new()
        .name("model".to_owned())
        .spawn(move || Tracker::new(&settings))
}
