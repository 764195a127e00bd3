//! What the coach is given of one frame, in whole steps.

use crate::blazepose::LANDMARKS;
use crate::body::{BackEdge, Body};
use crate::pose::{Continuity, Landmark, Pose, TrackId};

/// The step of a landmark's place, in picture pixels. Half of it is the most that a place is off: less
/// than a tenth of a pixel. It has an exact number in single precision.
const STEP_PX: f32 = 0.1875;

/// The steps of a visibility from 0 to 1.
const VISIBILITY_STEPS: f32 = 128.0;

/// The steps of a second.
const US_PER_S: f64 = 1e6;

/// What the coach is given of one frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Microseconds of the source.
    pub(super) t_us: i64,
    /// Who is in it.
    pub(super) person: Option<SeenPerson>,
}

/// The person of one frame.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenPerson {
    /// Width and height of the picture in pixels.
    pub(super) size_px: [u32; 2],
    /// Mean brightness round the person, 0 to 255.
    pub(super) light: u8,
    pub(super) sides_known: bool,
    pub(super) track: TrackId,
    pub(super) continuity: Continuity,
    /// Column and row in steps of [`STEP_PX`], and the visibility.
    pub(super) points: [[i32; 3]; LANDMARKS],
    pub(super) back_edge: Option<BackEdge>,
}

impl Seen {
    /// A frame at this second of its source.
    #[must_use]
    pub fn at(t_s: f64, person: Option<SeenPerson>) -> Self {
        Seen {
            t_us: (t_s * US_PER_S).round() as i64,
            person,
        }
    }

    /// Seconds of the source.
    #[must_use]
    pub fn t_s(&self) -> f64 {
        self.t_us as f64 / US_PER_S
    }

    /// Who is in it.
    #[must_use]
    pub fn person(&self) -> Option<&SeenPerson> {
        self.person.as_ref()
    }

    /// Adds the edge of the back, which is known when the coach has looked for it.
    pub fn set_back_edge(&mut self, edge: Option<BackEdge>) {
        if let Some(person) = &mut self.person {
            person.back_edge = edge;
        }
    }
}

impl SeenPerson {
    /// The person of a pose, in a picture of this width and height in pixels and of this brightness round
    /// the person, 0 to 255.
    #[must_use]
    pub fn of(pose: &Pose, size_px: [u32; 2], light: f32) -> Self {
        SeenPerson {
            size_px,
            light: light.round() as u8,
            sides_known: pose.sides_known,
            track: pose.track,
            continuity: pose.continuity,
            points: pose.landmarks.map(|landmark| {
                let place = [landmark.x_px, landmark.y_px].map(|px| (px / STEP_PX).round() as i32);
                let visibility = (landmark.visibility * VISIBILITY_STEPS).round() as i32;
                [place[0], place[1], visibility]
            }),
            back_edge: None,
        }
    }

    /// Writes the landmarks, as they are kept, into the pose that they are of.
    pub fn write_to(&self, pose: &mut Pose) {
        for (number, landmark) in pose.landmarks.iter_mut().enumerate() {
            [landmark.x_px, landmark.y_px] = self.at_px(number);
            landmark.visibility = self.visibility(number);
        }
    }

    /// The pose: without depth, and without what no coach reads.
    #[must_use]
    pub fn pose(&self) -> Pose {
        let mut pose = Pose {
            sides_known: self.sides_known,
            track: self.track,
            continuity: self.continuity,
            ..Pose::of_landmarks([Landmark::default(); LANDMARKS])
        };
        self.write_to(&mut pose);
        pose
    }

    /// The place of a landmark, in pixels of the picture.
    pub(in crate::session) fn at_px(&self, landmark: usize) -> [f32; 2] {
        let [x, y, _] = self.points[landmark];
        [x, y].map(|steps| steps as f32 * STEP_PX)
    }

    /// The visibility of a landmark, 0 to 1.
    pub(in crate::session) fn visibility(&self, landmark: usize) -> f32 {
        self.points[landmark][2] as f32 / VISIBILITY_STEPS
    }

    /// Width and height of the picture in pixels.
    #[must_use]
    pub fn size_px(&self) -> [u32; 2] {
        self.size_px
    }

    /// The person as the rules see them; `pose` is this person's.
    #[must_use]
    pub fn body<'a>(&'a self, t_s: f64, pose: &'a Pose) -> Body<'a> {
        Body {
            t_s,
            size_px: self.size_px.map(|side| side as f32),
            pose,
            light: Some(f32::from(self.light)),
            back_edge: self.back_edge.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_landmark_is_less_than_a_tenth_of_a_pixel_off_and_is_kept_as_it_is() {
        let landmarks = std::array::from_fn(|place| {
            let share = place as f32 / 32.0;
            Landmark {
                x_px: -50.03 + 4100.7 * share,
                y_px: 1999.99 - 2117.3 * share,
                visibility: share,
                ..Landmark::default()
            }
        });
        let pose = Pose::of_landmarks(landmarks);
        let once = SeenPerson::of(&pose, [4000, 2000], 90.4);
        let kept = once.pose();
        for (before, after) in pose.landmarks.iter().zip(&kept.landmarks) {
            assert!((before.x_px - after.x_px).abs() < 0.1);
            assert!((before.y_px - after.y_px).abs() < 0.1);
            assert!((before.visibility - after.visibility).abs() <= 0.5 / VISIBILITY_STEPS);
        }
        assert_eq!(SeenPerson::of(&kept, [4000, 2000], 90.0), once);
    }

    #[test]
    fn the_time_of_a_frame_is_kept_as_it_is() {
        for t_s in [0.0, 1.0 / 30.0, 3_600.123_456_7] {
            let once = Seen::at(t_s, None);
            assert_eq!(Seen::at(once.t_s(), None), once);
            assert!((once.t_s() - t_s).abs() < 1e-6);
        }
    }
}
