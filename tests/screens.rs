//! Whole scenes. Their pictures are compared with stored ones: a layout that slips, a colour that changes
//! or a mark that vanishes is seen here. The same data gives the same bytes, mirroring mirrors, and odd
//! data does no harm.
//!
//! `UPDATE_GOLDEN=1 cargo test --test screens` writes the stored pictures anew. Look at them before
//! you keep them. A failure writes the new picture and a picture of the difference beside the
//! stored one.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/recording.rs"]
mod recording;
#[path = "screens/redrawn.rs"]
mod redrawn;
#[path = "support/scenes.rs"]
mod scenes;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};
use spotter::coach::Band;
use spotter::screen::{
    self, Annotator, CoachScene, Dot, DrawContext, Figure, GuideImage, JudgedLine, Progress, Scene,
    SetupScene, Ui,
};
use spotter::words::Language;

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
        all.push((format!("{name}-{width}x{height}"), ui.canvas().image()));
    };
    scenes::draw_all(&mut ui, &view, &mut add);
    let guide = guide();
    let view = DrawContext {
        guide: Some(&guide),
        ..view
    };
    let setup = Scene::Setup(scenes::setup());
    screen::draw(&mut ui, &setup, &view);
    add("setup-guide-beside", &ui);
    screen::draw(&mut ui, &scenes::without_person(setup), &view);
    add("setup-guide", &ui);
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

/// What is drawn over the pictures of a video has their shape, not that of a window.
#[test]
fn the_pictures_of_an_annotated_video_look_as_they_are_stored() {
    let faults = [(0.2, Band::Bad), (0.35, Band::Warn), (0.5, Band::Bad)];
    let progress = Progress {
        part: 0.55,
        faults: &faults,
    };
    let mut complaints = Vec::new();
    for (width, height) in [(1280, 720), (720, 1280)] {
        let whole = RgbImage::from_pixel(width, height, Rgb([120, 125, 118]));
        let (w, h) = (width as usize, height as usize);
        let mut annotator = Annotator::new(w, h, Language::English).unwrap();
        for (name, scene) in [
            ("setup", Scene::Setup(scenes::setup())),
            ("cue", Scene::Coach(scenes::fault())),
        ] {
            let pixels = annotator.over_picture(&whole, &scene, Some(progress));
            let bytes = pixels.iter().flat_map(|pixel| {
                let [_, red, green, blue] = pixel.to_be_bytes();
                [red, green, blue]
            });
            let drawn = RgbImage::from_raw(width, height, bytes.collect()).unwrap();
            complaints.extend(compare(
                &format!("annotated-{name}-{width}x{height}"),
                &drawn,
            ));
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

fn draw_at(size: (usize, usize), scene: &Scene, view: &DrawContext) -> Vec<u32> {
    let mut ui = Ui::new(size.0, size.1).unwrap();
    screen::draw(&mut ui, scene, view);
    ui.canvas().pixels().to_vec()
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    let picture = scenes::gradient();
    let view = DrawContext {
        picture: Some(&picture),
        ..DrawContext::default()
    };
    for (_, scene) in scenes::scenes() {
        let mut ui = Ui::new(960, 540).unwrap();
        screen::draw(&mut ui, &scene, &view);
        let first = ui.canvas().pixels().to_vec();
        // With a glyph cache that is warm now, and on a canvas that is full.
        let other = Scene::Coach(scenes::fault());
        screen::draw(&mut ui, &other, &DrawContext::default());
        screen::draw(&mut ui, &scene, &view);
        assert!(ui.canvas().pixels() == first);
        assert!(draw_at((960, 540), &scene, &view) == first);
    }
}

/// The colour of the live scenes' ground.
const GROUND: u32 = 0x0015_211F;

#[test]
fn outside_the_layout_there_is_only_ground() {
    let scene = Scene::Coach(scenes::fault());
    let pixels = draw_at((1280, 800), &scene, &DrawContext::default());
    let outside = pixels[..40 * 1280].iter().chain(&pixels[760 * 1280..]);
    for pixel in outside {
        assert_eq!(*pixel, GROUND);
    }
}

#[test]
fn the_outline_ends_with_the_picture() {
    // Fitted whole, it leaves a strip at either side.
    let picture = RgbImage::from_pixel(640, 480, image::Rgb([120; 3]));
    let view = DrawContext {
        picture: Some(&picture),
        ..DrawContext::default()
    };
    let with = |outline| {
        let mut scene = SetupScene {
            turn: None,
            ..scenes::setup()
        };
        scene.figure.as_mut().unwrap().outline = outline;
        draw_at((1280, 720), &Scene::Setup(scene), &view)
    };
    let beyond = with(vec![vec![[-90.0, 200.0], [730.0, 220.0], [300.0, 400.0]]]);
    let nothing = with(Vec::new());
    assert!(beyond != nothing);
    let picture = 130..814;
    for (i, (a, b)) in beyond.iter().zip(&nothing).enumerate() {
        assert!(
            a == b || picture.contains(&(i % 1280)),
            "column {}",
            i % 1280
        );
    }
}

#[test]
fn the_mirrored_picture_shows_the_mirrored_person() {
    let picture = RgbImage::from_pixel(1280, 720, image::Rgb([120; 3]));
    let scene = Scene::Coach(CoachScene {
        figure: scenes::good().figure.map(|figure| Figure {
            judged: Vec::new(),
            ..figure
        }),
        ..scenes::good()
    });
    let drawn = |is_mirrored| {
        let view = DrawContext {
            picture: Some(&picture),
            is_mirrored,
            ..DrawContext::default()
        };
        draw_at((1280, 720), &scene, &view)
    };
    let (plain, mirrored) = (drawn(false), drawn(true));
    let mut marked = 0;
    for row in 16..529 {
        // The meter stays at the right edge.
        for column in 90..822 {
            let a = plain[row * 1280 + 16 + column].to_be_bytes();
            let b = mirrored[row * 1280 + 927 - column].to_be_bytes();
            // Rounding of coordinates may differ in the last place.
            let is_same = a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 2);
            assert!(is_same, "{a:?} and {b:?} in row {row}, column {column}");
            marked += u32::from(a[1].abs_diff(120) > 60);
        }
    }
    assert!(marked > 1000, "no person in the picture");
}

#[test]
fn odd_data_and_odd_sizes_do_no_harm() {
    let mut scene = scenes::marks();
    scene.exercise = "Ein sehr langer Name für eine Übung, der nirgends hinpasst".to_owned();
    scene.ring.number = u32::MAX;
    scene.ring.part = f32::NAN;
    scene.dots[0].dots = vec![Dot::Good; 60];
    let odd = [f32::NAN, f32::INFINITY, -1e30, 1e9];
    if let Some(figure) = &mut scene.figure {
        for (i, point) in figure.points.iter_mut().enumerate() {
            *point = Some([odd[i % 4], odd[(i / 4) % 4]]);
        }
        for (bone, x) in figure.judged.iter_mut().zip(odd) {
            bone.to = [x, -x];
        }
        figure.line = Some(JudgedLine {
            points: vec![[f32::NAN; 2], [1e30; 2]],
            band: Some(Band::Bad),
        });
        figure.cue = scenes::fault().figure.and_then(|figure| figure.cue);
    }
    scene.meter.value = Some(f32::INFINITY);
    scene.meter.high = scene.meter.low;
    let mut setup = scenes::setup();
    if let Some(figure) = &mut setup.figure {
        figure.outline = vec![Vec::new(), vec![[1.0, 1.0]], vec![[f32::INFINITY; 2]; 3]];
    }
    for size in [(1, 1), (37, 400), (1000, 3)] {
        let picture = RgbImage::new(3, 1);
        for picture in [None, Some(&picture), Some(&RgbImage::new(0, 0))] {
            let view = DrawContext {
                picture,
                ..DrawContext::default()
            };
            draw_at(size, &Scene::Coach(scene.clone()), &view);
            draw_at(size, &Scene::Setup(setup.clone()), &view);
            draw_at(size, &Scene::Summary(scenes::summary()), &view);
        }
    }
}
