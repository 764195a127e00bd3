//! What each stage of a frame costs on one thread: `cargo bench --bench stages`.
//!
//! The person is the rendered performer in 1280 × 720, in the middle of a bird dog.

#![allow(clippy::unwrap_used)] // a bench that can't load its data has nothing to measure

use std::hint::black_box;
use std::io::Cursor;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;
use spotter::body::Body;
use spotter::coach::{Coach, Options, Output};
use spotter::exercise;
use spotter::performer::SyntheticVideo;
use spotter::pose::{MaskArea, Pose, Settings, StageTimes, Tracker};
use spotter::screen::{self, DrawContext, Ui};
use spotter::source::{Packing, decode};

const SIZE_PX: [u32; 2] = [1280, 720];

/// The performer in the middle of the first hold.
fn picture() -> RgbImage {
    let movement = exercise::load_movement("bird-dog", None, None).unwrap();
    let options = format!("size={}x{}", SIZE_PX[0], SIZE_PX[1]);
    let mut picture = RgbImage::default();
    SyntheticVideo::new(&movement, &options.parse().unwrap())
        .unwrap()
        .frame_at(5.0, 0, &mut picture);
    picture
}

fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality))
        .unwrap();
    bytes.into_inner()
}

/// Y U Y V of a picture; how exact the colours are does not matter here.
fn yuyv(picture: &RgbImage) -> Vec<u8> {
    let luma = |p: &[u8]| ((u16::from(p[0]) + 2 * u16::from(p[1]) + u16::from(p[2])) / 4) as u8;
    picture
        .chunks_exact(6)
        .flat_map(|two| [luma(&two[..3]), 128, luma(&two[3..]), 128])
        .collect()
}

fn decoded(criterion: &mut Criterion) {
    let [width, height] = SIZE_PX;
    let picture = picture();
    let (webcam, still, packed) = (jpeg(&picture, 80), jpeg(&picture, 92), yuyv(&picture));
    let mut group = criterion.benchmark_group("decode");
    for (name, bytes, packing) in [
        ("mjpeg", &webcam, Packing::Jpeg),
        ("yuyv", &packed, Packing::Yuyv),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| decode(black_box(bytes), packing, width, height).unwrap());
        });
    }
    group.bench_function("jpeg still", |bencher| {
        bencher.iter(|| image::load_from_memory(black_box(&still)).unwrap());
    });
    group.finish();
}

type Time = fn(StageTimes) -> Option<f64>;

fn seen(criterion: &mut Criterion) {
    let picture = picture();
    let settings = Settings::default();
    let mut tracker = Tracker::new(&settings).unwrap();
    let mut t_s = 0.0;
    // The times that the tracker itself takes of its stages. A tracker that was reset begins with the
    // detector.
    let mut stage = |name: &str, is_reset: bool, area: fn(&Pose) -> Option<MaskArea>, of: Time| {
        criterion.bench_function(name, |bencher| {
            bencher.iter_custom(|iterations| {
                let mut ms = 0.0;
                for _ in 0..iterations {
                    if is_reset {
                        tracker.reset();
                    }
                    t_s += 1.0 / 30.0;
                    let pose = tracker.step(&picture, t_s).unwrap().unwrap();
                    if let Some(area) = area(&pose) {
                        tracker.mask(&pose, area).unwrap();
                    }
                    ms += of(tracker.times()).unwrap_or(0.0);
                }
                Duration::from_secs_f64(ms / 1000.0)
            });
        });
    };
    let middle = |pose: &Pose| {
        let middle = [pose.region.centre_px; MaskArea::CORNERS];
        Some(MaskArea::Around(middle))
    };
    let whole = |_: &Pose| Some(MaskArea::Whole);
    let none = |_: &Pose| None;
    stage("detector with its crop", true, none, |times| {
        times.detector_ms
    });
    stage("landmark crop", false, none, |times| times.crop_ms);
    stage("landmarks", false, none, |times| times.landmarks_ms);
    stage("mask", false, whole, |times| times.mask_ms);
    stage("mask, a part", false, middle, |times| times.mask_ms);
}

fn drawn(criterion: &mut Criterion) {
    let picture = picture();
    let mut tracker = Tracker::new(&Settings::default()).unwrap();
    let pose = tracker.still(&picture, false).unwrap().unwrap();
    let exercise = exercise::load("bird-dog", None, None).unwrap();
    let options = Options::usual(&exercise, false).unwrap();
    let mut coach = Coach::new(exercise, options);
    let body = Body {
        t_s: 0.0,
        size_px: SIZE_PX.map(|side| side as f32),
        pose: &pose,
        light: None,
        back_edge: None,
    };
    let mut out = Output::default();
    for frame in 0..100 {
        coach.step(f64::from(frame) / 20.0, Some(&body), &mut out);
    }
    let scene = screen::scene(coach.exercise(), &coach.snapshot(), Some(&body));
    let view = DrawContext {
        picture: Some(&picture),
        is_mirrored: true,
        ..DrawContext::default()
    };
    let mut group = criterion.benchmark_group("overlay");
    for [width, height] in [[1280, 720], [1920, 1080], [2560, 1440]] {
        let mut ui = Ui::new(width, height).unwrap();
        group.bench_function(format!("{width}x{height}"), |bencher| {
            bencher.iter(|| screen::draw(&mut ui, black_box(&scene), &view));
        });
    }
    group.finish();
}

criterion_group!(benches, decoded, seen, drawn);
criterion_main!(benches);
