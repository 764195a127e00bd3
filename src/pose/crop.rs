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

    /// Fills the crop from a region of a picture that has at least one pixel.
    ///
    /// Pixel (i, j) shows the picture at `centre + R·((i, j) − side/2)·region/side` in index
    /// coordinates, without the half pixel that would make pixel areas coincide: MediaPipe maps
    /// corner to corner, and its networks were trained like that.
    pub(super) fn fill(&mut self, picture: &RgbImage, region: &Region) {
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
    fn sample(&self, x: f64, y: f64) -> [i32; 3] {
        // One pixel beyond the edge nothing changes any more, so that is as far as we go.
        let x = x
            .round()
            .clamp(f64::from(-2 * STEPS), f64::from((self.width + 1) * STEPS))
            as i32;
        let y = y
            .round()
            .clamp(f64::from(-2 * STEPS), f64::from((self.height + 1) * STEPS))
            as i32;
        let (left, right_part) = (x.div_euclid(STEPS), x.rem_euclid(STEPS));
        let (top, bottom_part) = (y.div_euclid(STEPS), y.rem_euclid(STEPS));

        let inside = left >= 0 && top >= 0 && left + 1 < self.width && top + 1 < self.height;
        let [a, b, c, d] = if inside {
            let upper = self.at(left, top);
            let lower = upper + self.width as usize * 3;
            [upper, upper + 3, lower, lower + 3]
                .map(|k| [self.bytes[k], self.bytes[k + 1], self.bytes[k + 2]])
        } else {
            [
                (left, top),
                (left + 1, top),
                (left, top + 1),
                (left + 1, top + 1),
            ]
            .map(|(x, y)| self.pixel(x, y))
        };
        std::array::from_fn(|k| {
            let upper = i32::from(a[k]) * (STEPS - right_part) + i32::from(b[k]) * right_part;
            let lower = i32::from(c[k]) * (STEPS - right_part) + i32::from(d[k]) * right_part;
            (upper * (STEPS - bottom_part) + lower * bottom_part + STEPS * STEPS / 2)
                / (STEPS * STEPS)
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
