//! Judges labelled photographs and clips, and compares the verdicts: `accuracy PHOTOS_DIR [EXERCISE
//! ...]`.
//!
//! `PHOTOS_DIR/labels.csv` says in plain words what is to be seen on each file; `NAME_0.jpg` is the
//! start picture of `NAME_1.jpg`. A picture is *right* when good form is not corrected, when a
//! labelled fault is named, and when what is no target pose is not in position; it is *unknown*
//! where the program says so. Exit status 1 means that good form was called bad.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;
use spotter::app::{Analysis, Arrival, Engine, FramedPose};
use spotter::coach::{self, Band, Check, Coach, Options, Strictness, Verdict};
use spotter::exercise::{Exercise, load_file};
use spotter::pose::{Settings, Tracker};
use spotter::source::{self, SourceOptions, SourceSpec, read_picture};
use spotter::words::Language;

/// What the words of a label call by the names of the rules. Without a name: no target pose.
const FAULT_WORDS: [(&str, &[&str]); 15] = [
    ("hips off the heels", &["hips_high", "arms_short"]),
    ("hips clearly off the heels", &["hips_high", "arms_short"]),
    ("head and shoulders lifted", &["head_up"]),
    ("knee not drawn to the chest", &["shallow"]),
    ("full sit-up", &["too_high"]),
    ("trunk far too high", &["too_high"]),
    ("back knee off the floor", &["back_knee_up"]),
    ("trunk folded forward", &["lean_fwd"]),
    ("legs lifted very high", &["legs_high"]),
    ("one-sided reach", &["rounding"]),
    ("knees bent, back rounded", &["knees_bend", "rounding"]),
    ("pushed by a helper; back rounded", &["rounding"]),
    ("hips on the floor", &[]),
    ("both hands down", &[]),
    ("not folded", &[]),
];

#[derive(Parser)]
struct Arguments {
    /// Folder with labels.csv and the pictures.
    photos: PathBuf,
    /// Only these exercises.
    exercises: Vec<String>,
    /// The pose model: full, lite, fast, or a file.
    #[arg(long, default_value = "full")]
    model: String,
    /// Print every measure of every picture.
    #[arg(long)]
    measures: bool,
}

/// What a label says of a picture.
#[derive(Clone, Copy, PartialEq)]
enum Truth {
    /// The target pose in good form.
    Good,
    /// The start, another exercise, or a fault that means that the target is not reached.
    NotTheTarget,
    /// The target pose, with one of these faults.
    Fault(&'static [&'static str]),
    /// Done in another way than the file's: it may be in position or not, but not off.
    Variation,
}

#[derive(Default)]
struct Tally {
    right: u32,
    wrong: u32,
    unknown: u32,
}

#[derive(Clone, Copy, PartialEq)]
enum Answer {
    Right,
    Wrong,
    Unknown,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let labels = std::fs::read_to_string(arguments.photos.join("labels.csv"))
        .context("the folder needs a labels.csv")?;
    let model = arguments.model.as_str();
    let mut tracker = tracker(model)?;
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut is_good_called_bad = false;
    for label in labels.lines().skip(1).map(fields) {
        let (name, kind) = (&label["file"], &label["kind"]);
        let id = &label["exercise"];
        if !arguments.exercises.is_empty() && !arguments.exercises.contains(id) {
            continue;
        }
        let exercise = load_file(
            Language::default(),
            Path::new(&format!("exercises/{id}.toml")),
            None,
        )?;
        let path = arguments.photos.join(name);
        if kind == "video" {
            println!(
                "  {name:66} {} (labelled {})",
                clip(&exercise, &path, model)?,
                label["reps"]
            );
            continue;
        }
        let truth = truth(&label);
        let check = picture(&mut tracker, &exercise, &path)?;
        let answer = answer(truth, check.as_ref());
        is_good_called_bad |= truth == Truth::Good && answer == Answer::Wrong;
        let tally = tallies.entry(id.clone()).or_default();
        *match answer {
            Answer::Right => &mut tally.right,
            Answer::Wrong => &mut tally.wrong,
            Answer::Unknown => &mut tally.unknown,
        } += 1;
        println!("{} {name:66} {}", mark(answer), in_words(check.as_ref()));
        if arguments.measures
            && let Some(check) = &check
        {
            print_measures(check);
        }
    }
    println!("\n{:24}{:>8}{:>8}{:>8}", "", "right", "wrong", "unknown");
    for (id, tally) in &tallies {
        println!(
            "{id:24}{:8}{:8}{:8}",
            tally.right, tally.wrong, tally.unknown
        );
    }
    Ok(ExitCode::from(u8::from(is_good_called_bad)))
}

fn tracker(model: &str) -> Result<Tracker> {
    Ok(Tracker::new(&Settings {
        model: model.into(),
        ..Settings::default()
    })?)
}

/// A line of comma-separated values by the names of its columns; some are in quotes.
fn fields(line: &str) -> BTreeMap<&'static str, String> {
    const COLUMNS: [&str; 13] = [
        "file", "exercise", "kind", "repo", "path", "commit", "licence", "phase", "view", "form",
        "visible", "reps", "notes",
    ];
    let (mut values, mut is_quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => values.push(String::new()),
            letter => values
                .last_mut()
                .into_iter()
                .for_each(|value| value.push(letter)),
        }
    }
    values.resize(COLUMNS.len(), String::new());
    COLUMNS.into_iter().zip(values).collect()
}

fn truth(label: &BTreeMap<&str, String>) -> Truth {
    let (phase, form) = (&label["phase"], &label["form"]);
    let named = FAULT_WORDS.iter().find(|(words, _)| form.contains(words));
    match named {
        Some((_, ids)) if !ids.is_empty() => Truth::Fault(ids),
        Some(_) => Truth::NotTheTarget,
        None if form.starts_with("negative") || form.contains("fault") => Truth::NotTheTarget,
        None if ["start", "neutral", "low"]
            .iter()
            .any(|word| phase.starts_with(word)) =>
        {
            Truth::NotTheTarget
        }
        None if form.contains("variation") || form.contains("cannot judge") => Truth::Variation,
        None => Truth::Good,
    }
}

fn picture(tracker: &mut Tracker, exercise: &Exercise, path: &Path) -> Result<Option<Check>> {
    let start = path.to_str().and_then(|path| path.strip_suffix("_1.jpg"));
    let start = start.map(|name| PathBuf::from(format!("{name}_0.jpg")));
    let start = match start.filter(|path| path.exists()) {
        Some(path) => FramedPose::find(tracker, &read_picture(&path)?, exercise)?,
        None => None,
    };
    let start = start.as_ref().map(|start| start.body());
    let seen = FramedPose::find(tracker, &read_picture(path)?, exercise)?;
    let judged = seen.map(|seen| {
        coach::check(
            exercise,
            &seen.body(),
            start.as_ref(),
            None,
            Strictness::Standard,
        )
    });
    Ok(judged)
}

fn named(check: &Check, band: Band) -> Vec<&str> {
    let faults = check.faults.iter().filter(|fault| fault.band == Some(band));
    faults.map(|fault| fault.id.as_str()).collect()
}

fn answer(truth: Truth, check: Option<&Check>) -> Answer {
    let Some(check) = check else {
        return Answer::Unknown;
    };
    let is_off =
        |id: &&str| named(check, Band::Bad).contains(id) || named(check, Band::Warn).contains(id);
    match (truth, check.verdict) {
        (Truth::NotTheTarget, Verdict::NotInPosition) => Answer::Right,
        (_, Verdict::Unseen) => Answer::Unknown,
        (Truth::NotTheTarget, _) => Answer::Wrong,
        (Truth::Variation, Verdict::Bad) => Answer::Wrong,
        (Truth::Variation, _) => Answer::Right,
        (_, Verdict::NotInPosition) => Answer::Unknown,
        (Truth::Good, verdict) if verdict != Verdict::Bad => Answer::Right,
        (Truth::Fault(ids), _) if ids.iter().any(is_off) => Answer::Right,
        _ => Answer::Wrong,
    }
}

/// The result of a video: the count, and the bad faults.
fn clip(exercise: &Exercise, path: &Path, model: &str) -> Result<String> {
    let video = source::open(&SourceSpec::from_path(path), &SourceOptions::default())?;
    let options = Options::usual(exercise, false)?;
    let engine = Engine::new(tracker(model)?, Coach::new(exercise.clone(), options));
    let mut analysis = Analysis::start(video, engine)?;
    while !matches!(analysis.step()?, Arrival::End) {}
    let summary = analysis.finish(false)?.recap.summary;
    let bad: Vec<&str> = summary.faults.keys().map(String::as_str).collect();
    Ok(format!("{} counted, bad {bad:?}", summary.reps.total))
}

fn mark(answer: Answer) -> char {
    match answer {
        Answer::Right => ' ',
        Answer::Wrong => '!',
        Answer::Unknown => '?',
    }
}

fn in_words(check: Option<&Check>) -> String {
    match check {
        None => "nobody found".to_owned(),
        Some(check) => format!(
            "{:?}, bad {:?}, warn {:?}",
            check.verdict,
            named(check, Band::Bad),
            named(check, Band::Warn)
        ),
    }
}

fn print_measures(check: &Check) {
    for (name, _, value) in &check.measures {
        match value {
            Ok(value) => println!("      {name:12} {value:8.2}"),
            Err(why) => println!("      {name:12} {why}"),
        }
    }
}
