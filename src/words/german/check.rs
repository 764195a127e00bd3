//! The answer of `spotter check` about one picture.

#![allow(missing_docs)] // The names say what they are.

pub const NOBODY_FOUND: &str = "niemand gefunden";
pub const NOT_IN_POSITION: &str = "nicht in der Position";
pub const CANT_TELL_POSITION: &str = "ich sehe nicht genug, um zu sagen, ob das die Position ist";
pub const IN_POSITION: &str = "in der Position";
pub const NOTHING_IS_OFF: &str = ", und alles stimmt";
pub const CANT_SAY_MORE: &str = ", aber ich sehe nicht genug, um mehr zu sagen";
pub const LEFT: &str = ", links";
pub const RIGHT: &str = ", rechts";
/// Above the measures that are unknown.
pub const CANT_SEE_OR_TELL: &str = "Das sehe ich nicht";
pub const SAME_SIDE: &str = "dieselbe Seite";
pub const OPPOSITE_SIDES: &str = "über Kreuz";

/// A cue for what is a little off.
#[must_use]
pub fn a_little(cue: &str) -> String {
    format!("{cue}, ein wenig")
}

/// A name or a label that goes on a sentence after a comma. Nouns keep their capitals.
#[must_use]
pub fn within_a_sentence(words: &str) -> String {
    format!(", {words}")
}

/// A point that a measure needs is hidden: "near hip nicht zu sehen". Points have the names of the
/// exercise files.
#[must_use]
pub fn not_seen(point: &str) -> String {
    format!("{point} nicht zu sehen")
}

/// It lies outside the picture: "near ankle (Fuß) außerhalb des Bildes".
#[must_use]
pub fn outside_picture(point: &str, part: &str) -> String {
    format!("{point} ({part}) außerhalb des Bildes")
}

// Why a measure is unknown.
pub const SIDE_UNCLEAR: &str = "links und rechts sind nicht zu unterscheiden";
pub const NO_START: &str = "keine Startposition zum Vergleichen";
pub const NO_OUTLINE: &str = "kein Umriss der Person";
pub const EDGE_NOT_FOUND: &str = "der Rand des Rückens war nicht zu finden";
pub const EDGE_COVERED: &str = "etwas verdeckt den Rand des Rückens";
pub const NOT_IN_STILL: &str = "nicht auf einem einzelnen Bild";
