//! The history as a table for the terminal.

use super::rows::SetRow;
use super::summary::{repetitions, seconds};
use crate::coach::StopWhy;
use crate::words::{Language, Phrase, Text, history, summary, table};

const COLUMNS: usize = history::HEADINGS.in_language(Language::English).len();

/// A line per set, columns as wide as they need to be; one sentence when there are none.
/// `name` gives the name of an exercise from its id.
#[must_use]
pub fn history_table(language: Language, rows: &[SetRow], name: impl Fn(&str) -> String) -> String {
    if rows.is_empty() {
        return format!("{}\n", history::NO_SESSIONS.in_language(language));
    }
    let mut lines: Vec<[String; COLUMNS]> =
        vec![history::HEADINGS.in_language(language).map(String::from)];
    lines.extend(rows.iter().map(|row| cells(language, row, &name)));
    table::columns("", &lines)
}

fn cells(language: Language, row: &SetRow, name: &impl Fn(&str) -> String) -> [String; COLUMNS] {
    let held: f64 = row.summary.holds.iter().map(|hold| hold.hold_s).sum();
    let or_none =
        |cell: Option<String>| cell.unwrap_or_else(|| summary::NONE.in_language(language).into());
    let is_held = !row.summary.holds.is_empty();
    [
        row.id.to_string(),
        row.started.clone(),
        exercise(row, name),
        minutes(row.seconds),
        or_none(repetitions(language, &row.summary)),
        or_none((row.judged > 0).then(|| history::good_of(language, row.good, row.judged))),
        or_none(is_held.then(|| seconds(language, held))),
        from(row).in_language(language).into(),
        note(language, row),
    ]
}

/// "Side plank, knees".
fn exercise(row: &SetRow, name: &impl Fn(&str) -> String) -> String {
    let name = name(&row.exercise);
    match &row.variant {
        Some(variant) => format!("{name}, {variant}"),
        None => name,
    }
}

/// The person whom the figures are of. Sets of videos and of the synthetic person count for
/// nothing.
fn from(row: &SetRow) -> Text {
    if row.counts {
        history::CAMERA
    } else if row.source.split(':').next() == Some("performer") {
        history::SYNTHETIC
    } else {
        history::VIDEO
    }
}

/// What the figures don't tell by themselves.
fn note(language: Language, row: &SetRow) -> String {
    let mut notes = Vec::new();
    match row.summary.ended {
        Some(StopWhy::Pain) => notes.push(history::STOPPED_FOR_PAIN.said_in(language)),
        Some(StopWhy::Wave) => notes.push(history::STOPPED_BY_WAVE.said_in(language)),
        Some(StopWhy::Left) => notes.push(history::HAS_LEFT.said_in(language)),
        None if row.interrupted => notes.push(history::INTERRUPTED.said_in(language)),
        None => {}
    }
    notes.extend(row.pain.map(|pain| history::pain_of(language, pain)));
    notes.extend(history::events_lost(language, row.events_lost));
    notes.extend(history::unreadable(language, row.unreadable));
    notes.join(", ")
}

/// "2:05".
fn minutes(seconds: f64) -> String {
    let seconds = seconds.max(0.0) as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::super::ids::SetId;
    use super::*;
    use crate::coach::{HeldFor, RepCounts, Summary};

    fn row(id: &str, seconds: f64) -> SetRow {
        SetRow {
            id: id.parse::<SetId>().unwrap(),
            session: "1".parse().unwrap(),
            started_at: 0,
            started: "2026-03-01 18:05".into(),
            exercise: "bird-dog".into(),
            exercise_version: None,
            variant: None,
            dose: None,
            source: "camera".into(),
            counts: true,
            model: None,
            app_version: "0.1.0".into(),
            seconds,
            interrupted: false,
            events_lost: 0,
            good: 0,
            judged: 0,
            unreadable: 0,
            pain: None,
            summary: Summary::default(),
        }
    }

    fn name(id: &str) -> String {
        match id {
            "bird-dog" => "Bird dog".into(),
            other => other.into(),
        }
    }

    #[test]
    fn columns_are_aligned() {
        let mut first = row("7", 125.4);
        first.summary.reps = RepCounts {
            left: 6,
            right: 5,
            total: 11,
        };
        (first.good, first.judged) = (9, 10);
        first.summary.holds = [7.5, 8.7]
            .map(|hold_s| HeldFor { side: None, hold_s })
            .into();
        let mut second = row("12", 59.9);
        second.interrupted = true;
        second.exercise = "my-own".into();
        second.variant = Some("knees".into());
        assert_eq!(
            history_table(Language::English, &[first, second], name),
            "\
No  When              Exercise       Time  Repetitions      Good     Held  From    Note
7   2026-03-01 18:05  Bird dog       2:05  left 6, right 5  9 of 10  16 s  camera
12  2026-03-01 18:05  my-own, knees  0:59  –                –        –     camera  interrupted
"
        );
    }

    fn noted(change: impl Fn(&mut SetRow)) -> String {
        let mut changed = row("1", 60.0);
        change(&mut changed);
        note(Language::English, &changed)
    }

    #[test]
    fn a_stop_for_pain_a_loss_and_what_cannot_be_read_are_noted() {
        assert_eq!(noted(|_| {}), "");
        let pain = |row: &mut SetRow| row.summary.ended = Some(StopWhy::Pain);
        assert_eq!(noted(pain), "stopped: pain");
        let cut_off = |row: &mut SetRow| (row.interrupted, row.events_lost) = (true, 3);
        assert_eq!(noted(cut_off), "interrupted, 3 events lost");
        let damaged = |row: &mut SetRow| row.unreadable = 1;
        assert_eq!(noted(damaged), "1 line of it can't be read");
    }

    #[test]
    fn a_video_and_the_synthetic_person_are_told_from_a_camera() {
        let from = |source: &str, counts| {
            let source = source.to_owned();
            from(&SetRow {
                source,
                counts,
                ..row("1", 60.0)
            })
            .in_language(Language::English)
        };
        assert_eq!(from("camera:1", true), "camera");
        for source in ["performer", "performer:fault=sag"] {
            assert_eq!(from(source, false), "synthetic person");
        }
        for source in ["/home/ada/video.mp4", "performer.mp4"] {
            assert_eq!(from(source, false), "video");
        }
    }

    #[test]
    fn an_empty_history_says_so() {
        assert_eq!(
            history_table(Language::English, &[], name),
            "No sessions yet.\n"
        );
    }
}
