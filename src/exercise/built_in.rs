//! The exercises that come with the program, and the user's own over them.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::check::{Files, parse_files, parse_id};
use super::error::ExerciseError;
use super::model::Exercise;
use super::movement::Movement;
use super::{examine, parse_movement, translation};
use crate::words::Language;

/// The measures and postures that all exercises share.
pub(super) const LIBRARY: &str = include_str!("../../exercises/library.toml");

/// The folder of keyframes, beside the exercise files.
const MOTION: &str = "motion";

/// A built-in exercise: what is judged, and how it is performed.
struct BuiltIn {
    id: &'static str,
    text: &'static str,
    motion: &'static str,
    german: &'static str,
}

macro_rules! built_in {
    ($($id:literal)+) => {
        &[$(BuiltIn {
            id: $id,
            text: include_str!(concat!("../../exercises/", $id, ".toml")),
            motion: include_str!(concat!("../../exercises/motion/", $id, ".toml")),
            german: include_str!(concat!("../../exercises/german/", $id, ".toml")),
        }),+]
    };
}

/// The built-in exercises, in the order they are offered.
const BUILT_IN: &[BuiltIn] = built_in!(
    "childs-pose"
    "knee-to-chest"
    "piriformis-stretch"
    "cobra"
    "cat-cow"
    "seated-forward-bend"
    "low-lunge"
    "bird-dog"
    "glute-bridge"
    "superman"
    "partial-sit-up"
    "side-plank"
);

/// Ids of the built-in exercises.
#[must_use]
pub fn ids() -> Vec<String> {
    BUILT_IN
        .iter()
        .map(|built_in| built_in.id.to_owned())
        .collect()
}

fn built_in(id: &str) -> Option<&'static BuiltIn> {
    BUILT_IN.iter().find(|built_in| built_in.id == id)
}

fn unknown(id: &str) -> ExerciseError {
    ExerciseError::UnknownId {
        id: id.to_owned(),
        known: ids(),
    }
}

/// The built-in text of an exercise.
#[must_use]
pub fn source_text(id: &str) -> Option<&'static str> {
    built_in(id).map(|built_in| built_in.text)
}

/// The built-in keyframes of an exercise.
#[must_use]
pub fn motion_text(id: &str) -> Option<&'static str> {
    built_in(id).map(|built_in| built_in.motion)
}

/// The built-in texts of an exercise in another language than that of its file.
#[must_use]
pub fn translated_text(language: Language, id: &str) -> Option<&'static str> {
    let built_in = built_in(id)?;
    match language {
        Language::English => None,
        Language::German => Some(built_in.german),
    }
}

/// The text of a file, and where it comes from.
struct Text {
    origin: String,
    text: Cow<'static, str>,
}

impl Text {
    fn parse(
        &self,
        translated: Option<&Text>,
        language: Language,
        variant: Option<&str>,
    ) -> Result<Exercise, ExerciseError> {
        let files = Files {
            origin: &self.origin,
            text: &self.text,
            language,
            translated: translated.map(|file| (file.origin.as_str(), file.text.as_ref())),
        };
        parse_files(files, variant)
    }

    fn read(path: &Path) -> Result<Text, ExerciseError> {
        Ok(Text {
            origin: path.display().to_string(),
            text: read(path)?.into(),
        })
    }

    /// The file of this name in `user_folder`, else the built-in text. There may be neither.
    fn find(
        name: &str,
        built_in: Option<&'static str>,
        user_folder: Option<&Path>,
    ) -> Result<Option<Text>, ExerciseError> {
        let own = user_folder.map(|folder| folder.join(name));
        match own.filter(|path| path.is_file()) {
            Some(path) => Text::read(&path).map(Some),
            None => Ok(built_in.map(|text| Text {
                origin: name.to_owned(),
                text: text.into(),
            })),
        }
    }

    /// The texts of an exercise in another language, beside its file.
    fn beside(file: &Path, language: Language) -> Result<Option<Text>, ExerciseError> {
        let own = translation::folder(language)
            .zip(file.file_name())
            .map(|(folder, name)| file.with_file_name(folder).join(name));
        own.filter(|path| path.is_file())
            .map(|path| Text::read(&path))
            .transpose()
    }

    /// The texts of the exercise `id` in another language. Built-in ones are for the built-in exercise
    /// only: a user's own may have other faults.
    fn translated(
        language: Language,
        id: &str,
        user_folder: Option<&Path>,
    ) -> Result<Option<Text>, ExerciseError> {
        let Some(folder) = translation::folder(language) else {
            return Ok(None);
        };
        let is_own = user_folder.is_some_and(|own| own.join(format!("{id}.toml")).is_file());
        let built_in = translated_text(language, id).filter(|_| !is_own);
        Text::find(&format!("{folder}/{id}.toml"), built_in, user_folder)
    }

    /// What is judged in the exercise `id`.
    fn of_exercise(id: &str, user_folder: Option<&Path>) -> Result<Text, ExerciseError> {
        let text = Text::find(&format!("{id}.toml"), source_text(id), user_folder)?;
        text.ok_or_else(|| unknown(id))
    }
}

/// Loads an exercise by id. A file `ID.toml` in `user_folder` wins over the built-in one.
///
/// # Errors
/// When there is no such exercise or variant, or the file is not as it should be.
pub fn load(
    id: &str,
    variant: Option<&str>,
    user_folder: Option<&Path>,
) -> Result<Exercise, ExerciseError> {
    load_in(Language::English, id, variant, user_folder)
}

/// Loads an exercise by id, in this language. A user's own that has no texts in it, in
/// `german/ID.toml`, stays as it is written.
///
/// # Errors
/// As [`load`].
pub fn load_in(
    language: Language,
    id: &str,
    variant: Option<&str>,
    user_folder: Option<&Path>,
) -> Result<Exercise, ExerciseError> {
    let file = Text::of_exercise(id, user_folder)?;
    let translated = Text::translated(language, id, user_folder)?;
    file.parse(translated.as_ref(), language, variant)
}

/// Loads how an exercise is performed. Keyframes `motion/ID.toml` in `user_folder` win over the built-in
/// ones. A variant that the keyframes don't mention is performed in the usual form.
///
/// # Errors
/// As [`load`], and when nothing says how the exercise is performed.
pub fn load_movement(
    id: &str,
    variant: Option<&str>,
    user_folder: Option<&Path>,
) -> Result<Movement, ExerciseError> {
    let exercise = Text::of_exercise(id, user_folder)?;
    parse_id(&exercise.text, &exercise.origin, variant)?;
    let name = format!("{MOTION}/{id}.toml");
    match Text::find(&name, motion_text(id), user_folder)? {
        Some(Text { origin, text }) => parse_movement(&text, &origin, id, variant),
        None => Err(ExerciseError::NoKeyframes {
            id: id.to_owned(),
            path: user_folder.unwrap_or(Path::new("")).join(name),
        }),
    }
}

/// Loads how the exercise of a file is performed: from `motion/ID.toml` beside it.
///
/// # Errors
/// As [`load_movement`].
pub fn load_movement_file(path: &Path, variant: Option<&str>) -> Result<Movement, ExerciseError> {
    let exercise = Text::read(path)?;
    let id = parse_id(&exercise.text, &exercise.origin, variant)?;
    let motion = path.with_file_name(MOTION).join(format!("{id}.toml"));
    if !motion.is_file() {
        return Err(ExerciseError::NoKeyframes { id, path: motion });
    }
    let Text { origin, text } = Text::read(&motion)?;
    parse_movement(&text, &origin, &id, variant)
}

/// Loads an exercise from a file, with the texts of this language beside it.
///
/// # Errors
/// When the file can't be read or is not as it should be.
pub fn load_file(
    language: Language,
    path: &Path,
    variant: Option<&str>,
) -> Result<Exercise, ExerciseError> {
    let translated = Text::beside(path, language)?;
    Text::read(path)?.parse(translated.as_ref(), language, variant)
}

/// Loads an exercise from a file, and lists where its limits lie closer together than landmarks
/// can tell.
///
/// # Errors
/// As [`load_file`].
pub fn examine_file(
    path: &Path,
    variant: Option<&str>,
) -> Result<(Exercise, Vec<ExerciseError>), ExerciseError> {
    examine(&read(path)?, &path.display().to_string(), variant)
}

/// Longest exercise file that is read, in bytes; the built-in ones have a hundredth of it.
const LONGEST_BYTES: u64 = 1 << 20;

/// Reads a file as far as an exercise may go: a device such as `/dev/zero` has no end.
pub(crate) fn read(path: &Path) -> Result<String, ExerciseError> {
    let mut text = String::new();
    let length =
        File::open(path).and_then(|file| file.take(LONGEST_BYTES + 1).read_to_string(&mut text));
    match length {
        Ok(length) if length as u64 > LONGEST_BYTES => Err(ExerciseError::TooLong(path.to_owned())),
        Ok(_) => Ok(text),
        Err(source) => Err(ExerciseError::Unreadable {
            path: path.to_owned(),
            source: source.into(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_exercise_and_variant_is_sound() {
        for id in ids() {
            let exercise = load(&id, None, None).unwrap();
            assert_eq!(exercise.id, id);
            for variant in &exercise.variants {
                load(&id, Some(&variant.id), None).unwrap();
            }
        }
    }

    #[test]
    fn every_built_in_exercise_can_be_shown() {
        for id in ids() {
            assert_eq!(load_movement(&id, None, None).unwrap().id, id);
            for variant in load(&id, None, None).unwrap().variants {
                load_movement(&id, Some(&variant.id), None).unwrap();
            }
        }
    }

    #[test]
    fn a_slip_in_the_id_is_answered_with_the_right_one() {
        let message = load("birddog", None, None).unwrap_err().to_string();
        assert!(message.contains("did you mean \"bird-dog\""), "{message}");
    }

    #[test]
    fn a_users_file_wins_over_the_built_in_one() {
        let folder = tempfile::tempdir().unwrap();
        let text = source_text("bird-dog")
            .unwrap()
            .replace("name = \"Bird dog\"", "name = \"My bird dog\"");
        std::fs::write(folder.path().join("bird-dog.toml"), text).unwrap();
        assert_eq!(
            load("bird-dog", None, Some(folder.path())).unwrap().name,
            "My bird dog"
        );
    }
}
