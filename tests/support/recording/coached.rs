//! What a coach made of a recording.

use spotter::coach::{Coach, Event, Observed, PartialWhy, Summary, Timed};
use spotter::session::SetFigures;

/// The events of a set, and its summary.
pub struct Coached {
    /// All events, the summary last.
    pub events: Vec<Timed>,
    pub summary: Summary,
}

impl Coached {
    /// A set that is over: its events, and what its coach observed.
    pub fn of(coach: &Coach, mut events: Vec<Timed>, observed: Observed) -> Coached {
        let figures = SetFigures::of(&coach.exercise().id, &events, observed);
        events.push(figures.event());
        let summary = figures.summary();
        Coached { events, summary }
    }

    /// Ids of the faults that were bad, each once, in alphabetical order.
    pub fn bad(&self) -> Vec<String> {
        let mut bad: Vec<String> = self.summary.faults.keys().cloned().collect();
        bad.sort();
        bad
    }

    /// Ids of the faults that were corrected, in order.
    pub fn cues(&self) -> Vec<&str> {
        let cue = |timed| match timed {
            &Timed {
                event: Event::Cue { ref fault, .. },
                ..
            } => Some(fault.as_str()),
            _ => None,
        };
        self.events.iter().filter_map(cue).collect()
    }

    /// How many repetitions were counted.
    pub fn reps(&self) -> usize {
        let is_rep = |timed: &&Timed| matches!(timed.event, Event::Rep { .. });
        self.events.iter().filter(is_rep).count()
    }

    /// Why movements did not count.
    pub fn partials(&self) -> Vec<PartialWhy> {
        let why = |timed: &Timed| match timed.event {
            Event::Partial { why, .. } => Some(why),
            _ => None,
        };
        self.events.iter().filter_map(why).collect()
    }

    /// The events as `--events` prints them.
    pub fn lines(&self) -> String {
        self.events
            .iter()
            .map(|event| serde_json::to_string(event).unwrap() + "\n")
            .collect()
    }
}
