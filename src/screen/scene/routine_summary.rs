//! The summary of a whole routine as plain data: a row for each exercise, the best thing of all, and
//! the one thing that would help most.

use super::summary::{CueRow, Share, SummaryRow, SummaryScene};
use crate::routine::Ending;
use crate::session::{Recap, SideFigures, WithoutRequests};
use crate::words::{Language, PAIN, Phrase, Text, routine, summary};

/// The scene of a routine that is over.
#[must_use]
pub fn routine_scene(language: Language, sets: &[Recap], ending: Ending) -> SummaryScene {
    let title = match ending {
        Ending::Done => routine::SESSION_DONE,
        Ending::Left => routine::SESSION_LEFT,
        Ending::Pain => routine::SESSION_STOPPED,
    };
    let seconds: f64 = sets.iter().map(|set| set.duration_s).sum();
    // The exercise that went best is praised, the one that was off longest is what to look at.
    let share_of_good = |set: &&Recap| set.total.good * 100 / set.total.counted.max(1);
    let best = sets.iter().filter(|set| set.went_well.is_some());
    let best = best.max_by_key(share_of_good);
    let off_s = |set: &&Recap| -> u64 {
        let seconds = set.requests.iter().filter_map(|request| request.seconds);
        seconds.sum::<f64>() as u64
    };
    let open = sets.iter().filter(|set| set.for_next_time().is_some());
    let open = open.max_by_key(off_s);
    let of = |set: &Recap, sentence: &Option<String>| {
        let sentence = sentence.as_ref()?;
        Some(routine::of_exercise(language, &set.exercise, sentence))
    };
    SummaryScene {
        title: title.said_in(language),
        subtitle: routine::exercises_and_minutes(
            language,
            sets.len(),
            (seconds / 60.0).round() as u32,
        ),
        advice: if ending == Ending::Pain {
            PAIN.in_language(language).map(str::to_owned).to_vec()
        } else {
            Vec::new()
        },
        went_well: best.and_then(|set| of(set, &set.went_well)),
        next_time: open.and_then(|set| of(set, &set.for_next_time())),
        rows: sets.iter().map(row).collect(),
        cues: cues(sets),
        without_cues: without_cues(sets).said_in(language),
        pain: None,
        footer: summary::NOTHING_LEAVES.said_in(language),
    }
}

/// What it means that no cue was given in any of these sets. None was needed only where all of each was
/// judged.
fn without_cues(sets: &[Recap]) -> Text {
    if sets.iter().all(|set| set.total.counted == 0) {
        return summary::NOTHING_COUNTED;
    }
    let is_none_needed = |set: &Recap| set.without_requests == Some(WithoutRequests::NoneNeeded);
    if sets.iter().all(is_none_needed) {
        summary::NO_CUE_NEEDED
    } else {
        summary::NOT_ALL_JUDGED
    }
}

/// What was counted of an exercise, against its dose.
fn row(set: &Recap) -> SummaryRow {
    let wanted = set.dose.reps.max(1) as f32;
    let share = |side: &SideFigures| Share {
        text: side.counted.to_string(),
        part: (side.counted as f32 / wanted).min(1.0),
    };
    let (left, right) = match &set.sides {
        Some([left, right]) => (share(left), Some(share(right))),
        None => (share(&set.total), None),
    };
    SummaryRow {
        label: set.exercise.clone(),
        left,
        right,
    }
}

/// The cues of all exercises, those that were needed longest first.
fn cues(sets: &[Recap]) -> Vec<CueRow> {
    let requests = sets.iter().flat_map(|set| &set.requests);
    let mut rows: Vec<CueRow> = requests.map(CueRow::of).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.seconds, row.times)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{Event, Observed, Timed};
    use crate::exercise::load;
    use crate::session::SetFigures;

    /// A set of a cobra with repetitions of these verdicts.
    fn set(verdicts: &[Option<bool>]) -> Recap {
        let cobra = load("cobra", None, None).unwrap();
        let rep = |(n, good): (usize, &Option<bool>)| Timed {
            t_s: n as f64,
            event: Event::Rep {
                n: n as u32 + 1,
                side: None,
                peak: 40.0,
                range: 40.0,
                in_s: 1.0,
                hold_s: 5.0,
                out_s: 1.0,
                good: *good,
                why: Vec::new(),
            },
        };
        let mut events = vec![Timed {
            t_s: 0.0,
            event: Event::Start,
        }];
        events.extend(verdicts.iter().enumerate().map(rep));
        let figures = SetFigures::of(&cobra.id, &events, Observed::default());
        Recap::of(&cobra, cobra.dose("standard").unwrap(), &figures)
    }

    #[test]
    fn that_no_cue_was_needed_is_said_only_where_all_was_judged() {
        let (good, unjudged, empty) = (set(&[Some(true)]), set(&[None]), set(&[]));
        let said = |sets: &[Recap]| routine_scene(Language::English, sets, Ending::Done);
        let words = |sets: &[&Recap]| {
            let sets: Vec<Recap> = sets.iter().map(|set| (*set).clone()).collect();
            said(&sets).without_cues
        };
        let needed = summary::NO_CUE_NEEDED.said_in(Language::English);
        assert_eq!(words(&[&good, &good]), needed);
        for sets in [[&good, &unjudged], [&good, &empty], [&unjudged, &empty]] {
            assert_ne!(words(&sets), needed);
        }
    }
}
