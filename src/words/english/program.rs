//! What the program itself says of a set, when something goes another way than it should.

/// Spoken when the coach has stopped by a fault of its own.
pub const STOPPED: &str = "Spotter has stopped. Rest as you like.";

/// The same on the window.
pub const STOPPED_TITLE: &str = "Spotter has stopped";
/// What it means.
pub const STOPPED_TEXT: &str = "Something went wrong inside Spotter, so the set has ended. \
     What was counted so far is in the history. Rest as you like; close this window and start \
     again when you are ready.";

/// Why no picture comes, where the source does not say it.
#[must_use]
pub fn no_picture(is_live: bool) -> &'static str {
    if is_live {
        "No picture comes from the camera"
    } else {
        "No picture comes from the video: what it is read from doesn't answer"
    }
}
