//! A checked exercise: every name resolved, every limit in order. Angles in degrees, lengths
//! in torso lengths, times in seconds.

use std::collections::BTreeMap;

use super::error::{ExerciseError, nearest};
use super::point::{Point, Role};
use crate::blazepose::Joint;

pub use super::file::{
    Arrow, CycleKind, CycleTime, Dose, End, Introduction, OtherPole, OutlinePart, Phase,
    PhaseWords, RatioTo, Room, Severity, Show, SideWords, Ventral, View,
};

/// Place of a measure in [`Exercise::measures`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeasureId(pub usize);

/// Place of a role in [`Exercise::roles`].
pub type RoleId = usize;

/// A checked exercise: what it refers to is there, and its limits are in order.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// Id, `bird-dog`.
    pub id: String,
    /// Name, "Bird dog".
    pub name: String,
    /// Id of the variant, where one was chosen.
    pub variant: Option<String>,
    /// What people call it, "one long hold".
    pub variant_name: Option<String>,
    /// What the user is told first.
    pub introduction: Introduction,
    /// Camera and orientation.
    pub setup: Setup,
    /// Sides picked by what they do.
    pub roles: Vec<RoleRule>,
    /// The measures; one that refers to others stands behind them.
    pub measures: Vec<Measure>,
    /// The start pose: one of these sets of conditions, never empty.
    pub start: Vec<Vec<Condition>>,
    /// How long it must be held.
    pub start_hold_s: f32,
    /// The target pose, beyond the signal.
    pub target: Vec<Condition>,
    /// What is counted.
    pub cycle: Cycle,
    /// The range meter.
    pub meter: Meter,
    /// How much, by name.
    pub doses: BTreeMap<String, Dose>,
    /// What may be praised.
    pub praise: Praise,
    /// A goal of one's own.
    pub personal: Option<Personal>,
    /// The rules in order of importance.
    pub faults: Vec<Fault>,
    /// Names and words of the variants there are.
    pub variants: Vec<String>,
}

impl Exercise {
    /// Whether a measure of the exercise needs the outline of the back.
    #[must_use]
    pub fn needs_outline(&self) -> bool {
        self.measures
            .iter()
            .any(|measure| matches!(measure.kind, Kind::Outline(_)))
    }

    /// The first wording of a fault's cue; the id itself for faults that stand in no file.
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

    /// The dose of this name.
    ///
    /// # Errors
    /// [`ExerciseError::UnknownName`] with the names there are.
    pub fn dose(&self, name: &str) -> Result<&Dose, ExerciseError> {
        self.doses.get(name).ok_or_else(|| {
            let known: Vec<String> = self.doses.keys().cloned().collect();
            ExerciseError::UnknownName {
                exercise: self.id.clone(),
                what: "dose",
                name: name.to_owned(),
                did_you_mean: nearest(name, known.iter().map(String::as_str)),
                known,
            }
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

    /// The role whose limb a measure looks at, where it looks at one.
    #[must_use]
    pub fn picked_role(&self, measure: &Measure) -> Option<Role> {
        let points: &[Point] = match &measure.kind {
            Kind::Of(id) => return self.picked_role(self.measure(*id)),
            Kind::Angle(points) | Kind::Bend(points) => points,
            Kind::Incline(points, _)
            | Kind::Tilt(points)
            | Kind::Rise(points)
            | Kind::Offset(points)
            | Kind::Distance(points) => points,
            Kind::Deviation { line, .. } => line,
            Kind::Height(point) => std::slice::from_ref(point),
            _ => &[],
        };
        let mut roles = points.iter().map(|point| point.role);
        roles.find(|role| role.is_picked())
    }

    /// The measure at `id`.
    #[must_use]
    pub fn measure(&self, id: MeasureId) -> &Measure {
        &self.measures[id.0]
    }
}

/// Camera and orientation.
#[derive(Debug, Clone)]
pub struct Setup {
    /// From where the camera looks.
    pub view: View,
    /// The start pose in words.
    pub pose_words: String,
    /// Where the belly faces.
    pub ventral: Ventral,
    /// Points that must be seen.
    pub needs: Vec<Point>,
    /// Room for the movement.
    pub room: Room,
    /// Points that rest on the floor.
    pub floor: Vec<Point>,
}

/// A side picked by comparing left and right.
#[derive(Debug, Clone)]
pub struct RoleRule {
    /// Its name.
    pub name: String,
    /// Name of the other side.
    pub opposite: Option<String>,
    /// What is compared.
    pub by: OneSided,
    /// Whether the greatest wins, else the least.
    pub greatest: bool,
}

/// What is compared between left and right.
#[derive(Debug, Clone, Copy)]
pub enum OneSided {
    /// Inclination from the first joint to the second, in degrees.
    Incline([Joint; 2], Option<End>),
    /// Height of a joint, in torso lengths.
    Height(Joint),
    /// Angle at the second joint, in degrees.
    Angle([Joint; 3]),
    /// Offset of the first joint from the second towards the head (or forward), in torso lengths.
    Offset([Joint; 2]),
}

/// A named measure.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// What is measured.
    pub kind: Kind,
    /// What it refers to.
    pub reference: Reference,
    /// Turn the sign round.
    pub negate: bool,
    /// Drop the sign at the end.
    pub absolute: bool,
}

impl Measure {
    /// Unit of the value: `deg`, `torso`, `s` or `ratio`.
    #[must_use]
    pub fn unit(&self, exercise: &Exercise) -> &'static str {
        if matches!(
            self.reference,
            Reference::RatioToStart | Reference::RatioToGoal
        ) {
            return "ratio";
        }
        match &self.kind {
            Kind::Angle(_) | Kind::Bend(_) | Kind::Incline(..) | Kind::Tilt(_) => "deg",
            Kind::Speed(_) => "torso/s",
            Kind::Rate(id) => match exercise.measure(*id).unit(exercise) {
                "deg" => "deg/s",
                "torso" => "torso/s",
                _ => "1/s",
            },
            Kind::Sum(_) => "sum",
            Kind::Height(_)
            | Kind::Rise(_)
            | Kind::Offset(_)
            | Kind::Distance(_)
            | Kind::Deviation { .. }
            | Kind::Outline(_) => "torso",
            Kind::Same(_) => "bool",
            Kind::Time(_) => "s",
            Kind::Of(id) | Kind::Swing(id) | Kind::Range(id) => {
                exercise.measure(*id).unit(exercise)
            }
            Kind::Min(ids) | Kind::Max(ids) | Kind::FirstKnown(ids) => {
                exercise.measure(ids[0]).unit(exercise)
            }
        }
    }
}

/// What is measured.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Angle at the second point.
    Angle([Point; 3]),
    /// Signed bend at the second point.
    Bend([Point; 3]),
    /// Inclination against the floor line.
    Incline([Point; 2], Option<End>),
    /// Inclination against the vertical, forward positive.
    Tilt([Point; 2]),
    /// Speed of a point.
    Speed(Point),
    /// How fast another measure changes.
    Rate(MeasureId),
    /// How far another measure swings.
    Swing(MeasureId),
    /// Greatest less least value of another in the repetition.
    Range(MeasureId),
    /// Weighted sum of others; never empty.
    Sum(Vec<(MeasureId, f32)>),
    /// The first of others that is known; never empty.
    FirstKnown(Vec<MeasureId>),
    /// Height over the floor line.
    Height(Point),
    /// How much higher the second point is.
    Rise([Point; 2]),
    /// Offset of the first from the second along the floor line, towards the head positive.
    Offset([Point; 2]),
    /// Distance.
    Distance([Point; 2]),
    /// Distance of a point from a line, above positive.
    Deviation {
        /// The point.
        of: Point,
        /// The line.
        line: [Point; 2],
    },
    /// Part of the outline of the back.
    Outline(OutlinePart),
    /// Another measure (for its change).
    Of(MeasureId),
    /// The least of others; never empty.
    Min(Vec<MeasureId>),
    /// The greatest of others; never empty.
    Max(Vec<MeasureId>),
    /// Whether two roles picked the same side: 1 or 0.
    Same([RoleId; 2]),
    /// A time of the cycle.
    Time(CycleTime),
}

impl Kind {
    /// The points that are measured, without those of other measures it refers to.
    #[must_use]
    pub fn points(&self) -> Vec<Point> {
        match self {
            Kind::Angle(points) | Kind::Bend(points) => points.to_vec(),
            Kind::Incline(points, _)
            | Kind::Tilt(points)
            | Kind::Rise(points)
            | Kind::Offset(points)
            | Kind::Distance(points) => points.to_vec(),
            Kind::Height(point) | Kind::Speed(point) => vec![*point],
            Kind::Deviation { of, line: [a, b] } => vec![*of, *a, *b],
            Kind::Outline(_)
            | Kind::Of(_)
            | Kind::Rate(_)
            | Kind::Swing(_)
            | Kind::Range(_)
            | Kind::Sum(_)
            | Kind::FirstKnown(_)
            | Kind::Min(_)
            | Kind::Max(_)
            | Kind::Same(_)
            | Kind::Time(_) => Vec::new(),
        }
    }
}

/// What a measure refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// Nothing: as it is.
    Absolute,
    /// Difference from the start pose.
    ChangeFromStart,
    /// Ratio to the start pose.
    RatioToStart,
    /// Ratio to the dose's hold.
    RatioToGoal,
}

/// A range that a measure must lie in.
#[derive(Debug, Clone, Copy)]
pub struct Condition {
    /// The measure.
    pub measure: MeasureId,
    /// Least value.
    pub from: f32,
    /// Greatest value.
    pub to: f32,
}

/// The cycle.
#[derive(Debug, Clone)]
pub struct Cycle {
    /// What is counted.
    pub kind: CycleKind,
    /// The signal.
    pub signal: MeasureId,
    /// The measures that the signal is the least of, where it is composed.
    pub parts: Vec<MeasureId>,
    /// The role that names the side.
    pub side: Option<RoleId>,
    /// The start pose shows which side will be at work.
    pub side_in_start: bool,
    /// Whether the target lies at greater values of the signal.
    pub rising: bool,
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
    /// The other end of a flow between two poles.
    pub other: Option<OtherPole>,
    /// The clock stands still beyond this.
    pub pause: Option<f32>,
    /// The shortest hold that counts.
    pub count_s: f32,
    /// "Lower and rest" after so long.
    pub rest_after_s: Option<f32>,
    /// Words for the sides.
    pub side_words: Option<SideWords>,
    /// Words for the phases.
    pub phase_words: PhaseWords,
}

impl Cycle {
    /// Whether all repetitions of one side come before those of the other. Then the user has to be
    /// told to change sides; somebody who alternates changes anyway.
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
                .is_some_and(|other| beyond(other.enter, !self.rising))
    }
}

/// The range meter.
#[derive(Debug, Clone)]
pub struct Meter {
    /// What it shows.
    pub measure: MeasureId,
    /// Low end.
    pub low: f32,
    /// High end.
    pub high: f32,
    /// Target zone.
    pub zone: [f32; 2],
    /// Target zone at the other end of a movement between two ends.
    pub other_zone: Option<[f32; 2]>,
    /// Words at the low and the high end; the high end is on top.
    pub words: [String; 2],
}

/// What may be praised.
#[derive(Debug, Clone, Default)]
pub struct Praise {
    /// After a good repetition.
    pub hold: Option<Claim>,
    /// After a whole set of good repetitions.
    pub clean_set: Option<Claim>,
}

/// Words of praise, and what has to be true for them to be said.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The words.
    pub text: String,
    /// Places of the rules that must have seen their measures and found them good.
    pub rules: Vec<usize>,
}

/// A goal of one's own: the farthest good repetition so far.
#[derive(Debug, Clone)]
pub struct Personal {
    /// How much farther a repetition must come to be a new best, in the signal's unit.
    pub beyond: f32,
    /// What is said then, and what it claims besides.
    pub praise: Claim,
}

/// What makes a fault.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limits {
    /// Off above.
    Above {
        /// A little off.
        warn: f32,
        /// Worth a cue; none: a suggestion.
        bad: Option<f32>,
    },
    /// Off below.
    Below {
        /// A little off.
        warn: f32,
        /// Worth a cue; none: a suggestion.
        bad: Option<f32>,
    },
    /// Off when the yes-or-no measure is this.
    Is(bool),
}

impl Limits {
    /// Whether this is only a suggestion, never a correction.
    #[must_use]
    pub fn is_suggestion(&self) -> bool {
        matches!(
            self,
            Limits::Above { bad: None, .. } | Limits::Below { bad: None, .. }
        )
    }
}

/// A rule.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Its id.
    pub id: String,
    /// What people call what it looks at.
    pub label: String,
    /// The measure.
    pub measure: MeasureId,
    /// When it is off.
    pub limits: Limits,
    /// It listens only while these are met.
    pub when: Vec<Condition>,
    /// When it listens.
    pub phases: Vec<Phase>,
    /// How long it must last.
    pub for_s: f32,
    /// How much it matters.
    pub severity: Severity,
    /// What is said.
    pub cues: Cues,
    /// How it is drawn.
    pub draw: Draw,
    /// How often it is said in one set.
    pub per_set: u32,
    /// Where it stays in spite of its cue, the hold is ended.
    pub ends_hold: bool,
}

/// The wordings of a cue: at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cues(Vec<String>);

impl Cues {
    /// These wordings, if there are any.
    #[must_use]
    pub fn new(wordings: Vec<String>) -> Option<Cues> {
        (!wordings.is_empty()).then_some(Cues(wordings))
    }

    /// The wording that is said first.
    #[must_use]
    pub fn first(&self) -> &str {
        &self.0[0]
    }

    /// The wording that is said the `times`-th time, from 0; the last one from then on.
    #[must_use]
    pub fn wording(&self, times: usize) -> &str {
        &self.0[times.min(self.0.len() - 1)]
    }

    /// All wordings.
    pub fn iter(&self) -> impl Iterator<Item = &String> {
        self.0.iter()
    }
}

/// How a fault is drawn.
#[derive(Debug, Clone)]
pub struct Draw {
    /// What is marked.
    pub what: DrawWhat,
    /// Which way to move.
    pub arrow: Option<Arrow>,
    /// When it is drawn.
    pub show: Show,
}

/// What of the body is marked.
#[derive(Debug, Clone)]
pub enum DrawWhat {
    /// Nothing.
    Nothing,
    /// A part that should turn about its first point to an inclination.
    Turn {
        /// Pivot and end.
        bone: [Point; 2],
        /// Where it should point.
        to_deg: f32,
        /// Counted from.
        toward: End,
    },
    /// A part, the mark at its second point.
    Bone([Point; 2]),
    /// A line through three points.
    Line([Point; 3]),
    /// The outline of the back.
    Outline,
}
