//! `spotter exercises`: lists the exercises, shows one in full, checks files, and prints their
//! schema.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use serde::Serialize;

use super::args::{LanguageArgs, user_exercises};
use super::output::{columns, print, print_json, title};
use crate::exercise::{self, Exercise, ExerciseError, Level};
use crate::notice::notice;
use crate::words::{Language, Phrase, Text, sheet};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ExercisesArgs {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    list: ListArgs,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the exercises, your own included (the same as without a word)
    List(ListArgs),
    /// Show an exercise: how it is done, what is watched, how much
    Show(ShowArgs),
    /// Check exercise files, every variant of them
    Check(CheckArgs),
    /// Print the JSON Schema of exercise files, for editors
    Schema(SchemaArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    /// One JSON object per exercise
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    language: LanguageArgs,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// Id of the exercise, such as "bird-dog"
    id: String,
    /// A way of doing it, such as "knees"
    #[arg(long)]
    variant: Option<String>,
    #[command(flatten)]
    language: LanguageArgs,
}

#[derive(Debug, Args)]
struct CheckArgs {
    /// Exercise files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct SchemaArgs {
    /// Of the files of keyframes, which say how an exercise is performed
    #[arg(long)]
    motion: bool,
}

pub(super) fn run(args: &ExercisesArgs) -> Result<()> {
    match &args.what {
        None => list(&args.list),
        Some(What::List(args)) => list(args),
        Some(What::Show(args)) => show(args),
        Some(What::Check(args)) => check(args),
        Some(What::Schema(args)) => print(&serde_json::to_string_pretty(&if args.motion {
            exercise::motion_schema()
        } else {
            exercise::schema()
        })?),
    }
}

/// An exercise that is offered, or why it can't be.
pub(super) struct Offered {
    pub(super) id: String,
    /// The user's file, where it is one.
    pub(super) file: Option<PathBuf>,
    pub(super) exercise: Result<Exercise, ExerciseError>,
}

/// All exercises: the built-in ones in their order, then the user's own by name.
pub(super) fn offered(language: Language) -> Vec<Offered> {
    let folder = user_exercises();
    let own = own_files(folder.as_deref());
    let mut ids = exercise::ids();
    ids.extend(
        own.iter()
            .filter(|id| !exercise::ids().contains(id))
            .cloned(),
    );
    let offer = |id: String| Offered {
        file: folder
            .as_ref()
            .filter(|_| own.contains(&id))
            .map(|folder| folder.join(format!("{id}.toml"))),
        exercise: exercise::load_in(language, &id, None, folder.as_deref()),
        id,
    };
    ids.into_iter().map(offer).collect()
}

/// Ids of the files in the user's folder; none where there is no folder.
fn own_files(folder: Option<&Path>) -> BTreeSet<String> {
    let entries = folder.and_then(|folder| folder.read_dir().ok());
    entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|end| end == "toml"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    name: &'a str,
    variants: Vec<&'a str>,
    doses: Vec<&'a str>,
    /// Path of the user's own file; null for a built-in exercise.
    file: Option<String>,
}

fn list(args: &ListArgs) -> Result<()> {
    // Programs get the same names in every language.
    let language = if args.json {
        Language::English
    } else {
        args.language.language()
    };
    let offered = offered(language);
    let mut rows = Vec::new();
    let mut unusable = 0;
    for Offered { id, file, exercise } in &offered {
        match exercise {
            Ok(exercise) if args.json => print_json(&Line {
                id,
                name: &exercise.name,
                variants: variant_ids(exercise),
                doses: exercise.doses.keys().map(String::as_str).collect(),
                file: file.as_ref().map(|file| file.display().to_string()),
            })?,
            Ok(exercise) => rows.push([
                id.clone(),
                exercise.name.clone(),
                match &variant_ids(exercise)[..] {
                    [] => String::new(),
                    variants => sheet::variants(language, &variants.join(", ")),
                },
                match file {
                    Some(_) => sheet::OWN_FILE.said_in(language),
                    None => String::new(),
                },
            ]),
            Err(error) => {
                notice(error);
                unusable += 1;
            }
        }
    }
    if !rows.is_empty() {
        print(&columns(&rows))?;
    }
    if unusable > 0 {
        bail!("{unusable} of {} exercises can't be used", offered.len());
    }
    Ok(())
}

fn variant_ids(exercise: &Exercise) -> Vec<&str> {
    let variants = exercise.variants.iter();
    variants.map(|variant| variant.id.as_str()).collect()
}

fn show(args: &ShowArgs) -> Result<()> {
    let variant = args.variant.as_deref();
    print(&in_words(&exercise::load_in(
        args.language.language(),
        &args.id,
        variant,
        user_exercises().as_deref(),
    )?))
}

fn in_words(exercise: &Exercise) -> String {
    let introduction = &exercise.introduction;
    let mut text = format!("{}\n", title(exercise));
    let mut section = |title: Text, body: &str| {
        let title = title.in_language(exercise.language);
        text.push_str(&format!("\n{title}\n{body}"));
    };
    let lines = |lines: &[String]| {
        let lines: Vec<String> = lines.iter().map(|line| format!("  {line}\n")).collect();
        lines.concat()
    };
    section(
        sheet::WHAT_TO_DO,
        &lines(std::slice::from_ref(&introduction.article)),
    );
    section(sheet::STEPS, &lines(&introduction.steps));
    section(sheet::TAKE_CARE, &lines(&introduction.safety));
    section(
        sheet::WHAT_I_CANT_SEE,
        &lines(std::slice::from_ref(&introduction.honesty)),
    );
    let doses: Vec<[String; 2]> = exercise
        .doses
        .iter()
        .map(|(name, dose)| [name.clone(), dose.words.clone()])
        .collect();
    section(sheet::HOW_MUCH, &columns(&doses));
    if !exercise.variants.is_empty() {
        let ways = exercise.variants.iter().map(|variant| {
            let level = variant.level.map_or("", |level| {
                match level {
                    Level::Easier => sheet::EASIER,
                    Level::Harder => sheet::HARDER,
                }
                .in_language(exercise.language)
            });
            [variant.id.clone(), variant.name.clone(), level.to_owned()]
        });
        section(sheet::OTHER_WAYS, &columns(&ways.collect::<Vec<_>>()));
    }
    let rules: Vec<[String; 2]> = exercise
        .faults
        .iter()
        .map(|fault| {
            [
                exercise.measure(fault.measure).label.clone(),
                fault.cues.first().to_owned(),
            ]
        })
        .collect();
    section(sheet::WHAT_I_WATCH, &columns(&rules));
    text
}

fn check(args: &CheckArgs) -> Result<()> {
    let mut unsound = 0;
    for path in &args.files {
        match check_file(path) {
            Ok(found) => print(&format!("{}: {found}", path.display()))?,
            Err(complaints) => {
                for complaint in complaints {
                    notice(complaint);
                }
                unsound += 1;
            }
        }
    }
    match (unsound, args.files.len()) {
        (0, _) => Ok(()),
        (_, 1) => bail!("the file can't be used as it is"),
        (_, files) => bail!("{unsound} of {files} files can't be used as they are"),
    }
}

/// Reads a file and every variant of it.
fn check_file(path: &Path) -> Result<String, Vec<ExerciseError>> {
    let (exercise, mut complaints) =
        exercise::examine_file(path, None).map_err(|error| vec![error])?;
    for variant in &exercise.variants {
        match exercise::examine_file(path, Some(&variant.id)) {
            // What the file itself is told is not told again; what a variant leaves unused is
            // used by the file.
            Ok((_, more)) => {
                let is_new = |complaint: &ExerciseError| {
                    let complaint = complaint.to_string();
                    !complaints
                        .iter()
                        .any(|known| known.to_string() == complaint)
                };
                let new: Vec<ExerciseError> = more.into_iter().filter(is_new).collect();
                complaints.extend(new);
            }
            Err(error) => complaints.push(error),
        }
    }
    if !complaints.is_empty() {
        return Err(complaints);
    }
    check_translations(path, &exercise).map_err(|error| vec![error])?;
    Ok(format!(
        "OK, {} with {} measures, {} rules and {} variants",
        exercise.name,
        exercise.measures.len(),
        exercise.faults.len(),
        exercise.variants.len()
    ))
}

/// Reads the texts in other languages that lie beside a sound file, with every variant of it.
fn check_translations(path: &Path, exercise: &Exercise) -> Result<(), ExerciseError> {
    for language in Language::ALL {
        exercise::load_file(language, path, None)?;
        for variant in &exercise.variants {
            exercise::load_file(language, path, Some(&variant.id))?;
        }
    }
    Ok(())
}
