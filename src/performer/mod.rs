//! A synthetic person who does the exercises: skeleton, keyframes, faults, camera, renderer, and
//! the truth about every frame.

pub mod anatomy;
mod animation;
pub mod camera;
mod demonstration;
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
mod settings;
pub mod shape;
pub mod skeleton;
mod solve;
mod source;
mod truth;
mod video;
mod wave;

pub use animation::{Animation, AnimationSettings, Repetition};
pub use demonstration::{Demonstration, RequestedDose};
pub use error::PerformerError;
pub use options::{Appearance, CameraSettings, Clothes, Lighting, Options, View};
pub use settings::{SETTINGS, Setting};
pub use solve::Solver;
pub use source::PerformerSource;
pub use truth::{Angles, Truth};
pub use video::SyntheticVideo;
