//! How a set is asked to end, by keys and by signals.

use std::sync::atomic::{AtomicU8, Ordering};

const END_SET: u8 = 1;
const LEAVE: u8 = 2;

/// Asks a set, or the whole program, to end. Threads that ask and threads that obey share it.
#[derive(Debug, Default)]
pub struct Stop(AtomicU8);

impl Stop {
    /// The set ends; a window shows its summary.
    pub fn end_set(&self) {
        self.0.fetch_max(END_SET, Ordering::Relaxed);
    }

    /// Another set begins after one that was ended. Nothing changes where the program is to end.
    pub fn begin_next(&self) {
        // An error means that no set was ended, or more than the set is to end.
        let _ = self
            .0
            .compare_exchange(END_SET, 0, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// The set ends, and the program with it.
    pub fn leave(&self) {
        self.0.fetch_max(LEAVE, Ordering::Relaxed);
    }

    /// Whether the set is to end.
    #[must_use]
    pub fn ends_set(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= END_SET
    }

    /// Whether the program is to end.
    #[must_use]
    pub fn leaves(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= LEAVE
    }
}
