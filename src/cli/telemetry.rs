//! Nothing leaves this computer: the telemetry of ONNX Runtime is off before it is loaded.
//!
//! Microsoft's builds from 1.32 on record their use on Linux as well, with the program's path and
//! the machine's make, and try to report it. The switch in the programming interface comes too
//! late for the first record. The environment variable comes in time, but a process can't safely
//! change its own environment. So the program starts itself once more with the variable set.

use std::process::{Command, ExitCode};

use crate::pose::TELEMETRY_SWITCH;

/// Starts the program again with telemetry switched off, unless it is off already. Comes back with
/// nothing where there is nothing to do, or with the exit code of the second start.
#[must_use]
pub fn reexec_without_telemetry() -> Option<ExitCode> {
    if cfg!(feature = "tract")
        || std::env::var_os(TELEMETRY_SWITCH).is_some_and(|value| value == "1")
    {
        return None;
    }
    // Where this fails the engine refuses to start, with a sentence on what to do.
    let mut again = Command::new(std::env::current_exe().ok()?);
    again
        .args(std::env::args_os().skip(1))
        .env(TELEMETRY_SWITCH, "1");
    run_in_place(again)
}

/// Takes the place of this process, with the same number, terminal and signals.
#[cfg(unix)]
fn run_in_place(mut again: Command) -> Option<ExitCode> {
    // `exec` comes back only where it failed.
    let _ = std::os::unix::process::CommandExt::exec(&mut again);
    None
}

#[cfg(not(unix))]
fn run_in_place(mut again: Command) -> Option<ExitCode> {
    let status = again.status().ok()?;
    Some(
        status
            .code()
            .and_then(|code| u8::try_from(code).ok())
            .map_or(ExitCode::FAILURE, ExitCode::from),
    )
}
