//! The movement that is counted, its meter, and the goal of one's own.

use super::{Checked, Checker};
use crate::exercise::file::CycleKind;
use crate::exercise::model::*;

impl Checker<'_> {
    pub(super) fn cycle(&mut self) -> Checked<Cycle> {
        let cycle = &self.file.cycle;
        let at = cycle.signal.span();
        let signal = self.measure(cycle.signal.get_ref(), at.clone())?;
        let rising = cycle.enter > cycle.leave;
        let in_order = if rising {
            cycle.leave < cycle.enter && cycle.touch < cycle.enter
        } else {
            cycle.leave > cycle.enter && cycle.touch > cycle.enter
        };
        if !in_order {
            let message = format!(
                "touch {} and leave {} must both lie on the same side of enter {}",
                cycle.touch, cycle.leave, cycle.enter
            );
            return self.fail(at, message);
        }
        let side = match &cycle.side {
            Some(side) => Some(self.role(side.get_ref(), side.span())?),
            None => None,
        };
        if cycle.kind == CycleKind::Alternating && side.is_none() {
            let message = "an alternating cycle needs `side`: the role that names the side";
            return self.fail(at, message);
        }
        let is_two_pole = cycle.kind == CycleKind::Flow;
        let complaint = match cycle.other {
            None if is_two_pole => {
                Some("a two-pole cycle needs `other = { enter, leave }`: where its other end is")
            }
            Some(_) if !is_two_pole => Some("`other` is for kind = \"two-pole\" alone"),
            Some(other)
                if (other.enter < other.leave) != rising
                    || (other.leave < cycle.leave) != rising =>
            {
                Some("`other` must lie on the other side of rest: its enter beyond its leave")
            }
            None if cycle.phase_words.other.is_some() => {
                Some("`phase_words` has words for another end, and the movement has one end")
            }
            _ => None,
        };
        if let Some(message) = complaint {
            return self.fail(at, message);
        }
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
            other: cycle.other,
            pause: cycle.pause,
            count_s: cycle.count_s,
            rest_after_s: cycle.rest_after_s,
            side_words: cycle.side_words.clone(),
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
        if meter.other_zone.is_some() != self.file.cycle.other.is_some() {
            let message = "a movement between two ends has a zone at either (`zone`, `other_zone`), others have one";
            return self.fail(span, message);
        }
        Ok(meter.clone())
    }

    pub(super) fn personal(&self, faults: &[Fault]) -> Checked<Option<Personal>> {
        let Some(personal) = &self.file.personal else {
            return Ok(None);
        };
        let goal = personal.get_ref();
        let message = if goal.beyond <= 0.0 {
            "`beyond` must be greater than 0: a new best has to be seen to be one"
        } else if self.file.cycle.kind == CycleKind::Flow {
            "a flow between two ends has no farthest repetition: leave [personal] out"
        } else {
            return Ok(Some(Personal {
                beyond: goal.beyond,
                praise: Claim {
                    text: goal.praise.clone(),
                    rules: self.claimed(&goal.claims, faults)?,
                },
            }));
        };
        self.fail(personal.span(), message)
    }
}
