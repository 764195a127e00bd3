//! The scene after the set.

use crate::coach::machine::Coach;
use crate::coach::scene::{Side, SummaryRow, SummaryScene};
use crate::exercise::CycleKind;

impl Coach {
    /// The scene after the set, but for the sentences that the history's summary gives as well:
    /// only a clean set has its own praise already.
    #[must_use]
    pub fn summary_scene(&self) -> SummaryScene {
        let tally = &self.tally;
        SummaryScene {
            title: if self.pain {
                format!("{}, stopped", self.exercise.name)
            } else {
                format!("{}, done", self.exercise.name)
            },
            subtitle: format!("1 set · {}", duration_words(self.t_s)),
            went_well: self
                .exercise
                .praise
                .clean_set
                .clone()
                .filter(|_| self.is_clean()),
            next_time: None,
            rows: self.summary_rows(),
            cues: self
                .exercise
                .faults
                .iter()
                .filter_map(|fault| {
                    let tally = tally.faults.get(&fault.id)?;
                    Some((fault.label.clone(), tally.count, tally.seconds as f32))
                })
                .collect(),
            footer: "Saved on this computer only".to_owned(),
        }
    }

    fn summary_rows(&self) -> Vec<SummaryRow> {
        let wanted = self.options.dose.reps.max(1) as f32;
        let goal_s = self.options.dose.hold_s.max(10.0);
        let sides: [Option<Side>; 2] = match self.exercise.cycle.side {
            Some(_) => [Some(Side::Left), Some(Side::Right)],
            None => [None, None],
        };
        let share = |n: u32| (n as f32 / wanted).min(1.0);
        let row = |label: &str, cell: &dyn Fn(Option<Side>) -> (String, f32)| SummaryRow {
            label: label.to_owned(),
            left: cell(sides[0]),
            right: sides[1].is_some().then(|| cell(sides[1])),
        };
        let label = if self.exercise.cycle.kind == CycleKind::Hold {
            "Holds"
        } else {
            "Repetitions"
        };
        vec![
            row(label, &|side| {
                (
                    self.tally.of_side(side).to_string(),
                    share(self.tally.of_side(side)),
                )
            }),
            row("Good ones", &|side| {
                (
                    self.tally.good_of_side(side).to_string(),
                    share(self.tally.good_of_side(side)),
                )
            }),
            row("Average hold", &|side| match self.tally.mean_hold_s(side) {
                Some(mean_s) => (format!("{mean_s:.1} s"), (mean_s as f32 / goal_s).min(1.0)),
                None => ("–".to_owned(), 0.0),
            }),
        ]
    }
}

fn duration_words(seconds: f64) -> String {
    match (seconds / 60.0).round() as u32 {
        0 => "less than a minute".to_owned(),
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}
