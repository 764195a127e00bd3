//! `spotter routine` and `spotter routines` with the real program.

use std::time::Duration;

use crate::support::User;

#[test]
fn routines_are_listed_and_shown() {
    let user = User::new();
    let list = user.run("routines");
    for name in ["today", "three-strong", "gentle", "both-sides"] {
        assert!(list.out.contains(name), "{}", list.out);
    }
    assert_eq!(list.out, user.run("routines list").out);
    let shown = user.run("routines show gentle");
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(
        shown.out.starts_with("Gentle day\n  Knee to chest"),
        "{}",
        shown.out
    );
    user.run("routines show gentel")
        .fails(1, &["did you mean \"gentle\""]);
}

#[test]
fn a_routine_file_is_checked_with_its_line() {
    let user = User::new();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let good = write(
        "physio.toml",
        "name = \"From my physio\"\n[[sets]]\nexercise = \"cobra\"\nvariant = \"sphinx\"\n",
    );
    let ran = user.run(&format!("routines check {good}"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let bad = write(
        "bad.toml",
        "name = \"Bad\"\n[[sets]]\nexercise = \"cobra\"\nrest = 10\n",
    );
    let ran = user.run(&format!("routines check {bad}"));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("bad.toml:4:1: "), "{}", ran.err);
    assert!(ran.err.contains("did you mean `rest_s`"), "{}", ran.err);
    let schema = user.run("routines schema").out;
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["required"], serde_json::json!(["name", "sets"]));
}

#[test]
fn a_therapists_programme_is_shown_with_what_it_says() {
    let user = User::new();
    let text = "name = \"Back\"\ntherapist = \"Dr Weber\"\nuntil = 2026-12-24\nnote = \"Slowly\"\n\
                [[sets]]\nexercise = \"cobra\"\nvariant = \"sphinx\"\n";
    let file = user.home().join("back.toml");
    std::fs::write(&file, text).unwrap();
    let shown = user.run(&format!("routines show {}", file.display()));
    let end = "\nFrom Dr Weber, until 2026-12-24\nSlowly\n";
    assert!(shown.out.ends_with(end), "{}", shown.out);
}

#[test]
fn a_routine_is_not_done_by_a_video() {
    let user = User::new();
    user.run("routine --source somebody.mp4")
        .fails(1, &["a camera or the performer", "spotter analyze"]);
    user.run("routine nothing-of-the-kind --source performer")
        .fails(1, &["there is no routine", "today"]);
}

/// A routine whose pictures are rendered takes minutes, and many on a busy machine.
const RENDERED_WITHIN: Duration = Duration::from_secs(3600);

/// A routine as somebody hears it who lies face down, from the first word to the last.
#[test]
#[ignore = "renders two exercises: minutes"]
fn the_script_of_a_routine() {
    let user = User::new();
    let text = "name = \"Two\"\ndose = \"beginner\"\nrest_s = 25\n\
                [[sets]]\nexercise = \"partial-sit-up\"\n[[sets]]\nexercise = \"side-plank\"\n";
    let file = user.home().join("two.toml");
    std::fs::write(&file, text).unwrap();
    let file = file.display();
    let command = format!("routine {file} --source performer --headless --no-voice --save");
    let ran = user.run_within(RENDERED_WITHIN, &command);
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!("script_of_a_routine", ran.err);
    let history = user.run("history --json").json();
    let exercises: Vec<&str> = history
        .iter()
        .map(|set| set["exercise"].as_str().unwrap())
        .collect();
    assert_eq!(exercises, ["side-plank", "partial-sit-up"]);
    let sessions: Vec<_> = history.iter().map(|set| &set["session"]).collect();
    assert_eq!(sessions, [1, 1]);
}

/// Five exercises with two sides each, to their end, without a key.
#[test]
#[ignore = "renders five exercises: many minutes"]
fn the_script_of_a_routine_of_both_sides() {
    let user = User::new();
    let command =
        "routine both-sides --dose beginner --source performer --headless --no-voice --save";
    let ran = user.run_within(RENDERED_WITHIN, command);
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!("script_of_both_sides", ran.err);
    let history = user.run("history --json").json();
    assert_eq!(history.len(), 5, "{history:?}");
    for set in history {
        let reps = &set["reps"];
        assert_eq!(reps["left"], reps["right"], "{set}");
    }
}
