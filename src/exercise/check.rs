//! From the file to an [`Exercise`]: resolves names, checks limits. Every complaint has a line of
//! the author's file and a way out.

mod cycle;
mod doses;
mod faults;
mod gaps;
mod measures;
mod names;
mod praise;
#[cfg(test)]
mod tests;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::built_in::LIBRARY;
use super::error::{ExerciseError, nearest};
use super::file::{self, ExerciseFile, LibraryFile};
use super::keyframes::Keyframes;
use super::model::*;
use super::movement::Movement;
use super::overlay::{join_names, lay_over};
use super::source::{Complaint, Sources};
use measures::Resolved;

/// Reads an exercise. `origin` is the path or name used in complaints.
///
/// # Errors
/// [`ExerciseError::Invalid`] with line and column; [`ExerciseError::UnknownName`] for a variant
/// that isn't there.
pub fn parse(text: &str, origin: &str, variant: Option<&str>) -> Result<Exercise, ExerciseError> {
    let read = Read::new(text, origin, variant)?;
    let (exercise, _) = read.exercise()?;
    Ok(exercise)
}

/// Reads an exercise, and lists where its limits lie closer together than landmarks can tell, and
/// what it defines without using it.
///
/// # Errors
/// As [`parse`].
pub fn examine(
    text: &str,
    origin: &str,
    variant: Option<&str>,
) -> Result<(Exercise, Vec<ExerciseError>), ExerciseError> {
    let read = Read::new(text, origin, variant)?;
    let (exercise, places) = read.exercise()?;
    let complaints = gaps::complaints(&places, &exercise)
        .into_iter()
        // What only a variant leaves out is used by the file.
        .chain(places.unused.into_iter().filter(|_| variant.is_none()))
        .map(|complaint| read.sources.complaint(complaint))
        .collect();
    Ok((exercise, complaints))
}

/// Id and variants of an exercise file, without a look at the rest.
///
/// # Errors
/// [`ExerciseError::Invalid`] where the file can't be read.
pub fn parse_head(text: &str, origin: &str) -> Result<(String, Vec<String>), ExerciseError> {
    let mut sources = Sources::default();
    let file = sources.read(origin, text)?;
    let variants = variant_names(file.get_ref());
    let id = file
        .get_ref()
        .get("id")
        .and_then(|id| id.get_ref().as_str());
    Ok((id.unwrap_or_default().to_owned(), variants))
}

/// Reads how the exercise `id` is performed, from a file of keyframes. A variant that the file
/// doesn't mention is performed in the usual form.
///
/// # Errors
/// [`ExerciseError::Invalid`] with line and column.
pub fn parse_movement(
    text: &str,
    origin: &str,
    id: &str,
    variant: Option<&str>,
) -> Result<Movement, ExerciseError> {
    let mut sources = Sources::default();
    let mut file = sources.read(origin, text)?;
    let laid_over = Variant::take(file.get_mut(), variant).and_then(|variant| {
        variant
            .map(|variant| variant.lay_over(file.get_mut()))
            .transpose()
    });
    laid_over.map_err(|complaint| sources.complaint(complaint))?;
    let start = file.span().start;
    let places = named_places(file.get_ref());
    let keyframes: Keyframes = sources.typed(file)?;
    Movement::new(id, &keyframes).map_err(|message| {
        let named = places.iter().find(|(name, _)| message.starts_with(name));
        let span = named.map_or(start..start, |(_, span)| span.clone());
        sources.complaint((span, message))
    })
}

/// Poses and faults as complaints name them, "[poses.peak]", and where they stand.
fn named_places(file: &DeTable<'_>) -> Vec<(String, Range<usize>)> {
    let entries = |section| {
        let table = file
            .get(section)
            .and_then(|table| table.get_ref().as_table());
        let names = table.into_iter().flat_map(DeTable::keys);
        names.map(move |name| (format!("[{section}.{}]", name.get_ref()), name.span()))
    };
    entries("poses").chain(entries("faults")).collect()
}

fn variant_names(file: &DeTable<'_>) -> Vec<String> {
    let variants = file
        .get("variants")
        .and_then(|variants| variants.get_ref().as_table());
    let names = variants.into_iter().flat_map(DeTable::keys);
    let mut names: Vec<String> = names.map(|name| name.get_ref().to_string()).collect();
    names.sort();
    names
}

/// A variant: tables to lay over its file one after the other, and what people call it, which is
/// its id where it doesn't say.
struct Variant<'a> {
    layers: Vec<DeTable<'a>>,
    called: String,
}

impl<'a> Variant<'a> {
    /// Takes all variants out of a file and keeps the one of this name, with those that it is
    /// `like`.
    fn take(file: &mut DeTable<'a>, name: Option<&str>) -> Result<Option<Self>, Complaint> {
        let Some(DeValue::Table(mut variants)) = file.remove("variants").map(Spanned::into_inner)
        else {
            return Ok(None);
        };
        let mut take = |name: &str| match variants.remove(name).map(Spanned::into_inner) {
            Some(DeValue::Table(table)) => Some(table),
            _ => None,
        };
        let Some((name, mut layer)) = name.and_then(|name| Some((name, take(name)?))) else {
            return Ok(None);
        };
        let called = layer.remove("name");
        let called = called.as_ref().and_then(|called| called.get_ref().as_str());
        let called = called.unwrap_or(name).to_owned();
        let mut layers = Vec::new();
        loop {
            let like = layer.remove("like");
            layers.push(layer);
            let Some(like) = like else {
                break;
            };
            let wanted = like.get_ref().as_str().unwrap_or_default();
            layer = take(wanted).ok_or_else(|| {
                let message = format!("there is no other variant {wanted:?} to be like");
                (like.span(), message)
            })?;
            layer.remove("name");
        }
        layers.reverse();
        Ok(Some(Variant { layers, called }))
    }

    fn lay_over(self, file: &mut DeTable<'a>) -> Result<String, Complaint> {
        for layer in self.layers {
            lay_over(file, layer)?;
        }
        Ok(self.called)
    }
}

/// The parts of an exercise that were read, before names are resolved.
struct Read<'a> {
    sources: Sources<'a>,
    library: LibraryFile,
    file: ExerciseFile,
    /// Where the file begins: the place of what is missing.
    at: Range<usize>,
    variants: Vec<String>,
    /// Id of the variant that was chosen, and what people call it.
    variant: Option<(String, String)>,
}

impl<'a> Read<'a> {
    fn new(text: &'a str, origin: &'a str, variant: Option<&str>) -> Checked<Self> {
        let mut sources = Sources::default();
        let mut library = sources.read("library.toml", LIBRARY)?;
        join_names(library.get_mut());
        let library: LibraryFile = sources.typed(library)?;
        let mut file = sources.read(origin, text)?;
        join_names(file.get_mut());
        let variants = variant_names(file.get_ref());
        if let Some(name) = variant.filter(|name| !variants.iter().any(|known| known == name)) {
            let id = file
                .get_ref()
                .get("id")
                .and_then(|id| id.get_ref().as_str());
            return Err(unknown_variant(id.unwrap_or_default(), name, &variants));
        }
        let called = Variant::take(file.get_mut(), variant)
            .and_then(|chosen| {
                chosen
                    .map(|chosen| chosen.lay_over(file.get_mut()))
                    .transpose()
            })
            .map_err(|complaint| sources.complaint(complaint))?;
        let variant = variant
            .zip(called)
            .map(|(id, called)| (id.to_owned(), called));
        let start = file.span().start;
        Ok(Read {
            file: sources.typed(file)?,
            at: start..start,
            sources,
            library,
            variants,
            variant,
        })
    }

    fn exercise(&self) -> Checked<(Exercise, Places)> {
        let checker = Checker {
            sources: &self.sources,
            library: &self.library,
            file: &self.file,
            at: self.at.clone(),
            measures: Vec::new(),
            open: Vec::new(),
        };
        let (mut exercise, places) = checker.exercise()?;
        exercise.variants.clone_from(&self.variants);
        if let Some((id, name)) = &self.variant {
            exercise.variant = Some(id.clone());
            exercise.variant_name = Some(name.clone());
        }
        Ok((exercise, places))
    }
}

pub(super) fn unknown_variant(exercise: &str, name: &str, known: &[String]) -> ExerciseError {
    ExerciseError::UnknownName {
        exercise: exercise.to_owned(),
        what: "variant",
        name: name.to_owned(),
        did_you_mean: nearest(name, known.iter().map(String::as_str)),
        known: known.to_vec(),
    }
}

/// Where in the texts the limits stand, in the order of the [`Exercise`] that was read from them.
#[derive(Debug, Default)]
struct Places {
    signal: Range<usize>,
    start: Vec<Vec<Range<usize>>>,
    target: Vec<Range<usize>>,
    /// Of each fault: its limits, and the conditions under which it is looked for.
    faults: Vec<(Range<usize>, Vec<Range<usize>>)>,
    /// Measures of the file that nothing refers to.
    unused: Vec<Complaint>,
}

struct Checker<'a> {
    sources: &'a Sources<'a>,
    library: &'a LibraryFile,
    file: &'a ExerciseFile,
    /// Where the file begins: the place of what is missing.
    at: Range<usize>,
    /// In the order of [`Exercise::measures`].
    measures: Vec<Resolved<'a>>,
    /// Names of measures that are being resolved, to notice a circle.
    open: Vec<String>,
}

type Checked<T> = Result<T, ExerciseError>;

/// Conditions by the names of measures, of several tables.
type Written<'a> = Vec<(&'a str, &'a Spanned<file::Range>)>;

/// How long the start pose must be held, in seconds: long enough that nobody who passes through it
/// begins a set.
const START_HOLD_S: f32 = 1.0;

impl<'a> Checker<'a> {
    pub(super) fn fail<T>(&self, span: Range<usize>, message: impl Into<String>) -> Checked<T> {
        Err(self.sources.complaint((span, message.into())))
    }

    fn exercise(mut self) -> Checked<(Exercise, Places)> {
        let file = self.file;
        let library_names: Vec<&str> = self.library.measures.names().collect();
        if let Some((name, _)) = file
            .measures
            .0
            .iter()
            .find(|(name, _)| library_names.contains(&name.get_ref().as_str()))
        {
            let message = format!(
                "the library has a measure {:?}: give yours another name",
                name.get_ref()
            );
            return self.fail(name.span(), message);
        }
        let posture = self.posture()?;
        let roles = self.roles()?;
        self.doses()?;
        let cycle = self.cycle()?;
        let meter = self.meter(cycle.signal)?;
        let mut places = Places {
            signal: file.cycle.signal.span(),
            ..Places::default()
        };
        let mut start = Vec::new();
        let mut sets = vec![laid_over(&posture.start, &file.start)];
        sets.extend(
            file.other_start
                .as_ref()
                .map(|other| laid_over(&posture.start, other)),
        );
        for written in sets {
            let (conditions, at) = self.conditions(&written)?;
            start.push(conditions);
            places.start.push(at);
        }
        let (target, at) = self.conditions(&plain(&file.target))?;
        places.target = at;
        let mut faults = Vec::new();
        for (id, fault) in &file.faults.0 {
            let (fault, at) = self.fault(id.get_ref(), fault)?;
            faults.push(fault);
            places.faults.push(at);
        }
        places.unused = self.unused();
        let exercise = Exercise {
            id: file.id.clone(),
            name: file.name.clone(),
            variant: None,
            variant_name: None,
            introduction: file.introduction.clone(),
            setup: self.setup(posture)?,
            roles,
            start,
            start_hold_s: START_HOLD_S,
            target,
            meter,
            doses: file
                .doses
                .iter()
                .map(|(name, dose)| (name.clone(), dose.get_ref().clone()))
                .collect(),
            praise: self.praise(&faults)?,
            personal: self.personal(&faults)?,
            faults,
            variants: Vec::new(),
            cycle,
            measures: self
                .measures
                .into_iter()
                .map(|resolved| resolved.measure)
                .collect(),
        };
        Ok((exercise, places))
    }

    fn posture(&self) -> Checked<&'a file::Posture> {
        let wanted = &self.file.setup.posture;
        let postures = &self.library.postures;
        match postures.get(wanted.get_ref()) {
            Some(posture) => Ok(posture.get_ref()),
            None => {
                let known: Vec<&str> = postures.names().collect();
                let message = unknown("posture", wanted.get_ref(), &known);
                self.fail(wanted.span(), message)
            }
        }
    }

    fn setup(&self, posture: &file::Posture) -> Checked<Setup> {
        let setup = &self.file.setup;
        let points = |names: &[Spanned<String>]| {
            names
                .iter()
                .map(|name| self.point(name.get_ref(), None, name.span()))
                .collect::<Checked<Vec<_>>>()
        };
        Ok(Setup {
            view: posture.view,
            pose_words: setup.words.as_ref().unwrap_or(&posture.words).clone(),
            ventral: posture.belly,
            needs: points(&setup.needs)?,
            room: setup.room,
            floor: points(setup.floor.as_ref().unwrap_or(&posture.floor))?,
        })
    }

    /// Conditions with the places where they stand.
    fn conditions(&mut self, written: &Written) -> Checked<(Vec<Condition>, Vec<Range<usize>>)> {
        let mut conditions = Vec::new();
        for (name, range) in written {
            let file::Range { from, to } = range.get_ref();
            let (from, to) = (
                from.unwrap_or(f32::NEG_INFINITY),
                to.unwrap_or(f32::INFINITY),
            );
            if from >= to {
                let message = format!("from {from} to {to} is an empty range");
                return self.fail(range.span(), message);
            }
            let measure = self.measure(name, range.span())?;
            conditions.push(Condition { measure, from, to });
        }
        let at = written.iter().map(|(_, range)| range.span()).collect();
        Ok((conditions, at))
    }
}

fn plain(conditions: &file::Conditions) -> Written<'_> {
    let all = conditions.0.iter();
    all.map(|(name, range)| (name.get_ref().as_str(), range))
        .collect()
}

/// The conditions of a posture, with those of the exercise in their place where the names are the
/// same.
fn laid_over<'a>(posture: &'a file::Conditions, own: &'a file::Conditions) -> Written<'a> {
    let mut all = plain(posture);
    all.retain(|(name, _)| own.get(name).is_none());
    all.extend(plain(own));
    all
}

/// "there is no joint "kne" (did you mean "knee"?); the joints are …".
fn unknown(what: &str, wrong: &str, known: &[&str]) -> String {
    let hint = nearest(wrong, known.iter().copied())
        .map_or_else(String::new, |near| format!(" (did you mean {near:?}?)"));
    format!(
        "there is no {what} {wrong:?}{hint}; the {what}s are {}",
        known.join(", ")
    )
}
