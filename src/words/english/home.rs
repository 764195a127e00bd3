//! The home screen.

#![allow(missing_docs)] // The names say what they are.

pub const NAME: &str = "Spotter";
pub const START_ROUTINE: &str = "Start routine";
pub const HISTORY: &str = "History";
pub const SETTINGS: &str = "Settings";
pub const THIS_WEEK: &str = "This week";
pub const CHOOSE: &str = "Choose";
pub const START: &str = "Start";
pub const QUIT: &str = "Quit";
pub const FULL_SCREEN: &str = "Full screen";
pub const DISCLAIMER: &str = "Stop if it hurts. Spotter coaches, it does not diagnose.";
/// Monday to Sunday.
pub const DAYS: [&str; 7] = ["M", "T", "W", "T", "F", "S", "S"];
/// Where there is no camera.
pub const NO_CAMERA: &str = "No camera: a synthetic person shows how it goes";

/// By the hour of the day, 0 to 23.
#[must_use]
pub fn greeting(hour: u32) -> &'static str {
    match hour {
        4..=11 => "Good morning",
        12..=17 => "Good afternoon",
        _ => "Good evening",
    }
}

/// "Your routine, about 14 minutes".
#[must_use]
pub fn routine_takes(minutes: u32) -> String {
    match minutes {
        0 | 1 => "Your routine, about a minute".to_owned(),
        minutes => format!("Your routine, about {minutes} minutes"),
    }
}

/// Days of a week on which something was done, and the goal: "2 of 3 days". Who has reached it is not
/// told to do less.
#[must_use]
pub fn days(done: u32, goal: u32) -> String {
    match (done, goal) {
        (1, 1) => "1 day".to_owned(),
        (done, goal) if done >= goal => format!("{done} days"),
        (done, 1) => format!("{done} of 1 day"),
        (done, goal) => format!("{done} of {goal} days"),
    }
}

/// When an exercise was done last: "today", "yesterday", "4 days ago".
#[must_use]
pub fn last_done(days_ago: u32) -> String {
    match days_ago {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    }
}

/// Over what went wrong.
/// What an exercise is for.
pub const LOOSENS: &str = "Loosens the back";
pub const STRENGTHENS: &str = "Strengthens the trunk";
pub const STRETCHES: &str = "Stretches";
pub const DOES_NOT_WORK: &str = "This does not work at the moment";

/// A dose where there is little room: "3 each side, 10 s".
#[must_use]
pub fn short_dose(words: &str) -> String {
    words.replace(" seconds", " s")
}
