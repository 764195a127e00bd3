//! One limb where two are asked for. A bird dog with an arm or a leg alone is partial and says so.
//! A superman with one arm and the opposite leg is the gentle form.

use spotter::coach::{Event, PartialWhy};
use spotter::exercise::{load, load_movement};

use crate::recording::{Coached, RATE_HZ, Recording};

/// Side-on, and off it by 15 and 40 degrees to either side.
const AZIMUTHS_DEG: [i32; 5] = [-40, -15, 0, 15, 40];

/// The far limbs are seen as well as the pose model sees raised ones. There is no outline of the
/// back.
fn performed(id: &str, settings: &str) -> Coached {
    let movement = load_movement(id, None, None).unwrap();
    Recording::performed(&movement, settings, RATE_HZ)
        .seen_at_least(0.6)
        .coached(&load(id, None, None).unwrap())
}

#[test]
fn a_bird_dog_of_one_limb_is_partial_and_says_so() {
    for fault in ["one_limb_arm", "one_limb_leg"] {
        for azimuth in AZIMUTHS_DEG {
            let done = performed("bird-dog", &format!("fault={fault},azimuth={azimuth}"));
            let name = format!("{fault} from {azimuth}");
            assert_eq!(done.summary.reps.total, 0, "{name}");
            // Far off side-on the resting limbs are not always seen to rest.
            if azimuth.abs() < 30 {
                assert_eq!(done.partials(), [PartialWhy::OneLimbOnly; 2], "{name}");
            }
            assert_eq!(done.cues(), [""; 0], "{name}");
        }
    }
}

#[test]
fn an_alternating_superman_counts_and_is_told_once_what_the_full_form_is() {
    for azimuth in AZIMUTHS_DEG {
        let settings = format!("reps=4,fault=one_side=1,azimuth={azimuth}");
        let done = performed("superman", &settings);
        assert_eq!(done.summary.reps.total, 4, "from {azimuth}");
        let cues = done.cues();
        assert!(!cues.contains(&"one_end"), "from {azimuth}: {cues:?}");
        let told = cues.iter().filter(|cue| **cue == "one_side").count();
        assert!(told <= 1, "from {azimuth}: {cues:?}");
    }
    let done = performed("superman", "reps=4,fault=one_side=1");
    let why: Vec<_> = done
        .events
        .iter()
        .filter_map(|timed| match &timed.event {
            Event::Rep { why, .. } => Some(why.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(why, vec![vec!["one_side".to_owned()]; 4]);
    assert_eq!(done.cues(), ["one_side"]);
}

#[test]
fn a_real_alternating_superman_counts_eight() {
    let exercise = load("superman", None, None).unwrap();
    let events = Recording::named("a_alternating-superman")
        .coached(&exercise)
        .events;
    let count = |wanted: fn(&Event) -> bool| events.iter().filter(|t| wanted(&t.event)).count();
    assert_eq!(count(|event| matches!(event, Event::Rep { .. })), 8);
    assert_eq!(count(|event| matches!(event, Event::Partial { .. })), 0);
    let told = |event: &Event| matches!(event, Event::Cue { fault, .. } if fault == "one_side");
    assert_eq!(events.iter().filter(|t| told(&t.event)).count(), 1);
}
