//! The history: the table of `spotter history`, and its scene.

#![allow(missing_docs)] // The names say what they are.

use crate::blazepose::Side;

pub const NO_SESSIONS: &str = "No sessions yet.";
pub const HEADINGS: [&str; 6] = ["No", "Exercise", "Time", "Repetitions", "Good", "Held"];

pub const EARLIER_ONES: &str = "Earlier ones: spotter history --all";

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

/// How many lines of a set can't be read. None where all can.
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

/// How many sets were deleted.
#[must_use]
pub fn sets_deleted(sets: usize) -> String {
    match sets {
        1 => "1 set deleted.".to_owned(),
        sets => format!("{sets} sets deleted."),
    }
}

/// How many sessions were deleted.
#[must_use]
pub fn sessions_deleted(sessions: usize) -> String {
    match sessions {
        1 => "1 session deleted.".to_owned(),
        sessions => format!("{sessions} sessions deleted."),
    }
}

// The history on the screen.
pub const MONTH: &str = "Month";
pub const SESSION: &str = "Session";
pub const OPEN: &str = "Open";
pub const SET: &str = "Set";
pub const SHOW: &str = "Show";
pub const EXERCISE: &str = "Exercise";
pub const LAST_SESSIONS: &str = "Sessions";
pub const PAIN: &str = "Pain";
pub const BEFORE_AND_AFTER: &str = "before and after";
pub const NOTHING_YET: &str = "What you do is shown here, from the first exercise on";
pub const TREND_LATER: &str = "More can be said after a few more days.";
pub const ABOUT_THE_SAME: &str = "About the same as before.";
pub const HELD_LONGER: &str = "Holds are longer than before.";
pub const HELD_SHORTER: &str = "Holds are shorter than before.";
pub const MOVED_FURTHER: &str = "You move further than before.";
pub const MOVED_LESS: &str = "You move less far than before.";
pub const PAIN_LESS: &str = "The pain before a session is clearly less than at first.";
pub const PAIN_MORE: &str = "The pain before a session is clearly more than at first.";
pub const PAIN_SAME: &str = "The pain before a session is about the same as at first.";
pub const MORE_GOOD: &str = "More of them are good than before.";
pub const FEWER_GOOD: &str = "Fewer of them are good than before.";
pub const MONTHS: [&str; 12] = super::MONTHS;
/// Monday to Sunday.
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// "Fri 20".
#[must_use]
pub fn day_of_week(weekday: usize, day: u8) -> String {
    format!("{} {day}", WEEKDAYS[weekday % 7])
}

/// "Fri 20 November 2026".
#[must_use]
pub fn long_day(weekday: usize, day: u8, month: u8, year: u16) -> String {
    let month = super::MONTHS[usize::from(month.clamp(1, 12)) - 1];
    format!("{} {day} {month} {year}", WEEKDAYS[weekday % 7])
}

/// "Session 12, 2026-03-01 18:05".
#[must_use]
pub fn session_heading(number: &str, when: &str) -> String {
    format!("Session {number}, {when}")
}

/// "3 of 412".
#[must_use]
pub fn place(number: usize, of: usize) -> String {
    format!("{number} of {of}")
}

/// "31 of 34 good".
#[must_use]
pub fn good_in_all(good: u32, judged: u32) -> String {
    format!("{good} of {judged} good")
}

/// "Before 4".
#[must_use]
pub fn before(pain: u8) -> String {
    format!("Before {pain}")
}

/// "After 3".
#[must_use]
pub fn after(pain: u8) -> String {
    format!("After {pain}")
}

/// "20 Nov".
#[must_use]
pub fn short_date(day: u8, month: u8) -> String {
    let month = super::MONTHS[usize::from(month.clamp(1, 12)) - 1];
    format!("{day} {}", &month[..3])
}

/// "14 min".
#[must_use]
pub fn minutes(minutes: u32) -> String {
    format!("{minutes} min")
}

/// "11 days, 2 h 26 min".
#[must_use]
pub fn days_and_time(days: usize, minutes: u32) -> String {
    let days = match days {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    match (minutes / 60, minutes % 60) {
        (0, 0) => days,
        (0, minutes) => format!("{days}, {minutes} min"),
        (hours, minutes) => format!("{days}, {hours} h {minutes} min"),
    }
}

/// "This week: 2 of 3 days".
#[must_use]
pub fn this_week(days: &str) -> String {
    format!("This week: {days}")
}

/// "Left 8.1 s".
#[must_use]
pub fn of_side(side: Option<Side>, value: &str) -> String {
    match side {
        Some(Side::Left) => format!("Left {value}"),
        Some(Side::Right) => format!("Right {value}"),
        None => value.to_owned(),
    }
}
