//! Everything that renders the performer and runs the pose model. `make test` has one repetition of
//! each exercise of it (`smoke`); the rest is for `make test-all`.

#![allow(clippy::print_stdout)]
#![allow(clippy::unwrap_used)]

#[macro_use]
#[path = "../support/each_exercise.rs"]
mod each_exercise;

mod following;
#[path = "../support/geometry.rs"]
mod geometry;
mod mask;
mod matrix;
mod mediapipe;
#[path = "../support/recording.rs"]
mod recording;
#[path = "../support/rendered.rs"]
mod rendered;
mod seen;
mod smoke;
