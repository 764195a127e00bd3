//! Movements that must not count in the three exercises on the back, because they are other
//! exercises. Real people and the synthetic person do them.

use spotter::blazepose::index;
use spotter::coach::{Event, Timed};
use spotter::exercise::{Exercise, load, load_movement};
use spotter::pose::Landmark;

use crate::recording::{Coached, RATE_HZ, Recording, TWO_GOOD};

const ON_THE_BACK: [&str; 3] = ["knee-to-chest", "piriformis-stretch", "partial-sit-up"];

fn exercise(id: &str) -> Exercise {
    load(id, None, None).unwrap()
}

fn track(name: &str, exercise: &str) -> Vec<Timed> {
    let exercise = load(exercise, None, None).unwrap();
    Recording::named(name).coached(&exercise).events
}

fn counted(events: &[Timed]) -> usize {
    let is_rep = |timed: &&Timed| matches!(timed.event, Event::Rep { .. });
    events.iter().filter(is_rep).count()
}

fn spoken(events: &[Timed]) -> Vec<&str> {
    let cue = |timed| match timed {
        &Timed {
            event: Event::Cue { ref fault, .. },
            ..
        } => Some(fault.as_str()),
        _ => None,
    };
    events.iter().filter_map(cue).collect()
}

fn performed(exercise_id: &str, movement: &str, settings: &str) -> Coached {
    let movement = load_movement(movement, None, None).unwrap();
    Recording::performed(&movement, settings, RATE_HZ).coached(&exercise(exercise_id))
}

/// A knee-to-chest with its landmarks changed, judged as one of the exercises.
fn changed_knee_to_chest(exercise_id: &str, change: impl Fn(&mut [Landmark])) -> Coached {
    let movement = load_movement("knee-to-chest", None, None).unwrap();
    Recording::performed(&movement, TWO_GOOD, RATE_HZ)
        .changed(|_, pose| change(&mut pose.landmarks))
        .coached(&exercise(exercise_id))
}

#[test]
fn a_figure_four_counts_once_from_each_view_and_as_nothing_else() {
    let name = "a_lying-figure-four-stretch";
    assert_eq!(counted(&track(name, "piriformis-stretch")), 2);
    for other in ["knee-to-chest", "partial-sit-up"] {
        let events = track(name, other);
        assert_eq!(counted(&events), 0, "{other}");
        assert_eq!(spoken(&events), [""; 0], "{other}");
    }
}

#[test]
fn a_knee_to_chest_counts_once_from_each_view_and_as_nothing_else() {
    let name = "a_knee-to-chest-stretch";
    let events = track(name, "knee-to-chest");
    assert_eq!(counted(&events), 2);
    assert_eq!(spoken(&events), [""; 0]);
    for other in ["piriformis-stretch", "partial-sit-up"] {
        assert_eq!(counted(&track(name, other)), 0, "{other}");
    }
}

#[test]
fn crunches_with_an_ankle_on_the_other_knee_are_no_stretch() {
    let name = "a_oblique-crunch";
    let events = track(name, "partial-sit-up");
    assert_eq!(counted(&events), 6, "three from each view");
    assert_eq!(spoken(&events), [""; 0]);
    for other in ["knee-to-chest", "piriformis-stretch"] {
        assert_eq!(counted(&track(name, other)), 0, "{other}");
    }
}

#[test]
fn reaching_for_the_heels_is_no_stretch_and_earns_no_remark() {
    let name = "a_alternating-heel-touch";
    assert_eq!(spoken(&track(name, "partial-sit-up")), [""; 0]);
    for other in ["knee-to-chest", "piriformis-stretch"] {
        assert_eq!(counted(&track(name, other)), 0, "{other}");
    }
}

#[test]
fn squats_lunges_and_planks_are_nothing_on_the_back() {
    for name in ["a_air-squats", "a_static-lunge", "a_forearm-plank"] {
        for id in ON_THE_BACK {
            assert_eq!(counted(&track(name, id)), 0, "{name} as {id}");
        }
    }
}

#[test]
fn what_the_performer_does_counts_as_nothing_else() {
    let mut wrong = Vec::new();
    for shown in spotter::exercise::ids() {
        let movement = load_movement(&shown, None, None).unwrap();
        let recording = Recording::performed(&movement, "reps=1", RATE_HZ);
        for id in spotter::exercise::ids() {
            let done = recording.coached(&exercise(&id));
            let (reps, cues) = (done.summary.reps.total, done.cues());
            if shown != id && (reps > 0 || !cues.is_empty()) {
                wrong.push(format!("{shown} as {id}: {reps} counted, cues {cues:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn both_knees_at_once_are_no_knee_to_chest() {
    // In every frame the resting leg does the same as the leg that is bent more.
    let both = |landmarks: &mut [Landmark]| {
        let pairs = [
            [index::LEFT_KNEE, index::RIGHT_KNEE],
            [index::LEFT_ANKLE, index::RIGHT_ANKLE],
            [index::LEFT_HEEL, index::RIGHT_HEEL],
            [index::LEFT_FOOT_INDEX, index::RIGHT_FOOT_INDEX],
        ];
        let [left, right] = pairs[0];
        let is_left_up = landmarks[left].y_px < landmarks[right].y_px;
        for [left, right] in pairs {
            let (from, to) = if is_left_up {
                (left, right)
            } else {
                (right, left)
            };
            landmarks[to] = landmarks[from];
        }
    };
    // From the side, two hugged knees look like a figure four with only the ankles crossed. That
    // counts there and is corrected.
    for id in ["knee-to-chest", "partial-sit-up"] {
        let done = changed_knee_to_chest(id, both);
        assert_eq!(done.summary.reps.total, 0, "{id}");
        assert_eq!(done.cues(), [""; 0], "{id}");
    }
}

#[test]
fn a_leg_lifted_straight_is_no_knee_to_chest() {
    let straight = |landmarks: &mut [Landmark]| {
        for [hip, knee, ankle] in [
            [index::LEFT_HIP, index::LEFT_KNEE, index::LEFT_ANKLE],
            [index::RIGHT_HIP, index::RIGHT_KNEE, index::RIGHT_ANKLE],
        ] {
            landmarks[ankle].x_px = 2.0 * landmarks[knee].x_px - landmarks[hip].x_px;
            landmarks[ankle].y_px = 2.0 * landmarks[knee].y_px - landmarks[hip].y_px;
        }
    };
    for id in ON_THE_BACK {
        let done = changed_knee_to_chest(id, straight);
        assert_eq!(done.summary.reps.total, 0, "{id}");
        assert_eq!(done.cues(), [""; 0], "{id}");
    }
}

#[test]
fn a_full_sit_up_counts_and_is_corrected() {
    let done = performed("partial-sit-up", "partial-sit-up", "fault=too_high=60");
    let good = done.events.iter().filter_map(|timed| match timed.event {
        Event::Rep { good, .. } => Some(good),
        _ => None,
    });
    assert_eq!(good.collect::<Vec<_>>(), [Some(false), Some(false)]);
    assert_eq!(done.bad(), ["too_high"]);
    assert_eq!(done.cues().first(), Some(&"too_high"));
}

#[test]
fn a_stretch_that_is_left_early_says_why_it_was_not_good() {
    for id in ["knee-to-chest", "piriformis-stretch"] {
        let done = performed(id, id, "fault=short_hold=2");
        let why: Vec<_> = done
            .events
            .iter()
            .filter_map(|timed| match &timed.event {
                Event::Rep { good, why, .. } => Some((*good, why.clone())),
                _ => None,
            })
            .collect();
        assert_eq!(
            why,
            vec![(Some(false), vec!["short_hold".to_owned()]); 2],
            "{id}"
        );
    }
}
