//! Key caps, and the hints at the lower edge of a scene.

use crate::screen::canvas::Colour;
use crate::screen::input::Input;
use crate::screen::layout::{Point, Rect};
use crate::screen::scene::Direction;
use crate::screen::tokens::{
    CARD, CREAM, EDGE, HAIR, INK, MIST, PINE, RADIUS_KEY, RAISED, SMALL, SMALL_STRONG, SOFT, WHITE,
};
use crate::screen::ui::{Anchor, Ui};
use crate::words::live;

/// Keys and what they do.
#[derive(PartialEq)]
pub struct Hint<'a> {
    keys: Vec<&'a str>,
    words: &'a str,
}

impl<'a> Hint<'a> {
    /// The names of the keys, "Space", and what each of them does, "Pause".
    pub fn of(keys: &[&'a str], words: &'a str) -> Self {
        let keys = keys.to_vec();
        Self { keys, words }
    }
}

/// Colours of key caps on a ground.
#[derive(Debug, Clone, Copy)]
pub struct KeyLook {
    fill: Colour,
    border: Colour,
    letters: Colour,
    /// The words beside the cap.
    words: Colour,
}

impl KeyLook {
    /// On the ground of live scenes.
    pub const LIVE: KeyLook = KeyLook {
        fill: RAISED,
        border: HAIR,
        letters: CREAM,
        words: MIST,
    };
    /// On the ground of reading scenes.
    pub const READING: KeyLook = KeyLook {
        fill: CARD,
        border: EDGE,
        letters: INK,
        words: SOFT,
    };
    /// On the button of a reading scene.
    pub const BUTTON: KeyLook = KeyLook {
        fill: PINE,
        border: WHITE,
        letters: WHITE,
        words: WHITE,
    };
}

const HEIGHT: f32 = 28.0;
/// Height of what the mouse can click on.
const TARGET: f32 = 44.0;
const PADDING: f32 = 8.0;
const CAP_TO_CAP: f32 = 6.0;
const CAP_TO_WORDS: f32 = 8.0;
const HINT_TO_HINT: f32 = 24.0;

/// Draws the hints of a scene in a row that starts at this point. The mouse can click on them: on a key,
/// and where there is only one also on its words.
pub fn key_hints(ui: &mut Ui, at: Point, look: KeyLook, hints: &[Hint]) {
    let [mut x, y] = at;
    let place = |from: f32, to: f32| Rect::around([(from + to) / 2.0, y], to - from, TARGET);
    let mut places = Vec::new();
    for hint in hints {
        let begins = x;
        for (i, key) in hint.keys.iter().enumerate() {
            if i > 0 {
                x += CAP_TO_CAP;
            }
            let cap = x;
            x += key_cap(ui, [x, y], key, look);
            places.extend(input_of(ui, key).map(|input| (place(cap, x), input)));
        }
        x += CAP_TO_WORDS;
        ui.text(hint.words, Anchor::Left([x, y]), SMALL, look.words);
        x += ui.text_width(hint.words, SMALL);
        if let [key] = hint.keys[..] {
            places.extend(input_of(ui, key).map(|input| (place(begins, x), input)));
        }
        x += HINT_TO_HINT;
    }
    ui.set_hints(places);
}

/// What the key with these letters on it asks for; none where they stand for several keys.
fn input_of(ui: &Ui, key: &str) -> Option<Input> {
    let named = [
        (ui.words(live::ENTER), Input::Start),
        (ui.words(live::SPACE), Input::Pause),
        (ui.words(live::ESC), Input::Back),
        ("Tab", Input::Next),
        ("P", Input::Pain),
        ("V", Input::Voice),
        ("M", Input::Mirror),
        ("F", Input::FullScreen),
        ("H", Input::History),
        ("S", Input::Settings),
        ("+", Input::More),
        ("←", Input::Move(Direction::Left)),
        ("→", Input::Move(Direction::Right)),
        ("↑", Input::Move(Direction::Up)),
        ("↓", Input::Move(Direction::Down)),
        ("0", Input::Digit(0)),
        ("1", Input::Digit(1)),
    ];
    let found = named.into_iter().find(|(letters, _)| *letters == key);
    found.map(|(_, input)| input)
}

/// Draws a key cap that starts at this point, and returns its width.
pub fn key_cap(ui: &mut Ui, at: Point, key: &str, look: KeyLook) -> f32 {
    let width = key_cap_width(ui, key);
    let area = Rect::new(at[0], at[1] - HEIGHT / 2.0, width, HEIGHT);
    ui.boxed(area, RADIUS_KEY, look.fill);
    ui.frame(area, RADIUS_KEY, 2.0, look.border);
    let at = Anchor::Centre(area.centre());
    ui.text(key, at, SMALL_STRONG, look.letters);
    width
}

/// Width of a key cap.
pub fn key_cap_width(ui: &Ui, key: &str) -> f32 {
    (ui.text_width(key, SMALL_STRONG) + 2.0 * PADDING).max(HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_on_a_hint_is_its_key() {
        let mut ui = Ui::new(1280, 720).unwrap();
        let hints = [
            Hint::of(&["P"], "Stop, or wave"),
            Hint::of(&["←", "→"], "Move"),
            Hint::of(&["0–9"], "Pain number"),
        ];
        key_hints(&mut ui, [16.0, 692.0], KeyLook::LIVE, &hints);
        assert_eq!(ui.hint_at([30, 692]), Some(Input::Pain));
        // The words of a single key belong to it, those of several don't say which one is meant.
        assert_eq!(ui.hint_at([90, 692]), Some(Input::Pain));
        assert_eq!(ui.hint_at([600, 400]), None);
        let moves = (0..1280).filter_map(|x| ui.hint_at([x, 692]));
        let mut moves: Vec<Input> = moves.filter(|input| *input != Input::Pain).collect();
        moves.dedup();
        let [left, right] = [Direction::Left, Direction::Right].map(Input::Move);
        assert_eq!(moves, [left, right]);
    }
}
