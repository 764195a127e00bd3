//! The set itself: what a movement counts for, and what follows from it.

use crate::exercise::{CycleKind, CycleTime, Severity};

use super::cue::Candidate;
use super::cycle::{Counted, Input, Stage, Turn};
use super::event::{Event, HoldPhase};
use super::hold::HoldTold;
use super::machine::{Coach, Mode, Output};
use super::scene::Side;
use super::sound::{Sound, Tone};
use super::speech::say;
use super::start::met;
use super::words;

/// A set without a repetition for so long pauses.
const IDLE_S: f64 = 30.0;
/// A repetition is held well from this part of the goal on.
const GOOD_HOLD_PART: f64 = 0.6;
/// Id of the cue that no fault row stands behind, and of the reason in [`Event::Rep`].
pub(crate) const SHORT_HOLD: &str = "short_hold";

impl Coach {
    /// The set itself.
    pub(super) fn work(&mut self, since_last_s: f64, out: &mut Output) {
        if self.counter.stage() == Stage::Rest {
            // A repetition begins with the way in. What was wrong with the start pose and was put
            // right is no part of it; what is still wrong when the movement begins is.
            self.pacer.new_rep();
            let mut still_bad = std::mem::take(&mut self.rep_faults);
            still_bad.clear();
            still_bad.extend(self.bad_form().map(|(fault, _)| fault.id.clone()));
            self.rep_faults = still_bad;
        }
        let cycle = &self.exercise.cycle;
        let in_target_pose = met(&self.exercise.target, &self.values);
        let picked = self.bearings.as_ref();
        // That one limb moved alone can only be said when the others are seen to rest.
        let farthest = picked
            .filter(|bearings| bearings.choice_seen.iter().all(|seen| *seen))
            .and_then(|_| self.limbs.farthest(&self.values, cycle.rising));
        // What is compared with a start pose of another picture says nothing: the movement that
        // was under way ended with that picture, the next one begins at the next rest.
        let signal = self.exercise.measure(cycle.signal);
        // A flow from end to end finds its middle from the ends, not from the start pose.
        let is_void = self.is_base_doubtful
            && cycle.kind != CycleKind::TwoPole
            && self.exercise.needs_start(signal);
        let input = Input {
            t_s: self.t_s,
            signal: self.values.get(cycle.signal).value().filter(|_| !is_void),
            farthest_part: farthest.map(|limb| limb.value),
            is_limb_posed: farthest.and_then(|limb| limb.is_posed),
            in_target_pose,
            side: picked.and_then(|bearings| Some(bearings.picks[cycle.side?])),
            stop_clock: self.form_is_bad(),
        };
        if is_void && !self.may_come_back() && self.counter.stage() != Stage::Rest {
            let mut turns = Vec::new();
            self.counter.give_up(&mut turns);
            self.take_turns(&turns, out);
        }
        self.count(input, out);
        if self.mode != Mode::Active {
            return;
        }
        self.watch_faults(since_last_s, out);
        self.watch_hold(out);
        self.watch_unseen(since_last_s, in_target_pose, out);
        self.say_view(out);
        if self.counter.stage() != Stage::Rest {
            self.last_activity_s = self.t_s;
        } else if self.options.live && self.t_s - self.last_activity_s > IDLE_S {
            self.leave_active(Mode::PAUSED_IDLE, out);
            say(out, words::PAUSED, false);
        }
    }

    /// Lets the counter take a frame.
    pub(super) fn count(&mut self, input: Input, out: &mut Output) {
        let mut turns = std::mem::take(&mut self.turns);
        turns.clear();
        self.counter.step(input, &mut turns);
        self.take_turns(&turns, out);
        self.turns = turns;
    }

    pub(super) fn take_turns(&mut self, turns: &[Turn], out: &mut Output) {
        for turn in turns {
            match turn {
                Turn::Reached => self.reached(out),
                // Landmarks that have just jumped have no speed.
                Turn::Rose if self.may_come_back() => {}
                Turn::Rose => self.judge_time(CycleTime::Rise, self.counter.rise_s(), out),
                Turn::Crossed => self.judge_time(CycleTime::Half, self.counter.half_s(), out),
                Turn::Counted(counted) => self.counted(counted, out),
                Turn::Partial { side, peak, why } => {
                    self.tally.partials += 1;
                    self.new_rep();
                    self.event(
                        out,
                        Event::Partial {
                            side: *side,
                            peak: *peak,
                            why: *why,
                        },
                    );
                }
                Turn::ClockStopped => self.hold_event(HoldPhase::Pause, out),
                Turn::ClockRuns => {
                    out.sounds.push(Sound::Tone(Tone::Tick));
                    self.hold_event(HoldPhase::Resume, out);
                }
                Turn::HoldDropped => self.new_rep(),
            }
        }
    }

    fn reached(&mut self, out: &mut Output) {
        self.hold_told = HoldTold::begun();
        if self.options.live {
            out.sounds.push(Sound::Tone(Tone::Target));
        }
        if self.tally.counts_holds {
            self.hold_event(HoldPhase::Begin, out);
        }
    }

    fn counted(&mut self, counted: &Counted, out: &mut Output) {
        self.judge_time(CycleTime::Fall, counted.fall_s, out);
        let goal_s = f64::from(self.options.dose.hold_s);
        let is_hold = self.tally.counts_holds;
        // A tenth of a second short of the goal is a frame, not a fault.
        let held = if is_hold {
            counted.hold_s >= goal_s - 0.1
        } else {
            counted.hold_s >= GOOD_HOLD_PART * goal_s
        };
        let mut why = self.rep_faults.clone();
        // A hold that was not left but lost from sight was broken off by nobody.
        let is_short = !held && why.is_empty() && counted.out_s > 0.0;
        if !held {
            why.push(SHORT_HOLD.to_owned());
            self.tally.short += 1;
        }
        let good = why.is_empty();
        let n = self.tally.count(counted, good);
        let is_new_best = good && self.is_new_best(counted.peak);
        if is_hold {
            self.event(
                out,
                Event::Hold {
                    phase: HoldPhase::End,
                    side: counted.side,
                    hold_s: counted.hold_s,
                },
            );
        }
        self.event(
            out,
            Event::Rep {
                n,
                side: counted.side,
                peak: counted.peak,
                range: counted.range,
                in_s: counted.in_s,
                hold_s: counted.hold_s,
                out_s: counted.out_s,
                good,
                why,
            },
        );
        self.last_activity_s = self.t_s;
        self.new_rep();
        // Cut off by a pause, by pain or by the end of the film: it counts, without a word.
        if self.mode != Mode::Active {
            return;
        }
        if self.options.live {
            say(out, &words::number(self.tally.of_side(counted.side)), false);
        }
        // How long a hold was meant to be knows only who was told: nobody in a film was.
        if is_short && (!is_hold || self.options.live) {
            self.ask_to_hold_longer(out);
        }
        if self.options.live {
            self.after_count(counted.side, good, out);
            if is_new_best {
                self.praise_best(out);
            }
        }
    }

    fn ask_to_hold_longer(&mut self, out: &mut Output) {
        let candidate = Candidate {
            id: SHORT_HOLD,
            severity: Severity::Polish,
            since_s: self.t_s,
            per_set: 2,
        };
        if self.pacer.pick(self.t_s, &[candidate]).is_some() {
            let (id, text) = (SHORT_HOLD.to_owned(), words::HOLD_LONGER.to_owned());
            self.give_cue(id, None, text, Severity::Polish, out);
        }
    }

    fn after_count(&mut self, side: Option<Side>, good: bool, out: &mut Output) {
        let left = self.left_to_do();
        if left == 0 {
            self.mode = Mode::Done;
            out.sounds.push(Sound::Tone(Tone::HoldEnd));
            if let Some(praise) = self.exercise.praise.clean_set.as_ref()
                && self.is_clean()
            {
                say(out, praise, false);
            }
            return;
        }
        // Who lies on one side has to be told to turn over; who alternates does it anyway.
        let is_side_done =
            self.tally.counts_holds && self.tally.of_side(side) >= self.options.dose.reps;
        if let Some(other) = self.side_word(side.map(Side::other))
            && is_side_done
        {
            let text = words::other_side(other);
            self.instruct(&text, out);
            return;
        }
        match left {
            2 => self.remark(words::TWO_MORE, out),
            1 => self.remark(words::LAST_ONE, out),
            // Praise what is true, and rarely: at most every fourth.
            _ => {
                if let Some(praise) = self.exercise.praise.hold.clone()
                    && good
                    && self.was_judged()
                    && self.tally.done.len() % 4 == 3
                {
                    self.remark(&praise, out);
                }
            }
        }
    }

    pub(super) fn hold_event(&self, phase: HoldPhase, out: &mut Output) {
        let side = self.counter.voted_side();
        let hold_s = self.counter.held_s().unwrap_or(0.0);
        self.event(
            out,
            Event::Hold {
                phase,
                side,
                hold_s,
            },
        );
    }

    pub(super) fn new_rep(&mut self) {
        self.pacer.new_rep();
        self.rep_faults.clear();
        self.hold_told.began = false;
        self.strip.end_movement();
        for watch in &mut self.watches {
            watch.rest();
        }
    }

    /// The side that is to work next: the one at work, else the one that has done less.
    pub(super) fn next_side(&self) -> Option<Side> {
        self.exercise.cycle.side?;
        let at_work = if self.counter.stage() == Stage::Rest {
            None
        } else {
            self.counter.voted_side()
        };
        // In a hold the side is the one that the person lies on, before anything is lifted.
        let lies_on = self
            .exercise
            .cycle
            .side
            .filter(|_| self.tally.counts_holds)
            .and_then(|role| self.bearings.as_ref().map(|bearings| bearings.picks[role]));
        at_work.or(lies_on).or_else(|| {
            let (left, right) = (
                self.tally.of_side(Some(Side::Left)),
                self.tally.of_side(Some(Side::Right)),
            );
            Some(if left <= right {
                Side::Left
            } else {
                Side::Right
            })
        })
    }

    pub(super) fn side_word(&self, side: Option<Side>) -> Option<&str> {
        let words = self.exercise.cycle.side_words.as_ref()?;
        Some(match side? {
            Side::Left => words.left.as_str(),
            Side::Right => words.right.as_str(),
        })
    }

    /// Repetitions still to do over both sides.
    pub(super) fn left_to_do(&self) -> u32 {
        let wanted = self.options.dose.reps;
        let open = |side| wanted.saturating_sub(self.tally.of_side(side));
        match self.exercise.cycle.side {
            Some(_) => open(Some(Side::Left)) + open(Some(Side::Right)),
            None => open(None),
        }
    }

    /// A set without a single fault or half repetition.
    pub(super) fn is_clean(&self) -> bool {
        !self.tally.done.is_empty()
            && self.was_judged()
            && self.tally.partials == 0
            && self.tally.faults.is_empty()
            && self.tally.done.iter().all(|done| done.good)
    }
}
