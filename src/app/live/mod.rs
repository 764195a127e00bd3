//! A live set on three threads: capture (the source), coach (pose, body, coach) and display (the
//! window, on the main thread). Where one of them fails, panics or hangs, the set is kept, the user
//! is told, and the others go on.

mod coach_loop;
mod coach_thread;
mod display;
mod lines;
mod outage;
mod pace;
mod stop;
mod view;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use image::RgbImage;

use crate::coach::Timed;
use crate::notice::notice;
use crate::session::{Earlier, Mark, Recap, Seen, SetId};
use crate::source::FrameSource;
use crate::voice::Voice;

use super::engine::Engine;
use super::frame_loop::FrameError;
use coach_loop::CoachLoop;
pub(super) use coach_loop::last_words;
pub(super) use display::{Display, Drawn, Presentation, poll};
use display::{DisplayEnd, DisplayLoop};
pub use stop::Stop;
use view::LatestView;

/// How many commands of the user may wait. Keys are pressed seldom: more than this at once is an
/// object lying on the keyboard.
const COMMANDS_WAITING: usize = 16;

/// Why a live set could not go on.
#[derive(Debug, thiserror::Error)]
pub(super) enum LiveError {
    #[error(transparent)]
    Frame(FrameError),
    /// The coach's thread or the source's ended in a panic.
    #[error(
        "Spotter stopped unexpectedly; what was recorded so far is in the history (`spotter history`), and you can start again"
    )]
    Panicked,
    /// The coach's thread doesn't come to an end.
    #[error(
        "the set could not be ended in time; what was recorded so far is in the history (`spotter history`)"
    )]
    Hangs,
    /// The set is over, but a part of it is lost or its summary could not be told.
    #[error(transparent)]
    Close(anyhow::Error),
}

impl From<FrameError> for LiveError {
    fn from(error: FrameError) -> Self {
        match error {
            FrameError::SourcePanicked => Self::Panicked,
            error => Self::Frame(error),
        }
    }
}

/// What a live set is written to. The coach's thread owns it and calls it in the order in which
/// things happen.
pub(super) trait SetLog: Send {
    /// Records an event, before the user hears or reads of it.
    fn record(&mut self, event: &Timed);

    /// Notes what the coach was given of a frame. With it a set that is cut off has a length.
    fn note_frame(&mut self, seen: Seen);

    /// Whether pictures are kept.
    fn wants_pictures(&self) -> bool {
        false
    }

    /// Takes the picture of the newest frame with the signal of the exercise in it, after its events.
    fn note_picture(&mut self, _t_s: f64, _signal: Option<f32>, _picture: &Arc<RgbImage>) {}

    /// Notes what the coach was given besides, after the frame at `t_s` seconds of the source.
    fn note_mark(&mut self, t_s: f64, mark: Mark);

    /// Whether all that was recorded so far will be there when the program has ended.
    fn has_kept_all(&self) -> bool;

    /// Called when the set is over, while a window still shows its summary. `ended` is none where
    /// the set could not be ended properly. Gives its number in the
    /// history.
    ///
    /// # Errors
    /// When a part of the set is lost, or nobody can be told of it.
    fn close(self: Box<Self>, ended: Option<&Ended>) -> anyhow::Result<Option<SetId>>;
}

/// What a live set needs.
pub(super) struct Live {
    pub(super) source: Box<dyn FrameSource>,
    pub(super) engine: Engine,
    /// Speaks; muted or not.
    pub(super) voice: Arc<Voice>,
    /// What is said at first: how the exercise goes.
    pub(super) introduction: Option<String>,
    /// What earlier sessions say of the exercise.
    pub(super) earlier: Option<Earlier>,
    /// Whether the user was told already that the voice is silent.
    pub(super) is_trouble_told: bool,
    /// What comes after the set.
    pub(super) after: After,
    /// Keeps what happens, and tells of it at the end.
    pub(super) log: Box<dyn SetLog>,
    /// Asked from outside to end the set (Ctrl-C).
    pub(super) stop: Arc<Stop>,
    /// A video is shown at the speed at which it was taken. Without anybody to see or hear it, it
    /// runs as fast as it can.
    pub(super) in_real_time: bool,
    /// Whether the time of each stage is reported.
    pub(super) with_timing: bool,
}

/// What comes after a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// Its summary, and then nothing: the voice comes to an end with it. After a stop there are
    /// questions in place of the summary, and the voice goes on.
    Summary,
    /// Its summary, and then the home screen.
    Home,
    /// Another exercise of a routine. The voice goes on.
    Routine,
}

/// How a live set ended.
#[derive(Debug)]
pub struct Ended {
    /// What is told of it, as it is shown and spoken.
    pub recap: Recap,
    /// What was missing where no set had begun.
    pub not_begun: Option<String>,
    /// The number of the set in the history; none where it is not kept.
    pub set: Option<SetId>,
}

impl Ended {
    /// Whether there is a set to tell of: one that has begun, or was stopped for pain before.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.recap.has_begun || self.recap.is_stopped()
    }
}

impl Live {
    /// Runs a set, in the window where there is one. The window is given back where it was neither lost
    /// nor closed.
    ///
    /// # Errors
    /// When the source or the pose engine fails, or nobody can be told of the set. What happened so
    /// far has been recorded.
    pub(super) fn run<D: Display>(
        self,
        shown: Option<Presentation<D>>,
    ) -> (anyhow::Result<Ended>, Option<Presentation<D>>) {
        let (ended, shown) = match shown {
            Some(shown) => self.in_window(shown),
            None => (self.headless(), None),
        };
        let ended = ended.map_err(|error| match error {
            LiveError::Close(error) => error,
            error => error.into(),
        });
        (ended, shown)
    }

    /// Runs a set without a window until the source ends, the dose is done or it is stopped. What
    /// is spoken is written on standard error as well.
    ///
    /// # Errors
    /// When the source or the pose engine fails; what happened so far has been recorded.
    fn headless(self) -> Result<Ended, LiveError> {
        let stop = Arc::clone(&self.stop);
        // Nobody can press a key.
        let (_never, commands) = sync_channel(1);
        let coach = CoachLoop::new(self, LatestView::without_window(), commands)?;
        coach_thread::join(coach_thread::start(coach)?, &stop)
    }

    /// Runs a set in a window, which belongs to the calling thread.
    ///
    /// # Errors
    /// As [`Live::headless`]. When the window is lost, the set goes on without it. The window is
    /// given back where it was neither lost nor closed.
    fn in_window<D: Display>(
        mut self,
        shown: Presentation<D>,
    ) -> (Result<Ended, LiveError>, Option<Presentation<D>>) {
        self.engine.show();
        let view = LatestView::default();
        let (sender, commands) = sync_channel(COMMANDS_WAITING);
        let stop = Arc::clone(&self.stop);
        let after = self.after;
        let coach = CoachLoop::new(self, view.clone(), commands)
            .and_then(|coach| Ok(coach_thread::start(coach)?));
        let coach = match coach {
            Ok(coach) => coach,
            Err(error) => return (Err(error), Some(shown)),
        };
        let mut display = DisplayLoop {
            shown,
            view: &view,
            commands: sender,
            stop: &stop,
            after,
        };
        let shown = match catch_unwind(AssertUnwindSafe(|| display.run())) {
            Ok(DisplayEnd::Closed) => {
                stop.leave();
                None
            }
            Ok(DisplayEnd::SetOver) => Some(display.shown),
            Ok(DisplayEnd::Lost(error)) => {
                view.lose_window();
                notice(format_args!("{error}; the set goes on without a window"));
                None
            }
            // The panic's hook has said why.
            Err(_) => {
                view.lose_window();
                notice("the window has failed; the set goes on without it");
                None
            }
        };
        (coach_thread::join(coach, &stop), shown)
    }
}

#[cfg(test)]
mod tests;
