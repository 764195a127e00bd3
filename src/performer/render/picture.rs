//! The picture while it is being made: the figure over the room, the softness of the lens, the
//! grain of the sensor.

use glam::Vec3;
use image::RgbImage;

use super::super::noise;

/// A rectangle of pixels; `right` and `bottom` are no longer in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub left: u32,
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
}

impl Default for Area {
    /// Empty.
    fn default() -> Self {
        Area {
            left: u32::MAX,
            top: u32::MAX,
            right: 0,
            bottom: 0,
        }
    }
}

impl Area {
    pub fn with(self, x: u32, y: u32) -> Area {
        self.and(Area {
            left: x,
            top: y,
            right: x + 1,
            bottom: y + 1,
        })
    }

    pub fn and(self, other: Area) -> Area {
        Area {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn is_empty(&self) -> bool {
        self.left >= self.right
    }

    /// One pixel more on every side.
    fn grown(self, [width, height]: [u32; 2]) -> Area {
        Area {
            left: self.left.saturating_sub(1),
            top: self.top.saturating_sub(1),
            right: (self.right + 1).min(width),
            bottom: (self.bottom + 1).min(height),
        }
    }
}

/// Values are 8-bit steps, not yet rounded.
pub struct Picture {
    width: u32,
    height: u32,
    /// Weight of a neighbour on each side in the blur; 0 for none.
    beside: f32,
    room: Vec<Vec3>,
    room_soft: Vec<Vec3>,
    sharp: Vec<Vec3>,
    /// After the blur along rows.
    half: Vec<Vec3>,
    soft: Vec<Vec3>,
}

impl Picture {
    pub fn new((width, height): (u32, u32), room: Vec<Vec3>, blur_px: f32) -> Picture {
        // A Gaussian of three taps; the fifth of σ = 0.6 would weigh half a percent.
        let tap = if blur_px > 0.0 {
            (-0.5 / (blur_px * blur_px)).exp()
        } else {
            0.0
        };
        let mut picture = Picture {
            width,
            height,
            beside: tap / (1.0 + 2.0 * tap),
            sharp: room.clone(),
            half: room.clone(),
            soft: room.clone(),
            room_soft: Vec::new(),
            room,
        };
        picture.blur(Area {
            left: 0,
            top: 0,
            right: width,
            bottom: height,
        });
        picture.room_soft = picture.soft.clone();
        picture
    }

    /// Back to the empty room.
    pub fn clear(&mut self) {
        self.sharp.copy_from_slice(&self.room);
        self.soft.copy_from_slice(&self.room_soft);
    }

    /// Puts a colour over what is there.
    pub fn paint(&mut self, at: usize, colour: Vec3, coverage: u8) {
        let share = f32::from(coverage) / 255.0;
        self.sharp[at] = self.sharp[at].lerp(colour, share);
    }

    /// Changes the room by as much of it as the figure leaves to be seen.
    pub fn paint_behind(&mut self, at: usize, colour: Vec3, coverage: u8) {
        let left = 1.0 - f32::from(coverage) / 255.0;
        self.sharp[at] += (colour - self.room[at]) * left;
    }

    /// Softens what has changed, adds the grain and rounds.
    pub fn finish(&mut self, changed: Area, grain: f32, frame_number: u64, into: &mut RgbImage) {
        if !changed.is_empty() {
            self.blur(changed.grown([self.width, self.height]));
        }
        if into.dimensions() != (self.width, self.height) {
            *into = RgbImage::new(self.width, self.height);
        }
        // The noise has a standard deviation of √8.
        let strength = grain / 8.0_f32.sqrt();
        let folded = frame_number ^ (frame_number >> 32);
        let seed = noise::hash(folded as u32 ^ 0x5bd1_e995);
        let pixels = into.as_flat_samples_mut().samples;
        for (n, (out, colour)) in pixels.chunks_exact_mut(3).zip(&self.soft).enumerate() {
            for (c, (out, value)) in out.iter_mut().zip(colour.to_array()).enumerate() {
                let mut value = value + 0.5;
                if strength > 0.0 {
                    let place = (3 * n + c) as u32;
                    value += strength * noise::binomial_noise(place.wrapping_add(seed));
                }
                // The cast saturates at both ends.
                *out = value as u8;
            }
        }
    }

    fn blur(&mut self, area: Area) {
        let (width, last) = (self.width as usize, self.height as usize - 1);
        let (left, right) = (area.left as usize, area.right as usize);
        let (top, bottom) = (area.top as usize, area.bottom as usize);
        let beside = self.beside;
        let mix = |a: Vec3, b: Vec3, c: Vec3| b + (a + c - 2.0 * b) * beside;
        for y in top.saturating_sub(1)..(bottom + 1).min(last + 1) {
            let row = &self.sharp[y * width..][..width];
            for x in left..right {
                let (before, after) = (x.saturating_sub(1), (x + 1).min(width - 1));
                self.half[y * width + x] = mix(row[before], row[x], row[after]);
            }
        }
        for y in top..bottom {
            let (above, below) = (y.saturating_sub(1), (y + 1).min(last));
            for x in left..right {
                let at = |y: usize| self.half[y * width + x];
                self.soft[y * width + x] = mix(at(above), at(y), at(below));
            }
        }
    }
}
