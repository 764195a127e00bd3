//! The stages of a frame one by one, to measure what each costs. [`Tracker`](super::Tracker) is
//! what puts them together; nothing else needs them.

use image::RgbImage;

use super::detector::Detector;
use super::landmarks::{LandmarkNetwork, Reading};
use super::mask::MaskDecoder;
use super::smoothing::Smoothing;
use super::{PoseError, Region, Settings, models, runtime};

/// The stages, each with what the one before left behind for it.
pub struct Stages {
    detector: Detector,
    network: LandmarkNetwork,
    decoder: Option<MaskDecoder>,
    smoothing: Smoothing,
    region: Region,
    reading: Reading,
}

impl Stages {
    /// Loads the networks and takes a picture with a person in it through all stages; `None` when
    /// nobody is in it.
    ///
    /// # Errors
    /// As [`Tracker::new`](super::Tracker::new).
    pub fn new(settings: &Settings, picture: &RgbImage) -> Result<Option<Self>, PoseError> {
        let environment = runtime::environment(settings.library.as_deref())?;
        let (landmarks, mask) = models::landmarks(&settings.network)?;
        let mut network = LandmarkNetwork::new(landmarks, &environment, settings.threads)?;
        let decoder = mask
            .map(|model| MaskDecoder::new(model, network.loaded(), &environment, settings.threads))
            .transpose()?;
        let mut detector = Detector::new(&environment, settings.threads)?;
        let people = detector.find(picture, &whole(picture))?;
        let Some(region) = people.first().map(|surest| surest.region) else {
            return Ok(None);
        };
        network.look(picture, &region);
        let reading = network.read(&region)?;
        Ok(Some(Self {
            detector,
            network,
            decoder,
            smoothing: Smoothing::default(),
            region,
            reading,
        }))
    }

    /// Crops the whole picture for the detector.
    pub fn detector_crop(&mut self, picture: &RgbImage) {
        self.detector.look(picture, &whole(picture));
    }

    /// Runs the detector on the picture it was last given; whether it found somebody.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn detector(&mut self, picture: &RgbImage) -> Result<bool, PoseError> {
        Ok(!self.detector.read(&whole(picture))?.is_empty())
    }

    /// Crops the region of the person.
    pub fn landmark_crop(&mut self, picture: &RgbImage) {
        self.network.look(picture, &self.region);
    }

    /// Runs the landmark network on the last crop, with the refinement; the person's score.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn landmarks(&mut self) -> Result<f32, PoseError> {
        self.reading = self.network.read(&self.region)?;
        Ok(self.reading.person_score)
    }

    /// Decodes the mask of the last reading; how many logits came of it.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn mask(&mut self) -> Result<usize, PoseError> {
        match (&mut self.decoder, self.network.features()) {
            (Some(decoder), Some(features)) => Ok(decoder.decode(features)?.len()),
            _ => Ok(0),
        }
    }

    /// Smooths the last reading as that of a time in seconds.
    pub fn smoothing(&mut self, t_s: f64) {
        self.smoothing.apply(t_s, &mut self.reading);
    }
}

fn whole(picture: &RgbImage) -> Region {
    Region::around(picture.width(), picture.height())
}
