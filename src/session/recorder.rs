//! Writes the history on a thread of its own, so that a disk that hangs never holds up the coach.
//!
//! An event is kept before anybody is told of it. [`Recorder::record`] returns when the event is
//! written, so that a later kill loses nothing that was printed or spoken. There are some tens of
//! events a minute, and each takes tenths of a millisecond. Where the disk takes longer than
//! [`KEPT_WITHIN`] or is full, the set goes on: up to [`BACKLOG`] notes wait in memory and are
//! written when the disk is back. Beyond that the oldest events are dropped. Their number is kept
//! with the session and told at the end, so nothing is dropped without a message.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::error::SessionError;
use super::store::{NewSession, SessionId, Store, Sync};
use crate::coach::{Event, Timed};

/// Number of notes that may wait. They are half an hour of a busy set, in less than a megabyte.
const BACKLOG: usize = 1024;

/// How long an event waits to be written before it is told anyway. Only one event waits: while the
/// disk is behind, later events don't. A longer wait would be seen as a frozen picture. A shorter
/// one would give up on a busy computer, where the writer has to wait for its turn.
const KEPT_WITHIN: Duration = Duration::from_millis(100);

/// Seconds of the source between two notes that the session goes on. A kill loses at most this much
/// of the length.
const ALIVE_EVERY_S: f64 = 1.0;

/// Pause before a write that failed is tried again.
const RETRY: Duration = Duration::from_secs(1);

/// How long the end of the program waits for the disk.
const FLUSH: Duration = Duration::from_secs(2);

/// Takes events and writes them to the history. Dropping it writes the waiting events, for at most
/// two seconds.
#[derive(Debug)]
pub struct Recorder {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
    noted_s: f64,
    /// Sessions that were begun.
    begun: usize,
    /// Whether what is written here is still there when the program has ended.
    is_kept: bool,
}

/// What became of the events.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The sessions that were begun and written, in order.
    pub sessions: Vec<SessionId>,
    /// How much of it was kept.
    pub kept: Kept,
    /// Events that could not be written.
    pub events_lost: u64,
    /// What prevented writing, also when writing went on later and nothing was lost.
    pub trouble: Option<Trouble>,
}

/// How much of the events was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kept {
    /// No session was begun.
    #[default]
    Nothing,
    /// Everything was kept.
    Whole,
    /// The session is in the history, and some of it is not.
    Part,
    /// Not even the beginning of the session was kept.
    Lost,
}

/// What prevented writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Trouble that lasts: a sentence that says what it is and what to do.
    pub is: String,
    /// Trouble that is over: a part of a sentence.
    pub was: String,
}

impl From<&SessionError> for Trouble {
    fn from(error: &SessionError) -> Self {
        Self {
            is: error.to_string(),
            was: error.was(),
        }
    }
}

impl Trouble {
    fn lasting(is: String) -> Self {
        Self {
            was: is.trim_end_matches('.').to_owned(),
            is,
        }
    }
}

impl Report {
    /// Whether something that should have been kept was not.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        matches!(self.kept, Kept::Part | Kept::Lost)
    }

    /// Whether the set was saved, in one or two sentences; none where it was and nothing was in
    /// the way.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        let is = self.trouble.as_ref().map_or("", |trouble| &trouble.is);
        let told = match self.kept {
            Kept::Nothing => return None,
            Kept::Whole => {
                let was = &self.trouble.as_ref()?.was;
                format!("The set is saved. For a while it could not be written: {was}.")
            }
            Kept::Part => match self.events_lost {
                0 => format!("Only a part of the set is saved. {is}"),
                1 => format!("The set is saved without one of its events. {is}"),
                lost => format!("The set is saved without {lost} of its events. {is}"),
            },
            Kept::Lost => format!("The set is NOT saved. {is}"),
        };
        Some(told.trim_end().to_owned())
    }
}

#[derive(Debug, Clone)]
enum Note {
    Begin(NewSession),
    Event(Timed),
    Alive(f64),
}

/// Notes in the order they came, never more than [`BACKLOG`] of them.
#[derive(Debug, Default)]
struct Notes {
    waiting: VecDeque<Note>,
    lost: u64,
    /// Notes ever handed over.
    pushed: u64,
}

impl Notes {
    /// Adds a note, and returns its number, from 1.
    fn push(&mut self, note: Note) -> u64 {
        self.pushed += 1;
        if matches!(note, Note::Alive(_)) && matches!(self.waiting.back(), Some(Note::Alive(_))) {
            self.waiting.pop_back();
        }
        self.waiting.push_back(note);
        if self.waiting.len() > BACKLOG {
            // The beginning of a session stays, because nothing after it could be written without
            // it.
            let oldest = self
                .waiting
                .iter()
                .position(|note| !matches!(note, Note::Begin(_)));
            if let Some(Note::Event(_)) = oldest.and_then(|i| self.waiting.remove(i)) {
                self.lost += 1;
            }
        }
        self.pushed
    }

    fn append(&mut self, newer: &mut Self) {
        self.lost += std::mem::take(&mut newer.lost);
        for note in newer.waiting.drain(..) {
            self.push(note);
        }
    }

    /// Number of events that wait, and of those that were dropped.
    fn unwritten(&self) -> u64 {
        let events = self.waiting.iter();
        let waiting = events.filter(|note| matches!(note, Note::Event(_))).count();
        self.lost + waiting as u64
    }
}

#[derive(Debug, Default)]
struct Shared {
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
    closing: bool,
    /// The thread has ended.
    done: bool,
    report: Report,
}

impl Shared {
    /// Takes the lock. A panic while it was held can't leave the plain values half changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands over a note, and returns its number.
    fn note(&self, note: Note) -> u64 {
        let number = self.lock().notes.push(note);
        self.changed.notify_all();
        number
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
}

impl Recorder {
    /// Starts the thread. Starting never fails: without a thread everything counts as lost, and the
    /// [`Report`] says so.
    #[must_use]
    pub fn start(store: Store) -> Self {
        let shared = Arc::new(Shared::default());
        let not_kept = store.not_kept().map(Trouble::from);
        let is_kept = not_kept.is_none();
        shared.lock().report.trouble = not_kept;
        let writer = Writer {
            shared: Arc::clone(&shared),
            store,
            session: None,
        };
        let thread = std::thread::Builder::new()
            .name("recorder".into())
            .spawn(move || writer.run());
        if let Err(error) = &thread {
            let mut state = shared.lock();
            state.done = true;
            state.report.trouble = Some(Trouble::lasting(format!(
                "The thread that writes could not be started ({error}): close some programs."
            )));
        }
        Self {
            shared,
            thread: thread.ok(),
            noted_s: f64::NEG_INFINITY,
            begun: 0,
            is_kept,
        }
    }

    /// Begins a session. Everything that is recorded from now on belongs to it.
    pub fn begin(&mut self, session: NewSession) {
        self.noted_s = f64::NEG_INFINITY;
        self.begun += 1;
        self.shared.note(Note::Begin(session));
    }

    /// Records an event, and returns when it is written. It returns after `KEPT_WITHIN` in any
    /// case, and at once while the disk is known to be behind. A summary ends the session.
    pub fn record(&mut self, event: &Timed) {
        self.noted_s = self.noted_s.max(event.t_s);
        let number = self.shared.note(Note::Event(event.clone()));
        let waits = |state: &mut State| state.written < number && !state.is_behind && !state.done;
        let mut state = self.shared.wait_while(KEPT_WITHIN, waits);
        state.is_behind |= state.written < number;
    }

    /// Says that the session goes on at `t_s` seconds of its source. Callers do so with every
    /// frame; it is written once a second.
    pub fn alive(&mut self, t_s: f64) {
        if t_s >= self.noted_s + ALIVE_EVERY_S {
            self.noted_s = t_s;
            self.shared.note(Note::Alive(t_s));
        }
    }

    /// Whether a session was begun and everything so far is written.
    #[must_use]
    pub fn has_kept_all(&self) -> bool {
        let state = self.shared.lock();
        self.is_kept
            && self.begun > 0
            && state.notes.lost == 0
            && state.written == state.notes.pushed
    }

    /// What prevented writing so far.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        self.shared.lock().report.trouble.clone()
    }

    /// Writes the waiting events, for at most two seconds, and reports what was kept.
    #[must_use]
    pub fn close(mut self) -> Report {
        self.end()
    }

    fn end(&mut self) -> Report {
        self.shared.lock().closing = true;
        self.shared.changed.notify_all();
        let state = self.shared.wait_while(FLUSH, |state| !state.done);
        let mut report = state.report.clone();
        report.events_lost = state.unwritten + state.notes.unwritten();
        let is_written = report.events_lost == 0 && state.written == state.notes.pushed;
        let done = state.done;
        drop(state);
        report.kept = match report.sessions.len() {
            _ if self.begun == 0 => Kept::Nothing,
            written if !self.is_kept || written == 0 => Kept::Lost,
            written if written == self.begun && is_written => Kept::Whole,
            _ => Kept::Part,
        };
        if report.is_loss() {
            report.trouble.get_or_insert_with(|| {
                let is = if done {
                    "What writes it stopped unexpectedly: report this if it stays."
                } else {
                    "The disk did not answer in time: check it, and that there is room on it."
                };
                Trouble::lasting(is.to_owned())
            });
        }
        if let Some(thread) = self.thread.take()
            && done
        {
            // The panic hook has printed a panic of the thread. A thread that is stuck in a write
            // is left to itself: the end of the process ends it, and SQLite repairs the file.
            let _ = thread.join();
        }
        report
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        if self.thread.is_some() {
            self.end();
        }
    }
}

/// State that only the thread has.
struct Writer {
    shared: Arc<Shared>,
    store: Store,
    session: Option<SessionId>,
}

impl Writer {
    fn run(mut self) {
        // Nobody waits for the thread any longer, however it ends.
        let _end = End(Arc::clone(&self.shared));
        let mut backlog = Notes::default();
        loop {
            let (closing, taken) = self.take(&mut backlog);
            let written = self.write(&backlog);
            if written.is_ok() {
                backlog.waiting.clear();
            }
            let mut state = self.shared.lock();
            state.unwritten = backlog.unwritten();
            state.is_behind = written.is_err();
            match written {
                Ok(begun) => {
                    state.report.sessions.extend(begun);
                    state.written = taken;
                }
                Err(error) => state.report.trouble = Some(Trouble::from(&error)),
            }
            self.shared.changed.notify_all();
            if closing {
                return;
            }
        }
    }

    /// Waits for notes and adds them to the backlog. A backlog means that a write has failed, and
    /// waiting then also ends after the pause. Returns whether this was the last time, and the
    /// number of the last note.
    fn take(&self, backlog: &mut Notes) -> (bool, u64) {
        let mut state = if backlog.waiting.is_empty() {
            let idle = |state: &mut State| !state.closing && state.notes.waiting.is_empty();
            self.shared
                .changed
                .wait_while(self.shared.lock(), idle)
                .unwrap_or_else(PoisonError::into_inner)
        } else {
            self.shared.wait_while(RETRY, |state| !state.closing)
        };
        backlog.append(&mut state.notes);
        state.unwritten = backlog.unwritten();
        (state.closing, state.notes.pushed)
    }

    /// Writes all notes as one transaction. A failed write leaves nothing behind, and all of it is
    /// tried again.
    fn write(&mut self, notes: &Notes) -> Result<Vec<SessionId>, SessionError> {
        if notes.waiting.is_empty() {
            return Ok(Vec::new());
        }
        // An event has to be kept before it is told, which must not take long. The note of each
        // second and the end wait for the disk, and everything before them is on the disk then,
        // too.
        let waits = |note: &Note| match note {
            Note::Alive(_) => true,
            Note::Event(timed) => matches!(timed.event, Event::Summary(_)),
            Note::Begin(_) => false,
        };
        let sync = if notes.waiting.iter().any(waits) {
            Sync::PowerCut
        } else {
            Sync::Kill
        };
        let mut session = self.session;
        let begun = self.store.write(sync, |batch| {
            let mut begun = Vec::new();
            for note in &notes.waiting {
                match (note, session) {
                    (Note::Begin(new), _) => {
                        let id = batch.begin(new)?;
                        session = Some(id);
                        begun.push(id);
                    }
                    (Note::Event(event), Some(id)) => batch.event(id, event)?,
                    (Note::Alive(t_s), Some(id)) => batch.alive(id, *t_s)?,
                    // Before the first session there is nothing to record.
                    (Note::Event(_) | Note::Alive(_), None) => {}
                }
            }
            if let Some(id) = session
                && notes.lost > 0
            {
                batch.lost(id, notes.lost)?;
            }
            Ok(begun)
        })?;
        self.session = session;
        Ok(begun)
    }
}

/// Tells the other threads that this one has ended, also when it panics.
struct End(Arc<Shared>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.lock().done = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests;
