//! The demonstration follows its coach. Without the pose model, the performer's whole dose of every
//! exercise and variant is good, nothing is corrected, and the sides come in the order that was
//! asked for.

use crate::demonstration::{Demonstrated, demonstrate};
use spotter::blazepose::Side;
use spotter::coach::{Band, Event, Options};
use spotter::exercise::{CycleKind, Exercise, load, load_movement};

/// Frames per second that a laptop manages live.
const RATE_HZ: f64 = 10.0;
/// Time limit in seconds. The longest dose takes half of it.
const AT_MOST_S: f64 = 400.0;

fn show(id: &str, variant: Option<&str>, settings: &str) -> (Exercise, Demonstrated) {
    let exercise = load(id, variant, None).unwrap();
    let movement = load_movement(id, variant, None).unwrap();
    let times_s = (0..).map(|frame| f64::from(frame) / RATE_HZ);
    let times_s = times_s.take_while(|t_s| *t_s < AT_MOST_S);
    let options = Options::usual(&exercise, true).unwrap();
    let shown = demonstrate(&exercise, &movement, settings, options, times_s);
    (exercise, shown)
}

/// What is wrong with the demonstration of a dose.
fn complaints(exercise: &Exercise, shown: &Demonstrated) -> Vec<String> {
    let mut wrong = Vec::new();
    let dose = Options::usual(exercise, true).unwrap().dose;
    let wanted = dose.reps * if exercise.cycle.side.is_some() { 2 } else { 1 };
    let reps = &shown.coached.summary.reps;
    if reps.total != wanted || !shown.is_done {
        wrong.push(format!("{} of {wanted} counted", reps.total));
    }
    if shown.coached.summary.partials > 0 {
        wrong.push(format!("{} half", shown.coached.summary.partials));
    }
    let mut sides = Vec::new();
    for timed in &shown.coached.events {
        match &timed.event {
            Event::Rep {
                n, side, good, why, ..
            } => {
                sides.push(*side);
                if *good != Some(true) {
                    wrong.push(format!("number {n} is not good: {why:?}"));
                }
            }
            Event::Cue { text, .. } => wrong.push(format!("corrected: {text}")),
            // On the way into a hold a measure is a little off for a moment.
            Event::Fault {
                id,
                band: Band::Bad,
                value,
                ..
            } => wrong.push(format!("{id} is bad at {value}")),
            Event::Unseen { text, .. } => wrong.push(format!("unseen: {text}")),
            Event::Lost => wrong.push("lost".to_owned()),
            _ => {}
        }
    }
    let own = shown.shown.iter().map(|side| {
        side.map(|side| match side {
            spotter::blazepose::Side::Left => Side::Left,
            spotter::blazepose::Side::Right => Side::Right,
        })
    });
    if exercise.cycle.side.is_some() && !own.eq(sides.iter().copied()) {
        wrong.push(format!("counted as {sides:?}, shown as {:?}", shown.shown));
    }
    wrong.extend(asked_otherwise(exercise, shown, &sides));
    wrong
}

/// The sides that were asked for, one by one, and the side of the next repetition.
fn asked_otherwise(
    exercise: &Exercise,
    shown: &Demonstrated,
    sides: &[Option<Side>],
) -> Vec<String> {
    let Some(words) = &exercise.cycle.side_words else {
        return Vec::new();
    };
    let mut wrong = Vec::new();
    let spoken = shown.spoken();
    let named: Vec<Side> = spoken
        .iter()
        .filter(|text| text.starts_with("Begin") || text.contains("Other side"))
        .filter_map(|text| {
            let is = |word: &String| text.contains(word.as_str());
            (is(&words.left))
                .then_some(Side::Left)
                .or(is(&words.right).then_some(Side::Right))
        })
        .collect();
    let mut first_of_each: Vec<Side> = sides.iter().flatten().copied().collect();
    if exercise.cycle.kind == CycleKind::Alternating {
        first_of_each.truncate(1);
    } else {
        first_of_each.dedup();
    }
    // Somebody who has begun without holding still is not asked to begin.
    if !spoken.iter().any(|text| text.starts_with("Begin")) {
        first_of_each.drain(..1);
    }
    if named != first_of_each {
        wrong.push(format!(
            "asked for {named:?}, done {first_of_each:?}: {spoken:?}"
        ));
    }
    wrong
}

fn whole_dose(id: &str) {
    let plain = load(id, None, None).unwrap();
    let variants = plain
        .variants
        .iter()
        .map(|variant| Some(variant.id.as_str()));
    let mut told = String::new();
    for variant in std::iter::once(None).chain(variants) {
        let (exercise, shown) = show(id, variant, "");
        for wrong in complaints(&exercise, &shown) {
            told.push_str(&format!("\n  {}: {wrong}", variant.unwrap_or("as it is")));
        }
    }
    assert!(told.is_empty(), "{id}:{told}");
}

mod the_whole_dose_is_good_and_the_sides_come_as_asked {
    each_exercise! { super::whole_dose }
}
