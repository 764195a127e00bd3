//! The headings of an exercise as `spotter exercises show` prints it.

#![allow(missing_docs)] // The names say what stands below them.

pub const WHAT_TO_DO: &str = "What to do";
pub const STEPS: &str = "Steps";
pub const TAKE_CARE: &str = "Take care";
pub const WHAT_I_CANT_SEE: &str = "What I can't see";
pub const HOW_MUCH: &str = "How much (--dose)";
pub const OTHER_WAYS: &str = "Other ways (--variant)";
pub const EASIER: &str = "easier";
pub const HARDER: &str = "harder";
pub const WHAT_I_WATCH: &str = "What I watch, and what I say";

// The list of all exercises.
pub const OWN_FILE: &str = "your own file";

/// "variants: hold, sphinx".
#[must_use]
pub fn variants(ids: &str) -> String {
    format!("variants: {ids}")
}
