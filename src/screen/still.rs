//! The person drawn over a single picture, at the picture's own size.

use image::{Rgb, RgbImage};

use super::camera::Fit;
use super::figure;
use super::layout::Rect;
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
    let layout = *ui.layout();
    let units = 1.0 / layout.scale;
    let fit = Fit {
        area: Rect::new(
            -layout.ox * units,
            -layout.oy * units,
            width as f32 * units,
            height as f32 * units,
        ),
        scale: units,
        is_mirrored: false,
    };
    figure::draw(&mut ui, figure, &fit);
    let pixels = ui.canvas().pixels();
    Ok(RgbImage::from_fn(width, height, |x, y| {
        let [_, r, g, b] = pixels[y as usize * width as usize + x as usize].to_be_bytes();
        Rgb([r, g, b])
    }))
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
    use crate::blazepose::LANDMARKS;

    fn forearm(width: u32, height: u32) -> RgbImage {
        let mut points = [None; LANDMARKS];
        let at = |part: f32| [width as f32 * part, height as f32 / 2.0];
        points[13] = Some(at(0.25));
        points[15] = Some(at(0.75));
        let figure = Figure {
            points,
            near: Some(crate::blazepose::Side::Left),
            judged: Vec::new(),
            line: None,
            cue: None,
            outline: Vec::new(),
        };
        draw_over(
            &RgbImage::from_pixel(width, height, Rgb([9, 8, 7])),
            &figure,
        )
        .unwrap()
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
