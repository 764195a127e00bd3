//! The scene after a set was stopped: how strong the pain is, from 0 to 10, and four ways to go from
//! there. What needs help at once stands below, whatever the number is.

use glam::Vec2;

use super::canvas::Colour;
use super::layout::Rect;
use super::live_parts::{FOOTER, FOOTER_RIGHT};
use super::pain_numbers::{PainNumbers, STRONGEST};
use super::safety::warning_sign;
use super::scene::{PainChoice, PainScene, PainTarget};
use super::text::{Style, Weight};
use super::tokens::{
    ALARM_GROUND, BODY, CARD_HEADING, GOOD_P, HEADING, INK, MIST, NIGHT, NOTICE, PAPER,
    RADIUS_PANEL, RUST, SECONDARY, SOFT, UNIT, WARN_P,
};
use super::ui::{Anchor, Ui};
use super::widgets::{ButtonLook, Hint, KeyLook, focus_frame, key_hints};
use crate::words::pain;

const DIALOG: Rect = Rect::new(96.0, 24.0, 1088.0, 640.0);
const DIALOG_RADIUS: f32 = 24.0;
const STRIP: Rect = Rect::new(96.0, 576.0, 1088.0, 88.0);
/// Left and right end of the contents.
const INNER: [f32; 2] = [136.0, 1144.0];
const NUMBERS: PainNumbers = PainNumbers {
    at: [INNER[0], 228.0],
    step: 92.4,
    size: [84.0, 64.0],
    style: Style::new(32.0, Weight::SemiBold),
};
const CHOICE_STEP: f32 = 256.0;
const CHOICE_SIZE: [f32; 2] = [240.0, 120.0];
const CHOICES_Y: f32 = 396.0;
const CHOICE_PADDING: f32 = 24.0;
const CHOICE_ROOM: f32 = CHOICE_SIZE[0] - 2.0 * CHOICE_PADDING;
/// Numbers with the same advice (specification §13): the first and the last of each.
const BANDS: [[u8; 2]; 3] = [[0, 3], [4, 5], [6, STRONGEST]];
const BAND_COLOURS: [Colour; 3] = [GOOD_P, WARN_P, RUST];

/// What lies at a pixel of the canvas: column and row.
#[must_use]
pub fn pain_target_at(ui: &Ui, scene: &PainScene, [x, y]: [i32; 2]) -> Option<PainTarget> {
    let at = ui.layout().unplaced(Vec2::new(x as f32, y as f32));
    let number = NUMBERS.number_at(at);
    let choice = || (0..scene.choices.len()).find(|choice| choice_place(*choice).contains(at));
    number
        .map(PainTarget::Number)
        .or_else(|| choice().map(PainTarget::Choice))
}

fn choice_place(choice: usize) -> Rect {
    let [width, height] = CHOICE_SIZE;
    let x = INNER[0] + CHOICE_STEP * choice as f32;
    Rect::new(x, CHOICES_Y, width, height)
}

/// Draws the scene.
pub(super) fn draw(ui: &mut Ui, scene: &PainScene) {
    ui.ground(NIGHT);
    dialog(ui);
    let [left, right] = INNER;
    let width = right - left;
    let at = |y| Anchor::Left([left, y]);
    ui.text_within(ui.words(pain::TITLE), at(90.0), NOTICE, INK, width);
    let below = if scene.is_saved {
        pain::SAVED
    } else {
        pain::NOTHING_STARTS
    };
    ui.text_within(ui.words(below), at(144.0), UNIT, SOFT, width);
    ui.text_within(ui.words(pain::QUESTION), at(200.0), HEADING, INK, width);
    NUMBERS.draw(ui, scene.number);
    bands(ui, scene.number);
    for (i, choice) in scene.choices.iter().enumerate() {
        choice_button(ui, choice_place(i), choice, scene.focus == i);
    }
    emergency(ui);
    footer(ui, scene);
}

fn dialog(ui: &mut Ui) {
    ui.boxed(DIALOG, DIALOG_RADIUS, ALARM_GROUND);
    let above = Rect {
        h: STRIP.y - DIALOG.y,
        ..DIALOG
    };
    ui.boxed(above, DIALOG_RADIUS, PAPER);
    let square_end = Rect {
        y: STRIP.y - DIALOG_RADIUS,
        h: DIALOG_RADIUS,
        ..DIALOG
    };
    ui.boxed(square_end, 0.0, PAPER);
}

/// What the numbers mean: a line below those that mean the same, thicker where the number is.
fn bands(ui: &mut Ui, number: Option<u8>) {
    const LINE_Y: f32 = 308.0;
    const WORDS_Y: f32 = 334.0;
    const STRONG: Style = Style::new(20.0, Weight::SemiBold);
    let words = [pain::CARRY_ON, pain::GO_GENTLY, pain::LEAVE_THIS_ONE];
    for ((ends, colour), words) in BANDS.into_iter().zip(BAND_COLOURS).zip(words) {
        let [first, last] = ends;
        let is_meant = number.is_some_and(|number| (first..=last).contains(&number));
        let (width, style, ink) = if is_meant {
            (8.0, STRONG, INK)
        } else {
            (4.0, BODY, SOFT)
        };
        let (from, to) = (
            NUMBERS.place(first).x + 4.0,
            NUMBERS.place(last).right() - 4.0,
        );
        ui.line([from, LINE_Y], [to, LINE_Y], width, colour);
        let middle = Anchor::Centre([(from + to) / 2.0, WORDS_Y]);
        ui.text_within(ui.words(words), middle, style, ink, to - from + 60.0);
    }
}

fn choice_button(ui: &mut Ui, area: Rect, choice: &PainChoice, has_focus: bool) {
    let ink = ButtonLook::of_choice(has_focus).ground(ui, area, RADIUS_PANEL);
    if has_focus {
        focus_frame(ui, area, RADIUS_PANEL);
    }
    let room = CHOICE_ROOM;
    let left = area.x + CHOICE_PADDING;
    let title = Anchor::Left([left, area.y + 43.0]);
    ui.text_within(&choice.title, title, HEADING, ink, room);
    let soft = if has_focus { ink } else { SOFT };
    for (i, line) in ui.wrap(&choice.below, BODY, room).iter().enumerate() {
        let at = Anchor::Left([left, area.y + 76.0 + 24.0 * i as f32]);
        ui.text_within(line, at, BODY, soft, room);
    }
}

/// Number of lines below the title of a choice. There is room for two.
#[cfg(test)]
pub(super) fn lines_below(ui: &Ui, choice: &PainChoice) -> usize {
    ui.wrap(&choice.below, BODY, CHOICE_ROOM).len()
}

fn emergency(ui: &mut Ui) {
    const TEXT_X: f32 = 200.0;
    warning_sign(ui, [158.0, STRIP.centre()[1]]);
    for (i, line) in ui.words(pain::EMERGENCY).into_iter().enumerate() {
        let at = Anchor::Left([TEXT_X, STRIP.y + 30.0 + 29.0 * i as f32]);
        ui.text_within(line, at, CARD_HEADING, INK, INNER[1] - TEXT_X);
    }
}

fn footer(ui: &mut Ui, scene: &PainScene) {
    let aloud = if scene.is_read_aloud {
        pain::STOP_READING
    } else {
        pain::READ_ALOUD
    };
    let hints = [
        Hint::of(&["0–9"], ui.words(pain::PAIN_NUMBER)),
        Hint::of(&["←", "→"], ui.words(pain::MOVE)),
        Hint::of(&["Enter"], ui.words(pain::TAKE_IT)),
        Hint::of(&["V"], ui.words(aloud)),
    ];
    key_hints(ui, FOOTER, KeyLook::LIVE, &hints);
    ui.text(&scene.place, Anchor::Right(FOOTER_RIGHT), SECONDARY, MIST);
}
