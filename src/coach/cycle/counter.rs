//! What the counters have in common.

use std::fmt::Debug;

use crate::blazepose::Side;
use crate::coach::snapshot::Movement;
use crate::exercise::{CycleKind, Exercise};

use super::flow_counter::FlowCounter;
use super::rep_counter::RepCounter;
use super::{Input, PhaseEvent};

/// Counts what the cycle of an exercise says.
pub(in crate::coach) trait Counter: Debug + Send {
    /// Takes a frame.
    fn step(&mut self, input: Input, events: &mut Vec<PhaseEvent>);

    /// Where the movement is.
    fn movement(&self) -> Movement;

    /// Whether the body rests, so that a start pose can be learnt from it.
    fn rests(&self, t_s: f64) -> bool;

    /// The side at work by the votes of the present movement; none in a flow.
    fn voted_side(&self) -> Option<Side> {
        None
    }

    /// Seconds of the present or last way in, from 10 to 90 % of it.
    fn rise_s(&self) -> Option<f64> {
        None
    }

    /// Seconds from end to end of a flow: the slower one of the last two ways.
    fn half_s(&self) -> Option<f64> {
        None
    }

    /// Another picture begins.
    fn cut(&mut self);

    /// The set is over or the person is gone: what reached the target counts.
    fn give_up(&mut self, events: &mut Vec<PhaseEvent>);

    /// Ends a hold that the user can't keep up. It counts with the time that was held, and a new one
    /// begins only after a rest.
    fn end_hold(&mut self, _events: &mut Vec<PhaseEvent>) {}
}

/// The counter of an exercise whose target is to be held for `goal_s`.
pub(in crate::coach) fn counter(exercise: &Exercise, goal_s: f64) -> Box<dyn Counter> {
    let cycle = &exercise.cycle;
    match (cycle.kind, &cycle.other) {
        (CycleKind::Flow, Some(other)) => Box::new(FlowCounter::new(cycle, other)),
        _ => Box::new(RepCounter::new(exercise, goal_s)),
    }
}
