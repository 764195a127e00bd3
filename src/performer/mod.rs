//! A synthetic person who does the exercises: skeleton, keyframes, faults, camera, renderer, and
//! the truth about every frame.

pub mod anatomy;
pub mod camera;
mod demo;
mod error;
mod field;
pub mod figure;
pub mod guide;
pub mod landmarks;
mod light;
pub mod look;
mod march;
mod noise;
mod options;
mod paint;
pub mod render;
mod room;
pub mod shape;
pub mod skeleton;
mod solve;
mod stage;
mod take;
mod truth;

pub use demo::{Asked, Demo};
pub use error::PerformerError;
pub use options::{Clothes, Lighting, Options, SETTINGS, View};
pub use solve::Solver;
pub use stage::Stage;
pub use take::{Performance, Repetition, Take};
pub use truth::{Angles, Truth};
