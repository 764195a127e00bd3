//! The pixels that belong to the person.

use super::outline;
use super::region::Region;
use super::sigmoid;

/// The pixels that belong to the person: a square of logits over a [`Region`].
#[derive(Debug, Clone, PartialEq)]
pub struct Mask {
    /// Row-major logits; above 0 is more likely person than not.
    pub logits: Vec<f32>,
    /// Logits along each side: [`Mask::SIDE`] of a whole mask, fewer of a part.
    pub side: usize,
    /// The square of the picture that the mask covers.
    pub region: Region,
}

/// Of which part of the picture the mask is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MaskArea {
    /// Of the whole square from which the landmarks were read.
    Whole,
    /// Around these places, in picture pixels. The mask may cover more; within the box of these places it
    /// is the same as the whole one.
    Around([[f32; 2]; MaskArea::CORNERS]),
}

impl MaskArea {
    /// How many places an area is told by.
    pub const CORNERS: usize = 4;
}

impl Mask {
    /// Logits along each side of a whole mask.
    pub const SIDE: usize = 256;

    /// The distance between two logits in picture pixels.
    #[must_use]
    pub fn step_px(&self) -> f32 {
        self.region.side_px / self.side as f32
    }

    /// The probability, 0 to 1, that the person covers a place of the picture given in pixels,
    /// bilinear between those of the mask's own places. Outside the region it is 0.
    ///
    /// Probabilities are interpolated and not logits, as in MediaPipe. The model is so sure of most
    /// places that with logits an edge would lie close to the side of which it is less sure.
    pub fn probability(&self, x_px: f32, y_px: f32) -> f32 {
        self.probability_within(x_px, y_px).unwrap_or(0.0)
    }

    /// The logit of [`Mask::probability`]; `None` outside the region.
    pub fn logit(&self, x_px: f32, y_px: f32) -> Option<f32> {
        // This is the largest certainty that single precision can tell from 1.
        let probability = self.probability_within(x_px, y_px)?.clamp(1e-6, 1.0 - 1e-6);
        Some((probability / (1.0 - probability)).ln())
    }

    fn probability_within(&self, x_px: f32, y_px: f32) -> Option<f32> {
        let [u, v] = self.region.from_picture([x_px, y_px]);
        if u.abs().max(v.abs()) > 0.5 {
            return None;
        }
        let last = (self.side - 1) as f32;
        let [x, y] = [u, v].map(|share| (share + 0.5) * self.side as f32);
        let at = |i: f32, j: f32| {
            sigmoid(self.logits[j.min(last) as usize * self.side + i.min(last) as usize])
        };
        let (i, j) = (x.floor(), y.floor());
        let upper = lerp(at(i, j), at(i + 1.0, j), x - i);
        let lower = lerp(at(i, j + 1.0), at(i + 1.0, j + 1.0), x - i);
        Some(lerp(upper, lower, y - j))
    }

    /// The person's outer outline as closed polygons in picture pixels, the largest first, with
    /// sub-pixel corners where the probability is one half. Holes are left out; so are specks
    /// of less than 1/4000 of the region.
    pub fn outline(&self) -> Vec<Vec<[f32; 2]>> {
        let mut polygons = outline::outer_loops(&self.logits, self.side);
        for corner in polygons.iter_mut().flatten() {
            *corner = self
                .region
                .to_picture(corner.map(|v| v / self.side as f32 - 0.5));
        }
        polygons
    }
}

fn lerp(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The left half of the square is the person; the logit rises by 0.1 per mask pixel.
    fn left_half(rotation_rad: f32) -> Mask {
        let logits = (0..Mask::SIDE * Mask::SIDE)
            .map(|k| (128.0 - (k % Mask::SIDE) as f32) / 10.0)
            .collect();
        Mask {
            logits,
            side: Mask::SIDE,
            region: Region {
                centre_px: [300.0, 200.0],
                side_px: 512.0,
                rotation_rad,
            },
        }
    }

    #[test]
    fn probabilities_are_read_in_picture_pixels() {
        let mask = left_half(0.0);
        assert!((mask.probability(300.0, 200.0) - 0.5).abs() < 1e-5);
        assert!((mask.logit(290.0, 330.0).unwrap() - 0.5).abs() < 1e-3);
        assert!((mask.logit(291.0, 330.0).unwrap() - 0.45).abs() < 1e-3);
        assert!(mask.probability(100.0, 200.0) > 0.99);
        assert!(mask.probability(500.0, 200.0) < 0.01);
    }

    #[test]
    fn between_two_places_it_is_sure_of_the_edge_is_in_the_middle() {
        let mut mask = left_half(0.0);
        for logit in &mut mask.logits {
            *logit = if *logit > 0.0 { 30.0 } else { -10.0 };
        }
        // The last place of the person is at column 127, two picture pixels before the first other.
        assert!((mask.probability(299.0, 200.0) - 0.5).abs() < 1e-3);
        assert!(mask.logit(200.0, 200.0).unwrap().is_finite());
        let outline = &mask.outline()[0];
        let right = outline.iter().map(|[x, _]| *x).fold(f32::MIN, f32::max);
        assert!((right - 299.0).abs() < 1e-2, "{right}");
    }

    #[test]
    fn outside_the_region_there_is_nobody() {
        let mask = left_half(0.0);
        assert_eq!(mask.probability(43.0, 200.0), 0.0);
        assert_eq!(mask.probability(100.0, 457.0), 0.0);
        assert_eq!(mask.probability(f32::INFINITY, 0.0), 0.0);
        assert!(mask.logit(44.0, 456.0).is_some());
    }

    #[test]
    fn the_mask_turns_with_its_region() {
        // Turned clockwise by a quarter, left becomes up.
        let mask = left_half(std::f32::consts::FRAC_PI_2);
        assert!(mask.probability(300.0, 100.0) > 0.99);
        assert!(mask.probability(300.0, 300.0) < 0.01);
    }

    #[test]
    fn the_outline_lies_where_the_probability_is_one_half() {
        let mask = left_half(0.4);
        let outline = mask.outline();
        assert_eq!(outline.len(), 1);
        let inner = outline[0].iter().filter(|[x, y]| {
            // Corners along the mask's own edge lie on the region's rim instead.
            let [u, v] = mask.region.from_picture([*x, *y]);
            u > -0.49 && v.abs() < 0.49
        });
        let mut corners = 0;
        for &[x, y] in inner {
            assert!(mask.logit(x, y).unwrap().abs() < 1e-3);
            corners += 1;
        }
        assert!(corners > 200);
    }
}
