//! `spotter routines`: lists the routines, shows one, checks files, and prints their schema.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

use super::args::user_exercises;
use super::output::{columns, print};
use super::routine::{find, today, user_routines};
use crate::exercise;
use crate::notice::notice;
use crate::routine;

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
        match find(&name) {
            Ok((routine, _)) => {
                rows.push([name, routine.name, routine.about.unwrap_or_default()]);
            }
            Err(error) => notice(error),
        }
    }
    print(columns(&rows).trim_end())
}

fn show(args: &ShowArgs) -> Result<()> {
    let (routine, _) = find(&args.routine)?;
    let folder = user_exercises();
    let mut rows = Vec::new();
    for set in routine.sets_of(today()) {
        let variant = set.variant.as_deref();
        let exercise = exercise::load(&set.exercise, variant, folder.as_deref())?;
        let words = exercise.dose(&set.dose)?.words.clone();
        let name = match exercise.variant_name {
            Some(variant) => format!("{}, {variant}", exercise.name),
            None => exercise.name,
        };
        rows.push([name, words, format!("then {} s of rest", set.rest_s)]);
    }
    if let Some(last) = rows.last_mut() {
        last[2].clear();
    }
    print(&format!("{}\n{}", routine.name, columns(&rows).trim_end()))
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
