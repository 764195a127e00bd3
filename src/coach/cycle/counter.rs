//! The counter of an exercise, of either kind.

use crate::blazepose::Side;
use crate::exercise::{CycleKind, Exercise};

use super::flow_counter::FlowCounter;
use super::rep_counter::RepCounter;
use super::{Input, PhaseEvent, Stage};

/// Counts what the cycle of an exercise says.
#[derive(Debug, Clone)]
pub(in crate::coach) enum Counter {
    /// From rest to one end and back: repetitions and holds.
    Reps(Box<RepCounter>),
    /// From end to end: a flow.
    Flow(Box<FlowCounter>),
}

impl Counter {
    /// A counter for an exercise whose target is to be held for `goal_s`.
    pub(in crate::coach) fn new(exercise: &Exercise, goal_s: f64) -> Self {
        let cycle = &exercise.cycle;
        match (cycle.kind, &cycle.other) {
            (CycleKind::TwoPole, Some(other)) => {
                Counter::Flow(Box::new(FlowCounter::new(cycle, other)))
            }
            _ => Counter::Reps(Box::new(RepCounter::new(exercise, goal_s))),
        }
    }

    /// Where the movement is.
    pub(in crate::coach) fn stage(&self) -> Stage {
        match self {
            Counter::Reps(counter) => counter.stage(),
            Counter::Flow(counter) => counter.stage(),
        }
    }

    /// Whether a movement between two ends is at the other one, or that is where it goes next.
    pub(in crate::coach) fn is_at_other(&self) -> bool {
        match self {
            Counter::Reps(_) => false,
            Counter::Flow(counter) => counter.is_at_other(),
        }
    }

    /// Whether the body rests, so that a start pose can be learnt from it.
    pub(in crate::coach) fn rests(&self, t_s: f64) -> bool {
        match self {
            Counter::Reps(counter) => counter.stage() == Stage::Rest,
            Counter::Flow(counter) => counter.rests(t_s),
        }
    }

    /// Seconds held in the present target pose.
    pub(in crate::coach) fn held_s(&self) -> Option<f64> {
        match self {
            Counter::Reps(counter) => counter.held_s(),
            Counter::Flow(_) => None,
        }
    }

    /// Seconds of the present or last way in, from 10 to 90 % of it.
    pub(in crate::coach) fn rise_s(&self) -> Option<f64> {
        match self {
            Counter::Reps(counter) => counter.rise_s(),
            Counter::Flow(_) => None,
        }
    }

    /// Seconds from end to end: the slower one of the last two ways.
    pub(in crate::coach) fn half_s(&self) -> Option<f64> {
        match self {
            Counter::Reps(_) => None,
            Counter::Flow(counter) => counter.half_s(),
        }
    }

    /// Whether the clock of the present hold stands still.
    pub(in crate::coach) fn clock_stopped(&self) -> bool {
        match self {
            Counter::Reps(counter) => counter.clock_stopped(),
            Counter::Flow(_) => false,
        }
    }

    /// The side at work by the votes of the present movement.
    pub(in crate::coach) fn voted_side(&self) -> Option<Side> {
        match self {
            Counter::Reps(counter) => counter.voted_side(),
            Counter::Flow(_) => None,
        }
    }

    /// Takes a frame.
    pub(in crate::coach) fn step(&mut self, input: Input, events: &mut Vec<PhaseEvent>) {
        match self {
            Counter::Reps(counter) => counter.step(input, events),
            Counter::Flow(counter) => counter.step(input, events),
        }
    }

    /// Another picture begins.
    pub(in crate::coach) fn cut(&mut self) {
        match self {
            Counter::Reps(counter) => counter.cut(),
            Counter::Flow(counter) => counter.cut(),
        }
    }

    /// The set is over or the person is gone: what reached the target counts.
    pub(in crate::coach) fn give_up(&mut self, events: &mut Vec<PhaseEvent>) {
        match self {
            Counter::Reps(counter) => counter.give_up(events),
            Counter::Flow(counter) => counter.give_up(events),
        }
    }

    /// Ends a hold that the user can't keep up.
    pub(in crate::coach) fn end_hold(&mut self, events: &mut Vec<PhaseEvent>) {
        match self {
            Counter::Reps(counter) => counter.end_hold(events),
            Counter::Flow(_) => {}
        }
    }
}
