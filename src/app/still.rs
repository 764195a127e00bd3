//! Single pictures: finds the person in one, for a verdict that knows no moment before or after.

use image::RgbImage;

use crate::body::Body;
use crate::exercise::Exercise;
use crate::pose::{Pose, PoseError, Tracker};

use super::engine::light;

/// Finds the person in single pictures.
pub struct StillAnalyzer {
    tracker: Tracker,
}

impl StillAnalyzer {
    /// An analyzer that finds people with this tracker.
    #[must_use]
    pub fn new(tracker: Tracker) -> Self {
        StillAnalyzer { tracker }
    }

    /// Looks for a person, with the outline of the back where the exercise needs it.
    ///
    /// # Errors
    /// When the pose engine fails.
    pub fn analyze(
        &mut self,
        picture: RgbImage,
        exercise: &Exercise,
    ) -> Result<Option<StillPose>, PoseError> {
        let want_mask = exercise.needs_outline() && self.tracker.has_mask();
        let pose = self.tracker.still(&picture, want_mask)?;
        Ok(pose.map(|pose| StillPose { picture, pose }))
    }
}

/// A picture with the person in it.
pub struct StillPose {
    picture: RgbImage,
    pose: Pose,
}

impl StillPose {
    /// The person as the rules judge them.
    #[must_use]
    pub fn body(&self) -> Body<'_> {
        let (width, height) = self.picture.dimensions();
        Body {
            t_s: 0.0,
            size_px: [width as f32, height as f32],
            pose: &self.pose,
            light: Some(light(&self.picture, &self.pose)),
        }
    }
}
