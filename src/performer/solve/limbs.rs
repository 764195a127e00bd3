//! Arms and legs: by their angles, or reaching for where they rest.

use glam::{Mat3, Quat, Vec3};

use super::{Solver, mix, outward};
use crate::blazepose::Side;
use crate::exercise::keyframes::{ArmKey, Bone, FootPlace, HandPlace, KneelPlace, LegKey};
use crate::performer::skeleton::{Hinge, Limb, Trunk, ball_joint};

impl Solver {
    pub(super) fn leg(&self, side: Side, trunk: &Trunk, a: &LegKey, b: &LegKey, u: f32) -> Limb {
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

    pub(super) fn leg_at(&self, side: Side, trunk: &Trunk, key: &LegKey) -> Limb {
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

    pub(super) fn knee(&self, side: Side, kneel: &KneelPlace) -> Vec3 {
        self.world(side, kneel.out_cm, kneel.height_cm, kneel.forward_cm)
    }

    /// The ankle lies a shank's length behind its knee.
    pub(super) fn ankle_behind(&self, side: Side, kneel: &KneelPlace) -> Vec3 {
        let knee = self.knee(side, kneel);
        let mut ankle = self.world(side, kneel.ankle_out_cm, kneel.ankle_height_cm, 0.0);
        let [_, shank_m] = self.build.leg_m();
        let aside = (ankle - knee).with_z(0.0).length_squared();
        ankle.z = knee.z - (shank_m * shank_m - aside).max(0.0).sqrt();
        ankle
    }

    pub(super) fn foot(&self, side: Side, foot: &FootPlace) -> Vec3 {
        let forward_cm = foot.forward_cm * self.build.legs;
        self.world(side, foot.out_cm, foot.height_cm, forward_cm)
    }

    pub(super) fn arm(
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

    pub(super) fn arm_at(&self, side: Side, trunk: &Trunk, legs: &[Limb; 2], key: &ArmKey) -> Limb {
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
            // A straight arm's elbow points backward.
            (None, Some(_), Some(plank)) if plank.on_hand => {
                (plank.rest, origin.lerp(plank.rest, 0.5) - Vec3::Z)
            }
            (None, Some(_), Some(plank)) => (plank.rest + Vec3::Z * lengths[1], plank.rest),
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

    pub(super) fn floor(&self, side: Side, hand: &HandPlace) -> Vec3 {
        self.world(side, hand.out_cm, hand.height_cm, hand.forward_cm)
    }

    pub(super) fn held(
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
}

/// Where the end of a limb and its middle joint's pole are on the way. An end that rests moves
/// straight; one that is lifted keeps its distance from the joint, as a swung limb does.
pub(super) fn between(origin: Vec3, from: &Limb, to: &Limb, u: f32, rests: bool) -> (Vec3, Vec3) {
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
pub(super) fn palm_down(side: Side) -> Mat3 {
    let s = side.sign();
    Mat3::from_cols(s * Vec3::Y, Vec3::NEG_Z, -s * Vec3::X)
}

pub(super) fn slerp(a: Mat3, b: Mat3, u: f32) -> Mat3 {
    Mat3::from_quat(Quat::from_mat3(&a).slerp(Quat::from_mat3(&b), u))
}
