//! The guide figure, which shows the exercise. It stands on a light card of its own, because its
//! trousers would vanish on a dark ground.

use std::sync::Arc;

use glam::Vec2;
use image::{Rgba, RgbaImage, imageops};

use super::canvas::{Canvas, Triangle, mix};
use super::layout::Rect;
use super::tokens::{INK, MAT, RADIUS_PANEL, ROW, SAND};
use super::ui::{Anchor, Ui};

/// One image of the guide figure.
#[derive(Debug, Clone)]
pub struct GuideImage {
    /// The figure alone. All images of a loop have the same size.
    pub pixels: RgbaImage,
    /// Column of the middle of the figure's place, and row of the line that it stands on.
    pub base_px: [f32; 2],
}

impl PartialEq for GuideImage {
    /// Scenes share their images, and are compared with the one before up to thirty times a second. An
    /// image is the same as itself without a look at its pixels.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || (self.base_px == other.base_px && self.pixels == other.pixels)
    }
}

/// Space beside the figure, and below the line that it stands on.
const PADDING: f32 = 16.0;
const BELOW: f32 = 22.0;
/// Height of the line of words above the figure.
const WORDS: f32 = 44.0;
/// The mat of a figure of scale 1: half of its lower edge, the distances of its edges above and
/// below the base, and the length of the upper edge as a share of the lower one.
const MAT_HALF_WIDTH: f32 = 230.0;
const MAT_ABOVE: f32 = 30.0;
const MAT_BELOW: f32 = 10.0;
const MAT_TAPER: f32 = 0.92;

/// Images in the size that they have on the canvas. A loop of an exercise has some twenty. They are
/// made once for each size, and all thrown away when there are too many.
#[derive(Default)]
pub(super) struct ScaledImages(Vec<(Arc<GuideImage>, f32, Cutout)>);

/// An image without its ground.
struct Cutout {
    width: usize,
    /// `0xAARRGGBB`.
    pixels: Vec<u32>,
}

/// Most images that are kept: two loops of the longest exercise.
const MOST: usize = 256;

impl ScaledImages {
    fn get(&mut self, image: &Arc<GuideImage>, scale: f32) -> &Cutout {
        if self.0.len() > MOST {
            self.0.clear();
        }
        let known = |(known, at_scale, _): &(Arc<GuideImage>, f32, Cutout)| {
            Arc::ptr_eq(known, image) && *at_scale == scale
        };
        let at = self.0.iter().position(known).unwrap_or_else(|| {
            let cutout = Cutout::new(&image.pixels, scale);
            self.0.push((Arc::clone(image), scale, cutout));
            self.0.len() - 1
        });
        &self.0[at].2
    }
}

impl Cutout {
    fn new(picture: &RgbaImage, scale: f32) -> Cutout {
        // Colours count by their coverage. Otherwise the figure would get a dark rim.
        let mut weighted = picture.clone();
        for Rgba([r, g, b, a]) in weighted.pixels_mut() {
            for value in [r, g, b] {
                *value = ((u32::from(*value) * u32::from(*a) + 127) / 255) as u8;
            }
        }
        let side = |side: u32| ((side as f32 * scale).round() as u32).max(1);
        let (width, height) = (side(picture.width()), side(picture.height()));
        let filter = imageops::FilterType::Triangle;
        let small = imageops::resize(&weighted, width, height, filter);
        let pixels = small.pixels().map(|Rgba([r, g, b, a])| {
            let full = |value: u8| (u32::from(value) * 255 / u32::from(*a).max(1)).min(255) as u8;
            u32::from_be_bytes([*a, full(*r), full(*g), full(*b)])
        });
        Cutout {
            width: width as usize,
            pixels: pixels.collect(),
        }
    }

    fn draw(&self, canvas: &mut Canvas, corner: [i32; 2]) {
        canvas.overlay(corner, self.width, &self.pixels, |pixel, figure| {
            let alpha = figure >> 24;
            if alpha > 0 {
                // 255 becomes 256, which is the weight of the figure alone.
                *pixel = mix(*pixel, figure & 0x00ff_ffff, alpha + (alpha >> 7));
            }
        });
    }
}

/// Draws the figure on a card in this place, below a line of words where there are any. The figure is
/// as large as fits, and at most as large as its image.
pub(super) fn card(ui: &mut Ui, area: Rect, picture: &Arc<GuideImage>, words: &str) {
    ui.boxed(area, RADIUS_PANEL, SAND);
    let middle = area.centre()[0];
    let line = Anchor::Centre([middle, area.y + WORDS / 2.0 + 6.0]);
    ui.text_within(words, line, ROW, INK, area.w - 2.0 * PADDING);
    let for_words = if words.is_empty() { 0.0 } else { WORDS };
    let (width, above) = (picture.pixels.width() as f32, picture.base_px[1]);
    let scale = ((area.w - 2.0 * PADDING) / width.max(2.0 * MAT_HALF_WIDTH))
        .min((area.h - for_words - BELOW) / above.max(1.0))
        .min(1.0);
    stand(ui, [middle, area.bottom() - BELOW], picture, scale);
}

/// Draws the figure on its mat, this much smaller than its own size, and smaller still where it would
/// be wider than the room there is.
pub(super) fn small(
    ui: &mut Ui,
    base: [f32; 2],
    picture: &Arc<GuideImage>,
    scale: f32,
    max_width: f32,
) {
    let width = (picture.pixels.width() as f32).max(2.0 * MAT_HALF_WIDTH);
    stand(ui, base, picture, scale.min(max_width / width));
}

/// Draws the figure on its mat with the middle of its place here.
fn stand(ui: &mut Ui, base: [f32; 2], picture: &Arc<GuideImage>, scale: f32) {
    mat(ui, base, scale);
    let in_px = scale * ui.layout().scale;
    let corner = ui.layout().point(base) - Vec2::from(picture.base_px) * in_px;
    let corner_px = corner.to_array().map(|edge| edge.round() as i32);
    let (canvas, images) = ui.canvas_and_guide_images();
    images.get(picture, in_px).draw(canvas, corner_px);
}

/// A mat on the floor, seen a little from above.
fn mat(ui: &mut Ui, [x, y]: [f32; 2], scale: f32) {
    let (top, bottom) = (y - MAT_ABOVE * scale, y + MAT_BELOW * scale);
    let outer = MAT_HALF_WIDTH * scale;
    let inner = outer * MAT_TAPER;
    // The slanted ends reach under the box between them, so that no seam shows.
    let end = |side: f32| {
        let at = |from_middle: f32, y: f32| [x + side * from_middle, y];
        let foot = at(2.0 * inner - outer, bottom);
        Triangle::new([at(outer, bottom), at(inner, top), foot])
    };
    ui.fill_all([end(-1.0), end(1.0)].into_iter(), MAT);
    let between = Rect::new(x - inner, top, 2.0 * inner, bottom - top);
    ui.boxed(between, 0.0, MAT);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure() -> Arc<GuideImage> {
        let mut pixels = RgbaImage::new(60, 40);
        for (x, y, pixel) in pixels.enumerate_pixels_mut() {
            if (10..50).contains(&x) && y >= 10 {
                *pixel = Rgba([200, 30, 20, 255]);
            }
        }
        Arc::new(GuideImage {
            pixels,
            base_px: [30.0, 40.0],
        })
    }

    #[test]
    fn the_figure_stands_on_its_mat_on_a_light_card() {
        let mut ui = Ui::new(1280, 720).unwrap();
        let area = Rect::new(100.0, 100.0, 600.0, 200.0);
        card(&mut ui, area, &figure(), "");
        let at = |x: usize, y: usize| ui.canvas().pixels()[y * 1280 + x];
        assert_eq!(at(110, 200), SAND.rgb);
        assert_eq!(at(400, 262), 0x00c8_1e14);
        assert_eq!(at(400, 284), MAT.rgb);
        assert_eq!(at(200, 284), MAT.rgb);
        assert_eq!(at(99, 200), 0);
    }

    #[test]
    fn a_smaller_figure_has_no_dark_rim() {
        let cutout = Cutout::new(&figure().pixels, 0.37);
        for pixel in &cutout.pixels {
            if pixel >> 24 > 16 {
                let [_, red, ..] = pixel.to_be_bytes();
                assert!(red > 180, "{pixel:08x}");
            }
        }
    }

    #[test]
    fn a_figure_over_the_edge_is_cut_off_there() {
        let mut ui = Ui::new(320, 180).unwrap();
        let cutout = Cutout::new(&figure().pixels, 1.0);
        for place in [[-30, -20], [300, 170], [400, 20], [-100, 300]] {
            cutout.draw(ui.canvas_mut(), place);
        }
        assert_eq!(ui.canvas().pixels()[0], 0x00c8_1e14);
    }
}
