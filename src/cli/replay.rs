//! `spotter replay`: a set of the history, judged again.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Args;

use super::args::user_exercises;
use super::coach::told;
use super::event_words;
use super::output::{print, print_json};
use super::settings::{settings, voice_program};
use crate::app::{Replay, ReplayPlan, play};
use crate::coach::{Event, Timed};
use crate::exercise::{self, Exercise};
use crate::notice::notice;
use crate::session::{SessionError, SetId, SetRow, Store, history_file};
use crate::voice::VoiceOptions;
use crate::words::{Language, replay as words};

#[derive(Debug, Args)]
pub struct ReplayArgs {
    /// Number of a set, as `spotter history` shows it
    #[arg(value_name = "ID")]
    id: SetId,
    /// Judge it with this exercise file, and say what it would have said otherwise
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// No window: print what comes of it
    #[arg(long)]
    headless: bool,
    /// Print every event as a line of JSON, as `--events` did
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &ReplayArgs) -> Result<()> {
    let store = Store::open_to_read(&history_file()?)?.ok_or(SessionError::NoSet(args.id))?;
    let set = store.set(args.id)?;
    let track = store.track(args.id)?;
    let language = track.coached.language.parse().unwrap_or_default();
    if !track.is_whole {
        notice(words::GAPS.in_language(language));
    }
    let exercise = exercise(args, &set, language)?;
    let is_changed = set.exercise_version.as_ref() != Some(&exercise.version);
    if is_changed && args.against.is_none() {
        notice(words::FILE_HAS_CHANGED.in_language(language));
    }
    let mut replay = Replay::new(track, exercise, set.model);
    if args.against.is_some() && !args.json {
        let (events, _) = replay.finish();
        return print_change(language, &store.events(args.id)?, &events);
    }
    if args.against.is_none() && !args.json && !args.headless {
        match play(plan(replay, language))? {
            // There is no display, so it is printed.
            Some(back) => replay = back,
            None => return Ok(()),
        }
    }
    let (events, recap) = replay.finish();
    if args.json {
        return events.iter().try_for_each(print_json);
    }
    let lines = told_lines(language, &events);
    lines.iter().try_for_each(|line| print(&line.to_string()))?;
    print(&told(&recap))
}

/// How it is played: as live sets are.
fn plan(replay: Replay, language: Language) -> ReplayPlan {
    let settings = settings();
    ReplayPlan {
        replay,
        voice: VoiceOptions {
            command: voice_program(&settings),
            speed: settings.voice_speed,
            is_deep: settings.deep_voice,
            language,
            ..VoiceOptions::default()
        },
        is_muted: !settings.voice,
        mirror: settings.mirror,
        large_text: settings.large_text,
    }
}

/// The exercise of the set, from the file that is asked for or as it is now.
fn exercise(args: &ReplayArgs, set: &SetRow, language: Language) -> Result<Exercise> {
    let Some(path) = &args.against else {
        let exercise = set.load_exercise(language, user_exercises().as_deref());
        return exercise.with_context(|| {
            format!(
                "the file of the exercise of set {} is needed; name one with --against",
                set.id
            )
        });
    };
    let exercise = exercise::load_file(language, path, set.variant.as_deref())?;
    ensure!(
        exercise.id == set.exercise,
        "{} is of another exercise: set {} is {:?}, and the file has id = {:?}",
        path.display(),
        set.id,
        set.exercise,
        exercise.id
    );
    Ok(exercise)
}

/// An event as people read it.
struct Line {
    t_s: f64,
    words: String,
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:>7.1} s  {}", self.t_s, self.words)
    }
}

fn told_lines(language: Language, events: &[Timed]) -> Vec<Line> {
    let line = |event: &Timed| {
        let words = event_words::of(language, &event.event)?;
        Some(Line {
            t_s: event.t_s,
            words,
        })
    };
    events.iter().filter_map(line).collect()
}

/// The same words at times that are no farther apart are the same remark, in seconds.
const SAME_WITHIN_S: f64 = 1.0;

/// Prints what is said otherwise: what was said then after a minus, what would be said now after a plus.
fn print_change(language: Language, then: &[Timed], now: &[Timed]) -> Result<()> {
    // What was said before the set began is not in the history.
    let begins = |event: &Timed| matches!(event.event, Event::Start | Event::Stopped { .. });
    let begin = now.iter().position(begins).unwrap_or(0);
    let then = told_lines(language, then);
    let mut now: Vec<Option<Line>> = told_lines(language, &now[begin..])
        .into_iter()
        .map(Some)
        .collect();
    let mut changed = Vec::new();
    for line in then {
        let is_same = |other: &&mut Option<Line>| {
            other.as_ref().is_some_and(|other| {
                other.words == line.words && (other.t_s - line.t_s).abs() <= SAME_WITHIN_S
            })
        };
        match now.iter_mut().find(is_same) {
            Some(same) => *same = None,
            None => changed.push(('-', line)),
        }
    }
    changed.extend(now.into_iter().flatten().map(|line| ('+', line)));
    changed.sort_by(|(_, a), (_, b)| a.t_s.total_cmp(&b.t_s));
    if changed.is_empty() {
        return print(words::SAME.in_language(language));
    }
    changed
        .iter()
        .try_for_each(|(sign, line)| print(&format!("{sign} {line}")))
}
