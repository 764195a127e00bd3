//! `spotter history` with the real program: what is shown, what can't be read, what is deleted.

use crate::support::{Ran, User};
use rusqlite::Connection;
use serde_json::Value;
use spotter::blazepose::Side;
use spotter::coach::{Event, StopWhy, Summary, Timed};
use spotter::session::{InSession, NewSet, SetId, Store};

fn store(user: &User) -> Store {
    Store::open(&user.data().join("history.sqlite")).unwrap()
}

pub fn new_set(exercise: &str, source: &str) -> NewSet {
    NewSet {
        session: InSession::default(),
        started_at: 1_700_000_000,
        exercise: exercise.to_owned(),
        exercise_version: "0".to_owned(),
        variant: None,
        dose: None,
        source: source.to_owned(),
        model: "full".to_owned(),
        app_version: "0.1.0".to_owned(),
        coached: None,
    }
}

/// A good repetition on the left, this far.
pub fn good_rep(n: u32, peak: f32, range: f32) -> Event {
    Event::Rep {
        n,
        side: Some(Side::Left),
        peak,
        range,
        in_s: 1.0,
        hold_s: 5.0,
        out_s: 1.0,
        good: Some(true),
        why: Vec::new(),
    }
}

fn ended(exercise: &str, ended: Option<StopWhy>) -> Timed {
    let summary = Summary {
        exercise: exercise.to_owned(),
        ended,
        ..Summary::default()
    };
    Timed {
        t_s: 61.0,
        event: Event::Summary(summary.into()),
    }
}

/// A user with a bird dog of the camera, and one of the synthetic person.
fn user_with_two() -> (User, [SetId; 2]) {
    let user = User::new();
    let mut store = store(&user);
    let ids = ["camera", "performer:fault=leg_high"].map(|source| {
        let id = store.begin(&new_set("bird-dog", source)).unwrap();
        store.record(id, &[ended("bird-dog", None)]).unwrap();
        id
    });
    (user, ids)
}

/// The heading of the session of a set, its row, and the line below it.
fn row(table: &str, id: SetId) -> String {
    let starts = format!("{id} ");
    let lines: Vec<&str> = table.lines().collect();
    let row = lines
        .iter()
        .position(|line| line.trim_start().starts_with(&starts));
    let row = row.unwrap_or_else(|| panic!("no set {id}: {table}"));
    let below = lines.get(row + 1).copied().unwrap_or_default();
    [lines[row - 1], lines[row], below]
        .join("\n")
        .trim_end()
        .to_owned()
}

#[test]
fn looking_does_not_begin_a_history() {
    let user = User::new();
    let ran = user.run("history");
    assert_eq!((ran.code, ran.out.as_str()), (0, "No sessions yet.\n"));
    let ran = user.run("history --json");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(!user.data().exists());
}

#[test]
fn sets_are_listed_newest_first() {
    let user = User::new();
    let mut store = store(&user);
    for (started_at, exercise) in [(1_700_000_000, "bird-dog"), (1_700_090_000, "side-plank")] {
        let id = store.begin(&NewSet {
            started_at,
            ..new_set(exercise, "camera")
        });
        let mut summary = Summary {
            exercise: exercise.to_owned(),
            ..Summary::default()
        };
        summary.reps.left = 1;
        summary.reps.total = 1;
        let events = [
            (7.5, good_rep(1, -3.0, 80.0)),
            (61.25, Event::Summary(summary.into())),
        ];
        store
            .record(
                id.unwrap(),
                &events.map(|(t_s, event)| Timed { t_s, event }),
            )
            .unwrap();
    }
    drop(store);

    let lines = user.run("history --json").json();
    let exercises: Vec<Value> = lines.iter().map(|line| line["exercise"].clone()).collect();
    assert_eq!(exercises, ["side-plank", "bird-dog"]);
    for line in &lines {
        assert!(line["started"].is_string());
        assert_eq!(line["seconds"], 61.25);
        assert_eq!(line["interrupted"], false);
        assert_eq!(line["summary"]["reps"]["left"], 1);
    }
    let table = user.run("history").out;
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 7, "{table}");
    assert!(rows[2].starts_with("Session 2, 2023-11-15 "), "{table}");
    assert!(
        rows[3].contains("Side plank") && rows[3].contains("1:01"),
        "{table}"
    );
    assert!(
        rows[6].contains("Bird dog") && rows[6].contains("left 1"),
        "{table}"
    );
}

#[test]
fn a_folder_that_cannot_be_used_is_told() {
    let user = User::new();
    std::fs::create_dir_all(user.data().join("history.sqlite")).unwrap();
    user.run("history").fails(1, &["history.sqlite"]);
}

#[test]
fn exercises_are_named_and_sources_told() {
    let (user, [camera, performer]) = user_with_two();
    let table = user.run("history").out;
    assert!(row(&table, camera).contains("Bird dog"), "{table}");
    let synthetic = "synthetic person";
    assert!(!row(&table, camera).contains(synthetic), "{table}");
    assert!(row(&table, performer).contains(synthetic), "{table}");
    let rows = user.run("history list --json").json();
    let counts: Vec<_> = rows.iter().map(|row| row["counts"].clone()).collect();
    assert_eq!(counts, [false, true], "newest first");
}

#[test]
fn a_stop_for_pain_is_shown() {
    let user = User::new();
    let mut store = store(&user);
    let id = store.begin(&new_set("cobra", "camera")).unwrap();
    store
        .record(id, &[ended("cobra", Some(StopWhy::Pain))])
        .unwrap();
    let table = user.run("history").out;
    assert!(row(&table, id).ends_with("stopped: pain"), "{table}");
    let line = user.run("history --json").object();
    assert_eq!(line["summary"]["ended"], "pain");
}

#[test]
fn one_set_that_cannot_be_read_hides_no_other() {
    let (user, [spoilt, other]) = user_with_two();
    let other_program = Connection::open(user.data().join("history.sqlite")).unwrap();
    let sql = format!("UPDATE exercise_set SET summary = '{{}}' WHERE id = {spoilt}");
    assert_eq!(other_program.execute(&sql, []).unwrap(), 1);
    let ran = user.run("history");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        row(&ran.out, spoilt).contains("can't be read"),
        "{}",
        ran.out
    );
    assert!(
        !row(&ran.out, other).contains("can't be read"),
        "{}",
        ran.out
    );
    assert_eq!(user.run("history --json").json().len(), 2);
}

#[test]
fn deleting_takes_away_what_is_named_and_nothing_else() {
    let (user, [first, second]) = user_with_two();
    let ran = user.run(&format!("history delete {first} 77"));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("no set 77"), "{}", ran.err);
    assert_eq!(user.run("history --json").json().len(), 2);

    let ran = user.run(&format!("history delete {first}"));
    assert_eq!((ran.code, ran.out.as_str()), (0, "1 set deleted.\n"));
    let left = user.run("history --json").object();
    assert_eq!(left["id"].to_string(), second.to_string());

    assert_eq!(user.run("history delete").code, 2, "nothing named");
    assert_eq!(user.run("history delete 1 --all").code, 2);
    assert_eq!(user.run("history delete --all").out, "1 set deleted.\n");
    assert_eq!(user.run("history").out, "No sessions yet.\n");
}

#[test]
fn a_session_is_deleted_with_its_sets() {
    let (user, [first, second]) = user_with_two();
    let rows = user.run("history --json").json();
    let [session, other] = [&rows[0], &rows[1]].map(|row| row["session"].to_string());
    let joined = NewSet {
        session: InSession {
            begun: Some(session.parse().unwrap()),
            ..InSession::default()
        },
        ..new_set("cobra", "camera")
    };
    store(&user).begin(&joined).unwrap();
    let ran = user.run("history delete --session 77");
    ran.fails(1, &["no session 77"]);
    let ran = user.run(&format!("history delete --session {session}"));
    assert_eq!((ran.code, ran.out.as_str()), (0, "1 session deleted.\n"));
    let left = user.run("history --json").object();
    assert_eq!(left["id"].to_string(), first.to_string());
    assert_eq!(left["session"].to_string(), other);
    user.run(&format!("history show {second}"))
        .fails(1, &[&format!("no set {second}")]);
    let both = format!("history delete {first} --session {other}");
    assert_eq!(user.run(&both).code, 2);
}

#[test]
fn a_set_that_was_cut_off_or_whose_exercise_is_gone_is_shown() {
    let user = User::new();
    let mut store = store(&user);
    let [cut_off, gone] = ["cobra", "my-own"].map(|exercise| {
        let id = store.begin(&new_set(exercise, "camera")).unwrap();
        let event = Event::Start;
        store.record(id, &[Timed { t_s: 4.0, event }]).unwrap();
        id
    });
    let shown = user.run(&format!("history show {cut_off}")).out;
    assert_eq!(shown, "Cobra\n  Nothing was counted this time.\n");
    let lines = user.run(&format!("history show {cut_off} --json")).json();
    assert_eq!(lines.len(), 2, "the start and the row");
    assert_eq!(lines[1]["interrupted"], true);
    user.run(&format!("history show {gone}"))
        .fails(1, &["my-own", "--json"]);
    assert_eq!(user.run(&format!("history show {gone} --json")).code, 0);
}

#[test]
fn deleting_does_not_begin_a_history() {
    let user = User::new();
    assert_eq!(user.run("history show 1").code, 1);
    assert_eq!(user.run("history delete 1").code, 1);
    assert_eq!(user.run("history delete --all").code, 0);
    assert!(!user.data().exists());
}

#[test]
fn a_damaged_history_is_told_once() {
    let (user, _) = user_with_two();
    let file = user.data().join("history.sqlite");
    let other_program = Connection::open(&file).unwrap();
    // Marks the tables as not made yet: they are then made once more, which fails.
    other_program
        .pragma_update(None, "user_version", 0)
        .unwrap();
    drop(other_program);
    let ran = user.run("history");
    assert_eq!(ran.code, 1);
    assert_eq!(ran.err.matches("already exists").count(), 1, "{}", ran.err);
    assert!(!ran.err.contains("CREATE TABLE"), "{}", ran.err);
    assert!(ran.err.contains("SPOTTER_DATA_DIR"), "{}", ran.err);
}

#[cfg(unix)]
mod rights {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    use super::*;

    /// The user "nobody", on Linux and elsewhere.
    const NOBODY: u32 = 65_534;

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    /// Runs `spotter` as somebody whom rights bind: a superuser's tests become nobody's.
    fn bound(user: &User, args: &str) -> Ran {
        let as_user = user.command(args);
        let mut command = if fs::metadata(user.home()).unwrap().uid() == 0 {
            set_mode(user.home(), 0o755);
            let program = user.home().join("spotter");
            if !program.exists() {
                fs::copy(as_user.get_program(), &program).unwrap();
            }
            let mut command = Command::new(program);
            command
                .args(as_user.get_args())
                .current_dir(user.home())
                .uid(NOBODY)
                .gid(NOBODY);
            for (name, value) in as_user.get_envs() {
                command.env(name, value.unwrap());
            }
            command
        } else {
            as_user
        };
        Ran::of(command.output().unwrap())
    }

    #[test]
    fn a_history_that_may_not_be_written_is_read() {
        let (user, _) = user_with_two();
        set_mode(&user.data().join("history.sqlite"), 0o444);
        set_mode(&user.data(), 0o555);
        let ran = bound(&user, "history");
        set_mode(&user.data(), 0o755);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(ran.out.lines().count(), 7, "{}", ran.out);
    }

    #[test]
    fn a_history_in_a_folder_that_may_be_written_is_read_too() {
        let (user, _) = user_with_two();
        set_mode(&user.data().join("history.sqlite"), 0o444);
        set_mode(&user.data(), 0o777);
        let ran = bound(&user, "history --json");
        assert_eq!((ran.code, ran.json().len()), (0, 2), "{}", ran.err);
    }

    #[test]
    fn what_may_not_be_looked_at_is_not_taken_for_empty() {
        let (user, _) = user_with_two();
        set_mode(&user.data(), 0o000);
        let ran = bound(&user, "history");
        set_mode(&user.data(), 0o755);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.err.contains("can't be read"), "{}", ran.err);

        set_mode(&user.data().join("history.sqlite"), 0o000);
        let ran = bound(&user, "history");
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.err.contains("can't be read"), "{}", ran.err);
    }
}

#[test]
fn a_long_history_is_listed_from_its_newest_on() {
    let user = User::new();
    let mut store = store(&user);
    for day in 0..32 {
        let started_at = 1_700_000_000 + day * 86_400;
        let new = NewSet {
            started_at,
            ..new_set("cobra", "camera")
        };
        store.begin(&new).unwrap();
    }
    let count = |text: &str| text.matches("Cobra").count();
    let listed = user.run("history").out;
    assert_eq!(count(&listed), 30, "{listed}");
    assert!(
        listed.ends_with("Earlier ones: spotter history --all\n"),
        "{listed}"
    );
    assert!(
        listed.contains("32") && !listed.contains("2023-11-15"),
        "{listed}"
    );
    let all = user.run("history --all").out;
    assert_eq!((count(&all), all.contains("Earlier")), (32, false));
    assert_eq!(user.run("history list --all").out, all);
    assert_eq!(user.run("history --json").json().len(), 32);
    store
        .delete(&[1, 2].map(|id: i64| id.to_string().parse().unwrap()))
        .unwrap();
    assert!(!user.run("history").out.contains("Earlier"));
}
