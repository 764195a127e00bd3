//! How an exercise went, as lines over its last days, and what can honestly be said of it.

use super::past::{ExerciseDay, PastExercise};
use crate::blazepose::Side;
use crate::screen::{Trend, TrendLine};
use crate::settings::Date;
use crate::words::{Language, Text, history as words, summary};

/// So many days are drawn.
const SHOWN_DAYS: usize = 12;
/// So many of the newest days are compared with as many of the oldest that are drawn.
const COMPARED_DAYS: usize = 3;
/// The spread of so many of the newest days is what a change has to exceed.
const SPREAD_DAYS: usize = 5;

/// The trend of an exercise: its hold times where it has holds, else how many were good.
pub(super) fn of(exercise: &PastExercise, name: &str, language: Language) -> Trend {
    let first = exercise.days.len().saturating_sub(SHOWN_DAYS);
    let days = &exercise.days[first..];
    let has_holds = days.iter().any(|day| !day.holds_s.concat().is_empty());
    let has_sides = days.iter().any(|day| day.has_sides);
    let value = |day: &ExerciseDay, side: usize| match has_holds {
        true => day.hold_s(side),
        false => day.good_percent(),
    };
    let sides: &[Option<Side>] = match has_holds && has_sides {
        true => &[Some(Side::Left), Some(Side::Right)],
        false => &[None],
    };
    let lines: Vec<Vec<Option<f32>>> = (0..sides.len())
        .map(|side| days.iter().map(|day| value(day, side)).collect())
        .collect();
    let highest = lines
        .iter()
        .flatten()
        .flatten()
        .copied()
        .fold(0.0, f32::max);
    let what = [words::GOOD_SHARE, words::HOLD_TIME][usize::from(has_holds)];
    Trend {
        exercise: name.to_owned(),
        has_others: false,
        what: what.in_language(language),
        grid: if has_holds {
            seconds(highest)
        } else {
            percent()
        },
        sentence: sentence(&lines, has_holds).in_language(language),
        dates: dates(days, language),
        lines: sides
            .iter()
            .zip(lines)
            .map(|(side, points)| TrendLine {
                label: label(*side, &points, has_holds, language),
                points,
            })
            .collect(),
    }
}

fn label(side: Option<Side>, points: &[Option<f32>], is_s: bool, language: Language) -> String {
    let newest = points.iter().rev().flatten().next();
    let value = newest.map_or(String::new(), |newest| match is_s {
        true => summary::tenths(language, f64::from(*newest)),
        false => format!("{newest:.0} %"),
    });
    words::of_side(language, side, &value)
}

fn dates(days: &[ExerciseDay], language: Language) -> Vec<String> {
    let date = |day: &ExerciseDay| {
        let date = Date::of_day(day.number);
        words::short_date(language, date.day, date.month)
    };
    match days {
        [] => Vec::new(),
        [only] => vec![date(only)],
        [first, .., last] => vec![date(first), date(last)],
    }
}

fn percent() -> Vec<(f32, String)> {
    let value = |quarter: u8| 25.0 * f32::from(quarter);
    let line = |quarter| (value(quarter), format!("{:.0} %", value(quarter)));
    (0..=4).map(line).collect()
}

/// Lines across at round seconds, at most six of them.
fn seconds(highest: f32) -> Vec<(f32, String)> {
    const STEPS_S: [f32; 7] = [1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0];
    let fits = |step: &&f32| highest <= **step * 5.0;
    let step = STEPS_S.iter().find(fits).copied();
    let step = step.unwrap_or((highest / 5.0).ceil());
    let count = (highest / step).ceil().max(1.0) as u8;
    let line = |number: u8| {
        let value = step * f32::from(number);
        (value, format!("{value:.0} s"))
    };
    (0..=count).map(line).collect()
}

/// What can be said. A change that is smaller than the spread of the last days says nothing.
fn sentence(lines: &[Vec<Option<f32>>], is_hold: bool) -> Text {
    // Where there are two sides, their mean.
    let days = lines.first().map_or(0, Vec::len);
    let mean = |values: &[f32]| values.iter().sum::<f32>() / values.len() as f32;
    let of_day = |day: usize| {
        let sides: Vec<f32> = lines.iter().filter_map(|line| line[day]).collect();
        (!sides.is_empty()).then(|| mean(&sides))
    };
    let values: Vec<f32> = (0..days).filter_map(of_day).collect();
    if values.len() < 2 * COMPARED_DAYS {
        return words::TREND_LATER;
    }
    let newest = &values[values.len() - SPREAD_DAYS..];
    let spread = newest.iter().copied().fold(f32::MIN, f32::max)
        - newest.iter().copied().fold(f32::MAX, f32::min);
    let change = mean(&values[values.len() - COMPARED_DAYS..]) - mean(&values[..COMPARED_DAYS]);
    match (change.abs() <= spread, change > 0.0, is_hold) {
        (true, _, _) => words::ABOUT_THE_SAME,
        (false, true, true) => words::HELD_LONGER,
        (false, false, true) => words::HELD_SHORTER,
        (false, true, false) => words::MORE_GOOD,
        (false, false, false) => words::FEWER_GOOD,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(values: &[f32]) -> Text {
        sentence(&[values.iter().copied().map(Some).collect()], true)
    }

    #[test]
    fn only_a_change_beyond_the_spread_is_told() {
        assert_eq!(said(&[4.0, 9.0]), words::TREND_LATER);
        assert_eq!(said(&[5.0, 6.0, 5.0, 6.0, 5.0, 6.0]), words::ABOUT_THE_SAME);
        let better = [4.0, 4.2, 4.1, 7.0, 7.9, 8.0, 8.1, 8.0];
        assert_eq!(said(&better), words::HELD_LONGER);
        // The last days differ too much to say it.
        let worse = [8.0, 8.1, 8.0, 7.9, 7.0, 6.9, 4.2, 4.0];
        assert_eq!(said(&worse), words::ABOUT_THE_SAME);
        assert_eq!(
            said(&[9.0, 9.0, 9.0, 5.0, 5.0, 5.0, 5.0, 5.0]),
            words::HELD_SHORTER
        );
    }

    #[test]
    fn the_lines_across_are_at_round_seconds() {
        let at = |highest| -> Vec<f32> {
            let lines = seconds(highest).into_iter();
            lines.map(|(value, _)| value).collect()
        };
        assert_eq!(at(8.1), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(at(0.0), [0.0, 1.0]);
        assert_eq!(at(30.0), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(at(600.0).len(), 6);
    }
}
