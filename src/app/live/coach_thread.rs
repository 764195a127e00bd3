//! The coach's thread, and how the main thread waits for it.

use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::coach_loop::CoachLoop;
use super::{Ended, LiveError, Stop};
use crate::app::frame_loop::FrameError;

/// How long leaving may take: a last frame, a last word (one second), the disk (two seconds).
/// After that the thread is left to itself; the end of the program ends it.
const LEAVE_WITHIN: Duration = Duration::from_secs(4);

const LOOK_EVERY: Duration = Duration::from_millis(10);

type CoachThread = JoinHandle<Result<Ended, LiveError>>;

pub(super) fn start(coach: CoachLoop) -> Result<CoachThread, FrameError> {
    thread::Builder::new()
        .name("coach".to_owned())
        .spawn(move || coach.run())
        .map_err(FrameError::Thread)
}

/// Waits for the end of the set. Once the program is to end, it does not wait for long.
pub(super) fn join(coach: CoachThread, stop: &Stop) -> Result<Ended, LiveError> {
    let mut deadline = None;
    while !coach.is_finished() {
        let now = Instant::now();
        if stop.leaves() && now > *deadline.get_or_insert(now + LEAVE_WITHIN) {
            return Err(LiveError::Hangs);
        }
        thread::sleep(LOOK_EVERY);
    }
    coach.join().map_err(|_| LiveError::Panicked)?
}
