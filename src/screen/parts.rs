//! The parts of a live scene that lie beside the camera picture. They seldom change, so a part stays on
//! the canvas until it is to show something else.

use std::any::Any;

use super::canvas::Colour;
use super::layout::{PixelRect, Rect};
use super::ui::Ui;

/// What the parts on the canvas show, and where the canvas has changed.
#[derive(Default)]
pub(super) struct Parts {
    shown: Vec<(Rect, Box<dyn Any + Send>)>,
    /// Since that was asked for.
    changes: Vec<PixelRect>,
}

impl Parts {
    /// Notes that this whole canvas has been covered.
    pub(super) fn cover(&mut self, canvas: PixelRect) {
        self.shown.clear();
        self.note(canvas);
    }

    /// Where the canvas was drawn on since the last call.
    pub(super) fn take_changes(&mut self) -> Vec<PixelRect> {
        std::mem::take(&mut self.changes)
    }

    fn note(&mut self, area: PixelRect) {
        if !self.changes.iter().any(|known| known.holds(area)) {
            self.changes.retain(|known| !area.holds(*known));
            self.changes.push(area);
        }
    }

    fn has<C: PartialEq + 'static>(&self, area: Rect, content: &C) -> bool {
        let shows = |(at, shown): &(Rect, Box<dyn Any + Send>)| {
            *at == area && shown.downcast_ref() == Some(content)
        };
        self.shown.iter().any(shows)
    }

    fn put(&mut self, area: Rect, content: Box<dyn Any + Send>) {
        // What was drawn within it is covered now.
        self.shown.retain(|(other, _)| !area.holds(*other));
        self.shown.push((area, content));
    }
}

/// Draws a part of the scene on its ground, unless it is on the canvas already. `content` is all that
/// `draw` depends on, beside the language. A part may lie within another one that is drawn before it,
/// but parts must not cross.
pub(super) fn part<C: PartialEq + Send + 'static>(
    ui: &mut Ui,
    area: Rect,
    ground: Colour,
    content: C,
    draw: impl FnOnce(&mut Ui, &C),
) {
    if ui.parts().has(area, &content) {
        return;
    }
    ui.clip_to(area);
    ui.boxed(area, 0.0, ground);
    draw(ui, &content);
    ui.unclip();
    note_change(ui, area);
    ui.parts().put(area, Box::new(content));
}

/// Notes that a box was drawn on.
pub(super) fn note_change(ui: &mut Ui, area: Rect) {
    let area = ui.layout().rect(area);
    ui.parts().note(area);
}

/// Covers the canvas, unless parts of a live scene are on it.
pub(super) fn ground_of_parts(ui: &mut Ui, colour: Colour) {
    if ui.parts().shown.is_empty() {
        ui.ground(colour);
    }
}
