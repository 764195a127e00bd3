//! Measures the time to keep an event before it is told, and the time to read a long history:
//! `cargo bench --bench history`.

#![allow(clippy::unwrap_used)] // a bench that can't write its data has nothing to measure

use std::time::{SystemTime, UNIX_EPOCH};

use criterion::{Criterion, criterion_group, criterion_main};
use spotter::blazepose::Side;
use spotter::coach::{Event, Timed};
use spotter::session::{InSession, NewSet, Recorder, Store};
use tempfile::TempDir;

#[path = "../tests/support/long_history.rs"]
mod long_history;

fn new_set() -> NewSet {
    NewSet {
        session: InSession::default(),
        started_at: 1_772_000_000,
        exercise: "bird-dog".into(),
        exercise_version: "0".into(),
        variant: None,
        dose: None,
        source: "camera".into(),
        model: "full".into(),
        app_version: "0.1.0".into(),
        coached: None,
    }
}

fn rep(n: u32) -> Timed {
    Timed {
        t_s: f64::from(n) * 10.0,
        event: Event::Rep {
            n,
            side: Some(Side::Left),
            peak: -3.125,
            range: 88.5,
            in_s: 1.4,
            hold_s: 5.2,
            out_s: 1.2,
            good: Some(true),
            why: Vec::new(),
        },
    }
}

/// The time that a frame with an event waits.
fn kept(criterion: &mut Criterion) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("history.sqlite")).unwrap();
    let mut recorder = Recorder::start(store);
    recorder.begin(new_set());
    let mut n = 0;
    criterion.bench_function("an event kept", |bencher| {
        bencher.iter(|| {
            n += 1;
            recorder.record(&rep(n));
        });
    });
    assert!(recorder.has_kept_all());
}

fn listed(criterion: &mut Criterion) {
    let mut store = Store::memory().unwrap();
    let events: Vec<Timed> = (1..=20).map(rep).collect();
    for _ in 0..1000 {
        let id = store.begin(&new_set()).unwrap();
        store.record(id, &events).unwrap();
    }
    criterion.bench_function("1000 cut-off sets of 20 events listed", |bencher| {
        bencher.iter(|| store.sets(u32::MAX).unwrap().len());
    });
    criterion.bench_function("the best of them", |bencher| {
        bencher.iter(|| store.best("bird-dog", None, true).unwrap());
    });
}

/// What a program with a history of ten years does before its first picture.
fn ten_years(criterion: &mut Criterion) {
    let folder = TempDir::new().unwrap();
    long_history::fill(folder.path(), 3650);
    let path = folder.path().join("history.sqlite");
    let open = || Store::open_to_read(&path).unwrap().unwrap();
    let store = open();
    let now_s = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs() as i64;
    let today = store.calendar(now_s).unwrap().day;
    let mut group = criterion.benchmark_group("ten years");
    group.sample_size(20);
    group.bench_function("opened", |bencher| bencher.iter(open));
    group.bench_function("all sets", |bencher| {
        bencher.iter(|| store.sets(u32::MAX).unwrap().len());
    });
    group.bench_function("the last eight weeks", |bencher| {
        bencher.iter(|| store.counting_since(today - 56).unwrap().len());
    });
    group.bench_function("calendar", |bencher| {
        bencher.iter(|| store.calendar(now_s).unwrap());
    });
    group.bench_function("best and good sets of an exercise", |bencher| {
        let best = || store.best("bird-dog", None, true).unwrap();
        bencher.iter(|| (best(), store.good_sets("bird-dog", None).unwrap()));
    });
}

criterion_group!(benches, kept, listed, ten_years);
criterion_main!(benches);
