//! The store of sessions and their sets. It is written as things happen, and read as rows and events.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::batch::Batch;
use super::best;
use super::calendar::{self, Calendar};
use super::earlier::Earlier;
use super::error::{Failed, SessionError};
use super::figures::SetFigures;
use super::ids::{NewSet, SessionId, SetId};
use super::open;
use super::pictures::KeptPicture;
use super::rows::{self, SessionRow, SetRow};
use super::scores::{self, Score};
use super::track::{self, Coached, Part, Track};
use crate::coach::Timed;
use crate::words::trouble;

/// The history.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    notice: Option<String>,
    /// Why nothing written here is kept; none where it is.
    not_kept: Option<SessionError>,
    sync: Option<Sync>,
}

/// The failure that a write has to survive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sync {
    /// A kill of the program. The system holds what was written. This takes tenths of a
    /// millisecond.
    Kill,
    /// A battery that runs empty as well. This waits for the disk, which takes milliseconds.
    /// Everything that was written before is on the disk then, too.
    PowerCut,
}

impl Store {
    /// Opens the history, and creates file and folder where they are missing. A damaged file is set
    /// aside, never deleted, and a new one is begun; [`notice`](Self::notice) says so.
    ///
    /// # Errors
    /// When it can't be read and written; the variants of [`SessionError`] say why.
    pub fn open(path: &Path) -> Result<Self, SessionError> {
        let (connection, notice) = open::open(path)?;
        Ok(Self::over(connection, path, notice))
    }

    fn over(connection: Connection, path: &Path, notice: Option<String>) -> Self {
        Self {
            connection,
            path: path.to_owned(),
            notice,
            not_kept: None,
            sync: None,
        }
    }

    /// Opens a history for reading. None is created where there is none, and a write-protected one
    /// is read as well.
    ///
    /// # Errors
    /// When it can't be read; the variants of [`SessionError`] say why.
    pub fn open_to_read(path: &Path) -> Result<Option<Self>, SessionError> {
        if !open::is_there(path)? {
            return Ok(None);
        }
        match Self::open(path) {
            Err(SessionError::Unwritable { .. } | SessionError::Folder { .. }) => {
                Self::open_read_only(path)
            }
            other => other.map(Some),
        }
    }

    /// Opens a history, if there is one, and leaves it as it is even where it is damaged.
    ///
    /// # Errors
    /// When it can't be read; the variants of [`SessionError`] say why.
    pub fn open_read_only(path: &Path) -> Result<Option<Self>, SessionError> {
        if !open::is_there(path)? {
            return Ok(None);
        }
        let connection = open::open_read_only(path)?;
        Ok(Some(Self::over(connection, path, None)))
    }

    /// Opens the history or, because nothing may stop a set, one in memory that is gone when the
    /// program ends. [`notice`](Self::notice) says so.
    ///
    /// # Errors
    /// When not even memory can be had.
    pub fn open_or_memory(path: &Path) -> Result<Self, SessionError> {
        Self::open(path).or_else(Self::memory_because)
    }

    /// A history in memory, in place of one that can't be opened. [`notice`](Self::notice) says so.
    ///
    /// # Errors
    /// When not even memory can be had.
    pub fn memory_because(error: SessionError) -> Result<Self, SessionError> {
        let mut store = Self::memory()?;
        store.notice = Some(trouble::will_not_be_saved(&error));
        store.not_kept = Some(error);
        Ok(store)
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
        Ok(Self::over(connection, &path, None))
    }

    /// Why nothing written here is kept; none where it is.
    #[must_use]
    pub fn not_kept(&self) -> Option<&SessionError> {
        self.not_kept.as_ref()
    }

    /// A sentence for the user about how the history was opened. It is to be shown once.
    #[must_use]
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Begins a set, and its session where that has not begun.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn begin(&mut self, new: &NewSet) -> Result<SetId, SessionError> {
        let begun = self.write(Sync::PowerCut, |batch| batch.begin(new))?;
        Ok(begun.set)
    }

    /// Adds events to a set. A summary among them ends it.
    ///
    /// # Errors
    /// When they can't be written. Then none of them is.
    pub fn record(&mut self, id: SetId, events: &[Timed]) -> Result<(), SessionError> {
        self.write(Sync::PowerCut, |batch| {
            events.iter().try_for_each(|event| batch.event(id, event))
        })
    }

    /// Notes how strong the pain was after a set was stopped, 0 to 10.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn note_pain(&mut self, id: SetId, pain: u8) -> Result<(), SessionError> {
        self.write(Sync::PowerCut, |batch| batch.pain(id, pain))
    }

    /// Notes how strong the pain was after a session, 0 to 10. The last word counts.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn note_pain_after(&mut self, id: SessionId, pain: u8) -> Result<(), SessionError> {
        self.write(Sync::PowerCut, |batch| batch.pain_after(id, pain))
    }

    /// Deletes sets with all their events, and sessions of which no set is left; returns how many
    /// sets. Where one of them does not exist, none is deleted. Deleted sets no longer count for
    /// anything, and nothing of them stays in the file.
    ///
    /// # Errors
    /// [`SessionError::NoSet`], or when it can't be written.
    pub fn delete(&mut self, ids: &[SetId]) -> Result<usize, SessionError> {
        for &id in ids {
            self.set(id)?;
        }
        self.delete_by(|batch| ids.iter().map(|&id| batch.delete(id)).sum())
    }

    /// Deletes sessions with all their sets, and returns how many sessions. Where one of them does
    /// not exist, none is deleted.
    ///
    /// # Errors
    /// [`SessionError::NoSession`], or when it can't be written.
    pub fn delete_sessions(&mut self, ids: &[SessionId]) -> Result<usize, SessionError> {
        for &id in ids {
            self.session(id)?;
        }
        self.delete_by(|batch| ids.iter().map(|&id| batch.delete_session(id)).sum())
    }

    /// Keeps the score of a questionnaire, 0 to 24, that was answered at this Unix time in seconds.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn note_score(&mut self, answered_at: i64, score: u8) -> Result<(), SessionError> {
        self.write(Sync::PowerCut, |batch| batch.score(answered_at, score))
    }

    /// The scores of all questionnaires, oldest first.
    ///
    /// # Errors
    /// When they can't be read.
    pub fn scores(&self) -> Result<Vec<Score>, SessionError> {
        self.read(scores::all)
    }

    /// Deletes all sessions and scores, and returns how many sets there were.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn delete_all(&mut self) -> Result<usize, SessionError> {
        self.delete_by(|batch| batch.delete_all())
    }

    fn delete_by(
        &mut self,
        delete: impl FnOnce(&Batch<'_>) -> rusqlite::Result<usize>,
    ) -> Result<usize, SessionError> {
        let deleted = self.write(Sync::PowerCut, delete)?;
        self.empty_log()?;
        Ok(deleted)
    }

    /// Empties the log, where old pages still are.
    fn empty_log(&self) -> Result<(), SessionError> {
        self.read(|connection| {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        })
    }

    /// Runs several writes as one transaction: all of them are kept, or none.
    pub(super) fn write<T>(
        &mut self,
        sync: Sync,
        writes: impl FnOnce(&Batch<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, SessionError> {
        self.write_all(sync, |connection| Ok(writes(&Batch::of(connection))?))
    }

    /// The same for writes that may fail for other reasons as well.
    pub(super) fn write_all<T>(
        &mut self,
        sync: Sync,
        writes: impl FnOnce(&Connection) -> Result<T, Failed>,
    ) -> Result<T, SessionError> {
        let run = || {
            if self.sync != Some(sync) {
                let level = match sync {
                    Sync::Kill => "NORMAL",
                    Sync::PowerCut => "FULL",
                };
                self.connection.pragma_update(None, "synchronous", level)?;
                self.sync = Some(sync);
            }
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = writes(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        run().map_err(|failed: Failed| match failed {
            Failed::Sqlite(source) => SessionError::from_sqlite(&self.path, source),
            Failed::Other(error) => error,
        })
    }

    /// Reads several things as they are at one moment, while others may go on writing.
    pub(super) fn at_one_moment<T>(
        &self,
        read: impl FnOnce() -> Result<T, SessionError>,
    ) -> Result<T, SessionError> {
        // It reads only, so that there is nothing to be kept at its end.
        let begun = self.connection.unchecked_transaction();
        let _moment = begun.map_err(|source| SessionError::from_sqlite(&self.path, source))?;
        read()
    }

    /// The newest sets, newest first. An unreadable part of a set hides no other set;
    /// [`SetRow::unreadable`] counts its lines.
    ///
    /// # Errors
    /// When they can't be read at all.
    pub fn sets(&self, limit: u32) -> Result<Vec<SetRow>, SessionError> {
        self.read(|connection| rows::newest(connection, limit))
    }

    /// The sets that count from a day on, oldest first. Days are counted from 1970, where the user lives.
    ///
    /// # Errors
    /// When they can't be read at all.
    pub fn counting_since(&self, day: u32) -> Result<Vec<SetRow>, SessionError> {
        // No time zone is a day and a half away from that of the Unix time.
        let from_s = (i64::from(day) - 2) * 86_400;
        let mut rows = self.read(|connection| rows::of_camera_from(connection, from_s))?;
        rows.retain(|row| row.day().is_some_and(|done| done >= day));
        Ok(rows)
    }

    /// One set.
    ///
    /// # Errors
    /// [`SessionError::NoSet`], or when it can't be read.
    pub fn set(&self, id: SetId) -> Result<SetRow, SessionError> {
        self.read(|connection| rows::one(connection, id))?
            .ok_or(SessionError::NoSet(id))
    }

    /// The newest sessions, newest first.
    ///
    /// # Errors
    /// When they can't be read.
    pub fn sessions(&self, limit: u32) -> Result<Vec<SessionRow>, SessionError> {
        self.read(|connection| rows::newest_sessions(connection, limit))
    }

    /// One session.
    ///
    /// # Errors
    /// [`SessionError::NoSession`], or when it can't be read.
    pub fn session(&self, id: SessionId) -> Result<SessionRow, SessionError> {
        self.read(|connection| rows::session(connection, id))?
            .ok_or(SessionError::NoSession(id))
    }

    /// The figures of a set, with what its summary does not have.
    ///
    /// # Errors
    /// When its events can't be read.
    pub fn figures(&self, set: &SetRow) -> Result<SetFigures, SessionError> {
        self.read(|connection| rows::figures(connection, set))
    }

    /// The events of a set but its summary, as the lines that `--events` printed.
    ///
    /// # Errors
    /// When they can't be read.
    pub fn lines(&self, id: SetId) -> Result<Vec<String>, SessionError> {
        self.read(|connection| rows::lines(connection, id))
    }

    /// Everything that happened in a set, in order, its summary (if it had an end) last.
    ///
    /// # Errors
    /// [`SessionError::NoSet`], or when it can't be read.
    pub fn events(&self, id: SetId) -> Result<Vec<Timed>, SessionError> {
        let set = self.set(id)?;
        let lines = self.lines(id)?;
        let mut events = lines
            .iter()
            .map(|line| serde_json::from_str(line))
            .collect::<Result<Vec<Timed>, _>>()
            .map_err(|said| SessionError::Line { set: id, said })?;
        events.extend(set.end());
        Ok(events)
    }

    /// What the coach was given in a set, so that it can be judged again.
    ///
    /// # Errors
    /// [`SessionError::NoSet`], [`SessionError::NoTrack`], or when it can't be read.
    pub fn track(&self, id: SetId) -> Result<Track, SessionError> {
        self.set(id)?;
        self.read(|connection| track::track(connection, id))?
            .ok_or(SessionError::NoTrack(id))?
            .map_err(|said| SessionError::Track { set: id, said })
    }

    /// Whether a set can be judged again.
    ///
    /// # Errors
    /// When the history can't be read.
    pub fn has_track(&self, id: SetId) -> Result<bool, SessionError> {
        self.read(|connection| track::is_kept(connection, id))
    }

    /// The track of a set as it is kept: how the set was coached, where that is known, and the packed parts.
    pub(super) fn packed_track(
        &self,
        id: SetId,
    ) -> Result<(Option<Coached>, Vec<Part>), SessionError> {
        self.read(|connection| track::packed(connection, id))
    }

    /// The pictures of a set that were kept, in order of time.
    ///
    /// # Errors
    /// When they can't be read.
    pub fn pictures(&self, id: SetId) -> Result<Vec<KeptPicture>, SessionError> {
        self.read(|connection| rows::pictures(connection, id))
    }

    /// The farthest peak of the good repetitions of an exercise, in the unit of its signal.
    /// `rising` says whether farther is more. It is `None` before the first good repetition. Only
    /// what a camera saw counts: a video may show anybody, and the synthetic person is nobody.
    ///
    /// # Errors
    /// When the history can't be read.
    pub fn best(
        &self,
        exercise: &str,
        variant: Option<&str>,
        rising: bool,
    ) -> Result<Option<f32>, SessionError> {
        self.read(|connection| best::farthest(connection, exercise, variant, rising))
    }

    /// How many sets of an exercise a camera saw in which at least four of five repetitions were
    /// good (specification §12.2). A single repetition is no set.
    ///
    /// # Errors
    /// When the history can't be read.
    pub fn good_sets(&self, exercise: &str, variant: Option<&str>) -> Result<u32, SessionError> {
        self.read(|connection| best::good_sets(connection, exercise, variant))
    }

    /// The first day on which a set was done that counts, as days since 1970 where the user lives.
    ///
    /// # Errors
    /// When the history can't be read.
    pub fn first_day(&self) -> Result<Option<u32>, SessionError> {
        self.read(calendar::first_day)
    }

    /// What the sessions before a time (Unix seconds) say of an exercise. A set of `but`, the session
    /// that it is compared with, is none of them.
    ///
    /// # Errors
    /// When the history can't be read.
    pub fn earlier(
        &self,
        exercise: &str,
        variant: Option<&str>,
        before: i64,
        but: Option<SessionId>,
    ) -> Result<Earlier, SessionError> {
        let (best, rows) = self.read(|connection| {
            let best = best::before(connection, exercise, variant, before, but)?;
            let rows = rows::before(connection, exercise, variant, before, but)?;
            Ok((best, rows))
        })?;
        let figures = rows.into_iter().map(|row| {
            let figures = self.figures(&row)?;
            Ok((row.session, row.day().unwrap_or_default(), figures))
        });
        let figures = figures.collect::<Result<Vec<_>, SessionError>>()?;
        Ok(Earlier::of(best, figures))
    }

    /// On which days something was done, seen from this Unix time in seconds.
    ///
    /// # Errors
    /// When the history can't be read.
    pub fn calendar(&self, now_s: i64) -> Result<Calendar, SessionError> {
        self.read(|connection| calendar::at(connection, now_s))
    }

    pub(super) fn read<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, SessionError> {
        query(&self.connection).map_err(|source| SessionError::from_sqlite(&self.path, source))
    }
}

#[cfg(test)]
pub(super) mod tests;
