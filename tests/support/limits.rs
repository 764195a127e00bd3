//! Recordings of a fault just inside good and just beyond bad, for every fault row of every
//! exercise.
//!
//! The size that the performer's fault needs for that is searched for and not written by hand, so
//! that limits can be moved in the exercise files. The sizes that were found are kept in
//! `tests/data/fault_sizes.json`, because a search takes a dozen recordings. A size that no longer
//! fits is searched for again.

// Every test binary and example that includes this file uses another part of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use spotter::coach::{Band, Event};
use spotter::exercise::{
    CycleTime, Exercise, Fault, Kind, Limits, MeasureId, Movement, Phase, Severity, SizeUnit,
};

use crate::recording::{RATE_HZ, Recording, outline_track, track_path};

/// A measure is read in this many steps between warn and bad. The distance from warn to bad is the
/// *width* below.
const STEPS: i32 = 40;
/// A measure is read up to this many widths outside the limits.
const REACH: i32 = 2;
/// A recording is inside good, or beyond bad, by at most this part of the width.
const NEAR: f32 = 0.35;
/// Seconds that a change to "a little off" has to last.
const SETTLE_S: f32 = 0.3;

/// Faults of a limb that has to be the one towards the camera, and the side that works then.
pub const NEAR_LIMBS: [(&str, &str); 6] = [
    ("bird-dog", "knee_bent"),
    ("bird-dog", "leg_high"),
    ("bird-dog", "hip_hike"),
    ("bird-dog", "shoulder_sink"),
    ("bird-dog", "limb_low"),
    ("knee-to-chest", "other_knee_bent"),
];
pub const SIDE_FOR_NEAR_LIMBS: &str = "right";

/// Faults that are judged only where every point is seen, although this camera does not see them
/// all: the far shoulder is behind the near one, the supporting one behind a chest that turns to the
/// floor, the knee behind the hand that lies on it, the pulled thigh behind the crossed one, the far
/// limbs behind the near ones. In their recordings every point is seen.
const ALL_SEEN: [(&str, &str); 6] = [
    ("superman", "one_side"),
    ("piriformis-stretch", "rushed"),
    ("piriformis-stretch", "not_crossed"),
    ("bird-dog", "rush"),
    ("side-plank", "roll"),
    ("seated-forward-bend", "knees_bend"),
];

/// The size just inside good, and the one just beyond bad.
pub type Sizes = [f32; 2];

/// Sizes by exercise and fault.
pub type AllSizes = BTreeMap<String, BTreeMap<String, Sizes>>;

pub fn sizes_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fault_sizes.json")
}

static KNOWN: LazyLock<AllSizes> = LazyLock::new(|| {
    let text = std::fs::read_to_string(sizes_path()).unwrap_or_else(|_| "{}".to_owned());
    serde_json::from_str(&text).unwrap()
});

/// A fault of an exercise file, and the movement that shows it.
pub struct Row<'a> {
    pub exercise: &'a Exercise,
    pub movement: &'a Movement,
    pub fault: &'a Fault,
}

/// A fault's limits, with the sign turned so that more is worse.
#[derive(Clone, Copy)]
pub struct Edges {
    sign: f32,
    warn: f32,
    bad: f32,
    width: f32,
}

/// A recording and the size of the fault in it, or the sizes that were tried in vain.
pub type Found = Result<(f32, Recording), String>;

impl Row<'_> {
    /// Where good ends and bad begins. A suggestion is spoken when the movement stalls short of the
    /// target, so the entrance of the target takes the place of bad.
    pub fn edges(&self) -> Option<Edges> {
        let cycle = &self.exercise.cycle;
        let (sign, warn, bad) = match self.fault.limits {
            Limits::Yes => return None,
            Limits::Above { warn, bad } => (1.0, warn, bad.unwrap_or(cycle.enter)),
            Limits::Below { warn, bad } => (-1.0, -warn, -bad.unwrap_or(cycle.enter)),
        };
        let width = if self.is_suggestion() {
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

    pub fn is_suggestion(&self) -> bool {
        self.fault.limits.is_suggestion()
    }

    /// Whether the fault reads the outline of the back. Rendering its recordings takes minutes, so
    /// they are kept as tracks.
    pub fn needs_outline(&self) -> bool {
        let listens = self.fault.when.iter();
        sees_outline(self.exercise, self.fault.measure)
            || listens
                .map(|when| when.measure)
                .any(|measure| sees_outline(self.exercise, measure))
    }

    /// The names of the tracks of a fault that needs the outline.
    pub fn track_names(&self) -> [String; 2] {
        ["inside", "beyond"]
            .map(|what| format!("limit_{}_{}_{what}", self.exercise.id, self.fault.id))
    }

    /// A repetition with the fault at this size.
    fn recording(&self, size: f32) -> Recording {
        let id = &self.fault.id;
        let rest_s = if self.fault.phases.contains(&Phase::Start) {
            5.0
        } else {
            2.0
        };
        // A stall has to last for longer than the performer usually stays.
        let tempo = if self.is_suggestion() { 0.5 } else { 1.0 };
        // The time of a flow is known once it has gone there and back.
        let reps = if self.exercise.id == "cat-cow" { 2 } else { 1 };
        let mut settings = format!("reps={reps},rest={rest_s},tempo={tempo},fault={id}={size}");
        if NEAR_LIMBS.contains(&(&self.exercise.id, id)) {
            write!(settings, ",side={SIDE_FOR_NEAR_LIMBS}").unwrap();
        }
        let recording = if self.needs_outline() {
            // Half the rate: every frame is rendered.
            Recording::rendered(self.movement, &settings, RATE_HZ / 2.0)
        } else {
            Recording::performed(self.movement, &settings, RATE_HZ)
        };
        if ALL_SEEN.contains(&(&self.exercise.id, id)) {
            recording.seen_at_least(0.6)
        } else {
            recording
        }
    }

    /// The worst value that the measure has for so long while the fault is judged. It is read by a
    /// coach with a copy of the fault for every step of the measure.
    fn reading(&self, recording: &Recording, edges: Edges, for_s: f32) -> f32 {
        let mut probe = self.exercise.clone();
        let step = edges.width / STEPS as f32;
        let level = |n: i32| edges.warn + n as f32 * step;
        probe.faults = (-REACH * STEPS..=(REACH + 1) * STEPS)
            .map(|n| Fault {
                id: n.to_string(),
                limits: limits(edges, level(n), self.is_suggestion()),
                for_s,
                // This severity neither stops the clock of a hold nor asks the user to lower.
                severity: Severity::Polish,
                ..self.fault.clone()
            })
            .collect();
        let worst = if self.is_suggestion() {
            Band::Warn
        } else {
            Band::Bad
        };
        let told = |event: &Event| match event {
            Event::Fault { id, band, .. } if *band == worst => id.parse().ok(),
            _ => None,
        };
        recording
            .coached(&probe)
            .events
            .iter()
            .filter_map(|timed| told(&timed.event))
            .max()
            .map_or(level(-REACH * STEPS), level)
    }

    /// Sizes to try first, from hardly any to more than the usual one. A fault that is too big is
    /// another pose altogether, in which nothing is counted.
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

    /// Recordings just inside good and just beyond bad: at the sizes that are known where they still
    /// fit, otherwise at sizes that are searched for.
    pub fn recordings(&self) -> [Found; 2] {
        let known = KNOWN.get(&self.exercise.id);
        match known.and_then(|known| known.get(&self.fault.id)) {
            Some(sizes) => self.recordings_near(Some(*sizes)),
            None => self.recordings_near(None),
        }
    }

    /// The same with a search, whatever sizes are known.
    pub fn searched(&self) -> [Found; 2] {
        self.recordings_near(None)
    }

    fn recordings_near(&self, known: Option<Sizes>) -> [Found; 2] {
        let at = |size| Ok((size, self.recording(size)));
        let Some(edges) = self.edges().filter(|_| !self.is_there_or_not()) else {
            return [at(0.0), at(1.0)];
        };
        let near = NEAR * edges.width;
        let step = edges.width / STEPS as f32;
        let for_s = self.fault.for_s;
        // Where good form is a little off on arrival, it is the lasting value that counts.
        let warned_s = if self.is_off_in_passing() {
            for_s
        } else {
            self.warned_s()
        };
        let mut wanted = [
            Wanted::new([edges.warn - near, edges.warn - step], warned_s),
            Wanted::new([edges.bad + step / 2.0, edges.bad + near], for_s),
        ];
        let look = |size: f32, wanted: &mut [Wanted]| {
            let recording = self.recording(size);
            for wanted in wanted.iter_mut().filter(|wanted| wanted.found.is_none()) {
                let read = self.reading(&recording, edges, wanted.for_s);
                wanted.take(size, read, &recording);
            }
        };
        if let Some(known) = known {
            for (size, wanted) in known.into_iter().zip(&mut wanted) {
                look(size, std::slice::from_mut(wanted));
            }
        }
        for size in self.sizes() {
            if wanted.iter().all(Wanted::is_bracketed) {
                break;
            }
            look(size, &mut wanted);
        }
        for wanted in &mut wanted {
            for _ in 0..10 {
                let Some(size) = wanted.middle() else { break };
                look(size, std::slice::from_mut(wanted));
            }
        }
        wanted.map(|wanted| wanted.found.ok_or(wanted.tried))
    }

    /// How long the fault has to be a little off until that is told.
    fn warned_s(&self) -> f32 {
        if self.is_suggestion() {
            self.fault.for_s
        } else {
            // A hundredth less, so that a frame that comes just in time counts as well.
            (SETTLE_S - 0.01).min(self.fault.for_s)
        }
    }

    /// Whether good form is a little off for a moment, on arrival or on leaving.
    pub fn is_off_in_passing(&self) -> bool {
        self.edges().is_some_and(|edges| {
            let good = if self.needs_outline() {
                Recording::named(&outline_track(&self.exercise.id))
            } else {
                self.recording(self.sizes()[0])
            };
            self.reading(&good, edges, self.warned_s()) >= edges.warn
        })
    }

    fn is_there_or_not(&self) -> bool {
        self.movement.fault(&self.fault.id).unwrap().unit == SizeUnit::None
    }
}

/// A search for a recording in which the fault's measure lies between two values.
struct Wanted {
    range: [f32; 2],
    for_s: f32,
    /// Sizes below and above it.
    low: Option<f32>,
    high: Option<f32>,
    found: Option<(f32, Recording)>,
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

    fn take(&mut self, size: f32, read: f32, recording: &Recording) {
        write!(self.tried, " {size:.2}={read:.3}").unwrap();
        if read < self.range[0] {
            self.low = Some(size);
        } else if read < self.range[1] {
            self.found = Some((size, recording.clone()));
        } else {
            self.high = Some(size);
        }
    }
}

/// Limits that are bad from a level on.
fn limits(edges: Edges, level: f32, is_suggestion: bool) -> Limits {
    let least = 0.001 * edges.width;
    let bad = (!is_suggestion).then_some(edges.sign * level);
    let warn = edges.sign * if is_suggestion { level } else { level - least };
    if edges.sign > 0.0 {
        Limits::Above { warn, bad }
    } else {
        Limits::Below { warn, bad }
    }
}

/// Whether a measure is read from the outline of the back.
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

/// The recorded tracks of a fault that needs the outline.
pub fn recorded(row: &Row) -> [Recording; 2] {
    row.track_names().map(|name| {
        let path = track_path(&name);
        assert!(
            path.exists(),
            "no track {name}: cargo run --release --example record -- limits"
        );
        Recording::named(&name)
    })
}
