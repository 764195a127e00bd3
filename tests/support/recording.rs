//! Recordings: the poses that a tracker gave, or would have given, frame after frame. Every test that
//! coaches a person without a camera plays one of these. There are three ways to get one:
//!
//! * [`Recording::named`]: a file of `tests/data/tracks`, of real people, of the performer, or of what
//!   the pose model saw of the performer;
//! * [`Recording::performed`]: the performer's own joints, without a picture, in milliseconds;
//! * the stick figure of `support/figure.rs`, for postures that no exercise file has.

// Every test binary and example that includes this file uses another part of it.
#![allow(dead_code, unused_imports)]

#[path = "recording/coached.rs"]
mod coached;
#[path = "recording/packed_mask.rs"]
mod packed_mask;
#[path = "recording/performed.rs"]
mod performed;
#[path = "recording/track_file.rs"]
mod track_file;

use std::path::Path;

use anyhow::Result;
use spotter::blazepose::{LANDMARKS, index};
use spotter::body::Body;
use spotter::coach::{Check, Coach, Options, Output, Strictness, check};
use spotter::exercise::{Exercise, Movement};
use spotter::pose::{ContinuityJudge, Landmark, Pose, Region};

pub use coached::Coached;
pub use packed_mask::{PackedMask, whole_picture};
pub use performed::{
    PERFORMED, TWO_GOOD, longest_hold_s, pose_of, second_with, two_good, with_short_holds,
};
pub use track_file::{outline_track, track_path};

/// Frames a second, where a test asks for nothing else.
pub const RATE_HZ: f64 = 20.0;

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

impl Recording {
    /// A recorded track of `tests/data/tracks`.
    pub fn named(name: &str) -> Recording {
        Recording::read(&track_path(name)).unwrap()
    }

    /// Reads a track: gzip, one JSON object per line.
    pub fn read(path: &Path) -> Result<Recording> {
        Ok(track_file::read(path)?.judged())
    }

    /// Writes it as [`read`](Recording::read) reads it, points to a hundredth of a pixel.
    pub fn write(&self, path: &Path) -> Result<()> {
        track_file::write(self, path)
    }

    /// The performer's joints as a model without any error would give them. Nothing is rendered.
    pub fn performed(movement: &Movement, settings: &str, rate_hz: f64) -> Recording {
        performed::record(movement, settings, [160, 120], rate_hz, false).judged()
    }

    /// The same with the outline. Every frame is rendered, which takes minutes: for recorders.
    pub fn rendered(movement: &Movement, settings: &str, rate_hz: f64) -> Recording {
        performed::record(movement, settings, [320, 240], rate_hz, true).judged()
    }

    /// Only the frames whose number `arrives`, as from a camera that drops some.
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

    /// From this second on so many seconds later, without a frame between.
    pub fn asleep(mut self, from_s: f64, slept_s: f64) -> Recording {
        for frame in self.frames.iter_mut().filter(|frame| frame.t_s >= from_s) {
            frame.t_s += slept_s;
        }
        self
    }

    /// So many times as slow.
    pub fn stretched(mut self, factor: f64) -> Recording {
        for frame in &mut self.frames {
            frame.t_s *= factor;
        }
        self
    }

    /// The picture is flipped, and left and right keep their names: the person faces the other way.
    pub fn flipped(self) -> Recording {
        let width_px = self.size_px[0];
        let mut recording = self.placed(|[x, y]| [width_px - x, y], 1.0);
        for frame in &mut recording.frames {
            frame.mask.iter_mut().for_each(PackedMask::flip);
        }
        recording
    }

    /// The picture is flipped, and left and right are exchanged with it, as a model would name them.
    pub fn mirrored(self) -> Recording {
        self.flipped()
            .changed(|_, pose| exchange_sides(&mut pose.landmarks, |_| true))
    }

    /// The person is so many times as big, and moved by parts of the picture's width and height.
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
                mask.place(region);
            }
        }
        self
    }

    /// Coaches it as a video, in the exercise's standard dose.
    pub fn coached(&self, exercise: &Exercise) -> Coached {
        let options = Options::usual(exercise, false).unwrap();
        let mut coach = Coach::new(exercise.clone(), options);
        let (mut events, mut out) = (Vec::new(), Output::default());
        for (t_s, mut pose) in self.tracked() {
            let is_traced = pose.as_ref().is_some_and(|pose| {
                let body = self.body(t_s, pose);
                coach.mask_area(&body).is_some()
            });
            if !is_traced {
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
            back_edge: None,
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

    /// The verdict on every frame as a single picture, with its time. Frames with nobody are left
    /// out.
    pub fn checks(&self, exercise: &Exercise) -> Vec<(f64, Check)> {
        self.bodies()
            .map(|body| {
                let check = check(exercise, &body, None, None, Strictness::Standard);
                (body.t_s, check)
            })
            .collect()
    }
}

/// The same landmark of the other side.
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

/// Exchanges left and right landmarks, where `is_wanted`.
pub fn exchange_sides(landmarks: &mut [Landmark; LANDMARKS], is_wanted: impl Fn(usize) -> bool) {
    let before = *landmarks;
    for (place, landmark) in landmarks.iter_mut().enumerate() {
        if is_wanted(place) {
            *landmark = before[other_side(place)];
        }
    }
}
