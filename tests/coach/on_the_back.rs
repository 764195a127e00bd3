//! Partial sit-ups and the movements that people do in place of them: full sit-ups in haste,
//! sit-ups that begin sitting, reverse crunches, bridges. A stick figure is seen from several
//! sides, with the noise of a pose model.

use spotter::blazepose::Side;

use crate::motion::{Capture, Motion, motion};
use crate::played::{Played, recorded};
use crate::recording::{Recording, exchange_sides};
use crate::stick::{SUPINE, Stick, oblique};

/// On the back, the feet as high as the hips.
const LYING: Stick = Stick {
    near: [50.0, -50.0],
    far: [50.0, -50.0],
    ..SUPINE
};
/// Degrees off side-on from which people record.
const VIEWS_DEG: [f32; 3] = [0.0, 25.0, 45.0];

/// The trunk sits up by a number of degrees; the hands stay at the head.
fn sat_up(deg: f32) -> Stick {
    Stick {
        trunk: 180.0 - deg,
        neck: 180.0 - deg,
        arm: [90.0 - deg, 200.0 - deg],
        ..LYING
    }
}

/// A recording from each side, with noise and without.
fn views(motion: &Motion<Stick>) -> impl Iterator<Item = (String, Recording)> + '_ {
    [0.0, 0.01].into_iter().flat_map(move |noise_torso| {
        VIEWS_DEG.map(|off_deg| {
            let capture = Capture {
                noise_torso,
                ..Capture::default()
            };
            let name = format!("{off_deg} degrees off, noise {noise_torso}");
            (name, oblique(motion.recorded(&capture), off_deg))
        })
    })
}

fn played(recording: &Recording, id: &str) -> Played {
    recorded(id).play_recording(recording.clone())
}

/// Neither counted nor corrected.
fn is_nothing(what: &str, motion: &Motion<Stick>) {
    for (view, frames) in views(motion) {
        for id in ["partial-sit-up", "piriformis-stretch", "knee-to-chest"] {
            let played = played(&frames, id);
            assert_eq!(played.reps(), [], "{what} as {id}, {view}");
            assert_eq!(played.cues(), [], "{what} as {id}, {view}");
        }
    }
}

#[test]
fn full_sit_ups_in_haste_count_each_and_none_is_good() {
    for up_deg in [50.0, 65.0, 80.0, 100.0] {
        for seconds in [0.3, 0.45, 0.6] {
            for lying_s in [0.05, 0.3] {
                let sit_ups = motion(LYING).stay(0.8).times(10, |motion, _| {
                    motion
                        .go(seconds, |now| *now = sat_up(up_deg))
                        .go(seconds, |now| *now = LYING)
                        .stay(lying_s)
                });
                let sit_ups = sit_ups.stay(1.0);
                let what = format!("{up_deg} degrees in {seconds} s, lying for {lying_s} s");
                for (view, frames) in views(&sit_ups) {
                    let reps = played(&frames, "partial-sit-up").verdicts();
                    assert_eq!(reps.len(), 10, "{what}, {view}");
                    // Obliquely the form is not judged.
                    let is_side_on = view.starts_with("0 ");
                    let is_right = |good: Option<bool>| match good {
                        Some(good) => !good,
                        None => !is_side_on,
                    };
                    assert!(
                        reps.iter().all(|(_, good)| is_right(*good)),
                        "{what}, {view}: {reps:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn sit_ups_that_hardly_touch_the_floor_count_each_time() {
    // All but an eighth of the way is undone.
    let low = sat_up(10.0);
    let sit_ups = motion(LYING).stay(0.8).times(5, |motion, _| {
        motion
            .go(0.6, |now| *now = sat_up(80.0))
            .go(0.6, |now| *now = low)
    });
    let sit_ups = sit_ups.go(0.2, |now| *now = LYING).stay(1.0);
    for (view, frames) in views(&sit_ups) {
        assert_eq!(
            played(&frames, "partial-sit-up").verdicts().len(),
            5,
            "{view}"
        );
    }
    // A user who pumps at the top has not undone the movement.
    let pumped = motion(LYING).stay(0.8).go(0.6, |now| *now = sat_up(80.0));
    let pumped = pumped.times(3, |motion, _| {
        motion
            .go(0.5, |now| *now = sat_up(45.0))
            .go(0.5, |now| *now = sat_up(80.0))
    });
    let pumped = pumped.go(0.8, |now| *now = LYING).stay(1.0);
    for (view, frames) in views(&pumped) {
        assert_eq!(
            played(&frames, "partial-sit-up").verdicts().len(),
            1,
            "{view}"
        );
    }
}

#[test]
fn sit_ups_that_begin_sitting_count_from_the_first_lie() {
    // Sitting behind the hips, upright, and leaning over the thighs.
    for sitting_deg in [75.0, 95.0, 115.0] {
        for lying_s in [0.2, 0.5, 1.0] {
            let sit_ups = motion(sat_up(sitting_deg)).stay(1.5).times(3, |motion, _| {
                motion
                    .go(1.0, |now| *now = LYING)
                    .stay(lying_s)
                    .go(0.9, |now| *now = sat_up(sitting_deg))
                    .stay(0.4)
            });
            for (view, frames) in views(&sit_ups) {
                let reps = played(&frames, "partial-sit-up").verdicts();
                assert_eq!(
                    reps.len(),
                    3,
                    "from {sitting_deg} degrees, lying for {lying_s} s, {view}"
                );
            }
        }
    }
}

#[test]
fn the_range_of_a_sit_up_beyond_upright_is_that_of_the_trunk() {
    let sit_ups = motion(LYING).stay(1.0).times(2, |motion, _| {
        motion
            .go(1.0, |now| *now = sat_up(110.0))
            .stay(0.5)
            .go(1.0, |now| *now = LYING)
            .stay(1.0)
    });
    let played = played(&sit_ups.recorded(&Capture::default()), "partial-sit-up");
    let ranges = played.ranges();
    assert_eq!(ranges.len(), 2);
    assert!(
        ranges.iter().all(|range| (range - 110.0).abs() < 5.0),
        "{ranges:?}"
    );
}

/// Legs in the air, hips rolled up off the floor: the figure hangs from its shoulders.
fn rolled_up(deg: f32) -> Stick {
    Stick {
        trunk: 180.0 + deg,
        neck: 180.0,
        near: [100.0 + deg, 20.0],
        far: [100.0 + deg, 20.0],
        ..LYING
    }
}

#[test]
fn reverse_crunches_are_no_sit_ups() {
    for rolled_deg in [15.0, 30.0, 45.0] {
        for seconds in [0.6, 1.2] {
            let crunches = motion(LYING).stay(1.2).times(3, |motion, _| {
                motion
                    .go(seconds, |now| *now = rolled_up(rolled_deg))
                    .go(seconds, |now| *now = LYING)
                    .stay(0.6)
            });
            is_nothing("reverse crunches", &crunches);
            // The recording begins with the hips in the air: lying down is no lift of the chest.
            let feet_down = Stick {
                near: LYING.near,
                far: LYING.far,
                ..rolled_up(rolled_deg.min(30.0))
            };
            let begun_up = motion(feet_down).stay(1.0).times(3, |motion, _| {
                motion
                    .go(seconds, |now| *now = LYING)
                    .stay(0.6)
                    .go(seconds, |now| *now = feet_down)
                    .stay(0.6)
            });
            is_nothing("reverse crunches begun with the hips up", &begun_up);
        }
    }
}

#[test]
fn bridges_are_no_sit_ups_with_a_cut_in_them_or_without() {
    for up_deg in [12.0, 25.0] {
        let bridge = Stick {
            trunk: 180.0 + up_deg,
            neck: 180.0,
            near: [20.0, -75.0],
            far: [20.0, -75.0],
            ..LYING
        };
        let bridges = motion(LYING).stay(1.2).times(3, |motion, _| {
            motion
                .go(0.8, |now| *now = bridge)
                .stay(0.8)
                .go(0.8, |now| *now = LYING)
                .stay(0.6)
        });
        is_nothing("bridges", &bridges);
        let cut = motion(LYING)
            .stay(1.2)
            .go(0.8, |now| *now = bridge)
            .stay(0.4)
            .cut(|now| *now = LYING)
            .stay(0.8)
            .go(0.8, |now| *now = bridge)
            .stay(0.8)
            .cut(|now| {
                now.x += 0.3;
                *now = Stick { x: now.x, ..LYING };
            })
            .stay(1.5);
        is_nothing("bridges with cuts", &cut);
    }
}

/// One knee or both pulled to the chest: thigh and shank.
const PULLED: [f32; 2] = [125.0, -25.0];

#[test]
fn knees_pulled_to_the_chest_one_after_the_other_are_no_figure_four() {
    let (down, long) = (LYING.near, [-2.0, -2.0]);
    for other in [down, long] {
        let lying = Stick {
            near: other,
            far: other,
            ..LYING
        };
        let of = |near, far| Stick { near, far, ..lying };
        // One, and the other while the first is lowered.
        let in_turn = motion(lying).stay(1.5).times(2, |motion, _| {
            motion
                .go(1.2, |now| *now = of(PULLED, other))
                .stay(3.0)
                .go(1.0, |now| *now = of(PULLED, PULLED))
                .stay(0.5)
                .go(1.0, |now| *now = of(other, PULLED))
                .stay(3.0)
                .go(1.2, |now| *now = lying)
                .stay(1.0)
        });
        // One, then the other as well: both hugged.
        let hugged = motion(lying)
            .stay(1.5)
            .go(1.2, |now| *now = of(PULLED, other))
            .stay(1.0)
            .go(1.2, |now| *now = of(PULLED, PULLED))
            .stay(5.0)
            .go(1.2, |now| *now = lying)
            .stay(1.0);
        for motion in [in_turn, hugged] {
            for (view, frames) in views(&motion) {
                let played = played(&frames, "piriformis-stretch");
                assert_eq!(played.reps(), [], "{view}");
                assert_eq!(played.cues(), [], "{view}");
            }
        }
    }
}

#[test]
fn the_side_of_a_hold_on_the_back_is_that_of_most_of_it() {
    // Left and right are exchanged for the last third of the hold.
    let pulled = Stick {
        near: PULLED,
        far: [-2.0, -2.0],
        ..LYING
    };
    let lying = Stick {
        near: [-2.0, -2.0],
        ..pulled
    };
    let hold = motion(lying)
        .stay(1.5)
        .go(1.2, |now| *now = pulled)
        .stay(9.0)
        .go(1.2, |now| *now = lying)
        .stay(1.5);
    let capture = Capture::default();
    let exchanged_from = (8.7 * capture.frames_per_s) as u64;
    let recording = hold.recorded(&capture).changed(|number, pose| {
        if number > exchanged_from {
            exchange_sides(&mut pose.landmarks, |_| true);
        }
    });
    let played = played(&recording, "knee-to-chest");
    assert_eq!(played.hold_sides(), [Some(Side::Left); 2], "begin and end");
    let reps: Vec<_> = played.reps().iter().map(|(side, _)| *side).collect();
    assert_eq!(reps, [Some(Side::Left)]);
}
