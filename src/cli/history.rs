//! `spotter history`: the sessions so far, newest first.

use anyhow::Result;
use clap::Args;

use super::output::{print, print_json};
use crate::notice::notice;
use crate::session::{self, SessionRow, Store};

#[derive(Debug, Args)]
pub(super) struct HistoryArgs {
    /// One JSON object per session
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &HistoryArgs) -> Result<()> {
    let sessions = sessions()?;
    if args.json {
        return sessions.iter().try_for_each(print_json);
    }
    print(&session::history_table(&sessions))
}

/// All sessions. Looking does not begin a history where there is none.
fn sessions() -> Result<Vec<SessionRow>> {
    let file = session::history_file()?;
    if !file.exists() {
        return Ok(Vec::new());
    }
    let store = Store::open(&file)?;
    if let Some(text) = store.notice() {
        notice(text);
    }
    Ok(store.sessions(u32::MAX)?)
}
