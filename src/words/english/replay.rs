//! A set that is judged again.

#![allow(missing_docs)] // The names say what they are.

pub const GAPS: &str =
    "A part of what was seen in this set is missing. What is said may differ from then.";
pub const FILE_HAS_CHANGED: &str =
    "The exercise's file has changed since this set. What is said may differ from then.";
pub const SAME: &str = "Nothing would be said otherwise.";

// What the keys do.
pub const SECONDS: &str = "5 seconds";
pub const FRAME: &str = "one frame";
pub const NEXT_FAULT: &str = "next fault";
pub const AGAIN: &str = "See it again";
