//! The home screen.

#![allow(missing_docs)] // The names say what they are.

pub const NAME: &str = "Spotter";
pub const START_ROUTINE: &str = "Loslegen";
pub const HISTORY: &str = "Verlauf";
pub const SETTINGS: &str = "Einstellungen";
pub const THIS_WEEK: &str = "Diese Woche";
pub const CHOOSE: &str = "Wählen";
pub const START: &str = "Los";
pub const QUIT: &str = "Beenden";
pub const FULL_SCREEN: &str = "Vollbild";
pub const DISCLAIMER: &str =
    "Hör auf, wenn es weh tut. Spotter leitet an und stellt keine Diagnose.";
/// Monday to Sunday.
pub const DAYS: [&str; 7] = ["M", "D", "M", "D", "F", "S", "S"];
/// Where there is no camera.
pub const NO_CAMERA: &str = "Keine Kamera: eine künstliche Person zeigt, wie es geht";

/// By the hour of the day, 0 to 23.
#[must_use]
pub fn greeting(hour: u32) -> &'static str {
    match hour {
        4..=10 => "Guten Morgen",
        11..=17 => "Guten Tag",
        _ => "Guten Abend",
    }
}

/// "Dein Programm, etwa 14 Minuten".
#[must_use]
pub fn routine_takes(minutes: u32) -> String {
    match minutes {
        0 | 1 => "Dein Programm, etwa eine Minute".to_owned(),
        minutes => format!("Dein Programm, etwa {minutes} Minuten"),
    }
}

/// "2 von 3 Tagen".
#[must_use]
pub fn days(done: u32, goal: u32) -> String {
    match (done, goal) {
        (1, 1) => "1 Tag".to_owned(),
        (done, goal) if done >= goal => format!("{done} Tage"),
        (done, 1) => format!("{done} von 1 Tag"),
        (done, goal) => format!("{done} von {goal} Tagen"),
    }
}

/// When an exercise was done last: "heute", "gestern", "vor 4 Tagen".
#[must_use]
pub fn last_done(days_ago: u32) -> String {
    match days_ago {
        0 => "heute".to_owned(),
        1 => "gestern".to_owned(),
        days => format!("vor {days} Tagen"),
    }
}

/// Over what went wrong.
pub const LOOSENS: &str = "Lockert den Rücken";
pub const STRENGTHENS: &str = "Kräftigt den Rumpf";
pub const STRETCHES: &str = "Dehnt";
pub const DOES_NOT_WORK: &str = "Das geht im Moment nicht";

/// A dose where there is little room: "3 je Seite, 10 s".
#[must_use]
pub fn short_dose(words: &str) -> String {
    words.replace(" Sekunden", " s")
}
