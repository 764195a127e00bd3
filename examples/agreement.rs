//! Compares the landmarks that Spotter finds on photographs with those of MediaPipe's still-image
//! mode: `agreement PHOTOS_DIR [--model lite|full]`.
//!
//! `PHOTOS_DIR/mediapipe/NAME.json` holds `image` (a path below PHOTOS_DIR), `landmarks_px`
//! (33 × x, y, visibility), `world_m` (33 × x, y, z) and `mask_area_px`. Exit status 1 means
//! that the mean distance is more than 0.1 % of the torso, 1 mm in the world, or a person was
//! missed.

#![allow(clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use serde::Deserialize;
use spotter::blazepose::{LANDMARKS, index};
use spotter::pose::{Pose, Settings, Tracker};
use spotter::source::read_picture;

/// Largest mean distances, in % of the torso and in mm, at which the answers still agree.
const LIMIT_PERCENT: f64 = 0.1;
const LIMIT_MM: f64 = 1.0;

#[derive(Parser)]
struct Arguments {
    /// Folder with the photographs and MediaPipe's answers.
    photos: PathBuf,
    /// Landmark model. MediaPipe's answers are those of the full one.
    #[arg(long, value_parser = ["lite", "full"], default_value = "full")]
    model: String,
}

#[derive(Deserialize)]
struct Reference {
    image: PathBuf,
    landmarks_px: Vec<[f64; 3]>,
    world_m: Vec<[f64; 3]>,
    mask_area_px: f64,
}

/// Mean and largest distance in % of the torso, mean distance in the world in mm, mean difference
/// of the visibilities, and of the masks' areas in %.
type Row = [f64; 5];

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let mut tracker = Tracker::new(&Settings {
        model: arguments.model.as_str().into(),
        ..Settings::default()
    })?;

    println!("{:42}  mean %   max %  world mm  visibility   mask %", "");
    let answers = answers(&arguments.photos)?;
    let mut rows = Vec::new();
    for path in &answers {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if let Some(row) = compare(&mut tracker, &arguments.photos, path)? {
            print(&name, &row);
            rows.push(row);
        } else {
            println!("{name:42}  nobody found");
        }
    }
    ensure!(!rows.is_empty(), "nobody was found on any photograph");
    let mean: Row = std::array::from_fn(|k| mean(rows.iter().map(|row| row[k])));
    print("mean", &mean);
    let median: Row = std::array::from_fn(|k| {
        rows.sort_by(|a, b| a[k].total_cmp(&b[k]));
        rows[rows.len() / 2][k]
    });
    print("median", &median);
    let agrees = rows.len() == answers.len() && mean[0] <= LIMIT_PERCENT && mean[2] <= LIMIT_MM;
    Ok(ExitCode::from(u8::from(!agrees)))
}

fn print(name: &str, [mean, max, world, visibility, mask]: &Row) {
    println!("{name:42} {mean:7.2} {max:7.2} {world:9.2} {visibility:11.4} {mask:+8.2}");
}

/// MediaPipe's answers, in the order of their names.
fn answers(photos: &Path) -> Result<Vec<PathBuf>> {
    let folder = photos.join("mediapipe");
    let entries = std::fs::read_dir(&folder).with_context(|| format!("can't read {folder:?}"))?;
    let mut paths: Vec<_> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    paths.sort();
    Ok(paths)
}

fn compare(tracker: &mut Tracker, photos: &Path, answer: &Path) -> Result<Option<Row>> {
    let text = std::fs::read(answer).with_context(|| format!("can't read {answer:?}"))?;
    let reference: Reference =
        serde_json::from_slice(&text).with_context(|| format!("can't understand {answer:?}"))?;
    ensure!(
        reference.landmarks_px.len() == LANDMARKS,
        "{answer:?}: landmarks are missing"
    );
    let photo = photos.join(&reference.image);
    let picture = read_picture(&photo)?;
    let pose = tracker.still(&picture, true)?;
    Ok(pose.map(|pose| differences(&pose, &reference, picture.dimensions())))
}

fn differences(pose: &Pose, reference: &Reference, (width, height): (u32, u32)) -> Row {
    let middle = |a: usize, b: usize| {
        let [a, b] = [a, b].map(|k| reference.landmarks_px[k]);
        [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0]
    };
    let shoulders = middle(index::LEFT_SHOULDER, index::RIGHT_SHOULDER);
    let hips = middle(index::LEFT_HIP, index::RIGHT_HIP);
    let torso = (shoulders[0] - hips[0]).hypot(shoulders[1] - hips[1]);

    let pairs = || pose.landmarks.iter().zip(&reference.landmarks_px);
    let distances = || {
        pairs().map(|(ours, theirs)| {
            let [x, y] = [ours.x_px, ours.y_px].map(f64::from);
            (x - theirs[0]).hypot(y - theirs[1]) / torso * 100.0
        })
    };
    let visibilities = pairs().map(|(ours, theirs)| (f64::from(ours.visibility) - theirs[2]).abs());
    let worlds_mm = pose.world_m.iter().zip(&reference.world_m).map(|(a, b)| {
        let squares = (0..3).map(|k| (f64::from(a[k]) - b[k]).powi(2));
        squares.sum::<f64>().sqrt() * 1000.0
    });
    let covered_px = pose.mask.as_ref().map_or(f64::NAN, |mask| {
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x as f32, y as f32)));
        pixels
            .filter(|&(x, y)| mask.probability(x, y) > 0.5)
            .count() as f64
    });
    [
        mean(distances()),
        distances().fold(0.0, f64::max),
        mean(worlds_mm),
        mean(visibilities),
        (covered_px / reference.mask_area_px - 1.0) * 100.0,
    ]
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len() as f64;
    values.sum::<f64>() / count
}
