//! A page of settings, read at the laptop: cards in two columns, a row for each setting.

use glam::Vec2;

use super::layout::Rect;
use super::safety::steps;
use super::scene::{Control, SettingsCard, SettingsPart, SettingsRow, SettingsScene};
use super::text::{Style, Weight};
use super::tokens::{
    CARD, CARD_HEADING, EDGE, INK, PAPER, PINE, RADIUS_BUTTON, RADIUS_PANEL, RADIUS_WELL, RULE,
    SAND, SECONDARY, SMALL, SOFT, TITLE, WHITE,
};
use super::ui::{Anchor, Ui};
use super::widgets::{Hint, KeyLook, back_button, back_place, key_hints, tick};
use crate::words::{live, settings};

const LEFT: f32 = 48.0;
const RIGHT: f32 = 1232.0;
const TITLE_Y: f32 = 54.0;
const FOOTER_Y: f32 = 696.0;
const COLUMNS_X: [f32; 2] = [48.0, 648.0];
const CARDS_Y: f32 = 96.0;
const CARD_WIDTH: f32 = 584.0;
const GAP: f32 = 16.0;
const PADDING: f32 = 24.0;
const HEADING_HEIGHT: f32 = 52.0;
const ROW_HEIGHT: f32 = 60.0;
const BELOW: f32 = 8.0;

/// The height of controls.
const CONTROL_HEIGHT: f32 = 44.0;
const SWITCH: [f32; 2] = [64.0, 34.0];
const BUTTON_WIDTH: f32 = 120.0;
/// Options of a choice: room beside the words, the most that one and that all of them take, and the
/// border.
const OPTION_PADDING: f32 = 16.0;
const OPTION_WORDS: f32 = 176.0;
const ALL_OPTIONS: f32 = 430.0;
const OPTION_INSET: f32 = 3.0;
const OPTION: Style = Style::new(18.0, Weight::SemiBold);

/// The rows of a scene with their places, in the order of the focus.
fn places(scene: &SettingsScene) -> impl Iterator<Item = (Rect, &SettingsRow)> {
    cards(scene).flat_map(|(area, card)| {
        card.rows.iter().enumerate().map(move |(i, row)| {
            let y = area.y + HEADING_HEIGHT + ROW_HEIGHT * i as f32;
            (Rect::new(area.x, y, area.w, ROW_HEIGHT), row)
        })
    })
}

fn cards(scene: &SettingsScene) -> impl Iterator<Item = (Rect, &SettingsCard)> {
    let columns = COLUMNS_X.into_iter().zip(&scene.columns);
    columns.flat_map(|(x, cards)| {
        let mut y = CARDS_Y;
        cards.iter().map(move |card| {
            let height = HEADING_HEIGHT + ROW_HEIGHT * card.rows.len() as f32 + BELOW;
            let area = Rect::new(x, y, CARD_WIDTH, height);
            y += height + GAP;
            (area, card)
        })
    })
}

/// What lies at a pixel of the canvas: column and row.
#[must_use]
pub fn settings_part_at(ui: &Ui, scene: &SettingsScene, [x, y]: [i32; 2]) -> Option<SettingsPart> {
    let at = ui.layout().unplaced(Vec2::new(x as f32, y as f32));
    if back_place(ui, scene.back, [RIGHT, TITLE_Y]).contains(at) {
        return Some(SettingsPart::Back);
    }
    let mut rows = places(scene).enumerate();
    let (number, (area, row)) = rows.find(|(_, (area, _))| area.contains(at))?;
    if let Control::Choice { options, .. } = &row.control {
        let places = option_places(ui, area, options);
        if let Some(option) = places.iter().position(|place| place.contains(at)) {
            return Some(SettingsPart::Option(number, option));
        }
    }
    Some(SettingsPart::Row(number))
}

/// Draws the scene.
pub(super) fn draw(ui: &mut Ui, scene: &SettingsScene) {
    ui.ground(PAPER);
    let title = Anchor::Left([LEFT, TITLE_Y]);
    let title_width = ui.text_within(scene.title, title, TITLE, INK, 700.0);
    if let Some(step) = scene.step {
        steps(ui, [LEFT + title_width + 40.0, TITLE_Y], step);
    }
    back_button(ui, scene.back, [RIGHT, TITLE_Y]);
    for (area, card) in cards(scene) {
        ui.boxed(area, RADIUS_PANEL, CARD);
        let heading = Anchor::Left([area.x + PADDING, area.y + 32.0]);
        ui.text(card.heading, heading, CARD_HEADING, PINE);
        for i in 1..card.rows.len() {
            let y = area.y + HEADING_HEIGHT + ROW_HEIGHT * i as f32 - 1.0;
            let divider = Rect::new(area.x + PADDING, y, area.w - 2.0 * PADDING, 2.0);
            ui.boxed(divider, 0.0, RULE);
        }
    }
    for (number, (area, row)) in places(scene).enumerate() {
        draw_row(ui, area, row);
        if number == scene.focus {
            let within = Rect::new(area.x + 8.0, area.y + 1.0, area.w - 16.0, area.h - 2.0);
            ui.frame(within, RADIUS_BUTTON, 4.0, PINE);
        }
    }
    let (escape, enter) = ([ui.words(live::ESC)], [ui.words(live::ENTER)]);
    let mut hints = vec![
        Hint::of(&["↑", "↓"], ui.words(settings::ROW)),
        Hint::of(&["←", "→"], ui.words(settings::CHANGE)),
        Hint::of(&["V"], ui.words(settings::READ_ALOUD)),
        Hint::of(&escape, scene.back),
    ];
    let leads_on = |row: &SettingsRow| matches!(row.control, Control::Button(_));
    if scene.rows().any(leads_on) {
        hints.insert(2, Hint::of(&enter, ui.words(settings::OPEN)));
    }
    key_hints(ui, [LEFT, FOOTER_Y], KeyLook::READING, &hints);
    let line = Anchor::Right([RIGHT, FOOTER_Y]);
    ui.text_within(&scene.note, line, SECONDARY, SOFT, 600.0);
}

fn draw_row(ui: &mut Ui, area: Rect, row: &SettingsRow) {
    let x = area.x + PADDING;
    let y = area.centre()[1];
    let room = control_left(ui, area, &row.control) - 16.0 - x;
    let label_y = if row.about.is_empty() { y } else { y - 11.0 };
    let label = Anchor::Left([x, label_y]);
    ui.text_within(&row.label, label, CARD_HEADING, INK, room);
    let about = Anchor::Left([x, y + 13.0]);
    ui.text_within(&row.about, about, SMALL, SOFT, room);
    match &row.control {
        Control::Switch(is_on) => draw_switch(ui, area, *is_on),
        Control::Choice { options, chosen } => draw_choice(ui, area, options, *chosen),
        Control::Button(words) => {
            let area = button_place(area);
            ui.boxed(area, RADIUS_BUTTON, CARD);
            ui.frame(area, RADIUS_BUTTON, 2.0, EDGE);
            let at = Anchor::Centre(area.centre());
            ui.text_within(words, at, OPTION, INK, area.w - 16.0);
        }
    }
}

/// Where the words of a row have to end.
fn control_left(ui: &Ui, area: Rect, control: &Control) -> f32 {
    match control {
        Control::Switch(_) => {
            let off = ui.text_width(ui.words(settings::OFF), SECONDARY);
            switch_place(area).x - 12.0 - off
        }
        Control::Choice { options, .. } => {
            let first = option_places(ui, area, options).into_iter().next();
            first.map_or(area.right() - PADDING, |first| first.x - OPTION_INSET)
        }
        Control::Button(_) => button_place(area).x,
    }
}

fn switch_place(row: Rect) -> Rect {
    let [w, h] = SWITCH;
    Rect::new(row.right() - PADDING - w, row.centre()[1] - h / 2.0, w, h)
}

fn button_place(row: Rect) -> Rect {
    let y = row.centre()[1] - CONTROL_HEIGHT / 2.0;
    let x = row.right() - PADDING - BUTTON_WIDTH;
    Rect::new(x, y, BUTTON_WIDTH, CONTROL_HEIGHT)
}

fn draw_switch(ui: &mut Ui, row: Rect, is_on: bool) {
    const KNOB: f32 = 13.0;
    let area = switch_place(row);
    let [_, y] = area.centre();
    let radius = area.h / 2.0;
    let words = ui.words(if is_on { settings::ON } else { settings::OFF });
    ui.text(words, Anchor::Right([area.x - 12.0, y]), SECONDARY, SOFT);
    if is_on {
        ui.boxed(area, radius, PINE);
        let knob = [area.right() - radius, y];
        ui.disc(knob, KNOB, WHITE);
        tick(ui, knob, KNOB, PINE);
    } else {
        ui.boxed(area, radius, SAND);
        ui.frame(area, radius, 2.0, EDGE);
        let knob = [area.x + radius, y];
        ui.disc(knob, KNOB, WHITE);
        ui.ring(knob, KNOB - 1.0, 2.0, EDGE);
    }
}

fn option_words_room(options: &[String]) -> f32 {
    let share = ALL_OPTIONS / options.len().max(1) as f32 - 2.0 * OPTION_PADDING;
    share.min(OPTION_WORDS)
}

fn option_places(ui: &Ui, row: Rect, options: &[String]) -> Vec<Rect> {
    let y = row.centre()[1] - CONTROL_HEIGHT / 2.0;
    let words_room = option_words_room(options);
    let widths: Vec<f32> = options
        .iter()
        .map(|words| ui.fit_width(words, OPTION, words_room) + 2.0 * OPTION_PADDING)
        .collect();
    let mut x = row.right() - PADDING - OPTION_INSET - widths.iter().sum::<f32>();
    let places = widths.iter().map(|width| {
        let place = Rect::new(x, y, *width, CONTROL_HEIGHT);
        x += width;
        place
    });
    places.collect()
}

fn draw_choice(ui: &mut Ui, row: Rect, options: &[String], chosen: Option<usize>) {
    let places = option_places(ui, row, options);
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return;
    };
    let left = first.x - OPTION_INSET;
    let well = Rect::new(
        left,
        first.y,
        last.right() + OPTION_INSET - left,
        CONTROL_HEIGHT,
    );
    ui.boxed(well, RADIUS_BUTTON, SAND);
    let words_room = option_words_room(options);
    for (number, (place, words)) in places.iter().zip(options).enumerate() {
        let mut colour = INK;
        if chosen == Some(number) {
            let inner = Rect::new(
                place.x,
                place.y + OPTION_INSET,
                place.w,
                place.h - 2.0 * OPTION_INSET,
            );
            ui.boxed(inner, RADIUS_WELL, PINE);
            colour = WHITE;
        }
        let at = Anchor::Centre(place.centre());
        ui.text_within(words, at, OPTION, colour, words_room);
    }
}
