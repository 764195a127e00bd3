//! The `ffmpeg` process that decodes a film into PPM pictures on a pipe.
//!
//! It never outlives the program. Stopped, it is killed; should the program be killed itself, its
//! pictures have no reader any more, which ends it. Of what isn't a plain file the program reads
//! the bytes itself, once, and hands them on: then the end of the program is the end of its input.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::{SourceError, ppm};

/// Kinds of files that ffmpeg may take a video for. All of them hold the film itself. Left out
/// are playlists and the like, which make ffmpeg open other files and wait for them: a live
/// playlist with an unreachable part keeps it busy for minutes.
const CONTAINERS: &str = "mov,matroska,avi,mpeg,mpegts,mpegvideo,flv,ogg,asf,h264,hevc,m4v,mjpeg,\
    gif,apng,dv,mxf,nut,yuv4mpegpipe,ivf,obu,rm,wtv";

/// What ffmpeg may touch: the file, and nothing else.
const INPUT_LIMITS: [&str; 4] = [
    "-protocol_whitelist",
    "file,pipe",
    "-format_whitelist",
    CONTAINERS,
];

/// How many of ffmpeg's last messages are looked at for the reason of a failure.
const MESSAGES_KEPT: usize = 8;

/// Longest time between two pictures of a film, in seconds; a longer one counts as this. A slide
/// may stand for a while. An hour between two time stamps is a fault of theirs, and would be an
/// hour of copies of one picture.
const LONGEST_GAP_S: u32 = 10;

/// How often a process that is about to end is asked whether it has.
const ASKED_EVERY: Duration = Duration::from_millis(2);

/// A process that can be ended from another thread than the one that waits for it.
#[derive(Debug, Clone)]
pub(super) struct Process(Arc<Mutex<Child>>);

impl Process {
    /// Ends it. Fails only where it has ended already.
    pub(super) fn kill(&self) {
        let _ = self.lock().kill();
    }

    /// Waits for its end, so that no zombie is left.
    fn wait(&self) -> io::Result<ExitStatus> {
        loop {
            // Not held while waiting: somebody may want to end it.
            if let Some(status) = self.lock().try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(ASKED_EVERY);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Child> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The ffmpeg process with what it writes.
#[derive(Debug)]
pub(super) struct Decoder {
    process: Process,
    pub(super) pictures: BufReader<ChildStdout>,
    messages: Option<JoinHandle<Vec<String>>>,
}

impl Decoder {
    pub(super) fn start(
        path: &Path,
        is_file: bool,
        rate_hz: f64,
        longest_side_px: u32,
    ) -> Result<Self, SourceError> {
        let failed = |error: io::Error| SourceError::FfmpegFailed(error.to_string());
        let mut command = Command::new("ffmpeg");
        // Ctrl+C in a terminal goes to its whole process group. Spotter decides itself when to
        // stop, and ffmpeg stopping on its own would look like a film that breaks off.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let url = match is_file {
            true => file_url(path),
            false => "pipe:0".into(),
        };
        let mut process = command
            .args(["-nostdin", "-v", "error"])
            .args(INPUT_LIMITS)
            .args([OsStr::new("-i"), &url])
            // V: real video streams only, not the cover of a song.
            .args(["-map", "0:V:0", "-an", "-sn", "-dn", "-vf"])
            .arg(filters(rate_hz, longest_side_px))
            .args(ppm::FROM_FFMPEG)
            .stdin(if is_file {
                Stdio::null()
            } else {
                Stdio::piped()
            })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => SourceError::NoFfmpeg,
                _ => failed(error),
            })?;
        let (Some(pictures), Some(messages)) = (process.stdout.take(), process.stderr.take())
        else {
            unreachable!("both were asked for as pipes");
        };
        let stdin = process.stdin.take();
        let mut decoder = Self {
            process: Process(Arc::new(Mutex::new(process))),
            pictures: BufReader::new(pictures),
            messages: None,
        };
        let thread = std::thread::Builder::new().name("ffmpeg-messages".to_owned());
        let messages = thread.spawn(move || last_messages(messages));
        decoder.messages = Some(messages.map_err(failed)?);
        if let Some(stdin) = stdin {
            let path = path.to_owned();
            let thread = std::thread::Builder::new().name("ffmpeg-input".to_owned());
            thread.spawn(move || feed(&path, stdin)).map_err(failed)?;
        }
        Ok(decoder)
    }

    /// What ends the process from elsewhere.
    pub(super) fn process(&self) -> Process {
        self.process.clone()
    }

    /// Waits for the process, which has closed its output or is of no more use.
    pub(super) fn finish(&mut self) -> End {
        // It may still be writing where the pictures made no sense; after its own end this
        // changes nothing, not even the status.
        if !self.pictures.fill_buf().is_ok_and(<[u8]>::is_empty) {
            self.process.kill();
        }
        let success = self.process.wait().is_ok_and(|status| status.success());
        let messages = self.messages.take().and_then(|thread| thread.join().ok());
        End {
            success,
            messages: messages.unwrap_or_default(),
        }
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        self.process.kill();
        let _ = self.process.wait();
        if let Some(messages) = self.messages.take() {
            // It ends with the process, whose pipe it reads; it has nothing to say any more.
            let _ = messages.join();
        }
    }
}

/// Hands a pipe's bytes on. It is opened here, once: opening it a second time would lose what its
/// writer has already sent, and waits for a writer. What goes wrong is an end to ffmpeg, which
/// says what is missing.
fn feed(path: &Path, mut stdin: ChildStdin) {
    if let Ok(mut file) = File::open(path) {
        let _ = io::copy(&mut file, &mut stdin);
    }
}

/// How ffmpeg ended.
pub(super) struct End {
    pub(super) success: bool,
    pub(super) messages: Vec<String>,
}

impl End {
    /// The reason in ffmpeg's words, without the names and addresses it puts before them.
    pub(super) fn reason(&self, path: &Path) -> String {
        let says = |words| self.messages.iter().any(|m| m.contains(words));
        if says("matches no streams") {
            return "there is no moving picture in it".to_owned();
        }
        if says("Format not on whitelist") {
            return "it is none of the known kinds of video".to_owned();
        }
        let url = file_url(path);
        let url = url.to_string_lossy();
        let mut words: Vec<&str> = Vec::new();
        for message in self.messages.iter().rev() {
            let message = without_component(message);
            let message = message.strip_prefix(&*url).unwrap_or(message);
            let message = message.trim_start_matches([':', ' ']);
            if !message.is_empty() && !words.contains(&message) {
                words.push(message);
            }
        }
        match words.as_slice() {
            [] if self.success => "ffmpeg found no picture in it".to_owned(),
            [] => "ffmpeg gave up without a reason".to_owned(),
            // ffmpeg's last word is often just this; the line before says what is invalid.
            [last, detail, ..] if last.starts_with("Invalid data found") => {
                format!("{last}, {detail}")
            }
            [last, ..] => (*last).to_owned(),
        }
    }
}

/// `[mov,mp4 @ 0x55d9] moov atom not found` without the brackets.
fn without_component(message: &str) -> &str {
    match message.strip_prefix('[').and_then(|m| m.split_once("] ")) {
        Some((component, rest)) if component.contains(" @ 0x") => rest,
        _ => message,
    }
}

/// `file:` keeps a path that begins with `-` or contains a `:` from being taken for an option
/// or a protocol.
fn file_url(path: &Path) -> OsString {
    let mut url = OsString::from("file:");
    url.push(path);
    url
}

/// No gap longer than [`LONGEST_GAP_S`] and no step back in time; an even rate; square pixels; the
/// longer side at most as asked, both sides even and at least 2. ffmpeg has already turned the
/// picture the right way up when these are applied.
fn filters(rate_hz: f64, longest_side_px: u32) -> String {
    let scale = format!("min(1,{longest_side_px}/max(iw*sar,ih))");
    let even = |side: &str| format!("2*max(1,trunc({side}*{scale}/2))");
    let steady =
        format!("if(isnan(PREV_OUTPTS),PTS,PREV_OUTPTS+clip(PTS-PREV_INPTS,0,{LONGEST_GAP_S}/TB))");
    format!(
        "setpts='{steady}',fps={rate_hz},scale=w='{}':h='{}'",
        even("iw*sar"),
        even("ih")
    )
}

/// Reads to the end and keeps the last lines: a broken film may complain about every frame.
fn last_messages(stream: impl Read) -> Vec<String> {
    let mut kept = std::collections::VecDeque::new();
    let mut lines = BufReader::new(stream).split(b'\n');
    while let Some(Ok(line)) = lines.next() {
        let line = String::from_utf8_lossy(&line).trim().to_owned();
        if !line.is_empty() {
            kept.push_back(line);
        }
        if kept.len() > MESSAGES_KEPT {
            kept.pop_front();
        }
    }
    kept.into()
}

/// Duration in seconds of the picture, or of the whole file where the picture's isn't known
/// (Matroska); `None` without ffprobe. Only for progress, so every failure is just that.
pub(super) fn duration_s(path: &Path) -> Option<f64> {
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
        let end = End {
            success: false,
            messages: messages.iter().map(|m| (*m).to_owned()).collect(),
        };
        end.reason(Path::new("film.mp4"))
    }

    #[test]
    fn the_reason_is_ffmpegs_without_names_and_addresses() {
        assert_eq!(
            reason(&[
                "[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55d941872a00] moov atom not found",
                "file:film.mp4: Invalid data found when processing input",
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
                "file:film.mp4: Invalid argument",
            ]),
            "it is none of the known kinds of video"
        );
        assert_eq!(reason(&[]), "ffmpeg gave up without a reason");
    }

    #[test]
    fn only_the_last_messages_are_kept() {
        let stream: String = (0..100).map(|n| format!("line {n}\r\n\n")).collect();
        let kept = last_messages(stream.as_bytes());
        assert_eq!(kept.len(), MESSAGES_KEPT);
        assert_eq!(kept.last().unwrap(), "line 99");
    }
}
