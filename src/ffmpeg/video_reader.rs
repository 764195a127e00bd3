//! The process that decodes a video into frames on a pipe.
//!
//! It never outlives the program. Stopped, it is killed. If the program itself is killed, its
//! frames have no reader any more, which ends it. Of anything that isn't a plain file the program
//! reads the bytes itself, once, and hands them on: then the end of the program is the end of its
//! input.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread::{self, JoinHandle};

use image::RgbImage;

use super::messages::{file_url, last_messages, newest_first};
use super::process::Process;
use super::{FfmpegError, command, frames, spawn};

/// Kinds of files that ffmpeg may take a video for. All of them hold the video itself. Left out
/// are playlists and the like, which make ffmpeg open other files and wait for them: a live
/// playlist with an unreachable part keeps it busy for minutes.
const CONTAINERS: &str = "mov,matroska,avi,mpeg,mpegts,mpegvideo,flv,ogg,asf,h264,hevc,m4v,mjpeg,\
    gif,apng,dv,mxf,nut,yuv4mpegpipe,ivf,obu,rm,wtv";

/// What ffmpeg may touch: the file, and nothing else.
pub(super) const INPUT_LIMITS: [&str; 4] = [
    "-protocol_whitelist",
    "file,pipe",
    "-format_whitelist",
    CONTAINERS,
];

/// The time of a picture as an expression: no step back in time, and no longer gap than ten
/// seconds. A slide may stand for a while. An hour between two time stamps is a fault of theirs, and
/// would be an hour of copies of one picture.
pub(super) const STEADY: &str =
    "if(isnan(PREV_OUTPTS),PTS,PREV_OUTPTS+clip(PTS-PREV_INPTS,0,10/TB))";

/// A video being decoded.
#[derive(Debug)]
pub struct VideoReader {
    process: Process,
    frames: BufReader<ChildStdout>,
    messages: Option<JoinHandle<Vec<String>>>,
}

impl VideoReader {
    /// Starts to decode a video at `rate_hz` frames a second, scaled down where its longer side is
    /// longer than asked for. `is_file` is false for a pipe, which is read once.
    ///
    /// # Errors
    /// When there is no ffmpeg, or it can't be started.
    pub fn start(
        path: &Path,
        is_file: bool,
        rate_hz: f64,
        longest_side_px: u32,
    ) -> Result<Self, FfmpegError> {
        let mut process = decoder(path, is_file, &filters(rate_hz, longest_side_px))?;
        let streams = (process.stdout.take(), process.stderr.take());
        let stdin = process.stdin.take();
        let process = Process::of(process);
        let (Some(frames), Some(messages)) = streams else {
            process.kill();
            let _ = process.wait();
            return Err(FfmpegError::Start(io::ErrorKind::BrokenPipe.into()));
        };
        let mut reader = Self {
            process,
            frames: BufReader::new(frames),
            messages: None,
        };
        let thread = thread::Builder::new().name("ffmpeg-messages".to_owned());
        let messages = thread.spawn(move || last_messages(messages));
        reader.messages = Some(messages.map_err(FfmpegError::Start)?);
        if let Some(stdin) = stdin {
            let path = path.to_owned();
            let thread = thread::Builder::new().name("ffmpeg-input".to_owned());
            thread
                .spawn(move || feed(&path, stdin))
                .map_err(FfmpegError::Start)?;
        }
        Ok(reader)
    }

    /// What ends the process from elsewhere.
    #[must_use]
    pub fn process(&self) -> Process {
        self.process.clone()
    }

    /// The next frame; `None` at the end.
    ///
    /// # Errors
    /// When the stream ends within a frame.
    pub fn next_frame(&mut self) -> io::Result<Option<RgbImage>> {
        frames::read(&mut self.frames)
    }

    /// Waits for the process, which has closed its output or is of no more use.
    pub fn finish(&mut self) -> VideoEnd {
        // It may still be writing where the frames made no sense. After its own end this changes
        // nothing, not even the status.
        if !self.frames.fill_buf().is_ok_and(<[u8]>::is_empty) {
            self.process.kill();
        }
        let success = self.process.wait().is_ok_and(|status| status.success());
        let messages = self.messages.take().and_then(|thread| thread.join().ok());
        VideoEnd {
            success,
            messages: messages.unwrap_or_default(),
        }
    }
}

impl Drop for VideoReader {
    fn drop(&mut self) {
        self.process.kill();
        let _ = self.process.wait();
        if let Some(messages) = self.messages.take() {
            // It ends with the process, whose pipe it reads, and has nothing to say any more.
            let _ = messages.join();
        }
    }
}

fn decoder(path: &Path, is_file: bool, filters: &str) -> Result<Child, FfmpegError> {
    let (url, stdin) = if is_file {
        (file_url(path), Stdio::null())
    } else {
        ("pipe:0".into(), Stdio::piped())
    };
    spawn(
        command()
            .args(INPUT_LIMITS)
            .args([OsStr::new("-i"), &url])
            // V: real video streams only, not the cover of a song.
            .args(["-map", "0:V:0", "-an", "-sn", "-dn", "-vf", filters])
            .args(frames::TO_STDOUT)
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped()),
    )
}

/// Hands a pipe's bytes on. It is opened here, once: opening it a second time would lose what its
/// writer has already sent, and waits for a writer. Whatever goes wrong is an end of input to
/// ffmpeg, which says what is missing.
fn feed(path: &Path, mut stdin: ChildStdin) {
    if let Ok(mut file) = File::open(path) {
        let _ = io::copy(&mut file, &mut stdin);
    }
}

/// How the decoding of a video ended.
#[derive(Debug)]
pub struct VideoEnd {
    success: bool,
    messages: Vec<String>,
}

impl VideoEnd {
    /// Whether ffmpeg ended as if all were well.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.success
    }

    /// Whether ffmpeg complained.
    #[must_use]
    pub fn has_messages(&self) -> bool {
        !self.messages.is_empty()
    }

    /// The reason in ffmpeg's words, without the names and addresses that it puts before them.
    #[must_use]
    pub fn reason(&self, path: &Path) -> String {
        let says = |words| self.messages.iter().any(|m| m.contains(words));
        if says("matches no streams") {
            return "there is no moving picture in it".to_owned();
        }
        if says("Format not on whitelist") {
            return "it is none of the known kinds of video".to_owned();
        }
        let url = file_url(path);
        match newest_first(&self.messages, &[&url.to_string_lossy()])[..] {
            [] if self.success => "ffmpeg found no picture in it".to_owned(),
            [] => "ffmpeg gave up without a reason".to_owned(),
            // ffmpeg's last word is often just this; the line before says what is invalid.
            [last, detail, ..] if last.starts_with("Invalid data found") => {
                format!("{last}, {detail}")
            }
            [last, ..] => last.to_owned(),
        }
    }
}

/// A [`STEADY`] time; an even rate; square pixels; the longer side at most as asked, both sides even
/// and at least 2. ffmpeg has already turned the
/// picture the right way up when these are applied.
fn filters(rate_hz: f64, longest_side_px: u32) -> String {
    let scale = format!("min(1,{longest_side_px}/max(iw*sar,ih))");
    let even = |side: &str| format!("2*max(1,trunc({side}*{scale}/2))");
    format!(
        "setpts='{STEADY}',fps={rate_hz},scale=w='{}':h='{}'",
        even("iw*sar"),
        even("ih")
    )
}

/// Duration in seconds of the picture, or of the whole file where the picture's isn't known
/// (Matroska); `None` without ffprobe. It serves progress only, so every failure is just that.
#[must_use]
pub fn duration_s(path: &Path) -> Option<f64> {
    let output = Command::new("ffprobe")
        .args(["-v", "error"])
        .args(INPUT_LIMITS)
        .args(["-select_streams", "V:0"])
        .args(["-show_entries", "stream=duration:format=duration"])
        .args(["-of", "default=noprint_wrappers=1:nokey=1"])
        .args([OsStr::new("-i"), &file_url(path)])
        .stdin(Stdio::null())
        .output()
        .ok()?;
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .find_map(|line| line.trim().parse::<f64>().ok())
        .filter(|s| s.is_finite() && *s > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(messages: &[&str]) -> String {
        let end = VideoEnd {
            success: false,
            messages: messages.iter().map(|m| (*m).to_owned()).collect(),
        };
        end.reason(Path::new("video.mp4"))
    }

    #[test]
    fn the_reason_is_ffmpegs_without_names_and_addresses() {
        assert_eq!(
            reason(&[
                "[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55d941872a00] moov atom not found",
                "file:video.mp4: Invalid data found when processing input",
            ]),
            "Invalid data found when processing input, moov atom not found"
        );
        assert_eq!(
            reason(&["[matroska,webm @ 0x563054451a00] File ended prematurely"]),
            "File ended prematurely"
        );
        assert_eq!(
            reason(&[
                "Stream map '0:V:0' matches no streams.",
                "To ignore this, add a trailing '?' to the map.",
            ]),
            "there is no moving picture in it"
        );
        assert_eq!(
            reason(&[
                "[hls @ 0x55e1c93e0a00] Format not on whitelist 'mov,matroska'",
                "file:video.mp4: Invalid argument",
            ]),
            "it is none of the known kinds of video"
        );
        assert_eq!(reason(&[]), "ffmpeg gave up without a reason");
    }
}
