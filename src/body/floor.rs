//! The line on which the body rests.

use glam::Vec2;

use super::geometry::perpendicular_up;

/// The line on which the body rests.
///
/// Level in the picture. A line fitted to the points on the floor was tried: it follows the
/// perspective of an oblique view (hand and foot at different depths) and was 10° off on real
/// people, where a camera on a stool is level within one or two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FloorLine {
    /// A point of it.
    pub at: Vec2,
    /// Its direction, to the right of the picture, length 1.
    pub along: Vec2,
}

impl FloorLine {
    /// Level through a point.
    #[must_use]
    pub fn level(at: Vec2) -> Self {
        FloorLine {
            at,
            along: Vec2::new(1.0, 0.0),
        }
    }

    /// Direction away from the floor, length 1.
    #[must_use]
    pub fn up(&self) -> Vec2 {
        perpendicular_up(self.along)
    }

    /// Height of a point above the line in pixels.
    #[must_use]
    pub fn height_px(&self, at: Vec2) -> f32 {
        (at - self.at).dot(self.up())
    }
}
