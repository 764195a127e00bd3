//! The units of what is measured in a set, from the file of its exercise.

use std::collections::BTreeMap;
use std::path::Path;

use crate::exercise::{self, Exercise};

/// The exercises by their ids and variants. One whose file is gone has no units.
pub(super) struct Units<'f> {
    folder: Option<&'f Path>,
    exercises: BTreeMap<(String, Option<String>), Option<Exercise>>,
}

impl<'f> Units<'f> {
    /// `folder` has the user's own exercise files.
    pub(super) fn new(folder: Option<&'f Path>) -> Self {
        Self {
            folder,
            exercises: BTreeMap::new(),
        }
    }

    /// The exercise of a set, where its file is still there.
    pub(super) fn exercise(&mut self, id: &str, variant: Option<&str>) -> Option<&Exercise> {
        let key = (id.to_owned(), variant.map(str::to_owned));
        let folder = self.folder;
        let load = || exercise::load(id, variant, folder).ok();
        self.exercises.entry(key).or_insert_with(load).as_ref()
    }
}

/// The unit of how far a repetition goes.
pub(super) fn of_signal(exercise: &Exercise) -> &'static str {
    exercise.measure(exercise.cycle.signal).unit(exercise)
}

/// The unit of a fault's value.
pub(super) fn of_fault(exercise: &Exercise, fault: &str) -> Option<&'static str> {
    let fault = exercise.faults.iter().find(|known| known.id == fault)?;
    Some(exercise.measure(fault.measure).unit(exercise))
}
