//! The person over the picture: skeleton, verdicts, and the movement that a cue asks for.
//!
//! From below to above: far limbs, near trunk, near limbs, judged parts, joints, cue, chip.
//! Colour is never the only sign: every verdict has its own joint mark.

mod chip;
mod cue;
mod line;
mod marks;
mod skeleton;

use crate::screen::camera::Fit;
use crate::screen::canvas::{Line, Point};
use crate::screen::scene::Figure;
use crate::screen::tokens::CREAM;
use crate::screen::ui::Ui;

/// Draws the person.
pub(super) fn draw(ui: &mut Ui, figure: &Figure, fit: &Fit) {
    skeleton::draw_bones(ui, figure, fit);
    if let Some((points, mark)) = &figure.line {
        line::draw_line(ui, points, *mark, fit);
    }
    if let Some(cue) = &figure.cue {
        cue::draw_target(ui, cue, figure, fit);
    }
    marks::draw_bones(ui, &figure.judged, fit);
    skeleton::draw_joints(ui, figure, fit);
    if let Some((points, mark)) = &figure.line {
        line::draw_joints(ui, points, *mark, fit);
    }
    marks::draw_joints(ui, &figure.judged, fit);
    if let Some(cue) = &figure.cue {
        cue::draw_way(ui, cue, figure, fit);
    }
}

/// Draws the person's outline, as set-up shows it.
pub(super) fn draw_outline(ui: &mut Ui, figure: &Figure, fit: &Fit) {
    let sides = figure.outline.iter().flat_map(|polygon| {
        let next = polygon.iter().cycle().skip(1);
        polygon.iter().zip(next).map(|(from, to)| Line {
            from: fit.point(*from),
            to: fit.point(*to),
            width: 4.0,
        })
    });
    ui.fill_all_cased(sides, CREAM);
}

fn distance(a: Point, b: Point) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

fn middle(a: Point, b: Point) -> Point {
    [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0]
}

#[cfg(test)]
mod tests;
