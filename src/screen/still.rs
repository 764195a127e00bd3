//! The person drawn over a single picture, at the picture's own size.

use image::{Rgb, RgbImage};

use super::camera::Fit;
use super::figure;
use super::ui::Ui;
use super::{ScreenError, canvas::Canvas};
use crate::screen::scene::Figure;

/// The picture with the person drawn over it. Lines are as wide as on a screen of the picture's
/// size. The picture itself is left as it is: no veil, not mirrored.
///
/// # Errors
/// [`ScreenError::Font`] when a compiled-in font is damaged.
pub fn draw_over(picture: &RgbImage, figure: &Figure) -> Result<RgbImage, ScreenError> {
    let (width, height) = picture.dimensions();
    let mut ui = Ui::new(width as usize, height as usize)?;
    copy(picture, ui.canvas_mut());
    let fit = Fit::whole(&ui, width);
    figure::draw(&mut ui, figure, &fit);
    Ok(ui.canvas().image())
}

fn copy(picture: &RgbImage, canvas: &mut Canvas) {
    let width = picture.width() as i32;
    for (row, pixels) in (0..).zip(picture.rows()) {
        if let Some(to) = canvas.row_mut(row, 0, width) {
            for (to, Rgb([r, g, b])) in to.iter_mut().zip(pixels) {
                *to = u32::from_be_bytes([0, *r, *g, *b]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blazepose::{LANDMARKS, Side};

    fn forearm(width: u32, height: u32) -> RgbImage {
        let mut points = [None; LANDMARKS];
        let at = |part: f32| [width as f32 * part, height as f32 / 2.0];
        points[13] = Some(at(0.25));
        points[15] = Some(at(0.75));
        let figure = Figure::new(points, Some(Side::Left));
        let picture = RgbImage::from_pixel(width, height, Rgb([9, 8, 7]));
        draw_over(&picture, &figure).unwrap()
    }

    #[test]
    fn the_person_lies_where_it_was_found_in_a_picture_of_any_shape() {
        for (width, height) in [(640, 480), (480, 640), (1280, 720), (900, 100)] {
            let drawn = forearm(width, height);
            assert_eq!(drawn.dimensions(), (width, height));
            let light = |x: u32, y: u32| drawn.get_pixel(x, y)[0] > 100;
            assert!(light(width / 2, height / 2), "{width} × {height}");
            assert_eq!(drawn.get_pixel(width / 2, 1), &Rgb([9, 8, 7]));
            assert_eq!(drawn.get_pixel(1, height / 2), &Rgb([9, 8, 7]));
        }
    }

    #[test]
    fn lines_grow_with_the_picture() {
        let thick = |width, height| {
            let drawn = forearm(width, height);
            (0..height)
                .filter(|y| drawn.get_pixel(width / 2, *y)[0] > 128)
                .count()
        };
        assert_eq!(thick(1280, 720), 6);
        assert_eq!(thick(3840, 2160), 18);
    }
}
