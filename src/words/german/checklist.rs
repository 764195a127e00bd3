//! The checklist of the set-up scene: the labels of its rows, and the hints below them.

#![allow(missing_docs)] // The names say which row they belong to.

pub const WHOLE_BODY: &str = "Ganzer Körper";
pub const SIDE_ON: &str = "Seitlich";
pub const FACING: &str = "Brust zur Kamera";
pub const DISTANCE: &str = "Abstand";
pub const LIGHT: &str = "Licht";
pub const START_POSE: &str = "Startposition";

// A row that is ticked.
pub const IN_THE_PICTURE: &str = "Im Bild";
pub const JUST_RIGHT: &str = "Genau richtig";
pub const BRIGHT_ENOUGH: &str = "Hell genug";

// A row that is open.
pub const SHOW_ALL: &str = "Zeig dich ganz";
pub const TURN_A_LITTLE: &str = "Dreh dich etwas";
pub const TURN_TO_ME: &str = "Dreh dich zu mir";
pub const COME_CLOSER: &str = "Komm näher";
pub const MOVE_BACK: &str = "Geh zurück";
pub const MORE_LIGHT: &str = "Mehr Licht";
/// The banner says which pose.
pub const AS_BELOW: &str = "Wie unten steht";
pub const COMES_LAST: &str = "Kommt zuletzt";

/// Every hint.
pub const HINTS: [&str; 11] = [
    IN_THE_PICTURE,
    JUST_RIGHT,
    BRIGHT_ENOUGH,
    SHOW_ALL,
    TURN_A_LITTLE,
    TURN_TO_ME,
    COME_CLOSER,
    MOVE_BACK,
    MORE_LIGHT,
    AS_BELOW,
    COMES_LAST,
];
