//! Does this program see what MediaPipe sees? Compares the landmarks found on photographs with
//! those of MediaPipe's still-image mode, one line per photograph.
//!
//! ```text
//! cargo run --release --example agreement -- PHOTOS_DIR [--network lite|full]
//! ```
//!
//! `PHOTOS_DIR/mediapipe/NAME.json` holds `image` (path below PHOTOS_DIR), `landmarks_px`
//! (33 × x, y, visibility), `world_m` (33 × x, y, z) and `mask_area_px`. The exit status is 1
//! when the mean distance is more than 1 % of the torso or a person is missed, so that a script
//! can use this as a check. `ORT_DYLIB_PATH` names the ONNX Runtime library.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, ValueEnum};
use serde::Deserialize;
use spotter::pose::{LANDMARKS, Network, Pose, Settings, Tracker, index};

/// Mean distance, in % of the torso, beyond which the answers no longer agree.
const LIMIT_PERCENT: f64 = 1.0;

#[derive(Parser)]
struct Arguments {
    /// Folder with the photographs and MediaPipe's answers.
    photos: PathBuf,
    /// Landmark network. MediaPipe's answers are those of the full one.
    #[arg(long, value_enum, default_value = "full")]
    network: Size,
}

#[derive(Clone, Copy, ValueEnum)]
enum Size {
    Lite,
    Full,
}

#[derive(Deserialize)]
struct Reference {
    image: PathBuf,
    landmarks_px: Vec<[f64; 3]>,
    world_m: Vec<[f64; 3]>,
    mask_area_px: f64,
}

/// Differences on one photograph.
struct Row {
    mean_percent: f64,
    max_percent: f64,
    world_mm: f64,
    visibility: f64,
    mask_percent: f64,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let mut tracker = Tracker::new(&Settings {
        network: match arguments.network {
            Size::Lite => Network::Lite,
            Size::Full => Network::Full,
        },
        library: std::env::var_os("ORT_DYLIB_PATH").map(PathBuf::from),
        ..Settings::default()
    })?;

    println!(
        "{:44} {:>7} {:>7} {:>9} {:>8} {:>7}",
        "photograph", "mean %", "max %", "world mm", "visible", "mask %"
    );
    let mut rows = Vec::new();
    let mut missed = 0;
    for path in answers(&arguments.photos)? {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        match compare(&mut tracker, &arguments.photos, &path)? {
            Some(row) => {
                print(&name, &row);
                rows.push(row);
            }
            None => {
                println!("{name:44} nobody found");
                missed += 1;
            }
        }
    }
    anyhow::ensure!(!rows.is_empty(), "nobody was found on any photograph");
    let mean = summary(&rows, |values| {
        values.iter().sum::<f64>() / values.len() as f64
    });
    print("mean", &mean);
    print(
        "median",
        &summary(&rows, |values| {
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        }),
    );
    println!(
        "{} photographs, {missed} without a person",
        rows.len() + missed
    );
    Ok(ExitCode::from(u8::from(
        missed > 0 || mean.mean_percent > LIMIT_PERCENT,
    )))
}

/// MediaPipe's answers, in the order of their names.
fn answers(photos: &Path) -> Result<Vec<PathBuf>> {
    let folder = photos.join("mediapipe");
    let entries = std::fs::read_dir(&folder).with_context(|| format!("can't read {folder:?}"))?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "json")
    });
    paths.sort();
    Ok(paths)
}

fn compare(tracker: &mut Tracker, photos: &Path, answer: &Path) -> Result<Option<Row>> {
    let text = std::fs::read_to_string(answer).with_context(|| format!("can't read {answer:?}"))?;
    let reference: Reference =
        serde_json::from_str(&text).with_context(|| format!("can't understand {answer:?}"))?;
    anyhow::ensure!(
        reference.landmarks_px.len() == LANDMARKS,
        "{answer:?} has no {LANDMARKS} landmarks"
    );
    let photo = photos.join(&reference.image);
    let picture = image::open(&photo)
        .with_context(|| format!("can't open {photo:?}"))?
        .into_rgb8();
    let found = tracker.still(&picture, true)?;
    Ok(found.map(|pose| {
        let area = mask_area_px(&pose, picture.width(), picture.height());
        differences(&pose, &reference, area)
    }))
}

fn differences(pose: &Pose, reference: &Reference, mask_area_px: f64) -> Row {
    let middle = |a: usize, b: usize| {
        let [a, b] = [reference.landmarks_px[a], reference.landmarks_px[b]];
        [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0]
    };
    let shoulders = middle(index::LEFT_SHOULDER, index::RIGHT_SHOULDER);
    let hips = middle(index::LEFT_HIP, index::RIGHT_HIP);
    let torso = (shoulders[0] - hips[0]).hypot(shoulders[1] - hips[1]);

    let pairs = || pose.landmarks.iter().zip(&reference.landmarks_px);
    let distance = |k: [f64; 2]| k[0].hypot(k[1]) / torso * 100.0;
    let distances: Vec<f64> = pairs()
        .map(|(l, r)| distance([f64::from(l.x_px) - r[0], f64::from(l.y_px) - r[1]]))
        .collect();
    let world = pose.world_m.iter().zip(&reference.world_m).map(|(a, b)| {
        (0..3)
            .map(|k| (f64::from(a[k]) - b[k]).powi(2))
            .sum::<f64>()
            .sqrt()
            * 1000.0
    });
    let count = LANDMARKS as f64;
    Row {
        mean_percent: distances.iter().sum::<f64>() / count,
        max_percent: distances.iter().copied().fold(0.0, f64::max),
        world_mm: world.sum::<f64>() / count,
        visibility: pairs()
            .map(|(l, r)| (f64::from(l.visibility) - r[2]).abs())
            .sum::<f64>()
            / count,
        mask_percent: (mask_area_px / reference.mask_area_px - 1.0) * 100.0,
    }
}

/// How many pixels of the picture the person covers.
fn mask_area_px(pose: &Pose, width: u32, height: u32) -> f64 {
    let Some(mask) = &pose.mask else {
        return f64::NAN;
    };
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x as f32, y as f32)));
    places
        .filter(|&(x, y)| mask.probability(x, y) > 0.5)
        .count() as f64
}

fn summary(rows: &[Row], of: impl Fn(&mut Vec<f64>) -> f64) -> Row {
    let column = |value: fn(&Row) -> f64| of(&mut rows.iter().map(value).collect());
    Row {
        mean_percent: column(|row| row.mean_percent),
        max_percent: column(|row| row.max_percent),
        world_mm: column(|row| row.world_mm),
        visibility: column(|row| row.visibility),
        mask_percent: column(|row| row.mask_percent),
    }
}

fn print(name: &str, row: &Row) {
    let Row {
        mean_percent,
        max_percent,
        world_mm,
        visibility,
        mask_percent,
    } = row;
    println!(
        "{name:44} {mean_percent:7.2} {max_percent:7.2} {world_mm:9.2} {visibility:8.4} {mask_percent:+7.2}"
    );
}
