//! What a set comes to: one fold over its events. The window, the terminal, the store and the JSON
//! output all take their figures from here, so that none of them can contradict another.

use std::collections::BTreeMap;

use crate::blazepose::Side;
use crate::coach::{
    Band, Cost, Event, FaultTally, HeldFor, HoldPhase, Observed, RepCounts, SHORT_HOLD,
    StageTiming, StopWhy, Summary, Timed,
};
use crate::words::number::thousandths;

/// The figures of a set, added up from its events as they come.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SetFigures {
    exercise: String,
    done: Vec<Done>,
    holds: Vec<HeldFor>,
    partials: u32,
    /// Counted ones that were held for less than the dose asks for.
    short: u32,
    cues: BTreeMap<String, u32>,
    faults: BTreeMap<String, FaultTally>,
    /// Since when a fault has been bad that has not ended yet.
    bad_since_s: BTreeMap<String, f64>,
    hold: OpenHold,
    /// The hold that has just ended. It counts when its repetition follows.
    ended_hold: Option<HeldFor>,
    has_begun: bool,
    is_count_only: bool,
    stopped: Option<StopWhy>,
    observed: Observed,
    model: Option<String>,
    timing_ms: Option<BTreeMap<String, StageTiming>>,
    cost: Option<Cost>,
}

/// A counted repetition or hold.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Done {
    side: Option<Side>,
    /// None where no rule could judge it.
    good: Option<bool>,
    hold_s: f64,
}

/// What one side has done, or both together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SideFigures {
    /// Counted repetitions or holds.
    pub counted: u32,
    /// Those of them that were good.
    pub good: u32,
    /// Those of them that no rule could judge.
    pub unjudged: u32,
    /// How long they were held on average. None where there is none.
    pub mean_hold_s: Option<f64>,
}

impl SetFigures {
    /// The figures of a set of this exercise, before anything has happened.
    #[must_use]
    pub fn new(exercise: &str) -> Self {
        Self {
            exercise: exercise.to_owned(),
            ..Self::default()
        }
    }

    /// The figures of a set that came to its end.
    #[must_use]
    pub fn of(exercise: &str, events: &[Timed], observed: Observed) -> Self {
        let mut figures = Self::new(exercise);
        events.iter().for_each(|event| figures.add(event));
        figures.end(observed);
        figures
    }

    /// The figures of a set that was cut off `until_s` seconds after it began. A hold that was under
    /// way counts for as long as its clock ran. Frames, and seconds in which something was not
    /// seen, leave no events and stay 0.
    #[must_use]
    pub fn of_cut_off(exercise: &str, events: &[Timed], until_s: f64) -> Self {
        let mut figures = Self::new(exercise);
        events.iter().for_each(|event| figures.add(event));
        figures.end_faults(until_s);
        figures.holds.extend(figures.hold.held_until(until_s));
        figures.hold = OpenHold::None;
        figures.observed.until_s = until_s;
        figures
    }

    /// The figures of a set that came to its end `until_s` seconds after it began, from what is kept
    /// of it.
    pub(super) fn of_kept(events: &[Timed], kept: &Summary, until_s: f64) -> Self {
        let fault_s = kept.faults.iter();
        let observed = Observed {
            until_s,
            frames: kept.frames,
            frames_with_person: kept.frames_with_person,
            unseen_s: kept.unseen_s,
            fault_s: fault_s
                .map(|(id, tally)| (id.clone(), tally.seconds))
                .collect(),
            praise: kept.praise.clone(),
        };
        Self {
            model: kept.model.clone(),
            timing_ms: kept.timing_ms.clone(),
            cost: kept.cost,
            ..Self::of(&kept.exercise, events, observed)
        }
    }

    /// Takes the next event.
    pub fn add(&mut self, timed: &Timed) {
        let t_s = timed.t_s;
        self.is_count_only |= timed.event.is_count_only();
        match &timed.event {
            Event::Start => self.has_begun = true,
            Event::Rep {
                side,
                hold_s,
                good,
                why,
                ..
            } => {
                self.short += u32::from(why.iter().any(|why| why == SHORT_HOLD));
                let (side, good, hold_s) = (*side, *good, *hold_s);
                self.done.push(Done { side, good, hold_s });
                // A hold that no repetition follows was too short to count.
                self.holds.extend(self.ended_hold.take());
                self.end_faults(t_s);
            }
            Event::Partial { .. } => {
                self.partials += 1;
                self.end_faults(t_s);
            }
            Event::Cue { fault, .. } => *self.cues.entry(fault.clone()).or_default() += 1,
            Event::Hold {
                phase,
                side,
                hold_s,
            } => {
                self.hold = self.hold.after(*phase, *side, *hold_s, t_s);
                self.ended_hold = (*phase == HoldPhase::End).then_some(HeldFor {
                    side: *side,
                    hold_s: *hold_s,
                });
            }
            Event::Fault { id, band, .. } => self.add_fault(id, *band, t_s),
            Event::Lost => self.end_faults(t_s),
            Event::Stopped { why } => self.stopped = Some(*why),
            Event::Setup { .. } | Event::Unseen { .. } | Event::Found | Event::Summary(_) => {}
        }
    }

    /// The set came to its end. What was observed replaces what only events would give.
    pub fn end(&mut self, observed: Observed) {
        self.bad_since_s.clear();
        for (id, seconds) in &observed.fault_s {
            self.faults.entry(id.clone()).or_default().seconds = thousandths(*seconds);
        }
        // As it is kept: what is told of a set is told again in the same words.
        self.observed = Observed {
            unseen_s: thousandths(observed.unseen_s),
            ..observed
        };
    }

    /// Notes the pose model that saw the set.
    pub fn set_model(&mut self, model: String) {
        self.model = Some(model);
    }

    /// Adds how long the stages of a frame took, and what all of it cost.
    pub fn set_timing(&mut self, timing_ms: BTreeMap<String, StageTiming>, cost: Option<Cost>) {
        self.timing_ms = Some(timing_ms);
        self.cost = cost;
    }

    fn add_fault(&mut self, id: &str, band: Band, t_s: f64) {
        if band == Band::Bad {
            self.faults.entry(id.to_owned()).or_default().count += 1;
            self.bad_since_s.entry(id.to_owned()).or_insert(t_s);
        } else if let Some(since_s) = self.bad_since_s.remove(id) {
            self.add_seconds(id, t_s - since_s);
        }
    }

    /// Rules stop listening when a movement ends. A fault that is still there is told again.
    fn end_faults(&mut self, t_s: f64) {
        for (id, since_s) in std::mem::take(&mut self.bad_since_s) {
            self.add_seconds(&id, t_s - since_s);
        }
    }

    fn add_seconds(&mut self, id: &str, seconds: f64) {
        if let Some(fault) = self.faults.get_mut(id) {
            fault.seconds += seconds.max(0.0);
        }
    }

    /// Whether the set has begun: what comes before is getting ready.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.has_begun
    }

    /// Whether the form went unjudged for a while: the camera saw it from the wrong side or gave
    /// too few frames.
    #[must_use]
    pub fn is_count_only(&self) -> bool {
        self.is_count_only
    }

    /// Seconds of the source at the end of the set.
    #[must_use]
    pub fn until_s(&self) -> f64 {
        self.observed.until_s
    }

    /// What a side has done; both together, and exercises without sides, for `None`.
    #[must_use]
    pub fn of_side(&self, side: Option<Side>) -> SideFigures {
        let mut figures = SideFigures::default();
        let mut held_s = 0.0;
        for done in &self.done {
            if side.is_none() || done.side == side {
                figures.counted += 1;
                figures.good += u32::from(done.good == Some(true));
                figures.unjudged += u32::from(done.good.is_none());
                held_s += done.hold_s;
            }
        }
        if figures.counted > 0 {
            figures.mean_hold_s = Some(held_s / f64::from(figures.counted));
        }
        figures
    }

    fn counts(&self, of: impl Fn(SideFigures) -> u32) -> RepCounts {
        RepCounts {
            left: of(self.of_side(Some(Side::Left))),
            right: of(self.of_side(Some(Side::Right))),
            total: of(self.of_side(None)),
        }
    }

    /// The event that ends the set.
    #[must_use]
    pub fn event(&self) -> Timed {
        Timed {
            t_s: self.until_s(),
            event: Event::Summary(Box::new(self.summary())),
        }
    }

    /// The figures as they are stored and printed.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary {
            exercise: self.exercise.clone(),
            frames: self.observed.frames,
            frames_with_person: self.observed.frames_with_person,
            reps: self.counts(|side| side.counted),
            partials: self.partials,
            short: self.short,
            good: Some(self.counts(|side| side.good)),
            unjudged: self.of_side(None).unjudged,
            cues: self.cues.clone(),
            praise: self.observed.praise.clone(),
            holds: self.holds.clone(),
            faults: self.faults.clone(),
            unseen_s: self.observed.unseen_s,
            ended: self.stopped,
            model: self.model.clone(),
            timing_ms: self.timing_ms.clone(),
            cost: self.cost,
        }
    }
}

/// A hold that has begun and not ended yet.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
enum OpenHold {
    #[default]
    None,
    /// Its clock runs.
    Running {
        side: Option<Side>,
        /// Seconds on the clock when it began to run.
        before_s: f64,
        since_s: f64,
    },
    /// Its clock stands still.
    Stopped { side: Option<Side>, held_s: f64 },
}

impl OpenHold {
    fn after(self, phase: HoldPhase, side: Option<Side>, held_s: f64, t_s: f64) -> Self {
        // In exercises that count repetitions the clock stops and runs without a beginning.
        let is_open = self != Self::None || phase == HoldPhase::Begin;
        match phase {
            HoldPhase::Begin | HoldPhase::Resume if is_open => Self::Running {
                side,
                before_s: held_s,
                since_s: t_s,
            },
            HoldPhase::Pause if is_open => Self::Stopped { side, held_s },
            _ => Self::None,
        }
    }

    fn held_until(self, until_s: f64) -> Option<HeldFor> {
        let (side, hold_s) = match self {
            Self::None => return None,
            Self::Running {
                side,
                before_s,
                since_s,
            } => (side, before_s + (until_s - since_s).max(0.0)),
            Self::Stopped { side, held_s } => (side, held_s),
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
        let summary = SetFigures::of_cut_off("side-plank", events, until_s).summary();
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
        let summary = SetFigures::of_cut_off("side-plank", &events, 6.0).summary();
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
        let summary = SetFigures::of_cut_off("side-plank", &events, 6.0).summary();
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
        assert_eq!(
            SetFigures::of_cut_off("cobra", &[stopped], 4.0)
                .summary()
                .ended,
            Some(why)
        );
        assert_eq!(
            SetFigures::of_cut_off("cobra", &[], 4.0).summary().ended,
            None
        );
    }

    #[test]
    fn a_fault_that_only_warned_is_not_listed() {
        let events = [fault(1.0, Band::Warn), fault(2.0, Band::Good)];
        assert!(
            SetFigures::of_cut_off("side-plank", &events, 6.0)
                .summary()
                .faults
                .is_empty()
        );
    }

    #[test]
    fn a_fault_ends_with_its_movement() {
        let events = [
            fault(1.0, Band::Bad),
            rep(3.0, Some(false)),
            fault(9.0, Band::Bad),
            fault(10.0, Band::Good),
        ];
        let summary = SetFigures::of_cut_off("side-plank", &events, 60.0).summary();
        let sag = summary.faults["sag"];
        assert_eq!((sag.count, sag.seconds), (2, 3.0));
    }

    #[test]
    fn a_clock_that_stops_in_a_repetition_is_no_hold() {
        let events = [
            hold(1.0, HoldPhase::Pause, 0.5),
            hold(2.0, HoldPhase::Resume, 0.5),
            rep(3.0, Some(true)),
        ];
        assert_eq!(held(&events, 60.0), [] as [f64; 0]);
    }

    #[test]
    fn what_was_observed_counts_more_than_the_time_between_events() {
        let events = [fault(1.0, Band::Bad), fault(5.0, Band::Good)];
        let observed = Observed {
            frames: 100,
            fault_s: [("sag".to_owned(), 1.5)].into(),
            ..Observed::default()
        };
        let summary = SetFigures::of("side-plank", &events, observed).summary();
        let sag = summary.faults["sag"];
        assert_eq!((sag.count, sag.seconds, summary.frames), (1, 1.5, 100));
    }
}
