//! What the coach makes of real people: recorded landmark tracks in, events out.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/rehearsal.rs"]
#[allow(dead_code)]
mod rehearsal;
#[path = "support/track.rs"]
mod track;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use spotter::blazepose::{Side, index};
use spotter::coach::{Band, Check, Event, Position, Timed, Verdict};
use spotter::exercise::{self, load, load_movement};
use track::{Track, lines};

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(path)
}

fn track(name: &str) -> Track {
    Track::read(&data(&format!("tracks/{name}.jsonl.gz"))).unwrap()
}

fn bird_dog(track: &Track) -> Vec<Timed> {
    track.events(load("bird-dog", None, None).unwrap()).unwrap()
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
    let events = bird_dog(&track("a_bird-dog"));
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
    let events = bird_dog(&track("a_bird-dog"));
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
    let events = bird_dog(&track("b_bird_dog"));
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
    let track = track(name);
    let variants = load(id, None, None).unwrap().variants;
    for variant in [None].into_iter().chain(variants.iter().map(Some)) {
        let exercise = load(id, variant.map(String::as_str), None).unwrap();
        let events = track.events(exercise).unwrap();
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
    let track = track("a_bird-dog");
    let moments = track.moments(&load("bird-dog", None, None).unwrap());
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
    for (t_s, check) in track("b_bird_dog").moments(&exercise) {
        let verdict = check.verdict;
        let ok = matches!(verdict, Verdict::Unseen | Verdict::NotInPosition);
        assert!(ok, "{t_s}: {verdict:?}");
    }
}

impl Track {
    /// The track with every point moved, in a picture of another size.
    fn moved(mut self, size_px: [f32; 2], to: impl Fn([f32; 2]) -> [f32; 2]) -> Track {
        self.size_px = size_px;
        for point in self
            .frames
            .iter_mut()
            .filter_map(|(_, p)| p.as_mut())
            .flatten()
        {
            let [x, y] = to([point[0], point[1]]);
            (point[0], point[1]) = (x, y);
        }
        self
    }

    /// As in a mirror: the person's left is their right.
    fn mirrored(self) -> Track {
        let size_px = self.size_px;
        let mut track = self.moved(size_px, |[x, y]| [size_px[0] - x, y]);
        for points in track.frames.iter_mut().filter_map(|(_, p)| p.as_mut()) {
            for (place, name) in index::NAMES.iter().enumerate() {
                let other = name.replace("LEFT", "RIGHT");
                if let Some(right) = index::NAMES.iter().position(|name| *name == other)
                    && other != *name
                {
                    points.swap(place, right);
                }
            }
        }
        track
    }

    /// At most `rate_hz` frames a second.
    fn thinned(mut self, rate_hz: f64) -> Track {
        let mut next_s = 0.0;
        self.frames.retain(|(t_s, _)| {
            let is_due = *t_s >= next_s - 1e-6;
            if is_due {
                next_s = t_s + 1.0 / rate_hz;
            }
            is_due
        });
        self
    }
}

#[test]
fn a_mirrored_person_is_counted_the_same_with_the_sides_exchanged() {
    let events = bird_dog(&track("a_bird-dog").mirrored());
    assert_eq!(sides(&events), RIGHT_FIRST.map(Side::other));
}

#[test]
fn a_picture_of_twice_the_size_gives_the_same_events() {
    let track = track("a_bird-dog");
    let [width, height] = track.size_px;
    let large = track
        .clone()
        .moved([2.0 * width, 2.0 * height], |[x, y]| [2.0 * x, 2.0 * y]);
    // Byte for byte: doubling is exact.
    assert_eq!(
        lines(&bird_dog(&large)).unwrap(),
        lines(&bird_dog(&track)).unwrap()
    );
}

#[test]
fn where_in_the_picture_the_person_is_does_not_matter() {
    let track = track("a_bird-dog");
    let [width, height] = track.size_px;
    let moved = track.moved([width + 300.0, height + 200.0], |[x, y]| {
        [x + 210.0, y + 35.0]
    });
    assert_eq!(sides(&bird_dog(&moved)), RIGHT_FIRST);
}

#[test]
fn ten_frames_a_second_are_enough() {
    let track = track("a_bird-dog");
    let frames = track.frames.len();
    let thin = track.thinned(10.0);
    assert!(thin.frames.len() <= frames / 2 + 1);
    assert_eq!(sides(&bird_dog(&thin)), RIGHT_FIRST);
}

#[test]
fn the_same_track_gives_the_same_events_byte_for_byte() {
    let track = track("a_bird-dog");
    assert_eq!(
        lines(&bird_dog(&track)).unwrap(),
        lines(&bird_dog(&track)).unwrap()
    );
}

/// Every change of the coach or of an exercise file shows here. After looking at the difference:
/// `UPDATE_GOLDEN=1 cargo test --test tracks`.
fn is_golden(name: &str, events: &[Timed]) {
    let golden = data(&format!("golden/{name}.jsonl"));
    let events = lines(events).unwrap();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&golden, &events).unwrap();
    }
    let known = std::fs::read_to_string(&golden).unwrap();
    for (number, (now, before)) in events.lines().zip(known.lines()).enumerate() {
        assert_eq!(now, before, "{name}, line {}", number + 1);
    }
    assert_eq!(events.lines().count(), known.lines().count(), "{name}");
}

#[test]
fn the_events_of_a_real_person_are_those_that_were_looked_at() {
    is_golden("bird-dog", &bird_dog(&track("a_bird-dog")));
}

#[test]
fn the_events_of_the_performer_are_those_that_were_looked_at() {
    let mut ids = exercise::ids();
    ids.retain(|id| rehearsal::PERFORMED.iter().all(|(known, _)| known != id));
    assert_eq!(ids, [""; 0], "without a track");
    for (id, _) in rehearsal::PERFORMED {
        let name = format!("performer_{id}");
        let events = track(&name).events(load(id, None, None).unwrap()).unwrap();
        is_golden(&name, &events);
    }
}

/// Writes the performer's tracks anew, after a change of the performer or of its keyframes; the
/// tracks stay as they are on other occasions, so that their events can be compared. `ONLY=cobra`
/// writes that one.
#[test]
#[ignore = "writes into the repository: UPDATE_GOLDEN=1 cargo test --test tracks -- --include-ignored --test-threads 1"]
fn record_the_performer() {
    for (id, fault) in rehearsal::PERFORMED {
        if std::env::var("ONLY").is_ok_and(|only| only != id) {
            continue;
        }
        let exercise = load(id, None, None).unwrap();
        let movement = load_movement(id, None).unwrap();
        let settings = rehearsal::second_with(fault);
        let mut frames = Vec::new();
        rehearsal::rehearse_with(&exercise, &movement, &settings, |number, pose| {
            let points = pose.landmarks.map(|at| [at.x_px, at.y_px, at.visibility]);
            frames.push((number as f64 / rehearsal::RATE_HZ, Some(points)));
            true
        });
        let size_px = rehearsal::size_px(&exercise).map(|side| side as f32);
        let path = data(&format!("tracks/performer_{id}.jsonl.gz"));
        Track { size_px, frames }.write(&path).unwrap();
    }
}
