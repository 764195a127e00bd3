//! The strip: one line that is readable from the floor.

use super::icon::{DiscColours, disc_icon};
use crate::coach::{Icon, Strip, StripKind};
use crate::screen::canvas::Point;
use crate::screen::layout::Rect;
use crate::screen::tokens::{
    CREAM, CUE, GOOD, NIGHT, PANEL, RADIUS_PANEL, RAISED, STRIP_LINE, WARN,
};
use crate::screen::ui::{Anchor, Ui};

const STRIP: Rect = Rect::new(16.0, 545.0, 1248.0, 120.0);
const DISC: Point = [84.0, 605.0];
const DISC_RADIUS: f32 = 40.0;
const TEXT: Point = [148.0, 605.0];
const TEXT_WIDTH: f32 = 1092.0;
const BORDER: f32 = 4.0;

/// Draws the strip; `icon` is its sign, turned round already when mirrored.
pub fn strip(ui: &mut Ui, strip: &Strip, icon: Icon) {
    let (ground, border, text) = match strip.kind {
        StripKind::Calm | StripKind::NotSeen => (PANEL, None, CREAM),
        StripKind::Cue => (CUE, None, NIGHT),
        StripKind::Good => (PANEL, Some(GOOD), CREAM),
        StripKind::Hint => (PANEL, Some(WARN), CREAM),
    };
    ui.boxed(STRIP, RADIUS_PANEL, ground);
    if let Some(colour) = border {
        ui.frame(STRIP, RADIUS_PANEL, BORDER, colour);
    }
    let (ground, sign) = match (strip.kind, icon) {
        (StripKind::Cue, _) => (NIGHT, CUE),
        (_, Icon::Calm { .. }) | (StripKind::Calm | StripKind::NotSeen, _) => (RAISED, CREAM),
        (StripKind::Good, _) => (GOOD, NIGHT),
        (StripKind::Hint, _) => (WARN, NIGHT),
    };
    disc_icon(ui, DISC, DISC_RADIUS, icon, DiscColours { ground, sign });
    ui.text_within(
        // Set as in print; files and events keep the plain apostrophe.
        &strip.text.replace('\'', "’"),
        Anchor::Left(TEXT),
        STRIP_LINE,
        text,
        TEXT_WIDTH,
    );
}
