//! What is chosen for a live set, and what of it is opened: the source, the voice, the history and the
//! window.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use image::RgbImage;

use crate::coach::{Coach, Options, Timed};
use crate::exercise::{Exercise, ExerciseError, Movement};
use crate::notice::notice;
use crate::pose::Settings;
use crate::screen::Ui;
use crate::session::{Coached, Earlier, Mark, NewSet, Seen, SetId};
use crate::source::FrameSource;
use crate::voice::{Voice, VoiceOptions};
use crate::words::{self, Language};

use super::app_window::AppWindow;
use super::event_lines::SharedEvents;
use super::guide::Guide;
use super::live::{Ended, Presentation, SetLog};
use super::session_of_run::SessionOfRun;
use super::set_history::{Saved, SetHistory};
use super::source::SourceChoice;

/// What is done in a set.
#[derive(Clone)]
pub struct SetChoice {
    /// What is judged.
    pub exercise: Exercise,
    /// How it is shown, for the guide figure and the performer. An exercise that shows no movement
    /// can still be coached.
    pub movement: Result<Movement, ExerciseError>,
    /// The name of the dose, as the history notes it.
    pub dose: String,
    /// How much, and how strictly.
    pub options: Options,
    /// How it is done with care, by somebody who needs to.
    pub care: Option<String>,
}

impl SetChoice {
    /// The exercise with its variant, where it has one.
    pub(super) fn name(&self) -> String {
        let exercise = &self.exercise;
        exercise.variant_name.as_ref().map_or_else(
            || exercise.name.clone(),
            |form| words::routine::in_form(exercise.language, &exercise.name, form),
        )
    }

    /// The same for the first exercise of a session, with the way to stop it from the floor.
    pub(super) fn first_introduction(&self) -> String {
        let stop = words::WAVE_TO_STOP.in_language(self.exercise.language);
        format!("{stop}. {}", self.introduction())
    }

    /// The exercise as somebody hears it who lies on the floor: its name, how to get there, how much.
    pub(super) fn introduction(&self) -> String {
        let language = self.exercise.language;
        let mut steps = self.exercise.introduction.steps.clone();
        let care = self.care.as_deref();
        steps.extend(care.map(|how| words::settings::with_care(language, how)));
        words::routine::introduction(language, &self.name(), &steps, &self.options.dose.words)
    }
}

/// How sets are run, whatever is done in them.
pub struct LiveOptions {
    /// Where the frames come from.
    pub source: SourceChoice,
    /// The same as the user wrote it, for the history.
    pub source_text: String,
    /// The language of what is said and shown.
    pub language: Language,
    /// Which pose model.
    pub model: Settings,
    /// A program that speaks in place of the one that is found.
    pub voice_command: Option<PathBuf>,
    /// How much faster than usual it speaks; 1 is the usual speed.
    pub voice_speed: f32,
    /// In a deep voice in place of a bright one.
    pub deep_voice: bool,
    /// The voice is silent at first.
    pub is_muted: bool,
    /// The picture is mirrored at first.
    pub mirror: bool,
    /// The time of each stage is reported.
    pub with_timing: bool,
    /// Before and after a routine it is asked how strong the pain is.
    pub asks_pain: bool,
    /// The set of a video or of the performer is kept as well.
    pub save: bool,
    /// Pictures of a set that is kept are kept too.
    pub save_pictures: bool,
}

impl LiveOptions {
    pub(super) fn voice(&self) -> Arc<Voice> {
        let voice = Voice::start(self.voice_options());
        voice.set_muted(self.is_muted);
        Arc::new(voice)
    }

    /// How everything is spoken.
    pub(super) fn voice_options(&self) -> VoiceOptions {
        VoiceOptions {
            command: self.voice_command.clone(),
            speed: self.voice_speed,
            is_deep: self.deep_voice,
            language: self.language,
            ..VoiceOptions::default()
        }
    }

    /// What the history notes of a set that begins now.
    fn new_set(&self, set: &SetChoice, session: &SessionOfRun) -> NewSet {
        let started_at = unix_s();
        NewSet {
            session: session.of_set(started_at),
            started_at,
            exercise: set.exercise.id.clone(),
            exercise_version: set.exercise.version.clone(),
            variant: set.exercise.variant.clone(),
            dose: Some(set.dose.clone()).filter(|dose| dose != "standard"),
            source: self.source_text.clone(),
            model: self.model.model.to_string(),
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            coached: None,
        }
    }
}

/// Everything that was chosen for a live set. Nothing is opened yet.
pub struct SetPlan {
    /// What is done.
    pub set: SetChoice,
    /// How it is run.
    pub live: LiveOptions,
    /// What the set is shown in.
    pub display: DisplayChoice,
    /// A file that gets every event as a line of JSON; `-` is standard output.
    pub events: Option<PathBuf>,
}

/// What a set is shown in.
pub enum DisplayChoice {
    /// Nothing: it is heard.
    None,
    /// A window, where there is a display for it.
    Window {
        /// Its text is larger where there is room for that.
        large_text: bool,
    },
    /// This one, which is open already.
    Opened(Box<Presentation>),
}

impl DisplayChoice {
    /// Opens the window and begins to draw the guide figure. No display is no reason to stop: the
    /// voice carries the set.
    pub(super) fn open(
        self,
        movement: Option<&Movement>,
        mirror: bool,
        language: Language,
    ) -> anyhow::Result<Option<Presentation>> {
        let (window, large_text) = match self {
            Self::None => return Ok(None),
            Self::Opened(mut opened) => {
                opened.guide = movement.map(Guide::start).transpose()?;
                opened.mirror = mirror;
                return Ok(Some(*opened));
            }
            Self::Window { large_text } => match AppWindow::open() {
                Ok(window) => (window, large_text),
                Err(error) => {
                    notice(format_args!("{error}; going on without a window"));
                    return Ok(None);
                }
            },
        };
        let (width, height) = window.size();
        let mut ui = Ui::new(width, height)?.in_language(language);
        ui.set_large_text(large_text);
        Ok(Some(Presentation {
            display: window,
            ui,
            guide: movement.map(Guide::start).transpose()?,
            mirror,
        }))
    }
}

/// Tells the user of a set that is over, while a window still shows its summary: how it ended (none
/// where it could not be ended properly), and what became of it in the history.
pub type Teller = Arc<dyn Fn(Option<&Ended>, &Saved) -> anyhow::Result<()> + Send + Sync>;

/// What belongs to one set alone, open.
pub(super) struct OpenedSet {
    pub(super) source: Box<dyn FrameSource>,
    pub(super) coach: Coach,
    pub(super) outputs: SetOutputs,
    /// What earlier sessions say of the exercise.
    pub(super) earlier: Option<Earlier>,
}

impl OpenedSet {
    /// Opens the source and the history. Somebody who follows the set wants it in real time.
    pub(super) fn open(
        set: SetChoice,
        live: &LiveOptions,
        session: &SessionOfRun,
        events: Option<SharedEvents>,
        teller: Teller,
        is_followed: bool,
    ) -> anyhow::Result<Self> {
        let new = live.new_set(&set, session);
        let SetChoice {
            exercise,
            movement,
            mut options,
            ..
        } = set;
        let source = live
            .source
            .open(&exercise, &options.dose, movement, is_followed)?;
        let (mut history, earlier) = SetHistory::open(new, &live.source, live.save, &exercise)?;
        options.best = earlier.best;
        options.good_sets = earlier.good_sets;
        if live.save_pictures {
            history.save_pictures(exercise.cycle.rising);
        }
        history.set_coached(Coached::of(&options, live.language.code()));
        Ok(Self {
            source,
            coach: Coach::new(exercise, options),
            earlier: earlier.told,
            outputs: SetOutputs {
                history,
                session: session.clone(),
                events,
                teller,
            },
        })
    }
}

/// Where a set is written: the history, the file of `--events`, and at the end the teller.
pub(super) struct SetOutputs {
    history: SetHistory,
    session: SessionOfRun,
    events: Option<SharedEvents>,
    teller: Teller,
}

impl SetLog for SetOutputs {
    fn record(&mut self, event: &Timed) {
        // Written to the history first, so that a kill loses nothing that the user has read or heard.
        self.history.record(event);
        if let Some(events) = &self.events {
            events.write(event);
        }
    }

    fn note_frame(&mut self, seen: Seen) {
        self.history.note_frame(seen);
    }

    fn wants_pictures(&self) -> bool {
        self.history.wants_pictures()
    }

    fn note_picture(&mut self, t_s: f64, signal: Option<f32>, picture: &Arc<RgbImage>) {
        self.history.note_picture(t_s, signal, picture);
    }

    fn note_mark(&mut self, t_s: f64, mark: Mark) {
        self.history.note_mark(t_s, mark);
    }

    fn has_kept_all(&self) -> bool {
        self.history.has_kept_all()
    }

    fn close(self: Box<Self>, ended: Option<&Ended>) -> anyhow::Result<Option<SetId>> {
        // What was recorded is written before anything is said about it.
        let saved = self.history.close();
        let begun = saved.begun();
        if let Some(begun) = begun {
            self.session.has(begun);
        }
        (self.teller)(ended, &saved)?;
        Ok(begun.map(|begun| begun.set))
    }
}

/// The time by the system's clock, as Unix seconds.
#[must_use]
pub fn unix_s() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
