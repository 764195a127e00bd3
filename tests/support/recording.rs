//! Recordings: what a tracker gave, or would have given, frame after frame. Every test that coaches
//! a person without a camera coaches one of these. There are three ways to get one:
//!
//! * [`Recording::read`]: a file of `tests/data/tracks`, of real people, of the performer, and of
//!   what the pose model saw of the performer;
//! * [`Recording::performed`]: the performer's own joints, without a picture, in milliseconds;
//! * the stick figure of `support/figure`, for postures that no exercise file has.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use image::RgbImage;
use serde::{Deserialize, Serialize};
use spotter::blazepose::{LANDMARKS, index};
use spotter::body::Body;
use spotter::coach::{
    Check, Coach, Event, Observed, Options, Output, PartialWhy, Strictness, Summary, Timed, check,
};
use spotter::exercise::{Exercise, Movement, load};
use spotter::performer::{self, SyntheticVideo, Truth};
use spotter::pose::{ContinuityJudge, Landmark, Mask, Pose, Region};
use spotter::session::SetFigures;

/// Frames a second, where a test asks for nothing else.
pub const RATE_HZ: f64 = 20.0;

/// Every exercise, and a fault that its performer shows well.
pub const PERFORMED: [(&str, &str); 12] = [
    ("childs-pose", "head_up"),
    ("knee-to-chest", "other_knee_bent"),
    ("piriformis-stretch", "head_up"),
    ("cobra", "too_high"),
    ("cat-cow", "elbows"),
    ("seated-forward-bend", "head_drop"),
    ("low-lunge", "lean_fwd"),
    ("bird-dog", "leg_high"),
    ("glute-bridge", "arched"),
    ("superman", "knees"),
    ("partial-sit-up", "too_high"),
    ("side-plank", "sag"),
];

/// An exercise in the doses that the performer shows: it holds stretches for a few seconds and not
/// for half a minute, and planks in full.
pub fn with_short_holds(id: &str) -> Exercise {
    let mut exercise = load(id, None, None).unwrap();
    let longest_s = longest_hold_s(id);
    for dose in exercise.doses.values_mut() {
        dose.hold_s = dose.hold_s.min(longest_s);
    }
    exercise
}

/// The longest hold that the performer shows, in seconds.
pub fn longest_hold_s(id: &str) -> f32 {
    if id == "side-plank" { 10.0 } else { 5.0 }
}

/// Settings of the performer for two repetitions, the second with this fault.
pub fn second_with(fault: &str) -> String {
    format!("reps=2,faulty=2,fault={fault}")
}

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

/// Two good repetitions of the performer, with the outline of the back where the exercise is judged
/// by it.
pub fn two_good(exercise: &Exercise, movement: &Movement) -> Recording {
    if exercise.needs_outline() {
        Recording::named(&outline_track(&exercise.id))
    } else {
        Recording::performed(movement, TWO_GOOD, RATE_HZ)
    }
}

/// Settings of the performer for two good repetitions.
pub const TWO_GOOD: &str = "reps=2";

/// A frame: its time, who is in it, and which pixels the person covers.
#[derive(Clone)]
pub struct Frame {
    pub t_s: f64,
    /// Without its mask: unpacked, a mask is a quarter of a megabyte.
    pub pose: Option<Pose>,
    pub mask: Option<PackedMask>,
}

impl Frame {
    /// A frame of a pose that may come with its mask.
    pub fn of(t_s: f64, mut pose: Option<Pose>) -> Frame {
        let mask = pose.as_mut().and_then(|pose| pose.mask.take());
        Frame {
            t_s,
            pose,
            mask: mask.as_ref().map(PackedMask::of),
        }
    }
}

/// Frames of one person in front of one camera, or of several that were cut together.
#[derive(Clone)]
pub struct Recording {
    /// Width and height of the picture.
    pub size_px: [f32; 2],
    /// Brightness of the picture, 0 to 255, where it is known.
    pub light: Option<f32>,
    pub frames: Vec<Frame>,
}

/// How the performer is recorded.
struct Shot {
    size_px: [u32; 2],
    rate_hz: f64,
    /// Renders every frame for the sake of the mask.
    with_mask: bool,
}

impl Recording {
    /// A recorded track of `tests/data/tracks`.
    pub fn named(name: &str) -> Recording {
        Recording::read(&track_path(name)).unwrap()
    }

    /// The performer's joints as a model would give them that makes no mistakes. Nothing is
    /// rendered.
    pub fn performed(movement: &Movement, settings: &str, rate_hz: f64) -> Recording {
        let shot = Shot {
            size_px: [160, 120],
            rate_hz,
            with_mask: false,
        };
        shot.take(movement, settings)
    }

    /// The same with the outline. Every frame is rendered, which takes minutes: for recorders.
    pub fn rendered(movement: &Movement, settings: &str, rate_hz: f64) -> Recording {
        let shot = Shot {
            size_px: [320, 240],
            rate_hz,
            with_mask: true,
        };
        shot.take(movement, settings)
    }

    /// The frames as a camera meets them that leaves some out.
    pub fn thinned(mut self, arrives: impl Fn(u64) -> bool) -> Recording {
        let mut number = 0;
        self.frames.retain(|_| {
            number += 1;
            arrives(number - 1)
        });
        self
    }

    /// At most `rate_hz` frames a second.
    pub fn at_most(mut self, rate_hz: f64) -> Recording {
        let mut next_s = 0.0;
        self.frames.retain(|frame| {
            let is_due = frame.t_s >= next_s - 1e-6;
            if is_due {
                next_s = frame.t_s + 1.0 / rate_hz;
            }
            is_due
        });
        self
    }

    /// Changes every pose, given the number of its frame.
    pub fn changed(mut self, mut change: impl FnMut(u64, &mut Pose)) -> Recording {
        for (number, frame) in self.frames.iter_mut().enumerate() {
            if let Some(pose) = &mut frame.pose {
                change(number as u64, pose);
            }
        }
        self
    }

    /// Every point is seen at least so well, as if nothing hid it.
    pub fn seen_at_least(self, visibility: f32) -> Recording {
        self.changed(|_, pose| {
            for landmark in &mut pose.landmarks {
                landmark.visibility = landmark.visibility.max(visibility);
            }
        })
    }

    /// Nobody is found at these seconds.
    pub fn hidden(mut self, is_hidden: impl Fn(f64) -> bool) -> Recording {
        for frame in &mut self.frames {
            if is_hidden(frame.t_s) {
                (frame.pose, frame.mask) = (None, None);
            }
        }
        self
    }

    /// Followed by another recording, from one frame to the next.
    pub fn then(mut self, next: Recording) -> Recording {
        let begins_s = self.ends_s();
        self.frames.extend(next.frames.into_iter().map(|mut frame| {
            frame.t_s += begins_s;
            frame
        }));
        self
    }

    /// Followed by an empty room.
    pub fn then_nobody(mut self, seconds: f64) -> Recording {
        let (begins_s, step_s) = (self.ends_s(), self.step_s());
        let frames = (seconds / step_s).round() as u32;
        self.frames.extend((0..frames).map(|number| Frame {
            t_s: begins_s + f64::from(number) * step_s,
            pose: None,
            mask: None,
        }));
        self
    }

    /// Seconds from frame to frame.
    fn step_s(&self) -> f64 {
        match &self.frames[..] {
            [first, .., last] => (last.t_s - first.t_s) / (self.frames.len() - 1) as f64,
            _ => 0.0,
        }
    }

    /// When the next frame would come.
    fn ends_s(&self) -> f64 {
        self.frames
            .last()
            .map_or(0.0, |last| last.t_s + self.step_s())
    }

    /// Times as slow.
    pub fn stretched(mut self, factor: f64) -> Recording {
        for frame in &mut self.frames {
            frame.t_s *= factor;
        }
        self
    }

    /// The picture flipped; left and right keep their names: somebody who faces the other way.
    pub fn flipped(self) -> Recording {
        let width_px = self.size_px[0];
        let mut recording = self.placed(|[x, y]| [width_px - x, y], 1.0);
        for mask in recording
            .frames
            .iter_mut()
            .filter_map(|frame| frame.mask.as_mut())
        {
            mask.is_mirrored = !mask.is_mirrored;
        }
        recording
    }

    /// The picture flipped, and with it left and right, as a model would name them.
    pub fn mirrored(self) -> Recording {
        self.flipped()
            .changed(|_, pose| exchange_sides(&mut pose.landmarks, |_| true))
    }

    /// Times as big, then moved by parts of the picture's width and height.
    pub fn scaled(self, scale: f32, shift: [f32; 2]) -> Recording {
        let size_px = self.size_px;
        let to = |[x, y]: [f32; 2]| {
            [
                x * scale + shift[0] * size_px[0],
                y * scale + shift[1] * size_px[1],
            ]
        };
        self.placed(to, scale)
    }

    /// In a picture so many times as big.
    pub fn in_picture(mut self, factor: f32) -> Recording {
        self.size_px = self.size_px.map(|side| side * factor);
        self
    }

    fn placed(mut self, to: impl Fn([f32; 2]) -> [f32; 2], scale: f32) -> Recording {
        let region = |region: &mut Region| {
            region.centre_px = to(region.centre_px);
            region.side_px *= scale;
        };
        for frame in &mut self.frames {
            if let Some(pose) = &mut frame.pose {
                for landmark in &mut pose.landmarks {
                    let [x_px, y_px] = to([landmark.x_px, landmark.y_px]);
                    (landmark.x_px, landmark.y_px) = (x_px, y_px);
                    landmark.z_px *= scale;
                }
                region(&mut pose.region);
            }
            if let Some(mask) = &mut frame.mask {
                region(&mut mask.region);
            }
        }
        self
    }

    /// Coaches it as a film, in the exercise's standard dose.
    pub fn coached(&self, exercise: &Exercise) -> Coached {
        let options = Options::usual(exercise, false).unwrap();
        let mut coach = Coach::new(exercise.clone(), options);
        let (mut events, mut out) = (Vec::new(), Output::default());
        for (t_s, mut pose) in self.tracked() {
            if !coach.wants_mask() {
                pose.iter_mut().for_each(|pose| pose.mask = None);
            }
            let body = pose.as_ref().map(|pose| self.body(t_s, pose));
            coach.step(t_s, body.as_ref(), &mut out);
            events.append(&mut out.events);
        }
        let observed = coach.finish(&mut out);
        events.append(&mut out.events);
        Coached::of(&coach, events, observed)
    }

    /// The person of a frame.
    pub fn body<'a>(&self, t_s: f64, pose: &'a Pose) -> Body<'a> {
        Body {
            t_s,
            size_px: self.size_px,
            pose,
            light: self.light,
        }
    }

    /// Frame after frame as a tracker gives them: with the outline where there is one, and with what
    /// the continuity judge says of them.
    pub fn tracked(&self) -> impl Iterator<Item = (f64, Option<Pose>)> {
        let mut judge = ContinuityJudge::default();
        self.frames.iter().map(move |frame| {
            let mut pose = frame.pose.clone();
            judge.step(frame.t_s, pose.as_mut(), false);
            if let Some(pose) = &mut pose {
                pose.mask = frame.mask.as_ref().map(PackedMask::unpacked);
            }
            (frame.t_s, pose)
        })
    }

    /// Says of every pose how it follows from the frames before, as a tracker does.
    fn judged(mut self) -> Recording {
        let mut judge = ContinuityJudge::default();
        for frame in &mut self.frames {
            judge.step(frame.t_s, frame.pose.as_mut(), false);
        }
        self
    }

    /// The person of every frame that has one, without the outline.
    pub fn bodies(&self) -> impl Iterator<Item = Body<'_>> {
        let seen = self.frames.iter();
        seen.filter_map(|frame| Some(self.body(frame.t_s, frame.pose.as_ref()?)))
    }

    /// Every pose, with the outline where there is one.
    pub fn poses(&self) -> impl Iterator<Item = Pose> {
        self.tracked().filter_map(|(_, pose)| pose)
    }

    /// What every frame is as a single picture, with its time. Frames with nobody are left out.
    pub fn checks(&self, exercise: &Exercise) -> Vec<(f64, Check)> {
        self.bodies()
            .map(|body| {
                let check = check(exercise, &body, None, None, Strictness::Standard);
                (body.t_s, check)
            })
            .collect()
    }
}

/// What a coach made of a recording.
pub struct Coached {
    /// All events, the summary last.
    pub events: Vec<Timed>,
    pub summary: Summary,
}

impl Coached {
    /// A set that is over: its events, and what its coach observed.
    pub fn of(coach: &Coach, mut events: Vec<Timed>, observed: Observed) -> Coached {
        let figures = SetFigures::of(&coach.exercise().id, &events, observed);
        events.push(figures.event());
        let summary = figures.summary();
        Coached { events, summary }
    }

    /// Ids of the faults that were bad, each once, in alphabetical order.
    pub fn bad(&self) -> Vec<String> {
        let mut bad: Vec<String> = self.summary.faults.keys().cloned().collect();
        bad.sort();
        bad
    }

    /// Ids of the faults that were corrected, in order.
    pub fn cues(&self) -> Vec<&str> {
        let cue = |timed| match timed {
            &Timed {
                event: Event::Cue { ref fault, .. },
                ..
            } => Some(fault.as_str()),
            _ => None,
        };
        self.events.iter().filter_map(cue).collect()
    }

    /// How many repetitions were counted.
    pub fn reps(&self) -> usize {
        let is_rep = |timed: &&Timed| matches!(timed.event, Event::Rep { .. });
        self.events.iter().filter(is_rep).count()
    }

    /// Why movements did not count.
    pub fn partials(&self) -> Vec<PartialWhy> {
        let why = |timed: &Timed| match timed.event {
            Event::Partial { why, .. } => Some(why),
            _ => None,
        };
        self.events.iter().filter_map(why).collect()
    }

    /// The events as `--events` prints them.
    pub fn lines(&self) -> String {
        self.events
            .iter()
            .map(|event| serde_json::to_string(event).unwrap() + "\n")
            .collect()
    }
}

/// The landmark of the other side: left and right take turns, eye to eye and limb to limb.
pub fn other_side(place: usize) -> usize {
    let other = |from: &str, to: &str| {
        let name = index::NAMES[place];
        name.contains(from).then(|| name.replace(from, to))
    };
    other("LEFT", "RIGHT")
        .or_else(|| other("RIGHT", "LEFT"))
        .and_then(|name| index::NAMES.iter().position(|known| *known == name))
        .unwrap_or(place)
}

/// Gives the left points the names of the right ones and the other way round, where `is_wanted`.
pub fn exchange_sides(landmarks: &mut [Landmark; LANDMARKS], is_wanted: impl Fn(usize) -> bool) {
    let before = *landmarks;
    for (place, landmark) in landmarks.iter_mut().enumerate() {
        if is_wanted(place) {
            *landmark = before[other_side(place)];
        }
    }
}

/// Visibility of what is seen and of what is hidden, as the model gives them for the performer.
const SEEN: f32 = 0.97;
const HIDDEN: f32 = 0.3;

impl Shot {
    fn take(&self, movement: &Movement, settings: &str) -> Recording {
        let mut options: performer::Options = settings.parse().unwrap();
        let size_px = *options.camera.size_px.get_or_insert(self.size_px);
        let mut stage = SyntheticVideo::new(movement, &options).unwrap();
        let frames = (stage.length_s() * self.rate_hz) as u64;
        let mut picture = RgbImage::default();
        let recording = Recording {
            size_px: size_px.map(|side| side as f32),
            light: Some(128.0),
            frames: (0..frames)
                .map(|number| {
                    let t_s = number as f64 / self.rate_hz;
                    let skeleton = if self.with_mask {
                        stage.frame_at(t_s, number, &mut picture)
                    } else {
                        stage.bones_at(t_s)
                    };
                    let mask = || PackedMask::of_coverage(stage.renderer().coverage(), size_px);
                    Frame {
                        t_s,
                        pose: Some(pose_of(&Truth::of(&stage, &skeleton, t_s, number))),
                        mask: self.with_mask.then(mask),
                    }
                })
                .collect(),
        };
        recording.judged()
    }
}

/// The truth about the performer as a pose.
pub fn pose_of(truth: &Truth) -> Pose {
    let [left, right] = [index::LEFT_HIP, index::RIGHT_HIP];
    let hips_m = (truth.landmarks[left][2] + truth.landmarks[right][2]) / 2.0;
    let mut landmarks = [Landmark::default(); LANDMARKS];
    for (landmark, [x_px, y_px, depth_m, seen]) in landmarks.iter_mut().zip(&truth.landmarks) {
        *landmark = Landmark {
            x_px: *x_px,
            y_px: *y_px,
            // A torso is about half a metre.
            z_px: (depth_m - hips_m) / 0.5 * truth.torso_px,
            visibility: if *seen == 1.0 { SEEN } else { HIDDEN },
            presence: 1.0,
        };
    }
    Pose::of_landmarks(landmarks)
}

fn whole(size_px: [f32; 2]) -> Region {
    Region {
        centre_px: size_px.map(|side| side / 2.0),
        side_px: size_px[0].max(size_px[1]),
        rotation_rad: 0.0,
    }
}

/// A mask as a recording keeps it: levels in runs, row after row. Most of a mask is certain, so
/// that a thousand runs stand for its 65,536 places.
#[derive(Clone, PartialEq)]
pub struct PackedMask {
    region: Region,
    /// Level, a letter from `a` (surely nobody) to `o` (surely the person), and how often it
    /// follows, where more than once.
    runs: String,
    /// Every row is to be read from its end.
    is_mirrored: bool,
}

/// Levels on either side of "one half". A logit of 7 is a probability of 0.999.
const LEVELS: f32 = 7.0;

impl PackedMask {
    pub fn of(mask: &Mask) -> PackedMask {
        let mut runs = String::new();
        let level = |logit: f32| logit.clamp(-LEVELS, LEVELS).round() as i8;
        let levels: Vec<i8> = mask.logits.iter().map(|logit| level(*logit)).collect();
        for run in levels.chunk_by(|a, b| a == b) {
            runs.push((b'h' as i8 + run[0]) as u8 as char);
            if run.len() > 1 {
                runs.push_str(&run.len().to_string());
            }
        }
        PackedMask {
            region: mask.region,
            runs,
            is_mirrored: false,
        }
    }

    pub fn unpacked(&self) -> Mask {
        let mut logits = Vec::with_capacity(Mask::SIDE * Mask::SIDE);
        let mut rest = self.runs.as_str();
        while let Some(level) = rest.bytes().next() {
            let end = rest[1..]
                .find(|c: char| !c.is_ascii_digit())
                .map_or(rest.len(), |end| end + 1);
            let count = rest[1..end].parse().unwrap_or(1);
            let logit = f32::from(level as i8 - b'h' as i8);
            logits.extend(std::iter::repeat_n(logit, count));
            rest = &rest[end..];
        }
        assert_eq!(logits.len(), Mask::SIDE * Mask::SIDE, "a damaged mask");
        if self.is_mirrored {
            for row in logits.chunks_mut(Mask::SIDE) {
                row.reverse();
            }
        }
        Mask {
            logits,
            region: self.region,
        }
    }

    /// The renderer's coverage as the model would give a mask.
    fn of_coverage(coverage: &[u8], [width, height]: [u32; 2]) -> PackedMask {
        let region = whole([width as f32, height as f32]);
        let at = |x: i64, y: i64| -> f32 {
            if (0..i64::from(width)).contains(&x) && (0..i64::from(height)).contains(&y) {
                f32::from(coverage[(y * i64::from(width) + x) as usize])
            } else {
                0.0
            }
        };
        let side = Mask::SIDE;
        let logits = (0..side * side)
            .map(|n| {
                let share = |n: usize| (n as f32 + 0.5) / side as f32 - 0.5;
                let [x, y] = region.to_picture([share(n % side), share(n / side)]);
                let (x, y) = (x - 0.5, y - 0.5);
                let (i, j) = (x.floor(), y.floor());
                let row = |j: f32| {
                    let [a, b] = [at(i as i64, j as i64), at(i as i64 + 1, j as i64)];
                    a + (b - a) * (x - i)
                };
                let value = row(j) + (row(j + 1.0) - row(j)) * (y - j);
                (value - 127.5) / 16.0
            })
            .collect();
        PackedMask::of(&Mask { logits, region })
    }
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
    mask: Option<MaskLine>,
}

#[derive(Deserialize, Serialize)]
struct MaskLine {
    /// x and y of the region's middle, its side, its rotation in radians.
    region: [f32; 4],
    runs: String,
}

impl Recording {
    /// Reads a recording: gzip, one JSON object per line.
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
        Ok(recording.judged())
    }

    /// Writes it as [`read`](Recording::read) reads it, points to a hundredth of a pixel.
    pub fn write(&self, path: &Path) -> Result<()> {
        let file = File::create(path).with_context(|| format!("can't write {path:?}"))?;
        let mut file = GzEncoder::new(file, Compression::best());
        for (number, frame) in self.frames.iter().enumerate() {
            let mut line = Line::of(frame);
            if number == 0 {
                (line.size_px, line.light) = (Some(self.size_px), self.light);
            }
            serde_json::to_writer(&mut file, &line)?;
            file.write_all(b"\n")?;
        }
        file.finish()?;
        Ok(())
    }
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
        let mask = |mask: &PackedMask| {
            let Region {
                centre_px: [x, y],
                side_px,
                rotation_rad,
            } = mask.region;
            MaskLine {
                region: [x, y, side_px, rotation_rad],
                runs: mask.runs.clone(),
            }
        };
        Line {
            t_s: frame.t_s,
            size_px: None,
            light: None,
            landmarks_px: frame.pose.as_ref().map(landmarks),
            mask: frame.mask.as_ref().map(mask),
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
        let mask = |line: MaskLine| {
            let [x, y, side_px, rotation_rad] = line.region;
            PackedMask {
                region: Region {
                    centre_px: [x, y],
                    side_px,
                    rotation_rad,
                },
                runs: line.runs,
                is_mirrored: false,
            }
        };
        Ok(Frame {
            t_s: self.t_s,
            pose: self.landmarks_px.map(pose).transpose()?,
            mask: self.mask.map(mask),
        })
    }
}
