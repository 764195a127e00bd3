//! Every sentence that a person reads or hears and that belongs to no exercise, by key: a constant, or
//! a function of the names and numbers in it. Rooms that need a sentence ask here.
//!
//! All of one language is in one folder. Another language is another folder with the same keys. How
//! numbers and tables are written is the same in all of them.

mod english;
pub mod number;
pub mod table;

pub use english::spoken::*;
pub use english::{
    checklist, history, home, live, program, routine, safety, saving, settings, summary, terminal,
    voice,
};
