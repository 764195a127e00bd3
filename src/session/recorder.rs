//! Writes the history on a thread of its own, so that a slow disk never holds up the coach.
//!
//! Events come at some tens a minute and are written one commit each, at once. Where the disk
//! stands still or is full, up to [`KEPT`] notes wait in memory and are written when it is back;
//! beyond that the oldest events make way, and their number is kept with the session and told at
//! the end. Nothing is dropped in silence.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::error::SessionError;
use super::store::{NewSession, SessionId, Store};
use crate::coach::Timed;

/// Notes that may wait: half an hour of a busy set, in less than a megabyte.
const KEPT: usize = 1024;

/// Seconds of the source between two notes that the session goes on: what a kill may cost.
const ALIVE_EVERY_S: f64 = 1.0;

/// Pause before a write that failed is tried again.
const RETRY: Duration = Duration::from_secs(1);

/// How long the end of the program waits for the disk.
const FLUSH: Duration = Duration::from_secs(2);

/// Takes events and writes them to the history. Dropping it writes what is left, for at most two
/// seconds.
#[derive(Debug)]
pub struct Recorder {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
    noted_s: f64,
}

/// What became of the events.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The sessions that were begun, in order.
    pub sessions: Vec<SessionId>,
    /// Events that could not be written.
    pub events_lost: u64,
    /// Why, in one sentence; also when writing went on later and nothing was lost.
    pub trouble: Option<String>,
}

#[derive(Debug, Clone)]
enum Note {
    Begin(NewSession),
    Event(Timed),
    Alive(f64),
}

/// Notes in the order they came, never more than [`KEPT`] of them.
#[derive(Debug, Default)]
struct Notes {
    waiting: VecDeque<Note>,
    lost: u64,
}

impl Notes {
    fn push(&mut self, note: Note) {
        if matches!(note, Note::Alive(_)) && matches!(self.waiting.back(), Some(Note::Alive(_))) {
            self.waiting.pop_back();
        }
        self.waiting.push_back(note);
        if self.waiting.len() > KEPT {
            // The beginning of a session stays: without it, nothing after it could be written.
            let oldest = self
                .waiting
                .iter()
                .position(|note| !matches!(note, Note::Begin(_)));
            if let Some(Note::Event(_)) = oldest.and_then(|i| self.waiting.remove(i)) {
                self.lost += 1;
            }
        }
    }

    fn append(&mut self, newer: &mut Self) {
        self.lost += std::mem::take(&mut newer.lost);
        for note in newer.waiting.drain(..) {
            self.push(note);
        }
    }

    /// Events that wait, and those that made way.
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
    /// Events that the thread has taken and not (yet) written, and those lost before.
    unwritten: u64,
    closing: bool,
    /// The thread has ended.
    done: bool,
    report: Report,
}

impl Shared {
    /// A panic while the lock was held can't leave the plain values behind it half changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, note: Note) {
        self.lock().notes.push(note);
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
}

impl Recorder {
    /// Starts the thread. It never fails: without a thread, everything counts as lost and
    /// [`trouble`](Self::trouble) says so.
    #[must_use]
    pub fn start(store: Store) -> Self {
        let shared = Arc::new(Shared::default());
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
            state.report.trouble = Some(format!(
                "This session will not be saved: its thread could not be started ({error})."
            ));
        }
        Self {
            shared,
            thread: thread.ok(),
            noted_s: f64::NEG_INFINITY,
        }
    }

    /// Begins a session; what is recorded from now on belongs to it.
    pub fn begin(&mut self, session: NewSession) {
        self.noted_s = f64::NEG_INFINITY;
        self.shared.note(Note::Begin(session));
    }

    /// Records an event. A summary ends the session.
    pub fn record(&mut self, event: &Timed) {
        self.noted_s = self.noted_s.max(event.t_s);
        self.shared.note(Note::Event(event.clone()));
    }

    /// Tells that the session goes on at `t_s` seconds of its source. To be called with every
    /// frame; once a second it is written.
    pub fn alive(&mut self, t_s: f64) {
        if t_s >= self.noted_s + ALIVE_EVERY_S {
            self.noted_s = t_s;
            self.shared.note(Note::Alive(t_s));
        }
    }

    /// Why something could not be written so far, in one sentence.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.shared.lock().report.trouble.clone()
    }

    /// Writes what is left, for at most two seconds, and says what became of it all.
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
        let done = state.done;
        drop(state);
        if !done {
            report.trouble.get_or_insert_with(|| {
                "The disk did not answer in time: the end of this session may not be saved.".into()
            });
        }
        if let Some(thread) = self.thread.take()
            && done
        {
            // A panic of the thread has been printed by its hook. A thread that stands in a write
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

/// The thread's own things.
struct Writer {
    shared: Arc<Shared>,
    store: Store,
    session: Option<SessionId>,
}

impl Writer {
    fn run(mut self) {
        let mut backlog = Notes::default();
        loop {
            let closing = self.take(&mut backlog);
            let written = self.write(&backlog);
            if written.is_ok() {
                backlog.waiting.clear();
            }
            let mut state = self.shared.lock();
            state.unwritten = backlog.unwritten();
            match written {
                Ok(begun) => state.report.sessions.extend(begun),
                // Later troubles would only repeat the first.
                Err(error) => {
                    let trouble = &mut state.report.trouble;
                    trouble.get_or_insert_with(|| error.to_string());
                }
            }
            if closing {
                state.done = true;
                self.shared.changed.notify_all();
                return;
            }
        }
    }

    /// Waits for notes and adds them to the backlog. While there is one, a write has failed, and
    /// waiting also ends after the pause. Says whether this was the last time.
    fn take(&self, backlog: &mut Notes) -> bool {
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
        state.closing
    }

    /// Writes all notes as one: a failed write leaves nothing behind and is tried again whole.
    fn write(&mut self, notes: &Notes) -> Result<Vec<SessionId>, SessionError> {
        if notes.waiting.is_empty() {
            return Ok(Vec::new());
        }
        let mut session = self.session;
        let begun = self.store.write(|batch| {
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

#[cfg(test)]
mod tests;
