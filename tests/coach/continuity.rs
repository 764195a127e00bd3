//! Landmarks that jump and come back, and cuts to another picture, at any moment of a set.

use spotter::coach::{Event, HoldPhase, Timed};
use spotter::exercise::{CycleKind, Exercise, load_movement};
use spotter::pose::{Continuity, Pose};

use crate::geometry::torso_px;
use crate::recording::{Coached, PERFORMED, RATE_HZ, Recording, TWO_GOOD, with_short_holds};

/// Two repetitions without a fault.
fn performed(id: &str) -> (Exercise, Recording) {
    let movement = load_movement(id, None, None).unwrap();
    let recording = Recording::performed(&movement, TWO_GOOD, RATE_HZ);
    (with_short_holds(id), recording)
}

/// The recording with the poses of some seconds changed.
fn changed_when(
    recording: &Recording,
    is_changed: impl Fn(f64) -> bool,
    change: impl Fn(&mut Pose),
) -> Recording {
    recording.clone().changed(|number, pose| {
        if is_changed(number as f64 / RATE_HZ) {
            change(pose);
        }
    })
}

/// The person found elsewhere in the picture.
fn jump(pose: &mut Pose) {
    let by_px = torso_px(&pose.landmarks);
    for landmark in &mut pose.landmarks {
        landmark.x_px += by_px;
        landmark.y_px -= 0.3 * by_px;
    }
}

/// The person as a camera sees them that stands farther away and more to the left, given the first
/// pose that it sees.
fn farther(first: &Pose) -> impl Fn(&mut Pose) + use<> {
    let by_px = torso_px(&first.landmarks);
    let hip = first.landmarks[spotter::blazepose::index::LEFT_HIP];
    move |pose| {
        for landmark in &mut pose.landmarks {
            landmark.x_px = hip.x_px + 0.7 * (landmark.x_px - hip.x_px) + 1.2 * by_px;
            landmark.y_px = hip.y_px + 0.7 * (landmark.y_px - hip.y_px) - 0.2 * by_px;
            landmark.z_px *= 0.7;
        }
    }
}

/// What a set is to the user: repetitions with their verdict, half ones, holds begun and ended.
#[derive(Debug, PartialEq)]
struct Course {
    good: Vec<Option<bool>>,
    partials: usize,
    holds: [usize; 2],
    pauses: usize,
    bad: Vec<String>,
    cues: usize,
}

fn course(done: &Coached) -> Course {
    let holds = |wanted: HoldPhase| {
        let is_one = |timed: &&Timed| match &timed.event {
            Event::Hold { phase, .. } => *phase == wanted,
            _ => false,
        };
        done.events.iter().filter(is_one).count()
    };
    Course {
        good: reps(done).iter().map(|rep| rep.good).collect(),
        partials: done.partials().len(),
        holds: [holds(HoldPhase::Begin), holds(HoldPhase::End)],
        pauses: holds(HoldPhase::Pause),
        bad: done.bad(),
        cues: done.cues().len(),
    }
}

struct Rep {
    hold_s: f64,
    good: Option<bool>,
}

fn reps(done: &Coached) -> Vec<Rep> {
    let rep = |timed: &Timed| match timed.event {
        Event::Rep { hold_s, good, .. } => Some(Rep { hold_s, good }),
        _ => None,
    };
    done.events.iter().filter_map(rep).collect()
}

/// When the first target pose was reached.
fn reached_s(done: &Coached) -> f64 {
    let begun = |timed: &Timed| match timed.event {
        Event::Hold {
            phase: HoldPhase::Begin,
            hold_s,
            ..
        } => Some(timed.t_s - hold_s),
        _ => None,
    };
    done.events.iter().find_map(begun).unwrap()
}

fn jump_at_any_moment_changes_nothing(id: &str) {
    let (exercise, recording) = performed(id);
    let truth = recording.coached(&exercise);
    let length_s = recording.bodies().last().unwrap().t_s;
    // After the start pose has been seen. A prime number of moments keeps no step with the movement.
    for n in 0..29 {
        let from_s = 1.5 + (length_s - 2.0) * f64::from(n) / 29.0;
        for lasts_s in [0.1, 0.3] {
            let is_off = |t_s| (from_s..from_s + lasts_s).contains(&t_s);
            let done = changed_when(&recording, is_off, jump).coached(&exercise);
            let at = format!("{id}: a jump of {lasts_s} s at {from_s:.2} s");
            assert_eq!(course(&done), course(&truth), "{at}");
            for (rep, true_rep) in reps(&done).iter().zip(&reps(&truth)) {
                let by_s = (rep.hold_s - true_rep.hold_s).abs();
                assert!(by_s <= lasts_s + 0.11, "{at}: {} s held", rep.hold_s);
            }
        }
    }
}

#[test]
fn the_time_of_a_hold_goes_on_while_its_landmarks_are_elsewhere() {
    for id in ["side-plank", "childs-pose", "seated-forward-bend"] {
        let (exercise, recording) = performed(id);
        let truth = recording.coached(&exercise);
        let first = &reps(&truth)[0];
        let middle_s = reached_s(&truth) + first.hold_s / 2.0;
        let is_off = |t_s| (middle_s..middle_s + 0.5).contains(&t_s);
        let done = changed_when(&recording, is_off, jump).coached(&exercise);
        assert_eq!(course(&done), course(&truth), "{id}");
        let held_s = reps(&done)[0].hold_s;
        assert!((held_s - first.hold_s).abs() < 0.06, "{id}: {held_s}");
    }
}

/// The moment at three fifths of the first hold of a held exercise, and the performance without a cut.
fn in_first_hold(exercise: &Exercise, recording: &Recording) -> Option<(f64, Coached)> {
    let truth = recording.coached(exercise);
    let first = reps(&truth)[0].hold_s;
    let is_held = exercise.cycle.kind == CycleKind::Hold;
    is_held.then(|| (reached_s(&truth) + 0.6 * first, truth))
}

/// A camera that is pushed, or a video that shows the same hold from another place.
fn hold_seen_from_elsewhere_goes_on(id: &str) {
    let (exercise, recording) = performed(id);
    let Some((cut_s, truth)) = in_first_hold(&exercise, &recording) else {
        return;
    };
    // What is measured from the start pose is not known in another picture.
    let signal = exercise.measure(exercise.cycle.signal);
    if exercise.needs_start(signal) {
        return;
    }
    let first = recording.bodies().find(|body| body.t_s >= cut_s).unwrap();
    let cut = changed_when(&recording, |t_s| t_s >= cut_s, farther(first.pose));
    let done = cut.coached(&exercise);
    let [hold, wanted] = [&reps(&done)[0], &reps(&truth)[0]];
    assert_eq!(reps(&done).len(), reps(&truth).len(), "{id}");
    // A good second at the most isn't counted, until it is sure that the landmarks don't come back.
    let missing_s = wanted.hold_s - hold.hold_s;
    assert!((-0.1..1.1).contains(&missing_s), "{id}: {missing_s}");
    // The performer's form is good in either picture.
    assert_eq!(done.bad(), [""; 0], "{id}");
    assert_eq!(done.cues(), [""; 0], "{id}");
}

/// A cut from the hold to somebody who rests.
fn hold_that_is_cut_off_counts_as_far_as_it_was_seen(id: &str) {
    let (exercise, recording) = performed(id);
    let Some((cut_s, truth)) = in_first_hold(&exercise, &recording) else {
        return;
    };
    let rest = recording.poses().next().unwrap();
    let elsewhere = farther(&rest);
    let cut = changed_when(
        &recording,
        |t_s| t_s >= cut_s,
        |pose| {
            pose.clone_from(&rest);
            elsewhere(pose);
        },
    );
    let done = cut.coached(&exercise);
    let [ended] = &reps(&done)[..] else {
        panic!("{id}: {} holds", reps(&done).len());
    };
    // It is over when the pose has been left for as long as the exercise says.
    let most_s = f64::from(exercise.cycle.leave_s) + 0.3;
    let more_s = ended.hold_s - (cut_s - reached_s(&truth));
    assert!((-0.3..most_s).contains(&more_s), "{id}: {more_s}");
    assert_eq!(done.cues(), [""; 0], "{id}");
}

#[test]
fn a_performance_is_one_track() {
    for (id, _) in PERFORMED {
        let (_, recording) = performed(id);
        for (number, pose) in recording.poses().enumerate() {
            let expected = if number == 0 {
                Continuity::Found
            } else {
                Continuity::Same
            };
            assert_eq!(pose.continuity, expected, "{id}, frame {number}");
        }
    }
}

mod jump_at_any_moment {
    use super::jump_at_any_moment_changes_nothing;
    each_exercise! { jump_at_any_moment_changes_nothing }
}

mod a_hold_seen_from_elsewhere {
    use super::hold_seen_from_elsewhere_goes_on;
    each_exercise! { hold_seen_from_elsewhere_goes_on }
}

mod a_hold_that_is_cut_off {
    use super::hold_that_is_cut_off_counts_as_far_as_it_was_seen;
    each_exercise! { hold_that_is_cut_off_counts_as_far_as_it_was_seen }
}
