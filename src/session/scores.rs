//! The scores of the Roland-Morris questionnaire: how many of its 24 sentences were ticked, and when.

use rusqlite::Connection;
use serde::Serialize;

use super::rows::day;

/// A questionnaire that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Unix time in seconds.
    pub answered_at: i64,
    /// The same in the user's local time, such as "2026-03-01 18:05".
    pub answered: String,
    /// 0 to 24.
    pub score: u8,
}

impl Score {
    /// The day where the user lives, in days since 1970. None for a year that no calendar has.
    #[must_use]
    pub fn day(&self) -> Option<u32> {
        day(&self.answered)
    }
}

/// All scores, oldest first.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Score>> {
    let score = |row: &rusqlite::Row<'_>| {
        Ok(Score {
            answered_at: row.get(0)?,
            answered: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
            score: row.get(2)?,
        })
    };
    connection
        .prepare(
            "SELECT answered_at,
             strftime('%Y-%m-%d %H:%M', answered_at, 'unixepoch', 'localtime'), score
             FROM roland_morris ORDER BY answered_at, id",
        )?
        .query_map([], score)?
        .collect()
}
