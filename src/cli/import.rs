//! `spotter import`: takes what `spotter export --json` has written into the history, each set once, and a
//! programme among the user's routines.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::args::{system_language, user_exercises};
use super::output::print;
use super::routine::user_routines;
use crate::notice::notice;
use crate::output_file::{OutputError, OutputFile};
use crate::routine;
use crate::session::{ExportFile, Imported, Programme, Store, history_file, private_folder};
use crate::words::exchange;

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// A file that `spotter export --json` has written
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Put its programme in the place of your own routine of that name
    #[arg(long)]
    replace: bool,
}

pub(super) fn run(args: &ImportArgs) -> Result<()> {
    let export = ExportFile::read(&args.file)?;
    let language = system_language();
    let programme = export.programme().cloned();
    // It is looked at before anything is taken, and has its name only after everything is.
    let place = match &programme {
        Some(programme) => Some(prepared(programme, args.replace)?),
        None => None,
    };
    let has_results = !export.is_empty();
    let imported = taken(export)?;
    if let (Some(Programme { name, .. }), Some(place)) = (&programme, place) {
        print(&match place {
            Some(file) => {
                file.finish()?;
                exchange::programme_is_there(language, name)
            }
            None => exchange::programme_was_there(language, name),
        })?;
    }
    if has_results || programme.is_none() {
        print(&exchange::imported(language, imported.sets, imported.known))?;
    }
    Ok(())
}

/// Takes the sets. One without any begins no history, but has to be whole.
fn taken(export: ExportFile<impl std::io::BufRead>) -> Result<Imported> {
    let mut store = match export.is_empty() {
        true => Store::memory()?,
        false => Store::open(&history_file()?)?,
    };
    if let Some(text) = store.notice() {
        notice(text);
    }
    Ok(export.into_store(&mut store)?)
}

/// The file of a programme, written but not yet with its name. None where it is there already.
fn prepared(programme: &Programme, replace: bool) -> Result<Option<OutputFile>> {
    let Programme { name, text } = programme;
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    if name.is_empty() || name.len() > 100 || !name.chars().all(is_plain) {
        bail!("the programme in the file is called {name:?}, which is no name for a routine");
    }
    routine::parse(text, name, user_exercises().as_deref())?;
    let folder = user_routines().context("this user has no folder for settings: set HOME")?;
    let path = folder.join(format!("{name}.toml"));
    match fs::read_to_string(&path) {
        Ok(own) if own == *text => return Ok(None),
        Ok(_) if !replace => bail!(
            "you have a routine {name:?} already, and nothing was imported: give --replace to put the \
             programme in its place, or rename yours: {}",
            path.display()
        ),
        _ => {}
    }
    let failed = |source| OutputError::Write {
        path: path.clone(),
        source,
    };
    private_folder(&folder).map_err(failed)?;
    let mut file = OutputFile::create(&path)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    Ok(Some(file))
}
