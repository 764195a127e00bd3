//! `spotter pose`: the person in pictures.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;
use image::{GrayImage, Luma, RgbImage};
use serde::Serialize;

use super::args::ModelArgs;
use super::output::{columns, print, print_json, thousandths};
use super::signals;
use crate::blazepose::{Joint, LANDMARKS, Side, index};
use crate::body::SEEN;
use crate::notice::notice;
use crate::output_file::{OutputFile, PictureFormat, keep_apart};
use crate::pose::{Mask, Pose, Tracker};
use crate::screen;
use crate::screen::Figure;
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
            "the network {} gives no mask: leave out --mask, or use a built-in one",
            args.model.model
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

/// What `--json` says of a picture.
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

/// The pictures that are wanted, begun before the work so that a wrong name fails early.
struct Outputs {
    draw: Option<(OutputFile, PictureFormat)>,
    mask: Option<(OutputFile, PictureFormat)>,
}

impl Outputs {
    fn create(args: &PoseArgs) -> Result<Self> {
        let inputs: Vec<&Path> = args.pictures.iter().map(PathBuf::as_path).collect();
        let named = [("--draw", &args.draw), ("--mask", &args.mask)];
        let outputs: Vec<(&str, &Path)> = named
            .iter()
            .filter_map(|(option, path)| Some((*option, path.as_deref()?)))
            .collect();
        keep_apart(&[inputs, args.model.inputs().collect()].concat(), &outputs)?;
        if !outputs.is_empty() {
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
            let drawn = match pose {
                Some(pose) => screen::draw_over(picture, &figure(pose, picture))?,
                None => picture.clone(),
            };
            file.write_rgb(format, drawn)?;
        }
        if let Some((file, format)) = self.mask {
            let mask = mask_picture(picture, pose.and_then(|pose| pose.mask.as_ref()));
            file.write_grey(format, mask)?;
        }
        Ok(())
    }
}

/// The person's probability at every pixel, 255 = surely; black where nobody is.
fn mask_picture(picture: &RgbImage, mask: Option<&Mask>) -> GrayImage {
    let (width, height) = picture.dimensions();
    match mask {
        None => GrayImage::new(width, height),
        Some(mask) => GrayImage::from_fn(width, height, |x, y| {
            let probability = mask.probability(x as f32, y as f32);
            Luma([(probability * 255.0).round() as u8])
        }),
    }
}

/// The neutral skeleton of what is seen inside the picture.
fn figure(pose: &Pose, picture: &RgbImage) -> Figure {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let points = pose.landmarks.map(|l| {
        let inside = (0.0..=width).contains(&l.x_px) && (0.0..=height).contains(&l.y_px);
        (inside && l.visibility >= SEEN).then_some([l.x_px, l.y_px])
    });
    Figure {
        points,
        near: near(pose),
        judged: Vec::new(),
        line: None,
        cue: None,
        outline: Vec::new(),
    }
}

/// The side nearer to the camera; `None` where shoulders and hips are about equally far, as in a
/// picture from the front.
fn near(pose: &Pose) -> Option<Side> {
    /// Difference in depth as a part of the torso's length: shoulders are 0.72 torsos apart, so
    /// this is a turn of about 25°.
    const TURNED: f32 = 0.3;
    let [shoulder, hip] = [Joint::Shoulder, Joint::Hip].map(|joint| {
        let left = joint.left_landmark();
        [pose.landmarks[left], pose.landmarks[left + 1]]
    });
    let mid =
        |[a, b]: [crate::pose::Landmark; 2]| [(a.x_px + b.x_px) / 2.0, (a.y_px + b.y_px) / 2.0];
    let ([sx, sy], [hx, hy]) = (mid(shoulder), mid(hip));
    let torso_px = (sx - hx).hypot(sy - hy).max(1.0);
    let left_nearer_px = (shoulder[1].z_px - shoulder[0].z_px + hip[1].z_px - hip[0].z_px) / 2.0;
    match left_nearer_px / torso_px {
        lead if lead > TURNED => Some(Side::Left),
        lead if lead < -TURNED => Some(Side::Right),
        _ => None,
    }
}
