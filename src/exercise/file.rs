//! The exercise file as it stands on disk: serde types, one field per key, unknown keys refused.
//!
//! Angles are in degrees, lengths in torso lengths, times in seconds.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::keyframes::Keyframes;

/// A whole exercise file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExerciseFile {
    /// Id, the same as the file's name: `bird-dog`.
    pub id: String,
    /// Name on the screen: "Bird dog".
    pub name: String,
    /// What the user is told first.
    pub introduction: Introduction,
    /// Camera, orientation, what must be seen.
    pub setup: Setup,
    /// Sides picked by what they do.
    #[serde(default)]
    pub roles: BTreeMap<String, Role>,
    /// Named measures.
    #[schemars(with = "BTreeMap<String, Measure>")]
    pub measures: BTreeMap<String, Spanned<Measure>>,
    /// The start pose.
    pub start: StartPose,
    /// The target pose, beyond the signal.
    #[serde(default)]
    pub target: TargetPose,
    /// What is counted.
    pub cycle: Cycle,
    /// The range meter.
    pub meter: Meter,
    /// How much, by name; `standard` must be there.
    pub doses: BTreeMap<String, Dose>,
    /// What may be praised.
    #[serde(default)]
    pub praise: Praise,
    /// Where how far one comes is a matter of one's own: the best so far is the goal.
    #[schemars(with = "Option<Personal>")]
    pub personal: Option<Spanned<Personal>>,
    /// The rules, in order of importance.
    pub faults: Vec<Fault>,
    /// How the synthetic person does it.
    #[schemars(with = "Option<Keyframes>")]
    pub performer: Option<Spanned<Keyframes>>,
    /// Other ways to do it: tables laid over this file.
    #[serde(default)]
    #[schemars(schema_with = "super::schema::variants")]
    pub variants: BTreeMap<String, toml::Table>,
}

/// The file of an exercise that can be shown and has no rules yet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShownFile {
    /// Id, the same as the file's name.
    pub id: String,
    /// Name on the screen.
    pub name: String,
    /// What the user is told first.
    pub introduction: Introduction,
    /// How the synthetic person does it.
    pub performer: Spanned<Keyframes>,
}

/// What the user is told first.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Introduction {
    /// What to do, in a few sentences.
    pub article: String,
    /// The same in steps.
    pub steps: Vec<String>,
    /// What the program can't see.
    pub honesty: String,
    /// Who should take care, and how.
    pub safety: Vec<String>,
}

/// From where the camera has to look at the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// At right angles to the body's long axis, on a side.
    Side,
    /// At the chest (or the back) of a body lying across the picture.
    Front,
}

/// Where the belly faces in the picture. Gives flexion and extension a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ventral {
    /// To the floor: prone, on all fours.
    Down,
    /// To the ceiling: supine.
    Up,
    /// To the camera: side-lying.
    Camera,
    /// Where an upright person faces, left or right in the picture: sitting, half-kneeling.
    /// "Towards the head" then means forward.
    Facing,
}

/// Camera and orientation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// From where the camera looks.
    pub view: View,
    /// The start pose in two or three words, for the checklist.
    pub pose_words: String,
    /// Where the belly faces.
    pub ventral: Ventral,
    /// Points that must be seen and inside the picture.
    #[schemars(with = "Vec<String>")]
    pub needs: Vec<Spanned<String>>,
    /// Room for the movement.
    pub room: Room,
    /// The brackets on the set-up screen: x, y, width, height of 1280 × 720.
    pub brackets: [f32; 4],
    /// Points that rest on the floor in the start pose.
    #[schemars(with = "Vec<String>")]
    pub floor: Vec<Spanned<String>>,
}

/// Room that the movement needs beyond shoulder and hip, in torso lengths.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Beyond the shoulders, towards the head.
    pub ahead_torso: f32,
    /// Beyond the hips, towards the feet.
    pub behind_torso: f32,
}

/// A side picked by comparing left and right.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The side where this is greatest.
    #[schemars(with = "Option<OneSided>")]
    pub side_with_max: Option<Spanned<OneSided>>,
    /// The side where this is least.
    #[schemars(with = "Option<OneSided>")]
    pub side_with_min: Option<Spanned<OneSided>>,
    /// Name of the other side.
    pub opposite: Option<String>,
}

/// A measure of one side of the body; points are joints without a role.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OneSided {
    /// Inclination from the first joint to the second.
    pub incline: Option<[String; 2]>,
    /// Where level is counted from.
    pub toward: Option<End>,
    /// Height of a joint.
    pub height: Option<String>,
    /// Angle at the second of three joints.
    pub angle: Option<[String; 3]>,
    /// Offset of the first joint from the second, towards the head (or forward).
    pub offset: Option<[String; 2]>,
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

/// A measure: exactly one kind, and what it refers to.
#[derive(Debug, Clone, Deserialize, JsonSchema, Default)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Kind: angle at the second of three points, 0 to 180°.
    pub angle: Option<[String; 3]>,
    /// Kind: signed bend at the second of three points, 0 = straight, + = towards the belly.
    pub bend: Option<[String; 3]>,
    /// Kind: inclination from the first point to the second against the floor line; with
    /// `toward`, 0 is level in that direction, -90 hangs down, -180 is level the other way.
    pub incline: Option<[String; 2]>,
    /// Where level is counted from, for `incline`.
    pub toward: Option<End>,
    /// Kind: inclination from the first point to the second against the vertical, forward
    /// positive.
    pub tilt: Option<[String; 2]>,
    /// Kind: speed of a point, in torso lengths per second over the last 0.3 s.
    pub speed: Option<String>,
    /// Kind: how fast another measure changes, per second over the last 0.3 s, without a sign.
    pub rate: Option<String>,
    /// Kind: how far another measure swings to and fro, 0.5 to 3 times a second, from end to end;
    /// 0 where it does not.
    pub swing: Option<String>,
    /// Kind: greatest less least value of another measure in the present repetition.
    pub range: Option<String>,
    /// Kind: sum of other measures, each with its weight.
    pub sum: Option<BTreeMap<String, f32>>,
    /// Kind: the first of these measures that is known.
    pub first_known: Option<Vec<String>>,
    /// Kind: height of a point over the floor line.
    pub height: Option<String>,
    /// Kind: how much higher the second point is than the first.
    pub rise: Option<[String; 2]>,
    /// Kind: offset of the first point from the second along the floor line, towards the head
    /// positive.
    pub offset: Option<[String; 2]>,
    /// Kind: distance of two points.
    pub distance: Option<[String; 2]>,
    /// Kind: distance of a point from a line, above it positive.
    pub deviation: Option<Deviation>,
    /// Kind: a part of the back's outline.
    pub outline: Option<OutlinePart>,
    /// Kind: another measure against its value in the start pose.
    pub change: Option<String>,
    /// Kind: the least of other measures.
    pub min: Option<Vec<String>>,
    /// Kind: the greatest of other measures.
    pub max: Option<Vec<String>>,
    /// Kind: whether two roles have picked the same side.
    pub same: Option<[String; 2]>,
    /// Kind: a time of the cycle, in seconds.
    pub time: Option<CycleTime>,
    /// Take the difference from the value in the start pose.
    pub relative_to: Option<Start>,
    /// Take the ratio to the value in the start pose, or to the goal of the dose.
    pub ratio_to: Option<RatioTo>,
    /// Turn the sign round.
    #[serde(default)]
    pub negate: bool,
    /// Drop the sign, after everything else.
    #[serde(default)]
    pub absolute: bool,
    /// What people call it, for charts and summaries.
    pub label: String,
}

/// A point and the line it is measured from.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    /// The point.
    pub of: String,
    /// Two points of the line.
    pub line: [String; 2],
}

/// A part of the outline of the back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OutlinePart {
    /// 15 to 45 % of the way from hip to shoulder.
    Lumbar,
    /// 55 to 85 %.
    Thoracic,
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

/// The start pose.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartPose {
    /// How long it must be held for a start.
    pub hold_s: f32,
    /// What it looks like.
    pub conditions: Vec<Condition>,
    /// Other start poses that are as good.
    #[serde(default)]
    pub or: Vec<Vec<Condition>>,
}

/// The target pose, beyond the signal.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetPose {
    /// What it looks like.
    pub conditions: Vec<Condition>,
}

/// A range that a measure must lie in.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Name of the measure.
    #[schemars(with = "String")]
    pub measure: Spanned<String>,
    /// Least value.
    pub from: Option<f32>,
    /// Greatest value.
    pub to: Option<f32>,
}

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
    /// To one end and to the other, which is one repetition: a flow between two poles.
    TwoPole,
}

/// The cycle of the exercise.
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
    /// … for so long.
    pub leave_s: f32,
    /// The other end of a flow, where the signal is on the other side of rest.
    pub other: Option<OtherPole>,
    /// The clock of a hold stands still below this.
    pub pause: Option<f32>,
    /// The shortest hold that counts.
    #[serde(default)]
    pub count_s: f32,
    /// Say "Lower and rest" after so long.
    pub rest_after_s: Option<f32>,
    /// Words for the sides.
    pub side_words: Option<SideWords>,
    /// Words for the phases.
    pub phase_words: PhaseWords,
    /// Where the numbers come from.
    pub source: String,
}

/// The other end of a flow between two poles.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherPole {
    /// The end is reached.
    pub enter: f32,
    /// The end is left.
    pub leave: f32,
}

/// Words for the sides: "Left arm".
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SideWords {
    /// For the left.
    pub left: String,
    /// For the right.
    pub right: String,
}

/// Words for the phases, on the calm strip.
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
    /// What is said instead of a movement to the other one of two ends.
    pub other: Option<OtherPhaseWords>,
}

/// Words for the way to the other end of a movement between two, and for being there.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherPhaseWords {
    /// On the way there.
    #[serde(rename = "in")]
    pub going_in: String,
    /// There.
    pub hold: String,
}

/// The range meter.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meter {
    /// What it shows.
    #[schemars(with = "String")]
    pub measure: Spanned<String>,
    /// Low end.
    pub low: f32,
    /// High end.
    pub high: f32,
    /// Target zone.
    pub zone: [f32; 2],
    /// Target zone at the other end of a movement between two ends.
    pub other_zone: Option<[f32; 2]>,
    /// Words at the low and the high end. The high end is on top, so what is up in the room belongs
    /// there.
    pub words: [String; 2],
}

/// How much is to be done in a set.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dose {
    /// Repetitions or holds; of each side, where there are sides.
    pub reps: u32,
    /// Seconds to hold.
    pub hold_s: f32,
    /// In words: "6 each side".
    pub words: String,
    /// Where it comes from.
    pub source: String,
}

/// A goal of one's own: the farthest good repetition so far.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Personal {
    /// How much farther a repetition must come to be a new best, in the signal's unit: less is
    /// noise.
    pub beyond: f32,
    /// What is said then, once a set.
    pub praise: String,
    /// Rules whose good it claims besides, by their ids.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub claims: Vec<Spanned<String>>,
    /// Where it comes from.
    pub source: String,
}

/// What may be praised, when it is true.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Praise {
    /// After a good repetition, about it alone.
    #[schemars(with = "Option<Claim>")]
    pub hold: Option<Spanned<Claim>>,
    /// After a whole set of good repetitions, about all of them.
    #[schemars(with = "Option<Claim>")]
    pub clean_set: Option<Spanned<Claim>>,
}

/// Words of praise, and what has to be true for them to be said.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The words.
    pub text: String,
    /// Ids of the rules that must have seen their measures and found them good: one for everything
    /// that the words say.
    #[schemars(with = "Vec<String>")]
    pub claims: Vec<Spanned<String>>,
}

/// Limits of a band: beyond `warn` a little off, beyond `bad` worth a cue.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Beyond: a little off.
    pub warn: f32,
    /// Beyond: worth a cue. Without it the fault is an invitation, never a correction.
    pub bad: Option<f32>,
}

/// When a rule listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// In the start pose.
    Start,
    /// On the way in.
    In,
    /// In the target pose.
    Hold,
    /// On the way back.
    Out,
    /// Nearly still short of the target.
    Stall,
}

/// How much a fault matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Nice to have.
    Polish,
    /// Part of doing it right.
    Form,
    /// May hurt.
    Safety,
}

/// A rule.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Its id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// What people call what it looks at.
    pub label: String,
    /// The measure it looks at.
    #[schemars(with = "String")]
    pub measure: Spanned<String>,
    /// Off above these.
    pub above: Option<Band>,
    /// Off below these.
    pub below: Option<Band>,
    /// Off when a yes-or-no measure is this.
    pub is: Option<bool>,
    /// It listens only while these are met.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// When it listens.
    pub phases: Vec<Phase>,
    /// How long it must last.
    pub for_s: f32,
    /// How much it matters.
    pub severity: Severity,
    /// What is said: first wording, second wording. At most six words each.
    #[schemars(with = "Vec<String>")]
    pub cues: Vec<Spanned<String>>,
    /// How it is drawn.
    pub draw: Draw,
    /// How often it is said in one set; without it twice, an invitation (no `bad`) once.
    pub per_set: Option<u32>,
    /// It is a sign of fatigue: where it stays in spite of its cue, the hold is ended.
    #[serde(default)]
    pub ends_hold: bool,
    /// Where the numbers come from.
    pub source: String,
}

/// Which way things should go in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Arrow {
    /// Up.
    Up,
    /// Down.
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
    /// When it is drawn.
    #[serde(default)]
    pub show: Show,
}

/// When a judged part of the body is drawn in its verdict's colour. A good figure is not all
/// teal: most parts are drawn only when something is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Show {
    /// When it is a little off or worth a cue.
    #[default]
    Off,
    /// Only when it is good: the measure doesn't say which part is off.
    Good,
    /// Always.
    Always,
}
