//! A person is lost from sight for one to five seconds, in any phase of a repetition, in all
//! exercises. One repetition never becomes two, and the part of it that was seen counts.

use spotter::coach::Event;
use spotter::exercise::{CycleKind, load, load_movement};

use crate::recording::{Coached, RATE_HZ, Recording, TWO_GOOD};

const LOST_S: [f64; 4] = [1.0, 2.0, 3.0, 5.0];
/// Seconds of a target pose that have to be seen before and after the gap until it is taken for
/// one.
const ENOUGH_S: f64 = 1.0;

/// The times at which the target pose was reached and left, by repetition.
fn in_target(done: &Coached) -> Vec<[f64; 2]> {
    let rep = |event: &Event, t_s: f64| match event {
        Event::Rep { hold_s, out_s, .. } => Some([t_s - out_s - hold_s, t_s - out_s]),
        _ => None,
    };
    done.events
        .iter()
        .filter_map(|timed| rep(&timed.event, timed.t_s))
        .collect()
}

fn lost_in_any_phase(id: &str) {
    let mut exercise = load(id, None, None).unwrap();
    for dose in exercise.doses.values_mut() {
        dose.hold_s = dose.hold_s.min(5.0);
    }
    let movement = load_movement(id, None, None).unwrap();
    // The head alone shows cat and cow as well.
    let recording = Recording::performed(&movement, TWO_GOOD, RATE_HZ);
    let truth = in_target(&recording.coached(&exercise));
    assert_eq!(truth.len(), 2, "{id}");
    // From before the first way in to the beginning of the second one.
    let (from_s, to_s) = (truth[0][0] - 2.0, truth[1][0]);
    let gaps = LOST_S.into_iter().flat_map(|lost_s| {
        (0..6).map(move |part| {
            let began_s = from_s + f64::from(part) / 5.0 * (to_s - from_s);
            [began_s, began_s + lost_s]
        })
    });
    let least_s = f64::from(exercise.cycle.count_s) + ENOUGH_S;
    for gap in gaps {
        let hidden = recording
            .clone()
            .hidden(|t_s| (gap[0]..gap[1]).contains(&t_s));
        let done = hidden.coached(&exercise);
        let counted = done.summary.reps.total as usize;
        let seen = truth.iter().filter(|[reached_s, left_s]| {
            let hidden_s = (gap[1].min(*left_s) - gap[0].max(*reached_s)).max(0.0);
            left_s - reached_s - hidden_s >= least_s
        });
        // A user who is lost in one target pose and found in the next one, or on the way to it, on
        // the same side, may have stayed.
        let is_between = gap[0] <= truth[0][1] && gap[1] >= truth[1][0] - 0.5;
        let is_told_apart = exercise.cycle.kind == CycleKind::Alternating;
        let seen = match exercise.cycle.kind {
            // Of a flow both ends have to be seen, which a repetition doesn't tell apart.
            CycleKind::Flow => 1,
            _ if is_between && !is_told_apart => 1,
            _ => seen.count(),
        };
        assert!(
            (seen..=2).contains(&counted),
            "{id}: {counted} counted, {seen} seen, lost from {:.1} to {:.1} s, in the target {truth:.1?}\n{:?}",
            gap[0],
            gap[1],
            done.events
        );
    }
}

each_exercise! { lost_in_any_phase }

/// The source's clock jumps by an hour within a target pose, as that of a computer that slept.
fn asleep_in_a_hold(id: &str) {
    const SLEPT_S: f64 = 3600.0;
    let mut exercise = load(id, None, None).unwrap();
    for dose in exercise.doses.values_mut() {
        dose.hold_s = dose.hold_s.min(5.0);
    }
    let movement = load_movement(id, None, None).unwrap();
    let recording = Recording::performed(&movement, TWO_GOOD, RATE_HZ);
    let truth = recording.coached(&exercise);
    let held_s = |done: &Coached| -> Vec<f64> {
        let hold = |event: &Event| match event {
            Event::Rep { hold_s, .. } | Event::Hold { hold_s, .. } => Some(*hold_s),
            _ => None,
        };
        done.events
            .iter()
            .filter_map(|timed| hold(&timed.event))
            .collect()
    };
    let longest_s = held_s(&truth).into_iter().fold(0.0, f64::max);
    let [reached_s, left_s] = in_target(&truth)[0];
    let done = recording
        .asleep((reached_s + left_s) / 2.0, SLEPT_S)
        .coached(&exercise);
    for held_s in held_s(&done) {
        assert!(
            held_s < longest_s + 1.0,
            "{id}: {held_s:.1} s\n{:?}",
            done.events
        );
    }
    let counted = done.summary.reps.total;
    assert!(
        (1..=2).contains(&counted),
        "{id}: {counted} counted\n{:?}",
        done.events
    );
}

#[test]
fn a_computer_that_sleeps_in_a_hold_adds_no_time_to_it() {
    for id in spotter::exercise::ids() {
        asleep_in_a_hold(&id);
    }
}
