//! The history scene, read at the laptop: facts only, without praise or blame for a single day.

use glam::Vec2;

use super::canvas::Colour;
use super::history_session::{self, set_place};
use super::layout::{Point, Rect};
use super::scene::{Day, HistoryPart, HistoryScene, Month, SessionLine, Trend, TrendLine, When};
use super::text::{Style, Weight};
use super::tokens::{
    BODY, CARD, CARD_HEADING, EDGE, GOOD_P, HEADING, INK, LIST, PAPER, PINE, PINE_2, RADIUS_BUTTON,
    RADIUS_PANEL, RULE, SAGE, SECONDARY, SMALL, SMALL_STRONG, SOFT, TITLE, WHITE,
};
use super::ui::{Anchor, Ui};
use super::widgets::{Hint, KeyLook, back_button, back_place, key_cap, key_hints, tick};
use crate::words::{history, home, live, settings, summary};

const LEFT: f32 = 48.0;
const RIGHT: f32 = 1232.0;
const TITLE_Y: f32 = 54.0;
const FOOTER_Y: f32 = 696.0;
const CALENDAR: Rect = Rect::new(48.0, 96.0, 496.0, 568.0);
const TREND: Rect = Rect::new(560.0, 96.0, 672.0, 332.0);
const SESSIONS: Rect = Rect::new(560.0, 444.0, 672.0, 220.0);

/// Days: the middle of the first one, and the steps across and down.
const FIRST_DAY: Point = [104.0, 232.0];
const DAY_STEP: [f32; 2] = [56.0, 62.0];
/// The days done in a week, at the right of it.
const WEEK_X: f32 = 500.0;
const WEEKDAYS_Y: f32 = 188.0;
const EARLIER: Rect = Rect::new(432.0, 116.0, 40.0, 40.0);
const LATER: Rect = Rect::new(484.0, 116.0, 40.0, 40.0);
/// Discs of days, by minutes.
const SHORT_MIN: u32 = 12;
const LONG_MIN: u32 = 20;

/// The values of a trend.
const PLOT: Rect = Rect::new(646.0, 176.0, 448.0, 176.0);
const PLOT_LABEL_X: f32 = 1118.0;
const PINE_2_WORDS: Colour = Colour::hex(0x38736A);

/// Rows of sessions.
const ROW_Y: f32 = 491.0;
const ROW_STEP: f32 = 40.0;
/// So many sessions are in sight.
pub const SESSION_ROWS: usize = 4;

/// Right end of the pain after a session.
const PAIN_X: f32 = 1202.0;

const STRONG: Style = Style::new(18.0, Weight::SemiBold);

/// Draws the scene.
pub(super) fn draw(ui: &mut Ui, scene: &HistoryScene) {
    ui.ground(PAPER);
    let title = Anchor::Left([LEFT, TITLE_Y]);
    ui.text(ui.words(home::HISTORY), title, TITLE, INK);
    back_button(ui, ui.words(live::BACK), [RIGHT, TITLE_Y]);
    ui.boxed(CALENDAR, RADIUS_PANEL, CARD);
    calendar(ui, &scene.month, &scene.week);
    match &scene.opened {
        Some(session) => history_session::draw(ui, session),
        None => overview(ui, scene),
    }
    footer(ui, scene);
}

/// How an exercise went, and the sessions.
fn overview(ui: &mut Ui, scene: &HistoryScene) {
    for area in [TREND, SESSIONS] {
        ui.boxed(area, RADIUS_PANEL, CARD);
    }
    match &scene.trend {
        Some(trend) => draw_trend(ui, trend),
        None => {
            let nothing = ui.words(history::NOTHING_YET);
            ui.text_within(
                nothing,
                Anchor::Centre(TREND.centre()),
                BODY,
                SOFT,
                TREND.w - 48.0,
            );
        }
    }
    sessions(ui, scene);
}

fn footer(ui: &mut Ui, scene: &HistoryScene) {
    let is_opened = scene.opened.is_some();
    let enter = [ui.words(live::ENTER)];
    let escape = [ui.words(live::ESC)];
    let row = [history::SESSION, history::SET][usize::from(is_opened)];
    let take = [history::OPEN, history::SHOW][usize::from(is_opened)];
    let mut hints = vec![
        Hint::of(&["↑", "↓"], ui.words(row)),
        Hint::of(&enter, ui.words(take)),
    ];
    if !is_opened {
        hints.insert(0, Hint::of(&["←", "→"], ui.words(history::MONTH)));
        hints.push(Hint::of(&["Tab"], ui.words(history::EXERCISE)));
    }
    hints.push(Hint::of(&["V"], ui.words(settings::READ_ALOUD)));
    hints.push(Hint::of(&escape, ui.words(live::BACK)));
    key_hints(ui, [LEFT, FOOTER_Y], KeyLook::READING, &hints);
    let line = Anchor::Right([RIGHT, FOOTER_Y]);
    ui.text_within(ui.words(summary::SAVED_HERE), line, SECONDARY, SOFT, 300.0);
}

/// What lies at a pixel of the canvas: column and row.
#[must_use]
pub fn history_part_at(ui: &Ui, scene: &HistoryScene, [x, y]: [i32; 2]) -> Option<HistoryPart> {
    let at = ui.layout().unplaced(Vec2::new(x as f32, y as f32));
    let heading = Rect::new(TREND.x, TREND.y, TREND.w, 72.0);
    let parts = [
        (
            back_place(ui, ui.words(live::BACK), [RIGHT, TITLE_Y]),
            HistoryPart::Back,
        ),
        (EARLIER, HistoryPart::Earlier),
        (LATER, HistoryPart::Later),
    ];
    let part = parts.into_iter().find(|(area, _)| area.contains(at));
    let row =
        |count: usize, place: fn(usize) -> Rect| (0..count).find(|row| place(*row).contains(at));
    let days = 0..scene.month.days.len();
    let day = || {
        let area = |day: usize| Rect::around(day_place(&scene.month, day), DAY_STEP[0], 52.0);
        days.clone().find(|day| area(*day).contains(at))
    };
    part.map(|(_, part)| part)
        .or_else(|| day().map(HistoryPart::Day))
        .or_else(|| match &scene.opened {
            Some(session) => row(session.sets.len(), set_place).map(HistoryPart::Set),
            None if heading.contains(at) => Some(HistoryPart::Exercise),
            None => row(scene.sessions.len(), row_place).map(HistoryPart::Session),
        })
}

/// The middle of a day, counted from 0.
fn day_place(month: &Month, day: usize) -> Point {
    let place = day + month.first_column;
    let x = FIRST_DAY[0] + DAY_STEP[0] * (place % 7) as f32;
    [x, week_y(month, place / 7)]
}

/// The row of a week. A month of six weeks has its rows a little closer.
fn week_y(month: &Month, week: usize) -> f32 {
    let weeks = (month.days.len() + month.first_column).div_ceil(7);
    let step = if weeks > 5 { 56.0 } else { DAY_STEP[1] };
    FIRST_DAY[1] + step * week as f32
}

fn calendar(ui: &mut Ui, month: &Month, week: &str) {
    let name = Anchor::Left([76.0, 136.0]);
    let width = ui.text_within(month.name, name, HEADING, INK, 240.0);
    let year = Anchor::Left([76.0 + width + 10.0, 138.0]);
    ui.text(&month.year.to_string(), year, BODY, SOFT);
    for (area, key) in [(EARLIER, "←"), (LATER, "→")] {
        ui.boxed(area, RADIUS_BUTTON, CARD);
        ui.frame(area, RADIUS_BUTTON, 2.0, EDGE);
        ui.text(key, Anchor::Centre(area.centre()), BODY, INK);
    }
    for (column, letter) in ui.words(home::DAYS).into_iter().enumerate() {
        let x = FIRST_DAY[0] + DAY_STEP[0] * column as f32;
        ui.text(letter, Anchor::Centre([x, WEEKDAYS_Y]), SMALL_STRONG, SOFT);
    }
    for (number, day) in month.days.iter().enumerate() {
        draw_day(ui, day_place(month, number), number + 1, *day);
    }
    for (number, week) in month.weeks.iter().enumerate() {
        if let Some(week) = week {
            draw_week(ui, week_y(month, number), *week);
        }
    }
    ui.boxed(Rect::new(76.0, 557.0, 440.0, 2.0), 0.0, RULE);
    let sum = Anchor::Left([76.0, 589.0]);
    ui.text_within(&month.sum, sum, CARD_HEADING, INK, 440.0);
    ui.text_within(week, Anchor::Left([76.0, 627.0]), BODY, SOFT, 440.0);
}

/// Days done and wanted in a week. A tick says that it is as many as wanted.
fn draw_week(ui: &mut Ui, y: f32, [done, goal]: [u32; 2]) {
    if goal > 0 && done >= goal {
        ui.disc([WEEK_X, y], 14.0, GOOD_P);
        tick(ui, [WEEK_X, y], 14.0, WHITE);
    } else {
        let at = Anchor::Centre([WEEK_X, y]);
        ui.text(&format!("{done}/{goal}"), at, SMALL, SOFT);
    }
}

fn draw_day(ui: &mut Ui, centre: Point, number: usize, day: Day) {
    let radius = match day.minutes {
        Some(minutes) if minutes >= LONG_MIN => 26.0,
        Some(minutes) if minutes >= SHORT_MIN => 22.0,
        _ => 17.0,
    };
    if day.minutes.is_some() {
        ui.disc(centre, radius, PINE);
    }
    if day.when == When::Today {
        ui.ring(centre, radius + 4.0, 3.0, PINE);
    }
    let (style, colour) = match (day.minutes, day.when) {
        (Some(_), _) => (SMALL_STRONG, WHITE),
        (None, When::Today) => (SMALL_STRONG, INK),
        (None, When::Past) => (SMALL, SOFT),
        (None, When::Future) => (SMALL, EDGE),
    };
    ui.text(&number.to_string(), Anchor::Centre(centre), style, colour);
}

fn draw_trend(ui: &mut Ui, trend: &Trend) {
    let name = Anchor::Left([584.0, 132.0]);
    let width = ui.text_within(&trend.exercise, name, HEADING, INK, 380.0);
    if trend.has_others {
        key_cap(ui, [584.0 + width + 14.0, 132.0], "Tab", KeyLook::READING);
    }
    let what = Anchor::Right([1208.0, 132.0]);
    ui.text_within(&trend.what, what, SECONDARY, SOFT, 210.0);
    let ends = [trend.grid.first(), trend.grid.last()];
    let [lowest, highest] = ends.map(|line| line.map_or(0.0, |(value, _)| *value));
    let row = |value: f32| {
        let part = (value - lowest) / (highest - lowest).max(f32::EPSILON);
        PLOT.bottom() - PLOT.h * part.clamp(0.0, 1.0)
    };
    for (value, words) in &trend.grid {
        let y = row(*value);
        let line = Rect::new(PLOT.x - 14.0, y - 0.5, PLOT.w + 28.0, 1.0);
        ui.boxed(line, 0.0, RULE);
        ui.text(words, Anchor::Right([PLOT.x - 26.0, y]), SMALL, SOFT);
    }
    // The left side lies above the right one where they meet.
    for (number, line) in trend.lines.iter().enumerate().rev() {
        let last = line.points.len().saturating_sub(1).max(1) as f32;
        let column = |day: usize| PLOT.x + PLOT.w * day as f32 / last;
        draw_line(ui, line, number, |day, value| [column(day), row(value)]);
    }
    line_labels(ui, &trend.lines, row);
    let last = trend.dates.len().saturating_sub(1).max(1) as f32;
    for (number, date) in trend.dates.iter().enumerate() {
        let x = PLOT.x + PLOT.w * number as f32 / last;
        ui.text(date, Anchor::Centre([x, 374.0]), SMALL, SOFT);
    }
    let sentence = Anchor::Left([584.0, 404.0]);
    ui.text_within(trend.sentence, sentence, SECONDARY, INK, TREND.w - 48.0);
}

/// The newest value of each side beside its end. They keep clear of each other.
fn line_labels(ui: &mut Ui, lines: &[TrendLine], row: impl Fn(f32) -> f32) {
    const APART: f32 = 26.0;
    let ends = lines.iter().enumerate().filter_map(|(number, line)| {
        let newest = line.points.iter().rev().flatten().next()?;
        Some((row(*newest), number, &line.label))
    });
    let mut ends: Vec<(f32, usize, &String)> = ends.collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free_y = f32::NEG_INFINITY;
    for (y, number, label) in ends {
        let y = y.max(free_y);
        free_y = y + APART;
        let colour = if number == 0 { PINE } else { PINE_2_WORDS };
        let at = Anchor::Left([PLOT_LABEL_X, y]);
        ui.text_within(label, at, STRONG.at_least(SMALL.size), colour, 106.0);
    }
}

/// The line of one side. The left one has discs, the right one squares.
fn draw_line(ui: &mut Ui, line: &TrendLine, number: usize, at: impl Fn(usize, f32) -> Point) {
    let colour = if number == 0 { PINE } else { PINE_2 };
    let points = line.points.iter().enumerate();
    let points: Vec<Point> = points
        .filter_map(|(day, value)| value.map(|value| at(day, value)))
        .collect();
    for pair in points.windows(2) {
        ui.line(pair[0], pair[1], 4.0, colour);
    }
    for point in points {
        if number == 0 {
            ui.disc(point, 7.0, colour);
        } else {
            ui.boxed(Rect::around(point, 13.0, 13.0), 2.0, colour);
        }
    }
}

fn row_place(row: usize) -> Rect {
    Rect::new(572.0, ROW_Y + ROW_STEP * row as f32, 648.0, 38.0)
}

fn sessions(ui: &mut Ui, scene: &HistoryScene) {
    let heading = Anchor::Left([584.0, 474.0]);
    let words = ui.words(history::LAST_SESSIONS);
    let width = ui.text_within(words, heading, CARD_HEADING, INK, 120.0);
    let place = Anchor::Left([584.0 + width + 10.0, 475.0]);
    ui.text_within(&scene.place, place, SMALL, SOFT, 110.0);
    let lines = &scene.sessions;
    // Where nobody tells of pain, the names have its room.
    let has_pain = lines.iter().any(|line| line.pain != [None; 2]);
    let right = if has_pain { PAIN_X - 82.0 } else { PAIN_X };
    if has_pain {
        let pain = Anchor::Right([PAIN_X + 6.0, 474.0]);
        ui.text_within(ui.words(history::PAIN), pain, SMALL, SOFT, 76.0);
    }
    if lines.iter().any(|line| !line.good.is_empty()) {
        let good = Anchor::Right([right + 6.0, 474.0]);
        ui.text_within(ui.words(summary::GOOD_ONES), good, SMALL, SOFT, 100.0);
    }
    for (number, line) in lines.iter().take(SESSION_ROWS).enumerate() {
        let area = row_place(number);
        if number == scene.focus {
            ui.boxed(area, RADIUS_BUTTON, SAGE);
        }
        session_row(ui, area.centre()[1], line, right);
    }
    if lines.is_empty() {
        let at = Anchor::Left([584.0, row_place(0).centre()[1]]);
        ui.text(ui.words(history::NO_SESSIONS), at, LIST, SOFT);
    }
}

/// A session. Its good ones end at `right`.
fn session_row(ui: &mut Ui, y: f32, line: &SessionLine, right: f32) {
    let minutes_x = right - 108.0;
    ui.text_within(&line.day, Anchor::Left([584.0, y]), STRONG, INK, 84.0);
    let names = Anchor::Left([676.0, y]);
    let room = minutes_x - 76.0 - 676.0;
    ui.text_within(&line.name, names, SECONDARY, INK, room);
    let minutes = Anchor::Right([minutes_x, y]);
    ui.text_within(&line.minutes, minutes, SECONDARY, SOFT, 72.0);
    ui.text_within(&line.good, Anchor::Right([right, y]), STRONG, INK, 96.0);
    if line.pain != [None; 2] {
        let number = |pain: Option<u8>| {
            pain.map_or_else(
                || ui.words(summary::NONE).to_owned(),
                |pain| pain.to_string(),
            )
        };
        let [before, after] = line.pain.map(number);
        ui.text(&before, Anchor::Right([PAIN_X - 42.0, y]), STRONG, INK);
        ui.text("→", Anchor::Centre([PAIN_X - 28.0, y]), SECONDARY, SOFT);
        ui.text(&after, Anchor::Right([PAIN_X, y]), STRONG, INK);
    }
}
