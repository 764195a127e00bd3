//! Histories of earlier formats: gone on with, and read where they can't be changed.

use super::*;

/// The file that an earlier version of the program has made, in this format. A set was deleted in it.
fn of_format(format: i64) -> (TempDir, PathBuf) {
    let (temp, path) = temp();
    folder::prepare(&path).unwrap();
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../../../tests/data/history/format-1.sql"))
        .unwrap();
    old.execute_batch("UPDATE sqlite_sequence SET seq = 5")
        .unwrap();
    if format >= 2 {
        old.execute_batch(
            "ALTER TABLE session ADD COLUMN pain INTEGER; UPDATE session SET pain = 3",
        )
        .unwrap();
    }
    if format >= 3 {
        let model = "ALTER TABLE session ADD COLUMN model TEXT; UPDATE session SET model = 'fast'";
        old.execute_batch(model).unwrap();
    }
    // From the fourth format on the steps that were taken then make the file.
    old.pragma_update(None, "foreign_keys", false).unwrap();
    let steps = usize::try_from(format).unwrap();
    for step in schema::MIGRATIONS.iter().take(steps).skip(3) {
        old.execute_batch(step).unwrap();
    }
    old.pragma_update(None, "user_version", format).unwrap();
    (temp, path)
}

/// Checks what both ways of reading have to find.
fn check(store: &Store, format: i64) {
    let rows = store.sets(10).unwrap();
    let [cobra, bird_dog] = &rows[..] else {
        panic!("{rows:?}")
    };
    assert_eq!(bird_dog.exercise, "bird-dog");
    assert!(!bird_dog.interrupted && !bird_dog.counts);
    assert_eq!(bird_dog.summary.reps.total, 8);
    assert_eq!((bird_dog.good, bird_dog.judged), (8, 8));
    assert_eq!(bird_dog.summary.ended, None);
    assert_eq!(store.events(bird_dog.id).unwrap().len(), 16);
    assert_eq!(cobra.exercise, "cobra");
    assert!(cobra.interrupted);
    assert_eq!((cobra.summary.reps.total, cobra.unreadable), (1, 0));
    assert_eq!(store.events(cobra.id).unwrap().len(), 2);
    for (row, id) in [(bird_dog, 1), (cobra, 2)] {
        assert_eq!((row.id, row.session), (SetId(id), SessionId(id)));
        assert_eq!(row.pain, (format >= 2).then_some(3));
        assert_eq!(row.model.as_deref(), (format >= 3).then_some("fast"));
        assert_eq!(row.exercise_version, None);
        let session = SessionRow {
            id: row.session,
            started_at: row.started_at,
            started: row.started.clone(),
            source: "performer".into(),
            counts: false,
            app_version: "0.1.0".into(),
            routine: None,
            pain_before: None,
            pain_after: None,
            sets: vec![row.id],
        };
        assert_eq!(store.session(row.session).unwrap(), session);
    }
    let sessions = store.sessions(10).unwrap();
    let ids: Vec<_> = sessions.iter().map(|session| session.id).collect();
    assert_eq!(ids, [cobra.session, bird_dog.session]);
    assert!(matches!(
        store.track(SetId(1)),
        Err(SessionError::NoTrack(_))
    ));
    assert!(store.scores().unwrap().is_empty());
    assert_eq!(store.best("cobra", None, true).unwrap(), None);
    assert_eq!(store.good_sets("bird-dog", None).unwrap(), 0);
    assert!(store.calendar(1_800_000_000).unwrap().last.is_empty());
}

#[test]
fn a_history_of_each_earlier_format_is_read_and_gone_on_with() {
    for format in 1..schema::VERSION {
        let (_temp, path) = of_format(format);
        let mut store = Store::open(&path).unwrap();
        assert_eq!(store.notice(), None);
        check(&store, format);

        let id = store.begin(&new_set(2_000_000_000)).unwrap();
        store.record(id, &every_event()).unwrap();
        let row = store.set(id).unwrap();
        // No number is used again, also not that of a set that was deleted before.
        assert_eq!((row.id, row.session), (SetId(6), SessionId(6)));
        assert_eq!(row.exercise_version.as_deref(), Some("0123456789ab"));
        assert_eq!(store.delete(&[SetId(1)]).unwrap(), 1);
        assert_eq!(store.sets(10).unwrap().len(), 2);
        assert!(rows::lines(&store.connection, SetId(1)).unwrap().is_empty());
        assert!(store.session(SessionId(1)).is_err());
        check_file(&store);
    }
}

#[test]
fn a_history_of_each_earlier_format_is_read_without_changing_it() {
    for format in 1..schema::VERSION {
        let (_temp, path) = of_format(format);
        let before = fs::read(&path).unwrap();
        let store = Store::open_read_only(&path).unwrap().unwrap();
        check(&store, format);
        drop(store);
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}

#[test]
fn two_programs_bring_a_history_to_this_format_at_once() {
    let (_temp, path) = of_format(3);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut store = Store::open(&path).unwrap();
                store.begin(&new_set(2_000_000_000)).unwrap();
            });
        }
    });
    let store = Store::open(&path).unwrap();
    assert_eq!(store.sets(10).unwrap().len(), 2 + 4);
    check_file(&store);
}

/// Checks that the file is what this format says, whatever it was before.
fn check_file(store: &Store) {
    let number = |pragma: &str| -> i64 {
        let read = |row: &rusqlite::Row<'_>| row.get(0);
        store
            .connection
            .pragma_query_value(None, pragma, read)
            .unwrap()
    };
    assert_eq!(number("user_version"), schema::VERSION);
    assert_eq!(number("application_id"), 0x5370_7472);
    assert_eq!(number("foreign_keys"), 1);
    let text = |query: &str| -> String {
        let read = |row: &rusqlite::Row<'_>| row.get(0);
        store.connection.query_row(query, [], read).unwrap()
    };
    assert_eq!(text("PRAGMA journal_mode"), "wal");
    assert_eq!(text("PRAGMA integrity_check"), "ok");
    // Who refers to whom.
    let refers = |table: &str| {
        let list =
            format!("SELECT \"table\" || ' ' || on_delete FROM pragma_foreign_key_list('{table}')");
        text(&list)
    };
    for table in ["event", "coached", "track", "picture"] {
        assert_eq!(refers(table), "exercise_set CASCADE");
    }
    assert_eq!(refers("exercise_set"), "session CASCADE");
    let wrong = "SELECT count(*) || '' FROM pragma_foreign_key_check";
    assert_eq!(text(wrong), "0");
}

#[test]
fn a_new_history_has_this_format_and_refuses_a_set_without_a_session() {
    let (_temp, path) = temp();
    let store = Store::open(&path).unwrap();
    check_file(&store);
    let set = "INSERT INTO exercise_set (started_at, exercise, source, app_version)
               VALUES (0, 'cobra', 'camera', '0')";
    let error = store.connection.execute(set, []).unwrap_err();
    assert!(error.to_string().contains("FOREIGN KEY"), "{error}");
}
