//! `spotter report`: a page for a visit to the doctor or the therapist.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use super::args::{LanguageArgs, user_exercises};
use super::output::print;
use super::settings::settings;
use super::wrong_usage;
use crate::app::{Replay, open_document, pdf_of, unix_s};
use crate::exercise::Exercise;
use crate::notice::notice;
use crate::output_file::{DocumentFormat, OutputError, OutputFile, keep_apart};
use crate::session::{
    ExportFile, ReportContext, SessionError, SetCurve, SetId, Store, history_file, report_of_set,
    report_since,
};
use crate::words::Date;

/// So many weeks are told where no day is given, this one included: the usual length of a programme
/// (JMIR mHealth 2024;12:e56580).
const WEEKS: u32 = 8;

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Number of a set, as `spotter history` shows it (left out: the last eight weeks)
    #[arg(value_name = "ID")]
    id: Option<SetId>,
    /// Everything since this day, such as 2026-03-01
    #[arg(long, value_name = "DATE", conflicts_with = "id")]
    since: Option<Date>,
    /// Tell what this file has, which `spotter export --json` has written, in place of your own history
    #[arg(long, value_name = "FILE", conflicts_with = "id")]
    from: Option<PathBuf>,
    /// Where to write the page (left out: spotter-report-DATE.html, unless there is a --pdf)
    #[arg(long, value_name = "FILE.html")]
    out: Option<PathBuf>,
    /// Print it as a PDF as well, with a browser of the system
    #[arg(long, value_name = "FILE.pdf")]
    pdf: Option<PathBuf>,
    /// Open what was written
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    language: LanguageArgs,
}

pub(super) fn run(args: &ReportArgs) -> Result<()> {
    let history = history_file()?;
    let outputs = [
        ("--out", args.out.as_deref()),
        ("--pdf", args.pdf.as_deref()),
    ];
    let inputs = [Some(&*history), args.from.as_deref()];
    keep_apart(&inputs.into_iter().flatten().collect::<Vec<_>>(), outputs)?;
    let formats = [DocumentFormat::Html, DocumentFormat::Pdf];
    for ((_, path), format) in outputs.into_iter().zip(formats) {
        path.map_or(Ok(()), |path| format.check(path))?;
    }
    let store = match &args.from {
        Some(file) => Some(imported(file)?),
        None => Store::open_to_read(&history)?,
    };
    let Some(store) = store else {
        match args.id {
            Some(id) => return Err(SessionError::NoSet(id).into()),
            None => bail!(
                "there is no history yet: it begins with the first set in front of the camera"
            ),
        }
    };
    if let Some(text) = store.notice() {
        notice(text);
    }
    let context = ReportContext {
        language: args.language.language(),
        today: store.calendar(unix_s())?.day,
        weekly_goal_days: settings().weekly_goal_days,
        folder: user_exercises(),
    };
    let html = report(args, &store, &context)?;
    write(args, &html, context.today)
}

/// What somebody else has exported, apart from the user's own history.
fn imported(file: &Path) -> Result<Store, SessionError> {
    let mut store = Store::memory()?;
    ExportFile::read(file)?.into_store(&mut store)?;
    Ok(store)
}

fn report(args: &ReportArgs, store: &Store, context: &ReportContext) -> Result<String> {
    if let Some(id) = args.id {
        let curve = curve(store, id, context);
        let curve = curve.as_ref().map(|(exercise, curve)| (exercise, curve));
        return Ok(report_of_set(store, id, curve, context)?);
    }
    let since = match args.since {
        None => Date::monday_of(context.today).saturating_sub(7 * (WEEKS - 1)),
        Some(date) => date.number().unwrap_or(0),
    };
    if since > context.today {
        return Err(wrong_usage("report", "the day of --since is yet to come"));
    }
    match report_since(store, since, context)? {
        Some(html) => Ok(html),
        None => bail!(
            "nothing was done in front of the camera since {}: give an earlier day with --since, or the \
             number of a set (`spotter history` lists them)",
            Date::of_day(since)
        ),
    }
}

/// What the track of a set tells, where one was kept and the exercise is still there.
fn curve(store: &Store, id: SetId, context: &ReportContext) -> Option<(Exercise, SetCurve)> {
    let set = store.set(id).ok()?;
    let folder = context.folder.as_deref();
    let exercise = set.load_exercise(context.language, folder).ok()?;
    let replay = Replay::of_set(store, &set, exercise.clone()).ok()?;
    Some((exercise, replay.curve()))
}

/// Writes the page and its print, and says where they are.
fn write(args: &ReportArgs, html: &str, today: u32) -> Result<()> {
    let by_itself = || PathBuf::from(format!("spotter-report-{}.html", Date::of_day(today)));
    let out = match (&args.out, &args.pdf) {
        (None, Some(_)) => None,
        (out, _) => Some(out.clone().unwrap_or_else(by_itself)),
    };
    let mut written: Vec<&Path> = Vec::new();
    if let Some(out) = &out {
        finish(out, html.as_bytes())?;
        written.push(out);
    }
    if let Some(pdf) = &args.pdf {
        finish(pdf, &pdf_of(html)?)?;
        written.push(pdf);
    }
    for path in &written {
        if *path != Path::new("-") {
            print(&path.display().to_string())?;
        }
    }
    match written.last() {
        Some(last) if args.open => Ok(open_document(last)?),
        _ => Ok(()),
    }
}

/// Writes a whole file.
fn finish(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let mut file = OutputFile::create_private(path)?;
    file.write_all(bytes).map_err(|source| OutputError::Write {
        path: path.to_owned(),
        source,
    })?;
    file.finish()
}
