//! What the two live scenes share: their places, the camera picture, the banner and the footer.

use super::DrawContext;
use super::camera::{self, CAMERA_AREA, Fit};
use super::layout::{Point, Rect};
use super::parts::{ground_of_parts, note_change, part};
use super::scene::{BannerLine, Icon};
use super::tokens::{self, MIST, NIGHT, RADIUS_PANEL, RAISED, SECONDARY};
use super::ui::{Anchor, Ui};
use super::widgets::{BANNER, Hint, KeyLook, banner, key_hints, notice};
use crate::words::live;

/// The panel beside the camera picture.
const PANEL: Rect = Rect::new(944.0, 16.0, 320.0, 513.0);
/// The line that divides the panel: its left end and its length, without its row.
const DIVIDER: [f32; 2] = [968.0, 272.0];
/// All of the footer.
const FOOTER_AREA: Rect = Rect::new(0.0, 672.0, 1280.0, 40.0);
pub(super) const FOOTER: Point = [16.0, 692.0];
pub(super) const FOOTER_RIGHT: Point = [1264.0, 692.0];

/// Draws the ground and the camera picture with what `over` draws over it. A notice says what there
/// is to say: `own` words, else what the camera is waiting for.
pub(super) fn camera_picture(
    ui: &mut Ui,
    view: &DrawContext,
    own: Option<&str>,
    over: impl FnOnce(&mut Ui, Option<&Fit>),
) {
    ground_of_parts(ui, NIGHT);
    note_change(ui, CAMERA_AREA);
    ui.clip_to(CAMERA_AREA);
    let fit = camera::draw(ui, view.picture, view.is_mirrored).or_else(|| {
        let [width, height] = view.size_px?;
        Some(Fit::new(width, height, CAMERA_AREA, view.is_mirrored))
    });
    over(ui, fit.as_ref());
    let missing = fit.is_none().then_some(ui.words(live::NO_PICTURE_YET));
    if let Some(words) = own.or(view.camera_note).or(missing) {
        notice(ui, words);
    }
    // The round corners come last, because they cut off all that lies on the picture.
    ui.round_off(CAMERA_AREA, RADIUS_PANEL, NIGHT);
    ui.unclip();
}

/// Draws the panel beside the camera picture with what `over` draws on it, and on row `y` the line that
/// divides it. `content` is all that is shown there.
pub(super) fn panel<C: PartialEq + Send + 'static>(
    ui: &mut Ui,
    y: f32,
    content: C,
    over: impl FnOnce(&mut Ui, &C),
) {
    part(ui, PANEL, NIGHT, content, |ui, content| {
        ui.boxed(PANEL, RADIUS_PANEL, tokens::PANEL);
        let [left, length] = DIVIDER;
        ui.boxed(Rect::new(left, y, length, 2.0), 0.0, RAISED);
        over(ui, content);
    });
}

/// Draws the banner, and below it what the keys do and a line at the right.
pub(super) fn banner_and_footer(
    ui: &mut Ui,
    line: &BannerLine,
    hints: [Hint<'static>; 4],
    at_right: &str,
    view: &DrawContext,
) {
    let content = (line.clone(), turned(line.icon, view.is_mirrored));
    part(ui, BANNER, NIGHT, content, |ui, (line, icon)| {
        banner(ui, line, *icon);
    });
    let content = (hints, at_right.to_owned());
    part(ui, FOOTER_AREA, NIGHT, content, |ui, (hints, at_right)| {
        key_hints(ui, FOOTER, KeyLook::LIVE, hints);
        let at = Anchor::Right(FOOTER_RIGHT);
        ui.text_within(at_right, at, SECONDARY, MIST, 700.0);
    });
}

/// A sign as it points on the screen.
pub(super) fn turned(icon: Icon, is_mirrored: bool) -> Icon {
    match icon {
        Icon::Arrow { angle_rad } if is_mirrored => Icon::Arrow {
            angle_rad: std::f32::consts::PI - angle_rad,
        },
        _ => icon,
    }
}

/// What the key for the voice does at this moment.
pub(super) fn voice_hint(ui: &Ui, view: &DrawContext) -> Hint<'static> {
    let words = if view.is_voice_on {
        ui.words(live::MUTE)
    } else {
        ui.words(live::UNMUTE)
    };
    Hint::of(&["V"], words)
}
