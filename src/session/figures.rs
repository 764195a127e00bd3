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
    /// In which repetition of its set each fault became bad, from 1.
    onsets: BTreeMap<String, Vec<u32>>,
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
    /// How far the signal went from where it began.
    range: f32,
    /// How long the ways there and back took.
    ways_s: [f64; 2],
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
    /// How far they went on average, in the unit of the signal.
    pub mean_range: Option<f32>,
    /// How long the ways there and back took on average.
    pub mean_ways_s: Option<[f64; 2]>,
    /// The longest hold of a good one.
    pub longest_s: Option<f64>,
    /// The farthest way of a good one.
    pub farthest: Option<f32>,
}

/// Moments of a fault from which on the middle half of them is told in place of all.
const MOMENTS_TO_TELL: usize = 4;

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
            Event::Rep { .. } => self.add_rep(&timed.event, t_s),
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

    fn add_rep(&mut self, rep: &Event, t_s: f64) {
        let Event::Rep {
            side,
            range,
            in_s,
            hold_s,
            out_s,
            good,
            why,
            ..
        } = rep
        else {
            return;
        };
        self.short += u32::from(why.iter().any(|why| why == SHORT_HOLD));
        self.done.push(Done {
            side: *side,
            good: *good,
            hold_s: *hold_s,
            range: *range,
            ways_s: [*in_s, *out_s],
        });
        // A hold that no repetition follows was too short to count.
        self.holds.extend(self.ended_hold.take());
        self.end_faults(t_s);
    }

    /// Adds the figures of a later set of the same exercise.
    pub fn join(&mut self, later: &Self) {
        self.done.extend(&later.done);
        self.holds.extend(&later.holds);
        self.partials += later.partials;
        self.short += later.short;
        for (id, count) in &later.cues {
            *self.cues.entry(id.clone()).or_default() += count;
        }
        for (id, tally) in &later.faults {
            let all = self.faults.entry(id.clone()).or_default();
            all.count += tally.count;
            all.seconds += tally.seconds;
        }
        for (id, reps) in &later.onsets {
            self.onsets.entry(id.clone()).or_default().extend(reps);
        }
        self.has_begun |= later.has_begun;
        self.is_count_only |= later.is_count_only;
        self.stopped = self.stopped.or(later.stopped);
        let (all, more) = (&mut self.observed, &later.observed);
        all.until_s += more.until_s;
        all.frames += more.frames;
        all.frames_with_person += more.frames_with_person;
        all.unseen_s += more.unseen_s;
        // What was praised holds for all of it only where it was said of each.
        if all.praise != more.praise {
            all.praise = None;
        }
    }

    /// The repetitions of a set in which a fault became bad: the first and the last, or those of the
    /// middle half of many. None where it never did.
    #[must_use]
    pub fn when_off(&self, fault: &str) -> Option<(u32, u32)> {
        let mut reps = self.onsets.get(fault)?.clone();
        reps.sort_unstable();
        let aside = match reps.len() {
            few if few < MOMENTS_TO_TELL => 0,
            many => many / 4,
        };
        Some((*reps.get(aside)?, *reps.get(reps.len() - 1 - aside)?))
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
            let rep = u32::try_from(self.done.len()).unwrap_or(u32::MAX - 1) + 1;
            self.onsets.entry(id.to_owned()).or_default().push(rep);
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
        let of_side = |done: &&Done| side.is_none() || done.side == side;
        let mut figures = SideFigures::default();
        let (mut held_s, mut range, mut ways_s) = (0.0, 0.0, [0.0; 2]);
        for done in self.done.iter().filter(of_side) {
            figures.counted += 1;
            figures.unjudged += u32::from(done.good.is_none());
            held_s += done.hold_s;
            range += done.range;
            for (all_s, way_s) in ways_s.iter_mut().zip(done.ways_s) {
                *all_s += way_s;
            }
            if done.good == Some(true) {
                figures.good += 1;
                let longest_s = figures.longest_s.unwrap_or(0.0);
                figures.longest_s = Some(longest_s.max(done.hold_s));
                figures.farthest = Some(figures.farthest.unwrap_or(0.0).max(done.range));
            }
        }
        if figures.counted > 0 {
            let counted = f64::from(figures.counted);
            figures.mean_hold_s = Some(held_s / counted);
            figures.mean_range = Some(range / figures.counted as f32);
            figures.mean_ways_s = Some(ways_s.map(|way_s| way_s / counted));
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
mod tests;
