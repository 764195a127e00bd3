//! The movement that is counted, as the file has it: its signal, its limits, its words and its meter.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CycleKind {
    /// Repetitions, both sides at once.
    Reps,
    /// Repetitions left and right in turn.
    Alternating,
    /// Holds.
    Hold,
    /// To one end and to the other, which is one repetition: a flow between two ends.
    #[serde(rename = "two-pole")]
    Flow,
}

/// The movement that is counted.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cycle {
    /// What is counted.
    pub kind: CycleKind,
    /// The measure that goes up and down.
    #[schemars(with = "String")]
    pub signal: Spanned<String>,
    /// The role whose side a repetition is named after.
    #[schemars(with = "Option<String>")]
    pub side: Option<Spanned<String>>,
    /// The start pose shows which side will be at work, as lying on one side does. Otherwise a
    /// side is asked for.
    #[serde(default)]
    pub side_in_start: bool,
    /// A movement has begun.
    pub touch: f32,
    /// The target is reached.
    pub enter: f32,
    /// … for so long.
    pub enter_s: f32,
    /// The target is left.
    pub leave: f32,
    /// … for so long; as long as `enter_s` where it is left out.
    pub leave_s: Option<f32>,
    /// The other end of a flow, where the signal is on the other side of rest.
    pub other: Option<OtherPole>,
    /// Say "Lower and rest" after so long.
    pub rest_after_s: Option<f32>,
    /// Words for the left and for the right side: "Left arm".
    pub side_words: Option<[String; 2]>,
    /// Words for the phases.
    pub phase_words: PhaseWords,
    /// The range meter beside the picture.
    #[schemars(with = "Meter")]
    pub meter: Spanned<Meter>,
}

/// The other end of a flow between two poles.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherPole {
    /// The end is reached.
    pub enter: f32,
    /// The end is left.
    pub leave: f32,
    /// Its target zone on the range meter.
    pub zone: [f32; 2],
    /// What is said on the way there.
    #[serde(rename = "in")]
    pub going_in: String,
    /// What is said there.
    pub hold: String,
}

/// Words for the phases, on the banner while nothing is off.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PhaseWords {
    /// At rest.
    pub rest: String,
    /// On the way in.
    #[serde(rename = "in")]
    pub going_in: String,
    /// In the target pose.
    pub hold: String,
    /// On the way back.
    #[serde(rename = "out")]
    pub going_out: String,
}

/// The range meter.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meter {
    /// Low end.
    pub low: f32,
    /// High end.
    pub high: f32,
    /// Target zone.
    pub zone: [f32; 2],
    /// Words at the low and the high end. The high end is drawn on top, so it is the end that is higher
    /// in the room.
    pub words: [String; 2],
}
