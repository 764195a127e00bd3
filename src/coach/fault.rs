//! What the stages say to each other of the faults of an exercise.

use serde::{Deserialize, Serialize};

use crate::exercise::{Exercise, Fault, Limits};

use super::event::Band;

/// The place of a fault in its exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FaultId(usize);

impl FaultId {
    /// The faults of an exercise, in its order.
    pub fn all(exercise: &Exercise) -> impl Iterator<Item = (FaultId, &Fault)> {
        exercise
            .faults
            .iter()
            .enumerate()
            .map(|(place, fault)| (FaultId(place), fault))
    }

    /// The fault at this place.
    pub(super) fn at(place: usize) -> Self {
        FaultId(place)
    }

    /// The place in the exercise's list of faults.
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }

    /// The fault; an id comes from the exercise it is used with.
    #[must_use]
    pub fn of(self, exercise: &Exercise) -> &Fault {
        &exercise.faults[self.0]
    }
}

/// How strictly the bands are read: bands widened, as they are, narrowed (§12.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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

/// How far the limits of a band move inwards, in widths of the warning band.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Ease {
    pub warn: f32,
    pub bad: f32,
}

/// The band of a value, without any memory: how a single picture is judged.
pub(super) fn band_of(limits: Limits, value: f32, strictness: Strictness) -> Band {
    band_with_ease(limits, value, strictness, Ease::default())
}

/// A band as it can be told. From an oblique view "a little off" can't be told from good.
pub(super) fn told_band(band: Band, is_coarse: bool) -> Band {
    if is_coarse && band == Band::Warn {
        Band::Good
    } else {
        band
    }
}

/// The band of a value, of which the limits have moved.
pub(super) fn band_with_ease(
    limits: Limits,
    value: f32,
    strictness: Strictness,
    ease: Ease,
) -> Band {
    let (excess, warn, bad) = match limits {
        Limits::Yes if value > 0.5 => return Band::Bad,
        Limits::Yes => return Band::Good,
        Limits::Above { warn, bad } => (value, warn, bad),
        Limits::Below { warn, bad } => (-value, -warn, bad.map(|bad| -bad)),
    };
    let width = bad.map_or(0.0, |bad| bad - warn);
    let shift = strictness.shift();
    if bad.is_some_and(|bad| excess > bad + width * (shift - ease.bad)) {
        Band::Bad
    } else if excess > warn + width * (shift - ease.warn) {
        Band::Warn
    } else {
        Band::Good
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gentle_reading_forgives_and_a_strict_one_does_not() {
        let limits = Limits::Above {
            warn: 10.0,
            bad: Some(20.0),
        };
        let band = |value, strictness| band_of(limits, value, strictness);
        assert_eq!(band(20.5, Strictness::Standard), Band::Bad);
        assert_eq!(band(20.5, Strictness::Gentle), Band::Warn);
        assert_eq!(band(19.5, Strictness::Strict), Band::Bad);
    }
}
