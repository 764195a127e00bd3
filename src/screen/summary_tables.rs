//! The tables of the summary: what was measured in a set beside earlier ones, and the exercises of a
//! session.

use super::layout::Rect;
use super::scene::{ExerciseRow, FigureRow, SummaryFigures};
use super::tokens::{BODY, CARD, CARD_HEADING, INK, RADIUS_PANEL, RULE, SMALL, SOFT};
use super::ui::{Anchor, Ui};
use crate::words::summary;

const MARGIN: f32 = 24.0;
const HEADING_DY: f32 = 30.0;

/// Height of the figures above their first row, and from row to row.
const FIGURES_DY: f32 = 62.0;
const FIGURE_STEP: f32 = 34.0;
/// Left ends of the columns, from the left end of the card.
const NOW_DX: f32 = 286.0;
const LAST_DX: f32 = 596.0;
const BEST_DX: f32 = 928.0;

/// So high is the card of these figures; nothing where there are none.
pub(super) fn figures_height(figures: &SummaryFigures) -> f32 {
    match figures.rows.len() {
        0 => 0.0,
        rows => FIGURES_DY + FIGURE_STEP * (rows as f32 - 1.0) + MARGIN,
    }
}

/// The figures of this time, of the last time, and the best so far.
pub(super) fn figures_card(ui: &mut Ui, area: Rect, figures: &SummaryFigures) {
    const GAP: f32 = 16.0;
    ui.boxed(area, RADIUS_PANEL, CARD);
    let y = area.y + HEADING_DY;
    let at = |dx: f32, y| Anchor::Left([area.x + dx, y]);
    let room = NOW_DX - MARGIN - GAP;
    ui.text_within(
        ui.words(summary::MEASURED),
        at(MARGIN, y),
        CARD_HEADING,
        INK,
        room,
    );
    let now = ui.words(summary::THIS_TIME);
    ui.text_within(now, at(NOW_DX, y), SMALL, SOFT, LAST_DX - NOW_DX - GAP);
    let parts = [figures.last.as_deref().unwrap_or_default(), &figures.change];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    ui.text_within(
        &parts.join(": "),
        at(LAST_DX, y),
        SMALL,
        SOFT,
        BEST_DX - LAST_DX - GAP,
    );
    let best_room = area.w - BEST_DX - MARGIN;
    if figures.rows.iter().any(|row| !row.best.is_empty()) {
        let best = ui.words(summary::BEST);
        ui.text_within(best, at(BEST_DX, y), SMALL, SOFT, best_room);
    }
    for (i, row) in figures.rows.iter().enumerate() {
        let FigureRow {
            label,
            now,
            last,
            best,
        } = row;
        let y = area.y + FIGURES_DY + FIGURE_STEP * i as f32;
        ui.text_within(label, at(MARGIN, y), BODY, SOFT, room);
        ui.text_within(
            now,
            at(NOW_DX, y),
            CARD_HEADING,
            INK,
            LAST_DX - NOW_DX - GAP,
        );
        ui.text_within(last, at(LAST_DX, y), BODY, SOFT, BEST_DX - LAST_DX - GAP);
        ui.text_within(best, at(BEST_DX, y), BODY, INK, best_room);
    }
}

/// Height of the exercises above their first row, and from row to row.
const EXERCISES_DY: f32 = 46.0;
const EXERCISE_STEP: f32 = 62.0;
/// The columns of the exercises: where each begins from the left end of the card, and its room.
const COLUMNS: [(f32, f32); 5] = [
    (MARGIN, 400.0),
    (440.0, 180.0),
    (636.0, 64.0),
    (712.0, 226.0),
    (954.0, 206.0),
];

/// The exercises of a session.
pub(super) fn exercises_card(ui: &mut Ui, area: Rect, exercises: &[ExerciseRow]) {
    let room = ((area.h - EXERCISES_DY) / EXERCISE_STEP) as usize;
    let shown = match exercises.len() {
        all if all <= room => all,
        _ => room.saturating_sub(1),
    };
    let is_cut = shown < exercises.len();
    let rows = shown + usize::from(is_cut);
    let area = Rect {
        h: EXERCISES_DY + EXERCISE_STEP * rows as f32,
        ..area
    };
    ui.boxed(area, RADIUS_PANEL, CARD);
    let headings = [
        summary::EXERCISE,
        summary::DONE,
        summary::GOOD,
        summary::HELD_OR_RANGE,
        summary::LAST_TIME,
    ];
    for (heading, (dx, room)) in headings.into_iter().zip(COLUMNS) {
        let at = Anchor::Left([area.x + dx, area.y + 24.0]);
        ui.text_within(ui.words(heading), at, SMALL, SOFT, room);
    }
    let top = |row: usize| area.y + EXERCISES_DY + EXERCISE_STEP * row as f32;
    for (i, exercise) in exercises.iter().take(shown).enumerate() {
        exercise_row(
            ui,
            exercise,
            Rect::new(area.x, top(i), area.w, EXERCISE_STEP),
        );
    }
    if is_cut {
        let more = summary::and_more(ui.language(), exercises.len() - shown);
        let at = Anchor::Left([area.x + MARGIN, top(shown) + 26.0]);
        ui.text_within(&more, at, BODY, SOFT, area.w - 2.0 * MARGIN);
    }
}

fn exercise_row(ui: &mut Ui, exercise: &ExerciseRow, area: Rect) {
    let [left, right] = [area.x + MARGIN, area.right() - MARGIN];
    ui.line([left, area.y], [right, area.y], 1.0, RULE);
    let (upper, lower) = (area.y + 20.0, area.y + 45.0);
    let ExerciseRow {
        name,
        done,
        good,
        measured,
        last,
        below,
        change,
    } = exercise;
    let cells = [
        (name, CARD_HEADING, INK),
        (done, BODY, INK),
        (good, BODY, INK),
        (measured, CARD_HEADING, INK),
        (last, BODY, SOFT),
    ];
    for ((words, style, ink), (dx, room)) in cells.into_iter().zip(COLUMNS) {
        let at = Anchor::Left([area.x + dx, upper]);
        ui.text_within(words, at, style, ink, room);
    }
    let [.., (change_dx, change_room)] = COLUMNS;
    let room = area.x + change_dx - 16.0 - left;
    ui.text_within(below, Anchor::Left([left, lower]), SMALL, SOFT, room);
    let at = Anchor::Left([area.x + change_dx, lower]);
    ui.text_within(change, at, SMALL, INK, change_room);
}
