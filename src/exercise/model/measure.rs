//! Measures: what is measured, against what, and in which unit.

use super::{CycleTime, Exercise, OutlinePart, RoleId};
use crate::blazepose::Joint;
use crate::exercise::point::Point;

pub use crate::exercise::file::{Reference, Sign};

/// An end of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The head end.
    Head,
    /// The foot end.
    Feet,
}

/// Index of a measure in [`Exercise::measures`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeasureId(pub usize);

/// What a role compares between the left and the right side.
#[derive(Debug, Clone, Copy)]
pub enum OneSided {
    /// Inclination from the first joint to the second, in degrees.
    Incline([Joint; 2], Option<End>),
    /// Height of a joint, in torso lengths.
    Height(Joint),
    /// Angle at the second joint, in degrees.
    Angle([Joint; 3]),
    /// Offset of the first joint from the second towards the head (or forward), in torso lengths.
    Offset([Joint; 2]),
}

/// A named measure.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Name of the measure, such as `knee_angle` or `leg.knee_angle`.
    pub name: String,
    /// What people call the measure, on charts and in summaries.
    pub label: String,
    /// What is measured.
    pub kind: Kind,
    /// What the value is compared with.
    pub reference: Reference,
    /// What becomes of the sign, after everything else.
    pub sign: Sign,
}

impl Measure {
    /// Unit of the value: `deg`, `torso` (torso lengths), `s`, `deg/s`, `torso/s`, `1/s`, `ratio`, `sum`
    /// or `bool`.
    #[must_use]
    pub fn unit(&self, exercise: &Exercise) -> &'static str {
        if self.reference.is_ratio() {
            return "ratio";
        }
        match &self.kind {
            Kind::Angle(_) | Kind::Bend(_) | Kind::Incline(..) | Kind::Tilt(_) => "deg",
            Kind::Speed(_) => "torso/s",
            Kind::Rate(id) => match exercise.measure(*id).unit(exercise) {
                "deg" => "deg/s",
                "torso" => "torso/s",
                _ => "1/s",
            },
            Kind::Sum(_) => "sum",
            Kind::Height(_)
            | Kind::Rise(_)
            | Kind::Offset(_)
            | Kind::Distance(_)
            | Kind::Deviation { .. }
            | Kind::Outline(_) => "torso",
            Kind::Same(_) => "bool",
            Kind::Time(_) => "s",
            Kind::Of(id) | Kind::Swing(id) | Kind::Range(id) => {
                exercise.measure(*id).unit(exercise)
            }
            Kind::Min(ids) | Kind::Max(ids) | Kind::FirstKnown(ids) => {
                exercise.measure(ids[0]).unit(exercise)
            }
        }
    }
}

/// What is measured. Points, roles and other measures are resolved.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Angle at the second point, 0 to 180°.
    Angle([Point; 3]),
    /// Bend at the second point: 0 is straight, positive is towards the belly.
    Bend([Point; 3]),
    /// Inclination against the floor line, up positive. It is 0 where the part is level towards this
    /// end of the body.
    Incline([Point; 2], Option<End>),
    /// Inclination against the vertical, forward positive.
    Tilt([Point; 2]),
    /// Speed of a point, without a sign.
    Speed(Point),
    /// Speed at which another measure changes, without a sign.
    Rate(MeasureId),
    /// How far another measure swings to and fro.
    Swing(MeasureId),
    /// Greatest less least value of another measure in the present repetition.
    Range(MeasureId),
    /// Sum of other measures with their weights; there is at least one.
    Sum(Vec<(MeasureId, f32)>),
    /// The first of other measures that is known; there is at least one.
    FirstKnown(Vec<MeasureId>),
    /// Height of a point over the floor line.
    Height(Point),
    /// How much higher the second point is than the first.
    Rise([Point; 2]),
    /// Offset of the first point from the second along the floor line, towards the head positive.
    Offset([Point; 2]),
    /// Distance of two points.
    Distance([Point; 2]),
    /// Distance of a point from the line through two others, above it positive.
    Deviation {
        /// The point whose distance is measured.
        of: Point,
        /// Two points of the line.
        line: [Point; 2],
    },
    /// A part of the outline of the back.
    Outline(OutlinePart),
    /// Another measure, to be compared with something.
    Of(MeasureId),
    /// The least of other measures; there is at least one.
    Min(Vec<MeasureId>),
    /// The greatest of other measures; there is at least one.
    Max(Vec<MeasureId>),
    /// Whether two roles have picked the same side, 1 or 0.
    Same([RoleId; 2]),
    /// A time of the cycle, in seconds.
    Time(CycleTime),
}

impl Kind {
    /// The points that are measured, without those of the measures that it is made of.
    #[must_use]
    pub fn points(&self) -> Vec<Point> {
        match self {
            Kind::Angle(points) | Kind::Bend(points) => points.to_vec(),
            Kind::Incline(points, _)
            | Kind::Tilt(points)
            | Kind::Rise(points)
            | Kind::Offset(points)
            | Kind::Distance(points) => points.to_vec(),
            Kind::Height(point) | Kind::Speed(point) => vec![*point],
            Kind::Deviation { of, line: [a, b] } => vec![*of, *a, *b],
            Kind::Outline(_)
            | Kind::Of(_)
            | Kind::Rate(_)
            | Kind::Swing(_)
            | Kind::Range(_)
            | Kind::Sum(_)
            | Kind::FirstKnown(_)
            | Kind::Min(_)
            | Kind::Max(_)
            | Kind::Same(_)
            | Kind::Time(_) => Vec::new(),
        }
    }
}
