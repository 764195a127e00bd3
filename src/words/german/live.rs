//! The live scenes: labels, units, and what the keys do.

#![allow(missing_docs)] // The names say what they are.

pub const GETTING_READY: &str = "Mach dich bereit";
pub const STARTS_BY_ITSELF: &str = "Beginnt von selbst";
pub const WHEN_ALL_TICKED: &str = "sobald alle fünf Haken da sind";
/// Over a picture that has not come yet.
pub const NO_PICTURE_YET: &str = "Warte auf die Kamera";
/// In place of a scene, before the first picture has come.
pub const FIRST_PICTURE: &str = "Gleich kommt das erste Bild.";

// The names of keys.
pub const ENTER: &str = "Enter";
pub const SPACE: &str = "Leertaste";
pub const ESC: &str = "Esc";

// What a key does.
pub const START_ANYWAY: &str = "Trotzdem starten";
pub const MIRROR: &str = "Spiegeln";
pub const MUTE: &str = "Stumm";
pub const UNMUTE: &str = "Ton an";
pub const BACK: &str = "Zurück";
pub const PAIN_STOP: &str = "Schmerz: Stopp";
pub const PAIN_OR_WAVE: &str = "Stopp, oder winken";
pub const GO_ON: &str = "Weiter";
pub const PAUSE: &str = "Pause";
pub const END: &str = "Ende";
pub const CLOSE: &str = "Schließen";

/// The letters of the sides.
pub const LEFT: &str = "L";
pub const RIGHT: &str = "R";

/// Below the number of seconds that a hold still takes.
#[must_use]
pub fn seconds_left(seconds: u32) -> &'static str {
    if seconds == 1 {
        "Sekunde noch"
    } else {
        "Sekunden noch"
    }
}

/// Below the number of repetitions: "von 6".
#[must_use]
pub fn of(wanted: u32) -> String {
    format!("von {wanted}")
}

/// About how long the set still takes.
#[must_use]
pub fn minutes_left(minutes: u32) -> String {
    match minutes {
        0 => "noch weniger als eine Minute".to_owned(),
        1 => "noch etwa 1 Minute".to_owned(),
        minutes => format!("noch etwa {minutes} Minuten"),
    }
}
