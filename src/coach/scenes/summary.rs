//! The scene after the set.

use crate::blazepose::Side;
use crate::coach::machine::Coach;
use crate::coach::scene::{SummaryRow, SummaryScene};
use crate::coach::set::SHORT_HOLD;
use crate::coach::words;
use crate::exercise::CycleKind;

impl Coach {
    /// The scene after the set, but for the sentences that the history's summary gives as well.
    #[must_use]
    pub fn summary_scene(&self) -> SummaryScene {
        let cues = self.cue_rows();
        SummaryScene {
            title: if self.pain {
                format!("{}, stopped", self.exercise.name)
            } else {
                format!("{}, done", self.exercise.name)
            },
            subtitle: if self.has_begun {
                format!("1 set · {}", duration_words(self.t_s))
            } else {
                String::new()
            },
            advice: if self.pain {
                words::PAIN.map(str::to_owned).to_vec()
            } else {
                Vec::new()
            },
            went_well: self.praise_of_set(),
            next_time: None,
            rows: if self.has_begun {
                self.summary_rows()
            } else {
                Vec::new()
            },
            without_cues: self.without_cues().to_owned(),
            cues,
            footer: if self.has_begun {
                "Saved on this computer only"
            } else {
                "Nothing leaves this computer"
            }
            .to_owned(),
        }
    }

    /// What was off or was asked for: label, times, seconds.
    fn cue_rows(&self) -> Vec<(String, u32, f32)> {
        let tally = &self.tally;
        let given = |id: &str| tally.cues.get(id).copied().unwrap_or(0);
        let of_rules = self.exercise.faults.iter().filter_map(|fault| {
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
    fn without_cues(&self) -> &'static str {
        let done = self.tally.of_side(None);
        if self.pain {
            // Whoever has stopped for pain is not told how well it went.
            ""
        } else if done == 0 {
            words::NOTHING_COUNTED
        } else if self.tally.unjudged_of_side(None) > 0 || !self.was_judged() {
            words::NOT_ALL_JUDGED
        } else {
            words::NO_CUE_NEEDED
        }
    }

    fn summary_rows(&self) -> Vec<SummaryRow> {
        let tally = &self.tally;
        let wanted = self.options.dose.reps.max(1) as f32;
        let goal_s = self.options.dose.hold_s.max(10.0);
        let sides: [Option<Side>; 2] = match self.exercise.cycle.side {
            Some(_) => [Some(Side::Left), Some(Side::Right)],
            None => [None, None],
        };
        let row = |label: &str, cell: &dyn Fn(Option<Side>) -> (String, f32)| SummaryRow {
            label: label.to_owned(),
            left: cell(sides[0]),
            right: sides[1].is_some().then(|| cell(sides[1])),
        };
        let of_dose = |n: u32| (n.to_string(), (n as f32 / wanted).min(1.0));
        let label = if self.exercise.cycle.kind == CycleKind::Hold {
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
}

fn duration_words(seconds: f64) -> String {
    match (seconds / 60.0).round() as u32 {
        0 => "less than a minute".to_owned(),
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}
