//! Writes the history on a thread of its own, so that a disk that hangs never holds up the coach.
//!
//! An event is kept before anybody is told of it. [`Recorder::record`] returns when the event is
//! written, so that a later kill loses nothing that was printed or spoken. There are some tens of
//! events a minute, and each takes tenths of a millisecond. Where the disk takes longer than
//! `KEPT_WITHIN` or is full, the set goes on: up to `BACKLOG` notes wait in memory and are written
//! when the disk is back. Beyond that the oldest events are dropped. Their number is kept with the
//! set and told at the end, so nothing is dropped without a message.

mod notes;
mod queue;
mod report;
mod writer;

pub use report::{Kept, Report, Trouble};

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use self::notes::Note;
use self::queue::Queue;
use self::writer::Writer;
use super::ids::NewSet;
use super::pictures::Picture;
use super::store::Store;
use super::track::Part;
use crate::coach::Timed;
use crate::words::trouble;

/// How long an event waits to be written before it is told anyway. Only one event waits: while the
/// disk is behind, later events don't. A longer wait would be seen as a frozen picture. A shorter
/// one would give up on a busy computer, where the writer has to wait for its turn.
const KEPT_WITHIN: Duration = Duration::from_millis(100);

/// Seconds of the source between two notes that the set goes on. A kill loses at most this much
/// of the length.
const ALIVE_EVERY_S: f64 = 1.0;

/// How long the end of the program waits for the disk.
const FLUSH: Duration = Duration::from_secs(2);

/// Takes events and writes them to the history. Dropping it writes the waiting events, for at most
/// two seconds.
#[derive(Debug)]
pub struct Recorder {
    queue: Arc<Queue>,
    thread: Option<JoinHandle<()>>,
    noted_s: f64,
    /// Number of sets that were begun.
    begun: usize,
    /// Whether what is written here is still there when the program has ended.
    is_kept: bool,
}

impl Recorder {
    /// Starts the thread. Starting never fails: without a thread everything counts as lost, and the
    /// [`Report`] says so.
    #[must_use]
    pub fn start(store: Store) -> Self {
        let not_kept = store.not_kept().map(Trouble::from);
        let is_kept = not_kept.is_none();
        let queue = Arc::new(Queue::new(not_kept));
        let writer = Writer::new(Arc::clone(&queue), store);
        let thread = std::thread::Builder::new()
            .name("recorder".into())
            .spawn(move || writer.run());
        if let Err(error) = &thread {
            queue.not_started(Trouble::lasting(trouble::writer_not_started(error)));
        }
        Self {
            queue,
            thread: thread.ok(),
            noted_s: f64::NEG_INFINITY,
            begun: 0,
            is_kept,
        }
    }

    /// Begins a set. Everything that is recorded from now on belongs to it.
    pub fn begin(&mut self, set: NewSet) {
        self.noted_s = f64::NEG_INFINITY;
        self.begun += 1;
        self.queue.push(Note::Begin(Box::new(set)));
    }

    /// Records an event, and returns when it is written. It returns after `KEPT_WITHIN` in any
    /// case, and at once while the disk is known to be behind. A summary ends the set.
    pub fn record(&mut self, event: &Timed) {
        let number = self.queue.push(Note::Event(event.clone()));
        self.queue.wait_for(number, KEPT_WITHIN);
    }

    /// Says that the set goes on at `t_s` seconds of its source. Callers do so with every
    /// frame; it is written once a second, however many events there are: it is what takes them to the disk.
    pub fn alive(&mut self, t_s: f64) {
        if t_s >= self.noted_s + ALIVE_EVERY_S {
            self.noted_s = t_s;
            self.queue.push(Note::Alive(t_s));
        }
    }

    /// Records a part of the track of the set, in place of what was recorded of the same part. Nobody waits
    /// for it.
    pub fn track(&mut self, part: Part) {
        self.queue.push(Note::Track(part));
    }

    /// Records a picture of the set. Nobody waits for it.
    pub fn picture(&mut self, picture: Picture) {
        self.queue.push(Note::Picture(picture));
    }

    /// Whether a set was begun and everything so far is written.
    #[must_use]
    pub fn has_kept_all(&self) -> bool {
        self.is_kept && self.begun > 0 && self.queue.has_written_all()
    }

    /// What prevented writing so far.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        self.queue.trouble()
    }

    /// Writes the waiting events, for at most two seconds, and reports what was kept.
    #[must_use]
    pub fn close(mut self) -> Report {
        self.end()
    }

    fn end(&mut self) -> Report {
        let (is_done, report) = self.queue.close(FLUSH, self.begun, self.is_kept);
        if let Some(thread) = self.thread.take()
            && is_done
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

#[cfg(test)]
mod tests;
