//! Which pictures of a set are kept, where the user asks for that.

use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::{ImageResult, RgbImage};

use crate::coach::{Band, Event, Timed};

/// The picture of the best repetition has this word where others have the fault.
pub(super) const BEST: &str = "best";

/// No more pictures of faults are kept of one set: a fault that comes and goes all the time looks the same
/// each time.
const MOST_OF_FAULTS: usize = 30;

/// Quality of JPEG, of 100.
const QUALITY: u8 = 85;

/// A picture of a set.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Seconds of the source.
    pub t_s: f64,
    /// Id of the fault that is seen; "best" for the best repetition.
    pub what: String,
    /// The picture as the camera saw it.
    pub pixels: Arc<RgbImage>,
}

impl Picture {
    /// The picture as a file.
    pub(super) fn jpeg(&self) -> ImageResult<Vec<u8>> {
        let mut bytes = Vec::new();
        let encoder = JpegEncoder::new_with_quality(Cursor::new(&mut bytes), QUALITY);
        self.pixels.write_with_encoder(encoder)?;
        Ok(bytes)
    }
}

/// A picture that was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptPicture {
    /// Seconds of the source.
    pub t_s: f64,
    /// Id of the fault that is seen; "best" for the best repetition.
    pub what: String,
    /// The picture as a JPEG file.
    pub jpeg: Vec<u8>,
}

/// Chooses pictures while a set goes on: one when something becomes bad, and of the best repetition the one in
/// which it goes farthest.
#[derive(Debug)]
pub struct PictureChooser {
    /// Whether farther is more.
    is_rising: bool,
    /// What happened in the frame that comes next.
    happened: Vec<Event>,
    /// How far the present repetition went so far, when, and its picture.
    farthest: Option<(f32, f64, Arc<RgbImage>)>,
    /// How far the best repetition went.
    best: Option<f32>,
    of_faults: usize,
}

impl PictureChooser {
    /// For a set of an exercise whose signal rises, or falls, with the movement.
    #[must_use]
    pub fn new(is_rising: bool) -> Self {
        PictureChooser {
            is_rising,
            happened: Vec::new(),
            farthest: None,
            best: None,
            of_faults: 0,
        }
    }

    /// Takes what happened, before the frame that it happened in.
    pub fn happened(&mut self, event: &Timed) {
        if matches!(
            event.event,
            Event::Rep { .. } | Event::Partial { .. } | Event::Fault { .. }
        ) {
            self.happened.push(event.event.clone());
        }
    }

    /// Takes a frame with the signal of the exercise in it; gives the pictures that are to be kept. A later
    /// one of the best repetition takes the place of an earlier one.
    pub fn frame(&mut self, t_s: f64, signal: Option<f32>, pixels: &Arc<RgbImage>) -> Vec<Picture> {
        let goes_on = self.farthest.as_ref().map(|(farthest, ..)| *farthest);
        if let Some(signal) = signal
            && goes_on.is_none_or(|farthest| self.is_farther(signal, farthest))
        {
            self.farthest = Some((signal, t_s, Arc::clone(pixels)));
        }
        let happened = std::mem::take(&mut self.happened);
        let pictures = happened.into_iter().filter_map(|event| match event {
            Event::Fault {
                id,
                band: Band::Bad,
                ..
            } => self.of_fault(t_s, id, pixels),
            Event::Rep { good, .. } => self.of_rep(good),
            Event::Partial { .. } => {
                self.farthest = None;
                None
            }
            _ => None,
        });
        pictures.collect()
    }

    fn of_fault(&mut self, t_s: f64, id: String, pixels: &Arc<RgbImage>) -> Option<Picture> {
        self.of_faults += 1;
        (self.of_faults <= MOST_OF_FAULTS).then(|| Picture {
            t_s,
            what: id,
            pixels: Arc::clone(pixels),
        })
    }

    fn of_rep(&mut self, good: Option<bool>) -> Option<Picture> {
        let (signal, t_s, pixels) = self.farthest.take()?;
        let is_best = self.best.is_none_or(|best| self.is_farther(signal, best));
        if good != Some(true) || !is_best {
            return None;
        }
        self.best = Some(signal);
        Some(Picture {
            t_s,
            what: BEST.to_owned(),
            pixels,
        })
    }

    fn is_farther(&self, signal: f32, than: f32) -> bool {
        if self.is_rising {
            signal > than
        } else {
            signal < than
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rep(good: bool) -> Timed {
        Timed {
            t_s: 0.0,
            event: Event::Rep {
                n: 1,
                side: None,
                peak: 0.0,
                range: 0.0,
                in_s: 1.0,
                hold_s: 1.0,
                out_s: 1.0,
                good: Some(good),
                why: Vec::new(),
            },
        }
    }

    fn bad() -> Timed {
        Timed {
            t_s: 0.0,
            event: Event::Fault {
                id: "sag".into(),
                band: Band::Bad,
                side: None,
                value: 1.0,
            },
        }
    }

    /// What is kept of frames with these signals, each with what happened in it.
    fn kept(is_rising: bool, frames: &[(f32, Option<Timed>)]) -> Vec<(f64, String)> {
        let mut chooser = PictureChooser::new(is_rising);
        let pixels = Arc::new(RgbImage::new(8, 8));
        let mut kept = Vec::new();
        for (number, (signal, happened)) in frames.iter().enumerate() {
            happened.iter().for_each(|event| chooser.happened(event));
            let pictures = chooser.frame(number as f64, Some(*signal), &pixels);
            kept.extend(
                pictures
                    .into_iter()
                    .map(|picture| (picture.t_s, picture.what)),
            );
        }
        kept
    }

    #[test]
    fn the_best_repetition_is_kept_where_it_went_farthest() {
        let frames = [
            (1.0, None),
            (5.0, None),
            (0.0, Some(rep(true))),
            (9.0, None),
            (0.0, Some(rep(false))),
            (4.0, None),
            (0.0, Some(rep(true))),
            (6.0, None),
            (0.0, Some(rep(true))),
        ];
        let best = |t_s| (t_s, BEST.to_owned());
        assert_eq!(kept(true, &frames), [best(1.0), best(7.0)]);
        let falling = frames.map(|(signal, happened)| (-signal, happened));
        assert_eq!(kept(false, &falling), [best(1.0), best(7.0)]);
    }

    #[test]
    fn a_fault_is_kept_when_it_becomes_bad_and_not_without_end() {
        let frames = [(1.0, None), (1.0, Some(bad())), (1.0, None)];
        assert_eq!(kept(true, &frames), [(1.0, "sag".to_owned())]);
        let always: Vec<_> = (0..100).map(|_| (1.0, Some(bad()))).collect();
        assert_eq!(kept(true, &always).len(), MOST_OF_FAULTS);
    }
}
