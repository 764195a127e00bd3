//! The limits at which a movement begins, counts and ends.

use crate::exercise::{CycleKind, Exercise};

/// The limits of a signal that rises towards its target. The sign of a falling signal is turned.
#[derive(Debug, Clone)]
pub(super) struct Limits {
    pub kind: CycleKind,
    /// -1 turns a falling signal into a rising one.
    pub sign: f32,
    /// A movement has begun.
    pub touch: f32,
    /// The target is reached, when it lasts for `enter_s`.
    pub enter: f32,
    pub enter_s: f64,
    /// The target is left, when it lasts for `leave_s`.
    pub leave: f32,
    pub leave_s: f64,
    /// The clock of a hold is stopped below this.
    pub pause: Option<f32>,
    /// The shortest hold that counts, in seconds.
    pub count_s: f64,
    /// Seconds for which the target is to be held.
    pub goal_s: f64,
    /// The signal is an angle.
    pub is_angle: bool,
    /// The side of a hold is known when it begins, and stays.
    pub is_side_settled: bool,
}

impl Limits {
    pub(super) fn of(exercise: &Exercise, goal_s: f64) -> Self {
        let cycle = &exercise.cycle;
        let sign = if cycle.rising { 1.0 } else { -1.0 };
        Limits {
            kind: cycle.kind,
            sign,
            touch: cycle.touch * sign,
            enter: cycle.enter * sign,
            enter_s: f64::from(cycle.enter_s),
            leave: cycle.leave * sign,
            leave_s: f64::from(cycle.leave_s),
            pause: cycle.pause.map(|pause| pause * sign),
            count_s: f64::from(cycle.count_s),
            goal_s,
            is_angle: exercise.measure(cycle.signal).unit(exercise) == "deg",
            is_side_settled: cycle.kind == CycleKind::Hold && cycle.side_in_start,
        }
    }

    pub(super) fn is_hold(&self) -> bool {
        self.kind == CycleKind::Hold
    }

    /// Half-way back from `enter` to `leave`.
    pub(super) fn half_way_out(&self) -> f32 {
        0.5 * (self.enter + self.leave)
    }
}
