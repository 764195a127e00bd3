//! The chip with the angle, put where it hides neither the body nor the meter.

use super::distance;
use crate::screen::camera::{CAMERA_AREA, Fit};
use crate::screen::canvas::Point;
use crate::screen::layout::Rect;
use crate::screen::scene::Figure;
use crate::screen::tokens::{ANGLE, BAD, CHIP};
use crate::screen::ui::{Anchor, Ui};
use crate::screen::widgets::METER_LEFT;

/// How far beyond the ends of limb and target the chip's middle lies.
const BEYOND: f32 = 70.0;
const PADDING: f32 = 14.0;
/// Space kept to the picture's edge, to the meter and to the body.
const MARGIN: f32 = 8.0;
/// Turns, in radians off the middle between limb and target, that are tried in this order
/// until the chip lies clear of the body.
const TRIED_RAD: [f32; 9] = [0.0, 0.15, -0.15, 0.3, -0.3, 0.5, -0.5, 0.8, -0.8];

/// Draws the chip for a limb given by pivot, end and target, in layout units.
pub fn draw(ui: &mut Ui, angle_deg: f32, limb: [Point; 3], figure: &Figure, fit: &Fit) {
    let text = format!("{:.0}°", angle_deg.abs());
    let width = ui.text_width(&text, ANGLE) + 2.0 * PADDING;
    let height = ANGLE.size + 20.0;
    let chip = place(limb, width.max(height), height, figure, fit);
    ui.boxed(chip, height / 2.0, CHIP);
    // The degree sign hangs over to the right; the digits look centred without a part of it.
    let [x, y] = chip.centre();
    ui.text(&text, Anchor::Centre([x + 1.0, y]), ANGLE, BAD);
}

pub(super) fn place(limb: [Point; 3], width: f32, height: f32, figure: &Figure, fit: &Fit) -> Rect {
    let [pivot, end, target] = limb;
    let reach = distance(pivot, end).max(distance(pivot, target)) + BEYOND;
    let unit = |p: Point| {
        let length = distance(pivot, p).max(f32::EPSILON);
        [(p[0] - pivot[0]) / length, (p[1] - pivot[1]) / length]
    };
    let (a, b) = (unit(end), unit(target));
    let straight = (a[1] + b[1]).atan2(a[0] + b[0]);
    let candidate = |turn: f32| {
        let angle = straight + turn;
        let centre = [
            pivot[0] + reach * angle.cos(),
            pivot[1] + reach * angle.sin(),
        ];
        keep_within(Rect::around(centre, width, height))
    };
    let hits = |chip: &Rect| {
        bodies_points(figure, fit)
            .filter(|p| contains(chip, *p))
            .count()
    };
    TRIED_RAD
        .iter()
        .map(|turn| candidate(*turn))
        .min_by_key(hits)
        .unwrap_or_else(|| candidate(0.0))
}

/// Moves the chip into the picture and off the meter.
fn keep_within(chip: Rect) -> Rect {
    let right = METER_LEFT - MARGIN - chip.w;
    let bottom = CAMERA_AREA.bottom() - MARGIN - chip.h;
    Rect {
        x: chip.x.clamp(CAMERA_AREA.x + MARGIN, right),
        y: chip.y.clamp(CAMERA_AREA.y + MARGIN, bottom),
        ..chip
    }
}

fn contains(chip: &Rect, at: Point) -> bool {
    let chip = chip.grown(MARGIN);
    at[0] > chip.x && at[0] < chip.right() && at[1] > chip.y && at[1] < chip.bottom()
}

/// The seen landmarks, and three points along each judged bone.
fn bodies_points<'a>(figure: &'a Figure, fit: &'a Fit) -> impl Iterator<Item = Point> + 'a {
    let along = figure.judged.iter().flat_map(|bone| {
        [0.25, 0.5, 0.75].map(|share| {
            [
                bone.from[0] + (bone.to[0] - bone.from[0]) * share,
                bone.from[1] + (bone.to[1] - bone.from[1]) * share,
            ]
        })
    });
    let seen = figure.points.iter().flatten().copied();
    seen.chain(along).map(|point| fit.point(point))
}
