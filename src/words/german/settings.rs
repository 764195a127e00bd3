//! The settings, and what users tell about themselves.

#![allow(missing_docs)] // The names say what they are.

pub const SETTINGS: &str = "Einstellungen";
pub const BACK: &str = "Zurück";
pub const DONE: &str = "Fertig";
pub const ROW: &str = "Zeile";
pub const CHANGE: &str = "Ändern";
pub const OPEN: &str = "Öffnen";
pub const READ_ALOUD: &str = "Vorlesen";
pub const NOTHING_LEAVES: &str = "Alles bleibt auf diesem Rechner";
pub const ON: &str = "an";
pub const OFF: &str = "aus";

// Rows: a name, and a line that says more.
pub const VOICE: &str = "Stimme";
pub const SPOKEN_COACHING: [&str; 2] = ["Gesprochene Anleitung", "Hinweise, Zahlen, Pausen"];
pub const VOICE_KIND: [&str; 2] = ["Welche Stimme", "hör sie mit „Ton prüfen“"];
pub const VOICE_KINDS: [&str; 2] = ["Hell", "Tief"];
pub const SPEED: [&str; 2] = ["Tempo", "wie schnell sie spricht"];
pub const SOUND_CHECK: [&str; 2] = ["Ton prüfen", "ob du Spotter hörst"];
pub const SPEEDS: [&str; 3] = ["Langsam", "Normal", "Schnell"];
pub const CAMERA: &str = "Kamera";
pub const WHICH_CAMERA: &str = "Welche Kamera";
pub const NO_CAMERA: &str = "keine ist angeschlossen";
pub const MIRROR: [&str; 2] = ["Bild spiegeln", "rechts und links wie im Spiegel"];
pub const SCREEN: &str = "Bildschirm";
pub const TEXT_SIZE: [&str; 2] = ["Schriftgröße", "auf Seiten zum Lesen"];
pub const TEXT_SIZES: [&str; 2] = ["Normal", "Groß"];
pub const COACHING: &str = "Anleitung";
pub const HOW_STRICT: [&str; 2] = ["Wie streng", "wie bald ein Hinweis kommt"];
pub const STRICTNESS: [&str; 3] = ["Sanft", "Normal", "Streng"];
pub const WEEKLY_GOAL: [&str; 2] = ["Tage je Woche", "so viele nimmst du dir vor"];
pub const ASK_PAIN: [&str; 2] = ["Nach Schmerz fragen", "vor und nach dem Programm"];
pub const YOU: &str = "Du";
pub const ABOUT_YOU: &str = "Über dich";
pub const SAFETY_QUESTIONS: &str = "Sicherheitsfragen";
pub const READ: &str = "Lesen";

// What users tell about themselves.
pub const ABOUT_YOU_TITLE: &str = "Was trifft zu?";
pub const HEALTH: &str = "Gesundheit";
pub const JOINTS: &str = "Was weh tut";
pub const NO: &str = "Nein";
pub const YES: &str = "Ja";
/// A doctor or therapist has agreed to the exercises.
pub const AGREED: &str = "Erlaubt";
pub const AGREED_MEANS: &str = "Erlaubt: Arzt oder Therapeutin ist mit den Übungen einverstanden";
/// How an exercise is done to which a doctor or therapist has agreed.
pub const AS_AGREED: &str = "sanft, wie erlaubt";

/// "Alle Übungen wie gewohnt", "2 Übungen fallen weg, 4 gehen sanft".
#[must_use]
pub fn what_it_changes(left_out: usize, gently: usize) -> String {
    let left_out = match left_out {
        0 => None,
        1 => Some("1 Übung fällt weg".to_owned()),
        count => Some(format!("{count} Übungen fallen weg")),
    };
    match (left_out, gently) {
        (None, 0) => "alle Übungen wie gewohnt".to_owned(),
        (None, 1) => "1 Übung geht sanft".to_owned(),
        (None, gently) => format!("{gently} Übungen gehen sanft"),
        (Some(left_out), 0) => left_out,
        (Some(left_out), gently) => format!("{left_out}, {gently} sanft"),
    }
}

/// "beantwortet am 2. November"; none where they were not.
#[must_use]
pub fn answered(date: Option<(u8, u8)>) -> String {
    let date = date.and_then(|(month, day)| {
        let month = super::MONTHS.get(usize::from(month).checked_sub(1)?)?;
        Some(format!("beantwortet am {day}. {month}"))
    });
    date.unwrap_or_else(|| "noch nicht beantwortet".to_owned())
}

/// A row as it is read aloud: "Bild spiegeln: an".
#[must_use]
pub fn row_aloud(label: &str, value: &str) -> String {
    if value.is_empty() {
        label.to_owned()
    } else {
        format!("{label}: {value}")
    }
}

/// Where a routine of the day has exercises that the profile sets aside.
#[must_use]
pub fn all_set_aside(routine: &str) -> String {
    format!(
        "was du über dich gesagt hast, lässt in {routine:?} keine Übung übrig: nimm ein anderes Programm, oder ändere „Über dich“ in den Einstellungen"
    )
}

/// Where an exercise is asked for that the profile sets aside.
#[must_use]
pub fn set_aside(exercise: &str) -> String {
    format!(
        "{exercise} passt nicht zu dem, was du über dich gesagt hast: frag erst Arzt oder Therapeutin"
    )
}

/// How an exercise is done that needs care: "Mach es sanft: auf den Fäusten".
#[must_use]
pub fn with_care(how: &str) -> String {
    format!("Mach es sanft: {how}")
}
