//! `spotter history`: the sessions so far, newest first, and how to get rid of them.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::args::{system_language, user_exercises};
use super::output::{print, print_json};
use crate::exercise;
use crate::notice::notice;
use crate::session::{self, SessionError, SessionId, SessionRow, Store};

#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// One JSON object per session
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the sessions (the same as without a word)
    List(ListArgs),
    /// Delete sessions for good; they no longer count for anything
    Delete(DeleteArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    /// One JSON object per session
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct DeleteArgs {
    /// Numbers of the sessions, as the list shows them
    #[arg(value_name = "ID", required_unless_present = "all")]
    ids: Vec<SessionId>,
    /// All sessions
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
    let sessions = match open()? {
        Some(store) => store.sessions(u32::MAX)?,
        None => Vec::new(),
    };
    if json {
        return sessions.iter().try_for_each(print_json);
    }
    let names = names(&sessions);
    print(&session::history_table(
        system_language(),
        &sessions,
        |id| names.get(id).map_or(id, String::as_str).to_owned(),
    ))
}

/// The names of the exercises that were done. One whose file is gone keeps its id.
fn names(sessions: &[SessionRow]) -> BTreeMap<String, String> {
    let folder = user_exercises();
    let mut names = BTreeMap::new();
    for SessionRow { exercise: id, .. } in sessions {
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
            Some(&id) => Err(SessionError::NoSession(id).into()),
            None => told(0),
        };
    };
    if args.all {
        return told(store.delete_all()?);
    }
    told(store.delete(&args.ids)?)
}

fn told(deleted: usize) -> Result<()> {
    print(&match deleted {
        1 => "1 session deleted.".to_owned(),
        deleted => format!("{deleted} sessions deleted."),
    })
}

/// The history. Looking does not begin one where there is none.
fn open() -> Result<Option<Store>> {
    let store = Store::open_to_read(&session::history_file()?)?;
    if let Some(text) = store.as_ref().and_then(Store::notice) {
        notice(text);
    }
    Ok(store)
}
