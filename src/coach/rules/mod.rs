//! The stage of the faults: judges in every frame what can be judged now, remembers what was seen of
//! the present repetition, and gives the verdict on it when it is counted. Says nothing itself.

mod evidence;
mod monitor;
mod reading;
mod verdict;

use crate::body::{Measured, Why};
use crate::exercise::{Claim, CycleTime, Exercise, Fault, Kind, Severity};

use super::cues::CueId;
use super::cycle::{Counted, Stage};
use super::event::Band;
use super::fault::{FaultId, band_of};
use super::framing::ViewQuality;
use super::measurement::Measurement;
use super::now::{Now, SetFrame};
use super::rate::Enough;
use super::snapshot::RuleReading;
use super::start::met;

use evidence::Evidence;
use monitor::{Change, FaultMonitor};
use verdict::is_held;

pub(super) use reading::{Reading, listens};
pub(super) use verdict::{Backing, RepVerdict};

/// The end of a way is told at most this long after it.
const TOLD_S: f64 = 0.7;
/// A sign of fatigue or of a shoulder at risk that stays for so long after its cue ends the hold
/// (§11: height lost, shoulder sagging, body turning). Other faults stop the clock, and the stretch
/// goes on.
const END_FOR_USER_S: f64 = 3.0;

/// The rules of the exercise over time.
#[derive(Debug)]
pub(super) struct Rules {
    /// One for each fault of the exercise, in its order.
    monitors: Vec<FaultMonitor>,
    evidence: Evidence,
    /// Faults of form and safety that were bad in the present repetition.
    rep_faults: Vec<FaultId>,
    /// Faults about the time of a way that was too quick, until the repetition is counted.
    too_quick: Vec<FaultId>,
}

/// A fault has changed its band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct BandChange {
    pub fault: FaultId,
    pub to: Band,
    /// The measure's value in its unit.
    pub value: f32,
}

/// What the rules have seen in a frame.
#[derive(Debug, Default)]
pub(super) struct RuleReport {
    /// What has changed, in the order of the exercise's faults.
    pub changes: Vec<BandChange>,
    /// The faults that are bad.
    pub bad: Vec<FaultId>,
    /// The faults that are worth a cue, and since when they are off.
    pub would_cue: Vec<(FaultId, f64)>,
}

impl Rules {
    pub(super) fn new(exercise: &Exercise) -> Self {
        Rules {
            monitors: vec![FaultMonitor::default(); exercise.faults.len()],
            evidence: Evidence::default(),
            rep_faults: Vec::new(),
            too_quick: Vec::new(),
        }
    }

    /// A frame between two repetitions. A repetition begins with the way in. What was wrong with the
    /// start pose and was put right is no part of it; what is still wrong when the movement begins
    /// is.
    pub(super) fn rest(&mut self, exercise: &Exercise) {
        self.evidence = Evidence::default();
        self.rep_faults = self.bad_form(exercise).map(|(fault, _)| fault).collect();
    }

    /// The present repetition is over or void.
    pub(super) fn new_rep(&mut self) {
        self.rep_faults.clear();
        self.evidence = Evidence::default();
        self.too_quick.clear();
        self.monitors.fill(FaultMonitor::default());
    }

    /// Judges what can be judged now.
    pub(super) fn step(&mut self, frame: SetFrame, stage: Stage) -> RuleReport {
        let now = frame.now;
        let mut report = RuleReport::default();
        for (id, fault) in FaultId::all(now.exercise()) {
            let reading = self.read(frame, id, fault, stage);
            let monitor = &mut self.monitors[id.index()];
            let Some(Reading { is_coarse, .. }) = reading else {
                monitor.rest();
                continue;
            };
            let measured = frame.measurement.values.get(fault.measure);
            let change = monitor.step(fault, measured, now.t_s, now.strictness(), is_coarse);
            if monitor.band() == Some(Band::Bad) {
                report.bad.push(id);
            }
            let since_s = worth_a_cue_since_s(now, fault, stage, monitor);
            report
                .would_cue
                .extend(since_s.map(|since_s| (id, since_s)));
            if let Some(Change { to, value }) = change {
                let change = BandChange {
                    fault: id,
                    to,
                    value,
                };
                self.note_change(now.exercise(), change);
                report.changes.push(change);
            }
        }
        report
    }

    /// Reads what a frame says of a rule, and remembers it for the verdict on the repetition. None
    /// where the rule doesn't listen or can't judge.
    fn read(
        &mut self,
        frame: SetFrame,
        id: FaultId,
        fault: &Fault,
        stage: Stage,
    ) -> Option<Reading> {
        let SetFrame {
            now, measurement, ..
        } = frame;
        // The time of a way is known only when the way is over: [`Rules::judge_time`].
        if is_about_a_way(now.exercise(), fault) || !listens(fault, stage, measurement.is_posed) {
            return None;
        }
        let has_frames = has_enough_frames(frame, fault);
        let reading = Reading::of(now.exercise(), fault, measurement, now.strictness());
        // The start pose is no part of the repetition.
        if stage != Stage::Rest {
            let is_missed = !has_frames && !measurement.recovers_from_glitch;
            if is_missed && fault.severity >= Severity::Form {
                self.evidence.miss();
            }
            let band = reading.band.filter(|_| has_frames);
            self.evidence.note(id, band, reading.is_coarse);
        }
        Some(reading).filter(|reading| has_frames && reading.can_judge)
    }

    fn note_change(&mut self, exercise: &Exercise, change: BandChange) {
        let fault = change.fault.of(exercise);
        // A hold that went on beyond its goal was a good one all the same.
        let is_hold_time = matches!(
            exercise.measure(fault.measure).kind,
            Kind::Time(CycleTime::Hold)
        );
        if change.to == Band::Bad
            && fault.severity >= Severity::Form
            && !is_hold_time
            && !self.rep_faults.contains(&change.fault)
        {
            self.rep_faults.push(change.fault);
        }
    }

    /// A time of the cycle is judged at the moment it is known, from a view and from points that
    /// are good enough: a limb that comes out from behind the body seems to jump.
    pub(super) fn judge_time(
        &mut self,
        frame: SetFrame,
        time: CycleTime,
        seconds: f64,
    ) -> Vec<BandChange> {
        let SetFrame {
            now,
            measurement,
            rate,
        } = frame;
        let exercise = now.exercise();
        let signal = measurement.values.get(exercise.cycle.signal);
        if measurement.view == ViewQuality::CountOnly || signal.judged().is_none() {
            return Vec::new();
        }
        if rate.enough() > Enough::ToJudge {
            self.evidence.miss();
            return Vec::new();
        }
        let value = seconds as f32;
        // It ended a little while ago: where the way in was seen to be over.
        let off_s = rate.time_off_s(now.t_s, f64::from(value) + TOLD_S) as f32;
        let mut changes = Vec::new();
        for (id, fault) in FaultId::all(exercise) {
            let is_its =
                matches!(exercise.measure(fault.measure).kind, Kind::Time(of) if of == time);
            if is_its && met(&fault.when, &measurement.values) == Some(true) {
                changes.extend(self.judge_time_of(now, id, value, off_s));
            }
        }
        changes
    }

    /// Judges a time by one rule. The time may be wrong by `off_s`.
    fn judge_time_of(
        &mut self,
        now: &Now,
        id: FaultId,
        value: f32,
        off_s: f32,
    ) -> Option<BandChange> {
        let fault = id.of(now.exercise());
        let band = |value| band_of(fault.limits, value, now.strictness());
        // Within a gap between frames it may have been quicker or slower.
        if band(value - off_s) != band(value + off_s) {
            if fault.severity >= Severity::Form {
                self.evidence.miss();
            }
            return None;
        }
        let to = band(value);
        self.evidence.note_time(id, to);
        if to == Band::Bad && !self.too_quick.contains(&id) {
            self.too_quick.push(id);
        }
        let change = BandChange {
            fault: id,
            to,
            value,
        };
        self.note_change(now.exercise(), change);
        (to != Band::Good).then_some(change)
    }

    /// The verdict on the repetition that was just counted.
    pub(super) fn verdict(&mut self, frame: SetFrame, counted: &Counted) -> RepVerdict {
        let exercise = frame.exercise();
        let changes = counted.fall_s.map_or_else(Vec::new, |seconds| {
            self.judge_time(frame, CycleTime::Fall, seconds)
        });
        let held = is_held(frame, counted);
        let is_short = held == Some(false);
        let mut why: Vec<CueId> = self.rep_faults.iter().copied().map(CueId::Fault).collect();
        let is_only_short = is_short && why.is_empty() && counted.out_s > 0.0;
        if is_short {
            why.push(CueId::ShortHold);
        }
        // What no rule could judge is not good for that.
        let good = if why.is_empty() {
            held.filter(|_| self.evidence.has_judged(exercise))
        } else {
            Some(false)
        };
        RepVerdict {
            changes,
            good,
            why,
            is_only_short,
            too_quick: std::mem::take(&mut self.too_quick),
            backing: self.backing(exercise, good),
        }
    }

    fn backing(&self, exercise: &Exercise, good: Option<bool>) -> Backing {
        let is_backed = |claim: Option<&Claim>| {
            good == Some(true) && claim.is_some_and(|claim| self.evidence.backs(&claim.rules))
        };
        Backing {
            hold: is_backed(exercise.praise.hold.as_ref()),
            best: is_backed(exercise.personal.as_ref().map(|goal| &goal.praise)),
            clean_set: is_backed(exercise.praise.clean_set.as_ref()),
        }
    }

    /// Whether a fault of form or safety stops the clock of a hold.
    pub(super) fn form_is_bad(&self, exercise: &Exercise) -> bool {
        self.bad_form(exercise).next().is_some()
    }

    /// The faults that stop the clock of a hold.
    pub(super) fn clock_stoppers<'a>(
        &'a self,
        exercise: &'a Exercise,
    ) -> impl Iterator<Item = FaultId> + 'a {
        self.bad_form(exercise).map(|(id, _)| id)
    }

    /// The faults that have been bad for so long that they end the hold, once a cue about them was
    /// given.
    pub(super) fn hold_enders<'a>(&'a self, now: &'a Now) -> impl Iterator<Item = FaultId> + 'a {
        let has_lasted = |(id, monitor): &(FaultId, &FaultMonitor)| {
            let fault = id.of(now.exercise());
            let end_after_s = END_FOR_USER_S + f64::from(fault.for_s);
            let since_s = monitor.bad_since_s();
            fault.ends_hold && since_s.is_some_and(|since_s| now.t_s - since_s >= end_after_s)
        };
        let bad = self.bad_form(now.exercise()).filter(has_lasted);
        bad.map(|(id, _)| id)
    }

    /// Whether a cue about a fault still holds.
    pub(super) fn cue_stands(&self, exercise: &Exercise, id: FaultId) -> bool {
        let is_suggestion = id.of(exercise).limits.is_suggestion();
        self.monitors[id.index()].cue_stands(is_suggestion)
    }

    /// What each rule says now.
    pub(super) fn readings(
        &self,
        exercise: &Exercise,
        measurement: &Measurement,
    ) -> Vec<RuleReading> {
        let reading = |(fault, monitor): (&Fault, &FaultMonitor)| RuleReading {
            band: monitor.band(),
            is_seen: monitor.is_seen_now(),
            value: measurement.values.get(fault.measure).value(),
        };
        exercise
            .faults
            .iter()
            .zip(&self.monitors)
            .map(reading)
            .collect()
    }

    /// The faults of form and safety that are bad now. How long something takes is no form.
    fn bad_form<'a>(
        &'a self,
        exercise: &'a Exercise,
    ) -> impl Iterator<Item = (FaultId, &'a FaultMonitor)> {
        FaultId::all(exercise)
            .zip(&self.monitors)
            .filter(|((_, fault), monitor)| {
                monitor.band() == Some(Band::Bad)
                    && fault.severity.stops_clock()
                    && !matches!(exercise.measure(fault.measure).kind, Kind::Time(_))
            })
            .map(|((id, _), monitor)| (id, monitor))
    }
}

/// Whether a fault is about the time of a way, which is known only when that way is over. What is
/// asked for then is about the next movement.
pub(super) fn is_about_a_way(exercise: &Exercise, fault: &Fault) -> bool {
    matches!(
        exercise.measure(fault.measure).kind,
        Kind::Time(CycleTime::Rise | CycleTime::Fall | CycleTime::Half)
    )
}

/// Whether there are enough frames for a rule. What looks back over some frames is not known while
/// there are too few.
fn has_enough_frames(frame: SetFrame, fault: &Fault) -> bool {
    let kind = &frame.exercise().measure(fault.measure).kind;
    let looks_back = matches!(kind, Kind::Speed(_) | Kind::Rate(_) | Kind::Swing(_));
    let measured = frame.measurement.values.get(fault.measure);
    frame.rate.judges(fault.for_s.into(), kind)
        && !(looks_back && matches!(measured, Measured::Unknown(Why::NotYet)))
}

/// Since when a fault is worth a cue; none where it is worth none in this frame.
fn worth_a_cue_since_s(
    now: &Now,
    fault: &Fault,
    stage: Stage,
    monitor: &FaultMonitor,
) -> Option<f64> {
    match monitor.band()? {
        // Nothing is asked for that is being done already, or can't be seen just now.
        Band::Bad if monitor.is_off_now() => Some(monitor.bad_since_s().unwrap_or(now.t_s)),
        // A suggestion is given when the movement stalls, and where the file says so in a hold,
        // which nobody takes deeper without a word.
        Band::Warn
            if fault.limits.is_suggestion() && (stage == Stage::Stalled || now.counts_holds()) =>
        {
            Some(now.t_s)
        }
        _ => None,
    }
}
