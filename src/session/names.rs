//! What exercises and ways of doing them are called.

use std::collections::BTreeMap;
use std::path::Path;

use crate::exercise;
use crate::words::Language;

/// The names of exercises and of ways of doing them. What is gone keeps its id.
#[derive(Debug, Default)]
pub struct Names {
    exercises: BTreeMap<String, Option<String>>,
    ways: BTreeMap<(String, String), Option<String>>,
}

impl Names {
    /// The names of all that was done: exercises, each with its variant where it was not the usual one.
    /// `folder` has the user's own exercise files.
    #[must_use]
    pub fn of<'a>(
        done: impl Iterator<Item = (&'a str, Option<&'a str>)>,
        language: Language,
        folder: Option<&Path>,
    ) -> Self {
        let load = |id: &str, variant| exercise::load_in(language, id, variant, folder).ok();
        let mut names = Self::default();
        for (id, variant) in done {
            let exercise = names.exercises.entry(id.to_owned());
            exercise.or_insert_with(|| Some(load(id, None)?.name));
            if let Some(variant) = variant {
                let way = names.ways.entry((id.to_owned(), variant.to_owned()));
                way.or_insert_with(|| load(id, Some(variant))?.variant_name);
            }
        }
        names
    }

    /// The name of an exercise, "Side plank".
    #[must_use]
    pub fn exercise<'a>(&'a self, id: &'a str) -> &'a str {
        self.known(id).unwrap_or(id)
    }

    /// The name of a way of doing it, "from the knees".
    #[must_use]
    pub fn way<'a>(&'a self, id: &str, variant: &'a str) -> &'a str {
        let way = self.ways.get(&(id.to_owned(), variant.to_owned()));
        way.and_then(Option::as_deref).unwrap_or(variant)
    }

    /// Both, "Side plank, from the knees". An exercise that is gone has no other ways.
    #[must_use]
    pub fn title(&self, id: &str, variant: Option<&str>) -> String {
        match (variant, self.known(id)) {
            (Some(variant), Some(name)) => format!("{name}, {}", self.way(id, variant)),
            _ => self.exercise(id).to_owned(),
        }
    }

    fn known(&self, id: &str) -> Option<&str> {
        self.exercises.get(id)?.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_keeps_its_id() {
        let done = [
            ("side-plank", Some("knees")),
            ("side-plank", Some("gone")),
            ("my-own", Some("slow")),
        ];
        let names = Names::of(done.into_iter(), Language::English, None);
        let title = |variant| names.title("side-plank", variant);
        assert_eq!(title(None), "Side plank");
        assert_eq!(title(Some("knees")), "Side plank, from the knees");
        assert_eq!(title(Some("gone")), "Side plank, gone");
        assert_eq!(names.title("my-own", Some("slow")), "my-own");
        assert_eq!(names.way("my-own", "slow"), "slow");
    }
}
