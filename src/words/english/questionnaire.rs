//! The Roland-Morris Disability Questionnaire, and what is said round it. Its sentences are those of the
//! published form, letter for letter ("then" in the ninth is printed so). They are in English only: a
//! translation of our own would be another questionnaire.

#![allow(missing_docs)] // The names say what they are.

pub const TITLE: &str = "Roland-Morris Disability Questionnaire";
/// As the form says it.
pub const HOW: [&str; 3] = [
    "When you read a sentence that describes you today, put a tick against it.",
    "If the sentence does not describe you, then leave the space blank and go on to the next one.",
    "Remember, only tick the sentence if you are sure it describes you today.",
];
pub const SENTENCES: [&str; 24] = [
    "I stay at home most of the time because of my back.",
    "I change position frequently to try and get my back comfortable.",
    "I walk more slowly than usual because of my back.",
    "Because of my back I am not doing any of the jobs that I usually do around the house.",
    "Because of my back, I use a handrail to get upstairs.",
    "Because of my back, I lie down to rest more often.",
    "Because of my back, I have to hold on to something to get out of an easy chair.",
    "Because of my back, I try to get other people to do things for me.",
    "I get dressed more slowly then usual because of my back.",
    "I only stand for short periods of time because of my back.",
    "Because of my back, I try not to bend or kneel down.",
    "I find it difficult to get out of a chair because of my back.",
    "My back is painful almost all the time.",
    "I find it difficult to turn over in bed because of my back.",
    "My appetite is not very good because of my back pain.",
    "I have trouble putting on my socks (or stockings) because of the pain in my back.",
    "I only walk short distances because of my back.",
    "I sleep less well because of my back.",
    "Because of my back pain, I get dressed with help from someone else.",
    "I sit down for most of the day because of my back.",
    "I avoid heavy jobs around the house because of my back.",
    "Because of my back pain, I am more irritable and bad tempered with people than usual.",
    "Because of my back, I go upstairs more slowly than usual.",
    "I stay in bed most of the time because of my back.",
];

pub const KEYS: &str =
    "y and Enter tick a sentence, Enter alone leaves it blank, q leaves the questionnaire.";
pub const LANGUAGE: &str = "";
pub const LEFT: &str = "Left. Nothing of it is kept.";
pub const DUE: &str = "The monthly questionnaire is due: spotter questionnaire";

/// "3 of 24".
#[must_use]
pub fn place(number: usize, of: usize) -> String {
    format!("{number} of {of}")
}

#[must_use]
pub fn kept(score: u8) -> String {
    format!("{score} of 24 describe you today. Fewer is better. It is kept with your history.")
}

/// The one before, and what became of it where people feel the change.
#[must_use]
pub fn before(score: u8, date: &str, became: Option<&str>) -> String {
    let became = became.map_or_else(String::new, |became| format!("; now {became}"));
    format!("On {date} it was {score}{became}.")
}
