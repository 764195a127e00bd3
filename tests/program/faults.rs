//! What can happen to a history: kills, full disks, folders that can't be written, other bytes, other versions,
//! two programs at once.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::history::{good_rep, new_set};
use crate::kept::{COACH, video};
use crate::support::{Ran, User};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rusqlite::Connection;
use spotter::coach::Timed;
use spotter::session::{NewSet, Store};

/// A history with sets of the camera, each of so many repetitions.
fn fill(user: &User, sets: i64, reps: u32) {
    let mut store = Store::open(&user.data().join("history.sqlite")).unwrap();
    for number in 0..sets {
        let new = NewSet {
            started_at: 1_772_000_000 + number * 400,
            ..new_set("side-plank", "camera")
        };
        let id = store.begin(&new).unwrap();
        let rep = |n: u32| Timed {
            t_s: f64::from(n) * 8.0,
            event: good_rep(n, 0.25, 0.25),
        };
        store
            .record(id, &(1..=reps).map(rep).collect::<Vec<_>>())
            .unwrap();
    }
}

/// Looks whether the file of the history is sound, and gives the lines of its newest set.
fn newest_lines(user: &User) -> Vec<String> {
    let history = Connection::open(user.data().join("history.sqlite")).unwrap();
    let sound: String = history
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(sound, "ok");
    let newest =
        "SELECT line FROM event WHERE set_id = (SELECT max(id) FROM exercise_set) ORDER BY n";
    let mut statement = history.prepare(newest).unwrap();
    let lines = statement.query_map([], |row| row.get(0)).unwrap();
    lines.collect::<Result<_, _>>().unwrap()
}

/// The lines that a set printed until it was killed, so long after its start; and whether it was over
/// before.
fn printed_until_killed(mut program: Child, after: Duration) -> Vec<String> {
    let lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let (send, receive) = mpsc::channel();
    let reading = std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    let mut printed = Vec::new();
    while let Ok(line) = receive.recv() {
        let is_start = line.contains("\"start\"");
        printed.push(line);
        if is_start {
            break;
        }
    }
    let until = Instant::now() + after;
    while let Ok(line) = receive.recv_timeout(until.saturating_duration_since(Instant::now())) {
        printed.push(line);
    }
    program.kill().unwrap();
    program.wait().unwrap();
    reading.join().unwrap();
    // What was printed before the kill was not all read yet.
    printed.extend(receive.try_iter());
    printed
}

/// Kills a set at random moments of these seconds after its start, and looks each time at what is kept.
fn killed(user: &User, args: &str, kills: usize, within_s: f64) {
    let mut random = StdRng::seed_from_u64(14);
    let mut begun = 0;
    for kill in 0..kills {
        let program = user
            .command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let after = Duration::from_secs_f64(within_s * random.random::<f64>());
        let mut printed = printed_until_killed(program, after);
        let is_over = printed.iter().any(|line| line.contains("\"summary\""));
        printed.retain(|line| !line.contains("\"setup\"") && !line.contains("\"summary\""));
        assert!(!printed.is_empty(), "the set has begun");
        let kept = newest_lines(user);
        // There may be more in the history than there was time to print.
        assert_eq!(
            kept[..printed.len()],
            printed,
            "kill {kill}, {after:?} after the start"
        );

        let rows = user.run("history --json").json();
        begun += 1;
        assert_eq!(rows.len(), begun, "none is lost");
        if is_over {
            assert_eq!(rows[0]["interrupted"], false);
        }
        let reps = kept.iter().filter(|line| line.contains("\"rep\"")).count();
        assert_eq!(rows[0]["summary"]["reps"]["total"], reps);
    }
    let rows = user.run("history --json").json();
    let interrupted = rows.iter().filter(|row| row["interrupted"] == true).count();
    assert!(
        interrupted > kills / 2,
        "{interrupted} of {kills} were cut off"
    );
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_printed() {
    let user = User::new();
    video(&user);
    killed(&user, &format!("{COACH} --save"), 8, 2.0);
}

#[test]
#[ignore = "takes an hour: the performer does two hundred sets"]
fn two_hundred_kills_of_a_set_that_the_performer_does() {
    let kills = std::env::var("SPOTTER_KILLS").map_or(200, |kills| kills.parse().unwrap());
    let user = User::new();
    let args =
        "coach cobra --source performer --model lite --headless --no-voice --save --events -";
    killed(&user, args, kills, 12.0);
}

/// `spotter` where no file may become larger than this, as on a disk that is full.
#[cfg(unix)]
fn run_with_room_for(user: &User, bytes: u64, args: &str) -> Ran {
    let program = user.command(args);
    let mut limited = Command::new("sh");
    limited
        .args([
            "-c",
            &format!("ulimit -f {}; exec \"$0\" \"$@\"", bytes / 512),
        ])
        .arg(program.get_program())
        .args(program.get_args())
        .current_dir(user.home());
    for (name, value) in program.get_envs() {
        limited.env(name, value.unwrap());
    }
    Ran::of(limited.output().unwrap())
}

#[cfg(unix)]
fn files(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
    let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
    names.sort();
    names
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing_half() {
    let user = User::new();
    fill(&user, 40, 40);
    let before = user.run("history --json").out;
    fs::write(user.home().join("old.json"), "what was there").unwrap();
    for args in [
        "export --json old.json",
        "export --json new.json",
        "export --csv tables",
    ] {
        let ran = run_with_room_for(&user, 32 << 10, args);
        ran.fails(1, &["make room"]);
    }
    assert_eq!(files(user.home()), ["data", "old.json", "tables"]);
    assert!(files(&user.home().join("tables")).is_empty());
    assert_eq!(
        fs::read_to_string(user.home().join("old.json")).unwrap(),
        "what was there"
    );
    user.run("export --json /dev/full").fails(1, &["/dev/full"]);

    user.run("export --json all.json").assert().code(0);
    let other = User::new();
    fill(&other, 1, 40);
    fs::copy(user.home().join("all.json"), other.home().join("all.json")).unwrap();
    let ran = run_with_room_for(&other, 64 << 10, "import all.json");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
    assert_eq!(other.run("history --json").json().len(), 1);
    assert_eq!(newest_lines(&other).len(), 40);
    assert!(
        other
            .run("import all.json")
            .out
            .starts_with("39 sets imported. 1 set was")
    );
    assert_eq!(user.run("history --json").out, before);
}

#[cfg(unix)]
#[test]
fn a_set_on_a_full_disk_goes_on_and_is_told_as_lost() {
    let user = User::new();
    video(&user);
    fill(&user, 1, 1);
    let ran = run_with_room_for(&user, 32 << 10, &format!("{COACH} --save"));
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.out.contains("\"summary\""),
        "the set goes on: {}",
        ran.out
    );
    let told = ran.err.split_once("Side plank").unwrap().1;
    assert!(told.contains("saved"), "{told}");
    let rows = user.run("history --json").json();
    let oldest = rows.last().unwrap();
    assert_eq!(
        oldest["summary"]["reps"]["total"], 1,
        "what was there before is there"
    );
    newest_lines(&user);
}

#[test]
fn a_history_of_a_newer_version_is_left_alone() {
    let user = User::new();
    fill(&user, 1, 1);
    let path = user.data().join("history.sqlite");
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 999).unwrap();
    drop(newer);
    let before = fs::read(&path).unwrap();
    fs::write(
        user.home().join("a.json"),
        "{\"kind\":\"history\",\"format\":1,\"app_version\":\"0\"}\n",
    )
    .unwrap();
    for args in [
        "history",
        "history delete --all",
        "report",
        "export --json b.json",
        "import a.json",
    ] {
        user.run(args)
            .fails(1, &["newer Spotter", "format 999", "update Spotter"]);
    }
    assert!(!user.home().join("b.json").exists());
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn other_bytes_in_the_file_are_kept_aside() {
    let mut random = StdRng::seed_from_u64(14);
    for length in [2, 100, 5000, 100_000] {
        let user = User::new();
        let bytes: Vec<u8> = (0..length).map(|_| random.random()).collect();
        fs::create_dir(user.data()).unwrap();
        fs::write(user.data().join("history.sqlite"), &bytes).unwrap();
        let ran = user.run("history");
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (0, "No sessions yet.\n"),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("history.corrupt-1.sqlite"), "{}", ran.err);
        assert_eq!(
            fs::read(user.data().join("history.corrupt-1.sqlite")).unwrap(),
            bytes
        );
        fill(&user, 1, 1);
        assert_eq!(user.run("history --json").json().len(), 1);
    }
}

/// `spotter` as somebody whom permissions stop. They don't stop a superuser.
#[cfg(target_os = "linux")]
fn run_without_privileges(user: &User, args: &str) -> Ran {
    use std::os::unix::fs::MetadataExt;
    if user.home().metadata().unwrap().uid() != 0 {
        return user.run(args);
    }
    let program = user.command(args);
    let mut nobody = Command::new("setpriv");
    nobody
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(program.get_program())
        .args(program.get_args())
        .current_dir(user.home());
    for (name, value) in program.get_envs() {
        nobody.env(name, value.unwrap());
    }
    Ran::of(nobody.output().unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_history_that_may_not_be_written_is_read_and_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let user = User::new();
    fill(&user, 2, 1);
    user.run("export --json all.json").assert().code(0);
    let path = user.data().join("history.sqlite");
    let allow = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(user.home(), 0o755);
    allow(&user.home().join("all.json"), 0o644);
    let before = fs::read(&path).unwrap();
    // A file that may be read, in a folder that may be written and in one that may not.
    for folder in [0o777, 0o555] {
        allow(&path, 0o444);
        allow(&user.data(), folder);
        let ran = run_without_privileges(&user, "history --json");
        assert_eq!((ran.code, ran.json().len()), (0, 2), "{}", ran.err);
        let ran = run_without_privileges(&user, "export --json -");
        assert_eq!(
            (ran.code, ran.json().len()),
            (0, 1 + 2 + 2 + 1),
            "{}",
            ran.err
        );
        for args in ["import all.json", "history delete --all"] {
            run_without_privileges(&user, args).fails(1, &["history", "allow writing"]);
        }
        assert_eq!(fs::read(&path).unwrap(), before);
    }
    // A folder that may not even be searched.
    allow(&user.data(), 0o000);
    run_without_privileges(&user, "history").fails(1, &["can't be read", "SPOTTER_DATA_DIR"]);
    allow(&user.data(), 0o755);
    assert_eq!(files(&user.data()), ["history.sqlite"]);
}

#[test]
fn two_sets_at_once_are_both_whole_and_can_be_exported_meanwhile() {
    let user = User::new();
    video(&user);
    let begin = || {
        let mut command = user.command(&format!("{COACH} --save"));
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let sets = [begin(), begin()];
    let mut exports = 0;
    let mut sets = sets.map(Some);
    while sets.iter().any(Option::is_some) {
        let ran = user.run("export --json -");
        assert_eq!(ran.code, 0, "{}", ran.err);
        fs::write(user.home().join("now.json"), &ran.out).unwrap();
        let other = User::new();
        fs::copy(user.home().join("now.json"), other.home().join("now.json")).unwrap();
        assert_eq!(other.run("import now.json").code, 0);
        exports += 1;
        for set in &mut sets {
            if let Some(program) = set
                && program.try_wait().unwrap().is_some()
                && let Some(program) = set.take()
            {
                assert!(program.wait_with_output().unwrap().status.success());
            }
        }
    }
    assert!(exports > 1);
    let rows = user.run("history --json").json();
    assert_eq!(rows.len(), 2);
    for row in rows {
        assert_eq!(
            (&row["interrupted"], &row["events_lost"]),
            (&false.into(), &0.into())
        );
        assert_eq!(row["summary"]["reps"]["right"], 1);
    }
    newest_lines(&user);
}
