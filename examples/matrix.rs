//! The table of the rendered performer through everything: picture, pose model, rules.
//!
//! ```sh
//! cargo run --release --example matrix                # all, an hour and a half on one core
//! cargo run --release --example matrix -- --quick cobra cat
//! ```
//!
//! Words take the exercises with one of them in their names, `--quick` one view, side and body.
//! Three views, the sides that an exercise has, three bodies; each as it is and with 25 % of the
//! frames dropped; then every fault once.

#![allow(clippy::print_stdout)]
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/recording.rs"]
mod recording;
#[path = "../tests/support/rendered.rs"]
mod rendered;

use std::collections::BTreeMap;

use clap::Parser;
use spotter::exercise::{self, keyframes::Sides};

use rendered::play;

const VIEWS: [&str; 3] = ["azimuth=0", "azimuth=15", "azimuth=-15"];
const BODIES: [&str; 3] = [
    "",
    ",height=1.55,girth=0.85,clothes=shorts,skin=4",
    ",height=1.88,girth=1.2,clothes=black",
];
/// Number of frames that are dropped of 100.
const DROPPED: [u64; 2] = [0, 25];
/// Repetitions of a video.
const REPETITIONS: usize = 2;

#[derive(Parser)]
struct Arguments {
    /// Parts of the names of exercises.
    words: Vec<String>,
    /// One view, side and body.
    #[arg(long)]
    quick: bool,
}

/// A cell of the table: right of all.
#[derive(Default)]
struct Cell {
    right: usize,
    all: usize,
}

impl Cell {
    fn add(&mut self, is_right: bool, what: impl FnOnce() -> String) {
        self.all += 1;
        self.right += usize::from(is_right);
        if !is_right {
            println!("  {}", what());
        }
    }
}

fn main() {
    let arguments = Arguments::parse();
    let is_wanted = |id: &String| {
        let mut words = arguments.words.iter();
        arguments.words.is_empty() || words.any(|word| id.contains(word))
    };
    let mut table: BTreeMap<String, [Cell; 3]> = BTreeMap::new();
    for id in exercise::ids().into_iter().filter(is_wanted) {
        let mut row: [Cell; 3] = Default::default();
        let [good, dropped, faults] = &mut row;
        good_form(&id, arguments.quick, [good, dropped]);
        every_fault(&id, faults);
        table.insert(id, row);
    }
    println!(
        "\n{:24}{:>14}{:>14}{:>14}",
        "", "good form", "25 % dropped", "faults named"
    );
    for (id, row) in &table {
        let cells = row
            .each_ref()
            .map(|cell| format!("{}/{}", cell.right, cell.all));
        println!("{id:24}{:>14}{:>14}{:>14}", cells[0], cells[1], cells[2]);
    }
}

fn good_form(id: &str, is_quick: bool, mut cells: [&mut Cell; 2]) {
    let some = |all: &'static [&'static str]| if is_quick { &all[..1] } else { all };
    for view in some(&VIEWS) {
        for side in some(sides(id)) {
            for body in some(&BODIES) {
                let settings = format!("{view}{side}{body}");
                let played = play(id, &settings, DROPPED);
                for ((cell, judged), dropped) in cells.iter_mut().zip(played).zip(DROPPED) {
                    cell.add(judged.is_good(REPETITIONS), || {
                        let what = judged.report();
                        format!("{id} {settings} dropped {dropped}: {what}")
                    });
                }
            }
        }
    }
}

fn every_fault(id: &str, cell: &mut Cell) {
    let exercise = exercise::load(id, None, None).unwrap();
    let movement = exercise::load_movement(id, None, None).unwrap();
    for fault in movement.fault_ids() {
        let [judged] = play(id, &format!("fault={fault}"), [0]);
        cell.add(judged.is_named(&exercise, fault), || {
            format!("{id} {fault}: {}", judged.report())
        });
    }
}

/// The sides that an exercise is done on, as settings.
fn sides(id: &str) -> &'static [&'static str] {
    match exercise::load_movement(id, None, None).unwrap().sides {
        Sides::Both => &[""],
        _ => &[",side=left", ",side=right"],
    }
}
