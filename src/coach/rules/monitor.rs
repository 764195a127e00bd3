//! Watches the band of one fault: good, a little off, worth a cue. With hysteresis and a minimum
//! time, so that noise never speaks.

use crate::body::Measured;
use crate::coach::event::Band;
use crate::coach::fault::{Ease, Strictness, band_with_ease, told_band};
use crate::coach::since::Since;
use crate::exercise::Fault;

/// A band is left only this part of its width further back than it was entered.
const HYSTERESIS: f32 = 0.25;
/// A change for the better or to "a little off" needs to last this long to be believed.
const SETTLE_S: f64 = 0.3;
/// A fault that lasts is seen in at least this many frames.
const BAD_FRAMES: u32 = 3;
/// An unknown measure keeps its band for this long, then the band is unknown (§0.6).
const KEEP_S: f64 = 0.5;

/// One fault over time.
#[derive(Debug, Clone, Default)]
pub(super) struct FaultMonitor {
    /// The settled band.
    band: Option<Band>,
    /// The band of the newest frame; none where it is unknown.
    now: Option<Band>,
    /// Since when the value is good, at least a little off, bad, unknown.
    good: Since,
    off: Since,
    bad: Since,
    unknown: Since,
    /// Frames since it is bad.
    bad_frames: u32,
}

/// A change of band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Change {
    pub to: Band,
    pub value: f32,
}

impl FaultMonitor {
    /// The settled band; none where it is unknown or the rule does not listen.
    pub(super) fn band(&self) -> Option<Band> {
        self.band
    }

    /// Whether the newest frame shows it off, so that it may be corrected.
    pub(super) fn is_off_now(&self) -> bool {
        self.now.is_some_and(|now| now != Band::Good)
    }

    /// Whether the newest frame shows anything at all.
    pub(super) fn is_seen_now(&self) -> bool {
        self.now.is_some()
    }

    /// Whether a cue about it still holds: off as before, and not good in the newest frame. What is
    /// hidden for a moment is not good yet.
    pub(super) fn cue_stands(&self, is_suggestion: bool) -> bool {
        let is_off = match self.band {
            Some(Band::Bad) => true,
            Some(Band::Warn) => is_suggestion,
            Some(Band::Good) | None => false,
        };
        is_off && self.now != Some(Band::Good)
    }

    /// Since when it is bad, once that is settled.
    pub(super) fn bad_since_s(&self) -> Option<f64> {
        self.bad.began_s().filter(|_| self.band == Some(Band::Bad))
    }

    /// Forgets everything: the rule does not listen now.
    pub(super) fn rest(&mut self) {
        *self = FaultMonitor::default();
    }

    /// Takes a frame. `is_coarse` where the view is not good enough for warnings.
    pub(super) fn step(
        &mut self,
        fault: &Fault,
        measured: Measured,
        t_s: f64,
        strictness: Strictness,
        is_coarse: bool,
    ) -> Option<Change> {
        // A suggestion says no more than the count does, that the movement stalls short of the
        // target; it goes by the same points, dimly seen or not.
        let is_suggestion = fault.limits.is_suggestion();
        let value = if is_suggestion {
            measured.value()
        } else {
            measured.judged()
        };
        let Some(value) = value else {
            self.miss(t_s);
            return None;
        };
        self.unknown = Since::default();
        let seen = self.seen(fault, value, strictness, is_coarse);
        self.now = Some(seen);
        let to = self.settled(fault, seen, t_s, is_coarse)?;
        let from = self.band.replace(to);
        // The first frame that finds all well is no event.
        (from != Some(to) && (from.is_some() || to != Band::Good)).then_some(Change { to, value })
    }

    /// A frame in which the measure is unknown.
    fn miss(&mut self, t_s: f64) {
        self.now = None;
        let unknown_s = self.unknown.step(t_s, true);
        if unknown_s.is_some_and(|unknown_s| unknown_s > KEEP_S) {
            *self = FaultMonitor {
                unknown: self.unknown,
                ..FaultMonitor::default()
            };
        }
    }

    /// The band of a value, with hysteresis.
    fn seen(&self, fault: &Fault, value: f32, strictness: Strictness, is_coarse: bool) -> Band {
        let (warn, bad) = match self.band {
            Some(Band::Bad) => (HYSTERESIS, HYSTERESIS),
            Some(Band::Warn) => (HYSTERESIS, 0.0),
            _ => (0.0, 0.0),
        };
        let band = band_with_ease(fault.limits, value, strictness, Ease { warn, bad });
        told_band(band, is_coarse)
    }

    /// The band that has lasted for long enough to be believed.
    fn settled(&mut self, fault: &Fault, seen: Band, t_s: f64, is_coarse: bool) -> Option<Band> {
        self.good.step(t_s, seen == Band::Good);
        self.off.step(t_s, seen != Band::Good);
        self.bad.step(t_s, seen == Band::Bad);
        self.bad_frames = if seen == Band::Bad {
            self.bad_frames + 1
        } else {
            0
        };
        let for_s = f64::from(fault.for_s);
        // Where frames are missing, two of them may be as far apart as the rule waits.
        let is_seen_bad = for_s == 0.0 || self.bad_frames >= BAD_FRAMES;
        if is_seen_bad && self.bad.has_lasted(t_s, for_s) {
            return Some(Band::Bad);
        }
        let settle_s = SETTLE_S.min(for_s);
        let good_after_s = if self.band.is_none() { 0.0 } else { settle_s };
        if self.good.has_lasted(t_s, good_after_s) {
            return Some(Band::Good);
        }
        // A suggestion waits for as long as its file says.
        let off_after_s = if fault.limits.is_suggestion() {
            for_s
        } else {
            settle_s
        };
        let may_warn = seen == Band::Warn || self.band != Some(Band::Bad);
        (self.off.has_lasted(t_s, off_after_s) && may_warn && !is_coarse).then_some(Band::Warn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Known;
    use crate::exercise::{Limits, load};

    fn known(value: f32) -> Measured {
        Measured::Known(Known {
            value,
            visibility: 1.0,
        })
    }

    fn leg_high() -> Fault {
        load("bird-dog", None, None)
            .unwrap()
            .faults
            .into_iter()
            .find(|fault| fault.id == "leg_high")
            .unwrap()
    }

    /// Bands after each frame at 20 frames a second.
    fn bands(values: impl IntoIterator<Item = f32>) -> Vec<Change> {
        let fault = leg_high();
        let mut monitor = FaultMonitor::default();
        values
            .into_iter()
            .enumerate()
            .filter_map(|(frame, value)| {
                monitor.step(
                    &fault,
                    known(value),
                    frame as f64 / 20.0,
                    Strictness::Standard,
                    false,
                )
            })
            .collect()
    }

    fn limits(fault: &Fault) -> (f32, f32) {
        match fault.limits {
            Limits::Above {
                warn,
                bad: Some(bad),
            } => (warn, bad),
            _ => panic!("leg_high is off above"),
        }
    }

    #[test]
    fn just_inside_good_is_silent() {
        let (warn, _) = limits(&leg_high());
        assert_eq!(bands([warn - 0.1; 60]), []);
    }

    #[test]
    fn just_beyond_bad_for_the_minimum_time_is_bad_once() {
        let (_, bad) = limits(&leg_high());
        let changes = bands([bad + 0.1; 60]);
        assert_eq!(
            changes
                .iter()
                .filter(|change| change.to == Band::Bad)
                .count(),
            1,
            "{changes:?}"
        );
    }

    #[test]
    fn bad_for_less_than_the_minimum_time_is_never_bad() {
        let (_, bad) = limits(&leg_high());
        let frames = (leg_high().for_s * 20.0) as usize - 1;
        let values = std::iter::repeat_n(bad + 5.0, frames).chain([0.0; 20]);
        assert!(bands(values).iter().all(|change| change.to != Band::Bad));
    }

    #[test]
    fn two_frames_as_far_apart_as_the_rule_waits_show_no_fault_that_lasted() {
        let fault = leg_high();
        let (_, bad) = limits(&fault);
        let mut monitor = FaultMonitor::default();
        let mut bands = |t_s: f64| {
            let value = known(bad + 5.0);
            let change = monitor.step(&fault, value, t_s, Strictness::Standard, false);
            change.map(|change| change.to)
        };
        assert_eq!(bands(0.0), None);
        assert_ne!(bands(f64::from(fault.for_s) + 0.1), Some(Band::Bad));
        assert_eq!(bands(f64::from(fault.for_s) + 0.5), Some(Band::Bad));
    }

    #[test]
    fn noise_at_the_limit_does_not_flicker() {
        let (_, bad) = limits(&leg_high());
        let noisy = (0..200).map(|frame| bad + 0.5 + if frame % 2 == 0 { 1.0 } else { -1.0 });
        let values = std::iter::repeat_n(bad + 2.0, 40).chain(noisy);
        assert_eq!(
            bands(values)
                .iter()
                .filter(|change| change.to == Band::Bad)
                .count(),
            1
        );
    }

    #[test]
    fn dimly_seen_points_are_not_judged() {
        let fault = leg_high();
        let mut monitor = FaultMonitor::default();
        let dim = Measured::Known(Known {
            value: 80.0,
            visibility: 0.3,
        });
        for frame in 0..100 {
            assert_eq!(
                monitor.step(
                    &fault,
                    dim,
                    f64::from(frame) / 20.0,
                    Strictness::Standard,
                    false
                ),
                None
            );
        }
        assert_eq!(monitor.band(), None);
    }
}
