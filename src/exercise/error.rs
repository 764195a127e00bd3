//! What can be wrong with an exercise file, told so that its author can mend it.

use std::path::PathBuf;
use std::sync::Arc;

/// Why an exercise could not be read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ExerciseError {
    /// No built-in or user file has this id.
    #[error("there is no exercise {id:?}{}; the exercises are: {}", hint(.id, .known), .known.join(", "))]
    UnknownId {
        /// The id asked for.
        id: String,
        /// All known ids.
        known: Vec<String>,
    },
    /// No built-in or user file has this name.
    #[error("there is no routine {name:?}{}; the routines are: {}", hint(.name, .known), .known.join(", "))]
    UnknownRoutine {
        /// The name asked for.
        name: String,
        /// All known names.
        known: Vec<String>,
    },
    /// The exercise has no variant, dose or other thing of this name.
    #[error("{exercise} has no {what} {name:?}{}; there {}", hint(.name, .known), list(.known))]
    UnknownName {
        /// Id of the exercise.
        exercise: String,
        /// "variant", "dose".
        what: &'static str,
        /// The name asked for.
        name: String,
        /// All known names.
        known: Vec<String>,
    },
    /// No file says how the exercise is performed.
    #[error(
        "there is no file {path:?}: it would say how {id} is performed, for the guide figure and the demo"
    )]
    NoKeyframes {
        /// Id of the exercise.
        id: String,
        /// Where the file would be.
        path: PathBuf,
    },
    /// A movement can't be done with these faults.
    #[error("{0}")]
    Movement(String),
    /// The file can't be read.
    #[error("can't read the exercise file {path:?}: {source}")]
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        source: Arc<std::io::Error>,
    },
    /// The file is longer than any exercise.
    #[error("{0:?} is no exercise file: it is longer than a megabyte; check the path")]
    TooLong(PathBuf),
    /// Something in the file is not as it should be.
    #[error("{origin}:{line}:{column}: {message}\n{excerpt}")]
    Invalid {
        /// Path or name of the file.
        origin: String,
        /// Line from 1.
        line: usize,
        /// Column from 1.
        column: usize,
        /// What was found, what was expected, and what to write instead.
        message: String,
        /// The line, with a mark under what is meant.
        excerpt: String,
    },
}

impl ExerciseError {
    /// There is no routine of this name.
    pub(crate) fn unknown_routine(name: &str, known: Vec<String>) -> ExerciseError {
        ExerciseError::UnknownRoutine {
            name: name.to_owned(),
            known,
        }
    }

    /// The exercise has no such thing of this name.
    pub(super) fn unknown_name(
        exercise: &str,
        what: &'static str,
        name: &str,
        known: Vec<String>,
    ) -> ExerciseError {
        ExerciseError::UnknownName {
            exercise: exercise.to_owned(),
            what,
            name: name.to_owned(),
            known,
        }
    }
}

/// The name nearest to `wrong` as a question in brackets; empty where none is near.
pub(crate) fn hint(wrong: &str, known: &[impl AsRef<str>]) -> String {
    nearest(wrong, known.iter().map(AsRef::as_ref))
        .map_or_else(String::new, |name| format!(" (did you mean {name:?}?)"))
}

fn list(known: &[String]) -> String {
    match known {
        [] => "are none".to_owned(),
        [only] => format!("is only {only:?}"),
        _ => format!("are {}", known.join(", ")),
    }
}

/// The name nearest to `wrong`, when one is near enough to be a slip of the pen.
pub(super) fn nearest<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let similarity = |name: &str| strsim::jaro_winkler(&wrong, &name.to_lowercase());
    let known = known.into_iter().map(|name| (similarity(name), name));
    known
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}
