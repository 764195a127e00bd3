//! The scene of the set: ring, dots, meter, strip.

use crate::blazepose::Side;
use crate::body::Body;
use crate::coach::banner::{Banner, CueAbout};
use crate::coach::cycle::Stage;
use crate::coach::scene::{CoachScene, Dot, DotRow, Icon, Mark, Meter, Ring, Strip, StripKind};
use crate::coach::snapshot::{FaultId, Mode, Snapshot};
use crate::coach::words;
use crate::exercise::{Arrow, CycleKind, Exercise};

use super::figure::{cue_figure, cued_rule, figure};

/// Seconds between two repetitions, for the time that is left.
const BETWEEN_REPS_S: f32 = 4.0;

pub(super) fn scene(
    exercise: &Exercise,
    snapshot: &Snapshot,
    body: Option<&Body>,
    notice: Option<&str>,
) -> CoachScene {
    let paused = snapshot.mode == Mode::Paused;
    CoachScene {
        exercise: exercise.name.clone(),
        variant: exercise.variant_name.clone(),
        subtitle: snapshot.dose.words.clone(),
        ring: ring(exercise, snapshot),
        side: side(exercise, snapshot),
        dots: dot_rows(exercise, snapshot),
        meter: Some(meter(exercise, snapshot)),
        strip: if paused {
            Strip {
                kind: StripKind::Calm,
                icon: Icon::Calm { size: 0.0 },
                text: words::PAUSED.to_owned(),
            }
        } else {
            strip(exercise, snapshot, body)
        },
        is_paused: paused,
        figure: body.map(|body| figure(exercise, snapshot, body)),
        notice: notice
            .map(ToOwned::to_owned)
            .or_else(|| paused.then(|| words::PAUSED_SHORT.to_owned())),
        footer: time_left(snapshot),
    }
}

fn ring(exercise: &Exercise, snapshot: &Snapshot) -> Ring {
    let movement = &snapshot.movement;
    let goal_s = snapshot.dose.hold_s.max(0.1);
    let held_s = movement.held_s.unwrap_or(0.0) as f32;
    let part = (held_s / goal_s).clamp(0.0, 1.0);
    if exercise.cycle.kind == CycleKind::Hold {
        let left = (goal_s - held_s).max(0.0).ceil() as u32;
        return Ring {
            number: left,
            unit: if left == 1 {
                "second left"
            } else {
                "seconds left"
            }
            .to_owned(),
            part,
            stopped: movement.is_clock_stopped,
        };
    }
    let progress = &snapshot.progress;
    let done = u32::try_from(progress.of_side(progress.next_side).count()).unwrap_or(u32::MAX);
    let wanted = snapshot.dose.reps;
    let at_work = movement.stage != Stage::Rest;
    Ring {
        number: if at_work { done + 1 } else { done },
        unit: format!("of {}", wanted.max(done)),
        part,
        // A repetition's clock stands still while a cue is up.
        stopped: cued_rule(snapshot).is_some() && held_s > 0.0,
    }
}

fn dot_rows(exercise: &Exercise, snapshot: &Snapshot) -> Vec<DotRow> {
    let next = snapshot.progress.next_side;
    let at_work = snapshot.movement.stage != Stage::Rest;
    let row = |side: Option<Side>| {
        let is_its_turn = side.is_none() || side == next;
        DotRow {
            side,
            at_work: is_its_turn,
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
            .chain(meter.other_zone)
            .collect(),
        value: reading.value,
        mark: reading.band.map_or(Mark::Unknown, Mark::from),
        words: meter.words.clone(),
        best: snapshot.progress.best,
    }
}

fn strip(exercise: &Exercise, snapshot: &Snapshot, body: Option<&Body>) -> Strip {
    match &snapshot.banner {
        Banner::Phase => Strip {
            kind: StripKind::Calm,
            icon: Icon::Calm { size: 0.5 },
            text: phase_words(exercise, snapshot).to_owned(),
        },
        Banner::Cue { about, text } => Strip {
            kind: StripKind::Cue,
            icon: match about {
                CueAbout::Rule(fault) => cue_icon(exercise, snapshot, *fault, body),
                CueAbout::NextMovement => Icon::Turn,
            },
            text: text.clone(),
        },
        Banner::Good { text } => Strip {
            kind: StripKind::Good,
            icon: Icon::Tick,
            text: text.clone(),
        },
        Banner::NotSeen { text } => Strip {
            kind: StripKind::NotSeen,
            icon: Icon::Unknown,
            text: text.clone(),
        },
    }
}

fn phase_words<'a>(exercise: &'a Exercise, snapshot: &Snapshot) -> &'a str {
    let words = &exercise.cycle.phase_words;
    let movement = &snapshot.movement;
    match movement.stage {
        Stage::Rest => &words.rest,
        Stage::GoingIn | Stage::Stalled => match &words.other {
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
        Stage::Target => match &words.other {
            Some(other) if movement.is_at_other_end => &other.hold,
            _ => &words.hold,
        },
        Stage::GoingOut => &words.going_out,
    }
}

/// The arrow on the strip points the way to move; a bent one where there is no single way.
fn cue_icon(exercise: &Exercise, snapshot: &Snapshot, fault: FaultId, body: Option<&Body>) -> Icon {
    match body.and_then(|body| cue_figure(exercise, snapshot, fault, body)) {
        Some(cue) => Icon::Arrow {
            angle_rad: (cue.target[1] - cue.end[1]).atan2(cue.target[0] - cue.end[0]),
        },
        None => match exercise.faults[fault.0].draw.arrow {
            Some(Arrow::Up) => Icon::Arrow {
                angle_rad: -std::f32::consts::FRAC_PI_2,
            },
            Some(Arrow::Down) => Icon::Arrow {
                angle_rad: std::f32::consts::FRAC_PI_2,
            },
            None => Icon::Turn,
        },
    }
}

fn time_left(snapshot: &Snapshot) -> String {
    let left = snapshot.progress.left_to_do;
    let left_s = left as f32 * (snapshot.dose.hold_s + BETWEEN_REPS_S);
    match (left_s / 60.0).round() as u32 {
        0 => "less than a minute left".to_owned(),
        1 => "about 1 minute left".to_owned(),
        minutes => format!("about {minutes} minutes left"),
    }
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
