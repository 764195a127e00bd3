//! A pose with what the rules need to know about its picture.

use image::RgbImage;

use crate::body::Body;
use crate::exercise::Exercise;
use crate::pose::{Mask, Pose, PoseError, Tracker};
use crate::session::SeenPerson;

/// A pose with its time, and with what is kept of it: the size and the light of its picture too.
pub struct FramedPose {
    t_s: f64,
    pose: Pose,
    seen: SeenPerson,
}

impl FramedPose {
    /// The pose that was found in a picture; `t_s` is the second of the source. It is rounded to what a
    /// track keeps, so that a set that is judged again gives the same.
    pub(super) fn new(picture: &RgbImage, t_s: f64, mut pose: Pose) -> Self {
        let seen = SeenPerson::of(&pose, picture.dimensions().into(), light(picture, &pose));
        seen.write_to(&mut pose);
        FramedPose { t_s, pose, seen }
    }

    /// The person of a recorded frame.
    pub(super) fn recorded(t_s: f64, seen: &SeenPerson) -> Self {
        FramedPose {
            t_s,
            pose: seen.pose(),
            seen: seen.clone(),
        }
    }

    /// Finds the person in a single picture, for a verdict without a moment before or after; with
    /// the outline of the back where the exercise asks for it.
    ///
    /// # Errors
    /// When the pose engine fails.
    pub fn find(
        tracker: &mut Tracker,
        picture: &RgbImage,
        exercise: &Exercise,
    ) -> Result<Option<Self>, PoseError> {
        let want_mask = exercise.needs_outline() && tracker.has_mask();
        let pose = tracker.still(picture, want_mask)?;
        Ok(pose.map(|pose| Self::new(picture, 0.0, pose)))
    }

    /// Adds the person's mask to the pose.
    pub(super) fn set_mask(&mut self, mask: Option<Mask>) {
        self.pose.mask = mask;
    }

    pub(super) fn pose(&self) -> &Pose {
        &self.pose
    }

    /// What is kept of it.
    pub(super) fn seen(&self) -> &SeenPerson {
        &self.seen
    }

    /// The person as the rules see them.
    #[must_use]
    pub fn body(&self) -> Body<'_> {
        self.seen.body(self.t_s, &self.pose)
    }
}

/// Mean brightness round a person, 0 to 255: a coarse grid over the box of the landmarks.
fn light(picture: &RgbImage, pose: &Pose) -> f32 {
    const GRID: u32 = 24;
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let (mut left, mut top, mut right, mut bottom) = (width, height, 0.0_f32, 0.0_f32);
    for landmark in &pose.landmarks {
        left = left.min(landmark.x_px).max(0.0);
        top = top.min(landmark.y_px).max(0.0);
        right = right.max(landmark.x_px).min(width - 1.0);
        bottom = bottom.max(landmark.y_px).min(height - 1.0);
    }
    let mut sum = 0.0;
    for row in 0..GRID {
        for column in 0..GRID {
            let part = |n: u32| (n as f32 + 0.5) / GRID as f32;
            let x = (left + (right - left) * part(column)).clamp(0.0, width - 1.0);
            let y = (top + (bottom - top) * part(row)).clamp(0.0, height - 1.0);
            let [r, g, b] = picture.get_pixel(x as u32, y as u32).0.map(f32::from);
            // Rec. 601 luma.
            sum += 0.299 * r + 0.587 * g + 0.114 * b;
        }
    }
    sum / (GRID * GRID) as f32
}
