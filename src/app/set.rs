//! A live set put together: which source, which engine, the voice, the history, the window, and
//! how they are joined.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::coach::{Coach, Options, Timed};
use crate::exercise::{Exercise, ExerciseError, Movement};
use crate::notice::notice;
use crate::pose::{Settings, Tracker};
use crate::screen::{Ui, Window};
use crate::session::NewSession;
use crate::voice::{Voice, VoiceOptions};

use super::engine::Engine;
use super::event_lines::EventLines;
use super::guide::Guide;
use super::live::{Ended, Live, LiveError, Presentation, SetLog, Stop};
use super::set_history::{Saved, SetHistory};
use super::source::SourceChoice;

/// Everything that was chosen for a live set. Nothing is opened yet.
pub struct SetPlan {
    /// What is judged.
    pub exercise: Exercise,
    /// How it is shown, for the guide figure and the performer. An exercise that shows no movement
    /// can still be coached.
    pub movement: Result<Movement, ExerciseError>,
    /// The name of the dose, as the history notes it.
    pub dose: String,
    /// How much, and how strictly.
    pub options: Options,
    /// Where the frames come from.
    pub source: SourceChoice,
    /// The same as the user wrote it, for the history.
    pub source_text: String,
    /// Which pose model.
    pub model: Settings,
    /// A program that speaks in place of the one that is found.
    pub voice_command: Option<PathBuf>,
    /// The voice is silent at first.
    pub is_muted: bool,
    /// What the set is shown in.
    pub display: DisplayChoice,
    /// The picture is mirrored at first.
    pub mirror: bool,
    /// A file that gets every event as a line of JSON; `-` is standard output.
    pub events: Option<PathBuf>,
    /// The time of each stage is reported.
    pub with_timing: bool,
    /// The set of a video or of the performer is kept as well.
    pub save: bool,
}

impl SetPlan {
    /// What the history notes of the set, which begins now.
    fn session(&self) -> NewSession {
        NewSession {
            started_at: unix_s(),
            exercise: self.exercise.id.clone(),
            variant: self.exercise.variant.clone(),
            dose: Some(self.dose.clone()).filter(|dose| dose != "standard"),
            source: self.source_text.clone(),
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// What a set is shown in.
pub enum DisplayChoice {
    /// Nothing: it is heard.
    None,
    /// A window, where there is a display for it.
    Window,
    /// This window, which is open already.
    Opened(Box<Window>),
}

impl DisplayChoice {
    /// Opens the window and begins to draw the guide figure. No display is no reason to stop: the
    /// voice carries the set.
    fn open(
        self,
        movement: Option<&Movement>,
        mirror: bool,
    ) -> anyhow::Result<Option<Presentation>> {
        let window = match self {
            Self::None => return Ok(None),
            Self::Opened(window) => *window,
            Self::Window => match Window::open("Spotter") {
                Ok(window) => window,
                Err(error) => {
                    notice(format_args!("{error}; going on without a window"));
                    return Ok(None);
                }
            },
        };
        let (width, height) = window.size();
        Ok(Some(Presentation {
            display: window,
            ui: Ui::new(width, height)?,
            guide: movement.map(Guide::start).transpose()?,
            mirror,
        }))
    }
}

/// Tells the user of a set that is over, while a window still shows its summary: how it ended (none
/// where it could not be ended properly), and what became of it in the history.
pub type Teller = Box<dyn FnOnce(Option<&Ended>, &Saved) -> anyhow::Result<()> + Send>;

/// A live set with everything open, ready to run.
pub struct LiveSet {
    live: Live,
    presentation: Option<Presentation>,
}

impl LiveSet {
    /// Opens what the plan asks for. The window comes last, when everything else is there.
    ///
    /// # Errors
    /// When the source, the model, the history or the file for the events can't be used.
    pub fn open(plan: SetPlan, teller: Teller) -> anyhow::Result<LiveSet> {
        let session = plan.session();
        let events = plan.events.as_deref().map(EventLines::create);
        let events = events.transpose()?;
        let is_followed = !matches!(plan.display, DisplayChoice::None) || !plan.is_muted;
        let guide_movement = plan.movement.as_ref().ok().cloned();
        let mut options = plan.options;
        // A camera gets going by itself while the models load.
        let source = plan
            .source
            .open(&plan.exercise, &options.dose, plan.movement, is_followed)?;
        let tracker = Tracker::new(&plan.model)?;
        let voice = Voice::start(VoiceOptions {
            command: plan.voice_command,
            ..VoiceOptions::default()
        });
        voice.set_muted(plan.is_muted);
        let (history, best) = SetHistory::open(session, &plan.source, plan.save, &plan.exercise)?;
        options.best = best;
        let presentation = plan.display.open(guide_movement.as_ref(), plan.mirror)?;
        Ok(LiveSet {
            live: Live {
                source,
                engine: Engine::new(tracker, Coach::new(plan.exercise, options)),
                voice,
                log: Box::new(SetOutputs {
                    history,
                    events,
                    teller,
                }),
                stop: Arc::default(),
                in_real_time: presentation.is_some() || !plan.is_muted,
                with_timing: plan.with_timing,
            },
            presentation,
        })
    }

    /// What ends the set from outside.
    #[must_use]
    pub fn stop(&self) -> Arc<Stop> {
        Arc::clone(&self.live.stop)
    }

    /// Runs the set to its end.
    ///
    /// # Errors
    /// When the source or the pose engine fails, or nobody can be told of the set. What happened
    /// so far has been recorded.
    pub fn run(self) -> anyhow::Result<()> {
        let ended = match self.presentation {
            Some(presentation) => self.live.in_window(presentation),
            None => self.live.headless(),
        };
        match ended {
            Ok(_) => Ok(()),
            Err(LiveError::Close(error)) => Err(error),
            Err(error) => Err(error.into()),
        }
    }
}

/// Where a set is written: the history, the file of `--events`, and at the end the teller.
struct SetOutputs {
    history: SetHistory,
    events: Option<EventLines>,
    teller: Teller,
}

impl SetLog for SetOutputs {
    fn record(&mut self, event: &Timed) {
        // Written to the history first, so that a kill loses nothing that the user has read or heard.
        self.history.record(event);
        if let Some(events) = &mut self.events {
            events.write(event);
        }
    }

    fn note_alive(&mut self, t_s: f64) {
        self.history.note_alive(t_s);
    }

    fn has_kept_all(&self) -> bool {
        self.history.has_kept_all()
    }

    fn close(self: Box<Self>, ended: Option<&Ended>) -> anyhow::Result<()> {
        // What was recorded is written before anything is said about it.
        let saved = self.history.close();
        (self.teller)(ended, &saved)
    }
}

fn unix_s() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
