//! A person on the floor is found in a picture of any rotation, and found again after they were
//! lost. The real pose model reads pictures of the rendered performer.

use image::{Rgb, RgbImage, imageops};
use spotter::blazepose::index;
use spotter::exercise;
use spotter::performer::{Options, SyntheticVideo, Truth};
use spotter::pose::{Pose, Settings, Tracker};

use crate::geometry::{distance, middle};

const RATE_HZ: f64 = 15.0;
/// Seconds within which a person has to be found.
const FOUND_WITHIN_S: f64 = 0.3;

type Place = [f32; 2];

/// A picture of a person on the floor, and the places of their hips and shoulders.
struct Shown {
    picture: RgbImage,
    hips_px: Place,
    shoulders_px: Place,
}

impl Shown {
    fn performer(id: &str) -> Self {
        let movement = exercise::load_movement(id, None, None).unwrap();
        let options: Options = "size=480x360".parse().unwrap();
        let mut video = SyntheticVideo::new(&movement, &options).unwrap();
        let mut picture = RgbImage::default();
        let skeleton = video.frame_at(0.0, 0, &mut picture);
        let truth = Truth::of(&video, &skeleton, 0.0, 0);
        let at = |n: usize| [truth.landmarks[n][0], truth.landmarks[n][1]];
        Shown {
            picture,
            hips_px: middle(at(index::LEFT_HIP), at(index::RIGHT_HIP)),
            shoulders_px: middle(at(index::LEFT_SHOULDER), at(index::RIGHT_SHOULDER)),
        }
    }

    fn with(&self, picture: RgbImage, map: impl Fn(Place) -> Place) -> Self {
        Shown {
            picture,
            hips_px: map(self.hips_px),
            shoulders_px: map(self.shoulders_px),
        }
    }

    /// The picture turned by quarters and dimmed to a quarter.
    fn variations(&self) -> Vec<(&'static str, Shown)> {
        let [width, height] = [self.picture.width() as f32, self.picture.height() as f32];
        let mut dim = self.picture.clone();
        dim.pixels_mut().for_each(|p| p.0 = p.0.map(|v| v / 4));
        vec![
            ("as it is", self.with(self.picture.clone(), |at| at)),
            (
                "turned 90",
                self.with(imageops::rotate90(&self.picture), |[x, y]| [height - y, x]),
            ),
            (
                "turned 180",
                self.with(imageops::rotate180(&self.picture), |[x, y]| {
                    [width - x, height - y]
                }),
            ),
            (
                "turned 270",
                self.with(imageops::rotate270(&self.picture), |[x, y]| [y, width - x]),
            ),
            ("dimmed to a quarter", self.with(dim, |at| at)),
        ]
    }

    /// Whether a pose is this person, the right way round: hips and shoulders are off by at most a
    /// third of the trunk.
    fn is(&self, pose: &Pose) -> bool {
        let at = |n: usize| [pose.landmarks[n].x_px, pose.landmarks[n].y_px];
        let hips = middle(at(index::LEFT_HIP), at(index::RIGHT_HIP));
        let shoulders = middle(at(index::LEFT_SHOULDER), at(index::RIGHT_SHOULDER));
        let trunk_px = distance(self.hips_px, self.shoulders_px);
        distance(hips, self.hips_px).max(distance(shoulders, self.shoulders_px)) < trunk_px / 3.0
    }
}

/// Shows one picture from a time on until a person is found. Returns the time that this took, and
/// the person.
fn until_found(tracker: &mut Tracker, picture: &RgbImage, from_s: f64) -> (f64, Pose) {
    (0..30)
        .map(|frame| f64::from(frame) / RATE_HZ)
        .find_map(|waited_s| {
            let pose = tracker.step(picture, from_s + waited_s).unwrap()?;
            Some((waited_s, pose))
        })
        .unwrap()
}

#[test]
#[ignore = "renders: make test-all"]
fn somebody_on_the_floor_is_found_however_the_picture_lies() {
    let mut tracker = Tracker::new(&Settings::default()).unwrap();
    for id in ["cobra", "side-plank", "partial-sit-up", "childs-pose"] {
        for (name, shown) in Shown::performer(id).variations() {
            tracker.reset();
            let (waited_s, pose) = until_found(&mut tracker, &shown.picture, 0.0);
            assert!(waited_s < FOUND_WITHIN_S, "{id} {name}: {waited_s:.2} s");
            assert!(shown.is(&pose), "{id} {name}: somebody else was found");
            let still = tracker.still(&shown.picture, false).unwrap().unwrap();
            assert!(shown.is(&still), "{id} {name}: the still shows another");
        }
    }
}

#[test]
#[ignore = "renders: make test-all"]
fn somebody_lost_is_found_again_at_once() {
    let mut tracker = Tracker::new(&Settings::default()).unwrap();
    let shown = Shown::performer("cobra");
    let empty = RgbImage::from_pixel(480, 360, Rgb([120; 3]));
    for (round, gone_s) in [0.2, 0.7, 3.0].into_iter().enumerate() {
        let begin_s = round as f64 * 20.0;
        tracker.reset();
        for frame in 0..45 {
            tracker
                .step(&shown.picture, begin_s + f64::from(frame) / RATE_HZ)
                .unwrap();
        }
        for frame in 0..(gone_s * RATE_HZ) as u32 {
            let t_s = begin_s + 3.0 + f64::from(frame) / RATE_HZ;
            assert_eq!(tracker.step(&empty, t_s).unwrap(), None);
        }
        let (waited_s, pose) = until_found(&mut tracker, &shown.picture, begin_s + 3.0 + gone_s);
        assert!(
            waited_s < FOUND_WITHIN_S,
            "after {gone_s} s: {waited_s:.2} s"
        );
        assert!(shown.is(&pose));
    }
}

#[test]
#[ignore = "renders: make test-all"]
fn the_person_exercising_is_followed_when_somebody_larger_comes() {
    let mut tracker = Tracker::new(&Settings::default()).unwrap();
    let shown = Shown::performer("cobra");
    // The other one stands in the right half of a wider picture, twice as large.
    let other = Shown::performer("low-lunge");
    let size = [480, 360].map(|side| side * 3 / 2);
    let larger = imageops::resize(
        &other.picture,
        size[0],
        size[1],
        imageops::FilterType::Triangle,
    );
    let mut room = RgbImage::from_pixel(480 + size[0], size[1], Rgb([150, 148, 144]));
    imageops::replace(&mut room, &shown.picture, 0, 180);
    let mut both = room.clone();
    imageops::replace(&mut both, &larger, 480, 0);
    let shown = shown.with(room, |[x, y]| [x, y + 180.0]);
    for frame in 0..60 {
        let picture = if frame < 20 { &shown.picture } else { &both };
        let pose = tracker.step(picture, f64::from(frame) / RATE_HZ);
        let is_them = pose.unwrap().is_some_and(|pose| shown.is(&pose));
        assert!(is_them, "frame {frame}");
    }
}
