//! Coaches a recorded landmark track and prints the events, one JSON object per line.
//!
//! ```sh
//! cargo run --example track -- bird-dog tests/data/tracks/a_bird-dog.jsonl.gz
//! ```

#[path = "../tests/support/track.rs"]
mod track;

use anyhow::{Result, bail};
use spotter::exercise::load;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [id, path] = &args[..] else {
        bail!("usage: track EXERCISE TRACK.jsonl.gz");
    };
    let track = track::Track::read(path.as_ref())?;
    print!("{}", track::lines(&track.events(load(id, None, None)?)?)?);
    Ok(())
}
