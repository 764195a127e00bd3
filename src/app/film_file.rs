//! A film written through ffmpeg, frame by frame.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

use crate::screen::ScreenError;

/// Why a film could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FilmFileError {
    /// There is no ffmpeg.
    #[error("ffmpeg isn't installed: run ./setup, or on Debian: sudo apt-get install ffmpeg")]
    NoFfmpeg,
    /// ffmpeg could not be started.
    #[error("ffmpeg can't be started ({0})")]
    Start(io::Error),
    /// ffmpeg gave up.
    #[error("{path:?} can't be written: {why}")]
    Write {
        /// The film.
        path: PathBuf,
        /// ffmpeg's last word.
        why: String,
    },
    /// The canvas could not be made.
    #[error(transparent)]
    Screen(#[from] ScreenError),
}

/// How the bytes of a frame are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PixelFormat {
    /// Blue, green, red, nothing.
    Bgr0,
    /// Red, green, blue.
    Rgb24,
}

impl PixelFormat {
    fn ffmpeg_name(self) -> &'static str {
        match self {
            PixelFormat::Bgr0 => "bgr0",
            PixelFormat::Rgb24 => "rgb24",
        }
    }
}

/// A film in the making. What it is is told by the file's extension.
pub struct FilmFile {
    ffmpeg: Child,
    input: Option<ChildStdin>,
    path: PathBuf,
}

impl FilmFile {
    /// Begins a film of this width and height in pixels at `rate_hz` frames a second. An existing
    /// file is written over.
    ///
    /// # Errors
    /// When ffmpeg can't be started.
    pub fn create(
        path: &Path,
        (width, height): (usize, usize),
        rate_hz: f64,
        format: PixelFormat,
    ) -> Result<Self, FilmFileError> {
        let mut file = std::ffi::OsString::from("file:");
        file.push(path);
        let mut ffmpeg = Command::new("ffmpeg")
            .args(["-nostdin", "-v", "error", "-y", "-f", "rawvideo"])
            .args(["-pix_fmt", format.ffmpeg_name()])
            .args([
                "-s",
                &format!("{width}x{height}"),
                "-r",
                &rate_hz.to_string(),
                "-i",
                "pipe:0",
            ])
            // Most players take only pictures of even width and height.
            .args(["-vf", "crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0"])
            .args(["-an", "-pix_fmt", "yuv420p", "-movflags", "+faststart"])
            .arg(file)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => FilmFileError::NoFfmpeg,
                _ => FilmFileError::Start(error),
            })?;
        let input = ffmpeg.stdin.take();
        Ok(FilmFile {
            ffmpeg,
            input,
            path: path.to_owned(),
        })
    }

    /// Adds a frame, row by row without gaps.
    ///
    /// # Errors
    /// When ffmpeg has given up; its reason is in the message.
    pub fn frame(&mut self, bytes: &[u8]) -> Result<(), FilmFileError> {
        let written = match &mut self.input {
            Some(input) => input.write_all(bytes),
            None => Ok(()),
        };
        written.map_err(|error| self.gave_up(&error.to_string()))
    }

    /// Ends the film.
    ///
    /// # Errors
    /// When ffmpeg could not finish it.
    pub fn finish(mut self) -> Result<(), FilmFileError> {
        self.input = None;
        match self.ffmpeg.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(self.gave_up(&format!("ffmpeg ended with {status}"))),
            Err(error) => Err(FilmFileError::Start(error)),
        }
    }

    fn gave_up(&mut self, why: &str) -> FilmFileError {
        self.input = None;
        let mut said = String::new();
        if let Some(mut stderr) = self.ffmpeg.stderr.take() {
            // Without ffmpeg's own word the reason given has to do.
            let _ = stderr.read_to_string(&mut said);
        }
        let why = said.lines().last().unwrap_or(why).to_owned();
        FilmFileError::Write {
            path: self.path.clone(),
            why,
        }
    }
}

impl Drop for FilmFile {
    fn drop(&mut self) {
        self.input = None;
        // Already waited for where the film was finished; otherwise it must not linger.
        let _ = self.ffmpeg.wait();
    }
}
