//! `spotter coach`.

use anyhow::Result;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct CoachArgs {}

pub(super) fn run(_args: &CoachArgs) -> Result<()> {
    Ok(())
}
