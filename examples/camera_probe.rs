//! Opens a camera and prints what it sends, second by second.
//!
//! ```text
//! cargo run --example camera_probe -- [NUMBER] [SECONDS] [--slow MILLISECONDS]
//! ```
//!
//! Exit status: 0 when at least one frame came, 1 when none came, 2 when the camera couldn't be
//! opened. `--slow` takes that long over each frame, to show that the frames stay new.

#![allow(clippy::print_stderr, clippy::print_stdout)]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use spotter::source::{FrameSource, Next, Webcam, cameras};

fn main() -> ExitCode {
    let mut numbers = [0, 5];
    let mut slow = Duration::ZERO;
    let mut args = std::env::args().skip(1);
    let mut place = 0;
    while let Some(arg) = args.next() {
        let is_slow = arg == "--slow";
        let value = if is_slow { args.next() } else { Some(arg) };
        match value.and_then(|v| v.parse::<u32>().ok()) {
            Some(ms) if is_slow => slow = Duration::from_millis(ms.into()),
            Some(number) if place < numbers.len() => {
                numbers[place] = number;
                place += 1;
            }
            _ => {
                eprintln!("usage: camera_probe [NUMBER] [SECONDS] [--slow MILLISECONDS]");
                return ExitCode::from(2);
            }
        }
    }
    let [number, seconds] = numbers;

    for camera in cameras() {
        println!(
            "camera:{} is {} ({})",
            camera.number, camera.name, camera.device
        );
    }
    let opened = Instant::now();
    match Webcam::open(number) {
        Ok(webcam) => watch(webcam, opened, seconds, slow),
        Err(error) => {
            println!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn watch(mut webcam: Webcam, opened: Instant, seconds: u32, slow: Duration) -> ExitCode {
    let mut total = 0;
    for second in 1..=seconds {
        let (mut frames, mut size, mut age_s, mut waiting) = (0, (0, 0), 0.0, String::new());
        while opened.elapsed() < Duration::from_secs(second.into()) {
            match webcam.next() {
                Ok(Next::Frame(frame)) => {
                    frames += 1;
                    size = frame.picture.dimensions();
                    age_s = opened.elapsed().as_secs_f64() - frame.t_s;
                    std::thread::sleep(slow);
                }
                Ok(Next::Waiting(why)) => waiting = why,
                Ok(Next::End) => break,
                Err(error) => {
                    println!("error: {error}");
                    return ExitCode::from(1);
                }
            }
        }
        total += frames;
        let counts = webcam.counts();
        println!(
            "{second:2} s: {frames:2} frames of {} × {}, age {:.0} ms, dropped {}, undecodable {} {waiting}",
            size.0,
            size.1,
            age_s * 1000.0,
            counts.dropped,
            counts.undecodable,
        );
    }
    println!("total: {total} frames");
    ExitCode::from(u8::from(total == 0))
}
