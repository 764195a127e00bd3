//! What is written within one transaction.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use super::ids::{BegunSet, NewSet, SessionId, SetId};
use super::pictures::{BEST, Picture};
use super::track::{Coached, Part};
use crate::coach::{Event, Timed};

/// Writes within one transaction.
pub(super) struct Batch<'c>(&'c Connection);

impl<'c> Batch<'c> {
    /// Writes within the transaction of this connection.
    pub(super) fn of(connection: &'c Connection) -> Self {
        Self(connection)
    }

    /// Begins a set, and its session where that is not there (yet, or any longer).
    pub(super) fn begin(&self, new: &NewSet) -> rusqlite::Result<BegunSet> {
        let session = match self.there(new.session.begun)? {
            Some(session) => session,
            None => self.begin_session(new)?,
        };
        let set = self
            .0
            .prepare_cached(
                "INSERT INTO exercise_set (session_id, started_at, exercise, exercise_version,
                 variant, dose, source, app_version, model)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .insert(params![
                session.0,
                new.started_at,
                new.exercise,
                new.exercise_version,
                new.variant,
                new.dose,
                new.source,
                new.app_version,
                new.model
            ])
            .map(SetId)?;
        if let Some(coached) = &new.coached {
            self.coached(set, coached)?;
        }
        Ok(BegunSet { set, session })
    }

    /// The session, unless it was deleted meanwhile.
    fn there(&self, session: Option<SessionId>) -> rusqlite::Result<Option<SessionId>> {
        let Some(SessionId(id)) = session else {
            return Ok(None);
        };
        self.0
            .prepare_cached("SELECT id FROM session WHERE id = ?1")?
            .query_row([id], |row| row.get(0).map(SessionId))
            .optional()
    }

    fn begin_session(&self, first: &NewSet) -> rusqlite::Result<SessionId> {
        self.0
            .prepare_cached(
                "INSERT INTO session (started_at, source, app_version, routine, pain_before)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .insert(params![
                first.started_at,
                first.source,
                first.app_version,
                first.session.routine,
                first.session.pain_before
            ])
            .map(SessionId)
    }

    pub(super) fn event(&self, id: SetId, timed: &Timed) -> rusqlite::Result<()> {
        if let Event::Summary(summary) = &timed.event {
            self.0
                .prepare_cached("UPDATE exercise_set SET summary = ?2 WHERE id = ?1")?
                .execute(params![id.0, json(summary)?])?;
        } else {
            self.0
                .prepare_cached(
                    "INSERT INTO event (set_id, n, line) VALUES (?1,
                     (SELECT coalesce(max(n) + 1, 0) FROM event WHERE set_id = ?1), ?2)",
                )?
                .execute(params![id.0, json(timed)?])?;
        }
        self.alive(id, timed.t_s)
    }

    /// Notes that the set still goes on at `t_s` seconds of its source, so that a hold or a rest
    /// without events keeps its length after a kill.
    pub(super) fn alive(&self, id: SetId, t_s: f64) -> rusqlite::Result<()> {
        self.0
            .prepare_cached("UPDATE exercise_set SET seconds = max(seconds, ?2) WHERE id = ?1")?
            .execute(params![id.0, t_s])
            .map(drop)
    }

    /// Writes how a set is coached.
    pub(super) fn coached(&self, id: SetId, coached: &Coached) -> rusqlite::Result<()> {
        self.0
            .prepare_cached("INSERT INTO coached (set_id, options) VALUES (?1, ?2)")?
            .execute(params![id.0, json(coached)?])
            .map(drop)
    }

    /// Writes a part of the track of a set, in place of the same part.
    pub(super) fn track(&self, id: SetId, part: &Part) -> rusqlite::Result<()> {
        self.0
            .prepare_cached("INSERT OR REPLACE INTO track (set_id, n, part) VALUES (?1, ?2, ?3)")?
            .execute(params![id.0, part.n, part.bytes])
            .map(drop)
    }

    /// Writes a picture of a set. Of the best repetition there is only one.
    pub(super) fn picture(&self, id: SetId, picture: &Picture) -> rusqlite::Result<()> {
        if picture.what == BEST {
            self.0
                .prepare_cached("DELETE FROM picture WHERE set_id = ?1 AND what = ?2")?
                .execute(params![id.0, BEST])?;
        }
        let jpeg = picture
            .jpeg()
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        self.0
            .prepare_cached(
                "INSERT OR REPLACE INTO picture (set_id, t_s, what, jpeg) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![id.0, picture.t_s, picture.what, jpeg])
            .map(drop)
    }

    /// Deletes a set, and its session where that has no other.
    pub(super) fn delete(&self, id: SetId) -> rusqlite::Result<usize> {
        let sets = self
            .0
            .execute("DELETE FROM exercise_set WHERE id = ?1", [id.0])?;
        self.0.execute(
            "DELETE FROM session WHERE id NOT IN (SELECT session_id FROM exercise_set)",
            [],
        )?;
        Ok(sets)
    }

    /// Deletes a session with its sets.
    pub(super) fn delete_session(&self, id: SessionId) -> rusqlite::Result<usize> {
        self.0.execute("DELETE FROM session WHERE id = ?1", [id.0])
    }

    /// Deletes everything, and returns how many sets there were.
    pub(super) fn delete_all(&self) -> rusqlite::Result<usize> {
        let sets = self.0.execute("DELETE FROM exercise_set", [])?;
        self.0.execute("DELETE FROM session", [])?;
        self.0.execute("DELETE FROM roland_morris", [])?;
        Ok(sets)
    }

    pub(super) fn pain(&self, id: SetId, pain: u8) -> rusqlite::Result<()> {
        self.0
            .execute(
                "UPDATE exercise_set SET pain = ?2 WHERE id = ?1",
                params![id.0, pain],
            )
            .map(drop)
    }

    pub(super) fn pain_after(&self, id: SessionId, pain: u8) -> rusqlite::Result<()> {
        self.0
            .execute(
                "UPDATE session SET pain_after = ?2 WHERE id = ?1",
                params![id.0, pain],
            )
            .map(drop)
    }

    pub(super) fn score(&self, answered_at: i64, score: u8) -> rusqlite::Result<()> {
        self.0
            .execute(
                "INSERT INTO roland_morris (answered_at, score) VALUES (?1, ?2)",
                params![answered_at, score],
            )
            .map(drop)
    }

    pub(super) fn lost(&self, id: SetId, events: u64) -> rusqlite::Result<()> {
        let events = i64::try_from(events).unwrap_or(i64::MAX);
        self.0
            .prepare_cached("UPDATE exercise_set SET events_lost = ?2 WHERE id = ?1")?
            .execute(params![id.0, events])
            .map(drop)
    }
}

/// A value as it is stored.
pub(super) fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}
