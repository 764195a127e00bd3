//! The safety questions, before the first use and every month: signs that need a doctor
//! (specification §13; NHS wording).

#![allow(missing_docs)] // The names say what they are.

pub const BEFORE_YOU_START: &str = "Before you start";
pub const WHY: &str =
    "Please read this once. Spotter asks again every month. It can read it to you: press V.";

pub const EMERGENCY: &str = "Get emergency help, do not exercise";
pub const IF_NEW: &str = "if any of these is new:";
pub const EMERGENCY_SIGNS: [&str; 7] = [
    "Numb or tingling seat, genitals or inner thighs",
    "Trouble passing, holding or feeling urine or stool",
    "Pain, numbness or weakness in both legs",
    "Sudden loss of strength in the legs",
    "New trouble with sexual function",
    "Chest pain",
    "A serious fall or accident",
];

pub const DOCTOR_FIRST: &str = "See a doctor first";
pub const IF_FITS: &str = "if one of these fits you:";
pub const DOCTOR_SIGNS: [&str; 7] = [
    "Fever, or weight loss without a reason",
    "A lump, or your back has changed shape",
    "Worse at night, or rest does not ease it",
    "Worse when you cough or sneeze",
    "Pain high up, between the shoulder blades",
    "You have had cancer",
    "No better after a few weeks",
];

pub const ONE_FITS: &str = "One or more fits me";
pub const NONE_FITS: &str = "None of these fits me";
pub const WHAT_TO_DO_NOW: &str = "What to do now";
pub const GO_ON: &str = "Go on";
pub const READ_ALOUD: &str = "Read aloud";
pub const STOP_READING: &str = "Stop reading";
pub const HOME: &str = "Home";
pub const NO_DIAGNOSIS: &str = "Spotter coaches, it does not diagnose.";

/// The steps before the first exercise.
pub const STEPS: [&str; 4] = ["Safety", "About you", "Sound", "Camera"];

pub const QUESTIONS: &str = "Questions";

/// What to do where one of the signs fits.
pub const NOT_TODAY: &str = "Please leave the exercises for now";
pub const NOT_TODAY_WHY: &str =
    "Somebody who knows should look at this first. The exercises can wait.";
pub const EMERGENCY_HELP: &str = "Get emergency help";
pub const IF_FIRST_LIST: &str = "if a sign of the first list fits:";
pub const EMERGENCY_ADVICE: [&str; 4] = [
    "Call your emergency number now",
    "112 in Europe, 999 in the UK, 911 in the US",
    "Say which sign it is, and since when",
    "Let somebody else drive you",
];
pub const IF_SECOND_LIST: &str = "if a sign of the second list fits:";
pub const DOCTOR_ADVICE: [&str; 4] = [
    "Make an appointment in the next days",
    "Until then, move as it is comfortable",
    "Ask which exercises suit you",
    "Then come back: Spotter asks again",
];
pub const BACK_TO_HOME: &str = "Back to home";
pub const BACK_TO_QUESTIONS: &str = "Read the questions again";

// In a terminal.
pub const TYPE_AN_ANSWER: &str = "Type 0 if none of these fits you, 1 if one does, then Enter: ";
pub const NOT_ASKED: &str = "before the first exercise please read the safety questions: `spotter` without a command shows them";

/// At the end of what is read aloud.
const HOW_TO_ANSWER: &str = "Press 0 if none fits, 1 if one does";

/// The heading of a list with the line below it, as they are read aloud.
fn heading(heading: &str, below: &str) -> String {
    format!("{heading}, {}", below.trim_end_matches(':'))
}

/// The questions as they are read aloud.
#[must_use]
pub fn questions_aloud() -> Vec<String> {
    let emergency = heading(EMERGENCY, IF_NEW);
    let doctor = heading(DOCTOR_FIRST, IF_FITS);
    let mut sentences = vec![emergency];
    sentences.extend(EMERGENCY_SIGNS.map(str::to_owned));
    sentences.push(doctor);
    sentences.extend(DOCTOR_SIGNS.map(str::to_owned));
    sentences.push(HOW_TO_ANSWER.to_owned());
    sentences
}

/// What to do, as it is read aloud.
#[must_use]
pub fn advice_aloud() -> Vec<String> {
    let mut sentences = vec![NOT_TODAY.to_owned(), heading(EMERGENCY_HELP, IF_FIRST_LIST)];
    sentences.extend(EMERGENCY_ADVICE.map(str::to_owned));
    sentences.push(heading(DOCTOR_FIRST, IF_SECOND_LIST));
    sentences.extend(DOCTOR_ADVICE.map(str::to_owned));
    sentences
}
