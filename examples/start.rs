//! How long it takes from the start of the program to the first landmark, step by step:
//! `start [SOURCE] [--network lite|full]`, SOURCE being camera, camera:N or a film.
//!
//! The order is that of `spotter coach`: the source is opened first and gets going by itself while
//! the networks load.

#![allow(clippy::print_stdout)]

use std::time::Instant;

use anyhow::{Result, bail};
use clap::Parser;
use spotter::pose::{Settings, Tracker};
use spotter::source::{self, Next, SourceOptions, SourceSpec};

#[derive(Parser)]
struct Arguments {
    #[arg(default_value = "camera")]
    source: SourceSpec,
    #[arg(long, value_parser = ["lite", "full"], default_value = "full")]
    network: String,
}

fn main() -> Result<()> {
    let begun = Instant::now();
    let step = |name: &str| println!("{:8.0} ms  {name}", begun.elapsed().as_secs_f64() * 1e3);
    let arguments = Arguments::parse();
    let mut source = source::open(&arguments.source, &SourceOptions::default())?;
    step("source opened");
    let mut tracker = Tracker::new(&Settings {
        network: arguments.network.as_str().into(),
        ..Settings::default()
    })?;
    step("networks loaded");
    let mut is_first = true;
    loop {
        match source.next()? {
            Next::Frame(frame) => {
                if std::mem::take(&mut is_first) {
                    step("first frame");
                }
                if tracker.step(&frame.picture, frame.t_s, false)?.is_some() {
                    step("first landmarks");
                    return Ok(());
                }
            }
            Next::Waiting(why) => println!("{why}"),
            Next::End => bail!("nobody was seen"),
        }
    }
}
