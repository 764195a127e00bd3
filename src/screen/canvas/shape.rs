//! Shapes as signed distances: how far a point is from the edge, negative inside. One formula
//! gives the filling, its anti-aliased edge and, grown by a few pixels, its casing.

use crate::screen::layout::Layout;

/// A point: column and row.
pub type Point = [f32; 2];

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

    /// The columns that the shape can touch on rows from `y - 1` to `y + 1`, in up to two
    /// runs; a run that ends before it starts is empty. May be generous.
    fn columns(&self, y: f32) -> [[f32; 2]; 2];

    /// Distance of a point from the edge, negative inside.
    fn distance(&self, at: Point) -> f32;
}

/// A run of columns that holds nothing.
const EMPTY: [f32; 2] = [0.0, -1.0];

fn at_least_one_pixel(width: f32, layout: &Layout) -> f32 {
    (width * layout.scale).max(1.0)
}

/// Half the width of a circle on row distance `dy` from its centre, seen generously.
fn half_chord(radius: f32, dy: f32) -> f32 {
    let dy = (dy.abs() - 1.0).max(0.0);
    let radius = radius + 1.0;
    (radius * radius - dy * dy).max(0.0).sqrt()
}

/// A full circle.
#[derive(Debug, Clone, Copy)]
pub struct Disc {
    /// Centre.
    pub centre: Point,
    /// Radius.
    pub radius: f32,
}

impl Shape for Disc {
    fn placed(self, layout: &Layout) -> Disc {
        Disc {
            centre: layout.point(self.centre),
            radius: self.radius * layout.scale,
        }
    }

    fn grown(self, by: f32) -> Disc {
        Disc {
            radius: self.radius + by,
            ..self
        }
    }

    fn rows(&self) -> [f32; 2] {
        [self.centre[1] - self.radius, self.centre[1] + self.radius]
    }

    fn columns(&self, y: f32) -> [[f32; 2]; 2] {
        let half = half_chord(self.radius, y - self.centre[1]);
        [[self.centre[0] - half, self.centre[0] + half], EMPTY]
    }

    #[inline]
    fn distance(&self, at: Point) -> f32 {
        length([at[0] - self.centre[0], at[1] - self.centre[1]]) - self.radius
    }
}

/// A circular line; the radius is that of its middle.
#[derive(Debug, Clone, Copy)]
pub struct Ring {
    /// Centre.
    pub centre: Point,
    /// Radius of the middle of the line.
    pub radius: f32,
    /// Width of the line.
    pub width: f32,
}

impl Shape for Ring {
    fn placed(self, layout: &Layout) -> Ring {
        Ring {
            centre: layout.point(self.centre),
            radius: self.radius * layout.scale,
            width: at_least_one_pixel(self.width, layout),
        }
    }

    fn grown(self, by: f32) -> Ring {
        Ring {
            width: self.width + 2.0 * by,
            ..self
        }
    }

    fn rows(&self) -> [f32; 2] {
        let reach = self.radius + self.width / 2.0;
        [self.centre[1] - reach, self.centre[1] + reach]
    }

    fn columns(&self, y: f32) -> [[f32; 2]; 2] {
        let dy = y - self.centre[1];
        let outer = half_chord(self.radius + self.width / 2.0, dy);
        let inner_radius = self.radius - self.width / 2.0 - 1.0;
        let hole = inner_radius * inner_radius - (dy.abs() + 1.0) * (dy.abs() + 1.0);
        let x = self.centre[0];
        if inner_radius <= 0.0 || hole <= 0.0 {
            return [[x - outer, x + outer], EMPTY];
        }
        let inner = hole.sqrt();
        [[x - outer, x - inner], [x + inner, x + outer]]
    }

    #[inline]
    fn distance(&self, at: Point) -> f32 {
        let from_centre = length([at[0] - self.centre[0], at[1] - self.centre[1]]);
        (from_centre - self.radius).abs() - self.width / 2.0
    }
}

/// A part of a circular line with round ends.
#[derive(Debug, Clone, Copy)]
pub struct Arc {
    ring: Ring,
    /// Unit vectors from the centre to both ends.
    ends: [Point; 2],
    is_over_half: bool,
}

impl Arc {
    /// The part of `ring` that starts at `from_rad` (0 to the right, growing clockwise on the
    /// screen) and runs `sweep_rad` clockwise; a negative sweep runs the other way.
    #[must_use]
    pub fn new(ring: Ring, from_rad: f32, sweep_rad: f32) -> Arc {
        let (from_rad, sweep_rad) = if sweep_rad < 0.0 {
            (from_rad + sweep_rad, -sweep_rad)
        } else {
            (from_rad, sweep_rad)
        };
        // A full turn and more would wrap round to nothing.
        let to_rad = from_rad + sweep_rad.min(std::f32::consts::TAU - 1e-3);
        Arc {
            ring,
            ends: [
                [from_rad.cos(), from_rad.sin()],
                [to_rad.cos(), to_rad.sin()],
            ],
            is_over_half: sweep_rad > std::f32::consts::PI,
        }
    }
}

impl Shape for Arc {
    fn placed(self, layout: &Layout) -> Arc {
        Arc {
            ring: self.ring.placed(layout),
            ..self
        }
    }

    fn grown(self, by: f32) -> Arc {
        Arc {
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
    fn distance(&self, at: Point) -> f32 {
        let p = [at[0] - self.ring.centre[0], at[1] - self.ring.centre[1]];
        let [from, to] = self.ends;
        let is_after_start = cross(from, p) >= 0.0;
        let is_before_end = cross(p, to) >= 0.0;
        let is_within = if self.is_over_half {
            is_after_start || is_before_end
        } else {
            is_after_start && is_before_end
        };
        let from_middle = if is_within {
            (length(p) - self.ring.radius).abs()
        } else {
            let to_end = |end: Point| {
                length([
                    p[0] - end[0] * self.ring.radius,
                    p[1] - end[1] * self.ring.radius,
                ])
            };
            to_end(from).min(to_end(to))
        };
        from_middle - self.ring.width / 2.0
    }
}

/// A straight line with round ends.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
    /// Width of the line.
    pub width: f32,
}

impl Shape for Line {
    fn placed(self, layout: &Layout) -> Line {
        Line {
            from: layout.point(self.from),
            to: layout.point(self.to),
            width: at_least_one_pixel(self.width, layout),
        }
    }

    fn grown(self, by: f32) -> Line {
        Line {
            width: self.width + 2.0 * by,
            ..self
        }
    }

    fn rows(&self) -> [f32; 2] {
        let reach = self.width / 2.0;
        [
            self.from[1].min(self.to[1]) - reach,
            self.from[1].max(self.to[1]) + reach,
        ]
    }

    fn columns(&self, y: f32) -> [[f32; 2]; 2] {
        let reach = self.width / 2.0 + 1.0;
        let dy = self.to[1] - self.from[1];
        // The part of the line, as 0 to 1 along it, within reach of this row.
        let (start, end) = if dy.abs() < 1e-3 {
            (0.0, 1.0)
        } else {
            let a = (y - reach - self.from[1]) / dy;
            let b = (y + reach - self.from[1]) / dy;
            (a.min(b).clamp(0.0, 1.0), a.max(b).clamp(0.0, 1.0))
        };
        let dx = self.to[0] - self.from[0];
        let a = self.from[0] + dx * start;
        let b = self.from[0] + dx * end;
        [[a.min(b) - reach, a.max(b) + reach], EMPTY]
    }

    #[inline]
    fn distance(&self, at: Point) -> f32 {
        let along = [self.to[0] - self.from[0], self.to[1] - self.from[1]];
        let p = [at[0] - self.from[0], at[1] - self.from[1]];
        let square = along[0] * along[0] + along[1] * along[1];
        let share = if square > 0.0 {
            ((p[0] * along[0] + p[1] * along[1]) / square).clamp(0.0, 1.0)
        } else {
            0.0
        };
        length([p[0] - along[0] * share, p[1] - along[1] * share]) - self.width / 2.0
    }
}

/// A filled triangle with sharp corners.
#[derive(Debug, Clone, Copy)]
pub struct Triangle {
    /// Each edge as a line: outward unit normal and offset.
    edges: [[f32; 3]; 3],
}

impl Triangle {
    /// The triangle with these corners, in either sense of rotation. Corners on one line give
    /// an empty triangle.
    #[must_use]
    pub fn new(corners: [Point; 3]) -> Triangle {
        let [a, b, c] = corners;
        let area = cross([b[0] - a[0], b[1] - a[1]], [c[0] - a[0], c[1] - a[1]]);
        let sense = if area < 0.0 { -1.0 } else { 1.0 };
        let edge = |p: Point, q: Point| {
            let along = [q[0] - p[0], q[1] - p[1]];
            let scale = sense / length(along).max(1e-6);
            let normal = [along[1] * scale, -along[0] * scale];
            [normal[0], normal[1], normal[0] * p[0] + normal[1] * p[1]]
        };
        Triangle {
            edges: [edge(a, b), edge(b, c), edge(c, a)],
        }
    }

    /// Where each two neighbouring edges meet.
    fn corners(&self) -> [Point; 3] {
        let [e, f, g] = self.edges;
        let meet = |p: [f32; 3], q: [f32; 3]| {
            let determinant = p[0] * q[1] - p[1] * q[0];
            if determinant.abs() < 1e-6 {
                return [0.0, 0.0];
            }
            [
                (p[2] * q[1] - p[1] * q[2]) / determinant,
                (p[0] * q[2] - p[2] * q[0]) / determinant,
            ]
        };
        [meet(e, f), meet(f, g), meet(g, e)]
    }
}

impl Shape for Triangle {
    fn placed(self, layout: &Layout) -> Triangle {
        Triangle::new(self.corners().map(|corner| layout.point(corner)))
    }

    fn grown(self, by: f32) -> Triangle {
        Triangle {
            edges: self.edges.map(|[x, y, offset]| [x, y, offset + by]),
        }
    }

    fn rows(&self) -> [f32; 2] {
        let ys = self.corners().map(|corner| corner[1]);
        [ys[0].min(ys[1]).min(ys[2]), ys[0].max(ys[1]).max(ys[2])]
    }

    fn columns(&self, _y: f32) -> [[f32; 2]; 2] {
        let xs = self.corners().map(|corner| corner[0]);
        let run = [
            xs[0].min(xs[1]).min(xs[2]) - 1.0,
            xs[0].max(xs[1]).max(xs[2]) + 1.0,
        ];
        [run, EMPTY]
    }

    #[inline]
    fn distance(&self, at: Point) -> f32 {
        self.edges
            .iter()
            .map(|[x, y, offset]| x * at[0] + y * at[1] - offset)
            .fold(f32::MIN, f32::max)
    }
}

#[inline]
fn length(v: Point) -> f32 {
    (v[0] * v[0] + v[1] * v[1]).sqrt()
}

#[inline]
fn cross(a: Point, b: Point) -> f32 {
    a[0] * b[1] - a[1] * b[0]
}
