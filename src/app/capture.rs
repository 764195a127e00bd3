//! The source on a thread of its own. A read that blocks (a video on a disk that hangs, a pipe that
//! nobody writes to) or panics must not hold up anything else.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::source::{Frame, FrameSource, Next, SourceError};

/// How long [`CaptureThread::next`] waits. Keys and signals are looked at this often.
const WAIT: Duration = Duration::from_millis(200);

/// How long a source may take to be closed. One that blocks is left to its thread, which ends with
/// the program.
const CLOSE_WITHIN: Duration = Duration::from_millis(500);

/// Why no more frames can be captured.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// The source failed.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The source ended in a panic, which its hook has printed.
    #[error("the source of the frames stopped unexpectedly: start again, or choose another source")]
    Panicked,
}

/// What the source had when it was asked.
#[derive(Debug)]
pub(super) enum Captured {
    /// A frame, and how long the source took for it.
    Frame(Frame, Duration),
    /// No frame at the moment, and why, where the source says so.
    Waiting(Option<String>),
    /// One picture of several can't be used. The source goes on with the next one.
    Skipped(SourceError),
    /// The source has ended.
    End,
}

/// Gives frames on request, from a source that nobody waits for.
pub(super) struct CaptureThread {
    requests: Option<SyncSender<()>>,
    answers: Receiver<(Result<Next, SourceError>, Duration)>,
    /// A frame has been asked for and has not come yet.
    is_requested: bool,
    is_live: bool,
    /// There is more than one picture, so that a bad one is not the end.
    has_several: bool,
    frames_expected: Option<u64>,
    thread: JoinHandle<()>,
}

impl CaptureThread {
    pub(super) fn start(mut source: Box<dyn FrameSource>) -> io::Result<Self> {
        let (requests, wanted) = sync_channel(1);
        let (answer, answers) = sync_channel(1);
        let is_live = source.is_live();
        let frames_expected = source.frames_expected();
        let thread = thread::Builder::new()
            .name("capture".to_owned())
            .spawn(move || {
                while wanted.recv().is_ok() {
                    let begun = Instant::now();
                    let next = source.next();
                    if answer.send((next, begun.elapsed())).is_err() {
                        return;
                    }
                }
            })?;
        Ok(Self {
            requests: Some(requests),
            answers,
            is_requested: false,
            is_live,
            has_several: frames_expected != Some(1),
            frames_expected,
            thread,
        })
    }

    /// Whether frames arrive in real time.
    pub(super) fn is_live(&self) -> bool {
        self.is_live
    }

    /// How many frames will come, where that is known.
    pub(super) fn frames_expected(&self) -> Option<u64> {
        self.frames_expected
    }

    /// The next frame, if it comes within [`WAIT`]. A frame that takes longer is not asked for a
    /// second time.
    pub(super) fn next(&mut self) -> Result<Captured, CaptureError> {
        if !self.is_requested {
            let requests = self.requests.as_ref().ok_or(CaptureError::Panicked)?;
            requests.send(()).map_err(|_| CaptureError::Panicked)?;
            self.is_requested = true;
        }
        let (next, took) = match self.answers.recv_timeout(WAIT) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => return Ok(Captured::Waiting(None)),
            Err(RecvTimeoutError::Disconnected) => return Err(CaptureError::Panicked),
        };
        self.is_requested = false;
        Ok(match next {
            Ok(Next::Frame(frame)) => Captured::Frame(frame, took),
            Ok(Next::Waiting(why)) => Captured::Waiting(Some(why)),
            Ok(Next::End) => Captured::End,
            Err(error) if self.has_several && error.is_of_one_picture() => Captured::Skipped(error),
            Err(error) => return Err(error.into()),
        })
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
