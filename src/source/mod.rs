//! Where frames come from: a webcam, a video file, pictures. All of them give the same
//! [`Frame`]; nothing to the right of this room can tell them apart.

use image::RgbImage;

/// One picture with the time it belongs to.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Seconds since the source's first frame. A webcam's frames are stamped on arrival, a
    /// video's frames carry the film's own time.
    pub t_s: f64,
    /// Number of the frame as the source counts, from 0. Gaps are frames dropped in favour of
    /// newer ones.
    pub number: u64,
    /// The picture as the camera saw it: not mirrored, 8-bit RGB.
    pub picture: RgbImage,
}

/// What a source has to offer when asked.
#[derive(Debug)]
pub enum Next {
    /// A new frame.
    Frame(Frame),
    /// No frame at the moment, and why, as a sentence for the user. Ask again: the source
    /// keeps trying by itself.
    Waiting(String),
    /// The source has ended.
    End,
}

/// A stream of frames.
pub trait FrameSource: Send {
    /// The next frame. A live source gives the newest one and waits for it at most half a
    /// second; a file gives frame after frame.
    ///
    /// # Errors
    /// When the source can't go on. A live source prefers [`Next::Waiting`] to an error.
    fn next(&mut self) -> Result<Next, SourceError>;

    /// Whether frames arrive in real time, so that late ones must be dropped.
    fn is_live(&self) -> bool;

    /// How many frames will come, where that is known.
    fn frames_expected(&self) -> Option<u64> {
        None
    }
}

/// Why there are no frames.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file isn't there.
    #[error("there is no file {0:?}: check the spelling, or give the full path")]
    NoSuchFile(std::path::PathBuf),
}
