//! Recorded landmark tracks: reading them, and coaching them as if they were a film.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use spotter::blazepose::LANDMARKS;
use spotter::body::Body;
use spotter::coach::{Check, Coach, Options, Output, Strictness, Timed, check};
use spotter::exercise::Exercise;
use spotter::pose::{ContinuityJudge, Landmark, Pose};
use spotter::session::SetFigures;

/// A frame: its time in seconds, and x, y, visibility of the landmarks in picture pixels.
pub type Frame = (f64, Option<[[f32; 3]; LANDMARKS]>);

/// What a network saw in a clip.
#[derive(Clone)]
pub struct Track {
    /// Width and height of the picture.
    pub size_px: [f32; 2],
    /// Frame after frame.
    pub frames: Vec<Frame>,
}

#[derive(Deserialize, Serialize)]
struct Line {
    t_s: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_px: Option<[f32; 2]>,
    landmarks_px: Option<Vec<[f32; 3]>>,
}

impl Track {
    /// Reads a track: gzip, one JSON object per line.
    pub fn read(path: &Path) -> Result<Track> {
        let file = File::open(path).with_context(|| format!("can't open {path:?}"))?;
        let mut track = Track {
            size_px: [1.0, 1.0],
            frames: Vec::new(),
        };
        for line in BufReader::new(GzDecoder::new(file)).lines() {
            let line: Line = serde_json::from_str(&line?)?;
            track.size_px = line.size_px.unwrap_or(track.size_px);
            let landmarks = line.landmarks_px.map(|points| points.try_into());
            let landmarks = landmarks.transpose().ok().context("not 33 landmarks")?;
            track.frames.push((line.t_s, landmarks));
        }
        Ok(track)
    }

    /// Writes it as [`read`](Track::read) reads it, points to a hundredth of a pixel.
    #[allow(dead_code)] // The example doesn't ask.
    pub fn write(&self, path: &Path) -> Result<()> {
        let file = File::create(path).with_context(|| format!("can't write {path:?}"))?;
        let mut file = GzEncoder::new(file, Compression::best());
        for (number, (t_s, landmarks)) in self.frames.iter().enumerate() {
            let round = |value: f32| (value * 100.0).round() / 100.0;
            let points = landmarks.map(|points| points.map(|point| point.map(round)).to_vec());
            let line = Line {
                t_s: *t_s,
                size_px: (number == 0).then_some(self.size_px),
                landmarks_px: points,
            };
            serde_json::to_writer(&mut file, &line)?;
            file.write_all(b"\n")?;
        }
        file.finish()?;
        Ok(())
    }

    /// What every frame is as a single picture, with its time. Frames with nobody are left out.
    #[allow(dead_code)] // The example doesn't ask.
    pub fn moments(&self, exercise: &Exercise) -> Vec<(f64, Check)> {
        let seen = self.frames.iter();
        seen.filter_map(|(t_s, landmarks)| {
            let pose = pose(landmarks.as_ref()?);
            let body = Body {
                t_s: *t_s,
                size_px: self.size_px,
                pose: &pose,
                light: None,
            };
            let check = check(exercise, &body, None, None, Strictness::Standard);
            Some((*t_s, check))
        })
        .collect()
    }

    /// The events of the exercise in its standard dose, the summary last.
    pub fn events(&self, exercise: Exercise) -> Result<Vec<Timed>> {
        let options = Options::usual(&exercise, false)?;
        let mut coach = Coach::new(exercise, options);
        let mut out = Output::default();
        let mut events = Vec::new();
        let mut judge = ContinuityJudge::default();
        for (t_s, landmarks) in &self.frames {
            let mut pose = landmarks.as_ref().map(pose);
            judge.step(*t_s, pose.as_mut(), false);
            let body = pose.as_ref().map(|pose| Body {
                t_s: *t_s,
                size_px: self.size_px,
                pose,
                light: None,
            });
            coach.step(*t_s, body.as_ref(), &mut out);
            events.append(&mut out.events);
        }
        let observed = coach.finish(&mut out);
        events.append(&mut out.events);
        events.push(SetFigures::of(&coach.exercise().id, &events, observed).event());
        Ok(events)
    }
}

/// Events as `--events` prints them.
pub fn lines(events: &[Timed]) -> Result<String> {
    let mut text = String::new();
    for event in events {
        text.push_str(&serde_json::to_string(event)?);
        text.push('\n');
    }
    Ok(text)
}

pub fn pose(points: &[[f32; 3]; LANDMARKS]) -> Pose {
    Pose::of_landmarks(points.map(|[x_px, y_px, visibility]| Landmark {
        x_px,
        y_px,
        z_px: 0.0,
        visibility,
        presence: 1.0,
    }))
}
