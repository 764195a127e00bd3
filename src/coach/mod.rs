//! Watches a [`Body`](crate::body::Body) over time: framing, start pose, repetitions and holds,
//! faults, one paced cue at a time. A pure state machine: no clock, no files, no drawing.

mod banner;
mod blind;
mod correct;
mod cue;
mod cycle;
mod event;
mod evidence;
mod fault;
mod framing;
mod hold;
mod limbs;
mod machine;
mod moment;
mod pause;
mod personal;
mod rate;
mod set;
mod setup;
mod snapshot;
mod sound;
mod speech;
mod start;
mod steady;
mod tally;
mod unseen;

pub use banner::{Banner, CueAbout};
pub use cycle::Stage;
pub use event::*;
pub use fault::{Strictness, band_of};
pub use machine::{Coach, Command, Options, Output};
pub use moment::{Check, FaultCheck, Position, Verdict, check};
pub(crate) use set::SHORT_HOLD;
pub use snapshot::{
    CountedRep, FaultId, MeterReading, Mode, Movement, Progress, Readiness, RuleReading, Snapshot,
};
pub use sound::{Sound, Speech, Tone};

// Found by the files of this room as `super::words`.
use crate::words;
