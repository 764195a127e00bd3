//! The stage of the movement: turns measures into what the counter needs, and counts. Knows where the
//! movement is, which side works, and for how long a target pose is held.

use crate::blazepose::Side;
use crate::body::CycleTimes;
use crate::exercise::{CycleKind, Exercise};

use super::cycle::{Counter, Input, PhaseEvent, Stage, counter};
use super::limbs::Limbs;
use super::measurement::Measurement;
use super::now::Now;
use super::snapshot::Movement;
use super::start::met;

/// The movement over time.
#[derive(Debug)]
pub(super) struct Phase {
    counter: Box<dyn Counter>,
    limbs: Limbs,
    /// The sides that roles picked in the frame before.
    picks_before: Vec<Side>,
    /// The time of the frames that were passed over since the last one that was not.
    skipped_s: f64,
}

impl Phase {
    pub(super) fn new(now: &Now) -> Self {
        Phase {
            counter: counter(now.exercise(), now.goal_s()),
            limbs: Limbs::of(now.exercise()),
            picks_before: Vec::new(),
            skipped_s: 0.0,
        }
    }

    /// Takes a frame. `stop_clock` where a fault stops the clock of a hold.
    pub(super) fn step(
        &mut self,
        now: &Now,
        measurement: &Measurement,
        stop_clock: bool,
    ) -> Vec<PhaseEvent> {
        let input = self.input(now, measurement, stop_clock);
        if let Some(body_frame) = &measurement.body_frame {
            self.picks_before.clone_from(&body_frame.picks);
        }
        self.skipped_s = 0.0;
        self.counted(|counter, events| counter.step(input, events))
    }

    /// Takes a frame without anybody.
    pub(super) fn step_without_person(&mut self, now: &Now) -> Vec<PhaseEvent> {
        let input = Input {
            t_s: now.awake_s(),
            ..Input::default()
        };
        self.counted(|counter, events| counter.step(input, events))
    }

    /// Passes a frame over in which landmarks have jumped: what is under way goes on, and so does the
    /// clock of a hold once they are back.
    pub(super) fn skip(&mut self, now: &Now) {
        self.skipped_s += now.since_last_s;
    }

    /// What is measured from the start pose ends with the picture that it was seen in: the next one
    /// begins at the next rest. What shows in any picture goes on while it is seen, so that a pushed
    /// camera doesn't make two holds of one.
    pub(super) fn end_with_image(&mut self, exercise: &Exercise) -> Vec<PhaseEvent> {
        if self.stage() != Stage::Rest && is_measured_from_start(exercise) {
            self.give_up()
        } else {
            Vec::new()
        }
    }

    /// Another picture begins.
    pub(super) fn cut(&mut self) {
        self.skipped_s = 0.0;
        self.counter.cut();
    }

    /// The set is over or waits: what reached the target counts.
    pub(super) fn give_up(&mut self) -> Vec<PhaseEvent> {
        self.counted(|counter, events| counter.give_up(events))
    }

    /// Ends a hold that the user can't keep up.
    pub(super) fn end_hold(&mut self) -> Vec<PhaseEvent> {
        self.counted(|counter, events| counter.end_hold(events))
    }

    fn counted(
        &mut self,
        count: impl FnOnce(&mut dyn Counter, &mut Vec<PhaseEvent>),
    ) -> Vec<PhaseEvent> {
        let mut events = Vec::new();
        count(self.counter.as_mut(), &mut events);
        events
    }

    /// The part of the movement.
    pub(super) fn stage(&self) -> Stage {
        self.movement().stage
    }

    /// Whether the body rests, so that a start pose can be learnt from it.
    pub(super) fn rests(&self, t_s: f64) -> bool {
        self.counter.rests(t_s)
    }

    /// The side at work by the votes of the present movement.
    pub(super) fn voted_side(&self) -> Option<Side> {
        self.counter.voted_side()
    }

    /// Where the movement is.
    pub(super) fn movement(&self) -> Movement {
        self.counter.movement()
    }

    /// The times that measures may look at; `movements` so far, counted or not.
    pub(super) fn times(&self, now: &Now, movements: u32) -> CycleTimes {
        CycleTimes {
            rise_s: self.counter.rise_s().map(|s| s as f32),
            hold_s: self.movement().held_s.map(|s| s as f32),
            goal_s: Some(now.dose().hold_s),
            half_s: self.counter.half_s().map(|s| s as f32),
            rep: movements,
        }
    }

    fn input(&self, now: &Now, measurement: &Measurement, stop_clock: bool) -> Input {
        let exercise = now.exercise();
        let cycle = &exercise.cycle;
        let values = &measurement.values;
        let body_frame = measurement.body_frame.as_ref();
        // A signal that is compared with the start pose of another picture says nothing.
        let is_comparable = !(measurement.is_start_doubtful && is_measured_from_start(exercise));
        // That one limb moved alone can only be said when the others are seen to rest.
        let farthest = body_frame
            .filter(|body_frame| body_frame.choice_seen.iter().all(|seen| *seen))
            .and_then(|_| self.limbs.farthest(values, cycle.rising));
        Input {
            t_s: now.awake_s(),
            since_last_s: now.since_last_s + self.skipped_s,
            signal: values.get(cycle.signal).value().filter(|_| is_comparable),
            farthest,
            in_target_pose: met(&exercise.target, values),
            side: body_frame.and_then(|body_frame| body_frame.side_at_work(exercise)),
            is_other_limb: body_frame
                .is_some_and(|body_frame| body_frame.picks != self.picks_before),
            stop_clock,
        }
    }
}

/// Whether the movement is measured from the start pose. A flow from end to end finds its middle from
/// the ends.
fn is_measured_from_start(exercise: &Exercise) -> bool {
    let cycle = &exercise.cycle;
    cycle.kind != CycleKind::Flow && exercise.needs_start(exercise.measure(cycle.signal))
}

/// Whether the body is where a movement begins.
pub(super) fn is_at_rest(exercise: &Exercise, measurement: &Measurement) -> bool {
    let cycle = &exercise.cycle;
    let is_elsewhere = met(&exercise.target, &measurement.values) == Some(false);
    let is_low = |signal: f32| match cycle.kind {
        CycleKind::Flow => signal.abs() < cycle.touch.abs(),
        _ => (signal < cycle.touch) == cycle.rising,
    };
    let signal = measurement.values.get(cycle.signal).value();
    is_elsewhere || signal.is_some_and(is_low)
}

/// Whether the body is in the target pose.
pub(super) fn is_in_target(exercise: &Exercise, measurement: &Measurement) -> bool {
    let cycle = &exercise.cycle;
    let signal = measurement.values.get(cycle.signal).value();
    signal.is_some_and(|signal| cycle.is_reached_by(signal))
        && met(&exercise.target, &measurement.values) == Some(true)
}
