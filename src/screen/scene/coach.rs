//! The scene of the set: ring, dots, meter, banner.

use super::person::{Figure, cue_figure, cued_rule};
use super::{BannerLine, BannerLook, Icon};
use crate::blazepose::Side;
use crate::body::Body;
use crate::coach::{Band, Banner, CueAbout, FaultId, Mode, Snapshot, Stage};
use crate::exercise::{Arrow, CycleKind, Exercise};
use crate::words;
use crate::words::live;

/// Seconds between two repetitions, for the time that is left.
const BETWEEN_REPS_S: f32 = 4.0;

/// The coach scene.
#[derive(Debug, Clone, PartialEq)]
pub struct CoachScene {
    /// Name of the exercise, "Bird dog".
    pub exercise: String,
    /// The way of doing it, "one long hold", where one was chosen.
    pub variant: Option<String>,
    /// The line below it: "Set 1 of 3", "3 holds each side".
    pub subtitle: String,
    /// The ring with the one big number.
    pub ring: CountRing,
    /// Letter and words: 'L', "Left arm".
    pub side: Option<(Side, String)>,
    /// One row of dots per side; a single row without a side.
    pub dots: Vec<DotRow>,
    /// The range meter.
    pub meter: Meter,
    /// The banner.
    pub banner: BannerLine,
    /// The person.
    pub figure: Option<Figure>,
    /// Whether the set is paused.
    pub is_paused: bool,
    /// Right end of the footer, "about 2 minutes left".
    pub footer: String,
}

/// The ring with the count or the hold time.
#[derive(Debug, Clone, PartialEq)]
pub struct CountRing {
    /// The big number.
    pub number: u32,
    /// The words below it: "of 6", "seconds left".
    pub unit: String,
    /// The done part, 0 to 1, clockwise from 12 o'clock.
    pub part: f32,
    /// Whether the clock is stopped by a cue (dots in place of the line).
    pub is_stopped: bool,
}

/// A row of dots.
#[derive(Debug, Clone, PartialEq)]
pub struct DotRow {
    /// Whose row it is.
    pub side: Option<Side>,
    /// Whether this side is at work now.
    pub is_at_work: bool,
    /// The dots.
    pub dots: Vec<Dot>,
}

/// One repetition or hold in a row of dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dot {
    /// Done and good.
    Good,
    /// Counted, not good.
    Counted,
    /// Counted, and not seen well enough to be judged.
    Unjudged,
    /// The one at work.
    Now,
    /// To do.
    ToDo,
}

/// The range meter.
#[derive(Debug, Clone, PartialEq)]
pub struct Meter {
    /// Value at the low end of the track, in the measure's unit.
    pub low: f32,
    /// Value at the high end.
    pub high: f32,
    /// Low and high end of the target zone; two zones where the movement goes between two targets.
    pub zones: Vec<[f32; 2]>,
    /// The marker, none when unknown.
    pub value: Option<f32>,
    /// The verdict on the value; none where there is none, and then no marker is drawn.
    pub band: Option<Band>,
    /// Words at the low and the high end.
    pub words: [String; 2],
    /// The person's best so far, where that is the goal.
    pub best: Option<f32>,
}

impl CoachScene {
    pub(super) fn new(exercise: &Exercise, snapshot: &Snapshot, body: Option<&Body>) -> Self {
        let is_paused = snapshot.mode == Mode::Paused;
        Self {
            exercise: exercise.name.clone(),
            variant: exercise.variant_name.clone(),
            subtitle: snapshot.dose.words.clone(),
            ring: ring(exercise, snapshot),
            side: side(exercise, snapshot),
            dots: dot_rows(exercise, snapshot),
            meter: meter(exercise, snapshot),
            banner: if is_paused {
                let icon = Icon::Calm { size: 0.0 };
                BannerLine::new(
                    BannerLook::Calm,
                    icon,
                    words::PAUSED.in_language(exercise.language),
                )
            } else {
                banner(exercise, snapshot, body)
            },
            is_paused,
            figure: body.map(|body| Figure::judged(exercise, snapshot, body)),
            footer: time_left(exercise, snapshot),
        }
    }
}

fn ring(exercise: &Exercise, snapshot: &Snapshot) -> CountRing {
    let movement = &snapshot.movement;
    let goal_s = snapshot.dose.hold_s.max(0.1);
    let held_s = movement.held_s.unwrap_or(0.0) as f32;
    let part = (held_s / goal_s).clamp(0.0, 1.0);
    if exercise.cycle.kind == CycleKind::Hold {
        let left = (goal_s - held_s).max(0.0).ceil() as u32;
        return CountRing {
            number: left,
            unit: live::seconds_left(exercise.language, left).to_owned(),
            part,
            is_stopped: movement.is_clock_stopped,
        };
    }
    let progress = &snapshot.progress;
    let done = u32::try_from(progress.of_side(progress.next_side).count()).unwrap_or(u32::MAX);
    let wanted = snapshot.dose.reps;
    let at_work = movement.stage != Stage::Rest;
    CountRing {
        number: if at_work { done + 1 } else { done },
        unit: live::of(exercise.language, wanted.max(done)),
        part,
        // A repetition's clock stands still while a cue is up.
        is_stopped: cued_rule(snapshot).is_some() && held_s > 0.0,
    }
}

fn dot_rows(exercise: &Exercise, snapshot: &Snapshot) -> Vec<DotRow> {
    let next = snapshot.progress.next_side;
    let at_work = snapshot.movement.stage != Stage::Rest;
    let row = |side: Option<Side>| {
        let is_its_turn = side.is_none() || side == next;
        DotRow {
            side,
            is_at_work: is_its_turn,
            dots: dots(snapshot, side, is_its_turn && at_work),
        }
    };
    match exercise.cycle.side {
        Some(_) => vec![row(Some(Side::Left)), row(Some(Side::Right))],
        None => vec![row(None)],
    }
}

fn meter(exercise: &Exercise, snapshot: &Snapshot) -> Meter {
    let meter = &exercise.meter;
    let reading = &snapshot.meter;
    Meter {
        low: meter.low,
        high: meter.high,
        zones: std::iter::once(meter.zone)
            .chain(exercise.cycle.other.as_ref().map(|other| other.zone))
            .collect(),
        value: reading.value,
        band: reading.band,
        words: meter.words.clone(),
        best: snapshot.progress.best,
    }
}

fn banner(exercise: &Exercise, snapshot: &Snapshot, body: Option<&Body>) -> BannerLine {
    match &snapshot.banner {
        Banner::Phase => BannerLine::new(
            BannerLook::Calm,
            Icon::Calm { size: 0.5 },
            phase_words(exercise, snapshot),
        ),
        Banner::Cue { about, text } => {
            let icon = match about {
                CueAbout::Rule(fault) => cue_icon(exercise, snapshot, *fault, body),
                CueAbout::NextMovement => Icon::BentArrow,
            };
            BannerLine::new(BannerLook::Cue, icon, text)
        }
        Banner::Good { text } => BannerLine::new(BannerLook::Good, Icon::Tick, text),
        Banner::NotSeen { text } => BannerLine::new(BannerLook::NotSeen, Icon::Unknown, text),
    }
}

fn phase_words<'a>(exercise: &'a Exercise, snapshot: &Snapshot) -> &'a str {
    let words = &exercise.cycle.phase_words;
    let other = exercise.cycle.other.as_ref();
    let movement = &snapshot.movement;
    match movement.stage {
        Stage::Rest => &words.rest,
        Stage::GoingIn | Stage::Stalled => match other {
            Some(other) if movement.is_at_other_end => &other.going_in,
            _ => &words.going_in,
        },
        Stage::Target
            if movement
                .held_s
                .is_some_and(|s| s >= f64::from(snapshot.dose.hold_s)) =>
        {
            &words.going_out
        }
        Stage::Target => match other {
            Some(other) if movement.is_at_other_end => &other.hold,
            _ => &words.hold,
        },
        Stage::GoingOut => &words.going_out,
    }
}

/// The arrow on the banner points the way to move. It is bent where there is no single way.
fn cue_icon(exercise: &Exercise, snapshot: &Snapshot, fault: FaultId, body: Option<&Body>) -> Icon {
    match body.and_then(|body| cue_figure(exercise, snapshot, fault, body)) {
        Some(cue) => Icon::Arrow {
            angle_rad: (cue.target[1] - cue.end[1]).atan2(cue.target[0] - cue.end[0]),
        },
        None => match fault.of(exercise).draw.arrow {
            Some(Arrow::Up) => Icon::UP,
            Some(Arrow::Down) => Icon::DOWN,
            None => Icon::BentArrow,
        },
    }
}

fn time_left(exercise: &Exercise, snapshot: &Snapshot) -> String {
    let left = snapshot.progress.left_to_do;
    let left_s = left as f32 * (snapshot.dose.hold_s + BETWEEN_REPS_S);
    live::minutes_left(exercise.language, (left_s / 60.0).round() as u32)
}

/// The side to work, with the words of the exercise for it.
fn side(exercise: &Exercise, snapshot: &Snapshot) -> Option<(Side, String)> {
    let side = snapshot.progress.next_side?;
    let words = exercise.cycle.side_words.as_ref()?;
    let words = match side {
        Side::Left => &words.left,
        Side::Right => &words.right,
    };
    Some((side, words.clone()))
}

/// The dots of a side: those done, then those to do.
fn dots(snapshot: &Snapshot, side: Option<Side>, at_work: bool) -> Vec<Dot> {
    let mut dots: Vec<Dot> = snapshot
        .progress
        .of_side(side)
        .map(|rep| match rep.good {
            Some(true) => Dot::Good,
            Some(false) => Dot::Counted,
            None => Dot::Unjudged,
        })
        .collect();
    let wanted = (snapshot.dose.reps as usize).max(dots.len());
    if at_work && dots.len() < wanted {
        dots.push(Dot::Now);
    }
    dots.resize(wanted, Dot::ToDo);
    dots
}
