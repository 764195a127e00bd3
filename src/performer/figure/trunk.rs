//! Pelvis, spine, neck, head and hair.

use super::super::skeleton::{Frame, Trunk};
use super::{BodyBuilder, Cone, Group, Hem, Material, PartStyle, v};
use crate::blazepose::Side;

impl BodyBuilder<'_> {
    pub(super) fn torso(&mut self, trunk: &Trunk) {
        self.group = Group::Torso;
        let g = self.build.girth;
        let (wide, hips) = (self.build.shoulders, self.build.hips);
        let trousers = PartStyle::new(Material::Trousers, 0.05);
        let shirt = |blend_m| PartStyle::new(Material::Shirt, blend_m);

        let pelvis = &trunk.pelvis;
        let belly = [v(0.0, 0.035, 0.0), v(0.160 * hips, 0.115, 0.105) * g];
        self.ellipsoid("pelvis", None, pelvis, belly, trousers);
        for side in Side::BOTH {
            let place = v(side.sign() * 0.075 * hips, -0.015, -0.045);
            let seat = [place, v(0.085, 0.10, 0.082) * g];
            self.ellipsoid("seat", Some(side), pelvis, seat, trousers);
        }
        let [lumbar, middle, upper] = &trunk.spine;
        let waist = [v(0.0, 0.045, 0.008), v(0.134, 0.115, 0.098) * g];
        self.ellipsoid("waist", None, lumbar, waist, shirt(0.07));
        let ribs = [v(0.0, 0.06, 0.010), v(0.143, 0.15, 0.103) * g];
        self.ellipsoid("ribs", None, middle, ribs, shirt(0.07));
        let chest = [v(0.0, 0.045, 0.012), v(0.152 * wide, 0.145, 0.108) * g];
        self.ellipsoid("chest", None, upper, chest, shirt(0.06));
        for side in Side::BOTH {
            self.half_of_chest(side, upper);
        }
        self.neck(&trunk.neck);
    }

    fn half_of_chest(&mut self, side: Side, upper: &Frame) {
        let (g, wide) = (self.build.girth, self.build.shoulders);
        let shirt = |blend_m| PartStyle::new(Material::Shirt, blend_m);
        let s = side.sign();
        let breast = [v(s * 0.072, 0.035, 0.072), v(0.075, 0.065, 0.045) * g];
        self.ellipsoid("breast", Some(side), upper, breast, shirt(0.05));
        let blade = [v(s * 0.085, 0.06, -0.06), v(0.075, 0.10, 0.045) * g];
        self.ellipsoid("blade", Some(side), upper, blade, shirt(0.05));
        let shoulder = v(s * (0.175 * wide - 0.02), 0.134, 0.0);
        let yoke = Cone {
            ends: [v(s * 0.035, 0.167, -0.012), shoulder],
            radii_m: [0.050 * g, 0.055 * g],
            stretch: 1.0,
        };
        self.cone("yoke", Some(side), upper, &yoke, shirt(0.05));
        let slope = Cone {
            ends: [
                v(s * 0.030, 0.200, -0.020),
                v(s * 0.125 * wide, 0.156, -0.010),
            ],
            radii_m: [0.034 * g, 0.038 * g],
            stretch: 1.0,
        };
        self.cone("slope", Some(side), upper, &slope, shirt(0.03));
    }

    fn neck(&mut self, frame: &Frame) {
        let g = self.build.girth;
        let neck = Cone {
            ends: [v(0.0, -0.035, -0.004), v(0.0, 0.115, 0.006)],
            radii_m: [0.056 * g, 0.050 * g],
            stretch: 1.0,
        };
        // The shirt's collar lies higher at the back.
        let axis = frame.axes * v(0.0, -0.949, -0.316);
        let collar = frame.at(v(0.0, 0.038, -0.060) * self.k);
        let shirt = PartStyle {
            hem: Some(Hem {
                axis,
                at_m: collar.dot(axis),
                thickness_m: 0.003 * self.k,
            }),
            ..PartStyle::new(Material::Shirt, 0.03)
        };
        self.cone("neck", None, frame, &neck, shirt);
    }

    /// The head keeps its size whatever the girth: the landmarks of the face lie on it.
    pub(super) fn head(&mut self, head: &Frame) {
        self.group = Group::Head;
        let face = |blend_m| PartStyle::new(Material::Face, blend_m);
        let skull = [v(0.0, 0.085, 0.0), v(0.074, 0.094, 0.094)];
        self.ellipsoid("skull", None, head, skull, face(0.035));
        let cheeks = [v(0.0, 0.032, 0.034), v(0.060, 0.082, 0.062)];
        self.ellipsoid("cheeks", None, head, cheeks, face(0.035));
        let chin = [v(0.0, -0.020, 0.050), v(0.040, 0.028, 0.036)];
        self.ellipsoid("chin", None, head, chin, face(0.030));
        let nose = Cone {
            ends: [v(0.0, 0.062, 0.088), v(0.0, 0.032, 0.106)],
            radii_m: [0.008, 0.0125],
            stretch: 1.0,
        };
        self.cone("nose", None, head, &nose, face(0.014));
        let lips = [v(0.0, -0.006, 0.086), v(0.024, 0.009, 0.010)];
        self.ellipsoid("lips", None, head, lips, face(0.010));
        for side in Side::BOTH {
            let s = side.sign();
            let brow = [v(s * 0.020, 0.080, 0.080), v(0.022, 0.009, 0.012)];
            self.ellipsoid("brow", Some(side), head, brow, face(0.014));
            let ear = [v(s * 0.074, 0.050, -0.002), v(0.010, 0.028, 0.018)];
            let skin = PartStyle::new(Material::Skin, 0.008);
            self.ellipsoid("ear", Some(side), head, ear, skin);
        }

        self.group = Group::Hair;
        let hair = PartStyle::new(Material::Hair, 0.02);
        let crown = [v(0.0, 0.103, -0.014), v(0.081, 0.090, 0.097)];
        self.ellipsoid("crown", None, head, crown, hair);
        let nape = [v(0.0, 0.062, -0.042), v(0.063, 0.070, 0.064)];
        self.ellipsoid("nape", None, head, nape, hair);
    }
}
