//! On which days something was done, as the user's calendar has them.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::rows::FROM_CAMERA;

/// Days, weeks and the last time of each exercise, seen from one moment. Only what a camera saw
/// counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    /// Days since 1970 in the user's time zone.
    pub day: u32,
    /// Day of the week, 0 is Monday.
    pub weekday: usize,
    /// Hour of the day, 0 to 23.
    pub hour: u32,
    /// The days of this week on which something was done, Monday first.
    pub week: [bool; 7],
    /// Whole weeks since the first set.
    pub weeks_done: u32,
    /// How many days ago each exercise was done last.
    pub last: BTreeMap<String, u32>,
}

/// The day of a Unix time, as days since 1970 where the user lives. SQLite asks the system for the
/// time zone. The Julian day of 1970 began at 2440587.5.
fn day_of(time: &str) -> String {
    format!("CAST(julianday(date({time}, 'unixepoch', 'localtime')) - 2440587.5 AS INTEGER)")
}

/// The first day with a set of a camera.
pub(super) fn first_day(connection: &Connection) -> rusqlite::Result<Option<u32>> {
    let first = format!(
        "SELECT {} FROM exercise_set WHERE {FROM_CAMERA} AND started_at >= 0",
        day_of("min(started_at)")
    );
    connection.query_row(&first, [], |row| row.get(0))
}

/// The calendar at a Unix time in seconds.
pub(super) fn at(connection: &Connection, now_s: i64) -> rusqlite::Result<Calendar> {
    let now = format!(
        "SELECT {}, strftime('%w', ?1, 'unixepoch', 'localtime'),
         strftime('%H', ?1, 'unixepoch', 'localtime')",
        day_of("?1")
    );
    let number = |text: String| text.parse::<u32>().unwrap_or(0);
    let (day, sunday_first, hour): (u32, u32, u32) =
        connection.query_row(&now, [now_s], |row| {
            Ok((row.get(0)?, number(row.get(1)?), number(row.get(2)?)))
        })?;
    let mut calendar = Calendar {
        day,
        weekday: (sunday_first as usize + 6) % 7,
        hour,
        ..Calendar::default()
    };
    let mut first = day;
    // Of each exercise the first and the last time are enough, which spares the calendar of all the others.
    let ends = format!(
        "SELECT exercise, {}, {} FROM exercise_set
         WHERE {FROM_CAMERA} AND started_at BETWEEN 0 AND ?1 GROUP BY exercise",
        day_of("min(started_at)"),
        day_of("max(started_at)")
    );
    let mut statement = connection.prepare(&ends)?;
    let mut rows = statement.query([now_s])?;
    while let Some(row) = rows.next()? {
        // What is no text is no exercise.
        let Ok(exercise) = row.get::<_, String>(0) else {
            continue;
        };
        // The day before 1970 began, where it was still that day here.
        first = first.min(row.get(1).unwrap_or(0));
        let ago = day.saturating_sub(row.get(2).unwrap_or(0));
        calendar.last.insert(exercise, ago);
    }
    mark_week(connection, now_s, day, &mut calendar)?;
    calendar.weeks_done = (day - first) / 7;
    Ok(calendar)
}

/// Marks the days of this week on which something was done.
fn mark_week(
    connection: &Connection,
    now_s: i64,
    day: u32,
    calendar: &mut Calendar,
) -> rusqlite::Result<()> {
    // A week and a day are enough wherever the user lives, and more than enough is harmless.
    let days = format!(
        "SELECT DISTINCT {} FROM exercise_set
         WHERE {FROM_CAMERA} AND started_at BETWEEN ?1 - 9 * 86400 AND ?1",
        day_of("started_at")
    );
    let monday = day.saturating_sub(calendar.weekday as u32);
    let mut statement = connection.prepare(&days)?;
    for done in statement.query_map([now_s], |row| row.get::<_, u32>(0))? {
        let of_week = done?.checked_sub(monday);
        if let Some(mark) = of_week.and_then(|day| calendar.week.get_mut(day as usize)) {
            *mark = true;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::session::{InSession, NewSet, Store};

    const DAY_S: i64 = 86_400;
    /// Thursday, 1 January 2026, at noon: no time zone makes another day of it but the farthest.
    const THURSDAY_S: i64 = 1_767_268_800;

    fn add(store: &mut Store, started_at: i64, exercise: &str, source: &str) {
        store
            .begin(&NewSet {
                session: InSession::default(),
                started_at,
                exercise: exercise.into(),
                exercise_version: "0".into(),
                variant: None,
                dose: None,
                source: source.into(),
                model: "full".into(),
                app_version: "0".into(),
                coached: None,
            })
            .unwrap();
    }

    #[test]
    fn the_week_begins_on_monday_and_only_a_camera_counts() {
        let mut store = Store::memory().unwrap();
        add(&mut store, THURSDAY_S - 20 * DAY_S, "cobra", "camera");
        add(&mut store, THURSDAY_S - 3 * DAY_S, "bird-dog", "camera");
        add(&mut store, THURSDAY_S - 2 * DAY_S, "bird-dog", "camera:1");
        add(&mut store, THURSDAY_S - DAY_S, "cat-cow", "performer");
        add(&mut store, THURSDAY_S - DAY_S, "cat-cow", "a.mp4");
        let calendar = store.calendar(THURSDAY_S).unwrap();
        assert_eq!(calendar.weekday, 3);
        let week = [true, true, false, false, false, false, false];
        assert_eq!(calendar.week, week);
        assert_eq!(calendar.weeks_done, 2);
        let last: Vec<(&str, u32)> = calendar
            .last
            .iter()
            .map(|(exercise, ago)| (exercise.as_str(), *ago))
            .collect();
        assert_eq!(last, [("bird-dog", 2), ("cobra", 20)]);
    }

    #[test]
    fn an_empty_history_is_the_first_week() {
        let calendar = Store::memory().unwrap().calendar(THURSDAY_S).unwrap();
        assert_eq!((calendar.weeks_done, calendar.week), (0, [false; 7]));
        assert!(calendar.last.is_empty());
    }
}
