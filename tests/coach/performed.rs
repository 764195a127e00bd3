//! What must not change the verdicts, for every exercise: the synthetic person's own joints, one
//! good repetition and one with a fault, seen in a mirror, from elsewhere, nearer, faster.

use spotter::coach::{Event, Side};
use spotter::exercise::{self, load, load_movement};

use crate::rehearsal::{PERFORMED, Rehearsed, Take, rehearse_takes, second_with};

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
fn nothing_changes(id: &str, fault: &str) {
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
    let mut exercise = load(id, None, None).unwrap();
    // The performer holds stretches for a few seconds, not for half a minute; planks in full.
    let longest_s = if id == "side-plank" { 10.0 } else { 5.0 };
    for dose in exercise.doses.values_mut() {
        dose.hold_s = dose.hold_s.min(longest_s);
    }
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

/// One test for each exercise, so that they run side by side.
macro_rules! nothing_changes {
    ($($test:ident $place:literal)+) => {
        $(#[test]
        fn $test() {
            let (id, fault) = PERFORMED[$place];
            assert_eq!(id.replace('-', "_"), stringify!($test));
            nothing_changes(id, fault);
        })+

        #[test]
        fn every_exercise_has_its_test() {
            let tested = [$(stringify!($test)),+].map(|name| name.replace('_', "-"));
            assert_eq!(exercise::ids(), tested);
        }
    };
}

nothing_changes! {
    childs_pose 0
    knee_to_chest 1
    piriformis_stretch 2
    cobra 3
    cat_cow 4
    seated_forward_bend 5
    low_lunge 6
    bird_dog 7
    superman 8
    partial_sit_up 9
    side_plank 10
}
