//! Every sentence that a person reads or hears and that belongs to no exercise, by key: a [`Text`], or
//! a function of the language and of the names and numbers in it. Rooms that need a sentence ask here.
//!
//! All of one language is in one folder. Another language is another folder with the same keys;
//! `keys.rs` lists them, so that a language without one of them does not compile. How numbers and
//! tables are written is the same in all of them. `docs/adding-a-language.md` is the guide.

mod date;
mod english;
mod german;
mod keys;
mod language;
pub mod number;
pub mod table;

pub use date::Date;
pub use english::{trouble, voice};
pub use keys::spoken::*;
pub use keys::{
    check, checklist, checks, exchange, history, home, live, pain, program, questionnaire, replay,
    report, routine, safety, saving, settings, sheet, summary, terminal,
};
pub use language::{Language, Phrase, Text};

#[cfg(test)]
mod tests;
