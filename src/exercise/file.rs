//! The exercise file as it stands on disk, with one field for each key. Unknown keys are refused.
//!
//! Angles are in degrees, lengths in torso lengths (hip to shoulder), times in seconds. The guide is
//! `docs/writing-an-exercise.md`.

mod cycle;
mod measure;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

pub use cycle::{Cycle, CycleKind, Meter, OtherPole, PhaseWords};
pub use measure::{
    Arrow, CycleTime, Height, Kind, Measure, OutlinePart, Reference, Sign, Take, Toward,
};

/// A whole exercise file, without its variants: those are tables that are laid over it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExerciseFile {
    /// Id, the same as the file's name: `bird-dog`.
    pub id: String,
    /// Name on the screen: "Bird dog".
    pub name: String,
    /// What it is for. One of the same purpose can take its place in a routine.
    pub purpose: Option<Purpose>,
    pub introduction: Introduction,
    pub setup: Setup,
    /// Names for a side of the body that is picked by what it does.
    #[serde(default)]
    pub roles: Named<Role>,
    /// Measures that the library doesn't have.
    #[serde(default)]
    pub measures: Named<Measure>,
    /// The start pose: beside what the posture asks for, these measures lie in these ranges.
    #[serde(default)]
    pub start: Conditions,
    /// Another start pose that is as good.
    pub other_start: Option<Conditions>,
    /// The target pose, beyond the signal of the cycle.
    #[serde(default)]
    pub target: Conditions,
    pub cycle: Cycle,
    /// How much is to be done in a set, by the name of the dose. `standard` must be there.
    #[schemars(with = "BTreeMap<String, Dose>")]
    pub doses: BTreeMap<String, Spanned<Dose>>,
    #[serde(default)]
    pub praise: Praise,
    /// What can be done wrong, in order of importance.
    pub faults: Named<Fault>,
}

/// What an exercise is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// It moves the back gently.
    Loosen,
    /// It makes the trunk stronger.
    Strengthen,
    /// It makes something longer.
    Stretch,
}

/// The file that all exercises share: measures and start postures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LibraryFile {
    pub measures: Named<Measure>,
    pub postures: Named<Posture>,
}

/// Tables by name, in the order in which the file has them.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent, bound = "T: Deserialize<'de>")]
pub struct Named<T>(pub IndexMap<Spanned<String>, Spanned<T>>);

impl<T> Named<T> {
    /// The entry of this name.
    pub fn get(&self, name: &str) -> Option<&Spanned<T>> {
        self.0.get(name)
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(|name| name.get_ref().as_str())
    }
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named(IndexMap::new())
    }
}

/// Ranges by the names of measures.
pub type Conditions = Named<Range>;

/// A range that a measure must lie in; an end that is left out is open.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Least value.
    pub from: Option<f32>,
    /// Greatest value.
    pub to: Option<f32>,
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

/// Where the belly faces in the picture. Gives flexion and extension a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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

/// How the body lies, sits or kneels: what a start posture of the library says of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Posture {
    pub belly: Ventral,
    /// The posture in two or three words, for the checklist.
    pub words: String,
    /// Points that rest on the floor.
    pub floor: Vec<Spanned<String>>,
    pub start: Conditions,
}

/// The start posture, and what must be seen.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// A start posture of the library: `quadruped`, `prone`, `supine`, `long_sitting`,
    /// `side_lying`, `half_kneeling`.
    #[schemars(with = "String")]
    pub posture: Spanned<String>,
    /// The start pose in two or three words, where the posture's own don't say enough.
    pub words: Option<String>,
    /// Points that must be seen and inside the picture.
    #[schemars(with = "Vec<String>")]
    pub needs: Vec<Spanned<String>>,
    /// Room that the movement needs in the picture, in torso lengths: beyond the shoulders, towards the
    /// head; and beyond the hips, towards the feet.
    pub room_torso: [f32; 2],
    /// Points that rest on the floor in the start pose, where they are not the posture's.
    #[schemars(with = "Option<Vec<String>>")]
    pub floor: Option<Vec<Spanned<String>>>,
}

/// A side picked by comparing left and right.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    #[serde(flatten)]
    pub side_with: SideWith,
    /// Name of the other side.
    pub opposite: Option<String>,
}

/// What picks a side.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SideWith {
    /// The side where this measure is greatest.
    Max(String),
    /// The side where this measure is least.
    Min(String),
}

/// How much is to be done in a set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dose {
    /// Repetitions or holds; of each side, where there are sides.
    pub reps: u32,
    /// Seconds to hold.
    pub hold_s: f32,
    /// In words: "6 each side".
    pub words: String,
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
    /// After a repetition that goes farther than all before, once a set. It is for exercises in which
    /// everybody has a range of their own: the best so far is the goal.
    #[schemars(with = "Option<Claim>")]
    pub new_best: Option<Spanned<Claim>>,
}

/// Words of praise, and what has to be true for them to be said.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The words.
    pub text: String,
    /// Ids of faults whose measures must have been seen and found good: one for everything that the
    /// words say.
    #[schemars(with = "Vec<String>")]
    pub claims: Vec<Spanned<String>>,
}

/// Limits of a band: beyond `warn` a little off, beyond `bad` worth a cue.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Beyond this value the part is a little off.
    pub warn: f32,
    /// Beyond this value the fault is worth a cue. Without it the fault is a suggestion and never a
    /// correction.
    pub bad: Option<f32>,
}

/// When a fault is looked for.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Nice to have.
    Polish,
    /// Part of doing it right.
    #[default]
    Form,
    /// May hurt.
    Safety,
}

impl Severity {
    /// Whether the clock of a hold stands still while such a fault is bad.
    #[must_use]
    pub fn stops_clock(self) -> bool {
        self >= Severity::Form
    }
}

/// What can be done wrong. Without `above` and `below` it is seen when a yes-or-no measure says yes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The measure that shows it.
    #[schemars(with = "String")]
    pub measure: Spanned<String>,
    /// What people call it, in summaries; the label of the measure where it is left out.
    pub label: Option<String>,
    /// The fault is seen above these limits.
    #[schemars(with = "Option<Band>")]
    pub above: Option<Spanned<Band>>,
    /// The fault is seen below these limits.
    #[schemars(with = "Option<Band>")]
    pub below: Option<Spanned<Band>>,
    /// The fault is looked for only while these are met.
    #[serde(default)]
    pub when: Conditions,
    /// When it is looked for. Left out: in the hold; of a time, when that time is over.
    pub phases: Option<Vec<Phase>>,
    /// How long it must last. Left out: 1 s; of a time, 0.
    pub for_s: Option<f32>,
    /// How much it matters.
    #[serde(default)]
    pub severity: Severity,
    /// What is said: first wording, second wording, each once in a set. At most six words each.
    #[schemars(with = "Vec<String>")]
    pub cues: Vec<Spanned<String>>,
    /// The part that is drawn, where it is not the measure's: two points, or a line through three.
    #[schemars(length(min = 2, max = 3))]
    pub draw: Option<Vec<String>>,
    /// Which way to move, where that does not follow from how the measure `grows`.
    pub arrow: Option<Arrow>,
    /// The part should turn about its first point to this inclination, which is counted as the measure
    /// counts it.
    pub turn_to_deg: Option<f32>,
    /// When it is drawn.
    #[serde(default)]
    pub show: Show,
    /// It is a sign of fatigue: where it stays in spite of its cue, the hold is ended. The clock of the
    /// hold stands still while the signal itself is bad.
    #[serde(default)]
    pub ends_hold: bool,
}

/// When a judged part of the body is drawn in its verdict's colour. Most parts are drawn only when they
/// are off, so that a colour on the figure means something.
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
