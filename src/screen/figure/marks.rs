//! Bones and joints with a verdict. Each verdict has its own shape: a disc with a dark point,
//! a triangle, a disc in a ring, a dashed hollow circle.

use std::f32::consts::TAU;

use crate::screen::camera::Fit;
use crate::screen::canvas::{Arc, Colour, Disc, Line, Point, Ring, Triangle};
use crate::screen::scene::{JudgedBone, Mark};
use crate::screen::tokens::{BAD, CREAM, GOOD, NIGHT, UNKNOWN, WARN};
use crate::screen::ui::Ui;

/// The order of drawing: the mark that matters most is drawn last.
const ORDER: [Mark; 4] = [Mark::Unknown, Mark::Good, Mark::Warn, Mark::Bad];

/// Radius of a near neutral joint.
pub const JOINT: f32 = 6.0;
/// A bone that isn't seen: dots of this width, this far apart.
pub const DOT: f32 = 4.0;
/// Way from one dot to the next.
pub const DOT_STEP: f32 = 11.0;
/// More dashes than fit any picture. A point that lies far outside the picture must not cost time.
const MOST_DASHES: f32 = 500.0;
/// The dashed circle at its ends stays hollow: dots keep this far from the joint.
const HOLLOW: f32 = 14.0;

/// The colour of a verdict over the picture.
pub fn colour(mark: Mark) -> Colour {
    match mark {
        Mark::Good => GOOD,
        Mark::Warn => WARN,
        Mark::Bad => BAD,
        Mark::Unknown => UNKNOWN,
    }
}

/// Draws the judged bones, the gravest last.
pub fn draw_bones(ui: &mut Ui, judged: &[JudgedBone], fit: &Fit) {
    for mark in ORDER {
        let lines = with(judged, mark).map(|bone| Line {
            from: fit.point(bone.from),
            to: fit.point(bone.to),
            width: match mark {
                Mark::Good | Mark::Warn => 8.0,
                Mark::Bad => 11.0,
                Mark::Unknown => DOT,
            },
        });
        if mark == Mark::Unknown {
            for line in lines {
                dotted_line(ui, shortened(line, HOLLOW), 0.0, DOT_STEP, UNKNOWN);
            }
        } else {
            ui.fill_all_cased(lines, colour(mark));
        }
    }
}

/// Draws the joints of the judged bones, the gravest last.
pub fn draw_joints(ui: &mut Ui, judged: &[JudgedBone], fit: &Fit) {
    for bone in judged {
        if matches!(bone.mark, Mark::Warn | Mark::Bad) {
            neutral_joint(ui, fit.point(bone.from), JOINT);
        }
    }
    for mark in ORDER {
        for bone in with(judged, mark) {
            if matches!(mark, Mark::Good | Mark::Unknown) {
                joint(ui, fit.point(bone.from), mark);
            }
            // Along a limb of several bones a warning or cue is marked once, at its end.
            let goes_on = with(judged, mark).any(|next| next.from == bone.to);
            if matches!(mark, Mark::Warn | Mark::Bad) && goes_on {
                neutral_joint(ui, fit.point(bone.to), JOINT);
            } else {
                joint(ui, fit.point(bone.to), mark);
            }
        }
    }
}

fn with(judged: &[JudgedBone], mark: Mark) -> impl Iterator<Item = &JudgedBone> + Clone {
    judged.iter().filter(move |bone| bone.mark == mark)
}

/// A line that ends earlier on both sides.
fn shortened(line: Line, by: f32) -> Line {
    let length = super::distance(line.from, line.to);
    let share = (by / length.max(f32::EPSILON)).min(0.5);
    let at = |share: f32| {
        [
            line.from[0] + (line.to[0] - line.from[0]) * share,
            line.from[1] + (line.to[1] - line.from[1]) * share,
        ]
    };
    Line {
        from: at(share),
        to: at(1.0 - share),
        width: line.width,
    }
}

/// Draws a joint that no rule judges.
pub fn neutral_joint(ui: &mut Ui, centre: Point, radius: f32) {
    ui.fill_cased(Disc { centre, radius }, CREAM);
}

/// Draws the mark of a verdict at a joint.
pub fn joint(ui: &mut Ui, centre: Point, mark: Mark) {
    let disc = Disc {
        centre,
        radius: 9.0,
    };
    match mark {
        Mark::Good => {
            ui.fill_cased(disc, GOOD);
            ui.disc(centre, 3.0, NIGHT);
        }
        Mark::Warn => {
            let [x, y] = centre;
            let triangle = Triangle::new([[x, y - 13.0], [x - 11.5, y + 8.0], [x + 11.5, y + 8.0]]);
            ui.fill_cased(triangle, WARN);
        }
        Mark::Bad => {
            let ring = Ring {
                centre,
                radius: 21.0,
                width: 5.0,
            };
            ui.fill_cased(ring, BAD);
            ui.fill_cased(disc, BAD);
        }
        Mark::Unknown => {
            let ring = Ring {
                centre,
                radius: 8.0,
                width: 2.5,
            };
            ui.casing(ring);
            let part = TAU / 8.0;
            let dashes = (0..8).map(|i| Arc::new(ring, part * i as f32, part * 0.4));
            ui.fill_all(dashes, UNKNOWN);
        }
    }
}

/// Draws dashes of a length, and gaps between them, along a line with one casing.
pub fn dotted_line(ui: &mut Ui, line: Line, dash: f32, step: f32, colour: Colour) {
    let way = [line.to[0] - line.from[0], line.to[1] - line.from[1]];
    let length = way[0].hypot(way[1]);
    if length <= f32::EPSILON {
        return;
    }
    let at = move |along: f32| {
        let share = (along / length).min(1.0);
        [line.from[0] + way[0] * share, line.from[1] + way[1] * share]
    };
    ui.casing(line);
    let count = ((length - dash) / step).clamp(0.0, MOST_DASHES) as u32;
    let dashes = (0..=count).map(move |i| {
        let start = i as f32 * step;
        Line {
            from: at(start),
            to: at(start + dash),
            width: line.width,
        }
    });
    ui.fill_all(dashes, colour);
}
