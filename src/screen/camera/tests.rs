use super::scale;
use super::*;
use crate::screen::canvas::{Canvas, Colour};
use crate::screen::layout::PixelRect;

const CLEAR: Colour = Colour::hex(0).veil(0.0);

fn drawn(picture: &RgbImage, width: usize, height: usize, is_mirrored: bool) -> Canvas {
    let mut canvas = Canvas::new(width, height);
    let area = PixelRect::new(0, 0, width as i32, height as i32);
    scale::draw(&mut canvas, picture, area, is_mirrored, CLEAR);
    canvas
}

/// Red grows to the right, green downwards.
fn ramp(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([
            (255 * x / (width - 1)) as u8,
            (255 * y / (height - 1)) as u8,
            40,
        ])
    })
}

#[test]
fn a_wide_picture_fills_its_place() {
    for (width, height) in [(1280, 720), (1920, 1080), (640, 360)] {
        assert_eq!(
            Fit::new(width, height, CAMERA_AREA, false).area,
            CAMERA_AREA
        );
    }
}

#[test]
fn other_pictures_are_fitted_whole() {
    let fit = Fit::new(640, 480, CAMERA_AREA, false);
    assert_eq!(fit.area, Rect::new(130.0, 16.0, 684.0, 513.0));
    let tall = Fit::new(720, 1280, CAMERA_AREA, false);
    assert_eq!(tall.area.h, 513.0);
    assert!((tall.area.w - 288.56).abs() < 0.01);
    assert_eq!(tall.area.centre(), CAMERA_AREA.centre());
}

#[test]
fn points_lie_where_the_picture_shows_them() {
    let fit = Fit::new(640, 480, CAMERA_AREA, false);
    assert_eq!(fit.point([0.0, 0.0]), vec2(130.0, 16.0));
    let mirrored = Fit::new(640, 480, CAMERA_AREA, true);
    assert_eq!(mirrored.point([0.0, 0.0]), vec2(814.0, 16.0));
    for x in [0.0, 100.0, 320.0, 640.0] {
        let [a, b] = [fit.point([x, 50.0]), mirrored.point([640.0 - x, 50.0])];
        assert!((a.x - b.x).abs() < 1e-3 && a.y == b.y);
    }
}

#[test]
fn a_picture_of_the_same_size_is_copied() {
    let picture = ramp(48, 27);
    let canvas = drawn(&picture, 48, 27, false);
    for (pixel, [red, green, blue]) in canvas.pixels().iter().zip(picture.as_raw().as_chunks().0) {
        assert_eq!(pixel.to_be_bytes(), [0, *red, *green, *blue]);
    }
}

#[test]
fn scaling_keeps_every_point_in_its_place() {
    let picture = ramp(1280, 720);
    for (width, height) in [(912, 513), (684, 385), (300, 169), (1368, 770)] {
        let canvas = drawn(&picture, width, height, false);
        for (i, pixel) in canvas.pixels().iter().enumerate() {
            let x = ((i % width) as f32 + 0.5) / width as f32;
            let y = ((i / width) as f32 + 0.5) / height as f32;
            let [_, red, green, blue] = pixel.to_be_bytes().map(f32::from);
            assert!((red - 255.0 * x).abs() < 2.5, "{red} at {x} of {width}");
            assert!(
                (green - 255.0 * y).abs() < 2.5,
                "{green} at {y} of {height}"
            );
            assert_eq!(blue, 40.0);
        }
    }
}

#[test]
fn mirroring_turns_rows_round() {
    let picture = ramp(1280, 720);
    let plain = drawn(&picture, 912, 513, false);
    let mirrored = drawn(&picture, 912, 513, true);
    let rows = plain
        .pixels()
        .chunks(912)
        .zip(mirrored.pixels().chunks(912));
    for (plain, mirrored) in rows {
        assert!(plain.iter().eq(mirrored.iter().rev()));
    }
}

#[test]
fn fine_detail_of_a_large_picture_is_averaged() {
    let checkers = RgbImage::from_fn(400, 400, |x, y| {
        image::Rgb([if (x + y) % 2 == 0 { 255 } else { 0 }; 3])
    });
    let canvas = drawn(&checkers, 100, 100, false);
    for pixel in canvas.pixels() {
        assert!((0x7e..=0x81).contains(&(pixel & 0xff)), "{pixel:x}");
    }
}

#[test]
fn the_veil_lies_over_the_picture() {
    let white = RgbImage::from_pixel(64, 36, image::Rgb([255; 3]));
    let mut ui = Ui::new(1280, 720).unwrap();
    draw(&mut ui, Some(&white), false);
    let expected = PICTURE_VEIL.over(Colour::hex(0xFFFFFF)).rgb.to_be_bytes();
    let middle = ui.canvas().pixels()[300 * 1280 + 400].to_be_bytes();
    for (is, wanted) in middle.into_iter().zip(expected) {
        assert!(
            is.abs_diff(wanted) <= 1,
            "{middle:?}, expected {expected:?}"
        );
    }
}
