//! Where the trunk is: on the floor, over its knees, as the arms carry it, or on its plank.

use glam::{Mat3, Quat, Vec3};

use super::plank::{bisect, span};
use super::{Solver, mix};
use crate::blazepose::Side;
use crate::exercise::keyframes::{KeyPose, PelvisKey, SpineKey, Support, TurnKey};
use crate::performer::figure;
use crate::performer::skeleton::{Frame, Trunk, TrunkTurns};

impl Solver {
    pub(super) fn trunk(&self, a: &KeyPose, b: &KeyPose, u: f32) -> Trunk {
        let pelvis = mix_pelvis(&a.pelvis, &b.pelvis, u);
        let spine = mix_spine(&a.spine, &b.spine, u);
        let turns = TrunkTurns {
            spine: [spine.lumbar_deg, spine.middle_deg, spine.upper_deg].map(|flex_deg| {
                turn(flex_deg, spine.side_deg / 3.0)
                    * Quat::from_rotation_y((spine.twist_deg / 3.0).to_radians())
            }),
            neck: mix_turn(&a.neck, &b.neck, u),
            head: mix_turn(&a.head, &b.head, u),
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
            Support::Plank | Support::KneePlank => at(&PelvisKey {
                roll_deg: self.roll_by_arm(&pelvis, at),
                ..pelvis
            }),
        }
    }

    pub(super) fn place(
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
                Vec3::new(0.0, -figure::rest_of_trunk_m(&self.build, &floating), 0.0)
            }
            Support::Knees | Support::AllFours => self.over_knees(axes, pelvis.kneel_deg, a, b, u),
            Support::Plank | Support::KneePlank => self.plank.map_or(Vec3::ZERO, |plank| {
                let i = plank.side.index();
                let floating = trunk_at(Vec3::ZERO);
                let leg = self.leg(plank.side, &floating, a.legs()[i], b.legs()[i], u);
                plank.foot
                    - if plank.on_knee {
                        leg.lower.origin
                    } else {
                        leg.end.origin
                    }
            }),
        };
        let moved = Vec3::new(0.0, pelvis.lift_cm, pelvis.forward_cm) / 100.0 * k;
        trunk_at(origin + moved)
    }

    /// The pelvis over the knees that stay on the floor on the way from `a` to `b`.
    pub(super) fn over_knees(
        &self,
        axes: Mat3,
        kneel_deg: f32,
        a: &KeyPose,
        b: &KeyPose,
        u: f32,
    ) -> Vec3 {
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

    /// The arms whose hands stay on the floor: side, place of the hand, and distance from there to the
    /// shoulder, in metres.
    fn supporting_arms(&self, a: &KeyPose, b: &KeyPose, u: f32) -> Vec<(Side, Vec3, f32)> {
        let supporting = |side: Side| {
            let i = side.index();
            let (from, to) = (a.arms()[i], b.arms()[i]);
            let (from_hand, to_hand) = (from.hand.as_ref()?, to.hand.as_ref()?);
            let hand = self
                .floor(side, from_hand)
                .lerp(self.floor(side, to_hand), u);
            let bend_deg = mix(from.elbow_deg, to.elbow_deg, u);
            Some((side, hand, span(self.build.arm_m(), bend_deg)))
        };
        Side::BOTH.into_iter().filter_map(supporting).collect()
    }

    /// The pitch at which the supporting arms have just the bend that is asked of them.
    pub(super) fn pitch_by_arms(
        &self,
        pelvis: &PelvisKey,
        at: impl Fn(&PelvisKey) -> Trunk,
        a: &KeyPose,
        b: &KeyPose,
        u: f32,
    ) -> f32 {
        let supporting = self.supporting_arms(a, b, u);
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
}

pub(super) fn pelvis_axes(pelvis: &PelvisKey) -> Mat3 {
    Mat3::from_rotation_x(pelvis.pitch_deg.to_radians())
        * Mat3::from_rotation_z(pelvis.roll_deg.to_radians())
        * Mat3::from_rotation_y(pelvis.turn_deg.to_radians())
}

fn turn(flex_deg: f32, side_deg: f32) -> Quat {
    Quat::from_rotation_x(flex_deg.to_radians()) * Quat::from_rotation_z(side_deg.to_radians())
}

pub(super) fn mix_pelvis(a: &PelvisKey, b: &PelvisKey, u: f32) -> PelvisKey {
    PelvisKey {
        pitch_deg: mix(a.pitch_deg, b.pitch_deg, u),
        roll_deg: mix(a.roll_deg, b.roll_deg, u),
        turn_deg: mix(a.turn_deg, b.turn_deg, u),
        chest_cm: mix(a.chest_cm, b.chest_cm, u),
        kneel_deg: mix(a.kneel_deg, b.kneel_deg, u),
        lift_cm: mix(a.lift_cm, b.lift_cm, u),
        forward_cm: mix(a.forward_cm, b.forward_cm, u),
    }
}

pub(super) fn mix_spine(a: &SpineKey, b: &SpineKey, u: f32) -> SpineKey {
    SpineKey {
        lumbar_deg: mix(a.lumbar_deg, b.lumbar_deg, u),
        middle_deg: mix(a.middle_deg, b.middle_deg, u),
        upper_deg: mix(a.upper_deg, b.upper_deg, u),
        side_deg: mix(a.side_deg, b.side_deg, u),
        twist_deg: mix(a.twist_deg, b.twist_deg, u),
    }
}

fn mix_turn(a: &TurnKey, b: &TurnKey, u: f32) -> Quat {
    turn(
        mix(a.flex_deg, b.flex_deg, u),
        mix(a.side_deg, b.side_deg, u),
    )
}
