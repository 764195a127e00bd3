//! The movement that a cue asks for: where the part is, where it should go, and the way.

use std::f32::consts::{PI, TAU};

use glam::Vec2;

use super::chip;
use super::marks::{JOINT, dotted_line, joint, neutral_joint};
use crate::coach::Band;
use crate::screen::camera::Fit;
use crate::screen::canvas::{Arc, Line, Ring, Triangle};
use crate::screen::scene::{CueFigure, Figure, JudgedBone};
use crate::screen::tokens::{BAD, CREAM};
use crate::screen::ui::Ui;

/// The arrow starts at this part of the limb's length.
const ARROW_AT: f32 = 0.62;
const ARROW_WIDTH: f32 = 6.0;
const HEAD_LENGTH: f32 = 21.0;
const HEAD_HALF_WIDTH: f32 = 12.0;
/// Length of the arrow of a shift, including its head.
const SHIFT_LENGTH: f32 = 96.0;
/// Space between an arrow's tip and the dotted line that it points to.
const TIP_GAP: f32 = 4.0;
/// The dotted line starts this far from the pivot, clear of the joint and of the part itself.
const PIVOT_REACH: f32 = 24.0;
/// The open circle at the end of the dotted line.
const TARGET_RADIUS: f32 = 11.0;
const TARGET_WIDTH: f32 = 4.5;

/// Draws what lies below the joints: the dotted line to the target, and the part itself where no
/// judged bone shows it.
pub fn draw_target(ui: &mut Ui, cue: &CueFigure, figure: &Figure, fit: &Fit) {
    let [pivot, end, target] = limb(cue, fit);
    let length = pivot.distance(target);
    let reach = TARGET_RADIUS + TARGET_WIDTH / 2.0;
    if length > reach + PIVOT_REACH {
        let line = Line::new(pivot, target, 5.0);
        let line = line.part(PIVOT_REACH / length, (length - reach) / length);
        dotted_line(ui, line, 2.0, 15.0, CREAM);
    }
    if !is_judged(cue, figure) {
        ui.fill_cased(Line::new(pivot, end, 11.0), BAD);
    }
}

/// Draws what lies above the joints: the open circle, the arrow and the chip.
pub fn draw_way(ui: &mut Ui, cue: &CueFigure, figure: &Figure, fit: &Fit) {
    let limb = limb(cue, fit);
    let [pivot, end, target] = limb;
    ui.fill_cased(Ring::new(target, TARGET_RADIUS, TARGET_WIDTH), CREAM);
    if !is_judged(cue, figure) {
        neutral_joint(ui, pivot, JOINT);
        joint(ui, end, Some(Band::Bad));
    }
    if cue.is_turn {
        let radius = ARROW_AT * pivot.distance(end);
        let start = point_on_limb(pivot, radius, figure, fit).unwrap_or(end);
        draw_turn(ui, pivot, radius, start, target);
    } else {
        draw_shift(ui, limb);
    }
    if let Some(angle_deg) = cue.angle_deg {
        chip::draw(ui, angle_deg, limb, figure, fit);
    }
}

/// Pivot, end and target in layout units.
fn limb(cue: &CueFigure, fit: &Fit) -> [Vec2; 3] {
    [cue.pivot, cue.end, cue.target].map(|point| fit.point(point))
}

/// Whether a judged bone already shows the part that the cue is about.
fn is_judged(cue: &CueFigure, figure: &Figure) -> bool {
    let shows = |bone: &JudgedBone| bone.band == Some(Band::Bad) && bone.to == cue.end;
    figure.judged.iter().any(shows)
}

/// Where a judged limb, perhaps bent, lies at this distance from the pivot.
fn point_on_limb(pivot: Vec2, radius: f32, figure: &Figure, fit: &Fit) -> Option<Vec2> {
    let bones = figure.judged.iter();
    bones
        .filter(|bone| bone.band == Some(Band::Bad))
        .map(|bone| [bone.from, bone.to].map(|end| fit.point(end)))
        .find_map(|[from, to]| {
            let (inner, outer) = (pivot.distance(from), pivot.distance(to));
            let is_crossing = inner <= radius && radius < outer;
            is_crossing.then(|| from.lerp(to, (radius - inner) / (outer - inner)))
        })
}

/// An arc of this radius about the pivot, from the limb to the target.
fn draw_turn(ui: &mut Ui, pivot: Vec2, radius: f32, limb: Vec2, target: Vec2) {
    if radius < HEAD_LENGTH {
        return;
    }
    let start = (limb - pivot).to_angle();
    let way = shortest_turn(start, (target - pivot).to_angle());
    let sense = way.signum();
    let at = |angle: f32| pivot + radius * Vec2::from_angle(angle);
    // A small turn keeps its whole head. The head then starts within the limb.
    let tip_at = start + way - sense * TIP_GAP / radius;
    let base_at = tip_at - sense * HEAD_LENGTH / radius;
    let head = Triangle::arrow_head(at(base_at), at(tip_at), HEAD_HALF_WIDTH);
    let shaft = (base_at - start) * sense;
    if shaft > 0.0 {
        let ring = Ring::new(pivot, radius, ARROW_WIDTH);
        ui.fill_pair_cased(Arc::new(ring, start, shaft * sense), head, BAD);
    } else {
        ui.fill_cased(head, BAD);
    }
}

/// A straight arrow from the part in the direction in which its end should move.
fn draw_shift(ui: &mut Ui, [pivot, end, target]: [Vec2; 3]) {
    let along = (target - end).normalize_or_zero();
    if along == Vec2::ZERO {
        return;
    }
    let start = pivot.lerp(end, ARROW_AT);
    let base = start + along * (SHIFT_LENGTH - HEAD_LENGTH);
    let head = Triangle::arrow_head(base, start + along * SHIFT_LENGTH, HEAD_HALF_WIDTH);
    ui.fill_pair_cased(Line::new(start, base, ARROW_WIDTH), head, BAD);
}

/// The turn from one angle to another, from −π to π.
pub(super) fn shortest_turn(from: f32, to: f32) -> f32 {
    (to - from + PI).rem_euclid(TAU) - PI
}
