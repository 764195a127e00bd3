//! The banner: one line that is readable from the floor.

use super::icon::{DiscColours, disc_icon};
use crate::screen::layout::Rect;
use crate::screen::scene::{BannerLine, BannerLook, Icon};
use crate::screen::text::{Style, in_print};
use crate::screen::tokens::{
    BANNER_LINE, CREAM, CUE, GOOD, NIGHT, PANEL, RADIUS_PANEL, RAISED, WARN,
};
use crate::screen::ui::{Anchor, Ui};

/// The place of the banner.
pub const BANNER: Rect = Rect::new(16.0, 545.0, 1248.0, 120.0);
const BORDER: f32 = 4.0;
/// Places in a banner, in parts of its height: the disc's middle and radius, the left end of the
/// text, and the space after it.
const DISC: f32 = 68.0 / 120.0;
const DISC_RADIUS: f32 = 1.0 / 3.0;
const TEXT: f32 = 1.1;
const AFTER: f32 = 0.2;

/// Draws the banner. `icon` is its sign as it points on the screen.
pub fn banner(ui: &mut Ui, line: &BannerLine, icon: Icon) {
    banner_in(ui, BANNER, BANNER_LINE, line, icon);
}

/// How wide a banner of this height has to be for its text.
pub fn banner_width(ui: &Ui, height: f32, style: Style, line: &BannerLine) -> f32 {
    ui.text_width(&in_print(&line.text), style).ceil() + (TEXT + AFTER) * height
}

/// Draws a banner in a place of its own.
pub fn banner_in(ui: &mut Ui, area: Rect, style: Style, line: &BannerLine, icon: Icon) {
    let (ground, border, text) = match line.look {
        BannerLook::Calm | BannerLook::NotSeen => (PANEL, None, CREAM),
        BannerLook::Cue => (CUE, None, NIGHT),
        BannerLook::Good => (PANEL, Some(GOOD), CREAM),
        BannerLook::Hint => (PANEL, Some(WARN), CREAM),
    };
    ui.boxed(area, RADIUS_PANEL, ground);
    if let Some(colour) = border {
        ui.frame(area, RADIUS_PANEL, BORDER, colour);
    }
    let (ground, sign) = match (line.look, icon) {
        (BannerLook::Cue, _) => (NIGHT, CUE),
        (_, Icon::Calm { .. }) | (BannerLook::Calm | BannerLook::NotSeen, _) => (RAISED, CREAM),
        (BannerLook::Good, _) => (GOOD, NIGHT),
        (BannerLook::Hint, _) => (WARN, NIGHT),
    };
    let y = area.centre()[1];
    let disc = [area.x + DISC * area.h, y];
    let colours = DiscColours::new(ground, sign);
    disc_icon(ui, disc, DISC_RADIUS * area.h, icon, colours);
    let at = Anchor::Left([area.x + TEXT * area.h, y]);
    let width = area.w - (TEXT + AFTER) * area.h;
    ui.text_within(&in_print(&line.text), at, style, text, width);
}
