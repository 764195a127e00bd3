//! How often, how far apart and in which words things are said.

use spotter::blazepose::Side;
use spotter::coach::Event;
use spotter::screen::Scene;

use crate::figure::{AllFours, SidePlank};
use crate::motion::{Capture, Motion, begun, motion};
use crate::played::{Played, live};

/// A repetition with one thing off for all of its hold.
fn rep_with(
    motion: Motion<AllFours>,
    seconds: f64,
    change: impl Fn(&mut AllFours),
) -> Motion<AllFours> {
    motion
        .lift(Side::Right, 1.2)
        .hold(seconds, change)
        .lower(1.2)
        .rest(1.5)
}

#[test]
fn the_same_cue_comes_twice_a_set_in_two_wordings_fifteen_seconds_apart() {
    let motion = begun().times(8, |motion, _| {
        rep_with(motion, 5.0, |figure| figure.leg_deg = 25.0)
    });
    let played = live("bird-dog").dose(10, 5.0).play(&motion);
    let cues = played.cues();
    let texts: Vec<&str> = cues.iter().map(|(_, _, text)| *text).collect();
    assert_eq!(
        texts,
        ["Push heel back, not up", "Lower your foot a little"]
    );
    assert!(cues[1].0 - cues[0].0 >= 15.0);
    assert_eq!(
        played.bad(),
        ["leg_high"; 8],
        "told to the history all the same"
    );
    assert!(played.reps().iter().all(|(_, good)| !good));
}

#[test]
fn two_corrections_keep_six_seconds_apart_and_safety_three() {
    // Head up from the start of the hold, something else a little later.
    let then = |head_s: f64, later: fn(&mut AllFours), ids: [&str; 2]| {
        let motion = begun()
            .lift(Side::Right, 1.2)
            .hold(head_s, |figure| figure.head_deg = 40.0)
            .hold(10.0, later)
            .lower(1.2)
            .rest(1.0);
        let played = live("bird-dog").dose(6, 20.0).play(&motion);
        let cues = played.cues();
        assert_eq!(cues.iter().map(|(_, id, _)| *id).collect::<Vec<_>>(), ids);
        cues[1].0 - cues[0].0
    };
    let form = then(2.0, |figure| figure.hips_up = 0.2, ["head_up", "hip_hike"]);
    assert!((6.0..6.3).contains(&form));
    let safety = then(1.2, |figure| figure.leg_deg = 25.0, ["head_up", "leg_high"]);
    assert!((3.0..3.3).contains(&safety));
}

#[test]
fn never_more_than_two_corrections_in_one_repetition() {
    let motion = begun()
        .lift(Side::Right, 1.2)
        .hold(30.0, |figure| {
            figure.head_deg = 40.0;
            figure.hips_up = 0.2;
            figure.forward = 0.35;
            figure.leg_deg = 28.0;
        })
        .lower(1.2)
        .rest(1.0);
    let played = live("bird-dog").dose(6, 40.0).play(&motion);
    assert_eq!(played.cues().len(), 2, "{:?}", played.cues());
    assert_eq!(played.cues()[0].1, "leg_high", "safety goes first");
}

#[test]
fn good_is_said_once_after_an_answered_cue_and_not_without_one() {
    let motion = begun()
        .lift(Side::Right, 1.2)
        .hold(2.0, |figure| figure.leg_deg = 25.0)
        .go(0.5, |figure| figure.leg_deg = 0.0)
        .stay(3.0)
        .go(0.5, |figure| figure.leg_deg = 25.0)
        .stay(1.5)
        .go(0.5, |figure| figure.leg_deg = 0.0)
        .stay(2.0)
        .lower(1.2)
        .rest(1.0);
    let played = live("bird-dog").dose(6, 20.0).play(&motion);
    assert_eq!(played.cues().len(), 1, "the same cue waits fifteen seconds");
    assert_eq!(played.times_said("Good"), 1);
}

#[test]
fn lowering_in_answer_to_a_cue_earns_no_good() {
    let motion = rep_with(begun(), 2.5, |figure| figure.leg_deg = 25.0);
    let played = live("bird-dog").play(&motion);
    assert_eq!(played.cues().len(), 1);
    assert_eq!(played.times_said("Good"), 0);
}

/// What the whole set was praised for.
fn praise_of_set(played: &Played) -> Option<&str> {
    let Some(Scene::Summary(scene)) = &played.last_scene else {
        panic!("the summary comes last")
    };
    let praise = &played.summary.praise;
    assert!(praise.is_none() || scene.went_well == *praise);
    praise.as_deref()
}

#[test]
fn praise_is_for_clean_sets_only() {
    let motion = begun()
        .rep(Side::Left, 5.0)
        .lift(Side::Right, 1.2)
        .hold(5.0, |figure| figure.leg_deg = 25.0)
        .lower(1.0)
        .rest(1.0);
    let played = live("bird-dog").dose(1, 5.0).play(&motion);
    assert!(played.done_s.is_some());
    assert_eq!(praise_of_set(&played), None, "a fault");

    let motion = begun()
        .leg_alone()
        .rep(Side::Left, 5.0)
        .rep(Side::Right, 5.0);
    let played = live("bird-dog").dose(1, 5.0).play(&motion);
    assert!(played.done_s.is_some());
    assert_eq!(played.partials().len(), 1);
    assert_eq!(praise_of_set(&played), None, "half a repetition");

    // Level is said of a back whose outline is seen.
    let motion = begun().rep(Side::Left, 5.0).rep(Side::Right, 5.0);
    let capture = Capture {
        has_mask: true,
        frames_per_s: 12.0,
        ..Capture::default()
    };
    let played = live("bird-dog").dose(1, 5.0).capture(capture).play(&motion);
    assert_eq!(praise_of_set(&played), Some("Hips and back stayed level"));
}

#[test]
fn the_side_is_said_at_the_start_and_when_the_other_side_is_due() {
    let motion = begun().rep(Side::Left, 5.0).rep(Side::Right, 5.0);
    let played = live("bird-dog").play(&motion);
    assert_eq!(played.said()[1], "Begin. Left arm. Reach long");
    assert!(played.said().iter().all(|text| !text.contains("Right arm")));

    let motion = motion_of_holds(SidePlank::default());
    let played = live("side-plank").dose(1, 10.0).play(&motion);
    assert_eq!(played.times_said("Left, one. Other side. Right side"), 1);
    assert_eq!(played.times_said("Last one"), 0, "one thing at a time");
}

fn motion_of_holds(figure: SidePlank) -> Motion<SidePlank> {
    motion(figure)
        .rest(2.0)
        .raise(1.0)
        .stay(10.5)
        .lower(1.0)
        .rest(2.0)
}

#[test]
fn a_set_in_which_nothing_happens_pauses() {
    let motion = begun().stay(32.0);
    let played = live("bird-dog").play(&motion);
    assert_eq!(played.times_said("Paused. Go on when you like."), 1);
    assert!(
        played
            .when(|event| matches!(event, Event::Rep { .. }))
            .is_empty()
    );
}
