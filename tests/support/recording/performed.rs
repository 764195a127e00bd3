//! What the performer shows, as recordings.

use image::RgbImage;
use spotter::blazepose::{LANDMARKS, index};
use spotter::exercise::{Exercise, Movement, load};
use spotter::performer::{self, SyntheticVideo, Truth};
use spotter::pose::{Landmark, Pose};

use super::{Frame, PackedMask, RATE_HZ, Recording, outline_track};

/// Every exercise, and a fault that its performer shows well.
pub const PERFORMED: [(&str, &str); 12] = [
    ("childs-pose", "head_up"),
    ("knee-to-chest", "other_knee_bent"),
    ("piriformis-stretch", "head_up"),
    ("cobra", "too_high"),
    ("cat-cow", "elbows"),
    ("seated-forward-bend", "head_drop"),
    ("low-lunge", "lean_fwd"),
    ("bird-dog", "leg_high"),
    ("glute-bridge", "arched"),
    ("superman", "knees"),
    ("partial-sit-up", "too_high"),
    ("side-plank", "sag"),
];

/// An exercise with the doses that the performer shows: it holds stretches for a few seconds instead
/// of half a minute, and planks in full.
pub fn with_short_holds(id: &str) -> Exercise {
    let mut exercise = load(id, None, None).unwrap();
    let longest_s = longest_hold_s(id);
    for dose in exercise.doses.values_mut() {
        dose.hold_s = dose.hold_s.min(longest_s);
    }
    exercise
}

/// The longest hold that the performer shows, in seconds.
pub fn longest_hold_s(id: &str) -> f32 {
    if id == "side-plank" { 10.0 } else { 5.0 }
}

/// Settings of the performer for two repetitions, the second with this fault.
pub fn second_with(fault: &str) -> String {
    format!("reps=2,faulty=2,fault={fault}")
}

/// Two good repetitions of the performer, with the outline of the back where the exercise is judged
/// by it.
pub fn two_good(exercise: &Exercise, movement: &Movement) -> Recording {
    if exercise.needs_outline() {
        Recording::named(&outline_track(&exercise.id))
    } else {
        Recording::performed(movement, TWO_GOOD, RATE_HZ)
    }
}

/// Settings of the performer for two good repetitions.
pub const TWO_GOOD: &str = "reps=2";

/// The performer's joints, frame after frame. With the outline every frame is rendered.
pub fn record(
    movement: &Movement,
    settings: &str,
    usual_size_px: [u32; 2],
    rate_hz: f64,
    with_outline: bool,
) -> Recording {
    let mut options: performer::Options = settings.parse().unwrap();
    let size_px = *options.camera.size_px.get_or_insert(usual_size_px);
    let mut video = SyntheticVideo::new(movement, &options).unwrap();
    let mut picture = RgbImage::default();
    let frames = (0..(video.length_s() * rate_hz) as u64).map(|number| {
        let t_s = number as f64 / rate_hz;
        let skeleton = if with_outline {
            video.frame_at(t_s, number, &mut picture)
        } else {
            video.bones_at(t_s)
        };
        let mask = || PackedMask::of_coverage(video.renderer().coverage(), size_px);
        Frame {
            t_s,
            pose: Some(pose_of(&Truth::of(&video, &skeleton, t_s, number))),
            mask: with_outline.then(mask),
        }
    });
    Recording {
        frames: frames.collect(),
        size_px: size_px.map(|side| side as f32),
        light: Some(128.0),
    }
}

/// Visibility of seen and of hidden landmarks, as the model gives them for the performer.
const SEEN: f32 = 0.97;
const HIDDEN: f32 = 0.3;

/// The truth about the performer as a pose.
pub fn pose_of(truth: &Truth) -> Pose {
    let [left, right] = [index::LEFT_HIP, index::RIGHT_HIP];
    let hips_m = (truth.landmarks[left][2] + truth.landmarks[right][2]) / 2.0;
    let mut landmarks = [Landmark::default(); LANDMARKS];
    for (landmark, [x_px, y_px, depth_m, seen]) in landmarks.iter_mut().zip(&truth.landmarks) {
        *landmark = Landmark {
            x_px: *x_px,
            y_px: *y_px,
            // A torso is about half a metre.
            z_px: (depth_m - hips_m) / 0.5 * truth.torso_px,
            visibility: if *seen == 1.0 { SEEN } else { HIDDEN },
            presence: 1.0,
        };
    }
    Pose::of_landmarks(landmarks)
}
