//! After a set was stopped: how strong the pain is, and what is to come (specification §13: 0 to 3
//! carry on, 4 and 5 gently, from 6 on not today).

#![allow(missing_docs)] // The names say what they are.

pub const TITLE: &str = "Stopped. Rest as you like.";
pub const SAVED: &str = "What you did is saved. Nothing starts again by itself.";
pub const NOTHING_STARTS: &str = "Take your time. Nothing starts again by itself.";
pub const QUESTION: &str = "How strong is the pain now?";
/// What is heard, by somebody who still lies on the floor.
pub const ASKED: &str =
    "Take your time. When you are up, press the number: how strong is it, nought to ten?";

pub const CARRY_ON: &str = "Carry on";
pub const GO_GENTLY: &str = "Go gently";
pub const LEAVE_THIS_ONE: &str = "Leave this one for today";

pub const GO_ON: &str = "Go on";
pub const GO_ON_GENTLY: &str = "Go on gently";
pub const LESS_OF_IT: &str = "fewer, and small";
pub const SAME_AGAIN: &str = "from the start pose";
pub const EASIER: &str = "Easier version";
pub const NEXT: &str = "Next exercise";
pub const ANOTHER: &str = "Another exercise";
pub const CHOOSE_ONE: &str = "choose one";
pub const END: &str = "End for today";
pub const WELL_DONE: &str = "well done so far";

pub const EMERGENCY: [&str; 2] = [
    "Call emergency services for pressure in chest, arm or jaw, hard breathing, fainting,",
    "sudden weakness, both legs or the seat numb, or lost bladder or bowel control.",
];

pub const PAIN_NUMBER: &str = "Pain number";
pub const MOVE: &str = "Move";
pub const TAKE_IT: &str = "Take it";
pub const READ_ALOUD: &str = "Read aloud";
pub const STOP_READING: &str = "Stop reading";

// Before a routine, and after it.
pub const BEFORE_TITLE: &str = "Before you start";
pub const BEFORE: &str = "How strong is the pain in your back now?";
pub const BEFORE_ASKED: &str =
    "How strong is the pain now, nought to ten? Press the number, or Enter to leave it out";
pub const GOES_ON_BY_ITSELF: &str = "You need not answer. It goes on by itself in a moment.";
pub const SKIP: &str = "Leave it out";
pub const AFTER: &str = "How does your back feel now?";
pub const AFTER_ASKED: &str =
    "How does your back feel now? When you are up, press a number, nought to ten, if you like";
/// What the first number means, and the last.
pub const NO_PAIN: &str = "0 no pain";
pub const WORST_PAIN: &str = "10 the worst";
/// Only of a change that people feel.
pub const CLEARLY_LESS: &str = "clearly less";
pub const CLEARLY_MORE: &str = "clearly more";

/// "Pain 4 before, 3 after". None where neither was told.
#[must_use]
pub fn before_and_after(before: Option<u8>, after: Option<u8>) -> Option<String> {
    Some(format!("Pain {}", numbers(before, after)?))
}

/// "4 before, 3 after". None where neither was told.
#[must_use]
pub fn numbers(before: Option<u8>, after: Option<u8>) -> Option<String> {
    let before = before.map(|pain| format!("{pain} before"));
    let after = after.map(|pain| format!("{pain} after"));
    let told: Vec<String> = before.into_iter().chain(after).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// "Stopped at 4 of 6 · Bird dog".
#[must_use]
pub fn place(exercise: &str, done: u32, of: u32) -> String {
    if done == 0 {
        return exercise.to_owned();
    }
    format!("Stopped at {done} of {of} · {exercise}")
}
