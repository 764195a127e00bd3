//! The stage of the cues: one voice, one thing at a time, with pauses (specification §12.2). Decides
//! which cue is given, what is said of a hold, what is praised, and what is admitted not to be seen.

mod announcer;
mod banner;
mod corrector;
mod fading;
mod hold;
mod pacer;
mod praise;
mod unseen;

use crate::blazepose::Side;
use crate::exercise::{CycleKind, Exercise};

pub(super) use announcer::Announcer;
pub use banner::{Banner, CueAbout};
pub(super) use corrector::Corrector;
pub(super) use fading::{DoneBefore, Fading};
pub(super) use hold::HoldAnnouncements;
pub(super) use pacer::CueId;
pub(crate) use pacer::SHORT_HOLD;
pub(super) use praise::Praise;
pub(super) use unseen::UnseenNotices;

/// The words of the exercise for a side.
pub(super) fn side_word(exercise: &Exercise, side: Option<Side>) -> Option<&str> {
    let words = exercise.cycle.side_words.as_ref()?;
    Some(match side? {
        Side::Left => words.left.as_str(),
        Side::Right => words.right.as_str(),
    })
}

/// How the exercise says to come out of its pose. A flow has none: its words are about flowing on.
pub(super) fn way_out(exercise: &Exercise) -> Option<&str> {
    let cycle = &exercise.cycle;
    (cycle.kind != CycleKind::Flow).then_some(cycle.phase_words.going_out.as_str())
}
