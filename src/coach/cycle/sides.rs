//! The side at work, by the votes of the frames of a movement.

use crate::blazepose::Side;

/// Numbers of frames that vote for left and right.
#[derive(Debug, Clone, Copy, Default)]
struct SideVotes([u32; 2]);

impl SideVotes {
    fn add(&mut self, side: Side) {
        self.0[side.index()] += 1;
    }

    /// The side with most votes; left where both have as many. `None` before the first vote.
    fn winner(self) -> Option<Side> {
        match self.0 {
            [0, 0] => None,
            [left, right] if left >= right => Some(Side::Left),
            _ => Some(Side::Right),
        }
    }

    /// The side with most votes; `None` where both have as many.
    fn clear_winner(self) -> Option<Side> {
        let [left, right] = self.0;
        self.winner().filter(|_| left != right)
    }
}

/// The side of the present movement.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WorkingSide {
    votes: SideVotes,
    /// The side of a hold that no longer changes. Nobody changes sides in a hold, but labels do.
    settled: Option<Side>,
    found: Option<Found>,
}

/// A user who was lost in the target pose is found in it: since when, and which side since then.
#[derive(Debug, Clone, Copy)]
struct Found {
    at_s: f64,
    votes: SideVotes,
}

impl WorkingSide {
    /// A frame of the movement shows this side at work.
    pub(super) fn vote(&mut self, side: Side) {
        self.votes.add(side);
    }

    /// The settled side, or else the one with most votes.
    pub(super) fn side(self) -> Option<Side> {
        self.settled.or(self.votes.winner())
    }

    /// The side no longer changes.
    pub(super) fn settle(&mut self) {
        self.settled = self.side();
    }

    /// The user was lost in the target pose and is found in it at `t_s`.
    pub(super) fn find_again(&mut self, t_s: f64) {
        self.found = Some(Found {
            at_s: t_s,
            votes: SideVotes::default(),
        });
    }

    /// Takes a frame of the target pose. Says whether a user who was found in it is doing the other
    /// side now; the frames of `decided_after_s` decide that.
    pub(super) fn has_changed(
        &mut self,
        t_s: f64,
        side: Option<Side>,
        decided_after_s: f64,
    ) -> bool {
        let Some(found) = &mut self.found else {
            return false;
        };
        if let Some(side) = side {
            found.votes.add(side);
        }
        if t_s - found.at_s < decided_after_s {
            return false;
        }
        let now = found.votes.clear_winner();
        self.found = None;
        now.is_some() && self.side().is_some_and(|before| Some(before) != now)
    }
}
