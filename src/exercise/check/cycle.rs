//! The movement that is counted, and its meter.

use super::{Checked, Checker};
use crate::exercise::file;
use crate::exercise::model::*;

/// The shortest hold that counts, in seconds: a body that only passes through the target, or tries it, is
/// there for less.
const SHORTEST_HOLD_S: f32 = 2.0;

impl Checker<'_> {
    pub(super) fn cycle(&mut self) -> Checked<Cycle> {
        let cycle = &self.file.cycle;
        let at = cycle.signal.span();
        let signal = self.measure(cycle.signal.get_ref(), at.clone())?;
        let rising = cycle.enter > cycle.leave;
        if let Some(message) = out_of_order(cycle, rising) {
            return self.fail(at, message);
        }
        let side = match &cycle.side {
            Some(side) => Some(self.role(side.get_ref(), side.span())?),
            None if cycle.kind == CycleKind::Alternating => {
                let message = "an alternating cycle needs `side`: the role that names the side";
                return self.fail(at, message);
            }
            None => None,
        };
        let side_words = cycle.side_words.clone();
        Ok(Cycle {
            kind: cycle.kind,
            signal,
            parts: self.parts(signal),
            side,
            side_in_start: cycle.side_in_start,
            rising,
            touch: cycle.touch,
            enter: cycle.enter,
            enter_s: cycle.enter_s,
            leave: cycle.leave,
            leave_s: cycle.leave_s.unwrap_or(cycle.enter_s),
            other: cycle.other.clone(),
            pause: None,
            count_s: match cycle.kind {
                CycleKind::Hold => SHORTEST_HOLD_S,
                _ => 0.0,
            },
            rest_after_s: cycle.rest_after_s,
            side_words: side_words.map(|[left, right]| SideWords { left, right }),
            phase_words: cycle.phase_words.clone(),
        })
    }

    /// The measures that a signal is the least of: of one that is composed further, those of the
    /// first that has any.
    fn parts(&self, signal: MeasureId) -> Vec<MeasureId> {
        match self.kind(signal) {
            Kind::Min(ids) => ids.clone(),
            Kind::Max(ids) | Kind::FirstKnown(ids) => ids
                .iter()
                .map(|id| self.parts(*id))
                .find(|parts| !parts.is_empty())
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    pub(super) fn meter(&self) -> Checked<Meter> {
        let span = self.file.cycle.meter.span();
        let meter = self.file.cycle.meter.get_ref();
        if meter.words == ["high", "low"] {
            let message = "the meter's high end is on top, so \"high\" belongs there: exchange low and high, and the words";
            return self.fail(span, message);
        }
        Ok(meter.clone())
    }
}

/// What is wrong with the limits of a cycle.
fn out_of_order(cycle: &file::Cycle, rising: bool) -> Option<String> {
    let (touch, enter, leave) = (cycle.touch, cycle.enter, cycle.leave);
    let is_short_of_enter = |value: f32| if rising { value < enter } else { value > enter };
    if !is_short_of_enter(leave) || !is_short_of_enter(touch) {
        return Some(format!(
            "touch {touch} and leave {leave} must both lie on the same side of enter {enter}"
        ));
    }
    let message = match (&cycle.other, cycle.kind) {
        (None, CycleKind::Flow) => {
            "a two-pole cycle needs `other = { enter, leave, zone, in, hold }`: its other end"
        }
        (Some(other), CycleKind::Flow) => {
            let is_beyond_rest =
                (other.enter < other.leave) == rising && (other.leave < leave) == rising;
            if is_beyond_rest {
                return None;
            }
            "`other` must lie on the other side of rest: its enter beyond its leave"
        }
        (Some(_), _) => "`other` is for kind = \"two-pole\" alone",
        (None, _) => return None,
    };
    Some(message.to_owned())
}

/// The value short of which the clock of a hold stands still: where the signal itself is bad for a fault
/// that ends the hold.
pub(super) fn pause(cycle: &Cycle, faults: &[Fault]) -> Option<f32> {
    let of_signal = |fault: &&Fault| fault.ends_hold && fault.measure == cycle.signal;
    faults
        .iter()
        .filter(of_signal)
        .find_map(|fault| match fault.limits {
            Limits::Below { bad, .. } if cycle.rising => bad,
            Limits::Above { bad, .. } if !cycle.rising => bad,
            _ => None,
        })
}
