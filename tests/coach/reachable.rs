//! What is corrected can be reached: the target pose is recognised although a fault of it is large.

use spotter::body::Body;
use spotter::coach::{Band, Position, Strictness, check};
use spotter::exercise::{Exercise, Fault, Kind, MeasureId, Phase, ids, load, load_movement};

use crate::film::{Take, film};
use crate::rehearsal::{Reel, size_px};
use crate::stick::{LOW_LUNGE, PRONE, SUPINE, Stick};

/// Times the usual size of a fault.
const SIZES: [f32; 2] = [1.0, 1.2];

/// A still picture answers it.
fn is_still(exercise: &Exercise, id: MeasureId) -> bool {
    match &exercise.measure(id).kind {
        Kind::Time(_) | Kind::Swing(_) | Kind::Range(_) | Kind::Rate(_) | Kind::Speed(_) => false,
        Kind::Of(id) => is_still(exercise, *id),
        Kind::Min(ids) | Kind::Max(ids) | Kind::FirstKnown(ids) => {
            ids.iter().all(|id| is_still(exercise, *id))
        }
        Kind::Sum(parts) => parts.iter().all(|(id, _)| is_still(exercise, *id)),
        _ => true,
    }
}

/// The fault belongs to a pose, and is not what the count itself is made of: a plank that sags
/// further than it is corrected for has been left.
fn is_of_a_pose(exercise: &Exercise, fault: &Fault) -> bool {
    fault.phases.contains(&Phase::Hold)
        && !fault.limits.is_invitation()
        && is_still(exercise, fault.measure)
        && fault
            .when
            .iter()
            .all(|when| is_still(exercise, when.measure))
}

#[test]
fn every_fault_of_a_pose_is_seen_in_position() {
    let mut wrong = Vec::new();
    for id in ids() {
        let exercise = load(&id, None, None).unwrap();
        let movement = load_movement(&id, None).unwrap();
        for fault in exercise
            .faults
            .iter()
            .filter(|f| is_of_a_pose(&exercise, f))
        {
            let Some(shown) = movement.fault(&fault.id) else {
                continue;
            };
            // Beyond these the share is more than all of it, and the plank is left.
            let is_bounded = shown.size == 1.0 || fault.measure == exercise.cycle.signal;
            for size in SIZES.iter().take(if is_bounded { 1 } else { 2 }) {
                let settings = format!("reps=1,fault={}={}", fault.id, size * shown.size);
                let mut reel = Reel::film(&movement, &settings, exercise.needs_outline());
                for landmark in reel.poses.iter_mut().flat_map(|pose| &mut pose.landmarks) {
                    landmark.visibility = landmark.visibility.max(0.6);
                }
                let picture_px = size_px(&exercise).map(|side| side as f32);
                let body = |place: usize| Body {
                    t_s: 0.0,
                    size_px: picture_px,
                    pose: &reel.poses[place],
                    light: None,
                };
                let seen = (10..reel.poses.len()).any(|place| {
                    let start = body(5);
                    let check = check(
                        &exercise,
                        &body(place),
                        Some(&start),
                        None,
                        Strictness::Standard,
                    );
                    check.position == Position::In
                        && check
                            .faults
                            .iter()
                            .any(|of| of.id == fault.id && of.band == Some(Band::Bad))
                });
                if !seen {
                    wrong.push(settings);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "never in position and bad: {wrong:#?}");
}

/// Whether a posture is the target pose of an exercise, and what is bad in it.
fn seen(id: &str, start: Stick, posture: Stick) -> (Position, Vec<String>) {
    let exercise = load(id, None, None).unwrap();
    let poses: Vec<_> = [start, posture]
        .into_iter()
        .filter_map(|stick| film(stick).stay(0.1).frames(&Take::default()).remove(0).1)
        .collect();
    let body = |place: usize| Body {
        t_s: 0.0,
        size_px: crate::film::PICTURE_PX,
        pose: &poses[place],
        light: None,
    };
    let start = body(0);
    let check = check(
        &exercise,
        &body(1),
        Some(&start),
        None,
        Strictness::Standard,
    );
    let bad = check
        .faults
        .iter()
        .filter(|fault| fault.band == Some(Band::Bad));
    (check.position, bad.map(|fault| fault.id.clone()).collect())
}

#[test]
fn a_cobra_on_straight_arms_is_one() {
    for (trunk, thigh) in [(50.0, 10.0), (60.0, 20.0), (70.0, 27.0), (80.0, 30.0)] {
        let pressed = Stick {
            trunk,
            neck: trunk + 5.0,
            arm: [-86.0, -88.0],
            near: [180.0 + thigh, 180.0],
            far: [180.0 + thigh, 180.0],
            ..PRONE
        };
        let (position, bad) = seen("cobra", PRONE, pressed);
        assert_eq!(position, Position::In, "trunk {trunk}, thighs {thigh}");
        assert!(bad.contains(&"elbows_locked".to_owned()), "{bad:?}");
    }
}

#[test]
fn the_deepest_low_lunge_is_one() {
    for behind_deg in [50.0_f32, 58.0, 65.0] {
        for trunk in [90.0, 70.0, 40.0] {
            // The front shank leans 20 degrees past upright, its foot on the floor as the rear knee is.
            let hip_up = 0.245 * f32::cos(behind_deg.to_radians());
            let knee_up = 0.246 * f32::cos(20_f32.to_radians());
            let thigh_deg = ((knee_up - hip_up) / 0.245).asin().to_degrees();
            let deep = Stick {
                trunk,
                neck: trunk,
                near: [thigh_deg, -110.0],
                far: [-90.0 - behind_deg, -179.0],
                ..LOW_LUNGE
            };
            let (position, bad) = seen("low-lunge", LOW_LUNGE, deep);
            assert_eq!(position, Position::In, "{behind_deg} behind, trunk {trunk}");
            let leans = bad.contains(&"lean_fwd".to_owned());
            assert_eq!(leans, trunk < 60.0, "{bad:?}");
        }
    }
}

#[test]
fn a_full_sit_up_is_a_sit_up_that_is_too_high() {
    for up_deg in [40.0, 80.0, 95.0, 120.0] {
        let up = Stick {
            trunk: 180.0 - up_deg,
            neck: 180.0 - up_deg,
            ..SUPINE
        };
        let (position, bad) = seen("partial-sit-up", SUPINE, up);
        assert_eq!(position, Position::In, "{up_deg}");
        assert_eq!(bad, ["too_high"], "{up_deg}");
    }
}
