//! Spotter's side of `benches/compare/cost.py`: follows a person through frames that are decoded
//! already, as many at a time as standard input asks for.
//!
//! `cost FRAMES.rgb WIDTH HEIGHT [--network lite|full|FILE] [--mask]`: FRAMES.rgb holds nothing
//! but 8-bit RGB frames. The program says `ready` and then answers every line with a number N:
//! it takes N more frames, running through the film back and forth so that nobody ever jumps,
//! and says on how many of them it saw somebody.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use image::RgbImage;
use spotter::pose::{Settings, Tracker};

/// Frames per second of the film's clock.
const RATE_HZ: f64 = 30.0;

#[derive(Parser)]
struct Arguments {
    /// Raw RGB frames.
    frames: PathBuf,
    width: u32,
    height: u32,
    /// Landmark network: lite, full or the path of a file.
    #[arg(long, default_value = "full")]
    network: String,
    /// Decode the mask as well.
    #[arg(long)]
    mask: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let path = &arguments.frames;
    let bytes = std::fs::read(path).with_context(|| format!("can't read {path:?}"))?;
    let frame_len = arguments.width as usize * arguments.height as usize * 3;
    let frames: Vec<RgbImage> = bytes
        .chunks_exact(frame_len)
        .filter_map(|frame| RgbImage::from_raw(arguments.width, arguments.height, frame.to_vec()))
        .collect();
    drop(bytes);
    ensure!(frames.len() > 1, "{path:?} holds fewer than two frames");
    let mut tracker = Tracker::new(&Settings {
        network: arguments.network.as_str().into(),
        ..Settings::default()
    })?;

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
            let t_s = taken as f64 / RATE_HZ;
            seen += usize::from(tracker.step(picture, t_s, arguments.mask)?.is_some());
            taken += 1;
        }
        writeln!(stdout, "{seen}")?;
        stdout.flush()?;
    }
    Ok(())
}

/// The place in a film of `length` frames that is run forwards, backwards, forwards, …
fn back_and_forth(step: usize, length: usize) -> usize {
    let period = 2 * (length - 1);
    let place = step % period;
    place.min(period - place)
}
