//! A thread that reads a file, so that nobody waits for a file that hangs.
//!
//! A network drive may not answer for minutes, and the writer of a pipe may stop. The user of the
//! frames is told so twice a second and can leave. The thread that waits is then left to itself.

use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::{Next, SourceError};

/// How long [`Reader::next`] waits for a frame.
const WAIT: Duration = Duration::from_millis(500);

/// A file that gives no frame for this long is reported: it is not just slow.
const HANGS_AFTER: Duration = Duration::from_secs(2);

/// How long dropping waits for the thread, which is usually in the middle of a frame. A thread that
/// hangs is left alone.
const RELEASE_WITHIN: Duration = Duration::from_secs(1);

/// How many frames are read ahead. While one is looked at, the next is decoded.
const AHEAD: usize = 1;

type Item = Result<Next, SourceError>;

/// The items of a file, read ahead by a thread.
#[derive(Debug)]
pub(super) struct Reader {
    items: Option<Receiver<Item>>,
    /// The item that was asked for to see whether there is any.
    first: Option<Item>,
    last_item: Instant,
    thread: Option<JoinHandle<()>>,
}

impl Reader {
    /// Starts reading: asks `next` for items up to the end.
    pub(super) fn start(next: impl FnMut() -> Item + Send + 'static) -> std::io::Result<Self> {
        Self::start_with(move || next)
    }

    /// Does the same as [`Reader::start`], with a function that the reading thread has to make
    /// itself.
    pub(super) fn start_with<N: FnMut() -> Item>(
        make: impl FnOnce() -> N + Send + 'static,
    ) -> std::io::Result<Self> {
        let (sender, items) = sync_channel(AHEAD);
        let thread = std::thread::Builder::new()
            .name("reader".to_owned())
            .spawn(move || {
                let mut next = make();
                loop {
                    let item = next();
                    let is_last = matches!(item, Ok(Next::End));
                    if sender.send(item).is_err() || is_last {
                        return;
                    }
                }
            })?;
        Ok(Self {
            items: Some(items),
            first: None,
            last_item: Instant::now(),
            thread: Some(thread),
        })
    }

    /// Waits for the first item, and returns its error where it is one. The item is still the first
    /// one that is given. A file that takes longer is no error.
    pub(super) fn wait_first(&mut self, at_most: Duration) -> Result<(), SourceError> {
        if let Some(items) = &self.items
            && let Ok(item) = items.recv_timeout(at_most)
        {
            self.last_item = Instant::now();
            self.first = Some(Ok(item?));
        }
        Ok(())
    }

    /// The next item, or why there is none yet.
    pub(super) fn next(&mut self) -> Item {
        if let Some(item) = self.first.take() {
            return item;
        }
        let Some(items) = &self.items else {
            return Ok(Next::End);
        };
        match items.recv_timeout(WAIT) {
            Ok(item) => {
                self.last_item = Instant::now();
                item
            }
            // After the last item there is nothing but the end.
            Err(RecvTimeoutError::Disconnected) => Ok(Next::End),
            Err(RecvTimeoutError::Timeout) if self.last_item.elapsed() < HANGS_AFTER => {
                Ok(Next::Waiting("Waiting for the next picture".to_owned()))
            }
            Err(RecvTimeoutError::Timeout) => Ok(Next::Waiting(
                "No picture comes from the file: its drive, or the program that writes it, may hang"
                    .to_owned(),
            )),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Nobody takes the next item, and that ends the thread.
        self.items = None;
        let Some(thread) = self.thread.take() else {
            return;
        };
        let deadline = Instant::now() + RELEASE_WITHIN;
        while !thread.is_finished() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(1));
        }
        if thread.is_finished() {
            // Its panic has already been given as an error.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn a_file_that_hangs_is_told_and_can_be_left() {
        let (never, wait) = mpsc::channel::<()>();
        let mut reader = Reader::start(move || {
            let _ = wait.recv();
            Ok(Next::End)
        })
        .unwrap();
        assert!(matches!(reader.next(), Ok(Next::Waiting(_))));
        reader.last_item -= HANGS_AFTER;
        assert!(matches!(reader.next(), Ok(Next::Waiting(why)) if why.contains("may hang")));
        drop(reader);
        // This place is reached although the thread still waits.
        drop(never);
    }

    #[test]
    fn items_come_in_their_order_and_the_end_stays_the_end() {
        let mut left = vec!["b", "a"];
        let mut reader = Reader::start(move || match left.pop() {
            Some(why) => Ok(Next::Waiting(why.to_owned())),
            None => Ok(Next::End),
        })
        .unwrap();
        reader.wait_first(Duration::from_secs(60)).unwrap();
        for expected in ["a", "b"] {
            assert!(matches!(reader.next(), Ok(Next::Waiting(why)) if why == expected));
        }
        for _ in 0..2 {
            assert!(matches!(reader.next(), Ok(Next::End)));
        }
    }
}
