//! Measures: found by name in the file or the library, and resolved when something asks for them, so
//! that each stands behind those it is made of.
//!
//! `leg.knee_angle` is the measure `knee_angle` of the role `leg`: joints that it names without a role
//! are of that side. Without a role they are of the near side.

use std::ops::Range;

use toml::Spanned;

use super::names::end;
use super::{Checked, Checker, unknown};
use crate::blazepose::Joint;
use crate::exercise::file::{self, Take, Toward};
use crate::exercise::model::{Kind, Measure, MeasureId};
use crate::exercise::point::{Point, Role};
use crate::exercise::source::Complaint;

/// A measure of the exercise, and the definition that it was made from.
#[derive(Debug)]
pub(super) struct Resolved<'a> {
    pub measure: Measure,
    pub definition: &'a file::Measure,
    pub role: Option<Role>,
}

/// The measure that is being resolved: where its definition stands, and whose it is.
struct Asked<'n> {
    /// "leg" of "leg.knee_angle".
    role_name: Option<&'n str>,
    role: Option<Role>,
    at: Range<usize>,
}

impl<'a> Checker<'a> {
    /// The measure of this name, "knee_angle" or "leg.knee_angle".
    pub(super) fn measure(&mut self, name: &str, span: Range<usize>) -> Checked<MeasureId> {
        // The near side is the one that is meant without a role.
        let name = name.strip_prefix("near.").unwrap_or(name);
        let known = self
            .measures
            .iter()
            .position(|known| known.measure.name == name);
        if let Some(place) = known {
            return Ok(MeasureId(place));
        }
        let (role_name, base) = match name.split_once('.') {
            Some((role, base)) => (Some(role), base),
            None => (None, name),
        };
        let definition = self.definition(base, span.clone())?;
        if self.open.iter().any(|open| open == name) {
            let message = format!("the measure {name:?} refers to itself in a circle");
            return self.fail(definition.span(), message);
        }
        let role = match role_name {
            Some(role) => Some(self.role_named(role, span)?),
            None => None,
        };
        self.open.push(name.to_owned());
        let asked = Asked {
            role_name,
            role,
            at: definition.span(),
        };
        let measure = self.resolved(name, definition.get_ref(), &asked)?;
        self.open.pop();
        self.measures.push(Resolved {
            measure,
            definition: definition.get_ref(),
            role,
        });
        Ok(MeasureId(self.measures.len() - 1))
    }

    pub(super) fn kind(&self, id: MeasureId) -> &Kind {
        &self.measures[id.0].measure.kind
    }

    /// What the file, or else the library, says a measure is.
    pub(super) fn definition(
        &self,
        name: &str,
        span: Range<usize>,
    ) -> Checked<&'a Spanned<file::Measure>> {
        let (own, library) = (&self.file.measures, &self.read.library.measures);
        match own.get(name).or_else(|| library.get(name)) {
            Some(measure) => Ok(measure),
            None => {
                let known: Vec<&str> = own.names().chain(library.names()).collect();
                self.fail(span, unknown("measure", name, &known))
            }
        }
    }

    /// Measures of the file that nothing asked for.
    pub(super) fn unused(&self) -> Vec<Complaint> {
        let is_used = |name: &str| {
            let mut bases = self
                .measures
                .iter()
                .map(|known| known.measure.name.as_str());
            bases.any(|known| known.rsplit('.').next() == Some(name))
        };
        let own = self.file.measures.0.iter();
        own.filter(|(name, _)| !is_used(name.get_ref()))
            .map(|(name, _)| {
                let message = format!(
                    "nothing refers to the measure {:?}: take it out",
                    name.get_ref()
                );
                (name.span(), message)
            })
            .collect()
    }

    fn resolved(&mut self, name: &str, m: &file::Measure, asked: &Asked) -> Checked<Measure> {
        let kind = self.kind_of(m, asked)?;
        let complaint = match (&m.kind, m.toward, m.take) {
            (file::Kind::Incline(_), _, None) | (file::Kind::Of(_), None, _) | (_, None, None) => {
                None
            }
            (_, Some(_), _) => Some("has `toward`, which is for `incline` alone"),
            (_, _, Some(_)) => Some("has `take`, which is for `of` alone"),
        };
        if let Some(complaint) = complaint {
            return self.fail(asked.at.clone(), format!("measure {name:?} {complaint}"));
        }
        Ok(Measure {
            name: name.to_owned(),
            label: m.label.clone(),
            kind,
            reference: m.relative_to,
            sign: m.sign,
        })
    }

    fn kind_of(&mut self, m: &file::Measure, asked: &Asked) -> Checked<Kind> {
        Ok(match &m.kind {
            file::Kind::Angle(names) => Kind::Angle(self.points(names.each_ref(), asked)?),
            file::Kind::Bend(names) => Kind::Bend(self.points(names.each_ref(), asked)?),
            file::Kind::Incline(names) => {
                let points = self.points(names.each_ref(), asked)?;
                match m.toward {
                    Some(Toward::Up) => Kind::Tilt(points),
                    toward => Kind::Incline(points, toward.and_then(end)),
                }
            }
            file::Kind::Height(file::Height::OfPoint(point)) => {
                Kind::Height(self.point(point, asked.role, asked.at.clone())?)
            }
            file::Kind::Height(file::Height::OfFirstOverSecond([of, over])) => {
                Kind::Rise(self.points([over, of], asked)?)
            }
            file::Kind::Offset(names) => Kind::Offset(self.points(names.each_ref(), asked)?),
            file::Kind::Distance(names) => self.distance(names, asked)?,
            file::Kind::Outline(part) => Kind::Outline(*part),
            file::Kind::Time(time) => Kind::Time(*time),
            file::Kind::Of(name) => self.taken(name, m.take, asked)?,
            file::Kind::Sum(parts) => {
                self.not_empty(parts.len(), asked)?;
                let mut sum = Vec::with_capacity(parts.len());
                for (name, weight) in parts {
                    sum.push((self.other(name, asked)?, *weight));
                }
                Kind::Sum(sum)
            }
            file::Kind::Min(names) => Kind::Min(self.others(names, asked)?),
            file::Kind::Max(names) => Kind::Max(self.others(names, asked)?),
            file::Kind::FirstKnown(names) => Kind::FirstKnown(self.others(names, asked)?),
            file::Kind::Same([a, b]) => Kind::Same([
                self.role(a, asked.at.clone())?,
                self.role(b, asked.at.clone())?,
            ]),
        })
    }

    fn distance(&self, names: &[String], asked: &Asked) -> Checked<Kind> {
        match names {
            [a, b] => Ok(Kind::Distance(self.points([a, b], asked)?)),
            [of, a, b] => {
                let [of, a, b] = self.points([of, a, b], asked)?;
                Ok(Kind::Deviation { of, line: [a, b] })
            }
            _ => {
                let message = "`distance` takes two points; or a point, and the two of a line";
                self.fail(asked.at.clone(), message)
            }
        }
    }

    /// What is taken of another measure or, for a speed, of a point.
    fn taken(&mut self, name: &str, take: Option<Take>, asked: &Asked) -> Checked<Kind> {
        if take == Some(Take::Speed) && is_point(name) {
            let point = self.point(name, asked.role, asked.at.clone())?;
            return Ok(Kind::Speed(point));
        }
        let other = self.other(name, asked)?;
        Ok(match take {
            None => Kind::Of(other),
            Some(Take::Speed) => Kind::Rate(other),
            Some(Take::Swing) => Kind::Swing(other),
            Some(Take::Range) => Kind::Range(other),
        })
    }

    fn points<const N: usize>(&self, names: [&String; N], asked: &Asked) -> Checked<[Point; N]> {
        let role = Role::Near;
        let joint = Joint::Hip;
        let mut points = [Point { role, joint }; N];
        for (point, name) in points.iter_mut().zip(names) {
            *point = self.point(name, asked.role, asked.at.clone())?;
        }
        Ok(points)
    }

    /// A measure that another is made of: of the same role, where it names none.
    fn other(&mut self, name: &str, asked: &Asked) -> Checked<MeasureId> {
        match asked.role_name {
            Some(role) if !name.contains('.') => {
                self.measure(&format!("{role}.{name}"), asked.at.clone())
            }
            _ => self.measure(name, asked.at.clone()),
        }
    }

    fn others(&mut self, names: &[String], asked: &Asked) -> Checked<Vec<MeasureId>> {
        self.not_empty(names.len(), asked)?;
        names.iter().map(|name| self.other(name, asked)).collect()
    }

    fn not_empty(&self, names: usize, asked: &Asked) -> Checked<()> {
        match names {
            0 => self.fail(
                asked.at.clone(),
                "this is made of nothing: name at least one measure",
            ),
            _ => Ok(()),
        }
    }
}

/// Whether a name is a point, "near.hip" or "hip", and not a measure.
fn is_point(name: &str) -> bool {
    let joint = name.rsplit('.').next().unwrap_or(name);
    Joint::from_name(joint).is_some()
}
