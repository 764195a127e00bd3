//! A synthetic person who does the exercises: skeleton, keyframes, faults, camera, renderer, and
//! the truth about every frame.

mod ground;
pub mod landmarks;
pub mod skeleton;
mod solve;
mod take;

pub use solve::Solver;
pub use take::{Performance, Repetition, Take};
