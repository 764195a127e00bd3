//! Pictures of every scene, compared with stored ones: a layout that slips, a colour that changes
//! or a mark that vanishes is seen here.
//!
//! `UPDATE_GOLDEN=1 cargo test --test screens` writes the stored pictures anew. Look at them before
//! you keep them. A failure writes the new picture and a picture of the difference beside the
//! stored one.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/scenes.rs"]
mod scenes;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};
use spotter::screen::GuideImage;
use spotter::screen::{self, DrawContext, Ui};

/// The sizes that a window has most often: the smallest one, and the one that it opens with.
const SIZES: [(usize, usize); 2] = [(960, 540), (1280, 720)];

/// Floating point differs in the last place between processors, which moves the edge of a shape by
/// a small part of a level of colour. A channel that differs by more than this is a difference.
const SAME_LEVELS: u8 = 8;

/// So many pixels may differ before a picture counts as another one.
const SAME_PIXELS: usize = 20;

fn stored(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/screens")
        .join(name)
}

fn picture_of(ui: &Ui) -> RgbImage {
    let canvas = ui.canvas();
    let width = canvas.width();
    RgbImage::from_fn(width as u32, canvas.height() as u32, |x, y| {
        let [_, red, green, blue] = canvas.pixels()[y as usize * width + x as usize].to_be_bytes();
        Rgb([red, green, blue])
    })
}

fn write(picture: &RgbImage, path: &Path) {
    let file = std::fs::File::create(path).unwrap();
    PngEncoder::new_with_quality(file, CompressionType::Best, FilterType::Adaptive)
        .write_image(
            picture.as_raw(),
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .unwrap();
}

/// The pixels that differ are white in the second picture.
fn difference(new: &RgbImage, old: &RgbImage) -> (usize, RgbImage) {
    let mut count = 0;
    let picture = RgbImage::from_fn(new.width(), new.height(), |x, y| {
        let (new, old) = (new.get_pixel(x, y), old.get_pixel(x, y));
        let differs = |channel: usize| new[channel].abs_diff(old[channel]) > SAME_LEVELS;
        if (0..3).any(differs) {
            count += 1;
            Rgb([255; 3])
        } else {
            Rgb(new.0.map(|value| value / 4))
        }
    });
    (count, picture)
}

/// Compares a picture with the stored one of this name. Gives what is wrong with it.
fn compare(name: &str, new: &RgbImage) -> Option<String> {
    let path = stored(&format!("{name}.png"));
    let [new_path, difference_path] =
        ["new", "difference"].map(|what| stored(&format!("{name}.{what}.png")));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        write(new, &path);
        return None;
    }
    let complaint = match image::open(&path) {
        Err(error) => Some(format!("{name}: no stored picture ({error})")),
        Ok(old) => {
            let old = old.to_rgb8();
            if old.dimensions() == new.dimensions() {
                let (count, picture) = difference(new, &old);
                (count > SAME_PIXELS).then(|| {
                    write(&picture, &difference_path);
                    format!("{name}: {count} pixels differ, see {difference_path:?}")
                })
            } else {
                Some(format!("{name}: the size is another one"))
            }
        }
    };
    if complaint.is_some() {
        write(new, &new_path);
    } else {
        for path in [new_path, difference_path] {
            // Left by a failure before.
            let _ = std::fs::remove_file(path);
        }
    }
    complaint
}

/// A stand-in for the guide figure: a disc over a box.
fn guide() -> Arc<GuideImage> {
    let pixels = RgbaImage::from_fn(300, 160, |x, y| {
        let (dx, dy) = (x as f32 - 60.0, y as f32 - 50.0);
        if dx.hypot(dy) < 30.0 {
            Rgba([214, 160, 130, 255])
        } else if (80..280).contains(&x) && (70..150).contains(&y) {
            Rgba([40, 90, 120, 255])
        } else {
            Rgba([0; 4])
        }
    });
    Arc::new(GuideImage {
        pixels,
        base_px: [150.0, 156.0],
    })
}

/// Every picture of this size with its name.
fn pictures((width, height): (usize, usize)) -> Vec<(String, RgbImage)> {
    let mut ui = Ui::new(width, height).unwrap();
    let camera = scenes::gradient();
    let view = DrawContext {
        picture: Some(&camera),
        is_voice_on: true,
        ..DrawContext::default()
    };
    let mut all = Vec::new();
    let mut add = |name: &str, ui: &Ui| {
        all.push((format!("{name}-{width}x{height}"), picture_of(ui)));
    };
    for (name, scene) in scenes::scenes() {
        screen::draw(&mut ui, &scene, &view);
        add(name, &ui);
        if name == "setup" {
            let guide = guide();
            let view = DrawContext {
                guide: Some(&guide),
                ..view
            };
            screen::draw(&mut ui, &scene, &view);
            add("setup-guide-beside", &ui);
            screen::draw(&mut ui, &scenes::without_person(scene), &view);
            add("setup-guide", &ui);
        }
    }
    let no_picture = DrawContext {
        picture: None,
        camera_note: Some(scenes::NO_PICTURE),
        ..view
    };
    screen::draw(&mut ui, &scenes::faulty(), &no_picture);
    add("coach-no-picture", &ui);
    screen::draw_message(&mut ui, &scenes::MESSAGE);
    add("message", &ui);
    let bands = scenes::bands();
    let bands = DrawContext {
        picture: Some(&bands),
        ..view
    };
    screen::draw(&mut ui, &scenes::marks(), &bands);
    add("marks", &ui);
    all
}

#[test]
fn every_scene_looks_as_it_is_stored() {
    let complaints: Vec<String> = SIZES
        .into_iter()
        .flat_map(pictures)
        .filter_map(|(name, picture)| compare(&name, &picture))
        .collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
}
