//! Video files, decoded by an `ffmpeg` process that writes PPM pictures to a pipe.
//!
//! A process and not a library: ffmpeg's libraries would be 200 shared objects to link against,
//! and a crash in a decoder stays outside. `fps=` makes the rate even whatever the file's own
//! timing is (phones film at variable rates), so time is number ÷ rate.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::JoinHandle;

use super::options::check_rate;
use super::{Frame, FrameSource, Next, SourceError, SourceOptions, ppm};

/// Share of the expected frames that must come for a video not to have broken off. Containers
/// round their duration and sound may outlast the picture.
const WHOLE_FROM: f64 = 0.95;

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

/// A video file as frames at an even rate, the right way up, with square pixels, and scaled
/// down where it is larger than asked for.
///
/// Nothing is read but the file itself: no playlist, no network.
/// Dropped early, the process is ended with it.
#[derive(Debug)]
pub struct Video {
    path: PathBuf,
    decoder: Decoder,
    /// The first picture, which was read to see whether the file is a video.
    first: Option<image::RgbImage>,
    given: u64,
    rate_hz: f64,
    duration_s: Option<f64>,
    ended: bool,
}

impl Video {
    /// Starts ffmpeg and reads the first picture.
    ///
    /// # Errors
    /// [`SourceError::NoSuchFile`], [`SourceError::Unreadable`], [`SourceError::NoFfmpeg`],
    /// [`SourceError::FfmpegFailed`], [`SourceError::BadRate`]; [`SourceError::BadVideo`] with
    /// ffmpeg's words where the file isn't a video or has no picture.
    pub fn open(path: &Path, options: &SourceOptions) -> Result<Self, SourceError> {
        let rate_hz = check_rate(options.video_rate_hz)?;
        // Asked first because ffmpeg's words for a missing file are about its own arguments.
        let about = std::fs::File::open(path)
            .and_then(|file| file.metadata())
            .map_err(|e| SourceError::from_io(path, &e))?;
        if about.is_file() && about.len() == 0 {
            return Err(bad_video(path, "the file is empty".to_owned()));
        }

        let mut decoder = Decoder::start(path, rate_hz, options.video_longest_side_px)?;
        let first = match ppm::read(&mut decoder.pictures) {
            Ok(Some(picture)) => picture,
            Ok(None) | Err(_) => {
                let end = decoder.finish();
                return Err(bad_video(path, end.reason(path)));
            }
        };
        Ok(Self {
            path: path.to_owned(),
            decoder,
            first: Some(first),
            given: 0,
            rate_hz,
            // A pipe can be read once only, and that is for the pictures.
            duration_s: if about.is_file() {
                duration_s(path)
            } else {
                None
            },
            ended: false,
        })
    }

    /// What the end of ffmpeg's pictures means: the end of the film, or a film that breaks off.
    fn finish(&mut self, cut_within_picture: bool) -> Result<Next, SourceError> {
        self.ended = true;
        let end = self.decoder.finish();
        let after_s = self.given as f64 / self.rate_hz;
        let expected_s = self.duration_s.unwrap_or(after_s);
        let short = !end.messages.is_empty() && after_s < WHOLE_FROM * expected_s;
        if end.success && !cut_within_picture && !short {
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

impl FrameSource for Video {
    /// # Errors
    /// [`SourceError::VideoBreaksOff`] in place of the end where the file does not hold what it
    /// promises; all frames that could be decoded have been given by then.
    fn next(&mut self) -> Result<Next, SourceError> {
        if self.ended {
            return Ok(Next::End);
        }
        let picture = match self.first.take() {
            Some(picture) => picture,
            None => match ppm::read(&mut self.decoder.pictures) {
                Ok(Some(picture)) => picture,
                Ok(None) => return self.finish(false),
                Err(_) => return self.finish(true),
            },
        };
        let number = self.given;
        self.given += 1;
        Ok(Next::Frame(Frame {
            t_s: number as f64 / self.rate_hz,
            number,
            picture,
        }))
    }

    fn is_live(&self) -> bool {
        false
    }

    fn frames_expected(&self) -> Option<u64> {
        self.duration_s.map(|s| (s * self.rate_hz).round() as u64)
    }
}

/// The ffmpeg process with what it writes.
#[derive(Debug)]
struct Decoder {
    process: Child,
    pictures: BufReader<ChildStdout>,
    messages: Option<JoinHandle<Vec<String>>>,
}

impl Decoder {
    fn start(path: &Path, rate_hz: f64, longest_side_px: u32) -> Result<Self, SourceError> {
        let mut command = Command::new("ffmpeg");
        // Ctrl+C in a terminal goes to its whole process group. Spotter decides itself when to
        // stop, and ffmpeg stopping on its own would look like a film that breaks off.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut process = command
            .args(["-nostdin", "-v", "error"])
            .args(INPUT_LIMITS)
            .args([OsStr::new("-i"), &file_url(path)])
            // V: real video streams only, not the cover of a song.
            .args(["-map", "0:V:0", "-an", "-sn", "-dn", "-vf"])
            .arg(filters(rate_hz, longest_side_px))
            .args([
                "-pix_fmt",
                "rgb24",
                "-c:v",
                "ppm",
                "-f",
                "image2pipe",
                "pipe:1",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| match error.kind() {
                std::io::ErrorKind::NotFound => SourceError::NoFfmpeg,
                _ => SourceError::FfmpegFailed(error.to_string()),
            })?;
        let (Some(pictures), Some(messages)) = (process.stdout.take(), process.stderr.take())
        else {
            unreachable!("both were asked for as pipes");
        };
        let messages = std::thread::Builder::new()
            .name("ffmpeg-messages".to_owned())
            .spawn(move || last_messages(messages));
        let messages = match messages {
            Ok(thread) => thread,
            Err(error) => {
                end(&mut process);
                return Err(SourceError::FfmpegFailed(error.to_string()));
            }
        };
        Ok(Self {
            process,
            pictures: BufReader::new(pictures),
            messages: Some(messages),
        })
    }

    /// Waits for the process, which has closed its output or is of no more use.
    fn finish(&mut self) -> End {
        // It may still be writing where the pictures made no sense; after its own end this
        // changes nothing, not even the status.
        if !self.pictures.fill_buf().is_ok_and(<[u8]>::is_empty) {
            end(&mut self.process);
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
        end(&mut self.process);
        if let Some(messages) = self.messages.take() {
            // It ends with the process, whose pipe it reads; it has nothing to say any more.
            let _ = messages.join();
        }
    }
}

/// Ends a process and takes its status, so that no zombie is left. Both fail only where it has
/// already been done.
fn end(process: &mut Child) {
    let _ = process.kill();
    let _ = process.wait();
}

/// How ffmpeg ended.
struct End {
    success: bool,
    messages: Vec<String>,
}

impl End {
    /// The reason in ffmpeg's words, without the names and addresses it puts before them.
    fn reason(&self, path: &Path) -> String {
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

/// An even rate; square pixels; the longer side at most as asked, both sides even and at least
/// 2. ffmpeg has already turned the picture the right way up when these are applied.
fn filters(rate_hz: f64, longest_side_px: u32) -> String {
    let scale = format!("min(1,{longest_side_px}/max(iw*sar,ih))");
    let even = |side: &str| format!("2*max(1,trunc({side}*{scale}/2))");
    format!(
        "fps={rate_hz},scale=w='{}':h='{}'",
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
fn duration_s(path: &Path) -> Option<f64> {
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

fn bad_video(path: &Path, reason: String) -> SourceError {
    SourceError::BadVideo {
        path: path.to_owned(),
        reason,
    }
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
