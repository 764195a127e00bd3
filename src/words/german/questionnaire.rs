//! Was um den Fragebogen herum gesagt wird. Seine Sätze bleiben englisch: die geprüfte deutsche Fassung
//! liegt hier nicht vor, und eine eigene Übersetzung wäre ein anderer Fragebogen.

#![allow(missing_docs)] // Was es ist, steht beim Englischen.

pub use super::super::english::questionnaire::{HOW, SENTENCES, TITLE};

pub const KEYS: &str =
    "y und Enter kreuzen einen Satz an, Enter allein lässt ihn frei, q verlässt den Fragebogen.";
pub const LANGUAGE: &str = "Die Sätze sind englisch, wie sie geprüft und veröffentlicht sind.";
pub const LEFT: &str = "Verlassen. Nichts davon ist gespeichert.";
pub const DUE: &str = "Der monatliche Fragebogen ist dran: spotter questionnaire";

/// "3 von 24".
#[must_use]
pub fn place(number: usize, of: usize) -> String {
    format!("{number} von {of}")
}

#[must_use]
pub fn kept(score: u8) -> String {
    format!(
        "{score} von 24 beschreiben dich heute. Weniger ist besser. Es ist mit deinem Verlauf gespeichert."
    )
}

#[must_use]
pub fn before(score: u8, date: &str, became: Option<&str>) -> String {
    let became = became.map_or_else(String::new, |became| format!("; jetzt {became}"));
    format!("Am {date} waren es {score}{became}.")
}
