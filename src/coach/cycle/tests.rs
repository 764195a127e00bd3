use super::*;
use crate::blazepose::Side;
use crate::coach::event::PartialWhy;
use crate::coach::limbs::Farthest;
use crate::exercise::{CycleTime, load};

/// Runs the counter of an exercise, 20 frames a second.
fn play(id: &str, seconds: f64, input: impl Fn(f64) -> Input) -> Vec<PhaseEvent> {
    let exercise = load(id, None, None).unwrap();
    let mut counter = counter(&exercise, f64::from(exercise.doses["standard"].hold_s));
    let mut events = Vec::new();
    for frame in 0..=(seconds * 20.0) as u32 {
        let t_s = f64::from(frame) / 20.0;
        let input = Input {
            t_s,
            since_last_s: t_s - (f64::from(frame) - 1.0) / 20.0,
            ..input(t_s)
        };
        counter.step(input, &mut events);
    }
    events
}

/// Runs a signal given as (seconds, value) corners, straight between.
fn run(id: &str, corners: &[(f64, f32)]) -> Vec<PhaseEvent> {
    run_with(id, corners, |_| Some(true))
}

fn run_with(
    id: &str,
    corners: &[(f64, f32)],
    posed: impl Fn(f64) -> Option<bool>,
) -> Vec<PhaseEvent> {
    play(id, corners.last().unwrap().0, |t_s| {
        let after = corners.iter().position(|(at, _)| *at >= t_s).unwrap();
        let signal = if after == 0 {
            corners[0].1
        } else {
            let ((t0, v0), (t1, v1)) = (corners[after - 1], corners[after]);
            v0 + (v1 - v0) * ((t_s - t0) / (t1 - t0)) as f32
        };
        Input {
            signal: Some(signal),
            farthest: Some(Farthest {
                value: signal,
                is_posed: None,
            }),
            in_target_pose: posed(t_s),
            side: Some(Side::Left),
            ..Input::default()
        }
    })
}

fn counted(events: &[PhaseEvent]) -> Vec<&Counted> {
    events
        .iter()
        .filter_map(|event| {
            if let PhaseEvent::Counted(counted) = event {
                Some(counted)
            } else {
                None
            }
        })
        .collect()
}

#[test]
fn a_full_repetition_counts_once_with_its_times() {
    let events = run(
        "bird-dog",
        &[
            (0.0, -85.0),
            (1.0, -85.0),
            (2.0, 0.0),
            (7.0, 0.0),
            (8.0, -85.0),
            (9.0, -85.0),
        ],
    );
    let [only] = counted(&events)[..] else {
        panic!("{events:?}")
    };
    assert_eq!(only.side, Some(Side::Left));
    assert!(only.peak.abs() < 0.5, "{only:?}");
    assert!(
        (only.in_s - 0.8).abs() < 0.11,
        "10 to 90 % of a one-second lift: {only:?}"
    );
    // From enter (-28) on the way up to enter on the way down: 5 s and two thirds of a second.
    assert!(
        (only.hold_s - (5.0 + 2.0 * 28.0 / 85.0)).abs() < 0.1,
        "{only:?}"
    );
}

#[test]
fn a_brisk_repetition_counts() {
    let events = run(
        "bird-dog",
        &[
            (0.0, -85.0),
            (1.0, -85.0),
            (1.4, 0.0),
            (1.8, 0.0),
            (2.2, -85.0),
            (3.5, -85.0),
        ],
    );
    assert_eq!(counted(&events).len(), 1, "{events:?}");
}

#[test]
fn half_way_is_partial() {
    let events = run(
        "bird-dog",
        &[
            (0.0, -85.0),
            (1.0, -85.0),
            (2.0, -36.0),
            (4.0, -36.0),
            (5.0, -85.0),
            (6.0, -85.0),
        ],
    );
    assert_eq!(counted(&events).len(), 0);
    assert!(
        matches!(
            events[..],
            [PhaseEvent::Partial {
                why: PartialWhy::NotFarEnough,
                ..
            }]
        ),
        "{events:?}"
    );
}

#[test]
fn another_pose_with_the_same_signal_is_neither_counted_nor_partial() {
    let corners = [
        (0.0, -85.0),
        (1.0, -85.0),
        (2.0, 0.0),
        (7.0, 0.0),
        (8.0, -85.0),
        (9.0, -85.0),
    ];
    assert_eq!(run_with("bird-dog", &corners, |_| Some(false)), []);
}

#[test]
fn a_wobble_at_the_target_does_not_count_twice() {
    let events = run(
        "bird-dog",
        &[
            (0.0, -85.0),
            (1.0, -85.0),
            (2.0, 0.0),
            (3.0, -40.0),
            (4.0, 0.0),
            (5.0, -85.0),
            (6.0, -85.0),
        ],
    );
    assert_eq!(counted(&events).len(), 1, "{events:?}");
}

#[test]
fn a_gap_of_a_second_does_not_end_a_hold() {
    let events = play("side-plank", 10.0, |t_s| Input {
        signal: match t_s {
            t if !(1.0..=8.0).contains(&t) => Some(-0.4),
            t if (4.0..5.0).contains(&t) => None,
            _ => Some(0.0),
        },
        in_target_pose: Some(true),
        side: Some(Side::Right),
        ..Input::default()
    });
    let [hold] = counted(&events)[..] else {
        panic!("{events:?}")
    };
    assert_eq!(hold.side, Some(Side::Right));
    // Seven seconds in the target, of which the clock skips half a second of the gap.
    assert!((6.0..7.6).contains(&hold.hold_s), "{hold:?}");
}

#[test]
fn sinking_stops_the_clock_and_rising_lets_it_run() {
    let events = run(
        "side-plank",
        &[
            (0.0, -0.4),
            (1.0, 0.0),
            (4.0, 0.0),
            (4.5, -0.15),
            (7.0, -0.15),
            (7.5, 0.0),
            (9.0, 0.0),
            (9.5, -0.4),
            (11.0, -0.4),
        ],
    );
    let clock: Vec<&PhaseEvent> = events
        .iter()
        .filter(|turn| matches!(turn, PhaseEvent::ClockStopped | PhaseEvent::ClockRuns))
        .collect();
    assert_eq!(
        clock[..2],
        [&PhaseEvent::ClockStopped, &PhaseEvent::ClockRuns]
    );
    let [hold] = counted(&events)[..] else {
        panic!("{events:?}")
    };
    assert!(
        hold.hold_s < 6.5,
        "about three seconds stood still: {hold:?}"
    );
}

#[test]
fn a_lift_of_a_second_is_no_hold() {
    let events = run(
        "side-plank",
        &[
            (0.0, -0.4),
            (1.0, -0.4),
            (1.2, 0.0),
            (2.2, 0.0),
            (2.4, -0.4),
            (4.0, -0.4),
        ],
    );
    let [
        PhaseEvent::Reached,
        PhaseEvent::WayOver(CycleTime::Rise, _),
        PhaseEvent::HoldDropped { hold_s, .. },
    ] = events[..]
    else {
        panic!("{events:?}")
    };
    assert!((0.9..1.3).contains(&hold_s), "{hold_s}");
}

#[test]
fn one_limb_alone_is_told_when_it_is_back() {
    let limb = |t_s: f64| {
        let is_there = (1.0..4.0).contains(&t_s);
        Farthest {
            value: if is_there { 0.0 } else { -85.0 },
            is_posed: None,
        }
    };
    let input = |t_s| Input {
        signal: Some(-85.0),
        farthest: Some(limb(t_s)),
        in_target_pose: Some(true),
        ..Input::default()
    };
    assert_eq!(play("bird-dog", 3.95, input), []);
    let events = play("bird-dog", 6.0, input);
    assert!(
        matches!(
            events[..],
            [PhaseEvent::Partial {
                why: PartialWhy::OneLimbOnly,
                ..
            }]
        ),
        "{events:?}"
    );
}

#[test]
fn a_flow_that_begins_at_one_end_is_counted_all_the_same() {
    // Nothing below the beginning: rest lies within the range.
    let corners: Vec<(f64, f32)> = (0..4)
        .flat_map(|n| {
            let at = f64::from(n) * 6.0;
            [(at, 0.0), (at + 2.0, 2.7), (at + 3.0, 2.7), (at + 5.0, 0.0)]
        })
        .collect();
    assert_eq!(counted(&run("cat-cow", &corners)).len(), 3);
    // Cats alone, which never go so far, are half of it.
    let cats: Vec<_> = corners.iter().map(|(t_s, c)| (*t_s, c * 0.7)).collect();
    assert_eq!(counted(&run("cat-cow", &cats)).len(), 0);
}

/// A movement that starts and ends gently, from rest to an end and back, each way in so many seconds.
fn gentle(id: &str, way_s: f64, peak: f32, rest: f32) -> Vec<PhaseEvent> {
    let cubic = |u: f64| u * u * (3.0 - 2.0 * u);
    let corners: Vec<(f64, f32)> = (0..=((4.0 + 2.0 * way_s) * 20.0) as u32)
        .map(|frame| {
            let t_s = f64::from(frame) / 20.0;
            let part = if t_s < 1.0 + way_s + 1.0 {
                cubic(((t_s - 1.0) / way_s).clamp(0.0, 1.0))
            } else {
                cubic((1.0 - (t_s - 2.0 - way_s) / way_s).clamp(0.0, 1.0))
            };
            (t_s, rest + (peak - rest) * part as f32)
        })
        .collect();
    run(id, &corners)
}

#[test]
fn ways_in_and_back_take_as_long_as_their_middle_eight_tenths() {
    // The middle eight tenths of a cubic are 0.61 of it.
    for (id, peak, rest) in [
        ("bird-dog", 0.0, -85.0),
        ("superman", 2.5, 0.0),
        ("partial-sit-up", 24.0, 0.0),
        ("cobra", 30.0, 0.0),
    ] {
        for way_s in [0.5, 1.0, 1.5, 2.0, 3.0] {
            let events = gentle(id, way_s, peak, rest);
            let [only] = counted(&events)[..] else {
                panic!("{id} {way_s}: {events:?}")
            };
            let near = |s: f64| (s - 0.61 * way_s).abs() <= 0.05 + 0.05 * way_s;
            assert!(near(only.in_s), "{id}: in {} of {way_s}", only.in_s);
            let fall_s = only.fall_s.unwrap();
            // Told as soon as the movement is over, a little before the body lies still.
            assert!(
                near(fall_s) || (fall_s < 0.61 * way_s && fall_s > 0.45 * way_s),
                "{id}: back {fall_s} of {way_s}"
            );
        }
    }
}

/// The side that a hold of nine seconds counts for whose landmarks say left for its first three
/// seconds, then right.
fn side_of_a_hold(id: &str, rest: f32, held: f32) -> Option<Side> {
    let exercise = load(id, None, None).unwrap();
    let mut counter = counter(&exercise, 5.0);
    let mut events = Vec::new();
    for frame in 0..240 {
        let t_s = f64::from(frame) / 20.0;
        let is_held = (1.0..10.0).contains(&t_s);
        let signal = if is_held { held } else { rest };
        let side = if t_s < 4.0 { Side::Left } else { Side::Right };
        let input = Input {
            t_s,
            since_last_s: 0.05,
            signal: Some(signal),
            side: Some(side),
            in_target_pose: Some(is_held),
            ..Input::default()
        };
        counter.step(input, &mut events);
    }
    counted(&events).first().unwrap().side
}

#[test]
fn the_side_of_a_hold_on_an_elbow_is_settled_and_of_two_knees_most_frames_decide() {
    assert_eq!(side_of_a_hold("side-plank", -0.4, 0.0), Some(Side::Left));
    assert_eq!(side_of_a_hold("low-lunge", 0.0, 20.0), Some(Side::Left));
    let knee = side_of_a_hold("knee-to-chest", 170.0, 60.0);
    assert_eq!(knee, Some(Side::Right));
}
