//! `spotter performer`: labelled films of a synthetic person.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use image::RgbImage;

use super::analyze::progress;
use super::output::{columns, print, signed};
use super::{create, user_exercises, wrong_usage};
use crate::app::{FilmFile, PixelFormat};
use crate::exercise::{self, SizeUnit};
use crate::notice::notice;
use crate::performer::{Options, SETTINGS, Stage, Truth};

#[derive(Debug, Args)]
#[command(after_help = settings())]
pub(super) struct PerformerArgs {
    /// Id of the exercise, such as bird-dog
    #[arg(long, required_unless_present = "list")]
    exercise: Option<String>,
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
    let movement = exercise::load_movement(id, user_exercises().as_deref())?;
    let mut stage = Stage::new(&movement, &args.options()?)?;
    let [width, height] = stage.size_px();
    let mut pictures = args
        .out
        .as_deref()
        .map(|path| Pictures::create(path, (width, height), stage.rate_hz()))
        .transpose()?;
    let mut truth = match &args.truth {
        Some(path) => Some((BufWriter::new(create(path)?), path)),
        None => None,
    };
    let frames = (stage.length_s() * stage.rate_hz()) as u64 + 1;
    let progress = progress(Some(frames));
    let mut picture = RgbImage::default();
    for number in 0..frames {
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
    if let Some((mut file, path)) = truth {
        file.flush()
            .with_context(|| format!("can't write {path:?}"))?;
    }
    if let Some(pictures) = pictures {
        pictures.finish()?;
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

fn write_line(file: &mut BufWriter<File>, truth: &Truth) -> std::io::Result<()> {
    serde_json::to_writer(&mut *file, truth)?;
    file.write_all(b"\n")
}

/// Where the pictures go.
enum Pictures {
    Film(FilmFile),
    Folder(PathBuf),
}

impl Pictures {
    /// A name with an extension is a film, another one a folder.
    fn create(path: &Path, (width, height): (u32, u32), rate_hz: f64) -> Result<Self> {
        if path.extension().is_some() && !path.is_dir() {
            // ffmpeg tells only at the first frame, and in its own words.
            let is_new = !path.exists();
            drop(create(path)?);
            let size = (width as usize, height as usize);
            let film = FilmFile::create(path, size, rate_hz, PixelFormat::Rgb24);
            if film.is_err() && is_new {
                // An empty film helps nobody; that it can't be removed changes nothing.
                let _ = std::fs::remove_file(path);
            }
            return Ok(Pictures::Film(film?));
        }
        std::fs::create_dir_all(path).with_context(|| format!("can't make the folder {path:?}"))?;
        let is_used = std::fs::read_dir(path)
            .with_context(|| format!("can't read the folder {path:?}"))?
            .flatten()
            .any(|entry| is_frame(&entry.path()));
        if is_used {
            bail!(
                "there are frames in the folder {path:?} already: give another one, or remove them"
            );
        }
        Ok(Pictures::Folder(path.to_owned()))
    }

    fn add(&mut self, picture: &RgbImage, number: u64) -> Result<()> {
        match self {
            Pictures::Film(film) => Ok(film.frame(picture.as_raw())?),
            Pictures::Folder(folder) => {
                let path = folder.join(format!("frame-{:04}.png", number + 1));
                picture
                    .save(&path)
                    .with_context(|| format!("can't write {path:?}"))
            }
        }
    }

    fn finish(self) -> Result<()> {
        match self {
            Pictures::Film(film) => Ok(film.finish()?),
            Pictures::Folder(_) => Ok(()),
        }
    }
}

fn is_frame(path: &Path) -> bool {
    path.file_name()
        .and_then(|name| name.to_str())
        .is_some_and(|name| name.starts_with("frame-") && name.ends_with(".png"))
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
