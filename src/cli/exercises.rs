//! `spotter exercises`.

use anyhow::Result;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct ExercisesArgs {}

pub(super) fn run(_args: &ExercisesArgs) -> Result<()> {
    Ok(())
}
