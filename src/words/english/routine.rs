//! A session of several exercises: what is said and shown between them.

#![allow(missing_docs)] // The names say what they are.

pub const REST: &str = "Rest";
pub const REST_PAUSED: &str = "Rest, paused";
pub const NEXT: &str = "Next";
pub const START_NOW: &str = "Start now";
pub const MORE_REST: &str = "15 seconds more";
pub const GET_READY: &str = "Get ready";
pub const SESSION_DONE: &str = "Done for today";
pub const SESSION_LEFT: &str = "Enough for today";
pub const SESSION_STOPPED: &str = "Stopped";
pub const NOT_DONE: &str = "left out";
pub const EASIER: &str = "Easier";
pub const HARDER: &str = "Harder";
pub const ANOTHER: &str = "Another one";
/// The form of an exercise that is no variant.
pub const USUAL_FORM: &str = "the usual way";
pub const CAMERA_GONE: &str = "The camera is not there. I go on when it is back.";

/// In the list of a routine, after an exercise.
#[must_use]
pub fn then_rest(seconds: u32) -> String {
    format!("then {seconds} s of rest")
}

/// Whose programme it is, and until when it is to be done.
#[must_use]
pub fn programme_of(therapist: Option<&str>, until: Option<&str>) -> Option<String> {
    let by = therapist.map(|therapist| format!("From {therapist}"));
    let until = until.map(|until| format!("until {until}"));
    let parts: Vec<String> = by.into_iter().chain(until).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Below the number of seconds that a rest still takes.
#[must_use]
pub fn seconds(seconds: u32) -> &'static str {
    if seconds == 1 { "second" } else { "seconds" }
}

/// "Rest, 45 seconds".
#[must_use]
pub fn rest_begins(seconds: u32) -> String {
    format!("Rest, {seconds} seconds")
}

/// An exercise as somebody hears it who lies on the floor: its name, how to get there, and how much.
#[must_use]
pub fn introduction(exercise: &str, steps: &[String], dose: &str) -> String {
    let mut sentences = vec![exercise];
    sentences.extend(steps.iter().map(String::as_str));
    sentences.push(dose);
    sentences.join(". ")
}

/// "Next: Side plank. …".
#[must_use]
pub fn next(introduction: &str) -> String {
    format!("{NEXT}: {introduction}")
}

/// "Bird dog done".
#[must_use]
pub fn done(exercise: &str) -> String {
    format!("{exercise} done")
}

/// "8 repetitions", "2 holds".
#[must_use]
pub fn counted(count: u32, are_holds: bool) -> String {
    match (count, are_holds) {
        (1, false) => "1 repetition".to_owned(),
        (1, true) => "1 hold".to_owned(),
        (count, false) => format!("{count} repetitions"),
        (count, true) => format!("{count} holds"),
    }
}

/// "Easier: from the knees".
#[must_use]
pub fn easier(form: &str) -> String {
    format!("{EASIER}: {form}")
}

/// "Harder: the usual way".
#[must_use]
pub fn harder(form: &str) -> String {
    format!("{HARDER}: {form}")
}

/// "Instead: Glute bridge".
#[must_use]
pub fn instead(exercise: &str) -> String {
    format!("Instead: {exercise}")
}

/// "Next time easier: from the knees".
#[must_use]
pub fn next_time_easier(form: &str) -> String {
    format!("Next time easier: {form}")
}

/// An exercise with its variant: "Side plank, from the knees".
#[must_use]
pub fn in_form(exercise: &str, form: &str) -> String {
    format!("{exercise}, {form}")
}

/// "Exercise 3 of 4".
#[must_use]
pub fn place(number: usize, of: usize) -> String {
    format!("Exercise {number} of {of}")
}

/// At the end: "Done for today. 4 exercises", or how far it went.
#[must_use]
pub fn session_done(done: usize, planned: usize) -> String {
    let exercises = if planned == 1 {
        "exercise"
    } else {
        "exercises"
    };
    if done == planned {
        format!("{SESSION_DONE}. {planned} {exercises}")
    } else {
        format!("{SESSION_LEFT}. {done} of {planned} {exercises}")
    }
}

/// "4 exercises · 12 minutes".
#[must_use]
pub fn exercises_and_minutes(exercises: usize, minutes: u32) -> String {
    let exercises = match exercises {
        1 => "1 exercise".to_owned(),
        exercises => format!("{exercises} exercises"),
    };
    match minutes {
        0 => format!("{exercises} · less than a minute"),
        1 => format!("{exercises} · 1 minute"),
        minutes => format!("{exercises} · {minutes} minutes"),
    }
}

/// A sentence of one exercise among several: "Bird dog: All 6 repetitions were good."
#[must_use]
pub fn of_exercise(exercise: &str, sentence: &str) -> String {
    format!("{exercise}: {sentence}")
}
