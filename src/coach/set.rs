//! The set itself: what a movement counts for, and what follows from it.

use crate::blazepose::Side;
use crate::body::CycleTimes;
use crate::exercise::{CycleTime, Exercise};
use crate::words;

use super::cues::{
    Announcer, Corrector, CueId, DoneBefore, HoldAnnouncements, Praise, UnseenNotices, side_word,
    way_out,
};
use super::cycle::{Counted, PhaseEvent, Stage};
use super::event::{Event, HoldPhase, Observed};
use super::measurement::Measurement;
use super::now::{Now, SetFrame};
use super::phase::Phase;
use super::presence::Presence;
use super::rules::{BandChange, RepVerdict, Rules};
use super::snapshot::{Movement, Progress, RuleReading};
use super::sound::Tone;
use super::tally::Tally;

/// A set: movement, faults, cues and the tally, in this order.
#[derive(Debug)]
pub(super) struct Set {
    phase: Phase,
    rules: Rules,
    corrector: Corrector,
    hold: HoldAnnouncements,
    praise: Praise,
    unseen: UnseenNotices,
    tally: Tally,
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
            corrector: Corrector::default(),
            hold: HoldAnnouncements::default(),
            praise: Praise::new(now.options().best),
            unseen: UnseenNotices::default(),
            tally: Tally::default(),
        }
    }

    /// Takes a frame of the set.
    pub(super) fn step(&mut self, frame: SetFrame, to: &mut Announcer) -> SetOut {
        let now = frame.now;
        if self.phase.stage() == Stage::Rest {
            self.corrector.new_rep();
            self.rules.rest(now.exercise());
        }
        let stop_clock = self.rules.form_is_bad(now.exercise());
        let happened = self.phase.step(now, frame.measurement, stop_clock);
        let mut out = self.follow(frame, happened, to);
        if out.is_complete {
            return out;
        }
        self.judge(frame, to);
        self.explain_stop(now, to);
        out.is_complete = self.follow_hold(frame, to);
        let stage = self.phase.stage();
        if self.unseen.step(frame, to) {
            self.tally.unseen(now.since_last_s);
        }
        self.unseen.step_view(frame.measurement.view, stage, to);
        self.unseen.step_rate(frame, true, to);
        out.is_active |= stage != Stage::Rest;
        out
    }

    /// Takes a frame of the set without anybody.
    pub(super) fn step_without_person(&mut self, frame: SetFrame, to: &mut Announcer) -> SetOut {
        let happened = self.phase.step_without_person(frame.now);
        let out = self.follow(frame, happened, to);
        self.tally.unseen(frame.now.since_last_s);
        out
    }

    /// Takes a frame of a set that waits. Gives the movement with which it may go on. A movement
    /// that did not reach the target while nothing counted is not told as half a repetition.
    pub(super) fn step_paused(&mut self, frame: SetFrame) -> Option<Vec<PhaseEvent>> {
        let stop_clock = self.rules.form_is_bad(frame.exercise());
        let mut happened = self.phase.step(frame.now, frame.measurement, stop_clock);
        let first = happened
            .iter()
            .position(|event| *event == PhaseEvent::Reached)?;
        Some(happened.split_off(first))
    }

    /// Breaks the set off: what was done so far counts. `waits` where it may go on.
    pub(super) fn break_off(&mut self, frame: SetFrame, waits: bool, to: &mut Announcer) {
        let happened = self.phase.give_up();
        let telling = if waits {
            Telling::Count
        } else {
            Telling::Nothing
        };
        self.follow_telling(frame, happened, telling, to);
        to.end_cue();
    }

    /// The present repetition is over or void.
    pub(super) fn new_rep(&mut self, to: &mut Announcer) {
        self.rules.new_rep();
        self.corrector.new_rep();
        self.hold.end();
        to.end_cue();
    }

    /// Passes a frame over in which landmarks have jumped.
    pub(super) fn skip(&mut self, now: &Now) {
        self.phase.skip(now);
    }

    /// Ends what can't go on in another picture; it counts for what was seen of it.
    pub(super) fn end_with_image(&mut self, frame: SetFrame, to: &mut Announcer) -> SetOut {
        let happened = self.phase.end_with_image(frame.exercise());
        self.follow(frame, happened, to)
    }

    /// Another picture begins.
    pub(super) fn cut(&mut self) {
        self.phase.cut();
    }

    /// What follows from what the movement did.
    pub(super) fn follow(
        &mut self,
        frame: SetFrame,
        happened: Vec<PhaseEvent>,
        to: &mut Announcer,
    ) -> SetOut {
        self.follow_telling(frame, happened, Telling::All, to)
    }

    fn follow_telling(
        &mut self,
        frame: SetFrame,
        happened: Vec<PhaseEvent>,
        mut telling: Telling,
        to: &mut Announcer,
    ) -> SetOut {
        let mut out = SetOut::default();
        for event in happened {
            match event {
                PhaseEvent::Reached => self.reached(frame.now, to),
                PhaseEvent::WayOver(time, seconds) => self.judge_time(frame, time, seconds, to),
                PhaseEvent::Counted(counted) => {
                    out.is_active = true;
                    if self.counted(frame, &counted, telling, to) {
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
                    if frame.now.counts_holds() && self.hold.is_under_way() {
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
        let (movement, done) = (self.phase.movement(), self.done_before(now));
        self.hold.begin(now, &movement, done, to);
        if now.counts_holds() {
            self.hold_event(HoldPhase::Begin, to);
        }
    }

    /// What was counted before the present movement.
    fn done_before(&self, now: &Now) -> DoneBefore {
        DoneBefore {
            of_side: self.tally.of_side(self.phase.voted_side()),
            of_all: self.tally.of_side(None),
            has_sides: now.exercise().cycle.side.is_some(),
        }
    }

    /// Counts a repetition or a hold; gives whether the dose is done with it.
    fn counted(
        &mut self,
        frame: SetFrame,
        counted: &Counted,
        telling: Telling,
        to: &mut Announcer,
    ) -> bool {
        let now = frame.now;
        let verdict = self.rules.verdict(frame, counted);
        self.band_changes(now, &verdict.changes, to);
        let n = self.tally.count(counted, verdict.good);
        if now.counts_holds() {
            to.event(Event::Hold {
                phase: HoldPhase::End,
                side: counted.side,
                hold_s: counted.hold_s,
            });
        }
        to.event(rep_event(now.exercise(), n, counted, &verdict));
        self.new_rep(to);
        if now.is_live() && telling != Telling::Nothing {
            to.say_count(counted.side, self.tally.of_side(counted.side));
        }
        let praise = self.praise.step(now.exercise(), &verdict, counted.peak, n);
        if telling != Telling::All {
            return false;
        }
        if now.is_live() && self.tally.left_to_do(now) == 0 {
            to.tone(Tone::HoldEnd);
            let text = words::done(to.language(), way_out(now.exercise()));
            to.say(&text);
            return true;
        }
        let before = self.tally.of_side(counted.side).saturating_sub(1);
        let cued = self.corrector.correct_rep(now, &verdict, before, to);
        self.tally.cued(cued);
        if now.is_live() {
            let side = counted.side;
            self.praise.after_count(now, &self.tally, side, praise, to);
        }
        false
    }

    /// Judges the form in this frame, and corrects it.
    fn judge(&mut self, frame: SetFrame, to: &mut Announcer) {
        let now = frame.now;
        let report = self.rules.step(frame, self.phase.stage());
        self.band_changes(now, &report.changes, to);
        for fault in &report.bad {
            self.tally.bad_for(*fault, now.since_last_s);
        }
        let before = self.done_before(now).of_side;
        let cued = self.corrector.correct(now, &report.would_cue, before, to);
        self.tally.cued(cued);
        // A cue is taken down in the frame in which its rule no longer sees anything off: it is good
        // again, or the movement has gone on to where the rule doesn't listen.
        let is_over = |cued| !self.rules.cue_stands(now.exercise(), cued);
        if to.cued_rule().is_some_and(is_over) {
            to.end_cue();
        }
    }

    /// Says why the clock of a hold stands still, where no cue has.
    fn explain_stop(&mut self, now: &Now, to: &mut Announcer) {
        if !now.is_live() || !now.counts_holds() {
            return;
        }
        let exercise = now.exercise();
        let stopper = self.rules.clock_stoppers(exercise).next();
        let stopper = stopper.filter(|_| !self.corrector.has_cued_in_rep());
        let cue = stopper.map(|fault| fault.of(exercise).cues.wording(0));
        let is_stopped = self.phase.movement().is_clock_stopped;
        self.hold.explain_stop(now, is_stopped, cue, to);
    }

    fn judge_time(&mut self, frame: SetFrame, time: CycleTime, seconds: f64, to: &mut Announcer) {
        let changes = self.rules.judge_time(frame, time, seconds);
        self.band_changes(frame.now, &changes, to);
    }

    fn band_changes(&mut self, now: &Now, changes: &[BandChange], to: &mut Announcer) {
        let side = self.phase.voted_side();
        for change in changes {
            self.tally.band_changed(*change);
            self.corrector.band_changed(now, *change, side, to);
        }
    }

    /// What is said of a hold that is under way; gives whether the dose is done because it had to be
    /// ended: a fault that ends the hold stays in spite of its cue.
    fn follow_hold(&mut self, frame: SetFrame, to: &mut Announcer) -> bool {
        let now = frame.now;
        let (movement, done) = (self.phase.movement(), self.done_before(now));
        let was_cued = |id| self.corrector.was_cued(id);
        let must_rest = now.counts_holds() && self.rules.hold_enders(now).any(was_cued);
        if !self.hold.step(now, &movement, must_rest, done, to) {
            return false;
        }
        let happened = self.phase.end_hold();
        self.follow(frame, happened, to).is_complete
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
    fn next_side(&self, now: &Now, measurement: &Measurement) -> Option<Side> {
        let cycle = &now.exercise().cycle;
        cycle.side?;
        let is_at_work = self.phase.stage() != Stage::Rest;
        let at_work = self.phase.voted_side().filter(|_| is_at_work);
        // Before anything is lifted. In a start pose that is the same for both sides, as lying on
        // the back is, what the role picks is noise.
        let body_frame = measurement.body_frame.as_ref();
        let in_start = body_frame
            .filter(|_| cycle.side_in_start)
            .and_then(|body_frame| body_frame.side_at_work(now.exercise()))
            // Somebody who still lies on the side that is done has to turn over.
            .filter(|side| !self.tally.is_side_done(now, *side));
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

    /// Whether one side is done and the other one not begun.
    pub(super) fn changes_sides(&self, now: &Now) -> bool {
        let mut sides = Side::BOTH.into_iter();
        now.exercise().cycle.is_side_by_side()
            && sides.any(|side| {
                self.tally.is_side_done(now, side) && self.tally.of_side(Some(side.other())) == 0
            })
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
            best: self.praise.best(now.exercise()),
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
    pub(super) fn notice_rate(&mut self, frame: SetFrame, to: &mut Announcer) {
        self.unseen.step_rate(frame, false, to);
    }

    /// What was observed that no event tells.
    pub(super) fn observed(&self, now: &Now, presence: &Presence) -> Observed {
        let was_judged = self.unseen.was_judged();
        Observed {
            until_s: now.t_s,
            frames: presence.frames(),
            frames_with_person: presence.frames_with_person(),
            praise: self.praise.of_set(now, &self.tally, was_judged),
            ..self.tally.observed(now.exercise())
        }
    }
}

fn rep_event(exercise: &Exercise, n: u32, counted: &Counted, verdict: &RepVerdict) -> Event {
    let name = |id: &CueId| id.name(exercise).to_owned();
    Event::Rep {
        n,
        side: counted.side,
        peak: counted.peak,
        range: counted.range,
        in_s: counted.in_s,
        hold_s: counted.hold_s,
        out_s: counted.out_s,
        good: verdict.good,
        why: verdict.why.iter().map(name).collect(),
    }
}
