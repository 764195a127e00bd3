//! `spotter check`.

use anyhow::Result;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct CheckArgs {}

pub(super) fn run(_args: &CheckArgs) -> Result<()> {
    Ok(())
}
