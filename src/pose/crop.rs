//! From a square of the picture to the numbers a network reads.

use image::RgbImage;

use super::region::Region;

/// What lies beyond the picture's edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Border {
    /// The nearest pixel of the picture, repeated.
    Replicated,
    /// Black.
    Black,
}

/// A network's input: a square of RGB floats, allocated once and filled again for every frame.
pub(super) struct Crop {
    side: usize,
    values: Vec<f32>,
    border: Border,
    scale: f32,
    offset: f32,
}

/// Sub-pixel steps of the sampling. MediaPipe resamples with OpenCV, which places samples in
/// steps of 1/32 pixel and rounds to whole grey levels; the networks' answers agree with
/// MediaPipe's best when the input is rounded in the same way, and integers are faster too.
const STEPS: i32 = 32;

impl Crop {
    /// A crop of `side` × `side` pixels, whose values run over `range` from black to white.
    pub(super) fn new(side: usize, border: Border, range: [f32; 2]) -> Self {
        Self {
            side,
            values: vec![0.0; side * side * 3],
            border,
            scale: (range[1] - range[0]) / 255.0,
            offset: range[0],
        }
    }

    /// Row-major RGB values, `side` × `side` × 3.
    pub(super) fn values(&self) -> &[f32] {
        &self.values
    }

    /// Fills the crop from a region of a picture. A picture without pixels counts as black.
    ///
    /// Pixel (i, j) shows the picture at `centre + R·((i, j) − side/2)·region/side` in index
    /// coordinates, without the half pixel that would make pixel areas coincide: MediaPipe maps
    /// corner to corner, and its networks were trained like that.
    pub(super) fn fill(&mut self, picture: &RgbImage, region: &Region) {
        if picture.is_empty() {
            self.values.fill(self.offset);
            return;
        }
        let (sin, cos) = f64::from(region.rotation_rad).sin_cos();
        let step = f64::from(region.side_px) / self.side as f64 * f64::from(STEPS);
        let (along_x, along_y) = (cos * step, sin * step);
        let half = self.side as f64 / 2.0;
        let centre = region.centre_px.map(|c| f64::from(c) * f64::from(STEPS));
        let source = Source::new(picture, self.border);

        for (j, row) in self.values.chunks_exact_mut(self.side * 3).enumerate() {
            let v = j as f64 - half;
            let (start_x, start_y) = (
                centre[0] - half * along_x - v * along_y,
                centre[1] - half * along_y + v * along_x,
            );
            for (i, pixel) in row.chunks_exact_mut(3).enumerate() {
                let i = i as f64;
                let colour = source.sample(start_x + i * along_x, start_y + i * along_y);
                for (value, level) in pixel.iter_mut().zip(colour) {
                    *value = level as f32 * self.scale + self.offset;
                }
            }
        }
    }
}

/// A picture prepared for sampling.
struct Source<'a> {
    bytes: &'a [u8],
    width: i32,
    height: i32,
    border: Border,
}

impl<'a> Source<'a> {
    fn new(picture: &'a RgbImage, border: Border) -> Self {
        // A picture of 2³¹ pixels in one direction would not fit into memory.
        let (width, height) = (picture.width() as i32, picture.height() as i32);
        Self {
            bytes: picture.as_raw(),
            width,
            height,
            border,
        }
    }

    /// The colour at a place given in 1/32 pixels.
    fn sample(&self, x: f64, y: f64) -> [u32; 3] {
        let (left, right_part) = split(x, self.width);
        let (top, bottom_part) = split(y, self.height);

        let [upper, lower] = self.inner(left, top).unwrap_or_else(|| self.rim(left, top));
        let whole = STEPS as u32;
        let mix = |a: u32, b: u32, part: u32| a * (whole - part) + b * part;
        std::array::from_fn(|k| {
            let upper = mix(upper[k].into(), upper[k + 3].into(), right_part);
            let lower = mix(lower[k].into(), lower[k + 3].into(), right_part);
            (mix(upper, lower, bottom_part) + whole * whole / 2) / (whole * whole)
        })
    }

    /// Two pixels beside each other and the two below them, where all of them are in the picture.
    fn inner(&self, left: i32, top: i32) -> Option<[[u8; 6]; 2]> {
        if left < 0 || top < 0 || left + 1 >= self.width || top + 1 >= self.height {
            return None;
        }
        let (_, upper) = self.bytes.split_at_checked(self.at(left, top))?;
        let (_, lower) = upper.split_at_checked(self.width as usize * 3)?;
        Some([*upper.first_chunk()?, *lower.first_chunk()?])
    }

    /// The same anywhere.
    fn rim(&self, left: i32, top: i32) -> [[u8; 6]; 2] {
        [top, top + 1].map(|y| {
            let [[a, b, c], [d, e, f]] = [self.pixel(left, y), self.pixel(left + 1, y)];
            [a, b, c, d, e, f]
        })
    }

    /// The pixel at any place, the border included.
    fn pixel(&self, x: i32, y: i32) -> [u8; 3] {
        let (within_x, within_y) = (x.clamp(0, self.width - 1), y.clamp(0, self.height - 1));
        if self.border == Border::Black && (x, y) != (within_x, within_y) {
            return [0; 3];
        }
        let k = self.at(within_x, within_y);
        [self.bytes[k], self.bytes[k + 1], self.bytes[k + 2]]
    }

    fn at(&self, x: i32, y: i32) -> usize {
        (y as usize * self.width as usize + x as usize) * 3
    }
}

/// A coordinate in 1/32 pixels as the pixel before it and the rounded rest, 0 to 31. Beyond the
/// edges nothing changes any more, so places further out are drawn near.
fn split(coordinate: f64, length: i32) -> (i32, u32) {
    // Casting cuts towards zero, which rounds down once everything is positive. `f64::round`
    // would be a function call for every pixel.
    const SHIFT: i32 = 2 * STEPS;
    let near = coordinate.clamp(f64::from(-SHIFT), f64::from((length + 1) * STEPS));
    let rounded = (near + f64::from(SHIFT) + 0.5) as i32 - SHIFT;
    (rounded.div_euclid(STEPS), rounded.rem_euclid(STEPS) as u32)
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
        crop.values()
            .chunks_exact(3)
            .map(|p| [p[0], p[1], p[2]])
            .collect()
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
        for pixel in crop.values().chunks_exact(3) {
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
