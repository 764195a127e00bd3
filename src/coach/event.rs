//! What happened, as the command page fixes it: one JSON object per event. They can be read
//! back from it: the history is stored in the same lines.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use crate::blazepose::Side;
use crate::exercise::View;
use crate::words::number::thousandths;
use crate::words::{self, Text};

/// An event with the second it happened at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timed {
    /// Seconds of the source.
    #[serde(serialize_with = "milli")]
    pub t_s: f64,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// What is missing for a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Missing {
    /// Nobody in the picture.
    Person,
    /// Too dark or too bright.
    Light,
    /// Parts of the body are outside the picture.
    #[serde(rename = "whole body")]
    WholeBody,
    /// The person is small in the picture.
    Closer,
    /// There is no room in the picture for the movement.
    Further,
    /// The camera doesn't see the body from the side the exercise needs.
    #[serde(rename = "side-on")]
    SideOn,
}

impl Missing {
    /// What to do about it.
    #[must_use]
    pub fn request(self, view: View) -> Text {
        match self {
            Missing::Person => words::STEP_IN,
            Missing::Light => words::LIGHT_PLEASE,
            Missing::WholeBody => words::SHOW_WHOLE_BODY,
            Missing::Closer => words::COME_CLOSER,
            Missing::Further => words::MOVE_BACK,
            Missing::SideOn if view == View::Side => words::TURN_SIDE_ON,
            Missing::SideOn => words::TURN_TO_ME,
        }
    }

    /// The same for somebody who reads afterwards why no set was begun.
    #[must_use]
    pub fn reason(self, view: View) -> Text {
        match self {
            Missing::Person => words::NOBODY_SEEN,
            Missing::Light => words::LIGHT_WAS_UNFIT,
            Missing::WholeBody => words::BODY_WAS_CUT_OFF,
            Missing::Closer => words::WAS_TOO_FAR,
            Missing::Further => words::WAS_TOO_CLOSE,
            Missing::SideOn if view == View::Side => words::WAS_NOT_SIDE_ON,
            Missing::SideOn => words::WAS_NOT_FACING,
        }
    }
}

/// Something that happened in a set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "lowercase")]
pub enum Event {
    /// The framing changed.
    Setup {
        /// Whether everything needed is there.
        ready: bool,
        /// What is missing.
        missing: Vec<Missing>,
        /// What the banner says.
        text: String,
    },
    /// Start pose held, base taken.
    Start,
    /// A repetition (or a completed hold of an exercise that counts holds).
    Rep {
        /// Its number, over both sides, from 1.
        n: u32,
        /// The side at work.
        side: Option<Side>,
        /// Farthest value of the cycle's signal.
        #[serde(serialize_with = "milli32")]
        peak: f32,
        /// How far the signal went from where it began.
        #[serde(serialize_with = "milli32")]
        range: f32,
        /// Seconds of the way in.
        #[serde(serialize_with = "milli")]
        in_s: f64,
        /// Seconds in the target pose.
        #[serde(serialize_with = "milli")]
        hold_s: f64,
        /// Seconds of the way back.
        #[serde(serialize_with = "milli")]
        out_s: f64,
        /// Whether it was held long enough and no fault was bad; none where no rule could judge it.
        good: Option<bool>,
        /// Why it was not: ids of the faults, `short_hold`.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        why: Vec<String>,
    },
    /// A movement that never reached the target.
    Partial {
        /// The side at work.
        side: Option<Side>,
        /// Farthest value of the cycle's signal.
        #[serde(serialize_with = "milli32")]
        peak: f32,
        /// Why it did not count.
        why: PartialWhy,
    },
    /// The clock of a hold.
    Hold {
        /// What it did.
        phase: HoldPhase,
        /// The side at work.
        side: Option<Side>,
        /// Seconds held so far.
        #[serde(serialize_with = "milli")]
        hold_s: f64,
    },
    /// A fault changed its band.
    Fault {
        /// Its id in the exercise file.
        id: String,
        /// The new band.
        band: Band,
        /// The side at work.
        side: Option<Side>,
        /// The measure's value.
        #[serde(serialize_with = "milli32")]
        value: f32,
    },
    /// A cue was given.
    Cue {
        /// Id of the fault.
        fault: String,
        /// What was spoken.
        text: String,
    },
    /// Something that a rule needs can't be seen.
    Unseen {
        /// The points, by role: "near wrist".
        what: Vec<String>,
        /// What was said.
        text: String,
    },
    /// Nobody is seen any more.
    Lost,
    /// Somebody is seen again.
    Found,
    /// The person stopped the set before its time, in the set-up as well.
    Stopped {
        /// Why.
        why: StopWhy,
    },
    /// The end of the set.
    Summary(Box<Summary>),
}

/// What an [`Event::Unseen`] names where the camera sees the body from the wrong side.
pub(super) const SIDE_VIEW: &str = "side view";
/// What it names where there are too few frames a second.
pub(super) const FRAME_RATE: &str = "frame rate";

impl Event {
    /// Whether it tells that the form is not judged for a while, only counted.
    #[must_use]
    pub fn is_count_only(&self) -> bool {
        let Event::Unseen { what, .. } = self else {
            return false;
        };
        what.iter()
            .any(|what| what == SIDE_VIEW || what == FRAME_RATE)
    }
}

/// Why a person stopped a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StopWhy {
    /// Something hurt.
    Pain,
    /// A hand was waved at the camera.
    Wave,
    /// The person has left the picture and not come back.
    Left,
}

impl StopWhy {
    /// Whether the person wanted it to stop at once, because something hurts or may hurt.
    #[must_use]
    pub fn is_asked_for(self) -> bool {
        matches!(self, Self::Pain | Self::Wave)
    }
}

/// Why a movement did not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartialWhy {
    /// The signal never reached the target.
    #[serde(rename = "not far enough")]
    NotFarEnough,
    /// It was reached for too short a time.
    #[serde(rename = "not held")]
    NotHeld,
    /// Only the arm or only the leg moved.
    #[serde(rename = "one limb only")]
    OneLimbOnly,
}

/// What the clock of a hold did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HoldPhase {
    /// It started.
    Begin,
    /// It stands still while something is off.
    Pause,
    /// It runs again.
    Resume,
    /// The hold is over.
    End,
}

/// The band of a fault's measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// As it should be.
    Good,
    /// A little off.
    Warn,
    /// Worth a cue.
    Bad,
}

/// The figures of a set.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Id of the exercise.
    pub exercise: String,
    /// Frames seen.
    pub frames: u64,
    /// Frames with a person.
    pub frames_with_person: u64,
    /// Repetitions counted.
    pub reps: RepCounts,
    /// Movements that did not count.
    pub partials: u32,
    /// Counted ones that were held for less than the dose asks for.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub short: u32,
    /// Of those counted, the good ones; none in sets of before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub good: Option<RepCounts>,
    /// Counted ones that no rule could judge: neither good nor not good.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unjudged: u32,
    /// How often each cue was given, by the id of its fault: corrections and suggestions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cues: BTreeMap<String, u32>,
    /// What the whole set was praised for, in the words of the exercise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub praise: Option<String>,
    /// Completed holds in order.
    pub holds: Vec<HeldFor>,
    /// Faults that became bad.
    pub faults: BTreeMap<String, FaultTally>,
    /// Seconds in which something that a rule needs was not seen.
    #[serde(serialize_with = "milli")]
    pub unseen_s: f64,
    /// Why the person stopped the set before its time; none where it went to its end, or was left
    /// for a reason that nobody told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<StopWhy>,
    /// The pose model that saw it, by the name it is asked for; none in sets of before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Milliseconds per stage, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timing_ms: Option<BTreeMap<String, StageTiming>>,
    /// What the set cost, where the milliseconds were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
}

/// What was observed in a set that no event tells. The summary is added up from the events and this.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Observed {
    /// Seconds of the source at the end of the set.
    pub until_s: f64,
    /// Frames seen.
    pub frames: u64,
    /// Frames with a person.
    pub frames_with_person: u64,
    /// Seconds in which something that a rule needs was not seen.
    pub unseen_s: f64,
    /// For how long each fault was bad while its rule listened, in seconds, by its id.
    pub fault_s: BTreeMap<String, f64>,
    /// What the whole set is praised for, in the words of the exercise.
    pub praise: Option<String>,
}

/// Repetitions per side; an exercise without sides has a total only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RepCounts {
    /// Of the left side.
    pub left: u32,
    /// Of the right side.
    pub right: u32,
    /// All.
    pub total: u32,
}

/// A completed hold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HeldFor {
    /// The side at work.
    pub side: Option<Side>,
    /// Seconds held.
    #[serde(serialize_with = "milli")]
    pub hold_s: f64,
}

/// How often and how long a fault was bad.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct FaultTally {
    /// Times it became bad.
    pub count: u32,
    /// Seconds it was bad.
    #[serde(serialize_with = "milli")]
    pub seconds: f64,
}

/// Milliseconds of one stage.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct StageTiming {
    /// Half of the frames were faster.
    #[serde(serialize_with = "milli")]
    pub p50: f64,
    /// 95 of 100 frames were faster.
    #[serde(serialize_with = "milli")]
    pub p95: f64,
}

/// What judging and showing a set costs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// Frames that were judged in a second.
    #[serde(serialize_with = "milli")]
    pub frames_per_s: f64,
    /// The share of one core that the program took, where the system tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processor: Option<f64>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature serde asks for
fn is_zero(count: &u32) -> bool {
    *count == 0
}

fn milli<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(thousandths(*value))
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature serde asks for
fn milli32<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    milli(&f64::from(*value), serializer)
}
