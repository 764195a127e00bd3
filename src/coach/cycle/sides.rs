//! The side at work, by the votes of the frames of a movement.

use crate::blazepose::Side;

/// Numbers of frames that vote for left and right.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SideVotes([u32; 2]);

impl SideVotes {
    /// A frame votes for this side.
    pub(super) fn add(&mut self, side: Side) {
        self.0[side.index()] += 1;
    }

    /// The side with most votes; left where both have as many. `None` before the first vote.
    pub(super) fn winner(self) -> Option<Side> {
        match self.0 {
            [0, 0] => None,
            [left, right] if left >= right => Some(Side::Left),
            _ => Some(Side::Right),
        }
    }

    /// The side with most votes; `None` where both have as many.
    pub(super) fn clear_winner(self) -> Option<Side> {
        let [left, right] = self.0;
        self.winner().filter(|_| left != right)
    }
}
