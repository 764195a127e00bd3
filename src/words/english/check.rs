//! The answer of `spotter check` about one picture.

#![allow(missing_docs)] // The names say what they are.

pub const NOBODY_FOUND: &str = "nobody found";
pub const NOT_IN_POSITION: &str = "not in position";
pub const CANT_TELL_POSITION: &str = "I can't see enough to tell whether this is the position";
pub const IN_POSITION: &str = "in position";
pub const NOTHING_IS_OFF: &str = ", and nothing is off";
pub const CANT_SAY_MORE: &str = ", but I can't see enough to say more";
pub const LEFT: &str = ", left";
pub const RIGHT: &str = ", right";
/// Above the measures that are unknown.
pub const CANT_SEE_OR_TELL: &str = "I can't see or tell";
pub const SAME_SIDE: &str = "the same side";
pub const OPPOSITE_SIDES: &str = "opposite sides";

/// A cue for what is a little off.
#[must_use]
pub fn a_little(cue: &str) -> String {
    format!("{cue}, a little")
}

/// A name or a label that goes on a sentence after a comma.
#[must_use]
pub fn within_a_sentence(words: &str) -> String {
    format!(", {}", words.to_lowercase())
}

/// A point that a measure needs is hidden: "near hip not seen".
#[must_use]
pub fn not_seen(point: &str) -> String {
    format!("{point} not seen")
}

/// It lies outside the picture: "near ankle (foot) outside the picture".
#[must_use]
pub fn outside_picture(point: &str, part: &str) -> String {
    format!("{point} ({part}) outside the picture")
}

// Why a measure is unknown.
pub const SIDE_UNCLEAR: &str = "left and right can't be told apart";
pub const NO_START: &str = "no start pose to compare with";
pub const NO_OUTLINE: &str = "no outline of the person";
pub const EDGE_NOT_FOUND: &str = "the edge of the back was not found";
pub const EDGE_COVERED: &str = "something covers the edge of the back";
pub const NOT_IN_STILL: &str = "not in a still picture";
