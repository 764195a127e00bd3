//! `spotter performer`: labelled films of a synthetic person.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use image::RgbImage;

use super::analyze::progress;
use super::output::{columns, print, signed};
use super::{interrupt, user_exercises, wrong_usage};
use crate::app::{FilmFile, PixelFormat};
use crate::exercise::{self, SizeUnit};
use crate::notice::notice;
use crate::output_file::{FilmFormat, OutputFile, OutputFolder, is_stream, keep_apart};
use crate::performer::{Options, SETTINGS, SyntheticVideo, Truth};

#[derive(Debug, Args)]
#[command(after_help = settings())]
pub(super) struct PerformerArgs {
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
    /// The film: a video by its extension, or a folder of pictures frame-0001.png, …
    #[arg(long, value_name = "VIDEO|FOLDER", required_unless_present_any = ["list", "truth"])]
    out: Option<PathBuf>,
    /// Write what is true of every frame to this file, as lines of JSON
    #[arg(long, value_name = "FILE.jsonl")]
    truth: Option<PathBuf>,
    /// Say which exercises and faults there are
    #[arg(long, conflicts_with_all = ["exercise", "out", "truth"])]
    list: bool,
}

/// What `--set` takes.
fn settings() -> String {
    let rows = SETTINGS.map(|(key, example)| format!("  {key}={example}"));
    format!(
        "Settings of --set, with an example of each:\n{}",
        rows.join("\n")
    )
}

pub(super) fn run(args: &PerformerArgs) -> Result<()> {
    let (Some(id), false) = (&args.exercise, args.list) else {
        return list();
    };
    let named = [("--out", &args.out), ("--truth", &args.truth)];
    let outputs: Vec<(&str, &Path)> = named
        .iter()
        .filter_map(|(option, path)| Some((*option, path.as_deref()?)))
        .collect();
    keep_apart(&[], &outputs)?;
    let movement =
        exercise::load_movement_of(id, args.variant.as_deref(), user_exercises().as_deref())?;
    let mut stage = SyntheticVideo::new(&movement, &args.options()?)?;
    let [width, height] = stage.size_px();
    interrupt::listen();
    let mut pictures = args
        .out
        .as_deref()
        .map(|path| Pictures::create(path, (width, height), stage.rate_hz()))
        .transpose()?;
    let mut truth = match &args.truth {
        Some(path) => Some((BufWriter::new(OutputFile::create(path)?), path)),
        None => None,
    };
    let frames = (stage.length_s() * stage.rate_hz()) as u64 + 1;
    let progress = progress(Some(frames));
    let mut picture = RgbImage::default();
    for number in 0..frames {
        interrupt::check()?;
        let t_s = number as f64 / stage.rate_hz();
        let skeleton = stage.frame_at(t_s, number, &mut picture);
        if let Some(pictures) = &mut pictures {
            pictures.add(&picture, number)?;
        }
        if let Some((file, path)) = &mut truth {
            write_line(file, &Truth::of(&stage, &skeleton, t_s, number))
                .with_context(|| format!("can't write {path:?}"))?;
        }
        progress.inc(1);
    }
    // Both are whole, or there is neither.
    let truth = match truth {
        Some((file, path)) => {
            let file = file.into_inner().map_err(|error| error.into_error());
            Some(file.with_context(|| format!("can't write {path:?}"))?)
        }
        None => None,
    };
    if let Some(pictures) = pictures {
        pictures.finish()?;
    }
    if let Some(truth) = truth {
        truth.finish()?;
    }
    progress.finish_and_clear();
    notice(format_args!(
        "{frames} frames of {width} × {height} pixels, {:.1} seconds",
        stage.length_s()
    ));
    Ok(())
}

impl PerformerArgs {
    fn options(&self) -> Result<Options> {
        // The film is for looking at: a shadow unless it is switched off.
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

fn write_line(file: &mut impl Write, truth: &Truth) -> std::io::Result<()> {
    serde_json::to_writer(&mut *file, truth)?;
    file.write_all(b"\n")
}

/// Where the pictures go.
enum Pictures {
    Film(FilmFile),
    Folder(OutputFolder),
}

impl Pictures {
    /// A name with an extension is a film, another one a folder.
    fn create(path: &Path, (width, height): (u32, u32), rate_hz: f64) -> Result<Self> {
        if !path.is_dir() && (path.extension().is_some() || is_stream(path)) {
            // ffmpeg tells only at the first frame, and in its own words.
            FilmFormat::of(path)?;
            let size = (width as usize, height as usize);
            let film = FilmFile::create(path, size, rate_hz, PixelFormat::Rgb24)?;
            return Ok(Pictures::Film(film));
        }
        Ok(Pictures::Folder(OutputFolder::create(path)?))
    }

    fn add(&mut self, picture: &RgbImage, number: u64) -> Result<()> {
        match self {
            Pictures::Film(film) => Ok(film.frame(picture.as_raw())?),
            Pictures::Folder(folder) => Ok(folder.add(picture, number)?),
        }
    }

    fn finish(self) -> Result<()> {
        match self {
            Pictures::Film(film) => Ok(film.finish()?),
            Pictures::Folder(folder) => Ok(folder.finish()?),
        }
    }
}

/// The exercises, and what can be done wrong in each.
fn list() -> Result<()> {
    let mut text = String::new();
    for id in exercise::movement_ids() {
        let movement = exercise::load_movement(&id, user_exercises().as_deref())?;
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
