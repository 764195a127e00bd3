//! The track of a set, read from the history.

use rusqlite::{Connection, OptionalExtension};

use super::coached::Coached;
use super::part::{Entry, PartError, decode};
use super::recorder::Part;
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

/// Whether a set can be judged again.
pub(in crate::session) fn is_kept(connection: &Connection, id: SetId) -> rusqlite::Result<bool> {
    let query = "SELECT EXISTS (SELECT 1 FROM coached WHERE set_id = ?1)
                 AND EXISTS (SELECT 1 FROM track WHERE set_id = ?1)";
    connection.query_row(query, [id.0], |row| row.get(0))
}

/// How a set was coached, where that can be read, and the parts of its track as they are kept.
pub(in crate::session) fn packed(
    connection: &Connection,
    id: SetId,
) -> rusqlite::Result<(Option<Coached>, Vec<Part>)> {
    let coached: Option<String> = connection
        .prepare_cached("SELECT options FROM coached WHERE set_id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    let coached = coached.and_then(|options| serde_json::from_str(&options).ok());
    let parts = connection
        .prepare_cached("SELECT n, part FROM track WHERE set_id = ?1 ORDER BY n")?
        .query_map([id.0], |row| {
            Ok(Part {
                n: row.get(0)?,
                bytes: row.get(1)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok((coached, parts))
}

/// The track of a set; none where none was kept, and why where it can't be read.
pub(in crate::session) fn track(
    connection: &Connection,
    id: SetId,
) -> rusqlite::Result<Option<Result<Track, PartError>>> {
    let (coached, parts) = packed(connection, id)?;
    let coached = coached.filter(|_| !parts.is_empty());
    Ok(coached.map(|coached| unpacked(coached, &parts)))
}

fn unpacked(coached: Coached, parts: &[Part]) -> Result<Track, PartError> {
    let mut entries = Vec::new();
    for part in parts {
        entries.append(&mut decode(&part.bytes)?);
    }
    let is_whole = (0..).zip(parts).all(|(n, part)| n == part.n);
    Ok(Track {
        coached,
        entries,
        is_whole,
    })
}
