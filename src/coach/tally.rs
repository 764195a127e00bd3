//! What a set has come to so far, as far as the coach decides by it. The figures that are told
//! afterwards are added up from the events.

use std::collections::BTreeMap;

use super::cycle::Counted;
use super::scene::Dot;
use crate::blazepose::Side;

/// One counted repetition or hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Done {
    pub side: Option<Side>,
    /// None where nothing could be judged.
    pub good: Option<bool>,
}

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
    pub done: Vec<Done>,
    /// Whether the exercise counts holds.
    pub counts_holds: bool,
}

impl Tally {
    /// Counts a repetition; gives its number.
    pub(super) fn count(&mut self, counted: &Counted, good: Option<bool>) -> u32 {
        self.done.push(Done {
            side: counted.side,
            good,
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
    fn done_by(&self, side: Option<Side>) -> impl Iterator<Item = &Done> {
        let is_its = move |done: &&Done| side.is_none() || done.side == side;
        self.done.iter().filter(is_its)
    }

    /// How many of a side are done; of all for `None`.
    pub(super) fn of_side(&self, side: Option<Side>) -> u32 {
        u32::try_from(self.done_by(side).count()).unwrap_or(u32::MAX)
    }

    /// The dots of a side: those done, then those to do.
    pub(super) fn dots(&self, side: Option<Side>, wanted: u32, at_work: bool) -> Vec<Dot> {
        let mut dots: Vec<Dot> = self
            .done_by(side)
            .map(|done| match done.good {
                Some(true) => Dot::Good,
                Some(false) => Dot::Counted,
                None => Dot::Unjudged,
            })
            .collect();
        let wanted = (wanted as usize).max(dots.len());
        if at_work && dots.len() < wanted {
            dots.push(Dot::Now);
        }
        dots.resize(wanted, Dot::ToDo);
        dots
    }
}
