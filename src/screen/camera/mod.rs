//! The camera picture in its box. It is never cropped, because the user should see all that the program
//! sees.

mod scale;

use glam::{Vec2, vec2};
use image::RgbImage;

use super::canvas::Colour;
use super::layout::Rect;
use super::tokens::{NIGHT, PANEL, PICTURE_VEIL};
use super::ui::Ui;
use super::widgets::METER_LEFT;

/// The box of the camera picture in live scenes.
pub const CAMERA_AREA: Rect = Rect::new(16.0, 16.0, 912.0, 513.0);

/// Where the camera picture lies on the screen, and so where its points do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The part of the box that the picture fills, in layout units.
    pub area: Rect,
    /// Layout units per picture pixel.
    pub scale: f32,
    /// Whether left and right are exchanged.
    pub is_mirrored: bool,
    /// Where words about the person may stand, in layout units.
    pub room: Rect,
}

/// Beside the meter, which lies at the right edge of the picture.
const LIVE_ROOM: Rect = Rect::new(
    CAMERA_AREA.x,
    CAMERA_AREA.y,
    METER_LEFT - CAMERA_AREA.x,
    CAMERA_AREA.h,
);

/// A picture fills the whole box where their proportions differ by less than this share. Otherwise a
/// 16:9 picture in 912 × 513 would leave a rim because of rounding.
const SAME_PROPORTION: f32 = 0.005;

impl Fit {
    /// The largest place in the middle of `area` for a picture of this size in pixels.
    #[must_use]
    pub fn new(width_px: u32, height_px: u32, area: Rect, is_mirrored: bool) -> Fit {
        let (width, height) = (width_px.max(1) as f32, height_px.max(1) as f32);
        let scale = (area.w / width).min(area.h / height);
        let fills = (width / height) / (area.w / area.h);
        let area = if (fills - 1.0).abs() < SAME_PROPORTION {
            area
        } else {
            Rect::around(area.centre(), width * scale, height * scale)
        };
        Fit {
            area,
            scale,
            is_mirrored,
            room: LIVE_ROOM,
        }
    }

    /// The place of a picture of this width in pixels that fills the whole canvas.
    #[must_use]
    pub(super) fn whole(ui: &Ui, width_px: u32) -> Fit {
        let area = ui.whole();
        Fit {
            area,
            scale: area.w / width_px.max(1) as f32,
            is_mirrored: false,
            room: area,
        }
    }

    /// A point of the picture (in its pixels) in layout units.
    #[must_use]
    pub fn point(&self, at_px: [f32; 2]) -> Vec2 {
        let at = Vec2::from(at_px) * self.scale;
        let x = if self.is_mirrored {
            self.area.right() - at.x
        } else {
            self.area.x + at.x
        };
        vec2(x, self.area.y + at.y)
    }
}

/// Draws the picture under its veil, and the colour of panels beside it or in its place. Returns where
/// the picture lies.
pub(super) fn draw(ui: &mut Ui, picture: Option<&RgbImage>, is_mirrored: bool) -> Option<Fit> {
    let picture = picture.filter(|picture| picture.width() > 0 && picture.height() > 0);
    let fit = picture
        .map(|picture| Fit::new(picture.width(), picture.height(), CAMERA_AREA, is_mirrored));
    if fit.is_none_or(|fit| fit.area != CAMERA_AREA) {
        ui.boxed(CAMERA_AREA, 0.0, PANEL);
    }
    if let (Some(picture), Some(fit)) = (picture, fit) {
        let area = ui.layout().rect(fit.area);
        scale::draw(ui.canvas_mut(), picture, area, is_mirrored, PICTURE_VEIL);
    }
    fit
}

/// Draws a picture whole within a box, as the camera gives it.
pub(super) fn draw_plain(ui: &mut Ui, picture: &RgbImage, area: Rect, is_mirrored: bool) {
    const NO_VEIL: Colour = NIGHT.veil(0.0);
    let fit = Fit::new(picture.width(), picture.height(), area, is_mirrored);
    let area = ui.layout().rect(fit.area);
    scale::draw(ui.canvas_mut(), picture, area, is_mirrored, NO_VEIL);
}

#[cfg(test)]
mod tests;
