//! The measures of a frame: an exercise names them, and this is where they get their values.
//!
//! ```text
//!  points ──▶ interpreter ──▶ values (relative to the start pose, signed)
//!  combination ──┘   └──▶ look_back, for a measure that needs earlier frames
//! ```

mod combination;
mod interpreter;
mod look_back;
mod measured;
mod points;
mod values;

pub use measured::{Known, Measured, NoOutline, OfLimb, Why};
pub use values::{CycleTimes, Values};
