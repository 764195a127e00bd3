//! What the store says by day, by session and by exercise. Only what a camera saw counts.

use std::collections::BTreeMap;

use crate::session::{SessionId, SessionRow, SetRow};

/// What was done on each day and in each session, and the sets of each exercise.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// Seconds of exercise on each day (since 1970).
    pub(super) days: BTreeMap<u32, f64>,
    /// Newest first.
    pub(super) sessions: Vec<PastSession>,
    /// Each exercise and way of doing it, the one that was done last first.
    pub(super) exercises: Vec<PastExercise>,
}

/// A session with something done.
#[derive(Debug)]
pub(super) struct PastSession {
    /// Days since 1970.
    pub(super) day: u32,
    /// Name of the routine, where it was one.
    pub(super) routine: Option<String>,
    /// How strong the pain was before and after, where it was told.
    pub(super) pain: [Option<u8>; 2],
    /// In the order in which they were done; there is at least one.
    pub(super) sets: Vec<SetRow>,
}

/// So many of the last days of an exercise are looked at.
pub(super) const SHOWN_DAYS: usize = 12;

/// An exercise, done in one way.
#[derive(Debug)]
pub(super) struct PastExercise {
    pub(super) id: String,
    pub(super) variant: Option<String>,
    /// Those of the last days, newest first.
    pub(super) sets: Vec<SetRow>,
    /// The days of which they are.
    days: Vec<u32>,
}

impl Past {
    /// From the sets and the sessions, newest first.
    pub(super) fn of(sets: Vec<SetRow>, sessions: Vec<SessionRow>) -> Self {
        let mut past = Self::default();
        let mut known: BTreeMap<SessionId, SessionRow> =
            sessions.into_iter().map(|row| (row.id, row)).collect();
        let mut places: BTreeMap<SessionId, usize> = BTreeMap::new();
        for row in sets.into_iter().filter(|row| row.counts) {
            let Some(day) = row.day() else { continue };
            *past.days.entry(day).or_default() += row.seconds.max(0.0);
            past.add_to_exercise(&row, day);
            let place = *places.entry(row.session).or_insert_with(|| {
                let about = known.remove(&row.session);
                past.sessions.push(PastSession {
                    day,
                    pain: about
                        .as_ref()
                        .map_or([None; 2], |row| [row.pain_before, row.pain_after]),
                    routine: about.and_then(|row| row.routine),
                    sets: Vec::new(),
                });
                past.sessions.len() - 1
            });
            past.sessions[place].sets.push(row);
        }
        for session in &mut past.sessions {
            session.sets.reverse();
            // One that goes on after midnight is of the day on which it began.
            session.day = session
                .sets
                .first()
                .and_then(SetRow::day)
                .unwrap_or(session.day);
        }
        past
    }

    fn add_to_exercise(&mut self, row: &SetRow, day: u32) {
        let is_it = |it: &PastExercise| it.id == row.exercise && it.variant == row.variant;
        let known = self.exercises.iter().position(is_it);
        let place = known.unwrap_or_else(|| {
            self.exercises.push(PastExercise {
                id: row.exercise.clone(),
                variant: row.variant.clone(),
                sets: Vec::new(),
                days: Vec::new(),
            });
            self.exercises.len() - 1
        });
        let exercise = &mut self.exercises[place];
        if exercise.days.last() != Some(&day) {
            exercise.days.push(day);
        }
        if exercise.days.len() <= SHOWN_DAYS {
            exercise.sets.push(row.clone());
        }
    }
}

impl PastSession {
    pub(super) fn seconds(&self) -> f64 {
        self.sets.iter().map(|set| set.seconds.max(0.0)).sum()
    }

    /// Those that were good, of those that could be judged.
    pub(super) fn good(&self) -> [u32; 2] {
        let sum = |of: fn(&SetRow) -> u32| self.sets.iter().map(of).sum();
        [sum(|set| set.good), sum(|set| set.judged)]
    }

    /// Ids of the exercises, each once, in order.
    pub(super) fn exercises(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for set in &self.sets {
            if !ids.contains(&set.exercise.as_str()) {
                ids.push(&set.exercise);
            }
        }
        ids
    }
}
