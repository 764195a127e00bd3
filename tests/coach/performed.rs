//! What must not change the verdicts, for every exercise: the synthetic person's own joints, one
//! good repetition and one with a fault, seen in a mirror, from elsewhere, nearer, faster.

use spotter::blazepose::Side;
use spotter::coach::Event;
use spotter::exercise::load_movement;

use crate::rehearsal::{PERFORMED, Rehearsed, Take, rehearse_takes, second_with, with_short_holds};

/// What a take comes to.
#[derive(Debug, PartialEq)]
struct Verdicts {
    reps: Vec<(Option<Side>, Option<bool>)>,
    partials: u32,
    bad: Vec<String>,
    cues: Vec<String>,
}

fn verdicts(done: &Rehearsed) -> Verdicts {
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

/// All takes of one film. The second repetition shows the fault.
fn nothing_changes(id: &str) {
    let shown = PERFORMED.into_iter().find(|(of, _)| *of == id);
    let (_, fault) = shown.unwrap();
    let takes = [
        (
            "in a mirror",
            Take {
                mirrored: true,
                ..Take::default()
            },
        ),
        (
            "smaller",
            Take {
                scale: 0.7,
                shift: [0.15, 0.2],
                ..Take::default()
            },
        ),
        (
            "in a bigger picture",
            Take {
                scale: 4.0,
                picture: 4.0,
                ..Take::default()
            },
        ),
        (
            "elsewhere",
            Take {
                shift: [0.4, 0.1],
                picture: 1.5,
                ..Take::default()
            },
        ),
        (
            "a tenth faster",
            Take {
                stretched: 0.9,
                ..Take::default()
            },
        ),
        (
            "a tenth slower",
            Take {
                stretched: 1.1,
                ..Take::default()
            },
        ),
    ];
    let (names, mut takes): (Vec<_>, Vec<_>) = takes.into_iter().unzip();
    takes.push(Take::default());
    let exercise = with_short_holds(id);
    let movement = load_movement(id, None).unwrap();
    let mut done = rehearse_takes(&exercise, &movement, &second_with(fault), takes);
    let plain = verdicts(&done.pop().unwrap());
    assert_eq!(plain.reps.len(), 2, "{plain:?}");
    assert_eq!(
        plain.reps[0].1,
        Some(true),
        "the first one is good: {plain:?}"
    );
    assert_eq!(plain.bad, [fault]);
    for (name, done) in names.into_iter().zip(&done) {
        let mut seen = verdicts(done);
        if name == "in a mirror" {
            for (side, _) in &mut seen.reps {
                *side = side.map(Side::other);
            }
        }
        assert_eq!(seen, plain, "{name}");
    }
}

each_exercise! { nothing_changes }
