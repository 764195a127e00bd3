//! Faults: limits in order, cues short enough to be followed, something to draw.

use std::ops::Range;

use toml::Spanned;

use super::names::end;
use super::{Checked, Checker, Spans, plain};
use crate::exercise::file;
use crate::exercise::model::{
    Arrow, Cues, CycleTime, Draw, DrawWhat, Fault, Kind, Limits, MeasureId, Phase,
};

/// Cues are spoken to somebody who is moving: six words are about two seconds.
const CUE_WORDS: usize = 6;

/// How long a fault lasts before it is one, in seconds, where its file doesn't say: longer than a
/// landmark jumps, and short enough that the cue still helps.
const USUAL_FOR_S: f32 = 1.0;

/// Where the limits of a fault stand, and its conditions.
type Places = (Range<usize>, Spans);

impl Checker<'_> {
    pub(super) fn faults(&mut self) -> Checked<(Vec<Fault>, Vec<Places>)> {
        let faults = self.file.faults.0.iter();
        let checked = faults.map(|(id, fault)| self.fault(id.get_ref(), fault));
        let checked = checked.collect::<Checked<Vec<_>>>()?;
        Ok(checked.into_iter().unzip())
    }

    fn fault(&mut self, id: &str, written: &Spanned<file::Fault>) -> Checked<(Fault, Places)> {
        let (span, fault) = (written.span(), written.get_ref());
        let (limits, limits_at) = self.limits(fault, span.clone())?;
        let measure = self.measure(fault.measure.get_ref(), fault.measure.span())?;
        if limits == Limits::Yes && !matches!(self.kind(measure), Kind::Same(_)) {
            return self.fail(
                span,
                "a fault needs `above` or `below`: from where on it is off",
            );
        }
        let (when, when_at) = self.conditions(&plain(&fault.when))?;
        // A time is known when it is over, at once.
        let (phase, for_s) = match self.kind(measure) {
            Kind::Time(CycleTime::Rise | CycleTime::Half) => (Phase::In, 0.0),
            Kind::Time(CycleTime::Fall) => (Phase::Out, 0.0),
            Kind::Time(CycleTime::Hold) => (Phase::Hold, 0.0),
            _ => (Phase::Hold, USUAL_FOR_S),
        };
        // A suggestion is no fault to come back to (specification §0.8). A correction may be said
        // in its second wording (§12.2), if it has one.
        let most_per_set = if limits.is_suggestion() { 1 } else { 2 };
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
            per_set: most_per_set.min(fault.cues.len() as u32),
            ends_hold: fault.ends_hold,
        };
        Ok((checked, (limits_at, when_at)))
    }

    fn limits(&self, fault: &file::Fault, span: Range<usize>) -> Checked<(Limits, Range<usize>)> {
        match (&fault.above, &fault.below) {
            (Some(band), None) => {
                let file::Band { warn, bad } = *band.get_ref();
                if bad.is_some_and(|bad| bad <= warn) {
                    return self.fail(band.span(), "above: `bad` must be greater than `warn`");
                }
                Ok((Limits::Above { warn, bad }, band.span()))
            }
            (None, Some(band)) => {
                let file::Band { warn, bad } = *band.get_ref();
                if bad.is_some_and(|bad| bad >= warn) {
                    return self.fail(band.span(), "below: `bad` must be less than `warn`");
                }
                Ok((Limits::Below { warn, bad }, band.span()))
            }
            (None, None) => Ok((Limits::Yes, span)),
            (Some(_), Some(_)) => self.fail(span, "a fault has `above` or `below`: keep one"),
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
        let (part, role) = match (&fault.draw, &definition.draw) {
            (Some(own), _) => (&own[..], None),
            (None, usual) => (usual.as_deref().unwrap_or_default(), resolved.role),
        };
        let points = part
            .iter()
            .map(|name| self.point(name, role, span.clone()))
            .collect::<Checked<Vec<_>>>()?;
        let toward = definition.toward.and_then(end);
        let what = match (&points[..], fault.turn_to_deg, toward) {
            (&[from, to], Some(to_deg), Some(toward)) => DrawWhat::Turn {
                bone: [from, to],
                to_deg,
                toward,
            },
            (_, Some(_), _) => {
                let message = "`turn_to_deg` is for a part of two points and a measure with `toward = \"head\"` or `\"feet\"`";
                return self.fail(span, message);
            }
            (&[a, b], None, _) => DrawWhat::Bone([a, b]),
            (&[a, b, c], None, _) => DrawWhat::Line([a, b, c]),
            ([], None, _) if self.is_of_outline(measure) => DrawWhat::Outline,
            ([], None, _) => DrawWhat::Nothing,
            _ => return self.fail(span, "`draw` takes two points, or a line through three"),
        };
        let back_arrow = match fault.draw {
            Some(_) => None,
            None => definition.grows.and_then(|grows| back(grows, limits)),
        };
        Ok(Draw {
            what,
            arrow: fault.arrow.or(back_arrow),
            show: fault.show,
        })
    }

    /// Whether a measure is taken from the outline of the back.
    fn is_of_outline(&self, measure: MeasureId) -> bool {
        match self.kind(measure) {
            Kind::Outline(_) => true,
            Kind::Of(of) | Kind::Range(of) => self.is_of_outline(*of),
            _ => false,
        }
    }
}

/// The way back to a limit, in the picture.
fn back(grows: Arrow, limits: Limits) -> Option<Arrow> {
    match (grows, limits) {
        (Arrow::Up, Limits::Above { .. }) | (Arrow::Down, Limits::Below { .. }) => {
            Some(Arrow::Down)
        }
        (Arrow::Up, Limits::Below { .. }) | (Arrow::Down, Limits::Above { .. }) => Some(Arrow::Up),
        (_, Limits::Yes) => None,
    }
}
