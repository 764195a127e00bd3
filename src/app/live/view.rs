//! The newest view of a set, which the coach writes and the window draws. Neither waits for the other
//! longer than it takes to copy it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use image::RgbImage;

use crate::app::timing::{Stage, Timing};
use crate::screen::Scene;

/// What the window shows: the newest of everything.
#[derive(Clone, Default)]
pub(super) struct ViewState {
    /// Grows with every change.
    pub(super) number: u64,
    pub(super) picture: Option<Arc<RgbImage>>,
    /// When that picture arrived in the program.
    pub(super) arrived: Option<Instant>,
    pub(super) scene: Option<Arc<Scene>>,
    pub(super) note: Option<String>,
    pub(super) is_muted: bool,
    /// The set is over, and nothing new will come.
    pub(super) is_over: bool,
    /// The set is over because the program has failed.
    pub(super) has_failed: bool,
    /// There is no window, or it is gone.
    is_unseen: bool,
}

/// The newest view, shared by the coach, which writes it, and the window, which draws it.
#[derive(Clone, Default)]
pub(super) struct LatestView(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<ViewState>,
    changed: Condvar,
    /// How long drawing and showing took.
    timing: Mutex<Timing>,
}

impl LatestView {
    fn lock(&self) -> MutexGuard<'_, ViewState> {
        // A panic while it was locked leaves either the old or the new value of each field, and both
        // can be shown.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn put(&self, change: impl FnOnce(&mut ViewState)) {
        let mut view = self.lock();
        change(&mut view);
        view.number += 1;
        self.0.changed.notify_one();
    }

    /// A view that is newer than the one with this number, as soon as there is one, or none.
    pub(super) fn newer_than(&self, number: u64, at_most: Duration) -> Option<ViewState> {
        let is_old = |view: &mut ViewState| view.number == number;
        let waited = self
            .0
            .changed
            .wait_timeout_while(self.lock(), at_most, is_old);
        let (view, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (view.number != number).then(|| view.clone())
    }

    pub(super) fn note(&self, stage: Stage, took: Duration) {
        let timing = &self.0.timing;
        let mut timing = timing.lock().unwrap_or_else(PoisonError::into_inner);
        timing.note(stage, took);
    }

    /// How long drawing and showing took so far.
    pub(super) fn take_timing(&self) -> Timing {
        let timing = &self.0.timing;
        std::mem::take(&mut timing.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The view of a set that is not shown.
    pub(super) fn without_window() -> Self {
        let view = Self::default();
        view.lose_window();
        view
    }

    pub(super) fn lose_window(&self) {
        self.lock().is_unseen = true;
    }

    pub(super) fn has_window(&self) -> bool {
        !self.lock().is_unseen
    }
}
