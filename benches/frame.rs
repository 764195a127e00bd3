//! What the stages of a frame cost, one thread each: `cargo bench`.
//!
//! The person is the drawn figure of `tests/data/figures`; the landmark track is of a published
//! exercise clip.

#![allow(clippy::unwrap_used)] // a bench that can't load its data has nothing to measure

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use spotter::app::light;
use spotter::body::Body;
use spotter::coach::{Coach, Options, Output, Strictness};
use spotter::exercise::load;
use spotter::pose::{Network, Settings, Tracker};
use spotter::screen::{self, Ui, View};
use spotter::source::read_picture;

#[path = "../tests/support/track.rs"]
#[allow(dead_code, clippy::unwrap_used, clippy::expect_used)]
mod track;

fn data(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

fn coach(id: &str) -> Coach {
    let exercise = load(id, None, None).unwrap();
    let dose = exercise.doses["standard"].clone();
    Coach::new(
        exercise,
        Options {
            dose,
            strictness: Strictness::Standard,
            live: false,
        },
    )
}

fn pose(criterion: &mut Criterion) {
    let picture = read_picture(&data("figures/bird-dog.png")).unwrap();
    for (name, network) in [("lite", Network::Lite), ("full", Network::Full)] {
        let mut tracker = Tracker::new(&Settings {
            network,
            ..Settings::default()
        })
        .unwrap();
        criterion.bench_function(&format!("found/{name}"), |bencher| {
            bencher.iter(|| tracker.still(black_box(&picture), false).unwrap());
        });
        let mut t_s = 0.0;
        let mut followed = |want_mask| {
            t_s += 0.05;
            tracker.step(black_box(&picture), t_s, want_mask).unwrap()
        };
        criterion.bench_function(&format!("followed/{name}"), |bencher| {
            bencher.iter(|| followed(false))
        });
        criterion.bench_function(&format!("followed with mask/{name}"), |bencher| {
            bencher.iter(|| followed(true))
        });
    }
}

/// The time is for one frame of the track: criterion's "elements" are frames.
fn judged(criterion: &mut Criterion) {
    let track = track::Track::read(&data("tracks/a_bird-dog.jsonl.gz")).unwrap();
    let exercise = load("bird-dog", None, None).unwrap();
    let mut group = criterion.benchmark_group("measures and coach");
    group.throughput(Throughput::Elements(track.frames.len() as u64));
    group.bench_function("bird dog", |bencher| {
        bencher.iter(|| track.events(black_box(exercise.clone())).unwrap());
    });
    group.finish();
}

fn drawn(criterion: &mut Criterion) {
    let picture = read_picture(&data("figures/side-plank.png")).unwrap();
    let mut tracker = Tracker::new(&Settings::default()).unwrap();
    let pose = tracker.still(&picture, false).unwrap().unwrap();
    let (mut coach, mut out) = (coach("side-plank"), Output::default());
    let size_px = [picture.width() as f32, picture.height() as f32];
    let body = Body {
        t_s: 0.0,
        size_px,
        pose: &pose,
        light: Some(light(&picture, &pose)),
    };
    // Five seconds, so that a hold is running.
    for frame in 0..100 {
        coach.step(f64::from(frame) / 20.0, Some(&body), &mut out);
    }
    let scene = coach.scene(Some(&body), None);
    let mut ui = Ui::new(1280, 720).unwrap();
    let view = View {
        picture: Some(&picture),
        is_mirrored: true,
        ..View::default()
    };
    criterion.bench_function("drawn", |bencher| {
        bencher.iter(|| screen::draw(&mut ui, black_box(&scene), &view));
    });
}

criterion_group!(benches, pose, judged, drawn);
criterion_main!(benches);
