//! What the program itself says of a set, when something goes another way than it should.

/// Spoken when the coach has stopped by a fault of its own.
pub const STOPPED: &str = "Spotter hat angehalten. Ruh dich aus.";

/// The same on the window.
pub const STOPPED_TITLE: &str = "Spotter hat angehalten";
/// What it means.
pub const STOPPED_TEXT: &str = "In Spotter ist etwas schiefgegangen, darum ist der Satz zu Ende. \
     Was bis dahin gezählt wurde, steht im Verlauf. Ruh dich aus; schließ dieses Fenster und fang \
     neu an, wenn du so weit bist.";

/// Why no picture comes, where the source does not say it.
#[must_use]
pub fn no_picture(is_live: bool) -> &'static str {
    if is_live {
        "Von der Kamera kommt kein Bild"
    } else {
        "Vom Video kommt kein Bild: woraus es gelesen wird, antwortet nicht"
    }
}
