//! `spotter check`.

use serde_json::json;
use spotter::exercise;

use super::user;

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
    user.run("check text.png --exercise bird-dog")
        .fails(1, &["text.png"]);
    user.run("check gone.png --exercise bird-dog")
        .fails(1, &["gone.png"]);
    let ran = user.run("check room.png --exercise bird-dog --start gone.png");
    ran.fails(1, &["gone.png"]);
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
        user.run(&format!("check room.png {args}"))
            .fails(2, &[meant]);
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
    ran.fails(1, &[&place, "did you mean `severity`?"]);
    let ran = user.run("check room.png --exercise-file gone.toml");
    ran.fails(1, &["gone.toml"]);
}
