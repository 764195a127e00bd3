//! The side at work, by what the frames of a movement say.

use crate::blazepose::Side;

/// Frames that say left and right.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SideVotes([u32; 2]);

impl SideVotes {
    /// A frame says this side.
    pub(super) fn add(&mut self, side: Side) {
        self.0[side.index()] += 1;
    }

    /// The side that most say, left where both say as much; none before any has.
    pub(super) fn winner(self) -> Option<Side> {
        match self.0 {
            [0, 0] => None,
            [left, right] if left >= right => Some(Side::Left),
            _ => Some(Side::Right),
        }
    }

    /// The same; none where both say as much.
    pub(super) fn clear_winner(self) -> Option<Side> {
        let [left, right] = self.0;
        self.winner().filter(|_| left != right)
    }
}
