//! The range meter at the right edge of the picture.

use crate::screen::canvas::{Line, Triangle};
use crate::screen::layout::Rect;
use crate::screen::scene::{Mark, Meter};
use crate::screen::tokens::{
    BAD, CREAM, GOOD, MIST, PANEL, PLATE, RADIUS_BUTTON, RAISED, SMALL_STRONG, WARN, ZONE,
};
use crate::screen::ui::{Anchor, Ui};

/// The meter's plate.
pub const METER: Rect = Rect::new(860.0, 36.0, 48.0, 473.0);
/// Column of the pointer's left edge: nothing else may lie to the right of it.
pub const METER_LEFT: f32 = METER.x - 14.0;

const HIGH_Y: f32 = 80.0;
const LOW_Y: f32 = 465.0;
const TRACK_WIDTH: f32 = 12.0;
const ZONE_WIDTH: f32 = 24.0;
/// Half the length of the marker's bar between the middles of its round ends.
const BAR_REACH: f32 = 16.0;
const BAR_WIDTH: f32 = 7.0;
/// The plate of a wide word.
const WORD_PADDING: f32 = 8.0;
const WORD_HEIGHT: f32 = 28.0;

/// Draws the meter.
pub fn meter(ui: &mut Ui, meter: &Meter) {
    let x = METER.centre()[0];
    ui.boxed(METER, RADIUS_BUTTON, PLATE);
    let [low, high] = &meter.words;
    for (word, y) in [(high, METER.y + 20.0), (low, METER.bottom() - 20.0)] {
        let width = ui.text_width(word, SMALL_STRONG);
        if width <= METER.w - 6.0 {
            ui.text(word, Anchor::Centre([x, y]), SMALL_STRONG, MIST);
            continue;
        }
        // A word that is wider than the meter stands on a plate that reaches to its left.
        let plate = Rect::new(
            METER.right() - width - 2.0 * WORD_PADDING,
            y - WORD_HEIGHT / 2.0,
            width + 2.0 * WORD_PADDING,
            WORD_HEIGHT,
        );
        ui.boxed(plate, RADIUS_BUTTON, PANEL);
        let at = Anchor::Right([METER.right() - WORD_PADDING, y]);
        ui.text(word, at, SMALL_STRONG, MIST);
    }
    let track = Rect::new(x - TRACK_WIDTH / 2.0, HIGH_Y, TRACK_WIDTH, LOW_Y - HIGH_Y);
    ui.boxed(track, TRACK_WIDTH / 2.0, RAISED);

    let row = |value: f32| {
        let range = meter.high - meter.low;
        let part = if range.abs() < f32::EPSILON {
            0.5
        } else {
            ((value - meter.low) / range).clamp(0.0, 1.0)
        };
        LOW_Y + (HIGH_Y - LOW_Y) * part
    };
    for zone in &meter.zones {
        let [from, to] = zone.map(row);
        let top = from.min(to);
        let zone = Rect::new(x - ZONE_WIDTH / 2.0, top, ZONE_WIDTH, (from - to).abs());
        ui.boxed(zone, 8.0, ZONE);
        ui.frame(zone, 8.0, 3.0, GOOD);
    }

    if let Some(best) = meter.best {
        // Two notches beside the track: a place that was reached before, not one to be at.
        let y = row(best);
        for side in [-1.0, 1.0] {
            let notch = Line {
                from: [x + side * ZONE_WIDTH / 2.0, y],
                to: [x + side * BAR_REACH, y],
                width: 4.0,
            };
            ui.fill(notch, CREAM);
        }
    }

    let colour = match meter.mark {
        Mark::Good => CREAM,
        Mark::Warn => WARN,
        Mark::Bad => BAD,
        Mark::Unknown => return,
    };
    let Some(value) = meter.value else {
        return;
    };
    let y = row(value);
    let bar = Line {
        from: [x - BAR_REACH, y],
        to: [x + BAR_REACH, y],
        width: BAR_WIDTH,
    };
    let pointer = Triangle::new([
        [METER_LEFT, y - 12.0],
        [METER_LEFT, y + 12.0],
        [METER_LEFT + 18.0, y],
    ]);
    ui.casing(pointer);
    ui.casing(bar);
    ui.fill(pointer, colour);
    ui.fill(bar, colour);
}
