//! The sound check and the camera check, before the first time and from the settings.

#![allow(missing_docs)] // The names say what they are.

pub const SOUND_TITLE: &str = "Sound check";
pub const SOUND_WHY: &str =
    "On the floor you will mostly listen. Spotter says this every few seconds:";
/// What is spoken, and shown large.
pub const CAN_YOU_HEAR: &str = "Can you hear me?";
pub const I_HEAR: &str = "Yes, I hear it";
pub const I_HEAR_NOTHING: &str = "No";

/// Where nothing is heard.
pub const NO_SOUND: &str = "No sound yet";
pub const NO_SOUND_WHY: &str = "This is mended quickly most of the time.";
pub const NO_SOUND_HELP: [&str; 4] = [
    "Turn the sound of the computer up, and see that it is not muted",
    "Unplug headphones, or choose the speaker in the system’s settings",
    "In a terminal, spotter doctor says what is missing",
    "It goes without a voice too: everything stands on the screen",
];
pub const TRY_AGAIN: &str = "Try again";
pub const TRY: &str = "Try";
pub const GO_ON: &str = "Go on";

pub const ONE_CAMERA: &str = "Do you see yourself?";
pub const CAMERAS: &str = "Which camera sees you?";
pub const CAMERA_PLACE: &str =
    "Place it at your side, two metres away, as high as a stool: all of you fits in, lying down.";
pub const PICTURE_COMES: &str = "The picture comes in a moment";
pub const I_SEE: &str = "Yes, go on";
pub const THIS_ONE: &str = "This one";

pub const NO_CAMERA: &str = "No camera is plugged in";
pub const NO_CAMERA_WHY: &str = "You can look around without one.";
pub const NO_CAMERA_HELP: [&str; 3] = [
    "A synthetic person shows you how every exercise goes",
    "Plug in a camera whenever you like, and start Spotter again",
    "In a terminal, spotter doctor says which cameras it finds",
];

pub const CHOOSE: &str = "Choose";
pub const LATER: &str = "Later";
