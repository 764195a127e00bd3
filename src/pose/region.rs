//! The square of the picture that a model reads.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

/// A square of the picture, turned so that the body stands upright in it. This lets a model that
/// was trained on standing people read a person who lies or kneels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    /// Centre in picture pixels.
    pub centre_px: [f32; 2],
    /// Length of the square's side in picture pixels.
    pub side_px: f32,
    /// Clockwise rotation of the square in the picture, in radians, so that the body stands
    /// upright in it.
    pub rotation_rad: f32,
}

/// Size of the square against the circle round the person (MediaPipe's
/// `RectTransformationCalculator`, scale 1.25). A smaller one cuts off hands and feet, a larger one
/// costs resolution.
const MARGIN: f32 = 1.25;

/// A person smaller than this can't be read. The limit also keeps divisions by the side from
/// overflowing.
const MIN_SIDE_PX: f32 = 4.0;

/// The largest change in half a second of rendered people who exercise at twice the usual tempo:
/// size by this factor …
const GROWTH: f32 = 1.35;
/// … direction by so many degrees …
const TURN_DEG: f32 = 25.0;
/// … and place by so many sides.
const WAY: f32 = 0.15;

impl Region {
    /// The square round a person whose mid-hip is `centre_px` and whose circle ends at
    /// `scale_px`, a point in the direction of the head. `None` when the points coincide or
    /// are not finite.
    pub(super) fn from_points(centre_px: [f32; 2], scale_px: [f32; 2]) -> Option<Self> {
        let (dx, dy) = (scale_px[0] - centre_px[0], scale_px[1] - centre_px[1]);
        let side_px = 2.0 * dx.hypot(dy) * MARGIN;
        let usable = side_px.is_finite() && side_px >= MIN_SIDE_PX;
        usable.then(|| Self {
            centre_px,
            side_px,
            rotation_rad: within_half_turn(FRAC_PI_2 - (-dy).atan2(dx)),
        })
    }

    /// The smallest upright square that holds a whole picture.
    pub(super) fn around(width_px: u32, height_px: u32) -> Self {
        Self {
            centre_px: [width_px as f32 / 2.0, height_px as f32 / 2.0],
            side_px: width_px.max(height_px) as f32,
            rotation_rad: 0.0,
        }
    }

    /// The difference of another region from this one in size, direction and place. A person who
    /// exercises at twice the usual tempo changes by up to 1 in half a second.
    pub(super) fn change(&self, other: &Region) -> f32 {
        let growth = (other.side_px / self.side_px).ln() / GROWTH.ln();
        let [x, y] = self.from_picture(other.centre_px);
        let turn = within_half_turn(other.rotation_rad - self.rotation_rad) / TURN_DEG.to_radians();
        let way = x.hypot(y) / WAY;
        growth * growth + turn * turn + way * way
    }

    /// The region a share of the way to another.
    pub(super) fn towards(&self, other: &Region, share: f32) -> Region {
        let between = |a: f32, b: f32| a + (b - a) * share;
        let turn_rad = within_half_turn(other.rotation_rad - self.rotation_rad);
        Region {
            centre_px: [0, 1].map(|k| between(self.centre_px[k], other.centre_px[k])),
            side_px: between(self.side_px, other.side_px),
            rotation_rad: within_half_turn(self.rotation_rad + turn_rad * share),
        }
    }

    /// Where a point of the square lies in the picture, in pixels. `at` counts in sides from
    /// the square's centre: ±0.5 is an edge; x goes right and y down in the square, in which
    /// the body stands upright.
    pub fn to_picture(&self, at: [f32; 2]) -> [f32; 2] {
        let [x, y] = rotate(at, self.rotation_rad);
        [
            self.centre_px[0] + x * self.side_px,
            self.centre_px[1] + y * self.side_px,
        ]
    }

    /// The opposite of [`Region::to_picture`].
    pub fn from_picture(&self, at_px: [f32; 2]) -> [f32; 2] {
        let from_centre = [
            (at_px[0] - self.centre_px[0]) / self.side_px,
            (at_px[1] - self.centre_px[1]) / self.side_px,
        ];
        rotate(from_centre, -self.rotation_rad)
    }
}

/// Turns a point round the origin, clockwise as seen with y pointing down.
pub(super) fn rotate([x, y]: [f32; 2], angle_rad: f32) -> [f32; 2] {
    let (sin, cos) = angle_rad.sin_cos();
    [x * cos - y * sin, x * sin + y * cos]
}

fn within_half_turn(angle_rad: f32) -> f32 {
    angle_rad - TAU * ((angle_rad + PI) / TAU).floor()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: [f32; 2], b: [f32; 2]) -> bool {
        (a[0] - b[0]).hypot(a[1] - b[1]) < 1e-3
    }

    #[test]
    fn a_standing_person_needs_no_rotation() {
        let region = Region::from_points([100.0, 200.0], [100.0, 120.0]).unwrap();
        assert_eq!(region.side_px, 200.0);
        assert!(region.rotation_rad.abs() < 1e-6);
    }

    #[test]
    fn the_head_of_a_lying_person_is_up_in_the_square() {
        // Head to the right, to the left, below: always at the top of the square.
        for head in [
            [180.0, 200.0],
            [20.0, 200.0],
            [100.0, 280.0],
            [160.0, 260.0],
        ] {
            let region = Region::from_points([100.0, 200.0], head).unwrap();
            let [x, y] = region.from_picture(head);
            assert!(
                x.abs() < 1e-3 && (y + 0.4).abs() < 1e-3,
                "{head:?}: {x} {y}"
            );
            assert!((-PI..=PI).contains(&region.rotation_rad));
        }
    }

    #[test]
    fn going_to_the_picture_and_back_changes_nothing() {
        let region = Region {
            centre_px: [310.0, 95.0],
            side_px: 240.0,
            rotation_rad: 2.1,
        };
        for at in [[0.0, 0.0], [0.5, -0.5], [-0.31, 0.17]] {
            assert!(close(region.from_picture(region.to_picture(at)), at));
        }
    }

    #[test]
    fn points_without_an_extent_give_no_region() {
        assert_eq!(Region::from_points([5.0, 5.0], [5.0, 5.0]), None);
        assert_eq!(Region::from_points([f32::NAN, 5.0], [5.0, 90.0]), None);
        assert_eq!(Region::from_points([0.0, 5.0], [f32::INFINITY, 90.0]), None);
    }
}
