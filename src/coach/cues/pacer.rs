//! Which cue is given, and when: one voice, one cue at a time, with pauses (specification §12.2).

use std::collections::BTreeMap;

use crate::coach::fault::FaultId;
use crate::exercise::{Exercise, Severity};

/// Seconds between two corrections, and between two that concern safety.
const BETWEEN_S: f64 = 6.0;
const BETWEEN_SAFETY_S: f64 = 3.0;
/// Seconds before the same cue is given again.
const AGAIN_S: f64 = 15.0;
/// Corrections in one repetition or hold.
const PER_REP: u32 = 2;
/// A measure that is good again this soon after its cue earns a "Good".
const ANSWERED_S: f64 = 5.0;

/// Id of the cue that no fault of an exercise stands behind, and of the reason in
/// [`Event::Rep`](crate::coach::Event::Rep).
pub(crate) const SHORT_HOLD: &str = "short_hold";

/// What a cue corrects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::coach) enum CueId {
    /// A fault of the exercise.
    Fault(FaultId),
    /// The target pose was not held for as long as the dose asks for.
    ShortHold,
}

impl CueId {
    /// As events and files call it.
    pub(in crate::coach) fn name(self, exercise: &Exercise) -> &str {
        match self {
            CueId::Fault(fault) => &fault.of(exercise).id,
            CueId::ShortHold => SHORT_HOLD,
        }
    }
}

/// A cue that would like to be given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub id: CueId,
    pub severity: Severity,
    /// Since when what it corrects is off.
    pub since_s: f64,
    /// How often it may be given in one set.
    pub per_set: u32,
}

/// Paces the cues of a set.
#[derive(Debug, Clone, Default)]
pub(super) struct Pacer {
    last_s: Option<f64>,
    in_rep: u32,
    given: BTreeMap<CueId, Given>,
}

#[derive(Debug, Clone, Copy)]
struct Given {
    times: u32,
    last_s: f64,
    praised: bool,
}

impl Pacer {
    /// A new repetition or hold begins.
    pub(super) fn new_rep(&mut self) {
        self.in_rep = 0;
    }

    /// Whether a cue was given in this repetition or hold.
    pub(super) fn has_spoken_in_rep(&self) -> bool {
        self.in_rep > 0
    }

    /// Picks the place of the candidate that may speak now, if any, and says how often it has spoken
    /// before: safety before form before polish, then the one that has lasted longest, then the one
    /// not yet said.
    pub(super) fn pick(&mut self, t_s: f64, candidates: &[Candidate]) -> Option<(usize, u32)> {
        let (place, chosen) = candidates
            .iter()
            .enumerate()
            .filter(|(_, candidate)| self.may_speak(t_s, candidate))
            .max_by(|(_, a), (_, b)| {
                a.severity
                    .cmp(&b.severity)
                    .then(b.since_s.total_cmp(&a.since_s))
                    .then(self.times(b.id).cmp(&self.times(a.id)))
            })?;
        let times = self.times(chosen.id);
        self.given.insert(
            chosen.id,
            Given {
                times: times + 1,
                last_s: t_s,
                praised: false,
            },
        );
        self.last_s = Some(t_s);
        self.in_rep += 1;
        Some((place, times))
    }

    /// Whether a fault that is good again has earned a "Good": its cue was given a moment ago.
    pub(super) fn answered(&mut self, t_s: f64, id: CueId) -> bool {
        match self.given.get_mut(&id) {
            Some(given) if !given.praised && t_s - given.last_s <= ANSWERED_S => {
                given.praised = true;
                true
            }
            _ => false,
        }
    }

    /// How often a cue was given.
    pub(super) fn times(&self, id: CueId) -> u32 {
        self.given.get(&id).map_or(0, |given| given.times)
    }

    fn may_speak(&self, t_s: f64, candidate: &Candidate) -> bool {
        let between_s = if candidate.severity == Severity::Safety {
            BETWEEN_SAFETY_S
        } else {
            BETWEEN_S
        };
        self.last_s.is_none_or(|last| t_s - last >= between_s)
            && self.in_rep < PER_REP
            && self.given.get(&candidate.id).is_none_or(|given| {
                given.times < candidate.per_set && t_s - given.last_s >= AGAIN_S
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAG: usize = 0;
    const ROLL: usize = 1;

    fn id(place: usize) -> CueId {
        CueId::Fault(FaultId::at(place))
    }

    /// A cue about the fault at this place.
    fn candidate(place: usize, severity: Severity, since_s: f64) -> Candidate {
        Candidate {
            id: id(place),
            severity,
            since_s,
            per_set: 2,
        }
    }

    #[test]
    fn safety_goes_before_form_and_the_longer_fault_before_the_shorter() {
        let mut pacer = Pacer::default();
        let all = [
            candidate(2, Severity::Form, 1.0),
            candidate(3, Severity::Safety, 9.0),
            candidate(4, Severity::Safety, 8.0),
        ];
        assert_eq!(pacer.pick(10.0, &all), Some((2, 0)));
    }

    #[test]
    fn corrections_keep_six_seconds_apart_and_the_same_one_fifteen() {
        let mut pacer = Pacer::default();
        let sag = [candidate(SAG, Severity::Form, 0.0)];
        let roll = [candidate(ROLL, Severity::Form, 0.0)];
        assert!(pacer.pick(10.0, &sag).is_some());
        assert_eq!(pacer.pick(15.9, &roll), None);
        assert!(pacer.pick(16.0, &roll).is_some());
        pacer.new_rep();
        assert_eq!(pacer.pick(24.9, &sag), None);
        assert_eq!(pacer.pick(25.0, &sag), Some((0, 1)));
    }

    #[test]
    fn a_cue_is_given_twice_a_set_and_two_cues_a_repetition_at_most() {
        let mut pacer = Pacer::default();
        let sag = [candidate(SAG, Severity::Safety, 0.0)];
        for t_s in [0.0, 20.0] {
            assert!(pacer.pick(t_s, &sag).is_some());
        }
        pacer.new_rep();
        assert_eq!(pacer.pick(100.0, &sag), None);
        let others = [5, 6, 7].map(|place| candidate(place, Severity::Safety, 0.0));
        let given = others
            .iter()
            .enumerate()
            .filter_map(|(n, other)| pacer.pick(110.0 + 10.0 * n as f64, &[*other]))
            .count();
        assert_eq!(given, 2);
    }

    #[test]
    fn good_is_said_once_and_only_soon_after_the_cue() {
        let mut pacer = Pacer::default();
        assert!(
            pacer
                .pick(10.0, &[candidate(SAG, Severity::Form, 0.0)])
                .is_some()
        );
        assert!(pacer.answered(13.0, id(SAG)));
        assert!(!pacer.answered(13.5, id(SAG)));
        assert!(!pacer.answered(13.0, id(ROLL)));
    }
}
