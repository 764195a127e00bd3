//! `spotter doctor`.

use serde_json::Value;
use spotter::pose::Processor;

use super::{exercises_of, keys, user};
use crate::support::User;

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
    let models = lines.iter().find(|line| line["thing"] == "networks");
    let live = if Processor::here().adds_bytes() {
        "a live set uses fast"
    } else {
        "a live set uses full"
    };
    let models = models.unwrap()["text"].as_str().unwrap();
    assert!(models.contains(live), "{models}");
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
    let folder = exercises_of(&user);
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
fn what_only_videos_or_tones_need_is_no_failure() {
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
