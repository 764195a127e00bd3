//! `spotter analyze`: a video judged from beginning to end.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{DoseArgs, ExerciseArgs, LanguageArgs, ModelArgs};
use super::output::print;
use super::{event_words, signals, timing, wrong_usage};
use crate::app::{Analysis, Annotated, AnnotatedVideo, Arrival, Engine};
use crate::coach::{Coach, Timed};
use crate::exercise::Exercise;
use crate::notice::notice;
use crate::output_file::{VideoFormat, keep_apart};
use crate::session::{Recap, terminal};
use crate::source::{self, SourceOptions, SourceSpec};
use crate::words::{Language, terminal as terminal_words};

#[derive(Debug, Args)]
pub struct AnalyzeArgs {
    /// Videos, or folders whose pictures make one
    #[arg(required = true, value_name = "VIDEO|FOLDER")]
    videos: Vec<PathBuf>,
    /// Id of the exercise, such as bird-dog
    #[arg(long)]
    exercise: String,
    #[command(flatten)]
    file: ExerciseArgs,
    #[command(flatten)]
    language: LanguageArgs,
    #[command(flatten)]
    dose: DoseArgs,
    #[command(flatten)]
    model: ModelArgs,
    /// Print every event as a line of JSON
    #[arg(long)]
    json: bool,
    /// Write the video again with what the coach sees and says over it
    #[arg(long, value_name = "OUT.mp4")]
    annotate: Option<PathBuf>,
    /// Add the time of each stage to the summary
    #[arg(long)]
    timing: bool,
    /// Frames to take of each second of a video
    #[arg(long, value_name = "HZ")]
    rate: Option<f64>,
}

pub(super) fn run(args: &AnalyzeArgs) -> Result<()> {
    let exercise = args.file.load(args.language.language(), &args.exercise)?;
    // Doses and names are checked once, before any video is opened.
    args.dose.options(&exercise, false)?;
    if args.annotate.is_some() && args.videos.len() > 1 {
        return Err(wrong_usage(
            "analyze",
            "--annotate writes one video: give one, or leave it out",
        ));
    }
    if let Some(annotate) = &args.annotate {
        let videos = args.videos.iter().map(PathBuf::as_path);
        let inputs: Vec<&Path> = videos
            .chain(args.file.inputs())
            .chain(args.model.inputs())
            .collect();
        keep_apart(&inputs, [("--annotate", Some(annotate))])?;
        VideoFormat::of(annotate)?;
        signals::stop_work();
    }
    let mut failed = 0;
    for video in &args.videos {
        match one(args, &exercise, video) {
            Ok(()) => {}
            Err(error) if args.videos.len() > 1 => {
                failed += 1;
                notice(format_args!("{error:#}"));
            }
            Err(error) => return Err(error),
        }
    }
    if failed > 0 {
        bail!(
            "{failed} of {} videos could not be judged to their end",
            args.videos.len()
        );
    }
    Ok(())
}

fn one(args: &AnalyzeArgs, exercise: &Exercise, video: &Path) -> Result<()> {
    let mut options = SourceOptions::default();
    if let Some(rate_hz) = args.rate {
        options.video_rate_hz = rate_hz;
    }
    let spec = SourceSpec::from_path(video);
    let rate_hz = match spec {
        SourceSpec::Pictures(_) => options.folder_rate_hz,
        _ => options.video_rate_hz,
    };
    let source = source::open(&spec, &options)?;
    let coach = Coach::new(exercise.clone(), args.dose.options(exercise, false)?);
    let engine = Engine::new(args.model.tracker()?, coach);
    let mut analysis = Analysis::start(source, engine)?;
    let mut printer = Printer {
        json: args.json,
        language: exercise.language,
        progress: progress(analysis.frames_expected()),
        waited: 0,
    };
    let mut annotated = match &args.annotate {
        Some(path) => {
            let about = Annotated {
                // A pipe can be read once only.
                original: match &spec {
                    SourceSpec::Video(path) if path.is_file() => Some(path.clone()),
                    _ => None,
                },
                rate_hz,
                frames_expected: analysis.frames_expected(),
                language: exercise.language,
            };
            Some(AnnotatedVideo::create(path, about)?)
        }
        None => None,
    };
    if !args.json && args.videos.len() > 1 {
        print(&video.display().to_string())?;
    }
    judge(&mut analysis, &mut printer, annotated.as_mut())?;
    let analyzed = analysis.finish(args.timing)?;
    printer.events(&analyzed.events)?;
    printer.progress.finish_and_clear();
    if let Some(annotated) = annotated {
        annotated.finish()?;
    }
    if !args.json {
        print_recap(&analyzed.recap)?;
    }
    // What was read comes first, and then what is missing.
    if let Some(error) = analyzed.broke_off {
        return Err(error.into());
    }
    match analyzed.skipped {
        0 => Ok(()),
        count => bail!("{count} pictures could not be read; the others were judged"),
    }
}

/// Takes the analysis to its end, frame by frame.
fn judge(
    analysis: &mut Analysis,
    printer: &mut Printer,
    mut annotated: Option<&mut AnnotatedVideo>,
) -> Result<()> {
    loop {
        signals::check()?;
        match analysis.step()? {
            Arrival::Frame(frame) => {
                printer.judged(analysis.events())?;
                if let Some(annotated) = &mut annotated {
                    annotated.frame(&frame, &analysis.scene(), analysis.events())?;
                }
            }
            Arrival::Waiting(why) => printer.waiting(why.as_deref()),
            Arrival::Skipped(why) => {
                let told = terminal_words::skipped(printer.language, why);
                printer.notice(&told);
            }
            Arrival::End => return Ok(()),
        }
    }
}

fn print_recap(recap: &Recap) -> Result<()> {
    print(&terminal(recap))?;
    if recap.summary.timing_ms.is_some() {
        print(&timing::table(recap.language, &recap.summary))?;
    }
    Ok(())
}

/// A bar on a terminal, nothing elsewhere.
pub(super) fn progress(frames: Option<u64>) -> ProgressBar {
    let target = if io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(frames, target);
    let template = match frames {
        Some(_) => "{bar:32} {percent:>3} %  {elapsed} of about {duration}",
        None => "{spinner} {pos} frames  {elapsed}",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

/// Prints what an analysis brings, beside a progress bar.
struct Printer {
    json: bool,
    language: Language,
    progress: ProgressBar,
    /// How often in a row the source gave a reason for having no frame.
    waited: u32,
}

/// The user is told that there is no frame when the source has said so this often in a row, about
/// every half second.
const TOLD_AFTER: u32 = 6;

impl Printer {
    /// A frame was judged, and this came of it.
    fn judged(&mut self, events: &[Timed]) -> Result<()> {
        self.waited = 0;
        self.progress.inc(1);
        self.events(events)
    }

    fn events(&self, events: &[Timed]) -> Result<()> {
        for event in events {
            let line = if self.json {
                Some(serde_json::to_string(event)?)
            } else {
                event_words::of(self.language, &event.event)
                    .map(|words| format!("{:>7.1} s  {words}", event.t_s))
            };
            if let Some(line) = line {
                self.progress.suspend(|| print(&line))?;
            }
        }
        Ok(())
    }

    fn waiting(&mut self, why: Option<&str>) {
        let Some(why) = why else { return };
        self.waited += 1;
        if self.waited == TOLD_AFTER {
            self.notice(why);
        }
    }

    fn notice(&self, text: &str) {
        self.progress.suspend(|| notice(text));
    }
}
