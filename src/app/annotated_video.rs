//! A video with what the coach sees and says drawn over it, for `spotter analyze --annotate`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::coach::{Band, Event, Timed};
use crate::ffmpeg::{Original, PixelFormat, VideoInfo, VideoOutput, VideoWriter, WriteError};
use crate::screen::{Annotator, Progress, Scene, ScreenError};
use crate::source::Frame;
use crate::words::Language;

/// Longest side of the written video in pixels. More is seldom to be seen, and takes long.
const LONGEST_SIDE_PX: u32 = 1920;

/// Why an annotated video could not be written.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
    /// The video can't be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The canvas could not be made.
    #[error(transparent)]
    Screen(#[from] ScreenError),
}

/// What is written over, and how.
#[derive(Debug, Clone)]
pub struct Annotated {
    /// The video whose pictures and sound are kept. Without one, the frames that are judged become the
    /// video: those of a folder, or of a pipe, which can't be read twice.
    pub original: Option<PathBuf>,
    /// Frames a second that are judged.
    pub rate_hz: f64,
    /// How many frames will come, where that is known.
    pub frames_expected: Option<u64>,
    /// The language of what is written into the pictures.
    pub language: Language,
}

/// Writes what the coach sees and says over the pictures of a video.
pub struct AnnotatedVideo {
    about: Annotated,
    faults: Vec<(f32, Band)>,
    /// The band of each fault now.
    bands: BTreeMap<String, Band>,
    video: Video,
    bytes: Vec<u8>,
}

enum Video {
    /// The size of the pictures is not known before the first one.
    Reserved(Option<VideoOutput>),
    Begun(Box<Annotator>, VideoWriter),
}

impl AnnotatedVideo {
    /// Reserves the place of the video. An existing file is replaced when the video is finished.
    ///
    /// # Errors
    /// When there can't be such a file.
    pub fn create(path: &Path, about: Annotated) -> Result<Self, AnnotateError> {
        Ok(AnnotatedVideo {
            about,
            faults: Vec::new(),
            bands: BTreeMap::new(),
            video: Video::Reserved(Some(VideoOutput::create(path)?)),
            bytes: Vec::new(),
        })
    }

    /// Adds a frame with what came of it.
    ///
    /// # Errors
    /// When ffmpeg can't be started or has given up; its reason is in the message.
    pub fn frame(
        &mut self,
        frame: &Frame,
        scene: &Scene,
        events: &[Timed],
    ) -> Result<(), AnnotateError> {
        if let Video::Reserved(output) = &mut self.video
            && let Some(output) = output.take()
        {
            self.video = begin(output, &self.about, frame)?;
        }
        let frames = self.about.frames_expected.filter(|frames| *frames > 0);
        let part = frames.map(|frames| (frame.number + 1) as f32 / frames as f32);
        if let Some(part) = part {
            self.note_faults(part, events);
        }
        let faults = &self.faults;
        let progress = part.map(|part| Progress { part, faults });
        let Video::Begun(annotator, file) = &mut self.video else {
            return Ok(());
        };
        if self.about.original.is_some() {
            annotator.alone(frame.picture.width(), scene, progress, &mut self.bytes);
        } else {
            let pixels = annotator.over_picture(&frame.picture, scene, progress);
            self.bytes.clear();
            let bytes = pixels.iter().flat_map(|pixel| pixel.to_le_bytes());
            self.bytes.extend(bytes);
        }
        Ok(file.frame(&self.bytes)?)
    }

    /// Notes the faults that have begun or become worse.
    fn note_faults(&mut self, part: f32, events: &[Timed]) {
        for timed in events {
            if let Event::Fault { id, band, .. } = &timed.event {
                let before = self.bands.insert(id.clone(), *band);
                if *band > before.unwrap_or(Band::Good) {
                    self.faults.push((part, *band));
                }
            }
        }
    }

    /// Ends the video.
    ///
    /// # Errors
    /// When ffmpeg could not finish it.
    pub fn finish(self) -> Result<(), AnnotateError> {
        match self.video {
            Video::Reserved(_) => Ok(()),
            Video::Begun(_, file) => Ok(file.finish()?),
        }
    }
}

fn begin(output: VideoOutput, about: &Annotated, frame: &Frame) -> Result<Video, AnnotateError> {
    let judged = frame.picture.dimensions();
    let rate_hz = about.rate_hz;
    let (size, file) = match &about.original {
        Some(path) => {
            let info = VideoInfo::of(path);
            let size = size(judged, info.longest_side_px);
            let original = Original { path, info: &info };
            (size, VideoWriter::over(output, original, size, rate_hz)?)
        }
        None => {
            let size = size(judged, None);
            let format = PixelFormat::Bgr0;
            (size, VideoWriter::of_frames(output, size, rate_hz, format)?)
        }
    };
    let annotator = Annotator::new(size.0, size.1, about.language)?;
    Ok(Video::Begun(Box::new(annotator), file))
}

/// The size of the written pictures: the shape of those that are judged, and the size of those of
/// the video, which may be larger. Most players take only even sides.
fn size((width, height): (u32, u32), longest_px: Option<u32>) -> (usize, usize) {
    let judged_px = width.max(height).max(1);
    let longest_px = longest_px.unwrap_or(judged_px).max(judged_px);
    let scale = f64::from(longest_px.min(LONGEST_SIDE_PX)) / f64::from(judged_px);
    let even = |side: u32| 2 * ((f64::from(side) * scale / 2.0).round() as usize).max(1);
    (even(width), even(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_is_that_of_the_picture_and_the_size_that_of_the_video() {
        assert_eq!(size((720, 1280), Some(1920)), (1080, 1920));
        assert_eq!(size((1280, 720), Some(3840)), (1920, 1080));
        assert_eq!(size((1280, 720), None), (1280, 720));
        assert_eq!(size((160, 120), Some(160)), (160, 120));
        // Pixels that are not square: the picture is wider than it is stored.
        assert_eq!(size((1024, 576), Some(720)), (1024, 576));
        assert_eq!(size((640, 361), None), (640, 362));
        assert_eq!(size((1, 1), None), (2, 2));
    }
}
