//! The performer through everything: a rendered picture, the pose model, the rules.

// Every test binary and example that includes this file uses another part of it.
#![allow(dead_code)]

use std::time::Instant;

use image::RgbImage;
use spotter::app::Engine;
use spotter::coach::{Coach, Event, Options, Timed};
use spotter::exercise::{self, Exercise};
use spotter::performer::{self, SyntheticVideo};
use spotter::pose::{MaskArea, Model, Settings, Tracker};
use spotter::source;

use crate::recording::{Frame, Recording, longest_hold_s};

/// Frames a second: those of a slow computer.
pub const RATE_HZ: f64 = 12.0;

/// A fault of four exercises that the model shows well.
pub const WELL_SHOWN: [(&str, &str); 4] = [
    ("bird-dog", "leg_high"),
    ("cobra", "too_high"),
    ("partial-sit-up", "too_high"),
    ("side-plank", "sag"),
];

/// What came of a video.
#[derive(Default)]
pub struct Judged {
    pub counted: usize,
    pub good: usize,
    pub bad: Vec<String>,
    pub cues: Vec<String>,
}

impl Judged {
    pub fn of(events: &[Timed]) -> Judged {
        let mut judged = Judged::default();
        judged.take(events);
        judged
    }

    fn take(&mut self, events: &[Timed]) {
        for timed in events {
            match &timed.event {
                Event::Rep { good, .. } => {
                    self.counted += 1;
                    self.good += usize::from(*good == Some(true));
                }
                Event::Cue { fault, .. } => self.cues.push(fault.clone()),
                Event::Summary(summary) => self.bad = summary.faults.keys().cloned().collect(),
                _ => {}
            }
        }
    }

    /// Whether so many were counted and nothing was corrected.
    pub fn is_good(&self, repetitions: usize) -> bool {
        self.counted == repetitions && self.bad.is_empty() && self.cues.is_empty()
    }

    /// Whether a shown fault was named, as a correction or as a suggestion. A fault without a rule
    /// (half a repetition, too short a hold) must not pass as a good repetition.
    pub fn is_named(&self, exercise: &Exercise, fault: &str) -> bool {
        if exercise.faults.iter().any(|row| row.id == fault) {
            self.bad
                .iter()
                .chain(&self.cues)
                .any(|named| named == fault)
        } else {
            self.good == 0
        }
    }

    pub fn report(&self) -> String {
        format!(
            "{} counted, {} good, bad {:?}, cues {:?}",
            self.counted, self.good, self.bad, self.cues
        )
    }
}

/// The performer before a camera.
pub fn synthetic_video(id: &str, settings: &str) -> SyntheticVideo {
    let movement = exercise::load_movement(id, None, None).unwrap();
    let mut person: performer::Options = settings.parse().unwrap();
    person.camera.size_px.get_or_insert([480, 360]);
    SyntheticVideo::new(&movement, &person).unwrap()
}

/// Plays a video through everything.
pub fn play(id: &str, settings: &str) -> Judged {
    play_ways(id, settings, &[(Model::default(), 0)]).remove(0)
}

/// Plays a video through everything, once for each pose model with a number of frames that are
/// dropped of 100, spread evenly.
pub fn play_ways(id: &str, settings: &str, ways: &[(Model, u64)]) -> Vec<Judged> {
    let exercise = exercise::load(id, None, None).unwrap();
    let mut video = synthetic_video(id, settings);
    let engines = ways.iter().map(|(model, share)| {
        let mut options = Options::usual(&exercise, false).unwrap();
        options.dose.hold_s = options.dose.hold_s.min(longest_hold_s(id));
        let coach = Coach::new(exercise.clone(), options);
        let settings = Settings {
            model: model.clone(),
            ..Settings::default()
        };
        let tracker = Tracker::new(&settings).unwrap();
        (*share, Engine::new(tracker, coach), Judged::default())
    });
    let mut engines: Vec<_> = engines.collect();
    let mut frame = source::Frame {
        t_s: 0.0,
        number: 0,
        arrived: Instant::now(),
        picture: RgbImage::default(),
    };
    for number in 0..(video.length_s() * RATE_HZ) as u64 {
        (frame.t_s, frame.number) = (number as f64 / RATE_HZ, number);
        video.frame_at(frame.t_s, number, &mut frame.picture);
        for (share, engine, judged) in &mut engines {
            // 37 is prime to 100, so the dropped ones come at no rhythm of the movement.
            if number * 37 % 100 >= *share {
                judged.take(&engine.frame(&frame).unwrap().events);
            }
        }
    }
    let finished = engines.into_iter().map(|(_, mut engine, mut judged)| {
        judged.take(&engine.finish(false).1.events);
        judged
    });
    finished.collect()
}

/// What the model saw of a video, with the outline where `with_mask`.
pub fn seen_by_the_model(id: &str, settings: &str, with_mask: bool) -> Recording {
    let mut video = synthetic_video(id, settings);
    let mut tracker = Tracker::new(&Settings::default()).unwrap();
    let mut picture = RgbImage::default();
    let frames = (0..(video.length_s() * RATE_HZ) as u64).map(|number| {
        let t_s = number as f64 / RATE_HZ;
        video.frame_at(t_s, number, &mut picture);
        let mut pose = tracker.step(&picture, t_s).unwrap();
        if let Some(pose) = pose.as_mut().filter(|_| with_mask) {
            pose.mask = tracker.mask(pose, MaskArea::Whole).unwrap();
        }
        Frame::of(t_s, pose)
    });
    Recording {
        frames: frames.collect(),
        size_px: [480.0, 360.0],
        light: Some(128.0),
    }
}

/// The track of what the model saw of the performer: two repetitions, in good form or with a fault.
pub fn model_track(id: &str, fault: Option<&str>) -> String {
    match fault {
        Some(fault) => format!("model_{id}_{fault}"),
        None => format!("model_{id}"),
    }
}
