//! Nachdem ein Satz gestoppt wurde.

#![allow(missing_docs)] // Was es ist, steht beim Englischen.

pub const TITLE: &str = "Gestoppt. Ruh dich aus.";
pub const SAVED: &str = "Was du getan hast, ist gespeichert. Nichts beginnt von selbst.";
pub const NOTHING_STARTS: &str = "Lass dir Zeit. Nichts beginnt von selbst.";
pub const QUESTION: &str = "Wie stark ist der Schmerz jetzt?";
pub const ASKED: &str =
    "Lass dir Zeit. Wenn du aufgestanden bist, drück die Zahl: wie stark ist es, null bis zehn?";

pub const CARRY_ON: &str = "Weitermachen";
pub const GO_GENTLY: &str = "Behutsam";
pub const LEAVE_THIS_ONE: &str = "Diese Übung heute lassen";

pub const GO_ON: &str = "Weiter";
pub const GO_ON_GENTLY: &str = "Sanft weiter";
pub const LESS_OF_IT: &str = "weniger und kleiner";
pub const SAME_AGAIN: &str = "ab der Ausgangslage";
pub const EASIER: &str = "Leichter";
pub const NEXT: &str = "Nächste Übung";
pub const ANOTHER: &str = "Andere Übung";
pub const CHOOSE_ONE: &str = "eine wählen";
pub const END: &str = "Ende für heute";
pub const WELL_DONE: &str = "gut bis hierher";

pub const EMERGENCY: [&str; 2] = [
    "Ruf den Notruf bei Druck in Brust, Arm oder Kiefer, Atemnot, Ohnmacht, plötzlicher",
    "Schwäche, tauben Beinen oder taubem Gesäß, oder wenn Blase oder Darm nicht halten.",
];

pub const PAIN_NUMBER: &str = "Schmerzzahl";
pub const MOVE: &str = "Bewegen";
pub const TAKE_IT: &str = "Nehmen";
pub const READ_ALOUD: &str = "Vorlesen";
pub const STOP_READING: &str = "Nicht mehr vorlesen";

/// "Gestoppt bei 4 von 6 · Vierfüßler".
#[must_use]
pub fn place(exercise: &str, done: u32, of: u32) -> String {
    if done == 0 {
        return exercise.to_owned();
    }
    format!("Gestoppt bei {done} von {of} · {exercise}")
}
