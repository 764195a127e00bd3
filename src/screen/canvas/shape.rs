//! Shapes as signed distances: how far a point is from the edge, negative inside. The same formula
//! gives the filling, its anti-aliased edge and, when the shape is grown by a few pixels, its casing.

use std::f32::consts::{PI, TAU};

use glam::Vec2;

use crate::screen::layout::Layout;

/// A filled shape in layout units, or after [`placed`](Shape::placed) in pixels.
pub trait Shape: Copy {
    /// The shape on the canvas, in pixels. Strokes stay at least one pixel wide.
    #[must_use]
    fn placed(self, layout: &Layout) -> Self;

    /// The shape with its edge moved outwards.
    #[must_use]
    fn grown(self, by: f32) -> Self;

    /// First and last row the shape reaches.
    fn rows(&self) -> [f32; 2];

    /// The columns that the shape can touch on rows from `y - 1` to `y + 1`, in up to two runs. A run
    /// that ends before it starts is empty. The runs may be longer than needed.
    fn columns(&self, y: f32) -> [[f32; 2]; 2];

    /// Distance of a point from the edge, negative inside.
    fn distance(&self, at: Vec2) -> f32;
}

/// A run of columns that holds nothing.
const EMPTY: [f32; 2] = [0.0, -1.0];

fn at_least_one_pixel(width: f32, layout: &Layout) -> f32 {
    (width * layout.scale).max(1.0)
}

/// Half the width of a circle on a row at distance `dy` from its centre, or a little more: the row is
/// taken a pixel nearer to the centre, and the circle a pixel larger.
fn half_chord(radius: f32, dy: f32) -> f32 {
    let dy = (dy.abs() - 1.0).max(0.0);
    let radius = radius + 1.0;
    (radius * radius - dy * dy).max(0.0).sqrt()
}

/// A full circle.
#[derive(Debug, Clone, Copy)]
pub struct Disc {
    centre: Vec2,
    radius: f32,
}

impl Disc {
    /// A circle of this radius.
    #[must_use]
    pub fn new(centre: impl Into<Vec2>, radius: f32) -> Self {
        let centre = centre.into();
        Self { centre, radius }
    }
}

impl Shape for Disc {
    fn placed(self, layout: &Layout) -> Self {
        Self::new(layout.point(self.centre), self.radius * layout.scale)
    }

    fn grown(self, by: f32) -> Self {
        Self::new(self.centre, self.radius + by)
    }

    fn rows(&self) -> [f32; 2] {
        [self.centre.y - self.radius, self.centre.y + self.radius]
    }

    fn columns(&self, y: f32) -> [[f32; 2]; 2] {
        let half = half_chord(self.radius, y - self.centre.y);
        [[self.centre.x - half, self.centre.x + half], EMPTY]
    }

    #[inline]
    fn distance(&self, at: Vec2) -> f32 {
        at.distance(self.centre) - self.radius
    }
}

/// A circular line.
#[derive(Debug, Clone, Copy)]
pub struct Ring {
    centre: Vec2,
    /// Radius of the middle of the line.
    radius: f32,
    width: f32,
}

impl Ring {
    /// A line of this width; the radius is that of its middle.
    #[must_use]
    pub fn new(centre: impl Into<Vec2>, radius: f32, width: f32) -> Self {
        let centre = centre.into();
        Self {
            centre,
            radius,
            width,
        }
    }
}

impl Shape for Ring {
    fn placed(self, layout: &Layout) -> Self {
        let width = at_least_one_pixel(self.width, layout);
        Self::new(layout.point(self.centre), self.radius * layout.scale, width)
    }

    fn grown(self, by: f32) -> Self {
        Self::new(self.centre, self.radius, self.width + 2.0 * by)
    }

    fn rows(&self) -> [f32; 2] {
        let reach = self.radius + self.width / 2.0;
        [self.centre.y - reach, self.centre.y + reach]
    }

    fn columns(&self, y: f32) -> [[f32; 2]; 2] {
        let dy = y - self.centre.y;
        let outer = half_chord(self.radius + self.width / 2.0, dy);
        let inner_radius = self.radius - self.width / 2.0 - 1.0;
        let hole = inner_radius * inner_radius - (dy.abs() + 1.0) * (dy.abs() + 1.0);
        let x = self.centre.x;
        if inner_radius <= 0.0 || hole <= 0.0 {
            return [[x - outer, x + outer], EMPTY];
        }
        let inner = hole.sqrt();
        [[x - outer, x - inner], [x + inner, x + outer]]
    }

    #[inline]
    fn distance(&self, at: Vec2) -> f32 {
        (at.distance(self.centre) - self.radius).abs() - self.width / 2.0
    }
}

/// A part of a circular line, with round ends.
#[derive(Debug, Clone, Copy)]
pub struct Arc {
    ring: Ring,
    /// Unit vectors from the centre to both ends.
    ends: [Vec2; 2],
    is_over_half: bool,
}

impl Arc {
    /// The part of `ring` that starts at `from_rad` (0 to the right, growing clockwise on the
    /// screen) and runs `sweep_rad` clockwise; a negative sweep runs the other way.
    #[must_use]
    pub fn new(ring: Ring, from_rad: f32, sweep_rad: f32) -> Self {
        let (from_rad, sweep_rad) = if sweep_rad < 0.0 {
            (from_rad + sweep_rad, -sweep_rad)
        } else {
            (from_rad, sweep_rad)
        };
        // A full turn or more would have its two ends at the same place, which is an empty arc.
        let to_rad = from_rad + sweep_rad.min(TAU - 1e-3);
        Self {
            ring,
            ends: [from_rad, to_rad].map(Vec2::from_angle),
            is_over_half: sweep_rad > PI,
        }
    }
}

impl Shape for Arc {
    fn placed(self, layout: &Layout) -> Self {
        Self {
            ring: self.ring.placed(layout),
            ..self
        }
    }

    fn grown(self, by: f32) -> Self {
        Self {
            ring: self.ring.grown(by),
            ..self
        }
    }

    fn rows(&self) -> [f32; 2] {
        self.ring.rows()
    }

    fn columns(&self, y: f32) -> [[f32; 2]; 2] {
        self.ring.columns(y)
    }

    #[inline]
    fn distance(&self, at: Vec2) -> f32 {
        let [from, to] = self.ends;
        let from_centre = at - self.ring.centre;
        let is_after_start = from.perp_dot(from_centre) >= 0.0;
        let is_before_end = from_centre.perp_dot(to) >= 0.0;
        let is_within = if self.is_over_half {
            is_after_start || is_before_end
        } else {
            is_after_start && is_before_end
        };
        if is_within {
            return self.ring.distance(at);
        }
        let to_end = |end: Vec2| from_centre.distance(end * self.ring.radius);
        to_end(from).min(to_end(to)) - self.ring.width / 2.0
    }
}

/// A straight line with round ends.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// One end.
    pub from: Vec2,
    /// The other end.
    pub to: Vec2,
    width: f32,
}

impl Line {
    /// A line of this width.
    #[must_use]
    pub fn new(from: impl Into<Vec2>, to: impl Into<Vec2>, width: f32) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
            width,
        }
    }

    /// A part of the line, from one share (0 to 1) of its length to another.
    #[must_use]
    pub fn part(self, from: f32, to: f32) -> Self {
        let at = |share| self.from.lerp(self.to, share);
        Self::new(at(from), at(to), self.width)
    }
}

impl Shape for Line {
    fn placed(self, layout: &Layout) -> Self {
        let [from, to] = [self.from, self.to].map(|end| layout.point(end));
        Self::new(from, to, at_least_one_pixel(self.width, layout))
    }

    fn grown(self, by: f32) -> Self {
        Self::new(self.from, self.to, self.width + 2.0 * by)
    }

    fn rows(&self) -> [f32; 2] {
        let reach = self.width / 2.0;
        [
            self.from.y.min(self.to.y) - reach,
            self.from.y.max(self.to.y) + reach,
        ]
    }

    fn columns(&self, y: f32) -> [[f32; 2]; 2] {
        let reach = self.width / 2.0 + 1.0;
        let way = self.to - self.from;
        // The part of the line, as 0 to 1 along it, within reach of this row.
        let (start, end) = if way.y.abs() < 1e-3 {
            (0.0, 1.0)
        } else {
            let a = (y - reach - self.from.y) / way.y;
            let b = (y + reach - self.from.y) / way.y;
            (a.min(b).clamp(0.0, 1.0), a.max(b).clamp(0.0, 1.0))
        };
        let a = self.from.x + way.x * start;
        let b = self.from.x + way.x * end;
        [[a.min(b) - reach, a.max(b) + reach], EMPTY]
    }

    #[inline]
    fn distance(&self, at: Vec2) -> f32 {
        let way = self.to - self.from;
        let from_start = at - self.from;
        let square = way.length_squared();
        // It is the same for all pixels, so that there is one division for a line.
        let part = if square > 0.0 { square.recip() } else { 0.0 };
        let share = (from_start.dot(way) * part).clamp(0.0, 1.0);
        from_start.distance(way * share) - self.width / 2.0
    }
}

/// A filled triangle with sharp corners.
#[derive(Debug, Clone, Copy)]
pub struct Triangle {
    /// Each edge as a line: outward unit normal and offset.
    edges: [(Vec2, f32); 3],
}

impl Triangle {
    /// The triangle with these corners, in either sense of rotation. Corners on one line give an
    /// empty triangle.
    #[must_use]
    pub fn new(corners: [impl Into<Vec2>; 3]) -> Self {
        let [a, b, c] = corners.map(Into::into);
        let sense = if (b - a).perp_dot(c - a) < 0.0 {
            -1.0
        } else {
            1.0
        };
        let edge = |p: Vec2, q: Vec2| {
            let way = q - p;
            let normal = -way.perp() * (sense / way.length().max(1e-6));
            (normal, normal.dot(p))
        };
        Self {
            edges: [edge(a, b), edge(b, c), edge(c, a)],
        }
    }

    /// An arrow's head from the middle of its base to its tip.
    #[must_use]
    pub fn arrow_head(base: Vec2, tip: Vec2, half_width: f32) -> Self {
        let aside = (tip - base).normalize_or_zero().perp() * half_width;
        Self::new([base - aside, base + aside, tip])
    }

    /// Where each edge meets the next one.
    fn corners(&self) -> [Vec2; 3] {
        let [a, b, c] = self.edges;
        let meet = |(p, p_offset): (Vec2, f32), (q, q_offset): (Vec2, f32)| {
            let determinant = p.perp_dot(q);
            if determinant.abs() < 1e-6 {
                return Vec2::ZERO;
            }
            (q.perp() * -p_offset + p.perp() * q_offset) / determinant
        };
        [meet(a, b), meet(b, c), meet(c, a)]
    }
}

impl Shape for Triangle {
    fn placed(self, layout: &Layout) -> Self {
        Self::new(self.corners().map(|corner| layout.point(corner)))
    }

    fn grown(self, by: f32) -> Self {
        Self {
            edges: self.edges.map(|(normal, offset)| (normal, offset + by)),
        }
    }

    fn rows(&self) -> [f32; 2] {
        let [a, b, c] = self.corners();
        [a.min(b).min(c).y, a.max(b).max(c).y]
    }

    fn columns(&self, _y: f32) -> [[f32; 2]; 2] {
        let [a, b, c] = self.corners();
        [[a.min(b).min(c).x - 1.0, a.max(b).max(c).x + 1.0], EMPTY]
    }

    #[inline]
    fn distance(&self, at: Vec2) -> f32 {
        self.edges
            .iter()
            .map(|(normal, offset)| normal.dot(at) - offset)
            .fold(f32::MIN, f32::max)
    }
}
