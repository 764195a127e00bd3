//! Plays recordings through the rules of exercise files, without a camera and without the model:
//! for writing rules.
//!
//! ```sh
//! cargo run --release --example judge -- cobra cobra:too_high=45 cobra:all cobra@height=1.88
//! cargo run --release --example judge -- superman+gentle=tests/data/tracks/a_alternating-superman.jsonl.gz
//! cargo run --release --example judge -- --events bird-dog:leg_high
//! ```
//!
//! `cobra` is two repetitions of the performer, `cobra+hold` the same for a variant; `:FAULT[=SIZE]`
//! shows a fault, `:all` every one; `@SETTINGS` are the performer's. `EXERCISE=FILE` plays a recorded
//! track instead. Exercises are read from `exercises/`, so that they can be changed without a build;
//! a name with a slash or a dot is the path of an exercise file.

#![allow(clippy::print_stdout)]
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/recording.rs"]
mod recording;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use spotter::coach::{Event, Strictness, check};
use spotter::exercise::{Exercise, Movement, load_file, load_movement_file};
use spotter::pose::Pose;
use spotter::words::Language;

use recording::{RATE_HZ, Recording};

#[derive(Parser)]
struct Arguments {
    /// What to play, as above.
    #[arg(required = true)]
    recordings: Vec<String>,
    /// Print every event.
    #[arg(long)]
    events: bool,
    /// Print every measure twice a second.
    #[arg(long)]
    measures: bool,
}

impl Arguments {
    fn judge(&self, name: &str, exercise: &Exercise, recording: &Recording) -> Result<()> {
        let done = recording.coached(exercise);
        if self.measures {
            print_measures(exercise, recording);
        }
        if self.events {
            for event in &done.events {
                println!("    {}", serde_json::to_string(event)?);
            }
        }
        let is_good = |event: &Event| {
            matches!(
                event,
                Event::Rep {
                    good: Some(true),
                    ..
                }
            )
        };
        let good = done.events.iter().filter(|timed| is_good(&timed.event));
        let reps = &done.summary.reps;
        println!(
            "{:20} {name:24} reps {} (left {} right {}, good {}) partials {} bad {:?} cues {:?} unseen {:.1} s",
            exercise.id,
            reps.total,
            reps.left,
            reps.right,
            good.count(),
            done.summary.partials,
            done.bad(),
            done.cues(),
            done.summary.unseen_s,
        );
        Ok(())
    }

    fn perform(&self, exercise: &Exercise, movement: &Movement, settings: &str) -> Result<()> {
        let recording = Recording::performed(movement, settings, RATE_HZ);
        self.judge(settings, exercise, &recording)
    }
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    for wanted in &arguments.recordings {
        let (wanted, settings) = wanted.split_once('@').unwrap_or((wanted, ""));
        let (name, fault) = wanted.split_once(':').unwrap_or((wanted, ""));
        let (name, track) = match name.split_once('=') {
            Some((name, track)) => (name, Some(track)),
            None => (name, None),
        };
        let (id, variant) = match name.split_once('+') {
            Some((id, variant)) => (id, Some(variant)),
            None => (name, None),
        };
        let path = if id.contains(['/', '.']) {
            PathBuf::from(id)
        } else {
            PathBuf::from(format!("exercises/{id}.toml"))
        };
        let exercise = load_file(Language::default(), &path, variant)?;
        if let Some(track) = track {
            let recording = Recording::read(track.as_ref())?;
            arguments.judge(track, &exercise, &recording)?;
            continue;
        }
        let movement = load_movement_file(&path, variant)?;
        let faults: Vec<&str> = match fault {
            "all" => movement.fault_ids().collect(),
            fault => vec![fault],
        };
        for fault in faults {
            let fault = match fault {
                "" => String::new(),
                fault => format!("fault={fault}"),
            };
            let all = [settings, &fault].map(str::to_owned);
            let all: Vec<String> = all.into_iter().filter(|part| !part.is_empty()).collect();
            arguments.perform(&exercise, &movement, &all.join(","))?;
        }
    }
    Ok(())
}

/// What a still picture would tell, against the one of half a second.
fn print_measures(exercise: &Exercise, recording: &Recording) {
    let poses: Vec<Pose> = recording.poses().collect();
    let half_s = (RATE_HZ / 2.0) as usize;
    let body = |place: usize| recording.body(0.0, &poses[place]);
    let start = body(half_s);
    for place in (0..poses.len()).step_by(half_s) {
        let check = check(
            exercise,
            &body(place),
            Some(&start),
            None,
            Strictness::Standard,
        );
        let known = check
            .measures
            .iter()
            .filter_map(|(name, _, value)| Some(format!("{name} {:.2}", value.as_ref().ok()?)));
        let known: Vec<String> = known.collect();
        println!(
            "    {:5.1} s {:?} {}",
            recording.frames[place].t_s,
            check.position,
            known.join("  ")
        );
    }
}
