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
use toml::de::DeTable;

use super::built_in::LIBRARY;
use super::error::{ExerciseError, hint};
use super::file::{self, ExerciseFile, LibraryFile};
use super::keyframes::Keyframes;
use super::model::*;
use super::movement::Movement;
use super::overlay::{self, choose_variant, join_names, variant_names};
use super::removed;
use super::source::{Complaint, Sources};
use super::translation;
use super::variant::Variant;
use super::version;
use cycle::pause;
use measures::Resolved;

use crate::words::Language;

/// What an exercise is read from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Files<'a> {
    /// Path or name of the exercise file, as complaints call it.
    pub origin: &'a str,
    pub text: &'a str,
    /// The language that is asked for.
    pub language: Language,
    /// Path or name, and text, of the file that has the texts in that language.
    pub translated: Option<(&'a str, &'a str)>,
}

impl<'a> Files<'a> {
    /// An exercise file by itself.
    fn only(text: &'a str, origin: &'a str) -> Self {
        Files {
            origin,
            text,
            language: Language::English,
            translated: None,
        }
    }
}

/// Reads an exercise. `origin` is the path or name used in complaints.
///
/// # Errors
/// [`ExerciseError::Invalid`] with line and column; [`ExerciseError::UnknownName`] for a variant
/// that isn't there.
pub fn parse(text: &str, origin: &str, variant: Option<&str>) -> Result<Exercise, ExerciseError> {
    parse_files(Files::only(text, origin), variant)
}

/// Reads an exercise with its texts in a language.
pub(super) fn parse_files(files: Files<'_>, variant: Option<&str>) -> Checked<Exercise> {
    let read = Read::new(files, variant)?;
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
    let read = Read::new(Files::only(text, origin), variant)?;
    let (exercise, places) = read.exercise()?;
    let complaints = gaps::complaints(&places, &exercise)
        .into_iter()
        // What only a variant leaves out is used by the file.
        .chain(places.unused.into_iter().filter(|_| variant.is_none()))
        .map(|complaint| read.sources.complaint(complaint))
        .collect();
    Ok((exercise, complaints))
}

/// Id of an exercise file that has this variant, without a look at the rest.
pub(super) fn parse_id(text: &str, origin: &str, variant: Option<&str>) -> Checked<String> {
    let file = Sources::default().read(origin, text)?;
    has_variant(file.get_ref(), variant)?;
    Ok(id_of(file.get_ref()))
}

/// Whether `variant` is one of the file's, where one is asked for.
fn has_variant(file: &DeTable<'_>, variant: Option<&str>) -> Checked<()> {
    let variants = variant_names(file);
    match variant {
        Some(name) if !variants.iter().any(|known| known == name) => {
            let id = id_of(file);
            Err(ExerciseError::unknown_name(&id, "variant", name, variants))
        }
        _ => Ok(()),
    }
}

fn id_of(file: &DeTable<'_>) -> String {
    let id = file.get("id").and_then(|id| id.get_ref().as_str());
    id.unwrap_or_default().to_owned()
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
    choose_variant(file.get_mut(), variant).map_err(|complaint| sources.complaint(complaint))?;
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

/// The parts of an exercise that were read, before names are resolved.
struct Read<'a> {
    sources: Sources<'a>,
    library: LibraryFile,
    file: ExerciseFile,
    language: Language,
    version: String,
    /// Where the file begins: the place of what is missing.
    at: Range<usize>,
    variants: Vec<Variant>,
    /// Id of the variant that was chosen, and what people call it.
    variant: Option<(String, String)>,
}

impl<'a> Read<'a> {
    fn new(files: Files<'a>, variant: Option<&str>) -> Checked<Self> {
        let mut sources = Sources::default();
        let mut library = sources.read("library.toml", LIBRARY)?;
        let translated = translation::of_library(files.language);
        sources.translate(&mut library, translated)?;
        join_names(library.get_mut());
        let library: LibraryFile = sources.typed(library)?;
        let mut file = sources.read(files.origin, files.text)?;
        if let Some(complaint) = removed::complaint(file.get_ref()) {
            return Err(sources.complaint(complaint));
        }
        sources.translate(&mut file, files.translated)?;
        join_names(file.get_mut());
        has_variant(file.get_ref(), variant)?;
        let variants =
            overlay::variants(file.get_ref()).map_err(|complaint| sources.complaint(complaint))?;
        let called = choose_variant(file.get_mut(), variant)
            .map_err(|complaint| sources.complaint(complaint))?;
        let variant = variant
            .zip(called)
            .map(|(id, called)| (id.to_owned(), called));
        let start = file.span().start;
        Ok(Read {
            file: sources.typed(file)?,
            language: files.language,
            version: version::of(files.text),
            at: start..start,
            sources,
            library,
            variants,
            variant,
        })
    }

    fn exercise(&self) -> Checked<(Exercise, Places)> {
        let checker = Checker {
            read: self,
            file: &self.file,
            measures: Vec::new(),
            open: Vec::new(),
        };
        checker.exercise()
    }
}

/// Places in the texts, one after the other.
type Spans = Vec<Range<usize>>;

/// Where in the texts the limits stand, in the order of the [`Exercise`] that was read from them.
#[derive(Debug)]
struct Places {
    signal: Range<usize>,
    start: Vec<Spans>,
    target: Spans,
    /// Of each fault: its limits, and the conditions under which it is looked for.
    faults: Vec<(Range<usize>, Spans)>,
    /// Measures of the file that nothing refers to.
    unused: Vec<Complaint>,
}

struct Checker<'a> {
    read: &'a Read<'a>,
    file: &'a ExerciseFile,
    /// In the order of [`Exercise::measures`].
    measures: Vec<Resolved<'a>>,
    /// Names of measures that are being resolved, to notice a circle.
    open: Vec<String>,
}

type Checked<T> = Result<T, ExerciseError>;

/// Conditions by the names of measures, of several tables.
type Written<'a> = Vec<(&'a str, &'a Spanned<file::Range>)>;

/// How long the start pose must be held, in seconds. A user who only passes through it begins no set.
const START_HOLD_S: f32 = 1.0;

impl<'a> Checker<'a> {
    pub(super) fn fail<T>(&self, span: Range<usize>, message: impl Into<String>) -> Checked<T> {
        Err(self.read.sources.complaint((span, message.into())))
    }

    fn exercise(mut self) -> Checked<(Exercise, Places)> {
        let file = self.file;
        self.own_names()?;
        let posture = self.posture()?;
        let roles = self.roles()?;
        let doses = self.doses()?;
        let mut cycle = self.cycle()?;
        let (start, start_at) = self.start(posture)?;
        let (target, target_at) = self.conditions(&plain(&file.target))?;
        let (faults, faults_at) = self.faults()?;
        cycle.pause = pause(&cycle, &faults);
        let places = Places {
            signal: file.cycle.signal.span(),
            start: start_at,
            target: target_at,
            faults: faults_at,
            unused: self.unused(),
        };
        let (variant, variant_name) = self.read.variant.clone().unzip();
        let measures = std::mem::take(&mut self.measures);
        let mut exercise = Exercise {
            id: file.id.clone(),
            version: self.read.version.clone(),
            language: self.read.language,
            name: file.name.clone(),
            purpose: file.purpose,
            variant,
            variant_name,
            introduction: file.introduction.clone(),
            setup: self.setup(posture)?,
            roles,
            measures: measures.into_iter().map(|known| known.measure).collect(),
            start,
            start_hold_s: START_HOLD_S,
            target,
            cycle,
            meter: self.meter()?,
            doses,
            praise: self.praise(&faults)?,
            personal: None,
            faults,
            variants: self.read.variants.clone(),
        };
        exercise.personal = self.personal(&exercise)?;
        Ok((exercise, places))
    }

    /// The library keeps its words to itself: the same word means the same everywhere.
    fn own_names(&self) -> Checked<()> {
        let library = &self.read.library.measures;
        let mut own = self.file.measures.0.keys();
        match own.find(|name| library.get(name.get_ref()).is_some()) {
            Some(name) => {
                let message = format!(
                    "the library has a measure {:?}: give yours another name",
                    name.get_ref()
                );
                self.fail(name.span(), message)
            }
            None => Ok(()),
        }
    }

    /// The start poses: what the posture asks for, with what the exercise says.
    fn start(&mut self, posture: &file::Posture) -> Checked<(Vec<Vec<Condition>>, Vec<Spans>)> {
        let file = self.file;
        let mut start = (Vec::new(), Vec::new());
        for own in std::iter::once(&file.start).chain(&file.other_start) {
            let (conditions, at) = self.conditions(&laid_over(&posture.start, own))?;
            start.0.push(conditions);
            start.1.push(at);
        }
        Ok(start)
    }

    fn posture(&self) -> Checked<&'a file::Posture> {
        let wanted = &self.file.setup.posture;
        let postures = &self.read.library.postures;
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
        let [ahead_torso, behind_torso] = setup.room_torso;
        let points = |names: &[Spanned<String>]| {
            names
                .iter()
                .map(|name| self.point(name.get_ref(), None, name.span()))
                .collect::<Checked<Vec<_>>>()
        };
        Ok(Setup {
            view: match posture.belly {
                Ventral::Camera => View::Front,
                Ventral::Down | Ventral::Up | Ventral::Facing => View::Side,
            },
            pose_words: setup.words.as_ref().unwrap_or(&posture.words).clone(),
            ventral: posture.belly,
            needs: points(&setup.needs)?,
            room: Room {
                ahead_torso,
                behind_torso,
            },
            floor: points(setup.floor.as_ref().unwrap_or(&posture.floor))?,
        })
    }

    /// Conditions with the places where they stand.
    fn conditions(&mut self, written: &Written) -> Checked<(Vec<Condition>, Spans)> {
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
    let hint = hint(wrong, known);
    format!(
        "there is no {what} {wrong:?}{hint}; the {what}s are {}",
        known.join(", ")
    )
}
