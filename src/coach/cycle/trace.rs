//! The signal's recent past: where a movement began, how long its way in took, whether it stalls.

use std::collections::VecDeque;

/// How much of the past is kept to find where a movement began.
const KEPT_S: f64 = 8.0;
/// At rest a second is enough to know where a movement starts from.
const KEPT_AT_REST_S: f64 = 1.0;
/// Still means nearly still for so long.
const STILL_S: f64 = 1.0;

/// Time and value of the signal in the last seconds; rising signals only.
#[derive(Debug, Clone, Default)]
pub(super) struct Trace(VecDeque<(f64, f32)>);

impl Trace {
    pub(super) fn note(&mut self, t_s: f64, signal: f32, at_rest: bool) {
        // A source that starts again or jumps back in time has no past.
        if self.0.back().is_some_and(|(last, _)| *last > t_s) {
            self.0.clear();
        }
        self.0.push_back((t_s, signal));
        let keep_s = if at_rest { KEPT_AT_REST_S } else { KEPT_S };
        while self
            .0
            .front()
            .is_some_and(|(first, _)| t_s - first > keep_s)
        {
            self.0.pop_front();
        }
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Forgets what lies before a movement's beginning.
    pub(super) fn begin_at(&mut self, t_s: f64) {
        self.0.retain(|(at_s, _)| *at_s >= t_s);
    }

    /// The least value: where the movement started from.
    pub(super) fn least(&self) -> Option<f32> {
        self.0.iter().map(|(_, signal)| *signal).reduce(f32::min)
    }

    /// Seconds from 10 to 90 % of the way in, as gait and reach analyses define a rise time.
    /// Unknown where the movement's start, below `rest`, was not seen.
    pub(super) fn rise_s(&self, now_s: f64, rest: f32) -> Option<f64> {
        let low = self.least().filter(|low| *low <= rest)?;
        let high = self.0.iter().map(|(_, signal)| *signal).reduce(f32::max)?;
        let (ten, ninety) = (low + 0.1 * (high - low), low + 0.9 * (high - low));
        let start = self.0.iter().rposition(|(_, signal)| *signal <= ten)?;
        let pairs = || self.0.iter().zip(self.0.iter().skip(1)).skip(start);
        let start_s = pairs().next().map(|(a, b)| crossing_s(*a, *b, ten))?;
        let end_s = pairs()
            .find(|(_, (_, signal))| *signal >= ninety)
            .map_or(now_s, |(a, b)| crossing_s(*a, *b, ninety));
        Some(end_s - start_s)
    }

    /// Seconds from 90 to 10 % of the way back, or to now where the way ends sooner. Unknown where
    /// the movement's start was not seen: its way has no length.
    pub(super) fn fall_s(&self, now_s: f64, rest: f32) -> Option<f64> {
        let low = self.least().filter(|low| *low <= rest)?;
        let high = self.0.iter().map(|(_, signal)| *signal).reduce(f32::max)?;
        let (ten, ninety) = (low + 0.1 * (high - low), low + 0.9 * (high - low));
        let start = self.0.iter().rposition(|(_, signal)| *signal >= ninety)?;
        let pairs = || self.0.iter().zip(self.0.iter().skip(1)).skip(start);
        let start_s = pairs().next().map(|(a, b)| crossing_s(*a, *b, ninety))?;
        let end_s = pairs()
            .find(|(_, (_, signal))| *signal <= ten)
            .map_or(now_s, |(a, b)| crossing_s(*a, *b, ten));
        Some(end_s - start_s)
    }

    /// The same with the signal's sign turned, from a moment on.
    pub(super) fn turned(&self, sign: f32, from_s: f64) -> Trace {
        let since = self.0.iter().filter(|(t_s, _)| *t_s >= from_s);
        Trace(since.map(|(t_s, signal)| (*t_s, signal * sign)).collect())
    }

    /// Whether a movement that began at `since_s` has changed by less than `little` for a second.
    pub(super) fn is_still(&self, since_s: f64, little: f32) -> bool {
        let Some((now_s, _)) = self.0.back() else {
            return false;
        };
        if now_s - since_s < STILL_S {
            return false;
        }
        let recent = self
            .0
            .iter()
            .rev()
            .take_while(|(t_s, _)| now_s - t_s <= STILL_S)
            .map(|(_, signal)| *signal);
        let (low, high) = recent.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), signal| {
            (low.min(signal), high.max(signal))
        });
        high - low < little
    }
}

/// When the straight line between two frames passes a level: a quick lift lasts few frames, and
/// counted in whole ones its time would depend on the camera.
fn crossing_s((a_s, a): (f64, f32), (b_s, b): (f64, f32), level: f32) -> f64 {
    let part = if b == a { 0.0 } else { (level - a) / (b - a) };
    a_s + (b_s - a_s) * f64::from(part.clamp(0.0, 1.0))
}
