//! The set itself: what a movement counts for, and what follows from it.

use crate::blazepose::Side;
use crate::body::CycleTimes;
use crate::exercise::CycleTime;
use crate::words;

use super::cues::{Announcer, CueId, Cues, side_word};
use super::cycle::{Counted, PhaseEvent, Stage};
use super::event::{Event, HoldPhase, Observed};
use super::measurement::Measurement;
use super::now::Now;
use super::phase::Phase;
use super::rate::FrameRate;
use super::rules::{BandChange, Rules};
use super::snapshot::{Movement, Progress, RuleReading};
use super::sound::Tone;
use super::tally::Tally;

/// A set: movement, faults, cues and the tally, in this order.
#[derive(Debug)]
pub(super) struct Set {
    phase: Phase,
    rules: Rules,
    cues: Cues,
    tally: Tally,
}

/// What the set works on in a frame.
#[derive(Clone, Copy)]
pub(super) struct SetIn<'a> {
    pub now: &'a Now,
    pub measurement: &'a Measurement,
    pub rate: &'a FrameRate,
}

/// What came of a frame.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct SetOut {
    /// The dose is done.
    pub is_complete: bool,
    /// The user is moving, or has just finished a movement.
    pub is_active: bool,
}

/// What is told of a movement that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Telling {
    /// The count and all that follows from it.
    All,
    /// The count alone: the set waits.
    Count,
    /// Nothing: the set is over, by pain or at the end of the video.
    Nothing,
}

impl Set {
    pub(super) fn new(now: &Now) -> Self {
        Set {
            phase: Phase::new(now),
            rules: Rules::new(now.exercise()),
            cues: Cues::new(now),
            tally: Tally::default(),
        }
    }

    /// Takes a frame of the set.
    pub(super) fn step(&mut self, seen: SetIn, to: &mut Announcer) -> SetOut {
        let SetIn {
            now,
            measurement,
            rate,
        } = seen;
        if self.phase.stage() == Stage::Rest {
            self.cues.rest();
            self.rules.rest(now.exercise());
        }
        let stop_clock = self.rules.form_is_bad(now.exercise());
        let happened = self.phase.step(now, measurement, stop_clock);
        let mut out = self.follow(seen, happened, Telling::All, to);
        if out.is_complete {
            return out;
        }
        self.judge(seen, to);
        out.is_complete = self.follow_hold(seen, to);
        let stage = self.phase.stage();
        if self.cues.notice_unseen(now, measurement, to) {
            self.tally.unseen(now.since_last_s);
        }
        self.cues.notice_view(measurement.view, stage, to);
        self.cues.notice_rate(now, rate, true, to);
        out.is_active |= stage != Stage::Rest;
        out
    }

    /// Takes a frame of the set without anybody.
    pub(super) fn step_without_person(&mut self, seen: SetIn, to: &mut Announcer) -> SetOut {
        let happened = self.phase.step_without_person(seen.now);
        let out = self.follow(seen, happened, Telling::All, to);
        self.tally.unseen(seen.now.since_last_s);
        out
    }

    /// Takes a frame of a set that waits. Gives the movement with which it may go on: what did not get
    /// to the target while nothing counted is nobody's half repetition.
    pub(super) fn step_paused(&mut self, seen: SetIn) -> Option<Vec<PhaseEvent>> {
        let stop_clock = self.rules.form_is_bad(seen.now.exercise());
        let mut happened = self.phase.step(seen.now, seen.measurement, stop_clock);
        let first = happened
            .iter()
            .position(|event| *event == PhaseEvent::Reached)?;
        Some(happened.split_off(first))
    }

    /// Follows the movement with which a set has gone on.
    pub(super) fn follow_movement(
        &mut self,
        seen: SetIn,
        happened: Vec<PhaseEvent>,
        to: &mut Announcer,
    ) -> SetOut {
        self.follow(seen, happened, Telling::All, to)
    }

    /// Breaks the set off: what was done so far counts. `waits` where it may go on.
    pub(super) fn break_off(&mut self, seen: SetIn, waits: bool, to: &mut Announcer) {
        let happened = self.phase.give_up();
        let telling = if waits {
            Telling::Count
        } else {
            Telling::Nothing
        };
        self.follow(seen, happened, telling, to);
        to.end_cue();
    }

    /// The present repetition is over or void.
    pub(super) fn new_rep(&mut self, to: &mut Announcer) {
        self.rules.new_rep();
        self.cues.new_rep(to);
    }

    /// Passes a frame over in which landmarks have jumped.
    pub(super) fn skip(&mut self, now: &Now) {
        self.phase.skip(now);
    }

    /// Ends what can't go on in another picture; it counts for what was seen of it.
    pub(super) fn end_with_image(&mut self, seen: SetIn, to: &mut Announcer) -> SetOut {
        let happened = self.phase.end_with_image(seen.now.exercise());
        self.follow(seen, happened, Telling::All, to)
    }

    /// Another picture begins.
    pub(super) fn cut(&mut self) {
        self.phase.cut();
    }

    /// What follows from what the movement did.
    fn follow(
        &mut self,
        seen: SetIn,
        happened: Vec<PhaseEvent>,
        mut telling: Telling,
        to: &mut Announcer,
    ) -> SetOut {
        let mut out = SetOut::default();
        for event in happened {
            match event {
                PhaseEvent::Reached => self.reached(seen.now, to),
                PhaseEvent::Rose => {
                    self.judge_time(seen, (CycleTime::Rise, self.phase.rise_s()), to);
                }
                PhaseEvent::Crossed => {
                    self.judge_time(seen, (CycleTime::Half, self.phase.half_s()), to);
                }
                PhaseEvent::Counted(counted) => {
                    out.is_active = true;
                    if self.counted(seen, &counted, telling, to) {
                        out.is_complete = true;
                        telling = Telling::Nothing;
                    }
                }
                PhaseEvent::Partial { side, peak, why } => {
                    self.tally.partial();
                    self.new_rep(to);
                    to.event(Event::Partial { side, peak, why });
                }
                PhaseEvent::ClockStopped => self.hold_event(HoldPhase::Pause, to),
                PhaseEvent::ClockRuns => {
                    to.tone(Tone::Tick);
                    self.hold_event(HoldPhase::Resume, to);
                }
                PhaseEvent::HoldDropped { side, hold_s } => {
                    // It was told to have begun, so it has an end; it counts for nothing.
                    if seen.now.counts_holds() && self.cues.is_hold_told() {
                        let phase = HoldPhase::End;
                        to.event(Event::Hold {
                            phase,
                            side,
                            hold_s,
                        });
                    }
                    self.new_rep(to);
                }
            }
        }
        out
    }

    fn reached(&mut self, now: &Now, to: &mut Announcer) {
        let (movement, first) = (self.phase.movement(), self.is_first_of_side());
        self.cues.reached(now, &movement, first, to);
        if now.counts_holds() {
            self.hold_event(HoldPhase::Begin, to);
        }
    }

    /// Whether this is the first movement of the side at work.
    fn is_first_of_side(&self) -> bool {
        self.tally.of_side(self.phase.voted_side()) == 0
    }

    /// Counts a repetition or a hold; gives whether the dose is done with it.
    fn counted(
        &mut self,
        seen: SetIn,
        counted: &Counted,
        telling: Telling,
        to: &mut Announcer,
    ) -> bool {
        let now = seen.now;
        let verdict = self
            .rules
            .verdict(now, seen.measurement, seen.rate, counted);
        self.band_changes(now, &verdict.changes, to);
        let n = self.tally.count(counted, verdict.good);
        let praise = self
            .cues
            .praise_for(now.exercise(), &verdict, counted.peak, n);
        if now.counts_holds() {
            to.event(Event::Hold {
                phase: HoldPhase::End,
                side: counted.side,
                hold_s: counted.hold_s,
            });
        }
        let name = |id: &CueId| id.name(now.exercise()).to_owned();
        to.event(Event::Rep {
            n,
            side: counted.side,
            peak: counted.peak,
            range: counted.range,
            in_s: counted.in_s,
            hold_s: counted.hold_s,
            out_s: counted.out_s,
            good: verdict.good,
            why: verdict.why.iter().map(name).collect(),
        });
        self.cues.new_rep(to);
        if now.is_live() && telling != Telling::Nothing {
            to.say_count(self.tally.of_side(counted.side));
        }
        if telling != Telling::All {
            return false;
        }
        if now.is_live() && self.tally.left_to_do(now) == 0 {
            to.tone(Tone::HoldEnd);
            to.say(words::DONE);
            return true;
        }
        let cued = self.cues.correct_rep(now, &verdict, to);
        self.tally.cued(cued);
        if now.is_live() {
            self.cues
                .after_count(now, &self.tally, counted.side, praise, to);
        }
        false
    }

    /// Judges the form in this frame, and corrects it.
    fn judge(&mut self, seen: SetIn, to: &mut Announcer) {
        let now = seen.now;
        let stage = self.phase.stage();
        let report = self.rules.step(now, seen.measurement, stage, seen.rate);
        self.band_changes(now, &report.changes, to);
        for fault in &report.bad {
            self.tally.bad_for(*fault, now.since_last_s);
        }
        let cued = self.cues.correct(now, &report.would_cue, to);
        self.tally.cued(cued);
        self.cues
            .end_cue_of_what_is_over(now.exercise(), &self.rules, to);
    }

    fn judge_time(&mut self, seen: SetIn, time: (CycleTime, Option<f64>), to: &mut Announcer) {
        let changes = self
            .rules
            .judge_time(seen.now, seen.measurement, seen.rate, time);
        self.band_changes(seen.now, &changes, to);
    }

    fn band_changes(&mut self, now: &Now, changes: &[BandChange], to: &mut Announcer) {
        let side = self.phase.voted_side();
        for change in changes {
            self.tally.band_changed(*change);
            self.cues.band_changed(now, *change, side, to);
        }
    }

    /// What is said of a hold that is under way; gives whether the dose is done because it had to be
    /// ended.
    fn follow_hold(&mut self, seen: SetIn, to: &mut Announcer) -> bool {
        let (movement, first) = (self.phase.movement(), self.is_first_of_side());
        let enders = self.rules.hold_enders(seen.now);
        let must_end = self
            .cues
            .follow_hold(seen.now, &movement, &enders, first, to);
        if !must_end {
            return false;
        }
        let happened = self.phase.end_hold();
        self.follow(seen, happened, Telling::All, to).is_complete
    }

    /// Tells of the hold that is under way.
    fn hold_event(&self, phase: HoldPhase, to: &mut Announcer) {
        to.event(Event::Hold {
            phase,
            side: self.phase.voted_side(),
            hold_s: self.phase.movement().held_s.unwrap_or(0.0),
        });
    }

    /// The side that is to work next: the one at work or that the start pose shows, else the one
    /// whose repetitions aren't all done, else the one that has done less.
    pub(super) fn next_side(&self, now: &Now, measurement: &Measurement) -> Option<Side> {
        let cycle = &now.exercise().cycle;
        let role = cycle.side?;
        let at_work = if self.phase.stage() == Stage::Rest {
            None
        } else {
            self.phase.voted_side()
        };
        // Before anything is lifted. In a start pose that is the same for both sides, as lying on
        // the back is, what the role picks is noise.
        let in_start = measurement
            .body_frame
            .as_ref()
            .filter(|_| cycle.side_in_start)
            .map(|body_frame| body_frame.picks[role]);
        let by_tally = || self.tally.next_side(now);
        at_work.or(in_start).or_else(by_tally)
    }

    /// The words of the exercise for the side that is to work next.
    pub(super) fn next_side_word<'a>(
        &self,
        now: &'a Now,
        measurement: &Measurement,
    ) -> Option<&'a str> {
        side_word(now.exercise(), self.next_side(now, measurement))
    }

    /// Repetitions still to do over both sides.
    pub(super) fn left_to_do(&self, now: &Now) -> u32 {
        self.tally.left_to_do(now)
    }

    /// What has been counted.
    pub(super) fn progress(&self, now: &Now, measurement: &Measurement) -> Progress {
        Progress {
            reps: self.tally.reps().to_vec(),
            left_to_do: self.tally.left_to_do(now),
            next_side: self.next_side(now, measurement),
            best: self.cues.best(now.exercise()),
        }
    }

    /// Where the movement is.
    pub(super) fn movement(&self) -> Movement {
        self.phase.movement()
    }

    /// What each rule says.
    pub(super) fn readings(&self, now: &Now, measurement: &Measurement) -> Vec<RuleReading> {
        self.rules.readings(now.exercise(), measurement)
    }

    /// Whether the body rests, so that a start pose can be learnt from it.
    pub(super) fn rests(&self, t_s: f64) -> bool {
        self.phase.rests(t_s)
    }

    /// The times that measures may look at.
    pub(super) fn times(&self, now: &Now) -> CycleTimes {
        self.phase.times(now, self.tally.movements())
    }

    /// Says that there are too few frames, before the set has begun.
    pub(super) fn notice_rate(&mut self, now: &Now, rate: &FrameRate, to: &mut Announcer) {
        self.cues.notice_rate(now, rate, false, to);
    }

    /// What was observed that no event tells, but for the frames.
    pub(super) fn observed(&self, now: &Now) -> Observed {
        Observed {
            until_s: now.t_s,
            praise: self.cues.praise_of_set(now, &self.tally),
            ..self.tally.observed(now.exercise())
        }
    }
}
