//! After a set: the two sentences, the figures in the window, and the text in the terminal.

#![allow(missing_docs)] // The names say what they are.

use crate::words::number;

// What went well.
pub const REPETITION_WAS_GOOD: &str = "The repetition was good.";

#[must_use]
pub fn repetitions_done(total: u32) -> String {
    match total {
        1 => "One repetition done.".to_owned(),
        total => format!("{total} repetitions done."),
    }
}

#[must_use]
pub fn no_cue_needed(total: u32) -> String {
    match total {
        1 => "No cue was needed.".to_owned(),
        total => format!("{total} repetitions, and no cue was needed."),
    }
}

#[must_use]
pub fn sides_alike(good: u32) -> String {
    format!("Left and right alike: {good} good each.")
}

#[must_use]
pub fn longest_hold(seconds: u64) -> String {
    format!("The longest hold was {seconds} seconds.")
}

#[must_use]
pub fn good_ones(good: u32, total: u32) -> String {
    if good == total {
        format!("All {total} repetitions were good.")
    } else {
        format!("{good} of {total} were good.")
    }
}

// For next time.
pub const GO_ALL_THE_WAY: &str = "Go all the way, then stay a moment";

/// As it is spoken.
#[must_use]
pub fn next_time(cue: &str) -> String {
    format!("Next time: {cue}")
}

// In the window.
pub const WENT_WELL: &str = "Went well";
pub const FOR_NEXT_TIME: &str = "For next time";
pub const LEFT_AND_RIGHT: &str = "Left and right";
pub const THIS_TIME: &str = "This time";
pub const WHEN_A_CUE_WAS_NEEDED: &str = "When a cue was needed";
pub const HOLDS: &str = "Holds";
pub const REPETITIONS: &str = "Repetitions";
pub const GOOD_ONES: &str = "Good ones";
pub const COULD_NOT_BE_JUDGED: &str = "Could not be judged";
pub const AVERAGE_HOLD: &str = "Average hold";
/// In place of a figure that there is not.
pub const NONE: &str = "–";
/// What a hold that was too short is listed as.
pub const HOLD_TIME: &str = "Time held";
pub const NO_CUE_NEEDED: &str = "None was needed";
pub const NOT_ALL_JUDGED: &str = "Not all of it could be judged";
pub const NOTHING_COUNTED: &str = "Nothing was counted";
pub const SAVED_HERE: &str = "Saved on this computer only";
pub const NOTHING_LEAVES: &str = "Nothing leaves this computer";

/// "Bird dog, done".
#[must_use]
pub fn title(exercise: &str, is_stopped: bool) -> String {
    let state = if is_stopped { "stopped" } else { "done" };
    format!("{exercise}, {state}")
}

/// "1 set · 2 minutes".
#[must_use]
pub fn one_set(minutes: u32) -> String {
    match minutes {
        0 => "1 set · less than a minute".to_owned(),
        1 => "1 set · 1 minute".to_owned(),
        minutes => format!("1 set · {minutes} minutes"),
    }
}

#[must_use]
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}

// Labels in the terminal.
pub const NOW: &str = "Now";
pub const HELD_SHORT: &str = "Held short";
pub const PART_WAY: &str = "Part way";
pub const CUES_NEEDED: &str = "Cues needed";
pub const SUGGESTED: &str = "Invited";
pub const NOT_SEEN: &str = "Not seen";
pub const NOTHING_COUNTED_THIS_TIME: &str = "Nothing was counted this time.";

/// "twice".
#[must_use]
pub fn times(n: u32) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

/// "8 s".
#[must_use]
pub fn seconds(seconds: u64) -> String {
    format!("{seconds} s")
}

/// "8.1 s".
#[must_use]
pub fn tenths(seconds: f64) -> String {
    format!("{:.1} s", number::tenths_s(seconds))
}

/// "left 5, right 6".
#[must_use]
pub fn left_and_right(left: u32, right: u32) -> String {
    format!("left {left}, right {right}")
}

/// Repetitions, and how many of them could not be judged.
#[must_use]
pub fn with_unjudged(counted: &str, unjudged: u32, total: u32) -> String {
    match unjudged {
        0 => counted.to_owned(),
        1 if total == 1 => format!("{counted}; it could not be judged"),
        unjudged if unjudged == total => format!("{counted}; they could not be judged"),
        unjudged => format!("{counted}; {unjudged} could not be judged"),
    }
}

/// Before the holds of a side.
pub const LEFT: &str = "left ";
/// Before the holds of the other side.
pub const RIGHT: &str = "right ";
