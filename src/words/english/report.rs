//! The report for a doctor or a therapist. It speaks of the user in the third person.

#![allow(missing_docs)] // The names say what they are.

use crate::blazepose::Side;

pub const TITLE: &str = "Back exercises at home";
pub const SET_TITLE: &str = "One set of an exercise";

/// "28 November 2026".
#[must_use]
pub fn date(day: u8, month: u8, year: u16) -> String {
    let month = super::MONTHS[usize::from(month.clamp(1, 12)) - 1];
    format!("{day} {month} {year}")
}

#[must_use]
pub fn period(from: &str, to: &str) -> String {
    format!("{from} to {to}")
}

#[must_use]
pub fn written_on(date: &str) -> String {
    format!("Written on {date} by Spotter, from the history on the user's own computer")
}

// What it comes to.
pub const IN_SHORT: &str = "In short";

#[must_use]
pub fn days_done(days: usize, weeks: usize) -> String {
    let days = match days {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    match weeks {
        1 => format!("Exercised on {days} in one week."),
        weeks => format!("Exercised on {days} in {weeks} weeks."),
    }
}

#[must_use]
pub fn goal_reached(goal: u8, reached: usize, weeks: usize) -> String {
    format!("The goal of {goal} days a week was reached in {reached} of {weeks} weeks.")
}

#[must_use]
pub fn days_a_week(days: u8) -> String {
    match days {
        1 => "1 day a week".to_owned(),
        days => format!("{days} days a week"),
    }
}

pub const NO_PAIN_STOP: &str = "No set was stopped for pain.";

#[must_use]
pub fn stopped_for_pain(sets: usize) -> String {
    match sets {
        1 => "1 set was stopped for pain".to_owned(),
        sets => format!("{sets} sets were stopped for pain"),
    }
}

/// How strong the pain was before the first sessions and before the last, and what became of it.
#[must_use]
pub fn pain_course([first, last]: [f32; 2], became: Option<&str>) -> String {
    let became = became.map_or_else(String::new, |became| format!(", {became}"));
    format!("Pain before exercising, 0 to 10: {first:.1} at first, {last:.1} now{became}.")
}

#[must_use]
pub fn score(score: u8, date: &str) -> String {
    format!("Roland-Morris questionnaire: {score} of 24 ({date}).")
}

#[must_use]
pub fn scores(first: u8, first_date: &str, last: u8, last_date: &str, became: &str) -> String {
    format!(
        "Roland-Morris questionnaire, of 24: {first} ({first_date}), {last} ({last_date}), {became}."
    )
}

pub const ABOUT_THE_SAME: &str = "about the same";
pub const PAIN_CURVE: &str = "Pain before and after exercising, 0 to 10";
pub const BEFORE: &str = "before";
pub const AFTER: &str = "after";

pub const MORE_THAN_AT_FIRST: &str = "More than at first";
pub const LESS_THAN_AT_FIRST: &str = "Less than at first";
pub const REST_THE_SAME: &str = "Nothing else changed by more than the measurement error.";
pub const NOTHING_CHANGED: &str = "Nothing changed by more than the measurement error.";
pub const TOO_EARLY: &str = "Not enough days yet to say what changed.";

#[must_use]
pub fn less_on(side: Side) -> &'static str {
    match side {
        Side::Left => "Less on the left than on the right",
        Side::Right => "Less on the right than on the left",
    }
}

// The weeks.
pub const WEEKS: &str = "Days with exercises, week by week";
pub const DAY_DONE: &str = "a day with exercises";
pub const GOAL: &str = "the user's own goal";
pub const PAIN_STOP: &str = "a stop for pain";

// The exercises.
pub const EXERCISES: &str = "The exercises, at first and now";
pub const LEFT: &str = "Left";
pub const RIGHT: &str = "Right";
pub const REPETITIONS: &str = "Repetitions";
pub const HOLDS: &str = "Holds";
pub const HELD: &str = "Held";
/// How far the measured part went.
pub const RANGE: &str = "Range";
pub const WITHIN_A_SENTENCE: [&str; 3] = ["hold time", "range", "good form"];
pub const GOOD: &str = "Good form";
pub const MORE: &str = "more";
pub const LESS: &str = "less";

#[must_use]
pub fn sets(sets: usize) -> String {
    match sets {
        1 => "1 set".to_owned(),
        sets => format!("{sets} sets"),
    }
}

/// How many there were, and how many in a set.
#[must_use]
pub fn counted(counted: u32, a_set: usize) -> String {
    format!("{counted}, {a_set} a set")
}

/// What is drawn over the days.
#[must_use]
pub fn by_day(what: &str) -> String {
    format!("{what}, day by day")
}

pub const WAS_OFF: &str = "What was off";

/// "Heel height in 9 of 24 sets, mostly in repetitions 4 to 6".
#[must_use]
pub fn was_off(label: &str, sets: usize, of: usize, reps: Option<(u32, u32)>) -> String {
    let when = match reps {
        None => String::new(),
        Some((first, last)) if first == last => format!(", mostly in repetition {first}"),
        Some((first, last)) => format!(", mostly in repetitions {first} to {last}"),
    };
    format!("{label} in {sets} of {of} sets{when}")
}

pub const NOT_COUNTED: &str = "Part way, not counted";
pub const NOT_SEEN: &str = "Not seen";

#[must_use]
pub fn not_seen(what: &str, sets: usize, of: usize) -> String {
    format!("{what} in {sets} of {of} sets")
}

pub use super::spoken::part;

pub const SIDE_VIEW: &str = "the body from the side";
pub const ENOUGH_PICTURES: &str = "enough pictures a second";

// One set.
pub const REP_BY_REP: &str = "One after the other";
pub const WHEN_OFF: &str = "When something was off";
pub const IS_GOOD: &str = "good";
pub const IS_NOT_GOOD: &str = "not good";
pub const NOT_JUDGED: &str = "could not be judged";
pub const TIMES: &str = "Times";
pub const IN_ALL: &str = "In all";
pub const NOTHING_COUNTED: &str = "Nothing was counted in this set.";
pub const INTERRUPTED: &str = "The set was interrupted. The figures are those up to then.";
pub const NOT_THE_USER: &str = "A video or the synthetic person was watched, not the user. The figures say nothing about the user.";

/// "at 12 s, 0:45".
#[must_use]
pub fn at_times(times: &str) -> String {
    format!("at {times}")
}

// How it was measured.
pub const METHOD: &str = "How this was measured, and what it can’t tell";

#[must_use]
pub fn camera(models: &str, versions: &str) -> String {
    format!(
        "One webcam; 33 points of the body, found in its pictures by the pose model BlazePose ({models}); \
         Spotter {versions}. It is no medical device and makes no diagnosis."
    )
}

pub const ERROR: &str = "Angles are those in the picture. Half of them are within about 3°, nine of ten within \
    10° of the true ones; a camera at an angle or high up makes it worse. Range is the way from where the \
    movement began, in degrees or in parts of the trunk’s length.";
pub const ARROWS: &str = "Figures are means of the first and of the last three days, from the median of each \
    day. ▲ and ▼ stand where they differ by more than the measurement error (10°, 6 % of the trunk’s length, \
    1 s) and by more than the last five days among themselves; for good form, by more than chance. Sides are \
    compared likewise. No arrow means that no change can be told.";
pub const FORM: &str = "Good form: held as long as asked, and none of the rules for the exercise was broken. \
    Only what could be judged counts. One camera doesn’t see single vertebrae, a small hollow of the back, \
    turns about the line of sight, muscles, pressure or breath.";
pub const SCORE: &str = "The Roland-Morris questionnaire has 24 sentences, of which those are counted that \
    describe the user on that day (Spine 1983; 8: 141); a change is told from 5 points and 30 % on.";
pub const PAIN_FELT: &str = "Pain before and after is what the user told, of the back as it was then. The     first and the last three times are compared; a change is told from 2 points and 30 % on, the smallest     that people call important (Ostelo 2008).";
pub const PAIN: &str = "Pain is what the user told after a stop, 0 to 10. A change of 2 is the smallest that \
    people call important (Ostelo 2008).";

// One set, over its time.
pub const OVER_TIME: &str = "Over the time of the set";
pub const TARGET: &str = "the target";
pub const OFF: &str = "something was off";
pub const AT_BEST: &str = "At its best";
pub const PICTURES: &str = "Pictures";
