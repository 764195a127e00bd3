//! The verdict on a counted repetition or hold.

use crate::coach::cues::CueId;
use crate::coach::cycle::Counted;
use crate::coach::fault::FaultId;
use crate::coach::now::SetFrame;
use crate::coach::rate::Enough;

use super::BandChange;

/// A repetition is held well from this part of the goal on.
const GOOD_HOLD_PART: f64 = 0.6;
/// The gap between two frames at either end of a hold is a small part of it up to this.
const SMALL_HOLD_PART: f64 = 0.25;
/// A hold that is this much short of its goal is short by a frame, not by a fault.
const SHORT_BY_A_FRAME_S: f64 = 0.1;

/// The verdict on a counted repetition or hold.
#[derive(Debug)]
pub(in crate::coach) struct RepVerdict {
    /// What the time of the way back changed.
    pub changes: Vec<BandChange>,
    /// Whether it was good; none where no rule could judge it.
    pub good: Option<bool>,
    /// Why it was not.
    pub why: Vec<CueId>,
    /// Whether it was held for less than the dose asks for, with nothing else wrong, and the user
    /// left the target pose. A hold that was lost from sight was not broken off by the user.
    pub is_only_short: bool,
    /// The faults about a way of it that was too quick.
    pub too_quick: Vec<FaultId>,
    /// What it may be praised for.
    pub backing: Backing,
}

/// Which claims of the exercise's praise this repetition backs: all that they claim was seen in it,
/// and was good.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::coach) struct Backing {
    pub hold: bool,
    pub best: bool,
    pub clean_set: bool,
}

/// Whether a repetition was held for as long as it should be. A hold began and ended somewhere
/// between two frames: where that is a good part of it, it is not known.
pub(super) fn is_held(SetFrame { now, rate, .. }: SetFrame, counted: &Counted) -> Option<bool> {
    if rate.enough() > Enough::ToJudge {
        return None;
    }
    let (wanted_s, held_s) = if now.counts_holds() {
        (now.goal_s(), counted.hold_s + SHORT_BY_A_FRAME_S)
    } else {
        (GOOD_HOLD_PART * now.goal_s(), counted.hold_s)
    };
    let between_s = (2.0 * rate.interval_s() - SHORT_BY_A_FRAME_S).max(0.0);
    if held_s >= wanted_s {
        Some(true)
    } else if held_s + between_s < wanted_s {
        Some(false)
    } else {
        (between_s <= SMALL_HOLD_PART * wanted_s).then_some(true)
    }
}
