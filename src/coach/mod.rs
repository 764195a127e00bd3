//! Coaches one set of one exercise: framing, start pose, repetitions and holds, faults, one paced cue
//! at a time. A pure state machine: no clock, no files, no drawing.
//!
//! A frame goes through these stages, each of which knows only what the ones before it give:
//!
//! | stage | file | gives |
//! |--|--|--|
//! | presence, rate of the frames | `presence`, `rate` | who was lost or found, what so many frames are good for |
//! | measures | `measure` | [`Values`](crate::body::Values), body frame, start pose, view |
//! | set-up | `setup` | what is missing, the start |
//! | stop | `stop_gesture` | whether a hand is waved at the camera, which ends the set |
//! | movement | `phase`, `cycle` | repetitions, holds, sides |
//! | faults | `rules` | changes of bands, the verdict on a repetition |
//! | cues | `cues` | at most one cue, praise, what is said of a hold |
//! | tally | `tally` | what was counted |
//!
//! [`Coach::step`] runs them. A still picture goes through the same measures and rules ([`check`]).

#[allow(clippy::module_inception)]
mod coach;
mod cues;
mod cycle;
mod event;
mod fault;
mod framing;
mod limbs;
mod measure;
mod measurement;
mod now;
mod options;
mod pause;
mod phase;
mod presence;
mod rate;
mod rules;
mod set;
mod setup;
mod since;
mod snapshot;
mod sound;
mod start;
mod still;
mod stop_gesture;
mod tally;
#[cfg(test)]
mod tests;

pub use coach::{Coach, Command, Output};
pub(crate) use cues::SHORT_HOLD;
pub use cues::{Banner, CueAbout};
pub use cycle::Stage;
pub use event::*;
pub use fault::{FaultId, Strictness};
pub use options::Options;
pub use snapshot::{
    CountedRep, MeterReading, Mode, Movement, Progress, Readiness, RuleReading, Snapshot,
};
pub use sound::{Sound, Speech, Tone};
pub use still::{Check, FaultCheck, Position, Verdict, check};
pub use stop_gesture::StopGesture;
