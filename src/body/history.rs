//! The past that measures need: speeds, swings to and fro, the range of a repetition.

use crate::pose::motion::{SPEED_S, Samples};

use super::geometry::wrapped_deg;

/// Seconds of the past that are kept: two cycles at half a cycle per second, the slowest that
/// counts as bouncing, and a little more.
const KEPT_S: f64 = 4.5;
/// Longest and shortest time between two turning points of a swing: 0.5 to 3 Hz.
const HALF_SWING_S: [f64; 2] = [0.16, 1.05];
/// The longest mean interval between frames that shows the quickest swing: six frames a second
/// (twice 3 Hz).
const SWING_INTERVAL_S: f64 = 1.0 / 6.0;
/// Number of turning points in two cycles.
const TURNS: usize = 4;

/// The past of one measure: a value, or a place with two coordinates.
#[derive(Debug, Clone, Default)]
pub(super) struct Past {
    samples: Samples,
    range: Option<[f32; 2]>,
    /// The repetition that `range` belongs to.
    rep: u32,
}

impl Past {
    /// Takes a sample. Samples before a gap or a jump back in time are forgotten.
    pub(super) fn note(&mut self, t_s: f64, at: [f32; 2]) {
        self.samples.note(t_s, at, KEPT_S);
    }

    /// A direction in degrees that continues the samples so far. From one frame to the next nothing
    /// turns by more than half a circle.
    pub(super) fn unwrapped_deg(&self, deg: f32) -> f32 {
        let Some((_, [last, _])) = self.samples.last() else {
            return deg;
        };
        last + wrapped_deg(deg - last)
    }

    /// Units per second over the last 0.3 s; see [`Samples::speed`].
    pub(super) fn speed(&self) -> Option<f32> {
        self.samples.speed()
    }

    /// Units per second over the last three samples, where they are too far apart for
    /// [`speed`](Self::speed). That is enough to tell a person who moves from one who keeps still.
    pub(super) fn coarse_speed(&self) -> Option<f32> {
        let mut last = self.samples.iter().rev();
        let ((now_s, now), (then_s, then)) = (last.next()?, last.nth(1)?);
        let seen_s = now_s - then_s;
        if seen_s < SPEED_S {
            return None;
        }
        Some((now[0] - then[0]).hypot(now[1] - then[1]) / seen_s as f32)
    }

    /// The size of a swing, from end to end, that has gone on for two cycles. It is 0 where nothing
    /// swings, and unknown with too few frames to show a swing. `least` is the smallest change that
    /// counts as a turn.
    pub(super) fn swing(&self, least: f32) -> Option<f32> {
        let (now_s, _) = self.samples.last()?;
        let recent = self.samples.iter().rev();
        let recent = recent.take_while(|(t_s, _)| now_s - t_s <= HALF_SWING_S[1]);
        let (count, first_s) = recent.fold((0, now_s), |(count, _), (t_s, _)| (count + 1, t_s));
        let is_seen = now_s - first_s <= SWING_INTERVAL_S * f64::from(count - 1) + 1e-6;
        (is_seen && count > 1).then(|| self.swing_so_far(now_s, least))
    }

    fn swing_so_far(&self, now_s: f64, least: f32) -> f32 {
        let Some(recent) = self.turning_points(least) else {
            return 0.0;
        };
        if now_s - recent[TURNS - 1].0 > HALF_SWING_S[1] {
            return 0.0;
        }
        let halves = || {
            recent
                .windows(2)
                .map(|pair| (pair[1].0 - pair[0].0, (pair[1].1 - pair[0].1).abs()))
        };
        if halves().any(|(s, _)| !(HALF_SWING_S[0]..=HALF_SWING_S[1]).contains(&s)) {
            return 0.0;
        }
        halves().map(|(_, size)| size).sum::<f32>() / (TURNS - 1) as f32
    }

    /// The last times and values at which the direction changed by more than `least`; `None` where
    /// there are fewer.
    fn turning_points(&self, least: f32) -> Option<[(f64, f32); TURNS]> {
        let (mut turns, mut count) = ([(0.0, 0.0); TURNS], 0);
        let (first_s, [first, _]) = self.samples.iter().next()?;
        // The farthest point in the present direction, and that direction.
        let (mut far, mut rising) = ((first_s, first), None);
        for (t_s, [value, _]) in self.samples.iter() {
            match rising {
                None if (value - far.1).abs() > least => {
                    rising = Some(value > far.1);
                    far = (t_s, value);
                }
                Some(up) if (value > far.1) == up => far = (t_s, value),
                Some(up) if (value - far.1).abs() > least => {
                    turns.rotate_left(1);
                    turns[TURNS - 1] = far;
                    count += 1;
                    (far, rising) = ((t_s, value), Some(!up));
                }
                _ => {}
            }
        }
        (count >= TURNS).then_some(turns)
    }

    /// Largest minus smallest value in a repetition so far.
    pub(super) fn range(&mut self, rep: u32, value: f32) -> f32 {
        let [low, high] = self
            .range
            .filter(|_| self.rep == rep)
            .map_or([value; 2], |[low, high]| [low.min(value), high.max(value)]);
        (self.range, self.rep) = (Some([low, high]), rep);
        high - low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(seconds: f64, at: impl Fn(f64) -> f32) -> Past {
        let mut past = Past::default();
        for frame in 0..=(seconds * 20.0) as u32 {
            let t_s = f64::from(frame) / 20.0;
            past.note(t_s, [at(t_s), 0.0]);
        }
        past
    }

    #[test]
    fn a_swing_is_measured_from_end_to_end_and_drifting_is_none() {
        let bounce =
            |hz: f64| move |t_s: f64| 80.0 + 10.0 * (std::f64::consts::TAU * hz * t_s).sin() as f32;
        for hz in [0.7, 1.0, 2.0] {
            let size = past(4.5, bounce(hz)).swing(3.0).unwrap();
            assert!((size - 20.0).abs() < 2.0, "{hz} Hz: {size}");
        }
        assert_eq!(past(4.5, bounce(0.2)).swing(3.0), Some(0.0));
        assert_eq!(past(4.5, |t_s| 20.0 * t_s as f32).swing(3.0), Some(0.0));
    }

    #[test]
    fn a_swing_needs_six_frames_a_second() {
        let at = |rate_hz: f64| {
            let mut past = Past::default();
            for frame in 0..(5.0 * rate_hz) as u32 {
                let t_s = f64::from(frame) / rate_hz;
                past.note(t_s, [10.0 * (t_s * 6.0).sin() as f32, 0.0]);
            }
            past.swing(3.0)
        };
        assert!(at(8.0).is_some_and(|size| size > 10.0));
        assert_eq!(at(5.0), None, "not seen is not nothing");
    }

    #[test]
    fn three_frames_a_second_tell_moving_from_keeping_still() {
        let at = |torso_s: f64| {
            let mut past = Past::default();
            for frame in 0..4 {
                let t_s = f64::from(frame) / 3.0;
                past.note(t_s, [(t_s * torso_s) as f32, 0.0]);
            }
            (past.speed(), past.coarse_speed())
        };
        assert_eq!(at(0.0), (None, Some(0.0)));
        let (fine, coarse) = at(0.3);
        assert!(fine.is_none() && (coarse.unwrap() - 0.3).abs() < 1e-3);
    }

    #[test]
    fn a_range_belongs_to_one_repetition() {
        let mut past = Past::default();
        for value in [1.0, 4.0, 2.0] {
            past.range(1, value);
        }
        assert_eq!(past.range(1, 0.5), 3.5);
        assert_eq!(past.range(2, 0.7), 0.0);
    }
}
