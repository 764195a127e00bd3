//! Why there are no frames.

use std::path::{Path, PathBuf};

/// Why there are no frames, in a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file isn't there.
    #[error("there is no file {0:?}: check the spelling, or give the full path")]
    NoSuchFile(PathBuf),

    /// The file is there but the system doesn't let us read it.
    #[error("can't read {path:?}: {reason}")]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },

    /// A source that the command line names but this version doesn't have.
    #[error(
        "{what} can't be used as a source in this version: give camera, camera:N, a video, a picture or a folder of pictures"
    )]
    NotBuilt {
        /// What was asked for.
        what: String,
    },

    /// `camera:` followed by something else than a number.
    #[error("{0:?} is no camera: write camera for the first one, camera:1 for the second")]
    BadCamera(String),

    /// A rate that makes no sense.
    #[error("a rate of {0} frames per second can't be used: give one from 1 to 120")]
    BadRate(f64),

    /// A folder without a single picture.
    #[error("there is no picture in the folder {0:?}: it needs JPEG, PNG, WebP, BMP or PNM files")]
    NoPictures(PathBuf),

    /// A picture that can't be decoded.
    #[error("can't read the picture {path:?}: {reason}; JPEG, PNG, WebP, BMP and PNM are known")]
    BadPicture {
        /// Which picture.
        path: PathBuf,
        /// The decoder's words.
        reason: String,
    },

    /// A picture that would take too much memory.
    #[error(
        "the picture {path:?} is {width} × {height} pixels, too large to be read: make it smaller than 20,000 pixels a side and 350 megapixels"
    )]
    PictureTooLarge {
        /// Which picture.
        path: PathBuf,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },

    /// The program that reads videos isn't there.
    #[error(
        "ffmpeg isn't installed, and videos are read by it: {}",
        HOW_TO_GET_FFMPEG
    )]
    NoFfmpeg,

    /// ffmpeg is there but can't be started.
    #[error("can't start ffmpeg to read the video: {0}")]
    FfmpegFailed(String),

    /// The file isn't a video that ffmpeg can read.
    #[error("can't read {path:?} as a video: {reason}")]
    BadVideo {
        /// Which file.
        path: PathBuf,
        /// ffmpeg's words.
        reason: String,
    },

    /// The video breaks off. Every frame before has been given.
    #[error(
        "the video {path:?} breaks off after {after_s:.1} of {expected_s:.1} seconds ({reason}): what comes before was used"
    )]
    VideoBreaksOff {
        /// Which file.
        path: PathBuf,
        /// Seconds of it that could be read.
        after_s: f64,
        /// Seconds it says it has.
        expected_s: f64,
        /// ffmpeg's words.
        reason: String,
    },

    /// There is no camera of that number.
    #[error("there is no camera {0}")]
    NoSuchCamera(u32),
}

const HOW_TO_GET_FFMPEG: &str = if cfg!(target_os = "macos") {
    "run `brew install ffmpeg`"
} else if cfg!(target_os = "windows") {
    "run `winget install ffmpeg`"
} else {
    "run `sudo apt install ffmpeg`, or your system's like of it"
};

impl SourceError {
    /// What an I/O error on `path` means to the user.
    pub(super) fn from_io(path: &Path, error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::NoSuchFile(path.to_owned()),
            _ => Self::Unreadable {
                path: path.to_owned(),
                reason: error.to_string(),
            },
        }
    }
}
