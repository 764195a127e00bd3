//! Standard output and standard error that are closed, full, or a pipe whose reader has gone.
//! Nothing may panic, and nothing may be lost without a message.

#![cfg(target_os = "linux")]

use std::fs::File;
use std::process::{Command, Stdio};

use crate::support::User;
use image::{Rgb, RgbImage};

/// Every command that prints a result and needs no camera.
const PRINTING: [&str; 13] = [
    "--help",
    "--version",
    "help coach",
    "exercises",
    "exercises list --json",
    "exercises show bird-dog",
    "exercises schema",
    "history --json",
    "history",
    "pose --model lite room.png",
    "pose --model lite --json room.png room.png",
    "check --model lite --exercise bird-dog room.png",
    "performer --list",
];

fn user() -> User {
    let user = User::new();
    RgbImage::from_pixel(64, 48, Rgb([120, 110, 100]))
        .save(user.home().join("room.png"))
        .unwrap();
    user
}

/// A device that is always full.
fn full() -> Stdio {
    File::create("/dev/full").unwrap().into()
}

/// The exit code, and the text on standard error.
fn outcome(mut command: Command) -> (Option<i32>, String) {
    let done = command.stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(!said.contains("panicked"), "{said}");
    (done.status.code(), said)
}

#[test]
fn a_full_standard_output_is_told_once_and_is_a_failure() {
    let user = user();
    for args in PRINTING.iter().filter(|args| **args != "history --json") {
        let mut command = user.command(args);
        command.stdout(full());
        let (code, said) = outcome(command);
        assert_eq!(code, Some(1), "{args}: {said}");
        assert_eq!(said.lines().count(), 1, "{args}: {said}");
        assert!(said.contains("standard output"), "{args}: {said}");
    }
}

#[test]
fn a_reader_that_has_gone_ends_every_command_quietly() {
    let user = user();
    for args in PRINTING {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = user.command(args);
        command.stdout(writer);
        assert_eq!(outcome(command), (Some(0), String::new()), "{args}");
    }
}

#[test]
fn a_video_whose_reader_has_gone_ends_quietly() {
    let user = user();
    user.video(std::iter::repeat_n(user.home().join("room.png"), 40));
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = user.command("analyze video --model lite --exercise bird-dog --json");
    command.stdout(writer);
    assert_eq!(outcome(command), (Some(0), String::new()));
}

#[test]
fn wrong_usage_stays_wrong_usage_where_nobody_can_be_told() {
    let user = user();
    for args in [
        "exercises show",
        "pose",
        "nonsense",
        "exercises show brid-dog",
    ] {
        let mut command = user.command(args);
        assert_eq!(
            command.stderr(full()).status().unwrap().code(),
            Some(2),
            "{args}"
        );
    }
}

/// Runs `command` with standard output and standard error closed, as `>&- 2>&-` does.
fn closed(user: &User, args: &str) -> Option<i32> {
    let plain = user.command(args);
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "exec \"$0\" \"$@\" >&- 2>&-"])
        .arg(plain.get_program())
        .args(plain.get_args())
        .current_dir(user.home());
    for (name, value) in plain.get_envs() {
        if let Some(value) = value {
            shell.env(name, value);
        }
    }
    shell.status().unwrap().code()
}

#[test]
fn closed_outputs_end_nothing_in_a_panic() {
    let user = user();
    for args in PRINTING {
        assert_eq!(closed(&user, args), Some(0), "{args}");
    }
    assert_eq!(
        closed(&user, "pose --model lite gone.png room.png"),
        Some(1)
    );
}

#[test]
fn a_set_goes_on_where_events_and_messages_have_no_place() {
    let user = user();
    user.video([user.home().join("room.png")]);
    let mut command = user.command(
        "coach bird-dog --source video --headless --no-voice --model lite --events /dev/full",
    );
    let status = command.stdout(full()).stderr(full()).status().unwrap();
    assert_eq!(status.code(), Some(0));
}
