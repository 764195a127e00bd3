//! The figure as a distance field: the distance from any place to its surface.

use glam::Vec3;

use super::figure::{BoundingSphere, Figure, Part, Set};

/// Groups touch with a seam this wide, in metres.
const SEAM_M: f32 = 0.012;

/// Smooth blending makes a body thicker than its parts, by at most this many metres at ordinary
/// size.
pub(super) const SWELL_M: f32 = 0.03;

/// A distance that is larger than any that occurs.
pub(super) const FAR_M: f32 = 1e6;

/// A smooth minimum. Where the two values differ by less than `width`, the edge between them is
/// rounded.
#[inline]
fn smooth_min(a: f32, b: f32, width: f32) -> f32 {
    let near = width - (a - b).abs();
    if near <= 0.0 {
        return a.min(b);
    }
    a.min(b) - near * near * 0.25 / width
}

/// The figure as a distance field.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    parts: &'a [Part],
    bounds: &'a [BoundingSphere],
    groups: &'a [Set],
    scale: f32,
}

/// The part of a ray that comes near the figure.
pub(super) struct Crossing {
    /// The parts that are near.
    pub set: Set,
    pub near_m: f32,
    pub far_m: f32,
}

impl<'a> Field<'a> {
    pub fn new(figure: &'a Figure) -> Self {
        Field {
            parts: figure.parts(),
            bounds: &figure.bounds,
            groups: &figure.groups,
            scale: figure.scale(),
        }
    }

    /// Every part.
    pub fn all(&self) -> Set {
        self.groups.iter().fold(0, |all, group| all | group)
    }

    /// Distance to the surface in metres, negative inside, if only the parts of `set` are there.
    /// `bound_m` is a distance that is known not to be exceeded; parts farther away are not
    /// looked at. Pass [`FAR_M`] where nothing is known.
    pub fn distance_m(&self, set: Set, p: Vec3, bound_m: f32) -> f32 {
        let seam = SEAM_M * self.scale;
        let slack = SWELL_M * self.scale;
        let mut body = FAR_M;
        let mut nearest = bound_m;
        for members in self.groups {
            let mut left = set & members;
            if left == 0 {
                continue;
            }
            let mut group = FAR_M;
            while left != 0 {
                let i = left.trailing_zeros() as usize;
                left &= left - 1;
                let ball = &self.bounds[i];
                let limit = nearest + slack + ball.reach_m;
                if (p - ball.centre).length_squared() > limit * limit {
                    continue;
                }
                let part = &self.parts[i];
                group = smooth_min(group, part.distance_m(p), part.blend_m);
                nearest = nearest.min(group);
            }
            body = smooth_min(body, group, seam);
        }
        body.min(bound_m)
    }

    /// The part that a place on the surface belongs to.
    pub fn nearest(&self, set: Set, p: Vec3) -> Option<&'a Part> {
        members(set)
            .map(|i| (self.parts[i].distance_m(p), &self.parts[i]))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, part)| part)
    }

    /// Direction away from the surface, of length 1.
    pub fn normal(&self, set: Set, p: Vec3) -> Vec3 {
        let step = 0.0012 * self.scale;
        // Four corners of a tetrahedron are enough for a slope in three dimensions.
        [
            Vec3::new(1.0, -1.0, -1.0),
            Vec3::new(-1.0, -1.0, 1.0),
            Vec3::new(-1.0, 1.0, -1.0),
            Vec3::ONE,
        ]
        .into_iter()
        .map(|corner| corner * self.distance_m(set, p + corner * step, 4.0 * step + 0.02))
        .sum::<Vec3>()
        .normalize_or(Vec3::Y)
    }

    /// Which parts of `set` a ray comes so near to that it could hit them or what they blend into,
    /// and between which distances. `spread` is how much the ray widens per metre.
    #[inline]
    pub fn crossing(&self, set: Set, from: Vec3, along: Vec3, spread: f32) -> Crossing {
        let swell = SWELL_M * self.scale;
        let mut crossing = Crossing {
            set: 0,
            near_m: FAR_M,
            far_m: 0.0,
        };
        for i in members(set) {
            let ball = &self.bounds[i];
            let offset = ball.centre - from;
            let t = offset.dot(along);
            let wider = spread * t.max(0.0);
            let beside = offset.length_squared() - t * t;
            let reach = ball.reach_m + wider;
            if beside > reach * reach || t < -reach {
                continue;
            }
            crossing.set |= 1 << i;
            // The part can change what is hit; can it be hit itself?
            let radius = ball.radius_m + swell + wider;
            let half = radius * radius - beside;
            if half > 0.0 {
                let half = half.sqrt();
                crossing.near_m = crossing.near_m.min(t - half);
                crossing.far_m = crossing.far_m.max(t + half);
            }
        }
        crossing.near_m = crossing.near_m.max(0.0);
        crossing
    }

    /// The parts that lie within a ball or reach into it.
    pub fn around(&self, set: Set, centre: Vec3, radius_m: f32) -> Set {
        members(set).fold(0, |found, i| {
            let ball = &self.bounds[i];
            let limit = ball.reach_m + radius_m;
            let near = (ball.centre - centre).length_squared() < limit * limit;
            found | Set::from(near) << i
        })
    }
}

fn members(mut set: Set) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let i = set.trailing_zeros();
        set &= set.wrapping_sub(1);
        (i < Set::BITS).then_some(i as usize)
    })
}
