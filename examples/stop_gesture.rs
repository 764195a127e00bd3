//! How surely the gesture that stops a set is seen, and whether anything else is taken for it.
//!
//! ```sh
//! cargo run --release --example stop_gesture -- wave           # performed, through the pose model
//! cargo run --release --example stop_gesture -- wave cobra     # only one exercise
//! cargo run --release --example stop_gesture -- none FILE...   # tracks and videos without a wave
//! ```

#![allow(clippy::print_stdout)]
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/recording.rs"]
mod recording;
#[path = "../tests/support/rendered.rs"]
mod rendered;

use std::path::Path;

use anyhow::Result;
use image::RgbImage;
use spotter::coach::StopGesture;
use spotter::exercise;
use spotter::pose::{Settings, Tracker};
use spotter::source::{self, Next, SourceOptions};

use recording::Recording;
use rendered::synthetic_video;

/// Seconds after which the performer waves: in the start pose, and within the movement.
const WHEN_S: [f64; 2] = [1.0, 5.0];
const VIEWS: [&str; 3] = ["azimuth=0", "azimuth=25", "azimuth=-25"];
/// Waves of one and a half, two, and nearly three times to and fro a second.
const TEMPOS: [&str; 3] = ["0.75", "1", "1.4"];
const RATE_HZ: f64 = 15.0;
/// Seconds that are looked at from a little before the wave to its end.
const BEFORE_S: f64 = 0.8;
const LENGTH_S: f64 = 5.2;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((mode, words)) if mode == "wave" => waves(words),
        Some((mode, files)) if mode == "none" => none(files)?,
        _ => println!("wave [EXERCISE]... or none FILE..."),
    }
    Ok(())
}

/// Performs the wave in every exercise, from three views, at three speeds.
fn waves(words: &[String]) {
    let (mut seen, mut all) = (0, 0);
    let is_wanted = |id: &String| words.is_empty() || words.iter().any(|word| id.contains(word));
    for id in exercise::ids().into_iter().filter(is_wanted) {
        for (number, (view, when_s)) in VIEWS
            .into_iter()
            .flat_map(|view| WHEN_S.map(|when_s| (view, when_s)))
            .enumerate()
        {
            let tempo = TEMPOS[(number + all) % TEMPOS.len()];
            let settings = format!("{view},tempo={tempo},wave={when_s},reps=1");
            let recording = performed(&id, &settings, when_s - BEFORE_S);
            let stops = stops(&recording);
            all += 1;
            seen += usize::from(!stops.is_empty());
            let after_s = stops.first().map(|t_s| t_s - when_s);
            println!("{id:24} {settings:44} {after_s:.1?}");
        }
    }
    println!("{seen} of {all} seen");
}

/// What the pose model sees of the performer from `from_s` on.
fn performed(id: &str, settings: &str, from_s: f64) -> Recording {
    let mut video = synthetic_video(id, settings);
    let mut tracker = Tracker::new(&Settings::default()).unwrap();
    let mut picture = RgbImage::default();
    let frames = (0..(LENGTH_S * RATE_HZ) as u64).map(|number| {
        let t_s = from_s + number as f64 / RATE_HZ;
        video.frame_at(t_s, number, &mut picture);
        recording::Frame::of(t_s, tracker.step(&picture, t_s).unwrap())
    });
    let frames = frames.collect();
    let size_px = [picture.width(), picture.height()].map(|side| side as f32);
    Recording {
        size_px,
        light: None,
        frames,
    }
}

/// Plays tracks and videos in which nobody waves.
fn none(files: &[String]) -> Result<()> {
    let (mut stopped, mut seconds) = (0, 0.0);
    for file in files {
        let recording = if file.ends_with(".jsonl.gz") {
            Recording::read(file.as_ref())?
        } else {
            of_video(file.as_ref())?
        };
        let stops = stops(&recording);
        seconds += recording.frames.last().map_or(0.0, |frame| frame.t_s);
        stopped += usize::from(!stops.is_empty());
        if !stops.is_empty() {
            println!("{file}: {stops:.1?}");
        }
    }
    println!(
        "{} files, {seconds:.0} s, {stopped} with a false stop",
        files.len()
    );
    Ok(())
}

/// The moments at which a wave is complete.
fn stops(recording: &Recording) -> Vec<f64> {
    let mut gesture = StopGesture::default();
    let frames = recording.frames.iter();
    let bodies = frames.filter_map(|frame| Some((frame.t_s, frame.pose.as_ref()?)));
    let stops = bodies.filter(|(t_s, pose)| gesture.step(&recording.body(*t_s, pose)));
    stops.map(|(t_s, _)| t_s).collect()
}

fn of_video(path: &Path) -> Result<Recording> {
    let spec = path.to_string_lossy().parse()?;
    let mut source = source::open(&spec, &SourceOptions::default())?;
    let mut tracker = Tracker::new(&Settings::default())?;
    let mut frames = Vec::new();
    let mut size_px = [1.0, 1.0];
    loop {
        match source.next()? {
            Next::Frame(frame) => {
                size_px = [frame.picture.width() as f32, frame.picture.height() as f32];
                let pose = tracker.step(&frame.picture, frame.t_s)?;
                frames.push(recording::Frame::of(frame.t_s, pose));
            }
            Next::Waiting(_) => {}
            Next::End => break,
        }
    }
    Ok(Recording {
        size_px,
        light: None,
        frames,
    })
}
