//! How much light a place sends to the lens.

use glam::Vec3;

use super::camera::View;
use super::field::{FAR_M, Field, Set};
use super::look::Light;

/// Softness of the shadow's edge: it is full where the figure comes nearer to the ray of light
/// than 1/9 of the way.
const SHADOW_SHARPNESS: f32 = 9.0;

/// Share of the key light that a full shadow takes, and of the ambient light that a corner takes.
const SHADOW_DEPTH: f32 = 0.85;
const CORNER_DEPTH: f32 = 0.8;

/// Corners are looked for up to this far from a surface.
pub(super) const CORNER_M: f32 = 0.16;

/// The light of a scene, in the world.
#[derive(Clone, Copy)]
pub(super) struct Lamp {
    pub light: Light,
    /// Towards the key light, of length 1.
    pub key: Vec3,
    eye: Vec3,
}

/// Light at a place without the surface's colour.
#[derive(Clone, Copy)]
pub(super) struct Lit {
    pub key: Vec3,
    pub ambient: Vec3,
}

impl Lit {
    /// Both together; `shadow` and `corner` are 1 in full light and 0 in none.
    pub fn total(&self, shadow: f32, corner: f32) -> Vec3 {
        let key = 1.0 - SHADOW_DEPTH * (1.0 - shadow);
        let ambient = 1.0 - CORNER_DEPTH * (1.0 - corner);
        self.key * key + self.ambient * ambient
    }
}

impl Lamp {
    pub fn new(light: Light, view: &View) -> Lamp {
        let key = view.right * light.from.x + Vec3::Y * light.from.y + view.toward() * light.from.z;
        Lamp {
            light,
            key: key.normalize_or(Vec3::Y),
            eye: view.eye,
        }
    }

    /// Light on a surface. `wrap` lets the key light reach round the edge, as in skin.
    pub fn on(&self, p: Vec3, normal: Vec3, wrap: f32) -> Lit {
        let light = &self.light;
        let facing = ((normal.dot(self.key) + wrap) / (1.0 + wrap)).max(0.0);
        let up = 0.5 + 0.5 * normal.y;
        let to_eye = (self.eye - p).normalize_or(Vec3::Y);
        let ambient = light.ground.lerp(light.sky, up) + 0.16 * normal.dot(to_eye).max(0.0);
        Lit {
            key: light.key * (facing * light.strength),
            ambient: ambient * light.strength,
        }
    }

    /// The parts that can throw a shadow on places within `radius_m` of `p`.
    pub fn before(&self, field: &Field<'_>, p: Vec3, radius_m: f32) -> Set {
        // A cone that begins behind `p`, so that it is wide enough there.
        let behind = radius_m * SHADOW_SHARPNESS;
        let from = p - self.key * behind;
        field
            .crossing(field.all(), from, self.key, 1.0 / SHADOW_SHARPNESS)
            .set
    }

    /// How much of the key light reaches a place: 1 all, 0 none. `set` are the parts in its way.
    pub fn shadow(&self, field: &Field<'_>, set: Set, p: Vec3) -> f32 {
        if set == 0 {
            return 1.0;
        }
        let crossing = field.crossing(set, p, self.key, 1.0 / SHADOW_SHARPNESS);
        let mut light: f32 = 1.0;
        let mut t = crossing.near_m.max(0.015);
        let mut bound = FAR_M;
        for _ in 0..48 {
            if t > crossing.far_m {
                break;
            }
            let distance = field.distance_m(crossing.set, p + self.key * t, bound);
            light = light.min(SHADOW_SHARPNESS * distance / t);
            if light < 0.01 {
                return 0.0;
            }
            let step = distance.clamp(0.012, 0.15);
            t += step;
            bound = distance.abs() + step;
        }
        // Smooth at both ends.
        light * light * (3.0 - 2.0 * light)
    }

    /// How open a place is: 1 in the open, 0 in a crevice. `floor` counts the floor as well.
    pub fn corner(&self, field: &Field<'_>, set: Set, p: Vec3, normal: Vec3, floor: bool) -> f32 {
        let mut closed = 0.0;
        let mut weight = 1.0;
        for n in 1..=5 {
            let height = CORNER_M * n as f32 / 5.0;
            let tap = p + normal * height;
            let mut distance = field.distance_m(set, tap, height);
            if floor {
                distance = distance.min(tap.y.max(0.0));
            }
            closed += weight * (1.0 - distance / height).clamp(0.0, 1.0);
            weight *= 0.75;
        }
        // The weights sum to 3.05.
        1.0 - closed / 3.05
    }
}

/// From linear light to 8-bit steps, not yet rounded: highlights are rolled off, then the
/// display's gamma.
#[derive(Clone)]
pub(super) struct Tone {
    /// Over the square root of the light, which spreads the dark end.
    table: Vec<f32>,
}

const TONE_STEPS: f32 = 512.0;
const TONE_TOP: f32 = 2.0;

impl Tone {
    pub fn new() -> Tone {
        let steps = (TONE_STEPS * TONE_TOP) as usize;
        let table = (0..=steps + 1)
            .map(|i| {
                let x = (i as f32 / TONE_STEPS).powi(2);
                255.0 * (x / (1.0 + 0.12 * x)).powf(1.0 / 2.2)
            })
            .collect();
        Tone { table }
    }

    #[inline]
    fn of(&self, light: f32) -> f32 {
        let x = light.max(0.0).sqrt().min(TONE_TOP) * TONE_STEPS;
        let i = x as usize;
        let (a, b) = (self.table[i], self.table[i + 1]);
        (a + (b - a) * (x - i as f32)).min(255.0)
    }

    #[inline]
    pub fn display(&self, light: Vec3) -> Vec3 {
        Vec3::new(self.of(light.x), self.of(light.y), self.of(light.z))
    }
}
