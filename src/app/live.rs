//! A live set: source, worker and window, each on a thread of its own. Whatever one of them does
//! — ends, fails, panics, hangs —, the set is kept, the program says so, and nothing stands still.

mod feed;
mod outage;
mod show;
mod stop;
mod team;
mod words;
mod worker;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use crate::coach::Timed;
use crate::notice::notice;
use crate::pose::PoseError;
use crate::screen::{Ui, Window};
use crate::session::Recap;
use crate::source::{FrameSource, SourceError};
use crate::voice::Voice;

use super::engine::Engine;
use super::guide::Guide;
use show::{Left, Pane, Show, Slot};
pub use stop::Stop;
use team::Team;
use worker::Worker;

/// Keys are few; when sixteen wait, the seventeenth is a cat on the keyboard.
const KEYS_WAITING: usize = 16;

/// Why a live set could not go on.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// The source failed.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The pose engine failed.
    #[error(transparent)]
    Pose(#[from] PoseError),
    /// A thread could not be started.
    #[error("the system gives no further thread ({0}): close some programs and try again")]
    Thread(std::io::Error),
    /// The worker or the source ended in a panic.
    #[error(
        "Spotter stopped unexpectedly; what was recorded so far is in the history (`spotter history`), and you can start again"
    )]
    Panicked,
    /// The worker doesn't come to an end.
    #[error(
        "the set could not be ended in time; what was recorded so far is in the history (`spotter history`)"
    )]
    Hangs,
    /// The set is over, but could not be told.
    #[error("the set is over, but its summary can't be shown: {0}")]
    Told(anyhow::Error),
}

/// Called once when the set is over and all is recorded: with its figures, or without them where
/// it could not be ended properly.
pub type OnDone = Box<dyn FnOnce(Option<&Ended>) -> anyhow::Result<()> + Send>;

/// What a live set needs.
pub struct Live {
    /// Where frames come from.
    pub source: Box<dyn FrameSource>,
    /// Tracker and coach.
    pub engine: Engine,
    /// Speaks; muted or not.
    pub voice: Voice,
    /// Takes every event as it happens: history, `--events`.
    pub record: Box<dyn FnMut(&Timed) + Send>,
    /// Called with every frame's time, so that a set cut off has a length.
    pub alive: Box<dyn FnMut(f64) + Send>,
    /// Whether all that was recorded so far will be there when the program has ended.
    pub is_kept: Box<dyn Fn() -> bool + Send>,
    /// Tells of the set, while a window still shows its summary.
    pub on_done: OnDone,
    /// Asked from outside to end the set (Ctrl-C).
    pub stop: Arc<Stop>,
    /// A film is shown at the speed it was taken; without anybody to see or hear it, it runs as
    /// fast as it can.
    pub in_real_time: bool,
    /// Whether each set's times are to be reported.
    pub with_timing: bool,
    /// Shows those who get ready what to do; only a window has a use for it.
    pub guide: Option<Guide>,
}

/// How a live set ended.
#[derive(Debug)]
pub struct Ended {
    /// What is told of it, as it is shown and spoken.
    pub recap: Recap,
    /// Whether a set had begun at all.
    pub had_begun: bool,
    /// What was missing where none had.
    pub not_begun: Option<String>,
}

impl Live {
    /// Runs a set without a window until the source ends, the dose is done or it is stopped. What
    /// is spoken is written on standard error as well.
    ///
    /// # Errors
    /// When the source or the pose engine fails; what happened so far has been recorded.
    pub fn headless(self) -> Result<Ended, LiveError> {
        let stop = Arc::clone(&self.stop);
        // Nobody can press a key.
        let (_never, keys) = sync_channel(1);
        Team::start(Worker::new(self, None, keys)?, stop)?.join()
    }

    /// Runs a set in a window, which belongs to the thread that calls.
    ///
    /// # Errors
    /// As [`Live::headless`]. When the window is lost, the set goes on without it.
    pub fn in_window(self, window: Window, ui: Ui, mirror: bool) -> Result<Ended, LiveError> {
        self.in_pane(window, ui, mirror)
    }

    fn in_pane(mut self, pane: impl Pane, ui: Ui, mirror: bool) -> Result<Ended, LiveError> {
        self.engine.show();
        let slot = Slot::default();
        let (sender, keys) = sync_channel(KEYS_WAITING);
        let stop = Arc::clone(&self.stop);
        let guide = self.guide.take();
        let worker = Worker::new(self, Some(slot.clone()), keys)?;
        let team = Team::start(worker, Arc::clone(&stop))?;
        let mut show = Show {
            pane,
            ui,
            slot: &slot,
            keys: sender,
            stop: &stop,
            guide,
            mirror,
        };
        match catch_unwind(AssertUnwindSafe(|| show.run())) {
            Ok(Left::Closed) => stop.leave(),
            Ok(Left::Lost(error)) => {
                slot.lose();
                notice(format_args!("{error}; the set goes on without a window"));
            }
            // Its hook has said why.
            Err(_) => {
                slot.lose();
                notice("the window has failed; the set goes on without it");
            }
        }
        drop(show);
        team.join()
    }
}

#[cfg(test)]
mod tests;
