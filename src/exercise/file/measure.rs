//! The language of measures: what is measured, against what, and how a fault of it is drawn.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// An end of the body, or upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Toward {
    /// 0 is level towards the head.
    Head,
    /// 0 is level towards the feet.
    Feet,
    /// 0 is upright, forward positive.
    Up,
}

/// A measure: one kind, and what it refers to.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    #[serde(flatten)]
    pub kind: Kind,
    /// Where an `incline` is 0.
    pub toward: Option<Toward>,
    /// What is taken of the measure that `of` names; the measure itself where it is left out.
    pub take: Option<Take>,
    /// What the value is compared with.
    #[serde(default)]
    pub relative_to: Reference,
    /// What becomes of the sign, after everything else.
    #[serde(default)]
    pub sign: Sign,
    /// What people call it, on charts and in summaries.
    pub label: String,
    /// The part that is drawn for a fault of it: two points, or a line through three. Where it is left
    /// out, the outline is drawn for a measure of the outline, and nothing for others.
    #[schemars(length(min = 2, max = 3))]
    pub draw: Option<Vec<String>>,
    /// Where the part goes in the picture as the value grows: a fault's arrow points back.
    pub grows: Option<Arrow>,
}

/// What is measured. A point is a joint ("knee") or a joint of a role ("near.knee"); a joint alone
/// is of the role that the measure is asked for, near where it is asked for none.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Angle at the second of three points, 0 to 180°; 180 is straight.
    Angle([String; 3]),
    /// Signed bend at the second of three points, 0 = straight, + = towards the belly.
    Bend([String; 3]),
    /// Inclination from the first point to the second against the floor, up positive. `toward` says
    /// where 0 is.
    Incline([String; 2]),
    /// Height of a point over the floor, or of the first point over the second.
    Height(Height),
    /// Offset of the first point from the second along the floor, towards the head (or forward)
    /// positive.
    Offset([String; 2]),
    /// Distance of two points; of three, that of the first one from the line through the other two, above
    /// it positive.
    Distance(#[schemars(length(min = 2, max = 3))] Vec<String>),
    /// A part of the back's outline, rounded up positive.
    Outline(OutlinePart),
    /// A time of the cycle, in seconds.
    Time(CycleTime),
    /// Another measure, or what `take` says of it.
    Of(String),
    /// Sum of other measures, each with its weight.
    #[schemars(schema_with = "crate::exercise::schema::weights")]
    Sum(BTreeMap<String, f32>),
    /// The least of other measures.
    Min(Vec<String>),
    /// The greatest of other measures.
    Max(Vec<String>),
    /// The first of these measures that is known.
    FirstKnown(Vec<String>),
    /// Whether two roles have picked the same side.
    Same([String; 2]),
}

/// What is taken of another measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Take {
    /// How fast it (or a point) moves, per second over the last 0.3 s, without a sign.
    Speed,
    /// How far it swings to and fro, 0.5 to 3 times a second, from end to end; 0 where it does not.
    Swing,
    /// Its greatest less its least value in the present repetition.
    Range,
}

/// What a height is taken from.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Height {
    /// A point over the floor.
    OfPoint(String),
    /// The first point over the second.
    OfFirstOverSecond([String; 2]),
}

/// A part of the outline of the back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OutlinePart {
    /// 15 to 45 % of the way from hip to shoulder.
    Lumbar,
    /// 35 to 65 %, against the chord.
    Arc,
}

/// A time of the cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CycleTime {
    /// From 10 to 90 % of the way in.
    Rise,
    /// From 90 to 10 % of the way back.
    Fall,
    /// Held so far.
    Hold,
    /// From pole to pole: the slower one of the last two ways.
    Half,
}

/// What the value of a measure is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
pub enum Reference {
    /// Nothing: the value stays as it is.
    #[default]
    #[serde(skip)]
    Absolute,
    /// The value is the difference from that in the start pose.
    #[serde(rename = "start")]
    ChangeFromStart,
    /// The value is the ratio to that in the start pose.
    #[serde(rename = "start-ratio")]
    RatioToStart,
    /// The value is the ratio to the hold that the dose asks for.
    #[serde(rename = "goal-ratio")]
    RatioToGoal,
}

impl Reference {
    /// Whether the value is a ratio, which has no unit.
    #[must_use]
    pub fn is_ratio(self) -> bool {
        matches!(self, Reference::RatioToStart | Reference::RatioToGoal)
    }
}

/// What becomes of the sign of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// It stays.
    #[default]
    #[serde(skip)]
    Kept,
    /// It is turned round.
    Reversed,
    /// It is dropped.
    Dropped,
}

/// A direction in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Arrow {
    Up,
    Down,
}
