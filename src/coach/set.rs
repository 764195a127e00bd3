//! The set itself: what a movement counts for, and what follows from it.

use crate::exercise::{Claim, CycleKind, CycleTime, Exercise, Severity};

use super::banner::CueAbout;
use super::cue::Candidate;
use super::cycle::{Counted, Input, Stage, Turn};
use super::event::{Event, HoldPhase};
use super::hold::HoldTold;
use super::machine::{Coach, Mode, Output};
use super::rate::Enough;
use super::sound::{Sound, Tone};
use super::start::met;
use super::words;
use crate::blazepose::Side;

/// A repetition is held well from this part of the goal on.
const GOOD_HOLD_PART: f64 = 0.6;
/// What lies between two frames at either end of a hold is a small part of it.
const SMALL_HOLD_PART: f64 = 0.25;
/// Praise is rare (specification §12.2): from the third repetition on, and at most one in four.
pub(super) const FIRST_PRAISE_AT: u32 = 3;
const PRAISE_EVERY: u32 = 4;
/// Id of the cue that no fault row stands behind, and of the reason in [`Event::Rep`].
pub(crate) const SHORT_HOLD: &str = "short_hold";

impl Coach {
    /// The set itself.
    pub(super) fn work(&mut self, since_last_s: f64, out: &mut Output) {
        if self.counter.stage() == Stage::Rest {
            // A repetition begins with the way in. What was wrong with the start pose and was put
            // right is no part of it; what is still wrong when the movement begins is.
            self.pacer.new_rep();
            self.evidence.clear();
            let mut still_bad = std::mem::take(&mut self.rep_faults);
            still_bad.clear();
            still_bad.extend(self.bad_form().map(|(fault, _)| fault.id.clone()));
            self.rep_faults = still_bad;
        }
        // What is compared with a start pose of another picture says nothing: the movement that
        // was under way ended with that picture, the next one begins at the next rest.
        if self.is_signal_void() && !self.may_come_back() && self.counter.stage() != Stage::Rest {
            let mut turns = Vec::new();
            self.counter.give_up(&mut turns);
            self.take_turns(&turns, out);
        }
        let input = self.input();
        self.count(input, out);
        if self.mode != Mode::Active {
            return;
        }
        self.watch_faults(since_last_s, out);
        self.watch_hold(out);
        self.watch_unseen(since_last_s, input.in_target_pose, out);
        self.say_view(out);
        self.say_rate(out);
        if self.counter.stage() != Stage::Rest {
            self.last_activity_s = self.t_s;
            self.is_asked = false;
        } else if self.options.live {
            self.watch_idle(out);
        }
    }

    /// Whether the signal is compared with the start pose of another picture. A flow from end to end
    /// finds its middle from the ends, not from the start pose.
    fn is_signal_void(&self) -> bool {
        let cycle = &self.exercise.cycle;
        self.is_base_doubtful
            && cycle.kind != CycleKind::TwoPole
            && self
                .exercise
                .needs_start(self.exercise.measure(cycle.signal))
    }

    /// What this frame tells the counter.
    pub(super) fn input(&self) -> Input {
        let cycle = &self.exercise.cycle;
        let in_target_pose = met(&self.exercise.target, &self.values);
        let picked = self.body_frame.as_ref();
        // That one limb moved alone can only be said when the others are seen to rest.
        let farthest = picked
            .filter(|body_frame| body_frame.choice_seen.iter().all(|seen| *seen))
            .and_then(|_| self.limbs.farthest(&self.values, cycle.rising));
        let is_void = self.is_signal_void();
        Input {
            t_s: self.t_s,
            signal: self.values.get(cycle.signal).value().filter(|_| !is_void),
            farthest_part: farthest.map(|limb| limb.value),
            is_limb_posed: farthest.and_then(|limb| limb.is_posed),
            in_target_pose,
            side: picked.and_then(|body_frame| Some(body_frame.picks[cycle.side?])),
            is_other_limb: picked.is_some_and(|body_frame| body_frame.picks != self.picks_before),
            stop_clock: self.form_is_bad(),
        }
    }

    /// Lets the counter take a frame.
    pub(super) fn count(&mut self, input: Input, out: &mut Output) {
        if let Some(body_frame) = &self.body_frame {
            self.picks_before.clone_from(&body_frame.picks);
        }
        let mut turns = std::mem::take(&mut self.turns);
        turns.clear();
        self.counter.step(input, &mut turns);
        if let Some(body_frame) = &self.body_frame {
            self.picks_before.clone_from(&body_frame.picks);
        }
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
                Turn::HoldDropped { side, hold_s } => {
                    // It was told to have begun, so it has an end; it counts for nothing.
                    if self.tally.counts_holds && self.hold_told.began {
                        self.tell_hold(HoldPhase::End, *side, *hold_s, out);
                    }
                    self.new_rep();
                }
            }
        }
    }

    fn reached(&mut self, out: &mut Output) {
        self.hold_told = HoldTold::begun();
        if self.options.live {
            self.tell_reached(out);
        }
        if self.tally.counts_holds {
            self.hold_event(HoldPhase::Begin, out);
        }
    }

    fn counted(&mut self, counted: &Counted, out: &mut Output) {
        self.judge_time(CycleTime::Fall, counted.fall_s, out);
        let is_hold = self.tally.counts_holds;
        let held = self.is_held(counted);
        let mut why = self.rep_faults.clone();
        // A hold that was not left but lost from sight was broken off by nobody.
        let is_short = held == Some(false) && why.is_empty() && counted.out_s > 0.0;
        if held == Some(false) {
            why.push(SHORT_HOLD.to_owned());
        }
        // What no rule could judge is not good for that.
        let good = if why.is_empty() {
            held.filter(|_| self.evidence.has_judged(&self.exercise))
        } else {
            Some(false)
        };
        let n = self.tally.count(counted, good);
        let praise = self.praise_of(good, counted.peak);
        if is_hold {
            self.tell_hold(HoldPhase::End, counted.side, counted.hold_s, out);
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
        self.is_asked = false;
        let late_cues = std::mem::take(&mut self.late_cues);
        self.new_rep();
        self.late_cues = late_cues;
        // Cut off by pain or by the end of the film: it counts, without a word.
        if self.options.live && matches!(self.mode, Mode::Active | Mode::Paused(_)) {
            self.say_count(self.tally.of_side(counted.side));
        }
        if self.mode != Mode::Active {
            return;
        }
        if self.options.live && self.left_to_do() == 0 {
            self.mode = Mode::Done;
            out.sounds.push(Sound::Tone(Tone::HoldEnd));
            self.say(words::DONE);
            return;
        }
        // How long a hold was meant to be knows only who was told: nobody in a film was.
        let is_corrected = self.correct_times(out);
        if !is_corrected && is_short && (!is_hold || self.options.live) {
            self.ask_to_hold_longer(out);
        }
        if self.options.live {
            self.after_count(counted.side, praise);
        }
    }

    /// Whether it was held as long as it should be. A hold began and ended somewhere between two
    /// frames: where that is a good part of it, it is not known.
    fn is_held(&self, counted: &Counted) -> Option<bool> {
        if self.rate.enough() > Enough::ToJudge {
            return None;
        }
        let goal_s = f64::from(self.options.dose.hold_s);
        let (wanted_s, held_s) = if self.tally.counts_holds {
            // A tenth of a second short of the goal is a frame, not a fault.
            (goal_s, counted.hold_s + 0.1)
        } else {
            (GOOD_HOLD_PART * goal_s, counted.hold_s)
        };
        let between_s = (2.0 * self.rate.interval_s() - 0.1).max(0.0);
        if held_s >= wanted_s {
            Some(true)
        } else if held_s + between_s < wanted_s {
            Some(false)
        } else {
            (between_s <= SMALL_HOLD_PART * wanted_s).then_some(true)
        }
    }

    /// What a repetition may be praised for: a new best, or what the exercise praises, where all that
    /// it claims was seen in this repetition and was good.
    fn praise_of(&mut self, good: Option<bool>, peak: f32) -> Option<String> {
        let Exercise {
            praise, personal, ..
        } = &self.exercise;
        let is_backed = |claim: &&Claim| good == Some(true) && self.evidence.backs(&claim.rules);
        self.is_set_backed &= praise.clean_set.as_ref().filter(is_backed).is_some();
        let of_hold = praise.hold.as_ref().filter(is_backed);
        let of_best = personal.as_ref().map(|goal| &goal.praise).filter(is_backed);
        let (of_hold, of_best) = (
            of_hold.map(|claim| claim.text.clone()),
            of_best.map(|claim| claim.text.clone()),
        );
        if good == Some(true) && self.is_new_best(peak) {
            return of_best.filter(|_| !self.best.is_praised);
        }
        of_hold.filter(|_| self.tally.of_side(None) >= self.praise_at)
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
            self.give_cue(id, CueAbout::NextMovement, text, Severity::Polish, out);
        }
    }

    /// What follows the count in its sentence, one thing: where to go on, how much is left, or praise.
    fn after_count(&mut self, side: Option<Side>, praise: Option<String>) {
        // Who lies on one side has to be told to turn over; who alternates does it anyway.
        let is_side_done = self.exercise.cycle.is_side_by_side()
            && self.tally.of_side(side) >= self.options.dose.reps;
        if let Some(other) = self.side_word(side.map(Side::other))
            && is_side_done
        {
            let text = words::other_side(other);
            self.instruct(&text);
            return;
        }
        match (self.left_to_do(), praise) {
            (2, _) => self.remark(words::TWO_MORE),
            (1, _) => self.remark(words::LAST_ONE),
            (_, Some(praise)) if !self.banner.is_cueing(self.t_s) => {
                self.praise_at = self.tally.of_side(None) + PRAISE_EVERY;
                self.note_praise(&praise);
                self.instruct(&praise);
            }
            _ => {}
        }
    }

    /// Tells of the hold that is under way.
    pub(super) fn hold_event(&self, phase: HoldPhase, out: &mut Output) {
        let side = self.counter.voted_side();
        let hold_s = self.counter.held_s().unwrap_or(0.0);
        self.tell_hold(phase, side, hold_s, out);
    }

    fn tell_hold(&self, phase: HoldPhase, side: Option<Side>, hold_s: f64, out: &mut Output) {
        let event = Event::Hold {
            phase,
            side,
            hold_s,
        };
        self.event(out, event);
    }

    pub(super) fn new_rep(&mut self) {
        self.pacer.new_rep();
        self.rep_faults.clear();
        self.evidence.clear();
        self.late_cues.clear();
        self.hold_told.began = false;
        self.banner.end_cue();
        for watch in &mut self.watches {
            watch.rest();
        }
    }

    /// The side that is to work next: the one at work or that the start pose shows, else the one
    /// whose repetitions aren't all done, else the one that has done less.
    pub(super) fn next_side(&self) -> Option<Side> {
        let cycle = &self.exercise.cycle;
        let role = cycle.side?;
        let at_work = if self.counter.stage() == Stage::Rest {
            None
        } else {
            self.counter.voted_side()
        };
        // Before anything is lifted. In a start pose that is the same for both sides, as lying on
        // the back is, what the role picks is noise.
        let in_start = self
            .body_frame
            .as_ref()
            .filter(|_| cycle.side_in_start)
            .map(|body_frame| body_frame.picks[role]);
        let done = |side| self.tally.of_side(Some(side));
        let unfinished = self
            .tally
            .done
            .last()
            .and_then(|last| last.side)
            .filter(|side| cycle.is_side_by_side() && done(*side) < self.options.dose.reps);
        at_work.or(in_start).or(unfinished).or_else(|| {
            Some(if done(Side::Left) <= done(Side::Right) {
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

    /// What a whole set is praised for: all of its dose was good, nothing had to be said, and all that
    /// the praise claims was seen and good in every repetition.
    pub(super) fn praise_of_set(&self) -> Option<String> {
        let claim = self.exercise.praise.clean_set.as_ref()?;
        let tally = &self.tally;
        let is_clean = !tally.done.is_empty()
            && self.left_to_do() == 0
            && self.is_set_backed
            && self.was_judged()
            && tally.partials == 0
            && tally.fault_s.is_empty()
            && tally.cues == 0
            && tally.done.iter().all(|done| done.good == Some(true));
        is_clean.then(|| claim.text.clone())
    }
}
