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

pub const BEFORE_TITLE: &str = "Bevor du beginnst";
pub const BEFORE: &str = "Wie stark ist der Schmerz im Rücken jetzt?";
pub const BEFORE_ASKED: &str = "Wie stark ist der Schmerz jetzt, null bis zehn? Drück die Zahl, oder Enter, um sie wegzulassen";
pub const GOES_ON_BY_ITSELF: &str = "Du musst nicht antworten. Es geht gleich von selbst weiter.";
pub const SKIP: &str = "Weglassen";
pub const AFTER: &str = "Wie fühlt sich dein Rücken jetzt an?";
pub const AFTER_ASKED: &str = "Wie fühlt sich dein Rücken jetzt an? Wenn du aufgestanden bist, drück eine Zahl, null bis zehn, wenn du magst";
pub const NO_PAIN: &str = "0 kein Schmerz";
pub const WORST_PAIN: &str = "10 der stärkste";
pub const CLEARLY_LESS: &str = "deutlich weniger";
pub const CLEARLY_MORE: &str = "deutlich mehr";

/// "Schmerz 4 vorher, 3 nachher".
#[must_use]
pub fn before_and_after(before: Option<u8>, after: Option<u8>) -> Option<String> {
    Some(format!("Schmerz {}", numbers(before, after)?))
}

/// "4 vorher, 3 nachher".
#[must_use]
pub fn numbers(before: Option<u8>, after: Option<u8>) -> Option<String> {
    let before = before.map(|pain| format!("{pain} vorher"));
    let after = after.map(|pain| format!("{pain} nachher"));
    let told: Vec<String> = before.into_iter().chain(after).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// "Gestoppt bei 4 von 6 · Vierfüßler".
#[must_use]
pub fn place(exercise: &str, done: u32, of: u32) -> String {
    if done == 0 {
        return exercise.to_owned();
    }
    format!("Gestoppt bei {done} von {of} · {exercise}")
}
