//! A checked exercise. Every name that it refers to is there, and every limit is in order. Angles are
//! in degrees, lengths in torso lengths, times in seconds.

mod measure;

use std::collections::BTreeMap;

use super::error::ExerciseError;
use super::point::{Point, Role};
use super::variant::{self, Form, Level, Variant};
use crate::words::Language;

pub use super::file::{
    Arrow, CycleKind, CycleTime, Dose, Introduction, Meter, OtherPole, OutlinePart, Phase,
    PhaseWords, Purpose, Severity, Show, Ventral,
};
pub use measure::{End, Kind, Measure, MeasureId, OneSided, Reference, Sign};

/// Index of a role in [`Exercise::roles`].
pub type RoleId = usize;

/// An exercise: how it begins, what is counted, what can be done wrong and what is said.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// Id, such as `bird-dog`.
    pub id: String,
    /// The version of its file, which changes with the text of the file.
    pub version: String,
    /// The language of its texts, and of all that is said in its sets.
    pub language: Language,
    /// Name on the screen, such as "Bird dog".
    pub name: String,
    /// What it is for, where its file says so.
    pub purpose: Option<Purpose>,
    /// Id of the variant, if one was chosen.
    pub variant: Option<String>,
    /// What people call the variant, such as "one long hold".
    pub variant_name: Option<String>,
    /// What the user is told first.
    pub introduction: Introduction,
    /// The view of the camera, the start posture and the points that must be seen.
    pub setup: Setup,
    /// The names for sides of the body that are picked by what they do.
    pub roles: Vec<RoleRule>,
    /// The measures. One that is made of others comes after them.
    pub measures: Vec<Measure>,
    /// The start pose. It is reached when all conditions of one of these sets are met; there is at
    /// least one set.
    pub start: Vec<Vec<Condition>>,
    /// How long the start pose must be held.
    pub start_hold_s: f32,
    /// Conditions of the target pose, which hold beside the limits of the signal.
    pub target: Vec<Condition>,
    /// The movement that is counted.
    pub cycle: Cycle,
    /// The range meter, which shows the signal of the cycle.
    pub meter: Meter,
    /// How much is to be done in a set, by the name of the dose.
    pub doses: BTreeMap<String, Dose>,
    /// What may be praised.
    pub praise: Praise,
    /// The goal that is the user's own best, in exercises that have one.
    pub personal: Option<Personal>,
    /// What can be done wrong, in order of importance.
    pub faults: Vec<Fault>,
    /// All variants of the exercise, by their ids.
    pub variants: Vec<Variant>,
}

impl Exercise {
    /// Whether a measure of the exercise needs the outline of the back.
    #[must_use]
    pub fn needs_outline(&self) -> bool {
        self.measures
            .iter()
            .any(|measure| matches!(measure.kind, Kind::Outline(_)))
    }

    /// The first wording of a fault's cue. For faults that no exercise file has, it is their id.
    #[must_use]
    pub fn first_cue(&self, fault_id: &str) -> String {
        self.faults
            .iter()
            .find(|fault| fault.id == fault_id)
            .map_or_else(
                || fault_id.to_owned(),
                |fault| fault.cues.first().to_owned(),
            )
    }

    /// The form that is easier than this one, where one is marked.
    #[must_use]
    pub fn easier(&self) -> Option<Form> {
        variant::beside(&self.variants, self.variant.as_deref(), Level::Easier)
    }

    /// The form that is harder than this one, where one is marked.
    #[must_use]
    pub fn harder(&self) -> Option<Form> {
        variant::beside(&self.variants, self.variant.as_deref(), Level::Harder)
    }

    /// The dose of this name.
    ///
    /// # Errors
    /// [`ExerciseError::UnknownName`] with the names there are.
    pub fn dose(&self, name: &str) -> Result<&Dose, ExerciseError> {
        self.doses.get(name).ok_or_else(|| {
            let known = self.doses.keys().cloned().collect();
            ExerciseError::unknown_name(&self.id, "dose", name, known)
        })
    }

    /// Whether a measure, or one that it is made of, is compared with the start pose.
    #[must_use]
    pub fn needs_start(&self, measure: &Measure) -> bool {
        let any = |ids: &[MeasureId]| ids.iter().any(|id| self.needs_start(self.measure(*id)));
        matches!(
            measure.reference,
            Reference::ChangeFromStart | Reference::RatioToStart
        ) || match &measure.kind {
            Kind::Min(ids) | Kind::Max(ids) | Kind::FirstKnown(ids) => any(ids),
            Kind::Sum(parts) => parts.iter().any(|(id, _)| any(&[*id])),
            _ => false,
        }
    }

    /// The role whose limb is measured, if a role picks one.
    #[must_use]
    pub fn picked_role(&self, measure: &Measure) -> Option<Role> {
        if let Kind::Of(id) = measure.kind {
            return self.picked_role(self.measure(id));
        }
        let points = measure.kind.points();
        let mut roles = points.iter().map(|point| point.role);
        roles.find(|role| role.is_picked())
    }

    /// The measure with this id.
    #[must_use]
    pub fn measure(&self, id: MeasureId) -> &Measure {
        &self.measures[id.0]
    }
}

/// What has to be so before a set can begin.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The direction from which the camera looks at the body.
    pub view: View,
    /// The start pose in two or three words.
    pub pose_words: String,
    /// The direction in which the belly faces.
    pub ventral: Ventral,
    /// Points that must be seen and inside the picture.
    pub needs: Vec<Point>,
    /// Room that the movement needs in the picture.
    pub room: Room,
    /// Points that rest on the floor in the start pose.
    pub floor: Vec<Point>,
}

/// From where the camera has to look at the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// At right angles to the body's long axis, on a side.
    Side,
    /// At the chest (or the back) of a body lying across the picture.
    Front,
}

/// Room that the movement needs beyond shoulder and hip, in torso lengths.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// Beyond the shoulders, towards the head.
    pub ahead_torso: f32,
    /// Beyond the hips, towards the feet.
    pub behind_torso: f32,
}

/// A name for the side of the body that wins a comparison of left and right.
#[derive(Debug, Clone)]
pub struct RoleRule {
    /// Name of the side that wins.
    pub name: String,
    /// Name of the other side, if it has one.
    pub opposite: Option<String>,
    /// What is compared.
    pub by: OneSided,
    /// Whether the side with the greater value wins; otherwise the one with the lesser.
    pub greatest: bool,
}

/// A range that a measure must lie in.
#[derive(Debug, Clone, Copy)]
pub struct Condition {
    /// The measure.
    pub measure: MeasureId,
    /// Least value; negative infinity where the file gives none.
    pub from: f32,
    /// Greatest value; infinity where the file gives none.
    pub to: f32,
}

/// The movement that is counted: from rest to the target and back.
#[derive(Debug, Clone)]
pub struct Cycle {
    /// What is counted.
    pub kind: CycleKind,
    /// The measure that goes up and down.
    pub signal: MeasureId,
    /// The measures of which the signal is the least. There are none where it isn't made of others.
    pub parts: Vec<MeasureId>,
    /// The role whose side a repetition is named after.
    pub side: Option<RoleId>,
    /// The start pose shows which side will be at work. Otherwise a side is asked for.
    pub side_in_start: bool,
    /// Whether the target lies at greater values of the signal.
    pub rising: bool,
    /// Value of the signal at which a movement has begun.
    pub touch: f32,
    /// Value of the signal at which the target is reached.
    pub enter: f32,
    /// How long the signal must stay there before the target counts as reached.
    pub enter_s: f32,
    /// Value of the signal at which the target is left.
    pub leave: f32,
    /// How long the signal must stay there before the target counts as left.
    pub leave_s: f32,
    /// The other end of a flow between two poles.
    pub other: Option<OtherPole>,
    /// Value of the signal short of which the clock of a hold stands still.
    pub pause: Option<f32>,
    /// The shortest hold that counts, in seconds.
    pub count_s: f32,
    /// How long a hold lasts before "Lower and rest" is said.
    pub rest_after_s: Option<f32>,
    /// Words for the sides.
    pub side_words: Option<SideWords>,
    /// Words for the phases.
    pub phase_words: PhaseWords,
}

/// Words for the sides, such as "Left arm".
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub struct SideWords {
    pub left: String,
    pub right: String,
}

impl Cycle {
    /// Whether all repetitions of one side come before those of the other. Then the user has to be
    /// told when to change sides. A user who alternates changes without being told.
    #[must_use]
    pub fn is_side_by_side(&self) -> bool {
        self.side.is_some() && self.kind != CycleKind::Alternating
    }

    /// Whether a value of the signal, or of one of its parts, has reached the target.
    #[must_use]
    pub fn is_reached_by(&self, value: f32) -> bool {
        let beyond = |enter: f32, above: bool| {
            if above {
                value >= enter
            } else {
                value <= enter
            }
        };
        beyond(self.enter, self.rising)
            || self
                .other
                .as_ref()
                .is_some_and(|other| beyond(other.enter, !self.rising))
    }
}

/// Words of praise, which are said only when all of what they claim is true.
#[derive(Debug, Clone, Default)]
pub struct Praise {
    /// Said after a good repetition, about it alone.
    pub hold: Option<Claim>,
    /// Said after a set in which every repetition was good, about all of them.
    pub clean_set: Option<Claim>,
}

/// Words of praise, and what has to be true for them to be said.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The words.
    pub text: String,
    /// Indices in [`Exercise::faults`]: the measures of these faults must have been seen and found
    /// good.
    pub rules: Vec<usize>,
}

/// The goal in exercises in which everybody has a range of their own: the user's farthest good
/// repetition so far.
#[derive(Debug, Clone)]
pub struct Personal {
    /// How much farther a repetition must come to be a new best, in the signal's unit.
    pub beyond: f32,
    /// What is said after a new best, and what these words claim beside that.
    pub praise: Claim,
}

/// The values of a measure at which a fault is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limits {
    /// The fault is seen above these values.
    Above {
        /// Beyond this value the part is a little off.
        warn: f32,
        /// Beyond this value the fault is worth a cue. Without it the fault is a suggestion.
        bad: Option<f32>,
    },
    /// The fault is seen below these values.
    Below {
        /// Beyond this value the part is a little off.
        warn: f32,
        /// Beyond this value the fault is worth a cue. Without it the fault is a suggestion.
        bad: Option<f32>,
    },
    /// The fault is seen when a yes-or-no measure says yes.
    Yes,
}

impl Limits {
    /// Whether the fault is a suggestion and never a correction.
    #[must_use]
    pub fn is_suggestion(&self) -> bool {
        matches!(
            self,
            Limits::Above { bad: None, .. } | Limits::Below { bad: None, .. }
        )
    }
}

/// What can be done wrong: how it is seen, what is said and what is drawn.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Id, such as `leg_high`.
    pub id: String,
    /// What people call the part that is looked at, in summaries.
    pub label: String,
    /// The measure that shows the fault.
    pub measure: MeasureId,
    /// The values at which it is seen.
    pub limits: Limits,
    /// The fault is looked for only while these conditions are met.
    pub when: Vec<Condition>,
    /// The phases of the movement in which the fault is looked for.
    pub phases: Vec<Phase>,
    /// How long the fault must last before it counts.
    pub for_s: f32,
    /// How much the fault matters.
    pub severity: Severity,
    /// The wordings of its cue.
    pub cues: Cues,
    /// How the fault is drawn on the person.
    pub draw: Draw,
    /// How many times its cue may be said in one set.
    pub per_set: u32,
    /// The fault is a sign of fatigue: if it stays in spite of its cue, the hold is ended.
    pub ends_hold: bool,
}

/// The wordings of a cue. There is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cues(Vec<String>);

impl Cues {
    /// These wordings, or nothing if the list is empty.
    #[must_use]
    pub fn new(wordings: Vec<String>) -> Option<Cues> {
        (!wordings.is_empty()).then_some(Cues(wordings))
    }

    /// The wording that is said first.
    #[must_use]
    pub fn first(&self) -> &str {
        &self.0[0]
    }

    /// The wording for a cue that was said this many times before. When the wordings are used up, the
    /// last one is said again.
    #[must_use]
    pub fn wording(&self, times: usize) -> &str {
        &self.0[times.min(self.0.len() - 1)]
    }

    /// All wordings.
    pub fn iter(&self) -> impl Iterator<Item = &String> {
        self.0.iter()
    }
}

/// How a fault is drawn on the person.
#[derive(Debug, Clone)]
pub struct Draw {
    /// The mark.
    pub what: DrawWhat,
    /// The way in which the user should move.
    pub arrow: Option<Arrow>,
    /// When the mark is drawn.
    pub show: Show,
}

/// A mark on the body.
#[derive(Debug, Clone)]
pub enum DrawWhat {
    /// There is no mark.
    Nothing,
    /// A part that should turn about its first point to an inclination.
    Turn {
        /// The first point, about which the part turns, and its other end.
        bone: [Point; 2],
        /// The inclination to which it should turn.
        to_deg: f32,
        /// The end of the body from which the inclination is counted.
        toward: End,
    },
    /// A part of the body. The mark is at its second point.
    Bone([Point; 2]),
    /// A line through three points.
    Line([Point; 3]),
    /// The outline of the back.
    Outline,
}
