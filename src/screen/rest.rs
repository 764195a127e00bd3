//! The rest scene: a large clock, what was done, and what comes next.

use std::f32::consts::{FRAC_PI_2, TAU};

use glam::Vec2;

use super::canvas::{Arc, Ring};
use super::layout::Rect;
use super::live_parts::{FOOTER, FOOTER_RIGHT, voice_hint};
use super::scene::{Icon, RestChange, RestScene};
use super::text::{Style, Weight};
use super::tokens::{
    BODY, CREAM, GOOD, HEADING, MIST, NIGHT, NOTICE, PANEL, RADIUS_BUTTON, RADIUS_PANEL, RAISED,
    ROW, SAND, SECONDARY, SENTENCE, SMALL_STRONG, TITLE,
};
use super::ui::{Anchor, Ui};
use super::widgets::{DiscColours, Hint, KeyLook, disc_icon, key_cap, key_hints};
use super::{DrawContext, guide};
use crate::words::{live, routine};

const CLOCK: Rect = Rect::new(16.0, 16.0, 512.0, 648.0);
const NEXT: Rect = Rect::new(544.0, 16.0, 720.0, 648.0);
const FIGURE: Rect = Rect::new(580.0, 204.0, 648.0, 262.0);
/// The same where buttons stand below it.
const SMALL_FIGURE: Rect = Rect::new(580.0, 196.0, 648.0, 204.0);
/// The buttons: their upper edge, their height, and what is between two of them.
const CHANGES_Y: f32 = 410.0;
const CHANGE_HEIGHT: f32 = 60.0;
const CHANGE_GAP: f32 = 12.0;
/// Left and right end of what stands on the panel of what comes next.
const INNER: [f32; 2] = [580.0, 1228.0];
/// The number that is read from the floor.
const SECONDS: Style = Style::new(200.0, Weight::Bold).at_least(120.0).in_cells();
/// Rows of steps, and how many there is room for.
const STEPS_Y: f32 = 504.0;
const STEP: f32 = 52.0;
const MOST_STEPS: usize = 3;

/// Draws the scene.
pub(super) fn draw(ui: &mut Ui, scene: &RestScene, view: &DrawContext) {
    ui.ground(NIGHT);
    ui.boxed(CLOCK, RADIUS_PANEL, PANEL);
    clock(ui, scene);
    result(ui, scene);
    ui.boxed(NEXT, RADIUS_PANEL, PANEL);
    next(ui, scene, view);
    let pause = if scene.is_paused {
        ui.words(live::GO_ON)
    } else {
        ui.words(live::PAUSE)
    };
    let mut hints = vec![
        Hint::of(&["P"], ui.words(live::PAIN_STOP)),
        voice_hint(ui, view),
        Hint::of(&["Esc"], ui.words(live::END)),
    ];
    if scene.waits_for.is_none() {
        let clock = [
            Hint::of(&["Enter"], ui.words(routine::START_NOW)),
            Hint::of(&["+"], ui.words(routine::MORE_REST)),
            Hint::of(&[ui.words(live::SPACE)], pause),
        ];
        hints.splice(0..0, clock);
    }
    key_hints(ui, FOOTER, KeyLook::LIVE, &hints);
    let line = Anchor::Right(FOOTER_RIGHT);
    ui.text(&scene.place, line, SECONDARY, MIST);
}

fn clock(ui: &mut Ui, scene: &RestScene) {
    if let Some(words) = &scene.waits_for {
        return waiting(ui, words);
    }
    let ring = Ring::new([272.0, 304.0], 186.0, 22.0);
    let title = if scene.is_paused {
        ui.words(routine::REST_PAUSED)
    } else {
        ui.words(routine::REST)
    };
    ui.text(title, Anchor::Centre([272.0, 60.0]), TITLE, CREAM);
    ui.fill(ring, RAISED);
    let sweep = scene.part.clamp(0.0, 1.0) * TAU;
    if sweep > 0.0 {
        ui.fill(Arc::new(ring, -FRAC_PI_2, sweep), MIST);
    }
    let number = scene.left_s.to_string();
    ui.text_within(
        &number,
        Anchor::Centre([272.0, 290.0]),
        SECONDS,
        CREAM,
        300.0,
    );
    let unit = Anchor::Centre([272.0, 406.0]);
    ui.text(
        routine::seconds(ui.language(), scene.left_s),
        unit,
        HEADING,
        MIST,
    );
}

/// What the session waits for, in place of the clock.
fn waiting(ui: &mut Ui, words: &str) {
    const LINE: f32 = 52.0;
    let lines = ui.wrap(words, TITLE, CLOCK.w - 48.0);
    let top = 304.0 - LINE * (lines.len() - 1) as f32 / 2.0;
    for (i, line) in lines.into_iter().enumerate() {
        let at = [272.0, top + LINE * i as f32];
        ui.text(line, Anchor::Centre(at), TITLE, CREAM);
    }
}

/// What was done, and one thing to change.
fn result(ui: &mut Ui, scene: &RestScene) {
    const DISC_X: f32 = 68.0;
    const TEXT_X: f32 = 104.0;
    const ROOM: f32 = 528.0 - 24.0 - TEXT_X;
    if let Some(words) = &scene.done {
        let done = DiscColours::new(GOOD, NIGHT);
        disc_icon(ui, [DISC_X, 566.0], 20.0, Icon::Tick, done);
        ui.text_within(words, Anchor::Left([TEXT_X, 552.0]), HEADING, CREAM, ROOM);
        ui.text_within(
            &scene.result,
            Anchor::Left([TEXT_X, 584.0]),
            BODY,
            MIST,
            ROOM,
        );
    }
    if let Some(words) = &scene.next_time {
        let other = DiscColours::new(RAISED, CREAM);
        disc_icon(
            ui,
            [DISC_X, 624.0],
            20.0,
            Icon::Arrow { angle_rad: 0.0 },
            other,
        );
        ui.text_within(words, Anchor::Left([TEXT_X, 624.0]), BODY, MIST, ROOM);
    }
}

fn next(ui: &mut Ui, scene: &RestScene, view: &DrawContext) {
    let [left, right] = INNER;
    let width = right - left;
    let heading = ui.words(routine::NEXT);
    let heading = ui.text_within(heading, Anchor::Left([left, 52.0]), ROW, MIST, width);
    ui.text_within(
        &scene.next,
        Anchor::Left([left, 104.0]),
        NOTICE,
        CREAM,
        width,
    );
    // A variant is a phrase and takes a line of its own.
    let (dose_y, dose_room) = match &scene.variant {
        Some(variant) => {
            ui.text_within(variant, Anchor::Left([left, 164.0]), HEADING, CREAM, width);
            (52.0, width - heading - 24.0)
        }
        None => (164.0, width),
    };
    let dose = Anchor::Right([right, dose_y]);
    ui.text_within(&scene.dose, dose, HEADING, MIST, dose_room);
    let area = if scene.changes.is_empty() {
        FIGURE
    } else {
        SMALL_FIGURE
    };
    match view.guide {
        Some(figure) => guide::card(ui, area, figure, ""),
        None => ui.boxed(area, RADIUS_PANEL, SAND),
    }
    for (i, (change, name)) in scene.changes.iter().enumerate() {
        change_button(ui, change_place(i, scene.changes.len()), *change, name);
    }
    for (i, step) in scene.steps.iter().take(MOST_STEPS).enumerate() {
        let y = STEPS_Y + STEP * i as f32;
        let disc = [left + 22.0, y];
        ui.ring(disc, 17.0, 2.0, MIST);
        let number = (i + 1).to_string();
        ui.text(&number, Anchor::Centre(disc), ROW, CREAM);
        let room = right - left - 56.0;
        ui.text_within(step, Anchor::Left([left + 56.0, y]), SENTENCE, CREAM, room);
    }
}

/// The place of a button among so many.
fn change_place(number: usize, of: usize) -> Rect {
    let [left, right] = INNER;
    let of = of.max(1) as f32;
    let width = (right - left - CHANGE_GAP * (of - 1.0)) / of;
    let x = left + (width + CHANGE_GAP) * number as f32;
    Rect::new(x, CHANGES_Y, width, CHANGE_HEIGHT)
}

/// The change whose button lies at a pixel of the canvas: column and row.
#[must_use]
pub fn rest_change_at(ui: &Ui, scene: &RestScene, [x, y]: [i32; 2]) -> Option<RestChange> {
    let at = ui.layout().unplaced(Vec2::new(x as f32, y as f32));
    let of = scene.changes.len();
    let hit = (0..of).find(|number| change_place(*number, of).contains(at))?;
    Some(scene.changes[hit].0)
}

fn change_button(ui: &mut Ui, area: Rect, change: RestChange, name: &str) {
    let (key, title) = match change {
        RestChange::Easier => ("↓", routine::EASIER),
        RestChange::Harder => ("↑", routine::HARDER),
        RestChange::Another => ("→", routine::ANOTHER),
    };
    let title = ui.words(title);
    ui.boxed(area, RADIUS_BUTTON, RAISED);
    let [_, middle] = area.centre();
    let text = area.x + 16.0 + key_cap(ui, [area.x + 8.0, middle], key, KeyLook::LIVE);
    let room = area.x + area.w - 8.0 - text;
    let line = |y: f32| Anchor::Left([text, y]);
    ui.text_within(title, line(middle - 13.0), SECONDARY, MIST, room);
    ui.text_within(name, line(middle + 13.0), SMALL_STRONG, CREAM, room);
}
