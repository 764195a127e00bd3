//! The table of `spotter history`.

#![allow(missing_docs)] // The names say which cell they belong to.

pub const NO_SESSIONS: &str = "No sessions yet.";
pub const HEADINGS: [&str; 9] = [
    "No",
    "When",
    "Exercise",
    "Time",
    "Repetitions",
    "Good",
    "Held",
    "From",
    "Note",
];

// Whom the figures are of.
pub const CAMERA: &str = "camera";
pub const SYNTHETIC: &str = "synthetic person";
pub const VIDEO: &str = "video";

// What the figures don't tell by themselves.
pub const STOPPED_FOR_PAIN: &str = "stopped: pain";
pub const STOPPED_BY_WAVE: &str = "stopped by a wave";
pub const HAS_LEFT: &str = "left";
pub const INTERRUPTED: &str = "interrupted";

/// "9 of 10".
#[must_use]
pub fn good_of(good: u32, judged: u32) -> String {
    format!("{good} of {judged}")
}

/// How many events could not be written. None where all were.
#[must_use]
pub fn events_lost(lost: u64) -> Option<String> {
    match lost {
        0 => None,
        1 => Some("1 event lost".to_owned()),
        lost => Some(format!("{lost} events lost")),
    }
}

/// How many lines of a session can't be read. None where all can.
#[must_use]
pub fn unreadable(lines: u32) -> Option<String> {
    match lines {
        0 => None,
        1 => Some("1 line of it can't be read".to_owned()),
        lines => Some(format!("{lines} lines of it can't be read")),
    }
}

/// "pain 4 of 10".
#[must_use]
pub fn pain_of(pain: u8) -> String {
    format!("pain {pain} of 10")
}
