//! What happens without a command: the home screen.

use std::sync::Arc;

use anyhow::{Result, bail};
use clap::{CommandFactory, Parser};

use super::args::{system_language, user_exercises};
use super::coach::tell_over;
use super::routine::{calendar, day, last_score, store};
use super::settings::{settings, settings_file};
use super::{Cli, Command, output};
use crate::app::{HomePlan, RoutinePlan, SetPlan, WantedSet, unix_s};
use crate::exercise;
use crate::session::Calendar;
use crate::source;
use crate::words::{Phrase, home, questionnaire};

/// The source where there is no camera: a synthetic person, whose second bird dog is corrected.
const DEMONSTRATION: &str = "performer";
const WITH_FAULT: (&str, &str) = ("bird-dog", "performer:fault=leg_high,faulty=2");

/// What can be done from the home screen. Where there is no camera, a synthetic person does it.
#[must_use]
pub fn home_plan() -> HomePlan {
    let language = system_language();
    let has_camera = !source::cameras().is_empty();
    HomePlan {
        language,
        note: match has_camera {
            true => is_questionnaire_due().then(|| questionnaire::DUE.said_in(language)),
            false => Some(home::NO_CAMERA.said_in(language)),
        },
        routine: Box::new(move |calendar| routine(has_camera, calendar)),
        exercises: exercise::ids(),
        exercise: Box::new(move |wanted| coach(wanted, has_camera)),
        folder: user_exercises(),
        settings: settings_file(),
        calendar: Box::new(calendar),
        history: Box::new(store),
        teller: Arc::new(move |ended, saved| tell_over(language, ended, saved, false)),
    }
}

/// The questionnaire is asked for again after so many days.
const QUESTIONNAIRE_EVERY_S: i64 = 30 * 86_400;

/// Whether the user wants the monthly questionnaire, and a month has gone since the last one.
fn is_questionnaire_due() -> bool {
    settings().roland_morris
        && last_score().is_none_or(|score| unix_s() - score.answered_at >= QUESTIONNAIRE_EVERY_S)
}

fn parsed(arguments: &[&str]) -> Result<Option<Command>> {
    let arguments = std::iter::once("spotter").chain(arguments.iter().copied());
    Ok(Cli::try_parse_from(arguments)?.command)
}

fn routine(has_camera: bool, calendar: &Calendar) -> Result<RoutinePlan> {
    let arguments: &[&str] = if has_camera {
        &["routine"]
    } else {
        &["routine", "--source", DEMONSTRATION]
    };
    match parsed(arguments)? {
        Some(Command::Routine(args)) => args.plan_on(day(calendar)),
        _ => bail!("these arguments ask for a routine"),
    }
}

fn coach(wanted: WantedSet, has_camera: bool) -> Result<SetPlan> {
    let (with_fault, faulty) = WITH_FAULT;
    let source = match has_camera {
        true => None,
        false if wanted.exercise == with_fault => Some(faulty),
        false => Some(DEMONSTRATION),
    };
    let source = source.map(|source| ["--source", source]);
    let variant = wanted.variant.map(|variant| ["--variant", variant]);
    let options = source.iter().chain(&variant).flatten().copied();
    let set = ["coach", wanted.exercise, "--dose", wanted.dose];
    let arguments: Vec<&str> = set.into_iter().chain(options).collect();
    match parsed(&arguments)? {
        Some(Command::Coach(args)) => args.plan(),
        _ => bail!("these arguments ask for an exercise"),
    }
}

/// What is said where there is no display for the home screen.
///
/// # Errors
/// When there is no camera either.
pub fn without_display() -> Result<()> {
    if source::cameras().is_empty() {
        bail!(
            "there is no camera and no display here: `spotter coach bird-dog --source performer --headless` shows in words how a set goes, `spotter help` what else there is"
        );
    }
    let help = Cli::command().render_help();
    output::print(&format!(
        "{help}\nStart with: spotter coach bird-dog\nWatch a synthetic person first: spotter coach bird-dog --source performer"
    ))
}
