//! What is measured of an exercise, in which words it is told, and how large its error is.

use crate::exercise::Exercise;
use crate::words::number::{tenths_s, whole_s};
use crate::words::{Language, report, summary};

/// What is told of a side.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// How long it was held, in seconds.
    Hold,
    /// How far it went, in degrees, with the label of what was measured.
    Degrees(String),
    /// The same in lengths of the trunk.
    OfTrunk(String),
    /// How much of it was good, 0 to 1.
    Good,
}

impl Measure {
    /// How far an exercise goes, where that has a unit that people know.
    #[must_use]
    pub fn range_of(exercise: &Exercise) -> Option<Self> {
        let signal = exercise.measure(exercise.cycle.signal);
        let label = signal.label.clone();
        match signal.unit(exercise) {
            "deg" => Some(Self::Degrees(label)),
            "torso" => Some(Self::OfTrunk(label)),
            _ => None,
        }
    }

    /// What an exercise is followed by: how long it was held, else how far it went, else how much of it
    /// was good.
    #[must_use]
    pub fn main(counts_holds: bool, range: Option<&Self>) -> Self {
        match range {
            _ if counts_holds => Self::Hold,
            Some(range) => range.clone(),
            None => Self::Good,
        }
    }

    /// A change or a difference up to this one says nothing.
    ///
    /// Nine of ten near-side angles are within 7 to 10 degrees of the true ones (specification §0.4), and
    /// limits of lengths are 0.06 torsos apart (§0.6). The clock of a hold starts and stops up to half a
    /// second late at each end (`enter_s` and `leave_s` of the exercise files).
    #[must_use]
    pub fn error(&self) -> f32 {
        match self {
            Self::Hold => 1.0,
            Self::Degrees(_) => 10.0,
            Self::OfTrunk(_) => 0.06,
            // Chance decides there.
            Self::Good => 0.0,
        }
    }

    /// "Range, Chest height".
    #[must_use]
    pub fn label(&self, language: Language) -> String {
        match self {
            Self::Hold => report::HELD.in_language(language).to_owned(),
            Self::Degrees(label) | Self::OfTrunk(label) => {
                format!("{}, {label}", report::RANGE.in_language(language))
            }
            Self::Good => report::GOOD.in_language(language).to_owned(),
        }
    }

    /// "range", within a sentence.
    #[must_use]
    pub fn short_label(&self, language: Language) -> &'static str {
        let [hold, range, good] = report::WITHIN_A_SENTENCE.in_language(language);
        match self {
            Self::Hold => hold,
            Self::Degrees(_) | Self::OfTrunk(_) => range,
            Self::Good => good,
        }
    }

    /// The same beside an axis, where seconds are whole.
    #[must_use]
    pub fn axis_words(&self, language: Language, value: f32) -> String {
        match self {
            Self::Hold => summary::seconds(language, value.round() as u64),
            _ => self.words(language, value),
        }
    }

    /// "12 s", "5.4 s", "82°", "35 %".
    #[must_use]
    pub fn words(&self, language: Language, value: f32) -> String {
        let seconds = f64::from(value);
        match self {
            Self::Hold if tenths_s(seconds) < 10.0 => summary::tenths(language, seconds),
            Self::Hold => summary::seconds(language, whole_s(seconds)),
            Self::Degrees(_) => format!("{value:.0}°"),
            Self::OfTrunk(_) | Self::Good => format!("{:.0} %", value * 100.0),
        }
    }
}
