//! Every correction can be reached: the target pose is recognised although its fault is large.

use spotter::body::Body;
use spotter::coach::{Band, Position, Strictness, check};
use spotter::exercise::{
    Exercise, Fault, Kind, Limits, MeasureId, Phase, SizeUnit, ids, load, load_movement,
};
use spotter::pose::Pose;

use crate::limits::{NEAR_LIMBS, Row, SIDE_FOR_NEAR_LIMBS, recorded, sees_outline};
use crate::motion::{Capture, motion};
use crate::recording::{RATE_HZ, Recording};
use crate::stick::{LOW_LUNGE, PRONE, SUPINE, Stick};

/// Parts of the usual size of a fault.
const SIZES: [f32; 5] = [0.7, 0.85, 1.0, 1.3, 1.7];
/// A fault is large when it is this many widths (from warn to bad) beyond bad.
const LARGE: f32 = 0.25;

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

/// Whether the fault belongs to a pose, and does not mean that the pose is hardly reached. A plank
/// that sags further than it is corrected for has been left.
fn is_of_a_pose(exercise: &Exercise, fault: &Fault) -> bool {
    let cycle = &exercise.cycle;
    let falls_short = fault.measure == cycle.signal
        && matches!(fault.limits, Limits::Below { .. }) == cycle.rising;
    fault.phases.contains(&Phase::Hold)
        && !fault.limits.is_suggestion()
        && !falls_short
        && is_still(exercise, fault.measure)
        && fault
            .when
            .iter()
            .all(|when| is_still(exercise, when.measure))
}

/// `large` in widths between warn and bad.
fn is_large(limits: Limits, value: f32, large: f32) -> bool {
    let (excess, warn, bad) = match limits {
        Limits::Yes => return value > 0.5,
        Limits::Above { warn, bad } => (value, warn, bad),
        Limits::Below { warn, bad } => (-value, -warn, bad.map(|bad| -bad)),
    };
    bad.is_some_and(|bad| excess > bad + large * (bad - warn))
}

/// Whether some moment of a recording is the target pose with the fault large in it.
fn is_reached(exercise: &Exercise, fault: &Fault, recording: &Recording) -> bool {
    // The back of the performer hollows and rounds hardly further than is bad.
    let large = if sees_outline(exercise, fault.measure) {
        0.0
    } else {
        LARGE
    };
    let poses: Vec<Pose> = recording.poses().collect();
    let body = |place: usize| recording.body(0.0, &poses[place]);
    let start = body(5);
    (10..poses.len()).any(|place| {
        let seen = check(
            exercise,
            &body(place),
            Some(&start),
            None,
            Strictness::Standard,
        );
        let is_large = seen.faults.iter().any(|seen| {
            let value = seen.value.filter(|_| seen.band == Some(Band::Bad));
            seen.id == fault.id && value.is_some_and(|value| is_large(fault.limits, value, large))
        });
        seen.position == Position::In && is_large
    })
}

#[test]
fn every_fault_of_a_pose_is_seen_in_position() {
    let mut wrong = Vec::new();
    for id in ids() {
        let exercise = load(&id, None, None).unwrap();
        let movement = load_movement(&id, None, None).unwrap();
        for fault in exercise
            .faults
            .iter()
            .filter(|fault| is_of_a_pose(&exercise, fault))
        {
            let Some(shown) = movement.fault(&fault.id) else {
                continue;
            };
            let row = Row {
                exercise: &exercise,
                movement: &movement,
                fault,
            };
            if row.needs_outline() {
                let [_, beyond] = recorded(&row);
                if !is_reached(&exercise, fault, &beyond.seen_at_least(0.6)) {
                    wrong.push(format!("{id}: {}", fault.id));
                }
                continue;
            }
            let side = if NEAR_LIMBS.contains(&(&id, &fault.id)) {
                format!(",side={SIDE_FOR_NEAR_LIMBS}")
            } else {
                String::new()
            };
            let is_reached = SIZES.iter().any(|part| {
                let size = match shown.unit {
                    SizeUnit::Share => (part * shown.size).min(1.0),
                    SizeUnit::None => shown.size,
                    _ => part * shown.size,
                };
                let settings = format!("reps=1,rest=1,tempo=2,fault={}={size}{side}", fault.id);
                let recording = Recording::performed(&movement, &settings, RATE_HZ);
                is_reached(&exercise, fault, &recording.seen_at_least(0.6))
            });
            if !is_reached {
                wrong.push(format!("{id}: {}", fault.id));
            }
        }
    }
    assert!(wrong.is_empty(), "never large in position: {wrong:#?}");
}

/// Whether a posture is the target pose of an exercise, and what is bad in it.
fn seen(id: &str, start: Stick, posture: Stick) -> (Position, Vec<String>) {
    let exercise = load(id, None, None).unwrap();
    let poses: Vec<_> = [start, posture]
        .into_iter()
        .filter_map(|stick| {
            let recording = motion(stick).stay(0.1).recorded(&Capture::default());
            recording.poses().next()
        })
        .collect();
    let body = |place: usize| Body {
        t_s: 0.0,
        size_px: crate::motion::PICTURE_PX,
        pose: &poses[place],
        light: None,
        back_edge: None,
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
            // The front shank leans 20 degrees past upright, its foot on the floor as the rear knee
            // is.
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
