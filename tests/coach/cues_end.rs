//! A cue stands no longer than its fault lasts, for every exercise and every fault of its synthetic
//! person. Each frame is judged a second time, as a single picture.

use spotter::blazepose::Side;
use spotter::body::Body;
use spotter::coach::{self, Band, Coach, Event, Options, Output, Strictness};
use spotter::exercise::{Exercise, Kind, MeasureId, load, load_movement};
use spotter::screen::{self, BannerLook, Scene};

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
        let scene = screen::scene(coach.exercise(), &coach.snapshot(), Some(&body));
        let Scene::Coach(scene) = scene else {
            continue;
        };
        let mut complain = |what: &str| wrong.push(format!("{:.2}: {what}", body.t_s));
        let text = &scene.banner.text;
        let is_cue = scene.banner.look == BannerLook::Cue;
        let is_marked = scene.figure.is_some_and(|figure| figure.cue.is_some());
        if is_marked && !is_cue {
            complain("a mark without a cue");
        }
        let Some(cued) = cued.as_ref().filter(|_| is_cue) else {
            continue;
        };
        if cued.since_s < counted_s {
            complain(&format!("{text:?} of a movement that is over"));
        }
        let side = scene.side.map(|(side, _)| side);
        if is_good(&exercise, &cued.fault, &body, start.as_ref(), side) {
            complain(&format!("{text:?} while it is good, marked: {is_marked}"));
        }
    }
    wrong
}

/// Whether a single picture shows that a fault is not there.
fn is_good(
    exercise: &Exercise,
    fault: &str,
    body: &Body,
    start: Option<&Body>,
    side: Option<Side>,
) -> bool {
    let rule = exercise.faults.iter().find(|rule| rule.id == fault);
    if rule.is_none_or(|rule| looks_back(exercise, rule.measure)) {
        return false;
    }
    let check = coach::check(exercise, body, start, side, Strictness::Standard);
    let mut faults = check.faults.iter();
    faults.any(|check| check.id == fault && check.band == Some(Band::Good))
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
