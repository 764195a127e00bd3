//! Sphere tracing: from the lens along a ray to the figure, in steps as long as the distance to
//! it.

use glam::Vec3;

use super::field::{FAR_M, Field};
use super::figure::Set;

/// Each step is this share of the distance, because blended and stretched parts are a little nearer
/// than their field says.
const CAUTION: f32 = 0.92;

/// Distance in pixels at which a ray counts as having reached the surface.
const TOUCH_PX: f32 = 0.2;

const MOST_STEPS: usize = 160;

/// Where a ray meets the figure.
pub(super) struct Hit {
    /// Distance from the lens.
    pub t_m: f32,
    /// Share of the pixel that the figure covers; less than 1 along its outline.
    pub coverage: f32,
    /// The parts near the ray.
    pub set: Set,
}

/// How far a whole bundle of rays can go before one of them may meet the figure: those around
/// `along` that part from it by at most `spread` metres per metre. `None` if all of them miss.
pub(super) fn approach(
    field: &Field<'_>,
    set: Set,
    from: Vec3,
    along: Vec3,
    spread: f32,
) -> Option<f32> {
    let crossing = field.crossing(set, from, along, spread);
    let mut t = crossing.near_m;
    let mut bound = FAR_M;
    for _ in 0..MOST_STEPS {
        if t >= crossing.far_m {
            return None;
        }
        let distance = field.distance_m(crossing.set, from + along * t, bound);
        let free = distance - spread * t;
        if free < 0.005 {
            break;
        }
        // The bundle grows wider on the way.
        let step = CAUTION * free / (1.0 + spread);
        t += step;
        bound = distance + step;
    }
    Some(t)
}

/// Follows one ray from `near_m`, before which there is nothing, as far as `far_m`. `pixel_rad`
/// is the angle of a pixel.
///
/// The surface is looked for half a pixel beneath the true one; a ray that passes between the two
/// covers its pixel in part, exactly half where it grazes the true surface.
pub(super) fn march(
    field: &Field<'_>,
    set: Set,
    from: Vec3,
    along: Vec3,
    pixel_rad: f32,
    [near_m, far_m]: [f32; 2],
) -> Option<Hit> {
    let crossing = field.crossing(set, from, along, 0.5 * pixel_rad);
    let far_m = far_m.min(crossing.far_m);
    let set = crossing.set;
    let mut t = crossing.near_m.max(near_m);
    let mut bound = FAR_M;
    let mut closest = (FAR_M, t);
    for _ in 0..MOST_STEPS {
        if t >= far_m {
            break;
        }
        let distance = field.distance_m(set, from + along * t, bound);
        let beneath = distance + 0.5 * pixel_rad * t;
        let beneath_px = beneath / (pixel_rad * t);
        if beneath_px < TOUCH_PX {
            return Some(Hit {
                t_m: t,
                coverage: 1.0,
                set,
            });
        }
        if beneath_px < closest.0 {
            closest = (beneath_px, t);
        }
        let step = CAUTION * beneath;
        t += step;
        bound = distance.abs() + step;
    }
    (closest.0 < 1.0).then_some(Hit {
        t_m: closest.1,
        coverage: 1.0 - closest.0,
        set,
    })
}

/// Whether a place in or on the body can be seen from `from`: there is no air between it and the first
/// surface on the way, and no more flesh than `flesh_m`.
pub(super) fn is_seen(field: &Field<'_>, from: Vec3, point: Vec3, flesh_m: f32) -> bool {
    let way = point - from;
    let length = way.length();
    let along = way / length;
    let crossing = field.crossing(field.all(), from, along, 0.0);
    // Up to here nothing may be hit, from here on nothing may be air: the body is convex enough
    // on the last few centimetres above a joint, and landmarks may lie a little outside of it.
    let surface = length - flesh_m;
    let mut t = crossing.near_m;
    let mut inside = false;
    for _ in 0..4 * MOST_STEPS {
        if t >= length {
            return true;
        }
        let distance = field.distance_m(crossing.set, from + along * t, FAR_M);
        if distance < 0.001 {
            if t < surface {
                return false;
            }
            inside = true;
            t += 0.004;
        } else if inside && distance > 0.004 && length - t > 0.03 {
            return false;
        } else {
            t += (CAUTION * distance).max(0.002);
        }
    }
    true
}
