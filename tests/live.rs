//! Whole sets with the real program: real networks, a real window, a real history. The person is
//! the drawn figure of `data/figures`, standing still.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use support::User;

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

fn figure(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/figures")
        .join(name)
}

/// A film of a figure that stands still for so many seconds: a folder of pictures, 15 a second.
fn film(user: &User, name: &str, seconds: u32) -> PathBuf {
    let folder = user.home().join("film");
    std::fs::create_dir(&folder).unwrap();
    for number in 0..seconds * 15 {
        std::fs::copy(figure(name), folder.join(format!("{number:04}.png"))).unwrap();
    }
    folder
}

fn events(out: &str) -> Vec<Value> {
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

fn of_kind<'e>(events: &'e [Value], kind: &str) -> Vec<&'e Value> {
    events
        .iter()
        .filter(|event| event["event"] == kind)
        .collect()
}

#[test]
fn a_held_side_plank_counts_and_is_in_the_history() {
    let user = User::new();
    let film = film(&user, "side-plank.png", 14);
    let ran = user.run(&format!(
        "coach side-plank --source {} --model lite --headless --no-voice --events - --timing --save",
        film.display()
    ));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let events = events(&ran.out);
    assert_eq!(of_kind(&events, "start").len(), 1);
    let [rep] = of_kind(&events, "rep")[..] else {
        panic!("{}", ran.out)
    };
    assert_eq!(
        (&rep["side"], &rep["good"]),
        (&"right".into(), &true.into()),
        "{rep}"
    );
    assert!(of_kind(&events, "cue").is_empty(), "{}", ran.out);
    let summary = events.last().unwrap();
    assert_eq!(summary["event"], "summary");
    assert_eq!(summary["frames"], 14 * 15);
    assert!(summary["timing_ms"]["pose"]["p50"].as_f64().unwrap() > 0.0);
    // What people read goes to the other stream.
    assert!(ran.err.contains("Side plank"), "{}", ran.err);

    let history = user.run("history --json").object();
    assert_eq!(history["exercise"], "side-plank");
    assert_eq!(history["interrupted"], false);
    assert_eq!(history["summary"]["reps"]["right"], 1);
}

#[test]
fn the_same_film_gives_the_same_events_byte_for_byte() {
    let user = User::new();
    let film = film(&user, "side-plank.png", 5);
    let command = format!(
        "analyze {} --exercise side-plank --model lite --json",
        film.display()
    );
    assert_eq!(user.run(&command).out, user.run(&command).out);
}

#[test]
fn the_voice_says_what_the_set_needs_in_its_order() {
    let user = User::new();
    let film = film(&user, "side-plank.png", 9);
    let said = user.home().join("said");
    let program = user.home().join("voice");
    std::fs::write(
        &program,
        format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n", said.display()),
    )
    .unwrap();
    make_executable(&program);
    let ran = user.run(&format!(
        "coach side-plank --dose beginner --source {} --model lite --headless --voice-command {}",
        film.display(),
        program.display()
    ));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let said = std::fs::read_to_string(said).unwrap();
    let expected = ["Begin. Right side", "Three", "Two", "One", "Lower slowly"];
    let mut rest = said.as_str();
    for sentence in expected {
        rest = rest
            .split_once(sentence)
            .unwrap_or_else(|| panic!("{sentence:?} is not in its place: {said}"))
            .1;
    }
}

#[test]
fn without_a_display_the_set_goes_on() {
    let user = User::new();
    let film = film(&user, "side-plank.png", 4);
    let mut command = user.command(&format!(
        "coach side-plank --source {} --model lite --no-voice",
        film.display()
    ));
    let done = command
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    assert!(done.status.success());
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(told.contains("going on without a window"), "{told}");
    assert!(String::from_utf8_lossy(&done.stdout).contains("Side plank"));
}

/// A killed program loses nothing that happened before.
#[test]
#[cfg(target_os = "linux")]
fn a_set_in_a_window_survives_a_kill() {
    let screen = Xvfb::start();
    let user = User::new();
    let film = film(&user, "side-plank.png", 30);
    let events = user.home().join("events.jsonl");
    let mut program = user
        .command(&format!(
            "coach side-plank --source {} --model lite --no-voice --save --events {}",
            film.display(),
            events.display()
        ))
        .env("DISPLAY", &screen.display)
        .spawn()
        .unwrap();
    wait_for("a hold", || {
        std::fs::read_to_string(&events).is_ok_and(|text| text.contains("\"begin\""))
    });
    // The clock of the hold is noted once a second.
    wait_for("a note of the time", || {
        let rows = user.run("history --json").json();
        rows.first()
            .is_some_and(|row| row["seconds"].as_f64().is_some_and(|seconds| seconds > 4.0))
    });
    program.kill().unwrap();
    program.wait().unwrap();
    let history = user.run("history --json").object();
    assert_eq!(history["interrupted"], true);
    assert!(
        history["summary"]["holds"][0]["hold_s"].as_f64().unwrap() > 0.5,
        "{history}"
    );
}

fn wait_for(what: &str, mut is_there: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_there() {
        assert!(begun.elapsed() < PATIENCE, "{what} did not come");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn make_executable(path: &Path) {
    #[cfg(unix)]
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}

/// A screen of its own that picks its own number.
struct Xvfb {
    server: Child,
    display: String,
}

impl Xvfb {
    fn start() -> Xvfb {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x720x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("this test needs Xvfb: run ./setup --test");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        Xvfb {
            server,
            display: format!(":{}", number.trim()),
        }
    }
}

impl Drop for Xvfb {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
