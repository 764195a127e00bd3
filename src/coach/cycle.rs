//! Counts: repetitions and holds as a person watching would count them.
//!
//! The signal rises from rest past `touch`, reaches the target at `enter`, and is back when it
//! has been below `leave` for a while. A movement that reached the target counts, however short
//! or quick; one that never did is partial. Unknown frames change nothing for two seconds.

use std::collections::VecDeque;

use crate::exercise::{Cycle, CycleKind};

use super::event::PartialWhy;
use super::scene::Side;

/// A signal that stays unknown for longer ends the movement. Shorter gaps (a hand before the
/// face, a dropped frame) change nothing (specification §0.8: freeze two seconds).
const GRACE_S: f64 = 2.0;
/// A movement that lingers short of the target for longer is dropped as partial (§0.8).
const LINGER_S: f64 = 15.0;
/// One limb alone must have been at the target for so long to be told as such.
const ONE_LIMB_S: f64 = 0.7;
/// The clock never jumps by more than this from one frame to the next.
const CLOCK_STEP_S: f64 = 0.5;
/// Sinking below `pause` is told when it lasts this long.
const SUNK_S: f64 = 0.4;
/// How much of the past is kept to find where a movement began.
const TRACE_S: f64 = 8.0;

/// What one frame tells the cycle.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Input {
    /// Seconds of the source.
    pub t_s: f64,
    /// The signal, where known.
    pub signal: Option<f32>,
    /// The farthest of the signal's parts, for composed signals.
    pub farthest_part: Option<f32>,
    /// Whether the conditions of the target pose are met; `None` where that is unknown.
    pub in_target_pose: Option<bool>,
    /// The side at work.
    pub side: Option<Side>,
    /// Whether a fault stops the clock of a hold.
    pub stop_clock: bool,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Turn {
    /// The target pose was reached.
    Reached,
    /// The target pose was left: it counts.
    Counted(Counted),
    /// A movement that does not count.
    Partial {
        side: Option<Side>,
        peak: f32,
        why: PartialWhy,
    },
    /// The clock of a hold stopped.
    ClockStopped,
    /// It runs again.
    ClockRuns,
    /// A hold too short to count is over.
    HoldDropped,
}

/// A counted repetition or hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    pub side: Option<Side>,
    pub peak: f32,
    pub range: f32,
    pub in_s: f64,
    pub hold_s: f64,
    pub out_s: f64,
}

/// Where the movement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Rest,
    GoingIn,
    /// Nearly still short of the target.
    Stalled,
    Target,
    GoingOut,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Rest,
    /// Since the signal passed `touch`.
    In {
        since_s: f64,
        at_enter_since_s: Option<f64>,
        reached_enter: bool,
        posed: bool,
    },
    /// In the target since, last seen there.
    Target {
        since_s: f64,
        last_s: f64,
    },
    /// Dropped; waits for the signal to come back to rest.
    Spent,
}

/// The counting machine.
#[derive(Debug, Clone)]
pub(super) struct Counter {
    kind: CycleKind,
    /// -1 turns a falling signal into a rising one.
    sign: f32,
    touch: f32,
    enter: f32,
    enter_s: f64,
    leave: f32,
    leave_s: f64,
    pause: Option<f32>,
    count_s: f64,
    goal_s: f64,
    state: State,
    below_leave_since_s: Option<f64>,
    one_limb_since_s: Option<f64>,
    one_limb_said: bool,
    unknown_since_s: Option<f64>,
    last_t_s: Option<f64>,
    peak: f32,
    votes: [u32; 2],
    held_s: f64,
    clock_stopped: bool,
    sunk_since_s: Option<f64>,
    rise_s: Option<f64>,
    signal: Option<f32>,
    trace: VecDeque<(f64, f32)>,
}

impl Counter {
    /// A counter for a cycle whose target is to be held for `goal_s`.
    pub(super) fn new(cycle: &Cycle, goal_s: f64) -> Self {
        let sign = if cycle.rising { 1.0 } else { -1.0 };
        Counter {
            kind: cycle.kind,
            sign,
            touch: cycle.touch * sign,
            enter: cycle.enter * sign,
            enter_s: f64::from(cycle.enter_s),
            leave: cycle.leave * sign,
            leave_s: f64::from(cycle.leave_s),
            pause: cycle.pause.map(|pause| pause * sign),
            count_s: f64::from(cycle.count_s),
            goal_s,
            state: State::Rest,
            below_leave_since_s: None,
            one_limb_since_s: None,
            one_limb_said: false,
            unknown_since_s: None,
            last_t_s: None,
            peak: f32::NEG_INFINITY,
            votes: [0, 0],
            held_s: 0.0,
            clock_stopped: false,
            sunk_since_s: None,
            rise_s: None,
            signal: None,
            trace: VecDeque::new(),
        }
    }

    /// Where the movement is.
    pub(super) fn stage(&self) -> Stage {
        match self.state {
            State::Rest | State::Spent => Stage::Rest,
            // On arrival the rules of the hold listen already: a brisk hold lasts a second.
            State::In {
                at_enter_since_s: Some(_),
                ..
            } => Stage::Target,
            State::In { since_s, .. } => {
                if self.is_still(since_s) {
                    Stage::Stalled
                } else {
                    Stage::GoingIn
                }
            }
            State::Target { .. } => {
                // Half-way back to `leave` a repetition is on its way out. A hold is held until it
                // is left, so that sinking hips are still corrected; but once its goal is reached,
                // sinking is what was asked for.
                let is_over = self.kind != CycleKind::Hold || self.held_s >= self.goal_s;
                let out = self.enter - 0.5 * (self.enter - self.leave);
                let is_out = is_over && self.signal.is_some_and(|signal| signal < out);
                if is_out {
                    Stage::GoingOut
                } else {
                    Stage::Target
                }
            }
        }
    }

    /// Seconds held in the present target pose.
    pub(super) fn held_s(&self) -> Option<f64> {
        match self.state {
            State::Target { .. } => Some(self.held_s),
            _ => None,
        }
    }

    /// Seconds of the present or last way in, from 10 to 90 % of it.
    pub(super) fn rise_s(&self) -> Option<f64> {
        self.rise_s
    }

    /// Whether the clock of the present hold stands still.
    pub(super) fn clock_stopped(&self) -> bool {
        self.clock_stopped
    }

    /// The side at work by the votes of the present movement.
    pub(super) fn voted_side(&self) -> Option<Side> {
        match self.votes {
            [0, 0] => None,
            [left, right] if left >= right => Some(Side::Left),
            _ => Some(Side::Right),
        }
    }

    /// Takes a frame.
    pub(super) fn step(&mut self, input: Input, turns: &mut Vec<Turn>) {
        let t_s = input.t_s;
        let since_last_s = self
            .last_t_s
            .map_or(0.0, |last| (t_s - last).clamp(0.0, CLOCK_STEP_S));
        self.last_t_s = Some(t_s);
        let Some(signal) = input.signal.map(|signal| signal * self.sign) else {
            self.signal = None;
            let since = *self.unknown_since_s.get_or_insert(t_s);
            if t_s - since > GRACE_S {
                self.give_up(turns);
            }
            return;
        };
        self.unknown_since_s = None;
        self.signal = Some(signal);
        self.remember(t_s, signal);
        self.watch_one_limb(t_s, signal, input, turns);
        if self.state != State::Rest
            && let Some(side) = input.side
            && signal >= self.touch
        {
            self.votes[usize::from(side == Side::Right)] += 1;
        }
        let below_s = self.time_below_leave(t_s, signal);
        match self.state {
            State::Rest => {
                if signal >= self.touch {
                    self.begin(t_s, signal);
                    self.go_in(t_s, signal, input, turns);
                }
            }
            State::In { .. } => {
                self.peak = self.peak.max(signal);
                self.go_in(t_s, signal, input, turns);
                if below_s >= self.leave_s {
                    self.end_in(turns);
                }
            }
            State::Target { since_s, last_s } => {
                self.peak = self.peak.max(signal);
                self.run_clock(t_s, signal, since_last_s, input.stop_clock, turns);
                if below_s >= self.leave_s {
                    let out_s = self.below_leave_since_s.unwrap_or(t_s) - last_s;
                    self.end_target(since_s, last_s, out_s.max(0.0), turns);
                } else if signal >= self.enter {
                    self.state = State::Target {
                        since_s,
                        last_s: t_s,
                    };
                }
            }
            State::Spent => {
                if below_s >= self.leave_s || signal < self.touch {
                    self.reset();
                }
            }
        }
    }

    /// The set is over or the person is gone: what reached the target counts.
    pub(super) fn give_up(&mut self, turns: &mut Vec<Turn>) {
        if let State::Target { since_s, last_s } = self.state {
            self.end_target(since_s, last_s, 0.0, turns);
        }
        self.reset();
        self.trace.clear();
    }

    /// Ends a hold for somebody who can't keep it up: it counts with what was held, and a new one
    /// begins only after a rest.
    pub(super) fn end_hold(&mut self, turns: &mut Vec<Turn>) {
        if let State::Target { since_s, last_s } = self.state {
            self.end_target(since_s, last_s, 0.0, turns);
            self.state = State::Spent;
        }
    }

    fn begin(&mut self, t_s: f64, signal: f32) {
        self.reset();
        self.peak = signal;
        self.state = State::In {
            since_s: t_s,
            at_enter_since_s: None,
            reached_enter: false,
            posed: false,
        };
    }

    fn reset(&mut self) {
        self.state = State::Rest;
        self.below_leave_since_s = None;
        self.peak = f32::NEG_INFINITY;
        self.votes = [0, 0];
        self.held_s = 0.0;
        self.clock_stopped = false;
        self.sunk_since_s = None;
    }

    fn go_in(&mut self, t_s: f64, signal: f32, input: Input, turns: &mut Vec<Turn>) {
        let State::In {
            since_s,
            at_enter_since_s,
            mut reached_enter,
            mut posed,
        } = self.state
        else {
            return;
        };
        let at_enter = signal >= self.enter;
        reached_enter |= at_enter;
        posed |= input.in_target_pose == Some(true);
        let at_enter_since_s = match (at_enter, input.in_target_pose) {
            (true, Some(true)) => Some(at_enter_since_s.unwrap_or(t_s)),
            // Not known for a moment: neither begins nor ends the target.
            (true, None) => at_enter_since_s,
            _ => None,
        };
        self.state = State::In {
            since_s,
            at_enter_since_s,
            reached_enter,
            posed,
        };
        if let Some(since) = at_enter_since_s
            && t_s - since >= self.enter_s
        {
            self.rise_s = self.find_rise(t_s);
            self.held_s = t_s - since;
            self.state = State::Target {
                since_s: since,
                last_s: t_s,
            };
            turns.push(Turn::Reached);
        } else if t_s - since_s > LINGER_S {
            self.partial(turns);
            self.reset();
            self.state = State::Spent;
        }
    }

    fn end_in(&mut self, turns: &mut Vec<Turn>) {
        self.partial(turns);
        self.reset();
    }

    /// A movement that never looked like the exercise is not even partial.
    fn partial(&self, turns: &mut Vec<Turn>) {
        let State::In {
            reached_enter,
            posed,
            ..
        } = self.state
        else {
            return;
        };
        if posed {
            let why = if reached_enter {
                PartialWhy::NotHeld
            } else {
                PartialWhy::NotFarEnough
            };
            turns.push(Turn::Partial {
                side: self.voted_side(),
                peak: self.peak * self.sign,
                why,
            });
        }
    }

    fn end_target(&mut self, since_s: f64, last_s: f64, out_s: f64, turns: &mut Vec<Turn>) {
        let hold_s = if self.kind == CycleKind::Hold {
            self.held_s
        } else {
            last_s - since_s
        };
        if self.kind == CycleKind::Hold && hold_s < self.count_s {
            turns.push(Turn::HoldDropped);
        } else {
            let rest = self
                .trace
                .iter()
                .map(|(_, signal)| *signal)
                .fold(f32::INFINITY, f32::min);
            turns.push(Turn::Counted(Counted {
                side: self.voted_side(),
                peak: self.peak * self.sign,
                range: if rest.is_finite() {
                    self.peak - rest
                } else {
                    0.0
                },
                in_s: self.rise_s.unwrap_or(0.0),
                hold_s,
                out_s,
            }));
        }
        self.reset();
    }

    /// A repetition's clock runs while it is at the target, a hold's until it is stopped. Sinking
    /// below `pause` stops it at once; it is told only when it lasts, because whoever lowers at
    /// the end of a hold passes through there too.
    fn run_clock(
        &mut self,
        t_s: f64,
        signal: f32,
        since_last_s: f64,
        stop: bool,
        turns: &mut Vec<Turn>,
    ) {
        if self.kind != CycleKind::Hold {
            if signal >= self.enter {
                self.held_s += since_last_s;
            }
            return;
        }
        let sunk = self.pause.is_some_and(|pause| signal < pause);
        if sunk && signal > self.leave {
            self.sunk_since_s.get_or_insert(t_s);
        } else {
            self.sunk_since_s = None;
        }
        let stopped = stop || self.sunk_since_s.is_some_and(|since| t_s - since >= SUNK_S);
        if stopped != self.clock_stopped && (stopped || !sunk) {
            turns.push(if stopped {
                Turn::ClockStopped
            } else {
                Turn::ClockRuns
            });
            self.clock_stopped = stopped;
        }
        if !sunk && !stop {
            self.held_s += since_last_s;
        }
    }

    fn time_below_leave(&mut self, t_s: f64, signal: f32) -> f64 {
        if signal <= self.leave {
            t_s - *self.below_leave_since_s.get_or_insert(t_s)
        } else {
            self.below_leave_since_s = None;
            // Negative: not below at all, so that a limit of 0 s is not passed either.
            -1.0
        }
    }

    fn watch_one_limb(&mut self, t_s: f64, signal: f32, input: Input, turns: &mut Vec<Turn>) {
        let Some(farthest) = input.farthest_part.map(|part| part * self.sign) else {
            return;
        };
        if self.state != State::Rest || signal >= self.touch || input.in_target_pose == Some(false)
        {
            self.one_limb_since_s = None;
            self.one_limb_said = false;
        } else if farthest >= self.enter {
            let since = *self.one_limb_since_s.get_or_insert(t_s);
            self.one_limb_said |= t_s - since >= ONE_LIMB_S;
        } else if farthest <= self.leave {
            // Told when the limb is back: until then the other one may still follow.
            if self.one_limb_said {
                turns.push(Turn::Partial {
                    side: input.side,
                    peak: signal * self.sign,
                    why: PartialWhy::OneLimbOnly,
                });
            }
            self.one_limb_since_s = None;
            self.one_limb_said = false;
        }
    }

    fn remember(&mut self, t_s: f64, signal: f32) {
        // A source that starts again or jumps back in time has no past.
        if self.trace.back().is_some_and(|(last, _)| *last > t_s) {
            self.trace.clear();
        }
        self.trace.push_back((t_s, signal));
        // At rest a second is enough to know where a movement starts from.
        let keep_s = if self.state == State::Rest {
            1.0
        } else {
            TRACE_S
        };
        while self
            .trace
            .front()
            .is_some_and(|(first, _)| t_s - first > keep_s)
        {
            self.trace.pop_front();
        }
    }

    /// Seconds from 10 to 90 % of the way in, as gait and reach analyses define a rise time.
    /// Unknown where the movement's start was not seen.
    fn find_rise(&self, now_s: f64) -> Option<f64> {
        let low = self
            .trace
            .iter()
            .map(|(_, signal)| *signal)
            .fold(f32::INFINITY, f32::min);
        if low > self.leave {
            return None;
        }
        let high = self
            .trace
            .iter()
            .map(|(_, signal)| *signal)
            .fold(f32::NEG_INFINITY, f32::max);
        let (ten, ninety) = (low + 0.1 * (high - low), low + 0.9 * (high - low));
        let start = self
            .trace
            .iter()
            .rev()
            .find(|(_, signal)| *signal <= ten)?
            .0;
        let end = self
            .trace
            .iter()
            .find(|(t_s, signal)| *t_s > start && *signal >= ninety);
        Some(end.map_or(now_s, |(t_s, _)| *t_s) - start)
    }

    /// Nearly still for a second, long enough after the movement began.
    fn is_still(&self, since_s: f64) -> bool {
        let Some((now_s, _)) = self.trace.back() else {
            return false;
        };
        if now_s - since_s < 1.0 {
            return false;
        }
        let recent = self
            .trace
            .iter()
            .rev()
            .take_while(|(t_s, _)| now_s - t_s <= 1.0);
        let (low, high) = recent.fold(
            (f32::INFINITY, f32::NEG_INFINITY),
            |(low, high), (_, signal)| (low.min(*signal), high.max(*signal)),
        );
        high - low < 0.3 * (self.enter - self.leave)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::load;

    /// Runs a signal given as (seconds, value) corners, 20 frames a second, straight between.
    fn run(id: &str, corners: &[(f64, f32)]) -> Vec<Turn> {
        run_with(id, corners, |_| Some(true))
    }

    fn run_with(
        id: &str,
        corners: &[(f64, f32)],
        posed: impl Fn(f64) -> Option<bool>,
    ) -> Vec<Turn> {
        let exercise = load(id, None, None).unwrap();
        let mut counter = Counter::new(
            &exercise.cycle,
            f64::from(exercise.doses["standard"].hold_s),
        );
        let mut turns = Vec::new();
        let end_s = corners.last().unwrap().0;
        for frame in 0..=(end_s * 20.0) as u32 {
            let t_s = f64::from(frame) / 20.0;
            let after = corners.iter().position(|(at, _)| *at >= t_s).unwrap();
            let signal = if after == 0 {
                corners[0].1
            } else {
                let ((t0, v0), (t1, v1)) = (corners[after - 1], corners[after]);
                v0 + (v1 - v0) * ((t_s - t0) / (t1 - t0)) as f32
            };
            let input = Input {
                t_s,
                signal: Some(signal),
                farthest_part: Some(signal),
                in_target_pose: posed(t_s),
                side: Some(Side::Left),
                stop_clock: false,
            };
            counter.step(input, &mut turns);
        }
        turns
    }

    fn counted(turns: &[Turn]) -> Vec<&Counted> {
        turns
            .iter()
            .filter_map(|turn| {
                if let Turn::Counted(counted) = turn {
                    Some(counted)
                } else {
                    None
                }
            })
            .collect()
    }

    #[test]
    fn a_full_repetition_counts_once_with_its_times() {
        let turns = run(
            "bird-dog",
            &[
                (0.0, -85.0),
                (1.0, -85.0),
                (2.0, 0.0),
                (7.0, 0.0),
                (8.0, -85.0),
                (9.0, -85.0),
            ],
        );
        let [only] = counted(&turns)[..] else {
            panic!("{turns:?}")
        };
        assert_eq!(only.side, Some(Side::Left));
        assert!(only.peak.abs() < 0.5, "{only:?}");
        assert!(
            (only.in_s - 0.8).abs() < 0.11,
            "10 to 90 % of a one-second lift: {only:?}"
        );
        // From enter (-28) on the way up to enter on the way down: 5 s and two thirds of a second.
        assert!(
            (only.hold_s - (5.0 + 2.0 * 28.0 / 85.0)).abs() < 0.1,
            "{only:?}"
        );
    }

    #[test]
    fn a_brisk_repetition_counts() {
        let turns = run(
            "bird-dog",
            &[
                (0.0, -85.0),
                (1.0, -85.0),
                (1.4, 0.0),
                (1.8, 0.0),
                (2.2, -85.0),
                (3.5, -85.0),
            ],
        );
        assert_eq!(counted(&turns).len(), 1, "{turns:?}");
    }

    #[test]
    fn half_way_is_partial() {
        let turns = run(
            "bird-dog",
            &[
                (0.0, -85.0),
                (1.0, -85.0),
                (2.0, -36.0),
                (4.0, -36.0),
                (5.0, -85.0),
                (6.0, -85.0),
            ],
        );
        assert_eq!(counted(&turns).len(), 0);
        assert!(
            matches!(
                turns[..],
                [Turn::Partial {
                    why: PartialWhy::NotFarEnough,
                    ..
                }]
            ),
            "{turns:?}"
        );
    }

    #[test]
    fn another_pose_with_the_same_signal_is_neither_counted_nor_partial() {
        let corners = [
            (0.0, -85.0),
            (1.0, -85.0),
            (2.0, 0.0),
            (7.0, 0.0),
            (8.0, -85.0),
            (9.0, -85.0),
        ];
        assert_eq!(run_with("bird-dog", &corners, |_| Some(false)), []);
    }

    #[test]
    fn a_wobble_at_the_target_does_not_count_twice() {
        let turns = run(
            "bird-dog",
            &[
                (0.0, -85.0),
                (1.0, -85.0),
                (2.0, 0.0),
                (3.0, -40.0),
                (4.0, 0.0),
                (5.0, -85.0),
                (6.0, -85.0),
            ],
        );
        assert_eq!(counted(&turns).len(), 1, "{turns:?}");
    }

    #[test]
    fn a_gap_of_a_second_does_not_end_a_hold() {
        let exercise = load("side-plank", None, None).unwrap();
        let mut counter = Counter::new(
            &exercise.cycle,
            f64::from(exercise.doses["standard"].hold_s),
        );
        let mut turns = Vec::new();
        for frame in 0..200 {
            let t_s = f64::from(frame) / 20.0;
            let signal = match t_s {
                t if t < 1.0 || t > 8.0 => Some(-0.4),
                t if (4.0..5.0).contains(&t) => None,
                _ => Some(0.0),
            };
            let input = Input {
                t_s,
                signal,
                in_target_pose: Some(true),
                side: Some(Side::Right),
                ..Input::default()
            };
            counter.step(input, &mut turns);
        }
        let [hold] = counted(&turns)[..] else {
            panic!("{turns:?}")
        };
        assert_eq!(hold.side, Some(Side::Right));
        // Seven seconds in the target, of which the clock skips half a second of the gap.
        assert!((6.0..7.6).contains(&hold.hold_s), "{hold:?}");
    }

    #[test]
    fn sinking_stops_the_clock_and_rising_lets_it_run() {
        let turns = run(
            "side-plank",
            &[
                (0.0, -0.4),
                (1.0, 0.0),
                (4.0, 0.0),
                (4.5, -0.17),
                (7.0, -0.17),
                (7.5, 0.0),
                (9.0, 0.0),
                (9.5, -0.4),
                (11.0, -0.4),
            ],
        );
        let clock: Vec<&Turn> = turns
            .iter()
            .filter(|turn| matches!(turn, Turn::ClockStopped | Turn::ClockRuns))
            .collect();
        assert_eq!(clock[..2], [&Turn::ClockStopped, &Turn::ClockRuns]);
        let [hold] = counted(&turns)[..] else {
            panic!("{turns:?}")
        };
        assert!(
            hold.hold_s < 6.5,
            "about three seconds stood still: {hold:?}"
        );
    }

    #[test]
    fn a_lift_of_a_second_is_no_hold() {
        let turns = run(
            "side-plank",
            &[
                (0.0, -0.4),
                (1.0, -0.4),
                (1.2, 0.0),
                (2.2, 0.0),
                (2.4, -0.4),
                (4.0, -0.4),
            ],
        );
        assert_eq!(turns, [Turn::Reached, Turn::HoldDropped]);
    }

    #[test]
    fn one_limb_alone_is_told_when_it_is_back() {
        let exercise = load("bird-dog", None, None).unwrap();
        let mut counter = Counter::new(
            &exercise.cycle,
            f64::from(exercise.doses["standard"].hold_s),
        );
        let mut turns = Vec::new();
        for frame in 0..120 {
            let t_s = f64::from(frame) / 20.0;
            let limb = if (1.0..4.0).contains(&t_s) {
                0.0
            } else {
                -85.0
            };
            let input = Input {
                t_s,
                signal: Some(-85.0),
                farthest_part: Some(limb),
                in_target_pose: Some(true),
                ..Input::default()
            };
            counter.step(input, &mut turns);
            assert!(t_s >= 4.0 || turns.is_empty());
        }
        assert!(
            matches!(
                turns[..],
                [Turn::Partial {
                    why: PartialWhy::OneLimbOnly,
                    ..
                }]
            ),
            "{turns:?}"
        );
    }
}
