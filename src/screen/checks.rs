//! The sound check and the camera check, read at the laptop: one question each, and two buttons.

use glam::{Vec2, vec2};

use super::camera;
use super::canvas::{Arc, Ring, Triangle};
use super::layout::{Point, Rect};
use super::safety::steps;
use super::scene::{CameraPart, CameraScene, CameraView, CheckButton, SoundPage, SoundScene};
use super::text::{Style, Weight};
use super::tokens::{
    BODY, CARD, CARD_HEADING, HEADING, INK, NIGHT, NOTICE, PAPER, PINE, RADIUS_BUTTON,
    RADIUS_PANEL, RADIUS_WELL, SAND, SOFT, TITLE,
};
use super::ui::{Anchor, Ui};
use super::widgets::{
    ButtonLook, Hint, KeyLook, back_button, back_place, button, focus_frame, key_hints,
};
use crate::words::{checks, home, live};

const LEFT: f32 = 48.0;
const RIGHT: f32 = 1232.0;
const TITLE_Y: f32 = 54.0;
const WHY_Y: f32 = 104.0;
const FOOTER_Y: f32 = 696.0;
const MIDDLE: Rect = Rect::new(48.0, 132.0, 1184.0, 436.0);
const YES: Rect = Rect::new(48.0, 588.0, 584.0, 72.0);
const NO: Rect = Rect::new(648.0, 588.0, 584.0, 72.0);
/// The button of the camera check, which has no other beside it.
const TAKE: Rect = Rect::new(348.0, 588.0, 584.0, 72.0);
const ANSWER: Style = Style::new(28.0, Weight::SemiBold);
const GAP: f32 = 16.0;
/// Below a camera's picture there is room for its name.
const NAME_HEIGHT: f32 = 44.0;
/// More cameras than this are not shown.
pub const MOST_CAMERAS: usize = 4;

/// Draws the sound check.
pub(super) fn draw_sound(ui: &mut Ui, scene: &SoundScene) {
    let [title, why, yes, no] = match scene.page {
        SoundPage::Question => [
            checks::SOUND_TITLE,
            checks::SOUND_WHY,
            checks::I_HEAR,
            checks::I_HEAR_NOTHING,
        ],
        SoundPage::Help => [
            checks::NO_SOUND,
            checks::NO_SOUND_WHY,
            checks::TRY_AGAIN,
            checks::GO_ON,
        ],
    }
    .map(|text| ui.words(text));
    head(ui, title, why, scene.step);
    ui.boxed(MIDDLE, RADIUS_PANEL, CARD);
    match scene.page {
        SoundPage::Question => {
            let [x, y] = MIDDLE.centre();
            loudspeaker(ui, [x, y - 70.0]);
            let words = ui.words(checks::CAN_YOU_HEAR);
            ui.text(words, Anchor::Centre([x, y + 96.0]), NOTICE, INK);
        }
        SoundPage::Help => {
            help(ui, &ui.words(checks::NO_SOUND_HELP));
            if let Some(trouble) = &scene.trouble {
                let at = Anchor::Left([LEFT + 32.0, MIDDLE.bottom() - 40.0]);
                ui.text_within(trouble, at, BODY, SOFT, MIDDLE.w - 64.0);
            }
        }
    }
    for (area, words, which, look) in [
        (YES, yes, CheckButton::Yes, ButtonLook::MAIN),
        (NO, no, CheckButton::No, ButtonLook::PLAIN),
    ] {
        let key = if which == CheckButton::Yes { "1" } else { "2" };
        button(ui, area, words, key, ANSWER, &look);
        if scene.focus == which {
            focus_frame(ui, area, RADIUS_BUTTON);
        }
    }
    foot(ui, true, scene.step);
}

/// The button of the sound check at a pixel of the canvas: column and row.
#[must_use]
pub fn sound_button_at(ui: &Ui, [x, y]: [i32; 2]) -> Option<CheckButton> {
    let at = ui.layout().unplaced(Vec2::new(x as f32, y as f32));
    if YES.contains(at) {
        Some(CheckButton::Yes)
    } else if NO.contains(at) {
        Some(CheckButton::No)
    } else {
        None
    }
}

/// Draws the camera check.
pub(super) fn draw_camera(ui: &mut Ui, scene: &CameraScene) {
    let [title, why, take] = match scene.cameras.len() {
        0 => [checks::NO_CAMERA, checks::NO_CAMERA_WHY, checks::GO_ON],
        1 => [checks::ONE_CAMERA, checks::CAMERA_PLACE, checks::I_SEE],
        _ => [checks::CAMERAS, checks::CAMERA_PLACE, checks::THIS_ONE],
    }
    .map(|text| ui.words(text));
    head(ui, title, why, scene.step);
    back_button(ui, leave_words(ui, scene.step), [RIGHT, TITLE_Y]);
    if scene.cameras.is_empty() {
        ui.boxed(MIDDLE, RADIUS_PANEL, CARD);
        help(ui, &ui.words(checks::NO_CAMERA_HELP));
    }
    for (number, (area, camera)) in places(scene).into_iter().zip(&scene.cameras).enumerate() {
        draw_view(ui, area, camera, scene.is_mirrored);
        if number == scene.focus && scene.cameras.len() > 1 {
            focus_frame(ui, area, RADIUS_PANEL);
        }
    }
    let key = ui.words(live::ENTER);
    button(ui, TAKE, take, key, ANSWER, &ButtonLook::MAIN);
    foot(ui, scene.cameras.len() > 1, scene.step);
}

/// What lies at a pixel of the canvas in the camera check: column and row.
#[must_use]
pub fn camera_part_at(ui: &Ui, scene: &CameraScene, [x, y]: [i32; 2]) -> Option<CameraPart> {
    let at = ui.layout().unplaced(Vec2::new(x as f32, y as f32));
    if TAKE.contains(at) {
        return Some(CameraPart::Take);
    }
    if back_place(ui, leave_words(ui, scene.step), [RIGHT, TITLE_Y]).contains(at) {
        return Some(CameraPart::Leave);
    }
    let mut places = places(scene).into_iter();
    places
        .position(|area| area.contains(at))
        .map(CameraPart::Camera)
}

fn leave_words(ui: &Ui, step: Option<usize>) -> &'static str {
    ui.words(match step {
        Some(_) => checks::LATER,
        None => live::BACK,
    })
}

/// The places of the cameras: one or three in a row, else two.
fn places(scene: &CameraScene) -> Vec<Rect> {
    let count = scene.cameras.len().min(MOST_CAMERAS);
    let columns = if count == 4 { 2 } else { count.max(1) };
    let rows = count.div_ceil(columns).max(1);
    let share = |all: f32, parts: usize| (all - GAP * (parts - 1) as f32) / parts as f32;
    let height = share(MIDDLE.h, rows);
    // The picture of most cameras is 16:9, and a card is no wider than that.
    let width = share(MIDDLE.w, columns).min((height - NAME_HEIGHT) * 16.0 / 9.0);
    let height = width * 9.0 / 16.0 + NAME_HEIGHT;
    let [x, y] = MIDDLE.centre();
    let left = x - (width * columns as f32 + GAP * (columns - 1) as f32) / 2.0;
    let top = y - (height * rows as f32 + GAP * (rows - 1) as f32) / 2.0;
    let place = |number: usize| {
        let (column, row) = (number % columns, number / columns);
        Rect::new(
            left + (width + GAP) * column as f32,
            top + (height + GAP) * row as f32,
            width,
            height,
        )
    };
    (0..count).map(place).collect()
}

fn draw_view(ui: &mut Ui, area: Rect, view: &CameraView, is_mirrored: bool) {
    ui.boxed(area, RADIUS_PANEL, CARD);
    let well = Rect::new(
        area.x + 8.0,
        area.y + 8.0,
        area.w - 16.0,
        area.h - NAME_HEIGHT - 8.0,
    );
    ui.boxed(
        well,
        RADIUS_WELL,
        if view.picture.is_some() { NIGHT } else { SAND },
    );
    let room = well.w - 16.0;
    match &view.picture {
        Some(picture) => camera::draw_plain(ui, picture, well, is_mirrored),
        None => {
            let words = ui.words(checks::PICTURE_COMES);
            let words = view.note.as_deref().unwrap_or(words).to_owned();
            let lines = ui.wrap(&words, BODY, room);
            let [x, y] = well.centre();
            let top = y - 14.0 * (lines.len() - 1) as f32;
            for (i, line) in lines.into_iter().enumerate() {
                let at = Anchor::Centre([x, top + 28.0 * i as f32]);
                ui.text_within(line, at, BODY, SOFT, room);
            }
        }
    }
    let at = Anchor::Centre([area.centre()[0], area.bottom() - NAME_HEIGHT / 2.0]);
    ui.text_within(&view.name, at, CARD_HEADING, INK, room);
}

fn head(ui: &mut Ui, title: &str, why: &str, step: Option<usize>) {
    ui.ground(PAPER);
    let at = Anchor::Left([LEFT, TITLE_Y]);
    ui.text(title, at, TITLE, INK);
    let width = ui.text_width(title, TITLE);
    if let Some(step) = step {
        steps(ui, [LEFT + width + 32.0, TITLE_Y], step);
    }
    let at = Anchor::Left([LEFT, WHY_Y]);
    ui.text_within(why, at, BODY, SOFT, RIGHT - LEFT);
}

fn foot(ui: &mut Ui, is_choice: bool, step: Option<usize>) {
    let (enter, escape) = ([ui.words(live::ENTER)], [ui.words(live::ESC)]);
    let mut hints = Vec::new();
    if is_choice {
        hints.push(Hint::of(&["←", "→"], ui.words(home::CHOOSE)));
    }
    hints.push(Hint::of(&enter, ui.words(checks::GO_ON)));
    hints.push(Hint::of(&escape, leave_words(ui, step)));
    key_hints(ui, [LEFT, FOOTER_Y], KeyLook::READING, &hints);
}

/// What to do, a line for each.
fn help(ui: &mut Ui, list: &[&str]) {
    const FIRST_Y: f32 = 190.0;
    const STEP: f32 = 70.0;
    let y = |i: usize| FIRST_Y + STEP * i as f32;
    for i in 0..list.len() {
        ui.disc([LEFT + 44.0, y(i)], 6.0, PINE);
    }
    let at = |i: usize| Anchor::Left([LEFT + 76.0, y(i)]);
    ui.list_within(list, at, HEADING, INK, MIDDLE.w - 108.0);
}

/// A loudspeaker with three waves.
fn loudspeaker(ui: &mut Ui, [x, y]: Point) {
    let x = x - 50.0;
    let at = |dx: f32, dy: f32| vec2(x + dx, y + dy);
    ui.boxed(Rect::new(x - 44.0, y - 26.0, 44.0, 52.0), 8.0, PINE);
    ui.fill(
        Triangle::new([at(-34.0, 0.0), at(22.0, -62.0), at(22.0, 62.0)]),
        PINE,
    );
    for radius in [40.0, 74.0, 108.0] {
        const HALF_RAD: f32 = 0.7;
        let ring = Ring::new([x + 20.0, y], radius, 12.0);
        ui.fill(Arc::new(ring, -HALF_RAD, 2.0 * HALF_RAD), PINE);
    }
}
