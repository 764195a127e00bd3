//! What is told of a set once it is over. It is made once; the window, the terminal and the voice
//! show and say the same.

use super::change::Change;
use super::compared::Compared;
use super::earlier::Earlier;
use super::figures::{SetFigures, SideFigures};
use super::measure::Measure;
use super::summary::{faults, next_time, went_well};
use crate::blazepose::Side;
use crate::coach::{SHORT_HOLD, StopWhy, Summary};
use crate::exercise::{CycleKind, Dose, Exercise, Fault, Severity};
use crate::words::{self, Language, Text};

/// Everything that is told of a set.
#[derive(Debug, Clone)]
pub struct Recap {
    /// The language of all that is told.
    pub language: Language,
    /// Name of the exercise, "Bird dog".
    pub exercise: String,
    /// Whether the set has begun: what comes before is getting ready.
    pub has_begun: bool,
    /// How long it went on, in seconds of the source.
    pub duration_s: f64,
    /// The dose that was asked for.
    pub dose: Dose,
    /// Whether the exercise counts holds and not repetitions.
    pub counts_holds: bool,
    /// The figures of left and right; `None` in exercises without sides.
    pub sides: Option<[SideFigures; 2]>,
    /// What both have done together.
    pub total: SideFigures,
    /// The best thing that can truly be said, in a sentence.
    pub went_well: Option<String>,
    /// One thing for next time, in a sentence.
    pub next_time: Option<String>,
    /// Name of an easier form for next time, where the same thing was off again and again.
    pub easier: Option<String>,
    /// What was asked for in the set: first what was off, the longest first, then the suggestions.
    pub requests: Vec<Request>,
    /// The meaning of a set without cues; `None` where a cue was given.
    pub without_requests: Option<WithoutRequests>,
    /// How far the exercise goes, where that has a unit that people know.
    pub range: Option<Measure>,
    /// What it is followed by.
    pub main: Measure,
    /// What was measured, beside earlier sessions. Nothing of a set that was stopped.
    pub compared: Compared,
    /// All figures.
    pub summary: Summary,
    /// What they were added up from.
    pub figures: SetFigures,
}

/// What was asked for in a set.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// What it is about, "Heel height".
    pub label: String,
    /// The words that help with it, "Push heel back, not up".
    pub cue: String,
    /// How often it was off, or was suggested.
    pub times: u32,
    /// Seconds for which it was off; `None` for a suggestion, where nothing was wrong.
    pub seconds: Option<f64>,
    /// The repetitions between which it was off.
    pub reps: Option<(u32, u32)>,
}

/// What it means that nothing was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithoutRequests {
    /// Whether the set was stopped for pain. Then nothing is said about how well it went.
    Stopped,
    /// There was nothing to say anything about.
    NothingCounted,
    /// Some of it could not be judged.
    NotAllJudged,
    /// All was judged, and no cue was needed.
    NoneNeeded,
}

impl Recap {
    /// What is told of these figures.
    #[must_use]
    pub fn of(exercise: &Exercise, dose: &Dose, figures: &SetFigures) -> Self {
        let summary = figures.summary();
        let requests = requests(exercise, figures, &summary);
        let range = Measure::range_of(exercise);
        let counts_holds = exercise.cycle.kind == CycleKind::Hold;
        let has_sides = exercise.cycle.side.is_some();
        let recap = Self {
            language: exercise.language,
            exercise: exercise.name.clone(),
            has_begun: figures.has_begun(),
            duration_s: figures.until_s(),
            dose: dose.clone(),
            counts_holds,
            main: Measure::main(counts_holds, range.as_ref()),
            range,
            compared: Compared::default(),
            sides: has_sides.then(|| Side::BOTH.map(|side| figures.of_side(Some(side)))),
            total: figures.of_side(None),
            went_well: went_well(exercise.language, &summary),
            next_time: next_time(&summary, exercise),
            easier: easier(&summary, exercise),
            without_requests: requests
                .is_empty()
                .then(|| without_requests(figures, &summary)),
            requests,
            summary,
            figures: figures.clone(),
        };
        recap.measured(&Earlier::default())
    }

    fn measured(mut self, earlier: &Earlier) -> Self {
        if !self.is_stopped() && self.total.counted > 0 {
            self.compared = Compared::of(&self, earlier);
        }
        self
    }

    /// The same beside what earlier sessions say; none where it is nothing of the user's. Nobody who has
    /// stopped is compared with anything.
    #[must_use]
    pub fn beside(self, earlier: Option<&Earlier>) -> Self {
        let Some(earlier) = earlier else { return self };
        let mut recap = self.measured(earlier);
        let is_measured = !recap.compared.figures.is_empty();
        recap.compared.is_first_time = is_measured && recap.compared.last.is_none();
        recap
    }

    /// What became of the exercise since the last time, within a sentence: "now longer". More is told
    /// only where something was good. None where nothing can be said.
    #[must_use]
    pub fn change_since_last(&self) -> Option<Text> {
        let is_hold = self.main == Measure::Hold;
        let change = self.compared.last.as_ref()?.change?;
        Some(match (change, is_hold) {
            (Change::More, _) if self.total.good == 0 => return None,
            (Change::Same | Change::NotYet, _) => words::summary::NOW_THE_SAME,
            (Change::More, true) => words::summary::NOW_LONGER,
            (Change::More, false) => words::summary::NOW_FARTHER,
            (Change::Less, true) => words::summary::NOW_SHORTER,
            (Change::Less, false) => words::summary::NOW_LESS_FAR,
        })
    }

    /// What is told of these figures by themselves.
    #[cfg(test)]
    pub(super) fn of_summary(exercise: &Exercise, summary: Summary) -> Self {
        let dose = exercise.dose("standard").unwrap();
        Self {
            went_well: went_well(exercise.language, &summary),
            next_time: next_time(&summary, exercise),
            requests: requests(exercise, &SetFigures::default(), &summary),
            summary,
            ..Self::of(exercise, dose, &SetFigures::default())
        }
    }

    /// One thing for next time, as it is shown below a heading that says so: an easier form, or the one
    /// cue that would help most.
    #[must_use]
    pub fn for_next_time(&self) -> Option<String> {
        let easier = self.easier.as_deref();
        let easier = easier.map(|form| words::routine::easier(self.language, form));
        easier.or_else(|| self.next_time.clone())
    }

    /// The same as a sentence of its own.
    #[must_use]
    pub fn next_time_sentence(&self) -> Option<String> {
        let easier = self.easier.as_deref();
        let easier = easier.map(|form| words::routine::next_time_easier(self.language, form));
        let cue = self.next_time.as_deref();
        easier.or_else(|| cue.map(|cue| words::summary::next_time(self.language, cue)))
    }

    /// Whether the person wanted the set to stop at once, for pain or by a wave of the hand.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.summary.ended.is_some_and(StopWhy::is_asked_for)
    }

    /// Whether the person has left the set and not come back.
    #[must_use]
    pub fn is_left(&self) -> bool {
        self.summary.ended == Some(StopWhy::Left)
    }

    /// What was off.
    pub fn corrections(&self) -> impl Iterator<Item = &Request> {
        let requests = self.requests.iter();
        requests.filter(|request| request.seconds.is_some())
    }

    /// What was asked for though nothing was at fault.
    pub fn suggestions(&self) -> impl Iterator<Item = &Request> {
        let requests = self.requests.iter();
        requests.filter(|request| request.seconds.is_none())
    }
}

/// A cue is said twice in a set. Where it would be needed once more, an easier form helps better
/// (specification §12.2).
const TIMES_UNTIL_EASIER: u32 = 3;

fn easier(summary: &Summary, exercise: &Exercise) -> Option<String> {
    let is_often_off = |fault: &Fault| {
        let times = summary.faults.get(&fault.id).map_or(0, |tally| tally.count);
        fault.severity >= Severity::Form && times >= TIMES_UNTIL_EASIER
    };
    if summary.ended.is_some() || !exercise.faults.iter().any(is_often_off) {
        return None;
    }
    let form = exercise.easier()?;
    Some(form.called(exercise.language))
}

fn requests(exercise: &Exercise, figures: &SetFigures, summary: &Summary) -> Vec<Request> {
    let corrections = faults(summary).into_iter().map(|(id, fault)| Request {
        label: label(exercise, id),
        cue: exercise.first_cue(id),
        times: fault.count,
        seconds: Some(fault.seconds),
        reps: figures.when_off(id),
    });
    let suggested = summary
        .cues
        .iter()
        .filter(|(id, _)| !summary.faults.contains_key(*id));
    let suggestions = suggested.map(|(id, times)| match id.as_str() {
        SHORT_HOLD => Request {
            label: words::summary::HOLD_TIME
                .in_language(exercise.language)
                .to_owned(),
            cue: words::HOLD_LONGER.in_language(exercise.language).to_owned(),
            times: *times,
            seconds: None,
            reps: None,
        },
        id => Request {
            label: label(exercise, id),
            cue: exercise.first_cue(id),
            times: *times,
            seconds: None,
            reps: None,
        },
    });
    corrections.chain(suggestions).collect()
}

fn without_requests(figures: &SetFigures, summary: &Summary) -> WithoutRequests {
    if summary.ended.is_some() {
        WithoutRequests::Stopped
    } else if summary.reps.total == 0 {
        WithoutRequests::NothingCounted
    } else if summary.unjudged > 0 || figures.is_count_only() {
        WithoutRequests::NotAllJudged
    } else {
        WithoutRequests::NoneNeeded
    }
}

/// The label of a fault; its id where the exercise no longer has it.
fn label(exercise: &Exercise, id: &str) -> String {
    let fault = exercise.faults.iter().find(|fault| fault.id == id);
    fault.map_or(id, |fault| &fault.label).to_owned()
}
