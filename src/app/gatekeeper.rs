//! What stands between a choice on the home screen and its beginning: the safety questions where it
//! is time for them, and what users tell about themselves.

use crate::notice::notice;
use crate::settings::{Caution, Settings, SettingsFile};
use crate::words::Language;

use super::checks::{CameraCheck, Checked, SoundCheck, camera_names};
use super::live::{Presentation, Stop};
use super::safety::{Answer, SafetyQuestions};
use super::set::{DisplayChoice, LiveOptions};
use super::settings::SettingsPages;

/// Numbers of the steps before the first exercise. Safety is the first.
const ABOUT_YOU_STEP: usize = 1;
const SOUND_STEP: usize = 2;
const CAMERA_STEP: usize = 3;

/// Whether what was chosen may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gate {
    Open,
    Shut,
    /// The window is gone.
    Closed,
}

/// Whether a set from the command line may begin.
pub enum Admission {
    /// It may, and is shown in this.
    As(DisplayChoice),
    /// A sign fits, or the questions were left.
    Refused,
}

/// Asks before a set from the command line, in its window. Where no window can be opened, nothing is
/// asked and the set has none.
///
/// # Errors
/// When the font of the window can't be used.
pub fn ask_in_window(
    display: DisplayChoice,
    file: SettingsFile,
    exercises: Vec<String>,
    live: &LiveOptions,
    today: u32,
) -> anyhow::Result<Admission> {
    let Some(mut shown) = display.open(None, live.mirror, live.language)? else {
        return Ok(Admission::As(DisplayChoice::None));
    };
    let mut gatekeeper = Gatekeeper::new(file, exercises, live.language);
    Ok(
        match gatekeeper.start(None, &mut shown, &Stop::default(), today) {
            Gate::Open => Admission::As(DisplayChoice::Opened(Box::new(shown))),
            Gate::Shut | Gate::Closed => Admission::Refused,
        },
    )
}

/// Has the settings, and asks what has to be asked.
pub(super) struct Gatekeeper {
    file: SettingsFile,
    settings: Settings,
    /// Ids of all exercises.
    exercises: Vec<String>,
    language: Language,
}

impl Gatekeeper {
    pub(super) fn new(file: SettingsFile, exercises: Vec<String>, language: Language) -> Self {
        Self {
            settings: file.read().settings,
            file,
            exercises,
            language,
        }
    }

    /// The settings as they are now.
    pub(super) fn chosen(&self) -> &Settings {
        &self.settings
    }

    /// Shows the settings. Nothing begins after them.
    pub(super) fn settings(&mut self, shown: &mut Presentation, stop: &Stop, today: u32) -> Gate {
        let pages = self.pages(today);
        let (settings, is_open) = pages.show(shown, stop);
        self.settings = settings;
        if is_open { Gate::Shut } else { Gate::Closed }
    }

    /// Lets an exercise begin, or a routine. It stays shut where a sign needs a doctor, and where
    /// users have told what sets the exercise aside.
    pub(super) fn start(
        &mut self,
        exercise: Option<&str>,
        shown: &mut Presentation,
        stop: &Stop,
        today: u32,
    ) -> Gate {
        if !self.settings.asks_safety(today) {
            return Gate::Open;
        }
        let is_first = self.settings.safety_seen_day.is_none();
        let questions = SafetyQuestions::new(is_first, &self.settings, self.language);
        match questions.ask(shown, stop) {
            Answer::NoneFits => self.safety_answered(today),
            Answer::Home => return Gate::Shut,
            Answer::Closed => return Gate::Closed,
        }
        if is_first && !self.first_steps(shown, stop, today) {
            return Gate::Closed;
        }
        let caution = exercise.map(|id| self.settings.caution(self.language, id));
        match caution {
            Some(Caution::Blocked) => Gate::Shut,
            _ => Gate::Open,
        }
    }

    /// What comes after the questions the first time. Gives whether the window is still there.
    fn first_steps(&mut self, shown: &mut Presentation, stop: &Stop, today: u32) -> bool {
        let pages = self.pages(today).about_you(ABOUT_YOU_STEP);
        let (settings, is_open) = pages.show(shown, stop);
        self.settings = settings;
        if !is_open {
            return false;
        }
        let sound = SoundCheck::new(&self.settings, self.language, Some(SOUND_STEP));
        if sound.ask(shown, stop) == Checked::Closed {
            return false;
        }
        let camera = CameraCheck::new(&self.settings, camera_names(), Some(CAMERA_STEP));
        match camera.ask(shown, stop) {
            Checked::Done => true,
            Checked::Closed => false,
            Checked::Camera(camera) => {
                self.change(|settings| Settings {
                    camera: camera.clone(),
                    ..settings
                });
                true
            }
        }
    }

    fn safety_answered(&mut self, today: u32) {
        self.change(|settings| settings.safety_answered(today));
    }

    /// Changes the settings, in the file as well. What can't be written holds until the program ends.
    fn change(&mut self, change: impl Fn(Settings) -> Settings) {
        self.settings = change(self.settings.clone());
        if let Err(error) = self.file.change(change) {
            notice(error);
        }
    }

    fn pages(&self, today: u32) -> SettingsPages<'_> {
        SettingsPages::new(
            &self.file,
            self.settings.clone(),
            camera_names(),
            &self.exercises,
            today,
            self.language,
        )
    }
}
