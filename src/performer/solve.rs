//! From key poses to bones: places the pelvis where the support demands, lets limbs reach where
//! they rest, and blends two poses so that what stays on the floor stays.

use glam::{EulerRot, Mat3, Quat, Vec3};

use super::ground;
use super::skeleton::{Build, Frame, Hinge, Limb, Side, Skeleton, Trunk, TrunkTurns, ball_joint};
use crate::exercise::keyframes::{
    ArmKey, Bone, FootPlace, HandPlace, KeyPose, KneelPlace, LegKey, PelvisKey, SpineKey, Support,
    TurnKey,
};

/// Height of the lower ankle over the floor in a plank on the edge of the foot, of a person
/// 1.70 m tall.
const EDGE_ANKLE_M: f32 = 0.045;

/// Steps of a bisection: 60° / 2^20 is far below what a picture shows.
const BISECTIONS: usize = 20;

/// A body on its support.
#[derive(Debug, Clone)]
pub struct Solver {
    build: Build,
    support: Support,
    plank: Option<Plank>,
}

/// What a plank stands on.
#[derive(Debug, Clone, Copy)]
struct Plank {
    side: Side,
    elbow: Vec3,
    ankle: Vec3,
}

impl Solver {
    /// A plank's supports are as far apart as the `good` target demands, whatever the fault; how
    /// far the elbow lies off, the `own` target says.
    #[must_use]
    pub fn new(build: Build, support: Support, good: &KeyPose, own: &KeyPose) -> Solver {
        let mut solver = Solver {
            build,
            support,
            plank: None,
        };
        if support == Support::Plank {
            solver.plank = solver.plank_under(good, own);
        }
        solver
    }

    /// The bones on the way from `a` to `b`, `u` from 0 to 1.
    #[must_use]
    pub fn blend(&self, a: &KeyPose, b: &KeyPose, u: f32) -> Skeleton {
        let trunk = self.trunk(a, b, u);
        let legs = Side::BOTH.map(|side| {
            let i = side.index();
            self.leg(side, &trunk, a.legs()[i], b.legs()[i], u)
        });
        let arms = Side::BOTH.map(|side| {
            let i = side.index();
            self.arm(side, &trunk, &legs, a.arms()[i], b.arms()[i], u)
        });
        Skeleton { trunk, arms, legs }
    }

    /// What rests in the same place in both poses: name, its place, where it is in `skeleton`.
    #[must_use]
    pub fn contacts(
        &self,
        a: &KeyPose,
        b: &KeyPose,
        skeleton: &Skeleton,
    ) -> Vec<(String, Vec3, Vec3)> {
        let mut contacts = Vec::new();
        for side in Side::BOTH {
            let i = side.index();
            let name = |what: &str| format!("{side:?} {what}").to_lowercase();
            let (arm, leg) = (&skeleton.arms[i], &skeleton.legs[i]);
            if let (Some(from), Some(to)) = (&a.arms()[i].hand, &b.arms()[i].hand)
                && from == to
                && from.on.is_none()
            {
                contacts.push((name("hand"), self.floor(side, from), arm.end.origin));
            }
            if let (Some(_), Some(_), Some(plank)) =
                (&a.arms()[i].forearm, &b.arms()[i].forearm, self.plank)
            {
                contacts.push((name("elbow"), plank.elbow, arm.lower.origin));
                contacts.push((name("foot"), plank.ankle, leg.end.origin));
            }
            if let (Some(from), Some(to)) = (&a.legs()[i].kneel, &b.legs()[i].kneel)
                && from == to
            {
                contacts.push((name("knee"), self.knee(side, from), leg.lower.origin));
                contacts.push((name("foot"), self.ankle_behind(side, from), leg.end.origin));
            }
            if let (Some(from), Some(to)) = (&a.legs()[i].foot, &b.legs()[i].foot)
                && from == to
            {
                contacts.push((name("foot"), self.foot(side, from), leg.end.origin));
            }
        }
        contacts
    }

    // ---- trunk -------------------------------------------------------------------------------

    fn trunk(&self, a: &KeyPose, b: &KeyPose, u: f32) -> Trunk {
        let pelvis = mix_pelvis(&a.pelvis, &b.pelvis, u);
        let spine = mix_spine(&a.spine, &b.spine, u);
        let turns = TrunkTurns {
            spine: [spine.lumbar_deg, spine.middle_deg, spine.upper_deg].map(|flex_deg| {
                turn(&TurnKey {
                    flex_deg,
                    side_deg: spine.side_deg / 3.0,
                    turn_deg: spine.twist_deg / 3.0,
                })
            }),
            neck: turn(&mix_turn(&a.neck, &b.neck, u)),
            head: turn(&mix_turn(&a.head, &b.head, u)),
            shrug_m: [0, 1].map(|i| {
                let shrug_cm = mix(a.arms()[i].shrug_cm, b.arms()[i].shrug_cm, u);
                shrug_cm / 100.0 * self.build.scale()
            }),
        };
        let at = |pelvis: &PelvisKey| self.place(pelvis, &turns, a, b, u);
        match self.support {
            Support::Floor | Support::Knees => at(&pelvis),
            Support::AllFours => at(&PelvisKey {
                pitch_deg: self.pitch_by_arms(&pelvis, at, a, b, u),
                ..pelvis
            }),
            Support::Plank => at(&PelvisKey {
                roll_deg: self.roll_by_arm(&pelvis, at),
                ..pelvis
            }),
        }
    }

    fn place(
        &self,
        pelvis: &PelvisKey,
        turns: &TrunkTurns,
        a: &KeyPose,
        b: &KeyPose,
        u: f32,
    ) -> Trunk {
        let k = self.build.scale();
        let axes = pelvis_axes(pelvis);
        let trunk_at = |origin| Trunk::new(&self.build, Frame { origin, axes }, turns);
        let origin = match self.support {
            Support::Floor => {
                let floating = trunk_at(Vec3::ZERO);
                Vec3::new(0.0, -ground::lowest_of_trunk_m(&self.build, &floating), 0.0)
            }
            Support::Knees | Support::AllFours => self.over_knees(axes, pelvis.kneel_deg, a, b, u),
            Support::Plank => self.plank.map_or(Vec3::ZERO, |plank| {
                let i = plank.side.index();
                let floating = trunk_at(Vec3::ZERO);
                let leg = self.leg(plank.side, &floating, a.legs()[i], b.legs()[i], u);
                plank.ankle - leg.end.origin
            }),
        };
        let moved = Vec3::new(0.0, pelvis.lift_cm, pelvis.forward_cm) / 100.0 * k;
        trunk_at(origin + moved)
    }

    /// The pelvis over the knees that stay on the floor on the way from `a` to `b`.
    fn over_knees(&self, axes: Mat3, kneel_deg: f32, a: &KeyPose, b: &KeyPose, u: f32) -> Vec3 {
        let floating = Frame {
            origin: Vec3::ZERO,
            axes,
        };
        let [thigh_m, _] = self.build.leg_m();
        let (sin, cos) = kneel_deg.to_radians().sin_cos();
        let mut sum = Vec3::ZERO;
        let mut n = 0.0;
        for side in Side::BOTH {
            let i = side.index();
            let (Some(from), Some(to)) = (&a.legs()[i].kneel, &b.legs()[i].kneel) else {
                continue;
            };
            let knee = self.knee(side, from).lerp(self.knee(side, to), u);
            let hip = self.build.hip_of(&floating, side);
            let aside = hip.x - knee.x;
            let reach = (thigh_m * thigh_m - aside * aside).max(0.0).sqrt();
            sum += Vec3::new(
                0.0,
                knee.y + reach * cos - hip.y,
                knee.z + reach * sin - hip.z,
            );
            n += 1.0;
        }
        if n > 0.0 {
            sum / n
        } else {
            Vec3::new(0.0, thigh_m, 0.0)
        }
    }

    /// The pitch at which the supporting arms have just the bend that is asked of them.
    fn pitch_by_arms(
        &self,
        pelvis: &PelvisKey,
        at: impl Fn(&PelvisKey) -> Trunk,
        a: &KeyPose,
        b: &KeyPose,
        u: f32,
    ) -> f32 {
        let supporting: Vec<(Side, Vec3, f32)> = Side::BOTH
            .into_iter()
            .filter_map(|side| {
                let i = side.index();
                let (from, to) = (a.arms()[i], b.arms()[i]);
                let (Some(from_hand), Some(to_hand)) = (&from.hand, &to.hand) else {
                    return None;
                };
                let hand = self
                    .floor(side, from_hand)
                    .lerp(self.floor(side, to_hand), u);
                let bend_deg = mix(from.elbow_deg, to.elbow_deg, u);
                Some((side, hand, span(self.build.arm_m(), bend_deg)))
            })
            .collect();
        let too_high = |pitch_deg: f32| {
            let trunk = at(&PelvisKey {
                pitch_deg,
                ..*pelvis
            });
            supporting
                .iter()
                .map(|(side, hand, span_m)| {
                    trunk.shoulder(&self.build, *side).distance(*hand) - span_m
                })
                .sum::<f32>()
        };
        // Leaning further forward brings the shoulders down.
        let [from, to] = [pelvis.pitch_deg - 40.0, pelvis.pitch_deg + 40.0];
        let carried = bisect(from, to, |pitch_deg| -too_high(pitch_deg));
        if pelvis.chest_cm == 0.0 {
            return carried;
        }
        let height = |pitch_deg: f32| {
            let trunk = at(&PelvisKey {
                pitch_deg,
                ..*pelvis
            });
            let shoulders = Side::BOTH.map(|side| trunk.shoulder(&self.build, side).y);
            shoulders.iter().sum::<f32>() / 2.0
        };
        let sunk = height(carried) - pelvis.chest_cm / 100.0 * self.build.scale();
        bisect(from, to, |pitch_deg| sunk - height(pitch_deg))
    }

    // ---- plank -------------------------------------------------------------------------------

    fn plank_under(&self, good: &KeyPose, own: &KeyPose) -> Option<Plank> {
        let k = self.build.scale();
        let (side, forearm) = Side::BOTH.into_iter().find_map(|side| {
            let forearm = own.arms()[side.index()].forearm.as_ref()?;
            Some((side, forearm))
        })?;
        let ankle = Vec3::new(0.0, EDGE_ANKLE_M * k, 0.0);
        let solver = Solver {
            plank: Some(Plank {
                side,
                elbow: Vec3::ZERO,
                ankle,
            }),
            ..self.clone()
        };
        let elbow_y = forearm.height_cm / 100.0 * k;
        let [upper_m, _] = self.build.arm_m();
        let turns = TrunkTurns {
            spine: [Quat::IDENTITY; 3],
            neck: Quat::IDENTITY,
            head: Quat::IDENTITY,
            shrug_m: [0.0; 2],
        };
        let roll_sign = good.pelvis.roll_deg.signum();
        let shoulder = |roll: f32| {
            let pelvis = PelvisKey {
                roll_deg: roll_sign * roll,
                ..good.pelvis
            };
            solver
                .place(&pelvis, &turns, good, good, 0.0)
                .shoulder(&self.build, side)
        };
        // 90° lies flat, 0° stands.
        let roll = bisect(20.0, 90.0, |roll| elbow_y + upper_m - shoulder(roll).y);
        let over = shoulder(roll);
        let headward = -roll_sign;
        let elbow = Vec3::new(
            over.x + headward * forearm.beyond_shoulder_cm / 100.0 * k,
            elbow_y,
            over.z,
        );
        Some(Plank { side, elbow, ankle })
    }

    /// The roll at which the supporting upper arm reaches from the shoulder to its elbow.
    fn roll_by_arm(&self, pelvis: &PelvisKey, at: impl Fn(&PelvisKey) -> Trunk) -> f32 {
        let Some(plank) = self.plank else {
            return pelvis.roll_deg;
        };
        let [upper_m, _] = self.build.arm_m();
        let sign = pelvis.roll_deg.signum();
        sign * bisect(20.0, 100.0, |roll| {
            let trunk = at(&PelvisKey {
                roll_deg: sign * roll,
                ..*pelvis
            });
            let shoulder = trunk.shoulder(&self.build, plank.side);
            // Below the elbow's height the arm would reach as well, from under the floor.
            let reach = shoulder.distance(plank.elbow);
            upper_m
                - if shoulder.y < plank.elbow.y {
                    0.0
                } else {
                    reach
                }
        })
    }

    // ---- legs --------------------------------------------------------------------------------

    fn leg(&self, side: Side, trunk: &Trunk, a: &LegKey, b: &LegKey, u: f32) -> Limb {
        let origin = trunk.hip(&self.build, side);
        let lengths = self.build.leg_m();
        let ankle = Mat3::from_rotation_x(mix(a.ankle_deg, b.ankle_deg, u).to_radians());
        if a.is_angles() && b.is_angles() {
            let turn =
                |key: &LegKey| ball_joint(side, key.flex_deg, key.abduct_deg, key.rotate_deg);
            let turn = trunk.pelvis.axes * Mat3::from_quat(turn(a).slerp(turn(b), u));
            return Limb::posed(
                origin,
                lengths,
                turn,
                Hinge::Knee,
                mix(a.knee_deg, b.knee_deg, u),
                ankle,
            );
        }
        let [from, to] = [a, b].map(|key| self.leg_at(side, trunk, key));
        let stays = !a.is_angles() && !b.is_angles();
        let (end, pole) = between(origin, &from, &to, u, stays);
        let mut limb = Limb::reaching(origin, end, lengths, pole, Hinge::Knee, Mat3::IDENTITY);
        limb.end.axes = if a.is_flat() || b.is_flat() {
            slerp(from.end.axes, to.end.axes, u)
        } else {
            limb.lower.axes * ankle
        };
        limb
    }

    fn leg_at(&self, side: Side, trunk: &Trunk, key: &LegKey) -> Limb {
        let origin = trunk.hip(&self.build, side);
        let lengths = self.build.leg_m();
        let ankle = Mat3::from_rotation_x(key.ankle_deg.to_radians());
        let (target, pole, is_flat) = match (&key.kneel, &key.foot) {
            (Some(kneel), _) => (
                self.ankle_behind(side, kneel),
                self.knee(side, kneel),
                false,
            ),
            (None, Some(foot)) => {
                let direction = outward(side, foot.knee);
                (self.foot(side, foot), origin + direction, foot.is_flat)
            }
            (None, None) => {
                let turn = ball_joint(side, key.flex_deg, key.abduct_deg, key.rotate_deg);
                let turn = trunk.pelvis.axes * Mat3::from_quat(turn);
                return Limb::posed(origin, lengths, turn, Hinge::Knee, key.knee_deg, ankle);
            }
        };
        let mut limb = Limb::reaching(origin, target, lengths, pole, Hinge::Knee, Mat3::IDENTITY);
        if !is_flat {
            limb.end.axes = limb.lower.axes * ankle;
        }
        limb
    }

    fn knee(&self, side: Side, kneel: &KneelPlace) -> Vec3 {
        self.world(side, kneel.out_cm, kneel.height_cm, kneel.forward_cm)
    }

    /// The ankle lies a shank's length behind its knee.
    fn ankle_behind(&self, side: Side, kneel: &KneelPlace) -> Vec3 {
        let knee = self.knee(side, kneel);
        let mut ankle = self.world(side, kneel.ankle_out_cm, kneel.ankle_height_cm, 0.0);
        let [_, shank_m] = self.build.leg_m();
        let aside = (ankle - knee).with_z(0.0).length_squared();
        ankle.z = knee.z - (shank_m * shank_m - aside).max(0.0).sqrt();
        ankle
    }

    fn foot(&self, side: Side, foot: &FootPlace) -> Vec3 {
        let forward_cm = foot.forward_cm * self.build.legs;
        self.world(side, foot.out_cm, foot.height_cm, forward_cm)
    }

    // ---- arms --------------------------------------------------------------------------------

    fn arm(
        &self,
        side: Side,
        trunk: &Trunk,
        legs: &[Limb; 2],
        a: &ArmKey,
        b: &ArmKey,
        u: f32,
    ) -> Limb {
        let origin = trunk.shoulder(&self.build, side);
        let lengths = self.build.arm_m();
        let wrist = Mat3::from_rotation_x(mix(a.wrist_deg, b.wrist_deg, u).to_radians());
        if a.is_angles() && b.is_angles() {
            let turn =
                |key: &ArmKey| ball_joint(side, key.flex_deg, key.abduct_deg, key.rotate_deg);
            let turn = trunk.spine[2].axes * Mat3::from_quat(turn(a).slerp(turn(b), u));
            return Limb::posed(
                origin,
                lengths,
                turn,
                Hinge::Elbow,
                mix(a.elbow_deg, b.elbow_deg, u),
                wrist,
            );
        }
        let [from, to] = [a, b].map(|key| self.arm_at(side, trunk, legs, key));
        let (end, pole) = between(origin, &from, &to, u, a.rests_like(b));
        let mut limb = Limb::reaching(origin, end, lengths, pole, Hinge::Elbow, Mat3::IDENTITY);
        limb.end.axes = if a.is_flat() || b.is_flat() {
            slerp(from.end.axes, to.end.axes, u)
        } else {
            limb.lower.axes * wrist
        };
        limb
    }

    fn arm_at(&self, side: Side, trunk: &Trunk, legs: &[Limb; 2], key: &ArmKey) -> Limb {
        let origin = trunk.shoulder(&self.build, side);
        let lengths = self.build.arm_m();
        let wrist = Mat3::from_rotation_x(key.wrist_deg.to_radians());
        let (target, pole) = match (&key.hand, &key.forearm, self.plank) {
            (Some(hand), _, _) => {
                let direction = outward(side, hand.elbow);
                let target = hand.on.map_or_else(
                    || self.floor(side, hand),
                    |bone| self.held(side, hand, bone, trunk, legs),
                );
                (target, origin.lerp(target, 0.5) + direction)
            }
            (None, Some(_), Some(plank)) => (plank.elbow + Vec3::Z * lengths[1], plank.elbow),
            _ => {
                let turn = ball_joint(side, key.flex_deg, key.abduct_deg, key.rotate_deg);
                let turn = trunk.spine[2].axes * Mat3::from_quat(turn);
                return Limb::posed(origin, lengths, turn, Hinge::Elbow, key.elbow_deg, wrist);
            }
        };
        let flat = palm_down(side);
        let mut limb = Limb::reaching(origin, target, lengths, pole, Hinge::Elbow, flat);
        if !key.is_flat() {
            limb.end.axes = limb.lower.axes * wrist;
        }
        limb
    }

    fn floor(&self, side: Side, hand: &HandPlace) -> Vec3 {
        self.world(side, hand.out_cm, hand.height_cm, hand.forward_cm)
    }

    fn held(
        &self,
        side: Side,
        hand: &HandPlace,
        bone: Bone,
        trunk: &Trunk,
        legs: &[Limb; 2],
    ) -> Vec3 {
        let [left, right] = legs;
        let (frame, bone_side) = match bone {
            Bone::LeftThigh => (&left.upper, Side::Left),
            Bone::RightThigh => (&right.upper, Side::Right),
            Bone::LeftShank => (&left.lower, Side::Left),
            Bone::RightShank => (&right.lower, Side::Right),
            Bone::LeftFoot => (&left.end, Side::Left),
            Bone::RightFoot => (&right.end, Side::Right),
            Bone::Pelvis => (&trunk.pelvis, side),
            Bone::Chest => (&trunk.spine[2], side),
            Bone::Head => (&trunk.head, side),
        };
        frame.at(self.world(bone_side, hand.out_cm, hand.height_cm, hand.forward_cm))
    }

    /// A place in centimetres of the reference person as metres of this one.
    fn world(&self, side: Side, out_cm: f32, height_cm: f32, forward_cm: f32) -> Vec3 {
        outward(side, [out_cm, height_cm, forward_cm]) / 100.0 * self.build.scale()
    }
}

impl LegKey {
    fn is_angles(&self) -> bool {
        self.kneel.is_none() && self.foot.is_none()
    }

    fn is_flat(&self) -> bool {
        self.foot.as_ref().is_some_and(|foot| foot.is_flat)
    }
}

impl ArmKey {
    fn is_angles(&self) -> bool {
        self.hand.is_none() && self.forearm.is_none()
    }

    /// A palm on the floor.
    fn is_flat(&self) -> bool {
        self.forearm.is_some() || self.hand.as_ref().is_some_and(|hand| hand.on.is_none())
    }

    /// Both rest on the floor or on the same bone: the hand may slide from one to the other.
    fn rests_like(&self, other: &ArmKey) -> bool {
        match (&self.hand, &other.hand) {
            (Some(a), Some(b)) => a.on == b.on,
            _ => self.forearm.is_some() && other.forearm.is_some(),
        }
    }
}

/// Where the end of a limb and its middle joint's pole are on the way. An end that rests moves
/// straight; one that is lifted keeps its distance from the joint, as a swung limb does.
fn between(origin: Vec3, from: &Limb, to: &Limb, u: f32, rests: bool) -> (Vec3, Vec3) {
    let pole = from.lower.origin.lerp(to.lower.origin, u);
    let (a, b) = (from.end.origin, to.end.origin);
    if rests {
        return (a.lerp(b, u), pole);
    }
    let (a, b) = (a - origin, b - origin);
    let turn = Quat::from_rotation_arc(a.normalize_or(Vec3::NEG_Y), b.normalize_or(Vec3::NEG_Y));
    let direction = Quat::IDENTITY.slerp(turn, u) * a.normalize_or(Vec3::NEG_Y);
    (origin + direction * mix(a.length(), b.length(), u), pole)
}

/// Axes of a hand that lies on its palm with the fingers forward.
fn palm_down(side: Side) -> Mat3 {
    let s = side.sign();
    Mat3::from_cols(s * Vec3::Y, Vec3::NEG_Z, -s * Vec3::X)
}

fn outward(side: Side, [out, up, forward]: [f32; 3]) -> Vec3 {
    Vec3::new(side.sign() * out, up, forward)
}

/// From end to end of a limb bent by `bend_deg`, by the law of cosines.
fn span([a, b]: [f32; 2], bend_deg: f32) -> f32 {
    (a * a + b * b + 2.0 * a * b * bend_deg.to_radians().cos()).sqrt()
}

/// Where `rising` crosses zero; the nearer end where it does not.
fn bisect(mut low: f32, mut high: f32, rising: impl Fn(f32) -> f32) -> f32 {
    for _ in 0..BISECTIONS {
        let middle = 0.5 * (low + high);
        if rising(middle) > 0.0 {
            high = middle;
        } else {
            low = middle;
        }
    }
    0.5 * (low + high)
}

fn pelvis_axes(pelvis: &PelvisKey) -> Mat3 {
    Mat3::from_euler(
        EulerRot::YXZ,
        pelvis.yaw_deg.to_radians(),
        pelvis.pitch_deg.to_radians(),
        pelvis.roll_deg.to_radians(),
    ) * Mat3::from_rotation_y(pelvis.turn_deg.to_radians())
}

fn turn(key: &TurnKey) -> Quat {
    Quat::from_rotation_x(key.flex_deg.to_radians())
        * Quat::from_rotation_z(key.side_deg.to_radians())
        * Quat::from_rotation_y(key.turn_deg.to_radians())
}

fn slerp(a: Mat3, b: Mat3, u: f32) -> Mat3 {
    Mat3::from_quat(Quat::from_mat3(&a).slerp(Quat::from_mat3(&b), u))
}

fn mix(a: f32, b: f32, u: f32) -> f32 {
    a + (b - a) * u
}

fn mix_pelvis(a: &PelvisKey, b: &PelvisKey, u: f32) -> PelvisKey {
    PelvisKey {
        pitch_deg: mix(a.pitch_deg, b.pitch_deg, u),
        roll_deg: mix(a.roll_deg, b.roll_deg, u),
        yaw_deg: mix(a.yaw_deg, b.yaw_deg, u),
        turn_deg: mix(a.turn_deg, b.turn_deg, u),
        chest_cm: mix(a.chest_cm, b.chest_cm, u),
        kneel_deg: mix(a.kneel_deg, b.kneel_deg, u),
        lift_cm: mix(a.lift_cm, b.lift_cm, u),
        forward_cm: mix(a.forward_cm, b.forward_cm, u),
    }
}

fn mix_spine(a: &SpineKey, b: &SpineKey, u: f32) -> SpineKey {
    SpineKey {
        lumbar_deg: mix(a.lumbar_deg, b.lumbar_deg, u),
        middle_deg: mix(a.middle_deg, b.middle_deg, u),
        upper_deg: mix(a.upper_deg, b.upper_deg, u),
        side_deg: mix(a.side_deg, b.side_deg, u),
        twist_deg: mix(a.twist_deg, b.twist_deg, u),
    }
}

fn mix_turn(a: &TurnKey, b: &TurnKey, u: f32) -> TurnKey {
    TurnKey {
        flex_deg: mix(a.flex_deg, b.flex_deg, u),
        side_deg: mix(a.side_deg, b.side_deg, u),
        turn_deg: mix(a.turn_deg, b.turn_deg, u),
    }
}
