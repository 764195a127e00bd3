//! What one frame has shown, as every later stage reads it.

use crate::body::{BackOutline, BodyFrame, Values};

use super::framing::{Framing, ViewQuality};

/// What the newest frame has shown.
#[derive(Debug, Default)]
pub(super) struct Measurement {
    /// Every measure of the exercise.
    pub values: Values,
    /// Sides, floor line and torso length that they were measured with; none before somebody was
    /// seen.
    pub body_frame: Option<BodyFrame>,
    /// The line of the back.
    pub outline: Option<BackOutline>,
    /// Whether this is the start pose.
    pub is_posed: bool,
    /// How the body stands in the picture.
    pub framing: Option<Framing>,
    /// How much of the form can be judged from this side.
    pub view: ViewQuality,
    /// What is compared with the start pose is compared with that of another picture.
    pub is_start_doubtful: bool,
    /// Landmarks have jumped a moment ago: what looks back over some frames is not known yet.
    pub recovers_from_glitch: bool,
}

impl Measurement {
    /// The upper edge of the back in pixels of the picture; empty where it is unknown or not needed.
    pub(super) fn back_line(&self) -> Vec<[f32; 2]> {
        let outline = self.outline.as_ref();
        outline.map_or_else(Vec::new, |outline| outline.polyline())
    }
}
