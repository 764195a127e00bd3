//! Which side is which: near and far, the head end, the floor, the limbs at work.

use crate::blazepose::{Joint, Side};
use crate::exercise::{Exercise, OneSided, Point, Role, Ventral};

use glam::Vec2;

use crate::pose::joints::{left_is_nearer, nearer_side};

use super::geometry::{angle_deg, perpendicular_up};
use super::measure::{incline_deg, is_trunk};
use super::person::Body;

/// A side has to be ahead by this much before a role changes over: twice the noise of an
/// inclination (specification §0.6: 3.2° at 0.04 torso of jitter).
const SWITCH_DEG: f32 = 8.0;
/// The same for heights, in torso lengths.
const SWITCH_TORSO: f32 = 0.06;
/// The trunk has to point at least this far along the floor (in torso lengths) to say which
/// way the head lies.
const HEAD_TORSO: f32 = 0.3;
/// A torso that is longer or shorter by this part of its length is taken over at once. After a cut
/// the first frames are smoothed between two pictures, and the start pose is remembered within half a
/// second, before a slow average has settled.
const TAKEN_AT_ONCE: f32 = 0.15;
/// Visibility from which a limb is known not to be the one at work. A raised far arm reads 0.15 to
/// 0.3 in front of the wall and is then often placed where the near one is; a far arm that rests
/// behind the near one reads 0.45 and more.
const RESTS: f32 = 0.35;

/// The line on which the body rests.
///
/// Level in the picture. A line fitted to the points on the floor was tried: it follows the
/// perspective of an oblique view (hand and foot at different depths) and was 10° off on real
/// people, where a camera on a stool is level within one or two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FloorLine {
    /// A point of it.
    pub at: Vec2,
    /// Its direction, to the right of the picture, length 1.
    pub along: Vec2,
}

impl FloorLine {
    /// Level through a point.
    #[must_use]
    pub fn level(at: Vec2) -> Self {
        FloorLine {
            at,
            along: Vec2::new(1.0, 0.0),
        }
    }

    /// Direction away from the floor, length 1.
    #[must_use]
    pub fn up(&self) -> Vec2 {
        perpendicular_up(self.along)
    }

    /// Height of a point above the line in pixels.
    #[must_use]
    pub fn height_px(&self, at: Vec2) -> f32 {
        (at - self.at).dot(self.up())
    }
}

/// What the measures of a frame are taken against. Kept from frame to frame, so that a role
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
    /// For each role whether both limbs it chooses from are seen: only then the one that is *not*
    /// at work is known to rest.
    pub choice_seen: Vec<bool>,
    /// Evidence for left being nearer, a running mean.
    near_vote: f32,
}

impl BodyFrame {
    /// BodyFrame from a single frame.
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
        // Twice: the second time nothing is held back by the sides that were assumed.
        body_frame.pick(exercise, body, 0.0);
        body_frame.set_floor(exercise, body);
        body_frame.pick(exercise, body, 0.0);
        body_frame
    }

    /// Follows the body: roles change over with hysteresis. Near side and head end are only
    /// followed while nothing is being judged (`at_rest`), scale and floor only while the start
    /// pose is `settled`, so that a limb in front of the body does not move the ruler.
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

    /// Where a point is said to be.
    #[must_use]
    pub fn locate(&self, body: &Body, point: Point) -> Vec2 {
        match self.side(point.role) {
            Some(side) => body.at(side, point.joint),
            None => body.mid(point.joint),
        }
    }

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
            let (left, right, switch) = match rule.by {
                OneSided::Incline([a, b], toward) => {
                    // However dim: a far elbow reads below 0.1 on real people although it is
                    // placed rightly, and what is judged afterwards has a gate of its own.
                    let is_trunk = is_trunk([a, b]);
                    let at = |side, joint| body.at(side, joint);
                    let of = |side| incline_deg(at(side, a), at(side, b), toward, is_trunk, self);
                    (of(Side::Left), of(Side::Right), SWITCH_DEG)
                }
                OneSided::Angle([a, b, c]) => {
                    let at = |side, joint| body.at(side, joint);
                    let of = |side| angle_deg(at(side, a), at(side, b), at(side, c));
                    (of(Side::Left), of(Side::Right), SWITCH_DEG)
                }
                OneSided::Offset([a, b]) => {
                    let of = |side| {
                        let from = body.at(side, a) - body.at(side, b);
                        Some(from.dot(self.floor.along) * self.head_right / self.torso_px)
                    };
                    (of(Side::Left), of(Side::Right), SWITCH_TORSO)
                }
                OneSided::Height(joint) => {
                    let of =
                        |side| Some(self.floor.height_px(body.at(side, joint)) / self.torso_px);
                    (of(Side::Left), of(Side::Right), SWITCH_TORSO)
                }
            };
            let (Some(left), Some(right)) = (left, right) else {
                continue; // Coinciding points have no direction: the pick stays.
            };
            let lead = if rule.greatest {
                left - right
            } else {
                right - left
            };
            let held_back = switch * hysteresis;
            match self.picks[place] {
                Side::Left if lead < -held_back => self.picks[place] = Side::Right,
                Side::Right if lead > held_back => self.picks[place] = Side::Left,
                _ => {}
            }
        }
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

/// Whether the trunk of somebody who should lie or stand on all fours is steeper than 45 degrees: who
/// sits up leans over the hips to either side, and the head lies where it lay.
fn is_upright(exercise: &Exercise, body: &Body) -> bool {
    let trunk = body.mid(Joint::Shoulder) - body.mid(Joint::Hip);
    exercise.setup.ventral != Ventral::Facing && trunk.y.abs() > trunk.x.abs()
}

/// How far nose, toes and knees lie towards the picture's right of ears, heels and hips, in torso
/// lengths. All three say where somebody faces who sits, stands or half-kneels; each alone can be
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
