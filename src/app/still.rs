//! Single pictures: finds the person, for a verdict without a moment before or after.

use image::RgbImage;

use crate::exercise::Exercise;
use crate::pose::{PoseError, Tracker};

use super::framed_pose::FramedPose;

/// Finds people in single pictures.
pub struct StillAnalyzer {
    tracker: Tracker,
}

impl StillAnalyzer {
    /// An analyzer that finds people with this tracker.
    #[must_use]
    pub fn new(tracker: Tracker) -> Self {
        StillAnalyzer { tracker }
    }

    /// Looks for a person, with the outline of the back where the exercise asks for it.
    ///
    /// # Errors
    /// When the pose engine fails.
    pub fn analyze(
        &mut self,
        picture: &RgbImage,
        exercise: &Exercise,
    ) -> Result<Option<FramedPose>, PoseError> {
        let want_mask = exercise.needs_outline() && self.tracker.has_mask();
        let pose = self.tracker.still(picture, want_mask)?;
        Ok(pose.map(|pose| FramedPose::new(picture, 0.0, pose)))
    }
}
