//! A session of several sets: which exercises a day has, in which order and how much of each, and
//! what happens between them. Pure: time and what became of a set come from outside.
//!
//! A [`Routine`] is read from a short file ([`load`]); a [`Day`] picks the [`PlannedSet`]s of it; a
//! [`Course`] takes them one after the other, with rests between.

mod built_in;
mod course;
mod file;
mod plan;

pub use built_in::{TODAY, load, load_file, names, parse, source_text};
pub use course::{AfterPain, Course, Ending, Remark, Rest, SetEnd, Stage};
pub use file::schema;
pub use plan::{Day, PlannedSet, Routine};
