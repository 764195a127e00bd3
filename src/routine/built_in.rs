//! The routines that come with the program, the user's own over them, and how a file is checked.

use std::path::{Path, PathBuf};

use toml::Spanned;

use super::file::{RoutineFile, SetInFile};
use super::plan::{Routine, RoutineSet};
use crate::exercise::{self, AuthorsFile, ExerciseError};
use crate::words::Language;

/// The name of the routine that is done where nothing else is asked for.
pub const TODAY: &str = "today";

/// A built-in routine.
struct BuiltIn {
    name: &'static str,
    text: &'static str,
    german: &'static str,
}

macro_rules! built_in {
    ($($name:literal)+) => {
        &[$(BuiltIn {
            name: $name,
            text: include_str!(concat!("../../exercises/routines/", $name, ".toml")),
            german: include_str!(concat!("../../exercises/german/routines/", $name, ".toml")),
        }),+]
    };
}

/// The built-in routines, in the order they are offered.
const BUILT_IN: &[BuiltIn] = built_in!("today" "three-strong" "gentle" "both-sides");

/// Most sets of a routine. An hour of exercise has fewer.
const MOST_SETS: usize = 30;
/// Longest rest, in seconds: somebody who needs longer ends the session and comes back.
const LONGEST_REST_S: f32 = 600.0;

/// Names of the built-in routines and of the user's own in `user_folder`.
#[must_use]
pub fn names(user_folder: Option<&Path>) -> Vec<String> {
    let built_in = BUILT_IN.iter();
    let mut names: Vec<String> = built_in.map(|known| known.name.to_owned()).collect();
    let entries = user_folder.and_then(|folder| folder.read_dir().ok());
    let own = entries.into_iter().flatten().flatten().filter_map(|entry| {
        let path = entry.path();
        let is_toml = path.extension().is_some_and(|end| end == "toml");
        let name = path.file_stem()?.to_str()?.to_owned();
        (is_toml && path.is_file()).then_some(name)
    });
    for name in own {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The built-in text of a routine.
#[must_use]
pub fn source_text(name: &str) -> Option<&'static str> {
    built_in(name).map(|known| known.text)
}

fn built_in(name: &str) -> Option<&'static BuiltIn> {
    BUILT_IN.iter().find(|known| known.name == name)
}

/// Loads a routine by name, in this language. A file `NAME.toml` in `user_folder` wins over the built-in
/// one, and stays as it is written.
///
/// # Errors
/// When there is no such routine, or its file is not as it should be.
pub fn load(
    language: Language,
    name: &str,
    user_folder: Option<&Path>,
    exercises: Option<&Path>,
) -> Result<Routine, ExerciseError> {
    let file = format!("{name}.toml");
    let own: Option<PathBuf> = user_folder.map(|folder| folder.join(&file));
    match (own.filter(|path| path.is_file()), built_in(name)) {
        (Some(path), _) => load_file(&path, exercises),
        (None, Some(known)) => {
            let translated = match language {
                Language::English => None,
                Language::German => Some((format!("german/{file}"), known.german)),
            };
            let translated = translated
                .as_ref()
                .map(|(file, text)| (file.as_str(), *text));
            parse_in(known.text, &file, translated, exercises)
        }
        (None, None) => Err(ExerciseError::unknown_routine(name, names(user_folder))),
    }
}

/// Loads a routine from a file. `exercises` is the folder of the user's own exercises.
///
/// # Errors
/// When the file can't be read or is not as it should be.
pub fn load_file(path: &Path, exercises: Option<&Path>) -> Result<Routine, ExerciseError> {
    let text = exercise::read_text(path)?;
    parse(&text, &path.display().to_string(), exercises)
}

/// Makes a routine of its text. `origin` is how complaints call the file.
///
/// # Errors
/// With the line of the text, when something in it is not as it should be.
pub fn parse(text: &str, origin: &str, exercises: Option<&Path>) -> Result<Routine, ExerciseError> {
    parse_in(text, origin, None, exercises)
}

/// The same with the texts of another language.
fn parse_in(
    text: &str,
    origin: &str,
    translated: Option<(&str, &str)>,
    exercises: Option<&Path>,
) -> Result<Routine, ExerciseError> {
    let (file, written): (AuthorsFile, RoutineFile) =
        AuthorsFile::read_translated(origin, text, translated)?;
    if written.sets.is_empty() || written.sets.len() > MOST_SETS {
        let message = format!("a routine has 1 to {MOST_SETS} `[[sets]]`");
        return Err(file.complaint(written.name.span(), message));
    }
    let rest_by_default_s = rest_s(&file, &written.rest_s)?;
    let mut sets = Vec::new();
    for set in &written.sets {
        let dose = set.dose.as_ref().or(written.dose.as_ref());
        check_exercises(&file, set, dose, exercises)?;
        sets.push(RoutineSet {
            exercises: set.exercise.get_ref().ids().to_vec(),
            variant: set
                .variant
                .as_ref()
                .map(|variant| variant.get_ref().clone()),
            dose: dose.map(|dose| dose.get_ref().clone()),
            rest_s: match &set.rest_s {
                Some(rest) => rest_s(&file, rest)?,
                None => rest_by_default_s,
            },
        });
    }
    Ok(Routine {
        name: written.name.into_inner(),
        about: written.about,
        therapist: written.therapist,
        note: written.note,
        until: written.until.map(|until| until.to_string()),
        sets,
    })
}

fn rest_s(file: &AuthorsFile, rest: &Spanned<f32>) -> Result<f32, ExerciseError> {
    if (0.0..=LONGEST_REST_S).contains(rest.get_ref()) {
        return Ok(*rest.get_ref());
    }
    let message = format!("a rest takes 0 to {LONGEST_REST_S} seconds");
    Err(file.complaint(rest.span(), message))
}

/// Looks whether all exercises of a set are there, with their variant and dose.
fn check_exercises(
    file: &AuthorsFile,
    set: &SetInFile,
    dose: Option<&Spanned<String>>,
    exercises: Option<&Path>,
) -> Result<(), ExerciseError> {
    let variant = set.variant.as_ref();
    let ids = set.exercise.get_ref().ids();
    if ids.is_empty() {
        let message = "name an exercise, or several that take turns".to_owned();
        return Err(file.complaint(set.exercise.span(), message));
    }
    for id in ids {
        let name = variant.map(|variant| variant.get_ref().as_str());
        let exercise = exercise::load(id, name, exercises).map_err(|error| {
            let span = match (&error, variant) {
                (ExerciseError::UnknownName { .. }, Some(variant)) => variant.span(),
                _ => set.exercise.span(),
            };
            file.complaint(span, error.to_string())
        })?;
        if let Some(dose) = dose {
            let known = exercise.dose(dose.get_ref());
            known.map_err(|error| file.complaint(dose.span(), error.to_string()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routine::Day;

    fn complaint(text: &str) -> String {
        parse(text, "mine.toml", None).unwrap_err().to_string()
    }

    #[test]
    fn every_built_in_routine_has_three_to_five_exercises() {
        for name in names(None) {
            let routine = load(Language::English, &name, None, None).unwrap();
            for number in 0..10 {
                let day = Day {
                    number,
                    weeks_done: number,
                };
                let sets = routine.sets_of(day);
                assert!((3..=5).contains(&sets.len()), "{name}: {sets:?}");
            }
        }
    }

    #[test]
    fn a_built_in_routine_is_the_same_in_every_language_but_for_its_texts() {
        for name in names(None) {
            let of = |language| load(language, &name, None, None).unwrap();
            let (english, german) = (of(Language::English), of(Language::German));
            assert_ne!(english.name, german.name);
            assert_ne!(english.about, german.about);
            assert_eq!(english.sets, german.sets);
        }
    }

    #[test]
    fn a_therapists_programme_says_whose_it_is() {
        let text = "name = \"M\"\ntherapist = \"Dr Weber\"\nuntil = 2026-12-24\n\
                    note = \"Slowly\"\n[[sets]]\nexercise = \"cobra\"\n";
        let routine = parse(text, "mine.toml", None).unwrap();
        assert_eq!(routine.therapist.as_deref(), Some("Dr Weber"));
        assert_eq!(routine.until.as_deref(), Some("2026-12-24"));
        assert_eq!(routine.note.as_deref(), Some("Slowly"));
        let slip = complaint(&text.replace("2026-12-24", "\"Christmas\""));
        assert!(slip.starts_with("mine.toml:3:9: "), "{slip}");
    }

    #[test]
    fn exercises_take_turns_and_doses_grow() {
        let routine = load(Language::English, TODAY, None, None).unwrap();
        let on = |number: u32, weeks_done: u32| routine.sets_of(Day { number, weeks_done });
        assert_ne!(on(0, 0)[0].exercise, on(1, 0)[0].exercise);
        assert_eq!(on(0, 0)[0].exercise, on(2, 0)[0].exercise);
        let doses: Vec<String> = (0..9).map(|week| on(0, week)[1].dose.clone()).collect();
        assert_eq!(doses[0], "beginner");
        assert_eq!(doses[3], "standard");
        assert_eq!(doses[8], "long");
    }

    #[test]
    fn the_next_of_the_list_takes_the_place_of_what_is_set_aside() {
        let routine = load(Language::English, TODAY, None, None).unwrap();
        let ids = |is_set_aside: &dyn Fn(&str) -> bool| -> Vec<String> {
            let sets = routine.sets_without(Day::default(), is_set_aside);
            sets.into_iter().map(|set| set.exercise).collect()
        };
        assert_eq!(ids(&|_| false)[0], "cat-cow");
        assert_eq!(ids(&|id| id == "cat-cow")[0], "knee-to-chest");
        let left_out = ids(&|id| id == "bird-dog");
        assert_eq!(left_out.len(), 3);
        assert!(!left_out.contains(&"bird-dog".to_owned()));
        assert_eq!(ids(&|_| true), [""; 0]);
    }

    #[test]
    fn a_complaint_shows_the_line_and_what_was_meant() {
        let unknown = complaint("name = \"Mine\"\n[[sets]]\nexercise = \"brid-dog\"\n");
        assert!(unknown.starts_with("mine.toml:3:12: "), "{unknown}");
        assert!(unknown.contains("did you mean \"bird-dog\""), "{unknown}");
        assert!(unknown.contains("^^^^^^^^^^"), "{unknown}");
        let dose = complaint("name = \"M\"\ndose = \"huge\"\n[[sets]]\nexercise = \"cobra\"\n");
        assert!(dose.starts_with("mine.toml:2:8: "), "{dose}");
        let key = complaint("name = \"M\"\nsets = []\nrests = 3\n");
        assert!(key.contains("rests"), "{key}");
        let none = complaint("name = \"M\"\nsets = []\n");
        assert!(none.contains("1 to 30"), "{none}");
        let rest = complaint("name = \"M\"\nrest_s = -1\n[[sets]]\nexercise = \"cobra\"\n");
        assert!(rest.contains("0 to 600"), "{rest}");
    }

    #[test]
    fn a_complaint_about_a_variant_shows_the_variant() {
        let text = "name = \"M\"\n[[sets]]\nexercise = \"cobra\"\nvariant = \"sphynx\"\n";
        let variant = complaint(text);
        assert!(variant.starts_with("mine.toml:4:11: "), "{variant}");
        assert!(variant.contains("did you mean \"sphinx\""), "{variant}");
    }

    #[test]
    fn a_users_routine_wins_and_a_slip_is_answered() {
        let folder = tempfile::tempdir().unwrap();
        let text = "name = \"My day\"\n[[sets]]\nexercise = \"cobra\"\nvariant = \"sphinx\"\n";
        std::fs::write(folder.path().join("today.toml"), text).unwrap();
        std::fs::write(folder.path().join("physio.toml"), text).unwrap();
        let own = load(Language::English, TODAY, Some(folder.path()), None).unwrap();
        assert_eq!(own.name, "My day");
        assert!(names(Some(folder.path())).contains(&"physio".to_owned()));
        let slip = load(Language::English, "phisio", Some(folder.path()), None).unwrap_err();
        assert!(
            slip.to_string().contains("did you mean \"physio\""),
            "{slip}"
        );
    }
}
