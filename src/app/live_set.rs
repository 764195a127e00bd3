//! A live set from its opening to its end, and again where that is chosen after a stop.

use std::sync::Arc;

use crate::exercise::Exercise;
use crate::pose::Tracker;
use crate::voice::VoiceOptions;

use super::awake::Awake;
use super::engine::Engine;
use super::event_lines::EventLines;
use super::live::{After, Live, Presentation, Stop, last_words};
use super::pain::{AfterStop, NextExercise, PainAnswer, PainQuestions, Stopped};
use super::routine::{GENTLEST_DOSE, WantedSet};
use super::session_of_run::SessionOfRun;
use super::set::{DisplayChoice, LiveOptions, OpenedSet, SetPlan, Teller};

/// Plans a set as it is wanted.
pub type SetPlanner = Box<dyn Fn(WantedSet) -> anyhow::Result<SetPlan>>;

/// A live set with everything open, ready to run.
pub struct LiveSet {
    live: Live,
    presentation: Option<Presentation>,
    /// What is done, for somebody who goes on with it after a stop.
    exercise: Exercise,
    dose: String,
    voice_options: VoiceOptions,
    session: SessionOfRun,
    teller: Teller,
}

impl LiveSet {
    /// Opens what the plan asks for. The window comes last, when everything else is there.
    ///
    /// # Errors
    /// When the source, the model, the history or the file for the events can't be used.
    pub fn open(plan: SetPlan, teller: Teller) -> anyhow::Result<LiveSet> {
        Self::open_in(SessionOfRun::default(), plan, teller)
    }

    /// Opens a set of a session that may have begun.
    pub(super) fn open_in(
        session: SessionOfRun,
        plan: SetPlan,
        teller: Teller,
    ) -> anyhow::Result<LiveSet> {
        let events = EventLines::shared(plan.events.as_deref())?;
        let is_followed = !matches!(plan.display, DisplayChoice::None) || !plan.live.is_muted;
        let guide_movement = plan.set.movement.as_ref().ok().cloned();
        let introduction = plan.set.first_introduction();
        let (exercise, dose) = (plan.set.exercise.clone(), plan.set.dose.clone());
        // A camera gets going by itself while the model loads.
        let told = Arc::clone(&teller);
        let opened = OpenedSet::open(plan.set, &plan.live, &session, events, told, is_followed)?;
        let tracker = Tracker::new(&plan.live.model)?;
        let (voice, voice_options) = (plan.live.voice(), plan.live.voice_options());
        let LiveOptions {
            mirror, language, ..
        } = plan.live;
        let presentation = plan
            .display
            .open(guide_movement.as_ref(), mirror, language)?;
        Ok(LiveSet {
            live: Live {
                source: opened.source,
                engine: Engine::new(tracker, opened.coach),
                voice,
                introduction: Some(introduction),
                earlier: opened.earlier,
                is_trouble_told: false,
                after: After::Summary,
                log: Box::new(opened.outputs),
                stop: Arc::default(),
                in_real_time: presentation.is_some() || !plan.live.is_muted,
                with_timing: plan.live.with_timing,
            },
            presentation,
            exercise,
            dose,
            voice_options,
            session,
            teller,
        })
    }

    /// What ends the set from outside.
    #[must_use]
    pub fn stop(&self) -> Arc<Stop> {
        Arc::clone(&self.live.stop)
    }

    /// Runs the set to its end, and again where that is chosen after a stop.
    ///
    /// # Errors
    /// When the source or the pose engine fails, or nobody can be told of the set. What happened
    /// so far has been recorded.
    pub fn run(self, planner: &SetPlanner) -> anyhow::Result<()> {
        let stop = self.stop();
        self.run_with(&stop, After::Summary, planner).0
    }

    /// Does the same for somebody who goes on with the window, which is given back where it was
    /// neither lost nor closed.
    pub(super) fn run_with(
        self,
        stop: &Arc<Stop>,
        after: After,
        planner: &SetPlanner,
    ) -> (anyhow::Result<()>, Option<Presentation>) {
        let _awake = Awake::keep();
        let (session, teller) = (self.session.clone(), Arc::clone(&self.teller));
        let mut set = self;
        loop {
            let (again, shown) = match set.run_once(stop, after) {
                (Ok(Some(again)), Some(shown)) => (again, shown),
                (over, shown) => return (over.map(drop), shown),
            };
            stop.begin_next();
            let opened = planner(again.wanted()).and_then(|plan| {
                let display = DisplayChoice::Opened(Box::new(shown));
                let plan = SetPlan { display, ..plan };
                LiveSet::open_in(session.clone(), plan, Arc::clone(&teller))
            });
            set = match opened {
                Ok(set) => set,
                Err(error) => return (Err(error), None),
            };
        }
    }

    /// Runs the set once. Gives how it is done again, where that is chosen after a stop.
    fn run_once(
        mut self,
        stop: &Arc<Stop>,
        after: After,
    ) -> (anyhow::Result<Option<Again>>, Option<Presentation>) {
        self.live.stop = Arc::clone(stop);
        self.live.after = after;
        let voice = Arc::clone(&self.live.voice);
        let (ended, shown) = self.live.run(self.presentation);
        let ended = match ended {
            Ok(ended) if ended.recap.is_stopped() => ended,
            ended => return (ended.map(|_| None), shown),
        };
        let mut again = None;
        let shown = shown.and_then(|mut shown| {
            let next = match after {
                After::Home => NextExercise::Any,
                After::Summary | After::Routine => NextExercise::None,
            };
            let stopped = Stopped::of(&ended, &self.exercise, next);
            let questions = PainQuestions::new(stopped, self.voice_options);
            let answer = questions.ask(&mut shown, stop)?;
            again = Again::of(answer, &self.exercise, &self.dose);
            Some(shown)
        });
        // The set has told what is wrong with it.
        let _ = last_words(&voice, stop);
        (Ok(again), shown)
    }
}

/// How a set is done again.
struct Again {
    exercise: String,
    variant: Option<String>,
    dose: String,
}

impl Again {
    /// None where the exercise is not done again.
    fn of(answer: PainAnswer, exercise: &Exercise, dose: &str) -> Option<Self> {
        let variant = match answer.then {
            AfterStop::GoOn => exercise.variant.clone(),
            AfterStop::Easier => exercise.easier()?.variant,
            AfterStop::Next | AfterStop::End => return None,
        };
        let is_less = answer.then == AfterStop::GoOn && answer.is_gentle();
        let dose = if is_less { GENTLEST_DOSE } else { dose };
        Some(Self {
            exercise: exercise.id.clone(),
            variant,
            dose: dose.to_owned(),
        })
    }

    fn wanted(&self) -> WantedSet<'_> {
        WantedSet {
            exercise: &self.exercise,
            variant: self.variant.as_deref(),
            dose: &self.dose,
        }
    }
}
