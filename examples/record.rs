//! Records what the tests replay, into `tests/data`.
//!
//! ```sh
//! cargo run --release --example record -- truth           # the performer's own joints
//! cargo run --release --example record -- outline         # … with the outline of the back
//! cargo run --release --example record -- model           # what the pose model sees of it
//! cargo run --release --example record -- limits          # every fault at its limits
//! cargo run --release --example record -- model cobra     # of one exercise only
//! ```
//!
//! Record anew after a change of the performer, of its keyframes or (`model`) of the pose model, and
//! look at the golden events before you keep them. A change of the rules needs no new tracks, only,
//! where limits are moved that are read from the outline, `limits`.

#![allow(clippy::print_stdout)]
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/limits.rs"]
mod limits;
#[path = "../tests/support/recording.rs"]
mod recording;
#[path = "../tests/support/rendered.rs"]
mod rendered;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use spotter::exercise::{load, load_movement};

use limits::{AllSizes, Row, sizes_path};
use recording::{
    PERFORMED, RATE_HZ, Recording, TWO_GOOD, outline_track, second_with, track_path,
    with_short_holds,
};
use rendered::{WELL_SHOWN, model_track, seen_by_the_model};

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum What {
    /// One good repetition and one with a fault: performer_EXERCISE.
    Truth,
    /// Two good repetitions with the outline of the back: outline_EXERCISE.
    Outline,
    /// What the pose model sees of two repetitions: model_EXERCISE, model_EXERCISE_FAULT.
    Model,
    /// The sizes of faults at their limits, and limit_EXERCISE_FAULT_inside and …_beyond.
    Limits,
}

#[derive(Parser)]
struct Arguments {
    what: What,
    /// Only these exercises.
    exercises: Vec<String>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let is_wanted = |id: &str| {
        arguments.exercises.is_empty() || arguments.exercises.iter().any(|wanted| wanted == id)
    };
    for (id, fault) in PERFORMED.into_iter().filter(|(id, _)| is_wanted(id)) {
        match arguments.what {
            What::Truth => truth(id, fault)?,
            What::Outline => outline(id)?,
            What::Model => model(id)?,
            What::Limits => at_limits(id)?,
        }
    }
    Ok(())
}

fn write(recording: &Recording, name: &str) -> Result<()> {
    println!("{name}: {} frames", recording.frames.len());
    recording.write(&track_path(name))
}

fn truth(id: &str, fault: &str) -> Result<()> {
    let movement = load_movement(id, None, None)?;
    let size = if load(id, None, None)?.needs_outline() {
        "320x240"
    } else {
        "160x120"
    };
    let settings = format!("size={size},{}", second_with(fault));
    let recording = Recording::performed(&movement, &settings, RATE_HZ);
    write(&recording, &format!("performer_{id}"))
}

fn outline(id: &str) -> Result<()> {
    if load(id, None, None)?.needs_outline() {
        let movement = load_movement(id, None, None)?;
        let recording = Recording::rendered(&movement, TWO_GOOD, RATE_HZ);
        write(&recording, &outline_track(id))?;
    }
    Ok(())
}

fn model(id: &str) -> Result<()> {
    let with_mask = load(id, None, None)?.needs_outline();
    let recording = seen_by_the_model(id, TWO_GOOD, with_mask);
    write(&recording, &model_track(id, None))?;
    for (_, fault) in WELL_SHOWN.into_iter().filter(|(of, _)| *of == id) {
        let settings = format!("{TWO_GOOD},fault={fault}");
        let recording = seen_by_the_model(id, &settings, with_mask);
        write(&recording, &model_track(id, Some(fault)))?;
    }
    Ok(())
}

fn at_limits(id: &str) -> Result<()> {
    let exercise = with_short_holds(id);
    let movement = load_movement(id, None, None)?;
    let text = std::fs::read_to_string(sizes_path()).unwrap_or_else(|_| "{}".to_owned());
    let mut all: AllSizes = serde_json::from_str(&text)?;
    let sizes = all.entry(id.to_owned()).or_default();
    sizes.clear();
    for fault in &exercise.faults {
        let row = Row {
            exercise: &exercise,
            movement: &movement,
            fault,
        };
        match row.searched() {
            [Ok((inside, inside_of)), Ok((beyond, beyond_of))] => {
                println!("{id} {}: {inside} and {beyond}", fault.id);
                if row.needs_outline() {
                    for (name, recording) in row.track_names().iter().zip([inside_of, beyond_of]) {
                        write(&recording, name)?;
                    }
                } else {
                    sizes.insert(fault.id.clone(), [inside, beyond]);
                }
            }
            [inside, beyond] => {
                for tried in [inside.err(), beyond.err()].into_iter().flatten() {
                    println!("{id} {}: no size shows it:{tried}", fault.id);
                }
            }
        }
    }
    let mut text = serde_json::to_string_pretty(&all)?;
    text.push('\n');
    std::fs::write(sizes_path(), text)?;
    Ok(())
}
