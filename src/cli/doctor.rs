//! `spotter doctor`: what is there, what is missing, and what to do about it.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;
use serde::Serialize;

use super::args::ModelArgs;
use super::exercises::{self, Offered};
use super::output::{columns, print, print_json};
use crate::ffmpeg;
use crate::pose::{Model, PoseError, Processor, library};
use crate::session::{self, SessionError, Store};
use crate::source::{self, SourceError};
use crate::voice;
use crate::words::{self, Language};

#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// One JSON object per thing
    #[arg(long)]
    json: bool,
    /// ONNX Runtime's shared library, where it isn't found by itself
    #[arg(long, value_name = "FILE")]
    onnxruntime: Option<PathBuf>,
}

/// What was found out about one thing.
#[derive(Debug, PartialEq, Serialize)]
struct Finding {
    /// The thing: "ffmpeg".
    thing: &'static str,
    /// Whether it is there and works.
    ok: bool,
    /// How it is, in a word.
    state: State,
    /// Whether a set in front of the camera is impossible or lost without it.
    needed: bool,
    /// What is there; where it is missing, why and what to do.
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    Missing,
    /// It is there, but can't be used as it is.
    Broken,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Ok => "OK",
            State::Missing => "missing",
            State::Broken => "broken",
        }
    }
}

impl Finding {
    fn new(thing: &'static str, state: State, text: impl Into<String>) -> Finding {
        Finding {
            thing,
            ok: state == State::Ok,
            state,
            needed: NEEDED.contains(&thing),
            text: text.into(),
        }
    }

    fn ok(thing: &'static str, text: impl Into<String>) -> Finding {
        Self::new(thing, State::Ok, text)
    }

    fn missing(thing: &'static str, text: impl Into<String>) -> Finding {
        Self::new(thing, State::Missing, text)
    }

    fn broken(thing: &'static str, text: impl Into<String>) -> Finding {
        Self::new(thing, State::Broken, text)
    }
}

const ENGINE: &str = "ONNX Runtime";
// The word that `doctor --json` has always had for the pose models.
const MODELS: &str = "networks";
const CAMERA: &str = "camera";
const VOICE: &str = "voice";
const HISTORY: &str = "history";
const EXERCISES: &str = "exercises";

/// What a set in front of the camera can't do without. Only videos need ffmpeg. A set that is only
/// heard needs no window, and everything that a tone tells is spoken as well.
const NEEDED: [&str; 6] = [ENGINE, MODELS, CAMERA, VOICE, HISTORY, EXERCISES];

pub(super) fn run(args: &DoctorArgs) -> Result<()> {
    let mut findings = Vec::from(engine_and_models(args.onnxruntime.as_deref()));
    findings.extend(cameras());
    findings.extend([video_program(), speech(), tones(), window(), history()]);
    findings.extend(exercises());
    if args.json {
        findings.iter().try_for_each(print_json)?;
    } else {
        let row = |finding: &Finding| {
            let state = finding.state.word().to_owned();
            [state, finding.thing.to_owned(), finding.text.clone()]
        };
        let rows: Vec<[String; 3]> = findings.iter().map(row).collect();
        print(&columns(&rows))?;
    }
    let mut amiss: Vec<String> = findings
        .iter()
        .filter(|finding| finding.needed && !finding.ok)
        .map(|finding| format!("{} ({})", finding.thing, finding.state.word()))
        .collect();
    amiss.dedup();
    if !amiss.is_empty() {
        bail!(
            "a set can't do without these, so mend them first: {}",
            amiss.join(", ")
        );
    }
    Ok(())
}

/// Loading the models proves that the engine works.
fn engine_and_models(option: Option<&Path>) -> [Finding; 2] {
    let library = if cfg!(feature = "tract") {
        "not needed by this build".to_owned()
    } else {
        match library::find(option) {
            Ok(path) => path.display().to_string(),
            Err(error) => return no_engine(&error.into()),
        }
    };
    let processor = Processor::here();
    let built_in = [Model::Lite, Model::Full, Model::of_live_set(processor)];
    for model in built_in {
        let model = ModelArgs::built_in(&model.to_string(), option);
        if let Err(error) = model.tracker() {
            return match error.downcast_ref() {
                Some(PoseError::Library { .. } | PoseError::Engine(_)) => no_engine(&error),
                _ => [
                    Finding::ok(ENGINE, library),
                    Finding::broken(MODELS, format!("{error:#}")),
                ],
            };
        }
    }
    [
        Finding::ok(ENGINE, library),
        Finding::ok(MODELS, models_text(processor)),
    ]
}

/// Which models there are, and which of them a live set uses.
fn models_text(processor: Processor) -> &'static str {
    if Model::of_live_set(processor) == Model::Fast {
        "lite, full and fast load; a live set uses fast, because this processor has what it needs"
    } else {
        "lite and full load; a live set uses full, because this processor lacks what fast needs \
         (VNNI, or dot products on ARM)"
    }
}

fn no_engine(error: &anyhow::Error) -> [Finding; 2] {
    [
        Finding::missing(ENGINE, format!("{error:#}")),
        Finding::missing(MODELS, format!("not tried without {ENGINE}")),
    ]
}

fn cameras() -> Vec<Finding> {
    let cameras = source::cameras();
    if cameras.is_empty() {
        return vec![Finding::missing(CAMERA, SourceError::NoCamera.to_string())];
    }
    cameras
        .into_iter()
        .map(|camera| {
            if may_open(Path::new(&camera.device)) {
                let text = format!(
                    "camera:{} {} ({})",
                    camera.number, camera.name, camera.device
                );
                Finding::ok(CAMERA, text)
            } else {
                let name = camera.name;
                Finding::missing(CAMERA, SourceError::CameraDenied { name }.to_string())
            }
        })
        .collect()
}

/// Whether the system lets us open a device. Opening does not switch a camera on.
fn may_open(device: &Path) -> bool {
    !cfg!(target_os = "linux")
        || !fs::File::options()
            .read(true)
            .write(true)
            .open(device)
            .is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied)
}

fn video_program() -> Finding {
    const THING: &str = "ffmpeg";
    match ffmpeg::version() {
        Ok(version) => Finding::ok(THING, version),
        Err(error) => Finding::missing(THING, error.to_string()),
    }
}

fn speech() -> Finding {
    match voice::found().speech {
        Some(program) => Finding::ok(VOICE, program),
        None => Finding::missing(VOICE, words::voice::NO_SPEECH),
    }
}

fn tones() -> Finding {
    const THING: &str = "tones";
    match &voice::found().players[..] {
        [] if cfg!(target_os = "linux") => Finding::missing(
            THING,
            "no player was found, so there are no tones: install pulseaudio-utils or alsa-utils to hear them",
        ),
        [] => Finding::missing(THING, "no player was found, so there are no tones"),
        players => Finding::ok(THING, players.join(", ")),
    }
}

fn window() -> Finding {
    const THING: &str = "window";
    if !cfg!(target_os = "linux") {
        return Finding::ok(THING, "this system's own desktop");
    }
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    match variable("DISPLAY") {
        Some(display) => Finding::ok(THING, format!("DISPLAY is {display}")),
        None if variable("WAYLAND_DISPLAY").is_some() => Finding::missing(
            THING,
            "DISPLAY is not set: this is a Wayland desktop without XWayland, so install xwayland, \
             or use --headless",
        ),
        None => Finding::missing(
            THING,
            "DISPLAY is not set: start Spotter from a desktop, or use --headless",
        ),
    }
}

fn history() -> Finding {
    let file = match session::history_file() {
        Ok(file) => file,
        Err(error) => return Finding::missing(HISTORY, error.to_string()),
    };
    let shown = file.display();
    let state = match state_of_history(&file) {
        Ok(state) => state,
        Err(error) => return Finding::broken(HISTORY, error.to_string()),
    };
    // The folder is made with the first set. Until then the one above it is tried.
    let folder = file.ancestors().skip(1).find(|folder| folder.exists());
    match folder.map(try_writing) {
        Some(Ok(())) => Finding::ok(HISTORY, format!("{shown} ({state})")),
        Some(Err(error)) => Finding::broken(
            HISTORY,
            format!(
                "the folder of {shown} can't be written ({error}): allow writing to it, or set SPOTTER_DATA_DIR to another folder"
            ),
        ),
        None => Finding::missing(
            HISTORY,
            format!("there is no folder for {shown}: set SPOTTER_DATA_DIR to one that is there"),
        ),
    }
}

/// Looks at the history without touching it.
fn state_of_history(file: &Path) -> Result<String, SessionError> {
    let Some(store) = Store::open_read_only(file)? else {
        return Ok("not begun yet".to_owned());
    };
    let sets = store.sets(u32::MAX)?;
    let damaged = sets.iter().filter(|row| row.unreadable > 0).count();
    Ok(match (sets.len(), damaged) {
        (1, 0) => "1 set".to_owned(),
        (all, 0) => format!("{all} sets"),
        (all, some) => format!("{all} sets, {some} of which can't be read whole"),
    })
}

/// Whether a file can be made in a folder. The permissions alone don't tell: a disk may be full or
/// read-only.
fn try_writing(folder: &Path) -> io::Result<()> {
    let probe = folder.join(format!(".spotter-doctor-{}", std::process::id()));
    fs::File::create_new(&probe)?;
    fs::remove_file(&probe)
}

fn exercises() -> Vec<Finding> {
    let (mut built_in, mut own, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    for Offered { id, file, exercise } in exercises::offered(Language::English) {
        match (exercise, file) {
            (Err(error), _) => findings.push(Finding::broken(EXERCISES, error.to_string())),
            (Ok(_), Some(_)) => own.push(id),
            (Ok(_), None) => built_in.push(id),
        }
    }
    let mut text = built_in.join(", ");
    if !own.is_empty() {
        text.push_str(&format!("; your own: {}", own.join(", ")));
    }
    findings.insert(0, Finding::ok(EXERCISES, text));
    findings
}
