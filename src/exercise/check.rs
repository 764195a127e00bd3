//! From the file to an [`Exercise`]: resolves names, orders measures, checks limits. Every
//! complaint has a line, a column and a way out.

mod doses;
mod faults;
mod gaps;
mod measures;
mod names;
mod praise;
mod texts;
mod variant;

use std::ops::Range;

use toml::Spanned;

use super::error::{ExerciseError, nearest};
use super::file::{self, CycleKind, ExerciseFile, ShownFile};
use super::keyframes::Keyframes;
use super::model::*;
use super::movement::Movement;
use crate::blazepose::Joint;
use variant::overlay;

/// Reads an exercise. `origin` is the path or name used in complaints.
///
/// # Errors
/// [`ExerciseError::Invalid`] with line and column; [`ExerciseError::UnknownName`] for a variant
/// that isn't there.
pub fn parse(text: &str, origin: &str, variant: Option<&str>) -> Result<Exercise, ExerciseError> {
    read(text, origin, variant, |_, _, _, exercise| exercise)
}

/// Reads an exercise, and lists where its limits lie closer together than landmarks can tell.
///
/// # Errors
/// As [`parse`].
pub fn examine(
    text: &str,
    origin: &str,
    variant: Option<&str>,
) -> Result<(Exercise, Vec<ExerciseError>), ExerciseError> {
    read(text, origin, variant, |text, origin, file, exercise| {
        let complaints = gaps::complaints(file, &exercise)
            .into_iter()
            .map(|(span, message)| invalid(text, origin, span, message))
            .collect();
        (exercise, complaints)
    })
}

/// Reads an exercise; `done` gets it with the text, the origin and the file it came from, which
/// are others than those given where there is a variant.
fn read<T>(
    text: &str,
    origin: &str,
    variant: Option<&str>,
    done: impl FnOnce(&str, &str, &ExerciseFile, Exercise) -> T,
) -> Result<T, ExerciseError> {
    clean(text, origin)?;
    let base: ExerciseFile = toml::from_str(text).map_err(|err| from_toml(&err, text, origin))?;
    let Some(name) = variant else {
        let exercise = Checker::new(text, origin, &base).exercise()?;
        return Ok(done(text, origin, &base, exercise));
    };
    let merged_text = overlay(text, &base, name)?;
    let merged_origin = format!("{origin} with variant {name}");
    let merged: ExerciseFile = toml::from_str(&merged_text)
        .map_err(|err| from_toml(&err, &merged_text, &merged_origin))?;
    let mut exercise = Checker::new(&merged_text, &merged_origin, &merged).exercise()?;
    exercise.variant = Some(name.to_owned());
    exercise.variant_name = Some(display_name(&base, name));
    Ok(done(&merged_text, &merged_origin, &merged, exercise))
}

/// What people call a variant; its id where the file doesn't say.
fn display_name(base: &ExerciseFile, variant: &str) -> String {
    let name = base.variants.get(variant).and_then(|over| over.get("name"));
    name.and_then(toml::Value::as_str)
        .unwrap_or(variant)
        .to_owned()
}

/// Reads how an exercise is performed, from a whole exercise file or one without rules.
///
/// # Errors
/// [`ExerciseError::Invalid`] with line and column; [`ExerciseError::NoKeyframes`] when the file
/// has none; [`ExerciseError::UnknownName`] for a variant that isn't there.
pub fn parse_movement(
    text: &str,
    origin: &str,
    variant: Option<&str>,
) -> Result<Movement, ExerciseError> {
    clean(text, origin)?;
    let table: toml::Table = toml::from_str(text).map_err(|err| from_toml(&err, text, origin))?;
    if !table.contains_key("measures") {
        let file: ShownFile = toml::from_str(text).map_err(|err| from_toml(&err, text, origin))?;
        return movement(text, origin, &file.id, Some(file.performer));
    }
    let file: ExerciseFile = toml::from_str(text).map_err(|err| from_toml(&err, text, origin))?;
    let Some(name) = variant else {
        return movement(text, origin, &file.id, file.performer);
    };
    let text = overlay(text, &file, name)?;
    let origin = format!("{origin} with variant {name}");
    let file: ExerciseFile =
        toml::from_str(&text).map_err(|err| from_toml(&err, &text, &origin))?;
    movement(&text, &origin, &file.id, file.performer)
}

fn movement(
    text: &str,
    origin: &str,
    id: &str,
    keyframes: Option<Spanned<Keyframes>>,
) -> Result<Movement, ExerciseError> {
    let keyframes = keyframes.ok_or_else(|| ExerciseError::NoKeyframes {
        origin: origin.to_owned(),
    })?;
    Movement::new(id, keyframes.as_ref())
        .map_err(|message| invalid(text, origin, keyframes.span(), message))
}

/// Texts are looked at before anything else is: a complaint about something else might quote them.
fn clean(text: &str, origin: &str) -> Result<(), ExerciseError> {
    match texts::complaint(text) {
        Some((span, message)) => Err(invalid(text, origin, span, message)),
        None => Ok(()),
    }
}

fn from_toml(err: &toml::de::Error, text: &str, origin: &str) -> ExerciseError {
    let message = err.message();
    let hint = message
        .strip_prefix("unknown field `")
        .and_then(|rest| rest.split_once('`'))
        .and_then(|(wrong, expected)| nearest(wrong, expected.split('`').skip(1).step_by(2)))
        .map_or_else(String::new, |near| format!(" (did you mean `{near}`?)"));
    invalid(
        text,
        origin,
        err.span().unwrap_or(0..0),
        format!("{message}{hint}"),
    )
}

fn invalid(text: &str, origin: &str, span: Range<usize>, message: String) -> ExerciseError {
    let before = text.get(..span.start).unwrap_or(text);
    ExerciseError::Invalid {
        origin: origin.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before
            .rsplit('\n')
            .next()
            .map_or(0, |line| line.chars().count())
            + 1,
        message,
    }
}

struct Checker<'a> {
    text: &'a str,
    origin: &'a str,
    file: &'a ExerciseFile,
    roles: Vec<(&'a str, &'a file::Role)>,
    /// Names of measures in the order of [`Exercise::measures`].
    measures: Vec<&'a str>,
}

type Checked<T> = Result<T, ExerciseError>;

impl<'a> Checker<'a> {
    fn new(text: &'a str, origin: &'a str, file: &'a ExerciseFile) -> Self {
        let roles = file
            .roles
            .iter()
            .map(|(name, role)| (name.as_str(), role))
            .collect();
        Checker {
            text,
            origin,
            file,
            roles,
            measures: Vec::new(),
        }
    }

    pub(super) fn fail<T>(&self, span: Range<usize>, message: impl Into<String>) -> Checked<T> {
        Err(invalid(self.text, self.origin, span, message.into()))
    }

    fn exercise(mut self) -> Checked<Exercise> {
        let file = self.file;
        let roles = self.roles()?;
        let measures = self.measures()?;
        let cycle = self.cycle(&measures)?;
        if !file.doses.contains_key("standard") {
            return self.fail(
                0..0,
                "there is no [doses.standard]: say how much a usual set is",
            );
        }
        self.doses()?;
        Ok(Exercise {
            id: file.id.clone(),
            name: file.name.clone(),
            variant: None,
            variant_name: None,
            introduction: file.introduction.clone(),
            setup: self.setup()?,
            roles,
            start: std::iter::once(&file.start.conditions)
                .chain(&file.start.or)
                .map(|conditions| self.conditions(conditions))
                .collect::<Checked<_>>()?,
            start_hold_s: file.start.hold_s,
            target: self.conditions(&file.target.conditions)?,
            meter: self.meter()?,
            doses: file.doses.clone(),
            praise: self.praise()?,
            personal: self.personal()?,
            faults: file
                .faults
                .iter()
                .map(|fault| self.fault(fault))
                .collect::<Checked<_>>()?,
            variants: file.variants.keys().cloned().collect(),
            cycle,
            measures,
        })
    }

    fn setup(&self) -> Checked<Setup> {
        let setup = &self.file.setup;
        let points = |names: &[Spanned<String>]| {
            names
                .iter()
                .map(|name| self.point(name.get_ref(), name.span()))
                .collect::<Checked<Vec<_>>>()
        };
        Ok(Setup {
            view: setup.view,
            pose_words: setup.pose_words.clone(),
            ventral: setup.ventral,
            needs: points(&setup.needs)?,
            room: setup.room,
            brackets: setup.brackets,
            floor: points(&setup.floor)?,
        })
    }

    fn roles(&self) -> Checked<Vec<RoleRule>> {
        self.roles
            .iter()
            .map(|(name, role)| {
                let (by, greatest) = match (&role.side_with_max, &role.side_with_min) {
                    (Some(by), None) => (by, true),
                    (None, Some(by)) => (by, false),
                    (Some(by), Some(_)) => {
                        return self.fail(
                            by.span(),
                            format!(
                                "role {name:?} has both side_with_max and side_with_min: keep one"
                            ),
                        );
                    }
                    (None, None) => {
                        return self.fail(
                            0..0,
                            format!("role {name:?} needs side_with_max or side_with_min"),
                        );
                    }
                };
                let joint = |joint: &String| {
                    Joint::from_name(joint).map_or_else(|| self.unknown_joint(joint, by.span()), Ok)
                };
                let is = by.get_ref();
                let one_sided = match (&is.incline, &is.height, &is.angle, &is.offset, is.toward) {
                    (Some([a, b]), None, None, None, toward) => {
                        OneSided::Incline([joint(a)?, joint(b)?], toward)
                    }
                    (None, Some(a), None, None, None) => OneSided::Height(joint(a)?),
                    (None, None, Some([a, b, c]), None, None) => {
                        OneSided::Angle([joint(a)?, joint(b)?, joint(c)?])
                    }
                    (None, None, None, Some([a, b]), None) => {
                        OneSided::Offset([joint(a)?, joint(b)?])
                    }
                    _ => {
                        return self.fail(
                            by.span(),
                            "compare one of `incline` (with `toward`), `height`, `angle`, `offset`",
                        );
                    }
                };
                Ok(RoleRule {
                    name: (*name).to_owned(),
                    opposite: role.opposite.clone(),
                    by: one_sided,
                    greatest,
                })
            })
            .collect()
    }

    fn conditions(&self, conditions: &[file::Condition]) -> Checked<Vec<Condition>> {
        conditions
            .iter()
            .map(|condition| {
                let (from, to) = (
                    condition.from.unwrap_or(f32::NEG_INFINITY),
                    condition.to.unwrap_or(f32::INFINITY),
                );
                if from >= to {
                    return self.fail(
                        condition.measure.span(),
                        format!("from {from} to {to} is an empty range"),
                    );
                }
                Ok(Condition {
                    measure: self.named(&condition.measure)?,
                    from,
                    to,
                })
            })
            .collect()
    }

    fn cycle(&self, measures: &[Measure]) -> Checked<Cycle> {
        let cycle = &self.file.cycle;
        let signal = self.named(&cycle.signal)?;
        let rising = cycle.enter > cycle.leave;
        let in_order = if rising {
            cycle.leave < cycle.enter && cycle.touch < cycle.enter
        } else {
            cycle.leave > cycle.enter && cycle.touch > cycle.enter
        };
        if !in_order {
            return self.fail(
                cycle.signal.span(),
                format!(
                    "touch {} and leave {} must both lie on the same side of enter {}",
                    cycle.touch, cycle.leave, cycle.enter
                ),
            );
        }
        let side = match &cycle.side {
            Some(side) => Some(self.role(side.get_ref(), side.span())?),
            None => None,
        };
        if cycle.kind == CycleKind::Alternating && side.is_none() {
            return self.fail(
                cycle.signal.span(),
                "an alternating cycle needs `side`: the role that names the side",
            );
        }
        match (cycle.kind, cycle.other) {
            (CycleKind::TwoPole, None) => {
                return self.fail(
                    cycle.signal.span(),
                    "a two-pole cycle needs `other = { enter, leave }`: where its other end is",
                );
            }
            (CycleKind::TwoPole, Some(other))
                if (other.enter < other.leave) != rising
                    || (other.leave < cycle.leave) != rising =>
            {
                return self.fail(
                    cycle.signal.span(),
                    "`other` must lie on the other side of rest: its enter beyond its leave",
                );
            }
            (CycleKind::TwoPole, Some(_)) | (_, None) => {}
            (_, Some(_)) => {
                return self.fail(
                    cycle.signal.span(),
                    "`other` is for kind = \"two-pole\" alone",
                );
            }
        }
        let parts = parts(signal, measures);
        Ok(Cycle {
            kind: cycle.kind,
            signal,
            parts,
            side,
            side_in_start: cycle.side_in_start,
            rising,
            touch: cycle.touch,
            enter: cycle.enter,
            enter_s: cycle.enter_s,
            leave: cycle.leave,
            leave_s: cycle.leave_s,
            other: cycle.other,
            pause: cycle.pause,
            count_s: cycle.count_s,
            rest_after_s: cycle.rest_after_s,
            side_words: cycle.side_words.clone(),
            phase_words: cycle.phase_words.clone(),
        })
    }

    /// The best so far is a mark on the meter, so both are about the same measure.
    fn personal(&self) -> Checked<Option<Personal>> {
        let Some(personal) = &self.file.personal else {
            return Ok(None);
        };
        let goal = personal.get_ref();
        let message = if goal.beyond <= 0.0 {
            "`beyond` must be greater than 0: a new best has to be seen to be one"
        } else if self.file.cycle.kind == CycleKind::TwoPole {
            "a flow between two ends has no farthest repetition: leave [personal] out"
        } else if self.file.meter.measure.get_ref() != self.file.cycle.signal.get_ref() {
            "the best is marked on the meter: let [meter] show the cycle's signal"
        } else {
            return Ok(Some(Personal {
                beyond: goal.beyond,
                praise: Claim {
                    text: goal.praise.clone(),
                    rules: self.claimed(&goal.claims)?,
                },
            }));
        };
        self.fail(personal.span(), message)
    }

    fn meter(&self) -> Checked<Meter> {
        let meter = &self.file.meter;
        if meter.words == ["high", "low"] {
            let message = "the meter's high end is on top, so \"high\" belongs there: exchange low and high, and the words";
            return self.fail(meter.measure.span(), message);
        }
        let cycle = &self.file.cycle;
        if cycle.phase_words.other.is_some() && cycle.other.is_none() {
            let message = "`phase_words` has words for another end, and the movement has one end";
            return self.fail(cycle.signal.span(), message);
        }
        if meter.other_zone.is_some() != self.file.cycle.other.is_some() {
            let message = "a movement between two ends has a zone at either (`zone`, `other_zone`), others have one";
            return self.fail(meter.measure.span(), message);
        }
        Ok(Meter {
            measure: self.named(&meter.measure)?,
            low: meter.low,
            high: meter.high,
            zone: meter.zone,
            other_zone: meter.other_zone,
            words: meter.words.clone(),
        })
    }
}

/// The measures that a signal is the least of: of one that is composed further, those of the first
/// that has any.
fn parts(signal: MeasureId, measures: &[Measure]) -> Vec<MeasureId> {
    match &measures[signal.0].kind {
        Kind::Min(ids) => ids.clone(),
        Kind::Max(ids) | Kind::FirstKnown(ids) => ids
            .iter()
            .map(|id| parts(*id, measures))
            .find(|parts| !parts.is_empty())
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}
