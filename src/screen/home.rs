//! The home scene, read at the laptop: today's routine with one big button, and all exercises.

use glam::{Vec2, vec2};

use super::canvas::{Disc, Line, Triangle};
use super::guide;
use super::layout::{Point, Rect};
use super::scene::{
    DayMark, Focus, HOME_COLUMNS as COLUMNS, HOME_ROWS as ROWS, HomeCard, HomeScene, HomeSet,
};
use super::text::{Style, Weight};
use super::tokens::{
    BODY, CARD, CARD_HEADING, EDGE, HEADING, INK, PAPER, PINE, RADIUS_BUTTON, RADIUS_PANEL,
    RADIUS_WELL, SAND, SECONDARY, SMALL, SMALL_STRONG, SOFT, WARN_P, WHITE,
};
use super::ui::{Anchor, Ui};
use super::widgets::{
    ButtonLook, Hint, KeyLook, button, focus_frame, key_cap, key_cap_width, key_hints, tick,
};
use crate::words::{Text, home};

const LEFT: f32 = 48.0;
const RIGHT: f32 = 1232.0;
const FOOTER_Y: f32 = 696.0;
const TITLE_Y: f32 = 48.0;

const ROUTINE: Rect = Rect::new(48.0, 96.0, 352.0, 568.0);
const START: Rect = Rect::new(72.0, 466.0, 304.0, 64.0);
/// The buttons at the upper right: their upper edge, their height, and the room beside their words and
/// between them and the key.
const BUTTON_Y: f32 = 26.0;
const BUTTON_HEIGHT: f32 = 44.0;
const BUTTON_PADDING: f32 = 16.0;
const BUTTON_GAP: f32 = 12.0;
const WEEK_Y: f32 = 616.0;
const WEEK_X: f32 = 88.0;
const WEEK_STEP: f32 = 45.3;
/// Rows of the routine: the figure's well, and how many there is room for.
const WELL: Rect = Rect::new(72.0, 190.0, 84.0, 58.0);
const SET_STEP: f32 = 66.0;
const MOST_SETS: usize = 4;

const GRID: [f32; 2] = [424.0, 96.0];
const CARD_SIZE: [f32; 2] = [190.0, 178.7];
const GAP: f32 = 16.0;
/// Where the figure of a card stands, from the top, and how much smaller than its own size.
const FIGURE_DY: f32 = 91.0;
const FIGURE_SCALE: f32 = 0.35;
const SMALL_FIGURE_SCALE: f32 = 0.17;

const DAY: Style = Style::new(16.0, Weight::Regular);
const NAME: Style = Style::new(28.0, Weight::Bold);

/// The place of a card.
fn place(card: usize) -> Rect {
    let (column, row) = (card % COLUMNS, card / COLUMNS);
    let [w, h] = CARD_SIZE;
    let x = GRID[0] + (w + GAP) * column as f32;
    Rect::new(x, GRID[1] + (h + GAP) * row as f32, w, h)
}

/// What lies at a pixel of the canvas: column and row.
#[must_use]
pub fn focus_at(ui: &Ui, scene: &HomeScene, [x, y]: [i32; 2]) -> Option<Focus> {
    let at = ui.layout().unplaced(Vec2::new(x as f32, y as f32));
    if START.contains(at) {
        return Some(Focus::Routine);
    }
    let mut places = button_places(ui).into_iter();
    if let Some(number) = places.position(|place| place.contains(at)) {
        return Some(BUTTONS[number].2);
    }
    let shown = scene.cards.len().min(COLUMNS * ROWS);
    (0..shown)
        .find(|card| place(*card).contains(at))
        .map(Focus::Card)
}

/// Draws the scene.
pub(super) fn draw(ui: &mut Ui, scene: &HomeScene) {
    ui.ground(PAPER);
    mark(ui, [68.0, TITLE_Y]);
    let name = Anchor::Left([100.0, TITLE_Y]);
    ui.text(ui.words(home::NAME), name, NAME, INK);
    buttons(ui, scene.focus);
    routine(ui, scene);
    for (i, card) in scene.cards.iter().take(COLUMNS * ROWS).enumerate() {
        exercise_card(ui, place(i), card, scene.focus == Focus::Card(i));
    }
    let hints = [
        Hint::of(&["←", "→", "↑", "↓"], ui.words(home::CHOOSE)),
        Hint::of(&["Enter"], ui.words(home::START)),
        Hint::of(&["F"], ui.words(home::FULL_SCREEN)),
        Hint::of(&["Esc"], ui.words(home::QUIT)),
    ];
    key_hints(ui, [LEFT, FOOTER_Y], KeyLook::READING, &hints);
    let words = scene.note.as_deref().unwrap_or(ui.words(home::DISCLAIMER));
    let line = Anchor::Right([RIGHT, FOOTER_Y]);
    ui.text_within(words, line, SECONDARY, SOFT, 600.0);
}

/// The buttons at the upper right, from the right: their words and their keys.
const BUTTONS: [(Text, &str, Focus); 2] = [
    (home::SETTINGS, "S", Focus::Settings),
    (home::HISTORY, "H", Focus::History),
];

/// Their places. Each is as wide as its words are in this language.
fn button_places(ui: &Ui) -> [Rect; 2] {
    let mut right = RIGHT;
    BUTTONS.map(|(words, key, _)| {
        let inner = ui.text_width(ui.words(words), CARD_HEADING) + key_cap_width(ui, key);
        let width = inner + BUTTON_GAP + 2.0 * BUTTON_PADDING;
        let place = Rect::new(right - width, BUTTON_Y, width, BUTTON_HEIGHT);
        right = place.x - GAP;
        place
    })
}

fn buttons(ui: &mut Ui, focus: Focus) {
    for (area, (words, key, which)) in button_places(ui).into_iter().zip(BUTTONS) {
        let words = ui.words(words);
        button(ui, area, words, key, CARD_HEADING, &ButtonLook::PLAIN);
        if focus == which {
            focus_frame(ui, area, RADIUS_BUTTON);
        }
    }
}

/// The sign of an exercise that needs care.
fn care_mark(ui: &mut Ui, centre: Point) {
    let at = |x: f32, y: f32| Vec2::from(centre) + vec2(x, y);
    ui.fill(
        Triangle::new([at(0.0, -9.0), at(11.0, 9.0), at(-11.0, 9.0)]),
        WARN_P,
    );
    ui.line(at(0.0, -3.0), at(0.0, 2.0), 2.5, INK);
    ui.disc(at(0.0, 5.8).into(), 1.4, INK);
}

/// The sign of the program: a bird dog in three strokes.
fn mark(ui: &mut Ui, centre: Point) {
    let at = |x: f32, y: f32| [centre[0] + x, centre[1] + y];
    ui.disc(centre, 20.0, PINE);
    ui.fill(Disc::new(at(-8.5, -3.0), 3.2), WHITE);
    for (from, to) in [
        (at(-5.0, 3.0), at(2.0, -2.0)),
        (at(2.0, -2.0), at(8.0, -2.0)),
        (at(8.0, -2.0), at(12.0, 3.0)),
    ] {
        ui.fill(Line::new(from, to, 3.6), WHITE);
    }
}

fn routine(ui: &mut Ui, scene: &HomeScene) {
    ui.boxed(ROUTINE, RADIUS_PANEL, CARD);
    let left = ROUTINE.x + 24.0;
    let width = ROUTINE.w - 48.0;
    ui.text(scene.greeting, Anchor::Left([left, 132.0]), HEADING, INK);
    let line = Anchor::Left([left, 166.0]);
    ui.text_within(&scene.routine, line, BODY, SOFT, width);
    for (i, set) in scene.sets.iter().take(MOST_SETS).enumerate() {
        routine_row(ui, WELL.y + SET_STEP * i as f32, set);
    }
    start_button(ui, scene.focus == Focus::Routine);
    ui.boxed(Rect::new(left, 555.0, width, 2.0), 0.0, SAND);
    week(ui, scene);
}

fn routine_row(ui: &mut Ui, y: f32, set: &HomeSet) {
    let well = Rect { y, ..WELL };
    ui.boxed(well, RADIUS_WELL, SAND);
    if let Some(figure) = &set.figure {
        let base = [well.centre()[0], well.bottom() - 10.0];
        guide::small(ui, base, figure, SMALL_FIGURE_SCALE, well.w - 8.0);
    }
    let x = well.right() + 12.0;
    let room = ROUTINE.right() - 12.0 - x;
    ui.text_within(
        &set.name,
        Anchor::Left([x, y + 18.0]),
        CARD_HEADING,
        INK,
        room,
    );
    ui.text_within(
        &set.dose,
        Anchor::Left([x, y + 43.0]),
        SECONDARY.at_least(SMALL.size),
        SOFT,
        room,
    );
}

fn start_button(ui: &mut Ui, has_focus: bool) {
    const KEY: &str = "Enter";
    const WORDS_TO_KEY: f32 = 16.0;
    const STYLE: Style = Style::new(24.0, Weight::SemiBold);
    ui.boxed(START, RADIUS_BUTTON, PINE);
    if has_focus {
        focus_frame(ui, START, RADIUS_BUTTON);
    }
    let words = ui.text_width(ui.words(home::START_ROUTINE), STYLE);
    let width = words + WORDS_TO_KEY + key_cap_width(ui, KEY);
    let [x, y] = START.centre();
    let left = x - width / 2.0;
    ui.text(
        ui.words(home::START_ROUTINE),
        Anchor::Left([left, y]),
        STYLE,
        WHITE,
    );
    key_cap(ui, [left + words + WORDS_TO_KEY, y], KEY, KeyLook::BUTTON);
}

fn week(ui: &mut Ui, scene: &HomeScene) {
    let left = ROUTINE.x + 24.0;
    let right = ROUTINE.right() - 24.0;
    let heading = Anchor::Left([left, WEEK_Y - 33.0]);
    ui.text(ui.words(home::THIS_WEEK), heading, CARD_HEADING, INK);
    ui.text(
        &scene.days,
        Anchor::Right([right, WEEK_Y - 33.0]),
        SECONDARY,
        SOFT,
    );
    for (i, (day, letter)) in scene.week.iter().zip(ui.words(home::DAYS)).enumerate() {
        let centre = [WEEK_X + WEEK_STEP * i as f32, WEEK_Y];
        let letter_style = match day {
            DayMark::Done => {
                ui.disc(centre, 14.0, PINE);
                tick(ui, centre, 14.0, WHITE);
                DAY
            }
            DayMark::Empty => {
                ui.disc(centre, 4.0, EDGE);
                DAY
            }
            DayMark::Today => {
                ui.ring(centre, 12.5, 3.0, PINE);
                SMALL_STRONG
            }
        };
        let below = Anchor::Centre([centre[0], WEEK_Y + 28.0]);
        ui.text(letter, below, letter_style, SOFT);
    }
}

fn exercise_card(ui: &mut Ui, area: Rect, card: &HomeCard, has_focus: bool) {
    ui.boxed(area, RADIUS_PANEL, CARD);
    if has_focus {
        focus_frame(ui, area, RADIUS_PANEL);
    }
    if let Some(figure) = &card.figure {
        let base = [area.centre()[0], area.y + FIGURE_DY];
        guide::small(ui, base, figure, FIGURE_SCALE, area.w - 16.0);
    }
    let x = area.x + 16.0;
    let room = area.w - 16.0 - 8.0;
    const CARD_NAME: Style = Style::new(18.0, Weight::SemiBold);
    ui.text_within(
        &card.name,
        Anchor::Left([x, area.y + 116.0]),
        CARD_NAME,
        INK,
        room,
    );
    let mut purpose = card.purpose.as_str();
    if let Some(care) = &card.care {
        care_mark(ui, [area.right() - 24.0, area.y + 26.0]);
        if has_focus {
            purpose = care;
        }
    }
    for (words, y) in [(purpose, 139.0), (card.below.as_str(), 159.0)] {
        ui.text_within(words, Anchor::Left([x, area.y + y]), SMALL, SOFT, room);
    }
}

/// Draws the second line of a card alone.
#[cfg(test)]
pub(super) fn card_line(ui: &mut Ui, words: &str) {
    let [w, _] = CARD_SIZE;
    ui.text_within(words, Anchor::Left([0.0; 2]), SMALL, SOFT, w - 16.0 - 8.0);
}
