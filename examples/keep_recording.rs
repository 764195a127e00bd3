//! What `tests/power-cut` runs in a virtual machine that is ended hard:
//!
//! ```sh
//! keep_recording record FOLDER         # sets into the history of FOLDER, until it is ended; says what is kept
//! keep_recording check FOLDER TOLD     # whether the history has all that was said in the file TOLD
//! ```

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a tool of tests

use std::collections::BTreeMap;
use std::io::{Write, stdout};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use spotter::coach::{Event, Observed, Timed};
use spotter::session::{InSession, NewSet, Recorder, SetFigures, Store};

/// Repetitions of a set, one every [`PAUSE`].
const REPS: u32 = 30;
const PAUSE: Duration = Duration::from_millis(100);
/// So much of the set under way may be lost: the history reaches the disk once a second, and the machine is
/// slow.
const LOST_S: f64 = 2.0;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["record", folder] => record(Path::new(folder)),
        ["check", folder, told] => {
            check(Path::new(folder), &std::fs::read_to_string(told).unwrap())
        }
        _ => panic!("record FOLDER, or check FOLDER TOLD"),
    }
}

fn say(line: &str) {
    println!("{line}");
    stdout().flush().unwrap();
}

/// Sets go by the time of their start, which is counted from 1 here.
fn record(folder: &Path) {
    let store = Store::open(&folder.join("history.sqlite")).unwrap();
    let mut number = store
        .sets(1)
        .unwrap()
        .first()
        .map_or(0, |set| set.started_at);
    let mut recorder = Recorder::start(store);
    say("recording");
    loop {
        number += 1;
        recorder.begin(new_set(number));
        let begun = Instant::now();
        let mut events = Vec::new();
        for n in 1..=REPS {
            sleep(PAUSE);
            let t_s = begun.elapsed().as_secs_f64();
            recorder.alive(t_s);
            let event = rep(n, t_s);
            recorder.record(&event);
            events.push(event);
            if recorder.has_kept_all() {
                say(&format!("told {number} {n} {t_s:.3}"));
            }
        }
        let observed = Observed {
            until_s: begun.elapsed().as_secs_f64(),
            ..Observed::default()
        };
        recorder.record(&SetFigures::of("cobra", &events, observed).event());
        if recorder.has_kept_all() {
            say(&format!("ended {number}"));
        }
    }
}

fn check(folder: &Path, told: &str) {
    let path = folder.join("history.sqlite");
    let store = Store::open(&path).unwrap();
    assert_eq!(store.notice(), None, "it was damaged");
    let sets: BTreeMap<i64, _> = store
        .sets(u32::MAX)
        .unwrap()
        .into_iter()
        .map(|set| (set.started_at, set))
        .collect();
    let sound: String = Connection::open(&path)
        .unwrap()
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(sound, "ok");
    let (mut ended, mut last) = (0, None);
    for line in told.lines() {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["ended", number] => {
                let set = &sets[&number.parse::<i64>().unwrap()];
                assert!(
                    !set.interrupted && set.summary.reps.total == REPS,
                    "set {number} is not whole"
                );
                ended += 1;
            }
            ["told", number, n, t_s] => {
                let number: i64 = number.parse().unwrap();
                last = Some((
                    number,
                    n.parse::<u32>().unwrap(),
                    t_s.parse::<f64>().unwrap(),
                ));
            }
            _ => panic!("{line:?}"),
        }
    }
    // Of a set that had only just begun, nothing need be there.
    let (mut lost_s, mut lost) = (0.0, 0);
    if let Some((number, n, t_s)) = last {
        let kept = sets.get(&number).map_or((0, 0.0), |set| {
            let last = store.events(set.id).unwrap().into_iter().rev();
            let last = last.map(|event| event.t_s).next().unwrap_or(0.0);
            (set.summary.reps.total, last)
        });
        if kept.0 < n {
            (lost_s, lost) = (t_s - kept.1, n - kept.0);
        }
    }
    say(&format!(
        "sound: {} sets, {ended} of them told as whole; lost of the last one: {lost} events, {lost_s:.2} s",
        sets.len()
    ));
    assert!(lost_s <= LOST_S, "more than {LOST_S} s are lost");
}

fn new_set(number: i64) -> NewSet {
    NewSet {
        session: InSession::default(),
        started_at: number,
        exercise: "cobra".into(),
        exercise_version: "0".into(),
        variant: None,
        dose: None,
        source: "camera".into(),
        model: "full".into(),
        app_version: "0".into(),
        coached: None,
    }
}

fn rep(n: u32, t_s: f64) -> Timed {
    let event = Event::Rep {
        n,
        side: None,
        peak: 21.5,
        range: 20.0,
        in_s: 0.02,
        hold_s: 0.04,
        out_s: 0.02,
        good: Some(true),
        why: Vec::new(),
    };
    Timed { t_s, event }
}
