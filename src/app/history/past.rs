//! What the sets of the store say by day and by exercise. Only what a camera saw counts.

use crate::blazepose::Side;
use crate::session::SetRow;

/// What was done on each day, and how each exercise went.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// The days with something done, newest first.
    pub(super) days: Vec<PastDay>,
    /// Each exercise, the one that was done last first.
    pub(super) exercises: Vec<PastExercise>,
}

/// A day with something done.
#[derive(Debug, PartialEq)]
pub(super) struct PastDay {
    /// Days since 1970.
    pub(super) number: u32,
    pub(super) seconds: f64,
    /// Ids of the exercises in the order in which they were done.
    pub(super) exercises: Vec<String>,
    pub(super) good: u32,
    pub(super) judged: u32,
}

/// How an exercise went.
#[derive(Debug)]
pub(super) struct PastExercise {
    pub(super) id: String,
    /// The days on which it was done, oldest first.
    pub(super) days: Vec<ExerciseDay>,
}

/// How an exercise went on a day.
#[derive(Debug, Default)]
pub(super) struct ExerciseDay {
    pub(super) number: u32,
    /// Seconds of the holds of each side; those without a side are in the first list.
    pub(super) holds_s: [Vec<f64>; 2],
    pub(super) has_sides: bool,
    pub(super) good: u32,
    pub(super) judged: u32,
}

impl Past {
    /// From the sets, newest first.
    pub(super) fn of(rows: &[SetRow]) -> Self {
        let mut past = Self::default();
        for row in rows.iter().filter(|row| row.counts) {
            if let Some(number) = row.day() {
                past.add_to_day(row, number);
                past.add_to_exercise(row, number);
            }
        }
        for exercise in &mut past.exercises {
            exercise.days.reverse();
        }
        past
    }

    fn add_to_day(&mut self, row: &SetRow, number: u32) {
        if self.days.last().is_none_or(|day| day.number != number) {
            self.days.push(PastDay {
                number,
                seconds: 0.0,
                exercises: Vec::new(),
                good: 0,
                judged: 0,
            });
        }
        let Some(day) = self.days.last_mut() else {
            return;
        };
        day.seconds += row.seconds.max(0.0);
        day.good += row.good;
        day.judged += row.judged;
        // The newest comes first in the rows, and last on the day.
        day.exercises.retain(|id| *id != row.exercise);
        day.exercises.insert(0, row.exercise.clone());
    }

    fn add_to_exercise(&mut self, row: &SetRow, number: u32) {
        let known = self.exercises.iter().position(|it| it.id == row.exercise);
        let at = known.unwrap_or_else(|| {
            self.exercises.push(PastExercise {
                id: row.exercise.clone(),
                days: Vec::new(),
            });
            self.exercises.len() - 1
        });
        let days = &mut self.exercises[at].days;
        if days.last().is_none_or(|day| day.number != number) {
            days.push(ExerciseDay {
                number,
                ..ExerciseDay::default()
            });
        }
        let Some(day) = days.last_mut() else {
            return;
        };
        day.good += row.good;
        day.judged += row.judged;
        for hold in &row.summary.holds {
            day.has_sides |= hold.side.is_some();
            day.holds_s[usize::from(hold.side == Some(Side::Right))].push(hold.hold_s);
        }
    }
}

impl ExerciseDay {
    /// The mean hold of a side in seconds, 0 is the left one or the only one.
    pub(super) fn hold_s(&self, side: usize) -> Option<f32> {
        let holds = &self.holds_s[side];
        let sum: f64 = holds.iter().sum();
        (!holds.is_empty()).then(|| (sum / holds.len() as f64) as f32)
    }

    /// How many of those that could be judged were good, in percent.
    pub(super) fn good_percent(&self) -> Option<f32> {
        let share = || self.good as f32 * 100.0 / self.judged as f32;
        (self.judged > 0).then(share)
    }
}
