//! The calendar of the history: a month, and how many days of each week something was done on.

use super::past::Past;
use crate::screen::{Day, Month, When};
use crate::words::{Date, Language, history as words};

/// Minutes of what was done. There is at least one.
pub(super) fn minutes(seconds: f64) -> u32 {
    whole_minutes(seconds).max(1)
}

fn whole_minutes(seconds: f64) -> u32 {
    (seconds / 60.0).round() as u32
}

/// Day of the week, 0 is Monday. 1 January 1970 was a Thursday.
pub(super) fn weekday(number: u32) -> usize {
    (number as usize + 3) % 7
}

/// The days of a month, since 1970.
fn days_of(year: u16, month: u8) -> std::ops::Range<u32> {
    let first = |month: u8, year: u16| {
        let date = Date {
            year,
            month,
            day: 1,
        };
        date.number()
    };
    let from = first(month, year).unwrap_or(0);
    let to = match month {
        12 => first(1, year + 1),
        month => first(month + 1, year),
    };
    from..to.unwrap_or(from)
}

/// The number of a day of a month, counted from 0, since 1970.
pub(super) fn day_of(year: u16, month: u8, day: usize) -> u32 {
    days_of(year, month).start + day as u32
}

/// A month as it is drawn. On `goal` days a week something is to be done.
pub(super) fn of(
    past: &Past,
    [year, month]: [u16; 2],
    today: u32,
    goal: u32,
    language: Language,
) -> Month {
    let month = month.clamp(1, 12) as u8;
    let days = days_of(year, month);
    let seconds = |number: u32| past.days.get(&number).copied();
    let day = |number: u32| Day {
        minutes: seconds(number).map(minutes),
        when: match number.cmp(&today) {
            std::cmp::Ordering::Less => When::Past,
            std::cmp::Ordering::Equal => When::Today,
            std::cmp::Ordering::Greater => When::Future,
        },
    };
    let monday = Date::monday_of(days.start);
    let week = |monday: u32| {
        let done = past.days.range(monday..monday + 7).count() as u32;
        (monday <= today).then_some([done, goal])
    };
    let done: Vec<f64> = days.clone().filter_map(seconds).collect();
    let sum = whole_minutes(done.iter().sum());
    Month {
        name: words::MONTHS.in_language(language)[usize::from(month) - 1],
        year,
        first_column: weekday(days.start),
        weeks: (monday..days.end).step_by(7).map(week).collect(),
        sum: words::days_and_time(language, done.len(), sum),
        days: days.map(day).collect(),
    }
}
