//! The process that lays drawings over a video: its pictures and its sound, each at its own time.
//!
//! It is apart from the process that writes the file, so that what it says about a damaged input is
//! not taken for a failure of the output.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::thread::{self, JoinHandle};

use super::messages::{file_url, last_messages};
use super::process::Process;
use super::video_info::VideoInfo;
use super::video_reader::{INPUT_LIMITS, STEADY};
use super::{FfmpegError, command, spawn};

/// Ticks in a second with which pictures are timed. The usual rates (24, 25, 29.97, 30, 50, 60 Hz)
/// are a whole number of ticks or nearly so.
pub(super) const TICKS: &str = "1:90000";

/// A video that is written again with something drawn over it.
#[derive(Debug, Clone, Copy)]
pub struct Original<'a> {
    /// The file.
    pub path: &'a Path,
    /// What ffprobe says of it.
    pub info: &'a VideoInfo,
}

/// The process. Dropped, it is ended.
pub(super) struct Overlay {
    process: Process,
    messages: Option<JoinHandle<Vec<String>>>,
}

impl Overlay {
    /// Starts it. The drawings go to its input: `rate_hz` a second of this size, as premultiplied
    /// `bgra`. Its output is NUT.
    pub(super) fn start(
        original: Original,
        size: (usize, usize),
        rate_hz: f64,
    ) -> Result<(Self, ChildStdin, ChildStdout), FfmpegError> {
        let mut child = spawn(&mut arguments(original, size, rate_hz))?;
        let streams = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let mut overlay = Overlay {
            process: Process::of(child),
            messages: None,
        };
        let (Some(drawings), Some(pictures), Some(said)) = streams else {
            return Err(FfmpegError::Start(io::ErrorKind::BrokenPipe.into()));
        };
        let thread = thread::Builder::new().name("ffmpeg-messages".to_owned());
        let messages = thread.spawn(move || last_messages(said));
        overlay.messages = Some(messages.map_err(FfmpegError::Start)?);
        Ok((overlay, drawings, pictures))
    }

    /// Waits for its end. Gives why it gave up, where it did: what it complains about otherwise is a
    /// damage of the input, which is told by the process that reads it to judge it.
    pub(super) fn finish(mut self) -> Option<String> {
        let is_well = self.process.wait().is_ok_and(|status| status.success());
        let said = self.messages.take().and_then(|thread| thread.join().ok());
        let last = said.and_then(|said| said.last().cloned());
        (!is_well).then(|| last.unwrap_or_else(|| "ffmpeg gave up".to_owned()))
    }
}

impl Drop for Overlay {
    fn drop(&mut self) {
        self.process.kill();
        let _ = self.process.wait();
        if let Some(messages) = self.messages.take() {
            // It ends with the process, whose pipe it reads.
            let _ = messages.join();
        }
    }
}

fn arguments(original: Original, size: (usize, usize), rate_hz: f64) -> Command {
    let (width, height) = size;
    let mut command = command();
    command
        .args(INPUT_LIMITS)
        .args([OsStr::new("-i"), &file_url(original.path)])
        .args(["-f", "rawvideo", "-pix_fmt", "bgra"])
        .args(["-s", &format!("{width}x{height}")])
        .args(["-r", &rate_hz.to_string(), "-i", "pipe:0"])
        .args(["-filter_complex", &filters(original.info, size, rate_hz)])
        .args(["-map", "[out]", "-map", "0:a:0?"])
        .args(["-c:v", "rawvideo", "-enc_time_base", TICKS, "-vsync", "vfr"])
        // Sound from before the first picture would move all pictures.
        .args(["-c:a", "copy", "-copypriorss", "0"])
        // Where and when it was filmed is nobody's business.
        .args(["-map_metadata", "-1", "-map_chapters", "-1"])
        .args(["-f", "nut", "pipe:1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A picture gets the drawing that was made of it or of one near it. Drawing number n was made at
/// n ÷ rate, counted from the first picture, of the last picture that is nearest to this time.
fn filters(info: &VideoInfo, (width, height): (usize, usize), rate_hz: f64) -> String {
    let first_s = (info.picture_starts_s * rate_hz).round() / rate_hz;
    let shift_s = first_s - 0.5 / rate_hz;
    format!(
        "[0:V:0]setpts='{STEADY}',scale={width}:{height},setsar=1[picture];\
         [1:v:0]settb=AVTB,setpts=PTS+({shift_s:.6})/TB[drawing];\
         [picture][drawing]overlay=alpha=premultiplied[out]"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_begin_half_a_step_before_the_picture_that_they_were_made_of() {
        let shift = |picture_starts_s| {
            let info = VideoInfo {
                picture_starts_s,
                ..VideoInfo::default()
            };
            let filters = filters(&info, (64, 48), 20.0);
            let (_, shift) = filters.split_once("PTS+(").unwrap();
            shift.split_once(')').unwrap().0.to_owned()
        };
        assert_eq!(shift(0.0), "-0.025000");
        // The pictures that are judged lie on the marks of the file's own clock.
        assert_eq!(shift(0.52), "0.475000");
    }
}
