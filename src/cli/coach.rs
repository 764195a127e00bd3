//! `spotter coach`: a live set.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use clap::Args;

use super::keep::Keeper;
use super::output::print;
use super::{DoseArgs, ExerciseArgs, ModelArgs, signals, timing};
use crate::app::{Ended, Engine, Guide, Live, LiveError, SourceChoice, Stop};
use crate::coach::{Coach, Timed};
use crate::notice::{self, notice};
use crate::output_file;
use crate::screen::{Ui, Window};
use crate::session::{NewSession, history_file, terminal};
use crate::voice::{self, Voice, VoiceOptions};

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
    /// Keep the set of a film or of the synthetic person in the history; it counts for nothing
    #[arg(long)]
    save: bool,
}

/// What is shown where there is no camera: a good repetition, one whose fault is corrected, and
/// good ones again.
pub(super) const DEMO: [&str; 4] = [
    "coach",
    "bird-dog",
    "--source",
    "performer:fault=leg_high,faulty=2",
];

impl CoachArgs {
    /// The files that are read for a set, and the history, which has to stay what it is.
    fn inputs(&self, spec: &SourceChoice) -> Vec<PathBuf> {
        let given = spec
            .path()
            .into_iter()
            .chain(self.file.inputs())
            .chain(self.model.inputs());
        // SQLite keeps the newest in files beside the history's.
        let history = history_file().into_iter().flat_map(|file| {
            ["", "-wal", "-shm", "-journal"].map(|end| {
                let mut name = file.clone().into_os_string();
                name.push(end);
                PathBuf::from(name)
            })
        });
        given.map(Path::to_owned).chain(history).collect()
    }
}

pub(super) fn run(args: &CoachArgs) -> Result<()> {
    run_in(args, || if args.headless { None } else { open_window() })
}

/// Runs a set; `window` is asked for when everything else is there.
pub(super) fn run_in(args: &CoachArgs, window: impl FnOnce() -> Option<Window>) -> Result<()> {
    let exercise = args.file.load(&args.exercise)?;
    let mut options = args.dose.options(&exercise, true)?;
    let spec: SourceChoice = args.source.parse()?;
    let command = args.voice_command.as_deref();
    let command = command.map(voice::find_command).transpose()?;
    if let Some(events) = &args.events {
        let inputs = args.inputs(&spec);
        let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
        output_file::keep_apart(&inputs, &[("--events", events)])?;
    }
    let mut events = args.events.as_deref().map(EventLines::create).transpose()?;
    let to_stdout = args
        .events
        .as_ref()
        .is_some_and(|path| path.as_os_str() == "-");
    let movement = args.file.load_movement(&args.exercise);
    // An exercise without keyframes can still be coached.
    let guide_movement = movement.as_ref().ok().cloned();
    let is_followed = !(args.headless && args.no_voice);
    // A camera gets going by itself while the networks load.
    let source = spec.open(&exercise, &options.dose, movement, is_followed)?;
    let tracker = args.model.tracker()?;
    let window = window();
    let guide = match (&window, guide_movement) {
        (Some(_), Some(movement)) => Some(Guide::start(&movement)?),
        _ => None,
    };

    let voice = Voice::start(VoiceOptions {
        command,
        ..VoiceOptions::default()
    });
    voice.set_muted(args.no_voice);
    let session = NewSession {
        started_at: unix_s(),
        exercise: exercise.id.clone(),
        variant: exercise.variant.clone(),
        dose: Some(args.dose.dose.clone()).filter(|dose| dose != "standard"),
        source: args.source.clone(),
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let (keeper, best) = Keeper::open(session, &spec, args.save, &exercise)?;
    options.best = best;
    let stop = Arc::new(Stop::default());
    signals::listen(Arc::clone(&stop)).context("can't listen for Ctrl-C")?;

    let [in_history, alive, kept] = std::array::from_fn(|_| keeper.clone());
    let live = Live {
        source,
        engine: Engine::new(tracker, Coach::new(exercise, options)),
        voice,
        record: Box::new(move |event| {
            // Kept before it is told: a kill loses nothing that anybody has read or heard of.
            in_history.record(event);
            if let Some(lines) = &mut events {
                lines.write(event);
            }
        }),
        alive: Box::new(move |t_s| alive.alive(t_s)),
        is_kept: Box::new(move || kept.has_kept_all()),
        // Whatever happened, what was recorded is written before anything is said about it.
        on_done: Box::new(move |ended| {
            let saved = keeper.close();
            let told = ended.map_or(Ok(()), |ended| tell(ended, to_stdout));
            saved.tell(ended.is_some_and(is_set)).and(told)
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
    match ended {
        Ok(_) => Ok(()),
        Err(LiveError::Told(error)) => Err(error),
        Err(error) => Err(error.into()),
    }
}

/// No display is no reason to stop: the voice carries the set.
fn open_window() -> Option<Window> {
    Window::open("Spotter")
        .map_err(|error| notice(format_args!("{error}; going on without a window")))
        .ok()
}

/// Whether there is a set to tell of: one that has begun, or was stopped for pain before.
fn is_set(ended: &Ended) -> bool {
    ended.had_begun || ended.recap.is_stopped_for_pain()
}

fn tell(ended: &Ended, to_stdout: bool) -> Result<()> {
    if !is_set(ended) {
        let why = ended.not_begun.as_deref().unwrap_or("it was ended before");
        notice(format!("no set was begun, nothing is saved: {why}"));
        return Ok(());
    }
    let mut text = terminal(&ended.recap);
    text.push_str(&timing::table(&ended.recap.summary));
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
        Ok(EventLines {
            to: output_file::followed(path)?,
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
