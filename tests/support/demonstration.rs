//! The performer demonstrates a dose to a live coach, side after side, until the coach ends the set.

// Every test binary and example that includes this file uses another part of it.
#![allow(dead_code)]

use spotter::blazepose::Side;
use spotter::coach::{Coach, Event, Options, Output, Sound, Timed};
use spotter::exercise::{Exercise, Movement};
use spotter::performer::{self, Demonstration, RequestedDose, Truth};
use spotter::pose::ContinuityJudge;

use crate::recording::{Coached, Recording, pose_of};

/// A set that was demonstrated: what was heard, and what was counted.
pub struct Demonstrated {
    pub coached: Coached,
    /// The outputs of the frames that had any, with their times.
    pub outputs: Vec<(f64, Output)>,
    /// The side that the performer worked at when a repetition was counted, by its event.
    pub shown: Vec<Option<Side>>,
    /// The coach ended the set because the dose was done.
    pub is_done: bool,
}

impl Demonstrated {
    /// Everything that is spoken.
    pub fn spoken(&self) -> Vec<&str> {
        self.spoken_at().into_iter().map(|(_, text)| text).collect()
    }

    /// The same with its seconds.
    pub fn spoken_at(&self) -> Vec<(f64, &str)> {
        let sounds = self.outputs.iter();
        sounds
            .flat_map(|(t_s, out)| out.sounds.iter().map(move |sound| (*t_s, sound)))
            .filter_map(|(t_s, sound)| match sound {
                Sound::Say { text, .. } => Some((t_s, text.as_str())),
                Sound::Tone(_) => None,
            })
            .collect()
    }
}

/// Demonstrates the dose of these options in frames at these times. The outline is left out, because rendering every
/// frame for it takes minutes.
pub fn demonstrate(
    exercise: &Exercise,
    movement: &Movement,
    settings: &str,
    options: Options,
    times_s: impl Iterator<Item = f64>,
) -> Demonstrated {
    let asked = RequestedDose::of(exercise, &options.dose);
    let mut wanted: performer::Options = settings.parse().unwrap();
    wanted.camera.size_px = Some([160, 120]);
    let mut demo = Demonstration::new(movement, &wanted, Some(asked)).unwrap();
    let mut coach = Coach::new(exercise.clone(), options);
    let picture = Recording {
        size_px: [160.0, 120.0],
        light: Some(128.0),
        frames: Vec::new(),
    };
    let mut judge = ContinuityJudge::default();
    let (mut events, mut outputs, mut shown) = (Vec::new(), Vec::new(), Vec::new());
    for (number, t_s) in times_s.enumerate() {
        if t_s >= demo.length_s() || coach.is_done() {
            break;
        }
        let (video, at_s) = demo.at(t_s);
        let skeleton = video.bones_at(at_s);
        let mut pose = pose_of(&Truth::of(video, &skeleton, at_s, number as u64));
        judge.step(t_s, Some(&mut pose), false);
        let side = video.animation().repetition_at(at_s).side;
        let mut out = Output::default();
        coach.step(t_s, Some(&picture.body(t_s, &pose)), &mut out);
        let counted = |timed: &&Timed| matches!(timed.event, Event::Rep { .. });
        shown.extend(out.events.iter().filter(counted).map(|_| side));
        events.extend(out.events.iter().cloned());
        if !out.events.is_empty() || !out.sounds.is_empty() {
            outputs.push((t_s, out));
        }
    }
    let is_done = coach.is_done();
    let mut out = Output::default();
    let observed = coach.finish(&mut out);
    events.append(&mut out.events);
    Demonstrated {
        coached: Coached::of(&coach, events, observed),
        outputs,
        shown,
        is_done,
    }
}
