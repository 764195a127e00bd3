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
mod scene;
mod scenes;
mod set;
mod setup;
mod snapshot;
mod sound;
mod speech;
mod start;
mod steady;
mod tally;
mod unseen;
mod words;

pub use banner::{Banner, CueAbout};
pub use cycle::Stage;
pub use event::*;
pub use fault::{Strictness, band_of};
pub use machine::{Coach, Command, Options, Output};
pub use moment::{Check, FaultCheck, Position, Verdict, check};
pub use scene::*;
pub use scenes::{coach_scene, setup_scene};
pub(crate) use set::SHORT_HOLD;
pub use snapshot::{
    CountedRep, FaultId, MeterReading, Mode, Movement, Progress, Readiness, RuleReading, Snapshot,
};
pub use sound::{Sound, Speech, Tone};
pub use words::strip_sentences;
pub(crate) use words::{
    HOLD_LONGER, HOLD_TIME, NO_CUE_NEEDED, NOT_ALL_JUDGED, NOTHING_COUNTED, PAIN,
};
