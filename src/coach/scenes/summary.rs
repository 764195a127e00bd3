//! The scene after the set.

use crate::blazepose::Side;
use crate::coach::scene::{SummaryRow, SummaryScene};
use crate::coach::set::SHORT_HOLD;
use crate::coach::tally::Tally;
use crate::coach::words;
use crate::exercise::{CycleKind, Dose, Exercise};

/// How a set has ended.
pub(in crate::coach) struct SetEnd<'a> {
    pub exercise: &'a Exercise,
    pub dose: &'a Dose,
    pub tally: &'a Tally,
    /// Seconds of the source at its end.
    pub t_s: f64,
    pub has_begun: bool,
    /// The user stopped it for pain.
    pub is_stopped_for_pain: bool,
    /// Form was judged throughout, not only counted.
    pub was_judged: bool,
    pub praise: Option<String>,
}

/// The scene after the set, but for the sentences that the history's summary gives as well.
pub(in crate::coach) fn summary_scene(end: &SetEnd) -> SummaryScene {
    let cues = cue_rows(end);
    SummaryScene {
        title: if end.is_stopped_for_pain {
            format!("{}, stopped", end.exercise.name)
        } else {
            format!("{}, done", end.exercise.name)
        },
        subtitle: if end.has_begun {
            format!("1 set · {}", duration_words(end.t_s))
        } else {
            String::new()
        },
        advice: if end.is_stopped_for_pain {
            words::PAIN.map(str::to_owned).to_vec()
        } else {
            Vec::new()
        },
        went_well: end.praise.clone(),
        next_time: None,
        rows: if end.has_begun {
            summary_rows(end)
        } else {
            Vec::new()
        },
        without_cues: without_cues(end).to_owned(),
        cues,
        footer: if end.has_begun {
            "Saved on this computer only"
        } else {
            "Nothing leaves this computer"
        }
        .to_owned(),
    }
}

/// What was off or was asked for: label, times, seconds.
fn cue_rows(end: &SetEnd) -> Vec<(String, u32, f32)> {
    let tally = end.tally;
    let given = |id: &str| tally.cues.get(id).copied().unwrap_or(0);
    let of_rules = end.exercise.faults.iter().filter_map(|fault| {
        let (times, seconds) = match tally.faults.get(&fault.id) {
            Some(fault) => (fault.count, fault.seconds),
            // An invitation.
            None => (given(&fault.id), 0.0),
        };
        (times > 0).then(|| (fault.label.clone(), times, seconds as f32))
    });
    let short = given(SHORT_HOLD);
    let of_holds = (short > 0).then(|| (words::HOLD_TIME.to_owned(), short, 0.0));
    of_rules.chain(of_holds).collect()
}

/// What it means that no cue was given.
fn without_cues(end: &SetEnd) -> &'static str {
    let done = end.tally.of_side(None);
    if end.is_stopped_for_pain {
        // Whoever has stopped for pain is not told how well it went.
        ""
    } else if done == 0 {
        words::NOTHING_COUNTED
    } else if end.tally.unjudged_of_side(None) > 0 || !end.was_judged {
        words::NOT_ALL_JUDGED
    } else {
        words::NO_CUE_NEEDED
    }
}

fn summary_rows(end: &SetEnd) -> Vec<SummaryRow> {
    let tally = end.tally;
    let wanted = end.dose.reps.max(1) as f32;
    let goal_s = end.dose.hold_s.max(10.0);
    let sides: [Option<Side>; 2] = match end.exercise.cycle.side {
        Some(_) => [Some(Side::Left), Some(Side::Right)],
        None => [None, None],
    };
    let row = |label: &str, cell: &dyn Fn(Option<Side>) -> (String, f32)| SummaryRow {
        label: label.to_owned(),
        left: cell(sides[0]),
        right: sides[1].is_some().then(|| cell(sides[1])),
    };
    let of_dose = |n: u32| (n.to_string(), (n as f32 / wanted).min(1.0));
    let label = if end.exercise.cycle.kind == CycleKind::Hold {
        "Holds"
    } else {
        "Repetitions"
    };
    let mut rows = vec![
        row(label, &|side| of_dose(tally.of_side(side))),
        row("Good ones", &|side| of_dose(tally.good_of_side(side))),
    ];
    if tally.unjudged_of_side(None) > 0 {
        rows.push(row("Could not be judged", &|side| {
            of_dose(tally.unjudged_of_side(side))
        }));
    }
    rows.push(row("Average hold", &|side| match tally.mean_hold_s(side) {
        Some(mean_s) => (format!("{mean_s:.1} s"), (mean_s as f32 / goal_s).min(1.0)),
        None => ("–".to_owned(), 0.0),
    }));
    rows
}

fn duration_words(seconds: f64) -> String {
    match (seconds / 60.0).round() as u32 {
        0 => "less than a minute".to_owned(),
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}
