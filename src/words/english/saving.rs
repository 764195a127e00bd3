//! What is told of the history: whether a set is saved, and why not.

use std::fmt::Display;

/// On the summary, where it would say that the set is saved.
pub const NOT_SAVED: &str = "This set is not saved";

/// Why the set of a synthetic person is not saved.
pub const PERFORMER_NOT_KEPT: &str =
    "sets of the synthetic person are not kept: `spotter coach … --save` keeps one";
/// Why the set of a video is not saved.
pub const VIDEO_NOT_KEPT: &str = "sets of videos are not kept: `spotter coach … --save` keeps one";

/// Why a set was not begun, where nothing was missing.
pub const ENDED_BEFORE: &str = "it was ended before";

/// Nothing was begun, so nothing is saved.
#[must_use]
pub fn not_begun(why: &str) -> String {
    format!("no set was begun, nothing is saved: {why}")
}

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

/// The set is saved, though something was in the way. `why` is a part of a sentence.
#[must_use]
pub fn saved_late(why: &str) -> String {
    format!("The set is saved. For a while it could not be written: {why}.")
}

/// Some events of the set could not be written. `why` is a sentence, or empty.
#[must_use]
pub fn saved_in_part(events_lost: u64, why: &str) -> String {
    let told = match events_lost {
        0 => "Only a part of the set is saved.".to_owned(),
        1 => "The set is saved without one of its events.".to_owned(),
        lost => format!("The set is saved without {lost} of its events."),
    };
    format!("{told} {why}").trim_end().to_owned()
}

/// Nothing of the set could be written. `why` is a sentence, or empty.
#[must_use]
pub fn not_saved(why: &str) -> String {
    format!("The set is NOT saved. {why}").trim_end().to_owned()
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
