//! How long the stages of a frame take, and what that costs, for `--timing`. No result depends on
//! it.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::coach::{Cost, StageTiming};

/// A stage of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Decoding the picture: of a file as long as it takes to get one, of a camera from the moment
    /// at which one was there.
    Decode,
    /// Detector, crop, landmarks, refinement, smoothing.
    Pose,
    /// Mask decoder.
    Mask,
    /// Measures and coach.
    Coach,
    /// The whole frame, until it is judged.
    Total,
    /// Drawing the scene.
    Draw,
    /// From the frame's arrival until the window has shown it.
    Screen,
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Stage::Decode => "decode",
            Stage::Pose => "pose",
            Stage::Mask => "mask",
            Stage::Coach => "coach",
            Stage::Total => "total",
            Stage::Draw => "draw",
            Stage::Screen => "screen",
        }
    }
}

/// Milliseconds of every frame by stage, and since when they are noted.
#[derive(Debug, Clone, Default)]
pub(super) struct Timing {
    ms: BTreeMap<Stage, Vec<f32>>,
    /// The moment of the first and of the last note, with the processor time until then.
    span: Option<[Moment; 2]>,
}

#[derive(Debug, Clone, Copy)]
struct Moment {
    at: Instant,
    processor: Option<Duration>,
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

    /// Notes that a frame was judged.
    pub(super) fn note_frame(&mut self, took: Duration) {
        self.note(Stage::Total, took);
        let now = Moment {
            at: Instant::now(),
            processor: processor_time(),
        };
        self.span = Some([self.span.map_or(now, |[first, _]| first), now]);
    }

    /// Adds what was noted on another thread.
    pub(super) fn add(&mut self, other: Timing) {
        for (stage, ms) in other.ms {
            self.ms.entry(stage).or_default().extend(ms);
        }
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

    /// Frames a second, and the share of a core that the whole program took from the first frame to
    /// the last. None before there were two frames.
    pub(super) fn cost(&self) -> Option<Cost> {
        let [first, last] = self.span?;
        let wall_s = (last.at - first.at).as_secs_f64();
        let gaps = self.ms.get(&Stage::Total)?.len().checked_sub(1)?;
        let processor = last.processor.zip(first.processor);
        (gaps > 0 && wall_s > 0.0).then(|| Cost {
            frames_per_s: gaps as f64 / wall_s,
            processor: processor
                .map(|(last, first)| last.saturating_sub(first).as_secs_f64() / wall_s),
        })
    }
}

/// What the whole program has used of the processor's time; that of the programs that it has
/// started is their own.
#[cfg(unix)]
fn processor_time() -> Option<Duration> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeVal;
    let usage = getrusage(UsageWho::RUSAGE_SELF).ok()?;
    let duration = |time: TimeVal| {
        let seconds = u64::try_from(time.tv_sec()).ok()?;
        let micros = u64::try_from(time.tv_usec()).ok()?;
        Some(Duration::from_secs(seconds) + Duration::from_micros(micros))
    };
    Some(duration(usage.user_time())? + duration(usage.system_time())?)
}

#[cfg(not(unix))]
fn processor_time() -> Option<Duration> {
    None
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

    #[test]
    fn the_cost_is_told_of_the_time_between_the_first_frame_and_the_last() {
        let mut timing = Timing::default();
        assert_eq!(timing.cost(), None);
        timing.note_frame(Duration::ZERO);
        assert_eq!(timing.cost(), None, "a single frame has no rate");
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_millis(50) {
            std::hint::spin_loop();
        }
        timing.note_frame(Duration::ZERO);
        let cost = timing.cost().unwrap();
        assert!(cost.frames_per_s <= 20.0, "{cost:?}");
        if cfg!(unix) {
            assert!(cost.processor.unwrap() > 0.0, "{cost:?}");
        }
    }
}
