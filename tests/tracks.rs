//! What the coach makes of real people: recorded landmark tracks in, events out.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/recording.rs"]
mod recording;
#[path = "support/rendered.rs"]
mod rendered;

use std::collections::BTreeSet;

use recording::{PERFORMED, Recording, with_short_holds};
use rendered::{Judged, WELL_SHOWN, model_track};
use spotter::blazepose::Side;
use spotter::coach::{Band, Check, Event, Position, Timed, Verdict};
use spotter::exercise::{self, load};

fn events(track: &Recording, id: &str) -> Vec<Timed> {
    track.coached(&load(id, None, None).unwrap()).events
}

fn bird_dog(track: &Recording) -> Vec<Timed> {
    events(track, "bird-dog")
}

/// The sides of the counted repetitions in their order.
fn sides(events: &[Timed]) -> Vec<Side> {
    let side = |timed: &Timed| match timed.event {
        Event::Rep { side, .. } => side,
        _ => None,
    };
    events.iter().filter_map(side).collect()
}

/// Right and left in turn, four of each.
const RIGHT_FIRST: [Side; 8] = [
    Side::Right,
    Side::Left,
    Side::Right,
    Side::Left,
    Side::Right,
    Side::Left,
    Side::Right,
    Side::Left,
];

#[test]
fn a_bird_dog_is_counted_right_and_left_in_turn() {
    let events = bird_dog(&Recording::named("a_bird-dog"));
    assert_eq!(sides(&events), RIGHT_FIRST);
    let Some(Event::Summary(summary)) = events.last().map(|timed| &timed.event) else {
        panic!("the summary comes last");
    };
    let reps = summary.reps;
    assert_eq!((reps.left, reps.right, reps.total), (4, 4, 8));
    assert_eq!(summary.partials, 0);
}

#[test]
fn only_what_is_truly_off_becomes_bad() {
    // The leg of this person goes above hip height, and some of the lifts are quick.
    let events = bird_dog(&Recording::named("a_bird-dog"));
    let bad: BTreeSet<&str> = events
        .iter()
        .filter_map(|timed| match &timed.event {
            Event::Fault {
                id,
                band: Band::Bad,
                ..
            } => Some(id.as_str()),
            _ => None,
        })
        .collect();
    assert!(bad.contains("leg_high"), "{bad:?}");
    assert!(
        bad.is_subset(&BTreeSet::from(["leg_high", "rush"])),
        "{bad:?}"
    );
}

#[test]
fn hands_and_feet_outside_the_picture_are_named_and_not_judged() {
    let events = bird_dog(&Recording::named("b_bird_dog"));
    assert_eq!(sides(&events), []);
    let unseen: Vec<_> = events
        .iter()
        .filter_map(|timed| match &timed.event {
            Event::Unseen { what, text } => Some((what, text)),
            _ => None,
        })
        .collect();
    let [(what, text)] = &unseen[..] else {
        panic!("said once a set: {unseen:?}");
    };
    let names = |joint: &str| what.iter().any(|point| point.ends_with(joint));
    assert!(names("wrist") && names("ankle"), "{what:?}");
    assert_eq!(*text, "I can't see your hand and foot");
    let judged = |timed: &&Timed| {
        matches!(
            timed.event,
            Event::Fault { .. } | Event::Cue { .. } | Event::Partial { .. }
        )
    };
    assert_eq!(events.iter().find(judged), None);
}

#[test]
fn other_exercises_never_count() {
    // The track, and the exercise that it shows where it is one of ours.
    let tracks = [
        ("a_bird-dog", "bird-dog"),
        ("b_bird_dog", "bird-dog"),
        ("a_alternating-superman", "superman"),
        ("a_childs-pose", "childs-pose"),
        ("b_kocici_hrbet", "cat-cow"),
        ("a_air-squats", ""),
        ("a_static-lunge", ""),
        ("a_forearm-plank", ""),
        ("a_up-dog", ""),
    ];
    for (name, own) in tracks {
        for id in exercise::ids() {
            if id != own {
                nothing_counts(name, &id);
            }
        }
    }
}

/// Neither the exercise nor any way of doing it counts, not even in part.
fn nothing_counts(name: &str, id: &str) {
    let track = Recording::named(name);
    let variants = load(id, None, None).unwrap().variants;
    for variant in [None]
        .into_iter()
        .chain(variants.iter().map(|variant| Some(&variant.id)))
    {
        let exercise = load(id, variant.map(String::as_str), None).unwrap();
        let events = track.coached(&exercise).events;
        let counted = |timed: &&Timed| {
            matches!(
                timed.event,
                Event::Rep { .. }
                    | Event::Partial { .. }
                    | Event::Hold { .. }
                    | Event::Fault { .. }
            )
        };
        assert_eq!(
            events.iter().find(counted),
            None,
            "{name} as {id} {variant:?}"
        );
    }
}

#[test]
fn a_single_frame_is_in_position_when_the_repetition_is() {
    let track = Recording::named("a_bird-dog");
    let moments = track.checks(&load("bird-dog", None, None).unwrap());
    let is_in = |check: &Check| check.position == Position::In;
    // From reaching the target to leaving it. An event comes when it is settled, a little later.
    let events = bird_dog(&track);
    let holds: Vec<_> = events
        .iter()
        .filter_map(|timed| match timed.event {
            Event::Rep { hold_s, out_s, .. } => Some(timed.t_s - hold_s - out_s - 1.0..=timed.t_s),
            _ => None,
        })
        .collect();
    for hold in &holds {
        let mut during = moments.iter().filter(|(t_s, _)| hold.contains(t_s));
        assert!(during.any(|(_, check)| is_in(check)), "{hold:?}");
    }
    for (t_s, _) in moments.iter().filter(|(_, check)| is_in(check)) {
        assert!(holds.iter().any(|hold| hold.contains(t_s)), "{t_s}");
    }
}

#[test]
fn a_single_frame_with_cut_off_hands_and_feet_gets_no_verdict() {
    let exercise = load("bird-dog", None, None).unwrap();
    for (t_s, check) in Recording::named("b_bird_dog").checks(&exercise) {
        let verdict = check.verdict;
        let ok = matches!(verdict, Verdict::Unseen | Verdict::NotInPosition);
        assert!(ok, "{t_s}: {verdict:?}");
    }
}

#[test]
fn a_mirrored_person_is_counted_the_same_with_the_sides_exchanged() {
    let events = bird_dog(&Recording::named("a_bird-dog").mirrored());
    assert_eq!(sides(&events), RIGHT_FIRST.map(Side::other));
}

#[test]
fn a_picture_of_twice_the_size_gives_the_same_events() {
    let track = Recording::named("a_bird-dog");
    let large = track.clone().scaled(2.0, [0.0; 2]).in_picture(2.0);
    // Byte for byte: doubling is exact.
    assert_eq!(bird_dog(&large), bird_dog(&track));
}

#[test]
fn where_in_the_picture_the_person_is_does_not_matter() {
    let track = Recording::named("a_bird-dog");
    let moved = track.scaled(1.0, [0.2, 0.05]).in_picture(1.3);
    assert_eq!(sides(&bird_dog(&moved)), RIGHT_FIRST);
}

#[test]
fn ten_frames_a_second_are_enough() {
    let track = Recording::named("a_bird-dog");
    let frames = track.frames.len();
    let thin = track.at_most(10.0);
    assert!(thin.frames.len() <= frames / 2 + 1);
    assert_eq!(sides(&bird_dog(&thin)), RIGHT_FIRST);
}

#[test]
fn the_same_track_gives_the_same_events_byte_for_byte() {
    let track = Recording::named("a_bird-dog");
    let lines = || {
        track
            .coached(&load("bird-dog", None, None).unwrap())
            .lines()
    };
    assert_eq!(lines(), lines());
}

/// Every change of the coach or of an exercise file shows here. After looking at the difference:
/// `INSTA_UPDATE=always cargo test --test tracks`.
fn is_golden(name: &str, track: &Recording, id: &str) {
    let done = track.coached(&load(id, None, None).unwrap());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("data/golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, done.lines()));
}

#[test]
fn the_events_of_a_real_person_are_those_that_were_looked_at() {
    is_golden("bird-dog", &Recording::named("a_bird-dog"), "bird-dog");
}

#[test]
fn the_events_of_the_performer_are_those_that_were_looked_at() {
    let known = PERFORMED.map(|(id, _)| id.to_owned());
    assert_eq!(exercise::ids(), known, "without a track");
    for (id, _) in PERFORMED {
        let name = format!("performer_{id}");
        is_golden(&name, &Recording::named(&name), id);
    }
}

/// The rendered performer as the pose model saw it: `examples/record.rs` has run the model,
/// `tests/model/matrix.rs` runs it again.
#[test]
fn good_form_that_the_model_saw_is_counted_and_not_corrected() {
    for (id, _) in PERFORMED {
        let done = Recording::named(&model_track(id, None)).coached(&with_short_holds(id));
        let judged = Judged::of(&done.events);
        assert!(judged.is_good(2), "{id}: {}", judged.report());
    }
}

#[test]
fn a_fault_that_the_model_saw_is_named() {
    for (id, fault) in WELL_SHOWN {
        let exercise = with_short_holds(id);
        let done = Recording::named(&model_track(id, Some(fault))).coached(&exercise);
        let judged = Judged::of(&done.events);
        let is_named = judged.is_named(&exercise, fault);
        assert!(is_named, "{id} {fault}: {}", judged.report());
    }
}
