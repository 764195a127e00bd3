//! Arms with hands, legs with feet.

use super::super::look::Sleeves;
use super::super::skeleton::{Frame, Limb};
use super::{BodyBuilder, Cone, Group, Hem, Material, PartStyle, v};
use crate::blazepose::Side;

/// How far a hem stands out from what it covers.
const HEM_M: f32 = 0.004;

impl BodyBuilder<'_> {
    pub(super) fn arm(&mut self, side: Side, arm: &Limb) {
        self.group = Group::arm(side);
        let g = self.build.girth;
        let [u, f] = self.build.arm_m().map(|length| length / self.k);
        // Share of the upper arm that the sleeve covers.
        let sleeve = match self.look.sleeves {
            Sleeves::Tiny => Some(0.30),
            Sleeves::Short => Some(0.55),
            Sleeves::Long => None,
        };
        let upper = |builder: &Self, blend_m| PartStyle {
            hem: sleeve.map(|share| builder.hem(&arm.upper, share * u)),
            ..PartStyle::new(Material::Shirt, blend_m)
        };
        let lower = |builder: &Self, blend_m| match sleeve {
            Some(_) => PartStyle::new(Material::Skin, blend_m),
            None => PartStyle {
                hem: Some(builder.hem(&arm.lower, 0.94 * f)),
                ..PartStyle::new(Material::Shirt, blend_m)
            },
        };
        let shoulder = down([0.008, 0.42 * u], [0.0; 2], [0.057 * g, 0.046 * g]);
        let style = upper(self, 0.04);
        self.cone("upper arm", Some(side), &arm.upper, &shoulder, style);
        let biceps = down([0.30 * u, u], [0.0; 2], [0.046 * g, 0.036 * g]);
        let style = upper(self, 0.03);
        self.cone("elbow", Some(side), &arm.upper, &biceps, style);
        let belly = down([0.0, 0.42 * f], [0.0; 2], [0.038 * g, 0.041 * g]);
        let style = lower(self, 0.02);
        self.cone("forearm", Some(side), &arm.lower, &belly, style);
        let wrist = down([0.35 * f, f], [0.0; 2], [0.041 * g, 0.0265 * g]);
        let style = lower(self, 0.03);
        self.cone("wrist", Some(side), &arm.lower, &wrist, style);
        self.hand(side, &arm.end);
    }

    fn hand(&mut self, side: Side, hand: &Frame) {
        let s = side.sign();
        // A hand is mostly bone, so the girth changes it little.
        let g = self.build.girth.sqrt();
        let skin = |blend_m| PartStyle::new(Material::Skin, blend_m);
        let palm = Cone {
            ends: [v(0.0, -0.012, 0.0), v(0.0, -0.078, 0.0)],
            radii_m: [0.030 * g, 0.038 * g],
            stretch: 0.42,
        };
        self.cone("palm", Some(side), hand, &palm, skin(0.015));
        let fingers = [
            ("index finger", 0.030, 0.078),
            ("middle finger", 0.010, 0.086),
            ("ring finger", -0.011, 0.080),
            ("little finger", -0.031, 0.064),
        ];
        for (name, z, length) in fingers {
            // Spread towards the tips, slightly curled to the palm.
            let root = v(0.0, -0.088, z);
            let knuckle = v(-s * 0.004, -0.088 - 0.5 * length, z * 1.125);
            let tip = v(-s * 0.016, -0.088 - length, z * 1.25);
            let near = cone([root, knuckle], [0.0098 * g, 0.0088 * g]);
            self.cone(name, Some(side), hand, &near, skin(0.010));
            let far = cone([knuckle, tip], [0.0088 * g, 0.0072 * g]);
            self.cone(name, Some(side), hand, &far, skin(0.004));
        }
        let thumb = [
            v(0.0, -0.022, 0.022),
            v(-s * 0.006, -0.058, 0.052),
            v(-s * 0.010, -0.092, 0.062),
        ];
        let near = cone([thumb[0], thumb[1]], [0.0155 * g, 0.0115 * g]);
        self.cone("thumb", Some(side), hand, &near, skin(0.015));
        let far = cone([thumb[1], thumb[2]], [0.0115 * g, 0.0085 * g]);
        self.cone("thumb", Some(side), hand, &far, skin(0.006));
    }

    pub(super) fn leg(&mut self, side: Side, leg: &Limb) {
        self.group = Group::leg(side);
        let g = self.build.girth;
        let [t, l] = self.build.leg_m().map(|length| length / self.k);
        let shorts = self.look.shorts;
        let upper = |builder: &Self, blend_m| PartStyle {
            hem: shorts.then(|| builder.hem(&leg.upper, 0.55 * t)),
            ..PartStyle::new(Material::Trousers, blend_m)
        };
        let lower = |builder: &Self, blend_m| match shorts {
            true => PartStyle::new(Material::Skin, blend_m),
            false => PartStyle {
                hem: Some(builder.hem(&leg.lower, 0.95 * l)),
                ..PartStyle::new(Material::Trousers, blend_m)
            },
        };
        let thigh = down([0.0, 0.5 * t], [-0.005, 0.004], [0.088 * g, 0.073 * g]);
        let style = upper(self, 0.05);
        self.cone("thigh", Some(side), &leg.upper, &thigh, style);
        let knee = down([0.4 * t, t], [0.004; 2], [0.076 * g, 0.051 * g]);
        let style = upper(self, 0.04);
        self.cone("knee", Some(side), &leg.upper, &knee, style);
        let shin = down([0.0, 0.55 * l], [0.004, -0.006], [0.051 * g, 0.050 * g]);
        let style = lower(self, 0.03);
        self.cone("shin", Some(side), &leg.lower, &shin, style);
        let calf = [v(0.0, -0.28 * l, -0.026), v(0.046, 0.115, 0.042) * g];
        let style = lower(self, 0.04);
        self.ellipsoid("calf", Some(side), &leg.lower, calf, style);
        let ankle = down([0.45 * l, l], [-0.006, 0.0], [0.048 * g, 0.033 * g]);
        let style = lower(self, 0.03);
        self.cone("ankle", Some(side), &leg.lower, &ankle, style);
        self.foot(side, &leg.end);
    }

    fn foot(&mut self, side: Side, foot: &Frame) {
        let s = side.sign();
        let shoes = self.look.shoes;
        // Leather is a few millimetres thick.
        let (material, more) = if shoes {
            (Material::Shoe, 0.004)
        } else {
            (Material::Skin, 0.0)
        };
        let style = |blend_m| PartStyle::new(material, blend_m);
        let heel = cone(
            [v(0.0, -0.002, -0.010), v(0.0, -0.030, -0.030)],
            [0.034 + more; 2],
        );
        self.cone("heel", Some(side), foot, &heel, style(0.025));
        let instep = Cone {
            ends: [v(0.0, -0.010, 0.008), v(0.0, -0.041, 0.110)],
            radii_m: [0.034 + more, 0.024 + more],
            stretch: 1.12,
        };
        self.cone("instep", Some(side), foot, &instep, style(0.03));
        let sole = Cone {
            ends: [v(0.0, -0.034, -0.025), v(0.0, -0.043, 0.115)],
            radii_m: [0.030 + more, 0.023 + more],
            stretch: 1.25,
        };
        self.cone("sole", Some(side), foot, &sole, style(0.025));
        if shoes {
            let cap = Cone {
                ends: [v(-s * 0.002, -0.044, 0.110), v(-s * 0.006, -0.046, 0.148)],
                radii_m: [0.026, 0.024],
                stretch: 1.35,
            };
            self.cone("toe cap", Some(side), foot, &cap, style(0.02));
        } else {
            self.toes(side, foot);
        }
    }

    fn toes(&mut self, side: Side, foot: &Frame) {
        let s = side.sign();
        let style = PartStyle::new(Material::Skin, 0.008);
        let toes = [
            "big toe",
            "second toe",
            "third toe",
            "fourth toe",
            "little toe",
        ];
        for (i, name) in toes.into_iter().enumerate() {
            let n = i as f32;
            let x = s * (-0.026 + 0.0135 * n);
            let radius = if i == 0 { 0.0145 } else { 0.0105 };
            // All of them stand on the ground that the sole stands on.
            let y = -0.066 + radius;
            let toe = cone(
                [v(x, y + 0.002, 0.125), v(x, y, 0.165 - 0.008 * n)],
                [radius; 2],
            );
            self.cone(name, Some(side), foot, &toe, style);
        }
    }

    /// A hem across a limb, `below` metres (at the reference height) below its upper joint.
    fn hem(&self, bone: &Frame, below: f32) -> Hem {
        let axis = bone.axes.y_axis;
        Hem {
            axis,
            at_m: bone.origin.dot(axis) - below * self.k,
            thickness_m: HEM_M * self.k,
        }
    }
}

fn cone(ends: [glam::Vec3; 2], radii_m: [f32; 2]) -> Cone {
    Cone {
        ends,
        radii_m,
        stretch: 1.0,
    }
}

/// A cone along a limb: how far below its joint, how far forward of it, and how thick it begins
/// and ends.
fn down(below: [f32; 2], forward: [f32; 2], radii_m: [f32; 2]) -> Cone {
    let end = |i: usize| v(0.0, -below[i], forward[i]);
    cone([end(0), end(1)], radii_m)
}
