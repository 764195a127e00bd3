//! Tests of the recorder with real files, and with a disk that hangs.

use std::time::Instant;

use rusqlite::Connection;
use tempfile::TempDir;

use super::notes::{BACKLOG, Notes};
use super::*;
use crate::coach::{Event, Options};
use crate::session::store::Sync;
use crate::session::track::{Coached, Entry, Mark, Seen, TrackRecorder};
use crate::session::{InSession, SessionError};
use crate::words::Language;

pub(super) fn new_set() -> NewSet {
    NewSet {
        session: InSession::default(),
        started_at: 1_772_000_000,
        exercise: "cobra".into(),
        exercise_version: "0".into(),
        variant: None,
        dose: None,
        source: "performer".into(),
        model: "full".into(),
        app_version: "0.1.0".into(),
        coached: None,
    }
}

fn lost(t_s: f64) -> Timed {
    Timed {
        t_s,
        event: Event::Lost,
    }
}

fn summary(t_s: f64) -> Timed {
    Timed {
        t_s,
        event: Event::Summary(Box::default()),
    }
}

struct History {
    folder: TempDir,
}

impl History {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("history.sqlite")
    }

    fn open(&self) -> Store {
        Store::open(&self.file()).unwrap()
    }

    /// Plays another program that keeps the file locked until the connection is dropped.
    fn locked(&self) -> Connection {
        let other = Connection::open(self.file()).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        other
    }
}

fn wait_until(mut done: impl FnMut() -> bool) {
    let limit = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < limit, "waited in vain");
        std::thread::sleep(Duration::from_millis(3));
    }
}

#[test]
fn events_are_in_the_file_while_the_set_goes_on() {
    let history = History::new();
    let mut recorder = Recorder::start(history.open());
    recorder.begin(new_set());
    recorder.record(&lost(1.0));
    let reader = history.open();
    wait_until(|| {
        let rows = reader.sets(1).unwrap();
        rows.first()
            .is_some_and(|row| row.seconds == 1.0 && row.interrupted)
    });
    recorder.alive(1.9);
    recorder.alive(2.1);
    recorder.alive(2.9);
    wait_until(|| reader.sets(1).unwrap()[0].seconds == 2.9);
    drop(recorder);
}

/// Only what waits for the disk survives a power cut, and that is the note that the set goes on.
#[test]
fn events_do_not_put_off_what_takes_them_to_the_disk() {
    let history = History::new();
    let mut recorder = Recorder::start(history.open());
    recorder.begin(new_set());
    for n in 0..4 {
        recorder.record(&lost(0.6 * f64::from(n)));
        recorder.alive(0.6 * f64::from(n) + 0.2);
    }
    recorder.alive(2.4);
    let reader = history.open();
    wait_until(|| reader.sets(1).unwrap()[0].seconds == 2.4);
    drop(recorder);
}

#[test]
fn the_track_is_read_as_it_was_seen_and_a_part_that_grew_replaces_what_was_written_of_it() {
    let history = History::new();
    let mut recorder = Recorder::start(history.open());
    let exercise = crate::exercise::load("cobra", None, None).unwrap();
    let coached = Coached::of(&Options::usual(&exercise, true).unwrap(), "de");
    recorder.begin(NewSet {
        coached: Some(coached.clone()),
        ..new_set()
    });
    let mut track = TrackRecorder::default();
    let mut seen = Vec::new();
    for frame in 0..320 {
        let t_s = f64::from(frame) / 10.0;
        let entry = if frame == 100 {
            Entry::Mark(Mark::NoPicture)
        } else {
            Entry::Frame(Box::new(Seen::at(t_s, None)))
        };
        seen.push(entry.clone());
        track.add(t_s, entry);
        track.take().for_each(|part| recorder.track(part));
    }
    track.end();
    track.take().for_each(|part| recorder.track(part));
    let set = recorder.close().sets[0].set;
    let kept = history.open().track(set).unwrap();
    assert_eq!(kept.coached, coached);
    assert_eq!(kept.entries, seen);
    assert!(kept.is_whole);
}

#[test]
fn a_track_with_a_gap_is_told_from_a_whole_one_and_a_damaged_one_from_none() {
    let history = History::new();
    let mut store = history.open();
    let exercise = crate::exercise::load("cobra", None, None).unwrap();
    let coached = Coached::of(&Options::usual(&exercise, true).unwrap(), "en");
    let set = store
        .begin(&NewSet {
            coached: Some(coached),
            ..new_set()
        })
        .unwrap();
    assert!(matches!(store.track(set), Err(SessionError::NoTrack(_))));
    let mut recorder = TrackRecorder::default();
    let second = |t_s: f64| Entry::Frame(Box::new(Seen::at(t_s, None)));
    (0..30).for_each(|t_s| recorder.add(f64::from(t_s), second(f64::from(t_s))));
    let parts: Vec<Part> = recorder.take().filter(|part| part.n != 1).collect();
    let mut write = |part: &Part| store.write(Sync::Kill, |batch| batch.track(set, part));
    parts.iter().for_each(|part| write(part).unwrap());
    let kept = history.open().track(set).unwrap();
    assert!(!kept.is_whole && kept.entries.len() < 30);
    let damaged = Part {
        n: 0,
        bytes: vec![1, 2, 3],
    };
    write(&damaged).unwrap();
    let error = history.open().track(set).unwrap_err();
    assert!(error.to_string().contains("damaged"), "{error}");
}

#[test]
fn of_the_pictures_of_the_best_repetition_the_last_is_kept_and_all_go_with_the_set() {
    let history = History::new();
    let mut recorder = Recorder::start(history.open());
    recorder.begin(new_set());
    let pixels = Arc::new(image::RgbImage::from_pixel(
        64,
        48,
        image::Rgb([200, 30, 30]),
    ));
    for (t_s, what) in [(1.0, "best"), (2.0, "low"), (3.0, "best")] {
        recorder.picture(Picture {
            t_s,
            what: what.to_owned(),
            pixels: Arc::clone(&pixels),
        });
        // The next one has room then.
        recorder.record(&lost(t_s));
    }
    let set = recorder.close().sets[0].set;
    let mut store = history.open();
    let kept = store.pictures(set).unwrap();
    let what: Vec<_> = kept
        .iter()
        .map(|kept| (kept.t_s, kept.what.as_str()))
        .collect();
    assert_eq!(what, [(2.0, "low"), (3.0, "best")]);
    let seen = image::load_from_memory(&kept[0].jpeg).unwrap().to_rgb8();
    assert_eq!(seen.dimensions(), (64, 48));
    store.delete(&[set]).unwrap();
    assert_eq!(store.pictures(set).unwrap(), []);
}

#[test]
fn two_sets_one_after_the_other() {
    let history = History::new();
    let mut recorder = Recorder::start(history.open());
    for _ in 0..2 {
        recorder.begin(new_set());
        recorder.alive(0.0);
        recorder.record(&lost(3.0));
        recorder.record(&summary(9.0));
    }
    let report = recorder.close();
    assert_eq!(
        (report.kept, report.told(Language::English)),
        (Kept::Whole, None)
    );
    let store = history.open();
    for id in &report.sets {
        let row = store.set(id.set).unwrap();
        assert_eq!((row.interrupted, row.seconds), (false, 9.0));
        assert_eq!(store.events(id.set).unwrap(), [lost(3.0), summary(9.0)]);
    }
    assert_eq!(report.sets.len(), 2);
}

#[test]
fn dropping_it_writes_what_is_left() {
    let history = History::new();
    let mut recorder = Recorder::start(history.open());
    recorder.begin(new_set());
    for n in 0..100 {
        recorder.record(&lost(f64::from(n)));
    }
    drop(recorder);
    let store = history.open();
    let id = store.sets(1).unwrap()[0].id;
    assert_eq!(store.events(id).unwrap().len(), 100);
}

#[test]
fn what_could_not_be_written_is_written_when_the_file_is_free_again() {
    let history = History::new();
    let mut recorder = Recorder::start(history.open());
    let other = history.locked();
    recorder.begin(new_set());
    recorder.record(&lost(1.0));
    wait_until(|| recorder.trouble().is_some());
    recorder.record(&lost(2.0));
    drop(other);
    let report = recorder.close();
    assert_eq!(report.events_lost, 0);
    assert_eq!(report.kept, Kept::Whole);
    assert!(!report.is_loss());
    assert_eq!(
        report.told(Language::English).unwrap(),
        "The set is saved. For a while it could not be written: another program kept the history \
         locked."
    );
    let events = history.open().events(report.sets[0].set).unwrap();
    assert_eq!(events, [lost(1.0), lost(2.0)]);
}

#[test]
fn what_can_never_be_written_is_counted() {
    let history = History::new();
    let mut recorder = Recorder::start(history.open());
    let other = history.locked();
    recorder.begin(new_set());
    for n in 0..3 {
        recorder.record(&lost(f64::from(n)));
    }
    let report = recorder.close();
    assert_eq!(report.events_lost, 3);
    assert!(report.sets.is_empty());
    assert_eq!(report.kept, Kept::Lost);
    assert!(report.is_loss());
    let told = report.told(Language::English).unwrap();
    assert!(
        told.starts_with("The set is NOT saved. Another program keeps the history locked"),
        "{told}"
    );
    drop(other);
}

#[test]
fn a_set_whose_end_could_not_be_written_is_a_loss() {
    let history = History::new();
    let mut recorder = Recorder::start(history.open());
    recorder.begin(new_set());
    recorder.record(&lost(1.0));
    assert!(recorder.has_kept_all());
    let other = history.locked();
    recorder.record(&lost(2.0));
    recorder.record(&summary(3.0));
    assert!(!recorder.has_kept_all());
    let report = recorder.close();
    assert_eq!((report.kept, report.events_lost), (Kept::Part, 2));
    assert!(report.is_loss());
    let told = report.told(Language::English).unwrap();
    assert!(
        told.starts_with("The set is saved without 2 of its events."),
        "{told}"
    );
    drop(other);
}

#[test]
fn a_set_kept_in_memory_only_is_a_loss() {
    let folder = TempDir::new().unwrap();
    let occupied = folder.path().join("occupied");
    std::fs::write(&occupied, "a file, where a folder is needed").unwrap();
    let store = Store::open_or_memory(&occupied.join("history.sqlite")).unwrap();
    let mut recorder = Recorder::start(store);
    recorder.begin(new_set());
    recorder.record(&summary(3.0));
    assert!(!recorder.has_kept_all());
    let report = recorder.close();
    assert_eq!(report.kept, Kept::Lost);
    let told = report.told(Language::English).unwrap();
    assert!(
        told.starts_with("The set is NOT saved. The folder for the history"),
        "{told}"
    );
}

#[test]
fn without_a_set_there_is_nothing_to_tell() {
    let report = Recorder::start(History::new().open()).close();
    assert_eq!(
        (report.kept, report.told(Language::English)),
        (Kept::Nothing, None)
    );
}

/// With its set and its session. The reader is a connection of its own. It sees what another process would find after a kill.
#[test]
fn an_event_is_in_the_file_when_recording_it_comes_back() {
    let history = History::new();
    let mut recorder = Recorder::start(history.open());
    recorder.begin(new_set());
    let reader = Connection::open(history.file()).unwrap();
    for n in 1..=20 {
        recorder.record(&lost(f64::from(n)));
        let written: i32 = reader
            .query_row(
                "SELECT count(*) FROM event JOIN exercise_set ON exercise_set.id = set_id
                 JOIN session ON session.id = session_id",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(written, n);
    }
}

/// The test shows that the recorder ends at all, because the lock is released only afterwards.
#[test]
fn a_disk_that_stands_still_does_not_hold_up_the_set() {
    let history = History::new();
    let mut recorder = Recorder::start(history.open());
    let other = history.locked();
    recorder.begin(new_set());
    for n in 0..50 {
        recorder.record(&lost(f64::from(n)));
        recorder.alive(f64::from(n));
    }
    assert!(!recorder.has_kept_all());
    drop(other);
    assert_eq!(recorder.close().kept, Kept::Whole);
}

#[test]
fn a_stored_set_knows_how_much_of_it_is_missing() {
    let history = History::new();
    let mut writer = Writer::new(Arc::default(), history.open());
    let mut notes = Notes::default();
    notes.push(Note::Begin(Box::new(new_set())));
    for n in 0..BACKLOG + 6 {
        notes.push(Note::Event(lost(n as f64)));
    }
    let begun = writer.write(&notes).unwrap();
    assert_eq!(history.open().set(begun[0].set).unwrap().events_lost, 7);
}
