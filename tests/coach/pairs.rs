//! Every fault row of every exercise at its limits: just inside good nothing is told, just beyond bad
//! that fault is told, with one cue and nothing else.

use std::fmt::Write;

use spotter::coach::{Band, Event};
use spotter::exercise::load_movement;

use crate::limits::{Found, Row, recorded};
use crate::recording::{Coached, with_short_holds};

/// What is wrong with a row: nothing where it is told beyond its limits and only there.
fn wrong(row: &Row, [inside, beyond]: [Found; 2]) -> Vec<String> {
    let inside = inside.map(|(_, inside)| wrong_inside(row, &inside.coached(row.exercise)));
    let beyond = beyond.map(|(_, beyond)| wrong_beyond(row, &beyond.coached(row.exercise)));
    [("inside", inside), ("beyond", beyond)]
        .into_iter()
        .filter_map(|(what, wrong)| match wrong {
            Ok(wrong) => wrong.map(|wrong| format!("{what}: {wrong}")),
            Err(tried) => Some(format!("{what}: no size shows it:{tried}")),
        })
        .collect()
}

fn wrong_inside(row: &Row, done: &Coached) -> Option<String> {
    let mut told = bands(done, &row.fault.id);
    // "A little off" on arrival is true where good form passes through it.
    if !told.is_empty() && row.is_off_in_passing() {
        told.retain(|(band, _)| *band == Band::Bad);
    }
    let is_silent = told.is_empty() && done.cues().is_empty() && done.bad().is_empty();
    (!is_silent).then(|| seen(done, &told))
}

fn wrong_beyond(row: &Row, done: &Coached) -> Option<String> {
    let id = row.fault.id.as_str();
    let bad: &[&str] = if row.is_suggestion() { &[] } else { &[id] };
    let is_right = done.bad() == bad && is_told_once(done, id);
    (!is_right).then(|| seen(done, &bands(done, id)))
}

/// Whether this cue and no other is given, once in the movement.
fn is_told_once(done: &Coached, id: &str) -> bool {
    let is_cue = |event: &Event| matches!(event, Event::Cue { .. });
    let is_end = |event: &Event| matches!(event, Event::Rep { .. } | Event::Partial { .. });
    let from_first = done.events.iter().skip_while(|timed| !is_cue(&timed.event));
    let in_movement = from_first.take_while(|timed| !is_end(&timed.event));
    in_movement.filter(|timed| is_cue(&timed.event)).count() == 1
        && done.cues().iter().all(|cue| *cue == id)
}

/// What was told of a row.
fn bands(done: &Coached, wanted: &str) -> Vec<(Band, f32)> {
    done.events
        .iter()
        .filter_map(|timed| match &timed.event {
            Event::Fault {
                id, band, value, ..
            } if id == wanted => Some((*band, *value)),
            _ => None,
        })
        .collect()
}

fn seen(done: &Coached, told: &[(Band, f32)]) -> String {
    format!(
        "told {told:?}, bad {:?}, cues {:?}, counted {}, partials {}",
        done.bad(),
        done.cues(),
        done.summary.reps.total,
        done.summary.partials
    )
}

/// Judges all rows of an exercise, with the recordings that `find` gives. `ONLY=fault` takes one row.
fn judge_rows(id: &str, find: impl Fn(&Row) -> [Found; 2]) {
    let exercise = with_short_holds(id);
    let movement = load_movement(id, None, None).unwrap();
    let only = std::env::var("ONLY").ok();
    let mut all = String::new();
    for fault in &exercise.faults {
        if only.as_ref().is_some_and(|only| *only != fault.id) {
            continue;
        }
        let row = Row {
            exercise: &exercise,
            movement: &movement,
            fault,
        };
        for why in wrong(&row, find(&row)) {
            writeln!(all, "{id} {}: {why}", fault.id).unwrap();
        }
    }
    assert!(all.is_empty(), "\n{all}");
}

/// At the sizes of the fault that are known, and on recorded tracks where a row reads the outline.
fn every_row_is_told_beyond_its_limits_and_only_there(id: &str) {
    judge_rows(id, |row| {
        if row.needs_outline() {
            recorded(row).map(|recording| Ok((f32::NAN, recording)))
        } else {
            row.recordings()
        }
    });
}

each_exercise! { every_row_is_told_beyond_its_limits_and_only_there }

mod with_sizes_that_are_searched_for {
    use super::*;

    fn every_row_is_told_beyond_its_limits_and_only_there(id: &str) {
        judge_rows(id, |row| row.searched());
    }

    each_exercise! {
        #[ignore = "minutes, and renders: make test-all"]
        every_row_is_told_beyond_its_limits_and_only_there
    }
}
