//! The movement that a cue asks for: where the part is, where it should go, and the way.

use std::f32::consts::{PI, TAU};

use super::marks::{JOINT, dotted_line, joint, neutral_joint};
use super::{chip, distance};
use crate::screen::camera::Fit;
use crate::screen::canvas::{Arc, Line, Point, Ring, Shape, Triangle};
use crate::screen::scene::{CueFigure, Figure, JudgedBone, Mark};
use crate::screen::tokens::{BAD, CREAM};
use crate::screen::ui::Ui;

/// The arrow starts at this part of the limb's length.
const ARROW_AT: f32 = 0.62;
const ARROW_WIDTH: f32 = 6.0;
const HEAD_LENGTH: f32 = 21.0;
const HEAD_HALF_WIDTH: f32 = 12.0;
/// Length of the arrow of a shift, head and all.
const SHIFT_LENGTH: f32 = 96.0;
/// Space between an arrow's tip and the dotted line that it points to.
const TIP_GAP: f32 = 4.0;
/// The dotted line starts this far from the pivot, clear of the joint and of the part itself.
const PIVOT_REACH: f32 = 24.0;
/// The open circle at the end of the dotted line.
const TARGET_RADIUS: f32 = 11.0;
const TARGET_WIDTH: f32 = 4.5;

/// Draws what lies below the joints: the dotted line to the target, and the part itself where
/// no judged bone shows it.
pub fn draw_target(ui: &mut Ui, cue: &CueFigure, figure: &Figure, fit: &Fit) {
    let [pivot, end, target] = [cue.pivot, cue.end, cue.target].map(|point| fit.point(point));
    let length = distance(pivot, target);
    let reach = TARGET_RADIUS + TARGET_WIDTH / 2.0;
    if length > reach + PIVOT_REACH {
        let line = Line {
            from: between(pivot, target, PIVOT_REACH / length),
            to: between(pivot, target, (length - reach) / length),
            width: 5.0,
        };
        dotted_line(ui, line, 2.0, 15.0, CREAM);
    }
    if !is_judged(cue, figure) {
        let part = Line {
            from: pivot,
            to: end,
            width: 11.0,
        };
        ui.fill_cased(part, BAD);
    }
}

/// Draws what lies above the joints: the open circle, the arrow and the chip.
pub fn draw_way(ui: &mut Ui, cue: &CueFigure, figure: &Figure, fit: &Fit) {
    let limb = [cue.pivot, cue.end, cue.target].map(|point| fit.point(point));
    let [pivot, end, target] = limb;
    let ring = Ring {
        centre: target,
        radius: TARGET_RADIUS,
        width: TARGET_WIDTH,
    };
    ui.fill_cased(ring, CREAM);
    if !is_judged(cue, figure) {
        neutral_joint(ui, pivot, JOINT);
        joint(ui, end, Mark::Bad);
    }
    if cue.is_turn {
        let radius = ARROW_AT * distance(pivot, end);
        let start = point_on_limb(pivot, radius, figure, fit).unwrap_or(end);
        draw_turn(ui, pivot, radius, start, target);
    } else {
        draw_shift(ui, pivot, end, target);
    }
    if let Some(angle_deg) = cue.angle_deg {
        chip::draw(ui, angle_deg, limb, figure, fit);
    }
}

/// Whether a judged bone already shows the part that the cue is about.
fn is_judged(cue: &CueFigure, figure: &Figure) -> bool {
    let shows = |bone: &JudgedBone| bone.mark == Mark::Bad && bone.to == cue.end;
    figure.judged.iter().any(shows)
}

/// Where a judged limb, perhaps bent, lies at this distance from the pivot.
fn point_on_limb(pivot: Point, radius: f32, figure: &Figure, fit: &Fit) -> Option<Point> {
    let bones = figure.judged.iter().filter(|bone| bone.mark == Mark::Bad);
    bones
        .map(|bone| [bone.from, bone.to].map(|end| fit.point(end)))
        .find_map(|[from, to]| {
            let (inner, outer) = (distance(pivot, from), distance(pivot, to));
            let is_crossing = inner <= radius && radius < outer;
            is_crossing.then(|| between(from, to, (radius - inner) / (outer - inner)))
        })
}

/// An arc of this radius about the pivot, from the limb to the target.
fn draw_turn(ui: &mut Ui, pivot: Point, radius: f32, limb: Point, target: Point) {
    if radius < HEAD_LENGTH {
        return;
    }
    let angle = |p: Point| (p[1] - pivot[1]).atan2(p[0] - pivot[0]);
    let start = angle(limb);
    let way = shortest_turn(start, angle(target));
    let sense = way.signum();
    let at = |angle: f32| {
        [
            pivot[0] + radius * angle.cos(),
            pivot[1] + radius * angle.sin(),
        ]
    };
    // A small turn keeps its whole head; the head then starts within the limb.
    let tip_at = start + way - sense * TIP_GAP / radius;
    let base_at = tip_at - sense * HEAD_LENGTH / radius;
    let head = head(at(base_at), at(tip_at));
    let ring = Ring {
        centre: pivot,
        radius,
        width: ARROW_WIDTH,
    };
    let shaft = (base_at - start) * sense;
    let arc = (shaft > 0.0).then(|| Arc::new(ring, start, shaft * sense));
    draw_arrow(ui, arc, head);
}

/// A straight arrow from the part in the direction in which its end should move.
fn draw_shift(ui: &mut Ui, pivot: Point, end: Point, target: Point) {
    let length = distance(end, target);
    if length <= f32::EPSILON {
        return;
    }
    let start = between(pivot, end, ARROW_AT);
    let along = [(target[0] - end[0]) / length, (target[1] - end[1]) / length];
    let at = |way: f32| [start[0] + along[0] * way, start[1] + along[1] * way];
    let base = at(SHIFT_LENGTH - HEAD_LENGTH);
    let shaft = Line {
        from: start,
        to: base,
        width: ARROW_WIDTH,
    };
    draw_arrow(ui, Some(shaft), head(base, at(SHIFT_LENGTH)));
}

/// The point at a part (0 to 1) of the way.
fn between(from: Point, to: Point, share: f32) -> Point {
    [
        from[0] + (to[0] - from[0]) * share,
        from[1] + (to[1] - from[1]) * share,
    ]
}

/// Shaft and head with their casings below both.
fn draw_arrow(ui: &mut Ui, shaft: Option<impl Shape>, head: Triangle) {
    if let Some(shaft) = shaft {
        ui.casing(shaft);
    }
    ui.casing(head);
    if let Some(shaft) = shaft {
        ui.fill(shaft, BAD);
    }
    ui.fill(head, BAD);
}

/// An arrow's head from the middle of its base to its tip.
fn head(base: Point, tip: Point) -> Triangle {
    let length = distance(base, tip).max(f32::EPSILON);
    let along = [(tip[0] - base[0]) / length, (tip[1] - base[1]) / length];
    let side = |by: f32| [base[0] - along[1] * by, base[1] + along[0] * by];
    Triangle::new([side(-HEAD_HALF_WIDTH), side(HEAD_HALF_WIDTH), tip])
}

/// The turn from one angle to another, from −π to π.
pub(super) fn shortest_turn(from: f32, to: f32) -> f32 {
    (to - from + PI).rem_euclid(TAU) - PI
}
