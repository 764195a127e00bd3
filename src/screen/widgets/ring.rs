//! The ring with the one number that has to be read from the floor.

use std::f32::consts::{FRAC_PI_2, TAU};

use glam::Vec2;

use crate::screen::canvas::{Arc, Disc, Ring};
use crate::screen::layout::Point;
use crate::screen::scene::CountRing;
use crate::screen::tokens::{CREAM, GOOD, MIST, NUMBER, RAISED, UNIT};
use crate::screen::ui::{Anchor, Ui};

const RADIUS: f32 = 116.0;
const WIDTH: f32 = 18.0;
/// While the clock is stopped, the done part is drawn in dots of this size, this far apart.
const STOPPED_DOT: f32 = 9.0;
const STOPPED_STEP: f32 = 19.0;
/// The number sits above the middle, its unit below.
const NUMBER_DY: f32 = -14.0;
const UNIT_DY: f32 = 66.0;
/// Width that the ring leaves free at the upper edge of the number, and at the row of the unit. Two
/// digits shrink to 124 px, which is 90 px high: their upper corners lie 59 px above the middle, where
/// the ring's inner edge is 89 px from it.
const NUMBER_WIDTH: f32 = 164.0;
const UNIT_WIDTH: f32 = 158.0;

/// Draws the ring: the done part clockwise from 12 o'clock.
pub fn ring(ui: &mut Ui, centre: Point, ring: &CountRing) {
    let track = Ring::new(centre, RADIUS, WIDTH);
    ui.fill(track, RAISED);
    let sweep = ring.part.clamp(0.0, 1.0) * TAU;
    if ring.is_stopped {
        let step = STOPPED_STEP / RADIUS;
        // A last dot would meet the first one when the ring is full.
        let last = (sweep + 1e-3).min(TAU - step * 0.75);
        let dots = (0..)
            .map(|i| i as f32 * step)
            .take_while(|angle| *angle <= last)
            .map(|angle| {
                let from_centre = RADIUS * Vec2::from_angle(angle - FRAC_PI_2);
                Disc::new(Vec2::from(centre) + from_centre, STOPPED_DOT / 2.0)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_comes_near_the_ring() {
        let centre = [640.0, 360.0];
        for number in [1, 8, 10, 30, 88] {
            let mut ui = Ui::new(1280, 720).unwrap();
            let count = CountRing {
                number,
                unit: "seconds left".to_owned(),
                part: 0.5,
                is_stopped: false,
            };
            ring(&mut ui, centre, &count);
            let pixels = ui.canvas().pixels().iter().enumerate();
            let farthest = pixels
                .filter(|(_, pixel)| **pixel == CREAM.rgb)
                .map(|(i, _)| {
                    let [x, y] = [(i % 1280) as f32 + 0.5, (i / 1280) as f32 + 0.5];
                    (x - centre[0]).hypot(y - centre[1])
                })
                .fold(0.0, f32::max);
            let free = RADIUS - WIDTH / 2.0 - farthest;
            assert!(free >= 8.0, "{number} leaves {free:.1} px");
        }
    }
}
