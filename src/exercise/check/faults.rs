//! Rules: limits in order, cues short enough to be followed, something to draw.

use std::ops::Range;

use super::{Checked, Checker};
use crate::exercise::file;
use crate::exercise::model::{Draw, DrawWhat, Fault, Limits};

/// Cues are spoken to somebody who is moving: six words are about two seconds.
const CUE_WORDS: usize = 6;

impl Checker<'_> {
    pub(super) fn fault(&self, fault: &file::Fault) -> Checked<Fault> {
        let span = fault.id.span();
        let limits = match (fault.above, fault.below, fault.is) {
            (Some(band), None, None) => {
                if band.bad.is_some_and(|bad| bad <= band.warn) {
                    return self.fail(span, "above: `bad` must be greater than `warn`");
                }
                Limits::Above {
                    warn: band.warn,
                    bad: band.bad,
                }
            }
            (None, Some(band), None) => {
                if band.bad.is_some_and(|bad| bad >= band.warn) {
                    return self.fail(span, "below: `bad` must be less than `warn`");
                }
                Limits::Below {
                    warn: band.warn,
                    bad: band.bad,
                }
            }
            (None, None, Some(is)) => Limits::Is(is),
            _ => {
                return self.fail(span, "a fault needs exactly one of `above`, `below`, `is`");
            }
        };
        if fault.cues.is_empty() {
            return self.fail(span, "a fault needs at least one cue");
        }
        for cue in &fault.cues {
            let words = cue.get_ref().split_whitespace().count();
            if words > CUE_WORDS {
                return self.fail(cue.span(), format!("this cue has {words} words, at most {CUE_WORDS} can be followed while moving: shorten it"));
            }
        }
        // An invitation is no fault to come back to (specification §0.8), a correction may be
        // said in its second wording (§12.2).
        let usual_per_set = if limits.is_invitation() { 1 } else { 2 };
        Ok(Fault {
            id: fault.id.get_ref().clone(),
            label: fault.label.clone(),
            measure: self.named(&fault.measure)?,
            limits,
            when: self.conditions(&fault.when)?,
            phases: fault.phases.clone(),
            for_s: fault.for_s,
            severity: fault.severity,
            cues: fault.cues.iter().map(|cue| cue.get_ref().clone()).collect(),
            draw: self.draw(&fault.draw, span)?,
            per_set: fault.per_set.unwrap_or(usual_per_set),
            ends_hold: fault.ends_hold,
        })
    }

    fn draw(&self, draw: &file::Draw, span: Range<usize>) -> Checked<Draw> {
        let point = |name: &String| self.point(name, span.clone());
        let what = match draw {
            file::Draw {
                turn: Some([a, b]),
                to_deg: Some(to_deg),
                toward: Some(toward),
                bone: None,
                line: None,
                outline: false,
                ..
            } => DrawWhat::Turn {
                bone: [point(a)?, point(b)?],
                to_deg: *to_deg,
                toward: *toward,
            },
            file::Draw {
                turn: None,
                bone: Some([a, b]),
                line: None,
                outline: false,
                ..
            } => DrawWhat::Bone([point(a)?, point(b)?]),
            file::Draw {
                turn: None,
                bone: None,
                line: Some([a, b, c]),
                outline: false,
                ..
            } => DrawWhat::Line([point(a)?, point(b)?, point(c)?]),
            file::Draw {
                turn: None,
                bone: None,
                line: None,
                outline: true,
                ..
            } => DrawWhat::Outline,
            file::Draw {
                turn: None,
                bone: None,
                line: None,
                outline: false,
                ..
            } => DrawWhat::Nothing,
            _ => {
                return self.fail(span, "draw: give one of `turn` (with `to_deg` and `toward`), `bone`, `line`, `outline`");
            }
        };
        Ok(Draw {
            what,
            arrow: draw.arrow,
            show: draw.show,
        })
    }
}
