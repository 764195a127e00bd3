//! A film written through ffmpeg, frame by frame.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

use crate::output_file::{FilmFormat, OutputError, OutputFile};
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
    /// The file itself can't be written, or not by this name.
    #[error(transparent)]
    Output(#[from] OutputError),
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

/// A film in the making. What it is is told by the file's extension. Dropped before
/// [`FilmFile::finish`], it leaves nothing.
pub struct FilmFile {
    ffmpeg: Child,
    input: Option<ChildStdin>,
    path: PathBuf,
    output: Option<OutputFile>,
}

impl FilmFile {
    /// Begins a film of this width and height in pixels at `rate_hz` frames a second. An existing
    /// file is replaced when the film is finished.
    ///
    /// # Errors
    /// When the file can't be written, or not as its extension says, or ffmpeg can't be started.
    pub fn create(
        path: &Path,
        (width, height): (usize, usize),
        rate_hz: f64,
        format: PixelFormat,
    ) -> Result<Self, FilmFileError> {
        let container = FilmFormat::of(path)?.container;
        let output = OutputFile::create(path)?;
        let mut file = OsString::from("pipe:1");
        if let Some(place) = output.place() {
            file = OsString::from("file:");
            file.push(place);
        }
        let mut command = Command::new("ffmpeg");
        // Ctrl+C in a terminal goes to its whole process group. Spotter decides itself what
        // becomes of the film.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut ffmpeg = command
            .args(["-nostdin", "-v", "error", "-xerror", "-y", "-f", "rawvideo"])
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
            .args(["-an", "-pix_fmt", "yuv420p", "-movflags"])
            .arg(if output.is_stream() {
                // Nothing can be put at the beginning of a pipe afterwards.
                "+frag_keyframe+empty_moov"
            } else {
                "+faststart"
            })
            .args(["-f", container])
            .arg(file)
            .stdin(Stdio::piped())
            .stdout(match output.place() {
                Some(_) => Stdio::null(),
                None => Stdio::inherit(),
            })
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
            output: Some(output),
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

    /// Ends the film and gives it its name.
    ///
    /// # Errors
    /// When ffmpeg could not finish it; what was under that name before is still there then.
    pub fn finish(mut self) -> Result<(), FilmFileError> {
        self.input = None;
        let status = self.ffmpeg.wait().map_err(FilmFileError::Start)?;
        if !status.success() {
            return Err(self.gave_up(&format!("ffmpeg ended with {status}")));
        }
        // ffmpeg 5.1 says that the disk is full and ends as if all were well. It says nothing
        // where all is well.
        if let Some(why) = self.last_word() {
            return Err(self.write_error(&why));
        }
        match self.output.take() {
            Some(output) => Ok(output.finish()?),
            None => Ok(()),
        }
    }

    fn gave_up(&mut self, why: &str) -> FilmFileError {
        self.input = None;
        match self.last_word() {
            Some(why) => self.write_error(&why),
            None => self.write_error(why),
        }
    }

    /// The last thing that ffmpeg had to say; it has ended or is about to.
    fn last_word(&mut self) -> Option<String> {
        let mut said = Vec::new();
        // Without ffmpeg's own word another reason has to do.
        let _ = self.ffmpeg.stderr.take()?.read_to_end(&mut said);
        let said = String::from_utf8_lossy(&said);
        said.lines().last().map(str::to_owned)
    }

    fn write_error(&self, why: &str) -> FilmFileError {
        let mut why = why.to_owned();
        // ffmpeg names the file that it wrote, which the user doesn't know.
        if let Some(place) = self.output.as_ref().and_then(OutputFile::place) {
            why = why.replace(&*place.to_string_lossy(), &self.path.to_string_lossy());
        }
        FilmFileError::Write {
            path: self.path.clone(),
            why,
        }
    }
}

impl Drop for FilmFile {
    fn drop(&mut self) {
        // Already over where the film was finished; otherwise nobody wants it any more, and the
        // process must neither linger nor write after its file is removed.
        let _ = self.ffmpeg.kill();
        let _ = self.ffmpeg.wait();
        self.input = None;
    }
}
