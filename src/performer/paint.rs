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
        Material::Face => face(look, local),
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
        let frequency = Vec3::new(16.0, 17.0, 16.0);
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
    let eye = ellipse(0.031, 0.062, 0.0145, 0.0068);
    let iris = ellipse(0.031, 0.0625, 0.0066, 0.0066);
    if eye < 0.85 {
        return if iris < 1.0 {
            Vec3::new(0.05, 0.03, 0.02)
        } else {
            Vec3::new(0.74, 0.72, 0.69)
        };
    }
    // The upper lid is darker than the lower one.
    if eye < 1.35 {
        return skin * if local.y > 0.0625 { 0.28 } else { 0.62 };
    }
    // Brows and the corners of the mouth go up a little, for a friendly face.
    let arch = 0.084 + 0.16 * (x - 0.012) * (0.058 - x) / 0.023;
    let brow = ((x - 0.031) / 0.021).powi(2) + ((local.y - arch) / 0.0042).powi(2);
    if brow < 1.0 {
        return skin.lerp(look.hair, 0.75);
    }
    let smile = -0.0075 + 7.0 * x * x;
    let mouth = (x / 0.026).powi(2) + ((local.y - smile) / 0.0072).powi(2);
    if mouth < 1.0 {
        let lips = skin * Vec3::new(0.80, 0.52, 0.50);
        let line = (local.y - smile).abs() < 0.0011;
        return if line { lips * 0.6 } else { lips };
    }
    skin
}
