//! The start pose: seen, held, and remembered as the base that changes are measured from.

use std::collections::VecDeque;

use crate::body::{Measured, OfLimb, Values};
use crate::exercise::Condition;

/// The base is taken from the last stretch of this length. It is long enough for a median, and
/// short enough that a cut in a video or a moved camera is soon forgotten.
const BASE_MAX_S: f64 = 0.8;
/// The calmest stretch that makes a base may be this short, because most people are still for only
/// 0.3 to 1 s before they move.
const BASE_MIN_S: f64 = 0.4;
/// Where there is no base at all, a moment of rest as short as this is better than none. A user who
/// sits up quickly lies for no longer.
const BASE_HASTY_S: f64 = 0.15;
/// A base this old is replaced even by a rest that is not quite still. A user who hardly rests
/// between repetitions would otherwise be compared with another picture after a cut or a turn.
const BASE_OLD_S: f64 = 5.0;
/// Whether a value meets a condition.
pub(super) fn is_within(condition: &Condition, value: f32) -> bool {
    !(value < condition.from || value > condition.to)
}

/// Whether all conditions are met: yes, no, or unknown because a point is hidden.
pub(super) fn met(conditions: &[Condition], values: &Values) -> Option<bool> {
    all(conditions.iter().map(|condition| {
        let value = values.get(condition.measure).value()?;
        Some(is_within(condition, value))
    }))
}

/// Whether one of these sets of conditions is met.
pub(super) fn met_any(sets: &[Vec<Condition>], values: &Values) -> Option<bool> {
    let is_unmet = |conditions: &Vec<Condition>| met(conditions, values).map(|is_met| !is_met);
    all(sets.iter().map(is_unmet)).map(|none_is_met| !none_is_met)
}

/// Whether all answers are yes. One no decides, whatever is unknown.
fn all(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for answer in answers {
        match answer {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all = None,
        }
    }
    all
}

/// Watches for the start pose and takes the base from it.
#[derive(Debug, Clone, Default)]
pub(super) struct StartWatch {
    longest_gap_s: f64,
    /// Since when the pose is held, and when it was last seen.
    since_s: Option<f64>,
    last_s: f64,
    frames: VecDeque<(f64, Vec<OfLimb<Measured>>)>,
    base: Vec<OfLimb<Option<f32>>>,
    /// When the base was taken.
    base_s: Option<f64>,
}

impl StartWatch {
    /// Seconds for which the pose may be out of sight and go on, at least from one frame to the
    /// next.
    pub(super) fn set_longest_gap(&mut self, longest_gap_s: f64) {
        self.longest_gap_s = longest_gap_s;
    }

    /// Takes a frame: `posed` says whether this is the start pose, `is_moving` that somebody has
    /// begun to leave it. Refreshes the base whenever the pose has been held long enough, so that
    /// a camera that was moved, or a cut in a video, does not leave an old base behind; but not from
    /// the slow beginning of a movement, which would be taken for its start.
    pub(super) fn step(&mut self, t_s: f64, posed: bool, is_moving: bool, values: &Values) {
        if !posed {
            let lasted_s = self.since_s.map_or(0.0, |since_s| self.last_s - since_s);
            if self.base.is_empty() && lasted_s >= BASE_HASTY_S {
                self.take_base();
                // It counts as an old base, because the next rest makes a better one.
                self.base_s = Some(t_s - BASE_OLD_S);
                self.interrupt();
            }
            return;
        }
        if self.since_s.is_none() || !self.goes_on(t_s) {
            self.since_s = Some(t_s);
            self.frames.clear();
        }
        self.last_s = t_s;
        if is_moving && self.has_fresh_base(t_s) {
            return;
        }
        let old = |(at_s, _): &(f64, _)| t_s - at_s > BASE_MAX_S;
        let old = self.frames.partition_point(old);
        // The memory of the last frame that is dropped serves for the new one.
        let spare = self.frames.drain(..old).next_back();
        let mut spare = spare.map_or_else(Vec::new, |(_, frame)| frame);
        spare.clear();
        spare.extend_from_slice(values.raw());
        self.frames.push_back((t_s, spare));
        if self.held_s(t_s) >= BASE_MIN_S {
            self.take_base();
            self.base_s = Some(t_s);
        }
    }

    /// Says that the picture may be another one. The next rest makes a new base, still or not.
    pub(super) fn doubt_base(&mut self) {
        self.base_s = None;
        self.interrupt();
    }

    /// Whether the base may belong to another picture.
    pub(super) fn is_doubtful(&self) -> bool {
        !self.base.is_empty() && self.base_s.is_none()
    }

    /// Whether there is a base that a mere beginning of a movement must not replace.
    pub(super) fn has_fresh_base(&self, t_s: f64) -> bool {
        self.base_s.is_some_and(|at_s| t_s - at_s < BASE_OLD_S)
    }

    /// How long the start pose has been held.
    pub(super) fn held_s(&self, t_s: f64) -> f64 {
        self.since_s
            .filter(|_| self.goes_on(t_s))
            .map_or(0.0, |since| self.last_s - since)
    }

    /// Whether the pose was seen a moment ago.
    fn goes_on(&self, t_s: f64) -> bool {
        (self.last_s..=self.last_s + self.longest_gap_s).contains(&t_s)
    }

    /// The base: raw values of the measures in the start pose; empty before there is one.
    pub(super) fn base(&self) -> &[OfLimb<Option<f32>>] {
        &self.base
    }

    /// Forgets the stretch but not the base, because the person has moved away.
    pub(super) fn interrupt(&mut self) {
        self.since_s = None;
        self.frames.clear();
    }

    fn take_base(&mut self) {
        let measures = self.frames.back().map_or(0, |(_, frame)| frame.len());
        self.base.resize(measures, [None; 2]);
        for (place, of_limb) in self.base.iter_mut().enumerate() {
            for (limb, base) in of_limb.iter_mut().enumerate() {
                let frames = self.frames.iter();
                let seen = frames.filter_map(|(_, frame)| frame[place][limb].value());
                // A measure that is hidden now keeps what an earlier stretch said of it.
                *base = median(seen).or(*base);
            }
        }
    }
}

fn median(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut sorted: Vec<f32> = values.collect();
    sorted.sort_unstable_by(f32::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}
