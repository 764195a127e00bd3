//! The range meter at the right edge of the picture.

use crate::coach::Band;
use crate::screen::canvas::{Line, Triangle};
use crate::screen::layout::Rect;
use crate::screen::scene::Meter;
use crate::screen::tokens::{
    BAD, CREAM, GOOD, MIST, PANEL, PLATE, RADIUS_BUTTON, RAISED, SMALL_STRONG, WARN, ZONE,
};
use crate::screen::ui::{Anchor, Ui};

/// The meter's plate.
pub const METER: Rect = Rect::new(860.0, 36.0, 48.0, 473.0);
/// Column of the pointer's left edge. Only the meter may lie to the right of it.
pub const METER_LEFT: f32 = METER.x - 14.0;

/// Middle of the track.
const X: f32 = METER.centre()[0];
const HIGH_Y: f32 = 80.0;
const LOW_Y: f32 = 465.0;
const TRACK_WIDTH: f32 = 12.0;
const ZONE_WIDTH: f32 = 24.0;
/// Half the length of the marker's bar, without its round ends.
const BAR_REACH: f32 = 16.0;
const BAR_WIDTH: f32 = 7.0;
/// The plate of a wide word.
const WORD_PADDING: f32 = 8.0;
const WORD_HEIGHT: f32 = 28.0;

/// Draws the meter.
pub fn meter(ui: &mut Ui, meter: &Meter) {
    ui.boxed(METER, RADIUS_BUTTON, PLATE);
    let [low, high] = &meter.words;
    word(ui, high, METER.y + 20.0);
    word(ui, low, METER.bottom() - 20.0);
    let track = Rect::new(X - TRACK_WIDTH / 2.0, HIGH_Y, TRACK_WIDTH, LOW_Y - HIGH_Y);
    ui.boxed(track, TRACK_WIDTH / 2.0, RAISED);
    for zone in &meter.zones {
        let [from, to] = zone.map(|value| row(meter, value));
        let top = from.min(to);
        let zone = Rect::new(X - ZONE_WIDTH / 2.0, top, ZONE_WIDTH, (from - to).abs());
        ui.boxed(zone, 8.0, ZONE);
        ui.frame(zone, 8.0, 3.0, GOOD);
    }
    if let Some(best) = meter.best {
        notches(ui, row(meter, best));
    }
    if let (Some(value), Some(band)) = (meter.value, meter.band) {
        marker(ui, row(meter, value), band);
    }
}

/// The row of a value on the track.
fn row(meter: &Meter, value: f32) -> f32 {
    let range = meter.high - meter.low;
    let part = if range.abs() < f32::EPSILON {
        0.5
    } else {
        ((value - meter.low) / range).clamp(0.0, 1.0)
    };
    LOW_Y + (HIGH_Y - LOW_Y) * part
}

/// The word at an end of the track. One that is wider than the meter stands on a plate of its own,
/// which reaches to the meter's left.
fn word(ui: &mut Ui, word: &str, y: f32) {
    let width = ui.text_width(word, SMALL_STRONG);
    if width <= METER.w - 6.0 {
        ui.text(word, Anchor::Centre([X, y]), SMALL_STRONG, MIST);
        return;
    }
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

/// Two notches beside the track. They are no target, only the best that was reached before.
fn notches(ui: &mut Ui, y: f32) {
    for side in [-1.0, 1.0] {
        let at = |from_middle: f32| [X + side * from_middle, y];
        ui.line(at(ZONE_WIDTH / 2.0), at(BAR_REACH), 4.0, CREAM);
    }
}

/// The bar and the pointer at the present value.
fn marker(ui: &mut Ui, y: f32, band: Band) {
    let colour = match band {
        Band::Good => CREAM,
        Band::Warn => WARN,
        Band::Bad => BAD,
    };
    let bar = Line::new([X - BAR_REACH, y], [X + BAR_REACH, y], BAR_WIDTH);
    let pointer = Triangle::new([
        [METER_LEFT, y - 12.0],
        [METER_LEFT, y + 12.0],
        [METER_LEFT + 18.0, y],
    ]);
    ui.fill_pair_cased(pointer, bar, colour);
}
