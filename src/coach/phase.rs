//! The stage of the movement: turns measures into what the counter needs, and counts. Knows where the
//! movement is, which side works, and for how long a target pose is held.

use crate::blazepose::Side;
use crate::body::CycleTimes;
use crate::exercise::{CycleKind, Exercise};

use super::cycle::{Counter, Input, PhaseEvent, Stage};
use super::limbs::Limbs;
use super::measurement::Measurement;
use super::now::Now;
use super::snapshot::Movement;
use super::start::met;

/// The movement over time.
#[derive(Debug)]
pub(super) struct Phase {
    counter: Counter,
    limbs: Limbs,
    /// The sides that roles picked in the frame before.
    picks_before: Vec<Side>,
    /// The time of the frames that were passed over since the last one that was not.
    skipped_s: f64,
}

impl Phase {
    pub(super) fn new(now: &Now) -> Self {
        Phase {
            counter: Counter::new(now.exercise(), now.goal_s()),
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
        let mut events = Vec::new();
        let is_void = is_signal_void(now.exercise(), measurement);
        let input = self.input(now, measurement, is_void, stop_clock);
        if let Some(body_frame) = &measurement.body_frame {
            self.picks_before.clone_from(&body_frame.picks);
        }
        self.skipped_s = 0.0;
        self.counter.step(input, &mut events);
        events
    }

    /// Takes a frame without anybody.
    pub(super) fn step_without_person(&mut self, now: &Now) -> Vec<PhaseEvent> {
        let mut events = Vec::new();
        let input = Input {
            t_s: now.t_s,
            ..Input::default()
        };
        self.counter.step(input, &mut events);
        events
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
        let mut events = Vec::new();
        if self.stage() != Stage::Rest && is_measured_from_start(exercise) {
            self.counter.give_up(&mut events);
        }
        events
    }

    /// Another picture begins.
    pub(super) fn cut(&mut self) {
        self.skipped_s = 0.0;
        self.counter.cut();
    }

    /// The set is over or waits: what reached the target counts.
    pub(super) fn give_up(&mut self) -> Vec<PhaseEvent> {
        let mut events = Vec::new();
        self.counter.give_up(&mut events);
        events
    }

    /// Ends a hold that the user can't keep up.
    pub(super) fn end_hold(&mut self) -> Vec<PhaseEvent> {
        let mut events = Vec::new();
        self.counter.end_hold(&mut events);
        events
    }

    /// The part of the movement.
    pub(super) fn stage(&self) -> Stage {
        self.counter.stage()
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
        Movement {
            stage: self.counter.stage(),
            is_at_other_end: self.counter.is_at_other(),
            held_s: self.counter.held_s(),
            is_clock_stopped: self.counter.clock_stopped(),
        }
    }

    /// Seconds of the present or last way in.
    pub(super) fn rise_s(&self) -> Option<f64> {
        self.counter.rise_s()
    }

    /// Seconds from end to end of a flow.
    pub(super) fn half_s(&self) -> Option<f64> {
        self.counter.half_s()
    }

    /// The times that measures may look at; `movements` so far, counted or not.
    pub(super) fn times(&self, now: &Now, movements: u32) -> CycleTimes {
        CycleTimes {
            rise_s: self.counter.rise_s().map(|s| s as f32),
            fall_s: None,
            hold_s: self.counter.held_s().map(|s| s as f32),
            goal_s: Some(now.dose().hold_s),
            half_s: self.counter.half_s().map(|s| s as f32),
            rep: movements,
        }
    }

    fn input(
        &self,
        now: &Now,
        measurement: &Measurement,
        is_void: bool,
        stop_clock: bool,
    ) -> Input {
        let exercise = now.exercise();
        let cycle = &exercise.cycle;
        let values = &measurement.values;
        let picked = measurement.body_frame.as_ref();
        // That one limb moved alone can only be said when the others are seen to rest.
        let farthest = picked
            .filter(|body_frame| body_frame.choice_seen.iter().all(|seen| *seen))
            .and_then(|_| self.limbs.farthest(values, cycle.rising));
        Input {
            t_s: now.t_s,
            since_last_s: now.since_last_s + self.skipped_s,
            signal: values.get(cycle.signal).value().filter(|_| !is_void),
            farthest_part: farthest.map(|limb| limb.value),
            is_limb_posed: farthest.and_then(|limb| limb.is_posed),
            in_target_pose: met(&exercise.target, values),
            side: picked.and_then(|body_frame| Some(body_frame.picks[cycle.side?])),
            is_other_limb: picked.is_some_and(|body_frame| body_frame.picks != self.picks_before),
            stop_clock,
        }
    }
}

/// Whether the signal is compared with the start pose of another picture. A flow from end to end
/// finds its middle from the ends, not from the start pose.
fn is_signal_void(exercise: &Exercise, measurement: &Measurement) -> bool {
    measurement.is_start_doubtful && is_measured_from_start(exercise)
}

fn is_measured_from_start(exercise: &Exercise) -> bool {
    let cycle = &exercise.cycle;
    cycle.kind != CycleKind::TwoPole && exercise.needs_start(exercise.measure(cycle.signal))
}

/// Whether the body is where a movement begins.
pub(super) fn is_at_rest(exercise: &Exercise, measurement: &Measurement) -> bool {
    let cycle = &exercise.cycle;
    let is_elsewhere = met(&exercise.target, &measurement.values) == Some(false);
    let is_low = |signal: f32| match cycle.kind {
        CycleKind::TwoPole => signal.abs() < cycle.touch.abs(),
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
