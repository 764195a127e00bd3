//! What the performer wears and how the room is lit. Colours are linear RGB, 0 to 1.

use glam::Vec3;

/// How far the sleeves reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sleeves {
    /// A third of the upper arm.
    Tiny,
    /// A T-shirt: half of the upper arm.
    Short,
    /// To the wrist.
    Long,
}

/// Light of the scene. The key light keeps its place relative to the camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Light {
    /// Where the key light comes from: to the picture's right, up, towards the camera.
    pub from: Vec3,
    /// Colour of the key light.
    pub key: Vec3,
    /// Light from above.
    pub sky: Vec3,
    /// Light thrown back by the floor.
    pub ground: Vec3,
    /// Factor on all of it; .25 is a dim evening room.
    pub strength: f32,
}

/// Everything about the picture that is not the pose, the build and the camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Skin.
    pub skin: Vec3,
    /// Shirt.
    pub shirt: Vec3,
    /// Trousers or shorts.
    pub trousers: Vec3,
    /// Hair and brows.
    pub hair: Vec3,
    /// Shoes, where worn.
    pub shoe: Vec3,
    /// Length of the sleeves.
    pub sleeves: Sleeves,
    /// Shorts to the middle of the thigh in place of trousers.
    pub shorts: bool,
    /// Shoes in place of bare feet.
    pub shoes: bool,
    /// Cloth has folds.
    pub folds: bool,
    /// The wall behind.
    pub wall: Vec3,
    /// The darkest and the lightest plank of the floor.
    pub floor: [Vec3; 2],
    /// The mat, where there is one.
    pub mat: Option<Vec3>,
    /// Light.
    pub light: Light,
    /// Standard deviation of the sensor's noise in 8-bit steps; 0 for none.
    pub grain: f32,
    /// Softness of the lens: standard deviation of its blur in pixels; 0 for none.
    pub blur_px: f32,
}

impl Default for Look {
    /// By day, in a plain room, in a blue T-shirt.
    fn default() -> Self {
        Look {
            skin: SKINS[0],
            shirt: Vec3::new(0.16, 0.30, 0.55),
            trousers: Vec3::new(0.10, 0.11, 0.14),
            hair: Vec3::new(0.075, 0.045, 0.03),
            shoe: Vec3::new(0.55, 0.55, 0.54),
            sleeves: Sleeves::Short,
            shorts: false,
            shoes: false,
            folds: true,
            wall: Vec3::new(0.62, 0.60, 0.56),
            floor: [Vec3::new(0.50, 0.33, 0.20), Vec3::new(0.66, 0.47, 0.30)],
            mat: Some(Vec3::new(0.24, 0.42, 0.45)),
            light: Light {
                from: Vec3::new(0.5, 1.2, 0.65),
                key: Vec3::new(0.95, 0.90, 0.82),
                sky: Vec3::new(0.42, 0.44, 0.48),
                ground: Vec3::new(0.22, 0.19, 0.17),
                strength: 1.0,
            },
            grain: 3.0,
            blur_px: 0.6,
        }
    }
}

/// Five skins from light to dark.
pub const SKINS: [Vec3; 5] = [
    Vec3::new(0.80, 0.58, 0.47),
    Vec3::new(0.86, 0.68, 0.58),
    Vec3::new(0.62, 0.41, 0.29),
    Vec3::new(0.40, 0.25, 0.17),
    Vec3::new(0.28, 0.17, 0.11),
];

impl Look {
    /// The guide figure of the screens: calm colours, even light, nothing that flickers.
    #[must_use]
    pub fn guide() -> Look {
        Look {
            shirt: Vec3::new(0.045, 0.22, 0.21),
            trousers: Vec3::new(0.085, 0.10, 0.11),
            hair: Vec3::new(0.07, 0.045, 0.03),
            folds: false,
            light: Light {
                key: Vec3::new(1.05, 1.0, 0.92),
                sky: Vec3::new(0.52, 0.53, 0.56),
                ground: Vec3::new(0.34, 0.31, 0.28),
                ..Look::default().light
            },
            grain: 0.0,
            blur_px: 0.0,
            ..Look::default()
        }
    }

    /// The default look in a dim room, with the noise that a webcam then has.
    #[must_use]
    pub fn dim() -> Look {
        let mut look = Look::default();
        look.light.strength = 0.25;
        look.grain = 7.0;
        look
    }
}
