//! Turns a square of the picture into the numbers that a model reads.

use std::ops::Range;

use image::RgbImage;

use super::region::Region;

/// The colour beyond the picture's edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Border {
    /// The nearest pixel of the picture, repeated.
    Replicated,
    /// Black.
    Black,
}

/// A model's input: a square of floats for each of red, green and blue. It is allocated once and
/// filled again for every frame.
pub(super) struct Crop {
    side: usize,
    values: Vec<f32>,
    /// Colours of the row that is being filled, red in the lowest byte.
    row: Vec<u32>,
    border: Border,
    /// The value that the model reads for black, and the step for each of the 255 levels.
    black: f32,
    per_level: f32,
}

/// Sub-pixel steps of the sampling. MediaPipe resamples with OpenCV, which places samples in steps
/// of 1/32 pixel and rounds to whole grey levels. The models' answers agree best with MediaPipe's
/// when the input is rounded in the same way, and integers are faster as well.
const STEPS: i64 = 32;

/// Binary digits of a place after the 1/32 pixel. The sum of a row of such steps is wrong by less
/// than a millionth of a pixel.
const DIGITS: u32 = 24;

/// Places beyond this many pixels are moved to this distance. Nothing changes out there, and sums
/// of places stay far below the largest number.
const FAR_PX: f64 = 1e7;

impl Crop {
    /// A crop of `side` × `side` pixels, whose values run over `range` from black to white.
    pub(super) fn new(side: usize, border: Border, range: [f32; 2]) -> Self {
        Self {
            side,
            values: vec![0.0; side * side * 3],
            row: vec![0; side],
            border,
            black: range[0],
            per_level: (range[1] - range[0]) / 255.0,
        }
    }

    /// Red, then green, then blue: each row-major, `side` × `side`.
    pub(super) fn values(&self) -> &[f32] {
        &self.values
    }

    /// Fills the crop from a region of a picture. A picture without pixels counts as black.
    ///
    /// Pixel (i, j) shows the picture at `centre + R·((i, j) − side/2)·region/side` in index
    /// coordinates, without the half pixel that would make pixel areas coincide. MediaPipe maps
    /// corner to corner, and its models were trained like that.
    pub(super) fn fill(&mut self, picture: &RgbImage, region: &Region) {
        if picture.is_empty() {
            self.values.fill(self.black);
            return;
        }
        let (sin, cos) = f64::from(region.rotation_rad).sin_cos();
        let step = f64::from(region.side_px) / self.side as f64;
        let along = [cos, sin].map(|part| fixed(part * step));
        let half = self.side as f64 / 2.0;
        let [centre_x, centre_y] = region.centre_px.map(f64::from);
        let source = Source::new(picture, self.border);

        for j in 0..self.side {
            let v = j as f64 - half;
            // Half a step is added, so that cutting off digits rounds.
            let start = [
                fixed(centre_x - (half * cos + v * sin) * step) + (1 << (DIGITS - 1)),
                fixed(centre_y - (half * sin - v * cos) * step) + (1 << (DIGITS - 1)),
            ];
            let within = source.inside(start, along, self.side);
            for (i, colour) in self.row.iter_mut().enumerate() {
                let [x, y] = [0, 1].map(|k| (start[k] + i as i64 * along[k]) >> DIGITS);
                *colour = if within.contains(&i) {
                    source.sample_inside(x, y)
                } else {
                    source.sample(x, y)
                };
            }
            // This is a loop of its own, because the compiler then handles several pixels at a
            // time.
            for (k, plane) in self
                .values
                .chunks_exact_mut(self.side * self.side)
                .enumerate()
            {
                let values = &mut plane[j * self.side..][..self.side];
                for (value, colour) in values.iter_mut().zip(&self.row) {
                    let level = colour >> (8 * k) & 0xff;
                    *value = level as f32 * self.per_level + self.black;
                }
            }
        }
    }
}

/// A place in pixels as a whole number of steps and their digits.
fn fixed(px: f64) -> i64 {
    (px.clamp(-FAR_PX, FAR_PX) * (STEPS << DIGITS) as f64).round() as i64
}

/// A picture prepared for sampling.
struct Source<'a> {
    bytes: &'a [u8],
    width: i64,
    height: i64,
    border: Border,
}

impl<'a> Source<'a> {
    fn new(picture: &'a RgbImage, border: Border) -> Self {
        Self {
            bytes: picture.as_raw(),
            width: picture.width().into(),
            height: picture.height().into(),
            border,
        }
    }

    /// The range of `count` places along a line that have all four neighbouring pixels in the
    /// picture, with the eight bytes that are read of each pair. The places outside the range give
    /// the same, only slower.
    fn inside(&self, start: [i64; 2], along: [i64; 2], count: usize) -> Range<usize> {
        // The eight bytes that are read for two pixels include a third pixel.
        let last = [self.width - 3, self.height - 2];
        let mut within = 0..count as i64;
        for k in 0..2 {
            // The range ends before this place.
            let end = (last[k] + 1).max(0) * (STEPS << DIGITS);
            let [from, to] = match along[k] {
                0 if (0..end).contains(&start[k]) => continue,
                0 => return 0..0,
                up @ 1.. => [div_up(-start[k], up), div_up(end - start[k], up)],
                down => [
                    div_up(start[k] - end + 1, -down),
                    div_up(start[k] + 1, -down),
                ],
            };
            within = within.start.max(from)..within.end.min(to);
        }
        within.start as usize..within.end.max(within.start) as usize
    }

    /// The colour at a place given in 1/32 pixels, for places that are [`Source::inside`].
    fn sample_inside(&self, x: i64, y: i64) -> u32 {
        let at = ((y / STEPS * self.width + x / STEPS) * 3) as usize;
        let pair = |at: usize| {
            let bytes = self.bytes.get(at..at + 8).and_then(|b| b.first_chunk());
            u64::from_le_bytes(*bytes.unwrap_or(&[0; 8]))
        };
        let (upper, lower) = (pair(at), pair(at + self.width as usize * 3));
        blend([upper, upper >> 24, lower, lower >> 24], x, y)
    }

    /// The colour at any place given in 1/32 pixels.
    fn sample(&self, x: i64, y: i64) -> u32 {
        let (left, top) = (x.div_euclid(STEPS), y.div_euclid(STEPS));
        let around = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(i, j)| self.pixel(left + i, top + j));
        blend(around, x, y)
    }

    /// The pixel at any place, the border included; its three bytes are the lowest.
    fn pixel(&self, x: i64, y: i64) -> u64 {
        let (within_x, within_y) = (x.clamp(0, self.width - 1), y.clamp(0, self.height - 1));
        if self.border == Border::Black && (x, y) != (within_x, within_y) {
            return 0;
        }
        let k = ((within_y * self.width + within_x) * 3) as usize;
        let [red, green, blue] = [0, 1, 2].map(|colour| u64::from(self.bytes[k + colour]));
        red | green << 8 | blue << 16
    }
}

/// Blends four pixels (upper left, upper right, lower left, lower right; the three lowest bytes
/// of each) at a place given in 1/32 pixels. All three colours go through one multiplication:
/// they lie 21 bits apart, and a level times 32² needs 18.
fn blend(around: [u64; 4], x: i64, y: i64) -> u32 {
    const HALF: u64 = (STEPS * STEPS / 2) as u64;
    let apart = |p: u64| p & 0xff | (p & 0xff00) << 13 | (p & 0xff_0000) << 26;
    let [a, b, c, d] = around.map(apart);
    let (right, lower) = (x.rem_euclid(STEPS) as u64, y.rem_euclid(STEPS) as u64);
    let whole = STEPS as u64;
    let upper_row = a * (whole - right) + b * right;
    let lower_row = c * (whole - right) + d * right;
    let sum = upper_row * (whole - lower) + lower_row * lower + (HALF | HALF << 21 | HALF << 42);
    (sum >> 10 & 0xff | sum >> 23 & 0xff00 | sum >> 36 & 0xff_0000) as u32
}

/// `a / b` rounded up, `b` being positive.
fn div_up(a: i64, b: i64) -> i64 {
    -(-a).div_euclid(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// Red grows by 2 per column, green by 3 per row; blue is constant.
    fn gradient(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            Rgb([(2 * x) as u8, (3 * y) as u8, 77])
        })
    }

    fn filled(side: usize, border: Border, picture: &RgbImage, region: Region) -> Vec<[f32; 3]> {
        let mut crop = Crop::new(side, border, [0.0, 255.0]);
        crop.fill(picture, &region);
        pixels(&crop)
    }

    fn pixels(crop: &Crop) -> Vec<[f32; 3]> {
        let area = crop.side * crop.side;
        let colours = |k| [0, 1, 2].map(|colour| crop.values()[colour * area + k]);
        (0..area).map(colours).collect()
    }

    fn region(centre_px: [f32; 2], side_px: f32, rotation_rad: f32) -> Region {
        Region {
            centre_px,
            side_px,
            rotation_rad,
        }
    }

    #[test]
    fn pixels_map_corner_to_corner_without_a_half_pixel() {
        let picture = gradient(100, 80);
        let same = filled(
            32,
            Border::Replicated,
            &picture,
            region([40.0, 30.0], 32.0, 0.0),
        );
        assert_eq!(same[0], [48.0, 42.0, 77.0]); // column 24, row 14
        assert_eq!(same[33], [50.0, 45.0, 77.0]);
        // At half the scale every second pixel lies between two of the picture.
        let finer = filled(
            32,
            Border::Replicated,
            &picture,
            region([40.0, 30.0], 16.0, 0.0),
        );
        assert_eq!(finer[0], [64.0, 66.0, 77.0]); // column 32, row 22
        assert_eq!(finer[1], [65.0, 66.0, 77.0]); // column 32.5
    }

    #[test]
    fn a_quarter_turn_reads_down_the_picture() {
        let turned = region([40.0, 30.0], 32.0, std::f32::consts::FRAC_PI_2);
        let crop = filled(32, Border::Replicated, &gradient(100, 80), turned);
        // Going right in the crop goes down in the picture, going down goes left.
        assert_eq!(crop[0], [112.0, 42.0, 77.0]); // column 56, row 14
        assert_eq!(crop[1], [112.0, 45.0, 77.0]);
        assert_eq!(crop[32], [110.0, 42.0, 77.0]);
    }

    #[test]
    fn beyond_the_edge_the_picture_is_repeated_or_black() {
        let picture = gradient(10, 10);
        let far = region([-500.0, 5.0], 8.0, 0.0);
        assert!(
            filled(8, Border::Replicated, &picture, far)
                .iter()
                .all(|p| p[0] == 0.0 && p[2] == 77.0)
        );
        assert!(
            filled(8, Border::Black, &picture, far)
                .iter()
                .all(|p| *p == [0.0; 3])
        );
    }

    #[test]
    fn the_letterbox_fades_into_black_within_a_pixel() {
        let white = RgbImage::from_pixel(4, 2, Rgb([255; 3]));
        let crop = filled(8, Border::Black, &white, Region::around(4, 2));
        let column: Vec<_> = crop.iter().skip(2).step_by(8).map(|p| p[0]).collect();
        // Rows at −1, −0.5, 0, 0.5, 1, 1.5, 2, 2.5 of a picture of two rows.
        assert_eq!(column, [0.0, 128.0, 255.0, 255.0, 255.0, 128.0, 0.0, 0.0]);
    }

    #[test]
    fn values_run_over_the_range_asked_for() {
        let mut crop = Crop::new(2, Border::Replicated, [-1.0, 1.0]);
        crop.fill(
            &RgbImage::from_pixel(1, 1, Rgb([0, 51, 255])),
            &region([0.0, 0.0], 1.0, 0.0),
        );
        for pixel in pixels(&crop) {
            assert!(
                pixel
                    .iter()
                    .zip([-1.0, -0.6, 1.0])
                    .all(|(a, b)| (a - b).abs() < 1e-6)
            );
        }
    }

    #[test]
    fn no_picture_and_no_place_is_out_of_bounds() {
        let nothing = filled(
            4,
            Border::Replicated,
            &RgbImage::new(0, 0),
            region([0.0, 0.0], 8.0, 0.3),
        );
        assert!(nothing.iter().all(|p| *p == [0.0; 3]));
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX] {
            filled(
                4,
                Border::Replicated,
                &gradient(3, 1),
                region([odd, 0.0], 8.0, 0.3),
            );
            filled(
                4,
                Border::Black,
                &gradient(1, 3),
                region([0.0, 0.0], odd, 0.3),
            );
        }
    }
}
