//! The command line as scripts and people meet it: exit codes, JSON shapes, and messages when
//! something is wrong.

mod check;
mod doctor;
mod exercises;
mod models;
mod pose;

use crate::support::User;
use image::{Rgb, RgbImage};
use serde_json::Value;

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

#[test]
fn without_an_exercise_the_known_ones_are_listed() {
    for args in ["coach", "analyze video.mp4", "check picture.png"] {
        let ran = User::new().run(args);
        ran.fails(2, &["bird-dog", "side-plank", "cobra"]);
    }
}

/// ONNX Runtime's telemetry stays off. `User::run` inherits the switch from cargo; a user's shell
/// doesn't have it.
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
