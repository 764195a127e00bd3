//! The headings of an exercise as `spotter exercises show` prints it.

#![allow(missing_docs)] // The names say what stands below them.

pub const WHAT_TO_DO: &str = "Was zu tun ist";
pub const STEPS: &str = "Schritte";
pub const TAKE_CARE: &str = "Achte auf dich";
pub const WHAT_I_CANT_SEE: &str = "Was ich nicht sehe";
pub const HOW_MUCH: &str = "Wie viel (--dose)";
pub const OTHER_WAYS: &str = "Andere Arten (--variant)";
pub const EASIER: &str = "leichter";
pub const HARDER: &str = "schwerer";
pub const WHAT_I_WATCH: &str = "Worauf ich achte, und was ich sage";

// The list of all exercises.
pub const OWN_FILE: &str = "deine eigene Datei";

/// "Arten: hold, sphinx".
#[must_use]
pub fn variants(ids: &str) -> String {
    format!("Arten: {ids}")
}
