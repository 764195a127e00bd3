//! `spotter history`: the sessions so far with their sets, newest first, each set by itself, and how to get
//! rid of them.

use anyhow::{Result, anyhow};
use clap::{Args, Subcommand};

use super::args::{system_language, user_exercises};
use super::coach::told;
use super::output::{print, print_json};
use crate::notice::notice;
use crate::session::{
    self, Names, Recap, SessionError, SessionId, SessionRow, SetId, SetRow, Store,
};
use crate::words::history;

/// So many sessions are listed where not all are asked for: a month of every day.
const LISTED: u32 = 30;

#[derive(Debug, Args)]
pub struct HistoryArgs {
    #[command(flatten)]
    list: ListArgs,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the sessions with their sets (the same as without a word)
    List(ListArgs),
    /// Show a set as it was told when it was over, or a session with all its sets
    Show(ShowArgs),
    /// Delete sets for good; they no longer count for anything
    Delete(DeleteArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    /// One JSON object per set, of all sessions
    #[arg(long)]
    json: bool,
    /// All sessions, not only the newest ones
    #[arg(long = "all", id = "all_sessions", conflicts_with = "json")]
    all: bool,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// Number of the set, as the list shows it
    #[arg(value_name = "ID", required_unless_present = "session")]
    id: Option<SetId>,
    /// This session (the number after "session" in the list as JSON)
    #[arg(long, value_name = "ID", conflicts_with = "id")]
    session: Option<SessionId>,
    /// Everything that happened in it, as --events printed it, and then its line of the list
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct DeleteArgs {
    /// Numbers of the sets, as the list shows them
    #[arg(value_name = "ID")]
    ids: Vec<SetId>,
    /// All sets of these sessions (the number after "Session" in the list)
    #[arg(long, value_name = "ID", num_args = 1..)]
    session: Vec<SessionId>,
    /// All sets
    #[arg(long)]
    all: bool,
}

pub(super) fn run(args: &HistoryArgs) -> Result<()> {
    match &args.what {
        None => list(&args.list),
        Some(What::List(list_args)) => list(&ListArgs {
            json: args.list.json || list_args.json,
            all: args.list.all || list_args.all,
        }),
        Some(What::Show(show_args)) => {
            let json = args.list.json || show_args.json;
            match (show_args.id, show_args.session) {
                (Some(id), _) => show(id, json),
                (None, Some(session)) => show_session(session, json),
                (None, None) => Ok(()),
            }
        }
        Some(What::Delete(args)) => delete(args),
    }
}

fn list(args: &ListArgs) -> Result<()> {
    let store = open()?;
    if args.json {
        let sets = store.map_or(Ok(Vec::new()), |store| store.sets(u32::MAX))?;
        return sets.iter().try_for_each(print_json);
    }
    let Some(store) = store else {
        return print(&table(&[], &[]));
    };
    // One more than is shown says whether there are more.
    let limit = if args.all { u32::MAX } else { LISTED + 1 };
    let mut sessions = store.sessions(limit)?;
    let has_more = !args.all && sessions.len() > LISTED as usize;
    if has_more {
        sessions.truncate(LISTED as usize);
    }
    let ids = sessions.iter().flat_map(|session| &session.sets);
    let sets: Vec<SetRow> = ids.map(|id| store.set(*id)).collect::<Result<_, _>>()?;
    print(&table(&sessions, &sets))?;
    match has_more {
        true => print(history::EARLIER_ONES.in_language(system_language())),
        false => Ok(()),
    }
}

/// The table for people.
fn table(sessions: &[SessionRow], sets: &[SetRow]) -> String {
    let (language, folder) = (system_language(), user_exercises());
    let done = sets
        .iter()
        .map(|set| (set.exercise.as_str(), set.variant.as_deref()));
    let names = Names::of(done, language, folder.as_deref());
    session::history_table(language, sessions, sets, &names)
}

fn show(id: SetId, json: bool) -> Result<()> {
    let Some(store) = open()? else {
        return Err(SessionError::NoSet(id).into());
    };
    let set = store.set(id)?;
    if json {
        store.lines(id)?.iter().try_for_each(|line| print(line))?;
        if let Some(end) = set.clone().end() {
            print_json(&end)?;
        }
        return print_json(&set);
    }
    let (language, variant) = (system_language(), set.variant.as_deref());
    let earlier = || store.earlier(&set.exercise, variant, set.started_at, Some(set.session));
    let earlier = set.counts.then(earlier).transpose()?;
    let exercise = set.load_exercise(language, user_exercises().as_deref());
    let exercise = exercise.map_err(|error| {
        anyhow!("set {id} is told with the file of its exercise, and without it only with --json: {error}")
    })?;
    let recap = Recap::of(&exercise, set.dose_of(&exercise)?, &store.figures(&set)?);
    print(&told(&recap.beside(earlier.as_ref())))
}

fn show_session(id: SessionId, json: bool) -> Result<()> {
    let Some(store) = open()? else {
        return Err(SessionError::NoSession(id).into());
    };
    if json {
        let session = store.session(id)?;
        for set in &session.sets {
            print_json(&store.set(*set)?)?;
        }
        return print_json(&session);
    }
    let folder = user_exercises();
    let recap = session::session_recap(&store, id, system_language(), folder.as_deref())?;
    print(&session::session_terminal(&recap))
}

fn delete(args: &DeleteArgs) -> Result<()> {
    let language = system_language();
    let Some(mut store) = open()? else {
        return match (args.ids.first(), args.session.first()) {
            (Some(&id), _) => Err(SessionError::NoSet(id).into()),
            (None, Some(&id)) => Err(SessionError::NoSession(id).into()),
            (None, None) => print(&history::sets_deleted(language, 0)),
        };
    };
    if !args.session.is_empty() {
        let deleted = store.delete_sessions(&args.session)?;
        return print(&history::sessions_deleted(language, deleted));
    }
    let deleted = match args.all {
        true => store.delete_all()?,
        false => store.delete(&args.ids)?,
    };
    print(&history::sets_deleted(language, deleted))
}

/// The history. Looking does not begin one where there is none.
pub(super) fn open() -> Result<Option<Store>> {
    let store = Store::open_to_read(&session::history_file()?)?;
    if let Some(text) = store.as_ref().and_then(Store::notice) {
        notice(text);
    }
    Ok(store)
}
