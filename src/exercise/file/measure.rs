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

/// An end of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// The head end.
    Head,
    /// The foot end.
    Feet,
}

/// A measure: one kind, and what it refers to.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    #[serde(flatten)]
    pub kind: Kind,
    /// Where an `incline` is 0.
    pub toward: Option<Toward>,
    /// Take the difference from the value in the start pose.
    pub relative_to: Option<Start>,
    /// Take the ratio to the value in the start pose, or to the hold that the dose asks for.
    pub ratio_to: Option<RatioTo>,
    /// Turn the sign round.
    #[serde(default)]
    pub negate: bool,
    /// Drop the sign, after everything else.
    #[serde(default)]
    pub absolute: bool,
    /// What people call it, on charts and in summaries.
    pub label: String,
    /// How a fault of it is drawn; nothing where it is left out.
    pub draw: Option<Draw>,
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
    /// Distance of two points.
    Distance([String; 2]),
    /// Distance of the first point from the line through the other two, above it positive.
    Deviation([String; 3]),
    /// A part of the back's outline, rounded up positive.
    Outline(OutlinePart),
    /// A time of the cycle, in seconds.
    Time(CycleTime),
    /// Another measure.
    Of(String),
    /// How fast a point or another measure moves, per second over the last 0.3 s, without a sign.
    Speed(String),
    /// How far another measure swings to and fro, 0.5 to 3 times a second, from end to end; 0 where
    /// it does not.
    Swing(String),
    /// Greatest less least value of another measure in the present repetition.
    Range(String),
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

/// The start pose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// The start pose.
    Start,
}

/// What a ratio refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RatioTo {
    /// The value in the start pose.
    Start,
    /// The hold that the dose asks for.
    Goal,
}

/// A way in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Arrow {
    Up,
    Down,
}

/// How a fault is drawn on the person.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Draw {
    /// A part that should turn about its first point.
    pub turn: Option<[String; 2]>,
    /// … to this inclination.
    pub to_deg: Option<f32>,
    /// Where that is counted from.
    pub toward: Option<End>,
    /// A part to be marked, the mark at its second point.
    pub bone: Option<[String; 2]>,
    /// A line through three points.
    pub line: Option<[String; 3]>,
    /// The outline of the back.
    #[serde(default)]
    pub outline: bool,
    /// Which way to move.
    pub arrow: Option<Arrow>,
}
