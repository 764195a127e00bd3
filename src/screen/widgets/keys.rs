//! Key caps, and the hints at the lower edge of a scene.

use crate::screen::canvas::Colour;
use crate::screen::layout::{Point, Rect};
use crate::screen::tokens::{
    CARD, CREAM, EDGE, HAIR, INK, MIST, PINE, RADIUS_KEY, RAISED, SMALL, SMALL_STRONG, SOFT, WHITE,
};
use crate::screen::ui::{Anchor, Ui};

/// Keys and what they do.
pub struct Hint<'a> {
    keys: Vec<&'a str>,
    words: &'a str,
}

impl<'a> Hint<'a> {
    /// The names of the keys, "Space", and what each of them does, "Pause".
    pub fn of(keys: &[&'a str], words: &'a str) -> Self {
        let keys = keys.to_vec();
        Self { keys, words }
    }
}

/// Colours of key caps on a ground.
#[derive(Debug, Clone, Copy)]
pub struct KeyLook {
    fill: Colour,
    border: Colour,
    letters: Colour,
    /// The words beside the cap.
    words: Colour,
}

impl KeyLook {
    /// On the ground of live scenes.
    pub const LIVE: KeyLook = KeyLook {
        fill: RAISED,
        border: HAIR,
        letters: CREAM,
        words: MIST,
    };
    /// On the ground of reading scenes.
    pub const READING: KeyLook = KeyLook {
        fill: CARD,
        border: EDGE,
        letters: INK,
        words: SOFT,
    };
    /// On the button of a reading scene.
    pub const BUTTON: KeyLook = KeyLook {
        fill: PINE,
        border: WHITE,
        letters: WHITE,
        words: WHITE,
    };
}

const HEIGHT: f32 = 28.0;
const PADDING: f32 = 8.0;
const CAP_TO_CAP: f32 = 6.0;
const CAP_TO_WORDS: f32 = 8.0;
const HINT_TO_HINT: f32 = 24.0;

/// Draws hints in a row that starts at this point.
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

/// Draws a key cap that starts at this point, and returns its width.
pub fn key_cap(ui: &mut Ui, at: Point, key: &str, look: KeyLook) -> f32 {
    let width = key_cap_width(ui, key);
    let area = Rect::new(at[0], at[1] - HEIGHT / 2.0, width, HEIGHT);
    ui.boxed(area, RADIUS_KEY, look.fill);
    ui.frame(area, RADIUS_KEY, 2.0, look.border);
    let at = Anchor::Centre(area.centre());
    ui.text(key, at, SMALL_STRONG, look.letters);
    width
}

/// Width of a key cap.
pub fn key_cap_width(ui: &Ui, key: &str) -> f32 {
    (ui.text_width(key, SMALL_STRONG) + 2.0 * PADDING).max(HEIGHT)
}
