//! Distance from any place to the figure.

use glam::Vec3;

use super::figure::{Figure, Group, Part};

/// Some of the parts: bit n is part n.
pub(super) type Set = u128;

/// Groups touch with a seam this wide, in metres.
const SEAM_M: f32 = 0.012;

/// Melting makes a body thicker than its parts: by this at most, in metres, of ordinary size.
const SWELL_M: f32 = 0.04;

/// Farther than anything.
pub(super) const FAR_M: f32 = 1e6;

/// A smooth minimum: where the two differ by less than `width`, the edge between them is rounded.
#[inline]
fn melt(a: f32, b: f32, width: f32) -> f32 {
    let near = (width - (a - b).abs()).max(0.0);
    a.min(b) - near * near * 0.25 / width
}

/// The figure as a distance field.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    parts: &'a [Part],
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
            scale: figure.scale(),
        }
    }

    /// Every part.
    pub fn all(&self) -> Set {
        Set::MAX >> (Set::BITS as usize - self.parts.len())
    }

    fn of(&self, set: Set) -> impl Iterator<Item = (usize, &'a Part)> + use<'a> {
        let parts = self.parts;
        let mut left = set;
        std::iter::from_fn(move || {
            let i = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            parts.get(i).map(|part| (i, part))
        })
    }

    /// Distance to the surface in metres, negative inside, if only the parts of `set` are there.
    /// `bound_m` is a distance that is known not to be exceeded; parts farther away are not
    /// looked at. Pass [`FAR_M`] where nothing is known.
    #[inline]
    pub fn distance_m(&self, set: Set, p: Vec3, bound_m: f32) -> f32 {
        let seam = SEAM_M * self.scale;
        let slack = SWELL_M * self.scale;
        let mut body = FAR_M;
        let mut group = (Group::Torso, FAR_M);
        let mut nearest = bound_m;
        for (_, part) in self.of(set) {
            if part.group != group.0 {
                body = melt(body, group.1, seam);
                group = (part.group, FAR_M);
            }
            let (centre, radius) = part.shape.bounds();
            let limit = nearest + part.reach_m + slack + radius;
            if (p - centre).length_squared() > limit * limit {
                continue;
            }
            group.1 = melt(group.1, part.distance_m(p), part.blend_m);
            nearest = nearest.min(group.1);
        }
        melt(body, group.1, seam).min(bound_m)
    }

    /// The part that a place on the surface belongs to.
    pub fn nearest(&self, set: Set, p: Vec3) -> Option<&'a Part> {
        self.of(set)
            .map(|(_, part)| (part.distance_m(p), part))
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

    /// Which parts of `set` a ray comes so near to that it could hit them or what they melt into,
    /// and between which distances. `spread` is how much the ray widens per metre.
    #[inline]
    pub fn crossing(&self, set: Set, from: Vec3, along: Vec3, spread: f32) -> Crossing {
        let mut crossing = Crossing {
            set: 0,
            near_m: FAR_M,
            far_m: 0.0,
        };
        for (i, part) in self.of(set) {
            let (centre, radius) = part.shape.bounds();
            let offset = centre - from;
            let t = offset.dot(along);
            let wide = radius + part.reach_m + spread * t.max(0.0);
            let beside = offset.length_squared() - t * t;
            let half = wide * wide - beside;
            if half < 0.0 || t < -wide {
                continue;
            }
            let half = half.sqrt();
            crossing.set |= 1 << i;
            crossing.near_m = crossing.near_m.min(t - half);
            crossing.far_m = crossing.far_m.max(t + half);
        }
        crossing.near_m = crossing.near_m.max(0.0);
        crossing
    }

    /// The parts that lie within a ball or reach into it.
    pub fn around(&self, set: Set, centre: Vec3, radius_m: f32) -> Set {
        self.of(set).fold(0, |found, (i, part)| {
            let (middle, radius) = part.shape.bounds();
            let limit = radius + part.reach_m + radius_m;
            let near = (middle - centre).length_squared() < limit * limit;
            found | Set::from(near) << i
        })
    }
}
