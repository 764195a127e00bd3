//! Where frames come from: a webcam, a video file, single pictures and folders of pictures. All of
//! them implement [`FrameSource`] and give the same [`Frame`]; nothing that takes frames can tell
//! them apart. Another source, such as the synthetic performer, implements the trait in its own
//! room; only `app` knows all of them.
//!
//! ```no_run
//! use spotter::source::{self, Next, SourceOptions, SourceSpec};
//!
//! let spec: SourceSpec = "exercise.mp4".parse()?;
//! let mut frames = source::open(&spec, &SourceOptions::default())?;
//! loop {
//!     match frames.next()? {
//!         Next::Frame(frame) => println!("{:.2} s: {:?}", frame.t_s, frame.picture.dimensions()),
//!         Next::Waiting(why) => eprintln!("{why}"),
//!         Next::End => break,
//!     }
//! }
//! # Ok::<(), source::SourceError>(())
//! ```

mod contain;
mod decode;
mod error;
mod jpeg;
mod mjpeg;
mod moving;
mod options;
mod picture;
mod pictures;
mod reader;
mod spec;
mod video;
mod webcam;

use std::time::Instant;

use image::RgbImage;

pub use decode::{Packing, decode};
pub use error::SourceError;
use moving::MovingWebP;
pub use options::SourceOptions;
pub use picture::read_picture;
pub use pictures::Pictures;
pub use spec::SourceSpec;
pub use video::Video;
pub use webcam::{CameraInfo, Webcam, WebcamCounts, cameras};

/// One picture with the time it belongs to.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Seconds since the source was opened (webcam: stamped on arrival) or since its first
    /// frame (video and pictures: the video's own time, number ÷ rate).
    pub t_s: f64,
    /// Number of the frame as the source counts, from 0. Gaps are frames dropped in favour of
    /// newer ones.
    pub number: u64,
    /// When the program got it from the camera or the decoder. No judgement looks at it, only
    /// `--timing` does.
    pub arrived: Instant,
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
    /// The next frame. A live source gives the newest one; a file gives frame after frame. None
    /// keeps its caller for longer than about half a second: a camera may stall, a drive may hang.
    ///
    /// # Errors
    /// When the source can't go on. A live source prefers [`Next::Waiting`] to an error. After an
    /// error [of one picture](SourceError::is_of_one_picture) it goes on with the one behind it.
    fn next(&mut self) -> Result<Next, SourceError>;

    /// Whether frames arrive in real time, so that late ones must be dropped.
    fn is_live(&self) -> bool;

    /// How many frames will come, where that is known.
    fn frames_expected(&self) -> Option<u64> {
        None
    }
}

/// Opens what `spec` names.
///
/// A file is read as far as its first frame, so that a file that isn't a video is an error
/// here and not in the middle of a set.
///
/// # Errors
/// When there is nothing to open, or it can't be read; the message says what to do.
pub fn open(
    spec: &SourceSpec,
    options: &SourceOptions,
) -> Result<Box<dyn FrameSource>, SourceError> {
    Ok(match spec {
        SourceSpec::Camera(number) => Box::new(Webcam::open(*number)?),
        SourceSpec::Video(path) if picture::is_moving_webp(path) => {
            Box::new(MovingWebP::open(path, options)?)
        }
        SourceSpec::Video(path) => Box::new(Video::open(path, options)?),
        SourceSpec::Pictures(path) => Box::new(Pictures::open(path, options)?),
    })
}
