//! What a set has come to so far, as far as the coach decides by it. The figures that are told
//! afterwards are added up from the events.

use std::collections::BTreeMap;

use super::cycle::Counted;
use super::snapshot::CountedRep;
use crate::blazepose::Side;

/// The figures of a set so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub frames: u64,
    pub frames_with_person: u64,
    pub partials: u32,
    /// Seconds in which something that a rule needs was not seen.
    pub unseen_s: f64,
    /// For how long each fault that became bad was so, by its id.
    pub fault_s: BTreeMap<String, f64>,
    /// How many cues were given.
    pub cues: u32,
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

    /// A fault was bad for so long; 0 s when it has just become so.
    pub(super) fn add_fault_s(&mut self, id: &str, seconds: f64) {
        *self.fault_s.entry(id.to_owned()).or_default() += seconds;
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
}
