//! The table of the rendered performer through everything: picture, pose model, rules.
//!
//! ```sh
//! cargo run --release --example matrix                # all, an hour and a half of one core
//! cargo run --release --example matrix -- --quick cobra cat
//! cargo run --release --example matrix -- --fast      # the fast model beside the full one
//! ```
//!
//! Words take the exercises with one of them in their names, `--quick` one view, side and body.
//! Three views, the sides that an exercise has, three bodies; each as it is and with 25 % of the
//! frames dropped; then every fault once. All cores work at it. What is not right is marked with a
//! `!`.

#![allow(clippy::print_stdout)]
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/recording.rs"]
mod recording;
#[path = "../tests/support/rendered.rs"]
mod rendered;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;

use clap::Parser;
use spotter::exercise::{self, keyframes::Sides};
use spotter::pose::Model;

use rendered::{Judged, play_ways};

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
    /// The fast model as well.
    #[arg(long)]
    fast: bool,
}

/// A video of the performer.
struct Video {
    id: String,
    shows: Shows,
}

enum Shows {
    /// Good form, with these settings.
    Good(String),
    Fault(String),
}

/// What came of a video: the column, what is in it, and whether it is right.
type Outcome = (Column, String, bool);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Good,
    Dropped,
    Faults,
}

/// Number of right ones, of all.
type Cell = [usize; 2];

fn main() {
    let arguments = Arguments::parse();
    let models: &[Model] = match arguments.fast {
        true => &[Model::Full, Model::Fast],
        false => &[Model::Full],
    };
    let mut videos = videos(&arguments);
    let table: Mutex<BTreeMap<(String, String, Column), Cell>> = Mutex::default();
    // The first ones are at the end.
    videos.reverse();
    let videos = Mutex::new(videos);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let next = videos.lock().unwrap().pop();
                    let Some(video) = next else { break };
                    for (model, (column, report, is_right)) in video.judge(models) {
                        let mark = if is_right { ' ' } else { '!' };
                        println!("{mark} {model:5} {report}");
                        let mut table = table.lock().unwrap();
                        let row = (video.id.clone(), model.to_string(), column);
                        let cell = table.entry(row).or_default();
                        *cell = [cell[0] + usize::from(is_right), cell[1] + 1];
                    }
                }
            });
        }
    });
    print_table(&table.into_inner().unwrap());
}

/// Every fault, and then good form: one video of each exercise after the other, so that a run that
/// is broken off tells something of all.
fn videos(arguments: &Arguments) -> Vec<Video> {
    let is_wanted = |id: &String| {
        let mut words = arguments.words.iter();
        arguments.words.is_empty() || words.any(|word| id.contains(word))
    };
    let ids: Vec<String> = exercise::ids().into_iter().filter(is_wanted).collect();
    let mut videos = Vec::new();
    for id in &ids {
        let movement = exercise::load_movement(id, None, None).unwrap();
        videos.extend(movement.fault_ids().map(|fault| Video {
            id: id.clone(),
            shows: Shows::Fault(fault.to_owned()),
        }));
    }
    let mut good: Vec<(usize, Video)> = Vec::new();
    for id in &ids {
        good.extend(
            good_form(id, arguments.quick)
                .map(|settings| Video {
                    id: id.clone(),
                    shows: Shows::Good(settings),
                })
                .enumerate(),
        );
    }
    good.sort_by_key(|(number, _)| *number);
    videos.extend(good.into_iter().map(|(_, video)| video));
    videos
}

/// The settings in which good form is shown.
fn good_form(id: &str, is_quick: bool) -> impl Iterator<Item = String> {
    let some = move |all: &'static [&'static str]| if is_quick { &all[..1] } else { all };
    let sides = some(sides(id));
    some(&VIEWS).iter().flat_map(move |view| {
        let bodies = move |side| {
            some(&BODIES)
                .iter()
                .map(move |body| format!("{view}{side}{body}"))
        };
        sides.iter().flat_map(bodies)
    })
}

impl Video {
    /// What each model makes of it.
    fn judge(&self, models: &[Model]) -> Vec<(Model, Outcome)> {
        let ways = models.iter().flat_map(|model| {
            let dropped: &[u64] = match self.shows {
                Shows::Good(_) => &DROPPED,
                Shows::Fault(_) => &DROPPED[..1],
            };
            dropped.iter().map(|share| (model.clone(), *share))
        });
        let ways: Vec<(Model, u64)> = ways.collect();
        let settings = match &self.shows {
            Shows::Good(settings) => settings.clone(),
            Shows::Fault(fault) => format!("fault={fault}"),
        };
        let played = play_ways(&self.id, &settings, &ways);
        let outcomes = ways
            .into_iter()
            .zip(played)
            .map(|((model, share), judged)| {
                let outcome = self.outcome(share, &judged);
                (model, outcome)
            });
        outcomes.collect()
    }

    fn outcome(&self, dropped: u64, judged: &Judged) -> Outcome {
        let (id, report) = (&self.id, judged.report());
        match &self.shows {
            Shows::Good(settings) => {
                let column = if dropped == 0 {
                    Column::Good
                } else {
                    Column::Dropped
                };
                let what = format!("{id} {settings} dropped {dropped}: {report}");
                (column, what, judged.is_good(REPETITIONS))
            }
            Shows::Fault(fault) => {
                let exercise = exercise::load(id, None, None).unwrap();
                let is_right = judged.is_named(&exercise, fault);
                (Column::Faults, format!("{id} {fault}: {report}"), is_right)
            }
        }
    }
}

fn print_table(table: &BTreeMap<(String, String, Column), Cell>) {
    println!(
        "\n{:32}{:>14}{:>14}{:>14}",
        "", "good form", "25 % dropped", "faults named"
    );
    let mut rows: BTreeMap<(&str, &str), [String; 3]> = BTreeMap::new();
    for ((id, model, column), [right, all]) in table {
        let row = rows.entry((id, model)).or_default();
        row[*column as usize] = format!("{right}/{all}");
    }
    for ((id, model), [good, dropped, faults]) in rows {
        println!("{id:24}{model:8}{good:>14}{dropped:>14}{faults:>14}");
    }
}

/// The sides that an exercise is done on, as settings.
fn sides(id: &str) -> &'static [&'static str] {
    match exercise::load_movement(id, None, None).unwrap().sides {
        Sides::Both => &[""],
        _ => &[",side=left", ",side=right"],
    }
}
