//! A session of several exercises: what is said and shown between them.

#![allow(missing_docs)] // The names say what they are.

pub const REST: &str = "Pause";
pub const REST_PAUSED: &str = "Pause, angehalten";
pub const NEXT: &str = "Als Nächstes";
pub const START_NOW: &str = "Jetzt starten";
pub const MORE_REST: &str = "15 Sekunden mehr";
pub const GET_READY: &str = "Mach dich bereit";
pub const SESSION_DONE: &str = "Fertig für heute";
pub const SESSION_LEFT: &str = "Genug für heute";
pub const SESSION_STOPPED: &str = "Gestoppt";
pub const NOT_DONE: &str = "ausgelassen";
pub const EASIER: &str = "Leichter";
pub const HARDER: &str = "Schwerer";
pub const ANOTHER: &str = "Eine andere";
/// The form of an exercise that is no variant.
pub const USUAL_FORM: &str = "wie üblich";
pub const CAMERA_GONE: &str = "Die Kamera ist nicht da. Es geht weiter, sobald sie da ist.";

/// In the list of a routine, after an exercise.
#[must_use]
pub fn then_rest(seconds: u32) -> String {
    format!("dann {seconds} s Pause")
}

/// Whose programme it is, and until when it is to be done.
#[must_use]
pub fn programme_of(therapist: Option<&str>, until: Option<&str>) -> Option<String> {
    let by = therapist.map(|therapist| format!("Von {therapist}"));
    let until = until.map(|until| format!("bis {until}"));
    let parts: Vec<String> = by.into_iter().chain(until).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Below the number of seconds that a rest still takes.
#[must_use]
pub fn seconds(seconds: u32) -> &'static str {
    if seconds == 1 { "Sekunde" } else { "Sekunden" }
}

/// "Pause, 45 Sekunden".
#[must_use]
pub fn rest_begins(seconds: u32) -> String {
    format!("{REST}, {seconds} Sekunden")
}

/// An exercise as somebody hears it who lies on the floor: its name, how to get there, and how much.
#[must_use]
pub fn introduction(exercise: &str, steps: &[String], dose: &str) -> String {
    let mut sentences = vec![exercise];
    sentences.extend(steps.iter().map(String::as_str));
    sentences.push(dose);
    sentences.join(". ")
}

/// "Als Nächstes: Seitstütz. …".
#[must_use]
pub fn next(introduction: &str) -> String {
    format!("{NEXT}: {introduction}")
}

/// "Bird Dog ist fertig".
#[must_use]
pub fn done(exercise: &str) -> String {
    format!("{exercise} ist fertig")
}

/// "8 Wiederholungen", "2 Mal gehalten".
#[must_use]
pub fn counted(count: u32, are_holds: bool) -> String {
    match (count, are_holds) {
        (1, false) => "1 Wiederholung".to_owned(),
        (1, true) => "1 Mal gehalten".to_owned(),
        (count, false) => format!("{count} Wiederholungen"),
        (count, true) => format!("{count} Mal gehalten"),
    }
}

/// "Leichter: von den Knien aus".
#[must_use]
pub fn easier(form: &str) -> String {
    format!("{EASIER}: {form}")
}

/// "Schwerer: wie üblich".
#[must_use]
pub fn harder(form: &str) -> String {
    format!("{HARDER}: {form}")
}

/// "Stattdessen: Schulterbrücke".
#[must_use]
pub fn instead(exercise: &str) -> String {
    format!("Stattdessen: {exercise}")
}

/// "Nächstes Mal leichter: von den Knien aus".
#[must_use]
pub fn next_time_easier(form: &str) -> String {
    format!("Nächstes Mal leichter: {form}")
}

/// An exercise with its variant: "Seitstütz, von den Knien aus".
#[must_use]
pub fn in_form(exercise: &str, form: &str) -> String {
    format!("{exercise}, {form}")
}

/// "Übung 3 von 4".
#[must_use]
pub fn place(number: usize, of: usize) -> String {
    format!("Übung {number} von {of}")
}

/// At the end: "Fertig für heute. 4 Übungen", or how far it went.
#[must_use]
pub fn session_done(done: usize, planned: usize) -> String {
    let exercises = if planned == 1 { "Übung" } else { "Übungen" };
    if done == planned {
        format!("{SESSION_DONE}. {planned} {exercises}")
    } else {
        format!("{SESSION_LEFT}. {done} von {planned} {exercises}")
    }
}

/// "4 Übungen · 12 Minuten".
#[must_use]
pub fn exercises_and_minutes(exercises: usize, minutes: u32) -> String {
    let exercises = match exercises {
        1 => "1 Übung".to_owned(),
        exercises => format!("{exercises} Übungen"),
    };
    match minutes {
        0 => format!("{exercises} · weniger als eine Minute"),
        1 => format!("{exercises} · 1 Minute"),
        minutes => format!("{exercises} · {minutes} Minuten"),
    }
}

/// A sentence of one exercise among several: "Bird Dog: Alle 6 Wiederholungen waren gut."
#[must_use]
pub fn of_exercise(exercise: &str, sentence: &str) -> String {
    format!("{exercise}: {sentence}")
}
