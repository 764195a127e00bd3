//! What can be wrong with a wish to the performer.

use crate::exercise::ExerciseError;

/// Why the performer can't be had as asked for; says what there is.
#[derive(Debug, thiserror::Error)]
pub enum PerformerError {
    /// There is no such setting.
    #[error("the performer has no setting {key:?}{}; the settings are: {}", suggestion(.did_you_mean), .known.join(", "))]
    UnknownKey {
        /// What was written.
        key: String,
        /// The nearest one.
        did_you_mean: Option<String>,
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
    /// A setting takes words, and this is none of them.
    #[error("{key} can't be {value:?}{}; it can be: {}", suggestion(.did_you_mean), .known.join(", "))]
    UnknownValue {
        /// The setting.
        key: String,
        /// What was written.
        value: String,
        /// The nearest one.
        did_you_mean: Option<String>,
        /// All values.
        known: Vec<String>,
    },
    /// A setting takes something else.
    #[error("{key} can't be {value:?}: give {wanted}")]
    BadValue {
        /// The setting.
        key: String,
        /// What was written.
        value: String,
        /// What it takes.
        wanted: String,
    },
    /// The exercise or its fault isn't there, or its file is not as it should be.
    #[error(transparent)]
    Exercise(#[from] ExerciseError),
}

fn suggestion(did_you_mean: &Option<String>) -> String {
    did_you_mean
        .as_ref()
        .map_or_else(String::new, |name| format!(" (did you mean {name:?}?)"))
}
