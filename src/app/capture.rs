//! The source on a thread of its own. A read that blocks (a video on a disk that hangs, a pipe that
//! nobody writes to) or panics must not hold up anything else.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::source::{FrameSource, Next, SourceError};

/// How long [`CaptureThread::next`] waits. Keys and signals are looked at this often.
const WAIT: Duration = Duration::from_millis(200);

/// How long a source may take to be closed. One that blocks is left to its thread, which ends with
/// the program.
const CLOSE_WITHIN: Duration = Duration::from_millis(500);

/// The source's thread has ended in a panic, which its hook has printed.
pub(super) struct Panicked;

/// What the source answered, and how long it took.
pub(super) struct Answer {
    pub(super) next: Result<Next, SourceError>,
    pub(super) took: Duration,
}

/// Asks a source for frames, and waits for none.
pub(super) struct CaptureThread {
    requests: Option<SyncSender<()>>,
    answers: Receiver<Answer>,
    /// A frame has been asked for and has not come yet.
    is_requested: bool,
    thread: JoinHandle<()>,
}

impl CaptureThread {
    pub(super) fn start(mut source: Box<dyn FrameSource>) -> io::Result<Self> {
        let (requests, wanted) = sync_channel(1);
        let (answer, answers) = sync_channel(1);
        let thread = thread::Builder::new()
            .name("capture".to_owned())
            .spawn(move || {
                while wanted.recv().is_ok() {
                    let begun = Instant::now();
                    let next = source.next();
                    let took = begun.elapsed();
                    if answer.send(Answer { next, took }).is_err() {
                        return;
                    }
                }
            })?;
        Ok(Self {
            requests: Some(requests),
            answers,
            is_requested: false,
            thread,
        })
    }

    /// The next answer, if it comes within [`WAIT`]. A source that takes longer is not asked a
    /// second time.
    pub(super) fn next(&mut self) -> Result<Option<Answer>, Panicked> {
        if !self.is_requested {
            let requests = self.requests.as_ref().ok_or(Panicked)?;
            requests.send(()).map_err(|_| Panicked)?;
            self.is_requested = true;
        }
        match self.answers.recv_timeout(WAIT) {
            Ok(answer) => {
                self.is_requested = false;
                Ok(Some(answer))
            }
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(Panicked),
        }
    }
}

impl Drop for CaptureThread {
    fn drop(&mut self) {
        self.requests = None;
        let until = Instant::now() + CLOSE_WITHIN;
        while !self.thread.is_finished() && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
    }
}
