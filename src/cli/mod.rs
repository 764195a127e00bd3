//! The command line: one short file per subcommand, which reads its arguments and prints its
//! results. What is put together for them is in [`crate::app`].

mod analyze;
mod args;
mod check;
mod coach;
mod doctor;
mod event_words;
mod exercises;
mod exit;
mod export;
mod history;
mod home;
mod import;
mod live_args;
mod output;
mod performer;
mod pose;
mod questionnaire;
#[cfg(test)]
mod readme;
mod replay;
mod report;
mod routine;
mod routines;
mod safety;
mod settings;
mod shell;
pub mod signals;
mod telemetry;
mod timing;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};

pub use coach::{CoachArgs, set_planner, set_teller};
pub use exit::{answer, exit_code};
pub use home::{home_plan, without_display};
pub use routine::RoutineArgs;
pub use telemetry::reexec_without_telemetry;

/// Coaches back exercises through an ordinary webcam. Nothing leaves this computer.
#[derive(Debug, Parser)]
#[command(name = "spotter", version)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

/// What the program is to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Coach an exercise, live
    Coach(Box<CoachArgs>),
    /// Go through a routine: several exercises with rests between them
    Routine(Box<RoutineArgs>),
    /// Everything else.
    #[command(flatten)]
    Other(Box<OtherCommand>),
}

/// The commands that do one thing and print its result.
#[derive(Debug, Subcommand)]
pub enum OtherCommand {
    /// Judge a video of an exercise
    Analyze(analyze::AnalyzeArgs),
    /// Judge one picture as a moment of an exercise
    Check(check::CheckArgs),
    /// Find the person in pictures
    Pose(pose::PoseArgs),
    /// List, show and check routines
    Routines(routines::RoutinesArgs),
    /// List, show and check exercise files
    Exercises(exercises::ExercisesArgs),
    /// Make a video of a synthetic person doing an exercise, with the truth about every frame
    Performer(performer::PerformerArgs),
    /// What was done so far
    History(history::HistoryArgs),
    /// Write a page for the doctor or the therapist: what was done, and how it went
    Report(report::ReportArgs),
    /// Write the history as tables, or as a file that can be imported elsewhere
    Export(export::ExportArgs),
    /// Take what another Spotter has exported into the history
    Import(import::ImportArgs),
    /// Judge a set of the history again, from what was seen in it
    Replay(replay::ReplayArgs),
    /// Answer the monthly questionnaire (Roland-Morris): how much the back gets in the way of a day
    Questionnaire(questionnaire::QuestionnaireArgs),
    /// Say what is there and what is missing: camera, model, voice, window
    Doctor(doctor::DoctorArgs),
    /// Print a script with which a shell completes commands and options
    Completions(shell::CompletionsArgs),
    /// Print a manual page
    Man(shell::ManArgs),
}

/// Reads the arguments; `None` where they name no command.
///
/// # Errors
/// Help and version, where they are asked for, and wrong usage: [`answer`] prints all of them.
pub fn parse() -> Result<Option<Command>, clap::Error> {
    match Cli::try_parse() {
        Ok(cli) => Ok(cli.command),
        Err(answer) => Err(exit::with_exercises(answer)),
    }
}

impl OtherCommand {
    /// Does it and prints the result.
    ///
    /// # Errors
    /// When it can't be done; the message says why and what to do.
    pub fn run(self) -> Result<()> {
        match self {
            Self::Analyze(args) => analyze::run(&args),
            Self::Check(args) => check::run(&args),
            Self::Pose(args) => pose::run(&args),
            Self::Routines(args) => routines::run(&args),
            Self::Exercises(args) => exercises::run(&args),
            Self::Performer(args) => performer::run(&args),
            Self::History(args) => history::run(&args),
            Self::Report(args) => report::run(&args),
            Self::Export(args) => export::run(&args),
            Self::Import(args) => import::run(&args),
            Self::Replay(args) => replay::run(&args),
            Self::Questionnaire(args) => questionnaire::run(&args),
            Self::Doctor(args) => doctor::run(&args),
            Self::Completions(args) => shell::completions(&args),
            Self::Man(args) => shell::man(&args),
        }
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
    let kind = clap::error::ErrorKind::ArgumentConflict;
    command.error(kind, message).into()
}
