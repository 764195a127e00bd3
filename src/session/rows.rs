//! Sessions as the history lists them, read from tables that may be damaged.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

use super::figures::SetFigures;
use super::schema;
use super::store::SessionId;
use crate::coach::{Summary, Timed};

/// A session as the history lists it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SessionRow {
    /// Its number.
    pub id: SessionId,
    /// Unix time in seconds.
    pub started_at: i64,
    /// The start in the user's local time, such as "2026-03-01 18:05".
    pub started: String,
    /// Id of the exercise.
    pub exercise: String,
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

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature serde asks for
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// Sessions that a camera saw: the sources that `--source` takes for a camera.
pub(super) const FROM_CAMERA: &str = "(source = 'camera' OR source GLOB 'camera:*')";

/// The query. The local time comes from SQLite, which asks the system for the user's time zone. A
/// file of an earlier version that can't be written lacks the last columns.
fn select(connection: &Connection) -> rusqlite::Result<String> {
    let version = schema::version(connection)?;
    let or_null = |column, since| if version < since { "NULL" } else { column };
    let pain = or_null("pain", schema::HAS_PAIN);
    let model = or_null("model", schema::HAS_MODEL);
    Ok(format!(
        "SELECT id, started_at,
         strftime('%Y-%m-%d %H:%M', started_at, 'unixepoch', 'localtime'),
         exercise, variant, dose, source, app_version, round(seconds, 3), events_lost, summary,
         {FROM_CAMERA}, {pain}, {model} FROM session"
    ))
}

/// The newest sessions, newest first.
pub(super) fn newest(connection: &Connection, limit: u32) -> rusqlite::Result<Vec<SessionRow>> {
    let order = format!(
        "{} ORDER BY started_at DESC, id DESC LIMIT ?1",
        select(connection)?
    );
    let rows = connection
        .prepare(&order)?
        .query_map([limit], stored)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter()
        .map(|row| complete(connection, row))
        .collect()
}

/// One session, if it exists.
pub(super) fn one(connection: &Connection, id: SessionId) -> rusqlite::Result<Option<SessionRow>> {
    let by_id = format!("{} WHERE id = ?1", select(connection)?);
    let row = connection.query_row(&by_id, [id.0], stored).optional()?;
    row.map(|row| complete(connection, row)).transpose()
}

/// The events of a session as they are stored, in order.
pub(super) fn lines(connection: &Connection, id: SessionId) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT line FROM event WHERE session = ?1 ORDER BY n")?
        .query_map([id.0], |row| Ok(text(row, 0)?.unwrap_or_default()))?
        .collect()
}

/// Takes the summary from the row, or counts it from the events.
fn complete(
    connection: &Connection,
    (mut row, summary): (SessionRow, Option<String>),
) -> rusqlite::Result<SessionRow> {
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
            let events: Vec<Timed> = lines
                .iter()
                .filter_map(|line| serde_json::from_str(line).ok())
                .collect();
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
fn stored(row: &Row<'_>) -> rusqlite::Result<(SessionRow, Option<String>)> {
    let summary = text(row, 10)?;
    let session = SessionRow {
        id: SessionId(row.get(0)?),
        started_at: row.get(1)?,
        // It is `None` for a year that no calendar has.
        started: text(row, 2)?.unwrap_or_default(),
        exercise: text(row, 3)?.unwrap_or_default(),
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
    Ok((session, summary))
}

/// A text with a replacement character for invalid bytes, which must not hide the other rows.
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
        _ => None,
    })
}
