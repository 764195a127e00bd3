//! Counts movements from rest to one end and back: repetitions and holds.
//!
//! The signal rises from rest past `touch`, reaches the target at `enter`, and is back when it
//! has been below `leave` for a while. A movement that reached the target counts, however short
//! or quick; one that never did is partial. Unknown frames change nothing for two seconds, and a
//! target pose that is lost from sight for longer goes on when it is seen again.

use crate::blazepose::Side;
use crate::body::wrapped_deg;
use crate::coach::event::PartialWhy;
use crate::coach::since::Since;
use crate::exercise::{CycleKind, Exercise};

use super::hold_clock::HoldClock;
use super::limits::Limits;
use super::one_limb::OneLimb;
use super::sides::SideVotes;
use super::trace::Trace;
use super::way_in::WayIn;
use super::{Counted, GLITCH_S, Input, LOST_MAX_S, PhaseEvent, Stage};

/// A signal that stays unknown for longer than this ends a way in. Shorter gaps (a hand in front of
/// the face, a dropped frame) change nothing (specification §0.8: freeze two seconds).
const GRACE_S: f64 = 2.0;
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
#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Rest,
    /// On the way in since the signal passed `touch`.
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
    /// The movement was dropped or counted. The counter waits for the signal to come back to rest.
    Spent,
}

/// The lowest point between two deep movements.
#[derive(Debug, Clone, Copy)]
struct Valley {
    at_s: f64,
    signal: f32,
}

/// A user who was lost in the target pose is found in it: since when, and which side since then.
#[derive(Debug, Clone, Copy)]
struct Found {
    at_s: f64,
    votes: SideVotes,
}

/// Counts movements from rest to one end and back.
#[derive(Debug, Clone)]
pub(in crate::coach) struct RepCounter {
    limits: Limits,
    state: State,
    movement: Movement,
    clock: HoldClock,
    way_in: WayIn,
    one_limb: OneLimb,
    /// Since when the signal is below `leave`, unknown.
    below_leave: Since,
    unknown: Since,
    /// The newest known value.
    signal: Option<f32>,
    t_s: Option<f64>,
    trace: Trace,
}

/// What is known of the present movement.
#[derive(Debug, Clone)]
struct Movement {
    peak: f32,
    /// Where it began, if that was seen.
    from: Option<f32>,
    valley: Option<Valley>,
    /// It was lost from sight for a while.
    was_lost: bool,
    found: Option<Found>,
    /// Whether the next repetition may follow without a rest, because the last one was counted
    /// while it was out of sight.
    may_rise: bool,
    votes: SideVotes,
    /// The side of a hold. It is settled when the hold begins: nobody changes sides in a hold, but
    /// labels do.
    side: Option<Side>,
}

impl Default for Movement {
    fn default() -> Self {
        Movement {
            peak: f32::NEG_INFINITY,
            from: None,
            valley: None,
            was_lost: false,
            found: None,
            may_rise: false,
            votes: SideVotes::default(),
            side: None,
        }
    }
}

impl RepCounter {
    /// A counter for an exercise whose target is to be held for `goal_s`.
    pub(super) fn new(exercise: &Exercise, goal_s: f64) -> Self {
        RepCounter {
            limits: Limits::of(exercise, goal_s),
            state: State::Rest,
            movement: Movement::default(),
            clock: HoldClock::default(),
            way_in: WayIn::default(),
            one_limb: OneLimb::default(),
            below_leave: Since::default(),
            unknown: Since::default(),
            signal: None,
            t_s: None,
            trace: Trace::default(),
        }
    }

    /// Where the movement is.
    pub(super) fn stage(&self) -> Stage {
        match self.state {
            State::Rest | State::Spent => Stage::Rest,
            // The rules of the hold listen from the arrival on, because a brisk hold lasts only a
            // second.
            State::In {
                at_enter_since_s: Some(_),
                ..
            } => Stage::Target,
            State::In { since_s, .. } => {
                if self
                    .trace
                    .is_still(since_s, 0.3 * (self.limits.enter - self.limits.leave))
                {
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

    /// Seconds held in the present target pose.
    pub(super) fn held_s(&self) -> Option<f64> {
        match self.state {
            State::Target { .. } => Some(self.clock.held_s()),
            _ => None,
        }
    }

    /// Seconds of the present or last way in, from 10 to 90 % of it.
    pub(super) fn rise_s(&self) -> Option<f64> {
        self.way_in.time_s()
    }

    /// Whether the clock of the present hold is stopped.
    pub(super) fn clock_stopped(&self) -> bool {
        self.clock.is_stopped()
    }

    /// The side at work: the side of the hold, or else the one with most votes in the present
    /// movement.
    pub(super) fn voted_side(&self) -> Option<Side> {
        self.movement.side.or(self.movement.votes.winner())
    }

    /// Takes a frame.
    pub(super) fn step(&mut self, input: Input, events: &mut Vec<PhaseEvent>) {
        let t_s = input.t_s;
        self.t_s = Some(t_s);
        let unknown_s = self.unknown.lasted_s(t_s);
        self.unknown.step(t_s, input.signal.is_none());
        let Some(signal) = input.signal.map(|signal| signal * self.limits.sign) else {
            self.miss(unknown_s.unwrap_or(0.0), events);
            return;
        };
        self.signal = Some(signal);
        if let Some(unknown_s) = unknown_s {
            self.find_again(unknown_s, t_s, events);
        }
        self.trace.note(t_s, signal, self.state == State::Rest);
        if input.is_other_limb {
            self.trace.change_limb();
        }
        self.watch_one_limb(t_s, signal, input, events);
        if self.state != State::Rest
            && let Some(side) = input.side
            && signal >= self.limits.touch
        {
            self.movement.votes.add(side);
        }
        let is_back = self.is_back(t_s, signal);
        match self.state {
            State::Rest => {
                if signal >= self.limits.touch {
                    self.begin(t_s, signal);
                    self.go_in(t_s, signal, input, events);
                }
            }
            State::In { .. } => {
                self.movement.peak = self.movement.peak.max(signal);
                self.go_in(t_s, signal, input, events);
                if is_back {
                    self.end_in(events);
                }
            }
            State::Target { since_s, last_s } => {
                self.hold_on(input, signal, is_back, (since_s, last_s), events);
            }
            State::Spent => {
                if is_back || signal < self.limits.touch {
                    self.reset();
                } else if self.movement.may_rise && signal >= self.limits.enter {
                    self.begin(t_s, signal);
                    self.go_in(t_s, signal, input, events);
                }
            }
        }
    }

    /// A frame since the target was reached. `since_s` and `last_s` are when it was first and last
    /// seen there.
    fn hold_on(
        &mut self,
        input: Input,
        signal: f32,
        is_back: bool,
        (since_s, last_s): (f64, f64),
        events: &mut Vec<PhaseEvent>,
    ) {
        let t_s = input.t_s;
        if self.is_another_side(t_s, input.side) {
            // In an alternating exercise the other side is another repetition.
            self.end_target(since_s, last_s, 0.0, events);
            self.begin(t_s, signal);
            self.go_in(t_s, signal, input, events);
            return;
        }
        self.hold(input, signal, events);
        if let Some(valley) = self.has_turned(t_s, signal) {
            self.end_target(since_s, last_s, valley.at_s - last_s, events);
            self.trace.begin_at(valley.at_s);
            self.begin(valley.at_s, signal);
            self.go_in(t_s, signal, input, events);
        } else if is_back {
            let out_s = self.below_leave.began_s().unwrap_or(t_s) - last_s;
            // Lost from sight is not left.
            let out_s = if self.movement.was_lost {
                0.0
            } else {
                out_s.max(0.0)
            };
            self.end_target(since_s, last_s, out_s, events);
            if signal >= self.limits.touch {
                self.state = State::Spent;
            }
        } else if signal >= self.limits.enter {
            self.movement.was_lost = false;
            self.state = State::Target {
                since_s,
                last_s: t_s,
            };
        }
    }

    /// Takes a frame in which the signal is unknown; `unknown_s` is how long it has been so. A way
    /// in is given up. A movement on its way back counts. A movement in the target waits. After a
    /// long time it counts as well, and the next movement begins at rest.
    fn miss(&mut self, unknown_s: f64, events: &mut Vec<PhaseEvent>) {
        match self.state {
            State::Target { since_s, last_s } if unknown_s > GRACE_S && self.is_way_out() => {
                self.end_target(since_s, last_s, 0.0, events);
                self.trace.clear();
            }
            State::Target { since_s, last_s } if unknown_s > LOST_MAX_S => {
                self.end_target(since_s, last_s, 0.0, events);
                self.state = State::Spent;
                self.trace.clear();
            }
            State::In { .. } | State::Rest if unknown_s > GRACE_S => {
                self.reset();
                self.trace.clear();
            }
            _ => {}
        }
    }

    /// Takes the frame in which the signal is known again. Unseen time doesn't count as time in the
    /// target pose. A user who is found outside the target has left it, and the next movement may
    /// have begun.
    fn find_again(&mut self, unknown_s: f64, t_s: f64, events: &mut Vec<PhaseEvent>) {
        if unknown_s <= GRACE_S {
            return;
        }
        self.below_leave = Since::default();
        self.trace.clear();
        let State::Target { since_s, last_s } = self.state else {
            return;
        };
        if self.is_way_out() {
            self.end_target(since_s, last_s, 0.0, events);
            self.state = State::Spent;
            self.movement.may_rise = true;
        } else {
            self.movement.was_lost = true;
            self.movement.found = Some(Found {
                at_s: t_s,
                votes: SideVotes::default(),
            });
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

    /// Whether a user who was found in the target pose of an alternating exercise is doing the
    /// other side now.
    fn is_another_side(&mut self, t_s: f64, side: Option<Side>) -> bool {
        let Some(mut found) = self.movement.found else {
            return false;
        };
        if let Some(side) = side {
            found.votes.add(side);
        }
        let is_decided = t_s - found.at_s >= self.limits.enter_s;
        self.movement.found = Some(found).filter(|_| !is_decided);
        let now = found.votes.clear_winner();
        let is_other = now.is_some() && self.voted_side().is_some_and(|before| Some(before) != now);
        self.limits.kind == CycleKind::Alternating && is_decided && is_other
    }

    /// Says that another picture begins. A way in that goes on from one picture to the other was not
    /// seen. A target pose goes on for as long as it is seen, but values that are measured from its
    /// beginning, in the other picture, are unknown.
    pub(super) fn cut(&mut self) {
        match self.state {
            State::In { .. } => self.reset(),
            State::Target { .. } => {
                self.movement.was_lost = true;
                self.movement.valley = None;
            }
            State::Rest | State::Spent => {}
        }
        self.movement.from = None;
        self.way_in.forget();
        self.trace.clear();
    }

    /// Ends the movement, because the set is over or the person is gone. A movement that reached
    /// the target counts.
    pub(super) fn give_up(&mut self, events: &mut Vec<PhaseEvent>) {
        if let State::Target { since_s, last_s } = self.state {
            self.end_target(since_s, last_s, 0.0, events);
        }
        self.reset();
        self.trace.clear();
    }

    /// Ends a hold for a user who can't keep it up. It counts with the time that was held, and a
    /// new one begins only after a rest.
    pub(super) fn end_hold(&mut self, events: &mut Vec<PhaseEvent>) {
        if let State::Target { since_s, last_s } = self.state {
            self.end_target(since_s, last_s, 0.0, events);
            self.state = State::Spent;
        }
    }

    /// A frame in the target pose, or on the way out of it.
    fn hold(&mut self, input: Input, signal: f32, events: &mut Vec<PhaseEvent>) {
        let at = (input.t_s, signal);
        let peak = self.movement.peak;
        self.way_in.follow(&self.trace, &self.limits, peak, at);
        self.movement.peak = peak.max(signal);
        if self.way_in.is_over(&self.trace, &self.limits, at) {
            events.push(PhaseEvent::Rose);
        }
        self.clock.step(&self.limits, input, signal, events);
    }

    /// The lowest point between the last deep movement and the present one, which has already gone
    /// far. Where the way back to that point is in doubt, as in small movements, only rest ends a
    /// repetition.
    fn has_turned(&mut self, t_s: f64, signal: f32) -> Option<Valley> {
        let Limits { enter, leave, .. } = self.limits;
        let way = self.movement.peak - leave;
        let low = leave + VALLEY_PART * way;
        if self.limits.is_hold() || low < enter {
            return None;
        }
        let valley = &mut self.movement.valley;
        if signal <= low && valley.is_none_or(|valley| signal < valley.signal) {
            *valley = Some(Valley { at_s: t_s, signal });
        }
        valley.filter(|valley| signal >= enter && signal - valley.signal >= AGAIN_PART * way)
    }

    fn begin(&mut self, t_s: f64, signal: f32) {
        self.reset();
        self.movement.peak = signal;
        self.movement.from = self.trace.least();
        self.state = State::In {
            since_s: t_s,
            at_enter_since_s: None,
            reached_enter: false,
            posed: false,
        };
    }

    fn reset(&mut self) {
        self.state = State::Rest;
        self.movement = Movement::default();
        self.clock = HoldClock::default();
        self.way_in.end();
        self.below_leave = Since::default();
    }

    fn go_in(&mut self, t_s: f64, signal: f32, input: Input, events: &mut Vec<PhaseEvent>) {
        let State::In {
            since_s,
            at_enter_since_s,
            mut reached_enter,
            mut posed,
        } = self.state
        else {
            return;
        };
        let at_enter = signal >= self.limits.enter;
        reached_enter |= at_enter;
        posed |= input.in_target_pose == Some(true);
        let at_enter_since_s = match (at_enter, input.in_target_pose) {
            (true, Some(true)) => Some(at_enter_since_s.unwrap_or(t_s)),
            // A condition that is unknown for a moment neither begins nor ends the target pose.
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
            && t_s - since >= self.limits.enter_s
        {
            self.way_in.reach(&self.trace, &self.limits, t_s);
            self.clock = HoldClock::at_s(t_s - since);
            self.state = State::Target {
                since_s: since,
                last_s: t_s,
            };
            // A user who lies on an elbow, or has one foot in front, can't change sides within a
            // hold. Of two knees on the back the landmarks tell less: the whole hold votes.
            if self.limits.is_side_settled {
                self.movement.side = self.voted_side();
            }
            events.push(PhaseEvent::Reached);
        } else if t_s - since_s > LINGER_S {
            self.partial(events);
            self.reset();
            self.state = State::Spent;
        }
    }

    fn end_in(&mut self, events: &mut Vec<PhaseEvent>) {
        let lasted_s = match (self.state, self.below_leave.began_s()) {
            (State::In { since_s, .. }, Some(below_s)) => below_s - since_s,
            _ => 0.0,
        };
        if lasted_s >= GLITCH_S {
            self.partial(events);
        }
        self.reset();
    }

    /// Drops a movement. One that never looked like the exercise is not even partial.
    fn partial(&self, events: &mut Vec<PhaseEvent>) {
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
            events.push(PhaseEvent::Partial {
                side: self.voted_side(),
                peak: self.movement.peak * self.limits.sign,
                why,
            });
        }
    }

    /// The distance of the peak from the beginning or the end of the movement; 0 where neither was
    /// seen.
    fn range(&self) -> f32 {
        let rest = self.trace.least().into_iter().chain(self.movement.from);
        let peak = self.movement.peak;
        let range = rest.reduce(f32::min).map_or(0.0, |rest| peak - rest);
        if self.limits.is_angle {
            wrapped_deg(range).abs()
        } else {
            range
        }
    }

    fn end_target(&mut self, since_s: f64, last_s: f64, out_s: f64, events: &mut Vec<PhaseEvent>) {
        let hold_s = if self.limits.is_hold() {
            self.clock.held_s()
        } else {
            last_s - since_s
        };
        // Time lost to a fault lowers the rating of a hold; it doesn't cancel the hold.
        if self.limits.is_hold() && last_s - since_s < self.limits.count_s {
            events.push(PhaseEvent::HoldDropped {
                side: self.voted_side(),
                hold_s,
            });
        } else {
            events.push(PhaseEvent::Counted(Counted {
                side: self.voted_side(),
                peak: self.movement.peak * self.limits.sign,
                range: self.range(),
                in_s: self.way_in.time_s().unwrap_or(0.0),
                hold_s,
                out_s,
                // Where rest lies is not known of a movement that was first seen in its target.
                fall_s: self
                    .t_s
                    .filter(|_| out_s > 0.0 && self.began_short_of_target())
                    .and_then(|t_s| self.trace.fall_s(t_s, self.limits.leave)),
            }));
        }
        self.reset();
    }

    fn watch_one_limb(
        &mut self,
        t_s: f64,
        signal: f32,
        input: Input,
        events: &mut Vec<PhaseEvent>,
    ) {
        let Some(farthest) = input.farthest_part.map(|part| part * self.limits.sign) else {
            return;
        };
        if self.state != State::Rest || signal >= self.limits.touch {
            self.one_limb.forget();
        } else if farthest >= self.limits.enter {
            if input.is_limb_posed == Some(false) {
                self.one_limb.forget();
            } else {
                self.one_limb.is_there(t_s);
            }
        } else if farthest <= self.limits.leave && self.one_limb.is_back() {
            events.push(PhaseEvent::Partial {
                side: input.side,
                peak: signal * self.limits.sign,
                why: PartialWhy::OneLimbOnly,
            });
        }
    }

    fn began_short_of_target(&self) -> bool {
        let from = self.movement.from;
        from.is_some_and(|from| from < self.limits.enter)
    }

    /// Where the present movement is over. One that never reached its target is over where it
    /// began: a user who stays between `touch` and `leave` would otherwise begin and end it all the
    /// time.
    fn back_at(&self) -> f32 {
        let Limits { touch, leave, .. } = self.limits;
        match self.state {
            State::Target { .. } if self.limits.kind == CycleKind::Reps => {
                let nearly = leave + UNDONE_BUT * (self.movement.peak - leave);
                nearly.clamp(leave, self.limits.half_way_out())
            }
            State::In { .. } => leave.min(touch),
            _ => leave,
        }
    }

    /// Whether the signal has been back for long enough.
    fn is_back(&mut self, t_s: f64, signal: f32) -> bool {
        self.below_leave.step(t_s, signal <= self.back_at());
        self.below_leave.has_lasted(t_s, self.limits.leave_s)
    }
}
