//! Plays the performer's truth through the rules of exercise files, without the network: for
//! writing rules.
//!
//! ```text
//! cargo run --release --example rehearse -- cobra cobra:too_high=45 cobra:all cobra@height=1.88
//! ```
//!
//! `cobra+hold` plays it to a variant. `:FAULT[=SIZE]` shows a fault, `:all` every one; `@SETTINGS` are the performer's. Files are taken
//! from `exercises/`, so that they can be changed without a build. `VERBOSE=1` prints every event,
//! `MEASURES=1` every measure twice a second.

#![allow(clippy::print_stdout)]
#![allow(clippy::unwrap_used)]

use std::path::Path;

use anyhow::Result;
use spotter::body::Body;
use spotter::coach::{Event, Strictness, check};
use spotter::exercise;
use spotter::pose::Pose;

#[path = "../tests/support/rehearsal.rs"]
#[allow(dead_code)]
mod rehearsal;

fn main() -> Result<()> {
    for arg in std::env::args().skip(1) {
        let (rest, settings) = arg.split_once('@').unwrap_or((&arg, ""));
        let (id, fault) = rest.split_once(':').unwrap_or((rest, ""));
        let (id, variant) = match id.split_once('+') {
            Some((id, variant)) => (id, Some(variant)),
            None => (id, None),
        };
        let path = format!("exercises/{id}.toml");
        let rules = exercise::load_file(Path::new(&path), variant)?;
        let movement = exercise::load_movement_file(Path::new(&path), variant)?;
        let faults: Vec<String> = match fault {
            "all" => movement.fault_ids().map(str::to_owned).collect(),
            fault => vec![fault.to_owned()],
        };
        for fault in faults {
            one(&rules, &movement, &fault, settings)?;
        }
    }
    Ok(())
}

fn one(
    exercise: &exercise::Exercise,
    movement: &exercise::Movement,
    fault: &str,
    settings: &str,
) -> Result<()> {
    let id = &exercise.id;
    let mut all = vec![settings.to_owned()];
    if !fault.is_empty() {
        all.push(format!("fault={fault}"));
    }
    all.retain(|setting| !setting.is_empty());
    let mut poses = Vec::new();
    let done = rehearsal::rehearse_with(exercise, movement, &all.join(","), |number, pose| {
        poses.push((number, pose.clone()));
        true
    });
    if std::env::var_os("MEASURES").is_some() {
        print_measures(exercise, &poses);
    }
    if std::env::var_os("VERBOSE").is_some() {
        for event in &done.events {
            println!("    {}", serde_json::to_string(event)?);
        }
    }
    let reps = &done.summary.reps;
    let good = done
        .events
        .iter()
        .filter(|timed| {
            matches!(
                timed.event,
                Event::Rep {
                    good: Some(true),
                    ..
                }
            )
        })
        .count();
    println!(
        "{id:20} {:24} reps {} (left {} right {}, good {good}) partials {} bad {:?} cues {:?} unseen {:.1} s",
        all.join(","),
        reps.total,
        reps.left,
        reps.right,
        done.summary.partials,
        done.bad(),
        done.cues(),
        done.summary.unseen_s,
    );
    Ok(())
}

/// What a still picture would tell, against the one of half a second.
fn print_measures(exercise: &exercise::Exercise, poses: &[(u64, Pose)]) {
    let body = |place: usize| Body {
        t_s: 0.0,
        size_px: rehearsal::size_px(exercise).map(|side| side as f32),
        pose: &poses[place].1,
        light: None,
    };
    let start = body((rehearsal::RATE_HZ / 2.0) as usize);
    for place in (0..poses.len()).step_by((rehearsal::RATE_HZ / 2.0) as usize) {
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
            place as f64 / rehearsal::RATE_HZ,
            check.position,
            known.join("  ")
        );
    }
}
