//! Animated WebP pictures, which ffmpeg doesn't play.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use image::codecs::webp::WebPDecoder;
use image::imageops::{self, FilterType};
use image::{AnimationDecoder, DynamicImage, Frames, ImageDecoder, RgbImage};

use super::contain::contain;
use super::options::check_rate;
use super::picture::{check_size, read_file};
use super::reader::Reader;
use super::{Frame, FrameSource, Next, SourceError, SourceOptions};

/// How long opening waits for the first picture.
const OPEN_WITHIN: Duration = Duration::from_secs(10);

/// Seconds for which a picture without a time is shown, as in browsers.
const UNTIMED_S: f64 = 0.1;

/// Longest time in seconds for which a picture is shown, as in other videos.
const LONGEST_S: f64 = 10.0;

/// An animated WebP picture as frames at an even rate, played once.
#[derive(Debug)]
pub struct MovingWebP {
    reader: Reader,
}

impl MovingWebP {
    /// Reads the file and its first picture.
    ///
    /// # Errors
    /// As [`super::read_picture`].
    pub fn open(path: &Path, options: &SourceOptions) -> Result<Self, SourceError> {
        let rate_hz = check_rate(options.video_rate_hz)?;
        let bytes = read_file(path)?;
        let decoder = contain(|| WebPDecoder::new(Cursor::new(bytes)))
            .map_err(|panic| SourceError::bad_video(path, panic))?
            .map_err(|error| SourceError::bad_video(path, error))?;
        let (width, height) = decoder.dimensions();
        // Three pictures are in memory: the one so far and the newest one, each with an alpha
        // channel, and one without.
        check_size(path, (width, height), 11)?;
        let longest_side_px = options.video_longest_side_px;
        let owned_path = path.to_owned();
        let make = move || {
            let mut frames = EvenFrames {
                path: owned_path,
                pictures: decoder.into_frames(),
                longest_side_px,
                shown: RgbImage::new(1, 1),
                until_s: 0.0,
                given: 0,
                rate_hz,
                ended: false,
            };
            move || frames.next()
        };
        let mut reader =
            Reader::start_with(make).map_err(|error| SourceError::bad_video(path, error))?;
        reader.wait_first(OPEN_WITHIN)?;
        Ok(Self { reader })
    }
}

impl FrameSource for MovingWebP {
    fn next(&mut self) -> Result<Next, SourceError> {
        self.reader.next()
    }

    fn is_live(&self) -> bool {
        false
    }
}

/// The pictures of an animation, repeated or left out so that they come at an even rate.
struct EvenFrames {
    path: PathBuf,
    pictures: Frames<'static>,
    longest_side_px: u32,
    shown: RgbImage,
    /// The time at which the next picture replaces the shown one.
    until_s: f64,
    given: u64,
    rate_hz: f64,
    ended: bool,
}

impl EvenFrames {
    fn next(&mut self) -> Result<Next, SourceError> {
        let t_s = self.given as f64 / self.rate_hz;
        while !self.ended && t_s >= self.until_s {
            let next = contain(|| self.pictures.next());
            match next {
                Ok(Some(Ok(picture))) => {
                    let (ms, of) = picture.delay().numer_denom_ms();
                    let stands_s = f64::from(ms) / f64::from(of.max(1)) / 1000.0;
                    self.until_s += match stands_s {
                        s if s > 0.0 => s.min(LONGEST_S),
                        _ => UNTIMED_S,
                    };
                    self.shown = scaled(picture.into_buffer().into(), self.longest_side_px);
                }
                Ok(None) => self.ended = true,
                Ok(Some(Err(error))) => return Err(self.breaks_off(&error.to_string())),
                Err(reason) => return Err(self.breaks_off(&reason)),
            }
        }
        if self.ended {
            return Ok(Next::End);
        }
        let number = self.given;
        self.given += 1;
        Ok(Next::Frame(Frame {
            t_s,
            number,
            arrived: Instant::now(),
            picture: self.shown.clone(),
        }))
    }

    fn breaks_off(&mut self, reason: &str) -> SourceError {
        self.ended = true;
        if self.given == 0 {
            return SourceError::bad_video(&self.path, reason);
        }
        SourceError::VideoBreaksOff {
            path: self.path.clone(),
            after_s: self.given as f64 / self.rate_hz,
            expected_s: self.until_s,
            reason: reason.to_owned(),
        }
    }
}

fn scaled(picture: DynamicImage, longest_side_px: u32) -> RgbImage {
    let picture = picture.into_rgb8();
    let (width, height) = picture.dimensions();
    let longest = width.max(height);
    if longest <= longest_side_px {
        return picture;
    }
    let side = |px: u32| (u64::from(px) * u64::from(longest_side_px) / u64::from(longest)).max(1);
    let [width, height] = [width, height].map(|px| side(px) as u32);
    imageops::resize(&picture, width, height, FilterType::Triangle)
}
