//! The summary scene, read at the laptop: what went well, one thing for next time, left and
//! right, and when a cue was needed.

use glam::Vec2;

use super::canvas::Colour;
use super::layout::Rect;
use super::pain_numbers::PainNumbers;
use super::scene::{CueRow, Icon, PainRow, SummaryRow, SummaryScene};
use super::summary_tables::{exercises_card, figures_card, figures_height};
use super::text::{Style, Weight, in_print};
use super::tokens::{
    BODY, BUTTON, CARD, CARD_HEADING, GOOD_P, INK, PAPER, PINE, PINE_2, RADIUS_BUTTON,
    RADIUS_PANEL, RUST, SAGE, SAND, SECONDARY, SENTENCE, SMALL, SOFT, TITLE, WHITE,
};
use super::ui::{Anchor, Ui};
use super::widgets::{
    DiscColours, Hint, KeyLook, disc_icon, key_cap, key_cap_width, key_hints, side_disc,
};
use crate::blazepose::Side;
use crate::words::{Text, live, pain, replay, summary};

const LEFT: f32 = 48.0;
const RIGHT: f32 = 1232.0;
const GAP: f32 = 16.0;
const TITLE_Y: f32 = 54.0;
const SENTENCES_Y: f32 = 100.0;
const SENTENCE_HEIGHT: f32 = 116.0;
const CARDS_Y: f32 = 232.0;
const SIDES_WIDTH: f32 = 392.0;
/// Cards are at least this high, and they end above the footer.
const LEAST_HEIGHT: f32 = 228.0;
const LOWEST: f32 = 664.0;
const FOOTER_Y: f32 = 696.0;

/// The row with the question how strong the pain is.
const PAIN: Rect = Rect::new(LEFT, 608.0, RIGHT - LEFT, 60.0);
const PAIN_NUMBERS: PainNumbers = PainNumbers {
    at: [420.0, PAIN.y + 8.0],
    step: 60.0,
    size: [52.0, 44.0],
    style: Style::new(20.0, Weight::SemiBold),
};

/// What the mouse can point at in the summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SummaryTarget {
    /// How strong the pain is, 0 to 10.
    Number(u8),
    /// Everything that is no question: the summary has been read.
    Close,
}

/// What lies at a pixel of the canvas: column and row. Beside the numbers of the question it is nothing.
#[must_use]
pub fn summary_target_at(ui: &Ui, scene: &SummaryScene, [x, y]: [i32; 2]) -> Option<SummaryTarget> {
    let at = ui.layout().unplaced(Vec2::new(x as f32, y as f32));
    if scene.pain.is_none() || !PAIN.contains(at) {
        return Some(SummaryTarget::Close);
    }
    PAIN_NUMBERS.number_at(at).map(SummaryTarget::Number)
}

/// Draws the scene.
pub(super) fn draw(ui: &mut Ui, scene: &SummaryScene) {
    ui.ground(PAPER);
    title(ui, scene);
    let top = if scene.advice.is_empty() {
        let has_sentences = sentences(ui, scene);
        if has_sentences { CARDS_Y } else { SENTENCES_Y }
    } else {
        advice(ui, &scene.advice) + GAP
    };
    let lowest = match &scene.pain {
        Some(_) => PAIN.y - GAP,
        None => LOWEST,
    };
    if !scene.rows.is_empty() {
        cards(ui, scene, top, lowest);
    }
    if !scene.exercises.is_empty() {
        let area = Rect::new(LEFT, top, RIGHT - LEFT, lowest - top);
        exercises_card(ui, area, &scene.exercises);
    }
    let mut hints = Vec::new();
    if let Some(row) = &scene.pain {
        pain_row(ui, row);
        hints.push(Hint::of(&["0–9"], ui.words(pain::PAIN_NUMBER)));
    }
    hints.push(Hint::of(
        &[ui.words(live::ENTER), ui.words(live::ESC)],
        ui.words(live::CLOSE),
    ));
    if scene.can_replay {
        hints.push(Hint::of(&[ui.words(live::SPACE)], ui.words(replay::AGAIN)));
    }
    key_hints(ui, [LEFT, FOOTER_Y], KeyLook::READING, &hints);
    let line = Anchor::Right([RIGHT, FOOTER_Y]);
    ui.text_within(&scene.footer, line, SECONDARY, SOFT, 700.0);
}

fn pain_row(ui: &mut Ui, row: &PainRow) {
    const MARGIN: f32 = 24.0;
    ui.boxed(PAIN, RADIUS_PANEL, CARD);
    let [left, middle] = [PAIN.x + MARGIN, PAIN.centre()[1]];
    let room = PAIN_NUMBERS.at[0] - MARGIN - left;
    let (upper, lower) = (middle - 11.0, middle + 13.0);
    let y = if row.below.is_empty() { middle } else { upper };
    ui.text_within(&row.words, Anchor::Left([left, y]), CARD_HEADING, INK, room);
    ui.text_within(&row.below, Anchor::Left([left, lower]), SMALL, SOFT, room);
    PAIN_NUMBERS.draw(ui, row.number);
    let right = PAIN.right() - MARGIN;
    for (words, y) in [(pain::NO_PAIN, upper), (pain::WORST_PAIN, lower)] {
        ui.text_within(
            ui.words(words),
            Anchor::Right([right, y]),
            SMALL,
            SOFT,
            130.0,
        );
    }
}

/// The cards with the figures of a set, from row `top` down to row `lowest`.
fn cards(ui: &mut Ui, scene: &SummaryScene, top: f32, lowest: f32) {
    let figures_height = figures_height(&scene.figures);
    let lowest = match figures_height {
        0.0 => lowest,
        height => lowest - height - GAP,
    };
    let cue_rows = scene.cues.len().max(1) as f32;
    let wanted = (ROWS_DY + ROW_STEP * scene.rows.len() as f32).max(CUES_DY + CUE_STEP * cue_rows);
    let height = wanted.max(LEAST_HEIGHT).min(lowest - top);
    let sides = Rect::new(LEFT, top, SIDES_WIDTH, height);
    sides_card(ui, sides, &scene.rows);
    if figures_height > 0.0 {
        let area = Rect::new(LEFT, sides.bottom() + GAP, RIGHT - LEFT, figures_height);
        figures_card(ui, area, &scene.figures);
    }
    if scene.cues.is_empty() && scene.without_cues.is_empty() {
        return;
    }
    let cues_x = sides.right() + GAP;
    let cues = Rect::new(cues_x, top, RIGHT - cues_x, height);
    cues_card(ui, cues, &scene.cues, &scene.without_cues);
}

/// What to do after a stop for pain, with a line for each sentence. Returns the row below them.
fn advice(ui: &mut Ui, sentences: &[String]) -> f32 {
    const PADDING: f32 = 28.0;
    const LINE: f32 = 46.0;
    let height = LINE * sentences.len() as f32 + 2.0 * PADDING;
    let area = Rect::new(LEFT, SENTENCES_Y, RIGHT - LEFT, height);
    ui.boxed(area, RADIUS_PANEL, SAND);
    let room = area.w - 2.0 * PADDING;
    for (i, sentence) in sentences.iter().enumerate() {
        let y = area.y + PADDING + LINE * (i as f32 + 0.5);
        let at = Anchor::Left([area.x + PADDING, y]);
        ui.text_within(&in_print(sentence), at, SENTENCE, INK, room);
    }
    area.bottom()
}

fn title(ui: &mut Ui, scene: &SummaryScene) {
    let button = close_button(ui);
    let room = button.x - GAP - LEFT;
    let at = Anchor::Left([LEFT, TITLE_Y]);
    let width = ui.text_within(&scene.title, at, TITLE, INK, room);
    let left = LEFT + width + 20.0;
    // The smaller letters stand a little higher than the title's baseline, which looks even.
    let at = Anchor::Left([left, TITLE_Y + 4.0]);
    let room = (button.x - GAP - left).max(0.0);
    ui.text_within(&scene.subtitle, at, BODY, SOFT, room);
}

/// The button at the right, with the focus round it. Returns its place.
fn close_button(ui: &mut Ui) -> Rect {
    const HEIGHT: f32 = 52.0;
    const PADDING: f32 = 20.0;
    const WORDS_TO_KEY: f32 = 12.0;
    /// The focus lies around the button: 3 units of ground, then 4 of pine.
    const FOCUS_REACH: f32 = 7.0;
    let (close, enter) = (ui.words(live::CLOSE), ui.words(live::ENTER));
    let words_width = ui.text_width(close, BUTTON);
    let width = words_width + WORDS_TO_KEY + key_cap_width(ui, enter) + 2.0 * PADDING;
    let area = Rect::new(RIGHT - width, TITLE_Y - HEIGHT / 2.0, width, HEIGHT);
    ui.boxed(area, RADIUS_BUTTON, PINE);
    let focus = area.grown(FOCUS_REACH);
    ui.frame(focus, RADIUS_BUTTON + FOCUS_REACH, 4.0, PINE);
    let left = area.x + PADDING;
    ui.text(close, Anchor::Left([left, TITLE_Y]), BUTTON, WHITE);
    let key = [left + words_width + WORDS_TO_KEY, TITLE_Y];
    key_cap(ui, key, enter, KeyLook::BUTTON);
    area
}

/// The two sentences. One alone takes the whole row. Returns whether there was any.
fn sentences(ui: &mut Ui, scene: &SummaryScene) -> bool {
    let cards = [(&scene.went_well, WENT_WELL), (&scene.next_time, NEXT_TIME)];
    let shown: Vec<_> = cards
        .into_iter()
        .filter_map(|(words, card)| Some((words.as_deref()?, card)))
        .collect();
    let count = shown.len() as f32;
    let width = (RIGHT - LEFT - GAP * (count - 1.0)) / count;
    for (i, (words, card)) in shown.iter().enumerate() {
        let x = LEFT + (width + GAP) * i as f32;
        let area = Rect::new(x, SENTENCES_Y, width, SENTENCE_HEIGHT);
        card.draw(ui, area, words);
    }
    !shown.is_empty()
}

/// The style of a sentence that is too long for one line.
const TWO_LINES: Style = Style::new(26.0, Weight::Bold);
const TWO_LINES_STEP: f32 = 32.0;

/// Number of lines that a sentence takes where there are two cards.
#[cfg(test)]
pub(super) fn lines_of(ui: &Ui, words: &str) -> usize {
    const ROOM: f32 = (RIGHT - LEFT - GAP) / 2.0 - WORDS_DX - WORDS_MARGIN;
    ui.wrap(words, TWO_LINES, ROOM).len()
}

/// Where the words of a sentence begin and how far from the right edge of their card they end.
const WORDS_DX: f32 = 120.0;
const WORDS_MARGIN: f32 = 20.0;

/// How the card of a sentence looks.
struct SentenceCard {
    heading: Text,
    ground: Colour,
    icon: Icon,
    disc: DiscColours,
}

const WENT_WELL: SentenceCard = SentenceCard {
    heading: summary::WENT_WELL,
    ground: SAGE,
    icon: Icon::Tick,
    disc: DiscColours::new(GOOD_P, WHITE),
};
const NEXT_TIME: SentenceCard = SentenceCard {
    heading: summary::FOR_NEXT_TIME,
    ground: SAND,
    icon: Icon::Arrow { angle_rad: 0.0 },
    disc: DiscColours::new(INK, WHITE),
};

impl SentenceCard {
    fn draw(&self, ui: &mut Ui, area: Rect, words: &str) {
        ui.boxed(area, RADIUS_PANEL, self.ground);
        let disc = [area.x + 64.0, area.centre()[1]];
        disc_icon(ui, disc, 36.0, self.icon, self.disc);
        let x = area.x + WORDS_DX;
        ui.text(
            ui.words(self.heading),
            Anchor::Left([x, area.y + 30.0]),
            BODY,
            SOFT,
        );
        let room = area.right() - WORDS_MARGIN - x;
        let words = in_print(words);
        if ui.text_width(&words, SENTENCE) <= room {
            ui.text(&words, Anchor::Left([x, area.y + 72.0]), SENTENCE, INK);
            return;
        }
        for (i, line) in ui.wrap(&words, TWO_LINES, room).iter().enumerate() {
            let at = Anchor::Left([x, area.y + 62.0 + TWO_LINES_STEP * i as f32]);
            ui.text_within(line, at, TWO_LINES, INK, room);
        }
    }
}

/// Height of the sides card above its first row, and from row to row.
const ROWS_DY: f32 = 84.0;
const ROW_STEP: f32 = 48.0;
const BAR_LENGTH: f32 = 112.0;
const BAR_HEIGHT: f32 = 14.0;
/// Half the gap between the left and the right bar.
const BAR_GAP: f32 = 2.0;

fn sides_card(ui: &mut Ui, area: Rect, rows: &[SummaryRow]) {
    ui.boxed(area, RADIUS_PANEL, CARD);
    let has_sides = rows.iter().any(|row| row.right.is_some());
    let heading = if has_sides {
        ui.words(summary::LEFT_AND_RIGHT)
    } else {
        ui.words(summary::THIS_TIME)
    };
    let (left, right) = (area.x + 24.0, area.right() - 24.0);
    let at = Anchor::Left([left, area.y + 30.0]);
    ui.text(heading, at, CARD_HEADING, INK);
    let mut first = area.y + ROWS_DY;
    if has_sides {
        let colours = DiscColours::new(INK, WHITE);
        for (side, x) in [(Side::Left, left + 13.0), (Side::Right, right - 13.0)] {
            side_disc(ui, [x, area.y + 62.0], 13.0, side, colours);
        }
    } else {
        first -= 16.0;
    }
    let shown = ((area.bottom() - first) / ROW_STEP) as usize;
    for (i, row) in rows.iter().take(shown).enumerate() {
        summary_row(ui, row, area, first + ROW_STEP * i as f32);
    }
}

fn summary_row(ui: &mut Ui, row: &SummaryRow, area: Rect, top: f32) {
    let middle = area.centre()[0];
    let bar_y = top + 21.0;
    let label = Anchor::Centre([middle, top]);
    ui.text_within(&row.label, label, SMALL, SOFT, 230.0);
    let track = |from: f32, to: f32| {
        let (left, right) = (from.min(to), from.max(to));
        Rect::new(left, bar_y - BAR_HEIGHT / 2.0, right - left, BAR_HEIGHT)
    };
    let mut bar = |from: f32, to: f32, part: f32, colour: Colour| {
        ui.boxed(track(from, to), BAR_HEIGHT / 2.0, SAND);
        let part = part.clamp(0.0, 1.0);
        if part > 0.0 {
            let end = from + (to - from) * part;
            ui.boxed(track(from, end), BAR_HEIGHT / 2.0, colour);
        }
    };
    let (inner, outer) = (BAR_GAP, BAR_GAP + BAR_LENGTH);
    if let Some(right) = &row.right {
        bar(middle - inner, middle - outer, row.left.part, PINE);
        bar(middle + inner, middle + outer, right.part, PINE_2);
        let at = Anchor::Right([area.right() - 24.0, bar_y]);
        ui.text_within(&right.text, at, CARD_HEADING, INK, 52.0);
    } else {
        bar(middle - outer, middle + outer, row.left.part, PINE);
    }
    let at = Anchor::Left([area.x + 24.0, bar_y]);
    ui.text_within(&row.left.text, at, CARD_HEADING, INK, 52.0);
}

/// Height of the cues card above its first row, and from row to row.
const CUES_DY: f32 = 52.0;
const CUE_STEP: f32 = 40.0;

fn cues_card(ui: &mut Ui, area: Rect, cues: &[CueRow], without: &str) {
    ui.boxed(area, RADIUS_PANEL, CARD);
    let (left, right) = (area.x + 24.0, area.right() - 24.0);
    let heading = Anchor::Left([left, area.y + 30.0]);
    ui.text(
        ui.words(summary::WHEN_A_CUE_WAS_NEEDED),
        heading,
        CARD_HEADING,
        INK,
    );
    let first = area.y + CUES_DY + CUE_STEP / 2.0;
    if cues.is_empty() {
        ui.text(without, Anchor::Left([left, first]), BODY, SOFT);
        return;
    }
    let room = ((area.h - CUES_DY) / CUE_STEP) as usize;
    let shown = if cues.len() > room {
        room.max(1) - 1
    } else {
        cues.len()
    };
    for (i, cue) in cues.iter().take(shown).enumerate() {
        let y = first + CUE_STEP * i as f32;
        let sign = Rect::around([left + 8.0, y], 16.0, 24.0);
        ui.boxed(sign, 4.0, RUST);
        let at = Anchor::Left([left + 32.0, y]);
        let beside = if cue.reps.is_some() { 440.0 } else { 240.0 };
        ui.text_within(&cue.label, at, BODY, INK, right - beside - left);
        if let Some((first, last)) = cue.reps {
            let when = summary::in_repetitions(ui.language(), first, last);
            ui.text_within(&when, Anchor::Right([right - 200.0, y]), SMALL, SOFT, 200.0);
        }
        let times = summary::times(ui.language(), cue.times);
        ui.text(&times, Anchor::Right([right - 96.0, y]), BODY, INK);
        if let Some(seconds) = cue.seconds.filter(|seconds| *seconds > 0) {
            let seconds = summary::seconds(ui.language(), seconds);
            ui.text(&seconds, Anchor::Right([right, y]), BODY, SOFT);
        }
    }
    if shown < cues.len() {
        let more = summary::and_more(ui.language(), cues.len() - shown);
        let y = first + CUE_STEP * shown as f32;
        ui.text(&more, Anchor::Left([left + 32.0, y]), BODY, SOFT);
    }
}
