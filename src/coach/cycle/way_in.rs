//! The time of the way into a target pose.

use super::ROSE_S;
use super::limits::Limits;
use super::trace::Trace;

/// A way in goes on while the signal rises by more than this part of it in [`ROSE_S`].
const LITTLE_PART: f32 = 0.02;

/// The time of the present or last way in.
#[derive(Debug, Clone, Default)]
pub(super) struct WayIn {
    /// From 10 to 90 % of it.
    time_s: Option<f64>,
    /// The time at which the target was reached, until the time of the way has been told.
    reached_s: Option<f64>,
    /// The last time at which the way was seen to go on; `None` when it is over.
    grew_s: Option<f64>,
}

impl WayIn {
    /// Seconds from 10 to 90 % of the present or last way in.
    pub(super) fn time_s(&self) -> Option<f64> {
        self.time_s
    }

    /// The target is reached.
    pub(super) fn reach(&mut self, trace: &Trace, limits: &Limits, t_s: f64) {
        self.time_s = trace.rise_s(t_s, limits.leave);
        self.reached_s = Some(t_s);
        self.grew_s = Some(t_s);
    }

    /// Takes a frame since the target was reached; gives the time of the way in the frame in which
    /// it is over. It goes on for as long as the signal rises, so that a slow way is told as slow.
    /// `peak` is the peak of the frames before.
    pub(super) fn step(
        &mut self,
        trace: &Trace,
        limits: &Limits,
        peak: f32,
        (t_s, signal): (f64, f32),
    ) -> Option<f64> {
        if let Some(grew_s) = self.grew_s {
            let little = LITTLE_PART * (peak - limits.leave);
            if signal > peak + little.max(0.0) {
                self.grew_s = Some(t_s);
            } else if t_s - grew_s > ROSE_S {
                self.grew_s = None;
            }
            if signal > peak {
                self.time_s = trace.rise_s(t_s, limits.leave).or(self.time_s);
            }
        }
        let reached_s = self.reached_s?;
        if signal >= limits.enter && t_s - reached_s < ROSE_S {
            return None;
        }
        // A user who comes back within a frame leaves no way in to be measured. The first time is
        // kept.
        self.time_s = trace.rise_s(t_s, limits.leave).or(self.time_s);
        self.reached_s = None;
        self.time_s
    }

    /// The movement is over. Its time is kept for the measures.
    pub(super) fn end(&mut self) {
        self.reached_s = None;
        self.grew_s = None;
    }

    /// What was seen of the way was in another picture.
    pub(super) fn forget(&mut self) {
        *self = WayIn::default();
    }
}
