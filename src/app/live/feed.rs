//! The source on a thread of its own: a read that blocks (a film on a disk that hangs, a pipe
//! that nobody writes to) or panics must hold up nothing else.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::LiveError;
use crate::notice::notice;
use crate::source::{Frame, FrameSource, Next, SourceError};

/// How long [`Feed::next`] waits: keys and signals are looked at so often.
const WAIT: Duration = Duration::from_millis(200);

/// How long a source may take to be closed; one that blocks is left to its thread, which ends
/// with the program.
const CLOSE_WITHIN: Duration = Duration::from_millis(500);

/// What there is for those who ask.
pub(super) enum Given {
    /// A frame, and how long the source took for it.
    Frame(Frame, Duration),
    /// None at the moment, and why, where the source says so.
    Waiting(Option<String>),
    /// The source has ended.
    End,
}

/// Frames on request, from a source that is never waited for.
pub(super) struct Feed {
    requests: Option<SyncSender<()>>,
    answers: Receiver<(Result<Next, SourceError>, Duration)>,
    is_asked: bool,
    is_live: bool,
    /// There are more pictures than one, so that a bad one is not the end.
    is_film: bool,
    thread: JoinHandle<()>,
}

impl Feed {
    pub(super) fn start(mut source: Box<dyn FrameSource>) -> io::Result<Self> {
        let (requests, wanted) = sync_channel(1);
        let (give, answers) = sync_channel(1);
        let is_live = source.is_live();
        let is_film = source.frames_expected() != Some(1);
        let thread = thread::Builder::new()
            .name("source".to_owned())
            .spawn(move || {
                while wanted.recv().is_ok() {
                    let begun = Instant::now();
                    let next = source.next();
                    if give.send((next, begun.elapsed())).is_err() {
                        return;
                    }
                }
            })?;
        Ok(Self {
            requests: Some(requests),
            answers,
            is_asked: false,
            is_live,
            is_film,
            thread,
        })
    }

    /// Whether frames arrive in real time.
    pub(super) fn is_live(&self) -> bool {
        self.is_live
    }

    /// The next frame, if it comes within [`WAIT`]; it is not asked for twice.
    pub(super) fn next(&mut self) -> Result<Given, LiveError> {
        if !self.is_asked {
            let requests = self.requests.as_ref().ok_or(LiveError::Panicked)?;
            requests.send(()).map_err(|_| LiveError::Panicked)?;
            self.is_asked = true;
        }
        let (next, took) = match self.answers.recv_timeout(WAIT) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => return Ok(Given::Waiting(None)),
            Err(RecvTimeoutError::Disconnected) => return Err(LiveError::Panicked),
        };
        self.is_asked = false;
        let next = match next {
            Err(error) if self.is_film && error.is_of_one_picture() => {
                notice(format_args!("{error}; it is passed over"));
                return Ok(Given::Waiting(None));
            }
            next => next?,
        };
        Ok(match next {
            Next::Frame(frame) => Given::Frame(frame, took),
            Next::Waiting(why) => Given::Waiting(Some(why)),
            Next::End => Given::End,
        })
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        self.requests = None;
        let until = Instant::now() + CLOSE_WITHIN;
        while !self.thread.is_finished() && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
    }
}
