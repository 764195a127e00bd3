//! `spotter coach`: a live set.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::Args;

use super::args::{DoseArgs, ExerciseArgs};
use super::live_args::LiveArgs;
use super::output::print;
use super::safety::{admit, is_due};
use super::settings::settings;
use super::timing;
use crate::app::{Admission, Ended, Saved, SetChoice, SetPlan, SetPlanner, Teller};
use crate::notice::{self, notice};
use crate::session::{Recap, terminal};
use crate::settings::Caution;
use crate::words::{self, Language, saving};

/// The arguments of a live set.
#[derive(Debug, Clone, Args)]
pub struct CoachArgs {
    /// Id of the exercise, such as bird-dog
    exercise: String,
    #[command(flatten)]
    file: ExerciseArgs,
    #[command(flatten)]
    dose: DoseArgs,
    #[command(flatten)]
    live: LiveArgs,
}

impl CoachArgs {
    /// What the arguments ask for, checked.
    ///
    /// # Errors
    /// When there is no such exercise, dose, source or voice program, or when `--events` would
    /// write over an input.
    pub fn plan(&self) -> Result<SetPlan> {
        let exercise = self.file.load(self.live.language(), &self.exercise)?;
        let options = self.dose.options(&exercise, true)?;
        let live = self.live.options(self.file.inputs())?;
        let caution = settings().caution(live.language, &exercise.id);
        if caution == Caution::Blocked && live.source.is_camera() {
            notice(words::settings::set_aside(live.language, &exercise.name));
        }
        Ok(SetPlan {
            set: SetChoice {
                movement: self.file.load_movement(&self.exercise),
                exercise,
                dose: self.dose.dose.clone(),
                options,
                care: caution.how().map(str::to_owned),
            },
            live,
            display: self.live.display(),
            events: self.live.events.clone(),
        })
    }
}

impl CoachArgs {
    /// The same, after the safety questions where it is time for them. None where nothing is to begin.
    ///
    /// # Errors
    /// As [`CoachArgs::plan`], before anything is asked.
    pub fn admitted(&self) -> Result<Option<SetPlan>> {
        let plan = self.plan()?;
        if !is_due(&plan.live) {
            return Ok(Some(plan));
        }
        let SetPlan { live, display, .. } = plan;
        Ok(match admit(&live, display)? {
            // The answers may have changed the settings.
            Admission::As(display) => Some(SetPlan {
                display,
                ..self.plan()?
            }),
            Admission::Refused => None,
        })
    }
}

/// What plans the set anew, in the form and with the dose that are wanted after a stop.
#[must_use]
pub fn set_planner(args: CoachArgs) -> SetPlanner {
    Box::new(move |wanted| {
        let mut args = args.clone();
        args.file.variant = wanted.variant.map(str::to_owned);
        wanted.dose.clone_into(&mut args.dose.dose);
        args.plan()
    })
}

/// What prints the set once it is over: on standard output, or on standard error where the events
/// have standard output.
#[must_use]
pub fn set_teller(plan: &SetPlan) -> Teller {
    let (language, events) = (plan.live.language, plan.events.clone());
    Arc::new(move |ended, saved| tell_over(language, ended, saved, is_stdout(events.as_deref())))
}

/// Whether events are written to standard output.
pub(super) fn is_stdout(events: Option<&Path>) -> bool {
    events.is_some_and(|path| path.as_os_str() == "-")
}

/// Prints a set that is over.
pub(super) fn tell_over(
    language: Language,
    ended: Option<&Ended>,
    saved: &Saved,
    is_stdout_taken: bool,
) -> Result<()> {
    let told = ended.map_or(Ok(()), |ended| tell(language, ended, is_stdout_taken));
    tell_saved(language, saved, ended.is_some_and(Ended::is_set)).and(told)
}

fn tell(language: Language, ended: &Ended, is_stdout_taken: bool) -> Result<()> {
    if !ended.is_set() {
        let before = saving::ENDED_BEFORE.in_language(language);
        let why = ended.not_begun.as_deref().unwrap_or(before);
        notice(saving::not_begun(language, why));
        return Ok(());
    }
    let text = told(&ended.recap);
    if is_stdout_taken {
        notice::tell(&text);
    } else {
        print(&text)?;
    }
    Ok(())
}

/// A set as the terminal tells it.
pub(super) fn told(recap: &Recap) -> String {
    let timing = timing::table(recap.language, &recap.summary);
    terminal(recap) + &timing
}

/// Says whether the set was saved, where that is not plain. A set that was lost, or a part of it,
/// is an error.
fn tell_saved(language: Language, saved: &Saved, is_set: bool) -> Result<()> {
    match saved {
        Saved::NotAsked(why) if is_set => notice(why.in_language(language)),
        Saved::NotAsked(_) => {}
        Saved::Asked(report) => match report.told(language) {
            Some(told) if report.is_loss() => bail!("{told}"),
            Some(told) => notice(told),
            None => {}
        },
    }
    Ok(())
}
