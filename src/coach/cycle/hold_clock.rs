//! The clock of a target pose.

use crate::coach::since::Since;

use super::limits::Limits;
use super::{Input, PhaseEvent};

/// Sinking below `pause` is told when it lasts for this long.
const SUNK_S: f64 = 0.4;

/// The time for which a target pose has been held.
#[derive(Debug, Clone, Default)]
pub(super) struct HoldClock {
    held_s: f64,
    is_stopped: bool,
    sunk: Since,
}

impl HoldClock {
    /// A clock that shows this.
    pub(super) fn at_s(held_s: f64) -> Self {
        HoldClock {
            held_s,
            ..HoldClock::default()
        }
    }

    /// Seconds held.
    pub(super) fn held_s(&self) -> f64 {
        self.held_s
    }

    /// Whether the clock is stopped because something is off.
    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped
    }

    /// A repetition's clock runs while it is at the target, a hold's until it is stopped. Sinking
    /// below `pause` stops it at once. That is told only when it lasts, because a user who lowers
    /// at the end of a hold passes through there too.
    pub(super) fn step(
        &mut self,
        limits: &Limits,
        input: Input,
        signal: f32,
        events: &mut Vec<PhaseEvent>,
    ) {
        if !limits.is_hold() {
            if signal >= limits.enter {
                self.held_s += input.since_last_s;
            }
            return;
        }
        let is_sunk = limits.pause.is_some_and(|pause| signal < pause);
        self.sunk.step(input.t_s, is_sunk && signal > limits.leave);
        // Past the goal the user was asked to sink.
        let is_over = self.held_s >= limits.goal_s;
        let has_sunk = self.sunk.has_lasted(input.t_s, SUNK_S);
        let is_stopped = !is_over && (input.stop_clock || has_sunk);
        if is_stopped != self.is_stopped && (is_stopped || !is_sunk) {
            events.push(if is_stopped {
                PhaseEvent::ClockStopped
            } else {
                PhaseEvent::ClockRuns
            });
            self.is_stopped = is_stopped;
        }
        if !is_sunk && !input.stop_clock {
            self.held_s += input.since_last_s;
        }
    }
}
