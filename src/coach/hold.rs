//! What is said while a target pose is held: that it begins, half-time, the last seconds, when to
//! come out, and when to rest.

use super::machine::{Coach, Output};
use super::sound::{Sound, Speech, Tone};
use super::words;

/// A sign of fatigue or of a shoulder at risk that stays for so long after its cue ends the hold
/// (§11: height lost, shoulder sagging, body turning). Other faults stop the clock, and the stretch
/// goes on.
const END_FOR_USER_S: f64 = 3.0;
/// A hold of at least so long is told its half-time. In shorter ones there is enough to hear.
const HALF_WAY_FROM_S: f64 = 15.0;
/// A hold of at least so long is told that three seconds are left.
const SECONDS_LEFT_FROM_S: f64 = 8.0;
const SECONDS_LEFT_S: f64 = 3.0;
/// When to come out of a hold is always said where it takes at least so long; who stays for a
/// second or two comes out unasked.
const COME_OUT_FROM_S: f64 = 3.0;

/// What was said in the present hold.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct HoldTold {
    pub(super) began: bool,
    half: bool,
    seconds_left: bool,
    goal: bool,
    rest: bool,
}

impl HoldTold {
    /// A hold that has just begun.
    pub(super) fn begun() -> Self {
        HoldTold {
            began: true,
            ..HoldTold::default()
        }
    }
}

impl Coach {
    /// The target pose is reached, in a set that is followed by ear.
    pub(super) fn tell_reached(&mut self, out: &mut Output) {
        out.sounds.push(Sound::Tone(Tone::Target));
        let text = self.hold_words().to_owned();
        self.say_phase(&text);
    }

    /// What is said of the target pose that the movement is in.
    pub(super) fn hold_words(&self) -> &str {
        let words = &self.exercise.cycle.phase_words;
        match &words.other {
            Some(other) if self.counter.is_at_other() => &other.hold,
            _ => &words.hold,
        }
    }

    /// Words for what a tone tells, which stand on the calm strip. They are said in the first movement
    /// of a side, so that the tone is understood, and after that where there is something to hold and
    /// it is quiet.
    pub(super) fn say_phase(&mut self, text: &str) {
        let is_first = self.tally.of_side(self.counter.voted_side()) == 0;
        let is_long = f64::from(self.options.dose.hold_s) >= COME_OUT_FROM_S;
        let is_its_turn = (is_first && !self.is_speaking()) || (is_long && self.is_quiet());
        if is_its_turn && !self.banner.is_cueing(self.t_s) {
            self.banner.clear();
            self.say(text);
        }
    }

    /// Half-time, last seconds, goal, and when to rest.
    pub(super) fn watch_hold(&mut self, out: &mut Output) {
        let Some(held_s) = self.counter.held_s() else {
            return;
        };
        let goal_s = f64::from(self.options.dose.hold_s);
        if !self.hold_told.began {
            return;
        }
        if self.options.live
            && self.tally.counts_holds
            && !self.counter.clock_stopped()
            && held_s < goal_s
        {
            if !self.hold_told.half && goal_s >= HALF_WAY_FROM_S && held_s >= goal_s / 2.0 {
                self.hold_told.half = true;
                self.remark(words::HALF_WAY);
            }
            // A bare number would be taken for a count.
            if !self.hold_told.seconds_left
                && goal_s >= SECONDS_LEFT_FROM_S
                && held_s >= goal_s - SECONDS_LEFT_S
            {
                self.hold_told.seconds_left = true;
                self.say_as(Speech::Moment, words::SECONDS_LEFT);
            }
        }
        if self.options.live && !self.hold_told.goal && held_s >= goal_s {
            self.hold_told.goal = true;
            self.tell_goal(goal_s, out);
        }
        let too_long = self
            .exercise
            .cycle
            .rest_after_s
            .is_some_and(|limit| held_s >= f64::from(limit));
        let cannot = self.tally.counts_holds
            && self.bad_form().any(|(fault, watch)| {
                fault.ends_hold
                    && watch.bad_since_s().is_some_and(|since| {
                        self.t_s - since >= END_FOR_USER_S + f64::from(fault.for_s)
                    })
                    && self.pacer.times(&fault.id) > 0
            });
        if !self.hold_told.rest && (too_long || cannot) {
            self.hold_told.rest = true;
            self.instruct(words::LOWER_AND_REST);
        }
        if cannot {
            let mut turns = Vec::new();
            self.counter.end_hold(&mut turns);
            self.take_turns(&turns, out);
        }
    }

    /// The goal is reached: time to come out.
    fn tell_goal(&mut self, goal_s: f64, out: &mut Output) {
        out.sounds.push(Sound::Tone(Tone::HoldEnd));
        let text = self.exercise.cycle.phase_words.going_out.clone();
        if goal_s < COME_OUT_FROM_S {
            self.say_phase(&text);
            return;
        }
        self.say(&text);
        // A cue that stands asks for something in the hold, which is over.
        self.banner.good(self.t_s, &text);
    }
}
