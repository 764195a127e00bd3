//! What the history keeps of whole sets, with the real program and the real pose model. The person
//! is the drawn side plank of `data/figures`, who then leaves.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use crate::support::{User, side_plank};
use image::{Rgb, RgbImage};
use rusqlite::Connection;
use spotter::session::Store;

/// A video in which a person holds a side plank for four seconds and is gone for five. The
/// repetition counts when they have been gone for two.
pub fn video(user: &User) {
    let gone = user.home().join("gone.png");
    RgbImage::from_pixel(960, 540, Rgb([190; 3]))
        .save(&gone)
        .unwrap();
    let held = std::iter::repeat_n(side_plank(), 4 * 15);
    user.video(held.chain(std::iter::repeat_n(gone, 5 * 15)));
}

pub const COACH: &str = "coach side-plank --dose beginner --source video --model lite --headless \
                     --no-voice --events -";

#[test]
fn a_killed_program_has_kept_whatever_it_had_printed() {
    let user = User::new();
    video(&user);
    // The program is killed at the start, in the hold, and right after the repetition was counted.
    for last in ["start", "begin", "rep", "rep"] {
        let mut program = user
            .command(&format!("{COACH} --save"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let mut printed = Vec::new();
        for line in lines.by_ref().map_while(Result::ok) {
            let is_last = line.contains(&format!("\"{last}\""));
            printed.push(line);
            if is_last {
                break;
            }
        }
        program.kill().unwrap();
        program.wait().unwrap();
        // Events between the last line that was read and the kill were printed as well.
        printed.extend(lines.map_while(Result::ok));
        printed.retain(|line| !line.contains("\"setup\"") && !line.contains("\"summary\""));
        assert!(
            printed.iter().any(|line| line.contains(last)),
            "{printed:?}"
        );

        let history = Connection::open(user.data().join("history.sqlite")).unwrap();
        let kept: Vec<String> = history
            .prepare(
                "SELECT line FROM event WHERE set_id = (SELECT max(id) FROM exercise_set) ORDER BY n",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        // There may be one more event in the history than there was time to print.
        assert_eq!(kept[..printed.len()], printed, "killed at {last}");
    }
}

#[test]
fn a_set_of_a_video_is_kept_only_where_that_is_asked_for() {
    let user = User::new();
    video(&user);
    let ran = user.run(COACH);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("sets of videos are not kept"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("--save"), "{}", ran.err);
    assert!(!user.data().exists());

    let ran = user.run(&format!("{COACH} --save"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.err.contains("kept"), "{}", ran.err);
    let set = user.run("history --json").object();
    assert_eq!(
        (&set["source"], &set["counts"]),
        (&"video".into(), &false.into())
    );
    assert_eq!(set["summary"]["reps"]["right"], 1);
}

#[test]
fn a_set_is_shown_again_as_it_was_told() {
    let user = User::new();
    video(&user);
    let ran = user.run(&format!("{COACH} --save"));
    let shown = user.run("history show 1");
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.out.starts_with("Side plank\n"), "{}", shown.out);
    assert!(ran.err.contains(&shown.out), "{} {}", ran.err, shown.out);

    // Getting ready, which comes before the start, is not kept.
    let (_, since_start) = ran.out.split_once("\"start\"}\n").unwrap();
    let shown = user.run("history show 1 --json").out;
    let (first, rest) = shown.split_once('\n').unwrap();
    assert!(first.ends_with("\"start\"}"), "{first}");
    let row = user.run("history --json").out;
    assert_eq!(rest, format!("{since_start}{row}"));

    // Judged again from what was seen in it, it gives the same to the last byte.
    let again = user.run("replay 1 --json");
    assert_eq!((again.code, again.err.as_str()), (0, ""));
    assert_eq!(again.out, ran.out);
    let told = user.run("replay 1 --headless");
    assert_eq!(told.code, 0, "{}", told.err);
    let shown = user.run("history show 1").out;
    assert!(told.out.ends_with(&shown), "{}", told.out);

    // And its report shows the signal over time.
    let page = user.run("report 1 --out -").out;
    assert!(page.contains("Over the time of the set"), "{page}");
    assert!(page.contains("<polyline class=\"left\""), "{page}");
}

#[test]
fn a_changed_exercise_file_says_what_it_would_have_said_otherwise() {
    let user = User::new();
    video(&user);
    user.run(&format!("{COACH} --save"));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("exercises/side-plank.toml");
    let own = fs::read_to_string(file).unwrap();
    let against = |name: &str, text: &str| {
        fs::write(user.home().join(name), text).unwrap();
        user.run(&format!("replay 1 --against {name}"))
    };
    let same = against("same.toml", &own);
    assert_eq!((same.code, same.err.as_str()), (0, ""));
    assert_eq!(same.out, "Nothing would be said otherwise.\n");

    // Hips this high are said to be too high by nobody but this file.
    let strict = own.replace(
        "above = { warn = 0.10, bad = 0.18 }",
        "above = { warn = -0.9, bad = -0.8 }",
    );
    assert_ne!(strict, own);
    let changed = against("strict.toml", &strict);
    let is_new = |line: &str| line.starts_with("+ ") && line.contains("Long line, hips lower");
    assert!(changed.out.lines().any(is_new), "{}", changed.out);

    let other = against(
        "other.toml",
        &own.replace("id = \"side-plank\"", "id = \"cobra\""),
    );
    assert_eq!(other.code, 1);
    assert!(
        other.err.contains("is of another exercise"),
        "{}",
        other.err
    );
}

#[test]
fn a_set_that_could_not_be_saved_is_told_as_lost_after_its_summary() {
    let user = User::new();
    video(&user);
    drop(Store::open(&user.data().join("history.sqlite")).unwrap());
    let other_program = Connection::open(user.data().join("history.sqlite")).unwrap();
    other_program.execute_batch("BEGIN IMMEDIATE").unwrap();
    let ran = user.run(&format!("{COACH} --save"));
    assert_eq!(ran.code, 1);
    let told = ran.err.split_once("Side plank").unwrap().1;
    assert!(
        told.contains("The set is NOT saved. Another program keeps"),
        "{told}"
    );
    drop(other_program);
    assert_eq!(user.run("history").out, "No sessions yet.\n");
}
