//! Coverage masks of letters. Each is made once for a letter, a size, a weight and a quarter of a pixel.

use std::collections::HashMap;

use ab_glyph::{Font, GlyphId, PxScale, point};

use super::{Fonts, Weight};

/// Letters are placed to a quarter of a pixel along the line, so that the spacing of small text stays
/// even. The baseline is on a whole row, so that the lower edges of letters are sharp.
const STEPS_PER_PIXEL: f32 = 4.0;

/// Number of masks that are kept before all are thrown away. A scene needs about 150. Only resizing
/// the window again and again gets this far.
const MOST: usize = 4000;

/// A letter's coverage.
pub(in crate::screen) struct Glyph {
    /// Column of the left edge, counted from the pixel in which the letter starts.
    pub left: i32,
    /// Row of the upper edge from the baseline.
    pub top: i32,
    /// Columns; 0 for a space.
    pub width: usize,
    /// 0 to 255, row by row.
    pub cover: Vec<u8>,
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    letter: char,
    weight: Weight,
    /// Size in 1/64 pixels per em.
    size: u32,
    /// Quarter of a pixel at which the letter starts.
    step: u8,
}

/// The letters drawn so far.
#[derive(Default)]
pub(in crate::screen) struct Glyphs {
    made: HashMap<Key, Glyph>,
}

impl Glyphs {
    /// The mask of a letter that starts at column `x_px` (any fraction), and the whole column that its
    /// `left` is counted from.
    pub fn get(
        &mut self,
        fonts: &Fonts,
        letter: char,
        weight: Weight,
        size_px: f32,
        x_px: f32,
    ) -> (&Glyph, i32) {
        if self.made.len() >= MOST {
            self.made.clear();
        }
        let steps = (x_px * STEPS_PER_PIXEL).round();
        let column = (steps / STEPS_PER_PIXEL).floor();
        let step = (steps - column * STEPS_PER_PIXEL) as u8;
        let key = Key {
            letter,
            weight,
            size: (size_px * 64.0).round() as u32,
            step,
        };
        let glyph = self
            .made
            .entry(key)
            .or_insert_with(|| draw(fonts, letter, weight, size_px, step));
        (glyph, column as i32)
    }
}

fn draw(fonts: &Fonts, letter: char, weight: Weight, size_px: f32, step: u8) -> Glyph {
    let font = fonts.font(weight);
    let id: GlyphId = font.glyph_id(letter);
    // The scale of ab_glyph is the height from the lowest descender to the highest ascender, not the em.
    let em = font.units_per_em().unwrap_or(1.0);
    let scale = PxScale::from(size_px * font.height_unscaled() / em);
    let start = point(f32::from(step) / STEPS_PER_PIXEL, 0.0);
    let Some(outline) = font.outline_glyph(id.with_scale_and_position(scale, start)) else {
        return Glyph {
            left: 0,
            top: 0,
            width: 0,
            cover: Vec::new(),
        };
    };
    let bounds = outline.px_bounds();
    let width = bounds.width() as usize;
    let mut cover = vec![0; width * bounds.height() as usize];
    outline.draw(|x, y, part| {
        if let Some(pixel) = cover.get_mut(y as usize * width + x as usize) {
            *pixel = (part.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
        }
    });
    Glyph {
        left: bounds.min.x as i32,
        top: bounds.min.y as i32,
        width,
        cover,
    }
}
