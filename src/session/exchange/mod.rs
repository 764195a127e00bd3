//! The history as files for other programs and other people: all of it as JSON, which comes back as it
//! was, and as tables. `docs/export.md` says what stands where.
//!
//! The JSON has an object per line, so that neither who writes it nor who reads it holds more than one
//! session in memory, and so that what is broken has a line.

mod line;
mod read;
mod tables;
mod take;
mod units;
mod write;

#[cfg(test)]
mod tests;

pub use line::Programme;
pub use read::ExportFile;
pub use tables::{CSV_FILES, export_csv};
pub use take::Imported;
pub use write::{Exported, Wanted, export_json};
