//! What is said while a target pose is held: half-time, countdown, and when to rest.

use super::machine::{Coach, Output};
use super::sound::{Sound, Speech, Tone};
use super::speech::say;
use super::words;

/// A sign of fatigue or of a shoulder at risk that stays for so long after its cue ends the hold
/// (§11: height lost, shoulder sagging, body turning). Other faults stop the clock, and the stretch
/// goes on.
const END_FOR_USER_S: f64 = 3.0;

/// What was said in the present hold.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct HoldTold {
    pub(super) began: bool,
    half: bool,
    goal: bool,
    rest: bool,
    /// The last number of the countdown.
    countdown: u32,
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
    /// Half-time, countdown, goal, and when to rest.
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
            if !self.hold_told.half && goal_s >= 10.0 && held_s >= goal_s / 2.0 {
                self.hold_told.half = true;
                self.remark(words::HALF_WAY, out);
            }
            let left = (goal_s - held_s).ceil() as u32;
            if goal_s >= 5.0 && (1..=3).contains(&left) && self.hold_told.countdown != left {
                self.hold_told.countdown = left;
                say(out, &words::number(left), Speech::Moment);
            }
        }
        if self.options.live && !self.hold_told.goal && held_s >= goal_s {
            self.hold_told.goal = true;
            out.sounds.push(Sound::Tone(Tone::HoldEnd));
            let text = self.exercise.cycle.phase_words.going_out.clone();
            if self.tally.counts_holds {
                self.instruct(&text, out);
            } else if !self.strip.is_cueing(self.t_s) {
                self.strip.good(self.t_s, &text);
            }
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
            self.instruct(words::LOWER_AND_REST, out);
        }
        if cannot {
            let mut turns = Vec::new();
            self.counter.end_hold(&mut turns);
            self.take_turns(&turns, out);
        }
    }
}
