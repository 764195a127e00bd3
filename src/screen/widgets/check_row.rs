//! A row of the set-up's checklist.

use super::icon::{DiscColours, disc_icon};
use crate::screen::layout::Rect;
use crate::screen::scene::{CheckRow, CheckState, Icon};
use crate::screen::tokens::{CREAM, GOOD, MIST, NIGHT, RADIUS_WELL, RAISED, ROW, SECONDARY, WARN};
use crate::screen::ui::{Anchor, Ui};

const DISC_DX: f32 = 34.0;
const DISC_RADIUS: f32 = 20.0;
const TEXT_DX: f32 = 68.0;

/// Draws a row. `icon` is the sign of an open one as it points on the screen.
pub fn check_row(ui: &mut Ui, area: Rect, row: &CheckRow, icon: Icon) {
    let y = area.centre()[1];
    let disc = [area.x + DISC_DX, y];
    let mut label = CREAM;
    let mut hint = MIST;
    match row.state {
        CheckState::Done => {
            let colours = DiscColours::new(GOOD, NIGHT);
            disc_icon(ui, disc, DISC_RADIUS, Icon::Tick, colours);
        }
        CheckState::Open => {
            ui.boxed(area, RADIUS_WELL, RAISED);
            disc_icon(ui, disc, DISC_RADIUS, icon, DiscColours::new(WARN, NIGHT));
            hint = WARN;
        }
        CheckState::Waiting => {
            ui.ring(disc, DISC_RADIUS - 1.0, 2.0, MIST);
            label = MIST;
        }
        CheckState::NotSeen => {
            let colours = DiscColours::new(RAISED, MIST);
            disc_icon(ui, disc, DISC_RADIUS, Icon::Unknown, colours);
        }
    }
    let x = area.x + TEXT_DX;
    let width = area.w - TEXT_DX - 12.0;
    let at = |dy: f32| Anchor::Left([x, y + dy]);
    ui.text_within(&row.label, at(-10.5), ROW, label, width);
    ui.text_within(&row.hint, at(13.0), SECONDARY, hint, width);
}
