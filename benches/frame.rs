//! What finding, following and judging somebody costs on one thread, with each model:
//! `cargo bench --bench frame`. `stages` takes the same way apart.
//!
//! The person is the drawn figure of `tests/data/figures`; the landmark track is of a published
//! exercise clip.

#![allow(clippy::unwrap_used)] // a bench that can't load its data has nothing to measure

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use spotter::exercise::load;
use spotter::pose::{MaskArea, Model, Processor, Settings, Tracker};
use spotter::source::read_picture;

#[path = "../tests/support/recording.rs"]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod recording;

fn data(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

fn pose(criterion: &mut Criterion) {
    let picture = read_picture(&data("figures/bird-dog.png")).unwrap();
    // The last one is the fast model, on a processor that can run it.
    let mut models = vec![
        Model::Lite,
        Model::Full,
        Model::of_live_set(Processor::here()),
    ];
    models.dedup();
    for model in models {
        let name = model.to_string();
        let mut tracker = Tracker::new(&Settings {
            model,
            ..Settings::default()
        })
        .unwrap();
        criterion.bench_function(&format!("found/{name}"), |bencher| {
            bencher.iter(|| tracker.still(black_box(&picture), false).unwrap());
        });
        let mut t_s = 0.0;
        let mut followed = |want_mask| {
            t_s += 0.05;
            let pose = tracker.step(black_box(&picture), t_s).unwrap();
            let pose = pose.filter(|_| want_mask)?;
            tracker.mask(&pose, MaskArea::Whole).unwrap()
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
    let track = recording::Recording::named("a_bird-dog");
    let exercise = load("bird-dog", None, None).unwrap();
    let mut group = criterion.benchmark_group("measures and coach");
    group.throughput(Throughput::Elements(track.frames.len() as u64));
    group.bench_function("bird dog", |bencher| {
        bencher.iter(|| track.coached(black_box(&exercise)));
    });
    group.finish();
}

criterion_group!(benches, pose, judged);
criterion_main!(benches);
