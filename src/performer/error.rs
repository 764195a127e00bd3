//! What can be wrong with the performer's settings.

use crate::exercise::{ExerciseError, hint};

/// Why the performer can't do what was asked for. The message says what there is.
#[derive(Debug, thiserror::Error)]
pub enum PerformerError {
    /// There is no such setting.
    #[error("the performer has no setting {key:?}{}; the settings are: {}", hint(.key, .known), .known.join(", "))]
    UnknownKey {
        /// What was written.
        key: String,
        /// All settings.
        known: Vec<String>,
    },
    /// A setting without its value.
    #[error("{key} needs a value: write {key}={example}")]
    NoValue {
        /// The setting.
        key: String,
        /// A value that it takes.
        example: String,
    },
    /// A setting takes one of a few words, and the value is none of them.
    #[error("{key} can't be {value:?}{}; it can be: {}", hint(.value, .known), .known.join(", "))]
    UnknownValue {
        /// The setting.
        key: String,
        /// What was written.
        value: String,
        /// All values.
        known: Vec<String>,
    },
    /// The value is not of the kind that the setting takes.
    #[error("{key} can't be {value:?}: give {wanted}")]
    BadValue {
        /// The setting.
        key: String,
        /// What was written.
        value: String,
        /// What it takes.
        wanted: String,
    },
    /// The exercise or the fault doesn't exist, or the exercise file is wrong.
    #[error(transparent)]
    Exercise(#[from] ExerciseError),
}
