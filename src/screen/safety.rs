//! The safety scene, read at the laptop: signs that need help at once on the left, signs that a
//! doctor should see on the right, and below them two buttons of which one has to be chosen.

use glam::{Vec2, vec2};

use super::canvas::{Colour, Triangle};
use super::layout::{Point, Rect};
use super::scene::{SafetyButton, SafetyPage, SafetyScene};
use super::text::{Style, Weight};
use super::tokens::{
    ALARM_GROUND, BODY, CARD, EDGE, HEADING, INK, LIST, PAPER, PINE, RADIUS_BUTTON, RADIUS_PANEL,
    RUST, SECONDARY, SMALL, SMALL_STRONG, SOFT, TITLE, WHITE,
};
use super::ui::{Anchor, Ui};
use super::widgets::{ButtonLook, Hint, KeyLook, button, key_hints};
use crate::words::{Text, live, safety};

const LEFT: f32 = 48.0;
const RIGHT: f32 = 1232.0;
const TITLE_Y: f32 = 60.0;
const WHY_Y: f32 = 102.0;
const FOOTER_Y: f32 = 696.0;
const EMERGENCY: Rect = Rect::new(48.0, 132.0, 640.0, 436.0);
const DOCTOR: Rect = Rect::new(704.0, 132.0, 528.0, 436.0);
const ONE: Rect = Rect::new(48.0, 584.0, 640.0, 76.0);
const NONE: Rect = Rect::new(704.0, 584.0, 528.0, 76.0);
/// Lines of a list: the first one and the step from one to the next.
const LIST_Y: f32 = 252.0;
const LIST_STEP: f32 = 44.0;

/// The button at a pixel of the canvas: column and row.
#[must_use]
pub fn safety_button_at(ui: &Ui, [x, y]: [i32; 2]) -> Option<SafetyButton> {
    let at = ui.layout().unplaced(Vec2::new(x as f32, y as f32));
    if ONE.contains(at) {
        Some(SafetyButton::One)
    } else if NONE.contains(at) {
        Some(SafetyButton::None)
    } else {
        None
    }
}

/// Draws the scene.
pub(super) fn draw(ui: &mut Ui, scene: &SafetyScene) {
    let page = match scene.page {
        SafetyPage::Questions => &QUESTIONS,
        SafetyPage::Advice => &ADVICE,
    };
    ui.ground(PAPER);
    ui.text(
        ui.words(page.title),
        Anchor::Left([LEFT, TITLE_Y]),
        TITLE,
        INK,
    );
    let why = Anchor::Left([LEFT, WHY_Y]);
    ui.text_within(ui.words(page.why), why, BODY, SOFT, RIGHT - LEFT);
    if scene.is_first && scene.page == SafetyPage::Questions {
        let left = RIGHT - steps_width(ui, 0);
        steps(ui, [left, TITLE_Y], 0);
    }
    emergency_card(ui, page);
    doctor_card(ui, page);
    let is_over = |button| scene.hover == Some(button);
    let [one, none] = [page.one, page.none].map(|words| ui.words(words));
    answer(
        ui,
        ONE,
        one,
        "1",
        &ButtonLook::PLAIN,
        is_over(SafetyButton::One),
    );
    answer(
        ui,
        NONE,
        none,
        "0",
        &ButtonLook::MAIN,
        is_over(SafetyButton::None),
    );
    let aloud = if scene.is_read_aloud {
        safety::STOP_READING
    } else {
        safety::READ_ALOUD
    };
    let escape = [ui.words(live::ESC)];
    let hints = [
        Hint::of(&["1"], ui.words(page.hint_one)),
        Hint::of(&["0"], ui.words(page.hint_none)),
        Hint::of(&["V"], ui.words(aloud)),
        Hint::of(&escape, ui.words(safety::HOME)),
    ];
    key_hints(ui, [LEFT, FOOTER_Y], KeyLook::READING, &hints);
    let line = Anchor::Right([RIGHT, FOOTER_Y]);
    ui.text(ui.words(safety::NO_DIAGNOSIS), line, SECONDARY, SOFT);
}

/// The words of a page.
struct Page {
    title: Text,
    why: Text,
    emergency: Part,
    doctor: Part,
    one: Text,
    none: Text,
    hint_one: Text,
    hint_none: Text,
}

/// Heading, the line below it, and the list of a card.
struct Part(Text, Text, List);

/// A list of the questions, or of what to do.
enum List {
    Questions(Text<[&'static str; 7]>),
    Advice(Text<[&'static str; 4]>),
}

impl Part {
    /// The same in the language of the window.
    fn words(&self, ui: &Ui) -> (&'static str, &'static str, Vec<&'static str>) {
        let Part(heading, below, list) = self;
        let list = match list {
            List::Questions(list) => ui.words(*list).to_vec(),
            List::Advice(list) => ui.words(*list).to_vec(),
        };
        (ui.words(*heading), ui.words(*below), list)
    }
}

const QUESTIONS: Page = Page {
    title: safety::BEFORE_YOU_START,
    why: safety::WHY,
    emergency: Part(
        safety::EMERGENCY,
        safety::IF_NEW,
        List::Questions(safety::EMERGENCY_SIGNS),
    ),
    doctor: Part(
        safety::DOCTOR_FIRST,
        safety::IF_FITS,
        List::Questions(safety::DOCTOR_SIGNS),
    ),
    one: safety::ONE_FITS,
    none: safety::NONE_FITS,
    hint_one: safety::WHAT_TO_DO_NOW,
    hint_none: safety::GO_ON,
};

const ADVICE: Page = Page {
    title: safety::NOT_TODAY,
    why: safety::NOT_TODAY_WHY,
    emergency: Part(
        safety::EMERGENCY_HELP,
        safety::IF_FIRST_LIST,
        List::Advice(safety::EMERGENCY_ADVICE),
    ),
    doctor: Part(
        safety::DOCTOR_FIRST,
        safety::IF_SECOND_LIST,
        List::Advice(safety::DOCTOR_ADVICE),
    ),
    one: safety::BACK_TO_QUESTIONS,
    none: safety::BACK_TO_HOME,
    hint_one: safety::QUESTIONS,
    hint_none: safety::HOME,
};

/// The steps before the first exercise in a row that starts at this point, with the one at work.
pub(super) fn steps(ui: &mut Ui, [mut x, y]: Point, at_work: usize) {
    for (number, words) in ui.words(safety::STEPS).into_iter().enumerate() {
        let is_at_work = number == at_work;
        let (style, colour) = step_look(is_at_work);
        let centre = [x + STEP_RADIUS, y];
        let digit = if is_at_work {
            ui.disc(centre, STEP_RADIUS, PINE);
            WHITE
        } else {
            ui.ring(centre, STEP_RADIUS - 1.0, 2.0, EDGE);
            SOFT
        };
        let text = (number + 1).to_string();
        ui.text(&text, Anchor::Centre(centre), SMALL_STRONG, digit);
        x += 2.0 * STEP_RADIUS + STEP_TO_WORDS;
        ui.text(words, Anchor::Left([x, y]), style, colour);
        x += ui.text_width(words, style) + STEP_TO_STEP;
    }
}

const STEP_RADIUS: f32 = 15.0;
const STEP_TO_WORDS: f32 = 5.0;
const STEP_TO_STEP: f32 = 24.0;

fn step_look(is_at_work: bool) -> (Style, Colour) {
    if is_at_work {
        (SMALL_STRONG, INK)
    } else {
        (SMALL, SOFT)
    }
}

/// The width of the row of steps.
fn steps_width(ui: &Ui, at_work: usize) -> f32 {
    let steps = ui.words(safety::STEPS);
    let widths = steps.iter().enumerate().map(|(number, words)| {
        let (style, _) = step_look(number == at_work);
        2.0 * STEP_RADIUS + STEP_TO_WORDS + ui.text_width(words, style)
    });
    widths.sum::<f32>() + STEP_TO_STEP * (steps.len() - 1) as f32
}

fn emergency_card(ui: &mut Ui, page: &Page) {
    const WORDS_X: f32 = 128.0;
    const BULLET_X: f32 = 92.0;
    ui.boxed(EMERGENCY, RADIUS_PANEL, ALARM_GROUND);
    warning_sign(ui, [BULLET_X, 172.0]);
    card(ui, EMERGENCY, WORDS_X, page.emergency.words(ui), |ui, y| {
        ui.disc([BULLET_X, y], 5.0, RUST);
    });
}

fn doctor_card(ui: &mut Ui, page: &Page) {
    const WORDS_X: f32 = 732.0;
    ui.boxed(DOCTOR, RADIUS_PANEL, CARD);
    let list_x = WORDS_X + 32.0;
    let (heading, below, list) = page.doctor.words(ui);
    card(ui, DOCTOR, WORDS_X, (heading, below, Vec::new()), |_, _| {});
    lines(ui, DOCTOR, list_x, &list, |ui, y| {
        ui.ring([WORDS_X + 8.0, y], 4.0, 2.5, SOFT);
    });
}

fn card(
    ui: &mut Ui,
    area: Rect,
    x: f32,
    (heading, below, list): (&str, &str, Vec<&str>),
    bullet: impl Fn(&mut Ui, f32),
) {
    let room = area.right() - 24.0 - x;
    let at = Anchor::Left([x, area.y + 42.0]);
    ui.text_within(heading, at, HEADING, INK, room);
    let at = Anchor::Left([x, area.y + 76.0]);
    ui.text_within(below, at, BODY, SOFT, room);
    lines(ui, area, x, &list, bullet);
}

fn lines(ui: &mut Ui, area: Rect, x: f32, list: &[&str], bullet: impl Fn(&mut Ui, f32)) {
    let room = area.right() - 24.0 - x;
    let y = |i: usize| LIST_Y + LIST_STEP * i as f32;
    for i in 0..list.len() {
        bullet(ui, y(i));
    }
    ui.list_within(list, |i| Anchor::Left([x, y(i)]), LIST, INK, room);
}

/// A triangle with a mark of exclamation. `centre` is the middle of its height.
pub(super) fn warning_sign(ui: &mut Ui, centre: Point) {
    const HALF_WIDTH: f32 = 21.0;
    const HEIGHT: f32 = 36.0;
    let at = |x: f32, y: f32| Vec2::from(centre) + vec2(x, y);
    let base = HEIGHT / 2.0;
    let corners = [at(0.0, -base), at(HALF_WIDTH, base), at(-HALF_WIDTH, base)];
    ui.fill(Triangle::new(corners), RUST);
    ui.line(at(0.0, -4.0), at(0.0, 5.0), 4.0, WHITE);
    ui.disc(at(0.0, 12.0).into(), 2.5, WHITE);
}

fn answer(ui: &mut Ui, area: Rect, words: &str, key: &str, look: &ButtonLook, is_hovered: bool) {
    const STYLE: Style = Style::new(28.0, Weight::SemiBold);
    button(ui, area, words, key, STYLE, look);
    if is_hovered {
        ui.frame(area, RADIUS_BUTTON, 2.0, PINE);
        ui.frame(area.grown(5.0), RADIUS_BUTTON + 5.0, 2.0, PINE);
    }
}
