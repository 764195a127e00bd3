//! The frame rate, and what can be judged with few frames. Time comes with the frames, so that the
//! same frames always give the same answer.
//!
//! A fault that lasts is seen in several frames, or it is not judged. A rule needs three frames
//! within the time that it waits, a movement is timed to half a gap between frames, and the start
//! pose that everything is compared with needs three frames as well.

use std::collections::VecDeque;

use crate::exercise::Kind;

/// Number of intervals of which two thirds don't exceed the usual one. A single stall doesn't
/// change the usual interval, a quarter of the frames may be missing, and a camera that slows down
/// in the dark is noticed within ten frames.
const INTERVALS: usize = 9;
/// Fewer intervals say nothing yet.
const FIRST_INTERVALS: usize = 2;
/// A rate that is too low is reported when it has been so for this long, because sources start with
/// a stall.
const SAID_AFTER_S: f64 = 2.0;
/// The same time before the set has begun. Nothing is lost by then, and a camera that adapts to the
/// light or a computer that is still loading takes some seconds to get going.
const SAID_BEFORE_THE_SET_AFTER_S: f64 = 5.0;
/// Seconds for which past frames are remembered. The slowest movements take no longer.
const KEPT_S: f64 = 12.0;

/// With longer intervals nothing is judged. The start pose is the median of at most 0.8 s, and a
/// median of three frames outvotes one with a glitch of the landmarks.
const JUDGE_MAX_S: f64 = 0.42;
/// With longer intervals nothing is counted. Counting needs a frame at the target, one behind it
/// and the same at rest; the shortest target poses last a second and a half with their ends, and
/// the clock of a hold takes no longer steps than 0.75 s ([`Now`](super::now::Now)).
const COUNT_MAX_S: f64 = 0.7;
/// A level is left for a better one only this far below its limit, so that it doesn't flicker.
const EASE: f64 = 0.9;
/// Frames that a rule needs in the time that it waits: at its beginning, in between and at its end.
const FRAMES_OF_A_RULE: f64 = 3.0;
/// With few frames, rules that wait for less wait for this long. A fault at the end of a movement
/// lasts for as long as the user stays there.
const RULE_S: f64 = 0.4;
/// The longest intervals that show a speed (three frames in 0.3 s) and a swing to and fro three
/// times a second.
const SPEED_MAX_S: f64 = 0.15;
const SWING_MAX_S: f64 = 1.0 / 6.0;
/// A pose that is unseen for at most this long goes on: three frames of a slow camera. For an even
/// slower one the time is longer ([`FrameRate::longest_gap_s`]).
const LONGEST_GAP_S: f64 = 0.4;
/// The jitter of frame times.
const SPARE: f64 = 1.05;
/// A time counts as known where it is wrong by less than this, which is so from ten frames a second
/// on.
const KNOWN_TO_S: f64 = 0.05;

/// What the frame rate allows, the best first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Enough {
    /// Judging, each rule as far as it goes.
    #[default]
    ToJudge,
    /// Counting alone.
    ToCount,
    /// Nothing.
    Not,
}

/// The times of the last frames.
#[derive(Debug, Clone, Default)]
pub(super) struct FrameRate {
    times_s: VecDeque<f64>,
    interval_s: Option<f64>,
    enough: Enough,
    /// The time since which the level is no better.
    since_s: f64,
}

impl FrameRate {
    /// Takes the time of a frame.
    pub(super) fn step(&mut self, t_s: f64) {
        // The past is forgotten when a source starts again.
        if self.times_s.back().is_some_and(|last_s| *last_s > t_s) {
            self.times_s.clear();
        }
        self.times_s.push_back(t_s);
        let old = self.times_s.partition_point(|at_s| t_s - at_s > KEPT_S);
        let spare = self.times_s.len().saturating_sub(INTERVALS + 1);
        self.times_s.drain(..old.min(spare));
        let last = self.times_s.iter().rev().take(INTERVALS + 1);
        let pairs = last.clone().zip(last.skip(1));
        let mut intervals_s: Vec<f64> = pairs.map(|(now_s, before_s)| now_s - before_s).collect();
        if intervals_s.len() < FIRST_INTERVALS {
            return;
        }
        intervals_s.sort_unstable_by(f64::total_cmp);
        let interval_s = intervals_s[intervals_s.len() * 2 / 3];
        self.interval_s = Some(interval_s);
        let is_beyond = |limit_s: f64, level: Enough| {
            let ease = if self.enough >= level { EASE } else { 1.0 };
            interval_s > limit_s * ease
        };
        let enough = if is_beyond(COUNT_MAX_S, Enough::Not) {
            Enough::Not
        } else if is_beyond(JUDGE_MAX_S, Enough::ToCount) {
            Enough::ToCount
        } else {
            Enough::ToJudge
        };
        if enough > self.enough {
            self.since_s = t_s;
        }
        self.enough = enough;
    }

    /// The level, where it is worse than what was said and has been so for a while.
    pub(super) fn worse_than(&self, said: Enough, t_s: f64, has_begun: bool) -> Option<Enough> {
        let after_s = if has_begun {
            SAID_AFTER_S
        } else {
            SAID_BEFORE_THE_SET_AFTER_S
        };
        (self.enough > said && t_s - self.since_s >= after_s).then_some(self.enough)
    }

    /// Whether enough frames come to count with.
    pub(super) fn is_enough_to_count(&self) -> bool {
        self.enough < Enough::Not
    }

    /// The level that the frame rate allows.
    pub(super) fn enough(&self) -> Enough {
        self.enough
    }

    /// Whether a rule that waits for this long on this kind of measure can be judged, which takes
    /// three frames in that time.
    pub(super) fn judges(&self, for_s: f64, kind: &Kind) -> bool {
        let interval_s = self.interval_s();
        let is_measured = match kind {
            Kind::Speed(_) | Kind::Rate(_) => interval_s <= SPEED_MAX_S * SPARE,
            Kind::Swing(_) => interval_s <= SWING_MAX_S * SPARE,
            _ => true,
        };
        let needed_s = interval_s * (FRAMES_OF_A_RULE - 1.0);
        self.enough == Enough::ToJudge
            && is_measured
            && (for_s == 0.0 || needed_s <= for_s.max(RULE_S) * SPARE)
    }

    /// Seconds by which a time that ends now may be wrong: half the longest gap at its ends and
    /// within. 0 where that decides nothing.
    pub(super) fn time_off_s(&self, now_s: f64, ago_s: f64) -> f64 {
        let from_s = now_s - ago_s;
        let times = self.times_s.iter();
        let longest_s = times
            .clone()
            .zip(times.skip(1))
            .filter(|(_, after_s)| **after_s >= from_s)
            .map(|(before_s, after_s)| after_s - before_s)
            .fold(0.0, f64::max);
        let off_s = longest_s / 2.0;
        if off_s <= KNOWN_TO_S { 0.0 } else { off_s }
    }

    /// Seconds for which something may be out of sight between two frames that show it.
    pub(super) fn longest_gap_s(&self) -> f64 {
        LONGEST_GAP_S.max(self.interval_s.unwrap_or(0.0) * 1.5)
    }

    /// The usual time from frame to frame.
    pub(super) fn interval_s(&self) -> f64 {
        self.interval_s.unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::CycleTime;

    const SAID_NOTHING: Enough = Enough::ToJudge;

    fn at(rate_hz: f64, seconds: f64) -> FrameRate {
        let mut rate = FrameRate::default();
        for frame in 0..=(rate_hz * seconds) as u32 {
            rate.step(f64::from(frame) / rate_hz);
        }
        rate
    }

    #[test]
    fn the_rate_says_what_it_is_good_for() {
        for (rate_hz, enough) in [
            (30.0, Enough::ToJudge),
            (3.0, Enough::ToJudge),
            (2.0, Enough::ToCount),
            (1.0, Enough::Not),
        ] {
            assert_eq!(at(rate_hz, 6.0).enough(), enough, "{rate_hz}");
        }
    }

    #[test]
    fn a_single_stall_is_no_low_rate_and_a_camera_that_slows_down_is_noticed() {
        let mut rate = at(20.0, 5.0);
        rate.step(9.0);
        assert_eq!(rate.enough(), Enough::ToJudge);
        for frame in 1..=10 {
            rate.step(9.0 + f64::from(frame) * 0.5);
        }
        assert_eq!(rate.enough(), Enough::ToCount);
    }

    #[test]
    fn a_low_rate_is_said_once_and_not_for_a_stall_at_the_beginning() {
        let mut rate = FrameRate::default();
        for t_s in [0.0, 0.6, 1.2, 1.25, 1.3, 1.35, 1.4, 1.45] {
            rate.step(t_s);
            assert_eq!(rate.worse_than(SAID_NOTHING, t_s, true), None, "{t_s}");
        }
        assert_eq!(at(20.0, 4.0).worse_than(SAID_NOTHING, 4.0, true), None);
        let mut slow = at(2.0, 4.0);
        assert_eq!(
            slow.worse_than(SAID_NOTHING, 4.0, true),
            Some(Enough::ToCount)
        );
        assert_eq!(
            slow.worse_than(SAID_NOTHING, 4.0, false),
            None,
            "still getting going"
        );
        assert_eq!(slow.worse_than(Enough::ToCount, 6.0, true), None);
        slow.step(5.0);
        for second in 6..20 {
            slow.step(f64::from(second));
        }
        assert_eq!(
            slow.worse_than(Enough::ToCount, 19.0, true),
            Some(Enough::Not)
        );
    }

    #[test]
    fn a_rule_needs_three_frames_in_the_time_that_it_waits() {
        for (rate_hz, for_s, is_judged) in [
            (20.0, 0.2, true),
            (5.0, 0.2, true),
            (4.0, 0.2, false),
            (5.0, 0.4, true),
            (4.0, 0.4, false),
            (3.0, 1.0, true),
            (2.0, 4.0, false),
        ] {
            let judges = at(rate_hz, 5.0).judges(for_s, &Kind::Time(CycleTime::Hold));
            assert_eq!(judges, is_judged, "{rate_hz} {for_s}");
        }
    }

    #[test]
    fn a_time_is_known_to_half_a_gap_at_its_own_place() {
        let mut rate = at(20.0, 5.0);
        assert_eq!(rate.time_off_s(5.0, 1.0), 0.0);
        rate.step(5.4);
        assert!((rate.time_off_s(5.4, 1.0) - 0.2).abs() < 1e-9);
        for frame in 1..=40 {
            rate.step(5.4 + f64::from(frame) * 0.05);
        }
        assert_eq!(rate.time_off_s(7.4, 1.0), 0.0, "the gap lies before it");
    }
}
