//! Text in three weights of Inter: measuring, fitting, masks of glyphs. There is no kerning and there are
//! no layout features. A line needs only the advance widths of its letters and a tracking by size.

mod fit;
mod glyphs;

pub(super) use fit::ELLIPSIS;
pub use fit::{Fitted, wrap};
pub(super) use glyphs::Glyphs;

use ab_glyph::{Font, FontRef, InvalidFont};

/// Half the height of Inter's capital letters in ems. Text is placed by the middle of its capitals, and
/// its baseline lies this far below.
pub const HALF_CAP_HEIGHT: f32 = 0.3635;

/// Weight of the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    SemiBold,
    /// 700.
    Bold,
}

/// How a line of text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Size in layout units per em.
    pub size: f32,
    /// Weight of the letters.
    pub weight: Weight,
    /// Size down to which a line that is too long shrinks before it is cut.
    pub smallest: f32,
    /// Whether digits stand in cells of equal width, for numbers that change in place.
    pub has_cells: bool,
}

impl Style {
    /// A style that shrinks to 80 % where it must.
    #[must_use]
    pub const fn new(size: f32, weight: Weight) -> Style {
        Style {
            size,
            weight,
            smallest: size * 0.8,
            has_cells: false,
        }
    }

    /// The same style, not shrinking below this size.
    #[must_use]
    pub const fn at_least(self, smallest: f32) -> Style {
        Style { smallest, ..self }
    }

    /// The same style with digits in cells.
    #[must_use]
    pub const fn in_cells(self) -> Style {
        Style {
            has_cells: true,
            ..self
        }
    }

    /// Space after each letter in layout units. Large letters stand closer.
    fn tracking(&self) -> f32 {
        match self.size {
            size if size >= 48.0 => -0.02 * size,
            size if size >= 28.0 => -0.01 * size,
            _ => 0.0,
        }
    }
}

/// Words with the apostrophe of print. Files and events keep the plain one.
#[must_use]
pub fn in_print(words: &str) -> String {
    words.replace('\'', "’")
}

/// A font for each [`Weight`], in their order.
pub struct Fonts([FontRef<'static>; 3]);

impl Fonts {
    /// The fonts that are compiled in.
    ///
    /// # Errors
    /// When a font file is damaged, which the tests rule out.
    pub fn built_in() -> Result<Fonts, InvalidFont> {
        Ok(Fonts([
            FontRef::try_from_slice(include_bytes!("../fonts/Inter-Regular.otf"))?,
            FontRef::try_from_slice(include_bytes!("../fonts/Inter-SemiBold.otf"))?,
            FontRef::try_from_slice(include_bytes!("../fonts/Inter-Bold.otf"))?,
        ]))
    }

    fn font(&self, weight: Weight) -> &FontRef<'static> {
        &self.0[weight as usize]
    }

    /// Width of a line in layout units.
    #[must_use]
    pub fn width(&self, text: &str, style: Style) -> f32 {
        let last = if text.is_empty() {
            0.0
        } else {
            style.tracking()
        };
        text.chars().map(|c| self.advance(c, style)).sum::<f32>() - last
    }

    /// Distance from one letter to the next in layout units.
    fn advance(&self, letter: char, style: Style) -> f32 {
        let letter = if style.has_cells && letter.is_ascii_digit() {
            '0'
        } else {
            letter
        };
        self.advance_em(letter, style.weight) * style.size + style.tracking()
    }

    /// A letter's own advance width in ems.
    fn advance_em(&self, letter: char, weight: Weight) -> f32 {
        let font = self.font(weight);
        let units = font.units_per_em().unwrap_or(1.0);
        font.h_advance_unscaled(font.glyph_id(letter)) / units
    }

    /// The letters of a line with their left ends in layout units, from 0.
    pub(super) fn letters<'a>(
        &'a self,
        text: &'a str,
        style: Style,
    ) -> impl Iterator<Item = (char, f32)> + 'a {
        let mut pen = 0.0;
        text.chars().map(move |letter| {
            let advance = self.advance(letter, style);
            let slack = if style.has_cells && letter.is_ascii_digit() {
                let own = self.advance_em(letter, style.weight) * style.size;
                (advance - style.tracking() - own) / 2.0
            } else {
                0.0
            };
            let left = pen + slack;
            pen += advance;
            (letter, left)
        })
    }
}

#[cfg(test)]
mod tests;
