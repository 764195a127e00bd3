//! Sets and sessions as the history lists them, read from tables that may be damaged.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use serde::Serialize;

use super::figures::SetFigures;
use super::ids::{SessionId, SetId};
use super::pictures::KeptPicture;
use crate::coach::{Event, Summary, Timed};
use crate::exercise::{self, Dose, Exercise, ExerciseError};
use crate::words::{Date, Language};

/// A set as the history lists it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SetRow {
    /// Its number.
    pub id: SetId,
    /// The session that it belongs to.
    pub session: SessionId,
    /// Unix time in seconds.
    pub started_at: i64,
    /// The start in the user's local time, such as "2026-03-01 18:05".
    pub started: String,
    /// Id of the exercise.
    pub exercise: String,
    /// Version of the exercise's file, where that was noted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exercise_version: Option<String>,
    /// Id of the variant, if not the usual one.
    pub variant: Option<String>,
    /// Id of the dose, if not the usual one.
    pub dose: Option<String>,
    /// The source of the pictures.
    pub source: String,
    /// Whether it counts for the best and for trends. Only what a camera saw counts.
    pub counts: bool,
    /// The pose model that saw it, where that was noted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Version of the program.
    pub app_version: String,
    /// How long it went on, in seconds of the source.
    pub seconds: f64,
    /// Whether it was cut off. Its summary is then counted from its events.
    pub interrupted: bool,
    /// Events that could not be written (a disk that stood still or was full).
    pub events_lost: u64,
    /// Repetitions that were good, of those that could be judged.
    pub good: u32,
    /// Repetitions that could be judged.
    pub judged: u32,
    /// Number of its lines that can't be read, because they are damaged or of a newer Spotter. The
    /// figures are those of the other lines.
    #[serde(skip_serializing_if = "is_zero")]
    pub unreadable: u32,
    /// How strong the pain was after the set was stopped, 0 to 10, where it was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pain: Option<u8>,
    /// The figures.
    pub summary: Summary,
}

/// The dose of a set that the history notes no dose of.
const USUAL_DOSE: &str = "standard";

impl SetRow {
    /// The day of the start where the user lives, in days since 1970. None for a year that no calendar has.
    #[must_use]
    pub fn day(&self) -> Option<u32> {
        day(&self.started)
    }

    /// The exercise as it is now, in the form that was done. `folder` has the user's own exercise files.
    ///
    /// # Errors
    /// When its file is gone or broken.
    pub fn load_exercise(
        &self,
        language: Language,
        folder: Option<&Path>,
    ) -> Result<Exercise, ExerciseError> {
        exercise::load_in(language, &self.exercise, self.variant.as_deref(), folder)
    }

    /// How much of this exercise was asked for; the usual dose where it has that one no longer.
    ///
    /// # Errors
    /// When it has no usual dose either.
    pub fn dose_of<'e>(&self, exercise: &'e Exercise) -> Result<&'e Dose, ExerciseError> {
        exercise
            .dose(self.dose.as_deref().unwrap_or(USUAL_DOSE))
            .or_else(|_| exercise.dose(USUAL_DOSE))
    }

    /// The event that ended it; none where it was cut off.
    #[must_use]
    pub fn end(self) -> Option<Timed> {
        let end = |summary| Timed {
            t_s: self.seconds,
            event: Event::Summary(Box::new(summary)),
        };
        (!self.interrupted).then(|| end(self.summary))
    }
}

/// A session: what somebody does in one go.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SessionRow {
    /// Its number.
    pub id: SessionId,
    /// Unix time in seconds: that of its first set.
    pub started_at: i64,
    /// The start in the user's local time, such as "2026-03-01 18:05".
    pub started: String,
    /// The source of the pictures of its first set.
    pub source: String,
    /// Whether it counts for trends. Only what a camera saw counts.
    pub counts: bool,
    /// Version of the program.
    pub app_version: String,
    /// Name of the routine, where it is one.
    pub routine: Option<String>,
    /// How strong the pain was before it, 0 to 10, where it was told.
    pub pain_before: Option<u8>,
    /// How strong the pain was after it, 0 to 10, where it was told.
    pub pain_after: Option<u8>,
    /// Its sets, in order.
    pub sets: Vec<SetId>,
}

impl SessionRow {
    /// The day of the start where the user lives, in days since 1970. None for a year that no calendar has.
    #[must_use]
    pub fn day(&self) -> Option<u32> {
        day(&self.started)
    }
}

/// The day of a local time such as "2026-03-01 18:05".
pub(super) fn day(started: &str) -> Option<u32> {
    let (date, _) = started.split_once(' ')?;
    date.parse::<Date>().ok()?.number()
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature serde asks for
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// Sets that a camera saw: the sources that `--source` takes for a camera.
pub(super) const FROM_CAMERA: &str = "(source = 'camera' OR source GLOB 'camera:*')";

/// The query. The local time comes from SQLite, which asks the system for the user's time zone.
fn select() -> String {
    format!(
        "SELECT id, started_at,
         strftime('%Y-%m-%d %H:%M', started_at, 'unixepoch', 'localtime'),
         exercise, variant, dose, source, app_version, round(seconds, 3), events_lost, summary,
         {FROM_CAMERA}, pain, model, session_id, exercise_version FROM exercise_set"
    )
}

/// The newest sets, newest first.
pub(super) fn newest(connection: &Connection, limit: u32) -> rusqlite::Result<Vec<SetRow>> {
    let order = format!("{} ORDER BY started_at DESC, id DESC LIMIT ?1", select());
    listed(connection, &order, [limit])
}

/// The sets of a camera from a Unix time on, oldest first.
pub(super) fn of_camera_from(
    connection: &Connection,
    started_at: i64,
) -> rusqlite::Result<Vec<SetRow>> {
    let order = format!(
        "{} WHERE {FROM_CAMERA} AND started_at >= ?1 ORDER BY started_at, id",
        select()
    );
    listed(connection, &order, [started_at])
}

fn listed(
    connection: &Connection,
    query: &str,
    asked: impl Params,
) -> rusqlite::Result<Vec<SetRow>> {
    let rows = connection
        .prepare(query)?
        .query_map(asked, stored)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter()
        .map(|row| complete(connection, row))
        .collect()
}

/// So many sets at most are looked through for the last time that something was counted.
const LAST_SETS: u32 = 30;

/// The newest sets of an exercise that a camera saw in the sessions before a time (Unix seconds) but one,
/// newest first.
pub(super) fn before(
    connection: &Connection,
    exercise: &str,
    variant: Option<&str>,
    before: i64,
    but: Option<SessionId>,
) -> rusqlite::Result<Vec<SetRow>> {
    let order = format!(
        "{} WHERE exercise = ?1 AND variant IS ?2 AND {FROM_CAMERA} AND started_at < ?3
         AND session_id IS NOT ?4 ORDER BY started_at DESC, id DESC LIMIT {LAST_SETS}",
        select()
    );
    let but = but.map(|SessionId(id)| id);
    listed(connection, &order, params![exercise, variant, before, but])
}

/// One set, if it exists.
pub(super) fn one(connection: &Connection, id: SetId) -> rusqlite::Result<Option<SetRow>> {
    let by_id = format!("{} WHERE id = ?1", select());
    let row = connection.query_row(&by_id, [id.0], stored).optional()?;
    row.map(|row| complete(connection, row)).transpose()
}

/// The query of sessions. Their sets are in another table.
fn select_sessions() -> String {
    format!(
        "SELECT id, started_at,
         strftime('%Y-%m-%d %H:%M', started_at, 'unixepoch', 'localtime'),
         source, app_version, routine, pain_before, pain_after, {FROM_CAMERA} FROM session"
    )
}

/// One session, if it exists.
pub(super) fn session(
    connection: &Connection,
    id: SessionId,
) -> rusqlite::Result<Option<SessionRow>> {
    let by_id = format!("{} WHERE id = ?1", select_sessions());
    let Some(session) = connection
        .query_row(&by_id, [id.0], stored_session)
        .optional()?
    else {
        return Ok(None);
    };
    let sets = connection
        .prepare("SELECT id FROM exercise_set WHERE session_id = ?1 ORDER BY id")?
        .query_map([id.0], |row| row.get(0).map(SetId))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(SessionRow { sets, ..session }))
}

/// The newest sessions, newest first. Their sets come with one query, whatever their number.
pub(super) fn newest_sessions(
    connection: &Connection,
    limit: u32,
) -> rusqlite::Result<Vec<SessionRow>> {
    let order = "ORDER BY started_at DESC, id DESC LIMIT ?1";
    let mut sessions = connection
        .prepare(&format!("{} {order}", select_sessions()))?
        .query_map([limit], stored_session)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut sets = BTreeMap::<SessionId, Vec<SetId>>::new();
    let mut of_sets = connection.prepare(&format!(
        "SELECT session_id, id FROM exercise_set
         WHERE session_id IN (SELECT id FROM session {order}) ORDER BY id"
    ))?;
    let mut rows = of_sets.query([limit])?;
    while let Some(row) = rows.next()? {
        let of = sets.entry(SessionId(row.get(0)?)).or_default();
        of.push(SetId(row.get(1)?));
    }
    for session in &mut sessions {
        session.sets = sets.remove(&session.id).unwrap_or_default();
    }
    Ok(sessions)
}

/// A session as it is stored, without its sets.
fn stored_session(row: &Row<'_>) -> rusqlite::Result<SessionRow> {
    Ok(SessionRow {
        id: SessionId(row.get(0)?),
        started_at: row.get(1)?,
        // It is `None` for a year that no calendar has.
        started: text(row, 2)?.unwrap_or_default(),
        source: text(row, 3)?.unwrap_or_default(),
        app_version: text(row, 4)?.unwrap_or_default(),
        routine: text(row, 5)?,
        pain_before: row.get(6)?,
        pain_after: row.get(7)?,
        counts: row.get(8)?,
        sets: Vec::new(),
    })
}

/// The events of a set as they are stored, in order.
pub(super) fn lines(connection: &Connection, id: SetId) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT line FROM event WHERE set_id = ?1 ORDER BY n")?
        .query_map([id.0], |row| Ok(text(row, 0)?.unwrap_or_default()))?
        .collect()
}

/// The pictures of a set, in order of time.
pub(super) fn pictures(connection: &Connection, id: SetId) -> rusqlite::Result<Vec<KeptPicture>> {
    connection
        .prepare("SELECT t_s, what, jpeg FROM picture WHERE set_id = ?1 ORDER BY t_s")?
        .query_map([id.0], |row| {
            Ok(KeptPicture {
                t_s: row.get(0)?,
                what: row.get(1)?,
                jpeg: row.get(2)?,
            })
        })?
        .collect()
}

/// The events of those lines that can be read.
pub(super) fn readable(lines: &[String]) -> Vec<Timed> {
    let events = lines.iter().map(|line| serde_json::from_str(line));
    events.filter_map(Result::ok).collect()
}

/// The figures of a set, added up from its events once more.
pub(super) fn figures(connection: &Connection, set: &SetRow) -> rusqlite::Result<SetFigures> {
    let events = readable(&lines(connection, set.id)?);
    Ok(if set.interrupted {
        SetFigures::of_cut_off(&set.exercise, &events, set.seconds)
    } else {
        SetFigures::of_kept(&events, &set.summary, set.seconds)
    })
}

/// Takes the summary from the row, or counts it from the events.
fn complete(
    connection: &Connection,
    (mut row, summary): (SetRow, Option<String>),
) -> rusqlite::Result<SetRow> {
    let whole = match summary.map(|summary| serde_json::from_str::<Summary>(&summary)) {
        Some(Ok(summary)) => Some(summary),
        Some(Err(_)) => {
            row.unreadable += 1;
            None
        }
        None => None,
    };
    // The summary of a set of the first version does not have the number of good repetitions.
    let counted = match whole.as_ref().map(|whole| whole.good) {
        Some(Some(_)) => None,
        _ => {
            let lines = lines(connection, row.id)?;
            let events = readable(&lines);
            row.unreadable += u32::try_from(lines.len() - events.len()).unwrap_or(u32::MAX);
            Some(SetFigures::of_cut_off(&row.exercise, &events, row.seconds).summary())
        }
    };
    if let Some(figures) = counted.as_ref().or(whole.as_ref()) {
        row.good = figures.good.map_or(0, |good| good.total);
        row.judged = figures.reps.total.saturating_sub(figures.unjudged);
    }
    row.summary = whole.or(counted).unwrap_or_default();
    Ok(row)
}

/// A row of the table and its summary as it is stored there.
fn stored(row: &Row<'_>) -> rusqlite::Result<(SetRow, Option<String>)> {
    let summary = text(row, 10)?;
    let set = SetRow {
        id: SetId(row.get(0)?),
        session: SessionId(row.get(14)?),
        started_at: row.get(1)?,
        // It is `None` for a year that no calendar has.
        started: text(row, 2)?.unwrap_or_default(),
        exercise: text(row, 3)?.unwrap_or_default(),
        exercise_version: text(row, 15)?,
        variant: text(row, 4)?,
        dose: text(row, 5)?,
        source: text(row, 6)?.unwrap_or_default(),
        app_version: text(row, 7)?.unwrap_or_default(),
        seconds: row.get(8)?,
        interrupted: summary.is_none(),
        events_lost: u64::try_from(row.get::<_, i64>(9)?).unwrap_or(0),
        counts: row.get(11)?,
        pain: row.get(12)?,
        model: text(row, 13)?,
        good: 0,
        judged: 0,
        unreadable: 0,
        summary: Summary::default(),
    };
    Ok((set, summary))
}

/// A text with a replacement character for invalid bytes, which must not hide the other rows.
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            // The usual case first: looking for invalid bytes while copying takes twice as long.
            let valid = std::str::from_utf8(bytes).map(str::to_owned);
            Some(valid.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned()))
        }
        _ => None,
    })
}
