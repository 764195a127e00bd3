//! The recent past of the signal: the beginning of a movement, the time of its way in, and whether
//! it stalls.

use std::collections::VecDeque;

/// Seconds of the past that are kept to find the beginning of a movement.
const KEPT_S: f64 = 8.0;
/// At rest a second is enough to know where a movement starts.
const KEPT_AT_REST_S: f64 = 1.0;
/// A movement stalls when it is nearly still for this long.
const STILL_S: f64 = 1.0;

/// The signal is that of the limb which leads by some degrees, so it may jump from one limb to the
/// other. Where the jump is more than this part of the whole way, as in small lifts, the time of
/// the way is unknown.
const STEP_PART: f32 = 0.15;

/// Time and value of the signal in the last seconds; rising signals only.
#[derive(Debug, Clone, Default)]
pub(super) struct Trace {
    samples: VecDeque<(f64, f32)>,
    /// The times at which the signal became that of another limb: those of the frame and of the one
    /// before.
    changes_s: Vec<[f64; 2]>,
}

impl Trace {
    pub(super) fn note(&mut self, t_s: f64, signal: f32, at_rest: bool) {
        // The past is forgotten when a source starts again or jumps back in time.
        if self.samples.back().is_some_and(|(last, _)| *last > t_s) {
            self.clear();
        }
        self.samples.push_back((t_s, signal));
        let keep_s = if at_rest { KEPT_AT_REST_S } else { KEPT_S };
        let old = self
            .samples
            .partition_point(|(at_s, _)| t_s - at_s > keep_s);
        self.samples.drain(..old);
        self.changes_s.retain(|[_, at_s]| t_s - at_s <= KEPT_S);
    }

    pub(super) fn clear(&mut self) {
        self.samples.clear();
        self.changes_s.clear();
    }

    /// Says that the last sample is that of another limb than the one before.
    pub(super) fn change_limb(&mut self) {
        let mut last = self.samples.iter().rev().map(|(t_s, _)| *t_s);
        if let (Some(at_s), Some(before_s)) = (last.next(), last.next()) {
            self.changes_s.push([before_s, at_s]);
        }
    }

    /// Forgets everything before the beginning of a movement.
    pub(super) fn begin_at(&mut self, t_s: f64) {
        self.samples.retain(|(at_s, _)| *at_s >= t_s);
    }

    /// The least value, from which the movement started.
    pub(super) fn least(&self) -> Option<f32> {
        self.samples
            .iter()
            .map(|(_, signal)| *signal)
            .reduce(f32::min)
    }

    /// Seconds from 10 to 90 % of the way in, as gait and reach analyses define a rise time.
    /// Unknown where the movement's start, below `rest`, was not seen, or was another limb's.
    pub(super) fn rise_s(&self, now_s: f64, rest: f32) -> Option<f64> {
        self.way_s(now_s, rest, [0.1, 0.9])
    }

    /// Seconds from 90 to 10 % of the way back. Unknown where the movement's start was not seen,
    /// because its way has no length then.
    pub(super) fn fall_s(&self, now_s: f64, rest: f32) -> Option<f64> {
        self.way_s(now_s, rest, [0.9, 0.1])
    }

    /// Seconds from leaving one part of the range for the last time to reaching another, or to now
    /// where the way ends sooner.
    fn way_s(&self, now_s: f64, rest: f32, parts: [f32; 2]) -> Option<f64> {
        let low = self.least().filter(|low| *low <= rest)?;
        let signals = self.samples.iter().map(|(_, signal)| *signal);
        let range = signals.reduce(f32::max)? - low;
        let [from, to] = parts.map(|part| low + part * range);
        let sign = (to - from).signum();
        let is_before = |(_, signal): &(f64, f32)| (*signal - from) * sign <= 0.0;
        let is_beyond = |(_, signal): &(f64, f32)| (*signal - to) * sign >= 0.0;
        let start = self.samples.iter().rposition(is_before)?;
        let steps = self.samples.iter().zip(self.samples.iter().skip(1));
        let mut steps = steps.skip(start).peekable();
        let start_s = steps.peek().map(|(a, b)| crossing_s(**a, **b, from))?;
        let end_s = steps
            .find(|(_, b)| is_beyond(b))
            .map_or(now_s, |(a, b)| crossing_s(*a, *b, to));
        self.one_way_s(start_s, end_s, range)
    }

    /// The time between two moments of a way of this length; unknown where the signal jumped to
    /// another limb for a good part of it.
    fn one_way_s(&self, start_s: f64, end_s: f64, way: f32) -> Option<f64> {
        // Only the part of a step that lies within the way counts.
        let within = |[before_s, at_s]: &[f64; 2]| {
            let seconds = at_s.min(end_s) - before_s.max(start_s);
            (seconds / (at_s - before_s)).clamp(0.0, 1.0) as f32
        };
        let changes_s = self.changes_s.iter();
        let stepped: f32 = changes_s
            .map(|change| within(change) * self.step_at(change[1]))
            .sum();
        let is_broken = stepped > STEP_PART * way;
        (!is_broken).then_some(end_s - start_s)
    }

    /// The jump of the signal at this sample, beyond its movement in a frame as the frames before
    /// and after show it. A quick lift is no jump.
    fn step_at(&self, t_s: f64) -> f32 {
        let Some(at) = self
            .samples
            .iter()
            .position(|(sample_s, _)| *sample_s == t_s)
        else {
            return 0.0;
        };
        let moved = |i: usize| {
            let before = self.samples.get(i.checked_sub(1)?)?.1;
            Some((self.samples.get(i)?.1 - before).abs())
        };
        let anyway = [at.checked_sub(1).and_then(moved), moved(at + 1)];
        let anyway = anyway.into_iter().flatten().fold(0.0, f32::max);
        (moved(at).unwrap_or(0.0) - anyway).max(0.0)
    }

    /// The same with the signal's sign turned, from a moment on.
    pub(super) fn turned(&self, sign: f32, from_s: f64) -> Trace {
        let since = self.samples.iter().filter(|(t_s, _)| *t_s >= from_s);
        Trace {
            samples: since.map(|(t_s, signal)| (*t_s, signal * sign)).collect(),
            changes_s: self.changes_s.clone(),
        }
    }

    /// Whether a movement that began at `since_s` has changed by less than `little` for a second.
    pub(super) fn is_still(&self, since_s: f64, little: f32) -> bool {
        let Some((now_s, _)) = self.samples.back() else {
            return false;
        };
        if now_s - since_s < STILL_S {
            return false;
        }
        let samples = self.samples.iter().rev();
        let recent = samples.take_while(|(t_s, _)| now_s - t_s <= STILL_S);
        let (low, high) = recent.fold(
            (f32::INFINITY, f32::NEG_INFINITY),
            |(low, high), (_, signal)| (low.min(*signal), high.max(*signal)),
        );
        high - low < little
    }
}

/// The time at which the straight line between two frames passes a level. A quick lift lasts few
/// frames, and in whole frames its time would depend on the camera.
fn crossing_s((a_s, a): (f64, f32), (b_s, b): (f64, f32), level: f32) -> f64 {
    let part = if b == a { 0.0 } else { (level - a) / (b - a) };
    a_s + (b_s - a_s) * f64::from(part.clamp(0.0, 1.0))
}
