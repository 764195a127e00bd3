//! A video written frame by frame.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStderr, ChildStdin, Stdio};

use super::process::Process;
use super::{FfmpegError, command, spawn};
use crate::output_file::{OutputError, OutputFile, VideoFormat};

/// Why a video could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// ffmpeg can't be used at all.
    #[error(transparent)]
    Ffmpeg(#[from] FfmpegError),
    /// The file itself can't be written, or not by this name.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// ffmpeg gave up.
    #[error("{path:?} can't be written: {why}")]
    GaveUp {
        /// The video.
        path: PathBuf,
        /// ffmpeg's last words.
        why: String,
    },
}

/// What the bytes of a frame are.
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

/// A video in the making, in the format of the file's extension. Dropped before
/// [`VideoWriter::finish`], it leaves nothing.
pub struct VideoWriter {
    ffmpeg: Process,
    input: Option<ChildStdin>,
    messages: Option<ChildStderr>,
    path: PathBuf,
    output: Option<OutputFile>,
}

impl VideoWriter {
    /// Begins a video of this width and height in pixels at `rate_hz` frames a second. An existing
    /// file is replaced when the video is finished.
    ///
    /// # Errors
    /// When the file can't be written, or not as its extension says, or ffmpeg can't be started.
    pub fn create(
        path: &Path,
        (width, height): (usize, usize),
        rate_hz: f64,
        format: PixelFormat,
    ) -> Result<Self, WriteError> {
        let container = VideoFormat::of(path)?.container;
        let output = OutputFile::create(path)?;
        let mut file = OsString::from("pipe:1");
        if let Some(place) = output.place() {
            file = OsString::from("file:");
            file.push(place);
        }
        let mut ffmpeg = spawn(
            command()
                .args(["-xerror", "-y", "-f", "rawvideo"])
                .args(["-pix_fmt", format.ffmpeg_name()])
                .args(["-s", &format!("{width}x{height}")])
                .args(["-r", &rate_hz.to_string(), "-i", "pipe:0"])
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
                .stderr(Stdio::piped()),
        )?;
        let input = ffmpeg.stdin.take();
        let messages = ffmpeg.stderr.take();
        Ok(VideoWriter {
            ffmpeg: Process::of(ffmpeg),
            input,
            messages,
            path: path.to_owned(),
            output: Some(output),
        })
    }

    /// Adds a frame, row by row without gaps.
    ///
    /// # Errors
    /// When ffmpeg has given up; its reason is in the message.
    pub fn frame(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        let written = match &mut self.input {
            Some(input) => input.write_all(bytes),
            None => Ok(()),
        };
        written.map_err(|error| self.gave_up(&error.to_string()))
    }

    /// Ends the video and gives it its name.
    ///
    /// # Errors
    /// When ffmpeg could not finish it; what was under that name before is still there then.
    pub fn finish(mut self) -> Result<(), WriteError> {
        self.input = None;
        let status = self.ffmpeg.wait().map_err(FfmpegError::Start)?;
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

    fn gave_up(&mut self, why: &str) -> WriteError {
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
        let _ = self.messages.take()?.read_to_end(&mut said);
        let said = String::from_utf8_lossy(&said);
        said.lines().last().map(str::to_owned)
    }

    fn write_error(&self, why: &str) -> WriteError {
        let mut why = why.to_owned();
        // ffmpeg names the file that it wrote, which the user doesn't know.
        if let Some(place) = self.output.as_ref().and_then(OutputFile::place) {
            why = why.replace(&*place.to_string_lossy(), &self.path.to_string_lossy());
        }
        WriteError::GaveUp {
            path: self.path.clone(),
            why,
        }
    }
}

impl Drop for VideoWriter {
    fn drop(&mut self) {
        // Already over where the video was finished; otherwise nobody wants it any more, and the
        // process must neither linger nor write after its file is removed.
        self.ffmpeg.kill();
        let _ = self.ffmpeg.wait();
        self.input = None;
    }
}
