//! Sessions and sets as lines of the history.

use std::collections::BTreeMap;
use std::path::Path;

use super::month::{minutes, weekday};
use super::past::PastSession;
use crate::exercise;
use crate::screen::{OpenedSession, SET_ROWS, SessionLine, SetLine};
use crate::session::{SetRow, repetitions, set_note};
use crate::words::{Date, Language, history as words, pain};

/// The names of exercises and of ways of doing them. What is gone keeps its id.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<(String, Option<String>), String>);

impl Names {
    /// Of all that was done.
    pub(super) fn of<'a>(
        done: impl Iterator<Item = (&'a str, Option<&'a str>)>,
        language: Language,
        folder: Option<&Path>,
    ) -> Self {
        let mut names = BTreeMap::new();
        let load = |id: &str, variant| exercise::load_in(language, id, variant, folder);
        for (id, variant) in done {
            for variant in [None, variant] {
                let key = (id.to_owned(), variant.map(str::to_owned));
                names.entry(key).or_insert_with(|| match load(id, variant) {
                    Ok(exercise) => match (variant, exercise.variant_name) {
                        (Some(_), Some(way)) => format!("{}, {way}", exercise.name),
                        _ => exercise.name,
                    },
                    Err(_) => match (variant, load(id, None)) {
                        (Some(way), Ok(exercise)) => format!("{}, {way}", exercise.name),
                        _ => id.to_owned(),
                    },
                });
            }
        }
        Self(names)
    }

    fn get(&self, id: &str, variant: Option<&str>) -> String {
        let name = self.0.get(&(id.to_owned(), variant.map(str::to_owned)));
        name.map_or_else(|| id.to_owned(), Clone::clone)
    }

    /// The routine's name, or the exercises.
    fn session(&self, session: &PastSession) -> String {
        let names = || session.exercises().into_iter().map(|id| self.get(id, None));
        let routine = session.routine.clone();
        routine.unwrap_or_else(|| names().collect::<Vec<_>>().join(", "))
    }
}

/// The line of a session.
pub(super) fn session(session: &PastSession, names: &Names, language: Language) -> SessionLine {
    let date = Date::of_day(session.day);
    let [good, judged] = session.good();
    SessionLine {
        day: words::day_of_week(language, weekday(session.day), date.day),
        name: names.session(session),
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
        name: names.session(session),
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
        exercise: names.get(&row.exercise, row.variant.as_deref()),
        note: set_note(language, row),
        repetitions: repetitions(language, &row.summary).unwrap_or_default(),
        good: match row.judged {
            0 => String::new(),
            judged => words::good_of(language, row.good, judged),
        },
        minutes: words::minutes(language, minutes(row.seconds)),
    }
}
