//! `spotter check`: one picture as a moment of an exercise.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::{Serialize, Serializer};

use super::args::{ExerciseArgs, LanguageArgs, ModelArgs, StrictnessArg};
use super::output::{columns, print, print_json, signed, thousandths, title};
use crate::app::FramedPose;
use crate::blazepose::Side;
use crate::coach::{self, Band, Check, Position, Verdict};
use crate::exercise::Exercise;
use crate::notice::notice;
use crate::source::read_picture;
use crate::words::{Language, Phrase, check as words};

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The picture: a moment of the hold, or the peak of a repetition
    picture: PathBuf,
    /// Id of the exercise, such as "side-plank"
    #[arg(long, value_name = "ID", required_unless_present = "exercise_file")]
    exercise: Option<String>,
    #[command(flatten)]
    how: ExerciseArgs,
    #[command(flatten)]
    language: LanguageArgs,
    /// A picture of the start pose, which some measures are compared with
    #[arg(long, value_name = "PICTURE")]
    start: Option<PathBuf>,
    /// The side at work, where it would be guessed wrongly
    #[arg(long, value_enum)]
    side: Option<SideArg>,
    /// How strictly the form is read
    #[arg(long, value_enum, default_value_t = StrictnessArg::Standard)]
    strictness: StrictnessArg,
    /// One JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    model: ModelArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SideArg {
    Left,
    Right,
}

impl From<SideArg> for Side {
    fn from(arg: SideArg) -> Self {
        match arg {
            SideArg::Left => Side::Left,
            SideArg::Right => Side::Right,
        }
    }
}

pub(super) fn run(args: &CheckArgs) -> Result<()> {
    let exercise = args.how.load(
        args.language.language(),
        args.exercise.as_deref().unwrap_or_default(),
    )?;
    let picture = read_picture(&args.picture)?;
    let start = args.start.as_deref().map(read_picture).transpose()?;
    let mut tracker = args.model.tracker()?;
    let start = match start {
        Some(picture) => FramedPose::find(&mut tracker, &picture, &exercise)?,
        None => None,
    };
    if let (Some(path), None) = (&args.start, &start) {
        notice(format_args!(
            "nobody found in the start picture {path:?}, so nothing is compared with it"
        ));
    }
    let check = FramedPose::find(&mut tracker, &picture, &exercise)?.map(|seen| {
        coach::check(
            &exercise,
            &seen.body(),
            start.as_ref().map(FramedPose::body).as_ref(),
            args.side.map(Side::from),
            args.strictness.into(),
        )
    });
    if args.json {
        print_json(&Line::new(&exercise, &args.picture, check.as_ref()))
    } else {
        print(&in_words(&exercise, check.as_ref()))
    }
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    exercise: &'a str,
    image: String,
    position: Position,
    side: Option<Side>,
    measures: Measures<'a>,
    faults: Vec<FaultLine<'a>>,
    verdict: Verdict,
}

/// The measures as an object, in the order of the exercise file.
struct Measures<'a>(&'a [(String, &'static str, Result<f32, String>)]);

impl Serialize for Measures<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, unit, value)| {
            let line = match value {
                Ok(value) => MeasureLine::Known {
                    value: thousandths(*value),
                    unit,
                },
                Err(reason) => MeasureLine::Unknown { unknown: reason },
            };
            (name, line)
        }))
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum MeasureLine<'a> {
    Known { value: f64, unit: &'a str },
    Unknown { unknown: &'a str },
}

#[derive(Serialize)]
struct FaultLine<'a> {
    id: &'a str,
    band: &'static str,
    measure: &'a str,
    value: Option<f64>,
    cue: &'a str,
}

impl<'a> Line<'a> {
    fn new(exercise: &'a Exercise, image: &Path, check: Option<&'a Check>) -> Self {
        Line {
            exercise: &exercise.id,
            image: image.display().to_string(),
            position: check.map_or(Position::Unknown, |check| check.position),
            side: check.and_then(|check| check.side),
            measures: Measures(check.map_or(&[], |check| &check.measures)),
            faults: check.map_or_else(Vec::new, |check| {
                let faults = check.faults.iter();
                faults
                    .map(|fault| FaultLine {
                        id: &fault.id,
                        band: match fault.band {
                            Some(Band::Good) => "good",
                            Some(Band::Warn) => "warn",
                            Some(Band::Bad) => "bad",
                            None => "unknown",
                        },
                        measure: &fault.measure,
                        value: fault.value.map(thousandths),
                        cue: &fault.cue,
                    })
                    .collect()
            }),
            verdict: check.map_or(Verdict::Unseen, |check| check.verdict),
        }
    }
}

/// The answer for people: the position, the faults, the measures, and what can't be seen.
fn in_words(exercise: &Exercise, check: Option<&Check>) -> String {
    let language = exercise.language;
    let Some(check) = check else {
        let nobody = words::NOBODY_FOUND.in_language(language);
        return format!("{}: {nobody}", exercise.name);
    };
    let mut text = format!("{}\n", headline(exercise, check));
    if check.position == Position::In {
        for fault in &check.faults {
            match fault.band {
                Some(Band::Bad) => text.push_str(&format!("  {}\n", fault.cue)),
                Some(Band::Warn) => {
                    text.push_str(&format!("  {}\n", words::a_little(language, &fault.cue)));
                }
                Some(Band::Good) | None => {}
            }
        }
    }
    let (known, unknown) = figures(exercise, check);
    if !known.is_empty() {
        text.push('\n');
        text.push_str(&columns(&known));
    }
    if !unknown.is_empty() {
        let heading = words::CANT_SEE_OR_TELL.in_language(language);
        text.push_str(&format!("\n{heading}\n"));
        text.push_str(&columns(&unknown));
    }
    text
}

fn headline(exercise: &Exercise, check: &Check) -> String {
    let (name, language) = (title(exercise), exercise.language);
    match (check.position, check.verdict) {
        (Position::Out, _) => {
            format!("{name}: {}", words::NOT_IN_POSITION.in_language(language))
        }
        (Position::Unknown, _) => {
            let told = words::CANT_TELL_POSITION.in_language(language);
            format!("{name}: {told}")
        }
        (Position::In, verdict) => {
            let side = match (check.side, &exercise.cycle.side_words) {
                (None, _) => String::new(),
                (Some(Side::Left), Some(sides)) => words::within_a_sentence(language, &sides.left),
                (Some(Side::Right), Some(sides)) => {
                    words::within_a_sentence(language, &sides.right)
                }
                (Some(Side::Left), None) => words::LEFT.said_in(language),
                (Some(Side::Right), None) => words::RIGHT.said_in(language),
            };
            let more = match verdict {
                Verdict::Good => words::NOTHING_IS_OFF.in_language(language),
                Verdict::Unseen => words::CANT_SAY_MORE.in_language(language),
                Verdict::Warn | Verdict::Bad | Verdict::NotInPosition => "",
            };
            let position = words::IN_POSITION.in_language(language);
            format!("{name}{side}: {position}{more}")
        }
    }
}

/// The known measures with their values, and the unknown ones grouped by their reason.
fn figures(exercise: &Exercise, check: &Check) -> (Vec<[String; 2]>, Vec<[String; 2]>) {
    let language = exercise.language;
    let mut known = Vec::new();
    let mut unknown: Vec<[String; 2]> = Vec::new();
    for (measure, (_, unit, value)) in exercise.measures.iter().zip(&check.measures) {
        match value {
            Ok(value) => known.push([measure.label.clone(), in_unit(language, *value, unit)]),
            Err(reason) => match unknown.iter_mut().find(|[_, known]| known == reason) {
                Some([labels, _]) => {
                    labels.push_str(&words::within_a_sentence(language, &measure.label))
                }
                None => unknown.push([measure.label.clone(), reason.clone()]),
            },
        }
    }
    (known, unknown)
}

fn in_unit(language: Language, value: f32, unit: &str) -> String {
    match unit {
        "deg" => format!("{}°", signed(value, 0)),
        "torso" => format!("{} torso", signed(value, 2)),
        "s" => format!("{} s", signed(value, 1)),
        "bool" if value > 0.5 => words::SAME_SIDE.said_in(language),
        "bool" => words::OPPOSITE_SIDES.said_in(language),
        "ratio" => format!("× {}", signed(value, 2)),
        other => format!("{} {other}", signed(value, 2)),
    }
}
