//! The summary of a whole routine as plain data: a row for each exercise, the best thing of all, and
//! the one thing that would help most.

use super::summary::{CueRow, Share, SummaryRow, SummaryScene};
use crate::routine::Ending;
use crate::session::{Recap, SideFigures};
use crate::words::{Language, PAIN, Phrase, routine, summary};

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
    let open = sets.iter().filter(|set| set.next_time.is_some());
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
        next_time: open.and_then(|set| of(set, &set.next_time)),
        rows: sets.iter().map(row).collect(),
        cues: cues(sets),
        without_cues: summary::NO_CUE_NEEDED.said_in(language),
        footer: summary::SAVED_HERE.said_in(language),
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
