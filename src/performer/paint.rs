//! Colour and fine relief of the figure's surfaces.

use glam::Vec3;

use super::figure::{Material, Part};
use super::look::Look;
use super::noise;

/// How much folds tilt the surface of cloth.
const FOLDS: f32 = 0.10;

/// Light reaches this far round the edge of skin.
const SKIN_WRAP: f32 = 0.15;

/// A surface before light falls on it.
pub(super) struct Surface {
    pub albedo: Vec3,
    pub normal: Vec3,
    pub wrap: f32,
}

/// Paints a place on a part. `scale` is the size of the body.
pub(super) fn surface(part: &Part, p: Vec3, normal: Vec3, look: &Look, scale: f32) -> Surface {
    let local = part.frame.local(p) / scale;
    let material = part.material_at(p);
    let albedo = match material {
        Material::Skin => look.skin,
        Material::Face if look.face => face(look, local),
        Material::Face => look.skin,
        Material::Shirt => look.shirt,
        Material::Trousers => look.trousers,
        Material::Hair if look.folds => strands(look.hair, local),
        Material::Hair => look.hair,
        Material::Shoe => look.shoe,
    };
    let cloth = matches!(material, Material::Shirt | Material::Trousers);
    let wrap = match material {
        Material::Skin | Material::Face => SKIN_WRAP,
        _ => 0.0,
    };
    let normal = if cloth && look.folds {
        // Folds are longer around a limb than along it.
        let frequency = Vec3::new(14.0, 24.0, 14.0);
        let (_, slope) = noise::cloudy(local * frequency);
        let tilt = part.frame.axes * slope;
        (normal - FOLDS * (tilt - normal * tilt.dot(normal))).normalize_or(normal)
    } else {
        normal
    };
    Surface {
        albedo,
        normal,
        wrap,
    }
}

/// Hair is combed down: light and dark streaks that are narrow across.
fn strands(hair: Vec3, local: Vec3) -> Vec3 {
    let (streak, _) = noise::smooth(local * Vec3::new(220.0, 18.0, 120.0));
    hair * (0.75 + 0.6 * streak)
}

/// Eyes, brows and mouth on the front of the head.
fn face(look: &Look, local: Vec3) -> Vec3 {
    let skin = look.skin;
    if local.z < 0.03 {
        return skin;
    }
    let x = local.x.abs();
    let ellipse = |cx: f32, cy: f32, rx: f32, ry: f32| {
        ((x - cx) / rx).powi(2) + ((local.y - cy) / ry).powi(2)
    };
    let eye = ellipse(0.031, 0.062, 0.0145, 0.0072);
    if eye < 0.75 {
        let iris = ellipse(0.031, 0.062, 0.0068, 0.0068);
        return if iris < 1.0 {
            Vec3::new(0.05, 0.03, 0.02)
        } else {
            Vec3::new(0.80, 0.79, 0.77)
        };
    }
    if eye < 1.3 {
        return skin * 0.25;
    }
    if ellipse(0.031, 0.083, 0.021, 0.0042) < 1.0 {
        return skin.lerp(look.hair, 0.8);
    }
    if ellipse(0.0, -0.006, 0.026, 0.0085) < 1.0 {
        return skin * Vec3::new(0.72, 0.42, 0.40);
    }
    skin
}
