//! The times of the stages, for `--timing`.

use std::fmt::Write;

use crate::coach::Summary;
use crate::words::{Language, terminal};

/// A line for each stage that was timed, and one for what all of it cost; empty where nothing was.
pub(super) fn table(language: Language, summary: &Summary) -> String {
    let mut text = String::new();
    for (stage, timing) in summary.timing_ms.iter().flatten() {
        let took = terminal::took(language, timing.p50, timing.p95);
        // Writing to a String can't fail.
        let _ = writeln!(text, "  {stage:<8}{took}");
    }
    if let Some(cost) = &summary.cost {
        let cost = terminal::cost(language, cost.frames_per_s, cost.processor);
        let _ = writeln!(text, "  {cost}");
    }
    text
}
