//! A session that was opened in the history: its sets, in the place of the trend and the list.

use super::layout::Rect;
use super::scene::{OpenedSession, SetLine};
use super::text::{Style, Weight};
use super::tokens::{
    BODY, CARD, CARD_HEADING, HEADING, INK, RADIUS_BUTTON, RADIUS_PANEL, RULE, SAGE, SECONDARY,
    SMALL, SOFT,
};
use super::ui::{Anchor, Ui};
use crate::words::summary;

const CARD_AREA: Rect = Rect::new(560.0, 96.0, 672.0, 568.0);
const LEFT: f32 = 584.0;
const RIGHT: f32 = 1208.0;
const ROW_Y: f32 = 244.0;
const ROW_STEP: f32 = 52.0;
/// So many sets are in sight.
pub const SET_ROWS: usize = 8;

const STRONG: Style = Style::new(18.0, Weight::SemiBold);
/// Right ends of the columns.
const REPS_X: f32 = 1010.0;
const GOOD_X: f32 = 1118.0;
const MINUTES_X: f32 = 1202.0;

/// Draws the card.
pub(super) fn draw(ui: &mut Ui, session: &OpenedSession) {
    ui.boxed(CARD_AREA, RADIUS_PANEL, CARD);
    let room = RIGHT - LEFT;
    let place_room = if session.place.is_empty() { 0.0 } else { 110.0 };
    let when = Anchor::Left([LEFT, 132.0]);
    ui.text_within(&session.when, when, HEADING, INK, room - place_room);
    if !session.place.is_empty() {
        let place = Anchor::Right([RIGHT, 132.0]);
        ui.text_within(&session.place, place, SECONDARY, SOFT, 100.0);
    }
    ui.text_within(&session.name, Anchor::Left([LEFT, 168.0]), BODY, INK, room);
    let facts = session.facts.join(" · ");
    let facts_at = Anchor::Left([LEFT, 200.0]);
    ui.text_within(&facts, facts_at, SECONDARY, SOFT, room);
    if session.sets.iter().any(|set| !set.good.is_empty()) {
        let at = Anchor::Right([GOOD_X, 226.0]);
        ui.text_within(ui.words(summary::GOOD_ONES), at, SMALL, SOFT, 100.0);
    }
    ui.boxed(Rect::new(LEFT, ROW_Y - 5.0, room, 2.0), 0.0, RULE);
    for (number, line) in session.sets.iter().take(SET_ROWS).enumerate() {
        let area = set_place(number);
        if number == session.focus {
            ui.boxed(area, RADIUS_BUTTON, SAGE);
        }
        draw_set(ui, area, line);
    }
}

/// The place of a set's row.
pub(super) fn set_place(row: usize) -> Rect {
    Rect::new(572.0, ROW_Y + ROW_STEP * row as f32, 648.0, 50.0)
}

fn draw_set(ui: &mut Ui, area: Rect, line: &SetLine) {
    let middle = area.centre()[1];
    let name_y = if line.note.is_empty() {
        middle
    } else {
        ui.text_within(
            &line.note,
            Anchor::Left([LEFT, middle + 12.0]),
            SMALL,
            SOFT,
            260.0,
        );
        middle - 11.0
    };
    let name = Anchor::Left([LEFT, name_y]);
    ui.text_within(&line.exercise, name, CARD_HEADING, INK, 262.0);
    for (text, x, style, room) in [
        (&line.repetitions, REPS_X, SECONDARY, 152.0),
        (&line.good, GOOD_X, STRONG, 96.0),
        (&line.minutes, MINUTES_X, SECONDARY, 76.0),
    ] {
        let colour = if style == STRONG { INK } else { SOFT };
        ui.text_within(text, Anchor::Right([x, middle]), style, colour, room);
    }
}
