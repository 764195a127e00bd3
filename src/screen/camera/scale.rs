//! Scales, mirrors and veils a picture in one pass.
//!
//! Scaling is bilinear. Where the picture is at least twice as large as its place, blocks of whole
//! pixels are averaged first, so that a large camera picture doesn't shimmer.

use image::RgbImage;

use crate::screen::canvas::{Canvas, Colour};
use crate::screen::layout::PixelRect;

/// Draws `picture` into `area` of the canvas, whole and under `veil`.
///
/// It goes row by row. Two rows of the picture and the veil are mixed byte by byte, which compilers turn
/// into vector instructions. Then each pixel is mixed from two neighbours of that row.
pub(super) fn draw(
    canvas: &mut Canvas,
    picture: &RgbImage,
    area: PixelRect,
    is_mirrored: bool,
    veil: Colour,
) {
    let columns = (area.right - area.left).max(0) as usize;
    let rows = (area.bottom - area.top).max(0) as usize;
    if columns == 0 || rows == 0 {
        return;
    }
    let block = (picture.width() as usize / columns)
        .min(picture.height() as usize / rows)
        .max(1);
    let mut source = Blocks::new(picture, block);
    let mut across: Vec<Tap> = taps(source.width, columns).collect();
    if is_mirrored {
        across.reverse();
    }
    let veil = Veil::new(veil, source.width);
    let mut line = vec![0; source.width * 3 + LOAD];
    for (row, down) in (area.top..).zip(taps(source.height, rows)) {
        source.mix_rows(down, &veil, &mut line);
        let Some(pixels) = canvas.row_mut(row, area.left, area.right) else {
            continue;
        };
        for (pixel, tap) in pixels.iter_mut().zip(&across) {
            if let Some(bytes) = line[tap.first as usize * 3..].first_chunk() {
                *pixel = mix_neighbours(*bytes, tap.weight);
            }
        }
    }
}

/// Bytes read at once for two neighbouring pixels.
const LOAD: usize = 8;

/// Two neighbours, and the weight of the second, 0 to 256. At the last pixel it is 0.
#[derive(Debug, Clone, Copy)]
struct Tap {
    first: u32,
    weight: u32,
}

/// For each of `to` pixels, the two of the `from` pixels that it lies between.
fn taps(from: usize, to: usize) -> impl Iterator<Item = Tap> {
    let step = from as f32 / to as f32;
    (0..to).map(move |i| {
        let at = ((i as f32 + 0.5) * step - 0.5).clamp(0.0, (from - 1) as f32);
        Tap {
            first: at as u32,
            weight: (at.fract() * 256.0).round() as u32,
        }
    })
}

/// Mixes two RGB pixels that lie side by side. Red and blue are mixed in one multiplication.
#[inline]
fn mix_neighbours(bytes: [u8; LOAD], weight: u32) -> u32 {
    const OUTER: u32 = 0x00ff_00ff;
    const GREEN: u32 = 0x0000_ff00;
    let both = u64::from_le_bytes(bytes);
    let (first, second) = (both as u32, (both >> 24) as u32);
    let rest = 256 - weight;
    let outer = (first & OUTER) * rest + (second & OUTER) * weight + 0x0080_0080;
    let green = (first & GREEN) * rest + (second & GREEN) * weight + 0x8000;
    // Red came first in memory, so it is in the lowest byte here. The canvas has it in the highest.
    ((outer >> 8) & OUTER).rotate_left(16) | ((green >> 8) & GREEN)
}

/// What the veil adds to every byte of a row.
struct Veil {
    /// The weight of the picture, 0 to 256.
    rest: u16,
    share: Vec<u16>,
}

impl Veil {
    fn new(colour: Colour, width: usize) -> Veil {
        let weight = (colour.alpha * 256.0).round() as u16;
        let [_, red, green, blue] = colour.rgb.to_be_bytes();
        let share = [red, green, blue].map(|value| u16::from(value) * weight + 128);
        Veil {
            rest: 256 - weight,
            share: share.repeat(width),
        }
    }
}

/// A picture seen as blocks of `block` × `block` pixels, each its average.
struct Blocks<'a> {
    picture: &'a [u8],
    stride: usize,
    block: usize,
    width: usize,
    height: usize,
    /// The last two rows of averages that were asked for, with their numbers.
    kept: [(Option<usize>, Vec<u8>); 2],
}

impl<'a> Blocks<'a> {
    fn new(picture: &'a RgbImage, block: usize) -> Blocks<'a> {
        let width = picture.width() as usize / block;
        let kept = if block > 1 { width * 3 } else { 0 };
        Blocks {
            picture: picture.as_raw(),
            stride: picture.width() as usize * 3,
            block,
            width,
            height: picture.height() as usize / block,
            kept: [(None, vec![0; kept]), (None, vec![0; kept])],
        }
    }

    /// The row between two rows of blocks, under the veil, as bytes of red, green and blue.
    fn mix_rows(&mut self, down: Tap, veil: &Veil, line: &mut [u8]) {
        let first = down.first as usize;
        let second = (first + 1).min(self.height - 1);
        self.prepare(first);
        self.prepare(second);
        let weight = ((down.weight * u32::from(veil.rest) + 128) >> 8) as u16;
        let rest = veil.rest - weight;
        let rows = self.row(first).iter().zip(self.row(second));
        for ((byte, (a, b)), veil) in line.iter_mut().zip(rows).zip(&veil.share) {
            *byte = ((u16::from(*a) * rest + u16::from(*b) * weight + veil) >> 8) as u8;
        }
    }

    fn row(&self, number: usize) -> &[u8] {
        if self.block == 1 {
            &self.picture[number * self.stride..][..self.stride]
        } else {
            &self.kept[number % 2].1
        }
    }

    /// Averages a row of blocks, unless it is one of the two that are kept. Even and odd rows have places
    /// of their own, so each row is averaged once.
    fn prepare(&mut self, number: usize) {
        let (kept, line) = &mut self.kept[number % 2];
        if self.block == 1 || *kept == Some(number) {
            return;
        }
        *kept = Some(number);
        let rows = &self.picture[number * self.block * self.stride..];
        let count = (self.block * self.block) as u32;
        for (column, pixel) in line.as_chunks_mut::<3>().0.iter_mut().enumerate() {
            let mut sum = [0_u32; 3];
            for row in 0..self.block {
                let start = row * self.stride + column * self.block * 3;
                for rgb in rows[start..start + self.block * 3].as_chunks::<3>().0 {
                    for (sum, value) in sum.iter_mut().zip(rgb) {
                        *sum += u32::from(*value);
                    }
                }
            }
            *pixel = sum.map(|sum| ((sum + count / 2) / count) as u8);
        }
    }
}
