//! From a [`Pose`](crate::pose::Pose) to measures: roles, lengths in torsos, the floor line,
//! angles, the outline of the back. It knows no thresholds and no exercises by name.
//!
//! Everything is measured in the picture plane. Depth is a guess of the model. Angles from its 3-D
//! points were measured to be 17 to 70° off in several of these poses, angles in the picture about
//! 3°.

mod body_frame;
mod floor;
mod geometry;
mod history;
mod measure;
mod outline;
mod person;
mod stillness;

pub use body_frame::BodyFrame;
pub use floor::FloorLine;
pub use geometry::wrapped_deg;
pub use measure::{CycleTimes, Known, Measured, NoOutline, OfLimb, Values, Why};
pub use outline::{BackEdge, BackOutline};
pub use person::{Body, MIN_VISIBILITY_TO_COUNT};
pub use stillness::StillnessDetector;
