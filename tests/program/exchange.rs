//! `spotter export` and `spotter import` with the real program: from one person to another and back.

use crate::history::{good_rep, new_set};
use crate::support::User;
use spotter::coach::{Event, Summary, Timed};
use spotter::session::{NewSet, Store};

const ROUTINE: &str = "name = \"For your back\"\ntherapist = \"Dr Weber\"\n\n[[sets]]\nexercise = \"side-plank\"\nvariant = \"knees\"\n";

/// Adds a side plank in front of the camera, which began at this Unix time.
fn add_set(user: &User, started_at: i64) {
    let mut store = Store::open(&user.data().join("history.sqlite")).unwrap();
    let new = NewSet {
        started_at,
        ..new_set("side-plank", "camera")
    };
    let mut summary = Summary {
        exercise: "side-plank".to_owned(),
        ..Summary::default()
    };
    (summary.reps.left, summary.reps.total) = (1, 1);
    let events = [
        (4.0, Event::Start),
        (12.5, good_rep(1, 0.25, 0.25)),
        (20.0, Event::Summary(summary.into())),
    ];
    let id = store.begin(&new).unwrap();
    store
        .record(id, &events.map(|(t_s, event)| Timed { t_s, event }))
        .unwrap();
}

fn write_routine(user: &User, name: &str, text: &str) {
    let folder = user.home().join("config/spotter/routines");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.toml")), text).unwrap();
}

fn routine(user: &User, name: &str) -> Option<String> {
    let path = user
        .home()
        .join(format!("config/spotter/routines/{name}.toml"));
    std::fs::read_to_string(path).ok()
}

/// Copies a file from one home to another.
fn send(from: &User, to: &User, name: &str) {
    std::fs::copy(from.home().join(name), to.home().join(name)).unwrap();
}

#[test]
fn a_history_moves_to_another_computer() {
    let [old, new] = [User::new(), User::new()];
    for started_at in [1_771_000_000, 1_772_000_000] {
        add_set(&old, started_at);
    }
    let ran = old.run("export --json history.json");
    ran.assert().code(0).stdout("history.json\n").stderr("");
    send(&old, &new, "history.json");
    new.run("import history.json")
        .assert()
        .code(0)
        .stdout("2 sets imported.\n")
        .stderr("");
    assert_eq!(new.run("history --json").out, old.run("history --json").out);
    let again = new.run("import history.json");
    again
        .assert()
        .code(0)
        .stdout("0 sets imported. 2 sets were there already.\n");
    assert_eq!(
        new.run("export --json -").out,
        old.run("export --json -").out
    );
    assert_eq!(new.run("history --json").json().len(), 2);
}

#[cfg(unix)]
#[test]
fn what_is_exported_can_be_read_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let user = User::new();
    add_set(&user, 1_772_000_000);
    user.run("export --json history.json").assert().code(0);
    user.run("export --csv tables")
        .assert()
        .code(0)
        .stdout("tables\n");
    let mode = |name: &str| {
        user.home()
            .join(name)
            .metadata()
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode("history.json"), 0o600);
    assert_eq!((mode("tables"), mode("tables/sets.csv")), (0o700, 0o600));
    let reps = std::fs::read_to_string(user.home().join("tables/reps.csv")).unwrap();
    let rows: Vec<&str> = reps.lines().collect();
    assert_eq!(
        rows[1..],
        ["1,12.5,1,left,0.25,0.25,torso,1.0,5.0,1.0,true,"],
        "{reps}"
    );
}

#[test]
fn a_programme_goes_to_the_patient_and_the_results_come_back() {
    let [therapist, patient] = [User::new(), User::new()];
    write_routine(&therapist, "back", ROUTINE);
    add_set(&therapist, 1_750_000_000);
    therapist
        .run("export --routine back --json for-ada.json")
        .assert()
        .code(0);
    send(&therapist, &patient, "for-ada.json");
    let told = "The programme is there now: spotter routine back\n";
    patient
        .run("import for-ada.json")
        .assert()
        .code(0)
        .stdout(told)
        .stderr("");
    assert_eq!(routine(&patient, "back").as_deref(), Some(ROUTINE));
    assert!(
        !patient.data().exists(),
        "nothing of the therapist's own went along"
    );
    assert!(patient.run("routines show back").out.contains("Dr Weber"));

    add_set(&patient, 1_700_000_000);
    add_set(&patient, 1_772_000_000);
    patient
        .run("export --routine back --since 2026-01-01 --json from-ada.json")
        .assert()
        .code(0);
    send(&patient, &therapist, "from-ada.json");
    let before = therapist.run("history --json").out;
    let ran = therapist.run("report --from from-ada.json --since 2020-01-01 --out ada.html");
    ran.assert().code(0);
    let page = std::fs::read_to_string(therapist.home().join("ada.html")).unwrap();
    assert!(
        page.contains("Side plank") && page.contains("2026"),
        "{page}"
    );
    assert!(
        !page.contains("2023"),
        "only what was done since then is in the file"
    );
    assert_eq!(
        therapist.run("history --json").out,
        before,
        "a patient's sets are not his own"
    );
}

#[test]
fn a_programme_never_takes_the_place_of_an_own_one_unasked() {
    let [therapist, patient] = [User::new(), User::new()];
    write_routine(&therapist, "back", ROUTINE);
    add_set(&therapist, 1_772_000_000);
    therapist
        .run("export --routine back --since 2026-01-01 --json a.json")
        .assert()
        .code(0);
    send(&therapist, &patient, "a.json");
    let own = ROUTINE.replace("For your back", "My own");
    write_routine(&patient, "back", &own);
    patient
        .run("import a.json")
        .fails(1, &["back", "nothing was imported", "--replace"]);
    assert_eq!(routine(&patient, "back"), Some(own));
    assert_eq!(patient.run("history").out, "No sessions yet.\n");

    let told = "The programme is there now: spotter routine back\n1 set imported.\n";
    patient
        .run("import a.json --replace")
        .assert()
        .code(0)
        .stdout(told);
    assert_eq!(routine(&patient, "back").as_deref(), Some(ROUTINE));
    let told = "The programme was there already: spotter routine back\n0 sets imported. 1 set was there already.\n";
    patient.run("import a.json").assert().code(0).stdout(told);
}

#[test]
fn a_programme_that_is_none_or_has_a_path_for_a_name_is_refused() {
    let user = User::new();
    let file = user.home().join("a.json");
    let with = |name: &str, text: &str| {
        let programme = serde_json::json!({"name": name, "text": text});
        let head = serde_json::json!({"kind": "history", "format": 1, "app_version": "0", "programme": programme});
        let end = serde_json::json!({"kind": "end", "sessions": 0, "sets": 0});
        std::fs::write(&file, format!("{head}\n{end}\n")).unwrap();
        user.run("import a.json")
    };
    for name in ["../../evil", "", "/etc/passwd", "a\u{1b}[2J"] {
        with(name, ROUTINE).fails(1, &["no name for a routine"]);
    }
    with("back", "name = \"x\"\n[[sets]]\nexercise = \"nothing\"\n").fails(1, &["nothing"]);
    assert_eq!(routine(&user, "back"), None);
    with("back", ROUTINE).assert().code(0);
    // Where the end is missing, the programme is not taken either.
    let text = std::fs::read_to_string(&file)
        .unwrap()
        .replace("\"back\"", "\"other\"");
    std::fs::write(&file, text.replace("\"sets\":0", "\"sets\":1")).unwrap();
    user.run("import a.json").fails(1, &["Line 2"]);
    assert_eq!(routine(&user, "other"), None);
}

#[test]
fn what_is_asked_for_wrongly_is_told() {
    let user = User::new();
    user.run("import nothing.json")
        .fails(1, &["nothing.json", "can't be read"]);
    std::fs::write(user.home().join("other.json"), "{\"a\":1}\n").unwrap();
    user.run("import other.json")
        .fails(1, &["no history that Spotter has exported"]);
    assert!(!user.data().exists());
    user.run("export --csv a --json b")
        .fails(2, &["cannot be used with"]);
    user.run("export --routine none")
        .fails(1, &["spotter routines"]);
    add_set(&user, 1_772_000_000);
    user.run("export --json data/history.sqlite")
        .fails(2, &["history.sqlite"]);
    user.run("export --json nowhere/a.json")
        .fails(1, &["nowhere/a.json"]);
}
