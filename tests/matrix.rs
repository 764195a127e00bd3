//! The whole way with the rendered performer: picture, network, rules. Repetitions are counted,
//! good form is not corrected, an injected fault is named.
//!
//! `cargo test` runs a part. The whole matrix, as a table:
//!
//! ```sh
//! cargo test --release --test matrix -- --ignored --nocapture
//! ```
//!
//! `ONLY=cobra,cat` takes the exercises with one of these in their names, `QUICK=1` one view, side and body.

#![allow(clippy::print_stdout)]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use image::RgbImage;
use spotter::app::Engine;
use spotter::coach::{Coach, Event, Options, Timed};
use spotter::exercise::{self, keyframes::Sides};
use spotter::performer::{self, SyntheticVideo};
use spotter::pose::{Settings, Tracker};
use spotter::source::Frame;

/// Frames a second: those of a slow computer.
const RATE_HZ: f64 = 12.0;
/// Repetitions of a take.
const REPETITIONS: usize = 2;

const VIEWS: [&str; 3] = ["azimuth=0", "azimuth=15", "azimuth=-15"];
const BODIES: [&str; 3] = [
    "",
    "height=1.55,girth=0.85,clothes=shorts,skin=4",
    "height=1.88,girth=1.2,clothes=black",
];

/// What came of a take.
#[derive(Default)]
struct Judged {
    counted: usize,
    good: usize,
    bad: Vec<String>,
    cues: Vec<String>,
}

impl Judged {
    fn take(&mut self, events: &[Timed]) {
        for timed in events {
            match &timed.event {
                Event::Rep { good, .. } => {
                    self.counted += 1;
                    self.good += usize::from(*good == Some(true));
                }
                Event::Cue { fault, .. } => self.cues.push(fault.clone()),
                Event::Summary(summary) => self.bad = summary.faults.keys().cloned().collect(),
                _ => {}
            }
        }
    }

    fn is_good(&self) -> bool {
        self.counted == REPETITIONS && self.bad.is_empty() && self.cues.is_empty()
    }

    /// Whether a shown fault was named, as a correction or as an invitation. What no rule stands
    /// for (half a repetition, too short a hold) must not pass as a good repetition.
    fn is_named(&self, id: &str, fault: &str) -> bool {
        let exercise = exercise::load(id, None, None).unwrap();
        if exercise.faults.iter().any(|row| row.id == fault) {
            self.bad
                .iter()
                .chain(&self.cues)
                .any(|named| named == fault)
        } else {
            self.good == 0
        }
    }

    fn report(&self) -> String {
        format!(
            "{} counted, {} good, bad {:?}, cues {:?}",
            self.counted, self.good, self.bad, self.cues
        )
    }
}

/// Plays a film through everything, once for each share of the frames that is dropped: of 100 so
/// many, spread evenly.
fn play<const N: usize>(id: &str, settings: &[&str], dropped: [u64; N]) -> [Judged; N] {
    let exercise = exercise::load(id, None, None).unwrap();
    let movement = exercise::load_movement(id, None).unwrap();
    let mut all = vec!["size=480x360"];
    all.extend(settings.iter().filter(|setting| !setting.is_empty()));
    let person: performer::Options = all.join(",").parse().unwrap();
    let mut stage = SyntheticVideo::new(&movement, &person).unwrap();
    let mut engines = dropped.map(|share| {
        let mut options = Options::usual(&exercise, false).unwrap();
        // The performer holds stretches for a few seconds, not for half a minute; planks in full.
        let longest_s = if id == "side-plank" { 10.0 } else { 5.0 };
        options.dose.hold_s = options.dose.hold_s.min(longest_s);
        let coach = Coach::new(exercise.clone(), options);
        let tracker = Tracker::new(&Settings::default()).unwrap();
        (share, Engine::new(tracker, coach), Judged::default())
    });
    let mut frame = Frame {
        t_s: 0.0,
        number: 0,
        picture: RgbImage::default(),
    };
    for number in 0..(stage.length_s() * RATE_HZ) as u64 {
        (frame.t_s, frame.number) = (number as f64 / RATE_HZ, number);
        stage.frame_at(frame.t_s, number, &mut frame.picture);
        for (share, engine, judged) in &mut engines {
            // 37 is prime to 100, so the dropped ones come at no rhythm of the movement.
            if number * 37 % 100 >= *share {
                judged.take(&engine.frame(&frame).unwrap().events);
            }
        }
    }
    engines.map(|(_, mut engine, mut judged)| {
        judged.take(&engine.finish(false).1.events);
        judged
    })
}

/// The sides an exercise is done on, as settings.
fn sides(id: &str) -> &'static [&'static str] {
    match exercise::load_movement(id, None).unwrap().sides {
        Sides::Both => &[""],
        _ => &["side=left", "side=right"],
    }
}

fn ids() -> Vec<String> {
    exercise::movement_ids()
}

#[test]
fn repetitions_are_counted_and_good_form_is_not_corrected() {
    let wrong: Vec<String> = ids()
        .iter()
        .filter_map(|id| {
            let [judged] = play(id, &[], [0]);
            (!judged.is_good()).then(|| format!("{id}: {}", judged.report()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("; "));
}

/// One fault of every exercise that the network shows well.
#[test]
fn a_fault_is_named() {
    let wrong: Vec<String> = [
        ("bird-dog", "leg_high"),
        ("cobra", "too_high"),
        ("partial-sit-up", "too_high"),
        ("side-plank", "sag"),
    ]
    .iter()
    .filter_map(|(id, fault)| {
        let [judged] = play(id, &[&format!("fault={fault}")], [0]);
        let is_named = judged.is_named(id, fault);
        (!is_named).then(|| format!("{id} {fault}: {}", judged.report()))
    })
    .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("; "));
}

/// Rows of the table: exercise and what was done; columns: right of all.
#[derive(Default)]
struct Row {
    right: usize,
    all: usize,
    wrong: Vec<String>,
}

impl Row {
    fn add(&mut self, is_right: bool, what: impl FnOnce() -> String) {
        self.all += 1;
        self.right += usize::from(is_right);
        if !is_right {
            self.wrong.push(what());
        }
    }
}

#[test]
#[ignore = "takes about an hour; prints the table"]
fn whole_matrix() {
    let only = std::env::var("ONLY").unwrap_or_default();
    let is_quick = std::env::var_os("QUICK").is_some();
    let some = |all: &'static [&'static str]| if is_quick { &all[..1] } else { all };
    let mut table: BTreeMap<String, [Row; 3]> = BTreeMap::new();
    let is_wanted = |id: &&String| only.split(',').any(|part| id.contains(part));
    for id in ids().iter().filter(is_wanted) {
        let rows = table.entry(id.clone()).or_default();
        for (view, side, body) in some(&VIEWS).iter().flat_map(|view| {
            let sides = some(sides(id)).iter();
            sides.flat_map(move |side| some(&BODIES).iter().map(move |body| (view, side, body)))
        }) {
            let shares = [0, 25];
            let played = play(id, &[view, side, body], shares);
            for ((row, judged), dropped) in rows.iter_mut().zip(played).zip(shares) {
                row.add(judged.is_good(), || {
                    let what = judged.report();
                    format!("{view} {side} {body} dropped {dropped}: {what}")
                });
            }
        }
        let movement = exercise::load_movement(id, None).unwrap();
        for fault in movement.fault_ids() {
            let [judged] = play(id, &[&format!("fault={fault}")], [0]);
            rows[2].add(judged.is_named(id, fault), || {
                format!("{fault}: {}", judged.report())
            });
        }
        for row in rows {
            row.wrong.iter().for_each(|line| println!("  {id} {line}"));
        }
    }
    println!(
        "\n{:24}{:>14}{:>14}{:>14}",
        "", "good form", "25 % dropped", "faults named"
    );
    for (id, rows) in &table {
        print!("{id:24}");
        for row in rows {
            print!("{:>14}", format!("{}/{}", row.right, row.all));
        }
        println!();
    }
}
