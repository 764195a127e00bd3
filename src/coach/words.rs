//! The sentences of the coach that belong to no exercise. Plain, calm, short; never "wrong".
//! Everything that is spoken comes from here or from an exercise file.

use crate::exercise::Joint;

use super::event::Missing;

pub(super) const WHOLE_BODY: &str = "Whole body";
pub(super) const SIDE_ON: &str = "Side-on";
pub(super) const FACING: &str = "Chest to the camera";
pub(super) const DISTANCE: &str = "Distance";
pub(super) const LIGHT: &str = "Light";
pub(super) const START_POSE: &str = "Start pose";

pub(super) const HOLD_STILL: &str = "Hold still";
pub(super) const BEGIN: &str = "Begin.";
pub(super) const GOOD: &str = "Good";
pub(super) const LOST: &str = "I lost you. Look at the camera for a second.";
pub(super) const NO_PICTURE: &str = "I get no picture from the camera";
pub(super) const PICTURE_IS_BACK: &str = "The camera is back";
pub(super) const LOWER_AND_REST: &str = "Lower and rest";
pub(crate) const HOLD_LONGER: &str = "Hold it a little longer";
pub(super) const COUNTING_ONLY: &str = "I can only count from here";
pub(super) const TWO_MORE: &str = "Two more";
pub(super) const LAST_ONE: &str = "Last one";
pub(super) const OTHER_SIDE: &str = "Other side";
pub(super) const HALF_WAY: &str = "Half-way";
pub(super) const PAUSED_SHORT: &str = "Paused";
pub(super) const PAUSED: &str = "Paused. Take your start pose when you are ready.";
pub(super) const STOPPED: &str = "Stopped. Rest as you like.";
pub(super) const CANT_JUDGE: &str = "I can't see enough to judge";

/// What the strip says of a missing thing.
pub(super) fn missing(missing: Missing, side_view: bool) -> &'static str {
    match missing {
        Missing::Person => "Step into the picture",
        Missing::Light => "A little more light, please",
        Missing::WholeBody => "Show me your whole body",
        Missing::Closer => "Come a little closer",
        Missing::Further => "Move back a little",
        Missing::SideOn if side_view => "Turn side-on a little",
        Missing::SideOn => "Turn your chest to me",
    }
}

/// The part of the body that a hidden joint means to people: "hand" for the wrist.
pub(super) fn part(joint: Joint) -> &'static str {
    match joint {
        Joint::Ear => "head",
        Joint::Shoulder => "shoulder",
        Joint::Elbow => "elbow",
        Joint::Wrist => "hand",
        Joint::Hip => "hips",
        Joint::Knee => "knee",
        Joint::Ankle | Joint::Heel | Joint::Toe => "foot",
    }
}

/// "I can't see your hand and foot".
pub(super) fn cant_see(parts: &[&str]) -> String {
    match parts {
        [] => CANT_JUDGE.to_owned(),
        [one] => format!("I can't see your {one}"),
        [one, two, ..] => format!("I can't see your {one} and {two}"),
    }
}

/// "Other side. Right side": the words of the exercise for the side to come.
pub(super) fn other_side(side_word: &str) -> String {
    format!("{OTHER_SIDE}. {side_word}")
}

/// A count as it is spoken.
pub(super) fn number(n: u32) -> String {
    const WORDS: [&str; 13] = [
        "Nought", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve",
    ];
    WORDS
        .get(n as usize)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}
