//! `spotter pose`: the person in pictures.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;
use image::RgbImage;
use serde::Serialize;

use super::args::ModelArgs;
use super::output::{columns, print, print_json, thousandths};
use super::signals;
use crate::app::{draw_pose, mask_image};
use crate::blazepose::{LANDMARKS, index};
use crate::notice::notice;
use crate::output_file::{OutputFile, PictureFormat, keep_apart};
use crate::pose::{Pose, SEEN, Tracker};
use crate::source::read_picture;

#[derive(Debug, Args)]
pub struct PoseArgs {
    /// Pictures to look at
    #[arg(required = true, value_name = "PICTURE")]
    pictures: Vec<PathBuf>,
    /// One JSON object per picture
    #[arg(long)]
    json: bool,
    /// Write the picture with the skeleton drawn over it, in the format of the name's extension
    /// (one picture only)
    #[arg(long, value_name = "OUT.png|jpg|…")]
    draw: Option<PathBuf>,
    /// Write the person's mask: white where the person surely is (one picture only)
    #[arg(long, value_name = "OUT.png|jpg|…")]
    mask: Option<PathBuf>,
    #[command(flatten)]
    model: ModelArgs,
}

pub(super) fn run(args: &PoseArgs) -> Result<()> {
    if args.pictures.len() > 1 && (args.draw.is_some() || args.mask.is_some()) {
        return Err(super::wrong_usage(
            "pose",
            "--draw and --mask write one file: give one picture",
        ));
    }
    let outputs = Outputs::create(args)?;
    let mut tracker = args.model.tracker()?;
    if args.mask.is_some() && !tracker.has_mask() {
        bail!(
            "the model {} gives no mask: leave out --mask, or use a built-in one",
            tracker.model()
        );
    }
    if let [path] = &args.pictures[..] {
        let (picture, pose) = look(&mut tracker, path, args.mask.is_some())?;
        outputs.write(&picture, pose.as_ref())?;
        return if args.json {
            print_json(&Line::new(path, &picture, pose.as_ref()))
        } else {
            print(&in_full(path, pose.as_ref()))
        };
    }
    let mut unread = 0;
    for path in &args.pictures {
        match look(&mut tracker, path, false) {
            Ok((picture, pose)) if args.json => {
                print_json(&Line::new(path, &picture, pose.as_ref()))?;
            }
            Ok((_, pose)) => print(&in_short(path, pose.as_ref()))?,
            Err(error) => {
                notice(format_args!("{error:#}"));
                unread += 1;
            }
        }
    }
    if unread > 0 {
        bail!(
            "{unread} of {} pictures could not be read",
            args.pictures.len()
        );
    }
    Ok(())
}

fn look(tracker: &mut Tracker, path: &Path, mask: bool) -> Result<(RgbImage, Option<Pose>)> {
    let picture = read_picture(path)?;
    let pose = tracker.still(&picture, mask)?;
    Ok((picture, pose))
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line {
    image: String,
    width: u32,
    height: u32,
    person_score: Option<f64>,
    landmarks: Option<Vec<[f64; 4]>>,
    world_m: Option<Vec<[f64; 3]>>,
}

impl Line {
    fn new(path: &Path, picture: &RgbImage, pose: Option<&Pose>) -> Line {
        Line {
            image: path.display().to_string(),
            width: picture.width(),
            height: picture.height(),
            person_score: pose.map(|pose| thousandths(pose.person_score)),
            landmarks: pose.map(|pose| {
                let numbers = pose.landmarks.iter();
                numbers
                    .map(|l| [l.x_px, l.y_px, l.visibility, l.presence].map(thousandths))
                    .collect()
            }),
            world_m: pose.map(|pose| pose.world_m.map(|point| point.map(thousandths)).into()),
        }
    }
}

fn in_short(path: &Path, pose: Option<&Pose>) -> String {
    let found = match pose {
        None => "nobody found".to_owned(),
        Some(pose) => {
            let seen = pose.landmarks.iter().filter(|l| l.visibility >= SEEN);
            format!("a person, {} of {LANDMARKS} points seen", seen.count())
        }
    };
    format!("{}: {found}", path.display())
}

fn in_full(path: &Path, pose: Option<&Pose>) -> String {
    let mut text = in_short(path, pose);
    if let Some(pose) = pose {
        let mut rows = vec![["", "x", "y", "visibility"].map(String::from)];
        rows.extend(pose.landmarks.iter().zip(index::NAMES).map(|(l, name)| {
            [
                name.to_lowercase().replace('_', " "),
                format!("{:7.1}", l.x_px),
                format!("{:7.1}", l.y_px),
                format!("{:.2}", l.visibility),
            ]
        }));
        text.push('\n');
        text.push_str(&columns(&rows));
    }
    text
}

/// The pictures to write. They are begun before the work, so that a wrong name fails early.
struct Outputs {
    draw: Option<(OutputFile, PictureFormat)>,
    mask: Option<(OutputFile, PictureFormat)>,
}

impl Outputs {
    fn create(args: &PoseArgs) -> Result<Self> {
        let inputs: Vec<&Path> = args.pictures.iter().map(PathBuf::as_path).collect();
        keep_apart(
            &[inputs, args.model.inputs().collect()].concat(),
            [
                ("--draw", args.draw.as_deref()),
                ("--mask", args.mask.as_deref()),
            ],
        )?;
        if args.draw.is_some() || args.mask.is_some() {
            signals::stop_work();
        }
        let create = |path: &Option<PathBuf>| -> Result<Option<(OutputFile, PictureFormat)>> {
            let Some(path) = path else { return Ok(None) };
            let format = PictureFormat::of(path)?;
            Ok(Some((OutputFile::create(path)?, format)))
        };
        Ok(Self {
            draw: create(&args.draw)?,
            mask: create(&args.mask)?,
        })
    }

    fn write(self, picture: &RgbImage, pose: Option<&Pose>) -> Result<()> {
        signals::check()?;
        if let Some((file, format)) = self.draw {
            format.write(file, draw_pose(picture, pose)?.into())?;
        }
        if let Some((file, format)) = self.mask {
            let mask = mask_image(picture, pose.and_then(|pose| pose.mask.as_ref()));
            format.write(file, mask.into())?;
        }
        Ok(())
    }
}
