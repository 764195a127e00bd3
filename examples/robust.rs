//! Measures whether the person is found, and the right way round. `robust films [WORD]` follows the
//! performer through videos from every side, `robust walk` does so with a person who walks by,
//! `robust legs` takes poses in which legs are hard to tell apart, and `robust photos DIR` takes
//! photographs that are turned, dimmed, cut off and small. Each line is one kind of video or
//! picture: frames, found %, wrong body %, median and nine-tenths error of the near joints in
//! torsos, frames until found (mean, most), longest gap, legs exchanged % (of the frames in which
//! the legs are apart), number of exchanges, sides said to be unknown %, runs of the detector per
//! 100 frames.
//!
//! ```sh
//! cargo run --release --example robust -- films
//! ```

#![allow(clippy::print_stdout)]

#[path = "../tests/support/geometry.rs"]
#[allow(dead_code)]
mod geometry;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage, RgbaImage};
use spotter::blazepose::index;
use spotter::exercise::{self, Movement};
use spotter::performer::{SyntheticVideo, Truth};
use spotter::pose::{Pose, Settings, Tracker};

use geometry::{distance, middle};

const RATE_HZ: f64 = 15.0;
/// Joints of the left side that rules are made of; the right side's follow each.
const JOINTS: [usize; 6] = [11, 13, 15, 23, 25, 27];
const LEG: [usize; 3] = [25, 27, 31];
/// Distance between the answers for the legs, summed over the leg's points and in torsos, from
/// which they can be told apart.
const LEGS_APART: f32 = 0.6;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut tracker = Tracker::new(&Settings::default())?;
    println!(
        "{:44} frames found% wrong%  near .5/.9  until mean/most  gap  legs exchanged% times  unknown% looks%",
        ""
    );
    match arguments[..] {
        ["films"] => films(&mut tracker, ""),
        ["films", word] => films(&mut tracker, word),
        ["legs"] => legs(&mut tracker),
        ["walk"] => walk(&mut tracker, ""),
        ["walk", word] => walk(&mut tracker, word),
        ["photos", folder] => photos(&mut tracker, folder.as_ref()),
        _ => bail!("usage: robust films [WORD] | legs | walk [WORD] | photos DIR"),
    }
}

/// Where points should be, with the torso and the side nearer to the camera (0 or 1; both where
/// that is unclear).
struct Expected {
    at_px: Vec<[f32; 2]>,
    torso_px: f32,
    near: Vec<usize>,
}

impl Expected {
    fn of(truth: &Truth) -> Self {
        let depth_m = |side: usize| -> f32 {
            let points = [11, 23, 25].map(|n: usize| truth.landmarks[n + side][2]);
            points.iter().sum::<f32>() / 3.0
        };
        let near = match depth_m(1) - depth_m(0) {
            gap if gap > 0.08 => vec![0],
            gap if gap < -0.08 => vec![1],
            _ => vec![0, 1],
        };
        Self {
            at_px: truth.landmarks.iter().map(|l| [l[0], l[1]]).collect(),
            torso_px: truth.torso_px,
            near,
        }
        .at_least()
    }

    /// A trunk that points at the camera is no measure: never less than a fifth of the body.
    fn at_least(mut self) -> Self {
        self.torso_px = self.torso_px.max(body_px(&self) / 5.0);
        self
    }

    /// What an answer says on a picture that is known to be easy.
    fn of_pose(pose: &Pose) -> Self {
        let seen = |side: usize| -> f32 {
            [11, 23, 25]
                .map(|n: usize| pose.landmarks[n + side].visibility)
                .iter()
                .sum()
        };
        Self {
            at_px: pose.landmarks.iter().map(|l| [l.x_px, l.y_px]).collect(),
            torso_px: 1.0,
            near: vec![usize::from(seen(1) > seen(0))],
        }
        .measured()
    }

    fn measured(mut self) -> Self {
        let [shoulders, hips] = [index::LEFT_SHOULDER, index::LEFT_HIP].map(|n| self.middle(n));
        self.torso_px = distance(shoulders, hips);
        self.at_least()
    }

    fn middle(&self, left: usize) -> [f32; 2] {
        middle(self.at_px[left], self.at_px[left + 1])
    }

    fn mapped(&self, map: impl Fn([f32; 2]) -> [f32; 2]) -> Self {
        Self {
            at_px: self.at_px.iter().map(|&at| map(at)).collect(),
            torso_px: self.torso_px,
            near: self.near.clone(),
        }
        .measured_like(self)
    }

    /// The same torso, scaled as the points were.
    fn measured_like(mut self, before: &Self) -> Self {
        let length = |e: &Self| distance(e.at_px[11], e.at_px[24]);
        self.torso_px = before.torso_px * length(&self) / length(before).max(1e-3);
        self
    }
}

#[derive(Default)]
struct Tally {
    frames: usize,
    found: usize,
    wrong: usize,
    off: Vec<f32>,
    until: Vec<usize>,
    gap: usize,
    apart: usize,
    exchanged: usize,
    exchanges: usize,
    unknown: usize,
    looks: usize,
}

/// The results of a video so far.
#[derive(Default)]
struct Film {
    frames: usize,
    seen: bool,
    missing: usize,
    was_exchanged: bool,
}

impl Tally {
    fn add(&mut self, film: &mut Film, pose: Option<&Pose>, expected: &Expected, looks: usize) {
        self.frames += 1;
        self.looks += looks;
        film.frames += 1;
        let Some(pose) = pose else {
            film.missing += 1;
            if film.seen {
                self.gap = self.gap.max(film.missing);
            }
            return;
        };
        if !film.seen {
            self.until.push(film.missing);
        }
        film.seen = true;
        film.missing = 0;
        self.found += 1;
        let is_wrong = is_wrong(pose, expected);
        self.wrong += usize::from(is_wrong);
        for side in &expected.near {
            self.off.extend(JOINTS.map(|n| {
                let seen = &pose.landmarks[n + side];
                distance([seen.x_px, seen.y_px], expected.at_px[n + side]) / expected.torso_px
            }));
        }
        self.unknown += usize::from(!pose.sides_known);
        let [straight, crossed, apart] = leg_distances(pose, expected);
        if apart >= LEGS_APART && !is_wrong {
            self.apart += 1;
            let is_exchanged = crossed < 0.5 * straight;
            // An exchange that is reported as possible misleads nobody.
            self.exchanged += usize::from(is_exchanged && pose.sides_known);
            self.exchanges += usize::from(is_exchanged && !film.was_exchanged);
            film.was_exchanged = is_exchanged;
        }
    }

    fn end(&mut self, film: &Film) {
        if !film.seen {
            self.until.push(film.frames);
        }
    }

    fn merge(&mut self, other: &Tally) {
        self.frames += other.frames;
        self.found += other.found;
        self.wrong += other.wrong;
        self.off.extend(&other.off);
        self.until.extend(&other.until);
        self.gap = self.gap.max(other.gap);
        self.apart += other.apart;
        self.exchanged += other.exchanged;
        self.exchanges += other.exchanges;
        self.unknown += other.unknown;
        self.looks += other.looks;
    }

    fn print(&mut self, name: &str) {
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64 * 100.0;
        self.off.sort_by(f32::total_cmp);
        let quantile = |share: f32| {
            let place = self.off.len().saturating_sub(1) as f32 * share;
            self.off.get(place as usize).copied().unwrap_or(f32::NAN)
        };
        println!(
            "{name:44} {:6} {:6.1} {:6.1}  {:.3} {:.3}  {:5.1} {:4}  {:9} {:10.1} {:8}  {:8.1} {:6.1}",
            self.frames,
            share(self.found, self.frames),
            share(self.wrong, self.found),
            quantile(0.5),
            quantile(0.9),
            self.until.iter().sum::<usize>() as f64 / self.until.len().max(1) as f64,
            self.until.iter().max().unwrap_or(&0),
            self.gap,
            share(self.exchanged, self.apart),
            self.exchanges,
            share(self.unknown, self.found),
            share(self.looks, self.frames),
        );
    }
}

/// The body is the wrong way round, or is not where the person is.
fn is_wrong(pose: &Pose, expected: &Expected) -> bool {
    let at = |n: usize| [pose.landmarks[n].x_px, pose.landmarks[n].y_px];
    let off = [
        distance(at(0), expected.at_px[0]),
        distance(middle(at(11), at(12)), expected.middle(11)),
        distance(middle(at(23), at(24)), expected.middle(23)),
    ];
    off.iter().sum::<f32>() / 3.0 > 0.15 * body_px(expected)
}

fn body_px(expected: &Expected) -> f32 {
    let [low, high] = bounds(&expected.at_px);
    distance(low, high)
}

fn bounds(points: &[[f32; 2]]) -> [[f32; 2]; 2] {
    let mut bounds = [[f32::INFINITY; 2], [f32::NEG_INFINITY; 2]];
    for point in points {
        for axis in 0..2 {
            bounds[0][axis] = bounds[0][axis].min(point[axis]);
            bounds[1][axis] = bounds[1][axis].max(point[axis]);
        }
    }
    bounds
}

/// Distance of the answer's legs from the true ones, from the true ones with the sides exchanged,
/// and between the true ones.
fn leg_distances(pose: &Pose, expected: &Expected) -> [f32; 3] {
    let at = |n: usize| [pose.landmarks[n].x_px, pose.landmarks[n].y_px];
    let sum =
        |of: &dyn Fn(usize) -> f32| LEG.iter().map(|&n| of(n)).sum::<f32>() / expected.torso_px;
    let truth = &expected.at_px;
    [
        sum(&|n| distance(at(n), truth[n]) + distance(at(n + 1), truth[n + 1])) / 2.0,
        sum(&|n| distance(at(n), truth[n + 1]) + distance(at(n + 1), truth[n])) / 2.0,
        sum(&|n| distance(truth[n], truth[n + 1])),
    ]
}

/// A picture turned clockwise by quarters, and where a point of it comes to lie.
fn turned(picture: &RgbImage, quarters: usize) -> RgbImage {
    match quarters {
        1 => imageops::rotate90(picture),
        2 => imageops::rotate180(picture),
        3 => imageops::rotate270(picture),
        _ => picture.clone(),
    }
}

fn turn([x, y]: [f32; 2], (width, height): (u32, u32), quarters: usize) -> [f32; 2] {
    let (width, height) = (width as f32, height as f32);
    match quarters {
        1 => [height - y, x],
        2 => [width - x, height - y],
        3 => [y, width - x],
        _ => [x, y],
    }
}

fn step(tracker: &mut Tracker, picture: &RgbImage, t_s: f64) -> Result<(Option<Pose>, usize)> {
    let pose = tracker.step(picture, t_s, false)?;
    let looks = usize::from(tracker.times().detector_ms.is_some());
    Ok((pose, looks))
}

/// A video of one take. `quarters` turns the picture.
fn film(
    tracker: &mut Tracker,
    movement: &Movement,
    options: &str,
    quarters: usize,
) -> Result<Tally> {
    let options = format!("size=480x360,rest=1,reps=1,tempo=2,{options}").parse()?;
    let mut stage = SyntheticVideo::new(movement, &options)?;
    let mut picture = RgbImage::default();
    let (mut tally, mut film) = (Tally::default(), Film::default());
    tracker.reset();
    for number in 0..(stage.length_s() * RATE_HZ) as u64 {
        let t_s = number as f64 / RATE_HZ;
        let skeleton = stage.frame_at(t_s, number, &mut picture);
        let truth = Truth::of(&stage, &skeleton, t_s, number);
        let expected = Expected::of(&truth).mapped(|at| turn(at, picture.dimensions(), quarters));
        let (pose, looks) = step(tracker, &turned(&picture, quarters), t_s)?;
        tally.add(&mut film, pose.as_ref(), &expected, looks);
    }
    tally.end(&film);
    Ok(tally)
}

/// All exercises from all sides.
fn films(tracker: &mut Tracker, word: &str) -> Result<()> {
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
            let mut tally = film(tracker, &movement, options, quarters)?;
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
                let mut tally = film(tracker, &movement, &options, 0)?;
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
    let mut stage =
        SyntheticVideo::new(&exercise::load_movement(id, None, None)?, &options.parse()?)?;
    let walker = walker(options, scale)?;
    let (mut behind, mut room) = (RgbImage::default(), RgbImage::default());
    let mut cutout = RgbaImage::default();
    let (mut tally, mut film) = (Tally::default(), Film::default());
    tracker.reset();
    let mut empty = spotter::performer::render::Renderer::new(
        *stage.camera(),
        stage_look(options)?,
        spotter::performer::render::Quality::FAST,
    );
    for number in 0..(stage.length_s() * RATE_HZ) as u64 {
        let t_s = number as f64 / RATE_HZ;
        let skeleton = stage.frame_at(t_s, number, &mut behind);
        let truth = Truth::of(&stage, &skeleton, t_s, number);
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
            empty.render_cutout(stage.animation().build(), &skeleton, &mut cutout);
            overlay(&mut room, &walker, left, top);
            overlay(&mut room, &cutout, 0, 0);
            std::mem::swap(&mut room, &mut behind);
        }
        let (pose, looks) = step(tracker, &behind, t_s)?;
        tally.add(&mut film, pose.as_ref(), &Expected::of(&truth), looks);
    }
    tally.end(&film);
    Ok(tally)
}

fn stage_look(options: &str) -> Result<spotter::performer::look::Look> {
    Ok(options
        .parse::<spotter::performer::Options>()?
        .appearance
        .look())
}

/// Somebody upright: the low lunge from in front, cut out.
fn walker(options: &str, scale: f32) -> Result<RgbaImage> {
    let options: spotter::performer::Options =
        format!("{options},azimuth=-50,clothes=red").parse()?;
    let stage = SyntheticVideo::new(&exercise::load_movement("low-lunge", None, None)?, &options)?;
    let mut renderer = spotter::performer::render::Renderer::new(
        *stage.camera(),
        options.appearance.look(),
        spotter::performer::render::Quality::FAST,
    );
    let mut picture = RgbaImage::default();
    let skeleton = stage.animation().skeleton_at(0.0);
    renderer.render_cutout(stage.animation().build(), &skeleton, &mut picture);
    let filled: Vec<[f32; 2]> = picture
        .enumerate_pixels()
        .filter(|(_, _, pixel)| pixel.0[3] > 0)
        .map(|(x, y, _)| [x as f32, y as f32])
        .collect();
    let [[left, top], [right, bottom]] = bounds(&filled);
    let cut = imageops::crop_imm(
        &picture,
        left as u32,
        top as u32,
        (right - left) as u32 + 1,
        (bottom - top) as u32 + 1,
    )
    .to_image();
    let size = [cut.width(), cut.height()].map(|side| (side as f32 * scale) as u32);
    Ok(imageops::resize(
        &cut,
        size[0],
        size[1],
        FilterType::Triangle,
    ))
}

fn overlay(onto: &mut RgbImage, picture: &RgbaImage, left: i64, top: i64) {
    for (x, y, pixel) in picture.enumerate_pixels() {
        let at = [left + i64::from(x), top + i64::from(y)];
        let inside =
            at[0] >= 0 && at[1] >= 0 && at[0] < onto.width().into() && at[1] < onto.height().into();
        if inside {
            let alpha = f32::from(pixel.0[3]) / 255.0;
            let under = onto.get_pixel_mut(at[0] as u32, at[1] as u32);
            for (below, above) in under.0.iter_mut().zip(pixel.0) {
                *below = (f32::from(*below) * (1.0 - alpha) + f32::from(above) * alpha) as u8;
            }
        }
    }
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
            let [still, film] = tallies.entry(name.clone()).or_default();
            let pose = tracker.still(&picture, false)?;
            still.add(&mut Film::default(), pose.as_ref(), &expected, 0);
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
            let mut one = Film::default();
            for number in 0..12 {
                let (pose, looks) = step(tracker, &picture, f64::from(number) / RATE_HZ)?;
                film.add(&mut one, pose.as_ref(), &expected, looks);
            }
            film.end(&one);
        }
    }
    for (name, [still, film]) in &mut tallies {
        still.print(&format!("{name}, still"));
        film.print(&format!("{name}, film of 12"));
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

/// No larger than a webcam's picture.
fn shrunk(picture: RgbImage) -> RgbImage {
    let scale = 720.0 / picture.width().max(picture.height()) as f32;
    if scale >= 1.0 {
        return picture;
    }
    let size = [picture.width(), picture.height()].map(|side| (side as f32 * scale) as u32);
    imageops::resize(&picture, size[0], size[1], FilterType::Triangle)
}

fn spoiled(picture: &RgbImage, expected: &Expected) -> Vec<(String, RgbImage, Expected)> {
    let mut all = vec![(
        "as it is".to_owned(),
        picture.clone(),
        expected.mapped(|at| at),
    )];
    for quarters in 1..4 {
        all.push((
            format!("turned {}", quarters * 90),
            turned(picture, quarters),
            expected.mapped(|at| turn(at, picture.dimensions(), quarters)),
        ));
    }
    let mut dim = picture.clone();
    dim.pixels_mut()
        .for_each(|pixel| pixel.0 = pixel.0.map(|level| level / 4));
    all.push((
        "dimmed to a quarter".to_owned(),
        dim,
        expected.mapped(|at| at),
    ));
    let [low, high] = bounds(&expected.at_px);
    // A quarter of the person beyond the picture's left or right edge.
    for (name, is_left) in [("cut off left", true), ("cut off right", false)] {
        let cut = low[0] + (high[0] - low[0]) * if is_left { 0.25 } else { 0.75 };
        let cut = cut.clamp(1.0, picture.width() as f32 - 1.0) as u32;
        let (from, width) = if is_left {
            (cut, picture.width() - cut)
        } else {
            (0, cut)
        };
        all.push((
            name.to_owned(),
            imageops::crop_imm(picture, from, 0, width, picture.height()).to_image(),
            expected.mapped(|[x, y]| [x - from as f32, y]),
        ));
    }
    // The person's longer side against the picture's height.
    for share in [30, 15] {
        let scale = 720.0 * share as f32 / 100.0 / (high[0] - low[0]).max(high[1] - low[1]);
        let size =
            [picture.width(), picture.height()].map(|side| ((side as f32 * scale) as u32).max(1));
        let small = imageops::resize(picture, size[0], size[1], FilterType::Triangle);
        let mut canvas = RgbImage::from_pixel(1280, 720, Rgb([128, 124, 118]));
        let [left, top] = [500, 330];
        imageops::overlay(&mut canvas, &small, left, top);
        all.push((
            format!("{share:02} % of the height"),
            canvas,
            expected.mapped(|[x, y]| [x * scale + left as f32, y * scale + top as f32]),
        ));
    }
    all
}
