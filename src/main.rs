//! The `spotter` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    spotter::cli::run()
}
