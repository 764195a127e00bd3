//! Agreement with MediaPipe on pictures of the performer, without any photograph.
//!
//! `tests/data/mediapipe/answers.json` holds what MediaPipe itself answered; `answer.py` beside it
//! asks anew.

#![allow(clippy::unwrap_used)]

use image::RgbImage;
use serde::Deserialize;
use spotter::exercise;
use spotter::performer::{Options, Stage};
use spotter::pose::{Pose, Settings, Tracker, index};

#[derive(Deserialize)]
struct Answers {
    size_px: [u32; 2],
    stills: Vec<Still>,
    film: Film,
}

#[derive(Deserialize)]
struct Still {
    exercise: String,
    settings: String,
    t_s: f64,
    number: u64,
    #[serde(flatten)]
    answer: Answer,
}

#[derive(Deserialize)]
struct Film {
    exercise: String,
    settings: String,
    rate_hz: f64,
    frames: Vec<Answer>,
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
    serde_json::from_str(include_str!("data/mediapipe/answers.json")).unwrap()
}

fn stage(exercise: &str, settings: &str, size_px: [u32; 2]) -> Stage {
    let movement = exercise::load_movement(exercise, None).unwrap();
    let mut options: Options = settings.parse().unwrap();
    options.size_px = Some(size_px);
    Stage::new(&movement, &options).unwrap()
}

fn difference(ours: &Pose, theirs: &Answer) -> Difference {
    let middle = |a: usize| {
        let [left, right] = [theirs.landmarks[a], theirs.landmarks[a + 1]];
        [(left[0] + right[0]) / 2.0, (left[1] + right[1]) / 2.0]
    };
    let [shoulders, hips] = [index::LEFT_SHOULDER, index::LEFT_HIP].map(middle);
    let torso_px = (shoulders[0] - hips[0]).hypot(shoulders[1] - hips[1]);
    let pairs = || ours.landmarks.iter().zip(&theirs.landmarks);
    let worlds = ours.world_m.iter().zip(&theirs.world_m);
    Difference {
        place_torso: mean(pairs().map(|(a, b)| (a.x_px - b[0]).hypot(a.y_px - b[1]) / torso_px)),
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
fn on_single_pictures_the_answers_are_mediapipes() {
    let answers = answers();
    let mut tracker = Tracker::new(&Settings::default()).unwrap();
    for still in &answers.stills {
        let mut stage = stage(&still.exercise, &still.settings, answers.size_px);
        let mut picture = RgbImage::default();
        stage.frame_at(still.t_s, still.number, &mut picture);
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
fn in_a_film_the_smoothed_answers_are_mediapipes() {
    let answers = answers();
    let film = &answers.film;
    let mut stage = stage(&film.exercise, &film.settings, answers.size_px);
    let mut tracker = Tracker::new(&Settings::default()).unwrap();
    let mut picture = RgbImage::default();
    let mut differences = Vec::new();
    for (number, theirs) in film.frames.iter().enumerate() {
        let t_s = number as f64 / film.rate_hz;
        stage.frame_at(t_s, number as u64, &mut picture);
        let pose = tracker.step(&picture, t_s, false).unwrap().unwrap();
        differences.push(difference(&pose, theirs));
    }
    let place = mean(differences.iter().map(|difference| difference.place_torso));
    assert!(place <= 0.008, "{place} torsos");
}
