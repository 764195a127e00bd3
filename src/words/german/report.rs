//! The report for a doctor or a therapist. It speaks of the user in the third person.

#![allow(missing_docs)] // The names say what they are.

use crate::blazepose::{Joint, Side};

pub const TITLE: &str = "Rückenübungen zu Hause";
pub const SET_TITLE: &str = "Ein Satz einer Übung";

/// "28. November 2026".
#[must_use]
pub fn date(day: u8, month: u8, year: u16) -> String {
    let month = super::MONTHS[usize::from(month.clamp(1, 12)) - 1];
    format!("{day}. {month} {year}")
}

#[must_use]
pub fn period(from: &str, to: &str) -> String {
    format!("{from} bis {to}")
}

#[must_use]
pub fn written_on(date: &str) -> String {
    format!("Geschrieben am {date} von Spotter, aus dem Verlauf auf dem eigenen Computer")
}

// What it comes to.
pub const IN_SHORT: &str = "Kurz gesagt";

#[must_use]
pub fn days_done(days: usize, weeks: usize) -> String {
    let days = match days {
        1 => "1 Tag".to_owned(),
        days => format!("{days} Tagen"),
    };
    match weeks {
        1 => format!("An {days} in einer Woche geübt."),
        weeks => format!("An {days} in {weeks} Wochen geübt."),
    }
}

#[must_use]
pub fn goal_reached(goal: u8, reached: usize, weeks: usize) -> String {
    let days = days_a_week(goal);
    format!("Das Ziel, {days}, wurde in {reached} von {weeks} Wochen erreicht.")
}

#[must_use]
pub fn days_a_week(days: u8) -> String {
    match days {
        1 => "1 Tag in der Woche".to_owned(),
        days => format!("{days} Tage in der Woche"),
    }
}

pub const NO_PAIN_STOP: &str = "Kein Satz wurde wegen Schmerzen gestoppt.";

#[must_use]
pub fn stopped_for_pain(sets: usize) -> String {
    match sets {
        1 => "1 Satz wurde wegen Schmerzen gestoppt".to_owned(),
        sets => format!("{sets} Sätze wurden wegen Schmerzen gestoppt"),
    }
}

#[must_use]
pub fn pain_course([first, last]: [f32; 2], became: Option<&str>) -> String {
    let became = became.map_or_else(String::new, |became| format!(", {became}"));
    let [first, last] = [first, last].map(|pain| super::one_decimal(f64::from(pain)));
    format!("Schmerz vor den Übungen, 0 bis 10: anfangs {first}, zuletzt {last}{became}.")
}

#[must_use]
pub fn score(score: u8, date: &str) -> String {
    format!("Roland-Morris-Fragebogen: {score} von 24 ({date}).")
}

#[must_use]
pub fn scores(first: u8, first_date: &str, last: u8, last_date: &str, became: &str) -> String {
    format!(
        "Roland-Morris-Fragebogen, von 24: {first} ({first_date}), {last} ({last_date}), {became}."
    )
}

pub const ABOUT_THE_SAME: &str = "etwa gleich";
pub const PAIN_CURVE: &str = "Schmerz vor und nach den Übungen, 0 bis 10";
pub const BEFORE: &str = "vorher";
pub const AFTER: &str = "nachher";

pub const MORE_THAN_AT_FIRST: &str = "Mehr als am Anfang";
pub const LESS_THAN_AT_FIRST: &str = "Weniger als am Anfang";
pub const REST_THE_SAME: &str = "Sonst änderte sich nichts um mehr als den Messfehler.";
pub const NOTHING_CHANGED: &str = "Nichts änderte sich um mehr als den Messfehler.";
pub const TOO_EARLY: &str = "Noch nicht genug Tage, um zu sagen, was sich geändert hat.";

#[must_use]
pub fn less_on(side: Side) -> &'static str {
    match side {
        Side::Left => "Links weniger als rechts",
        Side::Right => "Rechts weniger als links",
    }
}

// The weeks.
pub const WEEKS: &str = "Tage mit Übungen, Woche für Woche";
pub const DAY_DONE: &str = "ein Tag mit Übungen";
pub const GOAL: &str = "das eigene Ziel";
pub const PAIN_STOP: &str = "ein Stopp wegen Schmerzen";

// The exercises.
pub const EXERCISES: &str = "Die Übungen, am Anfang und jetzt";
pub const LEFT: &str = "Links";
pub const RIGHT: &str = "Rechts";
pub const REPETITIONS: &str = "Wiederholungen";
pub const HOLDS: &str = "Gehalten (Anzahl)";
pub const HELD: &str = "Haltezeit";
/// How far the measured part went.
pub const RANGE: &str = "Umfang";
pub const WITHIN_A_SENTENCE: [&str; 3] = ["Haltezeit", "Umfang", "gute Form"];
pub const GOOD: &str = "Gute Form";
pub const MORE: &str = "mehr";
pub const LESS: &str = "weniger";

#[must_use]
pub fn sets(sets: usize) -> String {
    match sets {
        1 => "1 Satz".to_owned(),
        sets => format!("{sets} Sätze"),
    }
}

/// How many there were, and how many in a set.
#[must_use]
pub fn counted(counted: u32, a_set: usize) -> String {
    format!("{counted}, {a_set} je Satz")
}

/// What is drawn over the days.
#[must_use]
pub fn by_day(what: &str) -> String {
    format!("{what}, Tag für Tag")
}

pub const WAS_OFF: &str = "Was nicht stimmte";

/// "Fersenhöhe in 9 von 24 Sätzen, meist in Wiederholung 4 bis 6".
#[must_use]
pub fn was_off(label: &str, sets: usize, of: usize, reps: Option<(u32, u32)>) -> String {
    let when = match reps {
        None => String::new(),
        Some((first, last)) if first == last => format!(", meist in Wiederholung {first}"),
        Some((first, last)) => format!(", meist in Wiederholung {first} bis {last}"),
    };
    format!("{label} in {sets} von {of} Sätzen{when}")
}

pub const NOT_COUNTED: &str = "Halb, nicht gezählt";
pub const NOT_SEEN: &str = "Nicht zu sehen";

#[must_use]
pub fn not_seen(what: &str, sets: usize, of: usize) -> String {
    format!("{what} in {sets} von {of} Sätzen")
}

/// The part of the body that a hidden joint means to people.
#[must_use]
pub fn part(joint: Joint) -> &'static str {
    match joint {
        Joint::Ear => "Kopf",
        Joint::Shoulder => "Schulter",
        Joint::Elbow => "Ellbogen",
        Joint::Wrist => "Hand",
        Joint::Hip => "Hüfte",
        Joint::Knee => "Knie",
        Joint::Ankle | Joint::Heel | Joint::Toe => "Fuß",
    }
}

pub const SIDE_VIEW: &str = "der Körper von der Seite";
pub const ENOUGH_PICTURES: &str = "genug Bilder in der Sekunde";

// One set.
pub const REP_BY_REP: &str = "Eine nach der anderen";
pub const WHEN_OFF: &str = "Wann etwas nicht stimmte";
pub const IS_GOOD: &str = "gut";
pub const IS_NOT_GOOD: &str = "nicht gut";
pub const NOT_JUDGED: &str = "nicht zu beurteilen";
pub const TIMES: &str = "Wie oft";
pub const IN_ALL: &str = "Zusammen";
pub const NOTHING_COUNTED: &str = "In diesem Satz wurde nichts gezählt.";
pub const INTERRUPTED: &str = "Der Satz wurde unterbrochen. Die Zahlen sind die bis dahin.";
pub const NOT_THE_USER: &str = "Zu sehen war ein Video oder die künstliche Person. Über den Menschen vor dem \
    Computer sagen die Zahlen nichts.";

/// "bei 12 s, 0:45".
#[must_use]
pub fn at_times(times: &str) -> String {
    format!("bei {times}")
}

// How it was measured.
pub const METHOD: &str = "Wie gemessen wurde, und was das nicht sagen kann";

#[must_use]
pub fn camera(models: &str, versions: &str) -> String {
    format!(
        "Eine Webcam; 33 Punkte des Körpers, in ihren Bildern gefunden vom Modell BlazePose ({models}); \
         Spotter {versions}. Das ist kein Medizinprodukt und stellt keine Diagnose."
    )
}

pub const ERROR: &str = "Winkel sind die im Bild. Die Hälfte liegt bis etwa 3°, neun von zehn liegen bis 10° \
    neben den wahren; eine schräg oder hoch stehende Kamera macht es schlechter. Der Umfang ist der Weg von \
    dort, wo die Bewegung begann, in Grad oder in Teilen der Rumpflänge.";
pub const ARROWS: &str = "Die Zahlen sind Mittel der ersten und der letzten drei Tage, aus dem Median jedes \
    Tages. ▲ und ▼ stehen, wo sie sich um mehr unterscheiden als den Messfehler (10°, 6 % der Rumpflänge, 1 s) \
    und als die letzten fünf Tage unter sich; bei guter Form um mehr als den Zufall. Die Seiten werden ebenso \
    verglichen. Kein Pfeil heißt, dass keine Änderung zu erkennen ist.";
pub const FORM: &str = "Gute Form: so lange gehalten wie verlangt, und keine Regel der Übung verletzt. Nur was \
    zu beurteilen war, zählt. Eine Kamera sieht keine einzelnen Wirbel, kein kleines Hohlkreuz, keine Drehung \
    um die Blickrichtung, keine Muskeln, keinen Druck und keinen Atem.";
pub const SCORE: &str = "Der Roland-Morris-Fragebogen hat 24 Sätze; gezählt werden die, die den Menschen an dem \
    Tag beschreiben (Spine 1983; 8: 141). Eine Änderung wird ab 5 Punkten und 30 % genannt.";
pub const PAIN_FELT: &str = "Schmerz vorher und nachher ist, was über den Rücken gesagt wurde, wie er dann     war. Verglichen werden die ersten drei und die letzten drei Male; eine Änderung wird ab 2 Punkten und     30 % genannt, der kleinsten, die Menschen wichtig nennen (Ostelo 2008).";
pub const PAIN: &str = "Schmerz ist, was nach einem Stopp gesagt wurde, 0 bis 10. Eine Änderung um 2 ist die \
    kleinste, die Menschen wichtig nennen (Ostelo 2008).";

// One set, over its time.
pub const OVER_TIME: &str = "Im Verlauf des Satzes";
pub const TARGET: &str = "das Ziel";
pub const OFF: &str = "etwas stimmte nicht";
pub const AT_BEST: &str = "Am besten";
pub const PICTURES: &str = "Bilder";
