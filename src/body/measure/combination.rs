//! Measures that are made of other measures of the same frame.

use crate::exercise::MeasureId;

use super::measured::{Known, Measured, Why};

/// The first that is known. Where none is, the reason of the last.
pub(super) fn first_known(ids: &[MeasureId], measures: &[Measured]) -> Measured {
    ids.iter()
        .map(|id| measures[id.0])
        .reduce(|best, next| match best {
            Measured::Known(_) => best,
            Measured::Unknown(_) => next,
        })
        .unwrap_or(Measured::Unknown(Why::NotYet))
}

/// The weighted sum; unknown as soon as one of them is.
pub(super) fn sum(parts: &[(MeasureId, f32)], measures: &[Measured]) -> Measured {
    let (mut value, mut visibility) = (0.0, 1.0_f32);
    for (id, weight) in parts {
        match measures[id.0] {
            Measured::Known(known) => {
                value += weight * known.value;
                visibility = visibility.min(known.visibility);
            }
            unknown => return unknown,
        }
    }
    Measured::Known(Known { value, visibility })
}

/// The one that is better than the others; unknown as soon as one of them is. It is only as well seen
/// as the worst of all, since that one might be better in truth.
pub(super) fn best(
    ids: &[MeasureId],
    measures: &[Measured],
    is_better: impl Fn(f32, f32) -> bool,
) -> Measured {
    let mut best: Option<f32> = None;
    let mut visibility = 1.0_f32;
    for id in ids {
        match measures[id.0] {
            Measured::Known(known) => {
                visibility = visibility.min(known.visibility);
                if best.is_none_or(|best| is_better(known.value, best)) {
                    best = Some(known.value);
                }
            }
            unknown => return unknown,
        }
    }
    Measured::or_not_yet(best, visibility)
}
