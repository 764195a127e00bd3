//! Why there are no frames.

use std::path::{Path, PathBuf};

use crate::ffmpeg::{FfmpegError, HOW_TO_INSTALL};

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
        "{what} can't be used as a source in this version: give camera, camera:N, a video, a picture, a folder of pictures or performer"
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
    #[error("there is no picture in the folder {0:?}: it needs JPEG, PNG, WebP or other pictures")]
    NoPictures(PathBuf),

    /// A picture that can't be decoded.
    #[error(
        "can't read the picture {path:?}: {reason}; JPEG, PNG, WebP, BMP and PNM are known, and through ffmpeg AVIF, HEIC, GIF, TIFF and more"
    )]
    BadPicture {
        /// Which picture.
        path: PathBuf,
        /// The decoder's words.
        reason: String,
    },

    /// A picture whose end is missing.
    #[error("the picture {0:?} breaks off: its end is missing, copy or download it again")]
    PictureCut(PathBuf),

    /// A picture that only ffmpeg reads, which isn't there.
    #[error(
        "the picture {0:?} is of a kind that ffmpeg reads, which isn't installed: {HOW_TO_INSTALL}"
    )]
    NoFfmpegForPicture(PathBuf),

    /// A picture that would take too much memory.
    #[error(
        "the picture {path:?} is {width} × {height} pixels and would take too much memory: make it smaller than 20,000 pixels a side and 30 megapixels (65 in a plain JPEG)"
    )]
    PictureTooLarge {
        /// Which picture.
        path: PathBuf,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },

    /// ffmpeg, which reads videos, can't be used at all.
    #[error(transparent)]
    Ffmpeg(#[from] FfmpegError),

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

    /// There is no camera at all.
    #[error(
        "no camera was found: plug one in, or give --source a video, a folder of pictures, or performer to watch a synthetic person"
    )]
    NoCamera,

    /// There is no camera of that number, but there are others.
    #[error("there is no camera {number}: there is {known}")]
    NoSuchCamera {
        /// The number that was asked for.
        number: u32,
        /// What there is in its place.
        known: String,
    },

    /// The system doesn't let us use the camera.
    #[error("no permission to use the {}: {HOW_TO_GET_PERMISSION}", camera(.name))]
    CameraDenied {
        /// The camera's name.
        name: String,
    },

    /// Another program has the camera.
    #[error("another program is using the {}: close it there, and the picture comes", camera(.name))]
    CameraBusy {
        /// The camera's name.
        name: String,
    },

    /// The camera was there and isn't any more.
    #[error("the {} is gone: plug it in again, and the picture comes back", camera(.name))]
    CameraGone {
        /// The camera's name.
        name: String,
    },

    /// The camera gives nothing that can be read.
    #[error("the {} can't be used: {reason}; use another one", camera(.name))]
    CameraUnusable {
        /// The camera's name.
        name: String,
        /// What it gives.
        reason: String,
    },

    /// The camera can't be opened or breaks off, for another reason.
    #[error("the {} doesn't work ({reason}): unplug it and plug it in again", camera(.name))]
    CameraFailed {
        /// The camera's name.
        name: String,
        /// The system's words.
        reason: String,
    },
}

/// The camera with its name where that is known.
fn camera(name: &str) -> String {
    match name {
        "" => "camera".to_owned(),
        name => format!("camera \"{name}\""),
    }
}

const HOW_TO_GET_PERMISSION: &str = if cfg!(target_os = "macos") {
    "allow it for your terminal in System Settings › Privacy & Security › Camera, then start again"
} else if cfg!(target_os = "windows") {
    "allow desktop apps to use it in Settings › Privacy & security › Camera"
} else {
    "add yourself to the group `video` (`sudo usermod -aG video $USER`), then log out and in again"
};

impl SourceError {
    /// Whether one picture is to blame, so that those after it may still be used.
    #[must_use]
    pub fn is_of_one_picture(&self) -> bool {
        matches!(
            self,
            Self::BadPicture { .. }
                | Self::PictureCut(_)
                | Self::PictureTooLarge { .. }
                | Self::NoFfmpegForPicture(_)
                | Self::NoSuchFile(_)
                | Self::Unreadable { .. }
        )
    }

    /// `path` is no video that can be read, for this reason.
    pub(super) fn bad_video(path: &Path, reason: impl ToString) -> Self {
        Self::BadVideo {
            path: path.to_owned(),
            reason: reason.to_string(),
        }
    }

    /// `path` is no picture that can be read, for this reason.
    pub(super) fn bad_picture(path: &Path, reason: impl ToString) -> Self {
        Self::BadPicture {
            path: path.to_owned(),
            reason: reason.to_string(),
        }
    }

    /// `path` is a picture that would take too much memory.
    pub(super) fn picture_too_large(path: &Path, (width, height): (u32, u32)) -> Self {
        Self::PictureTooLarge {
            path: path.to_owned(),
            width,
            height,
        }
    }

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

    /// What an error of the camera `name` means to the user. The camera library gives the
    /// system's errors only as text, so that is where their numbers are looked for.
    pub(super) fn from_camera(name: &str, error: &dyn std::error::Error) -> Self {
        let name = name.to_owned();
        let reason = error.to_string();
        let is = |number: i32| reason.contains(&format!("(os error {number})"));
        if !cfg!(target_os = "linux") {
            return Self::CameraFailed { name, reason };
        }
        // ENOENT, ENXIO, ENODEV; EPERM, EACCES; EBUSY.
        if is(2) || is(6) || is(19) {
            Self::CameraGone { name }
        } else if is(1) || is(13) {
            Self::CameraDenied { name }
        } else if is(16) {
            Self::CameraBusy { name }
        } else {
            Self::CameraFailed { name, reason }
        }
    }

    /// Whether a camera's failure may pass by itself, so that trying again makes sense.
    pub(super) fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::CameraBusy { .. } | Self::CameraGone { .. } | Self::CameraFailed { .. }
        )
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_systems_numbers_are_put_into_words() {
        let meaning = |number| {
            let error = std::io::Error::from_raw_os_error(number);
            // As the camera library passes it on.
            let error = std::io::Error::other(format!("V4L2 Error: {error}"));
            SourceError::from_camera("Cam", &error)
        };
        assert!(matches!(meaning(2), SourceError::CameraGone { .. }));
        assert!(matches!(meaning(19), SourceError::CameraGone { .. }));
        assert!(matches!(meaning(13), SourceError::CameraDenied { .. }));
        assert!(matches!(meaning(16), SourceError::CameraBusy { .. }));
        assert!(matches!(meaning(5), SourceError::CameraFailed { .. }));
        assert!(meaning(13).to_string().contains("usermod -aG video"));
        assert!(meaning(16).to_string().contains("camera \"Cam\""));
    }
}
