//! The loop that a live set and the analysis of a video share: a frame is captured, goes through
//! pose, body and coach, and its stages are timed.

use std::io;
use std::time::{Duration, Instant};

use crate::pose::PoseError;
use crate::source::{Frame, FrameSource, Next, SourceError};

use super::capture::{Answer, CaptureThread, Panicked};
use super::engine::Engine;
use super::timing::Stage;

/// What the source had when it was asked.
#[derive(Debug)]
pub enum Arrival {
    /// A frame.
    Frame(Frame),
    /// No frame at the moment, and why, where the source says so.
    Waiting(Option<String>),
    /// One picture of several can't be used, for this reason. The source goes on with the next one.
    Skipped(String),
    /// The source has ended.
    End,
}

/// Why frames can't be captured or judged any more.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The source failed.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The source ended in a panic, which its hook has printed.
    #[error("the source of the frames stopped unexpectedly: start again, or choose another source")]
    SourcePanicked,
    /// Not one picture of a folder could be used, the first for this reason.
    #[error("{0}")]
    AllSkipped(String),
    /// The pose engine failed.
    #[error(transparent)]
    Pose(#[from] PoseError),
    /// A thread could not be started.
    #[error("the system can't start another thread ({0}): close some programs and try again")]
    Thread(io::Error),
}

impl From<Panicked> for FrameError {
    fn from(Panicked: Panicked) -> Self {
        Self::SourcePanicked
    }
}

/// A source and the engine that judges its frames.
pub(super) struct FrameLoop {
    capture: CaptureThread,
    engine: Engine,
    is_live: bool,
    frames_expected: Option<u64>,
    /// When the newest frame was asked for.
    asked: Instant,
    /// How long the newest frame took to be decoded.
    decoded_in: Duration,
}

impl FrameLoop {
    pub(super) fn start(source: Box<dyn FrameSource>, engine: Engine) -> Result<Self, FrameError> {
        Ok(Self {
            is_live: source.is_live(),
            frames_expected: source.frames_expected(),
            capture: CaptureThread::start(source).map_err(FrameError::Thread)?,
            engine,
            asked: Instant::now(),
            decoded_in: Duration::ZERO,
        })
    }

    /// Whether frames arrive in real time.
    pub(super) fn is_live(&self) -> bool {
        self.is_live
    }

    /// How many frames will come, where that is known.
    pub(super) fn frames_expected(&self) -> Option<u64> {
        self.frames_expected
    }

    /// Asks the source. Comes back within some tenths of a second, with or without a frame.
    pub(super) fn next(&mut self) -> Result<Arrival, FrameError> {
        self.asked = Instant::now();
        let Some(Answer { next, took }) = self.capture.next()? else {
            return Ok(Arrival::Waiting(None));
        };
        // Where there is only one picture, a bad one is the end.
        let has_several = self.frames_expected != Some(1);
        Ok(match next {
            Ok(Next::Frame(frame)) => {
                // A camera's answer takes as long as the camera needs for its next picture.
                let is_live = self.is_live;
                self.decoded_in = if is_live {
                    frame.arrived.elapsed()
                } else {
                    took
                };
                self.engine.timing().note(Stage::Decode, self.decoded_in);
                Arrival::Frame(frame)
            }
            Ok(Next::Waiting(why)) => Arrival::Waiting(Some(why)),
            Ok(Next::End) => Arrival::End,
            Err(error) if has_several && error.is_of_one_picture() => {
                Arrival::Skipped(error.to_string())
            }
            Err(error) => return Err(error.into()),
        })
    }

    /// How long ago the source was asked.
    pub(super) fn since_asked(&self) -> Duration {
        self.asked.elapsed()
    }

    /// Takes a frame through the engine.
    pub(super) fn judge(&mut self, frame: &Frame) -> Result<(), FrameError> {
        let begun = Instant::now();
        self.engine.frame(frame)?;
        let took = self.decoded_in + begun.elapsed();
        self.engine.timing().note_frame(took);
        Ok(())
    }

    pub(super) fn engine(&self) -> &Engine {
        &self.engine
    }

    pub(super) fn engine_mut(&mut self) -> &mut Engine {
        &mut self.engine
    }
}
