//! The track of a set: what the coach was given, frame after frame, so that the set can be judged again.
//!
//! ```text
//!  pose ─▶ Seen (whole steps) ─┬─▶ coach
//!                              └─▶ TrackRecorder ─▶ parts of 10 s ─▶ Store ─▶ replay
//! ```
//!
//! The coach is given the same whole steps that are kept. So a set that is judged again gives the same
//! events to the last digit. No picture is kept: of a person's mask only the edge of the back.

mod coached;
mod columns;
mod part;
mod people;
mod read;
mod recorder;
mod seen;

pub use coached::Coached;
pub use part::{Entry, Mark, PartError};
pub use read::Track;
pub use recorder::{Part, TrackRecorder};
pub use seen::{Seen, SeenPerson};

pub(super) use read::{is_kept, packed, track};
