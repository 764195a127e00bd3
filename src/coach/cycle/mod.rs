//! Counts repetitions and holds as a person watching would count them.
//!
//! There are two [`Counter`]s: `rep_counter` for movements from rest to one end and back,
//! `flow_counter` for flows between two ends.

mod approach;
mod counter;
mod flow_counter;
mod hold_clock;
mod limits;
mod neutral;
mod one_limb;
mod phase_event;
mod rep_counter;
mod sides;
mod trace;
mod way_in;

pub(super) use counter::{Counter, counter};
pub use phase_event::Stage;
pub(super) use phase_event::{Counted, Input, PhaseEvent};

/// A signal that passes `touch` for a shorter time is noise of a single landmark and no half
/// repetition: the quickest half repetition took 0.6 s there and back. Frames in which the whole
/// body jumps never get here ([`Continuity::Glitch`](crate::pose::Continuity::Glitch)).
const SHORTEST_S: f64 = 0.3;
/// A user who is lost from sight in the target pose and seen in it again within this time has gone
/// on with the same repetition, so only one is counted. After this time the part that was seen
/// counts.
const LOST_MAX_S: f64 = 10.0;
/// The way in is over this long after the target was reached, or as soon as the target is left
/// again. A brisk movement goes on beyond `enter` for some tenths of a second, and a time that is
/// taken at `enter` would be too short. A movement that goes on even longer is slow anyway.
const ROSE_S: f64 = 0.5;

#[cfg(test)]
mod tests;
