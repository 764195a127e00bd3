//! The live scenes: labels, units, and what the keys do.

#![allow(missing_docs)] // The names say what they are.

pub const GETTING_READY: &str = "Getting ready";
pub const STARTS_BY_ITSELF: &str = "Starts by itself";
pub const WHEN_ALL_TICKED: &str = "as soon as all five are ticked";
/// Over a picture that has not come yet.
pub const NO_PICTURE_YET: &str = "Waiting for the camera";
/// In place of a scene, before the first picture has come.
pub const FIRST_PICTURE: &str = "The first picture is on its way.";

// The names of keys.
pub const ENTER: &str = "Enter";
pub const SPACE: &str = "Space";
pub const ESC: &str = "Esc";

// What a key does.
pub const START_ANYWAY: &str = "Start anyway";
pub const MIRROR: &str = "Mirror";
pub const MUTE: &str = "Mute";
pub const UNMUTE: &str = "Unmute";
pub const BACK: &str = "Back";
pub const PAIN_STOP: &str = "Pain: stop";
pub const PAIN_OR_WAVE: &str = "Stop, or wave";
pub const GO_ON: &str = "Go on";
pub const PAUSE: &str = "Pause";
pub const END: &str = "End";
pub const CLOSE: &str = "Close";

/// The letters of the sides.
pub const LEFT: &str = "L";
pub const RIGHT: &str = "R";

/// Below the number of seconds that a hold still takes.
#[must_use]
pub fn seconds_left(seconds: u32) -> &'static str {
    if seconds == 1 {
        "second left"
    } else {
        "seconds left"
    }
}

/// Below the number of repetitions: "of 6".
#[must_use]
pub fn of(wanted: u32) -> String {
    format!("of {wanted}")
}

/// About how long the set still takes.
#[must_use]
pub fn minutes_left(minutes: u32) -> String {
    match minutes {
        0 => "less than a minute left".to_owned(),
        1 => "about 1 minute left".to_owned(),
        minutes => format!("about {minutes} minutes left"),
    }
}
