//! The texts of an exercise in another language: a small file with the same keys, laid over the
//! exercise's own before that is checked. It may replace texts and nothing else, so an exercise is
//! judged the same in every language.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::hint;
use super::source::Complaint;
use crate::words::Language;

/// The keys whose values are spoken or shown. Lists are given whole.
const TEXTS: [&str; 11] = [
    "name",
    "about",
    "article",
    "steps",
    "honesty",
    "safety",
    "label",
    "words",
    "text",
    "cues",
    "side_words",
];
/// Tables whose texts have keys that mean something else elsewhere.
const TABLES_OF_TEXTS: [&str; 2] = ["phase_words", "other"];

/// The folder of a language's files, beside the exercise files; none for that of the exercise files
/// themselves.
pub(super) fn folder(language: Language) -> Option<&'static str> {
    match language {
        Language::English => None,
        Language::German => Some("german"),
    }
}

/// The texts of the library in a language.
pub(super) fn of_library(language: Language) -> Option<(&'static str, &'static str)> {
    match language {
        Language::English => None,
        Language::German => Some((
            "german/library.toml",
            include_str!("../../exercises/german/library.toml"),
        )),
    }
}

/// Lays the texts of `above` over those of the same keys. A complaint is about a key that the file does
/// not have, or that is no text.
pub(super) fn lay_over<'a>(file: &mut DeTable<'a>, above: DeTable<'a>) -> Result<(), Complaint> {
    lay(file, above, "")
}

fn lay<'a>(below: &mut DeTable<'a>, above: DeTable<'a>, of: &str) -> Result<(), Complaint> {
    for (name, value) in above {
        let key = name.get_ref().as_ref();
        let Some(own) = below.get_mut(key) else {
            let known: Vec<&str> = below.keys().map(|key| key.get_ref().as_ref()).collect();
            let message = format!("the exercise has no {key:?} here{}", hint(key, &known));
            return Err((name.span(), message));
        };
        let span = value.span();
        match (own.get_mut(), value.into_inner()) {
            (DeValue::Table(own), DeValue::Table(texts)) => lay(own, texts, key)?,
            (text, value) if is_text(key, of, text) => {
                if !is_like(text, &value) {
                    let is_list = text.is_array();
                    let what = if is_list { "a list of texts" } else { "a text" };
                    return Err((span, format!("{key:?} is {what}")));
                }
                *own = Spanned::new(span, value);
            }
            _ => {
                let message = format!(
                    "{key:?} is no text: only what is said or shown can be in another language"
                );
                return Err((name.span(), message));
            }
        }
    }
    Ok(())
}

/// Whether the value of a key in a table of this name is spoken or shown.
fn is_text(key: &str, of: &str, value: &DeValue<'_>) -> bool {
    let is_named = TEXTS.contains(&key) || TABLES_OF_TEXTS.contains(&of);
    is_named
        && match value {
            DeValue::String(_) => true,
            DeValue::Array(items) => items.iter().all(|item| item.get_ref().is_str()),
            _ => false,
        }
}

fn is_like(own: &DeValue<'_>, value: &DeValue<'_>) -> bool {
    match (own, value) {
        (DeValue::String(_), DeValue::String(_)) => true,
        (DeValue::Array(_), DeValue::Array(items)) => {
            items.iter().all(|item| item.get_ref().is_str())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::built_in::LIBRARY;
    use crate::exercise::{ids, load_in, source_text, translated_text};

    /// The dotted keys of all texts of a file.
    fn texts(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        gather(DeTable::parse(text).unwrap().get_ref(), "", "", &mut all);
        all.sort();
        all
    }

    fn gather(table: &DeTable<'_>, of: &str, path: &str, all: &mut Vec<String>) {
        for (key, value) in table {
            let key = key.get_ref().as_ref();
            let path = format!("{path}.{key}");
            match value.get_ref() {
                DeValue::Table(inner) => gather(inner, key, &path, all),
                value if is_text(key, of, value) => all.push(path),
                _ => {}
            }
        }
    }

    #[test]
    fn every_text_of_every_exercise_is_in_every_language() {
        for language in Language::ALL {
            if let Some((_, library)) = of_library(language) {
                assert_eq!(texts(library), texts(LIBRARY));
            }
            for id in ids() {
                let Some(translated) = translated_text(language, &id) else {
                    assert_eq!(language, Language::English);
                    continue;
                };
                let own = source_text(&id).unwrap();
                assert_eq!(texts(translated), texts(own), "{id} in {language}");
            }
        }
    }

    #[test]
    fn every_exercise_and_variant_is_sound_in_every_language() {
        for language in Language::ALL {
            for id in ids() {
                let exercise = load_in(language, &id, None, None).unwrap();
                assert_eq!(exercise.language, language);
                for variant in &exercise.variants {
                    load_in(language, &id, Some(&variant.id), None).unwrap();
                }
            }
        }
    }

    #[test]
    fn texts_are_replaced_and_nothing_else() {
        let english = load_in(Language::English, "bird-dog", Some("leg"), None).unwrap();
        let german = load_in(Language::German, "bird-dog", Some("leg"), None).unwrap();
        assert_eq!(german.variant_name.unwrap(), "nur das Bein");
        assert_eq!(german.cycle.side_words.unwrap().left, "Linkes Bein");
        assert_eq!(german.setup.pose_words, "Hände und Knie am Boden");
        assert_eq!(german.faults[0].for_s, english.faults[0].for_s);
        assert_eq!(german.cycle.enter, english.cycle.enter);
    }

    /// What is told about texts that are laid over the bird dog.
    fn told(above: &str) -> String {
        let mut file = DeTable::parse(source_text("bird-dog").unwrap()).unwrap();
        let above_table = DeTable::parse(above).unwrap().into_inner();
        let (span, message) = lay_over(file.get_mut(), above_table).unwrap_err();
        format!("{} {message}", &above[span])
    }

    #[test]
    fn what_is_no_text_of_the_exercise_is_told_with_its_place() {
        assert!(
            told("nam = \"x\"").starts_with("nam the exercise has no \"nam\" here (did you mean")
        );
        assert!(told("faults.bak_sag.cues = []").contains("mean \"back_sag\""));
        assert!(told("id = \"x\"").starts_with("id \"id\" is no text"));
        assert!(told("cycle.enter = 3").starts_with("enter \"enter\" is no text"));
        assert!(told("setup.needs = [\"x\"]").contains("is no text"));
        assert!(told("name = 3").starts_with("3 \"name\" is a text"));
        assert!(told("introduction.steps = \"x\"").contains("is a list of texts"));
    }
}
