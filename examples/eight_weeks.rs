//! Fills a history with eight weeks as somebody might have them: three days a week, five exercises, slowly
//! better, the left side behind, one stop for pain. It is what the look of `spotter report` is tried on:
//!
//! ```sh
//! cargo run --example eight_weeks -- FOLDER [EXERCISES]
//! SPOTTER_DATA_DIR=FOLDER spotter report --open
//! ```
//!
//! With EXERCISES, 1 to 12, so many exercises are done in place of the five.

#![allow(clippy::unwrap_used)] // an example that can't write has nothing to show

use std::env;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use spotter::blazepose::Side;
use spotter::coach::{Band, Event, HoldPhase, Observed, PartialWhy, StopWhy, Timed};
use spotter::exercise;
use spotter::session::{InSession, NewSet, SetFigures, SetId, Store};

const DAY_S: i64 = 86_400;
const WEEKS: i64 = 8;

/// How an exercise is done in the first and in the last week.
struct Done {
    exercise: &'static str,
    /// Of each side.
    reps: u32,
    hold_s: [f64; 2],
    range: [f32; 2],
    /// The part of the repetitions in which something is off.
    off: [f64; 2],
    faults: [&'static str; 2],
    /// How much the left side has of what the right one has.
    left: f64,
}

const FIVE: [Done; 5] = [
    Done {
        exercise: "cat-cow",
        reps: 8,
        hold_s: [1.1, 1.4],
        range: [2.0, 2.6],
        off: [0.2, 0.1],
        faults: ["fast", "hands_off"],
        left: 1.0,
    },
    Done {
        exercise: "bird-dog",
        reps: 6,
        hold_s: [3.4, 6.2],
        range: [66.0, 84.0],
        off: [0.45, 0.12],
        faults: ["back_sag", "leg_high"],
        left: 0.93,
    },
    Done {
        exercise: "side-plank",
        reps: 3,
        hold_s: [7.0, 16.0],
        range: [0.24, 0.27],
        off: [0.4, 0.25],
        faults: ["sag", "head"],
        left: 0.7,
    },
    Done {
        exercise: "cobra",
        reps: 6,
        hold_s: [2.4, 3.1],
        range: [21.0, 26.0],
        off: [0.2, 0.15],
        faults: ["hips_lift", "neck_crank"],
        left: 1.0,
    },
    Done {
        exercise: "glute-bridge",
        reps: 8,
        hold_s: [3.0, 5.0],
        range: [0.25, 0.36],
        off: [0.3, 0.08],
        faults: ["low", "fast"],
        left: 1.0,
    },
];

/// Days of each week, Monday is 0. The week after the pain is a quiet one.
const DAYS: [&[i64]; WEEKS as usize] = [
    &[0, 2, 4],
    &[0, 3],
    &[0, 2, 5],
    &[4],
    &[0, 2, 4],
    &[1, 3, 5],
    &[0, 2, 4],
    &[0, 1, 3],
];

/// A part of the way from the first week to the last.
fn between(ends: [f64; 2], part: f64) -> f64 {
    ends[0] + (ends[1] - ends[0]) * part
}

/// The events of a set, up to its summary.
fn events(done: &Done, part: f64, ends_in_pain: bool, random: &mut StdRng) -> Vec<Timed> {
    let exercise = exercise::load(done.exercise, None, None).unwrap();
    let sides: &[Option<Side>] = match exercise.cycle.side {
        Some(_) => &[Some(Side::Left), Some(Side::Right)],
        None => &[None],
    };
    let all = done.reps * sides.len() as u32;
    let counted = if ends_in_pain { all / 3 } else { all };
    let mut events = vec![(4.0, Event::Start)];
    for number in 1..=counted {
        let side = sides[number as usize % sides.len()];
        let from_s = events.last().map_or(0.0, |(t_s, _)| *t_s);
        // What is off comes with fatigue, in the second half.
        let tired = if number * 2 > all { 1.6 } else { 0.4 };
        let is_off = random.random::<f64>() < between(done.off, part) * tired;
        events.extend(rep(done, part, (from_s, number, side, is_off), random));
    }
    let t_s = events.last().map_or(0.0, |(t_s, _)| *t_s);
    if ends_in_pain {
        let why = StopWhy::Pain;
        events.push((t_s, Event::Stopped { why }));
    }
    if random.random::<f64>() < 0.15 {
        let what = vec!["near wrist".to_owned()];
        let text = String::new();
        events.push((t_s, Event::Unseen { what, text }));
    }
    if random.random::<f64>() < 0.2 {
        let (side, peak, why) = (None, 0.0, PartialWhy::NotFarEnough);
        events.push((t_s, Event::Partial { side, peak, why }));
    }
    let timed = events.into_iter();
    timed.map(|(t_s, event)| Timed { t_s, event }).collect()
}

/// A repetition: from when on, its number, its side, and whether something is off.
fn rep(
    done: &Done,
    part: f64,
    (from_s, number, side, is_off): (f64, u32, Option<Side>, bool),
    random: &mut StdRng,
) -> Vec<(f64, Event)> {
    let behind = match side {
        Some(Side::Left) => done.left,
        Some(Side::Right) | None => 1.0,
    };
    let mut scatter = |size: f64| 1.0 + size * (random.random::<f64>() - 0.5);
    let hold_s = between(done.hold_s, part) * behind * scatter(0.25);
    let range = (between(done.range.map(f64::from), part) * behind * scatter(0.12)) as f32;
    let id = done.faults[usize::from(scatter(1.0) < 0.8)].to_owned();
    let why = if is_off { vec![id.clone()] } else { Vec::new() };
    let hold = |phase, hold_s| Event::Hold {
        phase,
        side,
        hold_s,
    };
    let fault = Event::Fault {
        id,
        band: Band::Bad,
        side,
        value: 0.0,
    };
    let rep = Event::Rep {
        n: number,
        side,
        peak: range,
        range,
        in_s: 1.5,
        hold_s,
        out_s: 1.3,
        good: Some(!is_off),
        why,
    };
    let (begin_s, end_s) = (from_s + 1.5, from_s + 1.5 + hold_s);
    let is_hold = done.exercise == "side-plank";
    let parts = [
        is_hold.then(|| (begin_s, hold(HoldPhase::Begin, 0.0))),
        is_off.then_some((begin_s + 0.6, fault)),
        is_hold.then(|| (end_s, hold(HoldPhase::End, hold_s))),
        Some((end_s + 1.3, rep)),
    ];
    parts.into_iter().flatten().collect()
}

fn add(store: &mut Store, started_at: i64, done: &Done, events: &[Timed]) -> SetId {
    let id = store
        .begin(&NewSet {
            session: InSession::default(),
            exercise_version: "0".into(),
            started_at,
            exercise: done.exercise.into(),
            variant: None,
            dose: None,
            source: "camera".into(),
            model: "full".into(),
            app_version: env!("CARGO_PKG_VERSION").into(),
            coached: None,
        })
        .unwrap();
    let until_s = events.last().map_or(0.0, |event| event.t_s) + 3.0;
    let observed = Observed {
        until_s,
        frames: (until_s * 15.0) as u64,
        frames_with_person: (until_s * 14.9) as u64,
        unseen_s: events
            .iter()
            .filter(|event| matches!(event.event, Event::Unseen { .. }))
            .count() as f64
            * 2.4,
        ..Observed::default()
    };
    store.record(id, events).unwrap();
    store
        .record(
            id,
            &[SetFigures::of(done.exercise, events, observed).event()],
        )
        .unwrap();
    id
}

/// So many exercises in place of the five: all are done as the bird dog is.
fn many(count: usize) -> Vec<Done> {
    let ids = exercise::ids().into_iter().take(count);
    ids.map(|id| Done {
        exercise: Box::leak(id.into_boxed_str()),
        reps: 4,
        hold_s: [3.0, 6.0],
        range: [0.3, 0.5],
        off: [0.5, 0.2],
        faults: ["back_sag", "leg_high"],
        left: 0.9,
    })
    .collect()
}

fn main() {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap());
    let done: Vec<Done> = match arguments.next() {
        Some(count) => many(count.parse().unwrap()),
        None => FIVE.into(),
    };
    let mut random = StdRng::seed_from_u64(7);
    let mut store = Store::open(&folder.join("history.sqlite")).unwrap();
    let now_s = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs() as i64;
    let today = now_s / DAY_S;
    // 1 January 1970 was a Thursday.
    let first = today - (today + 3) % 7 - 7 * (WEEKS - 1);
    for (week, days) in (0..).zip(DAYS) {
        for day in days
            .iter()
            .map(|day| first + 7 * week + day)
            .filter(|day| *day <= today)
        {
            let part = (day - first) as f64 / (7 * WEEKS) as f64;
            for (number, done) in (0..).zip(&done) {
                let hurts = week == 2 && day == first + 19 && done.exercise == "cobra";
                let events = events(done, part, hurts, &mut random);
                let id = add(
                    &mut store,
                    day * DAY_S + 61_200 + number * 400,
                    done,
                    &events,
                );
                if hurts {
                    store.note_pain(id, 6).unwrap();
                }
            }
        }
    }
}
