//! What is said while a target pose is held: that it begins, half-time, the last seconds, when to
//! come out, and when to rest.

use crate::coach::now::Now;
use crate::coach::since::Since;
use crate::coach::snapshot::Movement;
use crate::coach::sound::{Speech, Tone};
use crate::exercise::Exercise;
use crate::words;

use super::announcer::Announcer;
use super::fading::DoneBefore;

/// Half-time is told in a hold of at least this length. In shorter ones there is enough to hear.
const HALF_WAY_FROM_S: f64 = 15.0;
/// The last three seconds are told in a hold of at least this length.
const SECONDS_LEFT_FROM_S: f64 = 8.0;
const SECONDS_LEFT_S: f64 = 3.0;
/// A clock that has stood still for this long without a word is explained. The pacing of cues may have
/// used up the one that would have said why.
const CLOCK_WAITS_S: f64 = 4.0;
/// The end of a hold is always said where it takes at least this long. Users who stay for a second
/// or two come out unasked.
const COME_OUT_FROM_S: f64 = 3.0;

/// What was said in the present hold.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::coach) struct HoldAnnouncements {
    is_under_way: bool,
    half: bool,
    seconds_left: bool,
    goal: bool,
    rest: bool,
    /// Since when the clock stands still, and whether it was said why.
    stopped: Since,
    stop: bool,
}

impl HoldAnnouncements {
    /// The target pose is reached.
    pub(in crate::coach) fn begin(
        &mut self,
        now: &Now,
        movement: &Movement,
        done: DoneBefore,
        to: &mut Announcer,
    ) {
        *self = HoldAnnouncements {
            is_under_way: true,
            ..HoldAnnouncements::default()
        };
        if now.is_live() {
            to.tone(Tone::Target);
            let text = hold_words(now.exercise(), movement.is_at_other_end);
            say_phase(now, text, done, to);
        }
    }

    /// The hold is over, however it went.
    pub(in crate::coach) fn end(&mut self) {
        self.is_under_way = false;
    }

    /// Whether a hold was told to have begun and not yet to have ended.
    pub(in crate::coach) fn is_under_way(&self) -> bool {
        self.is_under_way
    }

    /// Why the clock stands still: `cue` asks for what is missing. Nothing is said in a hold in which
    /// something was corrected.
    pub(in crate::coach) fn explain_stop(
        &mut self,
        now: &Now,
        is_stopped: bool,
        cue: Option<&str>,
        to: &mut Announcer,
    ) {
        self.stopped.step(now.t_s, is_stopped && self.is_under_way);
        let has_lasted = self.stopped.has_lasted(now.t_s, CLOCK_WAITS_S);
        if let Some(cue) = cue
            && has_lasted
            && !self.stop
            && !to.is_cueing()
        {
            self.stop = true;
            to.say(words::clock_waits(to.language(), cue));
            to.show_good(cue);
        }
    }

    /// Half-time, last seconds, goal, and when to rest. `must_rest` where a fault that ends the
    /// hold stays in spite of its cue. Gives whether a hold has to be ended for that.
    pub(in crate::coach) fn step(
        &mut self,
        now: &Now,
        movement: &Movement,
        must_rest: bool,
        done: DoneBefore,
        to: &mut Announcer,
    ) -> bool {
        let Some(held_s) = movement.held_s.filter(|_| self.is_under_way) else {
            return false;
        };
        let goal_s = now.goal_s();
        let is_running = !movement.is_clock_stopped && held_s < goal_s;
        if now.is_live() && now.counts_holds() && is_running {
            if !self.half && goal_s >= HALF_WAY_FROM_S && held_s >= goal_s / 2.0 {
                self.half = true;
                if now.fading().tells_half_way() {
                    to.mention(words::HALF_WAY);
                }
            }
            // A bare number would be taken for a count.
            if !self.seconds_left
                && goal_s >= SECONDS_LEFT_FROM_S
                && held_s >= goal_s - SECONDS_LEFT_S
            {
                self.seconds_left = true;
                to.say_as(Speech::Moment, words::SECONDS_LEFT);
            }
        }
        if now.is_live() && !self.goal && held_s >= goal_s {
            self.goal = true;
            tell_goal(now, done, to);
        }
        let rest_after_s = now.exercise().cycle.rest_after_s;
        let is_too_long = rest_after_s.is_some_and(|limit_s| held_s >= f64::from(limit_s));
        if !self.rest && (is_too_long || must_rest) {
            self.rest = true;
            to.announce(words::LOWER_AND_REST);
        }
        must_rest
    }
}

/// The goal is reached: time to come out.
fn tell_goal(now: &Now, done: DoneBefore, to: &mut Announcer) {
    to.tone(Tone::HoldEnd);
    let text = &now.exercise().cycle.phase_words.going_out;
    if now.goal_s() < COME_OUT_FROM_S {
        say_phase(now, text, done, to);
        return;
    }
    // A cue that stands asks for something in the hold, which is over.
    to.announce(text);
}

/// Words for what a tone tells, which stand on the banner of the phase. They are said in the first
/// movements of a set, so that the tone is understood, and then no more.
fn say_phase(now: &Now, text: &str, done: DoneBefore, to: &mut Announcer) {
    if now.fading().tells_phases(done) && !to.is_speaking() && !to.is_cueing() {
        to.show_phase();
        to.say(text);
    }
}

/// What is said of the target pose that the movement is in.
fn hold_words(exercise: &Exercise, is_at_other_end: bool) -> &str {
    match &exercise.cycle.other {
        Some(other) if is_at_other_end => &other.hold,
        _ => &exercise.cycle.phase_words.hold,
    }
}
