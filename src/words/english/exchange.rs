//! What is told of an export and of an import.

#![allow(missing_docs)] // The names say what they are.

/// What was imported.
#[must_use]
pub fn imported(sets: usize, known: usize) -> String {
    let there = match known {
        0 => String::new(),
        1 => " 1 set was there already.".to_owned(),
        known => format!(" {known} sets were there already."),
    };
    match sets {
        1 => format!("1 set imported.{there}"),
        sets => format!("{sets} sets imported.{there}"),
    }
}

/// How many events were left out.
#[must_use]
pub fn left_out(events: u32) -> String {
    match events {
        1 => "1 event can't be read and is left out.".to_owned(),
        events => format!("{events} events can't be read and are left out."),
    }
}

/// That a programme is there now.
#[must_use]
pub fn programme_is_there(name: &str) -> String {
    format!("The programme is there now: spotter routine {name}")
}

/// That a programme was there before.
#[must_use]
pub fn programme_was_there(name: &str) -> String {
    format!("The programme was there already: spotter routine {name}")
}
