//! A film of what the window would have shown, written through ffmpeg.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

use crate::coach::Scene;
use crate::screen::{self, ScreenError, Ui, View};
use crate::source::Frame;

/// Width and height of the written film.
const SIZE_PX: (usize, usize) = (1280, 720);

/// Why a film could not be written.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
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

/// Writes frames into a film.
pub struct Annotator {
    ui: Ui,
    ffmpeg: Child,
    input: Option<ChildStdin>,
    bytes: Vec<u8>,
    path: PathBuf,
}

impl Annotator {
    /// Begins a film at `rate_hz` frames a second. An existing file is written over.
    ///
    /// # Errors
    /// When ffmpeg can't be started.
    pub fn create(path: &Path, rate_hz: f64) -> Result<Self, AnnotateError> {
        let (width, height) = SIZE_PX;
        let mut file = std::ffi::OsString::from("file:");
        file.push(path);
        let mut ffmpeg = Command::new("ffmpeg")
            .args([
                "-nostdin", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr0",
            ])
            .args([
                "-s",
                &format!("{width}x{height}"),
                "-r",
                &rate_hz.to_string(),
                "-i",
                "pipe:0",
            ])
            .args(["-an", "-pix_fmt", "yuv420p", "-movflags", "+faststart"])
            .arg(file)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => AnnotateError::NoFfmpeg,
                _ => AnnotateError::Start(error),
            })?;
        let input = ffmpeg.stdin.take();
        let bytes = Vec::with_capacity(width * height * 4);
        Ok(Annotator {
            ui: Ui::new(width, height)?,
            ffmpeg,
            input,
            bytes,
            path: path.to_owned(),
        })
    }

    /// Adds a frame.
    ///
    /// # Errors
    /// When ffmpeg has given up; its reason is in the message.
    pub fn frame(&mut self, frame: &Frame, scene: &Scene) -> Result<(), AnnotateError> {
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
        let written = match &mut self.input {
            Some(input) => input.write_all(&self.bytes),
            None => Ok(()),
        };
        written.map_err(|error| self.gave_up(&error.to_string()))
    }

    /// Ends the film.
    ///
    /// # Errors
    /// When ffmpeg could not finish it.
    pub fn finish(mut self) -> Result<(), AnnotateError> {
        self.input = None;
        match self.ffmpeg.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(self.gave_up(&format!("ffmpeg ended with {status}"))),
            Err(error) => Err(AnnotateError::Start(error)),
        }
    }

    fn gave_up(&mut self, why: &str) -> AnnotateError {
        self.input = None;
        let mut said = String::new();
        if let Some(mut stderr) = self.ffmpeg.stderr.take() {
            // Without ffmpeg's own word the reason given has to do.
            let _ = io::Read::read_to_string(&mut stderr, &mut said);
        }
        let why = said.lines().last().unwrap_or(why).to_owned();
        AnnotateError::Write {
            path: self.path.clone(),
            why,
        }
    }
}

impl Drop for Annotator {
    fn drop(&mut self) {
        self.input = None;
        // Already waited for where the film was finished; otherwise it must not linger.
        let _ = self.ffmpeg.wait();
    }
}
