//! A film of what the window would have shown.

use std::path::Path;

use super::film_file::{FilmFile, FilmFileError, PixelFormat};
use crate::screen::{self, Scene, Ui, View};
use crate::source::Frame;

/// Width and height of the written film.
const SIZE_PX: (usize, usize) = (1280, 720);

/// Writes frames into a film.
pub struct Annotator {
    ui: Ui,
    file: FilmFile,
    bytes: Vec<u8>,
}

impl Annotator {
    /// Begins a film at `rate_hz` frames a second. An existing file is written over.
    ///
    /// # Errors
    /// When ffmpeg can't be started.
    pub fn create(path: &Path, rate_hz: f64) -> Result<Self, FilmFileError> {
        let (width, height) = SIZE_PX;
        Ok(Annotator {
            ui: Ui::new(width, height)?,
            file: FilmFile::create(path, SIZE_PX, rate_hz, PixelFormat::Bgr0)?,
            bytes: Vec::with_capacity(width * height * 4),
        })
    }

    /// Adds a frame.
    ///
    /// # Errors
    /// When ffmpeg has given up; its reason is in the message.
    pub fn frame(&mut self, frame: &Frame, scene: &Scene) -> Result<(), FilmFileError> {
        let view = View {
            picture: Some(&frame.picture),
            is_voice_on: true,
            ..View::default()
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
        self.file.frame(&self.bytes)
    }

    /// Ends the film.
    ///
    /// # Errors
    /// When ffmpeg could not finish it.
    pub fn finish(self) -> Result<(), FilmFileError> {
        self.file.finish()
    }
}
