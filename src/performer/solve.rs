//! From key poses to bones. The pelvis is placed where the support demands it, limbs reach to where
//! they rest, and two poses are blended so that supports stay in their place.

mod limbs;
mod plank;
mod trunk;

use glam::Vec3;

use super::skeleton::{Build, Skeleton};
use crate::blazepose::Side;
use crate::exercise::keyframes::{KeyPose, Support};

/// A body on its support.
#[derive(Debug, Clone)]
pub struct Solver {
    build: Build,
    support: Support,
    plank: Option<Plank>,
}

/// The supports of a plank.
#[derive(Debug, Clone, Copy)]
struct Plank {
    side: Side,
    /// The elbow, or the wrist of a straight arm.
    rest: Vec3,
    /// From the shoulder to there.
    reach_m: f32,
    on_hand: bool,
    /// The lower ankle, or the lower knee.
    foot: Vec3,
    on_knee: bool,
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
        if matches!(support, Support::Plank | Support::KneePlank) {
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
                contacts.push(if plank.on_hand {
                    (name("hand"), plank.rest, arm.end.origin)
                } else {
                    (name("elbow"), plank.rest, arm.lower.origin)
                });
                contacts.push(if plank.on_knee {
                    (name("knee"), plank.foot, leg.lower.origin)
                } else {
                    (name("foot"), plank.foot, leg.end.origin)
                });
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

    /// A place in centimetres of the reference person as metres of this one.
    fn world(&self, side: Side, out_cm: f32, height_cm: f32, forward_cm: f32) -> Vec3 {
        outward(side, [out_cm, height_cm, forward_cm]) / 100.0 * self.build.scale()
    }
}

fn outward(side: Side, [out, up, forward]: [f32; 3]) -> Vec3 {
    Vec3::new(side.sign() * out, up, forward)
}

fn mix(a: f32, b: f32, u: f32) -> f32 {
    a + (b - a) * u
}
