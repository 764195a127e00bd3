//! Colours with straight alpha.

/// An sRGB colour with straight alpha.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    /// Red, green and blue as `0x00RRGGBB`.
    pub rgb: u32,
    /// How much it covers what lies below, 0 to 1.
    pub alpha: f32,
}

impl Colour {
    /// An opaque colour from `0x00RRGGBB`.
    #[must_use]
    pub const fn hex(rgb: u32) -> Colour {
        Colour { rgb, alpha: 1.0 }
    }

    /// The same colour with another alpha (0 to 1).
    #[must_use]
    pub const fn veil(self, alpha: f32) -> Colour {
        Colour { alpha, ..self }
    }
}

/// A mixture of two colours: `weight` parts of `to` and 256 − `weight` parts of `from`. A weight of 256
/// gives exactly `to`, and 0 exactly `from`.
///
/// Red and blue are mixed in one multiplication, with a gap of eight bits between them.
#[inline]
pub(in crate::screen) fn mix(from: u32, to: u32, weight: u32) -> u32 {
    const RED_BLUE: u32 = 0x00ff_00ff;
    const GREEN: u32 = 0x0000_ff00;
    let rest = 256 - weight;
    let red_blue = (to & RED_BLUE) * weight + (from & RED_BLUE) * rest + 0x0080_0080;
    let green = ((to & GREEN) >> 8) * weight + ((from & GREEN) >> 8) * rest + 0x80;
    ((red_blue >> 8) & RED_BLUE) | (green & GREEN)
}

/// What tests need to know of colours.
#[cfg(test)]
impl Colour {
    /// Relative luminance as WCAG 2.2 defines it, 0 (black) to 1 (white).
    pub fn luminance(self) -> f32 {
        let channel = |shift: u32| {
            let value = ((self.rgb >> shift) & 0xff) as f32 / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    /// The colour that this one gives on an opaque ground.
    pub fn over(self, ground: Colour) -> Colour {
        let weight = (self.alpha * 256.0).round() as u32;
        Colour::hex(mix(ground.rgb, self.rgb, weight))
    }
}
