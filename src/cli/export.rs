//! `spotter export`: the history as files for other programs, or for a therapist.

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;

use super::args::{system_language, user_exercises};
use super::history::open;
use super::output::{PrintError, print};
use super::routine::user_routines;
use crate::app::unix_s;
use crate::exercise;
use crate::notice::notice;
use crate::output_file::{OutputError, OutputFile, keep_apart};
use crate::routine;
use crate::session::{
    CSV_FILES, Exported, Programme, SessionError, Store, Wanted, export_csv, export_json,
    history_file, private_folder,
};
use crate::words::{Date, exchange};

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Write tables for a spreadsheet into this folder, a file per kind
    #[arg(long, value_name = "DIR", conflicts_with = "json")]
    csv: Option<PathBuf>,
    /// Write one file that `spotter import` reads (left out: spotter-export-DATE.json; - is standard output)
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Only the sessions since this day, such as 2026-03-01
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// Put this routine into the file. Then results go along only with --since
    #[arg(long, value_name = "NAME|FILE", conflicts_with = "csv")]
    routine: Option<String>,
}

pub(super) fn run(args: &ExportArgs) -> Result<()> {
    let exported = match &args.csv {
        Some(folder) => tables(args, folder)?,
        None => json(args)?,
    };
    if exported.unreadable > 0 {
        notice(exchange::left_out(system_language(), exported.unreadable));
    }
    Ok(())
}

fn json(args: &ExportArgs) -> Result<Exported> {
    let programme = args.routine.as_deref().map(programme).transpose()?;
    let today = Date::of_day(u32::try_from(unix_s() / 86_400).unwrap_or(0));
    let out = match &args.json {
        Some(out) => out.clone(),
        None => PathBuf::from(format!("spotter-export-{today}.json")),
    };
    keep_apart(&[&history_file()?], [("--json", Some(&*out))])?;
    let has_results = programme.is_none() || args.since.is_some();
    let store = if has_results { open()? } else { None };
    let wanted = Wanted {
        since: args.since,
        programme,
    };
    let mut file = BufWriter::new(OutputFile::create_private(&out)?);
    let exported = export_json(store.as_ref(), &wanted, &mut file);
    let exported = exported.map_err(|error| of_output(&out, error))?;
    finish(&out, file)?;
    if out != Path::new("-") {
        print(&out.display().to_string())?;
    }
    Ok(exported)
}

fn tables(args: &ExportArgs, folder: &Path) -> Result<Exported> {
    private_folder(folder).map_err(|source| OutputError::Write {
        path: folder.to_owned(),
        source,
    })?;
    let paths = CSV_FILES.map(|name| folder.join(name));
    keep_apart(
        &[&history_file()?],
        paths.each_ref().map(|path| ("--csv", Some(&**path))),
    )?;
    let store: Option<Store> = open()?;
    let mut files = Vec::new();
    for path in &paths {
        files.push(BufWriter::new(OutputFile::create_private(path)?));
    }
    let Ok(files) = <[_; CSV_FILES.len()]>::try_from(files) else {
        bail!("there is a file for each table");
    };
    let exercises = user_exercises();
    let written = export_csv(store.as_ref(), args.since, exercises.as_deref(), files);
    let (files, exported) = written.map_err(|error| of_output(folder, error))?;
    for (path, file) in paths.iter().zip(files) {
        finish(path, file)?;
    }
    print(&folder.display().to_string())?;
    Ok(exported)
}

fn finish(path: &Path, file: BufWriter<OutputFile>) -> Result<()> {
    let file = file
        .into_inner()
        .map_err(|error| of_output(path, SessionError::Output(error.into_error())))?;
    Ok(file.finish()?)
}

/// Says which output can't be written. A reader of standard output that is gone has what it wanted.
fn of_output(path: &Path, error: SessionError) -> anyhow::Error {
    match error {
        SessionError::Output(said) if said.kind() == io::ErrorKind::BrokenPipe => {
            PrintError::from(said).into()
        }
        SessionError::Output(source) => OutputError::Write {
            path: path.to_owned(),
            source,
        }
        .into(),
        other => other.into(),
    }
}

/// A routine by its name or by the path of its file.
fn programme(name: &str) -> Result<Programme> {
    let path = Path::new(name);
    let folder = user_routines();
    let own = folder.map(|folder| folder.join(format!("{name}.toml")));
    let file = match path.extension().is_some_and(|end| end == "toml") {
        true => Some(path.to_owned()),
        false => own.filter(|path| path.is_file()),
    };
    let (name, text) = match (file, routine::source_text(name)) {
        (Some(file), _) => {
            let stem = file.file_stem().and_then(|stem| stem.to_str());
            let stem = stem.context("the name of the routine's file can't be read: rename it")?;
            (stem.to_owned(), exercise::read_text(&file)?)
        }
        (None, Some(text)) => (name.to_owned(), text.to_owned()),
        (None, None) => {
            return Err(anyhow!(
                "there is no routine {name:?}: `spotter routines` lists them"
            ));
        }
    };
    routine::parse(&text, &name, user_exercises().as_deref())?;
    Ok(Programme { name, text })
}
