//! The person over the picture: skeleton, verdicts, and the movement that a cue asks for.
//!
//! The order from the lowest layer to the highest: far limbs, near trunk, near limbs, judged parts,
//! joints, cue, chip. Colour is never the only sign: every verdict has its own joint mark.

mod chip;
mod cue;
mod line;
mod marks;
mod skeleton;

use crate::screen::camera::Fit;
use crate::screen::canvas::Line;
use crate::screen::scene::Figure;
use crate::screen::tokens::CREAM;
use crate::screen::ui::Ui;

/// Draws the person.
pub(super) fn draw(ui: &mut Ui, figure: &Figure, fit: &Fit) {
    skeleton::draw_bones(ui, figure, fit);
    if let Some(line) = &figure.line {
        line::draw_line(ui, line, fit);
    }
    if let Some(cue) = &figure.cue {
        cue::draw_target(ui, cue, figure, fit);
    }
    marks::draw_bones(ui, &figure.judged, fit);
    skeleton::draw_joints(ui, figure, fit);
    if let Some(line) = &figure.line {
        line::draw_joints(ui, line, fit);
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
        let sides = polygon.iter().zip(next);
        sides.map(|(from, to)| Line::new(fit.point(*from), fit.point(*to), 4.0))
    });
    ui.fill_all_cased(sides, CREAM);
}

#[cfg(test)]
mod tests;
