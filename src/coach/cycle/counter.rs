//! The counter of an exercise, of either kind.

use crate::blazepose::Side;
use crate::exercise::{CycleKind, Exercise};

use super::two_pole::TwoPole;
use super::{Input, OnePole, Stage, Turn};

/// Counts what the cycle of an exercise says.
#[derive(Debug, Clone)]
pub(in crate::coach) enum Counter {
    /// From rest to one end and back: repetitions and holds.
    OnePole(Box<OnePole>),
    /// From end to end: a flow.
    TwoPole(Box<TwoPole>),
}

impl Counter {
    /// A counter for an exercise whose target is to be held for `goal_s`.
    pub(in crate::coach) fn new(exercise: &Exercise, goal_s: f64) -> Self {
        let cycle = &exercise.cycle;
        match (cycle.kind, cycle.other) {
            (CycleKind::TwoPole, Some(other)) => {
                Counter::TwoPole(Box::new(TwoPole::new(cycle, other)))
            }
            _ => Counter::OnePole(Box::new(OnePole::new(exercise, goal_s))),
        }
    }

    /// Where the movement is.
    pub(in crate::coach) fn stage(&self) -> Stage {
        match self {
            Counter::OnePole(counter) => counter.stage(),
            Counter::TwoPole(counter) => counter.stage(),
        }
    }

    /// Whether a movement between two ends is at the other one, or that is where it goes next.
    pub(in crate::coach) fn is_at_other(&self) -> bool {
        match self {
            Counter::OnePole(_) => false,
            Counter::TwoPole(counter) => counter.is_at_other(),
        }
    }

    /// Whether the body rests, so that a start pose can be learnt from it.
    pub(in crate::coach) fn rests(&self, t_s: f64) -> bool {
        match self {
            Counter::OnePole(counter) => counter.stage() == Stage::Rest,
            Counter::TwoPole(counter) => counter.rests(t_s),
        }
    }

    /// Seconds held in the present target pose.
    pub(in crate::coach) fn held_s(&self) -> Option<f64> {
        match self {
            Counter::OnePole(counter) => counter.held_s(),
            Counter::TwoPole(_) => None,
        }
    }

    /// Seconds of the present or last way in, from 10 to 90 % of it.
    pub(in crate::coach) fn rise_s(&self) -> Option<f64> {
        match self {
            Counter::OnePole(counter) => counter.rise_s(),
            Counter::TwoPole(_) => None,
        }
    }

    /// Seconds from end to end: the slower one of the last two ways.
    pub(in crate::coach) fn half_s(&self) -> Option<f64> {
        match self {
            Counter::OnePole(_) => None,
            Counter::TwoPole(counter) => counter.half_s(),
        }
    }

    /// Whether the clock of the present hold stands still.
    pub(in crate::coach) fn clock_stopped(&self) -> bool {
        match self {
            Counter::OnePole(counter) => counter.clock_stopped(),
            Counter::TwoPole(_) => false,
        }
    }

    /// The side at work by the votes of the present movement.
    pub(in crate::coach) fn voted_side(&self) -> Option<Side> {
        match self {
            Counter::OnePole(counter) => counter.voted_side(),
            Counter::TwoPole(_) => None,
        }
    }

    /// Takes a frame.
    pub(in crate::coach) fn step(&mut self, input: Input, turns: &mut Vec<Turn>) {
        match self {
            Counter::OnePole(counter) => counter.step(input, turns),
            Counter::TwoPole(counter) => counter.step(input, turns),
        }
    }

    /// The picture is another one since `at_s`.
    pub(in crate::coach) fn cut(&mut self, at_s: f64) {
        match self {
            Counter::OnePole(counter) => counter.cut(at_s),
            Counter::TwoPole(counter) => counter.cut(at_s),
        }
    }

    /// The set is over or the person is gone: what reached the target counts.
    pub(in crate::coach) fn give_up(&mut self, turns: &mut Vec<Turn>) {
        match self {
            Counter::OnePole(counter) => counter.give_up(turns),
            Counter::TwoPole(counter) => counter.give_up(turns),
        }
    }

    /// Ends a hold for somebody who can't keep it up.
    pub(in crate::coach) fn end_hold(&mut self, turns: &mut Vec<Turn>) {
        match self {
            Counter::OnePole(counter) => counter.end_hold(turns),
            Counter::TwoPole(_) => {}
        }
    }
}
