//! Counts movements from rest to one end and back: repetitions and holds.
//!
//! The signal rises from rest past `touch`, reaches the target at `enter`, and is back when it
//! has been below `leave` for a while. A movement that reached the target counts, however short
//! or quick; one that never did is partial. Unknown frames change nothing for two seconds, and a
//! target pose that is lost from sight for longer goes on when it is seen again.

use crate::blazepose::Side;
use crate::body::wrapped_deg;
use crate::coach::since::Since;
use crate::coach::snapshot::Movement;
use crate::exercise::{CycleKind, CycleTime, Exercise};
use crate::pose::LOST_S;

use super::approach::Approach;
use super::hold_clock::HoldClock;
use super::limits::Limits;
use super::one_limb::OneLimb;
use super::sides::WorkingSide;
use super::trace::Trace;
use super::way_in::WayIn;
use super::{Counted, Counter, Input, LOST_MAX_S, PhaseEvent, SHORTEST_S, Stage};

/// A deep movement has come back when all but this part of it is undone, although it is not at rest
/// …
const VALLEY_PART: f32 = 0.25;
/// … once this part of the way is done again. A user who sits up quickly ten times hardly touches
/// the floor.
const AGAIN_PART: f32 = 0.5;
/// A movement that stays short of the target for longer than this is dropped as partial (§0.8).
const LINGER_S: f64 = 15.0;
/// A user who goes on from repetition to repetition comes back nearly, not all the way: a
/// repetition is over when all but this part of its way is undone, though not before half-way from
/// `enter` to `leave`.
const UNDONE_BUT: f32 = 0.12;
/// A way in stalls while the signal changes by less than this part of the way from `leave` to
/// `enter`.
const STALLS_PART: f32 = 0.3;

#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Rest,
    In(Approach),
    /// In the target since, last seen there.
    Target {
        since_s: f64,
        last_s: f64,
    },
    /// The movement was dropped or counted. The counter waits for the signal to come back to rest.
    /// `may_rise` where the next movement may follow without a rest, because the last one was
    /// counted while it was out of sight.
    Spent {
        may_rise: bool,
    },
}

/// The lowest point between two deep movements.
#[derive(Debug, Clone, Copy)]
struct Valley {
    at_s: f64,
    signal: f32,
}

/// Counts movements from rest to one end and back.
#[derive(Debug)]
pub(super) struct RepCounter {
    limits: Limits,
    state: State,
    path: Path,
    side: WorkingSide,
    clock: HoldClock,
    way_in: WayIn,
    one_limb: OneLimb,
    /// Since when the signal is below `leave`, unknown.
    below_leave: Since,
    unknown: Since,
    /// The newest known value.
    signal: Option<f32>,
    /// The time of the newest frame.
    t_s: f64,
    trace: Trace,
}

/// How far the present movement has gone.
#[derive(Debug)]
struct Path {
    peak: f32,
    /// Where it began, if that was seen.
    from: Option<f32>,
    valley: Option<Valley>,
    /// It was lost from sight for a while.
    was_lost: bool,
}

impl Path {
    fn begin(from: Option<f32>, signal: f32) -> Self {
        Path {
            peak: signal,
            from,
            valley: None,
            was_lost: false,
        }
    }
}

impl RepCounter {
    /// A counter for an exercise whose target is to be held for `goal_s`.
    pub(super) fn new(exercise: &Exercise, goal_s: f64) -> Self {
        RepCounter {
            limits: Limits::of(exercise, goal_s),
            state: State::Rest,
            path: Path::begin(None, f32::NEG_INFINITY),
            side: WorkingSide::default(),
            clock: HoldClock::default(),
            way_in: WayIn::default(),
            one_limb: OneLimb::default(),
            below_leave: Since::default(),
            unknown: Since::default(),
            signal: None,
            t_s: 0.0,
            trace: Trace::default(),
        }
    }

    fn stage(&self) -> Stage {
        match self.state {
            State::Rest | State::Spent { .. } => Stage::Rest,
            // The rules of the hold listen from the arrival on, because a brisk hold lasts only a
            // second.
            State::In(approach) if approach.in_target().began_s().is_some() => Stage::Target,
            State::In(approach) => {
                let little = STALLS_PART * (self.limits.enter - self.limits.leave);
                if self.trace.is_still(approach.since_s(), little) {
                    Stage::Stalled
                } else {
                    Stage::GoingIn
                }
            }
            State::Target { .. } => {
                // Half-way back to `leave` a repetition is on its way out. A hold goes on until it
                // is left, so that sinking hips are still corrected. Once its goal is reached,
                // however, the user was asked to sink.
                let is_over = !self.limits.is_hold() || self.clock.held_s() >= self.limits.goal_s;
                if is_over && self.is_way_out() {
                    Stage::GoingOut
                } else {
                    Stage::Target
                }
            }
        }
    }

    /// A frame since the target was reached.
    fn follow_target(
        &mut self,
        input: Input,
        signal: f32,
        is_back: bool,
        events: &mut Vec<PhaseEvent>,
    ) {
        let State::Target { since_s, last_s } = self.state else {
            return;
        };
        let t_s = input.t_s;
        // In an alternating exercise the other side is another repetition.
        if self.limits.kind == CycleKind::Alternating
            && self.side.has_changed(t_s, input.side, self.limits.enter_s)
        {
            self.end_target(0.0, events);
            self.begin(t_s, input, signal, events);
            return;
        }
        self.hold(input, signal, events);
        if let Some(valley) = self.turned_at(t_s, signal) {
            self.end_target(valley.at_s - last_s, events);
            self.trace.begin_at(valley.at_s);
            self.begin(valley.at_s, input, signal, events);
        } else if is_back {
            // Lost from sight is not left.
            let out_s = if self.path.was_lost {
                0.0
            } else {
                (self.below_leave.began_s().unwrap_or(t_s) - last_s).max(0.0)
            };
            self.end_target(out_s, events);
            if signal >= self.limits.touch {
                self.state = State::Spent { may_rise: false };
            }
        } else if signal >= self.limits.enter {
            self.path.was_lost = false;
            let last_s = t_s;
            self.state = State::Target { since_s, last_s };
        }
    }

    /// Takes a frame in which the signal is unknown; `unknown_s` is how long it has been so. A way
    /// in is given up. A movement on its way back counts. A movement in the target waits. After a
    /// long time it counts as well, and the next movement begins at rest.
    fn miss(&mut self, unknown_s: f64, events: &mut Vec<PhaseEvent>) {
        match self.state {
            State::Target { .. } if unknown_s > LOST_S && self.is_way_out() => {
                self.end_target(0.0, events);
            }
            State::Target { .. } if unknown_s > LOST_MAX_S => {
                self.end_target(0.0, events);
                self.state = State::Spent { may_rise: false };
            }
            State::In(_) | State::Rest if unknown_s > LOST_S => self.reset(),
            _ => return,
        }
        self.trace.clear();
    }

    /// Takes the frame in which the signal is known again after a long time. Unseen time doesn't
    /// count as time in the target pose. A user who is found outside the target has left it, and the
    /// next movement may have begun.
    fn find_again(&mut self, unknown_s: f64, events: &mut Vec<PhaseEvent>) {
        self.below_leave = Since::default();
        self.trace.clear();
        let State::Target { since_s, last_s } = self.state else {
            return;
        };
        if self.is_way_out() {
            self.end_target(0.0, events);
            self.state = State::Spent { may_rise: true };
        } else {
            self.path.was_lost = true;
            self.side.find_again(self.t_s);
            self.state = State::Target {
                since_s: since_s + unknown_s,
                last_s: last_s + unknown_s,
            };
        }
    }

    /// Half-way back to `leave`, by the last signal that was known.
    fn is_way_out(&self) -> bool {
        let out = self.limits.half_way_out();
        self.signal.is_some_and(|signal| signal < out)
    }

    /// A frame in the target pose, or on the way out of it.
    fn hold(&mut self, input: Input, signal: f32, events: &mut Vec<PhaseEvent>) {
        let at = (input.t_s, signal);
        let peak = self.path.peak;
        let way_in_s = self.way_in.step(&self.trace, &self.limits, peak, at);
        self.path.peak = peak.max(signal);
        events.extend(way_in_s.map(|seconds| PhaseEvent::WayOver(CycleTime::Rise, seconds)));
        self.clock.step(&self.limits, input, signal, events);
    }

    /// The lowest point between the last deep movement and the present one, which has already gone
    /// far. Where the way back to that point is in doubt, as in small movements, only rest ends a
    /// repetition.
    fn turned_at(&mut self, t_s: f64, signal: f32) -> Option<Valley> {
        let Limits { enter, leave, .. } = self.limits;
        let way = self.path.peak - leave;
        let low = leave + VALLEY_PART * way;
        if self.limits.is_hold() || low < enter {
            return None;
        }
        let valley = &mut self.path.valley;
        if signal <= low && valley.is_none_or(|valley| signal < valley.signal) {
            *valley = Some(Valley { at_s: t_s, signal });
        }
        valley.filter(|valley| signal >= enter && signal - valley.signal >= AGAIN_PART * way)
    }

    /// A movement begins at `at_s`; the frame may be a later one.
    fn begin(&mut self, at_s: f64, input: Input, signal: f32, events: &mut Vec<PhaseEvent>) {
        self.reset();
        self.path = Path::begin(self.trace.least(), signal);
        self.go_in(Approach::begin(at_s), input, signal, events);
    }

    /// Forgets the movement: the body is at rest.
    fn reset(&mut self) {
        self.state = State::Rest;
        self.path = Path::begin(None, f32::NEG_INFINITY);
        self.side = WorkingSide::default();
        self.clock = HoldClock::default();
        self.way_in.end();
        self.below_leave = Since::default();
    }

    /// A frame on the way in.
    fn go_in(
        &mut self,
        mut approach: Approach,
        input: Input,
        signal: f32,
        events: &mut Vec<PhaseEvent>,
    ) {
        let t_s = input.t_s;
        approach.step(input, signal >= self.limits.enter);
        self.state = State::In(approach);
        let in_target = approach.in_target();
        if let Some(since_s) = in_target.began_s()
            && in_target.has_lasted(t_s, self.limits.enter_s)
        {
            self.reach(t_s, since_s);
            events.push(PhaseEvent::Reached);
        } else if t_s - approach.since_s() > LINGER_S {
            events.extend(self.partial(approach));
            self.reset();
            self.state = State::Spent { may_rise: false };
        }
    }

    /// The target has been held for long enough since `since_s`.
    fn reach(&mut self, t_s: f64, since_s: f64) {
        self.way_in.reach(&self.trace, &self.limits, t_s);
        self.clock = HoldClock::at_s(t_s - since_s);
        let last_s = t_s;
        self.state = State::Target { since_s, last_s };
        // A user who lies on an elbow, or has one foot in front, can't change sides within a
        // hold. Of two knees on the back the landmarks tell less: the whole hold votes.
        if self.limits.is_side_settled {
            self.side.settle();
        }
    }

    /// The signal is back before the target was reached.
    fn end_in(&mut self, events: &mut Vec<PhaseEvent>) {
        if let (State::In(approach), Some(below_s)) = (self.state, self.below_leave.began_s())
            && below_s - approach.since_s() >= SHORTEST_S
        {
            events.extend(self.partial(approach));
        }
        self.reset();
    }

    fn partial(&self, approach: Approach) -> Option<PhaseEvent> {
        approach.partial(self.side.side(), self.path.peak * self.limits.sign)
    }

    /// The distance of the peak from the beginning or the end of the movement; 0 where neither was
    /// seen.
    fn range(&self) -> f32 {
        let rest = self.trace.least().into_iter().chain(self.path.from);
        let peak = self.path.peak;
        let range = rest.reduce(f32::min).map_or(0.0, |rest| peak - rest);
        if self.limits.is_angle {
            wrapped_deg(range).abs()
        } else {
            range
        }
    }

    /// Ends the target pose: it counts, unless it is a hold too short to count. `out_s` is how long
    /// the way back took; 0 where it was not seen.
    fn end_target(&mut self, out_s: f64, events: &mut Vec<PhaseEvent>) {
        let State::Target { since_s, last_s } = self.state else {
            return;
        };
        let side = self.side.side();
        let hold_s = if self.limits.is_hold() {
            self.clock.held_s()
        } else {
            last_s - since_s
        };
        // Time lost to a fault lowers the rating of a hold; it doesn't cancel the hold.
        if self.limits.is_hold() && last_s - since_s < self.limits.count_s {
            events.push(PhaseEvent::HoldDropped { side, hold_s });
        } else {
            // Where rest lies is not known of a movement that was first seen in its target.
            let began_short_of_target = self.path.from.is_some_and(|from| from < self.limits.enter);
            let fall_s = (out_s > 0.0 && began_short_of_target)
                .then(|| self.trace.fall_s(self.t_s, self.limits.leave));
            events.push(PhaseEvent::Counted(Counted {
                side,
                peak: self.path.peak * self.limits.sign,
                range: self.range(),
                in_s: self.way_in.time_s().unwrap_or(0.0),
                hold_s,
                out_s,
                fall_s: fall_s.flatten(),
            }));
        }
        self.reset();
    }

    /// Where the present movement is over. One that never reached its target is over where it
    /// began: a user who stays between `touch` and `leave` would otherwise begin and end it all the
    /// time.
    fn back_at(&self) -> f32 {
        let Limits { touch, leave, .. } = self.limits;
        match self.state {
            State::Target { .. } if self.limits.kind == CycleKind::Reps => {
                let nearly = leave + UNDONE_BUT * (self.path.peak - leave);
                nearly.clamp(leave, self.limits.half_way_out())
            }
            State::In(_) => leave.min(touch),
            _ => leave,
        }
    }
}

impl Counter for RepCounter {
    fn step(&mut self, input: Input, events: &mut Vec<PhaseEvent>) {
        let t_s = input.t_s;
        self.t_s = t_s;
        let unknown_s = self.unknown.lasted_s(t_s).unwrap_or(0.0);
        self.unknown.step(t_s, input.signal.is_none());
        let Some(signal) = input.signal.map(|signal| signal * self.limits.sign) else {
            self.miss(unknown_s, events);
            return;
        };
        self.signal = Some(signal);
        if unknown_s > LOST_S {
            self.find_again(unknown_s, events);
        }
        let is_rest = self.state == State::Rest;
        self.trace.note(t_s, signal, is_rest);
        if input.is_other_limb {
            self.trace.change_limb();
        }
        events.extend(self.one_limb.step(&self.limits, input, signal, is_rest));
        if let Some(side) = input.side
            && !is_rest
            && signal >= self.limits.touch
        {
            self.side.vote(side);
        }
        self.below_leave.step(t_s, signal <= self.back_at());
        let is_back = self.below_leave.has_lasted(t_s, self.limits.leave_s);
        match self.state {
            State::Rest if signal >= self.limits.touch => self.begin(t_s, input, signal, events),
            State::Rest => {}
            State::In(approach) => {
                self.path.peak = self.path.peak.max(signal);
                self.go_in(approach, input, signal, events);
                if is_back {
                    self.end_in(events);
                }
            }
            State::Target { .. } => self.follow_target(input, signal, is_back, events),
            State::Spent { .. } if is_back || signal < self.limits.touch => self.reset(),
            State::Spent { may_rise } if may_rise && signal >= self.limits.enter => {
                self.begin(t_s, input, signal, events);
            }
            State::Spent { .. } => {}
        }
    }

    fn movement(&self) -> Movement {
        let is_held = matches!(self.state, State::Target { .. });
        Movement {
            stage: self.stage(),
            is_at_other_end: false,
            held_s: is_held.then(|| self.clock.held_s()),
            is_clock_stopped: self.clock.is_stopped(),
        }
    }

    fn rests(&self, _t_s: f64) -> bool {
        self.stage() == Stage::Rest
    }

    fn voted_side(&self) -> Option<Side> {
        self.side.side()
    }

    fn rise_s(&self) -> Option<f64> {
        self.way_in.time_s()
    }

    /// A way in that goes on from one picture to the other was not seen. A target pose goes on for
    /// as long as it is seen, but values that are measured from its beginning, in the other picture,
    /// are unknown.
    fn cut(&mut self) {
        match self.state {
            State::In(_) => self.reset(),
            State::Target { .. } => {
                self.path.was_lost = true;
                self.path.valley = None;
            }
            State::Rest | State::Spent { .. } => {}
        }
        self.path.from = None;
        self.way_in.forget();
        self.trace.clear();
    }

    fn give_up(&mut self, events: &mut Vec<PhaseEvent>) {
        self.end_target(0.0, events);
        self.reset();
        self.trace.clear();
    }

    fn end_hold(&mut self, events: &mut Vec<PhaseEvent>) {
        if matches!(self.state, State::Target { .. }) {
            self.end_target(0.0, events);
            self.state = State::Spent { may_rise: false };
        }
    }
}
