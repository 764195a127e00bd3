//! Bones and joints with a verdict. Each verdict has its own shape: a disc with a dark point,
//! a triangle, a disc in a ring, a dashed hollow circle.

use glam::{Vec2, vec2};

use crate::coach::Band;
use crate::screen::camera::Fit;
use crate::screen::canvas::{Colour, Disc, Line, Ring, Triangle};
use crate::screen::scene::JudgedBone;
use crate::screen::tokens::{BAD, CREAM, GOOD, NIGHT, UNKNOWN, WARN};
use crate::screen::ui::Ui;

/// The order of drawing: the mark that matters most is drawn last.
const ORDER: [Option<Band>; 4] = [None, Some(Band::Good), Some(Band::Warn), Some(Band::Bad)];

/// Radius of a near neutral joint.
pub const JOINT: f32 = 6.0;
/// A bone that isn't seen is drawn in dots of this width.
pub const DOT: f32 = 4.0;
/// Distance from one dot to the next.
pub const DOT_STEP: f32 = 11.0;
/// More dashes than fit into any picture. A point far outside the picture must not cost time.
const MOST_DASHES: f32 = 500.0;
/// The dots of a bone that isn't seen keep this far from its joints, whose dashed circles stay hollow.
const HOLLOW: f32 = 14.0;

/// The colour of a verdict over the picture.
pub fn colour(band: Option<Band>) -> Colour {
    match band {
        Some(Band::Good) => GOOD,
        Some(Band::Warn) => WARN,
        Some(Band::Bad) => BAD,
        None => UNKNOWN,
    }
}

/// Draws the judged bones, the gravest last.
pub fn draw_bones(ui: &mut Ui, judged: &[JudgedBone], fit: &Fit) {
    for band in ORDER {
        let width = match band {
            Some(Band::Good | Band::Warn) => 8.0,
            Some(Band::Bad) => 11.0,
            None => DOT,
        };
        let lines = with(judged, band)
            .map(|bone| Line::new(fit.point(bone.from), fit.point(bone.to), width));
        if band.is_none() {
            for line in lines {
                let length = line.from.distance(line.to).max(f32::EPSILON);
                let hollow = (HOLLOW / length).min(0.5);
                dotted_line(ui, line.part(hollow, 1.0 - hollow), 0.0, DOT_STEP, UNKNOWN);
            }
        } else {
            ui.fill_all_cased(lines, colour(band));
        }
    }
}

/// Draws the joints of the judged bones, the gravest last.
pub fn draw_joints(ui: &mut Ui, judged: &[JudgedBone], fit: &Fit) {
    for bone in judged {
        if is_off(bone.band) {
            neutral_joint(ui, fit.point(bone.from), JOINT);
        }
    }
    for band in ORDER {
        for bone in with(judged, band) {
            if !is_off(band) {
                joint(ui, fit.point(bone.from), band);
            }
            // Along a limb of several bones a warning or cue is marked once, at its end.
            let goes_on = with(judged, band).any(|next| next.from == bone.to);
            if is_off(band) && goes_on {
                neutral_joint(ui, fit.point(bone.to), JOINT);
            } else {
                joint(ui, fit.point(bone.to), band);
            }
        }
    }
}

fn is_off(band: Option<Band>) -> bool {
    matches!(band, Some(Band::Warn | Band::Bad))
}

fn with(judged: &[JudgedBone], band: Option<Band>) -> impl Iterator<Item = &JudgedBone> + Clone {
    judged.iter().filter(move |bone| bone.band == band)
}

/// Draws a joint that no rule judges.
pub fn neutral_joint(ui: &mut Ui, centre: Vec2, radius: f32) {
    ui.fill_cased(Disc::new(centre, radius), CREAM);
}

/// Draws the mark of a verdict at a joint.
pub fn joint(ui: &mut Ui, centre: Vec2, band: Option<Band>) {
    match band {
        Some(Band::Good) => {
            ui.fill_cased(Disc::new(centre, 9.0), GOOD);
            ui.fill(Disc::new(centre, 3.0), NIGHT);
        }
        Some(Band::Warn) => {
            let corners = [vec2(0.0, -13.0), vec2(-11.5, 8.0), vec2(11.5, 8.0)];
            ui.fill_cased(Triangle::new(corners.map(|corner| centre + corner)), WARN);
        }
        Some(Band::Bad) => {
            ui.fill_cased(Ring::new(centre, 21.0, 5.0), BAD);
            ui.fill_cased(Disc::new(centre, 9.0), BAD);
        }
        None => {
            let ring = Ring::new(centre, 8.0, 2.5);
            ui.casing(ring);
            ui.dashed_ring(ring, 8, 0.4, UNKNOWN);
        }
    }
}

/// Draws dashes of a length along a line with one casing. `step` is the distance from one start to the
/// next.
pub fn dotted_line(ui: &mut Ui, line: Line, dash: f32, step: f32, colour: Colour) {
    let length = line.from.distance(line.to);
    if length <= f32::EPSILON {
        return;
    }
    ui.casing(line);
    let count = ((length - dash) / step).clamp(0.0, MOST_DASHES) as u32;
    let dashes = (0..=count).map(|i| {
        let start = i as f32 * step;
        let [from, to] = [start, start + dash].map(|along| (along / length).min(1.0));
        line.part(from, to)
    });
    ui.fill_all(dashes, colour);
}
