//! The recent past of a value or a place, and its speed.

use std::collections::VecDeque;

/// Speeds are taken over the last part of this length. A shorter one shows the jitter of the
/// landmarks, a longer one notices a movement late (specification §0.2).
pub(crate) const SPEED_S: f64 = 0.3;
/// Nothing is measured across a gap in the frames that is longer than this.
const GAP_S: f64 = 0.75;

/// Samples of a value, or of a place with two coordinates, the oldest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Samples(VecDeque<(f64, [f32; 2])>);

impl Samples {
    /// Takes a sample and keeps the last `kept_s` seconds. A gap in time, or a step back in it,
    /// clears the past.
    pub(crate) fn note(&mut self, t_s: f64, at: [f32; 2], kept_s: f64) {
        if let Some((last_s, _)) = self.last()
            && !(0.0..=GAP_S).contains(&(t_s - last_s))
        {
            self.0.clear();
        }
        self.0.push_back((t_s, at));
        let old = self.0.partition_point(|(at_s, _)| t_s - at_s > kept_s);
        self.0.drain(..old);
    }

    /// The newest sample.
    pub(crate) fn last(&self) -> Option<(f64, [f32; 2])> {
        self.0.back().copied()
    }

    /// All samples, the oldest first.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (f64, [f32; 2])> {
        self.0.iter().copied()
    }

    /// Units per second over the last [`SPEED_S`], by the line of least squares. Unknown before
    /// three samples cover six tenths of that time.
    pub(crate) fn speed(&self) -> Option<f32> {
        let (now_s, _) = self.last()?;
        let recent = || {
            let recent = self.iter().rev();
            recent.take_while(move |(t_s, _)| now_s - t_s <= SPEED_S + 1e-6)
        };
        let n = recent().count() as f64;
        let seen_s = now_s - recent().last()?.0;
        if n < 3.0 || seen_s < SPEED_S * 0.6 {
            return None;
        }
        let mean_s = recent().map(|(t_s, _)| t_s - now_s).sum::<f64>() / n;
        let spread: f64 = recent()
            .map(|(t_s, _)| (t_s - now_s - mean_s).powi(2))
            .sum();
        let slope = |axis: usize| {
            let product = recent().map(|(t_s, at)| (t_s - now_s - mean_s) * f64::from(at[axis]));
            product.sum::<f64>() / spread
        };
        Some(slope(0).hypot(slope(1)) as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(seconds: f64, at: impl Fn(f64) -> f32) -> Samples {
        let mut samples = Samples::default();
        for frame in 0..=(seconds * 20.0) as u32 {
            let t_s = f64::from(frame) / 20.0;
            samples.note(t_s, [at(t_s), 0.0], 1.0);
        }
        samples
    }

    #[test]
    fn a_steady_movement_has_its_speed() {
        let speed = samples(1.0, |t_s| 0.4 * t_s as f32).speed().unwrap();
        assert!((speed - 0.4).abs() < 1e-3, "{speed}");
        assert_eq!(samples(0.05, |t_s| t_s as f32).speed(), None);
    }

    #[test]
    fn a_gap_clears_the_past() {
        let mut samples = samples(1.0, |t_s| t_s as f32);
        samples.note(2.0, [0.0, 0.0], 1.0);
        assert_eq!(samples.iter().count(), 1);
    }
}
