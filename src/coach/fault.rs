//! Watches the bands of the faults: good, a little off, worth a cue; with hysteresis and a
//! minimum time, so that noise never speaks.

use crate::body::Measured;
use crate::exercise::{Fault, Limits};

use super::event::Band;

/// A band is left only this part of its width further back than it was entered.
const HYSTERESIS: f32 = 0.25;
/// A change for the better or to "a little off" needs to last this long to be believed.
const SETTLE_S: f64 = 0.3;
/// A fault that lasts is seen in so many frames.
const BAD_FRAMES: u32 = 3;
/// An unknown measure keeps its band for this long, then it is unknown (§0.6).
const KEEP_S: f64 = 0.5;

/// How strictly the bands are read: bands widened, as they are, narrowed (§12.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    /// Bands 1.3 times as wide.
    Gentle,
    /// As in the file.
    #[default]
    Standard,
    /// Bands 0.85 times as wide.
    Strict,
}

impl Strictness {
    /// How far both limits move outwards, in widths of the warning band.
    fn shift(self) -> f32 {
        match self {
            Strictness::Gentle => 0.3,
            Strictness::Standard => 0.0,
            Strictness::Strict => -0.15,
        }
    }
}

/// The band of a value, without any memory: how a single picture is judged.
#[must_use]
pub fn band_of(limits: Limits, value: f32, strictness: Strictness) -> Band {
    band_with_margin(limits, value, strictness, 0.0, 0.0)
}

/// `ease_warn` and `ease_bad` move the limits inwards, in widths of the warning band.
fn band_with_margin(
    limits: Limits,
    value: f32,
    strictness: Strictness,
    ease_warn: f32,
    ease_bad: f32,
) -> Band {
    let (excess, warn, bad) = match limits {
        Limits::Is(is) => {
            return if (value > 0.5) == is {
                Band::Bad
            } else {
                Band::Good
            };
        }
        Limits::Above { warn, bad } => (value, warn, bad),
        Limits::Below { warn, bad } => (-value, -warn, bad.map(|bad| -bad)),
    };
    let width = bad.map_or(0.0, |bad| bad - warn);
    let shift = strictness.shift();
    if bad.is_some_and(|bad| excess > bad + width * (shift - ease_bad)) {
        Band::Bad
    } else if excess > warn + width * (shift - ease_warn) {
        Band::Warn
    } else {
        Band::Good
    }
}

/// One fault over time.
#[derive(Debug, Clone, Default)]
pub(super) struct Watch {
    band: Option<Band>,
    /// What this frame shows; none where it is unknown.
    now: Option<Band>,
    /// Since when the value is good, at least a little off, bad.
    good_since_s: Option<f64>,
    off_since_s: Option<f64>,
    bad_since_s: Option<f64>,
    /// Frames since then.
    bad_frames: u32,
    unknown_since_s: Option<f64>,
}

/// A change of band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Change {
    pub from: Option<Band>,
    pub to: Band,
    pub value: f32,
}

impl Watch {
    /// The present band; `None` where it is unknown or the rule does not listen.
    pub(super) fn band(&self) -> Option<Band> {
        self.band
    }

    /// Whether this very frame shows it off, so that it may be corrected.
    pub(super) fn is_off_now(&self) -> bool {
        self.now.is_some_and(|now| now != Band::Good)
    }

    /// Whether this frame shows anything at all.
    pub(super) fn is_seen_now(&self) -> bool {
        self.now.is_some()
    }

    /// Whether a cue about it still holds: off as before, and not good in this frame. What is hidden
    /// for a moment is not good yet.
    pub(super) fn cue_stands(&self, is_invitation: bool) -> bool {
        let is_off = match self.band {
            Some(Band::Bad) => true,
            Some(Band::Warn) => is_invitation,
            Some(Band::Good) | None => false,
        };
        is_off && self.now != Some(Band::Good)
    }

    /// Since when it is bad, once that is settled.
    pub(super) fn bad_since_s(&self) -> Option<f64> {
        self.bad_since_s.filter(|_| self.band == Some(Band::Bad))
    }

    /// The rule does not listen now.
    pub(super) fn rest(&mut self) {
        *self = Watch::default();
    }

    /// Takes a frame; `only_bad` where the view is not good enough for warnings.
    pub(super) fn step(
        &mut self,
        fault: &Fault,
        measured: Measured,
        t_s: f64,
        strictness: Strictness,
        only_bad: bool,
    ) -> Option<Change> {
        // An invitation says no more than the count does, that the movement stalls short of the
        // target; it goes by the same points, dimly seen or not.
        let value = if fault.limits.is_invitation() {
            measured.value()
        } else {
            measured.judged()
        };
        let Some(value) = value else {
            self.now = None;
            let since = *self.unknown_since_s.get_or_insert(t_s);
            if t_s - since > KEEP_S {
                self.rest();
                self.unknown_since_s = Some(since);
            }
            return None;
        };
        self.unknown_since_s = None;
        let (ease_warn, ease_bad) = match self.band {
            Some(Band::Bad) => (HYSTERESIS, HYSTERESIS),
            Some(Band::Warn) => (HYSTERESIS, 0.0),
            _ => (0.0, 0.0),
        };
        let mut seen = band_with_margin(fault.limits, value, strictness, ease_warn, ease_bad);
        if only_bad && seen == Band::Warn {
            seen = Band::Good;
        }
        self.now = Some(seen);
        let since = |so_far: &mut Option<f64>, holds: bool| {
            *so_far = if holds {
                Some(so_far.unwrap_or(t_s))
            } else {
                None
            };
            so_far.map(|since| t_s - since)
        };
        let good_s = since(&mut self.good_since_s, seen == Band::Good);
        let off_s = since(&mut self.off_since_s, seen != Band::Good);
        let bad_s = since(&mut self.bad_since_s, seen == Band::Bad);
        self.bad_frames = if bad_s.is_some() {
            self.bad_frames + 1
        } else {
            0
        };
        let for_s = f64::from(fault.for_s);
        // Where frames are missing, two of them may be as far apart as the rule waits.
        let is_seen_bad = for_s == 0.0 || self.bad_frames >= BAD_FRAMES;
        // An invitation waits as long as its file says.
        let warn_after_s = if fault.limits.is_invitation() {
            for_s
        } else {
            SETTLE_S.min(for_s)
        };
        let settled = |lasted: Option<f64>, needed_s: f64| lasted.is_some_and(|s| s >= needed_s);
        let to = if is_seen_bad && settled(bad_s, for_s) {
            Band::Bad
        } else if settled(
            good_s,
            if self.band.is_none() {
                0.0
            } else {
                SETTLE_S.min(for_s)
            },
        ) {
            Band::Good
        } else if settled(off_s, warn_after_s)
            && (seen == Band::Warn || self.band != Some(Band::Bad))
            && !only_bad
        {
            Band::Warn
        } else {
            return None;
        };
        let from = self.band.replace(to);
        // The first look finding all well is no event.
        (from != Some(to) && (from.is_some() || to != Band::Good)).then_some(Change {
            from,
            to,
            value,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Known;
    use crate::exercise::load;

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
        let mut watch = Watch::default();
        values
            .into_iter()
            .enumerate()
            .filter_map(|(frame, value)| {
                watch.step(
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
        let mut watch = Watch::default();
        let mut bands = |t_s: f64| {
            let value = known(bad + 5.0);
            let change = watch.step(&fault, value, t_s, Strictness::Standard, false);
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
    fn a_gentle_reading_forgives_and_a_strict_one_does_not() {
        let fault = leg_high();
        let (_, bad) = limits(&fault);
        assert_eq!(
            band_of(fault.limits, bad + 1.0, Strictness::Standard),
            Band::Bad
        );
        assert_eq!(
            band_of(fault.limits, bad + 1.0, Strictness::Gentle),
            Band::Warn
        );
        assert_eq!(
            band_of(fault.limits, bad - 0.5, Strictness::Strict),
            Band::Bad
        );
    }

    #[test]
    fn dimly_seen_points_are_not_judged() {
        let fault = leg_high();
        let mut watch = Watch::default();
        let dim = Measured::Known(Known {
            value: 80.0,
            visibility: 0.3,
        });
        for frame in 0..100 {
            assert_eq!(
                watch.step(
                    &fault,
                    dim,
                    f64::from(frame) / 20.0,
                    Strictness::Standard,
                    false
                ),
                None
            );
        }
        assert_eq!(watch.band(), None);
    }
}
