//! State that the camera's thread shares with the user of its frames: one place for the newest
//! frame, and the state of the camera.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use nokhwa::Buffer;

use crate::source::SourceError;

/// A frame as the camera sent it, not decoded.
pub(super) struct RawFrame {
    pub(super) buffer: Buffer,
    /// Seconds since the source was opened.
    pub(super) arrived_s: f64,
    /// Number of the frame among all that arrived, from 0.
    pub(super) number: u64,
}

/// The state of the camera.
pub(super) enum Status {
    /// It was not opened yet.
    Starting,
    /// It is open and should be sending frames.
    Streaming,
    /// It couldn't be opened, or it broke off. The thread tries again.
    Failed(SourceError),
}

/// A mailbox for one frame. A new frame replaces one that nobody has taken. Nothing queues, so the
/// user sees the present and not the picture of a second ago.
pub(super) struct Mailbox {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    status: Status,
    newest: Option<RawFrame>,
    arrived: u64,
    dropped: u64,
    closed: bool,
    ended: bool,
}

impl Mailbox {
    pub(super) fn new() -> Self {
        Self {
            state: Mutex::new(State {
                status: Status::Starting,
                newest: None,
                arrived: 0,
                dropped: 0,
                closed: false,
                ended: false,
            }),
            changed: Condvar::new(),
        }
    }

    /// Puts a frame in place of an older one. Returns `false` once nobody wants frames any more.
    pub(super) fn put(&self, buffer: Buffer, arrived_s: f64) -> bool {
        let mut state = self.lock();
        let frame = RawFrame {
            buffer,
            arrived_s,
            number: state.arrived,
        };
        state.arrived += 1;
        if state.newest.replace(frame).is_some() {
            state.dropped += 1;
        }
        self.changed.notify_all();
        !state.closed
    }

    /// Takes the newest frame. Where there is none, waits for one until `deadline`.
    pub(super) fn take(&self, deadline: Instant) -> Option<RawFrame> {
        self.wait_until(deadline, |state| state.newest.is_some())
            .newest
            .take()
    }

    pub(super) fn report(&self, status: Status) {
        self.lock().status = status;
        self.changed.notify_all();
    }

    /// The reason why the camera doesn't work, if it doesn't.
    pub(super) fn failure(&self) -> Option<String> {
        match &self.lock().status {
            Status::Failed(error) => Some(error.to_string()),
            Status::Starting | Status::Streaming => None,
        }
    }

    /// Waits until the camera is open. Returns the reason where it can't be opened and trying again
    /// is of no use.
    pub(super) fn wait_opened(&self, at_most: Duration) -> Result<(), SourceError> {
        let deadline = Instant::now() + at_most;
        let mut state =
            self.wait_until(deadline, |state| !matches!(state.status, Status::Starting));
        match std::mem::replace(&mut state.status, Status::Starting) {
            Status::Failed(error) if !error.may_pass() => Err(error),
            other => {
                state.status = other;
                Ok(())
            }
        }
    }

    /// Says that nobody wants frames any more.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Waits for a time. Returns `true`, at once, when nobody wants frames any more.
    pub(super) fn wait_closed(&self, at_most: Duration) -> bool {
        self.wait_until(Instant::now() + at_most, |state| state.closed)
            .closed
    }

    /// Says that the thread has released the camera.
    pub(super) fn end(&self) {
        self.lock().ended = true;
        self.changed.notify_all();
    }

    /// Waits until the thread has released the camera. Returns `false` if it doesn't.
    pub(super) fn wait_ended(&self, at_most: Duration) -> bool {
        self.wait_until(Instant::now() + at_most, |state| state.ended)
            .ended
    }

    /// Number of frames that arrived, and number of frames that newer ones replaced.
    pub(super) fn counts(&self) -> (u64, u64) {
        let state = self.lock();
        (state.arrived, state.dropped)
    }

    fn wait_until(
        &self,
        deadline: Instant,
        done: impl Fn(&State) -> bool,
    ) -> MutexGuard<'_, State> {
        let at_most = deadline.saturating_duration_since(Instant::now());
        self.changed
            .wait_timeout_while(self.lock(), at_most, |state| !done(state))
            .unwrap_or_else(PoisonError::into_inner)
            .0
    }

    /// Takes the lock. No method leaves the state half changed, so a panic elsewhere does no harm.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nokhwa::utils::{FrameFormat, Resolution};

    fn buffer() -> Buffer {
        Buffer::new(Resolution::new(1, 1), &[0], FrameFormat::GRAY)
    }

    #[test]
    fn the_newest_frame_wins_and_the_others_are_counted() {
        let mailbox = Mailbox::new();
        for n in 0..3 {
            assert!(mailbox.put(buffer(), f64::from(n)));
        }
        let frame = mailbox.take(Instant::now()).unwrap();
        assert_eq!((frame.number, frame.arrived_s), (2, 2.0));
        assert_eq!(mailbox.counts(), (3, 2));
        assert!(mailbox.take(Instant::now()).is_none(), "given once");
        mailbox.put(buffer(), 3.0);
        assert_eq!(
            mailbox.counts(),
            (4, 2),
            "a frame that was taken isn't dropped"
        );
    }

    #[test]
    fn whoever_waits_is_woken_by_a_frame() {
        let mailbox = Mailbox::new();
        std::thread::scope(|scope| {
            let taker = scope.spawn(|| mailbox.take(Instant::now() + Duration::from_secs(60)));
            mailbox.put(buffer(), 0.0);
            assert!(taker.join().unwrap().is_some());
        });
    }

    #[test]
    fn a_closed_mailbox_sends_the_thread_home() {
        let mailbox = Mailbox::new();
        mailbox.close();
        assert!(!mailbox.put(buffer(), 0.0));
        assert!(
            mailbox.wait_closed(Duration::from_secs(60)),
            "without waiting"
        );
    }

    #[test]
    fn opening_fails_only_for_what_does_not_pass() {
        let mailbox = Mailbox::new();
        let name = || "Cam".to_owned();
        let minute = Duration::from_secs(60);
        mailbox.report(Status::Failed(SourceError::CameraBusy { name: name() }));
        assert!(mailbox.wait_opened(minute).is_ok());
        assert!(mailbox.failure().unwrap().contains("another program"));
        mailbox.report(Status::Failed(SourceError::CameraDenied { name: name() }));
        assert!(matches!(
            mailbox.wait_opened(minute),
            Err(SourceError::CameraDenied { .. })
        ));
        mailbox.report(Status::Streaming);
        assert!(mailbox.wait_opened(minute).is_ok());
        assert_eq!(mailbox.failure(), None);
    }
}
