//! The sound check and the camera check as plain data.

use std::sync::Arc;

use image::RgbImage;

/// Whether the user hears Spotter.
#[derive(Debug, Clone, PartialEq)]
pub struct SoundScene {
    /// Which of its pages.
    pub page: SoundPage,
    /// The button that Enter takes.
    pub focus: CheckButton,
    /// Why nothing is heard, where the program knows.
    pub trouble: Option<String>,
    /// It is a step before the first exercise; which one.
    pub step: Option<usize>,
}

/// The pages of the sound check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoundPage {
    /// "Can you hear me?"
    Question,
    /// What to do where nothing is heard.
    Help,
}

/// The two buttons at the lower edge of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckButton {
    /// The one at the left, which goes on.
    Yes,
    /// The one at the right.
    No,
}

/// The pictures of the cameras, to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct CameraScene {
    /// Each camera that there is room for.
    pub cameras: Vec<CameraView>,
    /// Number of the camera that Enter takes.
    pub focus: usize,
    /// The pictures are shown as in a mirror.
    pub is_mirrored: bool,
    /// It is a step before the first exercise; which one.
    pub step: Option<usize>,
}

/// A camera that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct CameraView {
    /// Its name.
    pub name: String,
    /// What it sees, once a picture has come.
    pub picture: Option<Arc<RgbImage>>,
    /// Why there is no picture.
    pub note: Option<String>,
}

/// What lies under the mouse in the camera check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraPart {
    /// The camera of this number.
    Camera(usize),
    /// The button that takes the camera with the focus, or goes on without one.
    Take,
    /// The button that leads on without a choice.
    Leave,
}
