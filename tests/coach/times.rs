//! How long a flow takes from end to end, as the coach reads it.

use spotter::coach::Event;
use spotter::exercise::{Limits, load, load_movement};

use crate::recording::{RATE_HZ, Recording};

/// Readings of the time from end to end of a set whose ways take `seconds` each.
fn readings(seconds: f64) -> Vec<f32> {
    let mut exercise = load("cat-cow", None, None).unwrap();
    for fault in exercise
        .faults
        .iter_mut()
        .filter(|fault| fault.id == "fast")
    {
        // Told however long it takes.
        fault.limits = Limits::Below {
            warn: 99.0,
            bad: Some(98.0),
        };
    }
    let movement = load_movement("cat-cow", None, None).unwrap();
    // The fault's size is the time from end to end and a quarter.
    let settings = format!("reps=3,fault=fast={}", seconds / 0.8);
    let done = Recording::performed(&movement, &settings, RATE_HZ).coached(&exercise);
    done.events
        .iter()
        .filter_map(|timed| match &timed.event {
            Event::Fault { id, value, .. } if id == "fast" => Some(*value),
            _ => None,
        })
        .collect()
}

#[test]
fn a_flow_is_timed_from_leaving_one_end_to_reaching_the_other() {
    for seconds in [0.6, 1.2, 2.0] {
        let read = readings(seconds);
        assert!(read.len() >= 3, "{seconds} s: {read:?}");
        // The way back passes the middle, where this figure hardly moves for a moment: a little more.
        for value in &read {
            let ratio = f64::from(*value) / seconds;
            assert!((0.85..1.25).contains(&ratio), "{seconds} s: {read:?}");
        }
    }
}

#[test]
fn a_breath_each_way_is_slow_enough() {
    let exercise = load("cat-cow", None, None).unwrap();
    let movement = load_movement("cat-cow", None, None).unwrap();
    let cues = |size: f64| {
        let settings = format!("reps=3,fault=fast={size}");
        let done = Recording::performed(&movement, &settings, RATE_HZ).coached(&exercise);
        (done.summary.reps.total, done.cues().contains(&"fast"))
    };
    // 1.2 s each way, and 0.48 s.
    assert_eq!(cues(1.5), (3, false));
    assert_eq!(cues(0.6), (3, true));
}
