//! Key caps and the hints at the foot of a scene.

use crate::screen::canvas::{Colour, Point};
use crate::screen::layout::Rect;
use crate::screen::tokens::{
    CARD, CREAM, EDGE, HAIR, INK, MIST, RADIUS_KEY, RAISED, SMALL, SMALL_STRONG, SOFT,
};
use crate::screen::ui::{Anchor, Ui};

/// Keys and what they do.
pub struct Hint<'a> {
    /// The caps, "Space".
    pub keys: &'a [&'a str],
    /// What they do, "Pause".
    pub words: &'a str,
}

/// Colours of key caps on one of the two grounds.
#[derive(Debug, Clone, Copy)]
pub struct KeyLook {
    /// The cap.
    pub fill: Colour,
    /// Its border.
    pub border: Colour,
    /// The letters on it.
    pub letters: Colour,
    /// The words beside it.
    pub words: Colour,
}

impl KeyLook {
    /// On night.
    pub const LIVE: KeyLook = KeyLook {
        fill: RAISED,
        border: HAIR,
        letters: CREAM,
        words: MIST,
    };
    /// On paper.
    pub const READING: KeyLook = KeyLook {
        fill: CARD,
        border: EDGE,
        letters: INK,
        words: SOFT,
    };
}

const HEIGHT: f32 = 28.0;
const PADDING: f32 = 8.0;
const CAP_TO_CAP: f32 = 6.0;
const CAP_TO_WORDS: f32 = 8.0;
const HINT_TO_HINT: f32 = 24.0;

/// Draws hints in a row from the left end given.
pub fn key_hints(ui: &mut Ui, at: Point, look: KeyLook, hints: &[Hint]) {
    let [mut x, y] = at;
    for hint in hints {
        for (i, key) in hint.keys.iter().enumerate() {
            if i > 0 {
                x += CAP_TO_CAP;
            }
            x += key_cap(ui, [x, y], key, look);
        }
        x += CAP_TO_WORDS;
        ui.text(hint.words, Anchor::Left([x, y]), SMALL, look.words);
        x += ui.text_width(hint.words, SMALL) + HINT_TO_HINT;
    }
}

/// Draws a key cap from its left end; gives its width.
pub fn key_cap(ui: &mut Ui, at: Point, key: &str, look: KeyLook) -> f32 {
    let width = key_cap_width(ui, key);
    let area = Rect::new(at[0], at[1] - HEIGHT / 2.0, width, HEIGHT);
    ui.boxed(area, RADIUS_KEY, look.fill);
    ui.frame(area, RADIUS_KEY, 2.0, look.border);
    ui.text(
        key,
        Anchor::Centre(area.centre()),
        SMALL_STRONG,
        look.letters,
    );
    width
}

/// Width of a key cap.
pub fn key_cap_width(ui: &Ui, key: &str) -> f32 {
    (ui.text_width(key, SMALL_STRONG) + 2.0 * PADDING).max(HEIGHT)
}
