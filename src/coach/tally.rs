//! What a set has come to so far, as far as the coach decides by it. The figures that are told
//! afterwards are added up from the events.

use std::collections::BTreeMap;

use crate::blazepose::Side;
use crate::exercise::Exercise;

use super::cues::CueId;
use super::cycle::Counted;
use super::event::{Band, Observed};
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
    /// Seconds in which something that a rule needs was not seen.
    unseen_s: f64,
    /// For how long each fault that became bad was so, in seconds.
    fault_s: BTreeMap<FaultId, f64>,
    /// How many cues were given.
    cues: u32,
}

impl Tally {
    /// Counts a repetition; gives its number.
    pub(super) fn count(&mut self, counted: &Counted, good: Option<bool>) -> u32 {
        self.reps.push(CountedRep {
            side: counted.side,
            good,
            hold_s: counted.hold_s,
        });
        self.of_side(None)
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
    pub(super) fn band_changed(&mut self, change: BandChange) {
        if change.to == Band::Bad {
            self.bad_for(change.fault, 0.0);
        }
    }

    /// A fault was bad for so long.
    pub(super) fn bad_for(&mut self, fault: FaultId, seconds: f64) {
        *self.fault_s.entry(fault).or_default() += seconds;
    }

    /// A cue was given, if any was.
    pub(super) fn cued(&mut self, cue: Option<CueId>) {
        self.cues += u32::from(cue.is_some());
    }

    /// The counted repetitions or holds, in order.
    pub(super) fn reps(&self) -> &[CountedRep] {
        &self.reps
    }

    /// Movements so far, counted or not.
    pub(super) fn movements(&self) -> u32 {
        self.of_side(None).saturating_add(self.partials)
    }

    /// How many of a side are done; of all for `None`.
    pub(super) fn of_side(&self, side: Option<Side>) -> u32 {
        let done = self.reps.iter().filter(|rep| rep.is_of(side));
        u32::try_from(done.count()).unwrap_or(u32::MAX)
    }

    /// Repetitions still to do over both sides.
    pub(super) fn left_to_do(&self, now: &Now) -> u32 {
        let open = |side| now.dose().reps.saturating_sub(self.of_side(side));
        match now.exercise().cycle.side {
            Some(_) => open(Some(Side::Left)) + open(Some(Side::Right)),
            None => open(None),
        }
    }

    /// Whether all repetitions of a side are done.
    pub(super) fn is_side_done(&self, now: &Now, side: Side) -> bool {
        self.of_side(Some(side)) >= now.dose().reps
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
            && self.fault_s.is_empty()
            && self.cues == 0
            && self.reps.iter().all(|rep| rep.good == Some(true))
    }

    /// What no event tells: unseen seconds, and for how long each fault was bad.
    pub(super) fn observed(&self, exercise: &Exercise) -> Observed {
        let by_name =
            |(fault, seconds): (&FaultId, &f64)| (fault.of(exercise).id.clone(), *seconds);
        Observed {
            unseen_s: self.unseen_s,
            fault_s: self.fault_s.iter().map(by_name).collect(),
            ..Observed::default()
        }
    }
}
