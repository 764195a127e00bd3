//! Why the history can't be written. They are messages about errors, which are English in every
//! language, as those of the system are.

use std::fmt::Display;

/// The history can't be written in the middle of a set. `why` is a sentence.
#[must_use]
pub fn history_trouble(why: &str) -> String {
    format!("{why} The set goes on; after it you are told what was saved.")
}

/// The history can't be opened before a set. `why` is a sentence.
#[must_use]
pub fn will_not_be_saved(why: impl Display) -> String {
    format!("This session will not be saved. {why}")
}

/// A damaged history was given another name.
#[must_use]
pub fn set_aside(name: impl Display) -> String {
    format!("The history was damaged. It is kept as {name}, and a new one has begun.")
}

/// The system gives no thread.
#[must_use]
pub fn writer_not_started(error: impl Display) -> String {
    format!("The thread that writes could not be started ({error}): close some programs.")
}

/// The thread has panicked.
pub const WRITER_STOPPED: &str = "What writes it stopped unexpectedly: report this if it stays.";
/// A write takes too long.
pub const DISK_DID_NOT_ANSWER: &str =
    "The disk did not answer in time: check it, and that there is room on it.";
