//! The table of `spotter history`.

#![allow(missing_docs)] // The names say which cell they belong to.

pub const NO_SESSIONS: &str = "Noch keine Übung.";
pub const HEADINGS: [&str; 9] = [
    "Nr",
    "Wann",
    "Übung",
    "Dauer",
    "Wiederholungen",
    "Gut",
    "Gehalten",
    "Von",
    "Notiz",
];

// Whom the figures are of.
pub const CAMERA: &str = "Kamera";
pub const SYNTHETIC: &str = "künstliche Person";
pub const VIDEO: &str = "Video";

// What the figures don't tell by themselves.
pub const STOPPED_FOR_PAIN: &str = "gestoppt: Schmerz";
pub const STOPPED_BY_WAVE: &str = "durch Winken gestoppt";
pub const HAS_LEFT: &str = "weggegangen";
pub const INTERRUPTED: &str = "abgebrochen";

/// "9 von 10".
#[must_use]
pub fn good_of(good: u32, judged: u32) -> String {
    format!("{good} von {judged}")
}

/// How many events could not be written. None where all were.
#[must_use]
pub fn events_lost(lost: u64) -> Option<String> {
    match lost {
        0 => None,
        1 => Some("1 Ereignis verloren".to_owned()),
        lost => Some(format!("{lost} Ereignisse verloren")),
    }
}

/// How many lines of a session can't be read. None where all can.
#[must_use]
pub fn unreadable(lines: u32) -> Option<String> {
    match lines {
        0 => None,
        1 => Some("1 Zeile davon ist nicht lesbar".to_owned()),
        lines => Some(format!("{lines} Zeilen davon sind nicht lesbar")),
    }
}

/// "Schmerz 4 von 10".
#[must_use]
pub fn pain_of(pain: u8) -> String {
    format!("Schmerz {pain} von 10")
}
