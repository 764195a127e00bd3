//! Counts a flow between two ends. A way to each end, in any order, is one repetition.

use std::collections::VecDeque;

use crate::coach::event::PartialWhy;
use crate::exercise::{Cycle, OtherPole};

use super::trace::Trace;
use super::{Counted, GLITCH_S, Input, LOST_MAX_S, PhaseEvent, ROSE_S, Stage};

/// The other end has to follow within this time, or the repetition stays half. Each way takes 1 to
/// 10 s (specification §5).
const WAIT_S: f64 = 10.0;

/// The user rests when there was no way for this long. Between two ways of a flow there are shorter
/// pauses, at any shape of the back.
const RESTS_AFTER_S: f64 = 3.0;
/// Both ends were shown where the signal goes this many times as far as the ends are apart. A way
/// to one end alone does not go so far.
const WHOLE_RANGE: f32 = 1.5;
/// Seconds of the past in which the whole range is looked for.
const RANGE_S: f64 = 20.0;
/// Share of the time that the middle eight tenths of a gentle movement take, one that starts and
/// ends with no speed (a cubic). Only they can be measured, because at an end the body hardly moves
/// while its landmarks jitter. They take 0.8 of a movement at an even pace, and 0.51 of the
/// smoothest one.
const MIDDLE_PART: f64 = 0.61;
/// A way goes on while the signal grows by more than this, twice its noise.
const LITTLE: f32 = 0.05;
/// Share of the range between the ends by which a signal has to go beyond an end, so that noise
/// does not decide.
const SPARE_PART: f32 = 0.06;

/// Finds the signal's value at rest. A user who begins in a hollow back, or looks far ahead, has no
/// cow left to show against that beginning. When the signal has gone from end to end, rest is moved
/// just so far that both ends were reached.
#[derive(Debug, Clone, Default)]
struct Neutral {
    /// The farthest values to either side, in steps of time.
    seen: VecDeque<(f64, f32, f32)>,
}

impl Neutral {
    /// Length of such a step.
    const STEP_S: f64 = 0.5;

    /// Takes the signal, and returns how far rest is from 0. `high` and `low` are where the ends
    /// begin.
    fn step(&mut self, t_s: f64, signal: f32, high: f32, low: f32) -> f32 {
        while self
            .seen
            .front()
            .is_some_and(|(at_s, ..)| t_s - at_s > RANGE_S)
        {
            self.seen.pop_front();
        }
        match self.seen.back_mut() {
            Some((at_s, least, most)) if t_s - *at_s < Self::STEP_S => {
                (*least, *most) = (least.min(signal), most.max(signal));
            }
            _ => self.seen.push_back((t_s, signal, signal)),
        }
        let least = self
            .seen
            .iter()
            .map(|(_, least, _)| *least)
            .fold(signal, f32::min);
        let most = self
            .seen
            .iter()
            .map(|(.., most)| *most)
            .fold(signal, f32::max);
        let apart = high - low;
        if most - least < WHOLE_RANGE * apart {
            return 0.0;
        }
        let spare = SPARE_PART * apart;
        if least > low - spare {
            least - (low - spare)
        } else if most < high + spare {
            most - (high + spare)
        } else {
            0.0
        }
    }
}

/// One end, with the signal's sign turned so that it lies high.
#[derive(Debug, Clone, Copy)]
struct Pole {
    sign: f32,
    enter: f32,
    leave: f32,
}

/// A way out to an end and back.
#[derive(Debug, Clone, Copy)]
struct Way {
    pole: usize,
    since_s: f64,
    /// The time since which the signal is below `leave`.
    below_since_s: Option<f64>,
    /// The time at which the end was reached; `None` before.
    at_since_s: Option<f64>,
    /// Whether the signal stayed there for long enough.
    reached_s: Option<f64>,
    last_at_s: f64,
    /// Farthest value, with the signal's own sign.
    peak: f32,
    /// The value and the time at which the signal last went clearly farther.
    grew_to: f32,
    grew_s: f64,
    /// Whether the time of the way from the other end was taken.
    is_timed: bool,
    /// Whether the body was still in the exercise's pose at the farthest value.
    posed: bool,
}

/// A way that is over.
#[derive(Debug, Clone, Copy)]
struct Past {
    way: Way,
    ended_s: f64,
}

impl Past {
    /// The verdict where no way to the other end follows.
    fn alone(&self) -> PhaseEvent {
        PhaseEvent::Partial {
            side: None,
            peak: self.way.peak,
            why: PartialWhy::NotFarEnough,
        }
    }
}

/// The counter of a flow.
#[derive(Debug, Clone)]
pub(in crate::coach) struct FlowCounter {
    poles: [Pole; 2],
    touch: f32,
    enter_s: f64,
    leave_s: f64,
    neutral: Neutral,
    way: Option<Way>,
    /// The first way of the present repetition.
    first: Option<Past>,
    /// The last end that was reached, and the time at which the way to it began.
    last_end: Option<(usize, f64)>,
    /// The signal without the correction for rest.
    trace: Trace,
    /// When the last way ended.
    ended_s: Option<f64>,
    halves_s: [Option<f64>; 2],
    unknown_since_s: Option<f64>,
}

impl FlowCounter {
    pub(super) fn new(cycle: &Cycle, other: OtherPole) -> Self {
        let sign = if cycle.rising { 1.0 } else { -1.0 };
        let pole = |sign: f32, enter: f32, leave: f32| Pole {
            sign,
            enter: enter * sign,
            leave: leave * sign,
        };
        FlowCounter {
            poles: [
                pole(sign, cycle.enter, cycle.leave),
                pole(-sign, other.enter, other.leave),
            ],
            touch: cycle.touch.abs(),
            enter_s: f64::from(cycle.enter_s),
            leave_s: f64::from(cycle.leave_s),
            neutral: Neutral::default(),
            way: None,
            first: None,
            last_end: None,
            trace: Trace::default(),
            ended_s: None,
            halves_s: [None; 2],
            unknown_since_s: None,
        }
    }

    pub(super) fn stage(&self) -> Stage {
        match (&self.way, &self.first) {
            (Some(way), _) if way.at_since_s.is_some() => Stage::Target,
            (Some(_), _) | (None, Some(_)) => Stage::GoingIn,
            (None, None) => Stage::Rest,
        }
    }

    /// Whether the movement is at the other end, or that is where it goes next.
    pub(super) fn is_at_other(&self) -> bool {
        match (&self.way, &self.first) {
            (Some(way), _) => way.pole == 1,
            (None, Some(first)) => first.way.pole == 0,
            (None, None) => false,
        }
    }

    /// Whether the body rests, so that a start pose can be learnt from it.
    pub(super) fn rests(&self, t_s: f64) -> bool {
        self.stage() == Stage::Rest
            && self
                .ended_s
                .is_none_or(|ended_s| t_s - ended_s > RESTS_AFTER_S)
    }

    /// The slower one of the last two ways from end to end, from leaving the one to reaching the
    /// other.
    pub(super) fn half_s(&self) -> Option<f64> {
        let [a, b] = self.halves_s;
        Some(a?.max(b?))
    }

    pub(super) fn step(&mut self, input: Input, events: &mut Vec<PhaseEvent>) {
        let t_s = input.t_s;
        let Some(signal) = input.signal else {
            let since = *self.unknown_since_s.get_or_insert(t_s);
            if t_s - since > LOST_MAX_S {
                self.give_up(events);
            }
            return;
        };
        self.unknown_since_s = None;
        self.trace.note(t_s, signal, false);
        let posed = input.in_target_pose != Some(false);
        let signal = if posed {
            let [one, other] = self.poles.map(|pole| pole.enter * pole.sign);
            let (low, high) = (one.min(other), one.max(other));
            signal - self.neutral.step(t_s, signal, high, low)
        } else {
            // A movement in another pose says nothing about rest in this one.
            self.neutral = Neutral::default();
            signal
        };
        if !posed {
            // Half a way may be followed by another exercise: a bird dog begins on hands and knees
            // too.
            self.first = self.first.filter(|first| first.way.reached_s.is_some());
        }
        let out = |pole: &Pole| signal * pole.sign;
        match &mut self.way {
            None => {
                let touched = self.poles.iter().position(|pole| out(pole) >= self.touch);
                if let Some(pole) = touched.filter(|_| posed) {
                    self.way = Some(Way {
                        pole,
                        since_s: t_s,
                        below_since_s: None,
                        at_since_s: None,
                        reached_s: None,
                        last_at_s: t_s,
                        peak: signal,
                        grew_to: signal,
                        grew_s: t_s,
                        is_timed: false,
                        posed: true,
                    });
                }
            }
            Some(way) => {
                let pole = self.poles[way.pole];
                if (signal - way.peak) * pole.sign > 0.0 {
                    if (signal - way.grew_to) * pole.sign > LITTLE {
                        (way.grew_to, way.grew_s) = (signal, t_s);
                    }
                    way.peak = signal;
                    way.posed = posed;
                }
                if out(&pole) >= pole.leave {
                    way.below_since_s = None;
                }
                if out(&pole) >= pole.enter {
                    way.last_at_s = t_s;
                    let since_s = *way.at_since_s.get_or_insert(t_s);
                    if way.reached_s.is_none() && t_s - since_s >= self.enter_s {
                        way.reached_s = Some(since_s);
                        events.push(PhaseEvent::Reached);
                    }
                } else if out(&pole) < pole.leave {
                    let below_s = *way.below_since_s.get_or_insert(t_s);
                    // A user on the way to the other end has surely left this one.
                    let is_crossed = out(&self.poles[1 - way.pole]) >= self.touch;
                    if is_crossed || t_s - below_s >= self.leave_s {
                        let way = *way;
                        self.end(way, below_s, events);
                    }
                } else if way.reached_s.is_none() {
                    way.at_since_s = None;
                }
            }
        }
        if let Some(way) = self.way
            && way.reached_s.is_some()
            && t_s - way.grew_s > ROSE_S
        {
            self.time_way(way, events);
        }
        if self.way.is_none()
            && let Some(first) = self.first.take_if(|first| t_s - first.ended_s > WAIT_S)
        {
            events.push(first.alone());
        }
    }

    pub(super) fn give_up(&mut self, events: &mut Vec<PhaseEvent>) {
        if let Some(way) = self.way.take() {
            self.end(way, way.last_at_s, events);
        }
        self.forget();
    }

    /// Says that another picture begins. A half repetition in the old picture stays half.
    pub(super) fn cut(&mut self) {
        self.way = None;
        self.forget();
        self.trace.clear();
    }

    fn forget(&mut self) {
        self.first = None;
        self.last_end = None;
        self.halves_s = [None; 2];
        self.neutral = Neutral::default();
    }

    /// Takes the time from leaving the last end to reaching this one, once its farthest point is
    /// known.
    fn time_way(&mut self, way: Way, events: &mut Vec<PhaseEvent>) {
        if way.is_timed {
            return;
        }
        if let Some(way) = &mut self.way {
            way.is_timed = true;
        }
        let Some((_, since_s)) = self.last_end.filter(|(pole, _)| *pole != way.pole) else {
            return;
        };
        let sign = self.poles[way.pole].sign;
        let both_ways = self.trace.turned(sign, since_s);
        let middle_s = both_ways.rise_s(way.last_at_s, f32::INFINITY);
        self.halves_s = [self.halves_s[1], middle_s.map(|s| s / MIDDLE_PART)];
        events.push(PhaseEvent::Crossed);
    }

    /// Takes a way that is over. A second way, to the other end, makes a repetition.
    fn end(&mut self, way: Way, t_s: f64, events: &mut Vec<PhaseEvent>) {
        self.way = None;
        self.ended_s = Some(t_s);
        // A movement that left the pose is not of this exercise, not even in part.
        if !way.posed || t_s - way.since_s < GLITCH_S {
            return;
        }
        if way.reached_s.is_some() {
            self.time_way(way, events);
            self.last_end = Some((way.pole, way.since_s));
        } else {
            self.last_end = None;
        }
        let this = Past { way, ended_s: t_s };
        match self.first.take() {
            Some(first) if first.way.pole != way.pole => {
                match (first.way.reached_s, way.reached_s) {
                    (Some(began_s), Some(reached_s)) => events.push(PhaseEvent::Counted(Counted {
                        side: None,
                        peak: first.way.peak,
                        range: (first.way.peak - way.peak).abs(),
                        in_s: reached_s - began_s,
                        hold_s: way.last_at_s - reached_s,
                        out_s: t_s - way.last_at_s,
                        fall_s: None,
                    })),
                    (_, Some(_)) => events.push(first.alone()),
                    (_, None) => events.push(this.alone()),
                }
            }
            Some(first) => {
                // The user came to the same end twice and left out the other one.
                if first.way.reached_s.is_some() {
                    events.push(first.alone());
                }
                self.first = Some(this);
            }
            None => self.first = Some(this),
        }
    }
}
