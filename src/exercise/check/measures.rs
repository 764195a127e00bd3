//! Measures: in the order in which they can be computed, each of exactly one kind.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::{Checked, Checker};
use crate::exercise::error::nearest;
use crate::exercise::file::{self, RatioTo};
use crate::exercise::model::{Kind, Measure, MeasureId, Reference};

impl<'a> Checker<'a> {
    /// Puts measures that refer to others behind those, so that one pass in order computes all.
    pub(super) fn measures(&mut self) -> Checked<Vec<Measure>> {
        let mut left: BTreeMap<&str, &Spanned<file::Measure>> = self
            .file
            .measures
            .iter()
            .map(|(name, measure)| (name.as_str(), measure))
            .collect();
        let mut done = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let ready: Vec<&str> = left
                .iter()
                .filter(|(_, measure)| {
                    refers_to(measure.get_ref()).all(|name| !left.contains_key(name))
                })
                .map(|(name, _)| *name)
                .collect();
            if ready.is_empty() {
                let span = left.values().next().map_or(0..0, |measure| measure.span());
                return self.fail(span, "these measures refer to each other in a circle");
            }
            for name in ready {
                if let Some(measure) = left.remove(name) {
                    done.push(self.one_measure(name, measure)?);
                    self.measures.push(name);
                }
            }
        }
        Ok(done)
    }

    fn one_measure(&self, name: &str, spanned: &Spanned<file::Measure>) -> Checked<Measure> {
        let span = spanned.span();
        let m = spanned.get_ref();
        let point = |name: &String| self.point(name, span.clone());
        let ids = |names: &[String]| {
            names
                .iter()
                .map(|name| self.measure_id(name, span.clone()))
                .collect::<Checked<Vec<_>>>()
        };
        let mut kinds: Vec<Kind> = Vec::new();
        if let Some([a, b, c]) = &m.angle {
            kinds.push(Kind::Angle([point(a)?, point(b)?, point(c)?]));
        }
        if let Some([a, b, c]) = &m.bend {
            kinds.push(Kind::Bend([point(a)?, point(b)?, point(c)?]));
        }
        if let Some([a, b]) = &m.incline {
            kinds.push(Kind::Incline([point(a)?, point(b)?], m.toward));
        }
        if let Some([a, b]) = &m.tilt {
            kinds.push(Kind::Tilt([point(a)?, point(b)?]));
        }
        if let Some(a) = &m.speed {
            kinds.push(Kind::Speed(point(a)?));
        }
        for (other, make) in [
            (&m.rate, Kind::Rate as fn(MeasureId) -> Kind),
            (&m.swing, Kind::Swing),
            (&m.range, Kind::Range),
        ] {
            if let Some(other) = other {
                kinds.push(make(self.measure_id(other, span.clone())?));
            }
        }
        if let Some(parts) = &m.sum {
            if parts.is_empty() {
                return self.fail(
                    span,
                    "an empty sum: name at least one measure with its weight",
                );
            }
            let parts = parts
                .iter()
                .map(|(name, weight)| Ok((self.measure_id(name, span.clone())?, *weight)));
            kinds.push(Kind::Sum(parts.collect::<Checked<_>>()?));
        }
        if let Some(a) = &m.height {
            kinds.push(Kind::Height(point(a)?));
        }
        if let Some([a, b]) = &m.rise {
            kinds.push(Kind::Rise([point(a)?, point(b)?]));
        }
        if let Some([a, b]) = &m.offset {
            kinds.push(Kind::Offset([point(a)?, point(b)?]));
        }
        if let Some([a, b]) = &m.distance {
            kinds.push(Kind::Distance([point(a)?, point(b)?]));
        }
        if let Some(file::Deviation { of, line: [a, b] }) = &m.deviation {
            kinds.push(Kind::Deviation {
                of: point(of)?,
                line: [point(a)?, point(b)?],
            });
        }
        if let Some(part) = m.outline {
            kinds.push(Kind::Outline(part));
        }
        if let Some(other) = &m.change {
            kinds.push(Kind::Of(self.measure_id(other, span.clone())?));
        }
        for (names, make) in [
            (&m.min, Kind::Min as fn(Vec<MeasureId>) -> Kind),
            (&m.max, Kind::Max),
            (&m.first_known, Kind::FirstKnown),
        ] {
            if let Some(names) = names {
                if names.is_empty() {
                    return self.fail(
                        span,
                        "an empty list has no least or greatest: name at least one measure",
                    );
                }
                kinds.push(make(ids(names)?));
            }
        }
        if let Some([a, b]) = &m.same {
            kinds.push(Kind::Same([
                self.role(a, span.clone())?,
                self.role(b, span.clone())?,
            ]));
        }
        if let Some(time) = m.time {
            kinds.push(Kind::Time(time));
        }
        let kind = match (kinds.len(), kinds.pop()) {
            (1, Some(kind)) => kind,
            (0, _) => {
                return self.fail(span, format!(
                    "measure {name:?} says nothing to measure: give one of angle, bend, incline, tilt, height, rise, offset, distance, deviation, speed, rate, swing, range, outline, change, min, max, sum, first_known, same, time"
                ));
            }
            _ => {
                return self.fail(
                    span,
                    format!("measure {name:?} has more than one kind: keep one"),
                );
            }
        };
        let reference = match (m.relative_to, m.ratio_to, &kind) {
            (Some(_), Some(_), _) => {
                return self.fail(
                    span,
                    format!("measure {name:?} has both relative_to and ratio_to: keep one"),
                );
            }
            (Some(_), None, _) | (None, None, Kind::Of(_)) => Reference::ChangeFromStart,
            (None, Some(RatioTo::Start), _) => Reference::RatioToStart,
            (None, Some(RatioTo::Goal), _) => Reference::RatioToGoal,
            (None, None, _) => Reference::Absolute,
        };
        Ok(Measure {
            name: name.to_owned(),
            label: m.label.clone(),
            kind,
            reference,
            negate: m.negate,
            absolute: m.absolute,
        })
    }

    pub(super) fn named(&self, name: &Spanned<String>) -> Checked<MeasureId> {
        self.measure_id(name.get_ref(), name.span())
    }

    fn measure_id(&self, name: &str, span: Range<usize>) -> Checked<MeasureId> {
        if let Some(place) = self.measures.iter().position(|known| *known == name) {
            return Ok(MeasureId(place));
        }
        let known: Vec<&str> = self.file.measures.keys().map(String::as_str).collect();
        let hint = nearest(name, known.iter().copied())
            .map_or_else(String::new, |near| format!(" (did you mean {near:?}?)"));
        self.fail(
            span,
            format!(
                "there is no measure {name:?}{hint}; the measures are {}",
                known.join(", ")
            ),
        )
    }
}

fn refers_to(measure: &file::Measure) -> impl Iterator<Item = &str> {
    measure
        .change
        .iter()
        .chain(measure.min.iter().flatten())
        .chain(measure.max.iter().flatten())
        .chain(measure.first_known.iter().flatten())
        .chain(&measure.rate)
        .chain(&measure.swing)
        .chain(&measure.range)
        .chain(measure.sum.iter().flat_map(BTreeMap::keys))
        .map(String::as_str)
}
