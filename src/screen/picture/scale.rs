//! Scaling, mirroring and veiling a picture in one pass.
//!
//! Bilinear, after averaging blocks of whole pixels where the picture is at least twice as
//! large as its place, so that a large camera picture doesn't shimmer.

use image::RgbImage;

use crate::screen::canvas::{Canvas, Colour, mix};
use crate::screen::layout::PixelRect;

/// Draws `picture` into `area` of the canvas, whole and under `veil`.
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
    let mut across = taps(source.width, columns);
    if is_mirrored {
        across.reverse();
    }
    let veil = Veil::new(veil);
    let mut line = vec![0_u32; source.width];
    for (row, down) in (area.top..).zip(taps(source.height, rows)) {
        source.mix_rows(down, &mut line);
        let Some(pixels) = canvas.row_mut(row, area.left, area.right) else {
            continue;
        };
        for (pixel, tap) in pixels.iter_mut().zip(&across) {
            *pixel = veil.over(mix(line[tap.first], line[tap.second], tap.weight));
        }
    }
}

/// Two neighbours and the weight of the second, of 256.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Tap {
    first: usize,
    second: usize,
    weight: u32,
}

/// For each of `to` pixels the two of `from` that it lies between.
fn taps(from: usize, to: usize) -> Vec<Tap> {
    let step = from as f32 / to as f32;
    (0..to)
        .map(|i| {
            let at = ((i as f32 + 0.5) * step - 0.5).clamp(0.0, (from - 1) as f32);
            let first = at as usize;
            Tap {
                first,
                second: (first + 1).min(from - 1),
                weight: ((at - first as f32) * 256.0).round() as u32,
            }
        })
        .collect()
}

/// A colour over everything at one weight, its own share worked out beforehand.
struct Veil {
    rest: u32,
    red_blue: u32,
    green: u32,
}

impl Veil {
    fn new(colour: Colour) -> Veil {
        let weight = (colour.alpha * 256.0).round() as u32;
        Veil {
            rest: 256 - weight,
            red_blue: (colour.rgb & 0x00ff_00ff) * weight + 0x0080_0080,
            green: (colour.rgb & 0x0000_ff00) * weight + 0x8000,
        }
    }

    #[inline]
    fn over(&self, below: u32) -> u32 {
        let red_blue = (below & 0x00ff_00ff) * self.rest + self.red_blue;
        let green = (below & 0x0000_ff00) * self.rest + self.green;
        ((red_blue >> 8) & 0x00ff_00ff) | ((green >> 8) & 0x0000_ff00)
    }
}

/// A picture seen as blocks of `block` × `block` pixels, each its average.
struct Blocks<'a> {
    picture: &'a [u8],
    stride: usize,
    block: usize,
    width: usize,
    height: usize,
    /// The last two rows of blocks that were asked for, with their numbers.
    kept: [(Option<usize>, Vec<u32>); 2],
}

impl<'a> Blocks<'a> {
    fn new(picture: &'a RgbImage, block: usize) -> Blocks<'a> {
        let width = picture.width() as usize / block;
        let height = picture.height() as usize / block;
        Blocks {
            picture: picture.as_raw(),
            stride: picture.width() as usize * 3,
            block,
            width,
            height,
            kept: [(None, vec![0; width]), (None, vec![0; width])],
        }
    }

    /// The row of blocks between two others, as `0x00RRGGBB`.
    fn mix_rows(&mut self, down: Tap, line: &mut [u32]) {
        for number in [down.first, down.second] {
            // Neighbouring rows land in different places, so a row is averaged only once.
            let place = number % 2;
            if self.kept[place].0 != Some(number) {
                self.average(number, place);
            }
        }
        let first = &self.kept[down.first % 2].1;
        let second = &self.kept[down.second % 2].1;
        for ((pixel, a), b) in line.iter_mut().zip(first).zip(second) {
            *pixel = mix(*a, *b, down.weight);
        }
    }

    fn average(&mut self, number: usize, place: usize) {
        let rows = &self.picture[number * self.block * self.stride..];
        let (kept, line) = &mut self.kept[place];
        *kept = Some(number);
        if self.block == 1 {
            for (pixel, rgb) in line.iter_mut().zip(rows.as_chunks::<3>().0) {
                *pixel = u32::from(rgb[0]) << 16 | u32::from(rgb[1]) << 8 | u32::from(rgb[2]);
            }
            return;
        }
        let count = (self.block * self.block) as u32;
        for (column, pixel) in line.iter_mut().enumerate() {
            let mut sum = [0_u32; 3];
            for row in 0..self.block {
                let start = row * self.stride + column * self.block * 3;
                for rgb in rows[start..start + self.block * 3].as_chunks::<3>().0 {
                    for (sum, value) in sum.iter_mut().zip(rgb) {
                        *sum += u32::from(*value);
                    }
                }
            }
            let [red, green, blue] = sum.map(|sum| (sum + count / 2) / count);
            *pixel = red << 16 | green << 8 | blue;
        }
    }
}
