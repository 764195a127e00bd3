//! The question before a routine: how strong the pain is. It is read at the laptop, and nobody has to
//! answer it.

use glam::Vec2;

use super::layout::Rect;
use super::pain_numbers::{PainNumbers, STRONGEST};
use super::scene::{PainBeforeScene, PainBeforeTarget};
use super::text::{Style, Weight};
use super::tokens::{
    BODY, BUTTON, CARD, HEADING, INK, PAPER, RADIUS_BUTTON, RADIUS_PANEL, SECONDARY, SOFT, TITLE,
};
use super::ui::{Anchor, Ui};
use super::widgets::{ButtonLook, Hint, KeyLook, button, focus_frame, key_hints};
use crate::words::{live, pain};

const LEFT: f32 = 48.0;
const RIGHT: f32 = 1232.0;
const TITLE_Y: f32 = 54.0;
const FOOTER_Y: f32 = 696.0;
const AREA: Rect = Rect::new(LEFT, 176.0, RIGHT - LEFT, 320.0);
const INNER: [f32; 2] = [AREA.x + 40.0, RIGHT - 40.0];
const NUMBERS: PainNumbers = PainNumbers {
    at: [INNER[0], 284.0],
    step: 102.0,
    size: [84.0, 84.0],
    style: Style::new(36.0, Weight::SemiBold),
};
const BUTTON_AREA: Rect = Rect::new(RIGHT - 280.0, TITLE_Y - 26.0, 280.0, 52.0);

/// What lies at a pixel of the canvas: column and row.
#[must_use]
pub fn pain_before_target_at(ui: &Ui, [x, y]: [i32; 2]) -> Option<PainBeforeTarget> {
    let at = ui.layout().unplaced(Vec2::new(x as f32, y as f32));
    let number = NUMBERS.number_at(at).map(PainBeforeTarget::Number);
    number.or_else(|| BUTTON_AREA.contains(at).then_some(PainBeforeTarget::GoOn))
}

/// Draws the scene.
pub(super) fn draw(ui: &mut Ui, scene: &PainBeforeScene) {
    ui.ground(PAPER);
    let room = BUTTON_AREA.x - 16.0 - LEFT;
    let title = Anchor::Left([LEFT, TITLE_Y]);
    ui.text_within(ui.words(pain::BEFORE_TITLE), title, TITLE, INK, room);
    let go_on = match scene.number {
        Some(_) => pain::GO_ON,
        None => pain::SKIP,
    };
    let (go_on, enter) = (ui.words(go_on), ui.words(live::ENTER));
    button(ui, BUTTON_AREA, go_on, enter, BUTTON, &ButtonLook::MAIN);
    focus_frame(ui, BUTTON_AREA, RADIUS_BUTTON);

    ui.boxed(AREA, RADIUS_PANEL, CARD);
    let [left, right] = INNER;
    let line = |y| Anchor::Left([left, y]);
    ui.text_within(
        ui.words(pain::BEFORE),
        line(236.0),
        HEADING,
        INK,
        right - left,
    );
    NUMBERS.draw(ui, scene.number);
    let below = NUMBERS.place(STRONGEST).bottom() + 32.0;
    ui.text_within(ui.words(pain::NO_PAIN), line(below), BODY, SOFT, 400.0);
    let worst = Anchor::Right([right, below]);
    ui.text_within(ui.words(pain::WORST_PAIN), worst, BODY, SOFT, 400.0);
    let by_itself = Anchor::Left([left, AREA.bottom() - 36.0]);
    let words = ui.words(pain::GOES_ON_BY_ITSELF);
    ui.text_within(words, by_itself, SECONDARY, SOFT, right - left);

    let hints = [
        Hint::of(&["0–9"], ui.words(pain::PAIN_NUMBER)),
        Hint::of(&[enter], go_on),
    ];
    key_hints(ui, [LEFT, FOOTER_Y], KeyLook::READING, &hints);
}
