//! The exercises that come with the program, and the user's own over them.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::check::{parse_head, unknown_variant};
use super::error::{ExerciseError, nearest};
use super::model::Exercise;
use super::movement::Movement;
use super::{examine, parse, parse_movement};

/// The measures and postures that all exercises share.
pub(super) const LIBRARY: &str = include_str!("../../exercises/library.toml");

/// The folder of keyframes, beside the exercise files.
const MOTION: &str = "motion";

/// A built-in exercise: what is judged, and how it is performed.
struct BuiltIn {
    id: &'static str,
    text: &'static str,
    motion: &'static str,
}

macro_rules! built_in {
    ($($id:literal)+) => {
        &[$(BuiltIn {
            id: $id,
            text: include_str!(concat!("../../exercises/", $id, ".toml")),
            motion: include_str!(concat!("../../exercises/motion/", $id, ".toml")),
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

/// Ids of the built-in exercises that can be shown: all of them.
#[must_use]
pub fn movement_ids() -> Vec<String> {
    ids()
}

fn built_in(id: &str) -> Option<&'static BuiltIn> {
    BUILT_IN.iter().find(|built_in| built_in.id == id)
}

fn unknown(id: &str) -> ExerciseError {
    let known = ids();
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

/// The built-in keyframes of an exercise.
#[must_use]
pub fn motion_text(id: &str) -> Option<&'static str> {
    built_in(id).map(|built_in| built_in.motion)
}

/// A file of the user's folder, where it is there.
fn own(user_folder: Option<&Path>, name: &str) -> Option<PathBuf> {
    let path = user_folder?.join(name);
    path.is_file().then_some(path)
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
    let file = format!("{id}.toml");
    match (own(user_folder, &file), built_in(id)) {
        (Some(path), _) => load_file(&path, variant),
        (None, Some(built_in)) => parse(built_in.text, &file, variant),
        (None, None) => Err(unknown(id)),
    }
}

/// Loads how an exercise is performed, in its usual form. Keyframes `motion/ID.toml` in
/// `user_folder` win over the built-in ones.
///
/// # Errors
/// When there is no such exercise or nothing says how it is performed, or the file is not as it
/// should be.
pub fn load_movement(id: &str, user_folder: Option<&Path>) -> Result<Movement, ExerciseError> {
    load_movement_of(id, None, user_folder)
}

/// The same of a variant. One that the keyframes don't mention is performed in the usual form.
///
/// # Errors
/// As [`load_movement`], and when there is no such variant.
pub fn load_movement_of(
    id: &str,
    variant: Option<&str>,
    user_folder: Option<&Path>,
) -> Result<Movement, ExerciseError> {
    let file = format!("{id}.toml");
    match (own(user_folder, &file), built_in(id)) {
        (Some(path), _) => {
            variant_of(&read(&path)?, &path.display().to_string(), variant)?;
        }
        (None, Some(built_in)) => {
            variant_of(built_in.text, &file, variant)?;
        }
        (None, None) => return Err(unknown(id)),
    }
    let motion = format!("{MOTION}/{file}");
    match (own(user_folder, &motion), built_in(id)) {
        (Some(path), _) => read_movement(&path, id, variant),
        (None, Some(built_in)) => parse_movement(built_in.motion, &motion, id, variant),
        (None, None) => Err(ExerciseError::NoKeyframes {
            id: id.to_owned(),
            path: user_folder.unwrap_or(Path::new("")).join(motion),
        }),
    }
}

/// The id of an exercise file.
///
/// # Errors
/// When the file has no such variant, or can't be read at all.
fn variant_of(text: &str, origin: &str, variant: Option<&str>) -> Result<String, ExerciseError> {
    let (id, variants) = parse_head(text, origin)?;
    match variant {
        Some(name) if !variants.iter().any(|known| known == name) => {
            Err(unknown_variant(&id, name, &variants))
        }
        _ => Ok(id),
    }
}

/// Loads how the exercise of a file is performed: from `motion/ID.toml` beside it.
///
/// # Errors
/// When the keyframes are not there, can't be read or are not as they should be, or the exercise has
/// no such variant.
pub fn load_movement_file(path: &Path, variant: Option<&str>) -> Result<Movement, ExerciseError> {
    let id = variant_of(&read(path)?, &path.display().to_string(), variant)?;
    let motion = path.with_file_name(MOTION).join(format!("{id}.toml"));
    if motion.is_file() {
        read_movement(&motion, &id, variant)
    } else {
        Err(ExerciseError::NoKeyframes { id, path: motion })
    }
}

fn read_movement(path: &Path, id: &str, variant: Option<&str>) -> Result<Movement, ExerciseError> {
    parse_movement(&read(path)?, &path.display().to_string(), id, variant)
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
            ("\"near.elbow\"", "\"near.elbwo\"", "did you mean \"elbow\""),
            ("\"near.elbow\"", "\"neer.elbow\"", "did you mean \"near\""),
            (
                "\"arm.arm_incline\"",
                "\"arm.arm_inclin\"",
                "did you mean \"arm_incline\"",
            ),
            (
                "leg.knee_angle = {",
                "leg.kne_angle = {",
                "did you mean \"knee_angle\"",
            ),
            (
                "signal = \"reach\"",
                "signal = \"rech\"",
                "did you mean \"reach\"",
            ),
            (
                "\"quadruped\"",
                "\"quadrupet\"",
                "did you mean \"quadruped\"",
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
    fn a_complaint_shows_the_line_with_a_mark_under_what_is_meant() {
        let text =
            source_text("bird-dog")
                .unwrap()
                .replacen("signal = \"reach\"", "signal = \"rech\"", 1);
        let message = parse(&text, "f", None).unwrap_err().to_string();
        let [_, excerpt] = message.split_once('\n').map(|(a, b)| [a, b]).unwrap();
        let mut lines = excerpt.lines().skip_while(|line| !line.contains("signal"));
        let (line, mark) = (lines.next().unwrap(), lines.next().unwrap());
        assert_eq!(line.find("\"rech\""), mark.find("^^^^^^"), "{message}");
    }

    #[test]
    fn a_complaint_about_a_variant_shows_the_line_of_the_variant() {
        let text = source_text("side-plank").unwrap();
        for (right, wrong, words) in [
            (
                "lower.knee_angle = { to = 140 }",
                "lower.kne_angle = { to = 140 }",
                "knee_angle",
            ),
            (
                "\"mid.leg_incline\", \"upper",
                "\"mid.leg_inclin\", \"upper",
                "mid.leg_incline",
            ),
            (
                "lower.wrist\", \"lower.ankle",
                "lower.wrst\", \"lower.ankle",
                "wrist",
            ),
        ] {
            let slip = text.replacen(right, wrong, 1);
            let line = slip[..slip.find(wrong).unwrap()].matches('\n').count() + 1;
            let variant = if wrong.contains("wrst") {
                "hand"
            } else {
                "knees"
            };
            let message = parse(&slip, "f", Some(variant)).unwrap_err().to_string();
            assert!(message.starts_with(&format!("f:{line}:")), "{message}");
            assert!(
                message.contains(&format!("did you mean {words:?}")),
                "{message}"
            );
        }
    }

    #[test]
    fn a_complaint_about_keyframes_shows_the_line_of_the_pose_or_the_fault() {
        let text = motion_text("cobra").unwrap();
        for (header, right, wrong, words) in [
            (
                "[poses.peak]",
                "like = \"start\"",
                "like = \"strat\"",
                "no pose \"strat\"",
            ),
            (
                "[poses.peak]",
                "lumbar_deg",
                "lumber_deg",
                "unknown field `lumber_deg`",
            ),
            (
                "[faults.too_high]",
                "\"pelvis.",
                "\"head.flex_deg.",
                "leads nowhere",
            ),
        ] {
            let at = text.find(header).unwrap();
            let (before, after) = text.split_at(at);
            let slip = format!("{before}{}", after.replacen(right, wrong, 1));
            let line = before.matches('\n').count() + 1;
            let message = parse_movement(&slip, "m", "cobra", None)
                .unwrap_err()
                .to_string();
            assert!(message.starts_with(&format!("m:{line}:")), "{message}");
            assert!(
                message.contains(words) && message.contains(header),
                "{message}"
            );
        }
    }

    #[test]
    fn the_library_keeps_its_words_to_itself() {
        let text = source_text("cobra")
            .unwrap()
            .replacen("thigh_slope = {", "hip_swing = {", 1);
        let message = parse(&text, "f", None).unwrap_err().to_string();
        assert!(message.contains("give yours another name"), "{message}");
    }

    #[test]
    fn a_measure_that_nothing_refers_to_is_told() {
        let text = source_text("cobra").unwrap().replace(
            "[measures]\n",
            "[measures]\nspare = { height = \"hip\", label = \"Spare\" }\n",
        );
        let (_, complaints) = examine(&text, "f", None).unwrap();
        let complaints: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        assert!(complaints[0].contains("nothing refers to the measure \"spare\""));
        assert_eq!(complaints.len(), 1);
    }

    #[test]
    fn a_measure_has_one_kind() {
        for (measure, words) in [
            ("{ label = \"Spare\" }", "nothing to measure"),
            (
                "{ height = \"hip\", offset = [\"hip\", \"knee\"], label = \"Spare\" }",
                "keep one",
            ),
            (
                "{ height = \"hip\", absolut = true, label = \"Spare\" }",
                "did you mean `absolute`",
            ),
        ] {
            let text = source_text("cobra").unwrap();
            let text = text.replace("[measures]\n", &format!("[measures]\nspare = {measure}\n"));
            let line = 2 + text[..text.find("[measures]").unwrap()]
                .matches('\n')
                .count();
            let message = parse(&text, "f", None).unwrap_err().to_string();
            assert!(message.starts_with(&format!("f:{line}:")), "{message}");
            assert!(message.contains(words), "{message}");
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
    fn a_goal_of_ones_own_is_farther_than_noise() {
        let personal = "[personal]\nbeyond = 4\npraise = \"Farther\"\n\n[doses]";
        let text = source_text("cobra").unwrap().replace("[doses]", personal);
        assert!(parse(&text, "cobra.toml", None).is_ok());
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
            .replace("other_zone = [-2.8, -0.7], ", "");
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
        let line = 2 + text[..text.find("[doses]").unwrap()].matches('\n').count();
        for (right, wrong) in [
            ("reps = 6", "reps = 1000000000"),
            ("reps = 6", "reps = 0"),
            ("hold_s = 5", "hold_s = 1e9"),
            ("hold_s = 5", "hold_s = -1"),
            ("hold_s = 5", "hold_s = nan"),
            ("hold_s = 5", "hold_s = inf"),
        ] {
            let text = text.replacen(right, wrong, 1);
            let message = parse(&text, "f", None).unwrap_err().to_string();
            assert!(
                message.starts_with(&format!("f:{line}:")),
                "{wrong}: {message}"
            );
            assert!(message.contains("ask for"), "{message}");
        }
    }

    #[test]
    fn measures_in_a_circle_are_refused() {
        let text = source_text("bird-dog")
            .unwrap()
            .replace("{ min = [\"arm.arm_incline\",", "{ min = [\"reach\",");
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
