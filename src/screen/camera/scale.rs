//! Scales, mirrors and veils a picture in one pass.
//!
//! Scaling is bilinear. Where the picture is at least twice as large as its place, blocks of whole
//! pixels are averaged first, so that a large camera picture doesn't shimmer.

use image::RgbImage;

use crate::screen::canvas::{Canvas, Colour};
use crate::screen::layout::PixelRect;

/// Draws `picture` into `area` of the canvas, whole and under `veil`.
///
/// It goes row by row. Two rows of the picture and the veil are mixed, then each pixel from two
/// neighbours of that row. Both mix byte by byte, which compilers turn into vector instructions.
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
        .clamp(1, LARGEST_BLOCK);
    let mut source = Blocks::new(picture, block);
    // No camera has a picture that is so wide and so low.
    if source.width > LONGEST {
        return;
    }
    let mut across: Vec<Tap> = taps(source.width, columns).collect();
    if is_mirrored {
        across.reverse();
    }
    let mut neighbours = Neighbours::new(&across);
    let veil = Veil::new(veil);
    let mut line = [0; LINE];
    for (row, down) in (area.top..).zip(taps(source.height, rows)) {
        source.mix_rows(down, &veil, &mut line);
        if let Some(pixels) = canvas.row_mut(row, area.left, area.right) {
            neighbours.mix(&line, pixels);
        }
    }
}

/// Bytes of a row that is being mixed. Every place that 16 bits can name lies in it with its two
/// neighbours, so no place has to be compared with the end.
const LINE: usize = u16::MAX as usize + LOAD;
/// Pixels that have room in it.
const LONGEST: usize = LINE / STRIDE * STRIDE / 3;
/// The sum of so many bytes has room in 16 bits.
const LARGEST_BLOCK: usize = 256;
/// Bytes read at once for two neighbouring pixels.
const LOAD: usize = 8;

/// Two neighbours, and the weight of the second, 0 to 256. At the last pixel it is 0.
#[derive(Debug, Clone, Copy)]
struct Tap {
    first: u16,
    weight: u16,
}

/// For each of `to` pixels, the two of the `from` pixels that it lies between.
fn taps(from: usize, to: usize) -> impl Iterator<Item = Tap> {
    let step = from as f32 / to as f32;
    (0..to).map(move |i| {
        let at = ((i as f32 + 0.5) * step - 0.5).clamp(0.0, (from - 1) as f32);
        Tap {
            first: at as u16,
            weight: (at.fract() * 256.0).round() as u16,
        }
    })
}

/// Makes a row of the canvas from pixels that lie side by side.
struct Neighbours {
    /// Where the first of the two begins.
    starts: Vec<u16>,
    /// The weight of the second for each byte of a pixel.
    weights: Vec<[u16; 4]>,
    /// Both, as the canvas has its pixels.
    first: Vec<u32>,
    second: Vec<u32>,
}

impl Neighbours {
    fn new(across: &[Tap]) -> Neighbours {
        Neighbours {
            starts: across.iter().map(|tap| tap.first * 3).collect(),
            weights: across.iter().map(|tap| [tap.weight; 4]).collect(),
            first: vec![0; across.len()],
            second: vec![0; across.len()],
        }
    }

    fn mix(&mut self, line: &[u8; LINE], pixels: &mut [u32]) {
        let both = self.first.iter_mut().zip(&mut self.second);
        for ((first, second), start) in both.zip(&self.starts) {
            let start = usize::from(*start);
            if let Some(bytes) = line[start..start + LOAD].first_chunk() {
                // Red comes first in memory, so it becomes the highest byte.
                let bytes = u64::from_be_bytes(*bytes);
                *first = (bytes >> 40) as u32;
                *second = (bytes >> 16) as u32 & 0x00ff_ffff;
            }
        }
        let first: &[u8] = bytemuck::cast_slice(&self.first);
        let second: &[u8] = bytemuck::cast_slice(&self.second);
        let mixed: &mut [u8] = bytemuck::cast_slice_mut(pixels);
        let both = first.iter().zip(second);
        for ((byte, (a, b)), weight) in mixed.iter_mut().zip(both).zip(self.weights.as_flattened())
        {
            *byte = ((u16::from(*a) * (256 - weight) + u16::from(*b) * weight + 128) >> 8) as u8;
        }
    }
}

/// Bytes that are mixed with the veil at once: whole pixels, and whole registers of any width.
const STRIDE: usize = 48;

/// What the veil adds to the bytes of a row.
struct Veil {
    /// The weight of the picture, 0 to 256.
    rest: u16,
    share: [u16; STRIDE],
}

impl Veil {
    fn new(colour: Colour) -> Veil {
        let weight = (colour.alpha * 256.0).round() as u16;
        let [_, red, green, blue] = colour.rgb.to_be_bytes();
        let share = [red, green, blue].map(|value| u16::from(value) * weight + 128);
        Veil {
            rest: 256 - weight,
            share: std::array::from_fn(|i| share[i % 3]),
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
    /// The sum of the rows of a row of blocks, for each byte of a row.
    sums: Vec<u16>,
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
            sums: vec![0; kept * block],
        }
    }

    /// The row between two rows of blocks, under the veil, as bytes of red, green and blue.
    fn mix_rows(&mut self, down: Tap, veil: &Veil, line: &mut [u8; LINE]) {
        let first = usize::from(down.first);
        let second = (first + 1).min(self.height - 1);
        self.prepare(first);
        self.prepare(second);
        let weight = ((u32::from(down.weight) * u32::from(veil.rest) + 128) >> 8) as u16;
        let rest = veil.rest - weight;
        let mix = |bytes: &mut [u8], first: &[u8], second: &[u8]| {
            let both = first.iter().zip(second);
            for ((byte, (a, b)), veil) in bytes.iter_mut().zip(both).zip(&veil.share) {
                *byte = ((u16::from(*a) * rest + u16::from(*b) * weight + veil) >> 8) as u8;
            }
        };
        let [first, second] = [first, second].map(|number| self.row(number).as_chunks::<STRIDE>());
        let (strides, _) = line.as_chunks_mut::<STRIDE>();
        let both = first.0.iter().zip(second.0);
        for (bytes, (first, second)) in strides.iter_mut().zip(both) {
            mix(bytes, first, second);
        }
        if let Some(last) = strides.get_mut(first.0.len()) {
            mix(last, first.1, second.1);
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
        let rows = self.picture[number * self.block * self.stride..].chunks_exact(self.stride);
        self.sums.fill(0);
        for row in rows.take(self.block) {
            for (sum, value) in self.sums.iter_mut().zip(row) {
                *sum += u16::from(*value);
            }
        }
        let count = (self.block * self.block) as u32;
        // Rounded up, so that what can be divided without a rest is.
        let part = (1_u64 << 32).div_ceil(u64::from(count));
        let blocks = self.sums.chunks_exact(self.block * 3);
        for (pixel, block) in line.as_chunks_mut::<3>().0.iter_mut().zip(blocks) {
            let mut sum = [count / 2; 3];
            for rgb in block.as_chunks::<3>().0 {
                for (sum, value) in sum.iter_mut().zip(rgb) {
                    *sum += u32::from(*value);
                }
            }
            *pixel = sum.map(|sum| ((u64::from(sum) * part) >> 32) as u8);
        }
    }
}
