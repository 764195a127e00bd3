//! The settings, and what users tell about themselves.

#![allow(missing_docs)] // The names say what they are.

pub const SETTINGS: &str = "Settings";
pub const BACK: &str = "Back";
pub const DONE: &str = "Done";
pub const ROW: &str = "Row";
pub const CHANGE: &str = "Change";
pub const OPEN: &str = "Open";
pub const READ_ALOUD: &str = "Read aloud";
pub const NOTHING_LEAVES: &str = "Nothing leaves this computer";
pub const ON: &str = "on";
pub const OFF: &str = "off";

// Rows: a name, and a line that says more.
pub const VOICE: &str = "Voice";
pub const SPOKEN_COACHING: [&str; 2] = ["Spoken coaching", "cues, counts and rest"];
pub const VOICE_KIND: [&str; 2] = ["Which voice", "try it with the sound check"];
pub const VOICE_KINDS: [&str; 2] = ["Bright", "Deep"];
pub const SPEED: [&str; 2] = ["Speed", "how fast sentences are spoken"];
pub const SOUND_CHECK: [&str; 2] = ["Sound check", "whether you hear Spotter"];
pub const SPEEDS: [&str; 3] = ["Slow", "Usual", "Fast"];
pub const CAMERA: &str = "Camera";
pub const WHICH_CAMERA: &str = "Which camera";
pub const NO_CAMERA: &str = "none is plugged in";
pub const MIRROR: [&str; 2] = ["Mirror the picture", "left and right as in a mirror"];
pub const SCREEN: &str = "Screen";
pub const TEXT_SIZE: [&str; 2] = ["Text size", "of pages that are read"];
pub const TEXT_SIZES: [&str; 2] = ["Normal", "Large"];
pub const COACHING: &str = "Coaching";
pub const HOW_STRICT: [&str; 2] = ["How strict", "how soon a cue comes"];
pub const STRICTNESS: [&str; 3] = ["Gentle", "Standard", "Strict"];
pub const WEEKLY_GOAL: [&str; 2] = ["Days a week", "what you plan to do"];
pub const ASK_PAIN: [&str; 2] = ["Ask about pain", "before and after a routine"];
pub const YOU: &str = "You";
pub const ABOUT_YOU: &str = "About you";
pub const SAFETY_QUESTIONS: &str = "Safety questions";
pub const READ: &str = "Read";

// What users tell about themselves.
pub const ABOUT_YOU_TITLE: &str = "About you: what fits?";
pub const HEALTH: &str = "Health";
pub const JOINTS: &str = "What hurts";
pub const NO: &str = "No";
pub const YES: &str = "Yes";
/// A doctor or therapist has agreed to the exercises.
pub const AGREED: &str = "Agreed";
pub const AGREED_MEANS: &str = "Agreed: your doctor or therapist is fine with the exercises";
/// How an exercise is done to which a doctor or therapist has agreed.
pub const AS_AGREED: &str = "gently, as agreed";

/// "All exercises", "2 left out, 4 go gently".
#[must_use]
pub fn what_it_changes(left_out: usize, gently: usize) -> String {
    match (left_out, gently) {
        (0, 0) => "all exercises as usual".to_owned(),
        (0, 1) => "1 exercise goes gently".to_owned(),
        (0, gently) => format!("{gently} exercises go gently"),
        (1, 0) => "1 exercise left out".to_owned(),
        (left_out, 0) => format!("{left_out} exercises left out"),
        (1, gently) => format!("1 exercise left out, {gently} go gently"),
        (left_out, gently) => format!("{left_out} exercises left out, {gently} go gently"),
    }
}

/// "answered 2 November"; none where they were not.
#[must_use]
pub fn answered(date: Option<(u8, u8)>) -> String {
    let date = date.and_then(|(month, day)| {
        let month = super::MONTHS.get(usize::from(month).checked_sub(1)?)?;
        Some(format!("answered {day} {month}"))
    });
    date.unwrap_or_else(|| "not answered yet".to_owned())
}

/// A row as it is read aloud: "Mirror the picture: on".
#[must_use]
pub fn row_aloud(label: &str, value: &str) -> String {
    if value.is_empty() {
        label.to_owned()
    } else {
        format!("{label}: {value}")
    }
}

/// Where a routine of the day has exercises that the profile sets aside.
#[must_use]
pub fn all_set_aside(routine: &str) -> String {
    format!(
        "what you told about yourself sets every exercise of {routine:?} aside: choose another routine, or change \"About you\" in the settings"
    )
}

/// Where an exercise is asked for that the profile sets aside.
#[must_use]
pub fn set_aside(exercise: &str) -> String {
    format!(
        "{exercise} is set aside by what you told about yourself: ask your doctor or therapist first"
    )
}

/// How an exercise is done that needs care: "Go gently: on the fists".
#[must_use]
pub fn with_care(how: &str) -> String {
    format!("Go gently: {how}")
}
