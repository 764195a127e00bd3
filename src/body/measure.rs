//! The measures of a frame: known with a value, or unknown with a reason.

use crate::blazepose::{Joint, Side};
use crate::exercise::{
    CycleTime, End, Exercise, Kind, MeasureId, OutlinePart, Point, Reference, Role, Ventral,
};

use super::body_frame::BodyFrame;
use glam::Vec2;

use super::geometry::{angle_deg, deviation, perpendicular_left, perpendicular_up, wrapped_deg};
use super::history::Past;
use super::outline::BackOutline;
use super::person::{Body, MIN_VISIBILITY_TO_COUNT, SEEN};

/// A value, and how well its points were seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// In the measure's unit: degrees, torso lengths, seconds.
    pub value: f32,
    /// Visibility of the least visible point, 0 to 1.
    pub visibility: f32,
}

/// Why a measure is unknown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    /// A point can't be seen.
    Hidden(Point),
    /// A point lies outside the picture.
    OutOfPicture(Point),
    /// There is no start pose yet to compare with.
    NoStart,
    /// A limb is hidden or may be taken for the other, so that left and right can't be told apart.
    SideUnclear,
    /// The outline of the back can't be used.
    Outline(&'static str),
    /// It has not happened yet, or has no meaning here.
    NotYet,
}

impl Why {
    /// The point that is missing, where it is a point.
    #[must_use]
    pub fn point(self) -> Option<Point> {
        match self {
            Why::Hidden(point) | Why::OutOfPicture(point) => Some(point),
            Why::NoStart | Why::SideUnclear | Why::Outline(_) | Why::NotYet => None,
        }
    }
}

/// A measure of one frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measured {
    /// It has a value.
    Known(Known),
    /// It has none.
    Unknown(Why),
}

impl Measured {
    /// The value, however badly its points are seen. It is good enough to count with.
    #[must_use]
    pub fn value(self) -> Option<f32> {
        match self {
            Measured::Known(known) => Some(known.value),
            Measured::Unknown(_) => None,
        }
    }

    /// The value where it is seen well enough to be judged.
    #[must_use]
    pub fn judged(self) -> Option<f32> {
        match self {
            Measured::Known(known) if known.visibility >= SEEN => Some(known.value),
            _ => None,
        }
    }

    fn map(self, change: impl FnOnce(f32) -> f32) -> Measured {
        match self {
            Measured::Known(known) => Measured::Known(Known {
                value: change(known.value),
                ..known
            }),
            unknown => unknown,
        }
    }
}

/// Times of the cycle, which the coach knows and measures may refer to.
#[derive(Debug, Clone, Copy, Default)]
pub struct CycleTimes {
    /// Seconds from 10 to 90 % of the way in.
    pub rise_s: Option<f32>,
    /// Seconds from 90 to 10 % of the way back.
    pub fall_s: Option<f32>,
    /// Seconds held so far.
    pub hold_s: Option<f32>,
    /// Seconds the dose asks for.
    pub goal_s: Option<f32>,
    /// Seconds from pole to pole, the slower of the last two ways.
    pub half_s: Option<f32>,
    /// Number of the present repetition.
    pub rep: u32,
}

/// A value of a measure for either side that its role may pick; the same twice where it looks at no
/// picked limb. The far shoulder stands elsewhere in the picture than the near one, so a limb is
/// compared with where *it* was in the start pose, whichever limb had the role there.
pub type OfLimb<T> = [T; 2];

/// All measures of an exercise in one frame. It is kept and refilled from frame to frame.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// Values before the start pose is subtracted. A base is made of them.
    raw: Vec<OfLimb<Measured>>,
    /// Values as the rules read them.
    values: Vec<Measured>,
    /// The past of each measure, for those that need it.
    past: Vec<Past>,
}

impl Values {
    /// The measure at `id`.
    #[must_use]
    pub fn get(&self, id: MeasureId) -> Measured {
        self.values
            .get(id.0)
            .copied()
            .unwrap_or(Measured::Unknown(Why::NotYet))
    }

    /// All values, before the start pose is subtracted.
    #[must_use]
    pub fn raw(&self) -> &[OfLimb<Measured>] {
        &self.raw
    }

    /// Measures a frame. `base` holds the start pose's raw values by measure, empty before there
    /// is one; `outline` is the back's outline where the exercise asks for it.
    pub fn measure(
        &mut self,
        exercise: &Exercise,
        body: &Body,
        body_frame: &BodyFrame,
        base: &[OfLimb<Option<f32>>],
        times: CycleTimes,
        outline: Option<&BackOutline>,
    ) {
        self.raw.clear();
        self.values.clear();
        self.past
            .resize_with(exercise.measures.len(), Past::default);
        for (place, measure) in exercise.measures.iter().enumerate() {
            let role = exercise.picked_role(measure);
            let limb = role
                .and_then(|role| body_frame.side(role))
                .unwrap_or(Side::Left);
            let mut frame = Frame {
                exercise,
                body,
                body_frame,
                times,
                outline,
                before: &self.values,
                raw_before: &self.raw,
                limb,
                is_other_limb: false,
            };
            let raw = match frame.raw(&measure.kind) {
                Ok(raw) => raw,
                Err(looks_back) => frame.look_back(looks_back, &mut self.past[place]),
            };
            let mut of_limb = [raw; 2];
            if role.is_some() {
                frame.is_other_limb = true;
                frame.limb = limb.other();
                // The movement of a limb that is not at work belongs to no start pose.
                if let Ok(other) = frame.raw(&measure.kind) {
                    of_limb[frame.limb.index()] = other;
                }
            }
            let start = base.get(place).and_then(|base| base[limb.index()]);
            let is_angle = measure.unit(exercise) == "deg";
            let referred = match measure.reference {
                Reference::Absolute => raw,
                Reference::ChangeFromStart => against(raw, start, |value, start| {
                    let change = value - start;
                    if is_angle {
                        wrapped_deg(change)
                    } else {
                        change
                    }
                }),
                Reference::RatioToStart => against(raw, start, |value, start| value / start),
                Reference::RatioToGoal => match times.goal_s {
                    Some(goal) if goal > 0.0 => raw.map(|value| value / goal),
                    _ => Measured::Unknown(Why::NotYet),
                },
            };
            let signed = if measure.negate {
                referred.map(|value| -value)
            } else {
                referred
            };
            self.values.push(if measure.absolute {
                signed.map(f32::abs)
            } else {
                signed
            });
            self.raw.push(of_limb);
        }
    }
}

fn against(raw: Measured, start: Option<f32>, take: impl FnOnce(f32, f32) -> f32) -> Measured {
    match start {
        Some(start) => raw.map(|value| take(value, start)),
        None => match raw {
            Measured::Known(_) => Measured::Unknown(Why::NoStart),
            unknown => unknown,
        },
    }
}

/// Everything that one measure may look at.
struct Frame<'a> {
    exercise: &'a Exercise,
    body: &'a Body<'a>,
    body_frame: &'a BodyFrame,
    times: CycleTimes,
    outline: Option<&'a BackOutline>,
    /// Measures that stand before this one: all that it may refer to.
    before: &'a [Measured],
    raw_before: &'a [OfLimb<Measured>],
    /// The side of the picked limb that the measure looks at; left where it looks at none.
    limb: Side,
    /// Whether that is the limb which its role has *not* picked.
    is_other_limb: bool,
}

/// What a measure that looks back looks at.
enum LooksBack {
    Speed(Point),
    Rate(MeasureId),
    Swing(MeasureId),
    Range(MeasureId),
}

/// A smaller change of direction is jitter. The limits are twice the noise of an angle in degrees
/// and of a length in torsos (specification §0.6).
const TURN_DEG: f32 = 4.0;
const TURN_TORSO: f32 = 0.04;
/// No part of a body turns by more than this. Directions that are further apart are nearer the
/// other way round.
const GREATEST_DEG: f32 = 180.0;

impl Frame<'_> {
    /// The value of a measure of this frame alone; else what it looks back at.
    fn raw(&self, kind: &Kind) -> Result<Measured, LooksBack> {
        Ok(match kind {
            Kind::Speed(point) => return Err(LooksBack::Speed(*point)),
            Kind::Rate(id) => return Err(LooksBack::Rate(*id)),
            Kind::Swing(id) => return Err(LooksBack::Swing(*id)),
            Kind::Range(id) => return Err(LooksBack::Range(*id)),
            Kind::Tilt([a, b]) => self.of([*a, *b], |[a, b]| {
                let way = (b - a).try_normalize()?;
                let forward = way.dot(self.body_frame.floor.along) * self.body_frame.head_right;
                let up = way.dot(self.body_frame.floor.up());
                Some(forward.atan2(up).to_degrees())
            }),
            Kind::Sum(parts) => self.sum(parts),
            Kind::FirstKnown(ids) => ids
                .iter()
                .map(|id| self.before[id.0])
                .reduce(|best, next| match best {
                    Measured::Known(_) => best,
                    Measured::Unknown(_) => next,
                })
                .unwrap_or(Measured::Unknown(Why::NotYet)),
            Kind::Angle([a, b, c]) => self.of([*a, *b, *c], |[a, b, c]| angle_deg(a, b, c)),
            Kind::Bend([a, b, c]) => self.of([*a, *b, *c], |[a, b, c]| self.bend_deg(a, b, c)),
            Kind::Incline([a, b], toward) => {
                let is_trunk = is_trunk([a.joint, b.joint]);
                self.of([*a, *b], |[a, b]| {
                    incline_deg(a, b, *toward, is_trunk, self.body_frame)
                })
            }
            Kind::Height(a) => self.of([*a], |[a]| Some(self.height(a))),
            Kind::Rise([a, b]) => self.of([*a, *b], |[a, b]| Some(self.height(b) - self.height(a))),
            Kind::Offset([a, b]) => self.of([*a, *b], |[a, b]| {
                Some(
                    (a - b).dot(self.body_frame.floor.along) * self.body_frame.head_right
                        / self.torso_px(),
                )
            }),
            Kind::Distance([a, b]) => {
                self.of([*a, *b], |[a, b]| Some((a - b).length() / self.torso_px()))
            }
            Kind::Deviation { of, line: [a, b] } => self.of([*of, *a, *b], |[p, a, b]| {
                Some(deviation(p, a, b)? / self.torso_px())
            }),
            Kind::Outline(part) => self.outline(*part),
            Kind::Of(id) => self.raw_before[id.0][self.limb.index()],
            Kind::Min(ids) => self.extreme(ids, |a, b| a < b),
            Kind::Max(ids) => self.extreme(ids, |a, b| a > b),
            // The side of a role is a guess while one of its limbs is hidden.
            Kind::Same(roles)
                if !self.body.pose.sides_known
                    || !roles.iter().all(|role| self.body_frame.choice_seen[*role]) =>
            {
                Measured::Unknown(Why::SideUnclear)
            }
            Kind::Same([a, b]) => {
                let same = self.body_frame.picks[*a] == self.body_frame.picks[*b];
                Measured::Known(Known {
                    value: f32::from(u8::from(same)),
                    visibility: 1.0,
                })
            }
            Kind::Time(time) => {
                let seconds = match time {
                    CycleTime::Half => self.times.half_s,
                    CycleTime::Rise => self.times.rise_s,
                    CycleTime::Fall => self.times.fall_s,
                    CycleTime::Hold => self.times.hold_s,
                };
                seconds.map_or(Measured::Unknown(Why::NotYet), |value| {
                    Measured::Known(Known {
                        value,
                        visibility: 1.0,
                    })
                })
            }
        })
    }

    fn look_back(&self, at: LooksBack, past: &mut Past) -> Measured {
        let t_s = self.body.t_s;
        let (id, known) = match at {
            LooksBack::Speed(point) => {
                return match self.locate(point) {
                    Ok((at, visibility)) => {
                        past.note(t_s, at.to_array());
                        let px_s = past.speed();
                        known_or_not_yet(px_s.map(|px_s| px_s / self.torso_px()), visibility)
                    }
                    Err(why) => Measured::Unknown(why),
                };
            }
            LooksBack::Rate(id) | LooksBack::Swing(id) | LooksBack::Range(id) => {
                match self.before[id.0] {
                    Measured::Known(known) => (id, known),
                    unknown => return unknown,
                }
            }
        };
        let is_angle = self.exercise.measure(id).unit(self.exercise) == "deg";
        let value = if is_angle {
            past.unwrapped_deg(known.value)
        } else {
            known.value
        };
        past.note(t_s, [value, 0.0]);
        let value = match at {
            LooksBack::Swing(_) => past.swing(if is_angle { TURN_DEG } else { TURN_TORSO }),
            LooksBack::Range(_) if is_angle => {
                Some(past.range(self.times.rep, value).min(GREATEST_DEG))
            }
            LooksBack::Range(_) => Some(past.range(self.times.rep, value)),
            _ => past.speed(),
        };
        known_or_not_yet(value, known.visibility)
    }

    fn sum(&self, parts: &[(MeasureId, f32)]) -> Measured {
        let (mut value, mut visibility) = (0.0, 1.0_f32);
        for (id, weight) in parts {
            match self.before[id.0] {
                Measured::Known(known) => {
                    value += weight * known.value;
                    visibility = visibility.min(known.visibility);
                }
                unknown => return unknown,
            }
        }
        Measured::Known(Known { value, visibility })
    }

    fn torso_px(&self) -> f32 {
        self.body_frame.torso_px
    }

    fn height(&self, at: Vec2) -> f32 {
        self.body_frame.floor.height_px(at) / self.torso_px()
    }

    /// Measures `N` points, or says which one is missing.
    fn of<const N: usize>(
        &self,
        points: [Point; N],
        measure: impl FnOnce([Vec2; N]) -> Option<f32>,
    ) -> Measured {
        let mut at = [Vec2::default(); N];
        let mut least = 1.0_f32;
        for (place, point) in points.into_iter().enumerate() {
            match self.locate(point) {
                Ok((where_, visibility)) => {
                    at[place] = where_;
                    least = least.min(visibility);
                }
                Err(why) => return Measured::Unknown(why),
            }
        }
        match measure(at) {
            Some(value) => Measured::Known(Known {
                value,
                visibility: least,
            }),
            None => Measured::Unknown(
                points
                    .first()
                    .map_or(Why::NotYet, |point| Why::Hidden(*point)),
            ),
        }
    }

    fn side(&self, role: Role) -> Option<Side> {
        let side = self.body_frame.side(role);
        if self.is_other_limb && role.is_picked() {
            side.map(Side::other)
        } else {
            side
        }
    }

    fn locate(&self, point: Point) -> Result<(Vec2, f32), Why> {
        // A limb picked by where it is remains that limb, whatever its name.
        let by_name = matches!(point.role, Role::Near | Role::Far);
        let of_leg = matches!(
            point.joint,
            Joint::Knee | Joint::Ankle | Joint::Heel | Joint::Toe
        );
        if by_name && of_leg && !self.body.pose.sides_known {
            return Err(Why::SideUnclear);
        }
        let sides: &[Side] = match self.side(point.role) {
            Some(Side::Left) => &[Side::Left],
            Some(Side::Right) => &[Side::Right],
            None => &Side::BOTH,
        };
        let mut at = Vec2::default();
        let mut least = 1.0_f32;
        for side in sides {
            let sighting = self.body.sighting(*side, point.joint);
            if !sighting.inside {
                return Err(Why::OutOfPicture(point));
            }
            if sighting.visibility < MIN_VISIBILITY_TO_COUNT {
                return Err(Why::Hidden(point));
            }
            at += sighting.at * (1.0 / sides.len() as f32);
            least = least.min(sighting.visibility);
        }
        Ok((at, least))
    }

    /// Bend at `b`: 0 is straight, positive towards the belly. `c` is the trunk's far end.
    fn bend_deg(&self, a: Vec2, b: Vec2, c: Vec2) -> Option<f32> {
        let trunk = (b - c).try_normalize()?;
        let beyond = (a - b).try_normalize()?;
        let dorsal = match self.exercise.setup.ventral {
            Ventral::Down => perpendicular_up(trunk),
            Ventral::Up => -perpendicular_up(trunk),
            Ventral::Facing => perpendicular_left(trunk) * self.body_frame.head_right,
            Ventral::Camera => return None,
        };
        Some(-beyond.dot(dorsal).atan2(beyond.dot(trunk)).to_degrees())
    }

    fn outline(&self, part: OutlinePart) -> Measured {
        match self.outline {
            None => Measured::Unknown(Why::Outline("no outline of the person")),
            Some(outline) => match outline.part(part) {
                Ok(value) => Measured::Known(Known {
                    value,
                    visibility: 1.0,
                }),
                Err(why) => Measured::Unknown(Why::Outline(why)),
            },
        }
    }

    fn extreme(&self, ids: &[MeasureId], better: impl Fn(f32, f32) -> bool) -> Measured {
        let mut best: Option<Known> = None;
        let mut least = 1.0_f32;
        for id in ids {
            match self.before[id.0] {
                Measured::Known(known) => {
                    least = least.min(known.visibility);
                    if best.is_none_or(|best| better(known.value, best.value)) {
                        best = Some(known);
                    }
                }
                unknown => return unknown,
            }
        }
        best.map_or(Measured::Unknown(Why::NotYet), |best| {
            Measured::Known(Known {
                value: best.value,
                visibility: least,
            })
        })
    }
}

fn known_or_not_yet(value: Option<f32>, visibility: f32) -> Measured {
    value.map_or(Measured::Unknown(Why::NotYet), |value| {
        Measured::Known(Known { value, visibility })
    })
}

/// Inclination from `a` to `b` against the floor, in degrees. Counted from an end of the body, 0 is
/// level in that direction, and there is a place where a full turn begins anew. A limb hangs from
/// its joint and swings through straight down: its place is straight up, and the values go from
/// -270 to 90. The trunk stands on the hips and swings through straight up: its place is straight
/// down, and the values go from -90 to 270. Without an end -90 to 90.
pub(super) fn incline_deg(
    a: Vec2,
    b: Vec2,
    toward: Option<End>,
    is_trunk: bool,
    body_frame: &BodyFrame,
) -> Option<f32> {
    let way = (b - a).try_normalize()?;
    let (along, up) = (
        way.dot(body_frame.floor.along),
        way.dot(body_frame.floor.up()),
    );
    let along = match toward {
        Some(End::Head) => along * body_frame.head_right,
        Some(End::Feet) => -along * body_frame.head_right,
        None => along.abs(),
    };
    let deg = up.atan2(along).to_degrees();
    Some(match is_trunk {
        false if deg > 90.0 => deg - 360.0,
        true if deg < -90.0 => deg + 360.0,
        _ => deg,
    })
}

/// Whether a line between joints is one of the trunk's: from hips, shoulders and ears to each
/// other.
pub(super) fn is_trunk(joints: [Joint; 2]) -> bool {
    joints
        .iter()
        .all(|joint| matches!(joint, Joint::Hip | Joint::Shoulder | Joint::Ear))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blazepose::LANDMARKS;
    use crate::exercise::{ids, load};
    use crate::pose::{Landmark, Pose};

    /// A linear congruential generator (Knuth's MMIX constants): the same poses on every machine.
    struct Dice(u64);

    impl Dice {
        /// 0 to 1.
        fn part(&mut self) -> f32 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 40) as f32 / (1_u64 << 24) as f32
        }
    }

    fn anywhere(dice: &mut Dice) -> Pose {
        Pose::of_landmarks([(); LANDMARKS].map(|()| Landmark {
            x_px: 640.0 * dice.part(),
            y_px: 480.0 * dice.part(),
            z_px: 0.0,
            visibility: 1.0,
            presence: 1.0,
        }))
    }

    #[test]
    fn no_difference_of_angles_and_no_range_is_more_than_half_a_turn() {
        let mut dice = Dice(5);
        for id in ids() {
            let exercise = load(&id, None, None).unwrap();
            let mut values = Values::default();
            let mut base = Vec::new();
            let mut body_frame: Option<BodyFrame> = None;
            for frame in 0..200 {
                let pose = anywhere(&mut dice);
                let body = Body {
                    t_s: f64::from(frame) / 20.0,
                    size_px: [640.0, 480.0],
                    pose: &pose,
                    light: None,
                };
                let body_frame = body_frame.get_or_insert_with(|| BodyFrame::new(&exercise, &body));
                body_frame.follow(&exercise, &body, frame % 3 == 0, false);
                let times = CycleTimes::default();
                values.measure(&exercise, &body, body_frame, &base, times, None);
                if frame == 0 {
                    let raw = values.raw().iter();
                    base = raw.map(|of_limb| of_limb.map(Measured::value)).collect();
                }
                for (place, measure) in exercise.measures.iter().enumerate() {
                    let is_bounded = measure.reference == Reference::ChangeFromStart
                        || matches!(measure.kind, Kind::Range(_));
                    if is_bounded
                        && measure.unit(&exercise) == "deg"
                        && let Some(value) = values.get(MeasureId(place)).value()
                    {
                        assert!(value.abs() <= 180.0, "{id} {}: {value}", measure.name);
                    }
                }
            }
        }
    }

    #[test]
    fn a_trunk_goes_on_beyond_upright_and_an_arm_beyond_straight_down() {
        let exercise = load("bird-dog", None, None).unwrap();
        let mut dice = Dice(1);
        let pose = anywhere(&mut dice);
        let body = Body {
            t_s: 0.0,
            size_px: [640.0, 480.0],
            pose: &pose,
            light: None,
        };
        let mut body_frame = BodyFrame::new(&exercise, &body);
        body_frame.head_right = 1.0;
        let at = |deg: f32| {
            let (sin, cos) = deg.to_radians().sin_cos();
            Vec2::new(100.0 + 50.0 * cos, 100.0 - 50.0 * sin)
        };
        let read = |deg: f32, is_trunk: bool| {
            incline_deg(
                Vec2::new(100.0, 100.0),
                at(deg),
                Some(End::Head),
                is_trunk,
                &body_frame,
            )
            .unwrap()
        };
        for deg in [-80.0, 0.0, 85.0, 95.0, 140.0] {
            assert!((read(deg, true) - deg).abs() < 0.1, "trunk at {deg}");
        }
        for deg in [-140.0, -95.0, -85.0, 0.0, 80.0] {
            assert!((read(deg, false) - deg).abs() < 0.1, "arm at {deg}");
        }
    }
}
