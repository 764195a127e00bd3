//! The ground truth of a frame: labels that no video of a real person has.

use serde::{Deserialize, Serialize};

use super::landmarks::landmarks;
use super::skeleton::Skeleton;
use super::video::SyntheticVideo;
use crate::blazepose::Side;
use crate::blazepose::index::{
    LEFT_ANKLE, LEFT_ELBOW, LEFT_HIP, LEFT_KNEE, LEFT_SHOULDER, LEFT_WRIST, RIGHT_HIP,
    RIGHT_SHOULDER,
};
use crate::words::number;

/// The truth about one frame; one line of `--truth`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Truth {
    /// Seconds since the beginning.
    pub t_s: f64,
    /// Number of the frame, from 0.
    pub frame: u64,
    /// Number of the repetition, from 1; 0 before the first.
    pub rep: u32,
    /// The side at work, `left` or `right`; none where both are.
    pub side: Option<Side>,
    /// Ids of the faults that this repetition shows.
    pub faulty: Vec<String>,
    /// Where the 33 landmarks are: column and row in picture pixels, depth in metres along the
    /// optical axis, and 1 where nothing hides them, else 0.
    pub landmarks: Vec<[f32; 4]>,
    /// The same in metres from the middle of the hips, in the axes of
    /// [`Pose::world_m`](crate::pose::Pose::world_m): x to the picture's right, y down, z away
    /// from the camera.
    pub world_m: Vec<[f32; 3]>,
    /// Angles between the bones as seen in the picture, 0 to 180, as rules measure them.
    pub angles_deg: Angles,
    /// The same angles in space, whatever the camera.
    pub joints_deg: Angles,
    /// Middle of the hips to middle of the shoulders in the picture, in pixels.
    pub torso_px: f32,
}

/// Angles at joints in degrees: 180 is straight.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Angles {
    /// Shoulder, hip, knee.
    pub left_hip: f32,
    /// Shoulder, hip, knee.
    pub right_hip: f32,
    /// Hip, knee, ankle.
    pub left_knee: f32,
    /// Hip, knee, ankle.
    pub right_knee: f32,
    /// Shoulder, elbow, wrist.
    pub left_elbow: f32,
    /// Shoulder, elbow, wrist.
    pub right_elbow: f32,
}

impl Angles {
    fn new(angle: impl Fn([usize; 3]) -> f32) -> Angles {
        let at = |side: Side, joint: [usize; 3]| angle(joint.map(|left| left + side.index()));
        let [hip, knee, elbow] = [
            [LEFT_SHOULDER, LEFT_HIP, LEFT_KNEE],
            [LEFT_HIP, LEFT_KNEE, LEFT_ANKLE],
            [LEFT_SHOULDER, LEFT_ELBOW, LEFT_WRIST],
        ];
        Angles {
            left_hip: at(Side::Left, hip),
            right_hip: at(Side::Right, hip),
            left_knee: at(Side::Left, knee),
            right_knee: at(Side::Right, knee),
            left_elbow: at(Side::Left, elbow),
            right_elbow: at(Side::Right, elbow),
        }
    }
}

impl Truth {
    /// The truth about the frame that the video has just drawn, of these bones.
    #[must_use]
    pub fn of(video: &SyntheticVideo, skeleton: &Skeleton, t_s: f64, number: u64) -> Truth {
        let animation = video.animation();
        let places = landmarks(animation.build(), skeleton);
        let view = video.camera().view();
        let seen = places.map(|place| view.project(place));
        let middle = (places[LEFT_HIP] + places[RIGHT_HIP]) / 2.0;
        let repetition = animation.repetition_at(t_s);
        let torso_px = {
            let between = |a: usize, b: usize| [0, 1].map(|c| (seen[a][c] + seen[b][c]) / 2.0);
            let shoulders = between(LEFT_SHOULDER, RIGHT_SHOULDER);
            let hips = between(LEFT_HIP, RIGHT_HIP);
            (shoulders[0] - hips[0]).hypot(shoulders[1] - hips[1])
        };
        Truth {
            t_s,
            frame: number,
            rep: repetition.number,
            side: repetition.side,
            faulty: if repetition.number > 0 && repetition.is_faulty {
                animation.faults().map(str::to_owned).collect()
            } else {
                Vec::new()
            },
            landmarks: places
                .iter()
                .zip(seen)
                .map(|(place, [x, y, depth])| {
                    let is_seen = video.renderer().is_seen(*place);
                    [x, y, depth, f32::from(u8::from(is_seen))].map(thousandths)
                })
                .collect(),
            world_m: places
                .iter()
                .map(|place| {
                    let from = *place - middle;
                    [view.right, -view.up, view.forward].map(|axis| thousandths(from.dot(axis)))
                })
                .collect(),
            angles_deg: Angles::new(|joint| {
                let [a, b, c] = joint.map(|n| glam::Vec2::new(seen[n][0], seen[n][1]));
                thousandths((a - b).angle_to(c - b).abs().to_degrees())
            }),
            joints_deg: Angles::new(|joint| {
                let [a, b, c] = joint.map(|n| places[n]);
                thousandths((a - b).angle_between(c - b).to_degrees())
            }),
            torso_px: thousandths(torso_px),
        }
    }
}

fn thousandths(value: f32) -> f32 {
    number::thousandths(f64::from(value)) as f32
}

#[cfg(test)]
mod tests {
    use image::RgbImage;

    use super::*;
    use crate::exercise::load_movement;

    fn truth(options: &str, t_s: f64) -> (Truth, SyntheticVideo) {
        let movement = load_movement("bird-dog", None, None).unwrap();
        let options = format!("size=320x240,{options}");
        let mut video = SyntheticVideo::new(&movement, &options.parse().unwrap()).unwrap();
        let skeleton = video.frame_at(t_s, 0, &mut RgbImage::default());
        (Truth::of(&video, &skeleton, t_s, 0), video)
    }

    #[test]
    fn landmarks_that_are_seen_lie_on_the_figure() {
        let (truth, video) = truth("", 4.5);
        let mut seen = 0;
        for [x, y, _, is_seen] in truth.landmarks {
            if is_seen == 1.0 {
                seen += 1;
                // Fingertips and heels lie on the very edge.
                let (x, y) = (x as usize, y as usize);
                let near = (y - 1..=y + 1).flat_map(|y| (x - 1..=x + 1).map(move |x| y * 320 + x));
                let mut coverage = near.map(|at| video.renderer().coverage()[at]);
                assert!(coverage.any(|covered| covered > 128), "{x} {y}");
            }
        }
        assert!((10..=32).contains(&seen), "{seen}");
    }

    #[test]
    fn a_stretched_limb_is_straight_and_a_kneeling_one_at_right_angles() {
        let (truth, _) = truth("", 4.5);
        assert_eq!((truth.rep, truth.side), (1, Some(Side::Left)));
        for angles in [truth.angles_deg, truth.joints_deg] {
            assert!(angles.left_elbow > 150.0, "{angles:?}");
            assert!(angles.right_knee > 150.0, "{angles:?}");
            assert!((angles.left_knee - 90.0).abs() < 20.0, "{angles:?}");
        }
    }

    #[test]
    fn world_axes_are_those_of_the_picture() {
        let (truth, _) = truth("", 0.5);
        let [nose, hip] = [0, LEFT_HIP].map(|n| truth.world_m[n]);
        let [knee, far_hip] = [LEFT_KNEE, RIGHT_HIP].map(|n| truth.world_m[n]);
        // On all fours, seen from the left: head at the picture's left, knees below the hips,
        // the right hip behind the left one.
        assert!(nose[0] < hip[0] - 0.4 && knee[1] > hip[1] + 0.3);
        assert!(far_hip[2] > hip[2] + 0.1);
        assert!((truth.landmarks[0][0] < truth.landmarks[LEFT_HIP][0]) && truth.torso_px > 40.0);
    }

    #[test]
    fn a_line_is_read_back_as_it_was_written() {
        let (truth, _) = truth("", 0.0);
        let line = serde_json::to_string(&truth).unwrap();
        assert_eq!(serde_json::from_str::<Truth>(&line).unwrap(), truth);
        assert_eq!((truth.rep, truth.faulty.len()), (0, 0));
    }
}
