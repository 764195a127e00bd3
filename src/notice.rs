//! What is told on standard error.
//!
//! `eprintln!` panics where standard error is closed or its disk is full, and a set must not end
//! because nobody could be told something. Every room that has to tell something does it here.

use std::fmt::Display;
use std::io::{self, Write};

/// Tells something in one line that begins with the program's name. Where it can't be told,
/// nothing happens.
pub fn notice(text: impl Display) {
    tell(&format!("spotter: {text}\n"));
}

/// Writes a text to standard error as it is. Where it can't be written, nothing happens.
pub fn tell(text: &str) {
    // One write, so that lines of several threads don't mix. There is nobody to tell of a failure.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
