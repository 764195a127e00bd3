//! The files of `tests/data/tracks`: gzip, one JSON object per frame.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use spotter::pose::{Landmark, Pose};

use super::{Frame, PackedMask, Recording};

/// Where the recorded tracks lie.
pub fn track_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/tracks")
        .join(format!("{name}.jsonl.gz"))
}

/// The track of an exercise that is judged by the outline of the back: two good repetitions, with it.
pub fn outline_track(id: &str) -> String {
    format!("outline_{id}")
}

pub fn read(path: &Path) -> Result<Recording> {
    let file = File::open(path).with_context(|| format!("can't open {path:?}"))?;
    let mut recording = Recording {
        size_px: [1.0, 1.0],
        light: None,
        frames: Vec::new(),
    };
    for line in BufReader::new(GzDecoder::new(file)).lines() {
        let line: Line = serde_json::from_str(&line?)?;
        recording.size_px = line.size_px.unwrap_or(recording.size_px);
        recording.light = line.light.or(recording.light);
        recording.frames.push(line.frame()?);
    }
    Ok(recording)
}

pub fn write(recording: &Recording, path: &Path) -> Result<()> {
    let file = File::create(path).with_context(|| format!("can't write {path:?}"))?;
    let mut file = GzEncoder::new(file, Compression::best());
    for (number, frame) in recording.frames.iter().enumerate() {
        let mut line = Line::of(frame);
        if number == 0 {
            (line.size_px, line.light) = (Some(recording.size_px), recording.light);
        }
        serde_json::to_writer(&mut file, &line)?;
        file.write_all(b"\n")?;
    }
    file.finish()?;
    Ok(())
}

/// A line of a file.
#[derive(Deserialize, Serialize)]
struct Line {
    t_s: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_px: Option<[f32; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    light: Option<f32>,
    /// x, y and visibility of every landmark, and the depth where it is known.
    landmarks_px: Option<Vec<Vec<f32>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mask: Option<PackedMask>,
}

impl Line {
    fn of(frame: &Frame) -> Line {
        let round = |value: f32| (value * 100.0).round() / 100.0;
        let row = |at: &Landmark| {
            let mut row = vec![round(at.x_px), round(at.y_px), round(at.visibility)];
            if at.z_px != 0.0 {
                row.push(round(at.z_px));
            }
            row
        };
        let landmarks = |pose: &Pose| pose.landmarks.iter().map(row).collect();
        Line {
            t_s: frame.t_s,
            size_px: None,
            light: None,
            landmarks_px: frame.pose.as_ref().map(landmarks),
            mask: frame.mask.clone(),
        }
    }

    fn frame(self) -> Result<Frame> {
        let landmark = |row: Vec<f32>| match row[..] {
            [x_px, y_px, visibility, ref depth @ ..] => Ok(Landmark {
                x_px,
                y_px,
                z_px: depth.first().copied().unwrap_or(0.0),
                visibility,
                presence: 1.0,
            }),
            _ => anyhow::bail!("a landmark has three or four numbers"),
        };
        let pose = |rows: Vec<Vec<f32>>| -> Result<Pose> {
            let all: Result<Vec<Landmark>> = rows.into_iter().map(landmark).collect();
            let all = all?.try_into().ok().context("not 33 landmarks")?;
            Ok(Pose::of_landmarks(all))
        };
        Ok(Frame {
            t_s: self.t_s,
            pose: self.landmarks_px.map(pose).transpose()?,
            mask: self.mask,
        })
    }
}
