//! Plane geometry in picture pixels: x to the right, y *down*.

use glam::Vec2;

/// The perpendicular that points up in the picture.
#[must_use]
pub fn perpendicular_up(way: Vec2) -> Vec2 {
    if way.x >= 0.0 {
        perpendicular_left(way)
    } else {
        -perpendicular_left(way)
    }
}

/// Turned by a quarter counter-clockwise as seen.
#[must_use]
pub fn perpendicular_left(way: Vec2) -> Vec2 {
    Vec2::new(way.y, -way.x)
}

/// Angle at `b` between `a` and `c` in degrees, 0 to 180; `None` where two points coincide.
#[must_use]
pub fn angle_deg(a: Vec2, b: Vec2, c: Vec2) -> Option<f32> {
    let (to_a, to_c) = ((a - b).try_normalize()?, (c - b).try_normalize()?);
    Some(to_a.dot(to_c).clamp(-1.0, 1.0).acos().to_degrees())
}

/// The same direction or difference of directions, in degrees, between -180 and 180. A larger turn
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
    let up = perpendicular_up((b - a).try_normalize()?);
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
