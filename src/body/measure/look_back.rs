//! Measures that need earlier frames: how fast something moves, how far it swings or ranges.

use crate::body::history::Past;
use crate::exercise::{MeasureId, Point};

use super::measured::{Known, Measured};
use super::points::Points;

/// A smaller change of direction is jitter. The limits are twice the noise of an angle in degrees
/// and of a length in torsos (specification §0.6).
const TURN_DEG: f32 = 4.0;
const TURN_TORSO: f32 = 0.04;
/// No part of a body turns by more than this. Directions that are further apart are nearer the
/// other way round.
const GREATEST_DEG: f32 = 180.0;

/// What a measure looks back at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum LooksBack {
    At(Point),
    Over(Change, MeasureId),
}

/// How another measure has changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Change {
    /// Its speed.
    Rate,
    /// The size of a swing that goes on.
    Swing,
    /// The greatest less the least value in a repetition.
    Range,
}

/// Notes where a point is now, and gives its speed in torso lengths per second.
pub(super) fn speed(point: Point, points: &Points, past: &mut Past) -> Measured {
    match points.locate(point) {
        Ok(located) => {
            past.note(points.body.t_s, located.at.to_array());
            let torso_s = past.speed().map(|px_s| px_s / points.body_frame.torso_px);
            Measured::or_not_yet(torso_s, located.visibility)
        }
        Err(why) => Measured::Unknown(why),
    }
}

/// Notes a value of the repetition `rep` at `t_s`, and says how it has changed.
pub(super) fn change(
    change: Change,
    known: Known,
    is_angle: bool,
    t_s: f64,
    rep: u32,
    past: &mut Past,
) -> Measured {
    let value = if is_angle {
        past.unwrapped_deg(known.value)
    } else {
        known.value
    };
    past.note(t_s, [value, 0.0]);
    let changed = match change {
        Change::Rate => past.speed(),
        Change::Swing => past.swing(if is_angle { TURN_DEG } else { TURN_TORSO }),
        Change::Range if is_angle => Some(past.range(rep, value).min(GREATEST_DEG)),
        Change::Range => Some(past.range(rep, value)),
    };
    Measured::or_not_yet(changed, known.visibility)
}
