//! Which cue is given, and when: one voice, one cue at a time, with pauses (specification §12.2).

use std::collections::BTreeMap;

use crate::exercise::Severity;

/// Seconds between two corrections, and between two that concern safety.
const BETWEEN_S: f64 = 6.0;
const BETWEEN_SAFETY_S: f64 = 3.0;
/// Seconds before the same cue is given again.
const AGAIN_S: f64 = 15.0;
/// Corrections in one repetition or hold.
const PER_REP: u32 = 2;
/// A measure that is good again this soon after its cue earns a "Good".
const ANSWERED_S: f64 = 5.0;

/// A fault that would like to speak.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'a> {
    pub id: &'a str,
    pub severity: Severity,
    pub since_s: f64,
    /// How often it may be said in one set.
    pub per_set: u32,
}

/// Paces the cues of a set.
#[derive(Debug, Clone, Default)]
pub(super) struct Pacer {
    last_s: Option<f64>,
    in_rep: u32,
    given: BTreeMap<String, Given>,
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
            chosen.id.to_owned(),
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
    pub(super) fn answered(&mut self, t_s: f64, id: &str) -> bool {
        match self.given.get_mut(id) {
            Some(given) if !given.praised && t_s - given.last_s <= ANSWERED_S => {
                given.praised = true;
                true
            }
            _ => false,
        }
    }

    /// How often a cue was given.
    pub(super) fn times(&self, id: &str) -> u32 {
        self.given.get(id).map_or(0, |given| given.times)
    }

    fn may_speak(&self, t_s: f64, candidate: &Candidate) -> bool {
        let between_s = if candidate.severity == Severity::Safety {
            BETWEEN_SAFETY_S
        } else {
            BETWEEN_S
        };
        self.last_s.is_none_or(|last| t_s - last >= between_s)
            && self.in_rep < PER_REP
            && self.given.get(candidate.id).is_none_or(|given| {
                given.times < candidate.per_set && t_s - given.last_s >= AGAIN_S
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(id: &str, severity: Severity, since_s: f64) -> Candidate<'_> {
        Candidate {
            id,
            severity,
            since_s,
            per_set: 2,
        }
    }

    #[test]
    fn safety_goes_before_form_and_the_longer_fault_before_the_shorter() {
        let mut pacer = Pacer::default();
        let all = [
            candidate("form-old", Severity::Form, 1.0),
            candidate("safety-new", Severity::Safety, 9.0),
            candidate("safety-old", Severity::Safety, 8.0),
        ];
        assert_eq!(pacer.pick(10.0, &all), Some((2, 0)));
    }

    #[test]
    fn corrections_keep_six_seconds_apart_and_the_same_one_fifteen() {
        let mut pacer = Pacer::default();
        let sag = [candidate("sag", Severity::Form, 0.0)];
        let roll = [candidate("roll", Severity::Form, 0.0)];
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
        let sag = [candidate("sag", Severity::Safety, 0.0)];
        for t_s in [0.0, 20.0] {
            assert!(pacer.pick(t_s, &sag).is_some());
        }
        pacer.new_rep();
        assert_eq!(pacer.pick(100.0, &sag), None);
        let others = ["a", "b", "c"].map(|id| candidate(id, Severity::Safety, 0.0));
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
                .pick(10.0, &[candidate("sag", Severity::Form, 0.0)])
                .is_some()
        );
        assert!(pacer.answered(13.0, "sag"));
        assert!(!pacer.answered(13.5, "sag"));
        assert!(!pacer.answered(13.0, "roll"));
    }
}
