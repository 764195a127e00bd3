//! Faults: limits in order, cues short enough to be followed, something to draw.

use std::ops::Range;

use toml::Spanned;

use super::{Checked, Checker, plain};
use crate::exercise::file;
use crate::exercise::model::{
    Arrow, Cues, CycleTime, Draw, DrawWhat, Fault, Kind, Limits, MeasureId, Phase,
};
use crate::exercise::point::Role;

/// Cues are spoken to somebody who is moving: six words are about two seconds.
const CUE_WORDS: usize = 6;

/// How long a fault lasts before it is one, in seconds, where its file doesn't say: longer than a
/// landmark jumps, and short enough that the cue still helps.
const USUAL_FOR_S: f32 = 1.0;

/// Where the limits of a fault stand, and its conditions.
type Places = (Range<usize>, Vec<Range<usize>>);

impl Checker<'_> {
    pub(super) fn fault(
        &mut self,
        id: &str,
        written: &Spanned<file::Fault>,
    ) -> Checked<(Fault, Places)> {
        let (span, fault) = (written.span(), written.get_ref());
        let (limits, limits_at) = self.limits(fault, span.clone())?;
        let measure = self.measure(fault.measure.get_ref(), fault.measure.span())?;
        let (when, when_at) = self.conditions(&plain(&fault.when))?;
        // A time is known when it is over, at once.
        let (phase, for_s) = match self.kind(measure) {
            Kind::Time(CycleTime::Rise | CycleTime::Half) => (Phase::In, 0.0),
            Kind::Time(CycleTime::Fall) => (Phase::Out, 0.0),
            Kind::Time(CycleTime::Hold) => (Phase::Hold, 0.0),
            _ => (Phase::Hold, USUAL_FOR_S),
        };
        // A suggestion is no fault to come back to (specification §0.8), a correction may be
        // said in its second wording (§12.2).
        let usual_per_set = if limits.is_suggestion() { 1 } else { 2 };
        let checked = Fault {
            id: id.to_owned(),
            label: match &fault.label {
                Some(label) => label.clone(),
                None => self.measures[measure.0].measure.label.clone(),
            },
            measure,
            limits,
            when,
            phases: fault.phases.clone().unwrap_or_else(|| vec![phase]),
            for_s: fault.for_s.unwrap_or(for_s),
            severity: fault.severity,
            cues: self.cues(&fault.cues, span.clone())?,
            draw: self.draw(fault, measure, limits, span)?,
            per_set: fault.per_set.unwrap_or(usual_per_set),
            ends_hold: fault.ends_hold,
        };
        Ok((checked, (limits_at, when_at)))
    }

    fn limits(&self, fault: &file::Fault, span: Range<usize>) -> Checked<(Limits, Range<usize>)> {
        match (&fault.above, &fault.below, fault.is) {
            (Some(band), None, None) => {
                let file::Band { warn, bad } = *band.get_ref();
                if bad.is_some_and(|bad| bad <= warn) {
                    return self.fail(band.span(), "above: `bad` must be greater than `warn`");
                }
                Ok((Limits::Above { warn, bad }, band.span()))
            }
            (None, Some(band), None) => {
                let file::Band { warn, bad } = *band.get_ref();
                if bad.is_some_and(|bad| bad >= warn) {
                    return self.fail(band.span(), "below: `bad` must be less than `warn`");
                }
                Ok((Limits::Below { warn, bad }, band.span()))
            }
            (None, None, Some(is)) => Ok((Limits::Is(is), span)),
            _ => self.fail(span, "a fault needs exactly one of `above`, `below`, `is`"),
        }
    }

    fn cues(&self, cues: &[Spanned<String>], span: Range<usize>) -> Checked<Cues> {
        for cue in cues {
            let words = cue.get_ref().split_whitespace().count();
            if words > CUE_WORDS {
                let message = format!(
                    "this cue has {words} words, at most {CUE_WORDS} can be followed while moving: shorten it"
                );
                return self.fail(cue.span(), message);
            }
        }
        let cues = cues.iter().map(|cue| cue.get_ref().clone()).collect();
        match Cues::new(cues) {
            Some(cues) => Ok(cues),
            None => self.fail(span, "a fault needs at least one cue"),
        }
    }

    /// As the fault says, else as its measure does, with an arrow back to the limit.
    fn draw(
        &self,
        fault: &file::Fault,
        measure: MeasureId,
        limits: Limits,
        span: Range<usize>,
    ) -> Checked<Draw> {
        let resolved = &self.measures[measure.0];
        let definition = resolved.definition;
        let (what, arrow) = match (&fault.draw, &definition.draw) {
            (Some(own), _) => (self.mark(own, None, span)?, own.arrow),
            (None, Some(usual)) => {
                let mark = self.mark(usual, resolved.role, span)?;
                (mark, definition.grows.and_then(|grows| back(grows, limits)))
            }
            (None, None) => (DrawWhat::Nothing, None),
        };
        Ok(Draw {
            what,
            arrow,
            show: fault.show,
        })
    }

    fn mark(&self, draw: &file::Draw, role: Option<Role>, span: Range<usize>) -> Checked<DrawWhat> {
        let point = |name: &String| self.point(name, role, span.clone());
        Ok(match (&draw.turn, &draw.bone, &draw.line, draw.outline) {
            (Some([a, b]), None, None, false) => match (draw.to_deg, draw.toward) {
                (Some(to_deg), Some(toward)) => DrawWhat::Turn {
                    bone: [point(a)?, point(b)?],
                    to_deg,
                    toward,
                },
                _ => return self.fail(span, "draw: `turn` needs `to_deg` and `toward`"),
            },
            (None, Some([a, b]), None, false) => DrawWhat::Bone([point(a)?, point(b)?]),
            (None, None, Some([a, b, c]), false) => {
                DrawWhat::Line([point(a)?, point(b)?, point(c)?])
            }
            (None, None, None, true) => DrawWhat::Outline,
            (None, None, None, false) => DrawWhat::Nothing,
            _ => {
                let message = "draw: give one of `turn`, `bone`, `line`, `outline`";
                return self.fail(span, message);
            }
        })
    }
}

/// The way back to a limit, in the picture.
fn back(grows: Arrow, limits: Limits) -> Option<Arrow> {
    match (grows, limits) {
        (Arrow::Up, Limits::Above { .. }) | (Arrow::Down, Limits::Below { .. }) => {
            Some(Arrow::Down)
        }
        (Arrow::Up, Limits::Below { .. }) | (Arrow::Down, Limits::Above { .. }) => Some(Arrow::Up),
        (_, Limits::Is(_)) => None,
    }
}
