//! How a set is to be coached.

use crate::exercise::{Dose, Exercise, ExerciseError};

use super::fault::Strictness;

/// How a set is to be coached.
#[derive(Debug, Clone)]
pub struct Options {
    /// How much.
    pub dose: Dose,
    /// How strictly.
    pub strictness: Strictness,
    /// Somebody is there who can be spoken to: framing is waited for, the set ends when the
    /// dose is done. Otherwise a video is judged as it is, to its end.
    pub live: bool,
    /// The farthest good repetition of earlier sessions, in the unit of the cycle's signal: for
    /// exercises where the goal is personal.
    pub best: Option<f32>,
    /// How many sets of this exercise were done well before: the more, the fewer words. 0 says
    /// everything.
    pub good_sets: u32,
}

impl Options {
    /// The standard dose at the usual strictness.
    ///
    /// # Errors
    /// As [`Exercise::dose`]; exercises that were read from a file have a standard dose.
    pub fn usual(exercise: &Exercise, live: bool) -> Result<Self, ExerciseError> {
        Ok(Options {
            dose: exercise.dose("standard")?.clone(),
            strictness: Strictness::Standard,
            live,
            best: None,
            good_sets: 0,
        })
    }
}
