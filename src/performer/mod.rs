//! A synthetic person who does the exercises: skeleton, keyframes, faults, camera, renderer, and
//! the truth about every frame.

pub mod anatomy;
pub mod camera;
mod field;
pub mod figure;
mod ground;
pub mod landmarks;
mod light;
pub mod look;
mod march;
mod noise;
mod paint;
pub mod render;
mod room;
pub mod shape;
pub mod skeleton;
mod solve;
mod take;

pub use solve::Solver;
pub use take::{Performance, Repetition, Take};
