//! From the file to an [`Exercise`]: resolves names, orders measures, checks limits. Every
//! complaint has a line, a column and a way out.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::error::{ExerciseError, nearest};
use super::file::{self, CycleKind, ExerciseFile, RatioTo};
use super::model::*;
use super::point::{Joint, Point, Role};

/// Cues are spoken to somebody who is moving: six words are about two seconds.
const CUE_WORDS: usize = 6;

/// Reads an exercise. `origin` is the path or name used in complaints.
///
/// # Errors
/// [`ExerciseError::Invalid`] with line and column; [`ExerciseError::UnknownName`] for a variant
/// that isn't there.
pub fn parse(text: &str, origin: &str, variant: Option<&str>) -> Result<Exercise, ExerciseError> {
    let base: ExerciseFile = toml::from_str(text).map_err(|err| from_toml(&err, text, origin))?;
    let Some(name) = variant else {
        return Checker::new(text, origin, &base).exercise();
    };
    let merged_text = overlay(text, &base, name)?;
    let merged_origin = format!("{origin} with variant {name}");
    let merged: ExerciseFile = toml::from_str(&merged_text)
        .map_err(|err| from_toml(&err, &merged_text, &merged_origin))?;
    let mut exercise = Checker::new(&merged_text, &merged_origin, &merged).exercise()?;
    exercise.variant = Some(name.to_owned());
    Ok(exercise)
}

/// Lays a variant's tables over the file.
fn overlay(text: &str, base: &ExerciseFile, name: &str) -> Result<String, ExerciseError> {
    let Some(over) = base.variants.get(name) else {
        let known: Vec<String> = base.variants.keys().cloned().collect();
        return Err(ExerciseError::UnknownName {
            exercise: base.id.clone(),
            what: "variant",
            name: name.to_owned(),
            did_you_mean: nearest(name, known.iter().map(String::as_str)),
            known,
        });
    };
    // The text has been read once already, so it is a table.
    let mut table: toml::Table = text.parse().unwrap_or_default();
    let mut over = over.clone();
    over.remove("name");
    merge(&mut table, over);
    Ok(table.to_string())
}

/// Tables are merged; faults are merged by id; measures and everything else are replaced.
fn merge(table: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (table.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) if key == "measures" => {
                below.extend(above);
            }
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => merge(below, above),
            (Some(toml::Value::Array(below)), toml::Value::Array(above)) if key == "faults" => {
                merge_faults(below, above);
            }
            (_, value) => {
                table.insert(key, value);
            }
        }
    }
}

fn merge_faults(below: &mut Vec<toml::Value>, above: Vec<toml::Value>) {
    for fault in above {
        let same = below
            .iter_mut()
            .find(|other| other.get("id") == fault.get("id"));
        match (same, fault) {
            (Some(toml::Value::Table(other)), toml::Value::Table(fault)) => other.extend(fault),
            (_, fault) => below.push(fault),
        }
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

    fn fail<T>(&self, span: Range<usize>, message: impl Into<String>) -> Checked<T> {
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
        Ok(Exercise {
            id: file.id.clone(),
            name: file.name.clone(),
            variant: None,
            introduction: file.introduction.clone(),
            setup: self.setup()?,
            roles,
            start: self.conditions(&file.start.conditions)?,
            start_hold_s: file.start.hold_s,
            target: self.conditions(&file.target.conditions)?,
            meter: self.meter()?,
            doses: file.doses.clone(),
            praise: file.praise.clone(),
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
                let one_sided = match by.get_ref() {
                    file::OneSided {
                        incline: Some([a, b]),
                        toward,
                        height: None,
                    } => OneSided::Incline([joint(a)?, joint(b)?], *toward),
                    file::OneSided {
                        incline: None,
                        toward: None,
                        height: Some(a),
                    } => OneSided::Height(joint(a)?),
                    _ => {
                        return self.fail(
                            by.span(),
                            "compare either `incline` (with `toward`) or `height`",
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

    fn unknown_joint<T>(&self, wrong: &str, span: Range<usize>) -> Checked<T> {
        let names = Joint::ALL.map(Joint::name);
        let hint =
            nearest(wrong, names).map_or_else(String::new, |n| format!(" (did you mean {n:?}?)"));
        self.fail(
            span,
            format!(
                "there is no joint {wrong:?}{hint}; the joints are {}",
                names.join(", ")
            ),
        )
    }

    fn point(&self, name: &str, span: Range<usize>) -> Checked<Point> {
        let Some((role_name, joint_name)) = name.split_once('.') else {
            return self.fail(
                span,
                format!("{name:?} needs a role and a joint, as in \"near.hip\""),
            );
        };
        let role = match role_name {
            "near" => Role::Near,
            "far" => Role::Far,
            "mid" => Role::Mid,
            _ => {
                let picked = self.roles.iter().position(|(name, _)| *name == role_name);
                let opposite = self
                    .roles
                    .iter()
                    .position(|(_, role)| role.opposite.as_deref() == Some(role_name));
                match (picked, opposite) {
                    (Some(role), _) => Role::Picked(role),
                    (None, Some(role)) => Role::Opposite(role),
                    (None, None) => return self.unknown_role(role_name, span),
                }
            }
        };
        let Some(joint) = Joint::from_name(joint_name) else {
            return self.unknown_joint(joint_name, span);
        };
        Ok(Point { role, joint })
    }

    fn unknown_role<T>(&self, wrong: &str, span: Range<usize>) -> Checked<T> {
        let known: Vec<&str> = ["near", "far", "mid"]
            .into_iter()
            .chain(self.roles.iter().map(|(name, _)| *name))
            .chain(
                self.roles
                    .iter()
                    .filter_map(|(_, role)| role.opposite.as_deref()),
            )
            .collect();
        let hint = nearest(wrong, known.iter().copied())
            .map_or_else(String::new, |name| format!(" (did you mean {name:?}?)"));
        self.fail(
            span,
            format!(
                "there is no role {wrong:?}{hint}; the roles are {}",
                known.join(", ")
            ),
        )
    }

    fn role(&self, name: &str, span: Range<usize>) -> Checked<RoleId> {
        match self.roles.iter().position(|(known, _)| *known == name) {
            Some(role) => Ok(role),
            None => self.unknown_role(name, span),
        }
    }

    /// Puts measures that refer to others behind those, so that one pass in order computes all.
    fn measures(&mut self) -> Checked<Vec<Measure>> {
        let mut left: BTreeMap<&str, &Spanned<file::Measure>> = self
            .file
            .measures
            .iter()
            .map(|(name, measure)| (name.as_str(), measure))
            .collect();
        let mut done = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let ready: Vec<&str> = left
                .iter()
                .filter(|(_, measure)| {
                    refers_to(measure.get_ref()).all(|name| !left.contains_key(name))
                })
                .map(|(name, _)| *name)
                .collect();
            if ready.is_empty() {
                let span = left.values().next().map_or(0..0, |measure| measure.span());
                return self.fail(span, "these measures refer to each other in a circle");
            }
            for name in ready {
                if let Some(measure) = left.remove(name) {
                    done.push(self.one_measure(name, measure)?);
                    self.measures.push(name);
                }
            }
        }
        Ok(done)
    }

    fn one_measure(&self, name: &str, spanned: &Spanned<file::Measure>) -> Checked<Measure> {
        let span = spanned.span();
        let m = spanned.get_ref();
        let point = |name: &String| self.point(name, span.clone());
        let ids = |names: &[String]| {
            names
                .iter()
                .map(|name| self.measure_id(name, span.clone()))
                .collect::<Checked<Vec<_>>>()
        };
        let mut kinds: Vec<Kind> = Vec::new();
        if let Some([a, b, c]) = &m.angle {
            kinds.push(Kind::Angle([point(a)?, point(b)?, point(c)?]));
        }
        if let Some([a, b, c]) = &m.bend {
            kinds.push(Kind::Bend([point(a)?, point(b)?, point(c)?]));
        }
        if let Some([a, b]) = &m.incline {
            kinds.push(Kind::Incline([point(a)?, point(b)?], m.toward));
        }
        if let Some(a) = &m.height {
            kinds.push(Kind::Height(point(a)?));
        }
        if let Some([a, b]) = &m.rise {
            kinds.push(Kind::Rise([point(a)?, point(b)?]));
        }
        if let Some([a, b]) = &m.offset {
            kinds.push(Kind::Offset([point(a)?, point(b)?]));
        }
        if let Some([a, b]) = &m.distance {
            kinds.push(Kind::Distance([point(a)?, point(b)?]));
        }
        if let Some(file::Deviation { of, line: [a, b] }) = &m.deviation {
            kinds.push(Kind::Deviation {
                of: point(of)?,
                line: [point(a)?, point(b)?],
            });
        }
        if let Some(part) = m.outline {
            kinds.push(Kind::Outline(part));
        }
        if let Some(other) = &m.change {
            kinds.push(Kind::Of(self.measure_id(other, span.clone())?));
        }
        for (names, make) in [
            (&m.min, Kind::Min as fn(Vec<MeasureId>) -> Kind),
            (&m.max, Kind::Max),
        ] {
            if let Some(names) = names {
                if names.is_empty() {
                    return self.fail(
                        span,
                        "an empty list has no least or greatest: name at least one measure",
                    );
                }
                kinds.push(make(ids(names)?));
            }
        }
        if let Some([a, b]) = &m.same {
            kinds.push(Kind::Same([
                self.role(a, span.clone())?,
                self.role(b, span.clone())?,
            ]));
        }
        if let Some(time) = m.time {
            kinds.push(Kind::Time(time));
        }
        let kind = match (kinds.len(), kinds.pop()) {
            (1, Some(kind)) => kind,
            (0, _) => {
                return self.fail(span, format!(
                    "measure {name:?} says nothing to measure: give one of angle, bend, incline, height, rise, offset, distance, deviation, outline, change, min, max, same, time"
                ));
            }
            _ => {
                return self.fail(
                    span,
                    format!("measure {name:?} has more than one kind: keep one"),
                );
            }
        };
        let reference = match (m.relative_to, m.ratio_to, &kind) {
            (Some(_), Some(_), _) => {
                return self.fail(
                    span,
                    format!("measure {name:?} has both relative_to and ratio_to: keep one"),
                );
            }
            (Some(_), None, _) | (None, None, Kind::Of(_)) => Reference::ChangeFromStart,
            (None, Some(RatioTo::Start), _) => Reference::RatioToStart,
            (None, Some(RatioTo::Goal), _) => Reference::RatioToGoal,
            (None, None, _) => Reference::Absolute,
        };
        Ok(Measure {
            name: name.to_owned(),
            label: m.label.clone(),
            kind,
            reference,
            negate: m.negate,
            absolute: m.absolute,
        })
    }

    fn measure_id(&self, name: &str, span: Range<usize>) -> Checked<MeasureId> {
        if let Some(place) = self.measures.iter().position(|known| *known == name) {
            return Ok(MeasureId(place));
        }
        let known: Vec<&str> = self.file.measures.keys().map(String::as_str).collect();
        let hint = nearest(name, known.iter().copied())
            .map_or_else(String::new, |near| format!(" (did you mean {near:?}?)"));
        self.fail(
            span,
            format!(
                "there is no measure {name:?}{hint}; the measures are {}",
                known.join(", ")
            ),
        )
    }

    fn named(&self, name: &Spanned<String>) -> Checked<MeasureId> {
        self.measure_id(name.get_ref(), name.span())
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
        let parts = match &measures[signal.0].kind {
            Kind::Min(ids) | Kind::Max(ids) => ids.clone(),
            _ => Vec::new(),
        };
        Ok(Cycle {
            kind: cycle.kind,
            signal,
            parts,
            side,
            rising,
            touch: cycle.touch,
            enter: cycle.enter,
            enter_s: cycle.enter_s,
            leave: cycle.leave,
            leave_s: cycle.leave_s,
            pause: cycle.pause,
            count_s: cycle.count_s,
            rest_after_s: cycle.rest_after_s,
            side_words: cycle.side_words.clone(),
            phase_words: cycle.phase_words.clone(),
        })
    }

    fn meter(&self) -> Checked<Meter> {
        let meter = &self.file.meter;
        Ok(Meter {
            measure: self.named(&meter.measure)?,
            low: meter.low,
            high: meter.high,
            zone: meter.zone,
            words: meter.words.clone(),
        })
    }

    fn fault(&self, fault: &file::Fault) -> Checked<Fault> {
        let span = fault.id.span();
        let limits = match (fault.above, fault.below, fault.is) {
            (Some(band), None, None) => {
                if band.bad.is_some_and(|bad| bad <= band.warn) {
                    return self.fail(span, "above: `bad` must be greater than `warn`");
                }
                Limits::Above {
                    warn: band.warn,
                    bad: band.bad,
                }
            }
            (None, Some(band), None) => {
                if band.bad.is_some_and(|bad| bad >= band.warn) {
                    return self.fail(span, "below: `bad` must be less than `warn`");
                }
                Limits::Below {
                    warn: band.warn,
                    bad: band.bad,
                }
            }
            (None, None, Some(is)) => Limits::Is(is),
            _ => {
                return self.fail(span, "a fault needs exactly one of `above`, `below`, `is`");
            }
        };
        if fault.cues.is_empty() {
            return self.fail(span, "a fault needs at least one cue");
        }
        for cue in &fault.cues {
            let words = cue.get_ref().split_whitespace().count();
            if words > CUE_WORDS {
                return self.fail(cue.span(), format!("this cue has {words} words, at most {CUE_WORDS} can be followed while moving: shorten it"));
            }
        }
        Ok(Fault {
            id: fault.id.get_ref().clone(),
            label: fault.label.clone(),
            measure: self.named(&fault.measure)?,
            limits,
            phases: fault.phases.clone(),
            for_s: fault.for_s,
            severity: fault.severity,
            cues: fault.cues.iter().map(|cue| cue.get_ref().clone()).collect(),
            draw: self.draw(&fault.draw, span)?,
        })
    }

    fn draw(&self, draw: &file::Draw, span: Range<usize>) -> Checked<Draw> {
        let point = |name: &String| self.point(name, span.clone());
        let what = match draw {
            file::Draw {
                turn: Some([a, b]),
                to_deg: Some(to_deg),
                toward: Some(toward),
                bone: None,
                line: None,
                outline: false,
                ..
            } => DrawWhat::Turn {
                bone: [point(a)?, point(b)?],
                to_deg: *to_deg,
                toward: *toward,
            },
            file::Draw {
                turn: None,
                bone: Some([a, b]),
                line: None,
                outline: false,
                ..
            } => DrawWhat::Bone([point(a)?, point(b)?]),
            file::Draw {
                turn: None,
                bone: None,
                line: Some([a, b, c]),
                outline: false,
                ..
            } => DrawWhat::Line([point(a)?, point(b)?, point(c)?]),
            file::Draw {
                turn: None,
                bone: None,
                line: None,
                outline: true,
                ..
            } => DrawWhat::Outline,
            file::Draw {
                turn: None,
                bone: None,
                line: None,
                outline: false,
                ..
            } => DrawWhat::Nothing,
            _ => {
                return self.fail(span, "draw: give one of `turn` (with `to_deg` and `toward`), `bone`, `line`, `outline`");
            }
        };
        Ok(Draw {
            what,
            arrow: draw.arrow,
            show: draw.show,
        })
    }
}

fn refers_to(measure: &file::Measure) -> impl Iterator<Item = &str> {
    measure
        .change
        .iter()
        .chain(measure.min.iter().flatten())
        .chain(measure.max.iter().flatten())
        .map(String::as_str)
}
