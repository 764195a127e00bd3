//! Side plank: what counts, what does not count, and every fault at its limits.

use spotter::blazepose::Side;
use spotter::coach::{Event, HoldPhase};

use crate::figure::SidePlank;
use crate::motion::{Capture, Motion, motion};
use crate::played::{Played, live};

/// Lying on the elbow for long enough that the set begins.
fn begun() -> Motion<SidePlank> {
    motion(SidePlank::default()).rest(2.0)
}

/// One hold that differs from a straight line once it has begun.
fn held(seconds: f64, change: impl FnOnce(&mut SidePlank)) -> Played {
    let motion = begun()
        .raise(1.0)
        .stay(1.0)
        .hold(seconds, change)
        .lower(1.0)
        .rest(1.5);
    live("side-plank").dose(3, 5.0).play(&motion)
}

fn phases(played: &Played) -> Vec<HoldPhase> {
    played
        .events
        .iter()
        .filter_map(|timed| match timed.event {
            Event::Hold { phase, .. } => Some(phase),
            _ => None,
        })
        .collect()
}

/// The seconds of all holds that have ended.
fn hold_ends(played: &Played) -> Vec<f64> {
    let end = |event: &Event| match event {
        Event::Hold {
            phase: HoldPhase::End,
            hold_s,
            ..
        } => Some(*hold_s),
        _ => None,
    };
    let events = played.events.iter();
    events.filter_map(|timed| end(&timed.event)).collect()
}

#[test]
fn a_clean_set_counts_exactly_and_ends_when_the_dose_is_done() {
    let one = |motion: Motion<SidePlank>| motion.raise(1.0).stay(10.5).lower(1.0).rest(1.5);
    let motion = one(one(one(one(begun()).turn_over().rest(2.0))));
    // Two on the first side, two on the second.
    let motion_in_order = one(one(one(one(begun())).turn_over().rest(2.0)));
    let played = live("side-plank").dose(2, 10.0).play(&motion_in_order);
    let (left, right) = (Some(Side::Left), Some(Side::Right));
    assert_eq!(
        played.reps(),
        [(left, true), (left, true), (right, true), (right, true)]
    );
    played.assert_silent();
    assert!(played.done_s.is_some(), "the set ends by itself");
    let said = played.said();
    assert_eq!(
        said[..2],
        ["Hold still", "Begin. Left side. Lift your hips"]
    );
    assert_eq!(
        said[2..6],
        [
            "Hold, breathe",
            "Three seconds",
            "Lower slowly",
            "Left, one"
        ]
    );
    assert_eq!(played.times_said("Left, two. Other side. Right side"), 1);
    let last = "Right, two. Done. Lower slowly and rest.";
    assert_eq!(said.last(), Some(&last));
    let praise = played.summary.praise.as_deref();
    assert_eq!(praise, Some("Straight from head to feet"));
    // A user who changes sides earlier is counted as well.
    let played = live("side-plank").dose(2, 10.0).play(&motion);
    assert_eq!(played.counts(), (1, 3));
}

#[test]
fn a_noisy_hold_counts_once_and_is_not_corrected() {
    for (noise_torso, seed) in [(0.01, 1), (0.01, 2), (0.02, 3), (0.02, 4)] {
        let motion = begun().raise(1.0).stay(10.5).lower(1.0).rest(1.5);
        let capture = Capture {
            noise_torso,
            seed,
            ..Capture::default()
        };
        let played = live("side-plank").capture(capture).play(&motion);
        assert_eq!(played.reps(), [(Some(Side::Left), true)], "{noise_torso}");
        assert_eq!(played.cues(), [], "noise {noise_torso}");
    }
}

#[test]
fn either_side_down_and_the_head_at_either_end() {
    for lower in [Side::Left, Side::Right] {
        for flipped in [false, true] {
            let figure = SidePlank {
                lower,
                ..SidePlank::default()
            };
            let motion = motion(figure)
                .rest(2.0)
                .raise(1.0)
                .stay(10.5)
                .lower(1.0)
                .rest(1.0);
            let mut recording = motion.recorded(&Capture::default());
            if flipped {
                recording = recording.flipped();
            }
            let played = live("side-plank").play_recording(recording);
            assert_eq!(played.reps(), [(Some(lower), true)], "flipped {flipped}");
            played.assert_silent();
        }
    }
}

/// A fault at its limits: a value inside good is silent, a value beyond bad is told once.
fn at_its_limits(
    id: &str,
    text: &str,
    inside: impl FnOnce(&mut SidePlank),
    beyond: impl FnOnce(&mut SidePlank),
) {
    held(4.2, inside).assert_silent();
    held(4.2, beyond).assert_one_cue(id, text);
}

#[test]
fn sag() {
    at_its_limits(
        "sag",
        "Hips up to the sky",
        |figure| figure.hips = -0.065,
        |figure| figure.hips = -0.135,
    );
}

#[test]
fn elbow() {
    at_its_limits(
        "elbow",
        "Elbow under your shoulder",
        |figure| figure.elbow = 0.21,
        |figure| figure.elbow = 0.35,
    );
    at_its_limits(
        "elbow",
        "Elbow under your shoulder",
        |figure| figure.elbow = -0.21,
        |figure| figure.elbow = -0.35,
    );
}

#[test]
fn the_elbow_is_corrected_before_anything_is_lifted() {
    let motion = begun()
        .go(0.2, |figure| figure.elbow = 0.4)
        .stay(2.0)
        .go(0.3, |figure| figure.elbow = 0.0)
        .stay(1.0)
        .raise(1.0)
        .stay(10.5)
        .lower(1.0)
        .rest(1.0);
    let played = live("side-plank").play(&motion);
    played.assert_one_cue("elbow", "Elbow under your shoulder");
    assert_eq!(played.times_said("Good"), 1);
    assert_eq!(
        played.reps(),
        [(Some(Side::Left), true)],
        "the hold itself was good"
    );
}

#[test]
fn an_elbow_that_is_still_off_when_the_hips_rise_makes_the_hold_not_good() {
    let motion = begun()
        .go(0.2, |figure| figure.elbow = 0.4)
        .stay(2.0)
        .raise(1.0)
        .go(0.2, |figure| figure.elbow = 0.0)
        .stay(10.5)
        .lower(1.0)
        .rest(1.0);
    let played = live("side-plank").play(&motion);
    assert_eq!(played.reps(), [(Some(Side::Left), false)]);
}

#[test]
fn roll() {
    at_its_limits(
        "roll",
        "Face the camera squarely",
        |figure| figure.across = 0.49,
        |figure| figure.across = 0.35,
    );
}

#[test]
fn head() {
    at_its_limits(
        "head",
        "Head in one long line",
        |figure| figure.head = -0.12,
        |figure| figure.head = -0.21,
    );
}

#[test]
fn pike_up() {
    at_its_limits(
        "pike_up",
        "Long line, hips lower",
        |figure| figure.hips = 0.095,
        |figure| figure.hips = 0.19,
    );
}

#[test]
fn sink() {
    at_its_limits(
        "sink",
        "Push the floor away",
        |figure| figure.neck = 0.81,
        |figure| figure.neck = 0.64,
    );
}

#[test]
fn too_long() {
    let held_for = |seconds| {
        let motion = begun().raise(1.0).stay(seconds).lower(1.0).rest(1.0);
        live("side-plank").play(&motion)
    };
    held_for(11.0).assert_silent();
    held_for(21.0).assert_one_cue("too_long", "Well held, now rest");
}

#[test]
fn bad_for_less_than_its_minimum_time_is_not_told() {
    let motion = begun()
        .raise(1.0)
        .stay(4.0)
        .hold(0.9, |figure| figure.hips = -0.15)
        .hold(6.0, |figure| figure.hips = 0.0)
        .lower(1.0)
        .rest(1.0);
    let played = live("side-plank").play(&motion);
    assert_eq!(played.bad(), [] as [&str; 0]);
    assert_eq!(played.cues(), []);
}

#[test]
fn lowering_at_the_end_of_any_hold_is_not_corrected() {
    for held_s in [1.0, 3.0, 6.0, 10.5, 14.0] {
        for lowered_s in [0.3, 1.0, 2.0, 3.0, 4.0] {
            let motion = begun().raise(1.0).stay(held_s).lower(lowered_s).rest(1.5);
            let played = live("side-plank").play(&motion);
            // The coach may say that the hold was short, but not that the hips sank.
            let corrected = played
                .cues()
                .into_iter()
                .find(|(_, id, _)| *id != "short_hold");
            assert_eq!(corrected, None, "{held_s} s, lowered in {lowered_s} s");
            assert_eq!(
                played.bad(),
                [] as [&str; 0],
                "{held_s} s, lowered in {lowered_s} s"
            );
        }
    }
}

#[test]
fn a_hold_of_less_than_two_seconds_does_not_count_and_a_short_one_is_not_good() {
    let motion = begun().raise(0.5).stay(1.0).lower(0.5).rest(2.0);
    let played = live("side-plank").play(&motion);
    assert_eq!(played.reps(), []);
    // The hold was told to begin, so its end is told with its seconds. It is no completed hold.
    assert_eq!(phases(&played), [HoldPhase::Begin, HoldPhase::End]);
    assert!(played.summary.holds.is_empty());
    let cut_off = begun().raise(0.5).stay(1.0);
    let played = live("side-plank").play(&cut_off);
    let ends: Vec<f64> = hold_ends(&played);
    let [held_s] = ends[..] else {
        panic!("one end: {ends:?}")
    };
    assert!((0.4..1.2).contains(&held_s), "{held_s}");
    let motion = begun().raise(0.5).stay(5.0).lower(0.5).rest(2.0);
    let played = live("side-plank").play(&motion);
    assert_eq!(played.reps(), [(Some(Side::Left), false)]);
    assert_eq!(phases(&played), [HoldPhase::Begin, HoldPhase::End]);
    assert!((4.5..6.0).contains(&played.summary.holds[0].hold_s));
}

#[test]
fn the_clock_stands_still_while_the_hips_sink_and_runs_again() {
    let motion = begun()
        .raise(1.0)
        .stay(3.0)
        .go(0.2, |figure| figure.hips = -0.15)
        .stay(2.5)
        .go(0.2, |figure| figure.hips = 0.0)
        .stay(5.0)
        .lower(1.0)
        .rest(1.5);
    let played = live("side-plank").play(&motion);
    assert_eq!(
        phases(&played),
        [
            HoldPhase::Begin,
            HoldPhase::Pause,
            HoldPhase::Resume,
            HoldPhase::End
        ]
    );
    let hold_s = played.summary.holds[0].hold_s;
    // About two and a half of the eleven seconds up did not count.
    assert!((7.8..9.0).contains(&hold_s), "{hold_s}");
    played.assert_one_cue("sag", "Hips up to the sky");
    assert_eq!(played.times_said("Good"), 1);
}

#[test]
fn hips_that_stay_low_in_spite_of_the_cue_end_the_hold_for_the_user() {
    let motion = begun()
        .raise(1.0)
        .stay(4.0)
        .hold(8.0, |figure| figure.hips = -0.15)
        .lower(1.0)
        .rest(2.0);
    let played = live("side-plank").play(&motion);
    played.assert_one_cue("sag", "Hips up to the sky");
    assert_eq!(played.times_said("Lower and rest"), 1);
    assert_eq!(played.reps(), [(Some(Side::Left), false)]);
    let cue_s = played.cues()[0].0;
    let end_s = played.when(|event| {
        matches!(
            event,
            Event::Hold {
                phase: HoldPhase::End,
                ..
            }
        )
    })[0];
    assert!((2.9..3.3).contains(&(end_s - cue_s)), "{}", end_s - cue_s);
}

#[test]
fn lying_on_the_side_without_lifting_is_nothing() {
    let motion = begun()
        .stay(10.0)
        .go(1.0, |figure| figure.hips = -0.25)
        .stay(2.0)
        .lower(1.0);
    let played = live("side-plank").play(&motion);
    assert_eq!(played.reps(), []);
    assert_eq!(played.cues(), []);
    assert_eq!(played.bad(), [] as [&str; 0]);
}
