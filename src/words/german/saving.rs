//! What is told of the history: whether a set is saved, and why not.

/// On the summary, where it would say that the set is saved.
pub const NOT_SAVED: &str = "Dieser Satz ist nicht gespeichert";

/// Why the set of a synthetic person is not saved.
pub const PERFORMER_NOT_KEPT: &str = "Sätze der künstlichen Person werden nicht aufgehoben: \
     `spotter coach … --save` hebt einen auf";
/// Why the set of a video is not saved.
pub const VIDEO_NOT_KEPT: &str =
    "Sätze aus Videos werden nicht aufgehoben: `spotter coach … --save` hebt einen auf";

/// Why a set was not begun, where nothing was missing.
pub const ENDED_BEFORE: &str = "es wurde vorher beendet";

/// Nothing was begun, so nothing is saved.
#[must_use]
pub fn not_begun(why: &str) -> String {
    format!("kein Satz hat begonnen, nichts ist gespeichert: {why}")
}

/// The set is saved, though something was in the way. `why` is a part of a sentence.
#[must_use]
pub fn saved_late(why: &str) -> String {
    format!("Der Satz ist gespeichert. Eine Zeit lang ging das nicht: {why}.")
}

/// Some events of the set could not be written. `why` is a sentence, or empty.
#[must_use]
pub fn saved_in_part(events_lost: u64, why: &str) -> String {
    let told = match events_lost {
        0 => "Nur ein Teil des Satzes ist gespeichert.".to_owned(),
        1 => "Der Satz ist ohne eines seiner Ereignisse gespeichert.".to_owned(),
        lost => format!("Der Satz ist ohne {lost} seiner Ereignisse gespeichert."),
    };
    format!("{told} {why}").trim_end().to_owned()
}

/// Nothing of the set could be written. `why` is a sentence, or empty.
#[must_use]
pub fn not_saved(why: &str) -> String {
    format!("Der Satz ist NICHT gespeichert. {why}")
        .trim_end()
        .to_owned()
}
