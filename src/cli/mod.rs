//! Arguments, one short file per subcommand, exit codes: 0 done, 1 could not be done (the message
//! says why and what to do), 2 wrong usage.

mod analyze;
mod check;
mod coach;
mod doctor;
mod exercises;
mod history;
mod interrupt;
mod keep;
mod output;
mod performer;
mod pose;
mod private;
#[cfg(test)]
mod readme;
mod shell;
mod signals;
mod timing;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use interrupt::Interrupted;
use output::PrintError;

use crate::app::{FilmFileError, SourceChoiceError};
use crate::coach::{Options, Strictness};
use crate::exercise::{self, Exercise, ExerciseError, Movement};
use crate::notice::notice;
use crate::output_file::OutputError;
use crate::performer::PerformerError;
use crate::pose::{Settings, Tracker};
use crate::screen::Window;
use crate::source;

/// Coaches back exercises through an ordinary webcam. Nothing leaves this computer.
#[derive(Debug, Parser)]
#[command(name = "spotter", version)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Coach an exercise, live
    Coach(coach::CoachArgs),
    /// Judge a film of an exercise
    Analyze(analyze::AnalyzeArgs),
    /// Judge one picture as a moment of an exercise
    Check(check::CheckArgs),
    /// Find the person in pictures
    Pose(pose::PoseArgs),
    /// List, show and check exercise files
    Exercises(exercises::ExercisesArgs),
    /// Film a synthetic person doing an exercise, with the truth about every frame
    Performer(performer::PerformerArgs),
    /// What was done so far
    History(history::HistoryArgs),
    /// Say what is there and what is missing: camera, model, voice, window
    Doctor(doctor::DoctorArgs),
    /// Print a script with which a shell completes commands and options
    Completions(shell::CompletionsArgs),
    /// Print a manual page
    Man(shell::ManArgs),
}

/// Runs the command line.
#[must_use]
pub fn run() -> ExitCode {
    if let Some(code) = private::start_again_in_private() {
        return code;
    }
    signals::survive_full_files();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => return explain(&with_exercises(usage)),
    };
    let Some(command) = cli.command else {
        return finish(welcome());
    };
    finish(match command {
        Command::Coach(args) => coach::run(&args),
        Command::Analyze(args) => analyze::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Pose(args) => pose::run(&args),
        Command::Exercises(args) => exercises::run(&args),
        Command::Performer(args) => performer::run(&args),
        Command::History(args) => history::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Completions(args) => shell::completions(&args),
        Command::Man(args) => shell::man(&args),
    })
}

/// Says what went wrong, and as which exit code.
fn finish(done: Result<()>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_reader_gone(&error) => ExitCode::SUCCESS,
        Err(error) => match error.downcast::<clap::Error>() {
            Ok(usage) => explain(&usage),
            Err(error) => {
                notice(format_args!("{error:#}"));
                if let Some(interrupted) = error.downcast_ref::<Interrupted>() {
                    return interrupted.code();
                }
                ExitCode::from(if is_usage(&error) { 2 } else { 1 })
            }
        },
    }
}

/// Names the exercises to those who have named none.
fn with_exercises(mut usage: clap::Error) -> clap::Error {
    let is_missing = usage.kind() == ErrorKind::MissingRequiredArgument
        && matches!(
            usage.get(ContextKind::InvalidArg),
            Some(ContextValue::Strings(missing))
                if missing.iter().any(|argument| argument.to_lowercase().contains("exercise"))
        );
    if is_missing {
        let ids: Vec<String> = exercises::offered()
            .into_iter()
            .map(|offered| offered.id)
            .collect();
        let tip = format!("the exercises are {}", ids.join(", "));
        let tip = ContextValue::StyledStrs(vec![tip.into()]);
        usage.insert(ContextKind::Suggested, tip);
    }
    usage
}

/// Shows what clap has to say: help and version on standard output, wrong usage on standard error.
fn explain(usage: &clap::Error) -> ExitCode {
    let printed = usage.print();
    if usage.use_stderr() {
        // Wrong usage stays wrong usage where nobody can be told.
        return ExitCode::from(2);
    }
    finish(printed.map_err(|error| PrintError::from(error).into()))
}

/// Without a command: what there is, or where there is no camera the coach at work on a synthetic
/// person.
fn welcome() -> Result<()> {
    if !source::cameras().is_empty() {
        let help = Cli::command().render_help();
        return output::print(&format!(
            "{help}\nStart with: spotter coach bird-dog\nWatch a synthetic person first: spotter coach bird-dog --source performer"
        ));
    }
    let Ok(window) = Window::open("Spotter") else {
        bail!(
            "there is no camera and no display here: `spotter coach bird-dog --source performer --headless` shows in words how a set goes, `spotter help` what else there is"
        );
    };
    notice("no camera was found, so a synthetic person does a bird dog (`spotter help` for more)");
    let demo = std::iter::once("spotter").chain(coach::DEMO);
    match Cli::try_parse_from(demo)?.command {
        Some(Command::Coach(args)) => coach::run_in(&args, || Some(window)),
        _ => Ok(()),
    }
}

/// Wrong usage that clap's rules can't express, shown as clap shows its own.
fn wrong_usage(command: &str, message: &str) -> anyhow::Error {
    let mut cli = Cli::command();
    cli.build();
    let command = match cli.find_subcommand_mut(command) {
        Some(command) => command,
        None => &mut cli,
    };
    command.error(ErrorKind::ArgumentConflict, message).into()
}

/// `spotter … | head` closes the pipe early: the reader has what it wanted.
fn is_reader_gone(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(PrintError::ReaderGone))
}

/// A name or setting that doesn't exist is wrong usage, and so is an output that can't be one; a
/// file that is not as it should be is not.
fn is_usage(error: &anyhow::Error) -> bool {
    let output = match error.downcast_ref() {
        Some(FilmFileError::Output(error)) => Some(error),
        _ => error.downcast_ref(),
    };
    if output.is_some_and(OutputError::is_usage) {
        return true;
    }
    let is_unknown = |error: &ExerciseError| {
        matches!(
            error,
            ExerciseError::UnknownId { .. } | ExerciseError::UnknownName { .. }
        )
    };
    let performer = match error.downcast_ref() {
        Some(SourceChoiceError::Performer(error)) => Some(error),
        _ => error.downcast_ref(),
    };
    match performer {
        Some(PerformerError::Exercise(error)) => is_unknown(error),
        Some(_) => true,
        None => error.downcast_ref().is_some_and(is_unknown),
    }
}

/// Which exercise, and how.
#[derive(Debug, Args)]
struct ExerciseArgs {
    /// A way of doing it, such as "knees"
    #[arg(long)]
    variant: Option<String>,
    /// An exercise file to try out in place of the built-in one
    #[arg(long, value_name = "FILE")]
    exercise_file: Option<PathBuf>,
}

impl ExerciseArgs {
    fn load(&self, id: &str) -> Result<Exercise> {
        let variant = self.variant.as_deref();
        Ok(match &self.exercise_file {
            Some(path) => exercise::load_file(path, variant)?,
            None => exercise::load(id, variant, user_exercises().as_deref())?,
        })
    }

    /// The files that are read for it.
    fn inputs(&self) -> impl Iterator<Item = &Path> {
        self.exercise_file.as_deref().into_iter()
    }

    /// How the exercise is shown, in its variant. A file that only judges is shown as the built-in
    /// one is, in its usual form where that has no such variant.
    fn load_movement(&self, id: &str) -> Result<Movement, ExerciseError> {
        let variant = self.variant.as_deref();
        let folder = user_exercises();
        let Some(path) = &self.exercise_file else {
            return exercise::load_movement_of(id, variant, folder.as_deref());
        };
        match exercise::load_movement_file(path, variant) {
            Err(ExerciseError::NoKeyframes { .. }) => {}
            own => return own,
        }
        match exercise::load_movement_of(id, variant, folder.as_deref()) {
            Err(ExerciseError::UnknownName { .. }) => {
                exercise::load_movement(id, folder.as_deref())
            }
            shown => shown,
        }
    }
}

/// Where the user's own exercise files lie.
fn user_exercises() -> Option<PathBuf> {
    dirs::config_dir().map(|folder| folder.join("spotter").join("exercises"))
}

/// How much, and how strictly.
#[derive(Debug, Args)]
struct DoseArgs {
    /// How much: standard, beginner, long
    #[arg(long, default_value = "standard")]
    dose: String,
    /// How strictly the form is read
    #[arg(long, value_enum, default_value_t = StrictnessArg::Standard)]
    strictness: StrictnessArg,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum StrictnessArg {
    Gentle,
    Standard,
    Strict,
}

impl From<StrictnessArg> for Strictness {
    fn from(arg: StrictnessArg) -> Self {
        match arg {
            StrictnessArg::Gentle => Strictness::Gentle,
            StrictnessArg::Standard => Strictness::Standard,
            StrictnessArg::Strict => Strictness::Strict,
        }
    }
}

impl DoseArgs {
    fn options(&self, exercise: &Exercise, live: bool) -> Result<Options> {
        Ok(Options {
            dose: exercise.dose(&self.dose)?.clone(),
            strictness: self.strictness.into(),
            live,
            best: None,
        })
    }
}

/// Which pose model, and where its engine is.
#[derive(Debug, Args)]
struct ModelArgs {
    /// Pose network: lite, full, or the path of an ONNX file
    #[arg(long, default_value = "full", value_name = "lite|full|PATH")]
    model: String,
    /// ONNX Runtime's shared library, where it isn't found by itself
    #[arg(long, value_name = "FILE")]
    onnxruntime: Option<PathBuf>,
    /// Threads for the pose networks
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: u8,
}

impl ModelArgs {
    /// The files that are read for it; a built-in network's name is taken for a file too, which
    /// does no harm.
    fn inputs(&self) -> impl Iterator<Item = &Path> {
        self.onnxruntime
            .as_deref()
            .into_iter()
            .chain([Path::new(&self.model)])
    }

    fn tracker(&self) -> Result<Tracker> {
        Ok(Tracker::new(&Settings {
            network: self.model.as_str().into(),
            library: self.onnxruntime.clone(),
            threads: self.threads.into(),
        })?)
    }
}
