//! A cue stands no longer than its fault lasts, for every exercise and every fault of its synthetic
//! person. Each frame is judged a second time, as a single picture.

use spotter::coach::{self, Band, Coach, Event, Options, Output, Strictness};
use spotter::exercise::{Exercise, Kind, MeasureId, load, load_movement};
use spotter::screen::{self, BannerLook, CoachScene, Scene};

use crate::recording::{RATE_HZ, Recording};

/// A cue on the banner: of which rule, since when.
struct Cued {
    fault: String,
    since_s: f64,
}

/// Whether a measure is made of several frames, so that a still picture shows nothing of it.
fn looks_back(exercise: &Exercise, id: MeasureId) -> bool {
    let any = |ids: &[MeasureId]| ids.iter().any(|id| looks_back(exercise, *id));
    match &exercise.measure(id).kind {
        Kind::Speed(_) | Kind::Rate(_) | Kind::Swing(_) | Kind::Range(_) | Kind::Time(_) => true,
        Kind::Of(id) => any(&[*id]),
        Kind::Min(ids) | Kind::Max(ids) | Kind::FirstKnown(ids) => any(ids),
        Kind::Sum(parts) => parts.iter().any(|(id, _)| any(&[*id])),
        _ => false,
    }
}

/// Plays a recording as a live set, and lists where a cue stands or begins while nothing is off.
fn untrue(exercise: &Exercise, recording: &Recording) -> Vec<String> {
    let mut exercise = exercise.clone();
    for dose in exercise.doses.values_mut() {
        dose.hold_s = dose.hold_s.min(5.0);
        dose.reps = 20;
    }
    let options = Options::usual(&exercise, true).unwrap();
    let mut coach = Coach::new(exercise.clone(), options);
    let mut out = Output::default();
    let (mut cued, mut start, mut counted_s) = (None::<Cued>, None, 0.0);
    let mut wrong = Vec::new();
    for body in recording.bodies() {
        coach.step(body.t_s, Some(&body), &mut out);
        for timed in &out.events {
            match &timed.event {
                Event::Start => start = Some(body),
                Event::Rep { .. } => counted_s = timed.t_s,
                Event::Cue { fault, .. } => {
                    cued = Some(Cued {
                        fault: fault.clone(),
                        since_s: timed.t_s,
                    });
                }
                _ => {}
            }
        }
        let Scene::Coach(CoachScene {
            banner,
            figure,
            side,
            ..
        }) = screen::scene(coach.exercise(), &coach.snapshot(), Some(&body))
        else {
            continue;
        };
        let is_marked = figure.is_some_and(|figure| figure.cue.is_some());
        let is_cue = banner.look == BannerLook::Cue;
        if is_marked && !is_cue {
            wrong.push(format!("{:.2}: a mark without a cue", body.t_s));
        }
        let Some(cued) = cued.as_ref().filter(|_| is_cue) else {
            continue;
        };
        if cued.since_s < counted_s {
            wrong.push(format!(
                "{:.2}: {:?} of a movement that is over",
                body.t_s, banner.text
            ));
        }
        let rule = exercise.faults.iter().find(|fault| fault.id == cued.fault);
        if rule.is_none_or(|rule| looks_back(&exercise, rule.measure)) {
            continue;
        }
        let side = side.map(|(side, _)| side);
        let check = coach::check(&exercise, &body, start.as_ref(), side, Strictness::Standard);
        let band = check
            .faults
            .iter()
            .find(|fault| fault.id == cued.fault)
            .and_then(|fault| fault.band);
        if band == Some(Band::Good) {
            wrong.push(format!(
                "{:.2}: {:?} while it is good, marked: {is_marked}",
                body.t_s, banner.text
            ));
        }
    }
    wrong
}

fn no_cue_outlives_its_fault(id: &str) {
    let exercise = load(id, None, None).unwrap();
    let movement = load_movement(id, None, None).unwrap();
    let faults: Vec<&str> = movement.fault_ids().collect();
    for fault in faults {
        let settings = format!("reps=1,fault={fault}");
        let recording = Recording::performed(&movement, &settings, RATE_HZ);
        let wrong = untrue(&exercise, &recording);
        assert!(wrong.is_empty(), "{id} {fault}: {}", wrong.join("\n"));
    }
}

each_exercise! { no_cue_outlives_its_fault }
