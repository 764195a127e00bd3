//! The performer's truth through the rules of an exercise, without the network in between: what
//! the coach would say to somebody whom it sees perfectly.

use image::RgbImage;
use spotter::blazepose::{LANDMARKS, index};
use spotter::body::Body;
use spotter::coach::{Coach, Event, Observed, Options, Output, Sound, Summary, Timed};
use spotter::exercise::{Dose, Exercise, Movement, load};
use spotter::performer::{self, Demonstration, RequestedDose, SyntheticVideo, Truth};
use spotter::pose::{ContinuityJudge, Landmark, Mask, Pose, Region};
use spotter::session::SetFigures;

/// Frames a second.
pub const RATE_HZ: f64 = 20.0;

/// Every exercise, and a fault that its synthetic person shows well.
pub const PERFORMED: [(&str, &str); 11] = [
    ("childs-pose", "head_up"),
    ("knee-to-chest", "other_knee_bent"),
    ("piriformis-stretch", "head_up"),
    ("cobra", "too_high"),
    ("cat-cow", "elbows"),
    ("seated-forward-bend", "head_drop"),
    ("low-lunge", "lean_fwd"),
    ("bird-dog", "leg_high"),
    ("superman", "knees"),
    ("partial-sit-up", "too_high"),
    ("side-plank", "sag"),
];

/// An exercise as the performer shows it, who holds stretches for a few seconds and not for half a
/// minute; planks in full.
pub fn with_short_holds(id: &str) -> Exercise {
    let mut exercise = load(id, None, None).unwrap();
    let longest_s = if id == "side-plank" { 10.0 } else { 5.0 };
    for dose in exercise.doses.values_mut() {
        dose.hold_s = dose.hold_s.min(longest_s);
    }
    exercise
}

/// Settings for two repetitions, the second with this fault.
pub fn second_with(fault: &str) -> String {
    format!("reps=2,faulty=2,fault={fault}")
}

/// Visibility of what is seen and of what is hidden, as the network gives them for this figure.
const SEEN: f32 = 0.97;
const HIDDEN: f32 = 0.3;

/// Everything that happened, and the figures.
pub struct Rehearsed {
    pub events: Vec<Timed>,
    pub summary: Summary,
}

impl Rehearsed {
    /// A set that is over: its events, and what its coach observed.
    fn of(coach: &Coach, mut events: Vec<Timed>, observed: Observed) -> Self {
        let figures = SetFigures::of(&coach.exercise().id, &events, observed);
        events.push(figures.event());
        let summary = figures.summary();
        Self { events, summary }
    }

    /// Ids of the faults that were bad, each once.
    pub fn bad(&self) -> Vec<String> {
        let mut bad: Vec<String> = self.summary.faults.keys().cloned().collect();
        bad.sort();
        bad
    }

    /// Ids of the faults that were corrected, in order.
    pub fn cues(&self) -> Vec<&str> {
        self.events.iter().filter_map(cue_of).collect()
    }
}

fn cue_of(timed: &Timed) -> Option<&str> {
    match &timed.event {
        Event::Cue { fault, .. } => Some(fault),
        _ => None,
    }
}

/// Plays a take through a coach who judges a film.
pub fn rehearse(exercise: &Exercise, movement: &Movement, settings: &str) -> Rehearsed {
    rehearse_with(exercise, movement, settings, |_, _| true)
}

/// The same with frames changed, or left out where `change` says false.
pub fn rehearse_with(
    exercise: &Exercise,
    movement: &Movement,
    settings: &str,
    mut change: impl FnMut(u64, &mut Pose) -> bool,
) -> Rehearsed {
    let take = Take {
        change: Some(&mut change),
        ..Take::default()
    };
    rehearse_takes(exercise, movement, settings, vec![take]).remove(0)
}

/// A part of a film; from one to the next there is a cut.
pub enum Part<'a> {
    /// The synthetic person with these settings.
    Performer(&'a str),
    /// An empty room for so many seconds.
    Nobody(f64),
}

/// Changes a frame, given its number; false leaves nobody in it.
pub type Change<'a> = dyn FnMut(u64, &mut Pose) -> bool + 'a;

/// The same film as another camera would have taken it, or another computer played it.
pub struct Take<'a> {
    /// The picture flipped, and with it left and right, as a network would name them.
    pub mirrored: bool,
    /// Times as big …
    pub scale: f32,
    /// … then moved, in parts of the picture's width and height …
    pub shift: [f32; 2],
    /// … in a picture so many times as big.
    pub picture: f32,
    /// Times as slow.
    pub stretched: f64,
    /// Whether the frame of this number arrives at all.
    pub arrives: fn(u64) -> bool,
    /// Called last; a frame for which it says false has nobody in it.
    pub change: Option<&'a mut Change<'a>>,
}

impl Default for Take<'_> {
    fn default() -> Self {
        Take {
            mirrored: false,
            scale: 1.0,
            shift: [0.0, 0.0],
            picture: 1.0,
            stretched: 1.0,
            arrives: |_| true,
            change: None,
        }
    }
}

/// One film through a coach for each take of it.
pub fn rehearse_takes(
    exercise: &Exercise,
    movement: &Movement,
    settings: &str,
    takes: Vec<Take>,
) -> Vec<Rehearsed> {
    let film = [Part::Performer(settings)];
    rehearse_film(exercise, movement, &film, RATE_HZ, takes)
}

/// The same with a film of several parts and so many frames a second.
pub fn rehearse_film(
    exercise: &Exercise,
    movement: &Movement,
    film: &[Part],
    rate_hz: f64,
    takes: Vec<Take>,
) -> Vec<Rehearsed> {
    let size_px = size_px(exercise);
    let mut sets: Vec<Set> = takes
        .into_iter()
        .map(|take| Set {
            take,
            coach: coach(exercise),
            judge: ContinuityJudge::default(),
            events: Vec::new(),
            out: Output::default(),
        })
        .collect();
    let mut picture = RgbImage::default();
    // Frames shown so far.
    let mut shown = 0;
    for part in film {
        let mut stage = match part {
            Part::Performer(settings) => {
                let mut options: performer::Options = settings.parse().unwrap();
                options.size_px = Some(size_px);
                Ok(SyntheticVideo::new(movement, &options).unwrap())
            }
            Part::Nobody(length_s) => Err(*length_s),
        };
        let length_s = match &stage {
            Ok(stage) => stage.length_s(),
            Err(length_s) => *length_s,
        };
        for number in 0..(length_s * rate_hz) as u64 {
            let t_s = number as f64 / rate_hz;
            let with_mask = sets.iter().any(|set| set.coach.wants_mask());
            let seen = stage
                .as_mut()
                .ok()
                .map(|stage| seen_at(stage, t_s, number, with_mask, &mut picture));
            for set in &mut sets {
                set.frame(shown, shown as f64 / rate_hz, size_px, seen.as_ref());
            }
            shown += 1;
        }
    }
    sets.into_iter().map(Set::finish).collect()
}

/// What somebody hears and what is written of a set that is demonstrated.
pub struct Demonstrated {
    pub rehearsed: Rehearsed,
    /// What every frame brought that brought something.
    pub outputs: Vec<(f64, Output)>,
    /// The side that the performer worked at when a repetition was counted, by its event.
    pub shown: Vec<Option<spotter::blazepose::Side>>,
    /// The coach ended the set because the dose was done.
    pub is_done: bool,
}

impl Demonstrated {
    /// Everything that is spoken.
    pub fn spoken(&self) -> Vec<&str> {
        self.outputs
            .iter()
            .flat_map(|(_, out)| &out.sounds)
            .filter_map(|sound| match sound {
                Sound::Say { text, .. } => Some(text.as_str()),
                Sound::Tone(_) => None,
            })
            .collect()
    }
}

/// Demonstrates a dose to a coach who speaks, in frames of these times, until it is done; without
/// the outline, which takes a picture and with it minutes.
pub fn demonstrate(
    exercise: &Exercise,
    movement: &Movement,
    settings: &str,
    dose: &Dose,
    times_s: impl Iterator<Item = f64>,
) -> Demonstrated {
    let mut options = Options::usual(exercise, true).unwrap();
    options.dose = dose.clone();
    let asked = RequestedDose::of(exercise, &options.dose);
    let mut wanted: performer::Options = settings.parse().unwrap();
    let size_px = size_px(exercise);
    wanted.size_px = Some(size_px);
    let mut demo = Demonstration::new(movement, &wanted, Some(asked)).unwrap();
    let mut coach = Coach::new(exercise.clone(), options);
    let (mut picture, mut events) = (RgbImage::default(), Vec::new());
    let (mut outputs, mut shown) = (Vec::new(), Vec::new());
    let mut judge = ContinuityJudge::default();
    for (number, t_s) in times_s.enumerate() {
        let number = number as u64;
        if t_s >= demo.length_s() {
            break;
        }
        let (stage, at_s) = demo.at(t_s);
        let mut pose = seen_at(stage, at_s, number, false, &mut picture);
        judge.step(t_s, Some(&mut pose), false);
        let side = stage.animation().repetition_at(at_s).side;
        let body = Body {
            t_s,
            size_px: size_px.map(|side| side as f32),
            pose: &pose,
            light: Some(128.0),
        };
        let mut out = Output::default();
        coach.step(t_s, Some(&body), &mut out);
        let counted = |timed: &&Timed| matches!(timed.event, Event::Rep { .. });
        shown.extend(out.events.iter().filter(counted).map(|_| side));
        events.extend(out.events.iter().cloned());
        if !out.events.is_empty() || !out.sounds.is_empty() {
            outputs.push((t_s, out));
        }
        if coach.is_done() {
            break;
        }
    }
    let is_done = coach.is_done();
    let mut out = Output::default();
    let observed = coach.finish(&mut out);
    events.append(&mut out.events);
    Demonstrated {
        rehearsed: Rehearsed::of(&coach, events, observed),
        outputs,
        shown,
        is_done,
    }
}

/// A coach who watches a take.
struct Set<'a> {
    take: Take<'a>,
    coach: Coach,
    judge: ContinuityJudge,
    events: Vec<Timed>,
    out: Output,
}

impl Set<'_> {
    fn frame(&mut self, number: u64, t_s: f64, size_px: [u32; 2], seen: Option<&Pose>) {
        if !(self.take.arrives)(number) {
            return;
        }
        let mut pose = seen.cloned();
        let mut size_px = size_px.map(|side| side as f32);
        if let Some(pose) = &mut pose {
            if !self.coach.wants_mask() {
                pose.mask = None;
            }
            size_px = self.take.of(size_px, pose);
        }
        let mut found = pose.and_then(|mut pose| {
            let change = self.take.change.as_mut();
            change
                .is_none_or(|change| change(number, &mut pose))
                .then_some(pose)
        });
        let t_s = t_s * self.take.stretched;
        self.judge.step(t_s, found.as_mut(), false);
        let body = found.as_ref().map(|pose| Body {
            t_s,
            size_px,
            pose,
            light: Some(128.0),
        });
        self.coach.step(t_s, body.as_ref(), &mut self.out);
        self.events.append(&mut self.out.events);
    }

    fn finish(mut self) -> Rehearsed {
        let observed = self.coach.finish(&mut self.out);
        self.events.append(&mut self.out.events);
        Rehearsed::of(&self.coach, self.events, observed)
    }
}

/// The performer at this frame, drawn only where the outline is asked for.
fn seen_at(
    stage: &mut SyntheticVideo,
    t_s: f64,
    number: u64,
    with_mask: bool,
    picture: &mut RgbImage,
) -> Pose {
    let skeleton = if with_mask {
        stage.frame_at(t_s, number, picture)
    } else {
        stage.bones_at(t_s)
    };
    let mut seen = pose(&Truth::of(stage, &skeleton, t_s, number));
    if with_mask {
        seen.mask = Some(mask(stage.renderer().coverage(), stage.size_px()));
    }
    seen
}

/// A film of poses that can be played to several coaches.
#[derive(Clone)]
pub struct Reel {
    size_px: [f32; 2],
    rate_hz: f64,
    pub poses: Vec<Pose>,
}

impl Reel {
    /// Films a take; with the outline, which takes a picture, at half the rate.
    pub fn film(movement: &Movement, settings: &str, with_mask: bool) -> Reel {
        let (size_px, rate_hz) = if with_mask {
            ([320, 240], RATE_HZ / 2.0)
        } else {
            ([160, 120], RATE_HZ)
        };
        let mut options: performer::Options = settings.parse().unwrap();
        options.size_px = Some(size_px);
        let mut stage = SyntheticVideo::new(movement, &options).unwrap();
        let frames = (stage.length_s() * rate_hz) as u64;
        let mut picture = RgbImage::default();
        let mut judge = ContinuityJudge::default();
        Reel {
            size_px: size_px.map(|side| side as f32),
            rate_hz,
            poses: (0..frames)
                .map(|number| {
                    let t_s = number as f64 / rate_hz;
                    let mut pose = seen_at(&mut stage, t_s, number, with_mask, &mut picture);
                    judge.step(t_s, Some(&mut pose), false);
                    pose
                })
                .collect(),
        }
    }

    /// Frames with their times, as bodies.
    pub fn bodies(&self) -> impl Iterator<Item = Body<'_>> {
        self.poses.iter().enumerate().map(|(number, pose)| Body {
            t_s: number as f64 / self.rate_hz,
            size_px: self.size_px,
            pose,
            light: Some(128.0),
        })
    }

    /// Plays it to a coach who judges a film.
    pub fn play(&self, exercise: &Exercise) -> Rehearsed {
        self.play_seen(exercise, |_| true)
    }

    /// The same with somebody in the picture only at these seconds.
    pub fn play_seen(&self, exercise: &Exercise, is_seen: impl Fn(f64) -> bool) -> Rehearsed {
        let mut coach = coach(exercise);
        let (mut events, mut out) = (Vec::new(), Output::default());
        let mut judge = ContinuityJudge::default();
        for body in self.bodies() {
            let mut seen = is_seen(body.t_s).then(|| body.pose.clone());
            judge.step(body.t_s, seen.as_mut(), false);
            let seen = seen.as_ref().map(|pose| Body { pose, ..body });
            coach.step(body.t_s, seen.as_ref(), &mut out);
            events.append(&mut out.events);
        }
        let observed = coach.finish(&mut out);
        events.append(&mut out.events);
        Rehearsed::of(&coach, events, observed)
    }
}

fn coach(exercise: &Exercise) -> Coach {
    let options = Options::usual(exercise, false).unwrap();
    Coach::new(exercise.clone(), options)
}

impl Take<'_> {
    /// Changes a pose in a picture of this size; the size that the picture then has.
    fn of(&self, size_px: [f32; 2], pose: &mut Pose) -> [f32; 2] {
        let to = |[x, y]: [f32; 2]| {
            let x = if self.mirrored { size_px[0] - x } else { x };
            [
                x * self.scale + self.shift[0] * size_px[0],
                y * self.scale + self.shift[1] * size_px[1],
            ]
        };
        let before = pose.landmarks;
        for (place, landmark) in pose.landmarks.iter_mut().enumerate() {
            if self.mirrored {
                *landmark = before[other_side(place)];
            }
            let [x_px, y_px] = to([landmark.x_px, landmark.y_px]);
            (landmark.x_px, landmark.y_px) = (x_px, y_px);
            landmark.z_px *= self.scale;
        }
        let region = |region: &mut Region| {
            region.centre_px = to(region.centre_px);
            region.side_px *= self.scale;
        };
        region(&mut pose.region);
        if let Some(mask) = &mut pose.mask {
            region(&mut mask.region);
            if self.mirrored {
                for row in mask.logits.chunks_mut(Mask::SIDE) {
                    row.reverse();
                }
            }
        }
        size_px.map(|side| side * self.picture)
    }
}

/// The landmark of the other side: left and right take turns, eye to eye and limb to limb.
pub fn other_side(place: usize) -> usize {
    let other = |from: &str, to: &str| {
        let name = index::NAMES[place];
        name.contains(from).then(|| name.replace(from, to))
    };
    other("LEFT", "RIGHT")
        .or_else(|| other("RIGHT", "LEFT"))
        .and_then(|name| index::NAMES.iter().position(|known| *known == name))
        .unwrap_or(place)
}

/// The outline needs pixels, the landmarks don't.
pub fn size_px(exercise: &Exercise) -> [u32; 2] {
    if exercise.needs_outline() {
        [320, 240]
    } else {
        [160, 120]
    }
}

fn pose(truth: &Truth) -> Pose {
    let hips_m = (truth.landmarks[23][2] + truth.landmarks[24][2]) / 2.0;
    let mut landmarks = [Landmark::default(); LANDMARKS];
    for (landmark, [x_px, y_px, depth_m, seen]) in landmarks.iter_mut().zip(&truth.landmarks) {
        *landmark = Landmark {
            x_px: *x_px,
            y_px: *y_px,
            // A torso is about half a metre.
            z_px: (depth_m - hips_m) / 0.5 * truth.torso_px,
            visibility: if *seen == 1.0 { SEEN } else { HIDDEN },
            presence: 1.0,
        };
    }
    Pose::of_landmarks(landmarks)
}

fn whole(size_px: [f32; 2]) -> Region {
    Region {
        centre_px: size_px.map(|side| side / 2.0),
        side_px: size_px[0].max(size_px[1]),
        rotation_rad: 0.0,
    }
}

/// The figure's own coverage as the network would give a mask.
fn mask(coverage: &[u8], [width, height]: [u32; 2]) -> Mask {
    let region = whole([width as f32, height as f32]);
    let at = |x: i64, y: i64| -> f32 {
        if (0..i64::from(width)).contains(&x) && (0..i64::from(height)).contains(&y) {
            f32::from(coverage[(y * i64::from(width) + x) as usize])
        } else {
            0.0
        }
    };
    let side = Mask::SIDE;
    let logits = (0..side * side)
        .map(|n| {
            let share = |n: usize| (n as f32 + 0.5) / side as f32 - 0.5;
            let [x, y] = region.to_picture([share(n % side), share(n / side)]);
            let (x, y) = (x - 0.5, y - 0.5);
            let (i, j) = (x.floor(), y.floor());
            let row = |j: f32| {
                let [a, b] = [at(i as i64, j as i64), at(i as i64 + 1, j as i64)];
                a + (b - a) * (x - i)
            };
            let value = row(j) + (row(j + 1.0) - row(j)) * (y - j);
            (value - 127.5) / 16.0
        })
        .collect();
    Mask { logits, region }
}
