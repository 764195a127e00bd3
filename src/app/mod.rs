//! The threads and how they are joined: capture → pose and coach → screen.
//!
//! A webcam has a thread of its own and keeps only its newest frame. A source is read on a thread of
//! its own, because a read may block for ever. One worker takes a frame
//! through pose, body and coach, and hands picture and scene to the screen in a slot that again
//! keeps only the newest. The main thread owns the window and is never waited for.

mod annotate;
mod engine;
mod film;
mod film_file;
mod framed_pose;
mod guide;
mod live;
mod source;
mod still;
mod timing;

pub use annotate::Annotator;
pub use engine::Engine;
pub use film::{FilmError, Judged, Watcher, judge};
pub use film_file::{FilmFile, FilmFileError, PixelFormat};
pub use framed_pose::FramedPose;
pub use guide::Guide;
pub use live::{Ended, Live, LiveError, OnDone, Stop};
pub use source::{SourceChoice, SourceChoiceError};
pub use still::StillAnalyzer;
pub use timing::{Stage, Timing};
