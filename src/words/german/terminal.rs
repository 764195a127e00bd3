//! The lines of a set in a terminal, live and of a video.

#![allow(missing_docs)] // The names say what happened.

use std::fmt::Display;

use super::one_decimal;

pub const ALL_IN_PLACE: &str = "alles bereit";
pub const START_POSE_SEEN: &str = "Startposition gesehen";
pub const HOLD_BEGINS: &str = "Halten beginnt";
pub const CLOCK_RUNS_AGAIN: &str = "die Uhr läuft wieder";
pub const NOBODY_SEEN: &str = "niemand ist mehr zu sehen";
pub const SOMEBODY_SEEN: &str = "jemand ist wieder zu sehen";
pub const STOPPED_FOR_PAIN: &str = "gestoppt: Schmerz";
pub const STOPPED_BY_WAVE: &str = "durch Winken gestoppt";
pub const HAS_LEFT: &str = "niemand ist zurückgekommen";

// Why a movement did not count.
pub const NOT_FAR_ENOUGH: &str = "nicht weit genug";
pub const NOT_HELD: &str = "nicht gehalten";
pub const ONE_LIMB_ONLY: &str = "nur Arm oder Bein";
pub const NOT_COUNTED_PART_WAY: &str = "(nicht ganz, zählt nicht)";
pub const NOT_COUNTED_NOT_HELD: &str = "(nicht gehalten, zählt nicht)";
pub const NOT_COUNTED_ONE_LIMB: &str = "(nur Arm oder Bein, zählt nicht)";

// Behind a repetition, what is to be said of it.
pub const SHORTER_THAN_ITS_GOAL: &str = ", kürzer als das Ziel";
pub const NOT_YET_AS_IT_SHOULD_BE: &str = ", noch nicht, wie sie sein soll";
pub const NOT_JUDGED: &str = ", nicht zu beurteilen";

pub const NO_FAST_MODEL: &str = "diesem Prozessor fehlen die Befehle, die das schnelle Modell braucht (VNNI, bei ARM Skalarprodukte), darum wird das volle Modell genommen";

// Behind a number or a verb, on which side.
pub const LEFT: &str = " links";
pub const RIGHT: &str = " rechts";

/// A repetition, or a hold that counts as one.
#[must_use]
pub fn repetition(number: u32, side: &str, held_s: f64, remark: &str) -> String {
    let held_s = one_decimal(held_s);
    format!("Wiederholung {number}{side}, {held_s} s gehalten{remark}")
}

/// A movement that did not count.
#[must_use]
pub fn part_way(side: &str, why: &str) -> String {
    format!("nicht ganz{side}: {why}")
}

/// A hold that a fault interrupts.
#[must_use]
pub fn clock_stands_still(held_s: f64) -> String {
    format!("die Uhr steht bei {} s", one_decimal(held_s))
}

/// The end of a hold.
#[must_use]
pub fn hold_ends(held_s: f64) -> String {
    format!("Halten endet nach {} s", one_decimal(held_s))
}

/// What is spoken.
#[must_use]
pub fn cue(text: &str) -> String {
    format!("Hinweis: {text}")
}

/// A fault, by its id.
#[must_use]
pub fn is_off(fault: &str) -> String {
    format!("{fault} weicht ab")
}

/// A frame that can't be read.
#[must_use]
pub fn skipped(why: impl Display) -> String {
    format!("{why}; es wird übersprungen")
}

/// How long a stage took, in milliseconds.
#[must_use]
pub fn took(half_ms: f64, most_ms: f64) -> String {
    format!("{half_ms:>8.2} ms die Hälfte der Bilder, {most_ms:>8.2} ms 95 von 100")
}

/// What judging and showing cost.
#[must_use]
pub fn cost(frames_per_s: f64, processor: Option<f64>) -> String {
    let share = processor.map(|share| format!(", {:.0} % eines Kerns", 100.0 * share));
    format!(
        "{frames_per_s:.1} Bilder je Sekunde{}",
        share.unwrap_or_default()
    )
}
