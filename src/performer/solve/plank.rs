//! Supports that decide the tilt of the trunk: straight arms on all fours, and forearm and feet in
//! a plank.

use glam::Vec3;

use super::{Plank, Solver};
use crate::blazepose::Side;
use crate::exercise::keyframes::{ForearmPlace, KeyPose, PelvisKey, Support};
use crate::performer::skeleton::{Trunk, TrunkTurns};

/// Height of the lower ankle over the floor in a plank on the edge of the foot, of a person
/// 1.70 m tall.
const EDGE_ANKLE_M: f32 = 0.045;

/// Height of the lower knee's joint over the floor in a plank on its outer side.
const SIDE_KNEE_M: f32 = 0.055;

/// Length of a straight arm as a share of its bones, because an elbow is hardly ever quite
/// straight.
const STRAIGHT: f32 = 0.995;

/// Steps of a bisection: 80° / 2^20 is far below what a picture shows.
const BISECTIONS: usize = 20;

impl Solver {
    /// The supports of a plank whose good form is `good`, with the forearm of `own`.
    pub(super) fn plank_under(&self, good: &KeyPose, own: &KeyPose) -> Option<Plank> {
        let (side, forearm) = Side::BOTH.into_iter().find_map(|side| {
            let forearm = own.arms()[side.index()].forearm.as_ref()?;
            Some((side, forearm))
        })?;
        let on_knee = self.support == Support::KneePlank;
        let foot_m = if on_knee { SIDE_KNEE_M } else { EDGE_ANKLE_M };
        let foot = Vec3::new(0.0, foot_m * self.build.scale(), 0.0);
        let on_hand = forearm.on_hand;
        let [upper_m, lower_m] = self.build.arm_m();
        let reach_m = if on_hand {
            STRAIGHT * (upper_m + lower_m)
        } else {
            upper_m
        };
        let plank = Plank {
            side,
            rest: Vec3::ZERO,
            reach_m,
            on_hand,
            foot,
            on_knee,
        };
        let rest = self.rest_of_arm(plank, good, forearm);
        Some(Plank { rest, ..plank })
    }

    /// Where the supporting arm rests: below the shoulder of the good form, as far beyond it as `forearm`
    /// says.
    fn rest_of_arm(&self, plank: Plank, good: &KeyPose, forearm: &ForearmPlace) -> Vec3 {
        let k = self.build.scale();
        let solver = Solver {
            plank: Some(plank),
            ..self.clone()
        };
        let rest_y = forearm.height_cm / 100.0 * k;
        let turns = TrunkTurns::default();
        let roll_sign = good.pelvis.roll_deg.signum();
        let shoulder = |roll: f32| {
            let pelvis = PelvisKey {
                roll_deg: roll_sign * roll,
                ..good.pelvis
            };
            solver
                .place(&pelvis, &turns, good, good, 0.0)
                .shoulder(&self.build, plank.side)
        };
        // 90° lies flat, 0° stands.
        let roll = bisect(20.0, 90.0, |roll| rest_y + plank.reach_m - shoulder(roll).y);
        let over = shoulder(roll);
        let headward = -roll_sign;
        Vec3::new(
            over.x + headward * forearm.beyond_shoulder_cm / 100.0 * k,
            rest_y,
            over.z,
        )
    }

    /// The roll at which the supporting arm reaches from the shoulder to where it rests.
    pub(super) fn roll_by_arm(&self, pelvis: &PelvisKey, at: impl Fn(&PelvisKey) -> Trunk) -> f32 {
        let Some(plank) = self.plank else {
            return pelvis.roll_deg;
        };
        let sign = pelvis.roll_deg.signum();
        sign * bisect(20.0, 100.0, |roll| {
            let trunk = at(&PelvisKey {
                roll_deg: sign * roll,
                ..*pelvis
            });
            let shoulder = trunk.shoulder(&self.build, plank.side);
            // Below the elbow's height the arm would reach as well, from under the floor.
            let reach = shoulder.distance(plank.rest);
            plank.reach_m
                - if shoulder.y < plank.rest.y {
                    0.0
                } else {
                    reach
                }
        })
    }
}

/// From end to end of a limb bent by `bend_deg`, by the law of cosines.
pub(super) fn span([a, b]: [f32; 2], bend_deg: f32) -> f32 {
    (a * a + b * b + 2.0 * a * b * bend_deg.to_radians().cos()).sqrt()
}

/// Where `rising` crosses zero; the nearer end where it does not.
pub(super) fn bisect(mut low: f32, mut high: f32, rising: impl Fn(f32) -> f32) -> f32 {
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
