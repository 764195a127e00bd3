//! The command line as scripts and people meet it: exit codes, JSON shapes, and messages when
//! something is wrong.

use crate::schema;
use crate::support::{Ran, User};
use image::{GrayImage, Rgb, RgbImage};
use predicates::str::contains;
use serde_json::{Value, json};
use spotter::blazepose::Side;
use spotter::coach::{Event, Summary, Timed};
use spotter::exercise;
use spotter::session::{NewSession, Store};

/// Where a user's own exercise files lie.
fn exercises_of(user: &User) -> std::path::PathBuf {
    user.home().join("config/spotter/exercises")
}

/// A user with a few pictures without anybody in them, and one that is no picture.
fn user() -> User {
    let user = User::new();
    let save = |name: &str, width, height| {
        RgbImage::from_pixel(width, height, Rgb([120, 110, 100]))
            .save(user.home().join(name))
            .unwrap();
    };
    save("room.png", 320, 240);
    save("dot.png", 1, 1);
    save("wide.jpg", 12_000, 500);
    std::fs::write(user.home().join("text.png"), "not a picture").unwrap();
    user
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

/// Nothing on standard output, one sentence with these words on standard error.
fn fails(ran: &Ran, code: i32, words: &[&str]) {
    let mut told = ran.assert().code(code).stdout("");
    for word in words {
        told = told.stderr(contains(*word));
    }
}

mod pose {
    use super::*;

    #[test]
    fn nobody_found_is_an_answer_and_not_an_error() {
        let user = user();
        for (name, width, height) in [
            ("room.png", 320, 240),
            ("dot.png", 1, 1),
            ("wide.jpg", 12_000, 500),
        ] {
            let ran = user.run(&format!("pose --json {name}"));
            assert_eq!(ran.code, 0, "{}", ran.err);
            let expected = json!({
                "image": name, "width": width, "height": height,
                "person_score": null, "landmarks": null, "world_m": null
            });
            assert_eq!(ran.object(), expected);
        }
        let ran = user.run("pose room.png");
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (0, "room.png: nobody found\n")
        );
    }

    #[test]
    fn a_picture_that_cannot_be_read_does_not_stop_the_others() {
        let user = user();
        let ran = user.run("pose --json room.png text.png gone.png dot.png");
        assert_eq!(ran.code, 1);
        let images: Vec<Value> = ran
            .json()
            .iter()
            .map(|line| line["image"].clone())
            .collect();
        assert_eq!(images, ["room.png", "dot.png"]);
        for words in ["text.png", "gone.png", "2 of 4 pictures"] {
            assert!(ran.err.contains(words), "{}", ran.err);
        }
    }

    #[test]
    fn a_single_unreadable_picture_is_told_once() {
        let user = user();
        fails(&user.run("pose --json text.png"), 1, &["text.png", "PNG"]);
        fails(&user.run("pose gone.png"), 1, &["no file", "gone.png"]);
        assert_eq!(user.run("pose gone.png").err.lines().count(), 1);
    }

    #[test]
    fn drawing_and_mask_are_pictures_of_the_same_size() {
        let user = user();
        let ran = user.run("pose room.png --draw drawn.png --mask mask.png");
        assert_eq!(ran.code, 0, "{}", ran.err);
        let open = |name| image::open(user.home().join(name)).unwrap();
        // Nobody is in the picture, so it is written as it is, with a black mask.
        assert_eq!(open("drawn.png").into_rgb8(), open("room.png").into_rgb8());
        assert_eq!(open("mask.png"), GrayImage::new(320, 240).into());
    }

    #[test]
    fn drawing_needs_one_picture() {
        let user = user();
        for option in ["--draw", "--mask"] {
            let ran = user.run(&format!("pose room.png dot.png {option} out.png"));
            fails(&ran, 2, &["one picture", "Usage: spotter pose"]);
            assert!(!user.home().join("out.png").exists());
        }
    }

    #[test]
    fn a_place_that_cannot_be_written_is_told() {
        fails(
            &user().run("pose room.png --draw no/such/folder.png"),
            1,
            &["can't write"],
        );
    }
}

mod check {
    use super::*;

    #[test]
    fn nobody_found_is_unseen() {
        let user = user();
        for id in exercise::ids() {
            for name in ["room.png", "dot.png"] {
                let ran = user.run(&format!("check {name} --exercise {id} --json"));
                assert_eq!(ran.code, 0, "{}", ran.err);
                let expected = json!({
                    "exercise": id, "image": name, "position": "unknown", "side": null,
                    "measures": {}, "faults": [], "verdict": "unseen"
                });
                assert_eq!(ran.object(), expected);
            }
        }
        let ran = user.run("check room.png --exercise bird-dog");
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (0, "Bird dog: nobody found\n")
        );
    }

    #[test]
    fn a_start_picture_without_anybody_is_told_and_does_without() {
        let ran = user().run("check room.png --exercise bird-dog --start dot.png --json");
        assert_eq!(ran.code, 0);
        assert_eq!(ran.object()["verdict"], "unseen");
        assert!(ran.err.contains("dot.png"), "{}", ran.err);
    }

    #[test]
    fn unreadable_pictures_are_told() {
        let user = user();
        fails(
            &user.run("check text.png --exercise bird-dog"),
            1,
            &["text.png"],
        );
        fails(
            &user.run("check gone.png --exercise bird-dog"),
            1,
            &["gone.png"],
        );
        let ran = user.run("check room.png --exercise bird-dog --start gone.png");
        fails(&ran, 1, &["gone.png"]);
    }

    #[test]
    fn slips_in_names_are_wrong_usage_and_the_right_name_is_offered() {
        let user = user();
        for (args, meant) in [
            ("--exercise sideplank", "did you mean \"side-plank\"?"),
            (
                "--exercise side-plank --variant nees",
                "did you mean \"knees\"?",
            ),
            ("--exercise side-plank --side lefft", "left"),
            ("--exercise side-plank --strictness strickt", "strict"),
            ("", "--exercise"),
        ] {
            fails(&user.run(&format!("check room.png {args}")), 2, &[meant]);
        }
    }

    #[test]
    fn an_exercise_file_can_be_tried_out() {
        let user = user();
        let text = exercise::source_text("bird-dog").unwrap();
        let write = |text: String| std::fs::write(user.home().join("mine.toml"), text).unwrap();
        write(text.replacen("\"bird-dog\"", "\"my-bird-dog\"", 1));
        let ran = user.run("check room.png --exercise-file mine.toml --json");
        assert_eq!(ran.object()["exercise"], "my-bird-dog");

        write(text.replacen("severity", "severty", 1));
        let line = 1 + text
            .lines()
            .position(|line| line.starts_with("severity"))
            .unwrap();
        let place = format!("mine.toml:{line}:1:");
        let ran = user.run("check room.png --exercise-file mine.toml");
        fails(&ran, 1, &[&place, "did you mean `severity`?"]);
        let ran = user.run("check room.png --exercise-file gone.toml");
        fails(&ran, 1, &["gone.toml"]);
    }
}

mod exercises {
    use super::*;

    #[test]
    fn the_list_names_every_built_in_exercise() {
        let user = User::new();
        for args in ["exercises --json", "exercises list --json"] {
            let lines = user.run(args).json();
            let ids: Vec<Value> = lines.iter().map(|line| line["id"].clone()).collect();
            assert_eq!(ids, exercise::ids());
            for line in &lines {
                assert_eq!(keys(line), ["doses", "file", "id", "name", "variants"]);
                assert!(line["name"].is_string() && line["file"].is_null());
            }
        }
        let table = user.run("exercises").out;
        assert!(
            table.contains("side-plank") && table.contains("Bird dog"),
            "{table}"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_users_own_files_are_listed_and_damaged_ones_told() {
        let user = User::new();
        std::fs::create_dir_all(exercises_of(&user)).unwrap();
        let write = |name: &str, text: &str| {
            std::fs::write(exercises_of(&user).join(name), text).unwrap();
        };
        let text = exercise::source_text("bird-dog").unwrap();
        write(
            "bird-dog.toml",
            &text.replacen("\"Bird dog\"", "\"My bird dog\"", 1),
        );
        write("mine.toml", &text.replacen("\"bird-dog\"", "\"mine\"", 1));
        write("notes.txt", "not an exercise");
        let lines = user.run("exercises --json").json();
        let built_in = exercise::ids().len();
        assert_eq!(lines.len(), built_in + 1);
        let own = lines.iter().find(|line| line["id"] == "bird-dog").unwrap();
        assert_eq!(own["name"], "My bird dog");
        assert_eq!(lines[built_in]["id"], "mine");
        assert!(
            lines[built_in]["file"]
                .as_str()
                .unwrap()
                .ends_with("mine.toml")
        );
        assert!(
            user.run("exercises show mine")
                .out
                .starts_with("Bird dog\n")
        );

        write("mine.toml", "id = 3");
        let ran = user.run("exercises --json");
        assert_eq!((ran.code, ran.json().len()), (1, built_in));
        assert!(ran.err.contains("mine.toml:1:6:"), "{}", ran.err);
    }

    #[test]
    fn an_exercise_is_shown_with_all_its_cues() {
        let user = User::new();
        for id in exercise::ids() {
            let shown = user.run(&format!("exercises show {id}")).out;
            let exercise = exercise::load(&id, None, None).unwrap();
            assert!(shown.contains(&exercise.introduction.article), "{shown}");
            for fault in &exercise.faults {
                assert!(shown.contains(fault.cues.first()), "{shown}");
            }
        }
        let shown = user.run("exercises show side-plank --variant knees");
        assert!(
            shown.out.starts_with("Side plank (knees)\n"),
            "{}",
            shown.out
        );
        fails(
            &user.run("exercises show brid-dog"),
            2,
            &["did you mean \"bird-dog\"?"],
        );
        fails(&user.run("exercises show"), 2, &["<ID>"]);
    }

    /// A file as JSON: what the schema is for.
    fn as_json(text: &str) -> Value {
        serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap()
    }

    #[test]
    fn every_file_keeps_to_the_schema() {
        let schema = User::new().run("exercises schema");
        assert_eq!((schema.code, schema.err.as_str()), (0, ""));
        let schema: Value = serde_json::from_str(&schema.out).unwrap();
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        for id in exercise::ids() {
            let file = as_json(exercise::source_text(&id).unwrap());
            assert_eq!(schema::complaints(&file, &schema), [""; 0], "{id}");
        }
    }

    #[test]
    fn the_schema_refuses_a_slip_wherever_it_is() {
        let schema = exercise::schema();
        // The file, what is right, what is wrong, and the place of the complaint.
        for (id, right, wrong, place) in [
            ("bird-dog", "[setup]", "[set_up]", "/set_up"),
            (
                "bird-dog",
                "severity =",
                "severty =",
                "/faults/leg_high/severty",
            ),
            ("bird-dog", "enter_s =", "enters_s =", "/cycle/enters_s"),
            (
                "bird-dog",
                "sign = \"dropped\"",
                "sing = \"dropped\"",
                "/sing ",
            ),
            (
                "bird-dog",
                "{ min = [",
                "{ least = [",
                "/measures/reach/least",
            ),
            (
                "bird-dog",
                "leg.knee_angle = { from",
                "leg.knee_angle = { form",
                "/target",
            ),
            (
                "bird-dog",
                "kind = \"alternating\"",
                "kind = \"alternate\"",
                "/cycle/kind",
            ),
            (
                "side-plank",
                "[variants.knees.setup]",
                "[variants.knees.setup]\npose = 1",
                "/variants/knees/setup/pose",
            ),
            (
                "seated-forward-bend",
                "below = { warn = 95, bad = 80 }",
                "belwo = { warn = 95, bad = 80 }",
                "/variants/soft-knees/faults/knees_bend/belwo",
            ),
        ] {
            let text = exercise::source_text(id).unwrap();
            let slip = text.replacen(right, wrong, 1);
            assert_ne!(slip, text, "{right:?} is not in {id}");
            let found = schema::complaints(&as_json(&slip), &schema);
            assert!(
                found.iter().any(|found| found.contains(place)),
                "{wrong}: {found:?}"
            );
        }
    }

    #[test]
    fn every_file_of_keyframes_keeps_to_its_schema() {
        let schema = User::new().run("exercises schema --motion");
        assert_eq!((schema.code, schema.err.as_str()), (0, ""));
        let schema: Value = serde_json::from_str(&schema.out).unwrap();
        for id in exercise::ids() {
            let file = as_json(exercise::motion_text(&id).unwrap());
            assert_eq!(schema::complaints(&file, &schema), [""; 0], "{id}");
        }
        let text = exercise::motion_text("cobra").unwrap();
        for (right, wrong) in [
            ("spine = { lumbar_deg", "spine = { lumber_deg"),
            ("like =", "likes ="),
        ] {
            let slip = text.replacen(right, wrong, 1);
            assert_ne!(slip, text);
            assert_ne!(
                schema::complaints(&as_json(&slip), &schema),
                [""; 0],
                "{wrong}"
            );
        }
    }

    #[test]
    fn files_are_checked_one_by_one_with_their_variants() {
        let user = User::new();
        let write = |name: &str, text: &str| {
            std::fs::write(user.home().join(name), text).unwrap();
        };
        let text = exercise::source_text("side-plank").unwrap();
        write("sound.toml", text);
        let damaged = text.replacen(
            "[variants.knees.setup]\n",
            "[variants.knees.setup]\npose = 1\n",
            1,
        );
        assert_ne!(damaged, text);
        write("damaged.toml", &damaged);

        let ran = user.run("exercises check sound.toml");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out.starts_with("sound.toml: OK"), "{}", ran.out);

        let ran = user.run("exercises check damaged.toml sound.toml gone.toml");
        assert_eq!(ran.code, 1);
        assert!(ran.out.starts_with("sound.toml: OK"), "{}", ran.out);
        let line = 2 + text[..text.find("[variants.knees.setup]").unwrap()]
            .matches('\n')
            .count();
        for words in [
            &format!("damaged.toml:{line}:1: ") as &str,
            "unknown field `pose`",
            "gone.toml",
            "2 of 3",
        ] {
            assert!(ran.err.contains(words), "{}", ran.err);
        }
    }
}

#[test]
fn without_an_exercise_the_known_ones_are_listed() {
    for args in ["coach", "analyze film.mp4", "check picture.png"] {
        let ran = User::new().run(args);
        fails(&ran, 2, &["bird-dog", "side-plank", "cobra"]);
    }
}

mod history {
    use super::*;

    #[test]
    fn looking_does_not_begin_a_history() {
        let user = User::new();
        let ran = user.run("history");
        assert_eq!((ran.code, ran.out.as_str()), (0, "No sessions yet.\n"));
        let ran = user.run("history --json");
        assert_eq!((ran.code, ran.out.as_str()), (0, ""));
        assert!(!user.data().exists());
    }

    #[test]
    fn sessions_are_listed_newest_first() {
        let user = User::new();
        let mut store = Store::open(&user.data().join("history.sqlite")).unwrap();
        for (started_at, exercise) in [(1_700_000_000, "bird-dog"), (1_700_090_000, "side-plank")] {
            let id = store.begin(&NewSession {
                started_at,
                exercise: exercise.to_owned(),
                variant: None,
                dose: None,
                source: "camera".to_owned(),
                app_version: "0.1.0".to_owned(),
            });
            let rep = Event::Rep {
                n: 1,
                side: Some(Side::Left),
                peak: -3.0,
                range: 80.0,
                in_s: 1.0,
                hold_s: 5.0,
                out_s: 1.0,
                good: Some(true),
                why: Vec::new(),
            };
            let mut summary = Summary {
                exercise: exercise.to_owned(),
                ..Summary::default()
            };
            summary.reps.left = 1;
            summary.reps.total = 1;
            let events = [(7.5, rep), (61.25, Event::Summary(summary))];
            store
                .record(
                    id.unwrap(),
                    &events.map(|(t_s, event)| Timed { t_s, event }),
                )
                .unwrap();
        }
        drop(store);

        let lines = user.run("history --json").json();
        let exercises: Vec<Value> = lines.iter().map(|line| line["exercise"].clone()).collect();
        assert_eq!(exercises, ["side-plank", "bird-dog"]);
        for line in &lines {
            assert!(line["started"].is_string());
            assert_eq!(line["seconds"], 61.25);
            assert_eq!(line["interrupted"], false);
            assert_eq!(line["summary"]["reps"]["left"], 1);
        }
        let table = user.run("history").out;
        let rows: Vec<&str> = table.lines().collect();
        assert_eq!(rows.len(), 3, "{table}");
        assert!(
            rows[1].contains("Side plank") && rows[1].contains("1:01"),
            "{table}"
        );
        assert!(
            rows[2].contains("Bird dog") && rows[2].contains("left 1"),
            "{table}"
        );
    }

    #[test]
    fn a_folder_that_cannot_be_used_is_told() {
        let user = User::new();
        std::fs::create_dir_all(user.data().join("history.sqlite")).unwrap();
        fails(&user.run("history"), 1, &["history.sqlite"]);
    }
}

mod doctor {
    use super::*;

    #[test]
    fn every_thing_is_told_with_its_state() {
        let user = User::new();
        let lines = user.run("doctor --json").json();
        for thing in [
            "ONNX Runtime",
            "networks",
            "camera",
            "ffmpeg",
            "voice",
            "tones",
            "window",
            "history",
            "exercises",
        ] {
            assert!(lines.iter().any(|line| line["thing"] == thing), "{thing}");
        }
        for line in &lines {
            assert_eq!(keys(line), ["needed", "ok", "state", "text", "thing"]);
            assert_eq!(line["ok"], line["state"] == "ok");
            assert!(line["ok"].is_boolean() && !line["text"].as_str().unwrap().is_empty());
        }
        let ok = |thing: &str| {
            lines
                .iter()
                .any(|line| line["thing"] == thing && line["ok"] == true)
        };
        // These tests could not run without the first four.
        for thing in ["ONNX Runtime", "networks", "ffmpeg", "history", "exercises"] {
            assert!(ok(thing), "{thing}: {lines:?}");
        }
        assert!(!user.data().exists(), "looking changes nothing");
        assert_eq!(user.run("doctor").out.lines().count(), lines.len());
    }

    #[cfg(not(feature = "tract"))]
    #[test]
    fn a_library_that_is_none_is_told_with_what_to_do() {
        let user = user();
        for (name, words) in [("text.png", "text.png"), ("gone.so", "gone.so")] {
            let ran = user.run(&format!("doctor --json --onnxruntime {name}"));
            assert_eq!(ran.code, 1, "nothing works without it");
            assert!(ran.err.contains("ONNX Runtime (missing)"), "{}", ran.err);
            let engine = &ran.json()[0];
            assert_eq!(engine["ok"], false);
            assert!(engine["text"].as_str().unwrap().contains(words), "{engine}");
            assert_eq!(ran.json()[1]["ok"], false);
        }
    }

    #[test]
    fn a_history_that_cannot_be_written_is_told() {
        let user = User::new();
        // A file where the folder should be.
        std::fs::write(user.data(), "").unwrap();
        let lines = user.run("doctor --json").json();
        let history = lines
            .iter()
            .find(|line| line["thing"] == "history")
            .unwrap();
        assert_eq!(history["ok"], false, "{history}");
        assert!(
            history["text"]
                .as_str()
                .unwrap()
                .contains("SPOTTER_DATA_DIR")
        );
    }

    #[test]
    fn a_file_that_is_no_history_is_broken_and_stays_as_it_is() {
        let user = User::new();
        std::fs::create_dir(user.data()).unwrap();
        let file = user.data().join("history.sqlite");
        std::fs::write(&file, "no database").unwrap();
        let ran = user.run("doctor");
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains("history (broken)"), "{}", ran.err);
        let row = ran.out.lines().find(|line| line.contains("history"));
        assert!(row.unwrap().contains("broken"), "{}", ran.out);
        assert_eq!(std::fs::read_to_string(file).unwrap(), "no database");
    }

    #[test]
    fn an_exercise_file_with_a_fault_is_broken_not_missing() {
        let user = User::new();
        let folder = user.home().join("config/spotter/exercises");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("mine.toml"), "format = ").unwrap();
        let ran = user.run("doctor");
        assert_eq!(ran.code, 1);
        let row = ran.out.lines().find(|line| line.contains("mine.toml"));
        assert!(
            row.unwrap().trim_start().starts_with("broken"),
            "{}",
            ran.out
        );
        assert!(ran.err.contains("exercises (broken)"), "{}", ran.err);
    }

    #[test]
    fn what_only_films_or_tones_need_is_no_failure() {
        let user = User::new();
        for line in user.run("doctor --json").json() {
            let can_do_without = ["ffmpeg", "tones", "window"].map(Value::from);
            assert_ne!(
                line["needed"],
                can_do_without.contains(&line["thing"]),
                "{line}"
            );
        }
    }
}

/// The message about a model that can't be used says what was expected and what it is instead.
mod models {
    use super::*;

    fn built_in(name: &str) -> Vec<u8> {
        let models = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
        std::fs::read(models.join(name)).unwrap()
    }

    fn refused(name: &str, contents: &[u8], words: &[&str]) {
        let user = user();
        std::fs::write(user.home().join(name), contents).unwrap();
        let ran = user.run(&format!("pose --model {name} room.png"));
        fails(&ran, 1, &[&[name], words].concat());
    }

    #[test]
    fn of_another_shape() {
        let expected = "expected input image of 1×3×256×256 float32";
        let found = "found 1×3×224×224 float32";
        let detector = built_in("pose_detection.onnx");
        refused("shape.onnx", &detector, &[expected, found]);
    }

    #[test]
    fn cut_off() {
        let mut lite = built_in("pose_landmark_lite.onnx");
        lite.truncate(1_000_000);
        let found = "found a file of 1000000 bytes";
        refused("cut.onnx", &lite, &["expected an ONNX model", found]);
    }

    #[cfg(not(feature = "tract"))]
    #[test]
    fn of_operators_to_come() {
        let mut lite = built_in("pose_landmark_lite.onnx");
        // The operator sets follow the model: field 8 with four bytes: no domain, 18.
        let set = [0x42, 4, 0x0a, 0, 0x10, 18];
        let at = lite.windows(set.len()).rposition(|bytes| bytes == set);
        lite[at.unwrap() + set.len() - 1] = 99;
        refused("newer.onnx", &lite, &["operator set 18, found a file of"]);
    }

    #[test]
    fn that_is_none() {
        refused("text.onnx", b"not a model", &["found a file of 11 bytes"]);
        refused("empty.onnx", b"", &["found an empty file"]);
    }
}

/// The engine's makers would like to know who uses it; they don't get to. `User::run` inherits
/// the switch from cargo, a user's shell doesn't have it.
#[test]
#[cfg(not(feature = "tract"))]
fn the_engine_leaves_no_trace_of_its_own() {
    let user = user();
    let mut command = user.command("pose --model lite room.png");
    let done = command
        .env_remove(spotter::pose::TELEMETRY_SWITCH)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    assert!(!user.home().join(".cache").exists());
}
