//! The window, the canvas, the widgets, one file per scene. This room makes scenes from what the coach
//! decided, and draws them. It judges nothing.
//!
//! ```no_run
//! use spotter::screen::{self, Input, Scene, Ui, DrawContext, Window};
//!
//! # fn show(scene: &Scene) -> Result<(), screen::ScreenError> {
//! let mut window = Window::open("Spotter")?;
//! let (width, height) = window.size();
//! let mut ui = Ui::new(width, height)?;
//! loop {
//!     let (width, height) = window.size();
//!     ui.resize(width, height);
//!     screen::draw(&mut ui, scene, &DrawContext::default());
//!     window.wait();
//!     window.show(ui.canvas())?;
//!     for input in window.poll() {
//!         if input == Input::Close {
//!             return Ok(());
//!         }
//!     }
//! }
//! # }
//! ```
//!
//! There are four layers, and each knows only those before it: [`Canvas`] fills shapes in pixels,
//! [`Ui`] scales them from a layout of 1280 × 720 and sets text, a widget draws one part, and a scene
//! puts its parts in their places.

mod annotation;
mod camera;
mod canvas;
mod checks;
mod coach;
#[cfg_attr(
    not(all(unix, not(target_os = "macos"))),
    path = "display_elsewhere.rs"
)]
mod display;
mod figure;
mod guide;
mod history;
mod history_session;
mod home;
mod input;
mod layout;
mod live_parts;
mod message;
mod pain;
mod pain_before;
mod pain_numbers;
mod parts;
mod replay;
mod rest;
mod safety;
mod scene;
mod settings;
mod setup;
mod still;
mod summary;
mod summary_tables;
mod text;
mod tokens;
mod ui;
mod widgets;
mod window;
mod window_look;

pub use annotation::{Annotator, Progress};
pub use camera::CAMERA_AREA;
pub use canvas::Canvas;
pub use checks::{MOST_CAMERAS, camera_part_at, sound_button_at};
pub use guide::GuideImage;
pub use history::{SESSION_ROWS, history_part_at};
pub use history_session::SET_ROWS;
pub use home::focus_at;
pub use input::Input;
pub use layout::PixelRect;
pub use message::{Message, draw as draw_message};
pub use pain::pain_target_at;
pub use pain_before::pain_before_target_at;
pub use replay::timeline_at;
pub use rest::rest_change_at;
pub use safety::safety_button_at;
pub use scene::{
    BannerLine, BannerLook, CameraPart, CameraScene, CameraView, Check, CheckButton, CheckRow,
    CheckState, CoachScene, Control, CountRing, CueFigure, CueRow, Day, DayMark, Direction, Dot,
    DotRow, ExerciseRow, Figure, FigureRow, Focus, HistoryPart, HistoryScene, HomeCard, HomeScene,
    HomeSet, Icon, JudgedBone, JudgedLine, Meter, Month, OpenedSession, PainBeforeScene,
    PainBeforeTarget, PainChoice, PainRow, PainScene, PainTarget, ReplayScene, RestChange,
    RestScene, SafetyButton, SafetyPage, SafetyScene, Scene, SessionLine, SetLine, SettingsCard,
    SettingsPart, SettingsRow, SettingsScene, SetupScene, Share, SoundPage, SoundScene,
    SummaryFigures, SummaryRow, SummaryScene, Timeline, TimelineLook, TimelineMark, Trend,
    TrendLine, TurnArrow, When, replay_scene, routine_scene, scene, summary_scene,
};
pub use settings::settings_part_at;
pub use still::draw_over;
pub use summary::{SummaryTarget, summary_target_at};
pub use ui::Ui;
pub use window::{ScreenError, Window};
pub use window_look::WindowLook;

use std::sync::Arc;

use image::RgbImage;

/// What a scene needs beside its data.
#[derive(Debug, Clone, Copy, Default)]
pub struct DrawContext<'a> {
    /// The camera picture, not mirrored; `None` until the first one has arrived.
    pub picture: Option<&'a RgbImage>,
    /// Width and height of a picture that was not kept.
    pub size_px: Option<[u32; 2]>,
    /// Whether the user wants to see themselves as in a mirror.
    pub is_mirrored: bool,
    /// Whether Spotter speaks.
    pub is_voice_on: bool,
    /// What the camera is waiting for, said over the picture.
    pub camera_note: Option<&'a str>,
    /// The guide figure of the moment, where somebody should see what to do.
    pub guide: Option<&'a Arc<GuideImage>>,
}

/// Draws a scene.
pub fn draw(ui: &mut Ui, scene: &Scene, view: &DrawContext) {
    match scene {
        Scene::Setup(scene) => setup::draw(ui, scene, view),
        Scene::Coach(scene) => coach::draw(ui, scene, view),
        Scene::Summary(scene) => summary::draw(ui, scene),
        Scene::Pain(scene) => pain::draw(ui, scene),
        Scene::PainBefore(scene) => pain_before::draw(ui, scene),
        Scene::Rest(scene) => rest::draw(ui, scene, view),
        Scene::Home(scene) => home::draw(ui, scene),
        Scene::History(scene) => history::draw(ui, scene),
        Scene::Safety(scene) => safety::draw(ui, scene),
        Scene::Settings(scene) => settings::draw(ui, scene),
        Scene::Sound(scene) => checks::draw_sound(ui, scene),
        Scene::Camera(scene) => checks::draw_camera(ui, scene),
        Scene::Replay(scene) => replay::draw(ui, scene, view),
    }
}

#[cfg(test)]
mod tests;
