//! What a picture of the performer costs on one thread: `cargo bench --bench performer`.
//!
//! A bird dog, arm and leg stretched out, from the side: as many outlines as any exercise has.
//! `guide` is the whole set-up scene with nobody in the picture, without and with the guide figure:
//! the difference is what a shown frame of the figure costs.

#![allow(clippy::unwrap_used)] // a bench that can't load its data has nothing to measure

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use glam::Vec3;
use image::{RgbImage, RgbaImage};
use spotter::app::Guide;
use spotter::coach::{Coach, Options};
use spotter::exercise;
use spotter::performer::camera::Camera;
use spotter::performer::look::Look;
use spotter::performer::render::{Quality, Renderer};
use spotter::performer::skeleton::{Build, Skeleton};
use spotter::performer::{Animation, AnimationSettings};
use spotter::screen::{self, DrawContext, Ui};

fn bird_dog() -> Skeleton {
    let movement = exercise::load_movement("bird-dog", None, None).unwrap();
    let animation = Animation::new(&movement, AnimationSettings::default()).unwrap();
    // In the middle of the first hold.
    animation.skeleton_at(5.0)
}

fn camera(width: u32, height: u32) -> Camera {
    Camera {
        distance_m: 2.4,
        target: Vec3::new(0.0, 0.45, 0.1),
        width,
        height,
        ..Camera::default()
    }
}

fn performer(criterion: &mut Criterion) {
    let build = Build::default();
    let skeleton = bird_dog();
    let mut group = criterion.benchmark_group("performer");
    group.sample_size(30);
    for (width, height) in [(480, 360), (320, 240)] {
        for (name, quality) in [("fast", Quality::FAST), ("fine", Quality::FINE)] {
            let camera = camera(width, height);
            let mut renderer = Renderer::new(camera, Look::default(), quality);
            let mut picture = RgbImage::default();
            // The room is drawn once, before the clock starts.
            renderer.render_empty(0, &mut picture);
            let mut frame = 0;
            let id = BenchmarkId::new(name, format!("{width}x{height}"));
            group.bench_function(id, |bencher| {
                bencher.iter(|| {
                    frame += 1;
                    renderer.render(&build, &skeleton, frame, &mut picture);
                });
            });
        }
    }
    let camera = Camera {
        azimuth_deg: 76.0,
        distance_m: 3.4,
        fov_deg: 38.0,
        ..camera(640, 480)
    };
    let mut renderer = Renderer::new(camera, Look::guide(), Quality::FAST);
    let mut cutout = RgbaImage::default();
    group.bench_function("cutout/640x480", |bencher| {
        bencher.iter(|| renderer.render_cutout(&build, &skeleton, &mut cutout));
    });
    group.finish();
}

fn guide(criterion: &mut Criterion) {
    let exercise = exercise::load("bird-dog", None, None).unwrap();
    let options = Options::usual(&exercise, true).unwrap();
    let coach = Coach::new(exercise, options);
    let scene = screen::scene(coach.exercise(), &coach.snapshot(), None);
    let guide = Guide::start(&exercise::load_movement("bird-dog", None, None).unwrap()).unwrap();
    while !guide.is_complete() {
        std::thread::sleep(Duration::from_millis(50));
    }
    let empty = RgbImage::new(640, 480);
    let mut ui = Ui::new(1280, 720).unwrap();
    let mut group = criterion.benchmark_group("guide");
    let mut t_s = 0.0;
    for (name, is_shown) in [("without", false), ("with", true)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                t_s += 1.0 / 12.0;
                let figure = guide.frame(t_s).filter(|_| is_shown);
                let view = DrawContext {
                    picture: Some(&empty),
                    guide: figure.as_ref(),
                    ..DrawContext::default()
                };
                screen::draw(&mut ui, &scene, &view);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, performer, guide);
criterion_main!(benches);
