//! Adds up a set.

use std::collections::BTreeMap;

use super::cycle::Counted;
use super::event::{FaultTally, HeldFor, RepCounts, Summary};
use super::snapshot::CountedRep;
use crate::blazepose::Side;

/// The figures of a set so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub frames: u64,
    pub frames_with_person: u64,
    pub partials: u32,
    /// Counted, but held for less than the dose asks for.
    pub short: u32,
    pub unseen_s: f64,
    pub faults: BTreeMap<String, FaultTally>,
    /// How often each cue was given.
    pub cues: BTreeMap<String, u32>,
    pub done: Vec<CountedRep>,
    /// Whether the exercise counts holds.
    pub counts_holds: bool,
}

impl Tally {
    /// Counts a repetition; gives its number.
    pub(super) fn count(&mut self, counted: &Counted, good: Option<bool>) -> u32 {
        self.done.push(CountedRep {
            side: counted.side,
            good,
            hold_s: counted.hold_s,
        });
        self.counted()
    }

    fn counted(&self) -> u32 {
        u32::try_from(self.done.len()).unwrap_or(u32::MAX)
    }

    /// Movements so far, counted or not.
    pub(super) fn movements(&self) -> u32 {
        self.counted().saturating_add(self.partials)
    }

    /// The figures of a fault.
    pub(super) fn fault(&mut self, id: &str) -> &mut FaultTally {
        self.faults.entry(id.to_owned()).or_default()
    }

    /// What a side has done; all for `None`.
    fn done_by(&self, side: Option<Side>) -> impl Iterator<Item = &CountedRep> {
        let is_its = move |done: &&CountedRep| side.is_none() || done.side == side;
        self.done.iter().filter(is_its)
    }

    /// How many of a side are done; of all for `None`.
    pub(super) fn of_side(&self, side: Option<Side>) -> u32 {
        u32::try_from(self.done_by(side).count()).unwrap_or(u32::MAX)
    }

    /// How many of a side were good.
    pub(super) fn good_of_side(&self, side: Option<Side>) -> u32 {
        let good = self
            .done_by(side)
            .filter(|done| done.good == Some(true))
            .count();
        u32::try_from(good).unwrap_or(u32::MAX)
    }

    /// How many of a side could not be judged.
    pub(super) fn unjudged_of_side(&self, side: Option<Side>) -> u32 {
        let unjudged = self.done_by(side).filter(|done| done.good.is_none());
        u32::try_from(unjudged.count()).unwrap_or(u32::MAX)
    }

    /// Mean hold of a side in seconds.
    pub(super) fn mean_hold_s(&self, side: Option<Side>) -> Option<f64> {
        let count = self.done_by(side).count();
        let sum_s: f64 = self.done_by(side).map(|done| done.hold_s).sum();
        (count > 0).then(|| sum_s / count as f64)
    }

    fn counts(&self, of_side: impl Fn(Option<Side>) -> u32) -> RepCounts {
        RepCounts {
            left: of_side(Some(Side::Left)),
            right: of_side(Some(Side::Right)),
            total: of_side(None),
        }
    }

    /// The summary event.
    pub(super) fn summary(&self, exercise: &str) -> Summary {
        Summary {
            exercise: exercise.to_owned(),
            frames: self.frames,
            frames_with_person: self.frames_with_person,
            reps: self.counts(|side| self.of_side(side)),
            good: Some(self.counts(|side| self.good_of_side(side))),
            unjudged: self.unjudged_of_side(None),
            cues: self.cues.clone(),
            praise: None,
            partials: self.partials,
            short: self.short,
            holds: if self.counts_holds {
                self.done
                    .iter()
                    .map(|done| HeldFor {
                        side: done.side,
                        hold_s: done.hold_s,
                    })
                    .collect()
            } else {
                Vec::new()
            },
            faults: self.faults.clone(),
            unseen_s: self.unseen_s,
            ended: None,
            timing_ms: None,
        }
    }
}
