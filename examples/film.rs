//! Follows the person through a folder of frames, as a film is followed, and prints one JSON line
//! per frame: `landmarks` (33 × x px, y px, visibility) and `world_m` (33 × x, y, z), or null where
//! nobody was found: `film FOLDER [FRAMES_PER_SECOND]`, 30 unless told.

#![allow(clippy::print_stdout)]

use anyhow::{Context, Result};
use serde_json::json;
use spotter::pose::{Settings, Tracker};
use spotter::source::{FrameSource, Next, Pictures, SourceOptions};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments
        .next()
        .context("usage: film FOLDER [FRAMES_PER_SECOND]")?;
    let folder_rate_hz = arguments.next().map_or(Ok(30.0), |rate| rate.parse())?;
    let options = SourceOptions {
        folder_rate_hz,
        ..SourceOptions::default()
    };
    let mut frames = Pictures::open(folder.as_ref(), &options)?;
    let mut tracker = Tracker::new(&Settings::default())?;
    while let Next::Frame(frame) = frames.next()? {
        let pose = tracker.step(&frame.picture, frame.t_s, false)?;
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
