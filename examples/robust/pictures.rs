//! Pictures that make it hard: turned, dimmed, cut off, small, and with somebody else in them.

use anyhow::Result;
use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage, RgbaImage};
use spotter::exercise;
use spotter::performer::SyntheticVideo;

use crate::tally::Expected;

/// A picture turned clockwise by quarters, and where a point of it comes to lie.
pub fn turned(picture: &RgbImage, quarters: usize) -> RgbImage {
    match quarters {
        1 => imageops::rotate90(picture),
        2 => imageops::rotate180(picture),
        3 => imageops::rotate270(picture),
        _ => picture.clone(),
    }
}

pub fn turn([x, y]: [f32; 2], (width, height): (u32, u32), quarters: usize) -> [f32; 2] {
    let (width, height) = (width as f32, height as f32);
    match quarters {
        1 => [height - y, x],
        2 => [width - x, height - y],
        3 => [y, width - x],
        _ => [x, y],
    }
}

pub fn bounds(points: &[[f32; 2]]) -> [[f32; 2]; 2] {
    let mut bounds = [[f32::INFINITY; 2], [f32::NEG_INFINITY; 2]];
    for point in points {
        for axis in 0..2 {
            bounds[0][axis] = bounds[0][axis].min(point[axis]);
            bounds[1][axis] = bounds[1][axis].max(point[axis]);
        }
    }
    bounds
}

/// Somebody upright: the low lunge from in front, cut out.
pub fn walker(options: &str, scale: f32) -> Result<RgbaImage> {
    let options: spotter::performer::Options =
        format!("{options},azimuth=-50,clothes=red").parse()?;
    let video = SyntheticVideo::new(&exercise::load_movement("low-lunge", None, None)?, &options)?;
    let mut renderer = spotter::performer::render::Renderer::new(
        *video.camera(),
        options.appearance.look(),
        spotter::performer::render::Quality::FAST,
    );
    let mut picture = RgbaImage::default();
    let skeleton = video.animation().skeleton_at(0.0);
    renderer.render_cutout(video.animation().build(), &skeleton, &mut picture);
    let filled: Vec<[f32; 2]> = picture
        .enumerate_pixels()
        .filter(|(_, _, pixel)| pixel.0[3] > 0)
        .map(|(x, y, _)| [x as f32, y as f32])
        .collect();
    let [[left, top], [right, bottom]] = bounds(&filled);
    let cut = imageops::crop_imm(
        &picture,
        left as u32,
        top as u32,
        (right - left) as u32 + 1,
        (bottom - top) as u32 + 1,
    )
    .to_image();
    let size = [cut.width(), cut.height()].map(|side| (side as f32 * scale) as u32);
    Ok(imageops::resize(
        &cut,
        size[0],
        size[1],
        FilterType::Triangle,
    ))
}

pub fn overlay(onto: &mut RgbImage, picture: &RgbaImage, left: i64, top: i64) {
    for (x, y, pixel) in picture.enumerate_pixels() {
        let at = [left + i64::from(x), top + i64::from(y)];
        let inside =
            at[0] >= 0 && at[1] >= 0 && at[0] < onto.width().into() && at[1] < onto.height().into();
        if inside {
            let alpha = f32::from(pixel.0[3]) / 255.0;
            let under = onto.get_pixel_mut(at[0] as u32, at[1] as u32);
            for (below, above) in under.0.iter_mut().zip(pixel.0) {
                *below = (f32::from(*below) * (1.0 - alpha) + f32::from(above) * alpha) as u8;
            }
        }
    }
}

/// No larger than a webcam's picture.
pub fn shrunk(picture: RgbImage) -> RgbImage {
    let scale = 720.0 / picture.width().max(picture.height()) as f32;
    if scale >= 1.0 {
        return picture;
    }
    let size = [picture.width(), picture.height()].map(|side| (side as f32 * scale) as u32);
    imageops::resize(&picture, size[0], size[1], FilterType::Triangle)
}

pub fn spoiled(picture: &RgbImage, expected: &Expected) -> Vec<(String, RgbImage, Expected)> {
    let mut all = vec![(
        "as it is".to_owned(),
        picture.clone(),
        expected.mapped(|at| at),
    )];
    for quarters in 1..4 {
        all.push((
            format!("turned {}", quarters * 90),
            turned(picture, quarters),
            expected.mapped(|at| turn(at, picture.dimensions(), quarters)),
        ));
    }
    let mut dim = picture.clone();
    dim.pixels_mut()
        .for_each(|pixel| pixel.0 = pixel.0.map(|level| level / 4));
    all.push((
        "dimmed to a quarter".to_owned(),
        dim,
        expected.mapped(|at| at),
    ));
    let [low, high] = bounds(&expected.at_px);
    // A quarter of the person beyond the picture's left or right edge.
    for (name, is_left) in [("cut off left", true), ("cut off right", false)] {
        let cut = low[0] + (high[0] - low[0]) * if is_left { 0.25 } else { 0.75 };
        let cut = cut.clamp(1.0, picture.width() as f32 - 1.0) as u32;
        let (from, width) = if is_left {
            (cut, picture.width() - cut)
        } else {
            (0, cut)
        };
        all.push((
            name.to_owned(),
            imageops::crop_imm(picture, from, 0, width, picture.height()).to_image(),
            expected.mapped(|[x, y]| [x - from as f32, y]),
        ));
    }
    // The person's longer side against the picture's height.
    for share in [30, 15] {
        let scale = 720.0 * share as f32 / 100.0 / (high[0] - low[0]).max(high[1] - low[1]);
        let size =
            [picture.width(), picture.height()].map(|side| ((side as f32 * scale) as u32).max(1));
        let small = imageops::resize(picture, size[0], size[1], FilterType::Triangle);
        let mut canvas = RgbImage::from_pixel(1280, 720, Rgb([128, 124, 118]));
        let [left, top] = [500, 330];
        imageops::overlay(&mut canvas, &small, left, top);
        all.push((
            format!("{share:02} % of the height"),
            canvas,
            expected.mapped(|[x, y]| [x * scale + left as f32, y * scale + top as f32]),
        ));
    }
    all
}
