//! The rooms of `src/` and the arrows between them. A file may use another room only where the
//! table below allows it. Tests inside `src/` (`#[cfg(test)]`, `tests.rs`) may use any room.
//!
//! A new arrow is a decision: add it to the table with its reason, and say so in the commit.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// A room, and the rooms that it may use, each with the reason. A room may always use itself.
type Room = (&'static str, &'static [(&'static str, &'static str)]);

/// From the lowest floor to the highest. Every arrow points to an earlier row.
const ROOMS: &[Room] = &[
    ("blazepose", &[]),
    ("notice", &[]),
    ("output_file", &[]),
    (
        "ffmpeg",
        &[("output_file", "a video is written beside its place")],
    ),
    (
        "words",
        &[("blazepose", "sentences name a side and a joint")],
    ),
    (
        "source",
        &[("ffmpeg", "videos and rare kinds of pictures are read by it")],
    ),
    (
        "pose",
        &[("blazepose", "the model's landmarks and their order")],
    ),
    (
        "exercise",
        &[
            ("blazepose", "measures are written with landmarks and sides"),
            ("words", "complaints about a file are sentences"),
        ],
    ),
    (
        "body",
        &[
            ("blazepose", "joints and sides"),
            ("pose", "a body is read from a pose"),
            ("exercise", "the measures that a file asks for"),
        ],
    ),
    (
        "coach",
        &[
            ("blazepose", "the side of a repetition"),
            (
                "pose",
                "whether this is the same person in the same picture",
            ),
            ("body", "the values that are judged"),
            ("exercise", "the rules that judge them"),
            ("words", "what is said"),
        ],
    ),
    (
        "recognise",
        &[
            ("blazepose", "joints and sides"),
            ("pose", "the poses that are looked at"),
            ("body", "their measures"),
            ("exercise", "the start postures to choose from"),
            ("coach", "the same judgement of framing and start"),
        ],
    ),
    (
        "routine",
        &[
            ("blazepose", "the side whose turn it is"),
            ("exercise", "doses"),
            ("coach", "it drives one set after the other"),
            ("words", "what is said between sets"),
        ],
    ),
    (
        "settings",
        &[
            ("output_file", "the file is written beside its place"),
            ("exercise", "complaints show the line of a file"),
            ("coach", "how strictly the form is read"),
            ("words", "how an exercise with care is done"),
        ],
    ),
    (
        "performer",
        &[
            ("blazepose", "the truth is given as landmarks"),
            ("pose", "the truth is given as a pose"),
            ("exercise", "keyframes and faults"),
            ("source", "it is a source of frames"),
            ("words", "numbers are rounded as everywhere"),
        ],
    ),
    (
        "session",
        &[
            ("blazepose", "the side of a repetition"),
            ("pose", "the landmarks of a set are kept"),
            ("body", "the edge of the back is kept"),
            ("exercise", "names and doses"),
            ("coach", "a summary is a fold over events"),
            ("routine", "a session is several sets"),
            ("words", "the report and the summary"),
        ],
    ),
    (
        "screen",
        &[
            ("blazepose", "the bones of the figure"),
            ("pose", "the figure is drawn over the frame"),
            ("body", "where the joints of the figure lie, near and far"),
            ("exercise", "labels and the drawing of a measure"),
            ("coach", "the snapshot of a set"),
            ("routine", "rest, pause and pain"),
            ("session", "summaries and history"),
            ("words", "hints and headings"),
        ],
    ),
    (
        "voice",
        &[
            ("coach", "what is to be heard"),
            ("words", "sentences in full"),
            ("notice", "a voice that fails is told once"),
        ],
    ),
    (
        "app",
        &[
            ("blazepose", "composition"),
            ("notice", "composition"),
            ("output_file", "videos that are written"),
            ("ffmpeg", "videos that are written"),
            ("words", "composition"),
            ("source", "composition"),
            ("pose", "composition"),
            ("exercise", "composition"),
            ("body", "composition"),
            ("coach", "composition"),
            ("recognise", "composition"),
            ("routine", "composition"),
            ("performer", "composition"),
            ("session", "composition"),
            ("settings", "composition"),
            ("screen", "composition"),
            ("voice", "composition"),
        ],
    ),
    (
        "cli",
        &[
            ("blazepose", "landmarks are printed"),
            ("notice", "messages on standard error"),
            ("output_file", "files that are written"),
            ("ffmpeg", "spotter doctor; videos of spotter performer"),
            ("words", "what is printed of a set"),
            ("source", "what can be played"),
            ("pose", "spotter pose, spotter doctor"),
            ("exercise", "spotter exercises"),
            ("body", "spotter check"),
            ("coach", "spotter check, events as lines"),
            ("recognise", "spotter check without an exercise"),
            ("routine", "options of a session"),
            ("performer", "spotter performer"),
            ("session", "spotter history"),
            (
                "settings",
                "what is chosen for good stands in for arguments",
            ),
            ("screen", "options of the window"),
            ("voice", "options of the voice"),
            ("app", "what a command starts"),
        ],
    ),
    (
        "main",
        &[
            ("cli", "parses"),
            ("app", "runs"),
            ("notice", "says what went wrong"),
        ],
    ),
];

/// Arrows against the table that are still there, with the number of files that have them. A
/// number may only shrink; a row whose arrow is gone has to go as well.
const TO_GO: &[(&str, &str, usize)] = &[];

fn allowed(room: &str) -> Option<BTreeSet<&'static str>> {
    let (_, uses) = ROOMS.iter().find(|(name, _)| *name == room)?;
    Some(uses.iter().map(|(name, _)| *name).collect())
}

/// Every Rust file below a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The room of a file: the first part of its path below `src`.
fn room_of(path: &Path) -> String {
    let first = path.iter().next().unwrap().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

fn is_test_file(path: &Path) -> bool {
    path.iter()
        .any(|part| part == "tests" || part.to_str().unwrap().ends_with("tests.rs"))
}

/// Code without line comments and without what stands after `#[cfg(test)]`. By the style of this
/// crate an inner test module is the end of its file.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let lines = code.lines().map(|line| line.split("//").next().unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms that code names behind `crate::` or, in the program itself, `spotter::`.
fn rooms_used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for root in ["crate::", "spotter::"] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|before| before.is_alphanumeric() || before == '_') {
                continue;
            }
            used.extend(first_names(&code[at + root.len()..]));
        }
    }
    used
}

/// The first names of a path: `a` of `a::b`, and `a` and `b` of `{a::c, b::{d, e}}`.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        let is_part = |c: &char| c.is_alphanumeric() || *c == '_';
        text.trim_start().chars().take_while(is_part).collect()
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let mut names = Vec::new();
    let mut depth = 0;
    let mut begin = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(name(&group[begin..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(name(&group[begin..at]));
                begin = at + 1;
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Arrows of the code: from room to room, with the files that have them.
fn arrows() -> BTreeMap<(String, String), Vec<PathBuf>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut arrows: BTreeMap<_, Vec<PathBuf>> = BTreeMap::new();
    for path in rust_files(&src) {
        let below = path.strip_prefix(&src).unwrap().to_owned();
        let room = room_of(&below);
        // The root of the library names its rooms.
        if room == "lib" || is_test_file(&below) {
            continue;
        }
        for used in rooms_used(&code(&fs::read_to_string(&path).unwrap())) {
            let is_room = src.join(&used).is_dir() || src.join(format!("{used}.rs")).is_file();
            if used != room && is_room {
                let arrow = (room.clone(), used);
                arrows.entry(arrow).or_default().push(below.clone());
            }
        }
    }
    arrows
}

#[test]
fn every_arrow_between_rooms_is_in_the_table() {
    let mut wrong = String::new();
    let mut against = BTreeMap::new();
    for ((from, to), files) in arrows() {
        match allowed(&from) {
            None => writeln!(wrong, "{from} is not in the table").unwrap(),
            Some(allowed) if allowed.contains(to.as_str()) => {}
            Some(_) => {
                against.insert((from, to), files);
            }
        }
    }
    for ((from, to), files) in &against {
        let known = TO_GO
            .iter()
            .find(|(a, b, _)| (a, b) == (&from.as_str(), &to.as_str()));
        let known = known.map_or(0, |(.., files)| *files);
        if files.len() > known {
            writeln!(wrong, "{from} may not use {to} ({known} known): {files:?}").unwrap();
        }
    }
    for (from, to, count) in TO_GO {
        let arrow = ((*from).to_owned(), (*to).to_owned());
        let now = against.get(&arrow).map_or(0, Vec::len);
        if now < *count {
            writeln!(
                wrong,
                "{from} → {to}: only {now} of {count} left; lower TO_GO"
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_tables_arrows_point_downwards() {
    let mut below = BTreeSet::new();
    for (room, uses) in ROOMS {
        for (used, why) in *uses {
            assert!(below.contains(used), "{room} → {used} points upwards");
            assert!(!why.is_empty(), "{room} → {used} has no reason");
        }
        assert!(below.insert(room), "{room} stands twice in the table");
    }
}

#[test]
fn groups_nested_paths_and_comments_are_read_rightly() {
    let text = "use crate::{body::{Body, Side}, pose};\n\
                // crate::voice\n\
                fn f() -> crate::coach::Event { mycrate::x() }\n\
                #[cfg(test)]\nmod tests { use crate::app; }\n";
    let used = rooms_used(&code(text));
    assert_eq!(used, ["body", "coach", "pose"].map(str::to_owned).into());
}
