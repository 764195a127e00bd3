//! A video written frame by frame.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStderr, ChildStdin, ChildStdout, Command, Stdio};

use super::overlay::{Original, Overlay, TICKS};
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

/// The file of a video that is yet to be made, in the format of its extension. Dropped, it leaves
/// nothing.
#[derive(Debug)]
pub struct VideoOutput {
    path: PathBuf,
    container: &'static str,
    file: OutputFile,
}

impl VideoOutput {
    /// Reserves the place of the file. An existing file is replaced when the video is finished.
    ///
    /// # Errors
    /// When the file can't be written, or not as its extension says.
    pub fn create(path: &Path) -> Result<Self, WriteError> {
        Ok(VideoOutput {
            path: path.to_owned(),
            container: VideoFormat::of(path)?.container,
            file: OutputFile::create(path)?,
        })
    }
}

/// Containers in which every picture can have its own time. The others have an even rate.
const TIMED: [&str; 6] = ["mp4", "mov", "matroska", "webm", "mpegts", "flv"];

/// Containers that ffmpeg fills with H.264.
const IN_H264: [&str; 3] = ["mp4", "mov", "matroska"];

/// Whether this ffmpeg was built with the encoder that it usually has for H.264.
fn has_x264() -> bool {
    let mut question = Command::new("ffmpeg");
    question.args(["-v", "error", "-h", "encoder=libx264"]);
    let answer = question.stdin(Stdio::null()).output();
    answer.is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains("preset"))
}

/// Codecs of sound that a container takes as they are. Other sound is encoded anew.
const SOUND: [(&str, &[&str]); 10] = [
    ("mp4", &["aac", "mp3", "ac3", "eac3", "alac", "opus"]),
    ("mov", &["aac", "mp3", "ac3", "eac3", "alac", "pcm_s16le"]),
    (
        "matroska",
        &[
            "aac",
            "mp3",
            "ac3",
            "eac3",
            "alac",
            "opus",
            "vorbis",
            "flac",
            "pcm_s16le",
        ],
    ),
    ("webm", &["opus", "vorbis"]),
    ("mpegts", &["aac", "mp3", "mp2", "ac3"]),
    ("flv", &["aac", "mp3"]),
    ("avi", &["mp3", "ac3", "pcm_s16le"]),
    ("ogg", &["vorbis", "opus", "flac"]),
    ("asf", &["wmav2"]),
    // A container that is silent.
    ("gif", &[]),
];

/// A video in the making. Dropped before [`VideoWriter::finish`], it leaves nothing.
pub struct VideoWriter {
    ffmpeg: Process,
    /// The process that lays the frames over another video, where there is one.
    overlay: Option<Overlay>,
    input: Option<ChildStdin>,
    messages: Option<ChildStderr>,
    path: PathBuf,
    output: Option<OutputFile>,
}

impl VideoWriter {
    /// Begins a video of this width and height in pixels at `rate_hz` frames a second.
    ///
    /// # Errors
    /// When ffmpeg can't be started.
    pub fn of_frames(
        output: VideoOutput,
        (width, height): (usize, usize),
        rate_hz: f64,
        format: PixelFormat,
    ) -> Result<Self, WriteError> {
        let mut encoder = command();
        encoder
            .args(["-xerror", "-y", "-f", "rawvideo"])
            .args(["-pix_fmt", format.ffmpeg_name()])
            .args(["-s", &format!("{width}x{height}")])
            .args(["-r", &rate_hz.to_string(), "-i", "pipe:0", "-an"])
            .stdin(Stdio::piped());
        Self::start(encoder, output)
    }

    /// Begins a video that is another one with frames drawn over it: `rate_hz` frames a second of
    /// blue, green, red and alpha, premultiplied, of this width and height in pixels, which are
    /// even. The pictures of the other one keep their times, and its sound stays.
    ///
    /// # Errors
    /// When ffmpeg can't be started.
    pub fn over(
        output: VideoOutput,
        original: Original,
        size: (usize, usize),
        rate_hz: f64,
    ) -> Result<Self, WriteError> {
        let (overlay, drawings, pictures) = Overlay::start(original, size, rate_hz)?;
        let mut writer = Self::encoding(output, original, pictures)?;
        writer.input = Some(drawings);
        writer.overlay = Some(overlay);
        Ok(writer)
    }

    /// Encodes the pictures and the sound that come from the process that draws.
    fn encoding(
        output: VideoOutput,
        original: Original,
        pictures: ChildStdout,
    ) -> Result<Self, WriteError> {
        let container = output.container;
        let mut encoder = command();
        encoder
            .args(["-xerror", "-y", "-f", "nut", "-i", "pipe:0"])
            .args(["-map", "0:v:0"])
            .stdin(Stdio::from(pictures));
        if IN_H264.contains(&container) && has_x264() {
            // A third of the time that it takes otherwise, and the video is no larger.
            encoder.args(["-c:v", "libx264", "-preset", "veryfast"]);
        }
        if TIMED.contains(&container) {
            encoder.args(["-enc_time_base", TICKS, "-vsync", "vfr"]);
        }
        if container != "gif" {
            encoder.args(["-map", "0:a:0?"]);
        }
        let sound = original.info.sound.as_deref();
        let taken = SOUND.iter().find(|(name, _)| *name == container);
        if taken.is_some_and(|(_, codecs)| sound.is_some_and(|sound| codecs.contains(&sound))) {
            encoder.args(["-c:a", "copy"]);
        }
        Self::start(encoder, output)
    }

    /// Starts the process that writes the file.
    fn start(mut encoder: Command, output: VideoOutput) -> Result<Self, WriteError> {
        let VideoOutput {
            path,
            container,
            file: output,
        } = output;
        let mut file = OsString::from("pipe:1");
        if let Some(place) = output.place() {
            file = OsString::from("file:");
            file.push(place);
        }
        let mut ffmpeg = spawn(
            encoder
                // Most players take only pictures of even width and height.
                .args(["-vf", "crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0"])
                .args(["-pix_fmt", "yuv420p", "-movflags"])
                .arg(if output.is_stream() {
                    // Nothing can be put at the beginning of a pipe afterwards.
                    "+frag_keyframe+empty_moov"
                } else {
                    "+faststart"
                })
                .args(["-f", container])
                .arg(file)
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
            overlay: None,
            input,
            messages,
            path,
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
        match written {
            // The other video has ended, and what comes now is drawn over nothing. Or one of the
            // processes has given up.
            Err(_) if self.overlay.is_some() && !self.ffmpeg.has_failed() => {
                self.input = None;
                Ok(())
            }
            written => written.map_err(|error| self.gave_up(&error.to_string())),
        }
    }

    /// Ends the video and gives it its name.
    ///
    /// # Errors
    /// When ffmpeg could not finish it; what was under that name before is still there then.
    pub fn finish(mut self) -> Result<(), WriteError> {
        self.input = None;
        let gave_up = self.overlay.take().and_then(Overlay::finish);
        let status = self.ffmpeg.wait().map_err(FfmpegError::Start)?;
        if !status.success() {
            return Err(self.gave_up(&format!("ffmpeg ended with {status}")));
        }
        // ffmpeg 5.1 says that the disk is full and ends as if all were well. It says nothing
        // where all is well.
        if let Some(why) = self.last_word() {
            return Err(self.write_error(&why));
        }
        if let Some(why) = gave_up {
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
        self.overlay = None;
        self.ffmpeg.kill();
        let _ = self.ffmpeg.wait();
        self.input = None;
    }
}
