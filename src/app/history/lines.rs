//! Sessions and sets as lines of the history.

use super::month::{minutes, weekday};
use super::past::PastSession;
use crate::screen::{OpenedSession, SET_ROWS, SessionLine, SetLine};
use crate::session::{Names, SetRow, repetitions, set_note};
use crate::words::{Date, Language, history as words, pain};

/// The routine's name, or the exercises.
fn name(session: &PastSession, names: &Names) -> String {
    let exercises = || session.exercises().into_iter().map(|id| names.exercise(id));
    let routine = session.routine.clone();
    routine.unwrap_or_else(|| exercises().collect::<Vec<_>>().join(", "))
}

/// The line of a session.
pub(super) fn session(session: &PastSession, names: &Names, language: Language) -> SessionLine {
    let date = Date::of_day(session.day);
    let [good, judged] = session.good();
    SessionLine {
        day: words::day_of_week(language, weekday(session.day), date.day),
        name: name(session, names),
        minutes: words::minutes(language, minutes(session.seconds())),
        good: match judged {
            0 => String::new(),
            judged => words::good_of(language, good, judged),
        },
        pain: session.pain,
    }
}

/// A session with its sets. The set of the number `focus` is in sight.
pub(super) fn opened(
    session: &PastSession,
    focus: usize,
    names: &Names,
    language: Language,
) -> OpenedSession {
    let date = Date::of_day(session.day);
    let day = words::long_day(
        language,
        weekday(session.day),
        date.day,
        date.month,
        date.year,
    );
    let time = session
        .sets
        .first()
        .and_then(|set| set.started.split_once(' '));
    let minutes = words::minutes(language, minutes(session.seconds()));
    let [good, judged] = session.good();
    let good = (judged > 0).then(|| words::good_in_all(language, good, judged));
    let [before, after] = session.pain;
    let facts = [
        Some(minutes),
        good,
        pain::before_and_after(language, before, after),
    ];
    let first = (focus + 1).saturating_sub(SET_ROWS);
    let sets = session.sets.iter().skip(first).take(SET_ROWS);
    OpenedSession {
        when: time.map_or(day.clone(), |(_, time)| format!("{day}, {time}")),
        name: name(session, names),
        facts: facts.into_iter().flatten().collect(),
        sets: sets.map(|row| set(row, names, language)).collect(),
        focus: focus - first,
        place: place(focus, session.sets.len(), SET_ROWS, language),
    }
}

/// Where the focus is in a list that is not all in sight.
pub(super) fn place(focus: usize, of: usize, rows: usize, language: Language) -> String {
    match of > rows {
        true => words::place(language, focus + 1, of),
        false => String::new(),
    }
}

fn set(row: &SetRow, names: &Names, language: Language) -> SetLine {
    SetLine {
        exercise: names.title(&row.exercise, row.variant.as_deref()),
        note: set_note(language, row),
        repetitions: repetitions(language, &row.summary).unwrap_or_default(),
        good: match row.judged {
            0 => String::new(),
            judged => words::good_of(language, row.good, judged),
        },
        minutes: words::minutes(language, minutes(row.seconds)),
    }
}
