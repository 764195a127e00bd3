//! What a whole live set costs: `cargo bench --bench live`. The real program shows 30 pictures of
//! 1280 × 720 a second in its window, on a virtual screen (Linux, `Xvfb`). They are JPEGs, as most webcams
//! send them, so decoding is in the figures; the screen itself is not.
//!
//! The person is the rendered performer, once where the outline of the back is needed and once where it
//! is not. The sets take turns, because the machine may be busy with other things.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a bench that can't run the program has nothing to measure
#![allow(clippy::print_stdout)]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

const SPOTTER: &str = env!("CARGO_BIN_EXE_spotter");
const EXERCISES: [&str; 2] = ["bird-dog", "side-plank"];
const TURNS: usize = 3;
const STAGES: [&str; 7] = ["decode", "pose", "mask", "coach", "total", "draw", "screen"];

/// A virtual screen of 1920 × 1080.
struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    fn start() -> Screen {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1920x1080x24"])
            .args(["-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is needed: ./setup --test");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        let display = format!(":{}", number.trim());
        Screen { server, display }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A repetition of an exercise (on each side) as a folder of JPEGs, which is made once. It is shown
/// forwards, backwards and forwards again, so that getting ready is a small part of the set.
fn pictures(exercise: &str) -> PathBuf {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let video = temporary.join(format!("live-{exercise}.mp4"));
    if !video.exists() {
        println!("Making {} …", video.display());
        run(Command::new(SPOTTER)
            .args(["performer", "--exercise", exercise, "--set", "reps=1"])
            .args(["--set", "hold=4"])
            .args(["--set", "size=1280x720", "--set", "fps=30", "--out"])
            .arg(&video));
    }
    let folder = temporary.join(format!("live-{exercise}"));
    if !folder.exists() {
        let once = tempfile::tempdir_in(temporary).unwrap();
        run(Command::new("ffmpeg")
            .args(["-loglevel", "error", "-i"])
            .arg(&video)
            .args(["-q:v", "4"])
            .arg(once.path().join("%04d.jpg")));
        let pictures = std::fs::read_dir(once.path()).unwrap();
        let mut pictures: Vec<_> = pictures.map(|entry| entry.unwrap().path()).collect();
        pictures.sort();
        let again = pictures.iter().rev().chain(&pictures);
        std::fs::create_dir(&folder).unwrap();
        for (number, picture) in pictures.iter().chain(again).enumerate() {
            std::fs::hard_link(picture, folder.join(format!("{number:05}.jpg"))).unwrap();
        }
    }
    folder
}

fn run(command: &mut Command) {
    let status = command.stderr(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}");
}

/// The summary of a set that is shown in a window, and the memory that the program holds at its end, in
/// megabytes.
fn summary(exercise: &str, screen: &Screen) -> (Value, f64) {
    let mut set = Command::new(SPOTTER)
        .args(["coach", exercise, "--no-voice", "--timing", "--events", "-"])
        // Where the processor can't, this is the full model, as before a camera.
        .args(["--model", "fast", "--rate", "30", "--source"])
        .arg(pictures(exercise))
        .env("DISPLAY", &screen.display)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let events = BufReader::new(set.stdout.take().unwrap()).lines();
    let summary = events
        .map(|line| serde_json::from_str::<Value>(&line.unwrap()).unwrap())
        .find(|event| event["event"] == "summary");
    let memory_mb = resident_mb(set.id());
    // The window would show its summary until somebody has read it.
    let _ = set.kill();
    let _ = set.wait();
    (summary.expect("the set has a summary"), memory_mb)
}

fn resident_mb(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kib.unwrap_or(f64::NAN) * 1024.0 / 1e6
}

/// The load of the machine in the last minute.
fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}

fn main() {
    let screen = Screen::start();
    EXERCISES.iter().copied().map(pictures).for_each(drop);
    println!("Milliseconds, half of the frames / 95 of 100.");
    for _ in 0..TURNS {
        for exercise in EXERCISES {
            let (summary, memory_mb) = summary(exercise, &screen);
            let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
            let cost = &summary["cost"];
            println!(
                "{exercise} by {}: {:.1} frames a second, {:.0} % of a core, {memory_mb:.0} MB, load {}",
                summary["model"].as_str().unwrap_or("?"),
                number(&cost["frames_per_s"]),
                100.0 * number(&cost["processor"]),
                load()
            );
            for stage in STAGES {
                let timing = &summary["timing_ms"][stage];
                if !timing.is_null() {
                    let [half, most] = ["p50", "p95"].map(|part| number(&timing[part]));
                    println!("    {stage:<8}{half:>7.2} /{most:>7.2}");
                }
            }
        }
    }
}
