//! What earlier sets of an exercise say to the coach of the next one. Only what a camera saw counts.

use rusqlite::{Connection, params};

use super::ids::SessionId;
use super::rows::FROM_CAMERA;

/// Whether a line is that of a repetition. `instr` spares the other kinds of lines the reading as JSON, which
/// takes ten times as long. Without `json_valid`, a single line that is no JSON would end the whole query.
const IS_REP: &str = "CASE WHEN instr(line, '\"rep\"') AND json_valid(line)
                      THEN json_extract(line, '$.event') = 'rep' END";

/// The farthest peak of the good repetitions; `rising` says whether farther is more.
pub(super) fn farthest(
    connection: &Connection,
    exercise: &str,
    variant: Option<&str>,
    rising: bool,
) -> rusqlite::Result<Option<f32>> {
    let farthest = if rising { "max" } else { "min" };
    let query = format!(
        "SELECT {farthest}(CASE WHEN {IS_REP} THEN
         CASE WHEN json_extract(line, '$.good') THEN json_extract(line, '$.peak') END END) FROM event
         JOIN exercise_set ON exercise_set.id = event.set_id
         WHERE exercise = ?1 AND variant IS ?2 AND {FROM_CAMERA}"
    );
    connection.query_row(&query, params![exercise, variant], |row| row.get(0))
}

/// The best of the good repetitions.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Best {
    /// The longest hold, in seconds.
    pub(super) longest_s: Option<f64>,
    /// The farthest way, in the unit of the signal.
    pub(super) farthest: Option<f32>,
}

/// The best of the sessions before a time (Unix seconds) but one.
pub(super) fn before(
    connection: &Connection,
    exercise: &str,
    variant: Option<&str>,
    before: i64,
    but: Option<SessionId>,
) -> rusqlite::Result<Best> {
    let query = format!(
        "SELECT max(json_extract(line, '$.hold_s')), max(json_extract(line, '$.range')) FROM event
         JOIN exercise_set ON exercise_set.id = event.set_id
         WHERE exercise = ?1 AND variant IS ?2 AND {FROM_CAMERA} AND started_at < ?3
         AND session_id IS NOT ?4 AND {IS_REP} AND json_extract(line, '$.good')"
    );
    let but = but.map(|SessionId(id)| id);
    connection.query_row(&query, params![exercise, variant, before, but], |row| {
        Ok(Best {
            longest_s: row.get(0)?,
            farthest: row.get(1)?,
        })
    })
}

/// How many sets had at least two repetitions, four of five of them good.
pub(super) fn good_sets(
    connection: &Connection,
    exercise: &str,
    variant: Option<&str>,
) -> rusqlite::Result<u32> {
    let query = format!(
        "SELECT count(*) FROM (
         SELECT sum(json_extract(line, '$.good') IS TRUE) AS good, count(*) AS reps
         FROM event JOIN exercise_set ON exercise_set.id = event.set_id
         WHERE exercise = ?1 AND variant IS ?2 AND {FROM_CAMERA} AND {IS_REP}
         GROUP BY exercise_set.id HAVING reps >= 2 AND good * 5 >= reps * 4)"
    );
    connection.query_row(&query, params![exercise, variant], |row| row.get(0))
}
