//! What an exercise is called, and what is measured of it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::exercise::{self, CycleKind, Exercise};
use crate::words::number::{tenths_s, whole_s};
use crate::words::{Language, report, summary};

/// An exercise as a report names it. One whose file is gone keeps its id.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// "Side plank".
    pub(super) name: String,
    /// "from the knees".
    pub(super) variant: Option<String>,
    pub(super) counts_holds: bool,
    pub(super) has_sides: bool,
    /// How far the movement goes, where that has a unit that people know.
    pub(super) range: Option<Measure>,
    faults: BTreeMap<String, String>,
}

/// What is told of a side.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Measure {
    Hold,
    Degrees(String),
    OfTrunk(String),
    Good,
}

impl Measure {
    /// A change or a difference up to this one says nothing.
    ///
    /// Nine of ten near-side angles are within 7 to 10 degrees of the true ones (specification §0.4), and
    /// limits of lengths are 0.06 torsos apart (§0.6). The clock of a hold starts and stops up to half a
    /// second late at each end (`enter_s` and `leave_s` of the exercise files).
    pub(super) fn error(&self) -> f32 {
        match self {
            Self::Hold => 1.0,
            Self::Degrees(_) => 10.0,
            Self::OfTrunk(_) => 0.06,
            // Chance decides there.
            Self::Good => 0.0,
        }
    }

    /// "Range, Chest height".
    pub(super) fn label(&self, language: Language) -> String {
        match self {
            Self::Hold => report::HELD.in_language(language).to_owned(),
            Self::Degrees(label) | Self::OfTrunk(label) => {
                format!("{}, {label}", report::RANGE.in_language(language))
            }
            Self::Good => report::GOOD.in_language(language).to_owned(),
        }
    }

    /// "range", within a sentence.
    pub(super) fn short_label(&self, language: Language) -> &'static str {
        let [hold, range, good] = report::WITHIN_A_SENTENCE.in_language(language);
        match self {
            Self::Hold => hold,
            Self::Degrees(_) | Self::OfTrunk(_) => range,
            Self::Good => good,
        }
    }

    /// The same beside an axis, where seconds are whole.
    pub(super) fn axis_words(&self, language: Language, value: f32) -> String {
        match self {
            Self::Hold => summary::seconds(language, value.round() as u64),
            _ => self.words(language, value),
        }
    }

    /// "12 s", "5.4 s", "82°", "35 %".
    pub(super) fn words(&self, language: Language, value: f32) -> String {
        let seconds = f64::from(value);
        match self {
            Self::Hold if tenths_s(seconds) < 10.0 => summary::tenths(language, seconds),
            Self::Hold => summary::seconds(language, whole_s(seconds)),
            Self::Degrees(_) => format!("{value:.0}°"),
            Self::OfTrunk(_) | Self::Good => format!("{:.0} %", value * 100.0),
        }
    }
}

impl Named {
    pub(super) fn of(
        language: Language,
        id: &str,
        variant: Option<&str>,
        folder: Option<&Path>,
    ) -> Self {
        let load = |variant| exercise::load_in(language, id, variant, folder);
        match load(variant).or_else(|_| load(None)) {
            Ok(exercise) => Self::of_exercise(&exercise, variant),
            Err(_) => Self {
                name: id.to_owned(),
                variant: variant.map(str::to_owned),
                counts_holds: false,
                has_sides: false,
                range: None,
                faults: BTreeMap::new(),
            },
        }
    }

    fn of_exercise(exercise: &Exercise, variant: Option<&str>) -> Self {
        let signal = exercise.measure(exercise.cycle.signal);
        let label = signal.label.clone();
        let faults = exercise.faults.iter();
        Self {
            name: exercise.name.clone(),
            variant: variant.map(|id| exercise.variant_name.clone().unwrap_or(id.to_owned())),
            counts_holds: exercise.cycle.kind == CycleKind::Hold,
            has_sides: exercise.cycle.side.is_some(),
            range: match signal.unit(exercise) {
                "deg" => Some(Measure::Degrees(label)),
                "torso" => Some(Measure::OfTrunk(label)),
                _ => None,
            },
            faults: faults
                .map(|fault| (fault.id.clone(), fault.label.clone()))
                .collect(),
        }
    }

    /// "Side plank, from the knees".
    pub(super) fn title(&self) -> String {
        match &self.variant {
            Some(variant) => format!("{}, {variant}", self.name),
            None => self.name.clone(),
        }
    }

    /// The label of a fault; its id where the exercise no longer has it.
    pub(super) fn fault<'a>(&'a self, id: &'a str) -> &'a str {
        self.faults.get(id).map_or(id, String::as_str)
    }

    /// What is drawn: how long it was held, else how far it went, else how much of it was good.
    pub(super) fn main(&self) -> Measure {
        match &self.range {
            _ if self.counts_holds => Measure::Hold,
            Some(range) => range.clone(),
            None => Measure::Good,
        }
    }
}
