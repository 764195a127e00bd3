//! Everything is laid out for a window of 1280 × 720 and scaled to the real one.

use glam::{Vec2, vec2};

/// A place in layout units: column and row.
pub type Point = [f32; 2];

/// Width that the scenes are laid out for.
pub const WIDTH: f32 = 1280.0;
/// Height that the scenes are laid out for.
pub const HEIGHT: f32 = 720.0;

/// A box in layout units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Rect {
    /// A box from its left upper corner and its size.
    #[must_use]
    pub const fn new(x: f32, y: f32, w: f32, h: f32) -> Rect {
        Rect { x, y, w, h }
    }

    /// A box from its centre and its size.
    #[must_use]
    pub const fn around(centre: Point, w: f32, h: f32) -> Rect {
        Rect::new(centre[0] - w / 2.0, centre[1] - h / 2.0, w, h)
    }

    /// Right edge.
    #[must_use]
    pub const fn right(&self) -> f32 {
        self.x + self.w
    }

    /// Lower edge.
    #[must_use]
    pub const fn bottom(&self) -> f32 {
        self.y + self.h
    }

    /// The middle.
    #[must_use]
    pub const fn centre(&self) -> Point {
        [self.x + self.w / 2.0, self.y + self.h / 2.0]
    }

    /// Whether a point lies within the box.
    #[must_use]
    pub fn contains(&self, at: Vec2) -> bool {
        (self.x..self.right()).contains(&at.x) && (self.y..self.bottom()).contains(&at.y)
    }

    /// Whether all of another box lies within this one.
    #[must_use]
    pub fn holds(&self, other: Rect) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    /// The box with every edge moved outwards, or inwards by a negative number.
    #[must_use]
    pub const fn grown(&self, by: f32) -> Rect {
        Rect::new(
            self.x - by,
            self.y - by,
            self.w + 2.0 * by,
            self.h + 2.0 * by,
        )
    }
}

/// A box in whole pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelRect {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// First column to the right of the box.
    pub right: i32,
    /// First row below the box.
    pub bottom: i32,
}

impl PixelRect {
    /// A box from its edges.
    #[must_use]
    pub fn new(left: i32, top: i32, right: i32, bottom: i32) -> PixelRect {
        PixelRect {
            left,
            top,
            right,
            bottom,
        }
    }

    /// Whether all of another box lies within this one.
    #[must_use]
    pub fn holds(self, other: PixelRect) -> bool {
        self.shared(other) == other
    }

    /// The part that both boxes share. An empty box ends where it starts.
    #[must_use]
    pub fn shared(self, other: PixelRect) -> PixelRect {
        let left = self.left.max(other.left);
        let top = self.top.max(other.top);
        let right = self.right.min(other.right).max(left);
        PixelRect::new(left, top, right, self.bottom.min(other.bottom).max(top))
    }
}

/// How layout units become pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// Pixels per layout unit.
    pub scale: f32,
    /// Where the layout's left upper corner lies, in pixels.
    pub origin_px: Vec2,
}

impl Layout {
    /// The largest 16:9 layout in the middle of a window of this size in pixels.
    #[must_use]
    pub fn new(width: usize, height: usize) -> Layout {
        let (width, height) = (width as f32, height as f32);
        let scale = (width / WIDTH).min(height / HEIGHT);
        Layout {
            scale,
            origin_px: (vec2(width, height) - vec2(WIDTH, HEIGHT) * scale) / 2.0,
        }
    }

    /// A layout that fills a picture of any shape. Its units are such that the shorter side has as
    /// many as a window is high.
    #[must_use]
    pub fn filling(width: usize, height: usize) -> Layout {
        Layout {
            scale: width.min(height).max(1) as f32 / HEIGHT,
            origin_px: Vec2::ZERO,
        }
    }

    /// A point in pixels, not rounded.
    #[must_use]
    pub fn point(&self, at: impl Into<Vec2>) -> Vec2 {
        self.origin_px + at.into() * self.scale
    }

    /// The place in layout units of a pixel.
    #[must_use]
    pub fn unplaced(&self, pixel: Vec2) -> Vec2 {
        (pixel - self.origin_px) / self.scale
    }

    /// A box in pixels, every edge rounded by itself so that neighbours meet.
    #[must_use]
    pub fn rect(&self, rect: Rect) -> PixelRect {
        let corners = [[rect.x, rect.y], [rect.right(), rect.bottom()]];
        let [[left, top], [right, bottom]] = corners.map(|corner| {
            let at = self.point(corner).to_array();
            at.map(|edge| edge.round() as i32)
        });
        PixelRect::new(left, top, right, bottom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(scale: f32, x: f32, y: f32) -> Layout {
        let origin_px = vec2(x, y);
        Layout { scale, origin_px }
    }

    #[test]
    fn the_layout_is_as_large_as_fits_and_in_the_middle() {
        assert_eq!(Layout::new(1280, 720), layout(1.0, 0.0, 0.0));
        assert_eq!(Layout::new(960, 540), layout(0.75, 0.0, 0.0));
        assert_eq!(Layout::new(1920, 1080), layout(1.5, 0.0, 0.0));
        assert_eq!(Layout::new(1920, 1200), layout(1.5, 0.0, 60.0));
        assert_eq!(Layout::new(2560, 1080), layout(1.5, 320.0, 0.0));
    }

    #[test]
    fn edges_are_rounded_one_by_one_so_neighbours_meet() {
        let layout = Layout::new(1111, 713);
        let left = layout.rect(Rect::new(16.0, 16.0, 912.3, 513.0));
        let right = layout.rect(Rect::new(928.3, 16.0, 15.7, 513.0));
        assert_eq!(left.right, right.left);
        assert_eq!(left.top, right.top);
    }
}
