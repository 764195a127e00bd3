//! Measures whether the person is found, and the right way round. `robust videos [WORD]` follows the
//! performer through videos from every side, `robust walk` does so with a person who walks by,
//! `robust legs` takes poses in which legs are hard to tell apart, and `robust photos DIR` takes
//! photographs that are turned, dimmed, cut off and small. Each line is one kind of video or
//! picture: frames, found %, wrong body %, median and nine-tenths error of the near joints in
//! torsos, frames until found (mean, most), longest gap, legs exchanged % (of the frames in which
//! the legs are apart), number of exchanges, sides said to be unknown %, runs of the detector per
//! 100 frames.
//!
//! ```sh
//! cargo run --release --example robust -- videos
//! ```

#![allow(clippy::print_stdout)]

#[path = "../../tests/support/geometry.rs"]
mod geometry;
mod pictures;
mod tally;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use image::{RgbImage, RgbaImage};
use spotter::exercise::{self, Movement};
use spotter::performer::{SyntheticVideo, Truth};
use spotter::pose::{Pose, Settings, Tracker};

use pictures::{overlay, shrunk, spoiled, turn, turned, walker};
use tally::{Expected, Following, Tally, is_wrong};

const RATE_HZ: f64 = 15.0;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut tracker = Tracker::new(&Settings::default())?;
    println!(
        "{:44} frames found% wrong%  near .5/.9  until mean/most  gap  legs exchanged% times  unknown% looks%",
        ""
    );
    match arguments[..] {
        ["videos"] => videos(&mut tracker, ""),
        ["videos", word] => videos(&mut tracker, word),
        ["legs"] => legs(&mut tracker),
        ["walk"] => walk(&mut tracker, ""),
        ["walk", word] => walk(&mut tracker, word),
        ["photos", folder] => photos(&mut tracker, folder.as_ref()),
        _ => bail!("usage: robust videos [WORD] | legs | walk [WORD] | photos DIR"),
    }
}

fn step(tracker: &mut Tracker, picture: &RgbImage, t_s: f64) -> Result<(Option<Pose>, usize)> {
    let pose = tracker.step(picture, t_s)?;
    let looks = usize::from(tracker.times().detector_ms.is_some());
    Ok((pose, looks))
}

/// One video. `quarters` turns the picture.
fn video(
    tracker: &mut Tracker,
    movement: &Movement,
    options: &str,
    quarters: usize,
) -> Result<Tally> {
    let options = format!("size=480x360,rest=1,reps=1,tempo=2,{options}").parse()?;
    let mut video = SyntheticVideo::new(movement, &options)?;
    let mut picture = RgbImage::default();
    let (mut tally, mut following) = (Tally::default(), Following::default());
    tracker.reset();
    for number in 0..(video.length_s() * RATE_HZ) as u64 {
        let t_s = number as f64 / RATE_HZ;
        let skeleton = video.frame_at(t_s, number, &mut picture);
        let truth = Truth::of(&video, &skeleton, t_s, number);
        let expected = Expected::of(&truth).mapped(|at| turn(at, picture.dimensions(), quarters));
        let (pose, looks) = step(tracker, &turned(&picture, quarters), t_s)?;
        tally.add(&mut following, pose.as_ref(), &expected, looks);
    }
    tally.end(&following);
    Ok(tally)
}

/// All exercises from all sides.
fn videos(tracker: &mut Tracker, word: &str) -> Result<()> {
    let kinds = [
        ("side-on", "azimuth=0", 0),
        ("other side", "view=other", 0),
        ("face hidden", "azimuth=60", 0),
        ("head to the camera", "azimuth=-90", 0),
        ("feet to the camera", "azimuth=90", 0),
        ("turned 90", "azimuth=0", 1),
        ("upside down", "azimuth=0", 2),
        ("turned 270", "azimuth=0", 3),
        ("dim, black", "light=dim,clothes=black", 0),
    ];
    let mut all = Tally::default();
    for (name, options, quarters) in kinds {
        let mut kind = Tally::default();
        for id in exercise::ids() {
            let line = format!("{name}: {id}");
            if !line.contains(word) {
                continue;
            }
            let movement = exercise::load_movement(&id, None, None)?;
            let options = match (options, id.as_str()) {
                ("view=other", "side-plank") => "view=back",
                ("view=other", _) => "view=right",
                (options, _) => options,
            };
            let mut tally = video(tracker, &movement, options, quarters)?;
            tally.print(&line);
            kind.merge(&tally);
        }
        kind.print(&format!("= {name}"));
        all.merge(&kind);
    }
    all.print("= all");
    Ok(())
}

/// Where legs are hard to tell apart.
fn legs(tracker: &mut Tracker) -> Result<()> {
    let mut all = Tally::default();
    for id in ["low-lunge", "childs-pose", "bird-dog", "knee-to-chest"] {
        let movement = exercise::load_movement(id, None, None)?;
        let mut of_exercise = Tally::default();
        for side in ["left", "right"] {
            for options in [
                "view=left",
                "view=right",
                "view=left,azimuth=20",
                "view=right,azimuth=20",
                "view=left,azimuth=-20",
                "view=right,azimuth=-20",
                "view=left,height=1.55,girth=0.85,clothes=shorts",
                "view=right,height=1.88,girth=1.2,clothes=black",
                "view=left,clothes=black,light=dim",
                "view=right,tempo=1.5,skin=4,clothes=shorts",
            ] {
                let options = match id {
                    "childs-pose" => options.to_owned(),
                    _ => format!("side={side},{options}"),
                };
                if id == "childs-pose" && side == "right" {
                    continue;
                }
                let mut tally = video(tracker, &movement, &options, 0)?;
                tally.print(&format!("{id} {options}"));
                of_exercise.merge(&tally);
            }
        }
        of_exercise.print(&format!("= {id}"));
        all.merge(&of_exercise);
    }
    all.print("= all");
    Ok(())
}

/// Somebody walks by, behind and in front.
fn walk(tracker: &mut Tracker, word: &str) -> Result<()> {
    let mut all = Tally::default();
    for id in exercise::ids() {
        for (name, in_front, scale) in [("behind", false, 0.8), ("in front", true, 1.25)] {
            if !format!("{id}: {name}").contains(word) {
                continue;
            }
            let mut tally = walk_by(tracker, &id, in_front, scale)?;
            tally.print(&format!("{id}: {name}"));
            all.merge(&tally);
        }
    }
    all.print("= all");
    Ok(())
}

/// The performer with another, upright one who crosses the picture in two seconds, comes back,
/// and, where that hides nothing, stands there from then on.
fn walk_by(tracker: &mut Tracker, id: &str, in_front: bool, scale: f32) -> Result<Tally> {
    let options = "size=480x360,reps=1,rest=1,tempo=1.5";
    let mut video =
        SyntheticVideo::new(&exercise::load_movement(id, None, None)?, &options.parse()?)?;
    let walker = walker(options, scale)?;
    let (mut behind, mut room) = (RgbImage::default(), RgbImage::default());
    let mut cutout = RgbaImage::default();
    let (mut tally, mut following) = (Tally::default(), Following::default());
    tracker.reset();
    let mut empty = spotter::performer::render::Renderer::new(
        *video.camera(),
        look_of(options)?,
        spotter::performer::render::Quality::FAST,
    );
    for number in 0..(video.length_s() * RATE_HZ) as u64 {
        let t_s = number as f64 / RATE_HZ;
        let skeleton = video.frame_at(t_s, number, &mut behind);
        let truth = Truth::of(&video, &skeleton, t_s, number);
        let width = behind.width() as f64;
        // From 1.5 s on, two seconds across and two back, each from beyond the edge.
        let crossing = match t_s - 1.5 {
            t if t < 0.0 => -1.0,
            t if t < 2.0 => t / 2.0,
            t if t < 4.0 => 2.0 - t / 2.0,
            // Standing in front would hide the performer for good.
            _ if in_front => -1.0,
            t => ((t - 4.0) / 2.0).min(0.25),
        };
        let left = (crossing * (width + walker.width() as f64)) as i64 - i64::from(walker.width());
        let top =
            i64::from(behind.height()) - i64::from(walker.height()) - if in_front { 0 } else { 60 };
        if in_front {
            overlay(&mut behind, &walker, left, top);
        } else {
            empty.render_empty(number, &mut room);
            empty.render_cutout(video.animation().build(), &skeleton, &mut cutout);
            overlay(&mut room, &walker, left, top);
            overlay(&mut room, &cutout, 0, 0);
            std::mem::swap(&mut room, &mut behind);
        }
        let (pose, looks) = step(tracker, &behind, t_s)?;
        tally.add(&mut following, pose.as_ref(), &Expected::of(&truth), looks);
    }
    tally.end(&following);
    Ok(tally)
}

fn look_of(options: &str) -> Result<spotter::performer::look::Look> {
    Ok(options
        .parse::<spotter::performer::Options>()?
        .appearance
        .look())
}

/// The photographs of a folder that `mediapipe/` below it has answers for.
fn photos(tracker: &mut Tracker, folder: &Path) -> Result<()> {
    let mut tallies: BTreeMap<String, [Tally; 2]> = BTreeMap::new();
    for path in photographs(folder)? {
        let picture = image::open(&path)
            .with_context(|| format!("can't open {path:?}"))?
            .into_rgb8();
        let picture = shrunk(picture);
        let Some(answer) = tracker.still(&picture, false)? else {
            println!("{path:?}: nobody found upright");
            continue;
        };
        let expected = Expected::of_pose(&answer);
        for (name, picture, expected) in spoiled(&picture, &expected) {
            let [still, video] = tallies.entry(name.clone()).or_default();
            let pose = tracker.still(&picture, false)?;
            still.add(&mut Following::default(), pose.as_ref(), &expected, 0);
            let report = pose.as_ref().is_none_or(|pose| is_wrong(pose, &expected));
            if report {
                let how = if pose.is_some() { "wrong" } else { "nobody" };
                let file = path.file_name().unwrap_or_default();
                println!(
                    "  still, {name}: {how} in {file:?} {:?}",
                    pose.map(|p| p.person_score)
                );
            }
            tracker.reset();
            let mut following = Following::default();
            for number in 0..12 {
                let (pose, looks) = step(tracker, &picture, f64::from(number) / RATE_HZ)?;
                video.add(&mut following, pose.as_ref(), &expected, looks);
            }
            video.end(&following);
        }
    }
    for (name, [still, video]) in &mut tallies {
        still.print(&format!("{name}, still"));
        video.print(&format!("{name}, video of 12"));
    }
    Ok(())
}

fn photographs(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for answer in std::fs::read_dir(folder.join("mediapipe"))? {
        let text = std::fs::read(answer?.path())?;
        let answer: serde_json::Value = serde_json::from_slice(&text)?;
        let image = answer["image"]
            .as_str()
            .context("an answer names no image")?;
        paths.push(folder.join(image));
    }
    paths.sort();
    Ok(paths)
}
