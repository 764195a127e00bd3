//! `spotter history`.

use anyhow::Result;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct HistoryArgs {}

pub(super) fn run(_args: &HistoryArgs) -> Result<()> {
    Ok(())
}
