//! Counts repetitions and holds as a person watching would count them.
//!
//! [`Counter`] is one of two: `rep_counter` for movements from rest to one end and back, `flow_counter`
//! for flows between two ends.

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

pub(super) use counter::Counter;
pub use phase_event::Stage;
pub(super) use phase_event::{Counted, Input, PhaseEvent};

/// What passes `touch` for a shorter time is a glitch of the landmarks, not half a repetition: the
/// quickest of those took 0.6 s there and back.
const GLITCH_S: f64 = 0.3;
/// A user who was lost from sight in the target pose and is seen in it again before so long has gone
/// on with the same repetition: to count two would take them for two. Afterwards what was seen of it
/// counts.
const LOST_MAX_S: f64 = 10.0;
/// The way in is over so long after the target was reached, or as soon as it is left again. A brisk
/// movement goes on beyond `enter` for some tenths of a second, and a time taken there is too
/// short; one that still goes on later is slow anyway.
const ROSE_S: f64 = 0.5;

#[cfg(test)]
mod tests;
