//! The row of numbers for how strong the pain is, from 0 to 10.

use glam::Vec2;

use super::layout::{Point, Rect};
use super::text::Style;
use super::tokens::RADIUS_BUTTON;
use super::ui::{Anchor, Ui};
use super::widgets::ButtonLook;

/// The strongest pain there is a number for.
pub(super) const STRONGEST: u8 = 10;

/// Where the numbers are, and how they look.
pub(super) struct PainNumbers {
    /// Left upper corner of the 0.
    pub(super) at: Point,
    /// From one number to the next.
    pub(super) step: f32,
    /// Width and height of each.
    pub(super) size: Point,
    pub(super) style: Style,
}

impl PainNumbers {
    pub(super) fn place(&self, number: u8) -> Rect {
        let ([x, y], [width, height]) = (self.at, self.size);
        Rect::new(x + self.step * f32::from(number), y, width, height)
    }

    /// The number at a place of the layout.
    pub(super) fn number_at(&self, at: Vec2) -> Option<u8> {
        (0..=STRONGEST).find(|number| self.place(*number).contains(at))
    }

    pub(super) fn draw(&self, ui: &mut Ui, chosen: Option<u8>) {
        for number in 0..=STRONGEST {
            let area = self.place(number);
            let ink = ButtonLook::of_choice(chosen == Some(number)).ground(ui, area, RADIUS_BUTTON);
            let middle = Anchor::Centre(area.centre());
            ui.text(&number.to_string(), middle, self.style, ink);
        }
    }
}
