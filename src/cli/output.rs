//! Writing results: JSON lines for programs, aligned columns for people. Everything goes through
//! here and not through `println!`, which panics when `| head` has closed the pipe.

use std::io::{self, Write};

use anyhow::Result;
use serde::Serialize;

use crate::words::{number, table};

/// Why a result could not be printed.
#[derive(Debug, thiserror::Error)]
pub(super) enum PrintError {
    /// The reader of standard output has what it wanted (`| head`) and is gone.
    #[error("nobody reads standard output any more")]
    ReaderGone,
    /// Standard output takes nothing, for example because its disk is full.
    #[error("can't write to standard output: {0}; make room there, or send it elsewhere")]
    Write(io::Error),
    /// The result has no form in JSON.
    #[error("can't put the result into JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl From<io::Error> for PrintError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::Write(error),
        }
    }
}

/// Writes a text and ends its line.
pub(super) fn print(text: &str) -> Result<()> {
    Ok(print_line(text)?)
}

/// Does the same as [`print`], with the error as it is.
pub(super) fn print_line(text: &str) -> Result<(), PrintError> {
    let mut out = io::stdout().lock();
    out.write_all(text.trim_end().as_bytes())?;
    out.write_all(b"\n")?;
    // What stays in the buffer would be lost in silence at the end of the program.
    out.flush()?;
    Ok(())
}

/// Writes one JSON object on a line of its own.
pub(super) fn print_json(value: &impl Serialize) -> Result<()> {
    print(&serde_json::to_string(value)?)
}

/// A number rounded as all that are written.
pub(super) fn thousandths(value: f32) -> f64 {
    number::thousandths(f64::from(value))
}

/// Rows with their columns aligned, two spaces before each row and between columns. The last
/// column may be of any length.
pub(super) fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    table::columns("  ", rows)
}

/// A number with a true minus sign.
pub(super) fn signed(value: f32, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        // A number that rounds to 0 has no sign.
        Some(digits) if digits.bytes().all(|byte| matches!(byte, b'0' | b'.')) => digits.to_owned(),
        Some(digits) => format!("−{digits}"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [["a", "−3°", "x"], ["longer", "12°", ""]].map(|row| row.map(String::from));
        assert_eq!(columns(&rows), "  a       −3°  x\n  longer  12°\n");
    }

    #[test]
    fn what_rounds_to_nothing_has_no_sign() {
        assert_eq!(signed(-0.04, 2), "−0.04");
        assert_eq!(signed(-0.004, 2), "0.00");
        assert_eq!(signed(-0.4, 0), "0");
        assert_eq!(signed(12.6, 0), "13");
    }
}
