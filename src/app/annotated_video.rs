//! A video of what the window would have shown, for `spotter analyze --annotate`.

use std::path::Path;

use crate::ffmpeg::{PixelFormat, VideoWriter, WriteError};
use crate::screen::{self, DrawContext, Scene, ScreenError, Ui};
use crate::source::Frame;
use crate::words::Language;

/// Width and height of the written video.
const SIZE_PX: (usize, usize) = (1280, 720);

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

/// Writes frames with what the coach shows over them into a video.
pub struct AnnotatedVideo {
    ui: Ui,
    file: VideoWriter,
    bytes: Vec<u8>,
}

impl AnnotatedVideo {
    /// Begins a video at `rate_hz` frames a second. An existing file is written over.
    ///
    /// # Errors
    /// When ffmpeg can't be started.
    pub fn create(path: &Path, rate_hz: f64, language: Language) -> Result<Self, AnnotateError> {
        let (width, height) = SIZE_PX;
        Ok(AnnotatedVideo {
            ui: Ui::new(width, height)?.in_language(language),
            file: VideoWriter::create(path, SIZE_PX, rate_hz, PixelFormat::Bgr0)?,
            bytes: Vec::with_capacity(width * height * 4),
        })
    }

    /// Adds a frame.
    ///
    /// # Errors
    /// When ffmpeg has given up; its reason is in the message.
    pub fn frame(&mut self, frame: &Frame, scene: &Scene) -> Result<(), AnnotateError> {
        let view = DrawContext {
            picture: Some(&frame.picture),
            is_voice_on: true,
            ..DrawContext::default()
        };
        screen::draw(&mut self.ui, scene, &view);
        self.bytes.clear();
        self.bytes.extend(
            self.ui
                .canvas()
                .pixels()
                .iter()
                .flat_map(|pixel| pixel.to_le_bytes()),
        );
        Ok(self.file.frame(&self.bytes)?)
    }

    /// Ends the video.
    ///
    /// # Errors
    /// When ffmpeg could not finish it.
    pub fn finish(self) -> Result<(), AnnotateError> {
        Ok(self.file.finish()?)
    }
}
