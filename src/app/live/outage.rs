//! When the user is told that no picture comes.

use std::time::{Duration, Instant, SystemTime};

/// Cameras pause for some tenths of a second when the light changes. A pause that lasts longer than
/// this is a stall, and a user in a hold should hear of it within two seconds.
const TOLD_AFTER: Duration = Duration::from_millis(1500);

/// A camera needs a moment before it sends its first picture.
const OPENING: Duration = Duration::from_millis(1500);

/// A time without a picture in which nobody could be told: the computer slept, or the program was
/// halted. A model that is as slow as this on a busy machine is no such time.
const SLEPT: Duration = Duration::from_secs(5);

/// How long no picture has come.
#[derive(Debug)]
pub(super) struct Outage {
    last_picture: Instant,
    /// The same by the clock on the wall, which goes on while a computer sleeps.
    last_clock: SystemTime,
    is_told: bool,
}

impl Outage {
    /// The source has just been opened.
    pub(super) fn opening(now: Instant, clock: SystemTime) -> Self {
        Self::none(now + OPENING, clock)
    }

    fn none(now: Instant, clock: SystemTime) -> Self {
        Self {
            last_picture: now,
            last_clock: clock,
            is_told: false,
        }
    }

    /// No picture yet. True once for each outage: when it is to be told.
    pub(super) fn is_to_be_told(&mut self, now: Instant) -> bool {
        let lasts = now.saturating_duration_since(self.last_picture) >= TOLD_AFTER;
        lasts && !std::mem::replace(&mut self.is_told, true)
    }

    /// A picture has come. Gives how long there was none, where the computer slept meanwhile.
    pub(super) fn ends(&mut self, now: Instant, clock: SystemTime) -> Option<Duration> {
        let before = std::mem::replace(self, Self::none(now, clock));
        let lasted = now.saturating_duration_since(before.last_picture);
        // A clock that was set back tells nothing.
        let by_clock = clock.duration_since(before.last_clock).unwrap_or_default();
        (!before.is_told && lasted.max(by_clock) >= SLEPT).then_some(lasted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both clocks after so many seconds.
    fn at(seconds: f64) -> (Instant, SystemTime) {
        thread_local! {
            static BEGUN: (Instant, SystemTime) = (Instant::now(), SystemTime::UNIX_EPOCH);
        }
        let after = Duration::from_secs_f64(seconds);
        BEGUN.with(|(now, clock)| (*now + after, *clock + after))
    }

    #[test]
    fn each_outage_is_told_once_and_a_hiccup_never() {
        let (begun, clock) = at(0.0);
        let mut outage = Outage::none(begun, clock);
        let told = |outage: &mut Outage, seconds| outage.is_to_be_told(at(seconds).0);
        let ends = |outage: &mut Outage, seconds| outage.ends(at(seconds).0, at(seconds).1);
        assert!(!told(&mut outage, 1.4));
        ends(&mut outage, 1.45);
        assert!(!told(&mut outage, 2.9));
        assert!(told(&mut outage, 3.0));
        assert!(!told(&mut outage, 60.0));
        assert_eq!(ends(&mut outage, 61.0), None, "it was told");
        assert!(!told(&mut outage, 62.0));
        assert!(told(&mut outage, 62.6));
    }

    #[test]
    fn a_camera_has_a_moment_for_its_first_picture() {
        let (begun, clock) = at(0.0);
        let mut outage = Outage::opening(begun, clock);
        assert!(!outage.is_to_be_told(at(2.9).0));
        assert!(outage.is_to_be_told(at(3.0).0));
    }

    #[test]
    fn a_computer_that_slept_is_found_out_by_either_clock() {
        let (begun, clock) = at(0.0);
        let hour = Duration::from_secs(3600);
        let frame = Duration::from_millis(33);
        let ends =
            |lasted, by_clock| Outage::none(begun, clock).ends(begun + lasted, clock + by_clock);
        assert_eq!(ends(frame, frame), None);
        // Linux stops the one clock while it sleeps; a program that is halted sees both go on.
        assert_eq!(ends(frame, hour), Some(frame));
        assert_eq!(ends(hour, hour), Some(hour));
        let set_back = Outage::none(begun, clock + hour).ends(begun + frame, clock);
        assert_eq!(set_back, None);
    }
}
