//! `spotter history`: the sets so far, newest first, and how to get rid of them.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::args::{system_language, user_exercises};
use super::output::{print, print_json};
use crate::exercise;
use crate::notice::notice;
use crate::session::{self, SessionError, SetId, SetRow, Store};
use crate::words::history;

#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// One JSON object per set
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the sets (the same as without a word)
    List(ListArgs),
    /// Delete sets for good; they no longer count for anything
    Delete(DeleteArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    /// One JSON object per set
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct DeleteArgs {
    /// Numbers of the sets, as the list shows them
    #[arg(value_name = "ID", required_unless_present = "all")]
    ids: Vec<SetId>,
    /// All sets
    #[arg(long, conflicts_with = "ids")]
    all: bool,
}

pub(super) fn run(args: &HistoryArgs) -> Result<()> {
    match &args.what {
        None => list(args.json),
        Some(What::List(list_args)) => list(args.json || list_args.json),
        Some(What::Delete(args)) => delete(args),
    }
}

fn list(json: bool) -> Result<()> {
    let sets = match open()? {
        Some(store) => store.sets(u32::MAX)?,
        None => Vec::new(),
    };
    if json {
        return sets.iter().try_for_each(print_json);
    }
    let names = names(&sets);
    print(&session::history_table(system_language(), &sets, |id| {
        names.get(id).map_or(id, String::as_str).to_owned()
    }))
}

/// The names of the exercises that were done. One whose file is gone keeps its id.
fn names(sets: &[SetRow]) -> BTreeMap<String, String> {
    let folder = user_exercises();
    let mut names = BTreeMap::new();
    for SetRow { exercise: id, .. } in sets {
        if !names.contains_key(id)
            && let Ok(exercise) = exercise::load_in(system_language(), id, None, folder.as_deref())
        {
            names.insert(id.clone(), exercise.name);
        }
    }
    names
}

fn delete(args: &DeleteArgs) -> Result<()> {
    let Some(mut store) = open()? else {
        return match args.ids.first() {
            Some(&id) => Err(SessionError::NoSet(id).into()),
            None => told(0),
        };
    };
    if args.all {
        return told(store.delete_all()?);
    }
    told(store.delete(&args.ids)?)
}

fn told(deleted: usize) -> Result<()> {
    print(&history::sets_deleted(system_language(), deleted))
}

/// The history. Looking does not begin one where there is none.
fn open() -> Result<Option<Store>> {
    let store = Store::open_to_read(&session::history_file()?)?;
    if let Some(text) = store.as_ref().and_then(Store::notice) {
        notice(text);
    }
    Ok(store)
}
