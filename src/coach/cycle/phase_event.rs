//! The input and output of the counters.

use crate::blazepose::Side;
use crate::coach::event::PartialWhy;
use crate::coach::limbs::Farthest;
use crate::exercise::CycleTime;

/// The input of one frame.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::coach) struct Input {
    /// Seconds of the source.
    pub t_s: f64,
    /// Seconds since the frame before, as far as clocks go on by it.
    pub since_last_s: f64,
    /// The signal, where known.
    pub signal: Option<f32>,
    /// The limb that has gone farthest, for composed signals, where all of them are seen.
    pub farthest: Option<Farthest>,
    /// Whether the conditions of the target pose are met; `None` where that is unknown.
    pub in_target_pose: Option<bool>,
    /// The side at work.
    pub side: Option<Side>,
    /// Whether a role has just picked another limb than in the frame before.
    pub is_other_limb: bool,
    /// Whether a fault stops the clock of a hold.
    pub stop_clock: bool,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::coach) enum PhaseEvent {
    /// The target pose was reached.
    Reached,
    /// A way in or a way between the ends of a flow is over, and took so many seconds.
    WayOver(CycleTime, f64),
    /// The target pose was left: it counts.
    Counted(Counted),
    /// A movement that does not count.
    Partial {
        side: Option<Side>,
        peak: f32,
        why: PartialWhy,
    },
    /// The clock of a hold stopped.
    ClockStopped,
    /// It runs again.
    ClockRuns,
    /// A hold too short to count is over.
    HoldDropped { side: Option<Side>, hold_s: f64 },
}

/// A counted repetition or hold.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::coach) struct Counted {
    pub side: Option<Side>,
    pub peak: f32,
    pub range: f32,
    pub in_s: f64,
    pub hold_s: f64,
    pub out_s: f64,
    /// From 90 to 10 % of the way back, where all of it was seen.
    pub fall_s: Option<f64>,
}

/// The part of the movement that the user is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Between two movements.
    Rest,
    /// On the way to the target pose.
    GoingIn,
    /// Nearly still short of the target.
    Stalled,
    /// In the target pose.
    Target,
    /// On the way back.
    GoingOut,
}
