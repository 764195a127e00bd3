//! What the coach makes of every fault at few frames a second, as a table: for each rate how many
//! repetitions were good, not good, and not judged, and which faults were bad.
//!
//! `cargo run --release --example rates -- [EXERCISE …]`

#![allow(clippy::print_stdout)]
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/recording.rs"]
mod recording;

use anyhow::Result;
use spotter::coach::Event;
use spotter::exercise::load_movement;

use recording::{PERFORMED, Recording, TWO_GOOD, with_short_holds};

const RATES_HZ: [f64; 5] = [2.0, 3.0, 5.0, 8.0, 15.0];

fn main() -> Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    for (id, _) in PERFORMED {
        if !wanted.is_empty() && !wanted.iter().any(|wanted| wanted == id) {
            continue;
        }
        let movement = load_movement(id, None, None)?;
        let faults = movement.fault_ids().map(|fault| format!(",fault={fault}"));
        for fault in std::iter::once(String::new()).chain(faults) {
            let cells = RATES_HZ.map(|rate_hz| {
                let settings = format!("{TWO_GOOD}{fault}");
                cell(id, &Recording::performed(&movement, &settings, rate_hz))
            });
            println!("{id} {fault}: {}", cells.join(" | "));
        }
    }
    Ok(())
}

fn cell(id: &str, recording: &Recording) -> String {
    let done = recording.coached(&with_short_holds(id));
    let count = |wanted: Option<bool>| {
        let is = |event: &Event| matches!(event, Event::Rep { good, .. } if *good == wanted);
        done.events.iter().filter(|timed| is(&timed.event)).count()
    };
    format!(
        "{}+{}-{}? {}",
        count(Some(true)),
        count(Some(false)),
        count(None),
        done.bad().join(",")
    )
}
