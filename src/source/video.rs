//! Video files, decoded by ffmpeg.
//!
//! The frames come at an even rate whatever the file's own timing is (telephones record at variable
//! rates), so the time of a frame is its number ÷ rate.

use std::fs::{File, FileType};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::options::check_rate;
use super::reader::Reader;
use super::{Frame, FrameSource, Next, SourceError, SourceOptions};
use crate::ffmpeg::{FfmpegError, Process, VideoReader, duration_s};

/// Share of the expected frames that must come for a video not to have broken off. Containers
/// round their duration and sound may outlast the picture.
const WHOLE_FROM: f64 = 0.95;

/// How long opening waits for the first picture. A file that takes longer is waited for by `next`.
const OPEN_WITHIN: Duration = Duration::from_secs(10);

/// A video file as frames at an even rate, the right way up, with square pixels, and scaled
/// down where it is larger than asked for.
///
/// Nothing is read but the file itself: no playlist, no network. A pipe is read once.
/// Dropped early, the process is ended with it, even where the file hangs.
#[derive(Debug)]
pub struct Video {
    process: Process,
    reader: Reader,
    frames_expected: Option<u64>,
}

impl Video {
    /// Starts ffmpeg and reads the first picture.
    ///
    /// # Errors
    /// [`SourceError::NoSuchFile`], [`SourceError::Unreadable`], [`SourceError::Ffmpeg`],
    /// [`SourceError::BadRate`]; [`SourceError::BadVideo`] with ffmpeg's words where the file isn't
    /// a video or has no picture.
    pub fn open(path: &Path, options: &SourceOptions) -> Result<Self, SourceError> {
        let rate_hz = check_rate(options.video_rate_hz)?;
        let unreadable = |e: std::io::Error| SourceError::from_io(path, &e);
        let about = std::fs::metadata(path).map_err(unreadable)?;
        let is_file = about.is_file();
        if is_file {
            // Asked first because ffmpeg's words for it are about its own arguments.
            drop(File::open(path).map_err(unreadable)?);
        }
        if is_file && about.len() == 0 {
            return Err(SourceError::bad_video(path, "the file is empty"));
        }
        if is_device(about.file_type()) {
            return Err(SourceError::bad_video(path, "it is a device and no file"));
        }

        let longest_side_px = options.video_longest_side_px;
        let decoder = VideoReader::start(path, is_file, rate_hz, longest_side_px)?;
        let process = decoder.process();
        // A pipe can be read once only, and that is for the pictures.
        let duration_s = if is_file { duration_s(path) } else { None };
        let mut frames = VideoFrames {
            path: path.to_owned(),
            decoder,
            given: 0,
            rate_hz,
            duration_s,
            ended: false,
        };
        let mut reader = Reader::start(move || frames.next()).map_err(FfmpegError::Start)?;
        reader.wait_first(OPEN_WITHIN)?;
        Ok(Self {
            process,
            reader,
            frames_expected: duration_s.map(|s| (s * rate_hz).round() as u64),
        })
    }
}

impl FrameSource for Video {
    /// # Errors
    /// [`SourceError::VideoBreaksOff`] in place of the end where the file does not hold what it
    /// promises; all frames that could be decoded have been given by then.
    fn next(&mut self) -> Result<Next, SourceError> {
        self.reader.next()
    }

    fn is_live(&self) -> bool {
        false
    }

    fn frames_expected(&self) -> Option<u64> {
        self.frames_expected
    }
}

impl Drop for Video {
    fn drop(&mut self) {
        // The thread that waits for its pictures gets their end.
        self.process.kill();
    }
}

/// What the reading thread asks for frames.
struct VideoFrames {
    path: PathBuf,
    decoder: VideoReader,
    given: u64,
    rate_hz: f64,
    duration_s: Option<f64>,
    ended: bool,
}

impl VideoFrames {
    fn next(&mut self) -> Result<Next, SourceError> {
        if self.ended {
            return Ok(Next::End);
        }
        match self.decoder.next_frame() {
            Ok(Some(picture)) => {
                let number = self.given;
                self.given += 1;
                Ok(Next::Frame(Frame {
                    t_s: number as f64 / self.rate_hz,
                    number,
                    arrived: Instant::now(),
                    picture,
                }))
            }
            Ok(None) => self.finish(false),
            Err(_) => self.finish(true),
        }
    }

    /// What the end of ffmpeg's pictures means: the end of the video, a video that breaks
    /// off, or none at all.
    fn finish(&mut self, cut_within_picture: bool) -> Result<Next, SourceError> {
        self.ended = true;
        let end = self.decoder.finish();
        if self.given == 0 {
            return Err(SourceError::bad_video(&self.path, end.reason(&self.path)));
        }
        let after_s = self.given as f64 / self.rate_hz;
        let expected_s = self.duration_s.unwrap_or(after_s);
        let short = end.has_messages() && after_s < WHOLE_FROM * expected_s;
        if end.is_success() && !cut_within_picture && !short {
            return Ok(Next::End);
        }
        Err(SourceError::VideoBreaksOff {
            path: self.path.clone(),
            after_s,
            expected_s,
            reason: end.reason(&self.path),
        })
    }
}

#[cfg(unix)]
fn is_device(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_char_device() || kind.is_block_device()
}

#[cfg(not(unix))]
fn is_device(_kind: FileType) -> bool {
    false
}
