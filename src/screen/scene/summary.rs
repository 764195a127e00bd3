//! The summary scene as plain data, made from what is told of the set.

use crate::session::{Recap, SideFigures, WithoutRequests};
use crate::words;
use crate::words::summary;

/// The bars of the average hold are full at this many seconds where the dose asks for less.
const LEAST_FULL_BAR_S: f32 = 10.0;

/// The summary scene.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryScene {
    /// "Bird dog, done".
    pub title: String,
    /// "1 set · 2 minutes".
    pub subtitle: String,
    /// What was said when the set was stopped for pain, in place of the two sentences.
    pub advice: Vec<String>,
    /// What went well; none when nothing can truly be said.
    pub went_well: Option<String>,
    /// One thing for next time.
    pub next_time: Option<String>,
    /// Rows of figures: label, left, right, share of the dose left and right (0 to 1).
    /// Exercises without sides have no right value. None where no set was begun.
    pub rows: Vec<SummaryRow>,
    /// How often each cue was needed: label, times, seconds; 0 seconds for what is not timed.
    pub cues: Vec<(String, u32, f32)>,
    /// What stands there where none was given.
    pub without_cues: String,
    /// Right end of the footer, "Saved on this computer only".
    pub footer: String,
}

/// One row of the summary's left-and-right card.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryRow {
    /// "Repetitions".
    pub label: String,
    /// Text and share (0 to 1) of the left side, or of both without sides.
    pub left: (String, f32),
    /// Text and share of the right side.
    pub right: Option<(String, f32)>,
}

/// The scene of a set that is over. `not_kept` says that it is not saved, where that is so.
#[must_use]
pub fn summary_scene(recap: &Recap, not_kept: Option<&str>) -> SummaryScene {
    let is_stopped = recap.is_stopped_for_pain();
    let footer = match (not_kept, recap.has_begun) {
        (Some(words), _) => words,
        (None, true) => summary::SAVED_HERE,
        (None, false) => summary::NOTHING_LEAVES,
    };
    SummaryScene {
        title: summary::title(&recap.exercise, is_stopped),
        subtitle: if recap.has_begun {
            summary::one_set((recap.duration_s / 60.0).round() as u32)
        } else {
            String::new()
        },
        advice: if is_stopped {
            words::PAIN.map(str::to_owned).to_vec()
        } else {
            Vec::new()
        },
        went_well: recap.went_well.clone(),
        next_time: recap.next_time.clone(),
        rows: if recap.has_begun {
            rows(recap)
        } else {
            Vec::new()
        },
        cues: cues(recap),
        without_cues: without_cues(recap.without_requests).to_owned(),
        footer: footer.to_owned(),
    }
}

/// What was off or was asked for: label, times, seconds.
fn cues(recap: &Recap) -> Vec<(String, u32, f32)> {
    let requests = recap.requests.iter();
    requests
        .map(|request| {
            let seconds = request.seconds.unwrap_or(0.0) as f32;
            (request.label.clone(), request.times, seconds)
        })
        .collect()
}

fn without_cues(without: Option<WithoutRequests>) -> &'static str {
    match without {
        None | Some(WithoutRequests::Stopped) => "",
        Some(WithoutRequests::NothingCounted) => summary::NOTHING_COUNTED,
        Some(WithoutRequests::NotAllJudged) => summary::NOT_ALL_JUDGED,
        Some(WithoutRequests::NoneNeeded) => summary::NO_CUE_NEEDED,
    }
}

fn rows(recap: &Recap) -> Vec<SummaryRow> {
    let row = |label: &str, cell: &dyn Fn(&SideFigures) -> (String, f32)| {
        let (left, right) = match &recap.sides {
            Some([left, right]) => (cell(left), Some(cell(right))),
            None => (cell(&recap.total), None),
        };
        let label = label.to_owned();
        SummaryRow { label, left, right }
    };
    let wanted = recap.dose.reps.max(1) as f32;
    let of_dose = |n: u32| (n.to_string(), (n as f32 / wanted).min(1.0));
    let full_s = recap.dose.hold_s.max(LEAST_FULL_BAR_S);
    let label = if recap.counts_holds {
        summary::HOLDS
    } else {
        summary::REPETITIONS
    };
    let mut rows = vec![
        row(label, &|side| of_dose(side.counted)),
        row(summary::GOOD_ONES, &|side| of_dose(side.good)),
    ];
    if recap.total.unjudged > 0 {
        rows.push(row(summary::COULD_NOT_BE_JUDGED, &|side| {
            of_dose(side.unjudged)
        }));
    }
    rows.push(row(summary::AVERAGE_HOLD, &|side| match side.mean_hold_s {
        Some(mean_s) => (tenths(mean_s), (mean_s as f32 / full_s).min(1.0)),
        None => (summary::NONE.to_owned(), 0.0),
    }));
    rows
}

/// Tenths of a second that are over: what a hold's clock shows is never rounded up, or 3.97 s would
/// be "4.0 s" here and "3 s" in the terminal.
fn tenths(seconds: f64) -> String {
    // Added first: 0.3 is a little less than three tenths in binary.
    format!("{:.1} s", ((seconds + 1e-6) * 10.0).floor() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_hold_is_rounded_up() {
        assert_eq!(tenths(3.97), "3.9 s");
        assert_eq!(tenths(0.3), "0.3 s");
        assert_eq!(tenths(4.0), "4.0 s");
    }
}
