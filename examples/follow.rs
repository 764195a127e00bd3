//! Follows a person through frames with the pose model alone, for comparing and timing.
//!
//! ```sh
//! cargo run --release --example follow -- trace FOLDER --rate 30   # landmarks as JSON lines
//! cargo run --release --example follow -- start camera             # time to the first landmark
//! cargo run --release --example follow -- cost FRAMES.rgb 640 480  # for benches/compare/cost.py
//! ```

#![allow(clippy::print_stdout)]

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use clap::{Parser, Subcommand};
use image::RgbImage;
use serde_json::json;
use spotter::pose::{MaskArea, Settings, Tracker};
use spotter::source::{self, FrameSource, Next, Pictures, SourceOptions, SourceSpec};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: What,
    /// Landmark model: lite, full or the path of a file.
    #[arg(long, default_value = "full", global = true)]
    model: String,
}

#[derive(Subcommand)]
enum What {
    /// Print a JSON line per frame of a folder: `landmarks` (33 × x px, y px, visibility) and
    /// `world_m` (33 × x, y, z), or null where nobody was found.
    Trace {
        folder: PathBuf,
        /// Frames a second.
        #[arg(long, default_value_t = 30.0)]
        rate: f64,
    },
    /// Say how long it takes to the first landmark, step by step, in the order of `spotter coach`:
    /// the source gets going by itself while the models load.
    Start {
        /// camera, camera:N or a video.
        #[arg(default_value = "camera")]
        source: String,
    },
    /// Follow somebody through frames that are decoded already, as many at a time as standard
    /// input asks for. Says `ready`, then answers every number N with the number of the next N
    /// frames that showed somebody. The frames run back and forth, so that nobody ever jumps.
    Cost {
        /// Raw 8-bit RGB frames and nothing else.
        frames: PathBuf,
        width: u32,
        height: u32,
        /// Decode the mask as well.
        #[arg(long)]
        mask: bool,
    },
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let settings = Settings {
        model: arguments.model.as_str().into(),
        ..Settings::default()
    };
    match arguments.what {
        What::Trace { folder, rate } => trace(&folder, rate, &settings),
        What::Start { source } => start(&source, &settings),
        What::Cost {
            frames,
            width,
            height,
            mask,
        } => cost(&frames, [width, height], mask, &settings),
    }
}

fn trace(folder: &Path, folder_rate_hz: f64, settings: &Settings) -> Result<()> {
    let options = SourceOptions {
        folder_rate_hz,
        ..SourceOptions::default()
    };
    let mut frames = Pictures::open(folder, &options)?;
    let mut tracker = Tracker::new(settings)?;
    while let Next::Frame(frame) = frames.next()? {
        let pose = tracker.step(&frame.picture, frame.t_s)?;
        let landmarks = pose.as_ref().map(|pose| {
            let row = pose.landmarks.iter();
            row.map(|l| [l.x_px, l.y_px, l.visibility])
                .collect::<Vec<_>>()
        });
        let world_m = pose.as_ref().map(|pose| pose.world_m.to_vec());
        println!("{}", json!({ "landmarks": landmarks, "world_m": world_m }));
    }
    Ok(())
}

fn start(source: &str, settings: &Settings) -> Result<()> {
    let begun = Instant::now();
    let step = |name: &str| println!("{:8.0} ms  {name}", begun.elapsed().as_secs_f64() * 1e3);
    let spec: SourceSpec = source.parse()?;
    let mut source = source::open(&spec, &SourceOptions::default())?;
    step("source opened");
    let mut tracker = Tracker::new(settings)?;
    step("models loaded");
    let mut is_first = true;
    loop {
        match source.next()? {
            Next::Frame(frame) => {
                if std::mem::take(&mut is_first) {
                    step("first frame");
                }
                if tracker.step(&frame.picture, frame.t_s)?.is_some() {
                    step("first landmarks");
                    return Ok(());
                }
            }
            Next::Waiting(why) => println!("{why}"),
            Next::End => bail!("nobody was seen"),
        }
    }
}

/// Frames per second of the clock of `cost`.
const COST_RATE_HZ: f64 = 30.0;

fn cost(path: &Path, [width, height]: [u32; 2], mask: bool, settings: &Settings) -> Result<()> {
    let bytes = std::fs::read(path).with_context(|| format!("can't read {path:?}"))?;
    let frame_len = width as usize * height as usize * 3;
    let frames: Vec<RgbImage> = bytes
        .chunks_exact(frame_len)
        .filter_map(|frame| RgbImage::from_raw(width, height, frame.to_vec()))
        .collect();
    drop(bytes);
    ensure!(frames.len() > 1, "{path:?} holds fewer than two frames");
    let mut tracker = Tracker::new(settings)?;
    let mut stdout = std::io::stdout();
    writeln!(stdout, "ready")?;
    stdout.flush()?;
    let mut taken = 0;
    for line in std::io::stdin().lock().lines() {
        let count: usize = line?
            .trim()
            .parse()
            .context("expected a number of frames")?;
        let mut seen = 0;
        for _ in 0..count {
            let picture = &frames[back_and_forth(taken, frames.len())];
            let t_s = taken as f64 / COST_RATE_HZ;
            let pose = tracker.step(picture, t_s)?;
            if let Some(pose) = pose.as_ref().filter(|_| mask) {
                tracker.mask(pose, MaskArea::Whole)?;
            }
            seen += usize::from(pose.is_some());
            taken += 1;
        }
        writeln!(stdout, "{seen}")?;
        stdout.flush()?;
    }
    Ok(())
}

/// The place in a video of `length` frames that is run forwards, backwards, forwards, …
fn back_and_forth(step: usize, length: usize) -> usize {
    let period = 2 * (length - 1);
    let place = step % period;
    place.min(period - place)
}
