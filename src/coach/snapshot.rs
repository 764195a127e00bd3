//! What the coach knows at one moment, as plain data: no sentence of its own, no place on a screen.
//! The scenes are made from it.

use crate::body::BodyFrame;
use crate::exercise::Dose;

use super::cues::Banner;
use super::cycle::Stage;
use super::event::{Band, Missing};
use super::fault::band_of;
use super::measurement::Measurement;
use super::now::Now;
use crate::blazepose::Side;

/// One moment of a set.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// Seconds of the source at the newest frame.
    pub t_s: f64,
    /// What the coach is doing.
    pub mode: Mode,
    /// How much is to be done.
    pub dose: Dose,
    /// What the set-up is waiting for.
    pub readiness: Readiness,
    /// What has been counted.
    pub progress: Progress,
    /// Where the movement is.
    pub movement: Movement,
    /// What each rule says, in the order of the exercise's faults: [`FaultId`](super::FaultId) is the place in it.
    pub rules: Vec<RuleReading>,
    /// The measure of the range meter.
    pub meter: MeterReading,
    /// What stands on the banner.
    pub banner: Banner,
    /// Sides, floor line and torso length that the newest frame was measured with.
    pub body_frame: Option<BodyFrame>,
    /// The upper edge of the back in pixels of the picture; empty where it is unknown or not needed.
    pub back_line: Vec<[f32; 2]>,
}

/// What the coach is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Waits for the framing and the start pose.
    Setup,
    /// Counts and judges.
    Active,
    /// Waits for the user to go on.
    Paused,
    /// The set is over.
    Done,
}

/// What the set-up is waiting for.
#[derive(Debug, Clone, PartialEq)]
pub struct Readiness {
    /// What is missing, the most important first.
    pub missing: Vec<Missing>,
    /// Whether the newest frame shows the start pose.
    pub is_posed: bool,
    /// Seconds for which the start pose has been held so far.
    pub held_s: f64,
    /// Whether enough frames come to count with.
    pub has_enough_frames: bool,
}

/// What has been counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The counted repetitions or holds, in order.
    pub reps: Vec<CountedRep>,
    /// Repetitions still to do over both sides.
    pub left_to_do: u32,
    /// The side at work or to work next; none in exercises without sides.
    pub next_side: Option<Side>,
    /// The farthest good repetition so far, where the goal is personal: in the unit of the cycle's
    /// signal.
    pub best: Option<f32>,
}

/// One counted repetition or hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountedRep {
    /// The side that worked.
    pub side: Option<Side>,
    /// Whether it was good; none where no rule could judge it.
    pub good: Option<bool>,
    /// Seconds in the target pose.
    pub hold_s: f64,
}

impl Progress {
    /// What a side has done; all for `None`.
    pub fn of_side(&self, side: Option<Side>) -> impl Iterator<Item = &CountedRep> {
        self.reps.iter().filter(move |rep| rep.is_of(side))
    }
}

impl CountedRep {
    /// Whether a side has done it; any has for `None`.
    pub(super) fn is_of(&self, side: Option<Side>) -> bool {
        side.is_none() || self.side == side
    }
}

/// Where the movement is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Movement {
    /// The part of the movement.
    pub stage: Stage,
    /// Whether a flow between two ends is at its second end, or goes there next.
    pub is_at_other_end: bool,
    /// Seconds held in the present target pose.
    pub held_s: Option<f64>,
    /// Whether the clock of the present hold stands still because something is off.
    pub is_clock_stopped: bool,
}

/// What a rule says at this moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RuleReading {
    /// The settled band; none where it is unknown, or where the rule does not listen.
    pub band: Option<Band>,
    /// Whether the newest frame shows what the rule looks at.
    pub is_seen: bool,
    /// The measure's value in its unit.
    pub value: Option<f32>,
}

/// The measure of the range meter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeterReading {
    /// In the measure's unit; none where it is unknown.
    pub value: Option<f32>,
    /// How the value stands; none where it is unknown.
    pub band: Option<Band>,
}

impl MeterReading {
    /// The worst band of the rules about the meter's measure, while the target pose is held.
    pub(super) fn of(now: &Now, measurement: &Measurement, stage: Stage) -> Self {
        let exercise = now.exercise();
        let measure = exercise.cycle.signal;
        let value = measurement.values.get(measure).value();
        let band = |value| {
            exercise
                .faults
                .iter()
                .filter(|fault| fault.measure == measure && !fault.limits.is_suggestion())
                .filter(|_| stage == Stage::Target)
                .map(|fault| band_of(fault.limits, value, now.strictness()))
                .max()
                .unwrap_or(Band::Good)
        };
        MeterReading {
            value,
            band: value.map(band),
        }
    }
}
