//! The track of a set, read from the history.

use rusqlite::{Connection, OptionalExtension};

use super::coached::Coached;
use super::part::{Entry, PartError, decode};
use crate::session::ids::SetId;

/// The track of a set.
#[derive(Debug, Clone)]
pub struct Track {
    /// How the set was coached.
    pub coached: Coached,
    /// What the coach was given, in order.
    pub entries: Vec<Entry>,
    /// Whether none of it is missing. A disk that was full has left gaps.
    pub is_whole: bool,
}

/// The track of a set; none where none was kept, and why where it can't be read.
pub(in crate::session) fn track(
    connection: &Connection,
    id: SetId,
) -> rusqlite::Result<Option<Result<Track, PartError>>> {
    let coached = connection
        .query_row(
            "SELECT options FROM coached WHERE set_id = ?1",
            [id.0],
            |row| row.get::<_, String>(0),
        )
        .optional()?;
    let parts = connection
        .prepare("SELECT n, part FROM track WHERE set_id = ?1 ORDER BY n")?
        .query_map([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, Vec<u8>)>>>()?;
    Ok(match coached {
        Some(coached) if !parts.is_empty() => Some(unpacked(&coached, &parts)),
        _ => None,
    })
}

fn unpacked(coached: &str, parts: &[(i64, Vec<u8>)]) -> Result<Track, PartError> {
    let coached = serde_json::from_str(coached).map_err(|_| PartError::Damaged)?;
    let mut entries = Vec::new();
    for (_, part) in parts {
        entries.append(&mut decode(part)?);
    }
    let is_whole = (0..).zip(parts).all(|(n, (found, _))| n == *found);
    Ok(Track {
        coached,
        entries,
        is_whole,
    })
}
