//! How one exercise went over its last days, for the history in the window. It is the same as in the
//! report.

use std::path::Path;

use super::course;
use super::named::Measure;
use super::read;
use crate::blazepose::Side;
use crate::session::{Change, SessionError, SetRow, Store};
use crate::words::Language;

/// How an exercise went.
#[derive(Debug)]
pub struct ExerciseTrend {
    /// "Side plank, from the knees".
    pub name: String,
    /// What was measured, "Range, Chest height".
    pub what: String,
    /// What kind of measure it is.
    pub measure: TrendMeasure,
    /// Left and right, or both together.
    pub sides: Vec<TrendSide>,
    /// What became of it.
    pub change: Change,
    words: Measure,
}

/// What is told of an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrendMeasure {
    /// Seconds of a hold.
    Hold,
    /// How far the movement goes.
    Range,
    /// The share of good ones, 0 to 1.
    Good,
}

/// How a side went.
#[derive(Debug)]
pub struct TrendSide {
    /// The side; none for both together.
    pub side: Option<Side>,
    /// A value for each day (since 1970) on which there was something to measure, oldest first.
    pub points: Vec<(u32, f32)>,
}

impl ExerciseTrend {
    /// The trend of these sets, newest first. All are of one exercise and one way of doing it. None
    /// where there is no set.
    ///
    /// # Errors
    /// When the history can't be read.
    pub fn of(
        store: &Store,
        sets: &[SetRow],
        language: Language,
        folder: Option<&Path>,
    ) -> Result<Option<Self>, SessionError> {
        let sets = sets.iter().rev().cloned();
        let sets: Result<Vec<_>, _> = sets.map(|row| read::done_set(store, row)).collect();
        let courses = course::exercises(&sets?, language, folder);
        Ok(courses.into_iter().next().map(|course| {
            let words = course.named.main();
            let side = |side: &course::SideCourse| TrendSide {
                side: side.side,
                points: side.points(&words),
            };
            Self {
                name: course.named.title(),
                what: words.label(language),
                measure: match words {
                    Measure::Hold => TrendMeasure::Hold,
                    Measure::Degrees(_) | Measure::OfTrunk(_) => TrendMeasure::Range,
                    Measure::Good => TrendMeasure::Good,
                },
                sides: course.sides.iter().map(side).collect(),
                change: course.change(&words),
                words,
            }
        }))
    }

    /// A value with its unit, "8.1 s".
    #[must_use]
    pub fn value(&self, language: Language, value: f32) -> String {
        self.words.words(language, value)
    }

    /// The same beside an axis.
    #[must_use]
    pub fn axis_value(&self, language: Language, value: f32) -> String {
        self.words.axis_words(language, value)
    }
}
