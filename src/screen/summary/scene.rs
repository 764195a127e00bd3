//! The summary scene as plain data, made from what is told of the set.

use crate::coach::{
    NO_CUE_NEEDED, NOT_ALL_JUDGED, NOTHING_COUNTED, PAIN, SummaryRow, SummaryScene,
};
use crate::session::{Recap, SideFigures, WithoutRequests};

/// The bars of the average hold are full at this many seconds where the dose asks for less.
const LEAST_FULL_BAR_S: f32 = 10.0;

/// The scene of a set that is over. `not_kept` says that it is not saved, where that is so.
#[must_use]
pub fn summary_scene(recap: &Recap, not_kept: Option<&str>) -> SummaryScene {
    let is_stopped = recap.is_stopped_for_pain();
    let state = if is_stopped { "stopped" } else { "done" };
    let footer = match (not_kept, recap.has_begun) {
        (Some(words), _) => words,
        (None, true) => "Saved on this computer only",
        (None, false) => "Nothing leaves this computer",
    };
    SummaryScene {
        title: format!("{}, {state}", recap.exercise),
        subtitle: if recap.has_begun {
            format!("1 set · {}", duration(recap.duration_s))
        } else {
            String::new()
        },
        advice: if is_stopped {
            PAIN.map(str::to_owned).to_vec()
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
        Some(WithoutRequests::NothingCounted) => NOTHING_COUNTED,
        Some(WithoutRequests::NotAllJudged) => NOT_ALL_JUDGED,
        Some(WithoutRequests::NoneNeeded) => NO_CUE_NEEDED,
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
        "Holds"
    } else {
        "Repetitions"
    };
    let mut rows = vec![
        row(label, &|side| of_dose(side.counted)),
        row("Good ones", &|side| of_dose(side.good)),
    ];
    if recap.total.unjudged > 0 {
        rows.push(row("Could not be judged", &|side| of_dose(side.unjudged)));
    }
    rows.push(row("Average hold", &|side| match side.mean_hold_s {
        Some(mean_s) => (tenths(mean_s), (mean_s as f32 / full_s).min(1.0)),
        None => ("–".to_owned(), 0.0),
    }));
    rows
}

/// Tenths of a second that are over: what a hold's clock shows is never rounded up, or 3.97 s would
/// be "4.0 s" here and "3 s" in the terminal.
fn tenths(seconds: f64) -> String {
    // Added first: 0.3 is a little less than three tenths in binary.
    format!("{:.1} s", ((seconds + 1e-6) * 10.0).floor() / 10.0)
}

fn duration(seconds: f64) -> String {
    match (seconds / 60.0).round() as u32 {
        0 => "less than a minute".to_owned(),
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
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
