//! `spotter analyze`.

use anyhow::Result;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct AnalyzeArgs {}

pub(super) fn run(_args: &AnalyzeArgs) -> Result<()> {
    Ok(())
}
