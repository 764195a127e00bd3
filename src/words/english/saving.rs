//! What is told of the history: whether a set is saved, and why not.

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
