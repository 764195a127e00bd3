//! A set that is judged again.

#![allow(missing_docs)] // They stand in the folder of English.

pub const GAPS: &str = "Ein Teil dessen, was in diesem Satz zu sehen war, fehlt. Manches klingt vielleicht anders als damals.";
pub const FILE_HAS_CHANGED: &str = "Die Datei der Übung hat sich seit diesem Satz geändert. Manches klingt vielleicht anders als damals.";
pub const SAME: &str = "Es würde nichts anders gesagt.";

// What the keys do.
pub const SECONDS: &str = "5 Sekunden";
pub const FRAME: &str = "ein Bild";
pub const NEXT_FAULT: &str = "nächster Fehler";
pub const AGAIN: &str = "Noch einmal ansehen";
