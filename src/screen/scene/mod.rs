//! What the screen shows at one moment, as plain data: every judgement is made, nothing is drawn
//! yet. Each scene is made from a snapshot of the coach, or from what is told of a set that is over.
//!
//! Lengths and points are in pixels of the camera picture, *not mirrored*. Drawing scales and mirrors
//! them.

mod checks;
mod coach;
mod history;
mod home;
mod pain;
mod person;
mod replay;
mod rest;
mod routine_summary;
mod safety;
#[cfg(test)]
mod session_tests;
mod settings;
mod setup;
mod summary;

pub use checks::{CameraPart, CameraScene, CameraView, CheckButton, SoundPage, SoundScene};
pub use coach::{CoachScene, CountRing, Dot, DotRow, Meter};
pub use history::{
    Day, HistoryPart, HistoryScene, Month, OpenedSession, SessionLine, SetLine, Trend, TrendLine,
    When,
};
pub use home::{
    COLUMNS as HOME_COLUMNS, DayMark, Direction, Focus, HomeCard, HomeScene, HomeSet,
    ROWS as HOME_ROWS,
};
pub use pain::{PainBeforeScene, PainBeforeTarget, PainChoice, PainRow, PainScene, PainTarget};
pub use person::{CueFigure, Figure, JudgedBone, JudgedLine};
pub use replay::{ReplayScene, Timeline, TimelineLook, TimelineMark, replay_scene};
pub use rest::{RestChange, RestScene};
pub use routine_summary::routine_scene;
pub use safety::{SafetyButton, SafetyPage, SafetyScene};
pub use settings::{Control, SettingsCard, SettingsPart, SettingsRow, SettingsScene};
pub use setup::{Check, CheckRow, CheckState, SetupScene, TurnArrow};
pub use summary::{
    CueRow, ExerciseRow, FigureRow, Share, SummaryFigures, SummaryRow, SummaryScene, summary_scene,
};

use crate::body::Body;
use crate::coach::{Mode, Snapshot};
use crate::exercise::Exercise;

/// One moment of the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Scene {
    /// Getting ready: live picture and checklist.
    Setup(SetupScene),
    /// The exercise itself.
    Coach(CoachScene),
    /// After the set.
    Summary(SummaryScene),
    /// After a set was stopped: how strong the pain is.
    Pain(PainScene),
    /// Before a routine: how strong the pain is.
    PainBefore(PainBeforeScene),
    /// Between two exercises of a routine.
    Rest(RestScene),
    /// What there is to do.
    Home(HomeScene),
    /// What was done so far.
    History(HistoryScene),
    /// Signs that need a doctor, before the first use and every month.
    Safety(SafetyScene),
    /// A page of settings.
    Settings(SettingsScene),
    /// Whether the user hears Spotter.
    Sound(SoundScene),
    /// Which camera sees the user.
    Camera(CameraScene),
    /// A set of the history, played again.
    Replay(ReplayScene),
}

/// The scene of a set that is under way. `body` is that of the newest frame.
#[must_use]
pub fn scene(exercise: &Exercise, snapshot: &Snapshot, body: Option<&Body>) -> Scene {
    match snapshot.mode {
        Mode::Setup => Scene::Setup(SetupScene::new(exercise, snapshot, body)),
        Mode::Active | Mode::Paused | Mode::Done => {
            Scene::Coach(CoachScene::new(exercise, snapshot, body))
        }
    }
}

/// A sign on a disc. Arrows point the way to move as seen in the picture before it is mirrored. Drawing
/// exchanges left and right where the picture is mirrored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Icon {
    /// A tick.
    Tick,
    /// A bent arrow: turn, or no single way to go.
    BentArrow,
    /// A straight arrow; the angle in radians, 0 to the right, growing clockwise (down = π/2).
    Arrow {
        /// Direction of the arrow.
        angle_rad: f32,
    },
    /// "?" in a dashed ring.
    Unknown,
    /// A ring that is filled from 0 to 1 ("Hold still").
    Progress {
        /// The filled part, 0 to 1.
        part: f32,
    },
    /// A calm filled circle (phase mark); 0 to 1 gives its size between r 8 and r 38, for
    /// the breathing guide.
    Calm {
        /// Size, 0 to 1.
        size: f32,
    },
}

/// The banner at the bottom: one line, readable from the floor.
#[derive(Debug, Clone, PartialEq)]
pub struct BannerLine {
    /// How it looks.
    pub look: BannerLook,
    /// The sign on its disc.
    pub icon: Icon,
    /// The words. What is spoken stands here word for word.
    pub text: String,
}

/// The looks of the banner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BannerLook {
    /// Phase words on the panel ground.
    Calm,
    /// Orange ground, dark text.
    Cue,
    /// Teal border.
    Good,
    /// Yellow border, in set-up.
    Hint,
    /// "I can't see your hand".
    NotSeen,
}

impl BannerLine {
    /// A line with these words.
    #[must_use]
    pub fn new(look: BannerLook, icon: Icon, text: &str) -> Self {
        Self {
            look,
            icon,
            text: text.to_owned(),
        }
    }
}

impl Icon {
    const UP: Icon = Icon::Arrow {
        angle_rad: -std::f32::consts::FRAC_PI_2,
    };
    const DOWN: Icon = Icon::Arrow {
        angle_rad: std::f32::consts::FRAC_PI_2,
    };
}
