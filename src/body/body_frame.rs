//! The frame of reference of the measures: near and far side, head end, torso length, floor, and the
//! limbs at work.

use glam::Vec2;

use crate::blazepose::{Joint, Side};
use crate::exercise::{End, Exercise, OneSided, Point, Role, RoleRule, Ventral};
use crate::pose::joints::{left_is_nearer, nearer_side};

use super::floor::FloorLine;
use super::geometry::angle_deg;
use super::person::Body;

/// A side has to be ahead by this much before a role changes over: twice the noise of an
/// inclination (specification §0.6: 3.2° at 0.04 torso of jitter).
const SWITCH_DEG: f32 = 8.0;
/// The same for heights and offsets, in torso lengths.
const SWITCH_TORSO: f32 = 0.06;
/// The trunk has to point at least this far along the floor (in torso lengths) to say which
/// way the head lies.
const HEAD_TORSO: f32 = 0.3;
/// If the torso length differs from the known one by more than this share, it is taken over at once.
/// After a cut, the first frames are smoothed between two pictures, and the start pose is remembered
/// within half a second, before a slow average has settled.
const TAKEN_AT_ONCE: f32 = 0.15;
/// Visibility from which a limb is known not to be the one at work. A raised far arm reads 0.15 to
/// 0.3 in front of the wall and is then often placed where the near one is; a far arm that rests
/// behind the near one reads 0.45 and more.
const RESTS: f32 = 0.35;

/// What the measures of a frame are taken against. It is kept from frame to frame, so that a role
/// does not flicker.
#[derive(Debug, Clone)]
pub struct BodyFrame {
    /// The side nearer to the camera.
    pub near: Side,
    /// +1 when the head lies towards the picture's right, else -1; of an upright person
    /// (`ventral = "facing"`) whether the face is turned there.
    pub head_right: f32,
    /// Torso length in pixels that all lengths are divided by.
    pub torso_px: f32,
    /// The floor.
    pub floor: FloorLine,
    /// Sides of the exercise's roles.
    pub picks: Vec<Side>,
    /// For each role, whether both limbs that it chooses from are seen. Only then is the limb that is
    /// *not* at work known to rest.
    pub choice_seen: Vec<bool>,
    /// Evidence for left being nearer, a running mean.
    near_vote: f32,
}

impl BodyFrame {
    /// What a single frame shows.
    #[must_use]
    pub fn new(exercise: &Exercise, body: &Body) -> Self {
        let vote = left_is_nearer(&body.pose.landmarks);
        let mut body_frame = BodyFrame {
            near: nearer_side(vote),
            head_right: 1.0,
            torso_px: body.torso_px().max(1.0),
            floor: FloorLine::level(lowest(body)),
            picks: vec![Side::Left; exercise.roles.len()],
            choice_seen: vec![false; exercise.roles.len()],
            near_vote: vote,
        };
        body_frame.head_right = if forward_torso(exercise, body, &body_frame) < 0.0 {
            -1.0
        } else {
            1.0
        };
        // The second pick measures from the floor line that the sides of the first one gave.
        body_frame.pick(exercise, body, 0.0);
        body_frame.set_floor(exercise, body);
        body_frame.pick(exercise, body, 0.0);
        body_frame
    }

    /// Follows the body: roles change over with hysteresis. Near side and head end are only
    /// followed while nothing is being judged (`at_rest`), scale and floor only while the start
    /// pose is `settled`, so that a limb in front of the body does not change what lengths are
    /// measured by.
    pub fn follow(&mut self, exercise: &Exercise, body: &Body, at_rest: bool, settled: bool) {
        if at_rest {
            // About a second at 20 frames a second.
            self.near_vote += 0.05 * (left_is_nearer(&body.pose.landmarks) - self.near_vote);
            if self.near_vote.abs() > 0.05 {
                self.near = nearer_side(self.near_vote);
            }
            let toward_head = forward_torso(exercise, body, self);
            if toward_head.abs() > HEAD_TORSO && !is_upright(exercise, body) {
                self.head_right = toward_head.signum();
            }
        }
        if settled {
            let torso_px = body.torso_px();
            if (torso_px / self.torso_px - 1.0).abs() > TAKEN_AT_ONCE {
                self.torso_px = torso_px.max(1.0);
            } else if torso_px > 1.0 {
                self.torso_px += 0.1 * (torso_px - self.torso_px);
            }
        }
        self.pick(exercise, body, 1.0);
        if settled {
            self.set_floor(exercise, body);
        }
    }

    /// The side that a role means; `None` for half-way between both.
    #[must_use]
    pub fn side(&self, role: Role) -> Option<Side> {
        match role {
            Role::Near => Some(self.near),
            Role::Far => Some(self.near.other()),
            Role::Mid => None,
            Role::Picked(role) => Some(self.picks[role]),
            Role::Opposite(role) => Some(self.picks[role].other()),
        }
    }

    /// The side that repetitions are named after; none in exercises without sides.
    #[must_use]
    pub fn side_at_work(&self, exercise: &Exercise) -> Option<Side> {
        Some(self.picks[exercise.cycle.side?])
    }

    /// The same frame with the role at work given to a side.
    #[must_use]
    pub fn with_side_at_work(mut self, exercise: &Exercise, side: Side) -> Self {
        if let Some(role) = exercise.cycle.side {
            self.picks[role] = side;
        }
        self
    }

    /// Where a point is said to be.
    #[must_use]
    pub fn locate(&self, body: &Body, point: Point) -> Vec2 {
        match self.side(point.role) {
            Some(side) => body.at(side, point.joint),
            None => body.mid(point.joint),
        }
    }

    /// Height of a point above the floor line, in torso lengths.
    pub(super) fn height_torso(&self, at: Vec2) -> f32 {
        self.floor.height_px(at) / self.torso_px
    }

    /// How far `a` lies along the floor from `b`, in torso lengths; towards the head positive.
    pub(super) fn offset_torso(&self, a: Vec2, b: Vec2) -> f32 {
        (a - b).dot(self.floor.along) * self.head_right / self.torso_px
    }

    /// Inclination from `a` to `b` against the vertical, in degrees; forward positive.
    pub(super) fn tilt_deg(&self, a: Vec2, b: Vec2) -> Option<f32> {
        let way = (b - a).try_normalize()?;
        let forward = way.dot(self.floor.along) * self.head_right;
        Some(forward.atan2(way.dot(self.floor.up())).to_degrees())
    }

    /// Inclination from `a` to `b` against the floor, in degrees. Counted from an end of the body, 0
    /// is level in that direction, and there is a place where a full turn begins anew. A limb hangs
    /// from its joint and swings through straight down: its place is straight up, and the values go
    /// from -270 to 90. The trunk stands on the hips and swings through straight up: its place is
    /// straight down, and the values go from -90 to 270. Without an end they go from -90 to 90.
    pub(super) fn incline_deg(
        &self,
        a: Vec2,
        b: Vec2,
        toward: Option<End>,
        is_trunk: bool,
    ) -> Option<f32> {
        let way = (b - a).try_normalize()?;
        let (along, up) = (way.dot(self.floor.along), way.dot(self.floor.up()));
        let along = match toward {
            Some(End::Head) => along * self.head_right,
            Some(End::Feet) => -along * self.head_right,
            None => along.abs(),
        };
        let deg = up.atan2(along).to_degrees();
        Some(match is_trunk {
            false if deg > 90.0 => deg - 360.0,
            true if deg < -90.0 => deg + 360.0,
            _ => deg,
        })
    }

    /// Picks the side of each role. `hysteresis` is the share of the usual lead that a side needs
    /// before a role changes over to it.
    fn pick(&mut self, exercise: &Exercise, body: &Body, hysteresis: f32) {
        for (place, rule) in exercise.roles.iter().enumerate() {
            let joint = match rule.by {
                OneSided::Incline([_, joint], _)
                | OneSided::Height(joint)
                | OneSided::Angle([_, joint, _])
                | OneSided::Offset([joint, _]) => joint,
            };
            self.choice_seen[place] = body
                .visibility(Side::Left, joint)
                .min(body.visibility(Side::Right, joint))
                >= RESTS;
            let Some((lead, switch)) = self.lead_of_left(rule, body) else {
                continue; // Coinciding points have no direction: the pick stays.
            };
            let held_back = switch * hysteresis;
            match self.picks[place] {
                Side::Left if lead < -held_back => self.picks[place] = Side::Right,
                Side::Right if lead > held_back => self.picks[place] = Side::Left,
                _ => {}
            }
        }
    }

    /// By how much the left side fits a role better than the right one, and the usual lead before the
    /// role changes over. Dim points count too: a far elbow reads below 0.1 on real people although it
    /// is placed rightly, and what is judged afterwards has a gate of its own.
    fn lead_of_left(&self, rule: &RoleRule, body: &Body) -> Option<(f32, f32)> {
        let of = |side| {
            let at = |joint| body.at(side, joint);
            match rule.by {
                OneSided::Incline([a, b], toward) => {
                    self.incline_deg(at(a), at(b), toward, is_trunk([a, b]))
                }
                OneSided::Angle([a, b, c]) => angle_deg(at(a), at(b), at(c)),
                OneSided::Offset([a, b]) => Some(self.offset_torso(at(a), at(b))),
                OneSided::Height(joint) => Some(self.height_torso(at(joint))),
            }
        };
        let switch = match rule.by {
            OneSided::Incline(..) | OneSided::Angle(_) => SWITCH_DEG,
            OneSided::Offset(_) | OneSided::Height(_) => SWITCH_TORSO,
        };
        let (left, right) = (of(Side::Left)?, of(Side::Right)?);
        let lead = if rule.greatest {
            left - right
        } else {
            right - left
        };
        Some((lead, switch))
    }

    fn set_floor(&mut self, exercise: &Exercise, body: &Body) {
        let lowest_contact = exercise
            .setup
            .floor
            .iter()
            .map(|point| self.locate(body, *point))
            .filter(|at| body.is_inside(*at))
            .max_by(|a, b| a.y.total_cmp(&b.y));
        self.floor = FloorLine::level(lowest_contact.unwrap_or_else(|| lowest(body)));
    }
}

/// How far the body points to the picture's right, in torso lengths: towards its head, or where it
/// faces.
fn forward_torso(exercise: &Exercise, body: &Body, body_frame: &BodyFrame) -> f32 {
    if exercise.setup.ventral == Ventral::Facing {
        facing_torso(body, body_frame)
    } else {
        toward_head_torso(body, body_frame)
    }
}

/// Whether a line between joints is one of the trunk's: from hips, shoulders and ears to each other.
pub(super) fn is_trunk(joints: [Joint; 2]) -> bool {
    joints
        .iter()
        .all(|joint| matches!(joint, Joint::Hip | Joint::Shoulder | Joint::Ear))
}

/// Whether the trunk of somebody who should lie or stand on all fours is steeper than 45 degrees. A
/// person who sits up leans over the hips to either side, and the head end stays what it was.
fn is_upright(exercise: &Exercise, body: &Body) -> bool {
    let trunk = body.mid(Joint::Shoulder) - body.mid(Joint::Hip);
    exercise.setup.ventral != Ventral::Facing && trunk.y.abs() > trunk.x.abs()
}

/// How far nose, toes and knees lie towards the picture's right of ears, heels and hips, in torso
/// lengths. All three say where a person faces who sits, stands or half-kneels. Each alone can be
/// hidden or neutral.
fn facing_torso(body: &Body, body_frame: &BodyFrame) -> f32 {
    let nose = body.pose.landmarks[crate::blazepose::index::NOSE].x_px - body.mid(Joint::Ear).x;
    let toes = body.mid(Joint::Toe).x - body.mid(Joint::Heel).x;
    let knees = body.mid(Joint::Knee).x - body.mid(Joint::Hip).x;
    // A face is a sixth of a torso deep, a foot half a torso long: each counts about the same.
    (3.0 * nose + toes + knees) / body_frame.torso_px
}

/// How far the shoulders lie towards the picture's right of the hips, in torso lengths.
fn toward_head_torso(body: &Body, body_frame: &BodyFrame) -> f32 {
    (body.mid(Joint::Shoulder).x - body.mid(Joint::Hip).x) / body_frame.torso_px
}

fn lowest(body: &Body) -> Vec2 {
    body.pose
        .landmarks
        .iter()
        .map(|landmark| Vec2::new(landmark.x_px, landmark.y_px))
        .max_by(|a, b| a.y.total_cmp(&b.y))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trunk_goes_on_beyond_upright_and_an_arm_beyond_straight_down() {
        let body_frame = BodyFrame {
            near: Side::Left,
            head_right: 1.0,
            torso_px: 100.0,
            floor: FloorLine::level(Vec2::new(0.0, 400.0)),
            picks: Vec::new(),
            choice_seen: Vec::new(),
            near_vote: 0.0,
        };
        let joint = Vec2::new(100.0, 100.0);
        let read = |deg: f32, is_trunk: bool| {
            let (sin, cos) = deg.to_radians().sin_cos();
            let end = joint + 50.0 * Vec2::new(cos, -sin);
            body_frame
                .incline_deg(joint, end, Some(End::Head), is_trunk)
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
