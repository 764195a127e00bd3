//! The lines of a set in a terminal, live and of a video.

#![allow(missing_docs)] // The names say what happened.

use std::fmt::Display;

pub const ALL_IN_PLACE: &str = "all in place";
pub const START_POSE_SEEN: &str = "start pose seen";
pub const HOLD_BEGINS: &str = "hold begins";
pub const CLOCK_RUNS_AGAIN: &str = "clock runs again";
pub const NOBODY_SEEN: &str = "nobody is seen any more";
pub const SOMEBODY_SEEN: &str = "somebody is seen again";
pub const STOPPED_FOR_PAIN: &str = "stopped: pain";
pub const STOPPED_BY_WAVE: &str = "stopped by a wave";
pub const HAS_LEFT: &str = "nobody has come back";

// Why a movement did not count.
pub const NOT_FAR_ENOUGH: &str = "not far enough";
pub const NOT_HELD: &str = "not held";
pub const ONE_LIMB_ONLY: &str = "one limb only";
pub const NOT_COUNTED_PART_WAY: &str = "(part way, not counted)";
pub const NOT_COUNTED_NOT_HELD: &str = "(not held, not counted)";
pub const NOT_COUNTED_ONE_LIMB: &str = "(one limb only, not counted)";

// Behind a repetition, what is to be said of it.
pub const SHORTER_THAN_ITS_GOAL: &str = ", shorter than its goal";
pub const NOT_YET_AS_IT_SHOULD_BE: &str = ", not yet as it should be";
pub const NOT_JUDGED: &str = ", could not be judged";

/// Once, where `--model fast` is asked for in vain.
pub const NO_FAST_MODEL: &str = "this processor lacks the instructions that the fast model needs (VNNI, or dot products on ARM), so the full model is used";

// Behind a number or a verb, on which side.
pub const LEFT: &str = " left";
pub const RIGHT: &str = " right";

/// A repetition, or a hold that counts as one.
#[must_use]
pub fn repetition(number: u32, side: &str, held_s: f64, remark: &str) -> String {
    format!("repetition {number}{side}, held {held_s:.1} s{remark}")
}

/// A movement that did not count.
#[must_use]
pub fn part_way(side: &str, why: &str) -> String {
    format!("part way{side}: {why}")
}

/// A hold that a fault interrupts.
#[must_use]
pub fn clock_stands_still(held_s: f64) -> String {
    format!("clock stands still at {held_s:.1} s")
}

/// The end of a hold.
#[must_use]
pub fn hold_ends(held_s: f64) -> String {
    format!("hold ends after {held_s:.1} s")
}

/// What is spoken.
#[must_use]
pub fn cue(text: &str) -> String {
    format!("cue: {text}")
}

/// A fault, by its id.
#[must_use]
pub fn is_off(fault: &str) -> String {
    format!("{fault} is off")
}

/// A frame that can't be read.
#[must_use]
pub fn skipped(why: impl Display) -> String {
    format!("{why}; it is skipped")
}

/// How long a stage took, in milliseconds.
#[must_use]
pub fn took(half_ms: f64, most_ms: f64) -> String {
    format!("{half_ms:>8.2} ms half of the frames, {most_ms:>8.2} ms 95 of 100")
}

/// What judging and showing cost.
#[must_use]
pub fn cost(frames_per_s: f64, processor: Option<f64>) -> String {
    let share = processor.map(|share| format!(", {:.0} % of one core", 100.0 * share));
    format!(
        "{frames_per_s:.1} frames a second{}",
        share.unwrap_or_default()
    )
}
