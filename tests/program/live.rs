//! Whole sets with the real program: a real pose model, a real window, a real history. The person
//! is the drawn figure of `data/figures`, who stands still.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{User, side_plank};
use crate::under_way::{UnderWay, Xvfb, wait_for};
use serde_json::Value;

/// Makes a video of a side plank that is held for this many seconds.
fn video(user: &User, seconds: usize) -> PathBuf {
    user.video(std::iter::repeat_n(side_plank(), seconds * 15))
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
    let video = video(&user, 14);
    let ran = user.run(&format!(
        "coach side-plank --source {} --model lite --headless --no-voice --events - --timing --save",
        video.display()
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
    assert_eq!(summary["model"], "lite");
    assert!(summary["timing_ms"]["pose"]["p50"].as_f64().unwrap() > 0.0);
    // Text for people goes to the other stream: the verdict, the figures, the times.
    for words in [" s  Hold, breathe\n", "Side plank", "ms half of the frames"] {
        assert!(ran.err.contains(words), "{words:?}: {}", ran.err);
    }

    let history = user.run("history --json").object();
    assert_eq!(history["exercise"], "side-plank");
    assert_eq!(history["model"], "lite");
    assert_eq!(history["interrupted"], false);
    assert_eq!(history["summary"]["reps"]["right"], 1);
}

#[test]
fn the_same_video_gives_the_same_events_byte_for_byte() {
    let user = User::new();
    let video = video(&user, 5);
    let command = format!(
        "analyze {} --exercise side-plank --model lite --json",
        video.display()
    );
    assert_eq!(user.run(&command).out, user.run(&command).out);
}

#[test]
fn the_voice_says_what_the_set_needs_in_its_order() {
    let user = User::new();
    let video = video(&user, 9);
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
        video.display(),
        program.display()
    ));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let said = std::fs::read_to_string(said).unwrap();
    let expected = ["Hold, breathe", "Lower slowly"];
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
    let video = video(&user, 4);
    let mut command = user.command(&format!(
        "coach side-plank --source {} --model lite --no-voice",
        video.display()
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
    let video = video(&user, 30);
    let events = user.home().join("events.jsonl");
    let mut program = user
        .command(&format!(
            "coach side-plank --source {} --model lite --no-voice --save --events {}",
            video.display(),
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

#[test]
#[cfg(target_os = "linux")]
fn a_signal_ends_the_program_in_a_set_and_at_its_summary() {
    use nix::sys::signal::Signal;
    let screen = Xvfb::start();
    let window = Some(screen.display.as_str());
    for (signal, seconds, display) in [
        (Signal::SIGINT, 60, window),
        (Signal::SIGTERM, 3, window),
        (Signal::SIGHUP, 60, None),
    ] {
        let user = User::new();
        let video = video(&user, seconds);
        let source = format!("--source {}", video.display());
        let under_way = UnderWay::start(&user, &source, display);
        under_way.wait_for("\"start\"");
        if seconds == 3 {
            // The window still shows the summary. The terminal doesn't wait for the window.
            under_way.wait_for_output("Side plank");
        }
        under_way.signal(signal);
        let seen = under_way.end();
        assert_eq!(seen.code, Some(0), "{signal}: {}", seen.err);
        assert!(seen.out.contains("Side plank"), "{signal}: {}", seen.err);
        let history = user.run("history --json").object();
        assert_eq!(history["interrupted"], false, "{signal}: {history}");
    }
}

/// Nobody reads the events and the pipe is full, so that the coach's thread is stuck in a write.
#[test]
#[cfg(target_os = "linux")]
fn a_second_signal_ends_the_program_whatever_hangs() {
    use nix::sys::signal::Signal;
    let user = User::new();
    let video = video(&user, 60);
    let spotter = user.command(&format!(
        "coach side-plank --model lite --no-voice --headless --events - --source {}",
        video.display()
    ));
    let mut command = Command::new("sh");
    command
        .args(["-c", "head -c 65536 /dev/zero; exec \"$0\" \"$@\""])
        .arg(spotter.get_program())
        .args(spotter.get_args())
        .envs(
            spotter
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .current_dir(user.home());
    let under_way = UnderWay::of(&user, command, Stdio::piped());
    let tasks = format!("/proc/{}/task", under_way.program.id());
    wait_for("the coach's thread", || {
        let mut names = std::fs::read_dir(&tasks).into_iter().flatten().flatten();
        names.any(|task| {
            std::fs::read_to_string(task.path().join("comm")).is_ok_and(|name| name == "coach\n")
        })
    });
    under_way.signal(Signal::SIGINT);
    std::thread::sleep(Duration::from_millis(200));
    under_way.signal(Signal::SIGINT);
    let seen = under_way.end();
    assert_eq!(seen.code, Some(1));
    assert!(
        seen.err.contains("ended before all was done"),
        "{}",
        seen.err
    );
}

/// If Xlib waits for the server at that moment, it ends the program itself, which is often so on a
/// busy machine. The set is kept then, too.
#[test]
#[cfg(target_os = "linux")]
fn a_set_goes_on_or_is_kept_when_its_display_goes() {
    let mut screen = Xvfb::start();
    let user = User::new();
    let video = video(&user, 6);
    let source = format!("--source {}", video.display());
    let under_way = UnderWay::start(&user, &source, Some(&screen.display));
    under_way.wait_for("\"start\"");
    screen.server.kill().unwrap();
    let seen = under_way.end();
    let history = user.run("history --json").object();
    if seen.err.contains("goes on without a window") {
        assert_eq!(seen.code, Some(0), "{}", seen.err);
        assert!(seen.out.contains("Side plank"), "{}", seen.out);
        assert_eq!(history["interrupted"], false, "{history}");
    } else {
        assert_eq!(seen.code, Some(1), "{}", seen.err);
        assert_eq!(history["exercise"], "side-plank", "{history}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_display_with_too_few_colours_is_said_and_the_set_goes_on_in_words() {
    for depth in ["8", "16"] {
        let screen = Xvfb::with(&format!("1280x720x{depth}"));
        let user = User::new();
        let video = video(&user, 3);
        let source = format!("--source {}", video.display());
        let seen = UnderWay::start(&user, &source, Some(&screen.display)).end();
        assert_eq!(seen.code, Some(0), "{depth}: {}", seen.err);
        let told = format!("{depth} bits of colour");
        assert!(seen.err.contains(&told), "{}", seen.err);
        // The message without a display promises this: the spoken sentences, each with its second.
        assert!(seen.err.contains(" s  Hold, breathe\n"), "{}", seen.err);
    }
}

#[test]
fn a_voice_command_that_does_not_exist_is_said_before_the_set() {
    let user = User::new();
    let video = video(&user, 1);
    let ran = user.run(&format!(
        "coach side-plank --headless --source {} --voice-command /nowhere/speek",
        video.display()
    ));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("speek") && ran.err.contains("check the spelling"));
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
}

fn make_executable(path: &Path) {
    #[cfg(unix)]
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}
