//! Messages on standard error.
//!
//! `eprintln!` panics where standard error is closed or its disk is full. A set must not end
//! because a message could not be written, so every room writes its messages here.

use std::fmt::Display;
use std::io::{self, Write};

/// Writes a message as one line that begins with the program's name. Where it can't be written,
/// nothing happens.
pub fn notice(text: impl Display) {
    tell(&format!("spotter: {text}\n"));
}

/// Writes a text to standard error as it is. Where it can't be written, nothing happens.
pub fn tell(text: &str) {
    // This is one write, so that lines of several threads don't mix. A failure is ignored: there is
    // no other place to report it.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
