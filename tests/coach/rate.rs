//! Few frames a second: nothing is said that so few frames can't show, and this is said once. The
//! performer's truth is played without the pose model, at rates from 1 to 15 frames a second.

use crate::demonstration::{Demonstrated, demonstrate};
use crate::recording::PERFORMED;
use spotter::coach::{Event, Options};
use spotter::exercise::{Dose, Exercise, load, load_movement};

/// Frames a second.
const RATES_HZ: [f64; 5] = [2.0, 3.0, 5.0, 8.0, 15.0];
/// With a lower rate nothing is judged.
const JUDGED_FROM_HZ: f64 = 3.0;
const TOO_FEW: &str = "Too few pictures: I only count";

/// Frame times of a camera that doesn't keep to them exactly: each is off by up to a fifth.
fn times_s(rate_hz: f64, until_s: f64) -> impl Iterator<Item = f64> {
    let jitter = |frame: u32| f64::from(frame.wrapping_mul(2_654_435_761) >> 16) / 65_536.0;
    (0..(until_s * rate_hz) as u32)
        .map(move |frame| (f64::from(frame) + 0.4 * (jitter(frame) - 0.5)) / rate_hz)
        .map(|t_s| t_s.max(0.0))
}

/// Two of each side, held for eight seconds at most.
fn short(exercise: &Exercise) -> Dose {
    let usual = exercise.dose("standard").unwrap();
    Dose {
        reps: 2,
        hold_s: usual.hold_s.min(8.0),
        ..usual.clone()
    }
}

fn show(id: &str, settings: &str, rate_hz: f64) -> (Exercise, Demonstrated) {
    let exercise = load(id, None, None).unwrap();
    let movement = load_movement(id, None, None).unwrap();
    let options = Options {
        dose: short(&exercise),
        ..Options::usual(&exercise, true).unwrap()
    };
    let times_s = times_s(rate_hz, 100.0);
    let shown = demonstrate(&exercise, &movement, settings, options, times_s);
    (exercise, shown)
}

fn wanted(exercise: &Exercise) -> u32 {
    2 * if exercise.cycle.side.is_some() { 2 } else { 1 }
}

/// Whether each repetition was good.
fn good(shown: &Demonstrated) -> Vec<Option<bool>> {
    let good = |timed: &spotter::coach::Timed| match timed.event {
        Event::Rep { good, .. } => Some(good),
        _ => None,
    };
    shown.coached.events.iter().filter_map(good).collect()
}

fn times_told(shown: &Demonstrated) -> usize {
    let is_told = |text: &&&str| text.contains(TOO_FEW);
    shown.spoken().iter().filter(is_told).count()
}

#[test]
fn good_form_is_counted_and_never_corrected_and_too_few_frames_are_said_once() {
    for (id, _) in PERFORMED {
        for rate_hz in RATES_HZ {
            let (exercise, shown) = show(id, "", rate_hz);
            let name = format!("{id} at {rate_hz}");
            assert_eq!(shown.coached.cues(), [""; 0], "{name}");
            assert_eq!(shown.coached.bad(), [""; 0], "{name}");
            let (reps, half) = (
                shown.coached.summary.reps.total,
                shown.coached.summary.partials,
            );
            assert_eq!((reps, half), (wanted(&exercise), 0), "{name}");
            assert!(!good(&shown).contains(&Some(false)), "{name}");
            let is_judged = rate_hz >= JUDGED_FROM_HZ;
            assert_eq!(times_told(&shown), usize::from(!is_judged), "{name}");
            let told = shown.coached.events.iter().filter(|timed| {
                matches!(&timed.event, Event::Unseen { what, .. } if what == &["frame rate"])
            });
            assert_eq!(told.count(), usize::from(!is_judged), "{name}");
            if !is_judged {
                assert_eq!(good(&shown), vec![None; reps as usize], "{name}");
            }
            if rate_hz >= 8.0 {
                assert_eq!(good(&shown), vec![Some(true); reps as usize], "{name}");
            }
        }
    }
}

#[test]
fn a_fault_is_never_praised_nor_taken_for_another_one() {
    for (id, fault) in PERFORMED {
        let settings = format!("fault={fault}");
        let (_, whole) = show(id, &settings, 15.0);
        for rate_hz in RATES_HZ {
            let (_, shown) = show(id, &settings, rate_hz);
            let name = format!("{id} with {fault} at {rate_hz}");
            let judged = good(&whole);
            for (one, of_many) in good(&shown).iter().zip(judged) {
                let is_praised = *one == Some(true) && of_many == Some(false);
                assert!(!is_praised, "{name}");
            }
            for other in shown.coached.bad() {
                assert!(whole.coached.bad().contains(&other), "{name}: {other}");
            }
            for cue in shown.coached.cues() {
                assert!(whole.coached.cues().contains(&cue), "{name}: {cue}");
            }
        }
    }
}

#[test]
fn with_a_frame_a_second_nothing_begins_and_the_reason_is_given() {
    for (id, _) in PERFORMED {
        let (_, shown) = show(id, "", 1.0);
        let spoken = shown.spoken();
        let begun = shown.coached.events.iter();
        assert_eq!(
            begun.filter(|timed| timed.event == Event::Start).count(),
            0,
            "{id}: {spoken:?}"
        );
        let told = spoken
            .iter()
            .filter(|text| text.contains("too few pictures to count"));
        assert!(told.count() > 0, "{id}: {spoken:?}");
        assert!(!spoken.contains(&"Hold still"), "{id}: {spoken:?}");
    }
}
