//! Arguments that several commands share.

use std::path::{Path, PathBuf};
use std::sync::Once;

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::settings::settings;
use crate::coach::{Options, Strictness};
use crate::exercise::{self, Exercise, ExerciseError, Movement};
use crate::notice::notice;
use crate::pose::{Model, Processor, Settings, Tracker};
use crate::words::{Language, terminal};

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
    /// Pose model: full, lite, fast (full in eight bits, where the processor has VNNI), or the path
    /// of an ONNX file (left out: full; in a live set fast, where the processor has VNNI)
    #[arg(long, value_name = "full|lite|fast|PATH")]
    model: Option<String>,
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
            model: Some(model.to_owned()),
            onnxruntime: onnxruntime.map(Path::to_owned),
            threads: 1,
        }
    }

    /// The files that are read for it. The name of a built-in model is taken for a file too, which
    /// does no harm.
    pub(super) fn inputs(&self) -> impl Iterator<Item = &Path> {
        let model = self.model.as_deref().map(Path::new);
        self.onnxruntime.as_deref().into_iter().chain(model)
    }

    /// For files, on which everybody's verdict is the same.
    pub(super) fn settings(&self) -> Settings {
        self.settings_with(self.for_files(Processor::here()))
    }

    /// For a live set.
    pub(super) fn live_settings(&self) -> Settings {
        self.settings_with(self.for_live_sets(Processor::here()))
    }

    fn for_files(&self, processor: Processor) -> Model {
        self.named(processor).unwrap_or_default()
    }

    fn for_live_sets(&self, processor: Processor) -> Model {
        self.named(processor)
            .unwrap_or_else(|| Model::of_live_set(processor))
    }

    /// The model that is asked for, or the one in whose place it stands, which is told once.
    fn named(&self, processor: Processor) -> Option<Model> {
        static TOLD: Once = Once::new();
        let named = Model::from(self.model.as_deref()?);
        let used = named.clone().on(processor);
        if used != named {
            TOLD.call_once(|| notice(terminal::NO_FAST_MODEL.in_language(system_language())));
        }
        Some(used)
    }

    fn settings_with(&self, model: Model) -> Settings {
        Settings {
            model,
            library: self.onnxruntime.clone(),
            threads: self.threads.into(),
        }
    }

    pub(super) fn tracker(&self) -> Result<Tracker> {
        Ok(Tracker::new(&self.settings())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_model_wins_and_only_live_sets_take_the_fast_one_by_themselves() {
        let able = Processor {
            has_avx_vnni: true,
            ..Processor::default()
        };
        let unable = Processor::default();
        let models = |named: Option<&str>, processor| {
            let mut args = ModelArgs::built_in("full", None);
            args.model = named.map(str::to_owned);
            [args.for_files(processor), args.for_live_sets(processor)]
        };
        assert_eq!(models(None, able), [Model::Full, Model::Fast]);
        assert_eq!(models(None, unable), [Model::Full, Model::Full]);
        for named in ["full", "lite"] {
            let model = Model::from(named);
            assert_eq!(models(Some(named), able), [model.clone(), model]);
        }
        assert_eq!(models(Some("fast"), able), [Model::Fast, Model::Fast]);
        assert_eq!(models(Some("fast"), unable), [Model::Full, Model::Full]);
    }
}
