//! When the user is told that no picture comes.

use std::time::{Duration, Instant};

/// Cameras pause for some tenths of a second when the light changes. A pause that lasts longer than
/// this is a stall, and a user in a hold should hear of it soon.
const TOLD_AFTER: Duration = Duration::from_secs(2);

/// How long no picture has come.
#[derive(Debug)]
pub(super) struct Outage {
    last_picture: Instant,
    is_told: bool,
}

impl Outage {
    pub(super) fn none(now: Instant) -> Self {
        Self {
            last_picture: now,
            is_told: false,
        }
    }

    /// No picture yet. True once for each outage: when it is to be told.
    pub(super) fn is_to_be_told(&mut self, now: Instant) -> bool {
        let lasts = now.saturating_duration_since(self.last_picture) >= TOLD_AFTER;
        lasts && !std::mem::replace(&mut self.is_told, true)
    }

    /// A picture has come.
    pub(super) fn ends(&mut self, now: Instant) {
        *self = Self::none(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_outage_is_told_once_and_a_hiccup_never() {
        let begun = Instant::now();
        let at = |seconds: f64| begun + Duration::from_secs_f64(seconds);
        let mut outage = Outage::none(begun);
        assert!(!outage.is_to_be_told(at(1.9)));
        outage.ends(at(1.95));
        assert!(!outage.is_to_be_told(at(3.9)));
        assert!(outage.is_to_be_told(at(4.0)));
        assert!(!outage.is_to_be_told(at(60.0)));
        outage.ends(at(61.0));
        assert!(!outage.is_to_be_told(at(62.0)));
        assert!(outage.is_to_be_told(at(63.5)));
    }
}
