//! The `spotter` command: reads its arguments, opens what they ask for, runs it, and says what
//! went wrong.

use std::process::ExitCode;

use anyhow::{Context, Result};
use spotter::app::{LiveHome, LiveRoutine, LiveSet};
use spotter::cli::{self, CoachArgs, Command, RoutineArgs, signals};

fn main() -> ExitCode {
    // Nothing leaves this computer, the pose engine's telemetry included.
    if let Some(code) = cli::reexec_without_telemetry() {
        return code;
    }
    signals::survive_full_files();
    match cli::parse() {
        Ok(command) => cli::exit_code(run(command)),
        // Help, the version, or what is wrong with the arguments.
        Err(answer) => cli::answer(&answer),
    }
}

fn run(command: Option<Command>) -> Result<()> {
    match command {
        Some(Command::Coach(args)) => coach(*args),
        Some(Command::Routine(args)) => routine(&args),
        Some(Command::Other(command)) => command.run(),
        None => home(),
    }
}

/// A live set: source, pose model, window, voice and history are opened; then frames go through
/// pose, body and coach until the set is over and told.
fn coach(args: CoachArgs) -> Result<()> {
    let Some(plan) = args.admitted()? else {
        return Ok(());
    };
    let teller = cli::set_teller(&plan);
    let set = LiveSet::open(plan, teller)?;
    signals::end_set(set.stop()).context("can't listen for Ctrl-C")?;
    set.run(&cli::set_planner(args))
}

/// Several live sets with rests between them.
fn routine(args: &RoutineArgs) -> Result<()> {
    let Some(plan) = args.admitted()? else {
        return Ok(());
    };
    let routine = LiveRoutine::open(plan, args.teller())?;
    signals::end_set(routine.stop()).context("can't listen for Ctrl-C")?;
    args.tell(&routine.run()?)
}

/// The home screen, and from there sets and routines.
fn home() -> Result<()> {
    let Some(home) = LiveHome::open(cli::home_plan())? else {
        return cli::without_display();
    };
    signals::end_set(home.stop()).context("can't listen for Ctrl-C")?;
    home.run()
}
