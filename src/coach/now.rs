//! What every stage may read: the plan of the set and the time of the frame.

use std::sync::Arc;

use crate::exercise::{CycleKind, Dose, Exercise};

use super::cues::Fading;
use super::fault::Strictness;
use super::measurement::Measurement;
use super::options::Options;
use super::rate::FrameRate;

/// A frame is worth at most this much time, to the clock of a hold and to the sums: a little more
/// than the intervals of the slowest source that is counted with.
const FRAME_MAX_S: f64 = 0.75;

/// Frames that are so far apart, in seconds, have a time between them in which nothing was coached: the
/// computer slept, or was halted.
const ASLEEP_S: f64 = 5.0;

/// What does not change during a set.
#[derive(Debug)]
struct Plan {
    exercise: Exercise,
    options: Options,
}

/// The time of a frame, and the plan of the set.
#[derive(Debug, Clone)]
pub(super) struct Now {
    plan: Arc<Plan>,
    /// Seconds of the source.
    pub t_s: f64,
    /// Seconds since the frame before, at most [`FRAME_MAX_S`]; 0 in the first one.
    pub since_last_s: f64,
    /// Seconds between frames in which nothing was coached.
    asleep_s: f64,
    is_first: bool,
}

/// A frame of the set, as its stages read it.
#[derive(Clone, Copy)]
pub(super) struct SetFrame<'a> {
    pub now: &'a Now,
    pub measurement: &'a Measurement,
    pub rate: &'a FrameRate,
}

impl<'a> SetFrame<'a> {
    pub(super) fn exercise(self) -> &'a Exercise {
        self.now.exercise()
    }
}

impl Now {
    /// Before the first frame.
    pub(super) fn new(exercise: Exercise, options: Options) -> Self {
        Now {
            plan: Arc::new(Plan { exercise, options }),
            t_s: 0.0,
            since_last_s: 0.0,
            asleep_s: 0.0,
            is_first: true,
        }
    }

    /// Goes on to the next frame.
    pub(super) fn step(&mut self, t_s: f64) {
        if !self.is_first && t_s - self.t_s > ASLEEP_S {
            self.asleep_s += t_s - self.t_s;
        }
        self.since_last_s = if self.is_first {
            0.0
        } else {
            (t_s - self.t_s).clamp(0.0, FRAME_MAX_S)
        };
        self.t_s = t_s;
        self.is_first = false;
    }

    /// Seconds of the source without those asleep: the time that movements and holds take.
    pub(super) fn awake_s(&self) -> f64 {
        self.t_s - self.asleep_s
    }

    pub(super) fn exercise(&self) -> &Exercise {
        &self.plan.exercise
    }

    pub(super) fn options(&self) -> &Options {
        &self.plan.options
    }

    pub(super) fn dose(&self) -> &Dose {
        &self.plan.options.dose
    }

    /// How long a target pose is to be held.
    pub(super) fn goal_s(&self) -> f64 {
        f64::from(self.plan.options.dose.hold_s)
    }

    pub(super) fn strictness(&self) -> Strictness {
        self.plan.options.strictness
    }

    /// How much is still to be said to this user.
    pub(super) fn fading(&self) -> Fading {
        Fading::after(self.plan.options.good_sets)
    }

    /// Whether somebody is there who can be spoken to.
    pub(super) fn is_live(&self) -> bool {
        self.plan.options.live
    }

    /// Whether holds are counted, not repetitions.
    pub(super) fn counts_holds(&self) -> bool {
        self.plan.exercise.cycle.kind == CycleKind::Hold
    }
}
