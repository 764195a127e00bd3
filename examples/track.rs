//! Coaches a recorded landmark track and prints the events, one JSON object per line.
//!
//! ```sh
//! cargo run --example track -- bird-dog tests/data/tracks/a_bird-dog.jsonl.gz
//! cargo run --example track -- superman+gentle tests/data/tracks/a_alternating-superman.jsonl.gz
//! cargo run --example track -- exercises/cobra.toml tests/data/tracks/a_up-dog.jsonl.gz
//! ```

#![allow(clippy::print_stdout)]

#[path = "../tests/support/track.rs"]
mod track;

use anyhow::{Result, bail};
use spotter::exercise::{load, load_file};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [id, path] = &args[..] else {
        bail!("usage: track EXERCISE|FILE.toml[+VARIANT] TRACK.jsonl.gz");
    };
    let (id, variant) = match id.split_once('+') {
        Some((id, variant)) => (id, Some(variant)),
        None => (id.as_str(), None),
    };
    let exercise = if id.ends_with(".toml") {
        load_file(id.as_ref(), variant)?
    } else {
        load(id, variant, None)?
    };
    let track = track::Track::read(path.as_ref())?;
    print!("{}", track::lines(&track.events(exercise)?)?);
    Ok(())
}
