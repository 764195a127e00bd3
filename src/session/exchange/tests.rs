//! Tests of the exports: what comes back, what is refused, and what the tables have.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use super::*;
use crate::coach::{Event, Options, Summary, Timed};
use crate::exercise::load;
use crate::session::batch::Batch;
use crate::session::store::Sync;
use crate::session::store::tests::{every_event, new_set, rep};
use crate::session::track::{Coached, Entry, Part, Seen, TrackRecorder};
use crate::session::{InSession, NewSet, SessionError, SetId, Store};
use crate::words::Date;

const FILE: &str = "from-ada.json";

/// What is kept of a set: getting ready is not.
fn kept() -> Vec<Timed> {
    let mut events = every_event();
    events.retain(|timed| !matches!(timed.event, Event::Setup { .. }));
    events
}

fn coached() -> Coached {
    let exercise = load("side-plank", None, None).unwrap();
    Coached::of(&Options::usual(&exercise, true).unwrap(), "en")
}

/// A session of three sets, of which one was stopped for pain, one was cut off, and one was of the synthetic
/// person; and two sessions of a set each that are alike in everything.
fn history() -> (Store, Vec<SetId>) {
    let mut store = Store::memory().unwrap();
    // Numbers need not begin at 1.
    let gone = store.begin(&new_set(5)).unwrap();
    store.delete(&[gone]).unwrap();
    let mut ids = Vec::new();
    let mut begun = None;
    for (number, source) in (0..).zip(["camera", "camera:1", "performer:fault=sag"]) {
        let id = store
            .begin(&NewSet {
                session: InSession {
                    begun,
                    routine: Some("Gentle, \"every\" day".into()),
                    pain_before: Some(4),
                },
                source: source.into(),
                dose: (number == 1).then(|| "long".into()),
                coached: (number == 0).then(coached),
                ..new_set(1_772_000_000 + number * 400)
            })
            .unwrap();
        begun = Some(store.set(id).unwrap().session);
        ids.push(id);
    }
    store.record(ids[0], &kept()).unwrap();
    let mut track = TrackRecorder::default();
    (0..25).for_each(|second| {
        let t_s = f64::from(second);
        track.add(t_s, Entry::Frame(Box::new(Seen::at(t_s, None))));
    });
    track.end();
    let parts: Vec<Part> = track.take().collect();
    let write = |batch: &Batch<'_>| parts.iter().try_for_each(|part| batch.track(ids[0], part));
    store.write(Sync::Kill, write).unwrap();
    store.note_pain(ids[0], 4).unwrap();
    store.note_score(1_772_500_000, 7).unwrap();
    store.record(ids[1], &[rep(1, 6.0), rep(2, 15.25)]).unwrap();
    store.record(ids[2], &kept()).unwrap();
    for _ in 0..2 {
        let id = store.begin(&new_set(1_780_000_000)).unwrap();
        store.record(id, &[rep(1, 6.0)]).unwrap();
        ids.push(id);
    }
    (store, ids)
}

fn exported_since(store: &Store, since: Option<Date>) -> String {
    let mut out = Vec::new();
    let wanted = Wanted {
        since,
        programme: None,
    };
    export_json(Some(store), &wanted, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn exported(store: &Store) -> String {
    exported_since(store, None)
}

fn import(text: impl AsRef<[u8]>, store: &mut Store) -> Result<Imported, SessionError> {
    ExportFile::open(text.as_ref(), FILE.as_ref())?.into_store(store)
}

/// The text without the numbers of sets and sessions.
fn without_numbers(text: &str) -> String {
    let mut parts = Vec::new();
    for part in text.split("\"id\":") {
        let inner = part.split("\"session\":");
        let inner = inner.map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
        parts.push(inner.collect::<Vec<_>>().join("\"session\":"));
    }
    let parts = parts.iter();
    let parts = parts.map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
    parts.collect::<Vec<_>>().join("\"id\":")
}

#[test]
fn what_was_exported_comes_back_to_the_last_byte_but_for_its_numbers() {
    let (store, ids) = history();
    let first = exported(&store);
    assert_eq!(first.lines().count(), 1 + 3 + 5 + 1, "{first}");
    let mut other = Store::memory().unwrap();
    let taken = import(&first, &mut other).unwrap();
    assert_eq!((taken.sets, taken.known), (5, 0));
    let second = exported(&other);
    assert_ne!(first, second, "the numbers are others");
    assert_eq!(without_numbers(&first), without_numbers(&second));

    let rows = other.sets(10).unwrap();
    let known: BTreeMap<_, _> = store
        .sets(10)
        .unwrap()
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    for (row, id) in rows.iter().rev().zip(&ids) {
        let known = &known[id];
        assert_eq!(
            (row.started_at, row.interrupted),
            (known.started_at, known.interrupted)
        );
        assert_eq!(
            (row.counts, row.pain, row.good),
            (known.counts, known.pain, known.good)
        );
        assert_eq!(other.events(row.id).unwrap(), store.events(*id).unwrap());
    }
    let best = |store: &Store| store.best("side-plank", Some("knees"), true).unwrap();
    assert_eq!(best(&other), best(&store));
}

#[test]
fn nothing_is_taken_twice() {
    let (mut store, ids) = history();
    let before = exported(&store);
    let taken = import(&before, &mut store).unwrap();
    assert_eq!((taken.sets, taken.known), (0, 5));
    assert_eq!(exported(&store), before);

    // What was deleted comes back into the session that it was of.
    store.delete(&[ids[1], ids[4]]).unwrap();
    let taken = import(&before, &mut store).unwrap();
    assert_eq!((taken.sets, taken.known), (2, 3));
    let session = store.session(store.set(ids[0]).unwrap().session).unwrap();
    assert_eq!(session.sets.len(), 3);
    assert_eq!(exported(&store).len(), before.len());
}

#[test]
fn a_set_that_went_on_after_it_was_exported_is_the_same() {
    let mut store = Store::memory().unwrap();
    let id = store.begin(&new_set(1_772_000_000)).unwrap();
    store.record(id, &[rep(1, 6.0)]).unwrap();
    let text = exported(&store);
    store.record(id, &[rep(2, 9.0)]).unwrap();
    let end = Event::Summary(Summary::default().into());
    store
        .record(
            id,
            &[Timed {
                t_s: 12.0,
                event: end,
            }],
        )
        .unwrap();
    assert_eq!(import(&text, &mut store).unwrap().known, 1);
    // Another one that began in the same second is another one.
    let other = text.replace("-3.125", "-2.5");
    assert_eq!(import(other, &mut store).unwrap().sets, 1);
}

#[test]
fn sessions_before_a_day_are_left_out() {
    let (store, _) = history();
    let since = |date: &str| exported_since(&store, Some(date.parse().unwrap()));
    let text = since("2026-03-01");
    assert!(
        text.starts_with("{\"kind\":\"history\",\"format\":1,"),
        "{text}"
    );
    assert!(text.contains("\"since\":\"2026-03-01\""));
    assert_eq!(text.matches("\"kind\":\"set\"").count(), 2);
    assert_eq!(since("2030-01-01").lines().count(), 2);
}

#[test]
fn an_export_has_the_history_of_one_moment() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("history.sqlite");
    let mut store = Store::open(&path).unwrap();
    for started_at in [10, 20] {
        let id = store.begin(&new_set(started_at)).unwrap();
        store.record(id, &kept()).unwrap();
    }
    let mut other = Store::open(&path).unwrap();
    let mut seen = Vec::new();
    write::each_session(&store, None, |session, sets| {
        // Somebody does a set meanwhile, and deletes the others.
        let id = other.begin(&new_set(30))?;
        other.delete(&[SetId(2)]).ok();
        other.record(id, &kept())?;
        seen.push((session.started_at, sets.len(), sets[0].0.events.len()));
        Ok(())
    })
    .unwrap();
    let events = kept().len() - 1;
    assert_eq!(seen, [(10, 1, events), (20, 1, events)]);
    assert_eq!(store.sets(10).unwrap().len(), 3, "both have written");
}

#[test]
fn what_cannot_be_read_is_left_out_and_counted() {
    let (store, ids) = history();
    store
        .read(|connection| {
            connection.execute(
                "UPDATE event SET line = '{\"t_s\":1.0,\"event\":\"jump\"}' WHERE set_id = ?1 AND n = 0",
                [ids[1].0],
            )
        })
        .unwrap();
    let mut out = Vec::new();
    let exported = export_json(Some(&store), &Wanted::default(), &mut out).unwrap();
    assert_eq!((exported.sets, exported.unreadable), (5, 1));
    let mut other = Store::memory().unwrap();
    assert_eq!(import(out, &mut other).unwrap().sets, 5);
}

/// What is said of a file, of which nothing may be taken.
fn complaint(text: impl AsRef<[u8]>) -> String {
    let mut store = Store::memory().unwrap();
    let error = import(text, &mut store).unwrap_err();
    assert!(store.sets(10).unwrap().is_empty(), "{error}");
    let said = error.to_string();
    assert!(said.contains(FILE), "{said}");
    said
}

#[test]
fn what_is_no_export_is_refused_with_the_place_and_nothing_is_taken() {
    for text in [
        "",
        "\n",
        "no JSON",
        "{}\n",
        "[1, 2]\n",
        "{\"kind\":\"song\",\"format\":1}\n",
    ] {
        assert!(
            complaint(text).starts_with("This is no history"),
            "{text:?}"
        );
    }
    assert!(complaint(b"\xff\xfe\n").starts_with("This is no history"));
    let newer = complaint("{\"kind\":\"history\",\"format\":2,\"else\":0}\n");
    assert!(
        newer.contains("format 2, this one knows 1") && newer.contains("update"),
        "{newer}"
    );

    let (store, _) = history();
    let whole = exported(&store);
    for (from, to, said) in [
        (
            "\"source\":\"camera:1\"",
            "\"source\":\"\\u001b[2J\"",
            "Line 4 can't be read (a name",
        ),
        (
            "\"event\":\"lost\"",
            "\"event\":\"jump\"",
            "Line 3 can't be read (unknown variant `jump`",
        ),
        ("\"t_s\":15.25", "\"t_s\":\"late\"", "Line 4 can't be read"),
        (
            "\"pain\":4",
            "\"pain\":11",
            "Line 3 can't be read (pain goes from 0 to 10)",
        ),
        (
            "\"seconds\":15.25",
            "\"seconds\":-1.0",
            "Line 4 can't be read (the seconds",
        ),
        (
            "\"started_at\":1772000800",
            "\"started_at\":-1",
            "Line 5 can't be read (it began in a year",
        ),
        (
            "\"kind\":\"set\",\"id\":4",
            "\"kind\":\"end\",\"id\":4",
            "Line 5 can't be read",
        ),
        (
            "\"id\":3,\"session\":2",
            "\"id\":3,\"session\":9",
            "Line 4 can't be read (the set is of another",
        ),
        (
            "\"sets\":5",
            "\"sets\":6",
            "Line 10 can't be read (3 sessions with 6 sets are said, 3 with 5",
        ),
        (
            "{\"kind\":\"set\"",
            "{\"kind\":\"sett",
            "Line 3 can't be read (unknown variant",
        ),
    ] {
        assert!(whole.contains(from), "{from} {whole}");
        let told = complaint(whole.replacen(from, to, 1));
        assert!(told.contains(said), "{said}\n{told}");
    }
    assert!(complaint(whole.clone() + "{}\n").contains("Line 11 can't be read (nothing"));
    assert!(complaint(whole.clone() + &whole).contains("nothing may follow the end"));
    let lines: Vec<&str> = whole.lines().collect();
    let without =
        |number: usize| [&lines[..number], &lines[number + 1..]].concat().join("\n") + "\n";
    for number in 1..lines.len() {
        complaint(without(number));
    }
    let no_set = [lines[0], lines[1], lines[9]].join("\n") + "\n";
    assert!(complaint(no_set).contains("the session has no set"));
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_refused() {
    let (mut store, ids) = history();
    store.delete(&ids[..2]).unwrap();
    let whole = exported(&store);
    for length in 0..whole.len() {
        let said = complaint(&whole.as_bytes()[..length]);
        let is_told = said.starts_with("The file ends too early") || said.starts_with("This is no");
        assert!(is_told, "{length}: {said}");
    }
    let mut other = Store::memory().unwrap();
    assert_eq!(import(&whole, &mut other).unwrap().sets, 3);
}

#[test]
fn what_cannot_be_written_on_leaves_the_history_as_it_was() {
    let (store, _) = history();
    let text = exported(&store);
    let mut other = Store::memory().unwrap();
    let full = "CREATE TEMP TRIGGER full BEFORE INSERT ON event
                WHEN new.n = 3 BEGIN SELECT RAISE(ABORT, 'no more'); END";
    other
        .read(|connection| connection.execute_batch(full))
        .unwrap();
    let error = import(&text, &mut other).unwrap_err();
    assert!(error.to_string().contains("no more"), "{error}");
    assert!(other.sets(10).unwrap().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        rng_seed: proptest::test_runner::RngSeed::Fixed(14),
        ..ProptestConfig::with_cases(300)
    })]

    /// Bytes of the file are others, at some places: either it is refused and nothing is taken, or what is
    /// taken can be exported and taken again.
    #[test]
    fn a_damaged_file_is_refused_or_read(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..6),
    ) {
        let (store, _) = history();
        let mut bytes = exported(&store).into_bytes();
        for (at, byte, what) in changes {
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        let mut other = Store::memory().unwrap();
        match import(&bytes, &mut other) {
            Err(_) => prop_assert!(other.sets(10).unwrap().is_empty()),
            Ok(taken) => {
                prop_assert_eq!(other.sets(10).unwrap().len(), taken.sets);
                let mut third = Store::memory().unwrap();
                let again = import(exported(&other), &mut third).unwrap();
                prop_assert_eq!(again.sets, taken.sets);
            }
        }
    }

    /// Any bytes at all.
    #[test]
    fn other_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        complaint(bytes);
    }
}

/// The tables of a history, by the names of their files.
fn tables(store: &Store) -> BTreeMap<&'static str, String> {
    let files: [Vec<u8>; 10] = Default::default();
    let (files, _) = export_csv(Some(store), None, None, files).unwrap();
    let text = files.map(|bytes| String::from_utf8(bytes).unwrap());
    CSV_FILES.into_iter().zip(text).collect()
}

/// The rows of a table, by the names of their columns.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn the_tables_have_a_row_for_each_of_what_happened() {
    let (store, ids) = history();
    let tables = tables(&store);
    let count = |name| rows(&tables[name]).len();
    assert_eq!((count("sessions.csv"), count("sets.csv")), (3, 5));
    assert_eq!((count("reps.csv"), count("partials.csv")), (2 + 2 + 2, 2));
    assert_eq!(
        (count("holds.csv"), count("faults.csv"), count("cues.csv")),
        (2, 2, 2)
    );
    assert_eq!((count("unseen.csv"), count("moments.csv")), (2, 8));
    assert_eq!(count("questionnaires.csv"), 1);

    let set = &rows(&tables["sets.csv"])[0];
    for (column, cell) in [
        ("set", &*ids[0].to_string()),
        ("exercise", "side-plank"),
        ("variant", "knees"),
        ("duration_s", "16.5"),
        ("interrupted", "false"),
        ("ended", "pain"),
        ("pain_of_10", "4"),
        ("reps_left", "1"),
        ("held_s", "10.3"),
    ] {
        assert_eq!(set[column], cell, "{column}");
    }
    let rep = &rows(&tables["reps.csv"])[0];
    for (column, cell) in [
        ("t_s", "3.0"),
        ("side", "left"),
        ("peak", "-3.125"),
        ("unit", "torso"),
        ("good", "true"),
    ] {
        assert_eq!(rep[column], cell, "{column}");
    }
    assert_eq!(rows(&tables["faults.csv"])[0]["unit"], "torso");
    let session = &rows(&tables["sessions.csv"])[0];
    assert_eq!(session["routine"], "Gentle, \"every\" day");
    // A date with the difference to UTC, whatever the time zone here is.
    assert_eq!(session["started"].len(), "2026-02-25T07:13:20+01:00".len());
    assert!(
        session["started"].starts_with("2026-02-2"),
        "{}",
        session["started"]
    );
}

#[test]
fn tables_are_quoted_as_rfc_4180_says_and_have_names_without_rows() {
    let mut store = Store::memory().unwrap();
    for (name, text) in tables(&store) {
        assert_eq!(text.lines().count(), 1, "{name}");
        assert!(text.ends_with("\r\n") && rows(&text).is_empty(), "{text}");
    }
    let id = store.begin(&new_set(0)).unwrap();
    let said = "Slowly, \"as if\"\r\nunder water; ä";
    let cue = Event::Cue {
        fault: "fast".into(),
        text: said.into(),
    };
    store
        .record(
            id,
            &[Timed {
                t_s: 1.5,
                event: cue,
            }],
        )
        .unwrap();
    let cues = &tables(&store)["cues.csv"];
    let quoted = "set,t_s,fault,text\r\n1,1.5,fast,\"Slowly, \"\"as if\"\"\r\nunder water; ä\"\r\n";
    assert_eq!(cues, quoted);
    assert_eq!(rows(cues)[0]["text"], said);
}
