//! The history: the table of `spotter history`, and its scene.

#![allow(missing_docs)] // The names say what they are.

use crate::blazepose::Side;

pub const NO_SESSIONS: &str = "Noch keine Übung.";
pub const HEADINGS: [&str; 6] = ["Nr", "Übung", "Dauer", "Wiederholungen", "Gut", "Gehalten"];

pub const EARLIER_ONES: &str = "Frühere: spotter history --all";

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

/// How many lines of a set can't be read. None where all can.
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

/// How many sets were deleted.
#[must_use]
pub fn sets_deleted(sets: usize) -> String {
    match sets {
        1 => "1 Satz gelöscht.".to_owned(),
        sets => format!("{sets} Sätze gelöscht."),
    }
}

/// How many sessions were deleted.
#[must_use]
pub fn sessions_deleted(sessions: usize) -> String {
    match sessions {
        1 => "1 Einheit gelöscht.".to_owned(),
        sessions => format!("{sessions} Einheiten gelöscht."),
    }
}

// The history on the screen.
pub const MONTH: &str = "Monat";
pub const SESSION: &str = "Einheit";
pub const OPEN: &str = "Öffnen";
pub const SET: &str = "Satz";
pub const SHOW: &str = "Zeigen";
pub const EXERCISE: &str = "Übung";
pub const LAST_SESSIONS: &str = "Einheiten";
pub const PAIN: &str = "Schmerz";
pub const BEFORE_AND_AFTER: &str = "vorher und nachher";
pub const NOTHING_YET: &str = "Hier steht, was du getan hast, von der ersten Übung an";
pub const TREND_LATER: &str = "Nach ein paar Tagen mehr lässt sich mehr sagen.";
pub const ABOUT_THE_SAME: &str = "Etwa so wie vorher.";
pub const HELD_LONGER: &str = "Du hältst länger als vorher.";
pub const HELD_SHORTER: &str = "Du hältst kürzer als vorher.";
pub const MOVED_FURTHER: &str = "Du bewegst dich weiter als vorher.";
pub const MOVED_LESS: &str = "Du bewegst dich weniger weit als vorher.";
pub const PAIN_LESS: &str = "Der Schmerz vor einer Einheit ist deutlich geringer als anfangs.";
pub const PAIN_MORE: &str = "Der Schmerz vor einer Einheit ist deutlich stärker als anfangs.";
pub const PAIN_SAME: &str = "Der Schmerz vor einer Einheit ist etwa wie anfangs.";
pub const MORE_GOOD: &str = "Mehr davon sind gut als vorher.";
pub const FEWER_GOOD: &str = "Weniger davon sind gut als vorher.";
pub const MONTHS: [&str; 12] = super::MONTHS;
/// Monday to Sunday.
const WEEKDAYS: [&str; 7] = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];

/// "Fr 20.".
#[must_use]
pub fn day_of_week(weekday: usize, day: u8) -> String {
    format!("{} {day}.", WEEKDAYS[weekday % 7])
}

/// "Fr 20. November 2026".
#[must_use]
pub fn long_day(weekday: usize, day: u8, month: u8, year: u16) -> String {
    let month = super::MONTHS[usize::from(month.clamp(1, 12)) - 1];
    format!("{} {day}. {month} {year}", WEEKDAYS[weekday % 7])
}

/// "Einheit 12, 2026-03-01 18:05".
#[must_use]
pub fn session_heading(number: &str, when: &str) -> String {
    format!("Einheit {number}, {when}")
}

/// "3 von 412".
#[must_use]
pub fn place(number: usize, of: usize) -> String {
    format!("{number} von {of}")
}

/// "31 von 34 gut".
#[must_use]
pub fn good_in_all(good: u32, judged: u32) -> String {
    format!("{good} von {judged} gut")
}

/// "Vorher 4".
#[must_use]
pub fn before(pain: u8) -> String {
    format!("Vorher {pain}")
}

/// "Nachher 3".
#[must_use]
pub fn after(pain: u8) -> String {
    format!("Nachher {pain}")
}

/// "20. 11.".
#[must_use]
pub fn short_date(day: u8, month: u8) -> String {
    format!("{day}. {month}.")
}

/// "14 min".
#[must_use]
pub fn minutes(minutes: u32) -> String {
    format!("{minutes} min")
}

/// "11 Tage, 2 h 26 min".
#[must_use]
pub fn days_and_time(days: usize, minutes: u32) -> String {
    let days = match days {
        1 => "1 Tag".to_owned(),
        days => format!("{days} Tage"),
    };
    match (minutes / 60, minutes % 60) {
        (0, 0) => days,
        (0, minutes) => format!("{days}, {minutes} min"),
        (hours, minutes) => format!("{days}, {hours} h {minutes} min"),
    }
}

/// "Diese Woche: 2 von 3 Tagen".
#[must_use]
pub fn this_week(days: &str) -> String {
    format!("Diese Woche: {days}")
}

/// "Links 8,1 s".
#[must_use]
pub fn of_side(side: Option<Side>, value: &str) -> String {
    match side {
        Some(Side::Left) => format!("Links {value}"),
        Some(Side::Right) => format!("Rechts {value}"),
        None => value.to_owned(),
    }
}
