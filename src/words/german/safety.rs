//! The safety questions, before the first use and every month: signs that need a doctor
//! (specification §13).

#![allow(missing_docs)] // The names say what they are.

pub const BEFORE_YOU_START: &str = "Bevor du anfängst";
pub const WHY: &str =
    "Bitte lies das einmal. Spotter fragt jeden Monat wieder und liest es auch vor: drück V.";

pub const EMERGENCY: &str = "Hol sofort Hilfe und übe nicht,";
pub const IF_NEW: &str = "wenn etwas davon neu ist:";
pub const EMERGENCY_SIGNS: [&str; 7] = [
    "Taubheit, Kribbeln: Gesäß, Genitalien, innere Schenkel",
    "Harn oder Stuhl nicht halten, lassen oder spüren können",
    "Schmerz, Taubheit oder Schwäche in beiden Beinen",
    "Plötzlich keine Kraft in den Beinen",
    "Neue Störung der Sexualfunktion",
    "Schmerz in der Brust",
    "Schwerer Sturz oder Unfall",
];

pub const DOCTOR_FIRST: &str = "Geh erst zum Arzt,";
pub const IF_FITS: &str = "wenn etwas davon auf dich zutrifft:";
pub const DOCTOR_SIGNS: [&str; 7] = [
    "Fieber, oder Gewichtsverlust ohne Grund",
    "Eine Beule, oder der Rücken hat sich verformt",
    "Nachts schlimmer, oder Ruhe hilft nicht",
    "Schlimmer beim Husten oder Niesen",
    "Schmerz oben, zwischen den Schulterblättern",
    "Du hattest schon einmal Krebs",
    "Seit Wochen nicht besser",
];

pub const ONE_FITS: &str = "Etwas davon trifft zu";
pub const NONE_FITS: &str = "Nichts davon trifft zu";
pub const WHAT_TO_DO_NOW: &str = "Was jetzt zu tun ist";
pub const GO_ON: &str = "Weiter";
pub const READ_ALOUD: &str = "Vorlesen";
pub const STOP_READING: &str = "Nicht mehr vorlesen";
pub const HOME: &str = "Zur Übersicht";
pub const NO_DIAGNOSIS: &str = "Spotter leitet an und stellt keine Diagnose.";

/// The steps before the first exercise.
pub const STEPS: [&str; 4] = ["Sicherheit", "Über dich", "Ton", "Kamera"];

pub const QUESTIONS: &str = "Zu den Fragen";

/// What to do where one of the signs fits.
pub const NOT_TODAY: &str = "Bitte lass die Übungen vorerst";
pub const NOT_TODAY_WHY: &str =
    "Das sollte sich zuerst jemand ansehen, der sich auskennt. Die Übungen können warten.";
pub const EMERGENCY_HELP: &str = "Hol sofort Hilfe,";
pub const IF_FIRST_LIST: &str = "wenn etwas aus der ersten Liste zutrifft:";
pub const EMERGENCY_ADVICE: [&str; 4] = [
    "Ruf jetzt den Notruf an",
    "112 in Europa, 144 auch in Österreich und der Schweiz",
    "Sag, welches Zeichen es ist und seit wann",
    "Fahr nicht selbst, lass dich fahren",
];
pub const IF_SECOND_LIST: &str = "wenn etwas aus der zweiten Liste zutrifft:";
pub const DOCTOR_ADVICE: [&str; 4] = [
    "Mach in den nächsten Tagen einen Termin aus",
    "Beweg dich bis dahin so, wie es angenehm ist",
    "Frag, welche Übungen zu dir passen",
    "Komm dann wieder: Spotter fragt noch einmal",
];
pub const BACK_TO_HOME: &str = "Zur Übersicht";
pub const BACK_TO_QUESTIONS: &str = "Die Fragen noch einmal lesen";

// In a terminal.
pub const TYPE_AN_ANSWER: &str =
    "Tipp 0, wenn nichts davon zutrifft, 1, wenn etwas zutrifft, dann Enter: ";
pub const NOT_ASKED: &str =
    "bitte lies vor der ersten Übung die Sicherheitsfragen: `spotter` ohne Befehl zeigt sie";

/// At the end of what is read aloud.
const HOW_TO_ANSWER: &str = "Drück 0, wenn nichts zutrifft, und 1, wenn etwas zutrifft";

/// The heading of a list with the line below it, as they are read aloud.
fn heading(heading: &str, below: &str) -> String {
    format!("{heading} {}", below.trim_end_matches(':'))
}

/// The questions as they are read aloud.
#[must_use]
pub fn questions_aloud() -> Vec<String> {
    let mut sentences = vec![heading(EMERGENCY, IF_NEW)];
    sentences.extend(EMERGENCY_SIGNS.map(str::to_owned));
    sentences.push(heading(DOCTOR_FIRST, IF_FITS));
    sentences.extend(DOCTOR_SIGNS.map(str::to_owned));
    sentences.push(HOW_TO_ANSWER.to_owned());
    sentences
}

/// What to do, as it is read aloud.
#[must_use]
pub fn advice_aloud() -> Vec<String> {
    let mut sentences = vec![NOT_TODAY.to_owned(), heading(EMERGENCY_HELP, IF_FIRST_LIST)];
    sentences.extend(EMERGENCY_ADVICE.map(str::to_owned));
    sentences.push(heading(DOCTOR_FIRST, IF_SECOND_LIST));
    sentences.extend(DOCTOR_ADVICE.map(str::to_owned));
    sentences
}
