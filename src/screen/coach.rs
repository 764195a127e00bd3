//! The coach scene: one number and one line to be read from the floor.

use super::camera::{self, CAMERA_AREA};
use super::layout::Rect;
use super::scene::CoachScene;
use super::setup::{FOOTER_LEFT, FOOTER_RIGHT, FOOTER_Y, PANEL};
use super::tokens::{BODY, CREAM, HEADING, MIST, NIGHT, RAISED, SECONDARY, SIDE};
use super::ui::{Anchor, Ui};
use super::widgets::{
    DiscColours, Hint, KeyLook, banner, dot_row, key_hints, meter, notice, panel, ring, side_disc,
};
use super::{DrawContext, figure, turned, voice_words};
use crate::blazepose::Side;
use crate::words::live;

/// Middle of the panel.
const MIDDLE: f32 = 1104.0;
const TEXT_WIDTH: f32 = 280.0;
const RING_Y: f32 = 228.0;
const SIDE_Y: f32 = 392.0;
const SIDE_RADIUS: f32 = 22.0;
const SIDE_GAP: f32 = 12.0;
/// Rows of the dots: of both sides, and of a single row.
const DOTS_Y: [f32; 2] = [464.0, 500.0];
const SINGLE_DOTS_Y: f32 = 482.0;

/// Draws the scene.
pub(super) fn draw(ui: &mut Ui, scene: &CoachScene, view: &DrawContext) {
    ui.ground(NIGHT);
    ui.clip_to(CAMERA_AREA);
    let fit = camera::draw(ui, view.picture, view.is_mirrored);
    if let (Some(person), Some(fit)) = (&scene.figure, &fit) {
        figure::draw(ui, person, fit);
    }
    if let Some(range) = &scene.meter {
        meter(ui, range);
    }
    let missing = fit.is_none().then_some(live::NO_PICTURE_YET);
    if let Some(words) = scene.notice.as_deref().or(view.camera_note).or(missing) {
        notice(ui, words);
    }
    camera::finish(ui);
    ui.unclip();

    panel(ui, PANEL);
    // Three lines stand where two do, closer together.
    let [name_y, subtitle_y] = match &scene.variant {
        Some(variant) => {
            let at = Anchor::Centre([MIDDLE, 64.0]);
            ui.text_within(variant, at, SECONDARY, MIST, TEXT_WIDTH);
            [38.0, 87.0]
        }
        None => [46.0, 78.0],
    };
    let name = Anchor::Centre([MIDDLE, name_y]);
    ui.text_within(&scene.exercise, name, HEADING, CREAM, TEXT_WIDTH);
    let subtitle = Anchor::Centre([MIDDLE, subtitle_y]);
    ui.text_within(&scene.subtitle, subtitle, BODY, MIST, TEXT_WIDTH);
    ring(ui, [MIDDLE, RING_Y], &scene.ring);
    if let Some((side, words)) = &scene.side {
        side_line(ui, *side, words);
    }
    ui.boxed(Rect::new(968.0, 433.0, 272.0, 2.0), 0.0, RAISED);
    let rows: &[f32] = if scene.dots.len() == 1 {
        &[SINGLE_DOTS_Y]
    } else {
        &DOTS_Y
    };
    for (y, row) in rows.iter().zip(&scene.dots) {
        dot_row(ui, *y, row);
    }

    banner(
        ui,
        &scene.banner,
        turned(scene.banner.icon, view.is_mirrored),
    );
    let hints = [
        Hint {
            keys: &["P"],
            words: live::PAIN_STOP,
        },
        Hint {
            keys: &["Space"],
            words: if scene.is_paused {
                live::GO_ON
            } else {
                live::PAUSE
            },
        },
        Hint {
            keys: &["V"],
            words: voice_words(view),
        },
        Hint {
            keys: &["Esc"],
            words: live::END,
        },
    ];
    key_hints(ui, [FOOTER_LEFT, FOOTER_Y], KeyLook::LIVE, &hints);
    let line = Anchor::Right([FOOTER_RIGHT, FOOTER_Y]);
    ui.text_within(&scene.footer, line, SECONDARY, MIST, 700.0);
}

/// The side at work: its letter on a disc and its words, centred as one.
fn side_line(ui: &mut Ui, side: Side, words: &str) {
    let before = 2.0 * SIDE_RADIUS + SIDE_GAP;
    let room = TEXT_WIDTH - before;
    let width = before + ui.fit_width(words, SIDE, room);
    let left = MIDDLE - width / 2.0;
    let colours = DiscColours {
        ground: CREAM,
        sign: NIGHT,
    };
    side_disc(ui, [left + SIDE_RADIUS, SIDE_Y], SIDE_RADIUS, side, colours);
    let at = Anchor::Left([left + before, SIDE_Y]);
    ui.text_within(words, at, SIDE, CREAM, room);
}
