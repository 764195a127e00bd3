//! `spotter routine`: several exercises with rests between them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::Args;

use super::args::{StrictnessArg, strictness, user_exercises};
use super::coach::{is_stdout, tell_over};
use super::live_args::LiveArgs;
use super::output::print;
use super::safety::{admit, is_due};
use super::settings::settings;
use crate::app::{
    Admission, ChoicePlanner, RoutineOver, RoutinePlan, RoutineSet, SetChoice, Teller, WantedSet,
    unix_s,
};
use crate::coach::Options;
use crate::exercise;
use crate::notice::{self, notice};
use crate::routine::{self, Day, PlannedSet, Routine};
use crate::session::{Calendar, Score, SessionError, Store, history_file, session_head};
use crate::settings::{Caution, Settings};
use crate::words::{self, Language};

/// Where the user's own routines lie.
pub(super) fn user_routines() -> Option<PathBuf> {
    dirs::config_dir().map(|folder| folder.join("spotter").join("routines"))
}

/// The arguments of a routine.
#[derive(Debug, Args)]
pub struct RoutineArgs {
    /// Name of a routine, or the path of its file (spotter routines list)
    #[arg(default_value = routine::TODAY, value_name = "NAME|FILE")]
    routine: String,
    /// How much of every exercise, where it is not to grow with the weeks: standard, beginner, long
    #[arg(long)]
    dose: Option<String>,
    /// How strictly the form is read
    #[arg(long, value_enum)]
    strictness: Option<StrictnessArg>,
    #[command(flatten)]
    live: LiveArgs,
}

impl RoutineArgs {
    /// What the arguments ask for, checked.
    ///
    /// # Errors
    /// When there is no such routine, or something in it or in the other arguments is not as it
    /// should be.
    pub fn plan(&self) -> Result<RoutinePlan> {
        self.plan_on(today())
    }

    /// The same for this day.
    pub(super) fn plan_on(&self, day: Day) -> Result<RoutinePlan> {
        let (routine, file) = find(self.live.language(), &self.routine)?;
        let live = self.live.options(file.as_deref().into_iter())?;
        if live.source.path().is_some() {
            bail!(
                "a routine needs a camera or the performer as its source: `spotter analyze` judges a video"
            );
        }
        let settings = settings();
        let is_set_aside = |id: &str| settings.caution(live.language, id) == Caution::Blocked;
        let planned = routine.sets_without(day, is_set_aside);
        if planned.is_empty() {
            bail!(words::settings::all_set_aside(live.language, &routine.name));
        }
        let planner = self.planner(settings.clone());
        let mut sets = Vec::new();
        for set in &planned {
            let choice = planner(WantedSet {
                exercise: &set.exercise,
                variant: set.variant.as_deref(),
                dose: self.dose.as_deref().unwrap_or(&set.dose),
            })?;
            let instead = instead_of(set, &choice, &planned, is_set_aside);
            sets.push(RoutineSet {
                rest_s: set.rest_s,
                instead,
                choice,
            });
        }
        Ok(RoutinePlan {
            name: routine.name,
            sets,
            planner,
            live,
            display: self.live.display(),
            events: self.live.events.clone(),
        })
    }

    /// The same, after the safety questions where it is time for them. None where nothing is to begin.
    ///
    /// # Errors
    /// As [`RoutineArgs::plan`], before anything is asked.
    pub fn admitted(&self) -> Result<Option<RoutinePlan>> {
        let plan = self.plan()?;
        if !is_due(&plan.live) {
            return Ok(Some(plan));
        }
        let RoutinePlan { live, display, .. } = plan;
        Ok(match admit(&live, display)? {
            // The answers may have changed the settings, and which exercises are left.
            Admission::As(display) => Some(RoutinePlan {
                display,
                ..self.plan()?
            }),
            Admission::Refused => None,
        })
    }

    /// What finds everything that a set needs.
    fn planner(&self, settings: Settings) -> ChoicePlanner {
        let folder = user_exercises();
        let language = self.live.language();
        let strictness = strictness(self.strictness, true);
        Box::new(move |wanted| {
            let WantedSet {
                exercise: id,
                variant,
                dose,
            } = wanted;
            let exercise = exercise::load_in(language, id, variant, folder.as_deref())?;
            let options = Options {
                dose: exercise.dose(dose)?.clone(),
                strictness,
                live: true,
                best: None,
                good_sets: 0,
            };
            Ok(SetChoice {
                movement: exercise::load_movement(id, variant, folder.as_deref()),
                exercise,
                dose: dose.to_owned(),
                options,
                care: settings.caution(language, id).how().map(str::to_owned),
            })
        })
    }

    /// What prints each set once it is over.
    #[must_use]
    pub fn teller(&self) -> Teller {
        let language = self.live.language();
        let is_stdout_taken = is_stdout(self.live.events.as_deref());
        Arc::new(move |ended, saved| tell_over(language, ended, saved, is_stdout_taken))
    }

    /// Prints how the routine ended.
    ///
    /// # Errors
    /// When standard output takes nothing.
    pub fn tell(&self, over: &RoutineOver) -> Result<()> {
        let told = over.told(self.live.language());
        let mut text = told.map_or_else(String::new, |told| format!("{told}.\n"));
        // What each set was was told when it was over.
        text.push_str(&session_head(&over.recap));
        if is_stdout(self.live.events.as_deref()) {
            notice::tell(&text);
            return Ok(());
        }
        print(&text)
    }
}

/// The exercises that may take the place of one: those of its list whose turn comes later, then others
/// that are for the same and that the day does not have.
fn instead_of(
    set: &PlannedSet,
    choice: &SetChoice,
    day: &[PlannedSet],
    is_set_aside: impl Fn(&str) -> bool,
) -> Vec<String> {
    let purpose = choice.exercise.purpose;
    let is_free = |id: &String| !is_set_aside(id) && !day.iter().any(|other| other.exercise == *id);
    let folder = user_exercises();
    let is_alike = |id: &String| {
        let other = exercise::load(id, None, folder.as_deref());
        purpose.is_some() && other.is_ok_and(|other| other.purpose == purpose)
    };
    let mut instead: Vec<String> = set
        .others
        .iter()
        .filter(|id| is_free(id))
        .cloned()
        .collect();
    for id in exercise::ids() {
        if is_free(&id) && !instead.contains(&id) && is_alike(&id) {
            instead.push(id);
        }
    }
    instead
}

/// A routine by its name or by the path of its file, with that file.
pub(super) fn find(language: Language, name: &str) -> Result<(Routine, Option<PathBuf>)> {
    let exercises = user_exercises();
    let path = Path::new(name);
    if path.extension().is_some_and(|end| end == "toml") {
        let routine = routine::load_file(path, exercises.as_deref())?;
        return Ok((routine, Some(path.to_owned())));
    }
    let folder = user_routines();
    let routine = routine::load(language, name, folder.as_deref(), exercises.as_deref())?;
    Ok((routine, None))
}

/// The day that it is for this user. Without a history that can be read it is the first week.
pub(super) fn today() -> Day {
    day(&calendar())
}

/// The day of a calendar.
pub(super) fn day(calendar: &Calendar) -> Day {
    Day {
        number: calendar.day,
        weeks_done: calendar.weeks_done,
    }
}

/// The user's calendar; that of an empty history where theirs can't be read.
pub(super) fn calendar() -> Calendar {
    let calendar = store().and_then(|store| store.calendar(unix_s()));
    calendar.unwrap_or_default()
}

/// The score of the newest questionnaire.
pub(super) fn last_score() -> Option<Score> {
    let scores = store().and_then(|store| store.scores());
    scores.ok()?.pop()
}

/// The user's history to read, or an empty one.
pub(super) fn store() -> std::result::Result<Store, SessionError> {
    let store = history_file().and_then(|file| Store::open_to_read(&file));
    match store {
        Ok(Some(store)) => Ok(store),
        Ok(None) => Store::memory(),
        Err(error) => {
            notice(error);
            Store::memory()
        }
    }
}
