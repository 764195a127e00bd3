//! The exercises that come with the program, and the user's own over them.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::error::{ExerciseError, nearest};
use super::model::Exercise;
use super::movement::Movement;
use super::{examine, parse, parse_movement};

/// A built-in file.
struct BuiltIn {
    id: &'static str,
    text: &'static str,
    /// It has rules, so that it can be coached; without, it can be shown.
    has_rules: bool,
}

/// `rules "bird-dog"` or `shown "cobra"`.
macro_rules! built_in {
    (rules $id:literal) => {
        built_in!($id, true)
    };
    (shown $id:literal) => {
        built_in!($id, false)
    };
    ($id:literal, $has_rules:literal) => {
        BuiltIn {
            id: $id,
            text: include_str!(concat!("../../exercises/", $id, ".toml")),
            has_rules: $has_rules,
        }
    };
}

/// The built-in files, in the order they are offered.
const BUILT_IN: &[BuiltIn] = &[
    built_in!(rules "childs-pose"),
    built_in!(rules "knee-to-chest"),
    built_in!(rules "piriformis-stretch"),
    built_in!(rules "cobra"),
    built_in!(rules "cat-cow"),
    built_in!(rules "seated-forward-bend"),
    built_in!(rules "low-lunge"),
    built_in!(rules "bird-dog"),
    built_in!(rules "superman"),
    built_in!(rules "partial-sit-up"),
    built_in!(rules "side-plank"),
];

/// Ids of the built-in exercises that can be coached.
#[must_use]
pub fn ids() -> Vec<String> {
    BUILT_IN
        .iter()
        .filter(|built_in| built_in.has_rules)
        .map(|built_in| built_in.id.to_owned())
        .collect()
}

/// Ids of the built-in exercises that can be shown: all of them.
#[must_use]
pub fn movement_ids() -> Vec<String> {
    BUILT_IN
        .iter()
        .map(|built_in| built_in.id.to_owned())
        .collect()
}

fn built_in(id: &str) -> Option<&'static BuiltIn> {
    BUILT_IN.iter().find(|built_in| built_in.id == id)
}

fn unknown(id: &str, known: Vec<String>) -> ExerciseError {
    ExerciseError::UnknownId {
        id: id.to_owned(),
        did_you_mean: nearest(id, known.iter().map(String::as_str)),
        known,
    }
}

/// The built-in text of an exercise.
#[must_use]
pub fn source_text(id: &str) -> Option<&'static str> {
    built_in(id).map(|built_in| built_in.text)
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
    if let Some(path) = user_folder
        .map(|folder| folder.join(format!("{id}.toml")))
        .filter(|path| path.is_file())
    {
        return load_file(&path, variant);
    }
    match built_in(id) {
        Some(built_in) if built_in.has_rules => {
            parse(built_in.text, &format!("{id}.toml"), variant)
        }
        Some(_) => Err(ExerciseError::NoRules {
            id: id.to_owned(),
            coached: ids(),
        }),
        None => Err(unknown(id, ids())),
    }
}

/// Loads how an exercise is performed, in its usual form. A file `ID.toml` in `user_folder` wins,
/// if it says how.
///
/// # Errors
/// When there is no such exercise, or the file is not as it should be.
pub fn load_movement(id: &str, user_folder: Option<&Path>) -> Result<Movement, ExerciseError> {
    load_movement_of(id, None, user_folder)
}

/// The same of a variant.
///
/// # Errors
/// As [`load_movement`], and when there is no such variant.
pub fn load_movement_of(
    id: &str,
    variant: Option<&str>,
    user_folder: Option<&Path>,
) -> Result<Movement, ExerciseError> {
    let own = user_folder
        .map(|folder| folder.join(format!("{id}.toml")))
        .filter(|path| path.is_file())
        .map(|path| load_movement_file(&path, variant));
    let origin = format!("{id}.toml");
    match (own, built_in(id)) {
        // A user's file that changes rules need not repeat how the exercise is shown. A variant of
        // its own is then shown in the usual form.
        (Some(Err(ExerciseError::NoKeyframes { .. })), Some(built_in)) => {
            match parse_movement(built_in.text, &origin, variant) {
                Err(ExerciseError::UnknownName { .. }) => {
                    parse_movement(built_in.text, &origin, None)
                }
                shown => shown,
            }
        }
        (None, Some(built_in)) => parse_movement(built_in.text, &origin, variant),
        (Some(own), _) => own,
        (None, None) => Err(unknown(id, movement_ids())),
    }
}

/// Loads how an exercise is performed from its file.
///
/// # Errors
/// When the file can't be read or is not as it should be, or has no such variant.
pub fn load_movement_file(path: &Path, variant: Option<&str>) -> Result<Movement, ExerciseError> {
    parse_movement(&read(path)?, &path.display().to_string(), variant)
}

/// Loads an exercise from a file.
///
/// # Errors
/// When the file can't be read or is not as it should be.
pub fn load_file(path: &Path, variant: Option<&str>) -> Result<Exercise, ExerciseError> {
    parse(&read(path)?, &path.display().to_string(), variant)
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
fn read(path: &Path) -> Result<String, ExerciseError> {
    let mut text = String::new();
    let length =
        File::open(path).and_then(|file| file.take(LONGEST_BYTES + 1).read_to_string(&mut text));
    match length {
        Ok(length) if length as u64 > LONGEST_BYTES => Err(ExerciseError::TooLong(path.to_owned())),
        Ok(_) => Ok(text),
        Err(source) => Err(ExerciseError::Unreadable {
            path: path.to_owned(),
            source,
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
                load(&id, Some(variant), None).unwrap();
            }
        }
    }

    #[test]
    fn every_built_in_exercise_can_be_shown() {
        for id in movement_ids() {
            assert_eq!(load_movement(&id, None).unwrap().id, id);
            for variant in load(&id, None, None).unwrap().variants {
                load_movement_of(&id, Some(&variant), None).unwrap();
            }
        }
    }

    #[test]
    fn a_slip_in_the_id_is_answered_with_the_right_one() {
        let message = load("birddog", None, None).unwrap_err().to_string();
        assert!(message.contains("did you mean \"bird-dog\""), "{message}");
    }

    #[test]
    fn a_typo_in_a_key_is_told_with_line_column_and_what_was_meant() {
        let text = source_text("bird-dog")
            .unwrap()
            .replace("severity = \"polish\"", "severty = \"polish\"");
        let line = 1 + text
            .lines()
            .position(|line| line.starts_with("severty"))
            .unwrap();
        let message = parse(&text, "bird-dog.toml", None).unwrap_err().to_string();
        assert!(
            message.starts_with(&format!("bird-dog.toml:{line}:1: ")),
            "{message}"
        );
        assert!(message.contains("did you mean `severity`"), "{message}");
    }

    #[test]
    fn a_typo_in_a_name_is_told_with_line_column_and_what_was_meant() {
        for (right, wrong, meant) in [
            (
                "\"leg.knee\"], toward",
                "\"leg.kneee\"], toward",
                "did you mean \"knee\"",
            ),
            (
                "[\"near.hip\", \"near.shoulder\"], toward",
                "[\"neer.hip\", \"near.shoulder\"], toward",
                "did you mean \"near\"",
            ),
            (
                "signal = \"reach\"",
                "signal = \"rech\"",
                "did you mean \"reach\"",
            ),
        ] {
            let text = source_text("bird-dog").unwrap().replacen(right, wrong, 1);
            let at = text.find(wrong).unwrap();
            let line = text[..at].matches('\n').count() + 1;
            let message = parse(&text, "f", None).unwrap_err().to_string();
            assert!(message.starts_with(&format!("f:{line}:")), "{message}");
            assert!(message.contains(meant), "{message}");
        }
    }

    #[test]
    fn limits_in_the_wrong_order_are_refused() {
        let text = source_text("bird-dog").unwrap().replace(
            "above = { warn = 13, bad = 20 }",
            "above = { warn = 20, bad = 13 }",
        );
        let message = parse(&text, "f", None).unwrap_err().to_string();
        assert!(message.contains("`bad` must be greater"), "{message}");
    }

    #[test]
    fn a_goal_of_ones_own_needs_the_meter() {
        let personal = "[personal]\nbeyond = 4\npraise = \"Farther\"\nsource = \"EJ\"\n\n[meter]";
        let text = source_text("cobra").unwrap().replace("[meter]", personal);
        assert!(parse(&text, "cobra.toml", None).is_ok());
        let elsewhere = text.replace(
            "[meter]\nmeasure = \"lift\"",
            "[meter]\nmeasure = \"trunk\"",
        );
        let error = parse(&elsewhere, "cobra.toml", None)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("let [meter] show the cycle's signal"),
            "{error}"
        );
        let nothing = text.replace("beyond = 4", "beyond = 0");
        let error = parse(&nothing, "cobra.toml", None).unwrap_err().to_string();
        assert!(error.contains("`beyond` must be greater than 0"), "{error}");
    }

    #[test]
    fn the_meter_shows_what_is_high_on_top_and_each_end_that_counts() {
        let upside_down = source_text("bird-dog")
            .unwrap()
            .replace(r#"words = ["low", "high"]"#, r#"words = ["high", "low"]"#);
        let one_end = source_text("cat-cow")
            .unwrap()
            .replace("other_zone = [-2.8, -0.7]\n", "");
        for (text, complaint) in [(upside_down, "is on top"), (one_end, "zone at either")] {
            let message = parse(&text, "f", None).unwrap_err().to_string();
            assert!(message.contains(complaint), "{message}");
        }
    }

    #[test]
    fn a_cue_longer_than_six_words_is_refused() {
        let text = source_text("bird-dog").unwrap().replace(
            "\"Stay over your knee\"",
            "\"Please try to stay right over your knee\"",
        );
        let message = parse(&text, "f", None).unwrap_err().to_string();
        assert!(message.contains("8 words"), "{message}");
    }

    #[test]
    fn a_text_that_steers_a_terminal_or_looks_like_an_option_is_refused_where_it_stands() {
        let text = source_text("bird-dog").unwrap();
        let line = 1 + text[..text.find("\"Stay over your knee\"").unwrap()]
            .matches('\n')
            .count();
        for (cue, words) in [
            ("\"\\u001b[2J\"", "U+001B"),
            ("\"Stay\\nover\"", "U+000A"),
            ("\"--stdin\"", "begins with \"-\""),
        ] {
            let text = text.replacen("\"Stay over your knee\"", cue, 1);
            let message = parse(&text, "f", None).unwrap_err().to_string();
            assert!(message.starts_with(&format!("f:{line}:")), "{message}");
            assert!(message.contains(words), "{message}");
            assert!(!message.contains('\u{1b}'), "{message}");
        }
    }

    #[test]
    fn a_dose_beyond_reason_is_refused_where_it_stands() {
        let text = source_text("bird-dog").unwrap();
        let line = 2 + text[..text.find("[doses.standard]").unwrap()]
            .matches('\n')
            .count();
        for wrong in ["reps = 1000000000", "reps = 0"] {
            let text = text.replacen("reps = 6", wrong, 1);
            let message = parse(&text, "f", None).unwrap_err().to_string();
            assert!(message.starts_with(&format!("f:{line}:8: ")), "{message}");
            assert!(message.contains("ask for 1 to"), "{message}");
        }
        for wrong in ["1e9", "-1", "nan", "inf"] {
            let text = text.replacen("hold_s = 5", &format!("hold_s = {wrong}"), 1);
            let message = parse(&text, "f", None).unwrap_err().to_string();
            let place = format!("f:{}:10: ", line + 1);
            assert!(message.starts_with(&place), "{wrong}: {message}");
        }
    }

    #[test]
    fn measures_in_a_circle_are_refused() {
        let text = source_text("bird-dog")
            .unwrap()
            .replace("{ min = [\"arm\", \"leg\"]", "{ min = [\"reach\", \"leg\"]");
        let message = parse(&text, "f", None).unwrap_err().to_string();
        assert!(message.contains("circle"), "{message}");
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

    #[test]
    fn a_variant_replaces_what_it_names_and_keeps_the_rest() {
        let feet = load("side-plank", None, None).unwrap();
        let knees = load("side-plank", Some("knees"), None).unwrap();
        assert_ne!(feet.setup.needs, knees.setup.needs);
        assert_eq!(feet.faults.len(), knees.faults.len());
        assert_eq!(knees.variant.as_deref(), Some("knees"));
    }
}
