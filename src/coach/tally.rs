//! Adds up a set.

use std::collections::BTreeMap;

use crate::blazepose::Side;
use crate::exercise::Exercise;

use super::cues::CueId;
use super::cycle::Counted;
use super::event::{Band, FaultTally, HeldFor, RepCounts, Summary};
use super::fault::FaultId;
use super::now::Now;
use super::rules::BandChange;
use super::snapshot::CountedRep;

/// The figures of a set so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// The counted repetitions or holds, in order.
    reps: Vec<CountedRep>,
    /// Movements that did not count.
    partials: u32,
    /// Counted, but held for less than the dose asks for.
    short: u32,
    /// Seconds in which something that a rule needs was not seen.
    unseen_s: f64,
    faults: BTreeMap<String, FaultTally>,
    /// How often each cue was given.
    cues: BTreeMap<String, u32>,
    /// Whether the exercise counts holds.
    counts_holds: bool,
}

impl Tally {
    pub(super) fn new(now: &Now) -> Self {
        Tally {
            counts_holds: now.counts_holds(),
            ..Tally::default()
        }
    }

    /// Counts a repetition; gives its number.
    pub(super) fn count(&mut self, counted: &Counted, good: Option<bool>, is_short: bool) -> u32 {
        self.short += u32::from(is_short);
        self.reps.push(CountedRep {
            side: counted.side,
            good,
            hold_s: counted.hold_s,
        });
        self.counted()
    }

    /// A movement did not count.
    pub(super) fn partial(&mut self) {
        self.partials += 1;
    }

    /// Something that a rule needs was not seen.
    pub(super) fn unseen(&mut self, seconds: f64) {
        self.unseen_s += seconds;
    }

    /// A fault has changed its band.
    pub(super) fn band_changed(&mut self, exercise: &Exercise, change: BandChange) {
        if change.to == Band::Bad {
            self.fault(exercise, change.fault).count += 1;
        }
    }

    /// A fault is bad in this frame.
    pub(super) fn bad_for(&mut self, now: &Now, fault: FaultId) {
        self.fault(now.exercise(), fault).seconds += now.since_last_s;
    }

    /// A cue was given, if any was.
    pub(super) fn cued(&mut self, exercise: &Exercise, cue: Option<CueId>) {
        if let Some(cue) = cue {
            *self.cues.entry(cue.name(exercise).to_owned()).or_default() += 1;
        }
    }

    fn fault(&mut self, exercise: &Exercise, fault: FaultId) -> &mut FaultTally {
        self.faults
            .entry(fault.of(exercise).id.clone())
            .or_default()
    }

    fn counted(&self) -> u32 {
        u32::try_from(self.reps.len()).unwrap_or(u32::MAX)
    }

    /// The counted repetitions or holds, in order.
    pub(super) fn reps(&self) -> &[CountedRep] {
        &self.reps
    }

    /// Movements so far, counted or not.
    pub(super) fn movements(&self) -> u32 {
        self.counted().saturating_add(self.partials)
    }

    /// What a side has done; all for `None`.
    fn done_by(&self, side: Option<Side>) -> impl Iterator<Item = &CountedRep> {
        let is_its = move |done: &&CountedRep| side.is_none() || done.side == side;
        self.reps.iter().filter(is_its)
    }

    /// How many of a side are done; of all for `None`.
    pub(super) fn of_side(&self, side: Option<Side>) -> u32 {
        u32::try_from(self.done_by(side).count()).unwrap_or(u32::MAX)
    }

    /// Repetitions still to do over both sides.
    pub(super) fn left_to_do(&self, now: &Now) -> u32 {
        let open = |side| now.dose().reps.saturating_sub(self.of_side(side));
        match now.exercise().cycle.side {
            Some(_) => open(Some(Side::Left)) + open(Some(Side::Right)),
            None => open(None),
        }
    }

    /// The side whose repetitions aren't all done in an exercise that does one side after the other,
    /// else the side that has done less.
    pub(super) fn next_side(&self, now: &Now) -> Option<Side> {
        let done = |side| self.of_side(Some(side));
        let is_unfinished =
            |side: &Side| now.exercise().cycle.is_side_by_side() && done(*side) < now.dose().reps;
        let last = self.reps.last().and_then(|last| last.side);
        let less = if done(Side::Left) <= done(Side::Right) {
            Side::Left
        } else {
            Side::Right
        };
        last.filter(is_unfinished).or(Some(less))
    }

    /// Whether all of the dose was good, and nothing had to be said.
    pub(super) fn is_clean(&self, now: &Now) -> bool {
        !self.reps.is_empty()
            && self.left_to_do(now) == 0
            && self.partials == 0
            && self.faults.is_empty()
            && self.cues.is_empty()
            && self.reps.iter().all(|rep| rep.good == Some(true))
    }

    /// How many of a side were good.
    pub(super) fn good_of_side(&self, side: Option<Side>) -> u32 {
        let good = self.done_by(side).filter(|rep| rep.good == Some(true));
        u32::try_from(good.count()).unwrap_or(u32::MAX)
    }

    /// How many of a side could not be judged.
    pub(super) fn unjudged_of_side(&self, side: Option<Side>) -> u32 {
        let unjudged = self.done_by(side).filter(|rep| rep.good.is_none());
        u32::try_from(unjudged.count()).unwrap_or(u32::MAX)
    }

    /// Mean hold of a side in seconds.
    pub(super) fn mean_hold_s(&self, side: Option<Side>) -> Option<f64> {
        let count = self.done_by(side).count();
        let sum_s: f64 = self.done_by(side).map(|rep| rep.hold_s).sum();
        (count > 0).then(|| sum_s / count as f64)
    }

    /// Times and seconds for which a fault was bad.
    pub(super) fn fault_figures(&self, id: &str) -> Option<FaultTally> {
        self.faults.get(id).copied()
    }

    /// How often a cue was given.
    pub(super) fn times_cued(&self, id: &str) -> u32 {
        self.cues.get(id).copied().unwrap_or(0)
    }

    fn counts(&self, of_side: impl Fn(Option<Side>) -> u32) -> RepCounts {
        RepCounts {
            left: of_side(Some(Side::Left)),
            right: of_side(Some(Side::Right)),
            total: of_side(None),
        }
    }

    /// The figures, but for those of the frames and of how the set has ended.
    pub(super) fn summary(&self, exercise: &str) -> Summary {
        let held = |rep: &CountedRep| HeldFor {
            side: rep.side,
            hold_s: rep.hold_s,
        };
        Summary {
            exercise: exercise.to_owned(),
            reps: self.counts(|side| self.of_side(side)),
            good: Some(self.counts(|side| self.good_of_side(side))),
            unjudged: self.unjudged_of_side(None),
            cues: self.cues.clone(),
            partials: self.partials,
            short: self.short,
            holds: if self.counts_holds {
                self.reps.iter().map(held).collect()
            } else {
                Vec::new()
            },
            faults: self.faults.clone(),
            unseen_s: self.unseen_s,
            ..Summary::default()
        }
    }
}
