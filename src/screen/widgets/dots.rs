//! Rows of dots: a dot for each repetition or hold that is done, under way or still to do.

use super::icon::{letter, tick};
use crate::screen::canvas::Ring;
use crate::screen::layout::Point;
use crate::screen::scene::{Dot, DotRow};
use crate::screen::tokens::{CREAM, DIM, GOOD, LETTER, MIST, NIGHT, UNKNOWN};
use crate::screen::ui::{Anchor, Ui};

/// Left end of the letter, middle of the first dot, and width for all dots.
const LETTER_X: f32 = 976.0;
const FIRST_X: f32 = 1022.0;
const ROOM: f32 = 232.0;
/// Middle of the panel, for a row without a side.
const MIDDLE_X: f32 = 1104.0;
const WIDEST_STEP: f32 = 40.0;
const RADIUS: f32 = 10.0;

/// Draws a row of dots on row `y`.
pub fn dot_row(ui: &mut Ui, y: f32, row: &DotRow) {
    let count = row.dots.len().max(1) as f32;
    let step = (ROOM / count).min(WIDEST_STEP);
    // Many dots get smaller so that they don't touch each other.
    let scale = (step * 0.46 / RADIUS).min(1.0);
    let first = match row.side {
        Some(side) => {
            let colour = if row.is_at_work { CREAM } else { MIST };
            ui.text(
                ui.words(letter(side)),
                Anchor::Left([LETTER_X, y]),
                LETTER,
                colour,
            );
            FIRST_X
        }
        None => MIDDLE_X - step * (count - 1.0) / 2.0,
    };
    for (i, state) in row.dots.iter().enumerate() {
        dot(ui, [first + step * i as f32, y], scale, *state);
    }
}

fn dot(ui: &mut Ui, at: Point, scale: f32, state: Dot) {
    match state {
        Dot::Good => {
            ui.disc(at, RADIUS * scale, GOOD);
            tick(ui, at, RADIUS * scale, NIGHT);
        }
        Dot::Counted => ui.ring(at, 8.5 * scale, 3.0 * scale, GOOD),
        // It is dashed, as a joint that is not seen.
        Dot::Unjudged => {
            let ring = Ring::new(at, 8.0 * scale, 3.0 * scale);
            ui.dashed_ring(ring, 8, 0.55, UNKNOWN);
        }
        Dot::Now => {
            ui.ring(at, 8.5 * scale, 3.0 * scale, CREAM);
            ui.disc(at, 4.0 * scale, CREAM);
        }
        Dot::ToDo => ui.disc(at, 4.0 * scale, DIM),
    }
}
