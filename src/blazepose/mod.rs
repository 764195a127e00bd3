//! The vocabulary of the BlazePose topology: 33 landmarks, the joints among them, left and right.
//! Every room may use it; it uses none.

pub mod index;
mod joint;
mod side;

pub use joint::Joint;
pub use side::Side;

/// Number of landmarks of the body. The landmark model gives six more that only place the region
/// of the next frame.
pub const LANDMARKS: usize = 33;
