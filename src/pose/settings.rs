//! What a tracker is made with.

use std::path::PathBuf;

use super::models::Model;

/// What a [`Tracker`](super::Tracker) is made with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The landmark model.
    pub model: Model,
    /// The ONNX Runtime library. With `None`, [`library::find`](super::library::find) searches for it.
    /// The first tracker of a process decides for all later ones. Builds with the `tract` feature
    /// ignore it.
    pub library: Option<PathBuf>,
    /// Threads per model, at least 1. More threads make a frame faster only if cores are idle.
    pub threads: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            model: Model::default(),
            library: None,
            threads: 1,
        }
    }
}
