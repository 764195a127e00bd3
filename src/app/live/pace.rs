//! How fast a recorded set is shown.

use std::time::{Duration, Instant};

/// A frame this late is dropped. A quarter of a second is not noticed; more must not pile up.
const LATE: Duration = Duration::from_millis(250);

/// What to do with a frame.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Due {
    Now,
    /// It is early by this much.
    In(Duration),
    /// It is too late to be shown.
    TooLate,
}

/// Keeps a video at the speed at which it was taken.
pub(super) struct Pace {
    /// When the video would have begun if it had never halted.
    begun: Instant,
}

impl Pace {
    pub(super) fn begin(now: Instant) -> Self {
        Self { begun: now }
    }

    /// No frame came for a while. The video goes on from where it halted.
    pub(super) fn halted(&mut self, lasted: Duration) {
        self.begun += lasted;
    }

    /// When a frame of this second is to be shown.
    pub(super) fn due_at(&self, t_s: f64) -> Instant {
        self.begun + Duration::try_from_secs_f64(t_s).unwrap_or_default()
    }

    pub(super) fn due(&self, t_s: f64, now: Instant) -> Due {
        let due = self.due_at(t_s);
        if now < due {
            Due::In(due - now)
        } else if now - due < LATE {
            Due::Now
        } else {
            Due::TooLate
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_shown_in_their_time_also_after_a_halt() {
        let begun = Instant::now();
        let at = |seconds: f64| begun + Duration::from_secs_f64(seconds);
        let mut pace = Pace::begin(begun);
        assert_eq!(pace.due(1.0, at(0.75)), Due::In(Duration::from_millis(250)));
        assert_eq!(pace.due(1.0, at(1.2)), Due::Now);
        assert_eq!(pace.due(1.0, at(1.3)), Due::TooLate);
        pace.halted(Duration::from_secs(1));
        assert_eq!(pace.due(1.0, at(2.1)), Due::Now);
    }
}
