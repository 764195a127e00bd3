//! The coach scene: one number and one line to be read from the floor.

use super::layout::{Point, Rect};
use super::live_parts::{banner_and_footer, camera_picture, panel, voice_hint};
use super::parts::part;
use super::scene::CoachScene;
use super::tokens::{BODY, CREAM, HEADING, MIST, NIGHT, PANEL, SECONDARY, SIDE};
use super::ui::{Anchor, Ui};
use super::widgets::{DiscColours, Hint, dot_row, meter, ring, side_disc};
use super::{DrawContext, figure};
use crate::blazepose::Side;
use crate::words::{self, live};

/// Middle of the panel.
const MIDDLE: f32 = 1104.0;
const TEXT_WIDTH: f32 = 280.0;
const RING: Point = [MIDDLE, 228.0];
const RING_AREA: Rect = Rect::around(RING, 252.0, 252.0);
const SIDE_Y: f32 = 392.0;
const SIDE_RADIUS: f32 = 22.0;
const SIDE_GAP: f32 = 12.0;
/// Rows of the dots: of both sides, and of a single row.
const DOTS_Y: [f32; 2] = [464.0, 500.0];
const SINGLE_DOTS_Y: f32 = 482.0;

/// Draws the scene.
pub(super) fn draw(ui: &mut Ui, scene: &CoachScene, view: &DrawContext) {
    let pause = if scene.is_paused {
        ui.words(live::GO_ON)
    } else {
        ui.words(live::PAUSE)
    };
    let hints = [
        Hint::of(&["P"], ui.words(live::PAIN_OR_WAVE)),
        Hint::of(&[ui.words(live::SPACE)], pause),
        voice_hint(ui, view),
        Hint::of(&[ui.words(live::ESC)], ui.words(live::END)),
    ];
    draw_set(ui, scene, view, hints, |_| {});
}

/// Draws a set, with what these keys do and what `over` draws over the picture.
pub(super) fn draw_set(
    ui: &mut Ui,
    scene: &CoachScene,
    view: &DrawContext,
    hints: [Hint<'static>; 4],
    over: impl FnOnce(&mut Ui),
) {
    let paused = scene.is_paused.then_some(ui.words(words::PAUSED_SHORT));
    camera_picture(ui, view, paused, |ui, fit| {
        if let (Some(person), Some(fit)) = (&scene.figure, fit) {
            figure::draw(ui, person, fit);
        }
        meter(ui, &scene.meter);
        over(ui);
    });
    draw_panel(ui, scene);
    banner_and_footer(ui, &scene.banner, hints, &scene.footer, view);
}

/// The panel: name, ring, side at work and dots.
fn draw_panel(ui: &mut Ui, scene: &CoachScene) {
    let names = (
        scene.exercise.clone(),
        scene.variant.clone(),
        scene.subtitle.clone(),
    );
    let content = (names, scene.side.clone(), scene.dots.clone());
    panel(ui, 433.0, content, |ui, (names, side, dots)| {
        let (exercise, variant, subtitle) = names;
        heading(ui, exercise, variant.as_deref(), subtitle);
        if let Some((side, words)) = side {
            side_line(ui, *side, words);
        }
        let rows: &[f32] = if dots.len() == 1 {
            &[SINGLE_DOTS_Y]
        } else {
            &DOTS_Y
        };
        for (y, row) in rows.iter().zip(dots) {
            dot_row(ui, *y, row);
        }
    });
    // In a hold it moves on with every frame, and the rest of the panel does not.
    part(ui, RING_AREA, PANEL, scene.ring.clone(), |ui, content| {
        ring(ui, RING, content);
    });
}

/// The name of the exercise and what is below it.
fn heading(ui: &mut Ui, exercise: &str, variant: Option<&str>, subtitle: &str) {
    // With a variant there are three lines in the place of two, so they stand closer together.
    let [name_y, subtitle_y] = match variant {
        Some(variant) => {
            let at = Anchor::Centre([MIDDLE, 64.0]);
            ui.text_within(variant, at, SECONDARY, MIST, TEXT_WIDTH);
            [38.0, 87.0]
        }
        None => [46.0, 78.0],
    };
    let name = Anchor::Centre([MIDDLE, name_y]);
    ui.text_within(exercise, name, HEADING, CREAM, TEXT_WIDTH);
    let at = Anchor::Centre([MIDDLE, subtitle_y]);
    ui.text_within(subtitle, at, BODY, MIST, TEXT_WIDTH);
}

/// The side at work: its letter on a disc and its words, centred as one.
fn side_line(ui: &mut Ui, side: Side, words: &str) {
    let before = 2.0 * SIDE_RADIUS + SIDE_GAP;
    let room = TEXT_WIDTH - before;
    let width = before + ui.fit_width(words, SIDE, room);
    let left = MIDDLE - width / 2.0;
    let colours = DiscColours::new(CREAM, NIGHT);
    side_disc(ui, [left + SIDE_RADIUS, SIDE_Y], SIDE_RADIUS, side, colours);
    let at = Anchor::Left([left + before, SIDE_Y]);
    ui.text_within(words, at, SIDE, CREAM, room);
}
