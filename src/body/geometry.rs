//! Plane geometry in picture pixels: x to the right, y *down*.

use std::ops::{Add, Mul, Sub};

/// A point or a vector in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Vec2 {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

impl Vec2 {
    /// A vector of these parts.
    #[must_use]
    pub fn new(x: f32, y: f32) -> Self {
        Vec2 { x, y }
    }

    /// Scalar product.
    #[must_use]
    pub fn dot(self, other: Vec2) -> f32 {
        self.x * other.x + self.y * other.y
    }

    /// Length.
    #[must_use]
    pub fn length(self) -> f32 {
        self.x.hypot(self.y)
    }

    /// The vector of length 1 in this direction, none for a vector without length.
    #[must_use]
    pub fn unit(self) -> Option<Vec2> {
        let length = self.length();
        (length > 1e-6).then(|| self * (1.0 / length))
    }

    /// Turned by a quarter: of the two perpendiculars the one that points up in the picture.
    #[must_use]
    pub fn perpendicular_up(self) -> Vec2 {
        if self.x >= 0.0 {
            Vec2::new(self.y, -self.x)
        } else {
            Vec2::new(-self.y, self.x)
        }
    }

    /// Turned by a quarter counter-clockwise as seen.
    #[must_use]
    pub fn perpendicular_left(self) -> Vec2 {
        Vec2::new(self.y, -self.x)
    }

    /// Half-way to `other`.
    #[must_use]
    pub fn midpoint(self, other: Vec2) -> Vec2 {
        (self + other) * 0.5
    }

    /// As an array, for drawing.
    #[must_use]
    pub fn to_array(self) -> [f32; 2] {
        [self.x, self.y]
    }
}

impl Add for Vec2 {
    type Output = Vec2;
    fn add(self, other: Vec2) -> Vec2 {
        Vec2::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Vec2 {
    type Output = Vec2;
    fn sub(self, other: Vec2) -> Vec2 {
        Vec2::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Vec2 {
    type Output = Vec2;
    fn mul(self, factor: f32) -> Vec2 {
        Vec2::new(self.x * factor, self.y * factor)
    }
}

/// Angle at `b` between `a` and `c` in degrees, 0 to 180; none where two points coincide.
#[must_use]
pub fn angle_deg(a: Vec2, b: Vec2, c: Vec2) -> Option<f32> {
    let (to_a, to_c) = ((a - b).unit()?, (c - b).unit()?);
    Some(to_a.dot(to_c).clamp(-1.0, 1.0).acos().to_degrees())
}

/// The same direction or difference of directions, in degrees, between -180 and 180: a turn by more
/// is a shorter one the other way round.
#[must_use]
pub fn wrapped_deg(deg: f32) -> f32 {
    if deg.abs() <= 180.0 {
        return deg;
    }
    deg - 360.0 * (deg / 360.0).round()
}

/// Distance of `p` from the line through `a` and `b`, positive above the line in the picture.
#[must_use]
pub fn deviation(p: Vec2, a: Vec2, b: Vec2) -> Option<f32> {
    let up = (b - a).unit()?.perpendicular_up();
    Some((p - a).dot(up))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_angle_has_ninety_degrees() {
        let angle = angle_deg(Vec2::new(1.0, 0.0), Vec2::default(), Vec2::new(0.0, 2.0)).unwrap();
        assert!((angle - 90.0).abs() < 1e-4);
    }

    #[test]
    fn a_difference_of_directions_is_the_shorter_way_round() {
        for (deg, wrapped) in [
            (30.0, 30.0),
            (-180.0, -180.0),
            (350.0, -10.0),
            (-307.0, 53.0),
        ] {
            assert!((wrapped_deg(deg) - wrapped).abs() < 1e-4, "{deg}");
        }
    }

    #[test]
    fn coinciding_points_have_no_angle() {
        assert_eq!(
            angle_deg(Vec2::default(), Vec2::default(), Vec2::new(1.0, 0.0)),
            None
        );
    }

    #[test]
    fn above_a_line_is_positive_whichever_way_it_runs() {
        let (left, right, above) = (
            Vec2::new(0.0, 5.0),
            Vec2::new(9.0, 5.0),
            Vec2::new(3.0, 2.0),
        );
        assert_eq!(deviation(above, left, right), Some(3.0));
        assert_eq!(deviation(above, right, left), Some(3.0));
    }
}
