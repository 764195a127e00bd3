//! A synthetic person who does the exercises: skeleton, keyframes, faults, camera, renderer, and
//! the truth about every frame.

pub mod landmarks;
pub mod skeleton;
