//! A single picture, judged as a moment of the hold or the peak of a repetition.

use serde::Serialize;

use crate::body::{Body, Measured, NoOutline, Why};
use crate::exercise::{Condition, Exercise, Fault, Kind, MeasureId, Role, RoleId, View};

use super::cycle::Stage;
use super::event::Band;
use super::fault::{FaultId, Strictness};
use super::framing::{ViewQuality, point_words};
use super::measure;
use super::measurement::Measurement;
use super::phase::is_in_target;
use super::rules::{Reading, listens};
use super::start::is_within;
use crate::blazepose::Side;
use crate::words::{self, Phrase, check as texts};

/// Whether the target pose of the exercise is reached, so that it would count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Position {
    /// It is.
    In,
    /// It isn't.
    Out,
    /// Something that decides it can't be seen.
    Unknown,
}

/// What a picture is, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The target pose, and nothing is off.
    Good,
    /// The target pose, something a little off.
    Warn,
    /// The target pose, something worth a cue.
    Bad,
    /// Not the target pose.
    NotInPosition,
    /// Not enough is seen.
    Unseen,
}

/// A judged picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Whether the target pose is reached.
    pub position: Position,
    /// The side at work.
    pub side: Option<Side>,
    /// Every measure: name, unit, value or why there is none.
    pub measures: Vec<(String, &'static str, Result<f32, String>)>,
    /// Every rule that a still picture can answer.
    pub faults: Vec<FaultCheck>,
    /// All in one word.
    pub verdict: Verdict,
}

/// What a rule says of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct FaultCheck {
    /// Its id.
    pub id: String,
    /// Its band; none where the measure is unknown.
    pub band: Option<Band>,
    /// Name of its measure.
    pub measure: String,
    /// The measure's value.
    pub value: Option<f32>,
    /// Its first cue.
    pub cue: String,
}

/// Judges a picture as a moment of the hold: it is measured and read as a frame of a video is.
/// `start` is the start pose that changes are measured from; `side` forces the side at work where
/// labels would be guessed wrongly.
#[must_use]
pub fn check(
    exercise: &Exercise,
    body: &Body,
    start: Option<&Body>,
    side: Option<Side>,
    strictness: Strictness,
) -> Check {
    let measurement = measure::still(exercise, body, start, side);
    let target = TargetCheck {
        exercise,
        measurement: &measurement,
        is_side_forced: side.is_some(),
    };
    let position = target.position();
    let faults: Vec<FaultCheck> = FaultId::all(exercise)
        .filter(|(_, fault)| listens(fault, Stage::Target, measurement.is_posed))
        .map(|(_, fault)| fault_check(exercise, fault, &measurement, strictness))
        .collect();
    let verdict = match position {
        Position::Out => Verdict::NotInPosition,
        Position::Unknown => Verdict::Unseen,
        Position::In => verdict(exercise, &faults),
    };
    let body_frame = measurement.body_frame.as_ref();
    Check {
        position,
        side: body_frame.and_then(|body_frame| body_frame.side_at_work(exercise)),
        measures: measures(exercise, &measurement),
        faults,
        verdict,
    }
}

fn fault_check(
    exercise: &Exercise,
    fault: &Fault,
    measurement: &Measurement,
    strictness: Strictness,
) -> FaultCheck {
    FaultCheck {
        id: fault.id.clone(),
        band: Reading::of(exercise, fault, measurement, strictness).band,
        measure: exercise.measure(fault.measure).name.clone(),
        value: measurement.values.get(fault.measure).judged(),
        cue: fault.cues.first().to_owned(),
    }
}

/// Every measure: name, unit, value or why there is none.
fn measures(
    exercise: &Exercise,
    measurement: &Measurement,
) -> Vec<(String, &'static str, Result<f32, String>)> {
    let measures = exercise.measures.iter().enumerate();
    measures
        .map(|(place, measure)| {
            let value = match measurement.values.get(MeasureId(place)) {
                Measured::Known(known) => Ok(known.value),
                Measured::Unknown(why) => Err(reason(why, exercise, measurement)),
            };
            (measure.name.clone(), measure.unit(exercise), value)
        })
        .collect()
}

/// Looks at whether a still picture shows the target pose.
#[derive(Clone, Copy)]
struct TargetCheck<'a> {
    exercise: &'a Exercise,
    measurement: &'a Measurement,
    /// The side at work was given, not guessed.
    is_side_forced: bool,
}

impl TargetCheck<'_> {
    /// Dimly seen points may confirm the target pose (a raised far arm reads 0.15 to 0.3 although
    /// it is placed rightly), but only points that are seen may deny it.
    fn position(self) -> Position {
        let TargetCheck {
            exercise,
            measurement,
            ..
        } = self;
        let cycle = &exercise.cycle;
        let values = &measurement.values;
        // One part that is seen short of the target decides, whatever the others do, where all of
        // them are needed.
        let needs_all = matches!(exercise.measure(cycle.signal).kind, Kind::Min(_));
        let parts = cycle.parts.iter().filter(|_| cycle.rising && needs_all);
        let is_outside = |condition: &Condition| {
            let value = values.get(condition.measure).judged();
            value.is_some_and(|value| !is_within(condition, value))
        };
        if self.is_short(cycle.signal)
            || self.is_level(cycle.signal)
            || parts.copied().any(|part| self.is_short(part))
            || exercise.target.iter().any(is_outside)
        {
            return Position::Out;
        }
        if is_in_target(exercise, measurement) {
            Position::In
        } else {
            Position::Unknown
        }
    }

    /// Whether a measure is seen short of the target. While a limb is hidden, the one that is seen
    /// to rest may not be the one at work.
    fn is_short(self, id: MeasureId) -> bool {
        let exercise = self.exercise;
        let is_sure = match exercise.measure(id).kind {
            Kind::Incline([from, _], _) => match from.role {
                Role::Picked(role) | Role::Opposite(role) => self.is_role_sure(role),
                Role::Near | Role::Far | Role::Mid => true,
            },
            _ => (0..exercise.roles.len()).all(|role| self.is_role_sure(role)),
        };
        let value = self.measurement.values.get(id).judged();
        is_sure && value.is_some_and(|value| !exercise.cycle.is_reached_by(value))
    }

    /// Whether it is known which of its limbs a role has picked.
    fn is_role_sure(self, role: RoleId) -> bool {
        let is_forced = self.is_side_forced && self.exercise.cycle.side == Some(role);
        let body_frame = self.measurement.body_frame.as_ref();
        is_forced || body_frame.is_some_and(|body_frame| body_frame.choice_seen[role])
    }

    /// Whether a trunk or limb lies level, seen from the side. Without a start pose it has not been
    /// lifted all the same: its inclination would not even be the beginning of a movement.
    fn is_level(self, id: MeasureId) -> bool {
        let (exercise, values) = (self.exercise, &self.measurement.values);
        let is_side_view =
            self.measurement.view == ViewQuality::Fine && exercise.setup.view == View::Side;
        let Kind::Of(of) = exercise.measure(id).kind else {
            return false;
        };
        let is_small = |value: f32| value < exercise.cycle.touch;
        is_side_view
            && exercise.cycle.rising
            && values.get(id) == Measured::Unknown(Why::NoStart)
            && matches!(exercise.measure(of).kind, Kind::Incline(..))
            && values.get(of).judged().is_some_and(is_small)
    }
}

/// The worst of what is known. A picture in position of which no rule could be judged is unseen.
fn verdict(exercise: &Exercise, faults: &[FaultCheck]) -> Verdict {
    let judged = || {
        exercise
            .faults
            .iter()
            .filter(|fault| !matches!(exercise.measure(fault.measure).kind, Kind::Same(_)))
            .filter_map(|fault| faults.iter().find(|check| check.id == fault.id))
    };
    match faults.iter().filter_map(|fault| fault.band).max() {
        Some(Band::Bad) => Verdict::Bad,
        _ if judged().all(|fault| fault.band.is_none()) => Verdict::Unseen,
        Some(Band::Warn) => Verdict::Warn,
        _ => Verdict::Good,
    }
}

/// Why a measure is unknown, in words.
fn reason(why: Why, exercise: &Exercise, measurement: &Measurement) -> String {
    let name = |point| match &measurement.body_frame {
        Some(body_frame) => point_words(body_frame, point, exercise.setup.view),
        None => point.joint.name().to_owned(),
    };
    let language = exercise.language;
    let text = match why {
        Why::Hidden(point) => return texts::not_seen(language, &name(point)),
        Why::OutOfPicture(point) => {
            let part = words::part(language, point.joint);
            return texts::outside_picture(language, &name(point), part);
        }
        Why::SideUnclear => texts::SIDE_UNCLEAR,
        Why::NoStart => texts::NO_START,
        Why::Outline(NoOutline::Missing) => texts::NO_OUTLINE,
        Why::Outline(NoOutline::NotFound) => texts::EDGE_NOT_FOUND,
        Why::Outline(NoOutline::Covered) => texts::EDGE_COVERED,
        Why::NotYet => texts::NOT_IN_STILL,
    };
    text.said_in(language)
}
