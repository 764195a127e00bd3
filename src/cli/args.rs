//! Arguments that several commands share.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::settings::settings;
use crate::coach::{Options, Strictness};
use crate::exercise::{self, Exercise, ExerciseError, Movement};
use crate::pose::{Settings, Tracker};
use crate::words::Language;

/// Where the user's own exercise files lie.
pub(super) fn user_exercises() -> Option<PathBuf> {
    dirs::config_dir().map(|folder| folder.join("spotter").join("exercises"))
}

/// Which language.
#[derive(Debug, Clone, Args)]
pub(super) struct LanguageArgs {
    /// Language of what is said and shown: en, de (left out: that of the system)
    #[arg(long, value_name = "LANGUAGE", value_parser = language_parser())]
    language: Option<Language>,
}

fn language_parser() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::code))
        .try_map(|code| code.parse::<Language>())
}

impl LanguageArgs {
    pub(super) fn language(&self) -> Language {
        self.language.unwrap_or_else(system_language)
    }
}

/// The language of messages that the system is set to, in the order that POSIX fixes.
pub(super) fn system_language() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|locale| !locale.is_empty());
    set.map_or(Language::default(), |locale| {
        Language::of_locale(&locale.to_string_lossy())
    })
}

/// Which exercise, and how.
#[derive(Debug, Clone, Args)]
pub(super) struct ExerciseArgs {
    /// A way of doing it, such as "knees"
    #[arg(long)]
    pub(super) variant: Option<String>,
    /// An exercise file to try out in place of the built-in one
    #[arg(long, value_name = "FILE")]
    exercise_file: Option<PathBuf>,
}

impl ExerciseArgs {
    pub(super) fn load(&self, language: Language, id: &str) -> Result<Exercise, ExerciseError> {
        let variant = self.variant.as_deref();
        match &self.exercise_file {
            Some(path) => exercise::load_file(language, path, variant),
            None => exercise::load_in(language, id, variant, user_exercises().as_deref()),
        }
    }

    /// The files that are read for it.
    pub(super) fn inputs(&self) -> impl Iterator<Item = &Path> {
        self.exercise_file.as_deref().into_iter()
    }

    /// How the exercise is shown, in its variant. A file that only judges is shown as the built-in
    /// one is, in its usual form where that has no such variant.
    pub(super) fn load_movement(&self, id: &str) -> Result<Movement, ExerciseError> {
        let variant = self.variant.as_deref();
        let folder = user_exercises();
        let Some(path) = &self.exercise_file else {
            return exercise::load_movement(id, variant, folder.as_deref());
        };
        match exercise::load_movement_file(path, variant) {
            Err(ExerciseError::NoKeyframes { .. }) => {}
            own => return own,
        }
        match exercise::load_movement(id, variant, folder.as_deref()) {
            Err(ExerciseError::UnknownName { .. }) => {
                exercise::load_movement(id, None, folder.as_deref())
            }
            shown => shown,
        }
    }
}

/// How much, and how strictly.
#[derive(Debug, Clone, Args)]
pub(super) struct DoseArgs {
    /// How much: standard, beginner, long
    #[arg(long, default_value = "standard")]
    pub(super) dose: String,
    /// How strictly the form is read
    #[arg(long, value_enum)]
    strictness: Option<StrictnessArg>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum StrictnessArg {
    Gentle,
    Standard,
    Strict,
}

impl From<StrictnessArg> for Strictness {
    fn from(arg: StrictnessArg) -> Self {
        match arg {
            StrictnessArg::Gentle => Strictness::Gentle,
            StrictnessArg::Standard => Strictness::Standard,
            StrictnessArg::Strict => Strictness::Strict,
        }
    }
}

/// How strictly: as the argument says, else a live set as the settings say. The verdict on a video
/// is the same for everybody.
pub(super) fn strictness(argument: Option<StrictnessArg>, is_live: bool) -> Strictness {
    match argument {
        Some(argument) => argument.into(),
        None if is_live => settings().strictness,
        None => Strictness::default(),
    }
}

impl DoseArgs {
    pub(super) fn options(&self, exercise: &Exercise, live: bool) -> Result<Options> {
        Ok(Options {
            dose: exercise.dose(&self.dose)?.clone(),
            strictness: strictness(self.strictness, live),
            live,
            best: None,
            good_sets: 0,
        })
    }
}

/// Which pose model, and where its engine is.
#[derive(Debug, Clone, Args)]
pub(super) struct ModelArgs {
    /// Pose model: lite, full, or the path of an ONNX file
    #[arg(long, default_value = "full", value_name = "lite|full|PATH")]
    pub(super) model: String,
    /// ONNX Runtime's shared library, where it isn't found by itself
    #[arg(long, value_name = "FILE")]
    onnxruntime: Option<PathBuf>,
    /// Threads for the pose models
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: u8,
}

impl ModelArgs {
    /// A built-in model, with the engine from this file where one is given.
    pub(super) fn built_in(model: &str, onnxruntime: Option<&Path>) -> ModelArgs {
        ModelArgs {
            model: model.to_owned(),
            onnxruntime: onnxruntime.map(Path::to_owned),
            threads: 1,
        }
    }

    /// The files that are read for it. The name of a built-in model is taken for a file too, which
    /// does no harm.
    pub(super) fn inputs(&self) -> impl Iterator<Item = &Path> {
        self.onnxruntime
            .as_deref()
            .into_iter()
            .chain([Path::new(&self.model)])
    }

    pub(super) fn settings(&self) -> Settings {
        Settings {
            model: self.model.as_str().into(),
            library: self.onnxruntime.clone(),
            threads: self.threads.into(),
        }
    }

    pub(super) fn tracker(&self) -> Result<Tracker> {
        Ok(Tracker::new(&self.settings())?)
    }
}
