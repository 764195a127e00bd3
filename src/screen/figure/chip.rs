//! The chip with the angle, put where it hides neither the body nor the meter.

use glam::Vec2;

use crate::screen::camera::Fit;
use crate::screen::layout::Rect;
use crate::screen::scene::Figure;
use crate::screen::tokens::{ANGLE, BAD, CHIP};
use crate::screen::ui::{Anchor, Ui};

/// How far beyond the ends of limb and target the chip's middle lies.
const BEYOND: f32 = 70.0;
const PADDING: f32 = 14.0;
/// Space kept to the picture's edge, to the meter and to the body.
const MARGIN: f32 = 8.0;
/// Turns, in radians off the middle between limb and target, that are tried in this order until the
/// chip lies clear of the body.
const TRIED_RAD: [f32; 9] = [0.0, 0.15, -0.15, 0.3, -0.3, 0.5, -0.5, 0.8, -0.8];

/// Draws the chip for a limb given by pivot, end and target, in layout units.
pub fn draw(ui: &mut Ui, angle_deg: f32, limb: [Vec2; 3], figure: &Figure, fit: &Fit) {
    let text = format!("{:.0}°", angle_deg.abs());
    let width = ui.text_width(&text, ANGLE) + 2.0 * PADDING;
    let height = ANGLE.size + 20.0;
    let chip = place(limb, width.max(height), height, figure, fit);
    ui.boxed(chip, height / 2.0, CHIP);
    // The degree sign hangs over to the right. The digits look centred when a part of its width is
    // left out.
    let [x, y] = chip.centre();
    ui.text(&text, Anchor::Centre([x + 1.0, y]), ANGLE, BAD);
}

pub(super) fn place(limb: [Vec2; 3], width: f32, height: f32, figure: &Figure, fit: &Fit) -> Rect {
    let [pivot, end, target] = limb;
    let ways = [end - pivot, target - pivot];
    let reach = ways[0].length().max(ways[1].length()) + BEYOND;
    let straight = (ways[0].normalize_or_zero() + ways[1].normalize_or_zero()).to_angle();
    let candidate = |turn_rad: f32| {
        let centre = pivot + reach * Vec2::from_angle(straight + turn_rad);
        keep_within(Rect::around(centre.to_array(), width, height), fit.room)
    };
    let hits = |chip: &Rect| {
        let chip = chip.grown(MARGIN);
        body_points(figure, fit)
            .filter(|point| chip.contains(*point))
            .count()
    };
    TRIED_RAD
        .map(candidate)
        .into_iter()
        .min_by_key(hits)
        .unwrap_or_else(|| candidate(0.0))
}

/// Moves the chip into the room that there is.
fn keep_within(chip: Rect, room: Rect) -> Rect {
    let room = room.grown(-MARGIN);
    Rect {
        x: chip.x.min(room.right() - chip.w).max(room.x),
        y: chip.y.min(room.bottom() - chip.h).max(room.y),
        ..chip
    }
}

/// The seen landmarks, and three points along each judged bone.
fn body_points<'a>(figure: &'a Figure, fit: &'a Fit) -> impl Iterator<Item = Vec2> + 'a {
    let along = figure.judged.iter().flat_map(|bone| {
        let [from, to] = [bone.from, bone.to].map(|end| fit.point(end));
        [0.25, 0.5, 0.75].map(|share| from.lerp(to, share))
    });
    let seen = figure
        .points
        .iter()
        .flatten()
        .map(|point| fit.point(*point));
    seen.chain(along)
}
