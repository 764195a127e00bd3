//! `spotter performer`: labelled videos of a synthetic person.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use image::RgbImage;

use super::analyze::progress;
use super::args::user_exercises;
use super::output::{columns, print, signed};
use super::{signals, wrong_usage};
use crate::exercise::{self, SizeUnit};
use crate::ffmpeg::{PixelFormat, VideoOutput, VideoWriter};
use crate::notice::notice;
use crate::output_file::{OutputFile, OutputFolder, is_stream, keep_apart};
use crate::performer::{Options, SETTINGS, SyntheticVideo, Truth};

#[derive(Debug, Args)]
#[command(after_help = settings())]
pub struct PerformerArgs {
    /// Id of the exercise, such as bird-dog
    #[arg(long, required_unless_present = "list")]
    exercise: Option<String>,
    /// A way of doing it, such as "knees"
    #[arg(long, conflicts_with = "list")]
    variant: Option<String>,
    /// A fault to show, and how big it is; may be repeated
    #[arg(long, value_name = "ID[=SIZE]")]
    fault: Vec<String>,
    /// From which side the camera looks
    #[arg(long, value_name = "left|right|front|back")]
    view: Option<String>,
    /// Any other setting of the list below; may be repeated
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// The video, in the format of its extension, or a folder for pictures frame-0001.png, …
    #[arg(long, value_name = "VIDEO|FOLDER", required_unless_present_any = ["list", "truth"])]
    out: Option<PathBuf>,
    /// Write what is true of every frame to this file, as lines of JSON
    #[arg(long, value_name = "FILE.jsonl")]
    truth: Option<PathBuf>,
    /// Say which exercises and faults there are
    #[arg(long, conflicts_with_all = ["exercise", "out", "truth"])]
    list: bool,
}

/// Help for `--set`.
fn settings() -> String {
    let rows = SETTINGS.map(|setting| format!("  {}={}", setting.key, setting.example));
    format!(
        "Settings of --set, with an example of each:\n{}",
        rows.join("\n")
    )
}

pub(super) fn run(args: &PerformerArgs) -> Result<()> {
    let (Some(id), false) = (&args.exercise, args.list) else {
        return list();
    };
    let (out, truth) = (args.out.as_deref(), args.truth.as_deref());
    keep_apart(&[], [("--out", out), ("--truth", truth)])?;
    let movement =
        exercise::load_movement(id, args.variant.as_deref(), user_exercises().as_deref())?;
    let mut video = SyntheticVideo::new(&movement, &args.options()?)?;
    signals::stop_work();
    let frames = out.map(|path| Frames::create(path, video.size_px(), video.rate_hz()));
    let truth = truth.map(TruthFile::create);
    let count = write(&mut video, frames.transpose()?, truth.transpose()?)?;
    let [width, height] = video.size_px();
    notice(format_args!(
        "{count} frames of {width} × {height} pixels, {:.1} seconds",
        video.length_s()
    ));
    Ok(())
}

/// Writes every frame and what is true of it; gives their number.
fn write(
    video: &mut SyntheticVideo,
    mut frames: Option<Frames>,
    mut truth: Option<TruthFile<'_>>,
) -> Result<u64> {
    let count = (video.length_s() * video.rate_hz()) as u64 + 1;
    let progress = progress(Some(count));
    let mut picture = RgbImage::default();
    for number in 0..count {
        signals::check()?;
        let t_s = number as f64 / video.rate_hz();
        let skeleton = video.frame_at(t_s, number, &mut picture);
        if let Some(frames) = &mut frames {
            frames.add(&picture, number)?;
        }
        if let Some(truth) = &mut truth {
            truth.add(&Truth::of(video, &skeleton, t_s, number))?;
        }
        progress.inc(1);
    }
    // Either both files are whole, or neither is there.
    let truth = truth.map(TruthFile::end).transpose()?;
    if let Some(frames) = frames {
        frames.finish()?;
    }
    if let Some(truth) = truth {
        truth.finish()?;
    }
    progress.finish_and_clear();
    Ok(count)
}

impl PerformerArgs {
    fn options(&self) -> Result<Options> {
        // People look at this video, so there is a shadow unless it is switched off.
        let mut options = Options {
            shadow: Some(true),
            ..Options::default()
        };
        let of = |key: &'static str| move |value: &String| format!("{key}={value}");
        let settings = self.fault.iter().map(of("fault"));
        let settings = settings.chain(self.view.iter().map(of("view")));
        for setting in settings.chain(self.set.iter().cloned()) {
            if setting.contains(',') {
                return Err(wrong_usage(
                    "performer",
                    &format!("one setting at a time, not {setting:?}: repeat --set"),
                ));
            }
            options.set(&setting)?;
        }
        Ok(options)
    }
}

/// The file of `--truth`.
struct TruthFile<'a> {
    path: &'a Path,
    file: BufWriter<OutputFile>,
}

impl<'a> TruthFile<'a> {
    fn create(path: &'a Path) -> Result<Self> {
        let file = BufWriter::new(OutputFile::create(path)?);
        Ok(Self { path, file })
    }

    fn add(&mut self, truth: &Truth) -> Result<()> {
        serde_json::to_writer(&mut self.file, truth)
            .map_err(io::Error::from)
            .and_then(|()| self.file.write_all(b"\n"))
            .with_context(|| format!("can't write {:?}", self.path))
    }

    /// Writes what is left. The file still has to be [finished](OutputFile::finish).
    fn end(self) -> Result<OutputFile> {
        let file = self.file.into_inner().map_err(|error| error.into_error());
        file.with_context(|| format!("can't write {:?}", self.path))
    }
}

/// Where the frames go.
enum Frames {
    Video(VideoWriter),
    Folder(OutputFolder),
}

impl Frames {
    /// A name with an extension is a video, another one a folder.
    fn create(path: &Path, [width, height]: [u32; 2], rate_hz: f64) -> Result<Self> {
        if !path.is_dir() && (path.extension().is_some() || is_stream(path)) {
            let size = (width as usize, height as usize);
            let output = VideoOutput::create(path)?;
            let video = VideoWriter::of_frames(output, size, rate_hz, PixelFormat::Rgb24)?;
            return Ok(Frames::Video(video));
        }
        Ok(Frames::Folder(OutputFolder::create(path)?))
    }

    fn add(&mut self, picture: &RgbImage, number: u64) -> Result<()> {
        match self {
            Frames::Video(video) => Ok(video.frame(picture.as_raw())?),
            Frames::Folder(folder) => Ok(folder.add(picture, number)?),
        }
    }

    fn finish(self) -> Result<()> {
        match self {
            Frames::Video(video) => Ok(video.finish()?),
            Frames::Folder(folder) => Ok(folder.finish()?),
        }
    }
}

/// The exercises, and what can be done wrong in each.
fn list() -> Result<()> {
    let mut text = String::new();
    for id in exercise::ids() {
        let movement = exercise::load_movement(&id, None, user_exercises().as_deref())?;
        let rows: Vec<[String; 3]> = movement
            .fault_ids()
            .filter_map(|id| Some((id, movement.fault(id)?)))
            .map(|(id, fault)| {
                let size = match fault.unit {
                    SizeUnit::None => String::new(),
                    unit => {
                        let decimals = usize::from(fault.size.fract() != 0.0);
                        format!("{}{}", signed(fault.size, decimals), unit.symbol())
                    }
                };
                [format!("  {id}"), size, fault.says.clone()]
            })
            .collect();
        text.push_str(&format!("{id}\n{}", columns(&rows)));
    }
    print(&text)
}
