//! Watches a [`Body`](crate::body::Body) over time: framing, start pose, repetitions and holds,
//! faults, one paced cue at a time. A pure state machine: no clock, no files, no drawing.

mod event;
mod scene;
mod sound;

pub use event::*;
pub use scene::*;
pub use sound::{Sound, Tone};
