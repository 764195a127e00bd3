//! `spotter routines`: lists the routines, shows one, checks files, and prints their schema.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

use super::args::{system_language, user_exercises};
use super::output::{columns, print};
use super::routine::{find, today, user_routines};
use crate::exercise;
use crate::notice::notice;
use crate::routine;
use crate::words::routine as words;

#[derive(Debug, Args)]
pub struct RoutinesArgs {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the routines, your own included (the same as without a word)
    List,
    /// Show what a routine has today
    Show(ShowArgs),
    /// Check routine files
    Check(CheckArgs),
    /// Print the JSON Schema of routine files, for editors
    Schema,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// Name of a routine, or the path of its file
    #[arg(value_name = "NAME|FILE")]
    routine: String,
}

#[derive(Debug, Args)]
struct CheckArgs {
    /// Routine files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(super) fn run(args: &RoutinesArgs) -> Result<()> {
    match &args.what {
        None | Some(What::List) => list(),
        Some(What::Show(args)) => show(args),
        Some(What::Check(args)) => check(args),
        Some(What::Schema) => print(&serde_json::to_string_pretty(&routine::schema())?),
    }
}

fn list() -> Result<()> {
    let mut rows = Vec::new();
    for name in routine::names(user_routines().as_deref()) {
        match find(system_language(), &name) {
            Ok((routine, _)) => {
                rows.push([name, routine.name, routine.about.unwrap_or_default()]);
            }
            Err(error) => notice(error),
        }
    }
    print(columns(&rows).trim_end())
}

fn show(args: &ShowArgs) -> Result<()> {
    let language = system_language();
    let (routine, _) = find(language, &args.routine)?;
    let folder = user_exercises();
    let mut rows = Vec::new();
    for set in routine.sets_of(today()) {
        let variant = set.variant.as_deref();
        let exercise = exercise::load_in(language, &set.exercise, variant, folder.as_deref())?;
        let dose = exercise.dose(&set.dose)?.words.clone();
        let name = match &exercise.variant_name {
            Some(variant) => words::in_form(language, &exercise.name, variant),
            None => exercise.name,
        };
        let rest = words::then_rest(language, set.rest_s.round() as u32);
        rows.push([name, dose, rest]);
    }
    if let Some(last) = rows.last_mut() {
        last[2].clear();
    }
    let mut text = format!("{}\n{}", routine.name, columns(&rows));
    let whose = words::programme_of(
        language,
        routine.therapist.as_deref(),
        routine.until.as_deref(),
    );
    for line in whose.into_iter().chain(routine.note) {
        text.push_str(&format!("{line}\n"));
    }
    print(text.trim_end())
}

fn check(args: &CheckArgs) -> Result<()> {
    let folder = user_exercises();
    let mut bad = 0;
    for path in &args.files {
        match routine::load_file(path, folder.as_deref()) {
            Ok(routine) => print(&format!("{}: {} is fine", path.display(), routine.name))?,
            Err(error) => {
                bad += 1;
                notice(error);
            }
        }
    }
    match bad {
        0 => Ok(()),
        1 => bail!("1 file is not as it should be"),
        bad => bail!("{bad} files are not as they should be"),
    }
}
