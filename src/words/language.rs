//! The languages, and a text in each of them.

use std::fmt;
use std::str::FromStr;

/// A language that the program speaks and writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 2] = [Language::English, Language::German];

    /// The code of ISO 639-1.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
        }
    }

    /// The language of a locale such as `de_AT.UTF-8`. English for those that the program does not
    /// speak.
    #[must_use]
    pub fn of_locale(locale: &str) -> Language {
        let end = locale.find(|letter: char| !letter.is_ascii_alphabetic());
        let code = locale[..end.unwrap_or(locale.len())].to_ascii_lowercase();
        code.parse().unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(code: &str) -> Result<Language, String> {
        let all = Language::ALL.into_iter();
        all.clone()
            .find(|language| language.code() == code)
            .ok_or_else(|| {
                let known: Vec<&str> = all.map(Language::code).collect();
                format!("the languages are {}", known.join(", "))
            })
    }
}

/// A text in every language: a sentence, or a list of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<T = &'static str> {
    english: T,
    german: T,
}

impl<T: Copy> Text<T> {
    /// A text with its words in English and in German.
    #[must_use]
    pub const fn of(english: T, german: T) -> Self {
        Text { english, german }
    }

    /// The text in one language.
    #[must_use]
    pub const fn in_language(self, language: Language) -> T {
        match language {
            Language::English => self.english,
            Language::German => self.german,
        }
    }
}

/// What can be said once the language is known: a [`Text`], or words that are in a language already.
pub trait Phrase {
    /// The words to say.
    fn said_in(self, language: Language) -> String;
}

impl Phrase for Text {
    fn said_in(self, language: Language) -> String {
        self.in_language(language).to_owned()
    }
}

impl Phrase for &str {
    fn said_in(self, _: Language) -> String {
        self.to_owned()
    }
}

impl Phrase for &String {
    fn said_in(self, _: Language) -> String {
        self.clone()
    }
}

impl Phrase for String {
    fn said_in(self, _: Language) -> String {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_gives_its_language_and_english_where_it_is_not_spoken() {
        for (locale, language) in [
            ("de", Language::German),
            ("de_DE.UTF-8", Language::German),
            ("de_AT@euro", Language::German),
            ("DE-CH", Language::German),
            ("en_GB.UTF-8", Language::English),
            ("den", Language::English),
            ("cs_CZ.UTF-8", Language::English),
            ("C.UTF-8", Language::English),
            ("", Language::English),
            ("ď", Language::English),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn an_unknown_language_is_answered_with_those_there_are() {
        let answer = "fr".parse::<Language>().unwrap_err();
        assert_eq!(answer, "the languages are en, de");
    }
}
