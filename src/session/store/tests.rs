//! Tests of the history with real files, through kills, damage, full disks and second programs.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use rusqlite::config::DbConfig;
use tempfile::TempDir;

use super::super::ids::InSession;
use super::super::{folder, schema};
use super::*;
use crate::blazepose::Side;
use crate::coach::{
    Band, Event, FaultTally, HeldFor, HoldPhase, Missing, PartialWhy, RepCounts, StopWhy, Summary,
};

mod formats;
mod sessions;

pub(in crate::session) fn new_set(started_at: i64) -> NewSet {
    NewSet {
        session: InSession::default(),
        started_at,
        exercise: "side-plank".into(),
        exercise_version: "0123456789ab".into(),
        variant: Some("knees".into()),
        dose: None,
        source: "camera:0".into(),
        model: "full".into(),
        app_version: "0.1.0".into(),
        coached: None,
    }
}

pub(in crate::session) fn rep(n: u32, t_s: f64) -> Timed {
    Timed {
        t_s,
        event: Event::Rep {
            n,
            side: Some(Side::Left),
            peak: -3.125,
            range: 41.0,
            in_s: 1.4,
            hold_s: 5.2,
            out_s: 1.2,
            good: Some(true),
            why: Vec::new(),
        },
    }
}

/// One of each event, the summary last.
pub(in crate::session) fn every_event() -> Vec<Timed> {
    let summary = Summary {
        exercise: "side-plank".into(),
        frames: 1830,
        frames_with_person: 1811,
        reps: RepCounts {
            left: 1,
            right: 0,
            total: 1,
        },
        partials: 1,
        short: 1,
        holds: vec![HeldFor {
            side: None,
            hold_s: 10.3,
        }],
        faults: [(
            "sag".into(),
            FaultTally {
                count: 2,
                seconds: 3.4,
            },
        )]
        .into(),
        good: Some(RepCounts {
            left: 1,
            right: 0,
            total: 1,
        }),
        unjudged: 1,
        cues: [("sag".to_owned(), 2)].into(),
        praise: Some("One long straight line".to_owned()),
        unseen_s: 1.2,
        ended: Some(StopWhy::Pain),
        model: Some("full".into()),
        timing_ms: None,
        cost: None,
    };
    let events = [
        Event::Setup {
            ready: false,
            missing: vec![Missing::SideOn, Missing::WholeBody],
            text: "Turn a little – “so”".into(),
        },
        Event::Start,
        rep(1, 0.0).event,
        Event::Partial {
            side: None,
            peak: -35.0,
            why: PartialWhy::NotFarEnough,
        },
        Event::Hold {
            phase: HoldPhase::End,
            side: Some(Side::Right),
            hold_s: 10.3,
        },
        Event::Fault {
            id: "sag".into(),
            band: Band::Bad,
            side: None,
            value: -0.17,
        },
        Event::Cue {
            fault: "sag".into(),
            text: "Hips up to the sky".into(),
        },
        Event::Unseen {
            what: vec!["near wrist".into()],
            text: "I can’t see your hand".into(),
        },
        Event::Lost,
        Event::Found,
        Event::Stopped { why: StopWhy::Pain },
        Event::Summary(summary.into()),
    ];
    (0..)
        .zip(events)
        .map(|(i, event)| Timed {
            t_s: f64::from(i) * 1.5,
            event,
        })
        .collect()
}

fn temp() -> (TempDir, PathBuf) {
    let temp = TempDir::new().unwrap();
    let path = temp.path().join("spotter/history.sqlite");
    (temp, path)
}

#[test]
fn every_event_comes_back_as_it_was() {
    let (_temp, path) = temp();
    let events = every_event();
    let mut store = Store::open(&path).unwrap();
    let id = store.begin(&new_set(1_772_000_000)).unwrap();
    store.record(id, &events).unwrap();
    drop(store);

    let store = Store::open(&path).unwrap();
    assert_eq!(store.notice(), None);
    assert_eq!(store.events(id).unwrap(), events);
    let row = store.set(id).unwrap();
    assert!(!row.interrupted);
    assert_eq!(row.seconds, 16.5);
    assert_eq!(row.variant.as_deref(), Some("knees"));
    let Event::Summary(summary) = &events[11].event else {
        panic!("the summary comes last");
    };
    assert_eq!(row.summary, **summary);
}

#[test]
fn a_set_without_an_end_is_interrupted_and_keeps_its_counts() {
    let mut store = Store::memory().unwrap();
    let id = store.begin(&new_set(0)).unwrap();
    store.record(id, &[rep(1, 6.0), rep(2, 15.0)]).unwrap();
    for t_s in [21.5, 20.0] {
        let written = store.write(Sync::Kill, |batch| batch.alive(id, t_s));
        written.unwrap();
    }
    let row = store.set(id).unwrap();
    assert!(row.interrupted);
    assert_eq!(row.seconds, 21.5);
    assert_eq!((row.summary.reps.left, row.summary.reps.total), (2, 2));
    assert_eq!(row.summary.exercise, "side-plank");
    assert_eq!(store.events(id).unwrap().len(), 2);
}

#[test]
fn the_newest_come_first() {
    let mut store = Store::memory().unwrap();
    for started_at in [100, 300, 200, 300] {
        store.begin(&new_set(started_at)).unwrap();
    }
    let rows = store.sets(3).unwrap();
    let order: Vec<_> = rows.iter().map(|row| (row.started_at, row.id.0)).collect();
    assert_eq!(order, [(300, 4), (300, 2), (200, 3)]);
    // The rest depends on the user's time zone.
    assert!(rows[0].started.starts_with("19"), "{}", rows[0].started);
    assert_eq!(rows[0].started.len(), "1970-01-01 00:05".len());
}

#[test]
fn the_best_is_the_farthest_good_one_of_the_exercise_and_variant() {
    let mut store = Store::memory().unwrap();
    let best = |store: &Store, rising| store.best("side-plank", Some("knees"), rising).unwrap();
    assert_eq!(best(&store, true), None);
    let peaks = |peaks: &[(f32, bool)]| -> Vec<Timed> {
        let rep = |&(far, is_good): &(f32, bool)| {
            let mut timed = rep(1, 5.0);
            if let Event::Rep { peak, good, .. } = &mut timed.event {
                (*peak, *good) = (far, Some(is_good));
            }
            timed
        };
        peaks.iter().map(rep).collect()
    };
    let id = store.begin(&new_set(0)).unwrap();
    store
        .record(id, &peaks(&[(3.0, true), (9.0, false), (5.5, true)]))
        .unwrap();
    let other = NewSet {
        variant: None,
        ..new_set(1)
    };
    let id = store.begin(&other).unwrap();
    store.record(id, &peaks(&[(8.0, true)])).unwrap();
    assert_eq!(best(&store, true), Some(5.5));
    assert_eq!(best(&store, false), Some(3.0));
}

#[test]
fn good_sets_are_those_that_a_camera_saw_with_four_of_five_good() {
    let mut store = Store::memory().unwrap();
    let (yes, no, unknown) = (Some(true), Some(false), None);
    for (source, verdicts) in [
        ("camera", vec![yes, yes, yes, yes, no]),
        ("camera:1", vec![yes, yes]),
        ("camera", vec![yes, yes, yes, no]),
        ("camera", vec![yes, unknown, unknown, unknown]),
        ("camera", vec![yes]),
        ("camera", vec![]),
        ("performer", vec![yes, yes]),
    ] {
        let new = NewSet {
            source: source.into(),
            ..new_set(0)
        };
        let id = store.begin(&new).unwrap();
        let reps = verdicts.into_iter().map(|verdict| {
            let mut timed = rep(1, 5.0);
            if let Event::Rep { good, .. } = &mut timed.event {
                *good = verdict;
            }
            timed
        });
        store.record(id, &reps.collect::<Vec<_>>()).unwrap();
    }
    assert_eq!(store.good_sets("side-plank", Some("knees")).unwrap(), 2);
    assert_eq!(store.good_sets("side-plank", None).unwrap(), 0);
    assert_eq!(store.good_sets("cobra", None).unwrap(), 0);
}

#[test]
fn only_what_a_camera_saw_counts_for_the_best() {
    let mut store = Store::memory().unwrap();
    for (peak_from, source) in [
        (4.0, "camera"),
        (5.0, "camera:2"),
        (90.0, "performer"),
        (91.0, "performer:fault=sag"),
        (92.0, "/home/ada/video.mp4"),
        (93.0, "camera.mp4"),
        (94.0, "./camera:1/video.mp4"),
    ] {
        let new = NewSet {
            source: source.into(),
            ..new_set(0)
        };
        let id = store.begin(&new).unwrap();
        let mut good = rep(1, 5.0);
        if let Event::Rep { peak, .. } = &mut good.event {
            *peak = peak_from;
        }
        store.record(id, &[good]).unwrap();
        // The sources that the program takes for a camera are the ones that count.
        let is_camera = matches!(source.parse(), Ok(crate::source::SourceSpec::Camera(_)));
        assert_eq!(store.set(id).unwrap().counts, is_camera, "{source}");
    }
    let best = store.best("side-plank", Some("knees"), true).unwrap();
    assert_eq!(best, Some(5.0));
}

/// Whether any file beside the history has these bytes.
fn is_on_disk(path: &Path, bytes: &str) -> bool {
    let entries = path.parent().unwrap().read_dir().unwrap();
    let mut files = entries.map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.any(|file| {
        file.windows(bytes.len())
            .any(|part| part == bytes.as_bytes())
    })
}

#[test]
fn what_is_deleted_counts_no_longer_and_is_gone_from_the_disk() {
    const OF_SET: &str = "a-word-that-stands-nowhere-else";
    const OF_SESSION: &str = "another-word-that-stands-nowhere-else";
    let (_temp, path) = temp();
    let mut store = Store::open(&path).unwrap();
    let kept = store.begin(&new_set(0)).unwrap();
    store.record(kept, &[rep(1, 1.0)]).unwrap();
    let session = store.set(kept).unwrap().session;
    let in_session = |begun| NewSet {
        session: InSession {
            begun,
            routine: Some(OF_SESSION.into()),
            ..InSession::default()
        },
        dose: Some(OF_SET.into()),
        ..new_set(1)
    };
    let [best, own] = [Some(session), None].map(|begun| store.begin(&in_session(begun)).unwrap());
    let mut far = rep(1, 1.0);
    if let Event::Rep { peak, .. } = &mut far.event {
        *peak = 50.0;
    }
    let cue = Event::Cue {
        fault: "sag".into(),
        text: OF_SET.into(),
    };
    let cue = Timed {
        t_s: 2.0,
        event: cue,
    };
    for id in [best, own] {
        store.record(id, &[far.clone(), cue.clone()]).unwrap();
    }
    assert!(is_on_disk(&path, OF_SET) && is_on_disk(&path, OF_SESSION));

    assert_eq!(store.delete(&[own, own]).unwrap(), 1);
    assert!(!is_on_disk(&path, OF_SESSION), "its session had no other");
    assert_eq!(store.delete(&[best]).unwrap(), 1);
    assert!(!is_on_disk(&path, OF_SET));
    assert_eq!(store.session(session).unwrap().sets, [kept]);
    let best = store.best("side-plank", Some("knees"), true).unwrap();
    assert_eq!(best, Some(-3.125));
    assert_eq!(store.delete_all().unwrap(), 1);
    assert!(store.sets(10).unwrap().is_empty());
    let error = store.session(session).unwrap_err();
    assert!(matches!(error, SessionError::NoSession(_)), "{error}");
}

#[test]
fn a_session_is_deleted_with_all_its_sets() {
    const SECRET: &str = "a-word-that-stands-nowhere-else";
    let (_temp, path) = temp();
    let mut store = Store::open(&path).unwrap();
    let other = store.begin(&new_set(0)).unwrap();
    let mut session = None;
    for started_at in [10, 20] {
        let new = NewSet {
            session: InSession {
                begun: session,
                routine: Some(SECRET.into()),
                ..InSession::default()
            },
            ..new_set(started_at)
        };
        let id = store.begin(&new).unwrap();
        store.record(id, &every_event()).unwrap();
        session = Some(store.set(id).unwrap().session);
    }
    let session = session.unwrap();
    let row = store.session(session).unwrap();
    assert_eq!((row.started_at, row.sets.len()), (10, 2));
    assert_eq!(
        (row.source.as_str(), row.routine.as_deref()),
        ("camera:0", Some(SECRET))
    );

    let error = store
        .delete_sessions(&[session, SessionId(77)])
        .unwrap_err();
    assert!(matches!(error, SessionError::NoSession(SessionId(77))));
    assert_eq!(store.delete_sessions(&[session]).unwrap(), 1);
    let left: Vec<_> = store.sets(10).unwrap().iter().map(|row| row.id).collect();
    assert_eq!(left, [other]);
    assert!(!is_on_disk(&path, SECRET) && !is_on_disk(&path, "I can’t see your hand"));
}

#[test]
fn of_sets_to_delete_one_that_does_not_exist_saves_all() {
    let mut store = Store::memory().unwrap();
    let id = store.begin(&new_set(0)).unwrap();
    let error = store.delete(&[id, SetId(7)]).unwrap_err();
    assert!(matches!(error, SessionError::NoSet(SetId(7))));
    assert_eq!(store.sets(10).unwrap().len(), 1);
}

#[test]
fn what_cannot_be_read_of_one_set_hides_no_other() {
    let mut store = Store::memory().unwrap();
    let ids = [(); 5].map(|()| store.begin(&new_set(0)).unwrap());
    for id in ids {
        store.record(id, &[rep(1, 6.0), rep(2, 9.0)]).unwrap();
    }
    let [_, summary, kind, line, bytes] = ids;
    let spoil = |sql: &str, id: SetId| {
        assert_eq!(store.connection.execute(sql, [id.0]).unwrap(), 1);
    };
    spoil(
        "UPDATE exercise_set SET summary = '{}' WHERE id = ?1",
        summary,
    );
    let unknown = r#"'{"t_s":7.0,"event":"jump","side":"left"}'"#;
    spoil(
        &format!("INSERT INTO event VALUES (?1, 9, {unknown})"),
        kind,
    );
    spoil(
        "UPDATE event SET line = 'half a li' WHERE set_id = ?1 AND n = 1",
        line,
    );
    spoil(
        "UPDATE exercise_set SET exercise = CAST(x'ff7e' AS TEXT) WHERE id = ?1",
        bytes,
    );

    let rows = store.sets(10).unwrap();
    let mut found: Vec<_> = rows
        .iter()
        .map(|row| (row.id, row.unreadable, row.summary.reps.total, row.good))
        .collect();
    found.sort();
    let expected = [0, 1, 1, 1, 0].into_iter().zip([2, 2, 2, 1, 2]);
    let expected: Vec<_> = ids
        .into_iter()
        .zip(expected)
        .map(|(id, (unreadable, reps))| (id, unreadable, reps, reps))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(
        store.best("side-plank", Some("knees"), true).unwrap(),
        Some(-3.125)
    );
}

#[test]
fn good_ones_are_counted_of_those_that_could_be_judged() {
    let mut store = Store::memory().unwrap();
    let judged = [Some(true), Some(true), Some(false), None];
    let events = judged.map(|is_good| {
        let mut timed = rep(1, 6.0);
        if let Event::Rep { good, .. } = &mut timed.event {
            *good = is_good;
        }
        timed
    });
    let good = RepCounts {
        total: 2,
        ..RepCounts::default()
    };
    // One set says it itself, one of the first version does not, and one was cut off.
    let said = |good, unjudged| Summary {
        reps: RepCounts {
            total: 4,
            ..RepCounts::default()
        },
        good,
        unjudged,
        ..Summary::default()
    };
    for summary in [Some(said(Some(good), 1)), Some(said(None, 0)), None] {
        let id = store.begin(&new_set(0)).unwrap();
        store.record(id, &events).unwrap();
        if let Some(summary) = summary {
            let event = Event::Summary(summary.into());
            store.record(id, &[Timed { t_s: 9.0, event }]).unwrap();
        }
        let row = store.set(id).unwrap();
        assert_eq!((row.good, row.judged, row.summary.reps.total), (2, 3, 4));
    }
}

#[test]
fn the_pain_after_a_stop_is_kept_with_its_set() {
    let (_temp, path) = temp();
    let mut store = Store::open(&path).unwrap();
    let [first, second] = [10, 20].map(|at| store.begin(&new_set(at)).unwrap());
    store.note_pain(second, 4).unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.set(first).unwrap().pain, None);
    assert_eq!(store.set(second).unwrap().pain, Some(4));
}

#[test]
fn looking_at_a_history_changes_nothing() {
    let (_temp, path) = temp();
    assert!(Store::open_read_only(&path).unwrap().is_none());
    assert!(Store::open_to_read(&path).unwrap().is_none());
    assert!(!path.parent().unwrap().exists());

    let mut store = Store::open(&path).unwrap();
    store.begin(&new_set(0)).unwrap();
    // This is tried during a set and after it.
    let rows = |path| {
        let store = Store::open_read_only(path).unwrap().unwrap();
        store.sets(10).unwrap().len()
    };
    assert_eq!(rows(&path), 1);
    drop(store);
    let files = || {
        let entries = path.parent().unwrap().read_dir().unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(files(), ["history.sqlite"]);
    assert_eq!(rows(&path), 1);
    assert_eq!(files(), ["history.sqlite"]);

    fs::write(&path, "no database at all, but a text").unwrap();
    let error = Store::open_read_only(&path).unwrap_err();
    assert!(matches!(error, SessionError::Damaged { .. }), "{error}");
    assert_eq!(
        files(),
        ["history.sqlite"],
        "it is not set aside by looking"
    );
}

#[cfg(unix)]
#[test]
fn everything_that_is_written_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let (_temp, path) = temp();
    let mut store = Store::open(&path).unwrap();
    store.begin(&new_set(0)).unwrap();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    let entries = path.parent().unwrap().read_dir().unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(
        files.len(),
        3,
        "the database, its log and the log's index: {files:?}"
    );
    for file in files {
        assert_eq!(mode(&file), 0o600, "{file:?}");
    }
}

#[test]
fn a_set_that_does_not_exist_is_told() {
    let store = Store::memory().unwrap();
    let error = store.set("7".parse().unwrap()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "There is no set 7: `spotter history` lists them."
    );
}

#[test]
fn two_programs_write_at_once() {
    let (_temp, path) = temp();
    std::thread::scope(|scope| {
        for program in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path).unwrap();
                let id = store.begin(&new_set(program)).unwrap();
                for n in 1..=10 {
                    store.record(id, &[rep(n, f64::from(n))]).unwrap();
                }
            });
        }
    });
    let rows = Store::open(&path).unwrap().sets(100).unwrap();
    let counts: Vec<_> = rows.iter().map(|row| row.summary.reps.total).collect();
    assert_eq!(counts, [10; 4]);
}

#[test]
fn a_newer_history_is_refused_and_left_alone() {
    let (_temp, path) = temp();
    let store = Store::open(&path).unwrap();
    store
        .connection
        .pragma_update(None, "user_version", schema::VERSION + 1)
        .unwrap();
    drop(store);
    let before = fs::read(&path).unwrap();

    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, SessionError::Newer { found, .. } if found == schema::VERSION + 1));
    assert!(error.to_string().contains(&format!(
        "format {}, this one knows {}",
        schema::VERSION + 1,
        schema::VERSION
    )));
    let mut store = Store::open_or_memory(&path).unwrap();
    assert!(store.notice().unwrap().contains("will not be saved"));
    store.begin(&new_set(0)).unwrap();
    drop(store);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn the_database_of_another_program_is_refused() {
    let (_temp, path) = temp();
    folder::prepare(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE bookmark (url)").unwrap();
    drop(other);
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, SessionError::Foreign { .. }), "{error}");
}

#[test]
fn a_damaged_history_is_set_aside_and_a_new_one_begun() {
    let (_temp, path) = temp();
    folder::prepare(&path).unwrap();
    for n in 1..=2 {
        let damage = format!("not a database, number {n}").repeat(100);
        fs::write(&path, &damage).unwrap();
        let mut store = Store::open(&path).unwrap();
        let aside = path.with_file_name(format!("history.corrupt-{n}.sqlite"));
        let notice = store.notice().unwrap();
        assert!(notice.contains(&aside.display().to_string()), "{notice}");
        assert_eq!(fs::read_to_string(aside).unwrap(), damage);
        store.begin(&new_set(0)).unwrap();
    }
}

#[test]
fn damage_in_the_middle_is_noticed_when_opening() {
    let (_temp, path) = temp();
    let mut store = Store::open(&path).unwrap();
    let id = store.begin(&new_set(0)).unwrap();
    for n in 0..50 {
        store.record(id, &vec![rep(n, f64::from(n)); 10]).unwrap();
    }
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(&path, bytes).unwrap();

    let store = Store::open(&path).unwrap();
    assert!(store.notice().unwrap().contains("damaged"));
    assert!(store.sets(10).unwrap().is_empty());
}

#[test]
fn where_no_folder_can_be_made_the_set_goes_on_in_memory() {
    let temp = TempDir::new().unwrap();
    let file = temp.path().join("occupied");
    fs::write(&file, "a file, where a folder is needed").unwrap();
    let path = file.join("spotter/history.sqlite");
    assert!(matches!(
        Store::open(&path).unwrap_err(),
        SessionError::Folder { .. }
    ));
    let mut store = Store::open_or_memory(&path).unwrap();
    let notice = store.notice().unwrap();
    assert!(notice.starts_with("This session will not be saved. "));
    let id = store.begin(&new_set(0)).unwrap();
    store.record(id, &[rep(1, 1.0)]).unwrap();
    assert_eq!(store.set(id).unwrap().summary.reps.total, 1);
}

/// A path that nobody can write, not even a superuser, whom permissions don't stop: no one can
/// create files in `/proc`.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let error = Store::open(Path::new("/proc/history.sqlite")).unwrap_err();
    assert!(matches!(error, SessionError::Unwritable { .. }), "{error}");
}

#[test]
fn a_full_disk_keeps_nothing_of_a_write_and_everything_before_it() {
    let (_temp, path) = temp();
    let mut store = Store::open(&path).unwrap();
    let id = store.begin(&new_set(0)).unwrap();
    store.record(id, &[rep(1, 1.0)]).unwrap();
    // SQLite's own size limit gives the same error as a full disk.
    let limit = |store: &Store, pages: u32| {
        store
            .connection
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .unwrap();
    };
    limit(&store, 1);
    let many: Vec<_> = (2..500).map(|n| rep(n, f64::from(n))).collect();
    let error = store.record(id, &many).unwrap_err();
    assert!(matches!(error, SessionError::Full { .. }), "{error}");
    assert_eq!(store.events(id).unwrap().len(), 1);

    limit(&store, 100_000);
    store.record(id, &many).unwrap();
    assert_eq!(store.events(id).unwrap().len(), 499);
}

#[test]
fn an_unreadable_line_names_its_set() {
    let mut store = Store::memory().unwrap();
    let id = store.begin(&new_set(0)).unwrap();
    store
        .connection
        .execute(
            "INSERT INTO event VALUES (?1, 0, '{\"event\":\"jump\"}')",
            [id.0],
        )
        .unwrap();
    let error = store.events(id).unwrap_err().to_string();
    assert!(error.starts_with("Set 1 holds a line"), "{error}");
}

#[test]
fn deleting_a_session_takes_its_sets_and_their_events_along() {
    let mut store = Store::memory().unwrap();
    let id = store.begin(&new_set(0)).unwrap();
    store.record(id, &[rep(1, 1.0)]).unwrap();
    let enforced = store
        .connection
        .db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY);
    assert_eq!(enforced, Ok(true));
    store.connection.execute("DELETE FROM session", []).unwrap();
    assert!(store.sets(10).unwrap().is_empty());
    assert!(rows::lines(&store.connection, id).unwrap().is_empty());
}

const RECORD_INTO: &str = "SPOTTER_TEST_RECORD_INTO";

/// This is no test of its own but the process that the next test kills.
#[test]
#[ignore = "runs only as the other process of `nothing_written_is_lost_by_a_kill`"]
fn record_until_killed() {
    let path = std::env::var_os(RECORD_INTO).expect("started by the other test");
    let mut store = Store::open(Path::new(&path)).unwrap();
    let id = store.begin(&new_set(0)).unwrap();
    for n in 1.. {
        store.record(id, &[rep(n, f64::from(n))]).unwrap();
        println!("written {n}");
        std::io::stdout().flush().unwrap();
    }
}

#[test]
fn nothing_written_is_lost_by_a_kill() {
    let (_temp, path) = temp();
    let mut program = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "session::store::tests::record_until_killed"])
        .args(["--ignored", "--nocapture"])
        .env(RECORD_INTO, &path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(program.stdout.take().unwrap());
    let mut lines = output.lines();
    let fiftieth = lines
        .by_ref()
        .find(|line| line.as_ref().unwrap() == "written 50");
    // The kill comes while the next events are being written.
    program.kill().unwrap();
    program.wait().unwrap();
    assert!(fiftieth.is_some());
    let told = 50 + lines.map_while(Result::ok).count() as u32;

    let store = Store::open(&path).unwrap();
    assert_eq!(store.notice(), None);
    let rows = store.sets(10).unwrap();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].interrupted);
    let reps = rows[0].summary.reps.total;
    // There may be one more event than there was time to tell of.
    assert!(reps == told || reps == told + 1, "{reps} of {told}");
    let events = store.events(rows[0].id).unwrap();
    let expected: Vec<_> = (1..=reps).map(|n| rep(n, f64::from(n))).collect();
    assert_eq!(events, expected);
}
