//! When a set waits, and when it goes on.

/// A user who has done nothing for this long is asked …
const ASK_S: f64 = 20.0;
/// … and after this time the set pauses. It goes on with the next movement.
const IDLE_S: f64 = 30.0;
/// The rest of somebody who changes sides, in seconds: turning over takes about this long, and it is
/// not idle.
const SIDE_REST_S: f64 = 20.0;

/// A set that waits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pause {
    /// Whether the start pose has to be left before it counts for going on, because a user may rest
    /// in it.
    must_leave: bool,
    /// Seconds for which it has to be held then.
    hold_s: f64,
    /// Whether the body was seen at rest since. A movement begins at rest: a user who was paused
    /// within a hold, or rests in what looks like one, has not begun another.
    has_rested: bool,
}

impl Pause {
    /// Asked for by key: only a start pose that is taken again on purpose goes on.
    pub(super) const BY_KEY: Pause = Pause {
        must_leave: true,
        hold_s: 3.0,
        has_rested: false,
    };
    /// Because nothing was done.
    pub(super) const IDLE: Pause = Pause {
        must_leave: true,
        hold_s: 1.0,
        has_rested: false,
    };

    /// Takes a frame; gives whether the start pose was left with it.
    pub(super) fn step(&mut self, is_posed: bool, is_at_rest: bool) -> bool {
        self.has_rested |= is_at_rest;
        !is_posed && self.leave()
    }

    /// The start pose is left; gives whether it was not before.
    pub(super) fn leave(&mut self) -> bool {
        std::mem::take(&mut self.must_leave)
    }

    /// Whether the set goes on with a start pose that has been held for `held_s`.
    pub(super) fn ends_with(&self, held_s: f64) -> bool {
        !self.must_leave && held_s >= self.hold_s
    }

    /// Whether the set may go on with a movement.
    pub(super) fn has_rested(&self) -> bool {
        self.has_rested
    }
}

/// What is to be done about a user who does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Idle {
    /// Nothing.
    No,
    /// Ask.
    Ask,
    /// Pause the set.
    Pause,
}

/// When the user last did something.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Activity {
    last_s: f64,
    is_asked: bool,
}

impl Activity {
    /// The set begins, goes on, or the user is back.
    pub(super) fn restart(&mut self, t_s: f64) {
        self.last_s = t_s;
    }

    /// The user moves.
    pub(super) fn moves(&mut self, t_s: f64) {
        self.last_s = t_s;
        self.is_asked = false;
    }

    /// A frame in which the user rests, or changes sides.
    pub(super) fn rests(&mut self, t_s: f64, changes_sides: bool) -> Idle {
        let rest_s = if changes_sides { SIDE_REST_S } else { 0.0 };
        let idle_s = t_s - self.last_s - rest_s;
        if idle_s > IDLE_S {
            Idle::Pause
        } else if idle_s > ASK_S && !self.is_asked {
            self.is_asked = true;
            Idle::Ask
        } else {
            Idle::No
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When a user who rests from 0 on is asked, and when the set pauses.
    fn asked_and_paused(changes_sides: bool) -> [Option<u32>; 2] {
        let mut activity = Activity::default();
        activity.moves(0.0);
        let idle: Vec<Idle> = (0..100)
            .map(|t_s| activity.rests(f64::from(t_s), changes_sides))
            .collect();
        [Idle::Ask, Idle::Pause].map(|kind| {
            let at = idle.iter().position(|idle| *idle == kind);
            at.map(|at| at as u32)
        })
    }

    #[test]
    fn a_change_of_sides_has_a_rest_of_its_own() {
        assert_eq!(asked_and_paused(false), [Some(21), Some(31)]);
        assert_eq!(asked_and_paused(true), [Some(41), Some(51)]);
    }
}
