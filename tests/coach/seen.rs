//! Hidden points, and a person who is lost.

use spotter::blazepose::Side;
use spotter::coach::Event;

use crate::figure::{AllFours, SidePlank};
use crate::motion::{Capture, Motion, begun, motion};
use crate::played::{Played, live, recorded};

fn lost_and_found(played: &Played) -> (usize, usize) {
    (
        played.when(|event| *event == Event::Lost).len(),
        played.when(|event| *event == Event::Found).len(),
    )
}

#[test]
fn a_gap_of_a_second_changes_nothing() {
    let motion = begun()
        .lift(Side::Left, 1.0)
        .stay(2.0)
        .nobody(1.0)
        .stay(2.0)
        .lower(1.0)
        .rest(1.0)
        .nobody(1.0)
        .rep(Side::Right, 5.0);
    let played = live("bird-dog").play(&motion);
    assert_eq!(
        played.reps(),
        [(Some(Side::Left), true), (Some(Side::Right), true)]
    );
    assert_eq!(lost_and_found(&played), (0, 0));
    assert_eq!(played.cues(), []);
}

#[test]
fn a_person_lost_for_longer_is_found_again_and_the_count_goes_on() {
    let motion = begun()
        .rep(Side::Left, 5.0)
        .nobody(3.0)
        .rest(1.5)
        .rep(Side::Right, 5.0);
    let played = live("bird-dog").play(&motion);
    assert_eq!(played.counts(), (1, 1));
    assert_eq!(lost_and_found(&played), (1, 1));
    assert_eq!(played.times_said("I lost you. Look at the camera."), 1);
    assert_eq!(played.times_said("I see you again"), 1);
    // The person is lost within a hold and seen in it again: the hold goes on, and counts once.
    let motion = motion_of_a_hold_with_a_gap();
    let played = live("side-plank").play(&motion);
    assert_eq!(lost_and_found(&played), (1, 1));
    assert_eq!(played.reps(), [(Some(Side::Left), true)]);
}

fn motion_of_a_hold_with_a_gap() -> Motion<SidePlank> {
    motion(SidePlank::default())
        .rest(2.0)
        .raise(1.0)
        .stay(5.0)
        .nobody(3.0)
        .stay(5.0)
        .lower(1.0)
        .rest(1.0)
}

#[test]
fn a_jump_to_somebody_elsewhere_neither_counts_nor_fails() {
    let motion = begun()
        .lift(Side::Left, 1.0)
        .stay(5.0)
        .then(SidePlank::default())
        .stay(2.0)
        .then(AllFours {
            near: Side::Left,
            ..AllFours::default()
        })
        .rest(2.0)
        .rep(Side::Right, 5.0);
    let played = live("bird-dog").play(&motion);
    let (_, right) = played.counts();
    assert_eq!(right, 1);
    assert_eq!(played.cues(), []);
}

#[test]
fn thirty_degrees_off_side_on_is_counted_and_not_judged() {
    let askew = AllFours {
        apart: 0.4,
        ..AllFours::default()
    };
    let motion = motion(askew).rest(1.0).times(2, |motion, n| {
        let arm = if n == 0 { Side::Left } else { Side::Right };
        motion
            .lift(arm, 1.2)
            .hold(5.0, |figure| {
                figure.leg_deg = 25.0;
                figure.head_deg = 40.0;
            })
            .lower(1.2)
            .rest(1.0)
    });
    let played = recorded("bird-dog").play(&motion);
    assert_eq!(played.counts(), (1, 1));
    assert_eq!(played.bad(), [] as [&str; 0]);
    assert_eq!(played.cues(), []);
    assert_eq!(played.times_said("I can only count from here"), 1);
    // It is neither good nor bad in the events, the figures and the dots.
    let verdicts = played.verdicts();
    assert!(
        verdicts.iter().all(|(_, good)| good.is_none()),
        "{verdicts:?}"
    );
    assert_eq!(played.summary.unjudged, 2);
    assert_eq!(played.summary.good.unwrap().total, 0);
    // A repetition that was not judged is not praised.
    let played = live("bird-dog").dose(1, 5.0).play(&motion);
    assert_eq!(played.summary.praise, None);
}

#[test]
fn between_fine_and_count_only_just_what_is_clearly_off_is_told() {
    let motion_with = |leg_deg: f32| {
        motion(AllFours {
            apart: 0.3,
            ..AllFours::default()
        })
        .rest(2.0)
        .lift(Side::Right, 1.2)
        .hold(5.0, move |figure| figure.leg_deg = leg_deg)
        .lower(1.2)
        .rest(1.0)
    };
    recorded("bird-dog")
        .play(&motion_with(16.0))
        .assert_silent();
    recorded("bird-dog")
        .play(&motion_with(21.0))
        .assert_one_cue("leg_high", "Push heel back, not up");
}

/// The figure stands so far to one side that its stretched limbs leave the picture.
fn cut_off(shift_px: f32) -> Played {
    let motion = begun()
        .lift(Side::Right, 1.0)
        .stay(4.0)
        .lower(1.0)
        .rest(1.0)
        .rep(Side::Left, 4.0);
    let capture = Capture {
        shift_px: [shift_px, 0.0],
        ..Capture::default()
    };
    recorded("bird-dog").capture(capture).play(&motion)
}

#[test]
fn a_hand_out_of_the_picture_is_told_once_and_nothing_is_counted_or_criticised() {
    let played = cut_off(500.0);
    let unseen = played.unseen();
    assert_eq!(unseen.len(), 1, "{unseen:?}");
    assert_eq!(unseen[0].1, "I can't see your hand");
    assert_eq!(played.reps(), []);
    assert_eq!(played.bad(), [] as [&str; 0]);
    assert_eq!(played.cues(), []);
    assert_eq!(played.times_said("I can't see your hand"), 1);
}

#[test]
fn a_foot_out_of_the_picture_is_told_once_and_nothing_is_counted_or_criticised() {
    let played = cut_off(-450.0);
    let unseen = played.unseen();
    assert_eq!(unseen.len(), 1, "{unseen:?}");
    assert_eq!(unseen[0].1, "I can't see your foot");
    assert_eq!(played.reps(), []);
    assert_eq!(played.bad(), [] as [&str; 0]);
    assert_eq!(played.cues(), []);
}

#[test]
fn a_dimly_seen_limb_is_counted_and_not_judged() {
    // On real people the far limbs have a visibility of 0.2, although they are placed correctly.
    let motion = motion(AllFours {
        far_seen: 0.2,
        ..AllFours::default()
    })
    .rest(2.0)
    .lift(Side::Right, 1.2)
    .hold(5.0, |figure| figure.leg_deg = 25.0)
    .lower(1.2)
    .rest(1.0);
    let played = recorded("bird-dog").play(&motion);
    assert_eq!(played.counts(), (0, 1));
    assert_eq!(played.bad(), [] as [&str; 0]);
}
