//! Makes a line that is too long fit: it shrinks, and where that is not enough it is cut. Breaks
//! sentences into lines.

use super::{Fonts, Style};

/// A line that fits its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fitted<'a> {
    /// The part of the text that is shown.
    pub text: &'a str,
    /// Whether "…" follows them.
    pub is_cut: bool,
    /// The style, with its size reduced where that was needed.
    pub style: Style,
    /// The width in layout units, including the "…".
    pub width: f32,
}

/// The sign that a line goes on.
pub(in crate::screen) const ELLIPSIS: &str = "…";

/// Steps in which a line shrinks, in layout units per em.
const STEP: f32 = 2.0;

impl Fonts {
    /// Makes a line fit: shrinks it in steps of two units down to the style's smallest size,
    /// then cuts it and adds "…".
    #[must_use]
    pub fn fit<'a>(&self, text: &'a str, mut style: Style, max_width: f32) -> Fitted<'a> {
        loop {
            let width = self.width(text, style);
            if width <= max_width {
                return Fitted {
                    text,
                    is_cut: false,
                    style,
                    width,
                };
            }
            if style.size - STEP < style.smallest {
                return self.cut(text, style, max_width);
            }
            style.size -= STEP;
        }
    }

    fn cut<'a>(&self, text: &'a str, style: Style, max_width: f32) -> Fitted<'a> {
        let sign = self.width(ELLIPSIS, style) + style.tracking();
        let mut end = 0;
        let mut used = 0.0;
        for (at, letter) in text.char_indices() {
            let advance = self.advance(letter, style);
            if used + advance + sign > max_width {
                break;
            }
            used += advance;
            end = at + letter.len_utf8();
        }
        let text = text[..end].trim_end();
        Fitted {
            text,
            is_cut: true,
            style,
            width: self.width(text, style) + sign,
        }
    }
}

/// Breaks a sentence between words into lines of at most `max_width` layout units. A single word that
/// is longer stays whole.
#[must_use]
pub fn wrap<'a>(fonts: &Fonts, text: &'a str, style: Style, max_width: f32) -> Vec<&'a str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for (at, word) in words(text) {
        let candidate = &text[start..at + word.len()];
        if end > start && fonts.width(candidate, style) > max_width {
            lines.push(&text[start..end]);
            start = at;
        }
        if end == 0 {
            start = at;
        }
        end = at + word.len();
    }
    if end > start {
        lines.push(&text[start..end]);
    }
    lines
}

/// The words of a text with the byte each starts at.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace()
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
