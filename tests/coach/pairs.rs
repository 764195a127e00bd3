//! Every fault row of every exercise at its limits: the synthetic person's own joints, with the
//! fault just inside good and just beyond bad. How big the fault is for that is searched for, not
//! written down, so that limits can be moved in the files.

use std::fmt::Write;

use spotter::coach::{Band, Event};
use spotter::exercise::{
    CycleTime, Exercise, Fault, Kind, Limits, MeasureId, Movement, Phase, Severity, SizeUnit,
    load_movement,
};

use crate::rehearsal::{Reel, Rehearsed, with_short_holds};

/// Steps in which a measure is read, to a width between warn and bad.
const STEPS: i32 = 40;
/// Widths on either side of the limits within which a measure is read.
const REACH: i32 = 2;
/// A track lies inside good, or beyond bad, by at most this part of the width.
const NEAR: f32 = 0.35;
/// A change to "a little off" has to last so long.
const SETTLE_S: f32 = 0.3;

/// Rows about a limb that has to be the one towards the camera, and the side at work then.
pub const NEAR_LIMBS: [(&str, &str); 6] = [
    ("bird-dog", "knee_bent"),
    ("bird-dog", "leg_high"),
    ("bird-dog", "hip_hike"),
    ("bird-dog", "shoulder_sink"),
    ("bird-dog", "limb_low"),
    ("knee-to-chest", "other_knee_bent"),
];
pub const SIDE_FOR_NEAR_LIMBS: &str = "right";
/// Judged only where every point is seen, which this camera does not see: the far shoulder is
/// behind the near one, the supporting one behind a chest that turns to the floor, the knee behind
/// the hand that lies on it, the pulled thigh behind the crossed one, the far limbs behind the near.
const ALL_SEEN: [(&str, &str); 6] = [
    ("superman", "one_side"),
    ("piriformis-stretch", "rushed"),
    ("piriformis-stretch", "not_crossed"),
    ("bird-dog", "rush"),
    ("side-plank", "roll"),
    ("seated-forward-bend", "knees_bend"),
];
/// A fault row and the synthetic person who shows it.
struct Row<'a> {
    exercise: &'a Exercise,
    movement: &'a Movement,
    fault: &'a Fault,
}

/// A row's limits, turned so that more is worse.
#[derive(Clone, Copy)]
struct Edges {
    sign: f32,
    warn: f32,
    bad: f32,
    width: f32,
}

impl Row<'_> {
    /// Where good ends and bad begins. An invitation is spoken when the movement stalls short of
    /// the target, whose entrance then takes the place of bad.
    fn edges(&self) -> Option<Edges> {
        let cycle = &self.exercise.cycle;
        let (sign, warn, bad) = match self.fault.limits {
            Limits::Is(_) => return None,
            Limits::Above { warn, bad } => (1.0, warn, bad.unwrap_or(cycle.enter)),
            Limits::Below { warn, bad } => (-1.0, -warn, -bad.unwrap_or(cycle.enter)),
        };
        let width = if self.is_invitation() {
            (cycle.enter - cycle.touch).abs()
        } else {
            bad - warn
        };
        Some(Edges {
            sign,
            warn,
            bad,
            width,
        })
    }

    fn is_invitation(&self) -> bool {
        self.fault.limits.is_invitation()
    }

    fn with_mask(&self) -> bool {
        // Only where the row itself looks at it: it takes a picture of every frame.
        sees_outline(self.exercise, self.fault.measure)
            || self
                .fault
                .when
                .iter()
                .any(|when| sees_outline(self.exercise, when.measure))
    }

    /// A repetition with the fault at this size.
    fn film(&self, size: f32) -> Reel {
        let id = &self.fault.id;
        let rest_s = if self.fault.phases.contains(&Phase::Start) {
            5.0
        } else {
            2.0
        };
        // A stall has to last for longer than the person usually stays.
        let tempo = if self.is_invitation() { 0.5 } else { 1.0 };
        // A flow's time from end to end is known once it has gone to and fro.
        let reps = if self.exercise.id == "cat-cow" { 2 } else { 1 };
        let mut settings = format!("reps={reps},rest={rest_s},tempo={tempo},fault={id}={size}");
        if NEAR_LIMBS.contains(&(&self.exercise.id, id)) {
            write!(settings, ",side={SIDE_FOR_NEAR_LIMBS}").unwrap();
        }
        let mut reel = Reel::film(self.movement, &settings, self.with_mask());
        if ALL_SEEN.contains(&(&self.exercise.id, id)) {
            for landmark in reel.poses.iter_mut().flat_map(|pose| &mut pose.landmarks) {
                landmark.visibility = landmark.visibility.max(0.6);
            }
        }
        reel
    }

    /// The worst that the row's measure comes to for so long while the row listens, as a coach
    /// sees it whose rows ask in small steps whether it is worse.
    fn reading(&self, reel: &Reel, edges: Edges, for_s: f32) -> f32 {
        let mut probe = self.exercise.clone();
        let step = edges.width / STEPS as f32;
        let level = |n: i32| edges.warn + n as f32 * step;
        probe.faults = (-REACH * STEPS..=(REACH + 1) * STEPS)
            .map(|n| Fault {
                id: n.to_string(),
                limits: limits(edges, level(n), self.is_invitation()),
                for_s,
                // No clock stops for it, and nobody is asked to lower.
                severity: Severity::Polish,
                ..self.fault.clone()
            })
            .collect();
        let worst = if self.is_invitation() {
            Band::Warn
        } else {
            Band::Bad
        };
        let told = |event: &Event| match event {
            Event::Fault { id, band, .. } if *band == worst => id.parse().ok(),
            _ => None,
        };
        reel.play(&probe)
            .events
            .iter()
            .filter_map(|timed| told(&timed.event))
            .map(level)
            .fold(level(-REACH * STEPS), f32::max)
    }

    /// Sizes that are looked at first, from harmless to more than the usual one: too much of a
    /// fault is another pose altogether, in which nothing is counted.
    fn sizes(&self) -> Vec<f32> {
        let shown = self.movement.fault(&self.fault.id).unwrap();
        let is_hold_time = matches!(
            self.exercise.measure(self.fault.measure).kind,
            Kind::Time(CycleTime::Hold)
        );
        let usual = |shares: &[f32]| shares.iter().map(|share| share * shown.size).collect();
        match shown.unit {
            SizeUnit::S if is_hold_time => usual(&[0.2, 0.6, 1.0, 1.3]),
            SizeUnit::S => vec![4.0, 2.0, 1.2, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1],
            SizeUnit::Share => vec![0.0, 0.25, 0.5, 0.6, 0.7, 0.75, 1.0],
            SizeUnit::None => vec![0.0, 1.0],
            SizeUnit::Deg | SizeUnit::Cm => usual(&[
                0.0, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0, 1.15, 1.3, 1.45, 1.6, 1.8, 2.0,
            ]),
        }
    }

    /// Films just inside good and just beyond bad, or why there are none.
    fn films(&self, edges: Edges) -> [Result<Reel, String>; 2] {
        let near = NEAR * edges.width;
        let step = edges.width / STEPS as f32;
        let for_s = self.fault.for_s;
        if self.is_there_or_not() {
            return [0.0, 1.0].map(|size| Ok(self.film(size)));
        }
        // Where good form is a little off on arrival, it is the lasting value that counts.
        let warned_s = if self.is_off_in_passing(edges) {
            for_s
        } else {
            self.warned_s()
        };
        let mut wanted = [
            Wanted::new([edges.warn - near, edges.warn - step], warned_s),
            Wanted::new([edges.bad + step / 2.0, edges.bad + near], for_s),
        ];
        for size in self.sizes() {
            if wanted.iter().all(Wanted::is_bracketed) {
                break;
            }
            let reel = self.film(size);
            for wanted in &mut wanted {
                if !wanted.is_bracketed() {
                    let read = self.reading(&reel, edges, wanted.for_s);
                    wanted.take(size, read, &reel);
                }
            }
        }
        wanted.map(|mut wanted| {
            for _ in 0..10 {
                let Some(size) = wanted.middle() else { break };
                let reel = self.film(size);
                let read = self.reading(&reel, edges, wanted.for_s);
                wanted.take(size, read, &reel);
            }
            wanted.found.ok_or(wanted.tried)
        })
    }

    /// How long the row has to be a little off until that is told.
    fn warned_s(&self) -> f32 {
        if self.is_invitation() {
            self.fault.for_s
        } else {
            // A hundredth less: a frame that comes just in time is to be seen as well.
            (SETTLE_S - 0.01).min(self.fault.for_s)
        }
    }

    /// Whether good form is a little off for a moment, on arrival or on leaving.
    fn is_off_in_passing(&self, edges: Edges) -> bool {
        let good = self.film(self.sizes()[0]);
        self.reading(&good, edges, self.warned_s()) >= edges.warn
    }

    fn is_there_or_not(&self) -> bool {
        self.movement.fault(&self.fault.id).unwrap().unit == SizeUnit::None
    }

    /// What is wrong with the pair.
    fn wrong(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let [inside, beyond] = match self.edges() {
            None => [Ok(self.film(0.0)), Ok(self.film(1.0))],
            Some(edges) => self.films(edges),
        };
        match inside {
            Ok(reel) => {
                let done = reel.play(self.exercise);
                let mut told = bands(&done, &self.fault.id);
                if self
                    .edges()
                    .is_some_and(|edges| self.is_off_in_passing(edges))
                {
                    told.retain(|(band, _)| *band == Band::Bad);
                }
                if !told.is_empty() || !done.cues().is_empty() || !done.bad().is_empty() {
                    wrong.push(format!("inside: {}", seen(&done, &told)));
                }
            }
            Err(tried) => wrong.push(format!("inside: no size shows it:{tried}")),
        }
        match beyond {
            Ok(reel) => {
                let done = reel.play(self.exercise);
                let id = self.fault.id.as_str();
                let bad: &[&str] = if self.is_invitation() { &[] } else { &[id] };
                if done.bad() != bad || !is_told_once(&done, id) {
                    wrong.push(format!("beyond: {}", seen(&done, &bands(&done, id))));
                }
            }
            Err(tried) => wrong.push(format!("beyond: no size shows it:{tried}")),
        }
        wrong
    }
}

/// A film in which the row's measure lies between two values.
struct Wanted {
    range: [f32; 2],
    for_s: f32,
    /// Sizes below and above it.
    low: Option<f32>,
    high: Option<f32>,
    found: Option<Reel>,
    tried: String,
}

impl Wanted {
    fn new(range: [f32; 2], for_s: f32) -> Self {
        Wanted {
            range,
            for_s,
            low: None,
            high: None,
            found: None,
            tried: String::new(),
        }
    }

    fn is_bracketed(&self) -> bool {
        self.found.is_some() || (self.low.is_some() && self.high.is_some())
    }

    fn middle(&self) -> Option<f32> {
        if self.found.is_some() {
            return None;
        }
        Some((self.low? + self.high?) / 2.0)
    }

    fn take(&mut self, size: f32, read: f32, reel: &Reel) {
        write!(self.tried, " {size:.2}={read:.3}").unwrap();
        if read < self.range[0] {
            self.low = Some(size);
        } else if read < self.range[1] {
            self.found = Some(reel.clone());
        } else {
            self.high = Some(size);
        }
    }
}

/// Limits that are bad from a level on.
fn limits(edges: Edges, level: f32, is_invitation: bool) -> Limits {
    let least = 0.001 * edges.width;
    let bad = (!is_invitation).then_some(edges.sign * level);
    let warn = edges.sign * if is_invitation { level } else { level - least };
    if edges.sign > 0.0 {
        Limits::Above { warn, bad }
    } else {
        Limits::Below { warn, bad }
    }
}

pub fn sees_outline(exercise: &Exercise, id: MeasureId) -> bool {
    match &exercise.measure(id).kind {
        Kind::Outline(_) => true,
        Kind::Of(id) | Kind::Rate(id) | Kind::Swing(id) | Kind::Range(id) => {
            sees_outline(exercise, *id)
        }
        Kind::Min(ids) | Kind::Max(ids) | Kind::FirstKnown(ids) => {
            ids.iter().any(|id| sees_outline(exercise, *id))
        }
        _ => false,
    }
}

/// Whether this cue and no other is given, once in the movement.
fn is_told_once(done: &Rehearsed, id: &str) -> bool {
    let is_cue = |event: &Event| matches!(event, Event::Cue { .. });
    let is_end = |event: &Event| matches!(event, Event::Rep { .. } | Event::Partial { .. });
    let from_first = done.events.iter().skip_while(|timed| !is_cue(&timed.event));
    let in_movement = from_first.take_while(|timed| !is_end(&timed.event));
    in_movement.filter(|timed| is_cue(&timed.event)).count() == 1
        && done.cues().iter().all(|cue| *cue == id)
}

/// What was told of a row.
fn bands(done: &Rehearsed, wanted: &str) -> Vec<(Band, f32)> {
    done.events
        .iter()
        .filter_map(|timed| match &timed.event {
            Event::Fault {
                id, band, value, ..
            } if id == wanted => Some((*band, *value)),
            _ => None,
        })
        .collect()
}

fn seen(done: &Rehearsed, told: &[(Band, f32)]) -> String {
    format!(
        "told {told:?}, bad {:?}, cues {:?}, counted {}, partials {}",
        done.bad(),
        done.cues(),
        done.summary.reps.total,
        done.summary.partials
    )
}

fn every_row_is_told_beyond_its_limits_and_only_there(id: &str) {
    let exercise = with_short_holds(id);
    let movement = load_movement(id, None).unwrap();
    let mut all = String::new();
    for fault in &exercise.faults {
        if std::env::var("ONLY").is_ok_and(|only| only != fault.id) {
            continue;
        }
        let row = Row {
            exercise: &exercise,
            movement: &movement,
            fault,
        };
        for why in row.wrong() {
            writeln!(all, "{id} {}: {why}", fault.id).unwrap();
        }
    }
    assert!(all.is_empty(), "\n{all}");
}

each_exercise! { every_row_is_told_beyond_its_limits_and_only_there }
