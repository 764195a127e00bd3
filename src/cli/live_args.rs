//! Arguments of everything that runs live: one exercise or a routine.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use super::args::{LanguageArgs, ModelArgs};
use super::settings::{camera, settings, voice_program};
use crate::app::{DisplayChoice, LiveOptions, SourceChoice};
use crate::output_file::keep_apart;
use crate::session::history_file;
use crate::voice;
use crate::words::Language;

#[derive(Debug, Clone, Args)]
pub(super) struct LiveArgs {
    /// camera, camera:N, a video, a picture, a folder of pictures, or performer[:key=value,…]: a
    /// synthetic person (settings: spotter performer --help); the camera of the settings without it
    #[arg(long, value_name = "SRC")]
    source: Option<String>,
    #[command(flatten)]
    language: LanguageArgs,
    #[command(flatten)]
    model: ModelArgs,
    /// Frames to take of each second of a video, or pictures of a folder to show in one
    #[arg(long, value_name = "HZ")]
    rate: Option<f64>,
    /// Show the picture as others see you
    #[arg(long, overrides_with = "mirror")]
    no_mirror: bool,
    /// Show the picture as a mirror does, whatever the settings say
    #[arg(long)]
    mirror: bool,
    /// Begin silent (V switches the voice on)
    #[arg(long, overrides_with = "voice")]
    no_voice: bool,
    /// Begin with the voice on, whatever the settings say
    #[arg(long)]
    voice: bool,
    /// Speak with this program; it gets the sentence as its argument
    #[arg(long, value_name = "PROG")]
    voice_command: Option<OsString>,
    /// No window
    #[arg(long)]
    headless: bool,
    /// Write every event to this file as a line of JSON (- is standard output)
    #[arg(long, value_name = "FILE|-")]
    pub(super) events: Option<PathBuf>,
    /// Add the time of each stage to the summary
    #[arg(long)]
    timing: bool,
    /// Keep the set of a video or of the synthetic person in the history; it counts for nothing
    #[arg(long)]
    save: bool,
    /// Keep pictures of the set in the history: each time that something is off, and of the best repetition
    #[arg(long)]
    save_pictures: bool,
}

impl LiveArgs {
    /// What the arguments ask for, checked. `files` are read as well; `--events` may not write over
    /// them.
    pub(super) fn options<'a>(&self, files: impl Iterator<Item = &'a Path>) -> Result<LiveOptions> {
        let settings = settings();
        let source_text = self.source.clone();
        let source_text = source_text.unwrap_or_else(|| camera(&settings));
        let mut source: SourceChoice = source_text.parse()?;
        if let Some(rate_hz) = self.rate {
            source = source.at_rate(rate_hz);
        }
        let voice_command = match &self.voice_command {
            Some(name) => Some(voice::find_command(name)?),
            None => voice_program(&settings),
        };
        // A file shows the same to everybody, live or not.
        let model = match source.path() {
            Some(_) => self.model.settings(),
            None => self.model.live_settings(),
        };
        let inputs = self.inputs(&source, files);
        let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
        keep_apart(&inputs, [("--events", self.events.as_deref())])?;
        Ok(LiveOptions {
            // Nobody else's pain is asked for.
            asks_pain: settings.ask_pain && source.is_camera(),
            source,
            language: self.language(),
            source_text,
            model,
            voice_command,
            voice_speed: settings.voice_speed,
            deep_voice: settings.deep_voice,
            is_muted: self.no_voice || !(self.voice || settings.voice),
            mirror: !self.no_mirror && (self.mirror || settings.mirror),
            with_timing: self.timing,
            save: self.save,
            save_pictures: self.save_pictures,
        })
    }

    pub(super) fn language(&self) -> Language {
        self.language.language()
    }

    pub(super) fn display(&self) -> DisplayChoice {
        if self.headless {
            DisplayChoice::None
        } else {
            DisplayChoice::Window {
                large_text: settings().large_text,
            }
        }
    }

    /// The files that are read, and the history, which has to stay what it is.
    fn inputs<'a>(
        &self,
        source: &SourceChoice,
        files: impl Iterator<Item = &'a Path>,
    ) -> Vec<PathBuf> {
        let own = source.path().into_iter().chain(self.model.inputs());
        let own = own.map(Path::to_owned);
        // SQLite keeps the newest in files beside the history's.
        let history = history_file().into_iter().flat_map(|file| {
            ["", "-wal", "-shm", "-journal"].map(|end| {
                let mut name = file.clone().into_os_string();
                name.push(end);
                PathBuf::from(name)
            })
        });
        own.chain(files.map(Path::to_owned))
            .chain(history)
            .collect()
    }
}
