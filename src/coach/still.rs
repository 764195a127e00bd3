//! A single picture, judged as a moment of the hold or the peak of a repetition.

use serde::Serialize;

use crate::body::{Body, Measured, Why};
use crate::exercise::{Condition, Exercise, Fault, Kind, MeasureId, Role, RoleId, View};

use super::cycle::Stage;
use super::event::Band;
use super::fault::{FaultId, Strictness};
use super::framing::{ViewQuality, point_words};
use super::measure;
use super::measurement::Measurement;
use super::rules::{Reading, listens};
use super::start::met;
use crate::blazepose::Side;
use crate::words;

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
    let position = position(exercise, &measurement, side);
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
        side: body_frame.and_then(|body_frame| Some(body_frame.picks[exercise.cycle.side?])),
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

/// Dimly seen points may confirm the target pose (a raised far arm reads 0.15 to 0.3 although it
/// is placed rightly), but only points that are seen may deny it.
fn position(exercise: &Exercise, measurement: &Measurement, forced: Option<Side>) -> Position {
    let cycle = &exercise.cycle;
    let values = &measurement.values;
    let is_side_view = measurement.view == ViewQuality::Fine && exercise.setup.view == View::Side;
    let body_frame = measurement.body_frame.as_ref();
    let is_forced = |role: RoleId| forced.is_some() && cycle.side == Some(role);
    let is_sure = |role: RoleId| {
        is_forced(role) || body_frame.is_some_and(|body_frame| body_frame.choice_seen[role])
    };
    let beyond = |value: f32| cycle.is_reached_by(value);
    // While a limb is hidden, the one that is seen to rest may not be the one at work.
    let is_short = |id: MeasureId| {
        let sure = match exercise.measure(id).kind {
            Kind::Incline([from, _], _) => match from.role {
                Role::Picked(role) | Role::Opposite(role) => is_sure(role),
                Role::Near | Role::Far | Role::Mid => true,
            },
            _ => (0..exercise.roles.len()).all(is_sure),
        };
        let value = values.get(id).judged().filter(|_| sure);
        value.is_some_and(|value| !beyond(value))
    };
    // Without a start pose a trunk or limb that lies level has not been lifted all the same: seen from
    // the side, an inclination that would not even be the beginning of a movement.
    let is_level = |id: MeasureId| match exercise.measure(id).kind {
        Kind::Of(of) if is_side_view && values.get(id) == Measured::Unknown(Why::NoStart) => {
            matches!(exercise.measure(of).kind, Kind::Incline(..))
                && cycle.rising
                && values
                    .get(of)
                    .judged()
                    .is_some_and(|value| value < cycle.touch)
        }
        _ => false,
    };
    // One part that is seen short of the target decides, whatever the others do, where all of them
    // are needed.
    let needs_all = matches!(exercise.measure(cycle.signal).kind, Kind::Min(_));
    let parts: &[MeasureId] = if cycle.rising && needs_all {
        &cycle.parts
    } else {
        &[]
    };
    let is_outside = |condition: &Condition| {
        let value = values.get(condition.measure).judged();
        value.is_some_and(|value| value < condition.from || value > condition.to)
    };
    if is_short(cycle.signal)
        || is_level(cycle.signal)
        || parts.iter().copied().any(is_short)
        || exercise.target.iter().any(is_outside)
    {
        return Position::Out;
    }
    let is_reached = values.get(cycle.signal).value().is_some_and(beyond);
    if is_reached && met(&exercise.target, values) == Some(true) {
        Position::In
    } else {
        Position::Unknown
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
    match why {
        Why::Hidden(point) => format!("{} not seen", name(point)),
        Why::OutOfPicture(point) => format!(
            "{} ({}) outside the picture",
            name(point),
            words::part(point.joint)
        ),
        Why::SideUnclear => "left and right can't be told apart".to_owned(),
        Why::NoStart => "no start pose to compare with".to_owned(),
        Why::Outline(why) => why.to_owned(),
        Why::NotYet => "not in a still picture".to_owned(),
    }
}
