//! The checklist of the set-up scene: the labels of its rows, and the hints below them.

#![allow(missing_docs)] // The names say which row they belong to.

pub const WHOLE_BODY: &str = "Whole body";
pub const SIDE_ON: &str = "Side-on";
pub const FACING: &str = "Chest to the camera";
pub const DISTANCE: &str = "Distance";
pub const LIGHT: &str = "Light";
pub const START_POSE: &str = "Start pose";

// A row that is ticked.
pub const IN_THE_PICTURE: &str = "In the picture";
pub const JUST_RIGHT: &str = "Just right";
pub const BRIGHT_ENOUGH: &str = "Bright enough";

// A row that is open.
pub const SHOW_ALL: &str = "Show all of you";
pub const TURN_A_LITTLE: &str = "Turn a little";
pub const TURN_TO_ME: &str = "Turn to me";
pub const COME_CLOSER: &str = "Come closer";
pub const MOVE_BACK: &str = "Move back";
pub const MORE_LIGHT: &str = "More light";
/// The banner says which pose.
pub const AS_BELOW: &str = "As the line below says";
pub const COMES_LAST: &str = "Comes last";

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
