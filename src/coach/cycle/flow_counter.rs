//! Counts a flow between two ends. A way to each end, in any order, is one repetition.

use crate::coach::event::PartialWhy;
use crate::coach::since::Since;
use crate::coach::snapshot::Movement;
use crate::exercise::{Cycle, CycleTime, OtherPole};

use super::neutral::Neutral;
use super::trace::Trace;
use super::{Counted, Counter, Input, LOST_MAX_S, PhaseEvent, ROSE_S, SHORTEST_S, Stage};

/// The other end has to follow within this time, or the repetition stays half. Each way takes 1 to
/// 10 s (specification §5).
const WAIT_S: f64 = 10.0;

/// The user rests when there was no way for this long. Between two ways of a flow there are shorter
/// pauses, at any shape of the back.
const RESTS_AFTER_S: f64 = 3.0;
/// Share of the time that the middle eight tenths of a gentle movement take, one that starts and
/// ends with no speed (a cubic). Only they can be measured, because at an end the body hardly moves
/// while its landmarks jitter. They take 0.8 of a movement at an even pace, and 0.51 of the
/// smoothest one.
const MIDDLE_PART: f64 = 0.61;
/// A way goes on while the signal grows by more than this, twice its noise.
const LITTLE: f32 = 0.05;

/// One end, with the signal's sign turned so that it lies high.
#[derive(Debug, Clone, Copy)]
struct FlowEnd {
    sign: f32,
    enter: f32,
    leave: f32,
}

impl FlowEnd {
    fn new(sign: f32, enter: f32, leave: f32) -> Self {
        FlowEnd {
            sign,
            enter: enter * sign,
            leave: leave * sign,
        }
    }

    /// How far out to this end the signal is.
    fn out(&self, signal: f32) -> f32 {
        signal * self.sign
    }
}

/// A way out to an end and back.
#[derive(Debug, Clone, Copy)]
struct Way {
    end: usize,
    since_s: f64,
    /// Since when the signal is below `leave`.
    below: Since,
    /// Since when it is at the end.
    at_end: Since,
    /// When the end was reached, once the signal has stayed there for long enough.
    reached_s: Option<f64>,
    /// When the signal was last at the end.
    last_at_s: f64,
    /// Farthest value, with the signal's own sign.
    peak: f32,
    /// How far it had come when it last went clearly farther, and when that was.
    grew_to: f32,
    grew_s: f64,
    /// Whether the time of the way from the other end was taken.
    is_timed: bool,
    /// Whether the body was still in the exercise's pose at the farthest value.
    posed: bool,
}

impl Way {
    /// A way that begins in the pose of the exercise.
    fn begin(end: usize, t_s: f64, signal: f32) -> Self {
        Way {
            end,
            since_s: t_s,
            below: Since::default(),
            at_end: Since::default(),
            reached_s: None,
            last_at_s: t_s,
            peak: signal,
            grew_to: signal,
            grew_s: t_s,
            is_timed: false,
            posed: true,
        }
    }

    /// Takes a frame.
    fn step(&mut self, end: FlowEnd, t_s: f64, signal: f32, posed: bool) {
        if (signal - self.peak) * end.sign > 0.0 {
            if (signal - self.grew_to) * end.sign > LITTLE {
                (self.grew_to, self.grew_s) = (signal, t_s);
            }
            self.peak = signal;
            self.posed = posed;
        }
        let out = end.out(signal);
        self.below.step(t_s, out < end.leave);
        if out >= end.enter {
            self.last_at_s = t_s;
            self.at_end.step(t_s, true);
        } else if out >= end.leave && self.reached_s.is_none() {
            self.at_end = Since::default();
        }
    }

    /// Whether the end is reached with this frame.
    fn reaches(&mut self, t_s: f64, enter_s: f64) -> bool {
        let is_new = self.reached_s.is_none()
            && self.last_at_s == t_s
            && self.at_end.has_lasted(t_s, enter_s);
        if is_new {
            self.reached_s = self.at_end.began_s();
        }
        is_new
    }
}

/// Half a repetition: a way that is over.
#[derive(Debug, Clone, Copy)]
struct Half {
    way: Way,
    ended_s: f64,
}

impl Half {
    /// What is told where no way to the other end follows.
    fn partial(&self) -> PhaseEvent {
        PhaseEvent::Partial {
            side: None,
            peak: self.way.peak,
            why: PartialWhy::NotFarEnough,
        }
    }
}

/// Counts a flow.
#[derive(Debug)]
pub(super) struct FlowCounter {
    ends: [FlowEnd; 2],
    touch: f32,
    enter_s: f64,
    leave_s: f64,
    neutral: Neutral,
    way: Option<Way>,
    /// The first half of the present repetition.
    first: Option<Half>,
    /// The last end that was reached, and when the way to it began.
    last_end: Option<(usize, f64)>,
    /// The signal without regard to where rest lies.
    trace: Trace,
    /// When the last way ended.
    ended_s: Option<f64>,
    halves_s: [Option<f64>; 2],
    unknown: Since,
}

impl FlowCounter {
    pub(super) fn new(cycle: &Cycle, other: &OtherPole) -> Self {
        let sign = if cycle.rising { 1.0 } else { -1.0 };
        FlowCounter {
            ends: [
                FlowEnd::new(sign, cycle.enter, cycle.leave),
                FlowEnd::new(-sign, other.enter, other.leave),
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
            unknown: Since::default(),
        }
    }

    fn stage(&self) -> Stage {
        match (&self.way, &self.first) {
            (Some(way), _) if way.at_end.began_s().is_some() => Stage::Target,
            (Some(_), _) | (None, Some(_)) => Stage::GoingIn,
            (None, None) => Stage::Rest,
        }
    }

    /// Whether the movement is at the other end, or that is where it goes next.
    fn is_at_other_end(&self) -> bool {
        match (&self.way, &self.first) {
            (Some(way), _) => way.end == 1,
            (None, Some(first)) => first.way.end == 0,
            (None, None) => false,
        }
    }

    /// A frame on a way to an end or back from it.
    fn go_on(
        &mut self,
        mut way: Way,
        t_s: f64,
        signal: f32,
        posed: bool,
        events: &mut Vec<PhaseEvent>,
    ) {
        way.step(self.ends[way.end], t_s, signal, posed);
        if way.reaches(t_s, self.enter_s) {
            events.push(PhaseEvent::Reached);
        }
        // A user on the way to the other end has surely left this one.
        let is_crossed = self.ends[1 - way.end].out(signal) >= self.touch;
        let is_over = is_crossed || way.below.has_lasted(t_s, self.leave_s);
        if let Some(below_s) = way.below.began_s().filter(|_| is_over) {
            self.finish(way, below_s, events);
            return;
        }
        if way.reached_s.is_some() && t_s - way.grew_s > ROSE_S {
            self.time_way(&mut way, events);
        }
        self.way = Some(way);
    }

    /// The signal as it is from where rest lies.
    fn relative_to_rest(&mut self, t_s: f64, signal: f32, posed: bool) -> f32 {
        if !posed {
            // A movement in another pose says nothing about rest in this one.
            self.neutral = Neutral::default();
            return signal;
        }
        let [one, other] = self.ends.map(|end| end.enter * end.sign);
        let (low, high) = (one.min(other), one.max(other));
        signal - self.neutral.step(t_s, signal, high, low)
    }

    fn forget(&mut self) {
        self.first = None;
        self.last_end = None;
        self.halves_s = [None; 2];
        self.neutral = Neutral::default();
    }

    /// Takes the time from leaving the last end to reaching this one, once its farthest point is
    /// known.
    fn time_way(&mut self, way: &mut Way, events: &mut Vec<PhaseEvent>) {
        if std::mem::replace(&mut way.is_timed, true) {
            return;
        }
        let Some((_, since_s)) = self.last_end.filter(|(end, _)| *end != way.end) else {
            return;
        };
        let sign = self.ends[way.end].sign;
        let both_ways = self.trace.turned(sign, since_s);
        let middle_s = both_ways.rise_s(way.last_at_s, f32::INFINITY);
        self.halves_s = [self.halves_s[1], middle_s.map(|s| s / MIDDLE_PART)];
        let time = |seconds| PhaseEvent::WayOver(CycleTime::Half, seconds);
        events.extend(self.half_s().map(time));
    }

    /// Takes a way that is over. A second way, to the other end, makes a repetition.
    fn finish(&mut self, mut way: Way, t_s: f64, events: &mut Vec<PhaseEvent>) {
        self.ended_s = Some(t_s);
        // A movement that left the pose is not of this exercise, not even in part.
        if !way.posed || t_s - way.since_s < SHORTEST_S {
            return;
        }
        if way.reached_s.is_some() {
            self.time_way(&mut way, events);
            self.last_end = Some((way.end, way.since_s));
        } else {
            self.last_end = None;
        }
        let this = Half { way, ended_s: t_s };
        match self.first.take() {
            Some(first) if first.way.end != way.end => match (first.way.reached_s, way.reached_s) {
                (Some(began_s), Some(reached_s)) => events.push(PhaseEvent::Counted(Counted {
                    side: None,
                    peak: first.way.peak,
                    range: (first.way.peak - way.peak).abs(),
                    in_s: reached_s - began_s,
                    hold_s: way.last_at_s - reached_s,
                    out_s: t_s - way.last_at_s,
                    fall_s: None,
                })),
                (_, Some(_)) => events.push(first.partial()),
                (_, None) => events.push(this.partial()),
            },
            Some(first) => {
                // The user came to the same end twice and left out the other one.
                if first.way.reached_s.is_some() {
                    events.push(first.partial());
                }
                self.first = Some(this);
            }
            None => self.first = Some(this),
        }
    }
}

impl Counter for FlowCounter {
    fn step(&mut self, input: Input, events: &mut Vec<PhaseEvent>) {
        let t_s = input.t_s;
        let unknown_s = self.unknown.step(t_s, input.signal.is_none());
        let Some(signal) = input.signal else {
            if unknown_s.is_some_and(|unknown_s| unknown_s > LOST_MAX_S) {
                self.give_up(events);
            }
            return;
        };
        self.trace.note(t_s, signal, false);
        let posed = input.in_target_pose != Some(false);
        let signal = self.relative_to_rest(t_s, signal, posed);
        if !posed {
            // Half a way may be followed by another exercise: a bird dog begins on hands and knees
            // too.
            self.first = self.first.filter(|first| first.way.reached_s.is_some());
        }
        if let Some(way) = self.way.take() {
            self.go_on(way, t_s, signal, posed, events);
        } else if posed {
            let is_touched = |end: &FlowEnd| end.out(signal) >= self.touch;
            let end = self.ends.iter().position(is_touched);
            self.way = end.map(|end| Way::begin(end, t_s, signal));
        }
        if self.way.is_none()
            && let Some(first) = self.first.take_if(|first| t_s - first.ended_s > WAIT_S)
        {
            events.push(first.partial());
        }
    }

    fn movement(&self) -> Movement {
        Movement {
            stage: self.stage(),
            is_at_other_end: self.is_at_other_end(),
            held_s: None,
            is_clock_stopped: false,
        }
    }

    fn rests(&self, t_s: f64) -> bool {
        let is_pause = |ended_s: f64| t_s - ended_s <= RESTS_AFTER_S;
        self.stage() == Stage::Rest && !self.ended_s.is_some_and(is_pause)
    }

    fn half_s(&self) -> Option<f64> {
        let [a, b] = self.halves_s;
        Some(a?.max(b?))
    }

    /// A half repetition in the old picture stays half.
    fn cut(&mut self) {
        self.way = None;
        self.forget();
        self.trace.clear();
    }

    fn give_up(&mut self, events: &mut Vec<PhaseEvent>) {
        if let Some(way) = self.way.take() {
            self.finish(way, way.last_at_s, events);
        }
        self.forget();
    }
}
