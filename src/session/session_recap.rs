//! What is told of a session: the best thing first, one thing for next time, and each exercise with all
//! its sets.

use std::path::Path;

use super::earlier::Earlier;
use super::error::SessionError;
use super::figures::SetFigures;
use super::ids::SessionId;
use super::recap::Recap;
use super::store::Store;
use crate::exercise::{Dose, Exercise, ExerciseError};
use crate::words::{Language, routine};

/// A set of a session, with what belongs to it.
#[derive(Debug, Clone)]
pub struct SessionSet {
    /// What was done.
    pub exercise: Exercise,
    /// How much was asked for.
    pub dose: Dose,
    /// What came of it.
    pub figures: SetFigures,
    /// What earlier sessions say; none where it is nothing of the user's.
    pub earlier: Option<Earlier>,
}

/// Everything that is told of a session.
#[derive(Debug, Clone)]
pub struct SessionRecap {
    /// The language of all that is told.
    pub language: Language,
    /// What it is called: the name of its routine, where it is one, and when it began.
    pub heading: Vec<String>,
    /// How long its sets went on, in seconds of their sources.
    pub seconds: f64,
    /// Its exercises, each with all its sets, in the order in which they began.
    pub exercises: Vec<Recap>,
    /// How strong the pain was before and after it, 0 to 10, where that was told.
    pub pain: [Option<u8>; 2],
    /// The best thing that can truly be said, in a sentence.
    pub went_well: Option<String>,
    /// One thing for next time.
    pub next_time: Option<String>,
}

/// Why a session can't be told.
#[derive(Debug, thiserror::Error)]
pub enum SessionRecapError {
    /// The history can't be read.
    #[error(transparent)]
    History(#[from] SessionError),
    /// The file of an exercise is gone or broken.
    #[error(
        "session {session} is told with the files of its exercises, and without them only with --json: {error}"
    )]
    Exercise {
        /// The session.
        session: SessionId,
        /// What is wrong with the file.
        error: ExerciseError,
    },
}

/// What is told of a session of the history.
///
/// # Errors
/// When it can't be read, or an exercise of it can't.
pub fn session_recap(
    store: &Store,
    id: SessionId,
    language: Language,
    folder: Option<&Path>,
) -> Result<SessionRecap, SessionRecapError> {
    let session = store.session(id)?;
    let mut sets = Vec::new();
    for set in &session.sets {
        let row = store.set(*set)?;
        let broken = |error| SessionRecapError::Exercise { session: id, error };
        let exercise = row.load_exercise(language, folder).map_err(broken)?;
        let dose = row.dose_of(&exercise).map_err(broken)?.clone();
        let variant = row.variant.as_deref();
        let earlier = || store.earlier(&row.exercise, variant, session.started_at, Some(id));
        let earlier = row.counts.then(earlier).transpose()?;
        sets.push(SessionSet {
            figures: store.figures(&row)?,
            exercise,
            dose,
            earlier,
        });
    }
    Ok(SessionRecap {
        heading: session
            .routine
            .into_iter()
            .chain([session.started])
            .collect(),
        pain: [session.pain_before, session.pain_after],
        ..SessionRecap::of(language, &sets)
    })
}

impl SessionRecap {
    /// What is told of these sets.
    #[must_use]
    pub fn of(language: Language, sets: &[SessionSet]) -> Self {
        let mut joined: Vec<SessionSet> = Vec::new();
        for set in sets {
            let is_same = |other: &&mut SessionSet| {
                (&other.exercise.id, &other.exercise.variant)
                    == (&set.exercise.id, &set.exercise.variant)
            };
            match joined.iter_mut().find(is_same) {
                Some(other) => {
                    other.figures.join(&set.figures);
                    other.dose.reps += set.dose.reps;
                }
                None => joined.push(set.clone()),
            }
        }
        let exercises: Vec<Recap> = joined.iter().map(recap).collect();
        Self {
            language,
            heading: Vec::new(),
            seconds: exercises.iter().map(|recap| recap.duration_s).sum(),
            pain: [None; 2],
            went_well: went_well(language, &exercises),
            next_time: next_time(language, &exercises),
            exercises,
        }
    }

    /// Whether a set of it was stopped because something hurt, or by a wave of the hand.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.exercises.iter().any(Recap::is_stopped)
    }
}

fn recap(set: &SessionSet) -> Recap {
    let recap = Recap::of(&set.exercise, &set.dose, &set.figures).beside(set.earlier.as_ref());
    match &set.exercise.variant_name {
        Some(form) => Recap {
            exercise: routine::in_form(recap.language, &recap.exercise, form),
            ..recap
        },
        None => recap,
    }
}

/// The exercise that went best is praised. Nobody who has stopped wants to hear that.
fn went_well(language: Language, exercises: &[Recap]) -> Option<String> {
    if exercises.iter().any(Recap::is_stopped) {
        return None;
    }
    let share_of_good = |recap: &&Recap| recap.total.good * 100 / recap.total.counted.max(1);
    let praised = exercises.iter().filter(|recap| recap.went_well.is_some());
    let best = praised.max_by_key(share_of_good)?;
    of_exercise(language, best, best.went_well.as_ref()?)
}

/// The one that was off longest is what to look at. Nobody who has stopped is asked for more.
fn next_time(language: Language, exercises: &[Recap]) -> Option<String> {
    let off_s = |recap: &&Recap| -> u64 {
        let seconds = recap.requests.iter().filter_map(|request| request.seconds);
        seconds.sum::<f64>() as u64
    };
    if exercises.iter().any(Recap::is_stopped) {
        return None;
    }
    let open = exercises
        .iter()
        .filter(|recap| recap.for_next_time().is_some());
    let open = open.max_by_key(off_s)?;
    of_exercise(language, open, &open.for_next_time()?)
}

fn of_exercise(language: Language, recap: &Recap, sentence: &str) -> Option<String> {
    Some(routine::of_exercise(language, &recap.exercise, sentence))
}
