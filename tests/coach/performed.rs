//! Changes of the recording that must not change the verdicts, for every exercise: one good
//! repetition and one with a fault, seen in a mirror, from another place, nearer, faster.

use spotter::blazepose::Side;
use spotter::coach::Event;
use spotter::exercise::load_movement;

use crate::recording::{
    Coached, PERFORMED, RATE_HZ, Recording, outline_track, second_with, with_short_holds,
};

/// The result of a recording.
#[derive(Debug, PartialEq)]
struct Verdicts {
    reps: Vec<(Option<Side>, Option<bool>)>,
    partials: u32,
    bad: Vec<String>,
    cues: Vec<String>,
}

fn verdicts(done: &Coached) -> Verdicts {
    let rep = |event: &Event| match event {
        Event::Rep { side, good, .. } => Some((*side, *good)),
        _ => None,
    };
    Verdicts {
        reps: done.events.iter().filter_map(|t| rep(&t.event)).collect(),
        partials: done.summary.partials,
        bad: done.bad(),
        cues: done.cues().into_iter().map(ToOwned::to_owned).collect(),
    }
}

/// The same recording as other cameras would have taken it, or other computers played it.
fn variations(plain: &Recording) -> [(&'static str, Recording); 6] {
    let of = || plain.clone();
    [
        ("in a mirror", of().mirrored()),
        ("smaller", of().scaled(0.7, [0.15, 0.2])),
        (
            "in a bigger picture",
            of().scaled(4.0, [0.0; 2]).in_picture(4.0),
        ),
        ("elsewhere", of().scaled(1.0, [0.4, 0.1]).in_picture(1.5)),
        ("a tenth faster", of().stretched(0.9)),
        ("a tenth slower", of().stretched(1.1)),
    ]
}

/// Compares the verdicts on a recording with those on its variations, and returns the former.
fn unchanged(id: &str, recording: &Recording) -> Verdicts {
    let exercise = with_short_holds(id);
    let plain = verdicts(&recording.coached(&exercise));
    for (name, varied) in variations(recording) {
        let mut seen = verdicts(&varied.coached(&exercise));
        if name == "in a mirror" {
            for (side, _) in &mut seen.reps {
                *side = side.map(Side::other);
            }
        }
        assert_eq!(seen, plain, "{name}");
    }
    plain
}

fn nothing_changes(id: &str) {
    let shown = PERFORMED.into_iter().find(|(of, _)| *of == id);
    let (_, fault) = shown.unwrap();
    let movement = load_movement(id, None, None).unwrap();
    let recording = Recording::performed(&movement, &second_with(fault), RATE_HZ);
    let verdicts = unchanged(id, &recording);
    assert_eq!(verdicts.reps.len(), 2, "{verdicts:?}");
    assert_eq!(
        verdicts.reps[0].1,
        Some(true),
        "the first one is good: {verdicts:?}"
    );
    assert_eq!(verdicts.bad, [fault]);
}

each_exercise! { nothing_changes }

#[test]
fn nothing_changes_where_the_outline_is_seen_either() {
    for id in ["bird-dog", "cat-cow", "seated-forward-bend"] {
        let verdicts = unchanged(id, &Recording::named(&outline_track(id)));
        let good: Vec<_> = verdicts.reps.iter().map(|(_, good)| *good).collect();
        assert_eq!(good, [Some(true); 2], "{id}: {verdicts:?}");
    }
}
