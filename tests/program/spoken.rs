//! What a user hears: the performer's sets of all exercises through the real voice, whose
//! speech program notes what it has spoken to the end. Every count is heard once and in order.
#![cfg(unix)]

use std::thread;
use std::time::{Duration, Instant};

use crate::demonstration::{Demonstrated, demonstrate};
use crate::recording::PERFORMED;
use crate::recording_voice::RecordingVoice;
use crate::support::User;
use spotter::blazepose::Side;
use spotter::coach::{Event, Options};
use spotter::exercise::{Dose, load, load_movement};

/// The factor by which sets are spoken faster than in reality. The speech program keeps up with it.
const SPEED: f64 = 40.0;
/// Frames a second.
const RATE_HZ: f64 = 8.0;

const NUMBERS: [&str; 13] = [
    "Nought", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
    "Eleven", "Twelve",
];

/// A set with a fault in every second repetition, so that there are cues between the counts.
fn set(id: &str, fault: &str) -> Demonstrated {
    let exercise = load(id, None, None).unwrap();
    let movement = load_movement(id, None, None).unwrap();
    let usual = exercise.dose("standard").unwrap();
    let dose = Dose {
        reps: usual.reps.min(4),
        hold_s: usual.hold_s.min(8.0),
        ..usual.clone()
    };
    let times_s = (0..).map(|frame| f64::from(frame) / RATE_HZ);
    let settings = format!("rest=2,fault={fault},faulty=2+4+6+8");
    let times_s = times_s.take_while(|t_s| *t_s < 150.0);
    let options = Options {
        dose,
        ..Options::usual(&exercise, true).unwrap()
    };
    demonstrate(&exercise, &movement, &settings, options, times_s)
}

/// What a set counted, each side from one, in words.
fn counted(events: impl Iterator<Item = Option<Side>>) -> Vec<String> {
    let mut so_far: Vec<Option<Side>> = Vec::new();
    events
        .map(|side| {
            so_far.push(side);
            let number = NUMBERS[so_far.iter().filter(|other| **other == side).count()];
            match side {
                Some(Side::Left) => format!("Left, {}", number.to_lowercase()),
                Some(Side::Right) => format!("Right, {}", number.to_lowercase()),
                None => number.to_owned(),
            }
        })
        .collect()
}

/// The counts among the sentences: a number that is a sentence of its own, or follows its side.
/// Seconds that are left of a hold are spoken as such.
fn heard(spoken: &[String]) -> Vec<&str> {
    let sentences = spoken.iter().flat_map(|text| text.split(". "));
    sentences
        .map(|sentence| sentence.trim_end_matches('.'))
        .filter(|sentence| {
            let sides = ["Left, ", "Right, "];
            let number = sides.iter().find_map(|side| sentence.strip_prefix(side));
            let number = number.unwrap_or(sentence);
            NUMBERS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(number))
        })
        .collect()
}

/// Posts the sounds of a set to a voice, each at its time, and returns what was spoken.
fn speak(set: &Demonstrated) -> Vec<String> {
    let program = RecordingVoice::new(SPEED);
    let voice = program.start();
    let begun = Instant::now();
    for (t_s, out) in &set.outputs {
        let due = Duration::from_secs_f64(t_s / SPEED);
        thread::sleep(due.saturating_sub(begun.elapsed()));
        for sound in &out.sounds {
            voice.post(sound.clone());
        }
    }
    voice.shutdown();
    program.spoken()
}

/// All exercises at once, a number of times: a busy machine, on which the voice comes late.
fn every_count_is_heard(runs: usize) {
    thread::scope(|scope| {
        for (id, fault) in PERFORMED {
            scope.spawn(move || {
                let set = set(id, fault);
                let sides = set
                    .coached
                    .events
                    .iter()
                    .filter_map(|timed| match timed.event {
                        Event::Rep { side, .. } => Some(side),
                        _ => None,
                    });
                let expected = counted(sides);
                assert!(expected.len() >= 2, "{id}: {:?}", set.spoken());
                for run in 1..=runs {
                    let spoken = speak(&set);
                    assert_eq!(heard(&spoken), expected, "{id}, run {run}: {spoken:#?}");
                }
            });
        }
    });
}

#[test]
fn every_count_of_all_exercises_is_heard_once_and_in_order() {
    every_count_is_heard(1);
}

#[test]
#[ignore = "a minute: ten runs of each"]
fn every_count_of_all_exercises_is_heard_in_ten_runs_of_ten() {
    every_count_is_heard(10);
}

#[test]
fn the_program_itself_speaks_what_it_counts() {
    let user = User::new();
    let program = RecordingVoice::new(SPEED);
    let ran = user.run(&format!(
        "coach partial-sit-up --source performer:size=320x240,reps=3,rest=2,tempo=2 --model lite \
         --headless --voice-command {} --events -",
        program.program().display()
    ));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let events = ran.json();
    let reps = events.iter().filter(|event| event["event"] == "rep");
    let expected = counted(reps.map(|_| None));
    assert!(!expected.is_empty(), "{}", ran.err);
    let spoken = program.spoken();
    assert_eq!(heard(&spoken), expected, "{spoken:#?}");
}
