//! What happens without a command.

use anyhow::{Result, bail};
use clap::{CommandFactory, Parser};

use super::{Cli, Command, output};
use crate::app::{DisplayChoice, SetPlan};
use crate::notice::notice;
use crate::screen::Window;
use crate::source;

/// What is shown where there is no camera: a good repetition, one whose fault is corrected, and
/// good ones again.
const DEMONSTRATION: [&str; 4] = [
    "coach",
    "bird-dog",
    "--source",
    "performer:fault=leg_high,faulty=2",
];

/// Says what there is. Where there is no camera, gives a set of the synthetic person to show in a
/// window.
///
/// # Errors
/// When there is neither a camera nor a display.
pub fn welcome() -> Result<Option<SetPlan>> {
    if !source::cameras().is_empty() {
        let help = Cli::command().render_help();
        output::print(&format!(
            "{help}\nStart with: spotter coach bird-dog\nWatch a synthetic person first: spotter coach bird-dog --source performer"
        ))?;
        return Ok(None);
    }
    let Ok(window) = Window::open("Spotter") else {
        bail!(
            "there is no camera and no display here: `spotter coach bird-dog --source performer --headless` shows in words how a set goes, `spotter help` what else there is"
        );
    };
    notice("no camera was found, so a synthetic person does a bird dog (`spotter help` for more)");
    let arguments = std::iter::once("spotter").chain(DEMONSTRATION);
    match Cli::try_parse_from(arguments)?.command {
        Some(Command::Coach(args)) => Ok(Some(SetPlan {
            display: DisplayChoice::Opened(Box::new(window)),
            ..args.plan()?
        })),
        _ => Ok(None),
    }
}
