//! The times of the stages, for `--timing`.

use std::fmt::Write;

use crate::coach::Summary;

/// A line for each stage that was timed; empty where none was.
pub(super) fn table(summary: &Summary) -> String {
    let mut text = String::new();
    for (stage, timing) in summary.timing_ms.iter().flatten() {
        // Writing to a String can't fail.
        let _ = writeln!(
            text,
            "  {stage:<8}{:>8.2} ms half of the frames, {:>8.2} ms 95 of 100",
            timing.p50, timing.p95
        );
    }
    text
}
