//! Coaches a recorded landmark track and prints the events, one JSON object per line.
//!
//! ```sh
//! cargo run --example track -- bird-dog tests/data/tracks/a_bird-dog.jsonl.gz
//! ```

use std::io::{BufRead, BufReader};

use anyhow::{Context, bail};
use flate2::read::GzDecoder;
use serde_json::Value;
use spotter::body::Body;
use spotter::coach::{Coach, Options, Output, Strictness};
use spotter::exercise::load;
use spotter::pose::{LANDMARKS, Landmark, Pose, Region};

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [id, path] = &args[..] else {
        bail!("usage: track EXERCISE TRACK.jsonl.gz");
    };
    let exercise = load(id, None, None)?;
    let dose = exercise.doses["standard"].clone();
    let options = Options {
        dose,
        strictness: Strictness::Standard,
        live: false,
    };
    let mut coach = Coach::new(exercise, options);
    let mut out = Output::default();
    let mut size_px = [1.0, 1.0];
    let file = std::fs::File::open(path).with_context(|| format!("can't open {path}"))?;
    for line in BufReader::new(GzDecoder::new(file)).lines() {
        let line: Value = serde_json::from_str(&line?)?;
        if let Some(size) = line["size_px"].as_array() {
            size_px = [number(&size[0]), number(&size[1])];
        }
        let t_s = line["t_s"].as_f64().context("t_s")?;
        let pose = line["landmarks_px"].as_array().map(|points| pose(points));
        let body = pose.as_ref().map(|pose| Body {
            t_s,
            size_px,
            pose,
            light: None,
        });
        coach.step(t_s, body.as_ref(), &mut out);
        print(&out)?;
    }
    coach.finish(&mut out);
    print(&out)
}

fn pose(points: &[Value]) -> Pose {
    let mut landmarks = [Landmark::default(); LANDMARKS];
    for (landmark, point) in landmarks.iter_mut().zip(points) {
        *landmark = Landmark {
            x_px: number(&point[0]),
            y_px: number(&point[1]),
            z_px: 0.0,
            visibility: number(&point[2]),
            presence: 1.0,
        };
    }
    let region = Region {
        centre_px: [0.0, 0.0],
        side_px: 1.0,
        rotation_rad: 0.0,
    };
    Pose {
        person_score: 1.0,
        landmarks,
        world_m: [[0.0; 3]; LANDMARKS],
        region,
        mask: None,
    }
}

fn number(value: &Value) -> f32 {
    value.as_f64().unwrap_or_default() as f32
}

fn print(out: &Output) -> anyhow::Result<()> {
    for event in &out.events {
        println!("{}", serde_json::to_string(event)?);
    }
    Ok(())
}
