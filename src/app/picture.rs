//! Single pictures: finds the person, for a verdict without a moment before or after.

use image::RgbImage;

use crate::body::Body;
use crate::exercise::Exercise;
use crate::pose::{Pose, PoseError, Tracker};

use super::engine::light;

/// Finds people in single pictures.
pub struct Eyes {
    tracker: Tracker,
}

impl Eyes {
    /// Eyes that see with this tracker.
    #[must_use]
    pub fn new(tracker: Tracker) -> Self {
        Eyes { tracker }
    }

    /// Looks for a person, with the outline of the back where the exercise asks for it.
    ///
    /// # Errors
    /// When the pose engine fails.
    pub fn look(
        &mut self,
        picture: RgbImage,
        exercise: &Exercise,
    ) -> Result<Option<Seen>, PoseError> {
        let want_mask = exercise.needs_outline() && self.tracker.has_mask();
        let pose = self.tracker.still(&picture, want_mask)?;
        Ok(pose.map(|pose| Seen { picture, pose }))
    }
}

/// A picture with the person in it.
pub struct Seen {
    picture: RgbImage,
    pose: Pose,
}

impl Seen {
    /// The person as the rules see them.
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
