//! How an exercise and the pain went, as lines over the last days, and what can honestly be said of it.

use std::path::Path;

use super::past::{Past, PastExercise, SHOWN_DAYS};
use crate::screen::{Trend, TrendLine};
use crate::session::{Change, ExerciseTrend, SessionError, Store, TrendMeasure, pain_over};
use crate::words::{Date, Language, Text, history as words};

const MOST_LINES: f32 = 5.0;

/// The trend of an exercise. None where its sets can't be read.
pub(super) fn of_exercise(
    store: &Store,
    exercise: &PastExercise,
    language: Language,
    folder: Option<&Path>,
) -> Result<Option<Trend>, SessionError> {
    let trend = ExerciseTrend::of(store, &exercise.sets, language, folder)?;
    Ok(trend.map(|trend| drawn(&trend, language)))
}

fn drawn(trend: &ExerciseTrend, language: Language) -> Trend {
    let points = || trend.sides.iter().flat_map(|side| &side.points);
    let mut days: Vec<u32> = points().map(|(day, _)| *day).collect();
    days.sort_unstable();
    days.dedup();
    let highest = points().map(|(_, value)| *value).fold(0.0, f32::max);
    let axis = |value: f32| (value, trend.axis_value(language, value));
    let line = |side: &crate::session::TrendSide| {
        let newest = side.points.last();
        let value = newest.map_or(String::new(), |(_, value)| trend.value(language, *value));
        let on = |day: &u32| side.points.iter().find(|(of, _)| of == day);
        TrendLine {
            label: words::of_side(language, side.side, &value),
            points: days
                .iter()
                .map(|day| on(day).map(|(_, value)| *value))
                .collect(),
        }
    };
    Trend {
        exercise: trend.name.clone(),
        has_others: false,
        what: trend.what.clone(),
        grid: grid(trend.measure, highest).into_iter().map(axis).collect(),
        lines: trend.sides.iter().map(line).collect(),
        dates: dates(&days, language),
        sentence: sentence(trend.measure, trend.change).in_language(language),
    }
}

/// The pain before the last sessions and after them. None where it was never told.
pub(super) fn of_pain(past: &Past, language: Language) -> Option<Trend> {
    let told = past
        .sessions
        .iter()
        .filter(|session| session.pain != [None; 2]);
    let mut told: Vec<_> = told.take(SHOWN_DAYS).collect();
    told.reverse();
    let days: Vec<u32> = told.iter().map(|session| session.day).collect();
    let line = |which: usize, words: fn(Language, u8) -> String| {
        let points = told.iter().map(|session| session.pain[which]);
        let newest = points.clone().flatten().last();
        TrendLine {
            label: newest.map_or(String::new(), |pain| words(language, pain)),
            points: points.map(|pain| pain.map(f32::from)).collect(),
        }
    };
    let before: Vec<f32> = told
        .iter()
        .filter_map(|session| session.pain[0].map(f32::from))
        .collect();
    (!told.is_empty()).then(|| Trend {
        exercise: words::PAIN.in_language(language).to_owned(),
        has_others: false,
        what: words::BEFORE_AND_AFTER.in_language(language).to_owned(),
        grid: (0..=5u8)
            .map(|line| (f32::from(2 * line), (2 * line).to_string()))
            .collect(),
        lines: vec![line(0, words::before), line(1, words::after)],
        dates: dates(&days, language),
        sentence: of_pains(&before).in_language(language),
    })
}

fn dates(days: &[u32], language: Language) -> Vec<String> {
    let date = |day: u32| {
        let date = Date::of_day(day);
        words::short_date(language, date.day, date.month)
    };
    match days {
        [] => Vec::new(),
        [only] => vec![date(*only)],
        [first, .., last] => vec![date(*first), date(*last)],
    }
}

/// Lines across at round values, at most six of them.
fn grid(measure: TrendMeasure, highest: f32) -> Vec<f32> {
    const STEPS: [f32; 11] = [0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0];
    if measure == TrendMeasure::Good {
        return vec![0.0, 0.25, 0.5, 0.75, 1.0];
    }
    let least = if measure == TrendMeasure::Hold {
        1.0
    } else {
        0.05
    };
    let fits = |step: &&f32| **step >= least && highest <= **step * MOST_LINES;
    let step = STEPS.iter().find(fits).copied();
    let step = step.unwrap_or((highest / MOST_LINES).ceil());
    let count = (highest / step).ceil().max(1.0) as u8;
    (0..=count).map(|number| step * f32::from(number)).collect()
}

/// What can be said. A change that is smaller than the error or the spread of the last days says nothing.
fn sentence(measure: TrendMeasure, change: Change) -> Text {
    use TrendMeasure::{Good, Hold, Range};
    match (change, measure) {
        (Change::NotYet, _) => words::TREND_LATER,
        (Change::Same, _) => words::ABOUT_THE_SAME,
        (Change::More, Hold) => words::HELD_LONGER,
        (Change::Less, Hold) => words::HELD_SHORTER,
        (Change::More, Range) => words::MOVED_FURTHER,
        (Change::Less, Range) => words::MOVED_LESS,
        (Change::More, Good) => words::MORE_GOOD,
        (Change::Less, Good) => words::FEWER_GOOD,
    }
}

/// What can be said of the pain before sessions, oldest first. A change that nobody feels says nothing.
fn of_pains(before: &[f32]) -> Text {
    match pain_over(before) {
        Change::NotYet => words::TREND_LATER,
        Change::Same => words::PAIN_SAME,
        Change::Less => words::PAIN_LESS,
        Change::More => words::PAIN_MORE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_change_of_the_pain_that_is_felt_is_told() {
        assert_eq!(of_pains(&[6.0, 2.0]), words::TREND_LATER);
        assert_eq!(of_pains(&[4.0, 5.0, 4.0, 3.0, 3.0, 3.0]), words::PAIN_SAME);
        assert_eq!(
            of_pains(&[6.0, 6.0, 5.0, 5.0, 3.0, 3.0, 3.0]),
            words::PAIN_LESS
        );
        assert_eq!(of_pains(&[2.0, 2.0, 2.0, 5.0, 5.0, 5.0]), words::PAIN_MORE);
    }

    #[test]
    fn the_lines_across_are_at_round_values() {
        use TrendMeasure::{Hold, Range};
        assert_eq!(grid(Hold, 8.1), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(grid(Hold, 0.0), [0.0, 1.0]);
        assert_eq!(grid(Hold, 30.0), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(grid(Hold, 600.0).len(), 6);
        assert_eq!(grid(Range, 0.35).len(), 5);
        assert_eq!(grid(Range, 82.0), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
    }
}
