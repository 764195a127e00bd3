//! Files that the program writes by name: never an input, whole or not there, in the format of
//! their extension.

#![cfg(unix)]

#[cfg(target_os = "linux")]
mod a_special_target;
mod an_input;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::ffmpeg::ffmpeg;
use crate::support::{Ran, User};
use image::{ImageFormat, Rgb, RgbImage};
use nix::sys::signal::Signal;
use predicates::str::contains;

const LITE: &str = "--model lite";

/// A user with a picture, a video, a folder of pictures and an exercise file.
fn user() -> User {
    let user = User::new();
    let picture = RgbImage::from_pixel(64, 48, Rgb([120, 110, 100]));
    picture.save(user.home().join("room.png")).unwrap();
    let video = user.home().join("video");
    fs::create_dir(&video).unwrap();
    for number in 1..=3 {
        picture.save(video.join(format!("{number}.png"))).unwrap();
    }
    let text = spotter::exercise::source_text("bird-dog").unwrap();
    fs::write(user.home().join("mine.toml"), text).unwrap();
    ffmpeg(
        user.home(),
        "-f lavfi -i testsrc=size=64x48:rate=20:duration=1 room.mp4",
    );
    user
}

/// Every file below the home with its bytes; a folder has none.
fn contents(user: &User) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![user.home().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path.clone());
            }
            found.insert(path.clone(), fs::read(path).ok());
        }
    }
    found
}

fn refused(user: &User, args: &str, words: &[&str]) {
    let before = contents(user);
    let ran = user.run(args);
    let mut told = ran.assert().append_context("arguments", args.to_owned());
    told = told.code(2).stdout("");
    for word in words {
        told = told.stderr(contains(*word));
    }
    assert!(contents(user) == before, "{args} changed a file");
}

fn succeeds(user: &User, args: &str) -> Ran {
    let ran = user.run(args);
    ran.assert()
        .append_context("arguments", args.to_owned())
        .success();
    ran
}

#[test]
fn two_outputs_are_two_files() {
    let user = user();
    fs::write(user.home().join("out.png"), "mine").unwrap();
    symlink("out.png", user.home().join("link.png")).unwrap();
    for (command, words) in [
        (
            "pose room.png --model lite --draw out.png --mask out.png",
            "--mask",
        ),
        (
            "pose room.png --model lite --draw out.png --mask link.png",
            "--mask",
        ),
        (
            "pose room.png --model lite --draw new.png --mask ./new.png",
            "--mask",
        ),
        (
            "performer --exercise bird-dog --out a.mp4 --truth a.mp4",
            "--truth",
        ),
    ] {
        refused(&user, command, &[words, "the same file"]);
    }
}

#[test]
fn the_extension_is_the_format() {
    let user = user();
    for (name, format) in [
        ("a.png", ImageFormat::Png),
        ("a.jpg", ImageFormat::Jpeg),
        ("a.JPEG", ImageFormat::Jpeg),
        ("a.webp", ImageFormat::WebP),
        ("a.bmp", ImageFormat::Bmp),
        ("a.ppm", ImageFormat::Pnm),
        ("without", ImageFormat::Png),
    ] {
        for option in ["--draw", "--mask"] {
            succeeds(&user, &format!("pose room.png {LITE} {option} {name}"));
            let bytes = fs::read(user.home().join(name)).unwrap();
            assert_eq!(
                image::guess_format(&bytes).unwrap(),
                format,
                "{option} {name}"
            );
            assert!(image::load_from_memory(&bytes).is_ok(), "{option} {name}");
        }
    }
}

#[test]
fn an_extension_that_cannot_be_written_is_refused_before_the_work() {
    let user = user();
    for command in [
        "pose room.png --model lite --draw a.heic",
        "pose room.png --model lite --mask a.txt",
        "analyze room.mp4 --model lite --exercise bird-dog --annotate a.png",
        "performer --exercise bird-dog --out a.docx",
    ] {
        let picture = command.starts_with("pose");
        let known = if picture { ".png, .jpg" } else { ".mp4, .m4v" };
        refused(&user, command, &["can't be written as", known]);
    }
}

#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    let user = user();
    let real = user.home().join("real.png");
    fs::write(&real, "old").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.png", user.home().join("link.png")).unwrap();
    succeeds(&user, "pose room.png --model lite --draw link.png");
    assert!(user.home().join("link.png").is_symlink());
    assert!(image::open(&real).is_ok());
    assert_eq!(
        fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[test]
fn what_fails_leaves_what_was_there_and_nothing_beside_it() {
    let user = user();
    fs::write(user.home().join("old.png"), "old").unwrap();
    fs::write(user.home().join("old.mp4"), "old").unwrap();
    fs::write(user.home().join("text.png"), "no picture").unwrap();
    let before = contents(&user);
    for args in [
        "pose text.png --model lite --draw old.png",
        "pose room.png --model gone.onnx --draw old.png",
        "analyze text.png --model lite --exercise bird-dog --annotate old.mp4",
        "analyze gone.mp4 --model lite --exercise bird-dog --annotate new.mp4",
        "pose room.png --model lite --draw no/such/folder.png",
        "pose room.png --model lite --draw video",
    ] {
        let ran = user.run(args);
        assert_eq!(ran.code, 1, "{args}: {}", ran.err);
        assert!(contents(&user) == before, "{args} changed a file");
    }
}

/// The performer takes about two seconds for a second of video. The program is stopped at its first
/// sign of life.
fn begin(user: &User, args: &str) -> Child {
    let mut child = user
        .command(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let is_begun = || {
        let mut names = fs::read_dir(user.home()).unwrap().flatten();
        names.any(|entry| entry.file_name().to_string_lossy().starts_with(".spotter-"))
    };
    for _ in 0..3000 {
        if is_begun() {
            return child;
        }
        assert!(child.try_wait().unwrap().is_none(), "{args} has ended");
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("{args} writes nothing");
}

#[test]
fn a_signal_leaves_what_was_there_and_nothing_beside_it() {
    let user = user();
    fs::write(user.home().join("old.mp4"), "old").unwrap();
    ffmpeg(
        user.home(),
        "-f lavfi -i testsrc=size=640x480:rate=20:duration=60 long.mp4",
    );
    let before = contents(&user);
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        for args in [
            "performer --exercise bird-dog --out old.mp4",
            "performer --exercise bird-dog --out new.mp4 --truth truth.jsonl",
            "performer --exercise bird-dog --out folder",
            "analyze long.mp4 --model lite --exercise bird-dog --annotate old.mp4",
        ] {
            let mut child = begin(&user, args);
            crate::support::send(&child, signal);
            assert_eq!(child.wait().unwrap().code(), Some(130), "{args}");
            assert!(contents(&user) == before, "{args} left something");
        }
    }
}

#[test]
fn events_are_followed_and_their_owners_alone() {
    let user = user();
    let command = "coach bird-dog --source video --model lite --headless --no-voice --events";
    succeeds(&user, &format!("{command} new.jsonl"));
    let mode = |name: &str| {
        let about = fs::metadata(user.home().join(name)).unwrap();
        about.permissions().mode() & 0o777
    };
    assert_eq!(mode("new.jsonl"), 0o600);

    // Somebody who has the file open already sees the new lines in it, and no old ones.
    let old = user.home().join("old.jsonl");
    fs::write(&old, "an old line\n".repeat(1000)).unwrap();
    fs::set_permissions(&old, fs::Permissions::from_mode(0o644)).unwrap();
    let mut follower = fs::File::open(&old).unwrap();
    succeeds(&user, &format!("{command} old.jsonl"));
    let mut lines = String::new();
    std::io::Read::read_to_string(&mut follower, &mut lines).unwrap();
    assert!(
        lines.contains("\"summary\"") && !lines.contains("old line"),
        "{lines}"
    );
    assert_eq!(mode("old.jsonl"), 0o644, "the owner's choice stays");
}
