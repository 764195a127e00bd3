//! `spotter coach`: a live set.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use clap::Args;

use super::output::print;
use super::{DoseArgs, ExerciseArgs, ModelArgs, create};
use crate::app::{Ended, Engine, Live};
use crate::coach::{Coach, Event, Timed};
use crate::exercise::Exercise;
use crate::notice::{self, notice};
use crate::performer::Asked;
use crate::performer::guide::Guide;
use crate::screen::{Ui, Window};
use crate::session::{Names, NewSession, Recorder, Store, history_file, terminal};
use crate::source::{self, SourceOptions, SourceSpec};
use crate::voice::{Voice, VoiceOptions};

#[derive(Debug, Args)]
pub(super) struct CoachArgs {
    /// Id of the exercise, such as bird-dog
    exercise: String,
    /// camera, camera:N, a video, a picture, a folder of pictures, or performer[:key=value,…]: a
    /// synthetic person (settings: spotter performer --help)
    #[arg(long, value_name = "SRC", default_value = "camera")]
    source: String,
    #[command(flatten)]
    file: ExerciseArgs,
    #[command(flatten)]
    dose: DoseArgs,
    #[command(flatten)]
    model: ModelArgs,
    /// Show the picture as others see you
    #[arg(long)]
    no_mirror: bool,
    /// Begin silent (V switches the voice on)
    #[arg(long)]
    no_voice: bool,
    /// Speak with this program; it gets the sentence as its argument
    #[arg(long, value_name = "PROG")]
    voice_command: Option<std::ffi::OsString>,
    /// No window
    #[arg(long)]
    headless: bool,
    /// Write every event to this file as a line of JSON (- is standard output)
    #[arg(long, value_name = "FILE|-")]
    events: Option<PathBuf>,
    /// Add the time of each stage to the summary
    #[arg(long)]
    timing: bool,
}

/// What is shown where there is no camera: a good repetition, one whose fault is corrected, and
/// good ones again.
pub(super) const DEMO: [&str; 4] = [
    "coach",
    "bird-dog",
    "--source",
    "performer:fault=leg_high,faulty=2",
];

pub(super) fn run(args: &CoachArgs) -> Result<()> {
    run_in(args, || if args.headless { None } else { open_window() })
}

/// Runs a set; `window` is asked for when everything else is there.
pub(super) fn run_in(args: &CoachArgs, window: impl FnOnce() -> Option<Window>) -> Result<()> {
    let exercise = args.file.load(&args.exercise)?;
    let mut options = args.dose.options(&exercise, true)?;
    let spec: SourceSpec = args.source.parse()?;
    let mut events = args.events.as_deref().map(EventLines::create).transpose()?;
    let to_stdout = args
        .events
        .as_ref()
        .is_some_and(|path| path.as_os_str() == "-");
    let movement = args.file.load_movement(&args.exercise);
    // An exercise without keyframes can still be coached.
    let guide_movement = movement.as_ref().ok().cloned();
    let movement = match spec {
        SourceSpec::Performer(_) => Some(movement?),
        _ => None,
    };
    let is_followed = !(args.headless && args.no_voice);
    let source_options = SourceOptions {
        movement,
        asked: Some(Asked::of(&exercise, &options.dose)),
        in_real_time: is_followed,
        ..SourceOptions::default()
    };
    // A camera gets going by itself while the networks load.
    let source = source::open(&spec, &source_options)?;
    let tracker = args.model.tracker()?;
    let window = window();
    let guide = match (&window, guide_movement) {
        (Some(_), Some(movement)) => Some(Guide::start(&movement)?),
        _ => None,
    };

    let voice = Voice::start(VoiceOptions {
        command: args.voice_command.clone(),
        ..VoiceOptions::default()
    });
    voice.set_muted(args.no_voice);
    let store = open_store()?;
    options.best = best_before(&store, &exercise);
    let recorder = Arc::new(Mutex::new(Recorder::start(store)));
    let stop = Arc::new(AtomicBool::new(false));
    let stop_by_signal = Arc::clone(&stop);
    ctrlc::set_handler(move || stop_by_signal.store(true, Ordering::Relaxed))
        .context("can't listen for Ctrl-C")?;

    let started_at = unix_s();
    let new_session = NewSession {
        started_at,
        exercise: exercise.id.clone(),
        variant: exercise.variant.clone(),
        dose: Some(args.dose.dose.clone()).filter(|dose| dose != "standard"),
        source: args.source.clone(),
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let words = exercise.clone();
    let in_history = Arc::clone(&recorder);
    let alive = Arc::clone(&recorder);
    let mut has_begun = false;
    let live = Live {
        source,
        engine: Engine::new(tracker, Coach::new(exercise, options)),
        voice,
        record: Box::new(move |event| {
            if let Some(lines) = &mut events {
                lines.write(event);
            }
            let mut recorder = in_history.lock().unwrap_or_else(PoisonError::into_inner);
            // Getting ready is no session: only what begins is kept.
            if !has_begun && matches!(event.event, Event::Start) {
                has_begun = true;
                recorder.begin(new_session.clone());
            }
            if has_begun {
                recorder.record(event);
            }
        }),
        alive: Box::new(move |t_s| {
            alive
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .alive(t_s)
        }),
        stop,
        in_real_time: window.is_some() || !args.no_voice,
        with_timing: args.timing,
        guide,
    };
    let ended = match window {
        Some(window) => {
            let (width, height) = window.size();
            live.in_window(window, Ui::new(width, height)?, !args.no_mirror)
        }
        None => live.headless(),
    };
    // Whatever happened, what was recorded is written before anything is said about it.
    let report = Arc::into_inner(recorder).map(|recorder| {
        recorder
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .close()
    });
    if let Some(trouble) = report.as_ref().and_then(|report| report.trouble.as_ref()) {
        notice(trouble);
    }
    tell(&ended?, &words, to_stdout)
}

/// No display is no reason to stop: the voice carries the set.
fn open_window() -> Option<Window> {
    Window::open("Spotter")
        .map_err(|error| notice(format_args!("{error}; going on without a window")))
        .ok()
}

/// The goal of one's own; a history that can't be read is no reason not to begin.
fn best_before(store: &Store, exercise: &Exercise) -> Option<f32> {
    exercise.personal.as_ref()?;
    store
        .best(
            &exercise.id,
            exercise.variant.as_deref(),
            exercise.cycle.rising,
        )
        .map_err(notice)
        .ok()
        .flatten()
}

fn open_store() -> Result<Store> {
    let store = match history_file() {
        Ok(path) => Store::open_or_memory(&path)?,
        Err(error) => {
            notice(error);
            Store::memory()?
        }
    };
    if let Some(text) = store.notice() {
        notice(text);
    }
    Ok(store)
}

fn tell(ended: &Ended, exercise: &Exercise, to_stdout: bool) -> Result<()> {
    if let Some(trouble) = &ended.voice_trouble {
        notice(trouble);
    }
    if !ended.had_begun && ended.summary.ended.is_none() {
        let why = ended.not_begun.as_deref().unwrap_or("it was ended before");
        notice(format!("no set was begun, nothing is saved: {why}"));
        return Ok(());
    }
    let cue = |id: &str| exercise.first_cue(id);
    let text = terminal(
        &ended.summary,
        Names {
            exercise: &exercise.name,
            cue: &cue,
        },
    );
    if to_stdout {
        notice::tell(&text);
    } else {
        print(&text)?;
    }
    Ok(())
}

fn unix_s() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// Writes events as lines of JSON; a reader that is gone or a full disk is told once and does
/// not end the set.
struct EventLines {
    to: Box<dyn Write + Send>,
    is_broken: bool,
}

impl EventLines {
    fn create(path: &Path) -> Result<Self> {
        let to: Box<dyn Write + Send> = if path.as_os_str() == "-" {
            Box::new(io::stdout())
        } else {
            Box::new(create(path)?) as Box<File>
        };
        Ok(EventLines {
            to,
            is_broken: false,
        })
    }

    fn write(&mut self, event: &Timed) {
        if self.is_broken {
            return;
        }
        let line = serde_json::to_string(event).map_err(io::Error::from);
        let written = line
            .and_then(|line| writeln!(self.to, "{line}"))
            .and_then(|()| self.to.flush());
        if let Err(error) = written {
            self.is_broken = true;
            notice(format_args!(
                "events can't be written any more ({error}); the set goes on"
            ));
        }
    }
}
