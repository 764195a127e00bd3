//! The `ffmpeg` program, which reads videos and rare kinds of pictures, and writes videos.
//!
//! It is run as a process and not linked as a library: its libraries would be 200 shared objects
//! to link against, and a decoder that crashes does not take this program with it. Frames go
//! through pipes. ffmpeg writes them as PPM and not as raw video, because each PPM carries its own
//! size: a video that is stored sideways, or has pixels that are not square, would otherwise have
//! to be probed first, which a pipe does not allow.

mod frames;
mod messages;
mod overlay;
mod picture;
mod process;
mod video_info;
mod video_reader;
mod video_writer;

use std::io;
use std::process::{Child, Command, Stdio};

pub use overlay::Original;
pub use picture::{PictureError, read_picture};
pub use process::{Process, end_all};
pub use video_info::VideoInfo;
pub use video_reader::{VideoEnd, VideoReader, duration_s};
pub use video_writer::{PixelFormat, VideoOutput, VideoWriter, WriteError};

/// Why ffmpeg can't be used at all.
#[derive(Debug, thiserror::Error)]
pub enum FfmpegError {
    /// The program isn't there.
    #[error("ffmpeg isn't installed, and videos are read and written by it: {HOW_TO_INSTALL}")]
    NotInstalled,
    /// The program is there and can't be started.
    #[error("can't start ffmpeg ({0}): close some programs and try again, or install it anew")]
    Start(io::Error),
}

impl From<io::Error> for FfmpegError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotInstalled,
            _ => Self::Start(error),
        }
    }
}

/// What to do where ffmpeg is missing.
pub const HOW_TO_INSTALL: &str = if cfg!(target_os = "macos") {
    "run `brew install ffmpeg`"
} else if cfg!(target_os = "windows") {
    "run `winget install ffmpeg`"
} else {
    "run `sudo apt install ffmpeg`, or your system's equivalent"
};

/// The version that is installed, as in "ffmpeg version 7.1.1".
///
/// # Errors
/// When there is no ffmpeg, or it doesn't run.
pub fn version() -> Result<String, FfmpegError> {
    let answer = Command::new("ffmpeg")
        .arg("-version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()?;
    if !answer.status.success() {
        return Err(FfmpegError::Start(io::Error::other(
            answer.status.to_string(),
        )));
    }
    let text = String::from_utf8_lossy(&answer.stdout);
    let version = text.lines().next().unwrap_or_default();
    let version = version.split(" Copyright").next().unwrap_or(version);
    Ok(version.to_owned())
}

/// An ffmpeg that works apart from the terminal. Ctrl+C there goes to the whole process group;
/// Spotter decides itself when to stop, and what becomes of the file.
fn command() -> Command {
    let mut command = Command::new("ffmpeg");
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.args(["-nostdin", "-v", "error"]);
    command
}

fn spawn(command: &mut Command) -> Result<Child, FfmpegError> {
    Ok(command.spawn()?)
}
