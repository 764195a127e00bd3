//! What is told of an export and of an import.

#![allow(missing_docs)] // The names say what they are.

/// What was imported.
#[must_use]
pub fn imported(sets: usize, known: usize) -> String {
    let there = match known {
        0 => String::new(),
        1 => " 1 Satz war schon da.".to_owned(),
        known => format!(" {known} Sätze waren schon da."),
    };
    match sets {
        1 => format!("1 Satz übernommen.{there}"),
        sets => format!("{sets} Sätze übernommen.{there}"),
    }
}

/// How many events were left out.
#[must_use]
pub fn left_out(events: u32) -> String {
    match events {
        1 => "1 Ereignis ist nicht lesbar und fehlt darin.".to_owned(),
        events => format!("{events} Ereignisse sind nicht lesbar und fehlen darin."),
    }
}

/// That a programme is there now.
#[must_use]
pub fn programme_is_there(name: &str) -> String {
    format!("Das Programm ist jetzt da: spotter routine {name}")
}

/// That a programme was there before.
#[must_use]
pub fn programme_was_there(name: &str) -> String {
    format!("Das Programm war schon da: spotter routine {name}")
}
