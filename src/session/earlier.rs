//! What earlier sessions say of an exercise: the last time, and the best so far.

use super::figures::SetFigures;
use super::ids::SessionId;

/// What came before a session, of one exercise.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Earlier {
    /// The session in which it was done last: its day, as days since 1970, and the figures of all its
    /// sets of the exercise.
    pub last: Option<(u32, SetFigures)>,
    /// The longest hold of a good one, in seconds.
    pub longest_s: Option<f64>,
    /// The farthest way of a good one, in the unit of the signal.
    pub farthest: Option<f32>,
}

impl Earlier {
    /// From the figures of sets, newest first, each with its session and its day.
    pub(super) fn of(sets: impl IntoIterator<Item = (SessionId, u32, SetFigures)>) -> Self {
        let mut earlier = Self::default();
        let mut last = None;
        for (session, day, mut figures) in sets {
            let all = figures.of_side(None);
            if all.counted == 0 {
                continue;
            }
            let greater = |so_far: Option<f64>, more: Option<f64>| match (so_far, more) {
                (Some(so_far), Some(more)) => Some(so_far.max(more)),
                (one, other) => one.or(other),
            };
            earlier.longest_s = greater(earlier.longest_s, all.longest_s);
            let farthest = greater(earlier.farthest.map(f64::from), all.farthest.map(f64::from));
            earlier.farthest = farthest.map(|farthest| farthest as f32);
            match &mut earlier.last {
                None => {
                    last = Some(session);
                    earlier.last = Some((day, figures));
                }
                Some((_, of_last)) if last == Some(session) => {
                    std::mem::swap(of_last, &mut figures);
                    of_last.join(&figures);
                }
                Some(_) => {}
            }
        }
        earlier
    }
}
