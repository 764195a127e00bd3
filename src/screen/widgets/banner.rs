//! The banner: one line that is readable from the floor.

use super::icon::{DiscColours, disc_icon};
use crate::screen::layout::{Point, Rect};
use crate::screen::scene::{BannerLine, BannerLook, Icon};
use crate::screen::text::in_print;
use crate::screen::tokens::{
    BANNER_LINE, CREAM, CUE, GOOD, NIGHT, PANEL, RADIUS_PANEL, RAISED, WARN,
};
use crate::screen::ui::{Anchor, Ui};

/// The place of the banner.
pub const BANNER: Rect = Rect::new(16.0, 545.0, 1248.0, 120.0);
const DISC: Point = [84.0, 605.0];
const DISC_RADIUS: f32 = 40.0;
const TEXT: Point = [148.0, 605.0];
const TEXT_WIDTH: f32 = 1092.0;
const BORDER: f32 = 4.0;

/// Draws the banner. `icon` is its sign as it points on the screen.
pub fn banner(ui: &mut Ui, line: &BannerLine, icon: Icon) {
    let (ground, border, text) = match line.look {
        BannerLook::Calm | BannerLook::NotSeen => (PANEL, None, CREAM),
        BannerLook::Cue => (CUE, None, NIGHT),
        BannerLook::Good => (PANEL, Some(GOOD), CREAM),
        BannerLook::Hint => (PANEL, Some(WARN), CREAM),
    };
    ui.boxed(BANNER, RADIUS_PANEL, ground);
    if let Some(colour) = border {
        ui.frame(BANNER, RADIUS_PANEL, BORDER, colour);
    }
    let (ground, sign) = match (line.look, icon) {
        (BannerLook::Cue, _) => (NIGHT, CUE),
        (_, Icon::Calm { .. }) | (BannerLook::Calm | BannerLook::NotSeen, _) => (RAISED, CREAM),
        (BannerLook::Good, _) => (GOOD, NIGHT),
        (BannerLook::Hint, _) => (WARN, NIGHT),
    };
    disc_icon(ui, DISC, DISC_RADIUS, icon, DiscColours::new(ground, sign));
    let words = in_print(&line.text);
    ui.text_within(&words, Anchor::Left(TEXT), BANNER_LINE, text, TEXT_WIDTH);
}
