//! The two solids that the figure is made of, as distance fields: a round cone (the hull of two
//! balls) and an ellipsoid.

use glam::{Mat3, Vec3};

use super::skeleton::Frame;

#[derive(Debug, Clone, Copy)]
enum Form {
    /// Hull of a ball of `start_m` at the origin and one of `end_m` at `length_m` along y.
    RoundCone {
        length_m: f32,
        start_m: f32,
        end_m: f32,
        /// Sine and cosine of the angle between the axis and the side.
        sine: f32,
        cosine: f32,
    },
    /// Semi-axes along x, y, z.
    Ellipsoid { radii_m: Vec3, inverse: Vec3 },
}

/// A solid in its place.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    form: Form,
    /// Where the local origin is.
    origin: Vec3,
    /// Local axes as columns.
    axes: Mat3,
    /// Stretch of the local x axis; a flat hand has less than 1.
    stretch: f32,
    /// From the world to local coordinates, unstretched; for an ellipsoid to the unit ball.
    to_local: Mat3,
    centre: Vec3,
    radius_m: f32,
}

impl Shape {
    /// The hull of two balls whose centres are given in `frame`, stretched along the frame's x by
    /// `stretch`.
    #[must_use]
    pub fn round_cone(
        frame: &Frame,
        [start, end]: [Vec3; 2],
        [start_m, end_m]: [f32; 2],
        stretch: f32,
    ) -> Shape {
        let along = end - start;
        let length_m = along.length();
        let y = along.normalize_or(Vec3::Y);
        let x = (Vec3::X - y * y.x).normalize_or(Vec3::Z);
        let axes = frame.axes * Mat3::from_cols(x, y, x.cross(y));
        // One ball may lie inside the other: then the cone has no side, and the sine is 1.
        let sine = ((start_m - end_m) / length_m.max(1e-6)).clamp(-0.9999, 0.9999);
        // The ball around both reaches from the far side of one to the far side of the other.
        let middle = (0.5 * (length_m + end_m - start_m)).clamp(0.0, length_m);
        let radius_m = (middle + start_m).max(length_m - middle + end_m);
        let origin = frame.at(start);
        Shape {
            form: Form::RoundCone {
                length_m,
                start_m,
                end_m,
                sine,
                cosine: (1.0 - sine * sine).sqrt(),
            },
            origin,
            axes,
            stretch,
            to_local: Mat3::from_diagonal(Vec3::new(1.0 / stretch, 1.0, 1.0)) * axes.transpose(),
            centre: origin + axes.y_axis * middle,
            radius_m: radius_m * stretch.max(1.0),
        }
    }

    /// An ellipsoid about a place given in `frame`, its axes those of the frame.
    #[must_use]
    pub fn ellipsoid(frame: &Frame, centre: Vec3, radii_m: Vec3) -> Shape {
        let origin = frame.at(centre);
        Shape {
            form: Form::Ellipsoid {
                radii_m,
                inverse: radii_m.recip(),
            },
            origin,
            axes: frame.axes,
            stretch: 1.0,
            to_local: Mat3::from_diagonal(radii_m.recip()) * frame.axes.transpose(),
            centre: origin,
            radius_m: radii_m.max_element(),
        }
    }

    /// Distance of a place from the surface in metres, negative inside. Exact for a cone that is
    /// not stretched, otherwise never far more than the truth.
    #[must_use]
    #[inline]
    pub fn distance_m(&self, p: Vec3) -> f32 {
        let q = self.to_local * (p - self.origin);
        match self.form {
            Form::RoundCone {
                length_m,
                start_m,
                end_m,
                sine,
                cosine,
            } => {
                let r2 = q.x * q.x + q.z * q.z;
                let r = r2.sqrt();
                // Which part is nearest: the first ball, the second, or the side.
                let along = cosine * q.y - sine * r;
                let d = if along < 0.0 {
                    (r2 + q.y * q.y).sqrt() - start_m
                } else if along > cosine * length_m {
                    let y = q.y - length_m;
                    (r2 + y * y).sqrt() - end_m
                } else {
                    r * cosine + q.y * sine - start_m
                };
                d * self.stretch.min(1.0)
            }
            Form::Ellipsoid { radii_m, inverse } => {
                // Distance to the unit ball over the length of its gradient.
                let k0 = q.length();
                let k1 = (q * inverse).length();
                if k1 < 1e-4 {
                    return -radii_m.min_element();
                }
                k0 * (k0 - 1.0) / k1
            }
        }
    }

    /// How far the solid reaches in a direction: the largest `p · direction` of its points, in
    /// metres. Exact.
    #[must_use]
    pub fn extent_m(&self, direction: Vec3) -> f32 {
        let local = self.axes.transpose() * direction;
        let at_origin = self.origin.dot(direction);
        match self.form {
            Form::RoundCone {
                length_m,
                start_m,
                end_m,
                ..
            } => {
                let ball = Vec3::new(local.x * self.stretch, local.y, local.z).length();
                at_origin + (start_m * ball).max(length_m * local.y + end_m * ball)
            }
            Form::Ellipsoid { radii_m, .. } => at_origin + (local * radii_m).length(),
        }
    }

    /// Height of the lowest point above the floor, in metres. Exact.
    #[must_use]
    pub fn lowest_m(&self) -> f32 {
        -self.extent_m(Vec3::NEG_Y)
    }

    /// A ball that holds the solid: centre and radius in metres.
    #[must_use]
    #[inline]
    pub fn bounds(&self) -> (Vec3, f32) {
        (self.centre, self.radius_m)
    }

    /// Balls that hold the solid together, tighter than one ball does for a long cone.
    pub(super) fn bounding_spheres(&self) -> impl Iterator<Item = (Vec3, f32)> + use<> {
        let shape = *self;
        let (count, wide) = match self.form {
            Form::RoundCone {
                length_m,
                start_m,
                end_m,
                ..
            } => {
                let wide = start_m.max(end_m);
                ((length_m / wide).ceil().clamp(1.0, 16.0), wide)
            }
            Form::Ellipsoid { .. } => (0.0, 0.0),
        };
        (0..(count as usize).max(1)).map(move |n| match shape.form {
            Form::RoundCone { length_m, .. } => {
                let half = 0.5 * length_m / count;
                let middle = shape.origin + shape.axes.y_axis * half * (2 * n + 1) as f32;
                (middle, (half + wide) * shape.stretch.max(1.0))
            }
            Form::Ellipsoid { .. } => shape.bounds(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: Frame = Frame {
        origin: Vec3::ZERO,
        axes: Mat3::IDENTITY,
    };

    #[test]
    fn a_ball_is_as_far_as_its_radius_says() {
        let ball = Shape::ellipsoid(&WORLD, Vec3::new(0.0, 1.0, 0.0), Vec3::splat(0.2));
        assert!((ball.distance_m(Vec3::new(0.0, 2.0, 0.0)) - 0.8).abs() < 1e-5);
        assert!((ball.distance_m(Vec3::new(0.1, 1.0, 0.0)) + 0.1).abs() < 1e-5);
        assert!((ball.lowest_m() - 0.8).abs() < 1e-6);
    }

    #[test]
    fn a_tilted_ellipsoid_touches_the_floor_where_its_support_says() {
        let tilted = Frame {
            origin: Vec3::new(0.0, 1.0, 0.0),
            axes: Mat3::from_rotation_z(45_f32.to_radians()),
        };
        let shape = Shape::ellipsoid(&tilted, Vec3::ZERO, Vec3::new(0.3, 0.1, 0.1));
        // Half the sum of the squares, at 45°.
        let reach = (0.5 * (0.09_f32 + 0.01)).sqrt();
        assert!((shape.lowest_m() - (1.0 - reach)).abs() < 1e-5);
    }

    #[test]
    fn a_cone_is_lowest_under_the_lower_of_its_balls() {
        let ends = [Vec3::new(0.0, 0.5, 0.0), Vec3::new(0.4, 0.45, 0.0)];
        let cone = Shape::round_cone(&WORLD, ends, [0.1, 0.02], 1.0);
        assert!((cone.lowest_m() - 0.4).abs() < 1e-6);
        // On its surface, beyond the second ball.
        let tip = ends[1] + (ends[1] - ends[0]).normalize() * 0.02;
        assert!(cone.distance_m(tip).abs() < 1e-5);
    }

    #[test]
    fn a_flat_hand_is_thin_along_its_x_axis() {
        let ends = [Vec3::ZERO, Vec3::new(0.0, -0.1, 0.0)];
        let palm = Shape::round_cone(&WORLD, ends, [0.04, 0.04], 0.5);
        assert!((palm.extent_m(Vec3::X) - 0.02).abs() < 1e-6);
        assert!((palm.extent_m(Vec3::Z) - 0.04).abs() < 1e-6);
        assert!(palm.distance_m(Vec3::new(0.02, -0.05, 0.0)).abs() < 1e-5);
    }
}
