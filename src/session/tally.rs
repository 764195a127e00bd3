//! The figures of a set, counted from its events.

use std::collections::BTreeMap;

use crate::blazepose::Side;
use crate::coach::{
    Band, Event, FaultTally, HeldFor, HoldPhase, RepCounts, SHORT_HOLD, Summary, Timed,
};

/// Counts the events of a set that had no end of its own, up to `until_s` seconds of its source.
///
/// A hold that was running counts for as long as it ran. Frames, and seconds in which something
/// was not seen, leave no events and stay 0.
#[must_use]
pub fn tally(exercise: &str, events: &[Timed], until_s: f64) -> Summary {
    let mut summary = Summary {
        exercise: exercise.to_owned(),
        ..Summary::default()
    };
    let mut hold = OpenHold::default();
    let mut good = RepCounts::default();
    let mut ended_hold = None;
    let mut bad_since = BTreeMap::new();
    for timed in events {
        match &timed.event {
            Event::Rep {
                side,
                why,
                good: is_good,
                ..
            } => {
                count(&mut summary.reps, *side);
                summary.short += u32::from(why.iter().any(|why| why == SHORT_HOLD));
                match is_good {
                    Some(true) => count(&mut good, *side),
                    Some(false) => {}
                    None => summary.unjudged += 1,
                }
                // A hold that no repetition follows was too short to count.
                summary.holds.extend(ended_hold.take());
            }
            Event::Cue { fault, .. } => {
                *summary.cues.entry(fault.clone()).or_default() += 1;
            }
            Event::Partial { .. } => summary.partials += 1,
            Event::Hold {
                phase,
                side,
                hold_s,
            } => {
                hold = hold.after(*phase, *side, *hold_s, timed.t_s);
                ended_hold = (*phase == HoldPhase::End).then_some(HeldFor {
                    side: *side,
                    hold_s: *hold_s,
                });
            }
            Event::Fault { id, band, .. } => {
                if *band == Band::Bad {
                    if bad_since.insert(id, timed.t_s).is_none() {
                        summary.faults.entry(id.clone()).or_default().count += 1;
                    }
                } else if let Some(since) = bad_since.remove(id) {
                    add_seconds(&mut summary.faults, id, timed.t_s - since);
                }
            }
            Event::Stopped { why } => summary.ended = Some(*why),
            _ => {}
        }
    }
    for (id, since) in bad_since {
        add_seconds(&mut summary.faults, id, until_s - since);
    }
    summary.holds.extend(hold.held_until(until_s));
    summary.good = Some(good);
    summary
}

fn count(reps: &mut RepCounts, side: Option<Side>) {
    reps.total += 1;
    match side {
        Some(Side::Left) => reps.left += 1,
        Some(Side::Right) => reps.right += 1,
        None => {}
    }
}

fn add_seconds(faults: &mut BTreeMap<String, FaultTally>, id: &str, seconds: f64) {
    if let Some(tally) = faults.get_mut(id) {
        tally.seconds += seconds.max(0.0);
    }
}

/// A hold without an end so far.
#[derive(Debug, Default, Clone, Copy)]
enum OpenHold {
    #[default]
    None,
    /// The clock runs: side, seconds before, since.
    Running(Option<Side>, f64, f64),
    /// The clock stands.
    Standing(Option<Side>, f64),
}

impl OpenHold {
    fn after(self, phase: HoldPhase, side: Option<Side>, hold_s: f64, t_s: f64) -> Self {
        match phase {
            HoldPhase::Begin | HoldPhase::Resume => Self::Running(side, hold_s, t_s),
            HoldPhase::Pause => Self::Standing(side, hold_s),
            HoldPhase::End => Self::None,
        }
    }

    fn held_until(self, until_s: f64) -> Option<HeldFor> {
        let (side, hold_s) = match self {
            Self::None => return None,
            Self::Running(side, before_s, since_s) => {
                (side, before_s + (until_s - since_s).max(0.0))
            }
            Self::Standing(side, hold_s) => (side, hold_s),
        };
        Some(HeldFor { side, hold_s })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(t_s: f64, phase: HoldPhase, hold_s: f64) -> Timed {
        Timed {
            t_s,
            event: Event::Hold {
                phase,
                side: Some(Side::Left),
                hold_s,
            },
        }
    }

    fn fault(t_s: f64, band: Band) -> Timed {
        Timed {
            t_s,
            event: Event::Fault {
                id: "sag".into(),
                band,
                side: None,
                value: -0.2,
            },
        }
    }

    /// A counted hold, as it follows the end of its clock.
    fn rep(t_s: f64, good: Option<bool>) -> Timed {
        Timed {
            t_s,
            event: Event::Rep {
                n: 1,
                side: Some(Side::Left),
                peak: 0.0,
                range: 0.3,
                in_s: 1.0,
                hold_s: 5.0,
                out_s: 1.0,
                good,
                why: Vec::new(),
            },
        }
    }

    fn held(events: &[Timed], until_s: f64) -> Vec<f64> {
        let summary = tally("side-plank", events, until_s);
        summary.holds.iter().map(|hold| hold.hold_s).collect()
    }

    #[test]
    fn a_running_hold_counts_up_to_the_last_moment() {
        let mut events = vec![
            hold(1.0, HoldPhase::Begin, 0.0),
            hold(6.0, HoldPhase::End, 5.0),
            rep(6.0, Some(true)),
            hold(10.0, HoldPhase::Begin, 0.0),
        ];
        assert_eq!(held(&events, 14.0), [5.0, 4.0]);
        events.push(hold(14.0, HoldPhase::Pause, 4.0));
        assert_eq!(held(&events, 20.0), [5.0, 4.0]);
        events.push(hold(20.0, HoldPhase::Resume, 4.0));
        assert_eq!(held(&events, 21.5), [5.0, 5.5]);
        events.push(hold(22.0, HoldPhase::End, 6.0));
        events.push(rep(22.0, Some(true)));
        assert_eq!(held(&events, 30.0), [5.0, 6.0]);
    }

    #[test]
    fn a_hold_too_short_to_count_has_an_end_and_is_no_completed_hold() {
        let events = [
            hold(1.0, HoldPhase::Begin, 0.0),
            hold(2.0, HoldPhase::End, 1.0),
            hold(4.0, HoldPhase::Begin, 0.0),
            hold(9.0, HoldPhase::End, 5.0),
            rep(9.0, Some(true)),
        ];
        assert_eq!(held(&events, 10.0), [5.0]);
    }

    #[test]
    fn what_could_not_be_judged_is_neither_good_nor_not() {
        let events = [Some(true), Some(false), None, None].map(|good| rep(1.0, good));
        let summary = tally("side-plank", &events, 6.0);
        let good = summary.good.unwrap();
        assert_eq!((summary.reps.total, good.total, good.left), (4, 1, 1));
        assert_eq!(summary.unjudged, 2);
    }

    #[test]
    fn a_fault_is_counted_when_it_becomes_bad_and_timed_until_it_is_not() {
        let events = [
            fault(1.0, Band::Warn),
            fault(2.0, Band::Bad),
            fault(3.5, Band::Warn),
            fault(5.0, Band::Bad),
        ];
        let summary = tally("side-plank", &events, 6.0);
        let sag = summary.faults["sag"];
        assert_eq!((sag.count, sag.seconds), (2, 2.5));
        assert_eq!(summary.faults.len(), 1);
    }

    #[test]
    fn a_stop_for_pain_is_kept_of_a_set_without_a_summary() {
        let why = crate::coach::StopWhy::Pain;
        let stopped = Timed {
            t_s: 4.0,
            event: Event::Stopped { why },
        };
        assert_eq!(tally("cobra", &[stopped], 4.0).ended, Some(why));
        assert_eq!(tally("cobra", &[], 4.0).ended, None);
    }

    #[test]
    fn a_fault_that_only_warned_is_not_listed() {
        let events = [fault(1.0, Band::Warn), fault(2.0, Band::Good)];
        assert!(tally("side-plank", &events, 6.0).faults.is_empty());
    }
}
