//! A message that takes the whole window, such as what the program is waiting for.

use super::layout::WIDTH;
use super::live_parts::FOOTER;
use super::tokens::{CREAM, MIST, NIGHT, NOTICE, UNIT};
use super::ui::{Anchor, Ui};
use super::widgets::{Hint, KeyLook, key_hints};
use crate::words::live;

/// A message in place of a scene.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Message<'a> {
    /// A few words, "Waiting for the camera".
    pub title: &'a str,
    /// What it is about and what to do, in sentences.
    pub text: &'a str,
    /// What Esc does, "Back".
    pub on_escape: &'a str,
}

const TITLE_Y: f32 = 300.0;
const TEXT_Y: f32 = 368.0;
const LINE_HEIGHT: f32 = 36.0;
const TEXT_WIDTH: f32 = 880.0;

/// Draws a message on the ground of live scenes.
pub fn draw(ui: &mut Ui, message: &Message) {
    ui.ground(NIGHT);
    let middle = WIDTH / 2.0;
    let title = Anchor::Centre([middle, TITLE_Y]);
    ui.text_within(message.title, title, NOTICE, CREAM, WIDTH - 96.0);
    for (i, line) in ui.wrap(message.text, UNIT, TEXT_WIDTH).iter().enumerate() {
        let at = Anchor::Centre([middle, TEXT_Y + LINE_HEIGHT * i as f32]);
        ui.text_within(line, at, UNIT, MIST, TEXT_WIDTH);
    }
    let hints = [Hint::of(&[ui.words(live::ESC)], message.on_escape)];
    key_hints(ui, FOOTER, KeyLook::LIVE, &hints);
}
