//! A running ffmpeg that can be ended from elsewhere.

use std::io;
use std::process::{Child, ExitStatus};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

/// How often a process that is about to end is asked whether it has.
const ASKED_EVERY: Duration = Duration::from_millis(2);

/// All that were started and may still be running.
static STARTED: Mutex<Vec<Weak<Mutex<Child>>>> = Mutex::new(Vec::new());

/// A process that can be ended from another thread than the one that waits for it.
#[derive(Debug, Clone)]
pub struct Process(Arc<Mutex<Child>>);

impl Process {
    pub(super) fn of(child: Child) -> Self {
        let process = Arc::new(Mutex::new(child));
        let mut started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
        started.retain(|process| process.strong_count() > 0);
        started.push(Arc::downgrade(&process));
        Self(process)
    }

    /// Ends it. Fails only where it has ended already.
    pub fn kill(&self) {
        let _ = self.lock().kill();
    }

    /// Waits for its end, so that no zombie is left.
    pub(super) fn wait(&self) -> io::Result<ExitStatus> {
        loop {
            // The lock is not held while waiting, so that another thread can end the process.
            if let Some(status) = self.lock().try_wait()? {
                return Ok(status);
            }
            thread::sleep(ASKED_EVERY);
        }
    }

    /// Whether it has ended, and not well.
    pub(super) fn has_failed(&self) -> bool {
        let status = self.lock().try_wait();
        status.is_ok_and(|status| status.is_some_and(|status| !status.success()))
    }

    fn lock(&self) -> MutexGuard<'_, Child> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends every ffmpeg that this program has started, and waits until it has ended. It is for a
/// program that is ended in the middle of its work: an ffmpeg that went on would write its file
/// again after that was removed.
pub fn end_all() {
    let started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
    for process in started.iter().filter_map(Weak::upgrade).map(Process) {
        process.kill();
        // An error means that it can't be waited for, because it has ended.
        let _ = process.wait();
    }
}
