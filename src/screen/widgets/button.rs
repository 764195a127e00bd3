//! Buttons of reading scenes, with the key that does the same.

use super::keys::{KeyLook, key_cap, key_cap_width};
use crate::screen::canvas::Colour;
use crate::screen::layout::Rect;
use crate::screen::text::Style;
use crate::screen::tokens::{BUTTON, CARD, EDGE, INK, PINE, RADIUS_BUTTON, WHITE};
use crate::screen::ui::{Anchor, Ui};
use crate::words::live;

/// How a button looks.
pub struct ButtonLook {
    fill: Colour,
    border: Colour,
    words: Colour,
    key: KeyLook,
}

impl ButtonLook {
    /// One among others.
    pub const PLAIN: ButtonLook = ButtonLook {
        fill: CARD,
        border: EDGE,
        words: INK,
        key: KeyLook::READING,
    };
    /// The one that most people want.
    pub const MAIN: ButtonLook = ButtonLook {
        fill: PINE,
        border: PINE,
        words: WHITE,
        key: KeyLook::BUTTON,
    };
}

impl ButtonLook {
    /// The look of a choice: as what was chosen, or as one among others.
    pub fn of_choice(is_chosen: bool) -> &'static ButtonLook {
        if is_chosen { &Self::MAIN } else { &Self::PLAIN }
    }

    /// Draws the button without words, and gives the colour that they have on it.
    pub fn ground(&self, ui: &mut Ui, area: Rect, radius: f32) -> Colour {
        ui.boxed(area, radius, self.fill);
        ui.frame(area, radius, 2.0, self.border);
        self.words
    }
}

const WORDS_TO_KEY: f32 = 12.0;
/// Room beside what stands on a button at the upper right, and its height.
const PADDING: f32 = 24.0;
const HEIGHT: f32 = 52.0;

/// Draws a button with its words and its key in the middle.
pub fn button(ui: &mut Ui, area: Rect, words: &str, key: &str, style: Style, look: &ButtonLook) {
    let ink = look.ground(ui, area, RADIUS_BUTTON);
    let key_width = key_cap_width(ui, key);
    let room = area.w - WORDS_TO_KEY - key_width - 16.0;
    let words_width = ui.fit_width(words, style, room);
    let [x, y] = area.centre();
    let left = x - (words_width + WORDS_TO_KEY + key_width) / 2.0;
    ui.text_within(words, Anchor::Left([left, y]), style, ink, room);
    key_cap(ui, [left + words_width + WORDS_TO_KEY, y], key, look.key);
}

/// A frame of pine round what Enter takes.
pub fn focus_frame(ui: &mut Ui, area: Rect, radius: f32) {
    const REACH: f32 = 7.0;
    ui.frame(area.grown(REACH), radius + REACH, 4.0, PINE);
}

/// The place of the button that leads back, which ends at this column and has its middle in this row.
pub fn back_place(ui: &Ui, words: &str, [right, y]: [f32; 2]) -> Rect {
    let key = key_cap_width(ui, ui.words(live::ESC));
    let width = ui.text_width(words, BUTTON) + WORDS_TO_KEY + key + 2.0 * PADDING;
    Rect::new(right - width, y - HEIGHT / 2.0, width, HEIGHT)
}

/// Draws the button that leads back, where [`back_place`] has it.
pub fn back_button(ui: &mut Ui, words: &str, at: [f32; 2]) {
    let area = back_place(ui, words, at);
    let key = ui.words(live::ESC);
    button(ui, area, words, key, BUTTON, &ButtonLook::PLAIN);
}
