//! Writes the history on a thread of its own, so that a disk that stands still never holds up the
//! coach.
//!
//! What happened is kept before anybody is told: [`Recorder::record`] comes back when the event is
//! written, so that a kill at any moment after loses nothing that was printed or spoken. Events
//! come at some tens a minute and take tenths of a millisecond each. Where the disk takes longer
//! than [`KEPT_WITHIN`] or is full the set goes on: up to [`BACKLOG`] notes wait in memory and are
//! written when the disk is back; beyond that the oldest events make way, and their number is kept
//! with the session and told at the end. Nothing is dropped in silence.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::error::SessionError;
use super::store::{NewSession, SessionId, Store, Sync};
use crate::coach::{Event, Timed};

/// Notes that may wait: half an hour of a busy set, in less than a megabyte.
const BACKLOG: usize = 1024;

/// How long an event waits to be written before it is told all the same. Waited for once: while
/// the disk is behind, later events don't wait. Longer would be seen as a picture that stands
/// still; shorter would give up where a busy computer lets the writer wait for its turn.
const KEPT_WITHIN: Duration = Duration::from_millis(100);

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
    /// Sessions that were begun.
    begun: usize,
    /// What is written here is there when the program has ended.
    is_kept: bool,
}

/// What became of the events.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The sessions that were begun and written, in order.
    pub sessions: Vec<SessionId>,
    /// How much of what was to be kept is.
    pub kept: Kept,
    /// Events that could not be written.
    pub events_lost: u64,
    /// What was in the way, also when writing went on later and nothing was lost.
    pub trouble: Option<Trouble>,
}

/// How much of what was to be kept is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kept {
    /// No session was begun.
    #[default]
    Nothing,
    /// All of it.
    Whole,
    /// The session is in the history, and some of it is not.
    Part,
    /// Not even its beginning.
    Lost,
}

/// What was in the way of writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// For a trouble that lasts: what it is and what to do, a sentence.
    pub is: String,
    /// For one that is over: a part of a sentence.
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
    /// Whether something was to be kept and is not.
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
    /// Gives the note's number, from 1.
    fn push(&mut self, note: Note) -> u64 {
        self.pushed += 1;
        if matches!(note, Note::Alive(_)) && matches!(self.waiting.back(), Some(Note::Alive(_))) {
            self.waiting.pop_back();
        }
        self.waiting.push_back(note);
        if self.waiting.len() > BACKLOG {
            // The beginning of a session stays: without it, nothing after it could be written.
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
    /// The number of the last note that is written, and all before it.
    written: u64,
    /// The disk does not keep up: nobody waits for it.
    is_behind: bool,
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

    /// Gives the note's number.
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
    /// Starts the thread. It never fails: without a thread, everything counts as lost and the
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

    /// Begins a session; what is recorded from now on belongs to it.
    pub fn begin(&mut self, session: NewSession) {
        self.noted_s = f64::NEG_INFINITY;
        self.begun += 1;
        self.shared.note(Note::Begin(session));
    }

    /// Records an event, and comes back when it is written; but goes on after [`KEPT_WITHIN`], and
    /// at once while the disk is known to be behind. A summary ends the session.
    pub fn record(&mut self, event: &Timed) {
        self.noted_s = self.noted_s.max(event.t_s);
        let number = self.shared.note(Note::Event(event.clone()));
        let waits = |state: &mut State| state.written < number && !state.is_behind && !state.done;
        let mut state = self.shared.wait_while(KEPT_WITHIN, waits);
        state.is_behind |= state.written < number;
    }

    /// Tells that the session goes on at `t_s` seconds of its source. To be called with every
    /// frame; once a second it is written.
    pub fn alive(&mut self, t_s: f64) {
        if t_s >= self.noted_s + ALIVE_EVERY_S {
            self.noted_s = t_s;
            self.shared.note(Note::Alive(t_s));
        }
    }

    /// Whether a session was begun and all of it is written up to now.
    #[must_use]
    pub fn has_kept_all(&self) -> bool {
        let state = self.shared.lock();
        self.is_kept
            && self.begun > 0
            && state.notes.lost == 0
            && state.written == state.notes.pushed
    }

    /// What was in the way of writing so far.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
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
        // However the thread ends, nobody waits for it any longer.
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

    /// Waits for notes and adds them to the backlog. While there is one, a write has failed, and
    /// waiting also ends after the pause. Says whether this was the last time, and the number of
    /// the last note.
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

    /// Writes all notes as one: a failed write leaves nothing behind and is tried again whole.
    fn write(&mut self, notes: &Notes) -> Result<Vec<SessionId>, SessionError> {
        if notes.waiting.is_empty() {
            return Ok(Vec::new());
        }
        // An event has to be kept before it is told, which must not take long. What is noted once a
        // second and at the end waits for the disk, and everything before it is there then too.
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

/// Tells the others that the thread has ended, also when it panics.
struct End(Arc<Shared>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.lock().done = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests;
