//! Evaluates what an exercise file asks to measure, before it is compared with the start pose.

use glam::Vec2;

use crate::blazepose::Side;
use crate::body::body_frame::{BodyFrame, is_trunk};
use crate::body::geometry::{angle_deg, deviation, perpendicular_left, perpendicular_up};
use crate::body::history::Past;
use crate::body::outline::BackOutline;
use crate::body::person::Body;
use crate::exercise::{CycleTime, Exercise, Kind, MeasureId, OutlinePart, RoleId, Ventral};

use super::combination;
use super::look_back::{self, Change, LooksBack};
use super::measured::{Measured, NoOutline, OfLimb, Why};
use super::points::Points;
use super::values::CycleTimes;

/// What all measures of a frame may look at.
#[derive(Clone, Copy)]
pub(super) struct Inputs<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) body: &'a Body<'a>,
    pub(super) body_frame: &'a BodyFrame,
    pub(super) times: CycleTimes,
    pub(super) outline: Option<&'a BackOutline>,
}

/// Evaluates one measure of a frame.
pub(super) struct Interpreter<'a> {
    pub(super) inputs: Inputs<'a>,
    /// Measures that stand before this one: all that it may refer to.
    pub(super) before: &'a [Measured],
    /// The same before they were compared with the start pose.
    pub(super) raw_before: &'a [OfLimb<Measured>],
    /// The side of the picked limb that the measure looks at; left where it looks at none.
    pub(super) limb: Side,
    /// Whether that is the limb which its role has *not* picked.
    pub(super) is_other_limb: bool,
}

impl Interpreter<'_> {
    /// The value of a measure. `past` is the measure's own.
    pub(super) fn value(&self, kind: &Kind, past: &mut Past) -> Measured {
        match self.present(kind) {
            Ok(measured) => measured,
            Err(LooksBack::At(point)) => look_back::speed(point, &self.points(), past),
            Err(LooksBack::Over(change, id)) => self.changed(change, id, past),
        }
    }

    /// The value of a measure that this frame alone shows.
    ///
    /// # Errors
    /// What a measure looks back at that needs earlier frames.
    pub(super) fn present(&self, kind: &Kind) -> Result<Measured, LooksBack> {
        let (frame, points) = (self.inputs.body_frame, self.points());
        Ok(match kind {
            Kind::Speed(point) => return Err(LooksBack::At(*point)),
            Kind::Rate(id) => return Err(LooksBack::Over(Change::Rate, *id)),
            Kind::Swing(id) => return Err(LooksBack::Over(Change::Swing, *id)),
            Kind::Range(id) => return Err(LooksBack::Over(Change::Range, *id)),

            Kind::Angle(at) => points.measure(*at, |[a, b, c]| angle_deg(a, b, c)),
            Kind::Bend(at) => points.measure(*at, |at| self.bend_deg(at)),
            Kind::Tilt(at) => points.measure(*at, |[a, b]| frame.tilt_deg(a, b)),
            Kind::Incline(at, toward) => {
                let is_trunk = is_trunk(at.map(|point| point.joint));
                points.measure(*at, |[a, b]| frame.incline_deg(a, b, *toward, is_trunk))
            }
            Kind::Height(at) => points.measure([*at], |[a]| Some(frame.height_torso(a))),
            Kind::Rise(at) => points.measure(*at, |[a, b]| {
                Some(frame.height_torso(b) - frame.height_torso(a))
            }),
            Kind::Offset(at) => points.measure(*at, |[a, b]| Some(frame.offset_torso(a, b))),
            Kind::Distance(at) => {
                points.measure(*at, |[a, b]| Some((a - b).length() / frame.torso_px))
            }
            Kind::Deviation { of, line: [a, b] } => points.measure([*of, *a, *b], |[p, a, b]| {
                Some(deviation(p, a, b)? / frame.torso_px)
            }),

            Kind::Sum(parts) => combination::sum(parts, self.before),
            Kind::FirstKnown(ids) => combination::first_known(ids, self.before),
            Kind::Min(ids) => combination::best(ids, self.before, |a, b| a < b),
            Kind::Max(ids) => combination::best(ids, self.before, |a, b| a > b),
            Kind::Of(id) => self.raw_before[id.0][self.limb.index()],

            Kind::Outline(part) => self.outline(*part),
            Kind::Same(roles) => self.same_side(*roles),
            Kind::Time(time) => self.time(*time),
        })
    }

    fn points(&self) -> Points<'_> {
        Points {
            body: self.inputs.body,
            body_frame: self.inputs.body_frame,
            is_other_limb: self.is_other_limb,
        }
    }

    fn changed(&self, change: Change, id: MeasureId, past: &mut Past) -> Measured {
        let Inputs {
            exercise,
            body,
            times,
            ..
        } = self.inputs;
        match self.before[id.0] {
            Measured::Known(known) => {
                let is_angle = exercise.measure(id).unit(exercise) == "deg";
                look_back::change(change, known, is_angle, body.t_s, times.rep, past)
            }
            unknown => unknown,
        }
    }

    /// Bend at `b`: 0 is straight, positive towards the belly. `c` is the trunk's far end.
    fn bend_deg(&self, [a, b, c]: [Vec2; 3]) -> Option<f32> {
        let trunk = (b - c).try_normalize()?;
        let beyond = (a - b).try_normalize()?;
        let dorsal = match self.inputs.exercise.setup.ventral {
            Ventral::Down => perpendicular_up(trunk),
            Ventral::Up => -perpendicular_up(trunk),
            Ventral::Facing => perpendicular_left(trunk) * self.inputs.body_frame.head_right,
            Ventral::Camera => return None,
        };
        Some(-beyond.dot(dorsal).atan2(beyond.dot(trunk)).to_degrees())
    }

    fn outline(&self, part: OutlinePart) -> Measured {
        let Some(outline) = self.inputs.outline else {
            return Measured::Unknown(Why::Outline(NoOutline::Missing));
        };
        match outline.part(part) {
            Ok(value) => Measured::certain(value),
            Err(why) => Measured::Unknown(Why::Outline(why)),
        }
    }

    /// Whether two roles picked the same side. The side of a role is a guess while one of its limbs
    /// is hidden.
    fn same_side(&self, [a, b]: [RoleId; 2]) -> Measured {
        let BodyFrame {
            picks, choice_seen, ..
        } = self.inputs.body_frame;
        if !(self.inputs.body.pose.sides_known && choice_seen[a] && choice_seen[b]) {
            return Measured::Unknown(Why::SideUnclear);
        }
        Measured::certain(f32::from(u8::from(picks[a] == picks[b])))
    }

    fn time(&self, time: CycleTime) -> Measured {
        let times = &self.inputs.times;
        let seconds = match time {
            CycleTime::Half => times.half_s,
            CycleTime::Rise => times.rise_s,
            // It is known only when the movement is counted, and is judged then.
            CycleTime::Fall => None,
            CycleTime::Hold => times.hold_s,
        };
        Measured::or_not_yet(seconds, 1.0)
    }
}
