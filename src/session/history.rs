//! The history as a table for the terminal.

use super::store::SessionRow;
use super::summary::{repetitions, whole};

const HEADINGS: [&str; 6] = ["No", "When", "Exercise", "Time", "Repetitions", "Held"];

/// A line per session, columns as wide as they need to be; one sentence when there are none.
#[must_use]
pub fn history_table(rows: &[SessionRow]) -> String {
    if rows.is_empty() {
        return "No sessions yet.\n".into();
    }
    let mut lines: Vec<[String; 6]> = vec![HEADINGS.map(String::from)];
    lines.extend(rows.iter().map(cells));
    let widths: [usize; 6] = std::array::from_fn(|column| {
        let cells = lines.iter().map(|line| line[column].chars().count());
        cells.max().unwrap_or(0)
    });
    let mut table = String::new();
    for line in &lines {
        let cells = line.iter().zip(widths);
        let text: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        table.push_str(text.join("  ").trim_end());
        table.push('\n');
    }
    table
}

fn cells(row: &SessionRow) -> [String; 6] {
    let held: f64 = row.summary.holds.iter().map(|hold| hold.hold_s).sum();
    let mut time = minutes(row.seconds);
    if row.interrupted {
        time.push_str(", interrupted");
    }
    [
        row.id.to_string(),
        row.started.clone(),
        row.exercise.clone(),
        time,
        repetitions(&row.summary).unwrap_or_else(|| "–".into()),
        if row.summary.holds.is_empty() {
            "–".into()
        } else {
            format!("{} s", whole(held))
        },
    ]
}

/// "2:05".
fn minutes(seconds: f64) -> String {
    let seconds = seconds.max(0.0) as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::super::store::SessionId;
    use super::*;
    use crate::coach::{HeldFor, RepCounts, Summary};

    fn row(id: &str, seconds: f64) -> SessionRow {
        SessionRow {
            id: id.parse::<SessionId>().unwrap(),
            started_at: 0,
            started: "2026-03-01 18:05".into(),
            exercise: "bird-dog".into(),
            variant: None,
            dose: None,
            source: "camera".into(),
            app_version: "0.1.0".into(),
            seconds,
            interrupted: false,
            events_lost: 0,
            summary: Summary::default(),
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
        first.summary.holds = [7.5, 8.7]
            .map(|hold_s| HeldFor { side: None, hold_s })
            .into();
        let mut second = row("12", 59.9);
        second.interrupted = true;
        second.exercise = "partial-sit-up".into();
        assert_eq!(
            history_table(&[first, second]),
            "\
No  When              Exercise        Time               Repetitions      Held
7   2026-03-01 18:05  bird-dog        2:05               left 6, right 5  16 s
12  2026-03-01 18:05  partial-sit-up  0:59, interrupted  –                –
"
        );
    }

    #[test]
    fn an_empty_history_says_so() {
        assert_eq!(history_table(&[]), "No sessions yet.\n");
    }
}
