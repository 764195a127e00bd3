//! The questions about pain as plain data: after a set was stopped, and before and after a routine.

use crate::session::{Change, pain_change};
use crate::words::{Language, Phrase, pain};

/// The scene after a set was stopped for pain, or by a wave of the hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PainScene {
    /// How strong the pain is, 0 to 10; none before it was told.
    pub number: Option<u8>,
    /// What may come now, in its order.
    pub choices: Vec<PainChoice>,
    /// Which of them has the focus.
    pub focus: usize,
    /// Whether the set is in the history.
    pub is_saved: bool,
    /// Where the set was stopped, "Stopped at 4 of 6 · Bird dog".
    pub place: String,
    /// It is being read aloud.
    pub is_read_aloud: bool,
}

/// Something that may come after a stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PainChoice {
    /// "Go on gently".
    pub title: String,
    /// "smaller and slower".
    pub below: String,
}

/// What the mouse can point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PainTarget {
    /// A number, 0 to 10.
    Number(u8),
    /// A choice, by its place.
    Choice(usize),
}

/// The question before a routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PainBeforeScene {
    /// How strong the pain is, 0 to 10; none before it was told.
    pub number: Option<u8>,
}

/// What the mouse can point at in the question before a routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PainBeforeTarget {
    /// A number, 0 to 10.
    Number(u8),
    /// The button that goes on.
    GoOn,
}

/// The question after a routine, as a row of its summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PainRow {
    /// The question, or what was told: "Pain 4 before, 3 after".
    pub words: String,
    /// What it was before, or what became of it; may be empty.
    pub below: String,
    /// How strong it is now; none before that was told.
    pub number: Option<u8>,
}

impl PainRow {
    /// The row where the pain was so strong before, if that was told, and is so strong now.
    #[must_use]
    pub fn new(language: Language, before: Option<u8>, number: Option<u8>) -> Self {
        let told = pain::before_and_after(language, before, number).unwrap_or_default();
        let (words, below) = match (before, number) {
            (_, None) => (pain::AFTER.said_in(language), told),
            (Some(before), Some(after)) => {
                (told, felt(language, before, after).unwrap_or_default())
            }
            (None, Some(_)) => (told, String::new()),
        };
        Self {
            words,
            below,
            number,
        }
    }
}

/// What became of the pain, where people feel the change.
fn felt(language: Language, before: u8, after: u8) -> Option<String> {
    match pain_change(f32::from(before), f32::from(after)) {
        Change::Less => Some(pain::CLEARLY_LESS.said_in(language)),
        Change::More => Some(pain::CLEARLY_MORE.said_in(language)),
        Change::Same | Change::NotYet => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_asks_and_then_tells_without_joy_over_a_point() {
        let row = |before, number| {
            let PainRow { words, below, .. } = PainRow::new(Language::English, before, number);
            [words, below]
        };
        let question = pain::AFTER.said_in(Language::English);
        assert_eq!(row(None, None), [question.as_str(), ""]);
        assert_eq!(row(Some(4), None), [question.as_str(), "Pain 4 before"]);
        assert_eq!(row(Some(4), Some(3)), ["Pain 4 before, 3 after", ""]);
        let less = ["Pain 4 before, 1 after", "clearly less"];
        assert_eq!(row(Some(4), Some(1)), less);
        assert_eq!(row(None, Some(1)), ["Pain 1 after", ""]);
    }
}
