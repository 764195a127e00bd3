//! What is kept of sessions: written as it happens, read as rows and events.

use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde::Serialize;

use super::error::SessionError;
use super::{open, tally};
use crate::coach::{Event, Summary, Timed};

/// Number of a session, given when it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct SessionId(i64);

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for SessionId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// What is known when a session begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Unix time in seconds.
    pub started_at: i64,
    /// Id of the exercise.
    pub exercise: String,
    /// Id of the variant, if not the usual one.
    pub variant: Option<String>,
    /// Id of the dose, if not the usual one.
    pub dose: Option<String>,
    /// Where the pictures came from, as given to `--source`.
    pub source: String,
    /// Version of the program.
    pub app_version: String,
}

/// A session as the history lists it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SessionRow {
    /// Its number.
    pub id: SessionId,
    /// Unix time in seconds.
    pub started_at: i64,
    /// The same on the user's clock, "2026-03-01 18:05".
    pub started: String,
    /// Id of the exercise.
    pub exercise: String,
    /// Id of the variant, if not the usual one.
    pub variant: Option<String>,
    /// Id of the dose, if not the usual one.
    pub dose: Option<String>,
    /// Where the pictures came from.
    pub source: String,
    /// Version of the program.
    pub app_version: String,
    /// How long it went on, in seconds of the source.
    pub seconds: f64,
    /// Whether it was cut off. Its summary is then counted from its events.
    pub interrupted: bool,
    /// Events that could not be written (a disk that stood still or was full).
    pub events_lost: u64,
    /// The figures.
    pub summary: Summary,
}

/// The history.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    notice: Option<String>,
}

impl Store {
    /// Opens the history, and makes file and folder where they are missing. A damaged file is
    /// set aside, never deleted, and a new one is begun: [`notice`](Self::notice) says so.
    ///
    /// # Errors
    /// When it can't be read and written; the variants of [`SessionError`] say why.
    pub fn open(path: &Path) -> Result<Self, SessionError> {
        let (connection, notice) = open::open(path)?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            notice,
        })
    }

    /// Opens the history, or one in memory that is gone when the program ends: nothing stops a
    /// set. [`notice`](Self::notice) says so.
    ///
    /// # Errors
    /// When not even memory can be had.
    pub fn open_or_memory(path: &Path) -> Result<Self, SessionError> {
        Self::open(path).or_else(|error| {
            let mut store = Self::memory()?;
            store.notice = Some(format!("This session will not be saved. {error}"));
            Ok(store)
        })
    }

    /// A history in memory.
    ///
    /// # Errors
    /// When memory can't be had.
    pub fn memory() -> Result<Self, SessionError> {
        let path = PathBuf::from(":memory:");
        let explain = |source| SessionError::from_sqlite(&path, source);
        let mut connection = Connection::open_in_memory().map_err(explain)?;
        open::prepare(&mut connection).map_err(explain)?;
        Ok(Self {
            connection,
            path,
            notice: None,
        })
    }

    /// A sentence for the user about how the history was opened, to be shown once.
    #[must_use]
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Begins a session.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn begin(&mut self, new: &NewSession) -> Result<SessionId, SessionError> {
        self.write(|batch| batch.begin(new))
    }

    /// Adds events to a session. A summary among them ends it.
    ///
    /// # Errors
    /// When they can't be written; then none of them is.
    pub fn record(&mut self, id: SessionId, events: &[Timed]) -> Result<(), SessionError> {
        self.write(|batch| events.iter().try_for_each(|event| batch.event(id, event)))
    }

    /// Notes that the session still goes on at `t_s` seconds of its source, so that a hold or a
    /// rest without events keeps its length after a kill.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn alive(&mut self, id: SessionId, t_s: f64) -> Result<(), SessionError> {
        self.write(|batch| batch.alive(id, t_s))
    }

    /// Runs several writes as one: all of them are kept, or none.
    pub(super) fn write<T>(
        &mut self,
        writes: impl FnOnce(&Batch<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, SessionError> {
        let run = || {
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = writes(&Batch(&transaction))?;
            transaction.commit()?;
            Ok(value)
        };
        run().map_err(|source| SessionError::from_sqlite(&self.path, source))
    }

    /// The newest sessions, newest first.
    ///
    /// # Errors
    /// When they can't be read.
    pub fn sessions(&self, limit: u32) -> Result<Vec<SessionRow>, SessionError> {
        let order = format!("{SELECT} ORDER BY started_at DESC, id DESC LIMIT ?1");
        let rows = self.read(|connection| {
            connection
                .prepare(&order)?
                .query_map([limit], stored)?
                .collect::<rusqlite::Result<Vec<_>>>()
        })?;
        rows.into_iter().map(|row| self.complete(row)).collect()
    }

    /// One session.
    ///
    /// # Errors
    /// [`SessionError::NoSession`], or when it can't be read.
    pub fn session(&self, id: SessionId) -> Result<SessionRow, SessionError> {
        let by_id = format!("{SELECT} WHERE id = ?1");
        let row =
            self.read(|connection| connection.query_row(&by_id, [id.0], stored).optional())?;
        self.complete(row.ok_or(SessionError::NoSession(id))?)
    }

    /// Everything that happened in a session, in order, its summary (if it had an end) last.
    ///
    /// # Errors
    /// [`SessionError::NoSession`], or when it can't be read.
    pub fn events(&self, id: SessionId) -> Result<Vec<Timed>, SessionError> {
        let session = self.session(id)?;
        let mut events = self.lines(id)?;
        if !session.interrupted {
            events.push(Timed {
                t_s: session.seconds,
                event: Event::Summary(session.summary),
            });
        }
        Ok(events)
    }

    /// The farthest peak of the good repetitions of an exercise, in the unit of its signal;
    /// `rising` says whether farther is more. None before the first one.
    ///
    /// # Errors
    /// When the history can't be read.
    pub fn best(
        &self,
        exercise: &str,
        variant: Option<&str>,
        rising: bool,
    ) -> Result<Option<f32>, SessionError> {
        let farthest = if rising { "max" } else { "min" };
        let query = format!(
            "SELECT {farthest}(json_extract(line, '$.peak')) FROM event
             JOIN session ON session.id = event.session
             WHERE session.exercise = ?1 AND session.variant IS ?2
             AND json_extract(line, '$.event') = 'rep' AND json_extract(line, '$.good')"
        );
        self.read(|connection| {
            connection.query_row(&query, params![exercise, variant], |row| row.get(0))
        })
    }

    fn lines(&self, id: SessionId) -> Result<Vec<Timed>, SessionError> {
        let lines = self.read(|connection| {
            connection
                .prepare_cached("SELECT line FROM event WHERE session = ?1 ORDER BY n")?
                .query_map([id.0], |row| row.get::<_, String>(0))?
                .collect::<rusqlite::Result<Vec<_>>>()
        })?;
        lines.iter().map(|line| parse(id, line)).collect()
    }

    /// Takes the summary from the row, or counts it from the events.
    fn complete(&self, (mut row, summary): Stored) -> Result<SessionRow, SessionError> {
        row.summary = match summary {
            Some(summary) => parse(row.id, &summary)?,
            None => tally(&row.exercise, &self.lines(row.id)?, row.seconds),
        };
        Ok(row)
    }

    fn read<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, SessionError> {
        query(&self.connection).map_err(|source| SessionError::from_sqlite(&self.path, source))
    }
}

/// Writes that belong together.
pub(super) struct Batch<'c>(&'c Connection);

impl Batch<'_> {
    pub(super) fn begin(&self, new: &NewSession) -> rusqlite::Result<SessionId> {
        self.0
            .prepare_cached(
                "INSERT INTO session (started_at, exercise, variant, dose, source, app_version)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .insert(params![
                new.started_at,
                new.exercise,
                new.variant,
                new.dose,
                new.source,
                new.app_version
            ])
            .map(SessionId)
    }

    pub(super) fn event(&self, id: SessionId, timed: &Timed) -> rusqlite::Result<()> {
        if let Event::Summary(summary) = &timed.event {
            self.0
                .prepare_cached("UPDATE session SET summary = ?2 WHERE id = ?1")?
                .execute(params![id.0, json(summary)?])?;
        } else {
            self.0
                .prepare_cached(
                    "INSERT INTO event (session, n, line) VALUES (?1,
                     (SELECT coalesce(max(n) + 1, 0) FROM event WHERE session = ?1), ?2)",
                )?
                .execute(params![id.0, json(timed)?])?;
        }
        self.alive(id, timed.t_s)
    }

    pub(super) fn alive(&self, id: SessionId, t_s: f64) -> rusqlite::Result<()> {
        self.0
            .prepare_cached("UPDATE session SET seconds = max(seconds, ?2) WHERE id = ?1")?
            .execute(params![id.0, t_s])
            .map(drop)
    }

    pub(super) fn lost(&self, id: SessionId, events: u64) -> rusqlite::Result<()> {
        let events = i64::try_from(events).unwrap_or(i64::MAX);
        self.0
            .prepare_cached("UPDATE session SET events_lost = ?2 WHERE id = ?1")?
            .execute(params![id.0, events])
            .map(drop)
    }
}

fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

fn parse<T: serde::de::DeserializeOwned>(id: SessionId, text: &str) -> Result<T, SessionError> {
    serde_json::from_str(text).map_err(|source| SessionError::Line {
        session: id,
        source,
    })
}

/// A row of the table and its summary as it is stored there.
type Stored = (SessionRow, Option<String>);

/// The local time comes from SQLite, which asks the system for the user's time zone.
const SELECT: &str = "SELECT id, started_at,
    strftime('%Y-%m-%d %H:%M', started_at, 'unixepoch', 'localtime'),
    exercise, variant, dose, source, app_version, round(seconds, 3), events_lost,
    summary FROM session";

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let summary: Option<String> = row.get(10)?;
    let session = SessionRow {
        id: SessionId(row.get(0)?),
        started_at: row.get(1)?,
        // None for a year that no calendar has.
        started: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
        exercise: row.get(3)?,
        variant: row.get(4)?,
        dose: row.get(5)?,
        source: row.get(6)?,
        app_version: row.get(7)?,
        seconds: row.get(8)?,
        interrupted: summary.is_none(),
        events_lost: u64::try_from(row.get::<_, i64>(9)?).unwrap_or(0),
        summary: Summary::default(),
    };
    Ok((session, summary))
}

#[cfg(test)]
mod tests;
