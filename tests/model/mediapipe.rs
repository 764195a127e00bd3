//! Agreement with MediaPipe on pictures of the performer, without any photograph.
//!
//! `tests/data/mediapipe/answers.json` holds what MediaPipe itself answered; `answer.py` beside it
//! asks again.

use image::RgbImage;
use serde::Deserialize;
use spotter::blazepose::index;
use spotter::exercise;
use spotter::performer::{Options, SyntheticVideo};
use spotter::pose::{Pose, Settings, Tracker};
use spotter::source::read_picture;

use crate::geometry::{distance, middle};

#[derive(Deserialize)]
struct Answers {
    size_px: [u32; 2],
    /// Step between the rows of a mask that are kept.
    mask_step: usize,
    stills: Vec<Still>,
    videos: Vec<Video>,
}

#[derive(Deserialize)]
struct Still {
    exercise: String,
    settings: String,
    t_s: f64,
    number: u64,
    /// Of every row that is kept the columns where the person begins and ends, by turns.
    mask_rows: Vec<Vec<usize>>,
    #[serde(flatten)]
    answer: Answer,
}

#[derive(Deserialize)]
struct Video {
    exercise: String,
    settings: String,
    rate_hz: f64,
    unsteadiness: Unsteadiness,
    frames: Vec<Answer>,
}

/// Mean change of MediaPipe's own answers when one value of the video's first frame changes by one.
/// Each region follows from the answer before, and a heatmap's peak counts or does not, so the
/// smallest difference can grow.
#[derive(Deserialize)]
struct Unsteadiness {
    place_torso: f32,
    world_m: f32,
}

#[derive(Deserialize)]
struct Answer {
    /// x and y in pixels, visibility.
    landmarks: Vec<[f32; 3]>,
    world_m: Vec<[f32; 3]>,
}

/// Mean differences: places in shares of the torso, world in metres, visibility.
#[derive(Debug)]
struct Difference {
    place_torso: f32,
    world_m: f32,
    visibility: f32,
}

fn answers() -> Answers {
    serde_json::from_str(include_str!("../data/mediapipe/answers.json")).unwrap()
}

fn synthetic_video(exercise: &str, settings: &str, size_px: [u32; 2]) -> SyntheticVideo {
    let movement = exercise::load_movement(exercise, None, None).unwrap();
    let mut options: Options = settings.parse().unwrap();
    options.camera.size_px = Some(size_px);
    SyntheticVideo::new(&movement, &options).unwrap()
}

impl Still {
    /// The picture that MediaPipe was asked about.
    fn picture(&self, size_px: [u32; 2]) -> RgbImage {
        let mut picture = RgbImage::default();
        synthetic_video(&self.exercise, &self.settings, size_px).frame_at(
            self.t_s,
            self.number,
            &mut picture,
        );
        picture
    }
}

fn difference(ours: &Pose, theirs: &Answer) -> Difference {
    let at = |[x, y, _]: [f32; 3]| [x, y];
    let [shoulders, hips] = [index::LEFT_SHOULDER, index::LEFT_HIP]
        .map(|left| middle(at(theirs.landmarks[left]), at(theirs.landmarks[left + 1])));
    let torso_px = distance(shoulders, hips);
    let pairs = || ours.landmarks.iter().zip(&theirs.landmarks);
    let worlds = ours.world_m.iter().zip(&theirs.world_m);
    Difference {
        place_torso: mean(pairs().map(|(a, b)| distance([a.x_px, a.y_px], at(*b)) / torso_px)),
        world_m: mean(
            worlds.map(|(a, b)| (0..3).map(|k| (a[k] - b[k]).powi(2)).sum::<f32>().sqrt()),
        ),
        visibility: mean(pairs().map(|(a, b)| (a.visibility - b[2]).abs())),
    }
}

fn mean(values: impl ExactSizeIterator<Item = f32>) -> f32 {
    let count = values.len() as f32;
    values.sum::<f32>() / count
}

#[test]
#[ignore = "renders: make test-all"]
fn on_single_pictures_the_answers_are_mediapipes() {
    let answers = answers();
    let mut tracker = Tracker::new(&Settings::default()).unwrap();
    for still in &answers.stills {
        let picture = still.picture(answers.size_px);
        let pose = tracker.still(&picture, false).unwrap().unwrap();
        let difference = difference(&pose, &still.answer);
        println!("{} {}: {difference:?}", still.exercise, still.t_s);
        assert!(
            difference.place_torso <= 0.008,
            "{} {difference:?}",
            still.exercise
        );
        assert!(
            difference.world_m <= 0.001,
            "{} {difference:?}",
            still.exercise
        );
        assert!(
            difference.visibility <= 0.02,
            "{} {difference:?}",
            still.exercise
        );
    }
}

#[test]
#[ignore = "renders: make test-all"]
fn in_a_video_the_smoothed_answers_are_mediapipes() {
    let answers = answers();
    for video in &answers.videos {
        let mut synthetic = synthetic_video(&video.exercise, &video.settings, answers.size_px);
        let mut tracker = Tracker::new(&Settings::default()).unwrap();
        let mut picture = RgbImage::default();
        let mut differences = Vec::new();
        for (number, theirs) in video.frames.iter().enumerate() {
            let t_s = number as f64 / video.rate_hz;
            synthetic.frame_at(t_s, number as u64, &mut picture);
            let pose = tracker.step(&picture, t_s).unwrap().unwrap();
            differences.push(difference(&pose, theirs));
        }
        // The first second is too short for a difference to grow.
        let first = averages(&differences[..video.rate_hz as usize]);
        let all = averages(&differences);
        println!("{}: first second {first:?}, all {all:?}", video.exercise);
        let own = &video.unsteadiness;
        for (part, place_torso, world_m) in [(first, 0.0, 0.0), (all, own.place_torso, own.world_m)]
        {
            assert!(
                part.place_torso <= (1.5 * place_torso).max(0.0005),
                "{part:?}"
            );
            assert!(part.world_m <= (1.5 * world_m).max(0.0005), "{part:?}");
            assert!(part.visibility <= 0.005, "{part:?}");
        }
    }
}

fn averages(differences: &[Difference]) -> Difference {
    Difference {
        place_torso: mean(differences.iter().map(|d| d.place_torso)),
        world_m: mean(differences.iter().map(|d| d.world_m)),
        visibility: mean(differences.iter().map(|d| d.visibility)),
    }
}

#[test]
#[ignore = "renders: make test-all"]
fn the_mask_covers_what_mediapipes_covers() {
    let answers = answers();
    let mut tracker = Tracker::new(&Settings::default()).unwrap();
    for still in &answers.stills {
        let picture = still.picture(answers.size_px);
        let mask = tracker
            .still(&picture, true)
            .unwrap()
            .unwrap()
            .mask
            .unwrap();
        let polygons = mask.outline();

        let (mut both, mut either) = (0, 0);
        let (mut covered, mut outlined) = (0, 0);
        for (k, edges) in still.mask_rows.iter().enumerate() {
            let y = (k * answers.mask_step) as f32;
            for x in 0..answers.size_px[0] as usize {
                let theirs = edges.partition_point(|edge| *edge <= x) % 2 == 1;
                let ours = mask.probability(x as f32, y) > 0.5;
                both += u32::from(ours && theirs);
                either += u32::from(ours || theirs);
                let within = || {
                    polygons
                        .iter()
                        .any(|polygon| contains(polygon, [x as f32, y]))
                };
                covered += u32::from(ours);
                outlined += u32::from(ours && within());
            }
        }
        let overlap = f64::from(both) / f64::from(either);
        println!("{} {}: {overlap}", still.exercise, still.t_s);
        assert!(overlap >= 0.99, "{} {overlap}", still.exercise);
        // Only specks lie outside the outline, and it runs where the probability is one half.
        let within = f64::from(outlined) / f64::from(covered);
        assert!(within >= 0.995, "{} {within}", still.exercise);
        let corners = polygons.iter().flatten();
        let off = corners.filter(|[x, y]| (mask.probability(*x, *y) - 0.5).abs() > 0.01);
        // Some lie on the region's rim.
        let off = off.filter(|at| {
            let [u, v] = mask.region.from_picture(**at);
            u.abs().max(v.abs()) < 0.495
        });
        assert_eq!(off.count(), 0, "{}", still.exercise);
    }
}

/// Whether a point lies in a polygon: a ray to the right crosses its rim an odd number of times.
fn contains(polygon: &[[f32; 2]], [x, y]: [f32; 2]) -> bool {
    let following = polygon.iter().cycle().skip(1);
    let crossed = polygon
        .iter()
        .zip(following)
        .filter(|([ax, ay], [bx, by])| {
            (*ay > y) != (*by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
        });
    crossed.count() % 2 == 1
}

#[test]
fn a_jpeg_has_the_very_values_that_mediapipes_python_reads() {
    for name in ["quarter-colour", "progressive"] {
        let path = format!("{}/tests/data/mediapipe/{name}", env!("CARGO_MANIFEST_DIR"));
        let [ours, theirs] =
            ["jpg", "png"].map(|kind| read_picture(format!("{path}.{kind}").as_ref()).unwrap());
        assert!(ours == theirs, "{name}");
    }
}
