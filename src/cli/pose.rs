//! `spotter pose`.

use anyhow::Result;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct PoseArgs {}

pub(super) fn run(_args: &PoseArgs) -> Result<()> {
    Ok(())
}
