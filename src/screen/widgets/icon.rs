//! Signs on a disc: tick, arrow, turn, "?", progress, calm. All are drawn in parts of the disc's
//! radius, so that they look the same in a list and in the banner.

use std::f32::consts::{FRAC_PI_2, TAU};

use glam::{Vec2, vec2};

use crate::blazepose::Side;
use crate::screen::canvas::{Arc, Colour, Ring};
use crate::screen::layout::Point;
use crate::screen::scene::Icon;
use crate::screen::text::{Style, Weight};
use crate::screen::tokens::{GOOD, MIST, RAISED};
use crate::screen::ui::{Anchor, Ui};
use crate::words::{Text, live};

/// Colours of a disc and of the sign on it.
#[derive(Debug, Clone, Copy)]
pub struct DiscColours {
    ground: Colour,
    sign: Colour,
}

impl DiscColours {
    pub const fn new(ground: Colour, sign: Colour) -> Self {
        Self { ground, sign }
    }
}

/// Width of the lines of a sign, in radii of its disc.
const STROKE: f32 = 0.2;
/// The tick on a small dot keeps this width in layout units.
const LEAST_TICK: f32 = 2.4;

/// Draws an icon on its disc. An arrow points as it is given: the caller turns it round where the
/// picture is mirrored.
pub fn disc_icon(ui: &mut Ui, centre: Point, radius: f32, icon: Icon, colours: DiscColours) {
    if !matches!(icon, Icon::Unknown | Icon::Progress { .. }) {
        ui.disc(centre, radius, colours.ground);
    }
    match icon {
        Icon::Tick => tick(ui, centre, radius, colours.sign),
        Icon::BentArrow => bent_arrow(ui, centre, radius, colours.sign),
        Icon::Arrow { angle_rad } => arrow(ui, centre, radius, angle_rad, colours.sign),
        Icon::Unknown => unknown(ui, centre, radius),
        Icon::Progress { part } => {
            let ring = Ring::new(centre, radius * 0.86, radius * 0.28);
            ui.fill(ring, RAISED);
            let sweep = part.clamp(0.0, 1.0) * TAU;
            if sweep > 0.0 {
                ui.fill(Arc::new(ring, -FRAC_PI_2, sweep), GOOD);
            }
        }
        Icon::Calm { size } => {
            // 8 to 38 on the banner's disc of 40.
            let part = 0.2 + 0.75 * size.clamp(0.0, 1.0);
            ui.disc(centre, radius * part, colours.sign);
        }
    }
}

fn bent_arrow(ui: &mut Ui, centre: Point, radius: f32, colour: Colour) {
    let at = |x: f32, y: f32| Vec2::from(centre) + vec2(x, y) * radius;
    let stroke = STROKE * radius;
    let ring = Ring::new(at(-0.06, 0.14), 0.45 * radius, stroke);
    ui.fill(Arc::new(ring, 2.65, 3.6), colour);
    for arm in [at(0.16, -0.05), at(0.65, -0.05)] {
        ui.line(at(0.4, 0.3), arm, stroke, colour);
    }
}

fn arrow(ui: &mut Ui, centre: Point, radius: f32, angle_rad: f32, colour: Colour) {
    let along = Vec2::from_angle(angle_rad) * radius;
    let at = |x: f32, y: f32| Vec2::from(centre) + along.rotate(vec2(x, y));
    for end in [at(-0.52, 0.0), at(0.16, -0.30), at(0.16, 0.30)] {
        ui.line(at(0.52, 0.0), end, STROKE * radius, colour);
    }
}

/// A tick for a disc of this radius.
pub fn tick(ui: &mut Ui, centre: Point, radius: f32, colour: Colour) {
    let at = |x: f32, y: f32| Vec2::from(centre) + vec2(x, y) * radius;
    let corner = at(-0.13, 0.35);
    let stroke = (STROKE * radius).max(LEAST_TICK);
    ui.line(at(-0.47, 0.03), corner, stroke, colour);
    ui.line(corner, at(0.48, -0.38), stroke, colour);
}

/// "?" in a dashed ring, for what can't be told.
fn unknown(ui: &mut Ui, centre: Point, radius: f32) {
    let width = (radius * 0.09).max(2.0);
    let ring = Ring::new(centre, radius - width / 2.0, width);
    ui.dashed_ring(ring, 14, 0.48, MIST);
    let style = Style::new(radius * 1.1, Weight::Bold);
    ui.text("?", Anchor::Centre(centre), style, MIST);
}

/// A full disc with the letter of a side.
pub fn side_disc(ui: &mut Ui, centre: Point, radius: f32, side: Side, colours: DiscColours) {
    ui.disc(centre, radius, colours.ground);
    let style = Style::new((radius * 1.18).round().max(16.0), Weight::Bold);
    ui.text(
        ui.words(letter(side)),
        Anchor::Centre(centre),
        style,
        colours.sign,
    );
}

/// "L" or "R".
pub(super) fn letter(side: Side) -> Text {
    match side {
        Side::Left => live::LEFT,
        Side::Right => live::RIGHT,
    }
}
