//! The movement that a cue asks for: where the part is, where it should go, and the way.

use std::f32::consts::{PI, TAU};

use super::marks::dotted_line;
use super::{chip, distance};
use crate::coach::{CueFigure, Figure, Mark};
use crate::screen::canvas::{Arc, Line, Point, Ring, Shape, Triangle};
use crate::screen::picture::Fit;
use crate::screen::tokens::{BAD, CREAM};
use crate::screen::ui::Ui;

/// The arc lies at this part of the limb's length.
const ARC_AT: f32 = 0.62;
const ARROW_WIDTH: f32 = 6.0;
const HEAD_LENGTH: f32 = 21.0;
const HEAD_HALF_WIDTH: f32 = 12.0;
/// Length of the arrow of a shift, head and all.
const SHIFT_LENGTH: f32 = 96.0;
/// Space between an arrow's tip and the dotted line that it points to.
const TIP_GAP: f32 = 4.0;
/// The open circle at the end of the dotted line.
const TARGET_RADIUS: f32 = 11.0;
const TARGET_WIDTH: f32 = 4.5;
/// An arrow starts this far from the end of the limb, clear of its mark.
const MARK_REACH: f32 = 32.0;

/// Draws the cue figure.
pub fn draw(ui: &mut Ui, cue: &CueFigure, figure: &Figure, fit: &Fit) {
    let [pivot, end, target] = [cue.pivot, cue.end, cue.target].map(|point| fit.point(point));
    let is_judged = figure
        .judged
        .iter()
        .any(|bone| bone.mark == Mark::Bad && bone.to == cue.end);
    draw_target(ui, pivot, target);
    if !is_judged {
        let segment = Line {
            from: pivot,
            to: end,
            width: 11.0,
        };
        ui.fill_cased(segment, BAD);
        super::marks::neutral_joint(ui, pivot, 6.0);
        super::marks::joint(ui, end, Mark::Bad);
    }
    if cue.is_turn {
        draw_turn(ui, pivot, end, target);
    } else {
        draw_shift(ui, end, target);
    }
    if let Some(angle_deg) = cue.angle_deg {
        chip::draw(ui, angle_deg, [pivot, end, target], figure, fit);
    }
}

/// A dotted line to an open circle.
fn draw_target(ui: &mut Ui, pivot: Point, target: Point) {
    let length = distance(pivot, target);
    let reach = TARGET_RADIUS + TARGET_WIDTH / 2.0;
    if length > reach {
        let share = (length - reach) / length;
        let line = Line {
            from: pivot,
            to: [
                pivot[0] + (target[0] - pivot[0]) * share,
                pivot[1] + (target[1] - pivot[1]) * share,
            ],
            width: 5.0,
        };
        dotted_line(ui, line, 2.0, 15.0, CREAM);
    }
    let ring = Ring {
        centre: target,
        radius: TARGET_RADIUS,
        width: TARGET_WIDTH,
    };
    ui.fill_cased(ring, CREAM);
}

/// An arc about the pivot from the limb to the target.
fn draw_turn(ui: &mut Ui, pivot: Point, end: Point, target: Point) {
    let radius = ARC_AT * distance(pivot, end);
    if radius < HEAD_LENGTH {
        return;
    }
    let angle = |p: Point| (p[1] - pivot[1]).atan2(p[0] - pivot[0]);
    let start = angle(end);
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

/// A straight arrow from the end of the part towards its target.
fn draw_shift(ui: &mut Ui, end: Point, target: Point) {
    let length = distance(end, target);
    if length <= f32::EPSILON {
        return;
    }
    let along = [(target[0] - end[0]) / length, (target[1] - end[1]) / length];
    let at = |way: f32| [end[0] + along[0] * way, end[1] + along[1] * way];
    let tip = MARK_REACH + SHIFT_LENGTH;
    let shaft = Line {
        from: at(MARK_REACH),
        to: at(tip - HEAD_LENGTH),
        width: ARROW_WIDTH,
    };
    draw_arrow(ui, Some(shaft), head(at(tip - HEAD_LENGTH), at(tip)));
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
fn shortest_turn(from: f32, to: f32) -> f32 {
    (to - from + PI).rem_euclid(TAU) - PI
}
