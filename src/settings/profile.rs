//! What users tell about themselves, and what it means for an exercise.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Settings;
use crate::words::Language;
use crate::words::settings::AS_AGREED;

/// Something that users can tell about themselves.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// How the settings name it.
    pub id: String,
    /// Its name on the screen.
    pub name: String,
    /// More about it, in a few words.
    pub about: String,
    /// Where it stands on the screen.
    pub group: FlagGroup,
    /// Exercises that wait until a doctor or therapist has agreed.
    #[serde(default)]
    pub block: Vec<String>,
    /// How to do exercises that need care, by their id.
    #[serde(default)]
    pub care: BTreeMap<String, String>,
}

/// The groups of flags on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlagGroup {
    /// Of the whole person.
    Health,
    /// Of a part of the body.
    Joints,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFile {
    flag: Vec<Flag>,
}

/// What a flag is called in another language, and how exercises are done with care.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlagTexts {
    name: String,
    about: String,
    #[serde(default)]
    care: BTreeMap<String, String>,
}

const TEXT: &str = include_str!("../../exercises/profile.toml");
const GERMAN: &str = include_str!("../../exercises/german/profile.toml");

/// All flags, in the order in which they are shown, in a language.
#[must_use]
pub fn flags(language: Language) -> &'static [Flag] {
    static ENGLISH: LazyLock<Vec<Flag>> = LazyLock::new(|| {
        // The file is compiled in, and a test reads it: it is never empty.
        let read: Result<ProfileFile, _> = toml::from_str(TEXT);
        read.map(|file| file.flag).unwrap_or_default()
    });
    static IN_GERMAN: LazyLock<Vec<Flag>> = LazyLock::new(|| {
        let mut flags = ENGLISH.clone();
        lay_over(&mut flags, GERMAN);
        flags
    });
    match language {
        Language::English => &ENGLISH,
        Language::German => &IN_GERMAN,
    }
}

/// Gives the flags the texts of another language. A test reads the files, so that each of them has all.
fn lay_over(flags: &mut [Flag], texts: &str) {
    let texts: Result<BTreeMap<String, FlagTexts>, _> = toml::from_str(texts);
    let mut texts = texts.unwrap_or_default();
    for flag in flags {
        if let Some(texts) = texts.remove(&flag.id) {
            (flag.name, flag.about, flag.care) = (texts.name, texts.about, texts.care);
        }
    }
}

/// What the profile means for an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caution {
    /// Nothing.
    None,
    /// It is done with care: how.
    Care(&'static str),
    /// It waits until a doctor or therapist has agreed.
    Blocked,
}

impl Caution {
    /// How the exercise is done with care.
    #[must_use]
    pub fn how(self) -> Option<&'static str> {
        match self {
            Self::Care(how) => Some(how),
            Self::None | Self::Blocked => None,
        }
    }
}

impl Settings {
    /// What the profile means for the exercise with this id; how to do it is said in a language.
    #[must_use]
    pub fn caution(&self, language: Language, exercise: &str) -> Caution {
        let mut caution = Caution::None;
        for flag in flags(language).iter().filter(|flag| self.has(&flag.id)) {
            if flag.block.iter().any(|id| id == exercise) {
                if !self.is_cleared(&flag.id) {
                    return Caution::Blocked;
                }
                caution = Caution::Care(AS_AGREED.in_language(language));
            } else if let Some(how) = flag.care.get(exercise)
                && caution == Caution::None
            {
                caution = Caution::Care(how);
            }
        }
        caution
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise;

    fn with(profile: &[&str], cleared: &[&str]) -> Settings {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        Settings {
            profile: owned(profile),
            cleared: owned(cleared),
            ..Settings::default()
        }
    }

    #[test]
    fn every_flag_names_exercises_that_are_there() {
        let file: ProfileFile = toml::from_str(TEXT).unwrap();
        assert_eq!(file.flag.len(), 12);
        let known = exercise::ids();
        for flag in flags(Language::English) {
            for id in flag.block.iter().chain(flag.care.keys()) {
                assert!(known.contains(id), "{}: {id}", flag.id);
            }
            let both = flag.block.iter().find(|id| flag.care.contains_key(*id));
            assert_eq!(both, None, "{}", flag.id);
            let same = flags(Language::English)
                .iter()
                .filter(|other| other.id == flag.id);
            assert_eq!(same.count(), 1, "{}", flag.id);
        }
    }

    #[test]
    fn every_text_of_a_flag_is_in_every_language() {
        let texts: BTreeMap<String, FlagTexts> = toml::from_str(GERMAN).unwrap();
        assert_eq!(texts.len(), flags(Language::English).len());
        for (english, german) in flags(Language::English).iter().zip(flags(Language::German)) {
            let id = &english.id;
            assert_ne!(german.about, english.about, "{id}");
            assert!(german.care.keys().eq(english.care.keys()), "{id}");
        }
    }

    #[test]
    fn a_blocked_exercise_waits_until_somebody_has_agreed() {
        assert_eq!(
            with(&[], &[]).caution(Language::English, "superman"),
            Caution::None
        );
        let blocked = with(&["shoulder", "bending-back"], &[]);
        assert_eq!(
            blocked.caution(Language::English, "superman"),
            Caution::Blocked
        );
        let agreed = with(&["bending-back"], &["bending-back"]);
        assert_eq!(
            agreed.caution(Language::English, "superman"),
            Caution::Care("gently, as agreed")
        );
        assert_eq!(
            agreed.caution(Language::English, "cobra"),
            Caution::Care("stay low")
        );
    }

    #[test]
    fn whatever_is_told_some_exercises_are_left() {
        let all: Vec<&str> = flags(Language::English)
            .iter()
            .map(|flag| flag.id.as_str())
            .collect();
        let settings = with(&all, &[]);
        let left = exercise::ids()
            .into_iter()
            .filter(|id| settings.caution(Language::English, id) != Caution::Blocked);
        assert!(left.count() >= 4);
    }
}
