//! Takes what an export has into a history, each set once.

use std::collections::BTreeSet;
use std::io::BufRead;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rusqlite::{Connection, params};

use super::line::{Answered, Session, Set};
use super::read::ExportFile;
use crate::coach::Timed;
use crate::session::batch::{Batch, json};
use crate::session::ids::{SessionId, SetId};
use crate::session::store::Sync;
use crate::session::track::Part;
use crate::session::{SessionError, Store, rows};

/// What became of the sets of an export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// Sets that were taken.
    pub sets: usize,
    /// Sets that were there already.
    pub known: usize,
}

impl<R: BufRead> ExportFile<R> {
    /// Takes all sets that the history does not have. Each gets a number of its own.
    ///
    /// # Errors
    /// When a line is not as it should be, or the history can't be written. Then nothing is taken.
    pub fn into_store(mut self, store: &mut Store) -> Result<Imported, SessionError> {
        store.write_all(Sync::PowerCut, |connection| {
            let mut taking = Taking {
                connection,
                imported: Imported::default(),
                of_file: BTreeSet::new(),
            };
            for answered in self.scores() {
                taking.score(*answered)?;
            }
            while let Some((session, sets)) = self.next_session()? {
                taking.session(&session, &sets)?;
            }
            Ok(taking.imported)
        })
    }
}

struct Taking<'c> {
    connection: &'c Connection,
    imported: Imported,
    /// The sets of the history that stand for one of the file: two of the file may be alike.
    of_file: BTreeSet<SetId>,
}

impl Taking<'_> {
    /// A questionnaire that was answered in the same second is the same.
    fn score(&self, answered: Answered) -> rusqlite::Result<()> {
        self.connection
            .execute(
                "INSERT INTO roland_morris (answered_at, score) SELECT ?1, ?2 WHERE NOT EXISTS
                 (SELECT 1 FROM roland_morris WHERE answered_at = ?1)",
                params![answered.answered_at, answered.score],
            )
            .map(drop)
    }

    fn session(&mut self, session: &Session, sets: &[Set]) -> rusqlite::Result<()> {
        let mut new = Vec::new();
        let mut into = None;
        for set in sets {
            match self.twin(set)? {
                Some((id, of)) => {
                    self.imported.known += 1;
                    self.of_file.insert(id);
                    into.get_or_insert(of);
                }
                None => new.push(set),
            }
        }
        if new.is_empty() {
            return Ok(());
        }
        let into = match into {
            Some(of) => of,
            None => self.begin(session)?,
        };
        for set in new {
            let id = self.insert(into, set)?;
            self.of_file.insert(id);
            self.imported.sets += 1;
        }
        Ok(())
    }

    /// The same set in the history, with its session. One that went on there after it was exported is
    /// the same.
    fn twin(&self, set: &Set) -> rusqlite::Result<Option<(SetId, SessionId)>> {
        let alike = self
            .connection
            .prepare_cached(
                "SELECT id, session_id FROM exercise_set WHERE started_at = ?1 AND exercise = ?2
                 AND variant IS ?3 AND dose IS ?4 AND source = ?5 AND app_version = ?6 ORDER BY id",
            )?
            .query_map(
                params![
                    set.started_at,
                    set.exercise,
                    set.variant,
                    set.dose,
                    set.source,
                    set.app_version
                ],
                |row| Ok((SetId(row.get(0)?), SessionId(row.get(1)?))),
            )?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        for (id, session) in alike {
            if !self.of_file.contains(&id) && self.begins_alike(id, &set.events)? {
                return Ok(Some((id, session)));
            }
        }
        Ok(None)
    }

    fn begins_alike(&self, id: SetId, events: &[Timed]) -> rusqlite::Result<bool> {
        let lines = rows::lines(self.connection, id)?;
        Ok(rows::readable(&lines).starts_with(events))
    }

    fn begin(&self, session: &Session) -> rusqlite::Result<SessionId> {
        self.connection
            .prepare_cached(
                "INSERT INTO session (started_at, source, app_version, routine, pain_before,
                 pain_after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .insert(params![
                session.started_at,
                session.source,
                session.app_version,
                session.routine,
                session.pain_before,
                session.pain_after
            ])
            .map(SessionId)
    }

    fn insert(&self, session: SessionId, set: &Set) -> rusqlite::Result<SetId> {
        let summary = set.summary.as_ref().map(json).transpose()?;
        let id = self
            .connection
            .prepare_cached(
                "INSERT INTO exercise_set (session_id, started_at, exercise, exercise_version,
                 variant, dose, source, app_version, model, seconds, events_lost, pain, summary)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .insert(params![
                session.0,
                set.started_at,
                set.exercise,
                set.exercise_version,
                set.variant,
                set.dose,
                set.source,
                set.app_version,
                set.model,
                set.seconds,
                i64::try_from(set.events_lost).unwrap_or(i64::MAX),
                set.pain,
                summary
            ])?;
        let mut event = self
            .connection
            .prepare_cached("INSERT INTO event (set_id, n, line) VALUES (?1, ?2, ?3)")?;
        for (n, timed) in (0_i64..).zip(&set.events) {
            event.execute(params![id, n, json(timed)?])?;
        }
        self.insert_track(SetId(id), set)?;
        Ok(SetId(id))
    }

    /// A part that is no base64 is a damaged one, and stays out: the rest of the set is worth keeping.
    fn insert_track(&self, id: SetId, set: &Set) -> rusqlite::Result<()> {
        let batch = Batch::of(self.connection);
        if let Some(coached) = &set.coached {
            batch.coached(id, coached)?;
        }
        for (n, text) in &set.track {
            if let Ok(bytes) = STANDARD.decode(text) {
                batch.track(id, &Part { n: *n, bytes })?;
            }
        }
        Ok(())
    }
}
