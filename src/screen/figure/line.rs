//! The line of the back or of the whole body.

use glam::Vec2;

use super::marks::{DOT, DOT_STEP, JOINT, colour, dotted_line, joint, neutral_joint};
use crate::coach::Band;
use crate::screen::camera::Fit;
use crate::screen::canvas::Line;
use crate::screen::scene::JudgedLine;
use crate::screen::tokens::UNKNOWN;
use crate::screen::ui::Ui;

/// A line of up to so many points goes through joints, as from shoulder to ankle. A longer one is
/// the upper edge of the back.
const MOST_JOINTS: usize = 4;

fn is_through_joints(line: &JudgedLine) -> bool {
    line.points.len() <= MOST_JOINTS
}

/// Draws the line.
pub fn draw_line(ui: &mut Ui, line: &JudgedLine, fit: &Fit) {
    let width = match line.band {
        None => DOT,
        Some(_) if is_through_joints(line) => 10.0,
        Some(_) => 7.0,
    };
    let pairs = line.points.windows(2);
    let parts = pairs.map(|ends| Line::new(fit.point(ends[0]), fit.point(ends[1]), width));
    if line.band.is_none() {
        for part in parts {
            dotted_line(ui, part, 0.0, DOT_STEP, UNKNOWN);
        }
    } else {
        ui.fill_all_cased(parts, colour(line.band));
    }
}

/// Draws the marks on the line. A warning or a cue is marked where the line is farthest from the
/// straight way between its ends.
pub fn draw_joints(ui: &mut Ui, line: &JudgedLine, fit: &Fit) {
    let points: Vec<Vec2> = line.points.iter().map(|point| fit.point(*point)).collect();
    if is_through_joints(line) && line.band.is_some() {
        for point in &points {
            if line.band == Some(Band::Good) {
                joint(ui, *point, line.band);
            } else {
                neutral_joint(ui, *point, JOINT);
            }
        }
    }
    if matches!(line.band, Some(Band::Warn | Band::Bad))
        && let Some(point) = farthest_off(&points)
    {
        joint(ui, point, line.band);
    }
}

/// The point farthest from the straight way between the ends; none on a line without other points.
fn farthest_off(points: &[Vec2]) -> Option<Vec2> {
    let [first, between @ .., last] = points else {
        return None;
    };
    let way = (last - first).normalize_or_zero();
    let off = |point: &Vec2| way.perp_dot(point - first).abs();
    between
        .iter()
        .max_by(|a, b| off(a).total_cmp(&off(b)))
        .copied()
}
