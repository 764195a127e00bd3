//! How long the stages of a frame take, for `--timing`. No result depends on it.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::coach::StageTiming;

/// A stage of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Reading and decoding the picture.
    Decode,
    /// Detector, crop, landmarks, refinement, smoothing.
    Pose,
    /// Mask decoder.
    Mask,
    /// Measures and coach.
    Coach,
    /// The whole frame.
    Total,
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Stage::Decode => "decode",
            Stage::Pose => "pose",
            Stage::Mask => "mask",
            Stage::Coach => "coach",
            Stage::Total => "total",
        }
    }
}

/// Milliseconds of every frame by stage.
#[derive(Debug, Clone, Default)]
pub(super) struct Timing {
    ms: BTreeMap<Stage, Vec<f32>>,
}

impl Timing {
    /// Notes that a stage took so long.
    pub(super) fn note(&mut self, stage: Stage, took: Duration) {
        self.note_ms(stage, took.as_secs_f64() * 1000.0);
    }

    /// Notes milliseconds.
    pub(super) fn note_ms(&mut self, stage: Stage, ms: f64) {
        self.ms.entry(stage).or_default().push(ms as f32);
    }

    /// Median and 95th percentile of the stages that ran.
    pub(super) fn report(&self) -> BTreeMap<String, StageTiming> {
        self.ms
            .iter()
            .filter_map(|(stage, ms)| {
                let mut sorted = ms.clone();
                sorted.sort_unstable_by(f32::total_cmp);
                let at = |part: f64| {
                    sorted
                        .get((sorted.len() as f64 * part) as usize)
                        .or(sorted.last())
                };
                let timing = StageTiming {
                    p50: f64::from(*at(0.5)?),
                    p95: f64::from(*at(0.95)?),
                };
                Some((stage.name().to_owned(), timing))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_frames_are_below_the_median_and_stages_that_never_ran_are_left_out() {
        let mut timing = Timing::default();
        for ms in 1..=100 {
            timing.note_ms(Stage::Pose, f64::from(ms));
        }
        let report = timing.report();
        assert_eq!(report.keys().collect::<Vec<_>>(), ["pose"]);
        assert!((report["pose"].p50 - 51.0).abs() < 1.5);
        assert!((report["pose"].p95 - 96.0).abs() < 1.5);
    }
}
