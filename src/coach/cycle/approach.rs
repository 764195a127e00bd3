//! The way to the target pose, before it is reached.

use crate::blazepose::Side;
use crate::coach::event::PartialWhy;
use crate::coach::since::Since;

use super::{Input, PhaseEvent};

/// A way in since the signal passed `touch`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Approach {
    since_s: f64,
    /// Since when the body is in the target pose without a break.
    in_target: Since,
    has_reached_enter: bool,
    was_posed: bool,
}

impl Approach {
    pub(super) fn begin(at_s: f64) -> Self {
        Approach {
            since_s: at_s,
            in_target: Since::default(),
            has_reached_enter: false,
            was_posed: false,
        }
    }

    pub(super) fn since_s(&self) -> f64 {
        self.since_s
    }

    /// Since when the body is in the target pose; none where it is not.
    pub(super) fn in_target(&self) -> Since {
        self.in_target
    }

    /// Takes a frame; `is_at_enter` where the signal has reached the target.
    pub(super) fn step(&mut self, input: Input, is_at_enter: bool) {
        let is_posed = input.in_target_pose;
        self.has_reached_enter |= is_at_enter;
        self.was_posed |= is_posed == Some(true);
        // A condition that is unknown for a moment neither begins nor ends the target pose.
        if !(is_at_enter && is_posed.is_none()) {
            let is_in_target = is_at_enter && is_posed == Some(true);
            self.in_target.step(input.t_s, is_in_target);
        }
    }

    /// What is told of a movement that ends before its target. One that never looked like the
    /// exercise is not even partial.
    pub(super) fn partial(&self, side: Option<Side>, peak: f32) -> Option<PhaseEvent> {
        let why = if self.has_reached_enter {
            PartialWhy::NotHeld
        } else {
            PartialWhy::NotFarEnough
        };
        self.was_posed
            .then_some(PhaseEvent::Partial { side, peak, why })
    }
}
