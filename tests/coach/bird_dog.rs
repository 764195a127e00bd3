//! Bird dog: what counts, what does not count, and every fault at its limits.

use spotter::blazepose::Side;
use spotter::coach::{Band, Event, PartialWhy};
use spotter::exercise::{Fault, Phase};

use crate::figure::{AllFours, Upright};
use crate::motion::{Capture, Motion, begun, motion};
use crate::played::{Played, live, recorded};

/// One repetition of the right arm with a hold that differs from level.
fn held(seconds: f64, change: impl FnOnce(&mut AllFours)) -> Played {
    let motion = begun()
        .lift(Side::Right, 1.2)
        .hold(seconds, change)
        .lower(1.2)
        .rest(1.5);
    live("bird-dog").play(&motion)
}

#[test]
fn a_clean_set_counts_exactly_and_ends_when_the_dose_is_done() {
    let motion = begun().times(4, |motion, n| {
        let arm = if n % 2 == 0 { Side::Left } else { Side::Right };
        motion.rep(arm, 5.0)
    });
    let played = live("bird-dog").dose(2, 5.0).play(&motion);
    let (left, right) = (Some(Side::Left), Some(Side::Right));
    assert_eq!(
        played.reps(),
        [(left, true), (right, true), (left, true), (right, true)]
    );
    played.assert_silent();
    assert!(played.done_s.is_some(), "the set ends by itself");
    assert_eq!(
        played.said(),
        [
            "Hold still",
            "Begin. Left arm. Reach long",
            "Hold, breathe",
            "Lower slowly",
            "Left, one",
            "Hold, breathe",
            "Lower slowly",
            "Right, one. Two more",
            "Lower slowly",
            "Left, two. Last one",
            "Lower slowly",
            "Right, two. Done. Lower slowly and rest."
        ],
    );
}

#[test]
fn a_noisy_set_counts_the_same_and_is_not_corrected() {
    for (noise_torso, seed) in [(0.01, 1), (0.01, 2), (0.02, 3), (0.02, 4)] {
        let motion = begun().times(6, |motion, n| {
            let arm = if n % 2 == 0 { Side::Left } else { Side::Right };
            motion.rep(arm, 5.0)
        });
        let capture = Capture {
            noise_torso,
            seed,
            ..Capture::default()
        };
        let played = live("bird-dog").capture(capture).play(&motion);
        assert_eq!(played.counts(), (3, 3), "noise {noise_torso}");
        assert_eq!(played.bad(), [] as [&str; 0], "noise {noise_torso}");
        assert_eq!(played.cues(), [], "noise {noise_torso}");
    }
}

#[test]
fn both_ways_of_facing_and_both_near_sides_count_the_right_arm() {
    for near in [Side::Left, Side::Right] {
        for flipped in [false, true] {
            for arm in [Side::Left, Side::Right] {
                let figure = AllFours {
                    near,
                    ..AllFours::default()
                };
                let motion = motion(figure).rest(2.0).rep(arm, 5.0);
                let mut recording = motion.recorded(&Capture::default());
                if flipped {
                    recording = recording.flipped();
                }
                let played = live("bird-dog").play_recording(recording);
                assert_eq!(
                    played.reps(),
                    [(Some(arm), true)],
                    "near {near:?}, flipped {flipped}"
                );
                played.assert_silent();
            }
        }
    }
}

/// A fault at its limits: a value inside good is silent, a value beyond bad is told once.
fn at_its_limits(
    id: &str,
    text: &str,
    inside: impl FnOnce(&mut AllFours),
    beyond: impl FnOnce(&mut AllFours),
) {
    held(5.0, inside).assert_silent();
    held(5.0, beyond).assert_one_cue(id, text);
}

#[test]
fn leg_high() {
    at_its_limits(
        "leg_high",
        "Push heel back, not up",
        |figure| figure.leg_deg = 12.5,
        |figure| figure.leg_deg = 20.5,
    );
}

#[test]
fn tilt() {
    at_its_limits(
        "tilt",
        "Keep your back a table",
        |figure| figure.tilt_deg = 10.5,
        |figure| figure.tilt_deg = 18.5,
    );
}

#[test]
fn same_side() {
    let motion = begun()
        .cut(|figure| {
            figure.arm = Side::Right;
            figure.leg = Side::Right;
        })
        .go(1.2, |figure| {
            figure.arm_deg = 0.0;
            figure.leg_deg = 0.0;
            figure.knee_deg = 180.0;
        })
        .stay(5.0)
        .lower(1.2)
        .rest(1.5);
    live("bird-dog")
        .play(&motion)
        .assert_one_cue("same_side", "Opposite arm and leg");
}

#[test]
fn head_up() {
    at_its_limits(
        "head_up",
        "Eyes on the floor",
        |figure| figure.head_deg = 19.0,
        |figure| figure.head_deg = 36.0,
    );
}

#[test]
fn hip_hike() {
    held(5.0, |figure| figure.hips_up = 0.09).assert_silent();
    let played = held(5.0, |figure| figure.hips_up = 0.185);
    played.assert_one_cue("hip_hike", "Belt buckle to the floor");
}

#[test]
fn shift() {
    at_its_limits(
        "shift",
        "Stay over your knee",
        |figure| figure.forward = 0.17,
        |figure| figure.forward = 0.31,
    );
}

#[test]
fn shoulder_sink() {
    at_its_limits(
        "shoulder_sink",
        "Push the floor away",
        |figure| figure.shoulders_down = 0.115,
        |figure| figure.shoulders_down = 0.205,
    );
}

#[test]
fn back_sag() {
    let with_mask = |sag| {
        let motion = begun()
            .lift(Side::Right, 1.2)
            .hold(3.0, |figure| figure.sag = sag)
            .lower(1.2)
            .rest(1.5);
        let capture = Capture {
            has_mask: true,
            frames_per_s: 12.0,
            ..Capture::default()
        };
        live("bird-dog").capture(capture).play(&motion)
    };
    with_mask(0.045).assert_silent();
    with_mask(0.085).assert_one_cue("back_sag", "Keep your back a table");
}

#[test]
fn rush() {
    let lifted_in = |seconds| {
        let motion = begun()
            .lift(Side::Right, seconds)
            .stay(5.0)
            .lower(1.2)
            .rest(1.5);
        live("bird-dog").play(&motion)
    };
    lifted_in(1.0).assert_silent();
    lifted_in(0.3).assert_one_cue("rush", "Slow it down");
}

#[test]
fn a_stall_short_of_level_is_invited_once_a_set() {
    let stall = |motion: Motion<AllFours>, arm: Side| {
        motion
            .lift(arm, 1.0)
            .go(1.0, |figure| figure.arm_deg = -36.0)
            .stay(5.0)
            .lower(1.0)
            .rest(2.0)
    };
    // The arm stalls on the way in and never gets there.
    let never_there = |motion: Motion<AllFours>| {
        motion
            .part_way(Side::Right, -36.0, -20.0)
            .stay(6.0)
            .lower(1.0)
            .rest(2.0)
    };
    let played = live("bird-dog").play(&never_there(never_there(begun())));
    assert_eq!(played.bad(), [] as [&str; 0]);
    let cues: Vec<&str> = played.cues().iter().map(|(_, _, text)| *text).collect();
    assert_eq!(cues, ["Reach for both walls"]);
    assert_eq!(played.partials(), [PartialWhy::NotFarEnough; 2]);
    // Sinking out of the target is no stall.
    let played = live("bird-dog").play(&stall(begun(), Side::Right));
    assert_eq!(played.counts(), (0, 1));
    assert!(played.cues().iter().all(|(_, id, _)| *id != "limb_low"));
}

#[test]
fn bad_for_less_than_its_minimum_time_is_not_told() {
    let motion = begun()
        .lift(Side::Right, 1.2)
        .stay(2.0)
        .hold(0.5, |figure| figure.leg_deg = 26.0)
        .hold(2.0, |figure| figure.leg_deg = 0.0)
        .lower(1.2)
        .rest(1.0);
    let played = live("bird-dog").play(&motion);
    assert_eq!(played.bad(), [] as [&str; 0]);
    assert_eq!(played.cues(), []);
}

#[test]
fn too_short_a_hold_counts_but_is_not_good_and_is_invited_to_stay() {
    let motion = begun().rep(Side::Right, 1.0);
    let played = live("bird-dog").play(&motion);
    assert_eq!(played.reps(), [(Some(Side::Right), false)]);
    assert_eq!(played.cues().len(), 1);
    assert_eq!(played.cues()[0].2, "Hold it a little longer");
}

#[test]
fn lowering_after_a_held_goal_is_never_corrected() {
    for seconds in [0.5, 1.0, 2.0, 4.0] {
        let motion = begun()
            .lift(Side::Right, 1.0)
            .stay(5.0)
            .lower(seconds)
            .rest(1.5);
        let played = live("bird-dog").play(&motion);
        assert_eq!(played.reps(), [(Some(Side::Right), true)], "in {seconds} s");
        assert_eq!(played.cues(), [], "in {seconds} s");
        assert_eq!(played.bad(), [] as [&str; 0], "in {seconds} s");
    }
}

#[test]
fn half_way_and_one_limb_are_partial() {
    let half = begun()
        .part_way(Side::Right, -36.0, -36.0)
        .stay(1.5)
        .lower(1.0)
        .rest(1.0);
    let played = live("bird-dog").play(&half);
    assert_eq!(played.partials(), [PartialWhy::NotFarEnough]);
    assert_eq!(played.reps(), []);

    let leg_alone = begun().leg_alone();
    let arm_alone = begun()
        .cut(|figure| figure.arm = Side::Right)
        .go(1.0, |figure| figure.arm_deg = 0.0)
        .stay(2.0)
        .lower(1.0)
        .rest(1.0);
    for (what, motion) in [("leg", leg_alone), ("arm", arm_alone)] {
        let played = live("bird-dog").play(&motion);
        assert_eq!(played.partials(), [PartialWhy::OneLimbOnly], "{what} alone");
        assert_eq!(played.reps(), [], "{what} alone");
    }
}

#[test]
fn one_limb_alone_is_not_told_when_the_others_are_not_seen() {
    let figure = AllFours {
        far_seen: 0.2,
        ..AllFours::default()
    };
    let motion = motion(figure)
        .rest(2.0)
        .cut(|figure| figure.arm = Side::Right)
        .go(1.0, |figure| figure.arm_deg = 0.0)
        .stay(2.0)
        .lower(1.0)
        .rest(1.0);
    let played = live("bird-dog").play(&motion);
    assert_eq!(played.partials(), []);
    assert_eq!(played.reps(), []);
}

#[test]
fn other_movements_on_all_fours_neither_count_nor_are_partial() {
    let donkey_kick = begun()
        .cut(|figure| figure.leg = Side::Left)
        .go(1.0, |figure| figure.leg_deg = 0.0)
        .stay(3.0)
        .lower(1.0)
        .rest(1.0);
    let hand_to_foot = begun()
        .cut(|figure| {
            figure.arm = Side::Right;
            figure.leg = Side::Left;
        })
        .go(1.5, |figure| {
            figure.arm_deg = -190.0;
            figure.leg_deg = -10.0;
            figure.knee_deg = 70.0;
        })
        .stay(3.0)
        .lower(1.5)
        .rest(1.0);
    for (what, motion) in [("donkey kick", donkey_kick), ("hand to foot", hand_to_foot)] {
        let played = live("bird-dog").play(&motion);
        assert_eq!(played.reps(), [], "{what}");
        assert_eq!(played.partials(), [], "{what}");
        assert_eq!(played.cues(), [], "{what}");
    }
}

#[test]
fn standing_and_kneeling_upright_neither_count_nor_are_criticised() {
    for is_kneeling in [false, true] {
        let motion = begun()
            .then(Upright {
                near: Side::Right,
                is_kneeling,
                arm_deg: -90.0,
            })
            .stay(1.0)
            .go(1.0, |figure| figure.arm_deg = 0.0)
            .stay(3.0)
            .go(1.0, |figure| figure.arm_deg = -90.0)
            .stay(1.0);
        let played = live("bird-dog").play(&motion);
        assert_eq!(played.reps(), []);
        assert_eq!(played.partials(), []);
        assert_eq!(played.cues(), []);
        assert_eq!(played.bad(), [] as [&str; 0]);
    }
}

#[test]
fn an_arm_that_drops_and_comes_back_is_one_repetition() {
    let motion = begun()
        .lift(Side::Right, 1.0)
        .stay(2.0)
        .go(0.4, |figure| figure.arm_deg = -40.0)
        .go(0.4, |figure| figure.arm_deg = 0.0)
        .stay(2.0)
        .lower(1.0)
        .rest(1.0);
    assert_eq!(live("bird-dog").play(&motion).counts(), (0, 1));
}

#[test]
fn a_recording_that_begins_within_the_hold_counts_it() {
    let motion = motion(AllFours::default().raised(Side::Left))
        .stay(3.0)
        .lower(1.0)
        .rest(1.0)
        .rep(Side::Right, 3.0);
    assert_eq!(recorded("bird-dog").play(&motion).counts(), (1, 1));
}

#[test]
fn the_warning_band_is_shown_and_never_spoken() {
    let played = held(5.0, |figure| figure.leg_deg = 16.0);
    assert_eq!(played.bands(Band::Warn), ["leg_high"]);
    assert_eq!(played.bad(), [] as [&str; 0]);
    assert_eq!(played.cues(), []);
    assert_eq!(played.reps(), [(Some(Side::Right), true)]);
    assert!(
        played
            .when(|event| matches!(event, Event::Cue { .. }))
            .is_empty()
    );
}

#[test]
fn one_limb_is_counted_in_the_variant_for_it() {
    let leg_alone = begun().leg_alone();
    let arm_alone = begun()
        .cut(|figure| figure.arm = Side::Right)
        .go(1.0, |figure| figure.arm_deg = 0.0)
        .stay(4.0)
        .lower(1.0)
        .rest(1.0);
    for (variant, motion) in [("leg", leg_alone), ("arm", arm_alone)] {
        let played = live("bird-dog")
            .variant(Some(variant))
            .dose(6, 2.0)
            .play(&motion);
        assert_eq!(played.reps().len(), 1, "{variant}");
        assert!(played.reps()[0].1, "{variant}");
        assert_eq!(played.partials(), [], "{variant}");
        played.assert_silent();
    }
}

#[test]
fn a_limb_that_is_clearly_bent_is_invited_to_be_longer() {
    at_its_limits(
        "knee_bent",
        "Push your heel away long",
        |figure| {
            figure.knee_deg = 139.0;
            figure.leg_deg = -12.0;
        },
        |figure| {
            figure.knee_deg = 121.0;
            figure.leg_deg = -12.0;
        },
    );
}

/// A head that looks up at some moments of a repetition, and a rule that listens at these moments.
fn looks_up(phase: Phase, motion: Motion<AllFours>) -> Played {
    let listens = |fault: &mut Fault| {
        fault.phases = vec![phase];
        fault.for_s = 0.3;
    };
    live("bird-dog").fault("head_up", listens).play(&motion)
}

#[test]
fn what_was_wrong_on_the_way_in_makes_a_repetition_not_good() {
    let up = |figure: &mut AllFours| figure.head_deg = 50.0;
    let down = |figure: &mut AllFours| figure.head_deg = 0.0;
    let way_in = begun()
        .part_way(Side::Right, -40.0, -40.0)
        .go(0.2, up)
        .stay(1.0)
        .go(0.2, down)
        .lift(Side::Right, 1.0)
        .stay(5.0)
        .lower(1.0)
        .rest(1.5);
    let played = looks_up(Phase::In, way_in);
    assert_eq!(played.bad(), ["head_up"]);
    assert_eq!(played.reps(), [(Some(Side::Right), false)]);
}
