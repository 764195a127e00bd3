//! What an exercise is called, and what is measured of it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::exercise::{self, CycleKind, Exercise};
pub(super) use crate::session::measure::Measure;
use crate::words::Language;

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
        let faults = exercise.faults.iter();
        Self {
            name: exercise.name.clone(),
            variant: variant.map(|id| exercise.variant_name.clone().unwrap_or(id.to_owned())),
            counts_holds: exercise.cycle.kind == CycleKind::Hold,
            has_sides: exercise.cycle.side.is_some(),
            range: Measure::range_of(exercise),
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
        Measure::main(self.counts_holds, self.range.as_ref())
    }
}
