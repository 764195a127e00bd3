//! A plate for words over the picture.

use crate::screen::camera::CAMERA_AREA;
use crate::screen::layout::Rect;
use crate::screen::tokens::{CREAM, HEADING, NOTICE, PLATE, RADIUS_PANEL};
use crate::screen::ui::{Anchor, Ui};

/// Widest line of a notice.
const WIDTH: f32 = 680.0;
const LINE_HEIGHT: f32 = 44.0;
const PADDING_X: f32 = 48.0;
const PADDING_Y: f32 = 36.0;

/// Says something large in the middle of the picture. A word or two stand in one large line, a
/// sentence in several smaller ones.
pub fn notice(ui: &mut Ui, text: &str) {
    let is_short = ui.text_width(text, NOTICE) <= WIDTH;
    let style = if is_short { NOTICE } else { HEADING };
    let line_height = if is_short { NOTICE.size } else { LINE_HEIGHT };
    let lines = ui.wrap(text, style, WIDTH);
    let width = lines
        .iter()
        .map(|line| ui.text_width(line, style))
        .fold(0.0, f32::max);
    let centre = CAMERA_AREA.centre();
    let height = line_height * lines.len() as f32;
    let plate = Rect::around(centre, width + 2.0 * PADDING_X, height + 2.0 * PADDING_Y);
    ui.boxed(plate, RADIUS_PANEL, PLATE);
    for (i, line) in lines.iter().enumerate() {
        let y = centre[1] - height / 2.0 + line_height * (i as f32 + 0.5);
        ui.text_within(line, Anchor::Centre([centre[0], y]), style, CREAM, WIDTH);
    }
}
