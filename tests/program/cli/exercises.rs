//! `spotter exercises`, and the schemas of exercise files.

use serde_json::Value;
use spotter::exercise;

use super::{exercises_of, keys};
use crate::schema;
use crate::support::User;

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
    user.run("exercises show brid-dog")
        .fails(2, &["did you mean \"bird-dog\"?"]);
    user.run("exercises show").fails(2, &["<ID>"]);
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

#[test]
fn an_exercise_is_shown_in_the_language_that_is_asked_for_or_that_of_the_system() {
    let user = User::new();
    let german = user.run("exercises show bird-dog --variant leg --language de");
    assert!(
        german.out.starts_with("Bird Dog (leg)\n\nWas zu tun ist\n"),
        "{}",
        german.out
    );
    let of_system = |locale: &str, args: &str| {
        let mut command = user.command(args);
        let output = command.env("LC_ALL", locale).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let shown = of_system("de_AT.UTF-8", "exercises show bird-dog --variant leg");
    assert_eq!(shown, german.out);
    let english = of_system("de_AT.UTF-8", "exercises show bird-dog --language en");
    assert!(english.contains("What to do"), "{english}");
    let elsewhere = of_system("cs_CZ.UTF-8", "exercises show bird-dog --language en");
    assert_eq!(elsewhere, english);
    user.run("exercises show bird-dog --language fr")
        .fails(2, &["--language", "possible values: en, de"]);
}

#[test]
fn texts_in_another_language_beside_a_file_are_checked_and_used() {
    let user = User::new();
    let write = |name: &str, text: &str| {
        std::fs::write(user.home().join(name), text).unwrap();
    };
    write("mine.toml", exercise::source_text("bird-dog").unwrap());
    std::fs::create_dir(user.home().join("german")).unwrap();
    write("german/mine.toml", "name = \"Mein Hund\"");
    assert_eq!(user.run("exercises check mine.toml").code, 0);

    write("german/mine.toml", "name = \"Mein Hund\"\ncycle.enter = 3");
    let ran = user.run("exercises check mine.toml");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("german/mine.toml:2:7: "), "{}", ran.err);
}

#[test]
fn a_users_own_exercise_without_texts_in_a_language_stays_as_it_is_written() {
    let user = User::new();
    let folder = user.home().join("config/spotter/exercises");
    std::fs::create_dir_all(folder.join("german")).unwrap();
    let text = exercise::source_text("bird-dog").unwrap();
    std::fs::write(folder.join("bird-dog.toml"), text).unwrap();
    let shown = user.run("exercises show bird-dog --language de").out;
    assert!(shown.starts_with("Bird dog\n"), "{shown}");

    let german = "name = \"Mein Hund\"";
    std::fs::write(folder.join("german/bird-dog.toml"), german).unwrap();
    let shown = user.run("exercises show bird-dog --language de").out;
    assert!(shown.starts_with("Mein Hund\n"), "{shown}");
}
