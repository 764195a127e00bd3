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

pub const PAIN: &str = "Pain";

// What was measured, this time and before.
pub const TEMPO: &str = "Tempo";
pub const LAST_TIME: &str = "Last time";
pub const BEST: &str = "Best so far";
pub const FIRST_TIME: &str = "The first time";
pub const NOW_THE_SAME: &str = "now about the same";
pub const NOW_LONGER: &str = "now longer";
pub const NOW_SHORTER: &str = "now shorter";
pub const NOW_FARTHER: &str = "now farther";
pub const NOW_LESS_FAR: &str = "now less far";
pub const EXERCISE: &str = "Exercise";
pub const DONE: &str = "Done";
pub const GOOD: &str = "Good";
/// The heading of the figures.
pub const MEASURED: &str = "Measured";
pub const HELD_OR_RANGE: &str = "Held, or how far";

/// "left 8.1 s, right 7.4 s".
#[must_use]
pub fn sides(left: &str, right: &str) -> String {
    format!("left {left}, right {right}")
}

/// "1.5 s there, 1.3 s back".
#[must_use]
pub fn there_and_back(there_s: f64, back_s: f64) -> String {
    format!("{there_s:.1} s there, {back_s:.1} s back")
}

/// "in repetitions 3 to 6".
#[must_use]
pub fn in_repetitions(first: u32, last: u32) -> String {
    if first == last {
        format!("in repetition {first}")
    } else {
        format!("in repetitions {first} to {last}")
    }
}

/// "Last time, 24 Nov".
#[must_use]
pub fn last_time_on(date: &str) -> String {
    format!("{LAST_TIME}, {date}")
}

/// The best so far, which is new.
#[must_use]
pub fn this_time(best: &str) -> String {
    format!("{best}, this time")
}

/// Parts of the length of the trunk.
#[must_use]
pub fn of_trunk(parts: &str) -> String {
    format!("{parts} of the trunk")
}

/// "best so far 9.2 s".
#[must_use]
pub fn best_so_far(best: &str) -> String {
    format!("best so far {best}")
}

/// "not seen for 4 s".
#[must_use]
pub fn not_seen_for(seconds: u64) -> String {
    format!("not seen for {seconds} s")
}

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
