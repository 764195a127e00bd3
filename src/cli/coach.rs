//! `spotter coach`: a live set.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use super::args::{DoseArgs, ExerciseArgs, ModelArgs};
use super::output::print;
use super::timing;
use crate::app::{DisplayChoice, Ended, Saved, SetOver, SetPlan, SourceChoice, Teller};
use crate::notice::{self, notice};
use crate::output_file;
use crate::session::{history_file, terminal};
use crate::voice;
use crate::words::saving;

/// The arguments of a live set.
#[derive(Debug, Args)]
pub struct CoachArgs {
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
    voice_command: Option<OsString>,
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

impl CoachArgs {
    /// What the arguments ask for, checked.
    ///
    /// # Errors
    /// When there is no such exercise, dose, source or voice program, or when `--events` would
    /// write over an input.
    pub fn plan(&self) -> Result<SetPlan> {
        let exercise = self.file.load(&self.exercise)?;
        let options = self.dose.options(&exercise, true)?;
        let source: SourceChoice = self.source.parse()?;
        let voice_command = self.voice_command.as_deref();
        let voice_command = voice_command.map(voice::find_command).transpose()?;
        if let Some(events) = &self.events {
            let inputs = self.inputs(&source);
            let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
            output_file::keep_apart(&inputs, &[("--events", events)])?;
        }
        Ok(SetPlan {
            movement: self.file.load_movement(&self.exercise),
            exercise,
            dose: self.dose.dose.clone(),
            options,
            source,
            source_text: self.source.clone(),
            model: self.model.settings(),
            voice_command,
            is_muted: self.no_voice,
            display: if self.headless {
                DisplayChoice::None
            } else {
                DisplayChoice::Window
            },
            mirror: !self.no_mirror,
            events: self.events.clone(),
            with_timing: self.timing,
            save: self.save,
        })
    }

    /// The files that are read for a set, and the history, which has to stay what it is.
    fn inputs(&self, source: &SourceChoice) -> Vec<PathBuf> {
        let given = source
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

/// What prints the set once it is over: on standard output, or on standard error where the events
/// have standard output.
#[must_use]
pub fn set_teller(plan: &SetPlan) -> Teller {
    let is_stdout_taken = plan
        .events
        .as_ref()
        .is_some_and(|path| path.as_os_str() == "-");
    Box::new(move |over: &SetOver<'_>| {
        let told = over
            .ended
            .map_or(Ok(()), |ended| tell(ended, is_stdout_taken));
        tell_saved(over.saved, over.ended.is_some_and(Ended::is_set)).and(told)
    })
}

fn tell(ended: &Ended, is_stdout_taken: bool) -> Result<()> {
    if !ended.is_set() {
        let why = ended.not_begun.as_deref().unwrap_or(saving::ENDED_BEFORE);
        notice(saving::not_begun(why));
        return Ok(());
    }
    let mut text = terminal(&ended.recap);
    text.push_str(&timing::table(&ended.recap.summary));
    if is_stdout_taken {
        notice::tell(&text);
    } else {
        print(&text)?;
    }
    Ok(())
}

/// Says whether the set was saved, where that is not plain. A set that was lost, or a part of it,
/// is an error.
fn tell_saved(saved: &Saved, is_set: bool) -> Result<()> {
    match saved {
        Saved::NotAsked(why) if is_set => notice(why),
        Saved::NotAsked(_) => {}
        Saved::Asked(report) => match report.told() {
            Some(told) if report.is_loss() => bail!("{told}"),
            Some(told) => notice(told),
            None => {}
        },
    }
    Ok(())
}
