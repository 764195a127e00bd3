//! A single picture, judged as a moment of the hold or the peak of a repetition.

use serde::Serialize;

use crate::body::{BackOutline, Body, BodyFrame, CycleTimes, Measured, OfLimb, Values, Why};
use crate::exercise::{Condition, Exercise, Kind, MeasureId, Phase, Role, RoleId, View};

use super::event::Band;
use super::fault::{Strictness, band_of};
use super::framing::{Framing, ViewQuality, point_words};
use super::start::met;
use super::words;
use crate::blazepose::Side;

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

/// Judges a picture. `start` is the start pose that changes are measured from; `side` forces the
/// side at work where labels would be guessed wrongly.
#[must_use]
pub fn check(
    exercise: &Exercise,
    body: &Body,
    start: Option<&Body>,
    side: Option<Side>,
    strictness: Strictness,
) -> Check {
    let base = start.map_or_else(Vec::new, |start| {
        let body_frame = BodyFrame::new(exercise, start);
        let values = measured(exercise, start, &body_frame, &[]);
        let raw = values.raw().iter();
        raw.map(|of_limb| of_limb.map(Measured::value)).collect()
    });
    let mut body_frame = BodyFrame::new(exercise, body);
    if let (Some(side), Some(role)) = (side, exercise.cycle.side) {
        body_frame.picks[role] = side;
    }
    let values = measured(exercise, body, &body_frame, &base);
    let forced = side.and(exercise.cycle.side);
    let is_sure = |role: RoleId| forced == Some(role) || body_frame.choice_seen[role];
    let judged_view = Framing::of(exercise, body, &body_frame).view;
    let is_side_view = judged_view == ViewQuality::Fine && exercise.setup.view == View::Side;
    let position = position(exercise, &values, &is_sure, is_side_view);
    let faults: Vec<FaultCheck> = exercise
        .faults
        .iter()
        .filter(|fault| fault.phases.contains(&Phase::Hold))
        .map(|fault| {
            let measure = exercise.measure(fault.measure);
            let fact = matches!(measure.kind, Kind::Same(_) | Kind::Time(_));
            let value = values.get(fault.measure).judged();
            let band = value
                .filter(|_| met(&fault.when, &values) == Some(true))
                .map(|value| band_of(fault.limits, value, strictness))
                .and_then(|band| match judged_view {
                    _ if fact => Some(band),
                    ViewQuality::Fine => Some(band),
                    ViewQuality::Coarse if band == Band::Warn => Some(Band::Good),
                    ViewQuality::Coarse => Some(band),
                    ViewQuality::CountOnly => None,
                });
            FaultCheck {
                id: fault.id.clone(),
                band,
                measure: measure.name.clone(),
                value,
                cue: fault.cues.first().to_owned(),
            }
        })
        .collect();
    let verdict = match position {
        Position::Out => Verdict::NotInPosition,
        Position::Unknown => Verdict::Unseen,
        Position::In => verdict(exercise, &faults),
    };
    Check {
        position,
        side: exercise.cycle.side.map(|role| body_frame.picks[role]),
        measures: exercise
            .measures
            .iter()
            .enumerate()
            .map(|(place, measure)| {
                let value = match values.get(MeasureId(place)) {
                    Measured::Known(known) => Ok(known.value),
                    Measured::Unknown(why) => Err(reason(why, exercise, &body_frame)),
                };
                (measure.name.clone(), measure.unit(exercise), value)
            })
            .collect(),
        faults,
        verdict,
    }
}

fn measured(
    exercise: &Exercise,
    body: &Body,
    body_frame: &BodyFrame,
    base: &[OfLimb<Option<f32>>],
) -> Values {
    let outline = BackOutline::of(exercise, body, body_frame);
    let mut values = Values::default();
    values.measure(
        exercise,
        body,
        body_frame,
        base,
        CycleTimes::default(),
        outline.as_ref(),
    );
    values
}

/// Dimly seen points may confirm the target pose (a raised far arm reads 0.15 to 0.3 although it
/// is placed rightly), but only points that are seen may deny it.
fn position(
    exercise: &Exercise,
    values: &Values,
    is_sure: &dyn Fn(RoleId) -> bool,
    is_side_view: bool,
) -> Position {
    let cycle = &exercise.cycle;
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
fn reason(why: Why, exercise: &Exercise, body_frame: &BodyFrame) -> String {
    let name = |point| point_words(body_frame, point, exercise.setup.view);
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
