//! A history of many years, to measure with: four sets a day, as long and as eventful as real ones.

#![allow(dead_code)] // not every user needs all of it

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use spotter::blazepose::Side;
use spotter::coach::{Band, Event, HoldPhase, Observed, Timed};
use spotter::session::{InSession, NewSet, SetFigures, Store};

pub const SETS_A_DAY: i64 = 4;
const DAY_S: i64 = 86_400;
const EXERCISES: [&str; 6] = [
    "cat-cow",
    "bird-dog",
    "side-plank",
    "cobra",
    "glute-bridge",
    "superman",
];

/// Fills the history in this folder with so many days, the last one today. Every hundredth set was cut
/// off.
pub fn fill(folder: &Path, days: i64) {
    let mut store = Store::open(&folder.join("history.sqlite")).unwrap();
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let today = since_1970.as_secs() as i64 / DAY_S;
    for day in today - days + 1..=today {
        let mut session = None;
        for number in 0..SETS_A_DAY {
            let nth = day * SETS_A_DAY + number;
            let exercise = EXERCISES[nth.rem_euclid(6) as usize];
            let id = store.begin(&new_set(exercise, day * DAY_S + number * 400, session));
            let id = id.unwrap();
            session = Some(store.set(id).unwrap().session);
            store.record(id, &events(exercise, nth)).unwrap();
        }
    }
}

fn new_set(exercise: &str, started_at: i64, begun: Option<spotter::session::SessionId>) -> NewSet {
    NewSet {
        session: InSession {
            begun,
            routine: Some("Today".into()),
            pain_before: None,
        },
        started_at,
        exercise: exercise.into(),
        exercise_version: "0123456789ab".into(),
        variant: None,
        dose: None,
        source: "camera".into(),
        model: "full".into(),
        app_version: "0.1.0".into(),
        coached: None,
    }
}

/// About forty events: ten repetitions with their holds, faults in every third, a cue for each.
fn events(exercise: &str, nth: i64) -> Vec<Timed> {
    let mut events = vec![(4.0, Event::Start)];
    for n in 1..=10_u32 {
        let side = Some(if n % 2 == 0 { Side::Right } else { Side::Left });
        let (begin_s, hold_s) = (f64::from(n) * 9.0, 4.0 + f64::from(n) / 10.0);
        let hold = |phase, hold_s| Event::Hold {
            phase,
            side,
            hold_s,
        };
        events.push((begin_s, hold(HoldPhase::Begin, 0.0)));
        let is_off = (i64::from(n) + nth) % 3 == 0;
        if is_off {
            for (after_s, band) in [(0.5, Band::Bad), (1.9, Band::Good)] {
                let (id, value) = ("back_sag".into(), -0.125);
                let fault = Event::Fault {
                    id,
                    band,
                    side,
                    value,
                };
                events.push((begin_s + after_s, fault));
            }
            let (fault, text) = ("back_sag".into(), "Draw your belly in".into());
            events.push((begin_s + 1.9, Event::Cue { fault, text }));
        }
        events.push((begin_s + hold_s, hold(HoldPhase::End, hold_s)));
        let rep = Event::Rep {
            n,
            side,
            peak: -3.125 + (nth % 100) as f32 / 10.0,
            range: 66.5,
            in_s: 1.5,
            hold_s,
            out_s: 1.25,
            good: Some(!is_off),
            why: if is_off {
                vec!["back_sag".into()]
            } else {
                Vec::new()
            },
        };
        events.push((begin_s + hold_s + 1.0, rep));
    }
    let events = events.into_iter();
    let mut events: Vec<Timed> = events.map(|(t_s, event)| Timed { t_s, event }).collect();
    let observed = Observed {
        until_s: 105.0,
        frames: 1575,
        frames_with_person: 1570,
        ..Observed::default()
    };
    if nth % 100 != 0 {
        events.push(SetFigures::of(exercise, &events, observed).event());
    }
    events
}
