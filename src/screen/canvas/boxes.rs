//! Boxes with round corners: filled, framed, or cut out of what lies below.

use glam::{Vec2, vec2};

use super::{Canvas, Colour, cover, middle_of, mix};
use crate::screen::layout::PixelRect;

impl Canvas {
    /// Fills a box with round corners of this radius in pixels.
    pub fn fill_box(&mut self, area: PixelRect, radius: f32, colour: Colour) {
        let full = (colour.alpha * 256.0).round() as u32;
        let rounded = Rounded::new(area, radius);
        let inside = area.shared(self.clip);
        for row in inside.top..inside.bottom {
            let corner = rounded.corner_columns(row);
            let left_end = (area.left + corner).min(inside.right).max(inside.left);
            let right_start = (area.right - corner).max(left_end).min(inside.right);
            self.fill_edge(&rounded, row, inside.left, left_end, colour);
            self.fill_run(row, left_end, right_start, colour.rgb, full);
            self.fill_edge(&rounded, row, right_start, inside.right, colour);
        }
    }

    /// Draws a frame of this width in pixels just within a box with round corners.
    pub fn frame_box(&mut self, area: PixelRect, radius: f32, width: f32, colour: Colour) {
        let full = colour.alpha * 256.0;
        let rounded = Rounded::new(area, radius);
        let inside = area.shared(self.clip);
        let reach = width.ceil() as i32;
        for row in inside.top..inside.bottom {
            let is_edge_row = row < area.top + reach || row >= area.bottom - reach;
            let corner = if is_edge_row {
                area.right - area.left
            } else {
                rounded.corner_columns(row).max(reach)
            };
            let left_end = (area.left + corner).min(inside.right).max(inside.left);
            let right_start = (area.right - corner).max(left_end).min(inside.right);
            for (from, to) in [(inside.left, left_end), (right_start, inside.right)] {
                self.shade_run(row, from, to, colour.rgb, |column| {
                    let distance = rounded.distance(middle_of(column, row));
                    cover((distance + width / 2.0).abs() - width / 2.0) * full
                });
            }
        }
    }

    /// Paints over the corners of a box outside their rounding, so that what was drawn in the box
    /// seems to have round corners.
    pub fn round_off(&mut self, area: PixelRect, radius: f32, ground: Colour) {
        let full = ground.alpha * 256.0;
        let rounded = Rounded::new(area, radius);
        let inside = area.shared(self.clip);
        for row in inside.top..inside.bottom {
            let corner = rounded.corner_columns(row);
            let left_end = (area.left + corner).min(inside.right);
            let right_start = (area.right - corner).max(inside.left);
            for (from, to) in [(inside.left, left_end), (right_start, inside.right)] {
                self.shade_run(row, from, to, ground.rgb, |column| {
                    (1.0 - cover(rounded.distance(middle_of(column, row)))) * full
                });
            }
        }
    }

    fn fill_edge(&mut self, rounded: &Rounded, row: i32, from: i32, to: i32, colour: Colour) {
        let full = colour.alpha * 256.0;
        self.shade_run(row, from, to, colour.rgb, |column| {
            cover(rounded.distance(middle_of(column, row))) * full
        });
    }

    /// Mixes a colour into a run of pixels with a weight (0 to 256) that depends on the column.
    fn shade_run(&mut self, row: i32, from: i32, to: i32, rgb: u32, weight: impl Fn(i32) -> f32) {
        if let Some(pixels) = self.row_mut(row, from, to.max(from)) {
            for (pixel, column) in pixels.iter_mut().zip(from..) {
                *pixel = mix(*pixel, rgb, (weight(column) + 0.5) as u32);
            }
        }
    }

    /// Mixes a colour into a run of pixels with the same weight (0 to 256) everywhere.
    fn fill_run(&mut self, row: i32, from: i32, to: i32, rgb: u32, full: u32) {
        if let Some(pixels) = self.row_mut(row, from, to.max(from)) {
            if full >= 256 {
                pixels.fill(rgb);
            } else {
                for pixel in pixels {
                    *pixel = mix(*pixel, rgb, full);
                }
            }
        }
    }
}

/// A box with round corners as a signed distance.
struct Rounded {
    centre: Vec2,
    /// Half of its width and height.
    half: Vec2,
    radius: f32,
    top: i32,
    bottom: i32,
}

impl Rounded {
    fn new(area: PixelRect, radius: f32) -> Rounded {
        let half = vec2(
            (area.right - area.left) as f32 / 2.0,
            (area.bottom - area.top) as f32 / 2.0,
        );
        Rounded {
            centre: vec2(area.left as f32, area.top as f32) + half,
            half,
            radius: radius.min(half.min_element()).max(0.0),
            top: area.top,
            bottom: area.bottom,
        }
    }

    /// How many columns at either end of a row the round corners can touch.
    fn corner_columns(&self, row: i32) -> i32 {
        let reach = self.radius.ceil() as i32;
        if row < self.top + reach || row >= self.bottom - reach {
            reach
        } else {
            0
        }
    }

    #[inline]
    fn distance(&self, at: Vec2) -> f32 {
        let beyond = (at - self.centre).abs() - self.half + self.radius;
        beyond.max(Vec2::ZERO).length() + beyond.max_element().min(0.0) - self.radius
    }
}
