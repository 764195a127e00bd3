//! The line of the back or of the whole body.

use super::distance;
use super::marks::{DOT, DOT_STEP, JOINT, colour, dotted_line, joint, neutral_joint};
use crate::screen::camera::Fit;
use crate::screen::canvas::{Line, Point};
use crate::screen::scene::Mark;
use crate::screen::tokens::UNKNOWN;
use crate::screen::ui::Ui;

/// A line of up to so many points goes through joints, as from shoulder to ankle; a longer one
/// is the upper edge of the back.
const MOST_JOINTS: usize = 4;

fn is_through_joints(points: &[Point]) -> bool {
    points.len() <= MOST_JOINTS
}

/// Draws the line.
pub fn draw_line(ui: &mut Ui, points: &[Point], mark: Mark, fit: &Fit) {
    let width = match mark {
        Mark::Unknown => DOT,
        _ if is_through_joints(points) => 10.0,
        _ => 7.0,
    };
    let lines = points.windows(2).map(|ends| Line {
        from: fit.point(ends[0]),
        to: fit.point(ends[1]),
        width,
    });
    if mark == Mark::Unknown {
        for line in lines {
            dotted_line(ui, line, 0.0, DOT_STEP, UNKNOWN);
        }
    } else {
        ui.fill_all_cased(lines, colour(mark));
    }
}

/// Draws the marks on the line. A warning or a cue is marked where the line leaves the straight
/// way between its ends most.
pub fn draw_joints(ui: &mut Ui, points: &[Point], mark: Mark, fit: &Fit) {
    if is_through_joints(points) && mark != Mark::Unknown {
        for point in points {
            if mark == Mark::Good {
                joint(ui, fit.point(*point), Mark::Good);
            } else {
                neutral_joint(ui, fit.point(*point), JOINT);
            }
        }
    }
    if matches!(mark, Mark::Warn | Mark::Bad)
        && let Some(point) = farthest_off(points)
    {
        joint(ui, fit.point(point), mark);
    }
}

/// The point farthest from the straight way between the ends, none on a bare line.
fn farthest_off(points: &[Point]) -> Option<Point> {
    let (first, last) = (*points.first()?, *points.last()?);
    let length = distance(first, last).max(f32::EPSILON);
    let off = |p: &Point| {
        let area =
            (last[0] - first[0]) * (p[1] - first[1]) - (last[1] - first[1]) * (p[0] - first[0]);
        (area / length).abs()
    };
    points
        .get(1..points.len() - 1)?
        .iter()
        .max_by(|a, b| off(a).total_cmp(&off(b)))
        .copied()
}
