//! The ring with the one number that has to be read from the floor.

use std::f32::consts::{FRAC_PI_2, TAU};

use crate::coach;
use crate::screen::canvas::{Arc, Disc, Point, Ring};
use crate::screen::tokens::{CREAM, GOOD, MIST, NUMBER, RAISED, UNIT};
use crate::screen::ui::{Anchor, Ui};

const RADIUS: f32 = 116.0;
const WIDTH: f32 = 18.0;
/// A stopped clock turns the done part into dots of this size, this far apart.
const STOPPED_DOT: f32 = 9.0;
const STOPPED_STEP: f32 = 19.0;
/// The number sits above the middle, its unit below.
const NUMBER_DY: f32 = -14.0;
const UNIT_DY: f32 = 66.0;
/// Inner width of the ring at the rows of the number and of the unit.
const NUMBER_WIDTH: f32 = 200.0;
const UNIT_WIDTH: f32 = 158.0;

/// Draws the ring: the done part clockwise from 12 o'clock.
pub fn ring(ui: &mut Ui, centre: Point, ring: &coach::Ring) {
    let track = Ring {
        centre,
        radius: RADIUS,
        width: WIDTH,
    };
    ui.fill(track, RAISED);
    let sweep = ring.part.clamp(0.0, 1.0) * TAU;
    if ring.stopped {
        let step = STOPPED_STEP / RADIUS;
        // A last dot would meet the first one when the ring is full.
        let last = (sweep + 1e-3).min(TAU - step * 0.75);
        let dots = (0..)
            .map(|i| i as f32 * step)
            .take_while(|angle| *angle <= last)
            .map(|angle| Disc {
                centre: [
                    centre[0] + RADIUS * angle.sin(),
                    centre[1] - RADIUS * angle.cos(),
                ],
                radius: STOPPED_DOT / 2.0,
            });
        ui.fill_all(dots, MIST);
    } else if sweep > 0.0 {
        ui.fill(Arc::new(track, -FRAC_PI_2, sweep), GOOD);
    }
    let number = ring.number.to_string();
    let at = Anchor::Centre([centre[0], centre[1] + NUMBER_DY]);
    ui.text_within(&number, at, NUMBER, CREAM, NUMBER_WIDTH);
    let at = Anchor::Centre([centre[0], centre[1] + UNIT_DY]);
    ui.text_within(&ring.unit, at, UNIT, MIST, UNIT_WIDTH);
}
