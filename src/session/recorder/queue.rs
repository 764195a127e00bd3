//! The queue between the recorder and the thread that writes, and how far the writing has come.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::notes::{Note, Notes};
use super::report::{Kept, Report, Trouble};
use crate::session::error::SessionError;
use crate::session::ids::BegunSet;
use crate::words::trouble;

/// Pause before a write that failed is tried again.
const RETRY: Duration = Duration::from_secs(1);

/// State that the recorder and its thread share.
#[derive(Debug, Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    notes: Notes,
    /// Number of events that the thread has taken but not written (yet), and of those lost before.
    unwritten: u64,
    /// Number of the last note up to which all are written.
    written: u64,
    /// Whether the disk is too slow. Nobody waits for it then.
    is_behind: bool,
    is_closing: bool,
    /// The thread has ended.
    is_done: bool,
    /// The sets that were begun and written.
    sets: Vec<BegunSet>,
    trouble: Option<Trouble>,
}

impl Queue {
    /// A queue; `trouble` says why nothing that is written is kept, where that is so.
    pub(super) fn new(trouble: Option<Trouble>) -> Self {
        let state = State {
            trouble,
            ..State::default()
        };
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }

    /// Takes the lock. A panic while it was held can't leave the plain values half changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn wait_while(
        &self,
        limit: Duration,
        condition: impl FnMut(&mut State) -> bool,
    ) -> MutexGuard<'_, State> {
        self.changed
            .wait_timeout_while(self.lock(), limit, condition)
            .unwrap_or_else(PoisonError::into_inner)
            .0
    }

    /// Hands over a note, and returns its number.
    pub(super) fn push(&self, note: Note) -> u64 {
        let number = self.lock().notes.push(note);
        self.changed.notify_all();
        number
    }

    /// Waits until a note is written: for `limit` at most, and not at all while the disk is behind.
    pub(super) fn wait_for(&self, number: u64, limit: Duration) {
        let waits =
            |state: &mut State| state.written < number && !state.is_behind && !state.is_done;
        let mut state = self.wait_while(limit, waits);
        state.is_behind |= state.written < number;
    }

    /// Waits for notes and adds them to the backlog. A backlog means that a write has failed, and
    /// waiting then also ends after a pause. Returns whether this was the last time, and the number
    /// of the last note.
    pub(super) fn take(&self, backlog: &mut Notes) -> (bool, u64) {
        let mut state = if backlog.is_empty() {
            let is_idle = |state: &mut State| !state.is_closing && state.notes.is_empty();
            self.changed
                .wait_while(self.lock(), is_idle)
                .unwrap_or_else(PoisonError::into_inner)
        } else {
            self.wait_while(RETRY, |state| !state.is_closing)
        };
        backlog.append(&mut state.notes);
        state.unwritten = backlog.unwritten();
        (state.is_closing, state.notes.pushed())
    }

    /// What came of writing all notes up to this number, and the events that are left.
    pub(super) fn wrote(
        &self,
        up_to: u64,
        written: Result<Vec<BegunSet>, SessionError>,
        unwritten: u64,
    ) {
        self.change(|state| {
            state.unwritten = unwritten;
            state.is_behind = written.is_err();
            match written {
                Ok(begun) => {
                    state.sets.extend(begun);
                    state.written = up_to;
                }
                Err(error) => state.trouble = Some(Trouble::from(&error)),
            }
        });
    }

    /// The thread could not be started.
    pub(super) fn not_started(&self, trouble: Trouble) {
        self.change(|state| {
            state.is_done = true;
            state.trouble = Some(trouble);
        });
    }

    /// The thread has ended, and nobody waits for it any longer.
    pub(super) fn end(&self) {
        self.change(|state| state.is_done = true);
    }

    pub(super) fn has_written_all(&self) -> bool {
        let state = self.lock();
        state.notes.lost() == 0 && state.written == state.notes.pushed()
    }

    pub(super) fn trouble(&self) -> Option<Trouble> {
        self.lock().trouble.clone()
    }

    /// Waits until the rest is written, for `limit` at most. Returns whether the thread has ended,
    /// and what became of the sets that were begun, so many of them.
    pub(super) fn close(&self, limit: Duration, begun: usize, is_kept: bool) -> (bool, Report) {
        self.change(|state| state.is_closing = true);
        let state = self.wait_while(limit, |state| !state.is_done);
        let events_lost = state.unwritten + state.notes.unwritten();
        let is_written = events_lost == 0 && state.written == state.notes.pushed();
        let kept = match state.sets.len() {
            _ if begun == 0 => Kept::Nothing,
            written if !is_kept || written == 0 => Kept::Lost,
            written if written == begun && is_written => Kept::Whole,
            _ => Kept::Part,
        };
        let mut report = Report {
            sets: state.sets.clone(),
            kept,
            events_lost,
            trouble: state.trouble.clone(),
        };
        if report.is_loss() && report.trouble.is_none() {
            let is = if state.is_done {
                trouble::WRITER_STOPPED
            } else {
                trouble::DISK_DID_NOT_ANSWER
            };
            report.trouble = Some(Trouble::lasting(is.to_owned()));
        }
        (state.is_done, report)
    }
}
