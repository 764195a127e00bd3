//! Counts: repetitions and holds as a person watching would count them.
//!
//! The signal rises from rest past `touch`, reaches the target at `enter`, and is back when it
//! has been below `leave` for a while. A movement that reached the target counts, however short
//! or quick; one that never did is partial. Unknown frames change nothing for two seconds, and a
//! target pose that is lost from sight for longer goes on when it is seen again.

mod counter;
mod one_limb;
mod trace;
mod turn;
mod two_pole;

use crate::body::wrapped_deg;
use crate::exercise::{CycleKind, Exercise};

use super::event::PartialWhy;
use crate::blazepose::Side;

pub(super) use counter::Counter;
use one_limb::OneLimb;
use trace::Trace;
pub use turn::Stage;
pub(super) use turn::{Counted, Input, Turn};

/// A signal that stays unknown for longer ends a way in. Shorter gaps (a hand before the
/// face, a dropped frame) change nothing (specification §0.8: freeze two seconds).
const GRACE_S: f64 = 2.0;
/// Somebody who was lost from sight in the target pose and is seen in it again before so long has
/// gone on with the same repetition: to count two would take them for two. Afterwards what was seen
/// of it counts.
const LOST_MAX_S: f64 = 10.0;
/// A deep movement of which all but this part is undone has come back, although it is not at rest …
const VALLEY_PART: f32 = 0.25;
/// … once so much of the way is done again: who sits up quickly, ten times, hardly touches the floor.
const AGAIN_PART: f32 = 0.5;
/// A movement that lingers short of the target for longer is dropped as partial (§0.8).
const LINGER_S: f64 = 15.0;
/// What passes `touch` for a shorter time is a glitch of the landmarks, not half a repetition: the
/// quickest of those took 0.6 s there and back.
const GLITCH_S: f64 = 0.3;
/// The clock never jumps by more than this from one frame to the next: a little more than the
/// intervals of the slowest source that is counted with.
pub(super) const CLOCK_STEP_S: f64 = 0.75;
/// Who goes on from repetition to repetition comes back nearly, not all the way: a repetition is over
/// when all but this part of its way is undone, though not before half-way from `enter` to `leave`.
const UNDONE_BUT: f32 = 0.12;
/// The way in is over so long after the target was reached, or as soon as it is left again. A brisk
/// movement goes on beyond `enter` for some tenths of a second, and a time taken there is too
/// short; one that still goes on later is slow anyway.
const ROSE_S: f64 = 0.5;
/// A way in goes on while the signal rises by more than this part of it in that time.
const LITTLE_PART: f32 = 0.02;
/// Sinking below `pause` is told when it lasts this long.
const SUNK_S: f64 = 0.4;

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
    /// Dropped or counted already; waits for the signal to come back to rest.
    Spent,
}

/// The lowest point between two deep movements.
#[derive(Debug, Clone, Copy)]
struct Valley {
    at_s: f64,
    signal: f32,
}

/// Somebody who was lost in the target pose is found in it: since when, and which side since then.
#[derive(Debug, Clone, Copy)]
struct Found {
    at_s: f64,
    votes: [u32; 2],
}

/// Counts movements from rest to one end and back.
#[derive(Debug, Clone)]
pub(super) struct OnePole {
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
    one_limb: OneLimb,
    unknown_since_s: Option<f64>,
    last_t_s: Option<f64>,
    /// The signal is an angle.
    is_angle: bool,
    /// The side of a hold is known when it begins, and stays.
    is_side_settled: bool,
    peak: f32,
    /// When the present movement began, and where, if that was seen.
    began_s: f64,
    from: Option<f32>,
    valley: Option<Valley>,
    /// The present repetition was lost from sight for a while.
    was_lost: bool,
    found: Option<Found>,
    /// What was counted while it was out of sight may be followed by another without a rest.
    may_rise: bool,
    votes: [u32; 2],
    /// The side of a hold, settled when it begins: nobody changes sides in a hold, labels do.
    side: Option<Side>,
    held_s: f64,
    clock_stopped: bool,
    sunk_since_s: Option<f64>,
    rise_s: Option<f64>,
    /// When the target was reached, until the time of the way in is told.
    rises_since_s: Option<f64>,
    /// When the way in was last seen to go on.
    grew_s: Option<f64>,
    signal: Option<f32>,
    trace: Trace,
}

impl OnePole {
    /// A counter for an exercise whose target is to be held for `goal_s`.
    pub(super) fn new(exercise: &Exercise, goal_s: f64) -> Self {
        let cycle = &exercise.cycle;
        let sign = if cycle.rising { 1.0 } else { -1.0 };
        OnePole {
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
            one_limb: OneLimb::default(),
            unknown_since_s: None,
            last_t_s: None,
            is_angle: exercise.measure(cycle.signal).unit(exercise) == "deg",
            is_side_settled: cycle.kind == CycleKind::Hold && cycle.side_in_start,
            peak: f32::NEG_INFINITY,
            began_s: 0.0,
            from: None,
            valley: None,
            was_lost: false,
            found: None,
            may_rise: false,
            votes: [0, 0],
            side: None,
            held_s: 0.0,
            clock_stopped: false,
            sunk_since_s: None,
            rise_s: None,
            rises_since_s: None,
            grew_s: None,
            signal: None,
            trace: Trace::default(),
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
                if self
                    .trace
                    .is_still(since_s, 0.3 * (self.enter - self.leave))
                {
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

    /// The side at work: that of the hold, else by the votes of the present movement.
    pub(super) fn voted_side(&self) -> Option<Side> {
        if self.side.is_some() {
            return self.side;
        }
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
            let since = *self.unknown_since_s.get_or_insert(t_s);
            self.miss(t_s - since, turns);
            return;
        };
        self.signal = Some(signal);
        if let Some(since_s) = self.unknown_since_s.take() {
            self.find_again(t_s - since_s, t_s, turns);
        }
        self.trace.note(t_s, signal, self.state == State::Rest);
        if input.is_other_limb {
            self.trace.change_limb();
        }
        self.watch_one_limb(t_s, signal, input, turns);
        if self.state != State::Rest
            && let Some(side) = input.side
            && signal >= self.touch
        {
            self.votes[side.index()] += 1;
        }
        let below_s = self.time_below(self.back_at(), t_s, signal);
        let is_another_side = self.is_another_side(t_s, input.side);
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
            State::Target { since_s, last_s } if is_another_side => {
                // In an alternating exercise the other side is another repetition.
                self.end_target(since_s, last_s, 0.0, turns);
                self.begin(t_s, signal);
                self.go_in(t_s, signal, input, turns);
            }
            State::Target { since_s, last_s } => {
                self.follow_rise(t_s, signal);
                self.peak = self.peak.max(signal);
                self.watch_rise(t_s, signal, turns);
                self.run_clock(t_s, signal, since_last_s, input.stop_clock, turns);
                if let Some(valley) = self.has_turned(t_s, signal) {
                    self.end_target(since_s, last_s, valley.at_s - last_s, turns);
                    self.trace.begin_at(valley.at_s);
                    self.begin(valley.at_s, signal);
                    self.go_in(t_s, signal, input, turns);
                } else if below_s >= self.leave_s {
                    let out_s = self.below_leave_since_s.unwrap_or(t_s) - last_s;
                    // Lost from sight is not left.
                    let out_s = if self.was_lost { 0.0 } else { out_s.max(0.0) };
                    self.end_target(since_s, last_s, out_s, turns);
                    if signal >= self.touch {
                        self.state = State::Spent;
                    }
                } else if signal >= self.enter {
                    self.was_lost = false;
                    self.state = State::Target {
                        since_s,
                        last_s: t_s,
                    };
                }
            }
            State::Spent => {
                if below_s >= self.leave_s || signal < self.touch {
                    self.reset();
                } else if self.may_rise && signal >= self.enter {
                    self.begin(t_s, signal);
                    self.go_in(t_s, signal, input, turns);
                }
            }
        }
    }

    /// A frame in which the signal is unknown, for so long by now. A way in is given up. What was on
    /// its way back counts. What was in the target waits; after a long time it counts as well, and
    /// the next movement begins at rest.
    fn miss(&mut self, unknown_s: f64, turns: &mut Vec<Turn>) {
        match self.state {
            State::Target { since_s, last_s } if unknown_s > GRACE_S && self.is_way_out() => {
                self.end_target(since_s, last_s, 0.0, turns);
                self.trace.clear();
            }
            State::Target { since_s, last_s } if unknown_s > LOST_MAX_S => {
                self.end_target(since_s, last_s, 0.0, turns);
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

    /// The signal is known again after so long. What was not seen takes no time in the target pose.
    /// Who is found outside it has left it: the next movement may be under way already.
    fn find_again(&mut self, unknown_s: f64, t_s: f64, turns: &mut Vec<Turn>) {
        if unknown_s <= GRACE_S {
            return;
        }
        self.below_leave_since_s = None;
        self.trace.clear();
        let State::Target { since_s, last_s } = self.state else {
            return;
        };
        if self.is_way_out() {
            self.end_target(since_s, last_s, 0.0, turns);
            self.state = State::Spent;
            self.may_rise = true;
        } else {
            self.was_lost = true;
            self.found = Some(Found {
                at_s: t_s,
                votes: [0, 0],
            });
            self.state = State::Target {
                since_s: since_s + unknown_s,
                last_s: last_s + unknown_s,
            };
        }
    }

    /// Half-way back to `leave`, by the last signal that was known.
    fn is_way_out(&self) -> bool {
        let out = self.enter - 0.5 * (self.enter - self.leave);
        self.signal.is_some_and(|signal| signal < out)
    }

    /// Whether somebody who was found in the target pose of an alternating exercise does the other
    /// side by now.
    fn is_another_side(&mut self, t_s: f64, side: Option<Side>) -> bool {
        let Some(mut found) = self.found else {
            return false;
        };
        if let Some(side) = side {
            found.votes[side.index()] += 1;
        }
        self.found = (t_s - found.at_s < self.enter_s).then_some(found);
        let [left, right] = found.votes;
        let now = if left >= right {
            Side::Left
        } else {
            Side::Right
        };
        let is_other = self.voted_side().is_some_and(|before| before != now);
        self.kind == CycleKind::Alternating && self.found.is_none() && left != right && is_other
    }

    /// The picture is another one since `at_s`. A way in that goes on from one to the other was not
    /// seen. A target pose goes on for as long as it is seen, but what is measured from where it
    /// began, in another picture, is unknown.
    pub(super) fn cut(&mut self, at_s: f64) {
        if self.began_s >= at_s {
            return;
        }
        match self.state {
            State::In { .. } => self.reset(),
            State::Target { last_s, .. } => {
                self.was_lost = last_s < at_s;
                self.rises_since_s = None;
                self.grew_s = None;
                self.valley = None;
            }
            State::Rest | State::Spent => {}
        }
        self.from = None;
        self.rise_s = None;
        self.trace.begin_at(at_s);
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

    /// The time of the way in goes on for as long as the signal rises, so that a slow way is told as
    /// slow. Before the peak is noted.
    fn follow_rise(&mut self, t_s: f64, signal: f32) {
        let Some(grew_s) = self.grew_s else {
            return;
        };
        let little = LITTLE_PART * (self.peak - self.leave);
        if signal > self.peak + little.max(0.0) {
            self.grew_s = Some(t_s);
        } else if t_s - grew_s > ROSE_S {
            self.grew_s = None;
        }
        if signal > self.peak {
            self.rise_s = self.trace.rise_s(t_s, self.leave).or(self.rise_s);
        }
    }

    /// The lowest point between the last deep movement and the present one, which is already well
    /// under way. Where the way back to that point is in doubt, as in small movements, only rest
    /// ends a repetition.
    fn has_turned(&mut self, t_s: f64, signal: f32) -> Option<Valley> {
        let way = self.peak - self.leave;
        let low = self.leave + VALLEY_PART * way;
        if self.kind == CycleKind::Hold || low < self.enter {
            return None;
        }
        if signal <= low && self.valley.is_none_or(|valley| signal < valley.signal) {
            self.valley = Some(Valley { at_s: t_s, signal });
        }
        self.valley
            .filter(|valley| signal >= self.enter && signal - valley.signal >= AGAIN_PART * way)
    }

    fn watch_rise(&mut self, t_s: f64, signal: f32, turns: &mut Vec<Turn>) {
        let Some(since_s) = self.rises_since_s else {
            return;
        };
        if signal < self.enter || t_s - since_s >= ROSE_S {
            // Who comes back within a frame has left no way in to be measured: the first time
            // stands.
            self.rise_s = self.trace.rise_s(t_s, self.leave).or(self.rise_s);
            self.rises_since_s = None;
            turns.push(Turn::Rose);
        }
    }

    fn begin(&mut self, t_s: f64, signal: f32) {
        self.reset();
        self.peak = signal;
        self.began_s = t_s;
        self.from = self.trace.least();
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
        self.from = None;
        self.valley = None;
        self.was_lost = false;
        self.found = None;
        self.may_rise = false;
        self.votes = [0, 0];
        self.side = None;
        self.held_s = 0.0;
        self.clock_stopped = false;
        self.sunk_since_s = None;
        self.rises_since_s = None;
        self.grew_s = None;
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
            self.rise_s = self.trace.rise_s(t_s, self.leave);
            self.held_s = t_s - since;
            self.state = State::Target {
                since_s: since,
                last_s: t_s,
            };
            self.rises_since_s = Some(t_s);
            self.grew_s = Some(t_s);
            // Whoever lies on an elbow, or has one foot in front, can't change sides within a hold.
            // Of two knees on the back the landmarks tell less: the whole hold votes.
            if self.is_side_settled {
                self.side = self.voted_side();
            }
            turns.push(Turn::Reached);
        } else if t_s - since_s > LINGER_S {
            self.partial(turns);
            self.reset();
            self.state = State::Spent;
        }
    }

    fn end_in(&mut self, turns: &mut Vec<Turn>) {
        let lasted_s = match (self.state, self.below_leave_since_s) {
            (State::In { since_s, .. }, Some(below_s)) => below_s - since_s,
            _ => 0.0,
        };
        if lasted_s >= GLITCH_S {
            self.partial(turns);
        }
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

    /// How far the signal went from where the movement began or ended; 0 where that was not seen.
    fn range(&self) -> f32 {
        let rest = self.trace.least().into_iter().chain(self.from);
        let range = rest.reduce(f32::min).map_or(0.0, |rest| self.peak - rest);
        if self.is_angle {
            wrapped_deg(range).abs()
        } else {
            range
        }
    }

    fn end_target(&mut self, since_s: f64, last_s: f64, out_s: f64, turns: &mut Vec<Turn>) {
        let hold_s = if self.kind == CycleKind::Hold {
            self.held_s
        } else {
            last_s - since_s
        };
        // A clock that stood still for a fault makes a hold worse, not undone.
        if self.kind == CycleKind::Hold && last_s - since_s < self.count_s {
            turns.push(Turn::HoldDropped {
                side: self.voted_side(),
                hold_s,
            });
        } else {
            turns.push(Turn::Counted(Counted {
                side: self.voted_side(),
                peak: self.peak * self.sign,
                range: self.range(),
                in_s: self.rise_s.unwrap_or(0.0),
                hold_s,
                out_s,
                fall_s: self
                    .last_t_s
                    .filter(|_| out_s > 0.0)
                    .and_then(|t_s| self.trace.fall_s(t_s, self.leave)),
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
        // Past the goal sinking is what was asked for.
        let is_over = self.held_s >= self.goal_s;
        let stopped =
            !is_over && (stop || self.sunk_since_s.is_some_and(|since| t_s - since >= SUNK_S));
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

    fn watch_one_limb(&mut self, t_s: f64, signal: f32, input: Input, turns: &mut Vec<Turn>) {
        let Some(farthest) = input.farthest_part.map(|part| part * self.sign) else {
            return;
        };
        if self.state != State::Rest || signal >= self.touch {
            self.one_limb.forget();
        } else if farthest >= self.enter {
            if input.is_limb_posed == Some(false) {
                self.one_limb.forget();
            } else {
                self.one_limb.is_there(t_s);
            }
        } else if farthest <= self.leave && self.one_limb.is_back() {
            turns.push(Turn::Partial {
                side: input.side,
                peak: signal * self.sign,
                why: PartialWhy::OneLimbOnly,
            });
        }
    }

    /// Where the present movement is over. One that never reached its target is over where it
    /// began: who stays between `touch` and `leave` would otherwise begin and end it all the time.
    fn back_at(&self) -> f32 {
        match self.state {
            State::Target { .. } if self.kind == CycleKind::Reps => {
                let nearly = self.leave + UNDONE_BUT * (self.peak - self.leave);
                nearly.clamp(self.leave, 0.5 * (self.enter + self.leave))
            }
            State::In { .. } => self.leave.min(self.touch),
            _ => self.leave,
        }
    }

    fn time_below(&mut self, back_at: f32, t_s: f64, signal: f32) -> f64 {
        if signal <= back_at {
            t_s - *self.below_leave_since_s.get_or_insert(t_s)
        } else {
            self.below_leave_since_s = None;
            // Negative: not below at all, so that a limit of 0 s is not passed either.
            -1.0
        }
    }
}

#[cfg(test)]
mod tests;
