//! Follows a person from frame to frame. The detector runs only while nobody is followed. A person
//! whose landmarks stop being plausible is given up, and the detector searches again.

use std::time::Instant;

use image::RgbImage;

use super::cut::Cuts;
use super::detector::Detector;
use super::error::PoseError;
use super::follow;
use super::landmarks::{LandmarkModel, Reading};
use super::mask::{Mask, MaskArea};
use super::mask_decoder::MaskDecoder;
use super::models::{self, Model};
use super::region::Region;
use super::search::{self, Search};
use super::settings::Settings;
use super::sides::Sides;
use super::smoothing::Smoothing;
use super::track_validator::{self, Followed, TrackValidator, Verdict};
use super::{ContinuityJudge, Pose, runtime};

/// How long each stage of the last call took, in milliseconds; `None` for a stage that did not run.
/// These times are for reports only: no result depends on them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct StageTimes {
    /// Person detector with its crop.
    pub detector_ms: Option<f64>,
    /// Crop for the landmark model.
    pub crop_ms: Option<f64>,
    /// Landmark model with its refinement.
    pub landmarks_ms: Option<f64>,
    /// Mask decoder.
    pub mask_ms: Option<f64>,
}

/// Finds a person in pictures and follows that person through a video.
pub struct Tracker {
    model: Model,
    detector: Detector,
    landmarks: LandmarkModel,
    decoder: Option<MaskDecoder>,
    smoothing: Smoothing,
    sides: Sides,
    validator: TrackValidator,
    search: Search,
    cuts: Cuts,
    continuity: ContinuityJudge,
    /// The region in which the followed person should be in the next frame.
    next: Option<Region>,
    times: StageTimes,
}

impl Tracker {
    /// Loads the models and, the first time, the engine.
    ///
    /// # Errors
    /// When the engine's library or a model can't be loaded or is not what it should be.
    pub fn new(settings: &Settings) -> Result<Self, PoseError> {
        let environment = runtime::environment(settings.library.as_deref())?;
        let (landmarks, mask) = models::landmarks(&settings.model)?;
        let landmarks = LandmarkModel::new(landmarks, &environment, settings.threads)?;
        let decoder = mask
            .map(|file| MaskDecoder::new(file, landmarks.loaded(), &environment, settings.threads))
            .transpose()?;
        Ok(Self {
            model: settings.model.clone(),
            detector: Detector::new(&environment, settings.threads)?,
            landmarks,
            decoder,
            smoothing: Smoothing::default(),
            sides: Sides::default(),
            validator: TrackValidator::default(),
            search: Search::default(),
            cuts: Cuts::default(),
            continuity: ContinuityJudge::default(),
            next: None,
            times: StageTimes::default(),
        })
    }

    /// The person in the next frame of a video, smoothed over time; `None` if nobody is found. `t_s`
    /// is the frame's time in seconds. [`Tracker::mask`] gives the person's mask, where it is needed.
    ///
    /// Of several people, the largest and most central one is followed until lost. While nobody is
    /// found, turned frames and parts of frames are searched too. The detector runs once per frame,
    /// and after a while not in every frame.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn step(&mut self, picture: &RgbImage, t_s: f64) -> Result<Option<Pose>, PoseError> {
        self.times = StageTimes::default();
        let image_cut = self.cuts.is_cut(picture);
        if image_cut {
            self.search_anew();
        }
        let mut pose = self.follow(picture, t_s)?;
        self.continuity.step(t_s, pose.as_mut(), image_cut);
        Ok(pose)
    }

    /// Reads the person in the region where they should be now, or searches for one to follow.
    fn follow(&mut self, picture: &RgbImage, t_s: f64) -> Result<Option<Pose>, PoseError> {
        let (region, least_score) = match self.next.take() {
            Some(region) => (region, 0.0),
            None => match self.find(picture, t_s)? {
                Some(found) => found,
                None => return Ok(None),
            },
        };
        let Some(mut reading) = self.read(picture, region, least_score)? else {
            self.lose(region, t_s);
            return Ok(None);
        };
        match self
            .validator
            .judge(t_s, &region, &reading, [picture.width(), picture.height()])
        {
            Verdict::Plausible => {}
            Verdict::Wait(region) => {
                self.next = Some(region);
                return Ok(None);
            }
            Verdict::Redetect => {
                self.lose(region, t_s);
                return Ok(None);
            }
        }
        let sides_known = self.sides.settle(t_s, &region, &mut reading);
        self.smoothing.apply(t_s, &mut reading);
        let [centre, scale] = reading.auxiliary_px;
        self.next = Region::from_points(centre, scale);
        Ok(Some(pose(&reading, region, sides_known)))
    }

    /// The mask of the pose that the last [`Tracker::step`] gave, or of an area of it. `None` if the model
    /// has no mask decoder.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn mask(&mut self, pose: &Pose, area: MaskArea) -> Result<Option<Mask>, PoseError> {
        let (Some(decoder), Some(features)) = (&mut self.decoder, self.landmarks.features()) else {
            return Ok(None);
        };
        let decode = || decoder.decode(features, pose.region, area);
        timed(&mut self.times.mask_ms, decode).map(Some)
    }

    /// The person in a single picture, not smoothed; `None` if nobody is found. A video that is being
    /// followed is not disturbed.
    ///
    /// If nobody is found in the upright picture, the turned picture and its parts are searched too.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn still(
        &mut self,
        picture: &RgbImage,
        want_mask: bool,
    ) -> Result<Option<Pose>, PoseError> {
        self.times = StageTimes::default();
        let size_px = [picture.width(), picture.height()];
        let whole = Region::around(size_px[0], size_px[1]);
        if let Some(pose) = self.still_in(picture, &whole, 0.0, want_mask)? {
            return Ok(Some(pose));
        }
        let mut best: Option<Pose> = None;
        for square in search::all_but_first(size_px) {
            if let Some(pose) = self.still_in(picture, &square, search::SURE, want_mask)? {
                let is_better = |best: &Pose| pose.person_score > best.person_score;
                if best.as_ref().is_none_or(is_better) {
                    best = Some(pose);
                }
            }
        }
        Ok(best)
    }

    /// Forgets the followed person and the track. The next frame starts with the detector, and a
    /// person found there begins a new track.
    pub fn reset(&mut self) {
        self.search_anew();
        self.continuity.forget();
    }

    /// Starts the search from the beginning: the next frame starts with the detector.
    fn search_anew(&mut self) {
        self.forget();
        self.validator = TrackValidator::default();
        self.search = Search::default();
    }

    /// Stops following, and returns what is known of the person who was followed.
    fn forget(&mut self) -> Option<Followed> {
        self.next = None;
        self.smoothing.reset();
        self.sides.reset();
        self.validator.forget()
    }

    /// Gives up the person who was expected in `region`. If they were being followed, the search
    /// prefers them for a while.
    fn lose(&mut self, region: Region, t_s: f64) {
        let was_following = self.smoothing.is_following();
        let followed = self.forget();
        if was_following {
            let unknown = Followed {
                region,
                is_known: false,
            };
            self.search.lost(followed.unwrap_or(unknown), t_s);
        }
    }

    /// The landmark model.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Whether the landmark model came with a mask decoder.
    pub fn has_mask(&self) -> bool {
        self.decoder.is_some()
    }

    /// The times of the stages of the last call.
    pub fn times(&self) -> StageTimes {
        self.times
    }

    /// Searches for a person to follow, unless it is too soon for the next search. Returns the
    /// person's region, and the person score that the landmark model has to reach there.
    fn find(&mut self, picture: &RgbImage, t_s: f64) -> Result<Option<(Region, f32)>, PoseError> {
        let size_px = [picture.width(), picture.height()];
        let Some(square) = self.search.look(t_s, size_px) else {
            return Ok(None);
        };
        let least_score = self.search.least_score(size_px, &square);
        let region = self.detect(picture, &square, self.search.missed(t_s))?;
        Ok(region.map(|region| (region, least_score)))
    }

    fn still_in(
        &mut self,
        picture: &RgbImage,
        square: &Region,
        least_score: f32,
        want_mask: bool,
    ) -> Result<Option<Pose>, PoseError> {
        let Some(region) = self.detect(picture, square, None)? else {
            return Ok(None);
        };
        let Some(reading) = self.read(picture, region, least_score)? else {
            return Ok(None);
        };
        let mut pose = pose(&reading, region, true);
        if want_mask {
            pose.mask = self.mask(&pose, MaskArea::Whole)?;
        }
        Ok(Some(pose))
    }

    /// The region of the person to follow, among all people in a square of the picture.
    fn detect(
        &mut self,
        picture: &RgbImage,
        square: &Region,
        missed: Option<Followed>,
    ) -> Result<Option<Region>, PoseError> {
        let size_px = [picture.width(), picture.height()];
        let candidates = timed(&mut self.times.detector_ms, || {
            self.detector.find(picture, square)
        })?;
        Ok(follow::choose(&candidates, size_px, missed))
    }

    /// The person in a region; `None` if the landmark model sees no person there, or gives a person
    /// score below `least_score`.
    fn read(
        &mut self,
        picture: &RgbImage,
        region: Region,
        least_score: f32,
    ) -> Result<Option<Reading>, PoseError> {
        timed(&mut self.times.crop_ms, || {
            self.landmarks.look(picture, &region)
        });
        let reading = timed(&mut self.times.landmarks_ms, || {
            self.landmarks.read(&region)
        })?;
        let is_person = track_validator::is_person(&reading) && reading.person_score >= least_score;
        Ok(is_person.then_some(reading))
    }
}

fn pose(reading: &Reading, region: Region, sides_known: bool) -> Pose {
    Pose {
        person_score: reading.person_score,
        world_m: reading.world_m,
        region,
        sides_known,
        ..Pose::of_landmarks(reading.landmarks)
    }
}

fn timed<T>(ms: &mut Option<f64>, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    *ms = Some(ms.unwrap_or(0.0) + start.elapsed().as_secs_f64() * 1e3);
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::testing;
    use image::Rgb;
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};

    /// Noise that is the same in every run.
    fn noise(width: u32, height: u32) -> RgbImage {
        let mut rng = StdRng::seed_from_u64(1);
        RgbImage::from_fn(width, height, |_, _| Rgb(rng.random()))
    }

    #[test]
    fn pictures_without_a_person_give_nobody() {
        let mut tracker = testing::tracker(Model::Lite);
        let pictures = [
            RgbImage::new(640, 480),
            RgbImage::from_pixel(640, 480, Rgb([128; 3])),
            RgbImage::from_pixel(480, 640, Rgb([255; 3])),
            noise(640, 480),
        ];
        for (k, picture) in pictures.iter().enumerate() {
            assert_eq!(tracker.still(picture, true).unwrap(), None, "picture {k}");
            assert_eq!(
                tracker.step(picture, k as f64 / 30.0).unwrap(),
                None,
                "picture {k}"
            );
        }
    }

    #[test]
    fn a_tracker_may_move_to_its_own_thread() {
        fn movable<T: Send>() {}
        movable::<Tracker>();
        movable::<Pose>();
    }

    #[test]
    fn pictures_of_any_size_are_fine() {
        let mut tracker = testing::tracker(Model::Lite);
        for (width, height) in [(0, 0), (1, 1), (2, 1), (1, 700), (12_000, 300)] {
            let picture = noise(width, height);
            assert_eq!(
                tracker.still(&picture, true).unwrap(),
                None,
                "{width} × {height}"
            );
            assert_eq!(
                tracker.step(&picture, 0.0).unwrap(),
                None,
                "{width} × {height}"
            );
        }
    }

    #[test]
    fn a_region_without_a_person_is_given_up_and_the_detector_looks_again() {
        let mut tracker = testing::tracker(Model::Lite);
        let picture = RgbImage::from_pixel(640, 480, Rgb([90; 3]));
        tracker.next = Some(Region::around(640, 480));
        assert_eq!(tracker.step(&picture, 0.0).unwrap(), None);
        assert!(tracker.times().detector_ms.is_none() && tracker.times().landmarks_ms.is_some());
        assert_eq!(tracker.step(&picture, 0.1).unwrap(), None);
        assert!(tracker.times().detector_ms.is_some() && tracker.times().landmarks_ms.is_none());
    }
}
