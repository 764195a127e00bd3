//! The frame buffer and its rasteriser: shapes by distance, rounded boxes, coverage masks. It works in
//! pixels and knows no scene. `docs/measurements.md`, "Our rasteriser and tiny-skia", says why no library
//! does this.

mod boxes;
mod colour;
mod shape;

pub use colour::Colour;
pub(super) use colour::mix;
pub use shape::{Arc, Disc, Line, Ring, Shape, Triangle};

use glam::{Vec2, vec2};
use image::{Rgb, RgbImage};

use super::layout::PixelRect;

/// A frame buffer of `0x00RRGGBB` pixels, row by row from the left upper corner.
pub struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u32>,
    clip: PixelRect,
    /// Coverage of a union of shapes, 0 to 255, while it is collected. Otherwise all of it is 0.
    coverage: Vec<u8>,
    /// For each row the columns in `coverage` that are in use.
    in_use: Vec<[i32; 2]>,
}

/// No column in use.
const UNUSED: [i32; 2] = [i32::MAX, i32::MIN];

impl Canvas {
    /// A black canvas of this size in pixels.
    #[must_use]
    pub fn new(width: usize, height: usize) -> Canvas {
        Canvas {
            width,
            height,
            pixels: vec![0; width * height],
            clip: whole(width, height),
            coverage: vec![0; width * height],
            in_use: vec![UNUSED; height],
        }
    }

    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// The whole canvas.
    #[must_use]
    pub fn area(&self) -> PixelRect {
        whole(self.width, self.height)
    }

    /// The pixels, `0x00RRGGBB`, row by row.
    #[must_use]
    pub fn pixels(&self) -> &[u32] {
        &self.pixels
    }

    /// The canvas as an image.
    #[must_use]
    pub fn image(&self) -> RgbImage {
        RgbImage::from_fn(self.width as u32, self.height as u32, |x, y| {
            let [_, red, green, blue] =
                self.pixels[y as usize * self.width + x as usize].to_be_bytes();
            Rgb([red, green, blue])
        })
    }

    /// Limits all drawing to a box until [`unclip`](Canvas::unclip).
    pub fn clip_to(&mut self, to: PixelRect) {
        self.clip = to.shared(whole(self.width, self.height));
    }

    /// Opens the whole canvas again.
    pub fn unclip(&mut self) {
        self.clip = whole(self.width, self.height);
    }

    /// Covers the whole canvas, whatever the clip.
    pub fn clear(&mut self, colour: Colour) {
        self.pixels.fill(colour.rgb);
    }

    /// Fills a shape given in pixels.
    pub fn fill(&mut self, shape: &impl Shape, colour: Colour) {
        let full = colour.alpha * 256.0;
        for_each_run(shape, self.clip, |row, columns| {
            let start = row as usize * self.width;
            let pixels = &mut self.pixels[start + columns[0] as usize..start + columns[1] as usize];
            for (pixel, column) in pixels.iter_mut().zip(columns[0]..) {
                let cover = cover(shape.distance(middle_of(column, row)));
                if cover > 0.0 {
                    *pixel = mix(*pixel, colour.rgb, (cover * full + 0.5) as u32);
                }
            }
        });
    }

    /// Adds a shape given in pixels to the union that [`paint`](Canvas::paint) will fill. Where shapes
    /// overlap, the colour is laid on once, so a translucent union has no seams.
    pub fn collect(&mut self, shape: &impl Shape) {
        for_each_run(shape, self.clip, |row, columns| {
            let start = row as usize * self.width;
            let in_use = &mut self.in_use[row as usize];
            *in_use = [in_use[0].min(columns[0]), in_use[1].max(columns[1])];
            let coverage =
                &mut self.coverage[start + columns[0] as usize..start + columns[1] as usize];
            for (covered, column) in coverage.iter_mut().zip(columns[0]..) {
                let cover = cover(shape.distance(middle_of(column, row)));
                *covered = (*covered).max((cover * 255.0 + 0.5) as u8);
            }
        });
    }

    /// Fills the union of all shapes collected since the last call.
    pub fn paint(&mut self, colour: Colour) {
        let full = (colour.alpha * 256.0).round() as u32;
        for (row, in_use) in self.in_use.iter_mut().enumerate() {
            if in_use[0] >= in_use[1] {
                continue;
            }
            let start = row * self.width;
            let run = start + in_use[0] as usize..start + in_use[1] as usize;
            let pixels = self.pixels[run.clone()].iter_mut();
            for (pixel, covered) in pixels.zip(&mut self.coverage[run]) {
                if *covered > 0 {
                    *pixel = mix(*pixel, colour.rgb, weight(*covered, full));
                    *covered = 0;
                }
            }
            *in_use = UNUSED;
        }
    }

    /// Draws a coverage mask (0 to 255, row by row) in a colour. Its left upper corner lies at the
    /// given pixel.
    pub fn stamp(&mut self, corner: [i32; 2], width: usize, cover: &[u8], colour: Colour) {
        let full = (colour.alpha * 256.0).round() as u32;
        self.overlay(corner, width, cover, |pixel, covered| {
            if *covered > 0 {
                *pixel = mix(*pixel, colour.rgb, weight(*covered, full));
            }
        });
    }

    /// Lays a grid of cells over the canvas, row by row from its left upper corner, and calls `blend`
    /// for each cell within the clip with the pixel that it covers.
    pub fn overlay<T>(
        &mut self,
        [left, top]: [i32; 2],
        width: usize,
        cells: &[T],
        blend: impl Fn(&mut u32, &T),
    ) {
        let first = (self.clip.left - left).clamp(0, width as i32) as usize;
        let last = (self.clip.right - left).clamp(first as i32, width as i32) as usize;
        if first == last {
            return;
        }
        for (row, line) in (top..).zip(cells.chunks_exact(width)) {
            if row < self.clip.top || row >= self.clip.bottom {
                continue;
            }
            let start = row as usize * self.width + (left + first as i32) as usize;
            let pixels = &mut self.pixels[start..start + last - first];
            for (pixel, cell) in pixels.iter_mut().zip(&line[first..last]) {
                blend(pixel, cell);
            }
        }
    }

    /// The pixels of one row from column `left` to `right` (exclusive). The clip does not limit them.
    /// It is `None` where they are not all on the canvas.
    pub fn row_mut(&mut self, row: i32, left: i32, right: i32) -> Option<&mut [u32]> {
        let row = usize::try_from(row).ok().filter(|row| *row < self.height)?;
        let left = usize::try_from(left).ok()?;
        let right = usize::try_from(right)
            .ok()
            .filter(|right| *right <= self.width)?;
        self.pixels
            .get_mut(row * self.width + left..row * self.width + right)
    }
}

fn whole(width: usize, height: usize) -> PixelRect {
    PixelRect::new(0, 0, width as i32, height as i32)
}

/// The middle of a pixel.
#[inline]
fn middle_of(column: i32, row: i32) -> Vec2 {
    vec2(column as f32 + 0.5, row as f32 + 0.5)
}

/// How much of a pixel is covered when its centre is this far from the edge. The edge is taken as
/// straight and parallel to a side of the pixel, so the result is exact for edges along rows and
/// columns.
#[inline]
fn cover(distance: f32) -> f32 {
    (0.5 - distance).clamp(0.0, 1.0)
}

#[inline]
fn weight(covered: u8, full: u32) -> u32 {
    (u32::from(covered) * full + 127) / 255
}

/// Calls `run` for every run of pixels within the clip that the shape can touch, with the row, the
/// first column and the column after the last.
fn for_each_run(shape: &impl Shape, clip: PixelRect, mut run: impl FnMut(i32, [i32; 2])) {
    let [first, last] = shape.rows();
    let top = ((first - 1.0).floor() as i32).max(clip.top);
    let bottom = ((last + 1.0).ceil() as i32).min(clip.bottom);
    for row in top..bottom {
        let mut done = clip.left;
        for [from, to] in shape.columns(row as f32 + 0.5) {
            let from = (from.floor() as i32).max(done);
            let to = (to.ceil() as i32).min(clip.right);
            if from < to {
                run(row, [from, to]);
                done = to;
            }
        }
    }
}

#[cfg(test)]
mod tests;
