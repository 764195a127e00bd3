//! The variants of an exercise, and which of them are easier or harder than its usual form.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::words::{Language, routine::USUAL_FORM};

/// Another way to do an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Its id, such as `knees`.
    pub id: String,
    /// What people call it, "from the knees".
    pub name: String,
    /// How it compares with the usual form; nothing where it is neither easier nor harder.
    pub level: Option<Level>,
}

/// How a variant compares with the usual form of its exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// It asks for less strength or range, or loads the back less.
    Easier,
    /// It asks for more.
    Harder,
}

impl Level {
    /// Both, with their names in a file.
    pub(super) const NAMED: [(&'static str, Level); 2] =
        [("easier", Level::Easier), ("harder", Level::Harder)];
}

/// A way to do an exercise that somebody may change to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Id of the variant; none for the usual form.
    pub variant: Option<String>,
    /// What people call it; none for the usual form.
    pub name: Option<String>,
}

impl Form {
    /// What people call it in this language, which is the exercise's own.
    #[must_use]
    pub fn called(&self, language: Language) -> String {
        let usual = || USUAL_FORM.in_language(language).to_owned();
        self.name.clone().unwrap_or_else(usual)
    }
}

/// The form that is easier or harder than the one that is done now. From an easier form the harder one
/// is the usual form, and the other way round.
pub(super) fn beside(variants: &[Variant], now: Option<&str>, level: Level) -> Option<Form> {
    let now = variants.iter().find(|variant| Some(&*variant.id) == now);
    match now.and_then(|now| now.level) {
        Some(own) if own == level => None,
        Some(_) => Some(Form {
            variant: None,
            name: None,
        }),
        None => {
            let mut variants = variants.iter();
            let found = variants.find(|variant| variant.level == Some(level))?;
            Some(Form {
                variant: Some(found.id.clone()),
                name: Some(found.name.clone()),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::exercise::load;

    /// The easier and the harder form of an exercise, by their ids; "" is the usual form.
    fn forms(id: &str, variant: Option<&str>) -> [Option<String>; 2] {
        let exercise = load(id, variant, None).unwrap();
        [exercise.easier(), exercise.harder()]
            .map(|form| form.map(|form| form.variant.unwrap_or_default()))
    }

    #[test]
    fn an_easier_form_leads_to_the_usual_one_and_back() {
        let knees = Some("knees".to_owned());
        assert_eq!(forms("side-plank", None), [knees.clone(), None]);
        assert_eq!(
            forms("side-plank", Some("knees")),
            [None, Some(String::new())]
        );
        // The hand is neither easier nor harder than the forearm.
        assert_eq!(forms("side-plank", Some("hand")), [knees, None]);
        assert_eq!(forms("partial-sit-up", None), [None, None]);
    }

    #[test]
    fn a_form_is_called_by_its_name() {
        let easier = load("bird-dog", None, None).unwrap().easier().unwrap();
        assert_eq!(easier.name.as_deref(), Some("only the arm"));
    }
}
