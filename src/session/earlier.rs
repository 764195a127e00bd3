//! What earlier sessions say of an exercise: the last time, and the best so far.

use super::best::Best;
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
    /// The best of all, and the last time, from the figures of sets, newest first, each with its session
    /// and its day. A session in which nothing was counted was none.
    pub(super) fn of(
        best: Best,
        sets: impl IntoIterator<Item = (SessionId, u32, SetFigures)>,
    ) -> Self {
        let counted = sets
            .into_iter()
            .filter(|(_, _, figures)| figures.of_side(None).counted > 0);
        let mut last: Option<(SessionId, u32, SetFigures)> = None;
        for (session, day, mut figures) in counted {
            match &mut last {
                None => last = Some((session, day, figures)),
                Some((of, _, of_last)) if *of == session => {
                    std::mem::swap(of_last, &mut figures);
                    of_last.join(&figures);
                }
                Some(_) => break,
            }
        }
        Earlier {
            last: last.map(|(_, day, figures)| (day, figures)),
            longest_s: best.longest_s,
            farthest: best.farthest,
        }
    }
}
