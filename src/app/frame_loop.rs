//! The loop that a live set and the analysis of a video share: a frame is captured, goes through
//! pose, body and coach, and its stages are timed.

use std::io;
use std::time::{Duration, Instant};

use crate::coach::Output;
use crate::pose::PoseError;
use crate::session::Recap;
use crate::source::{Frame, FrameSource, SourceError};

use super::capture::{CaptureError, CaptureThread, Captured};
use super::engine::Engine;
use super::timing::Stage;

/// What the source had when the loop asked it.
#[derive(Debug)]
pub(super) enum Arrival {
    /// A frame, not judged yet.
    Frame(Frame),
    /// No frame at the moment, and why, where the source says so.
    Waiting(Option<String>),
    /// One picture of several can't be used. The source goes on with the next one.
    Skipped(SourceError),
    /// The source has ended.
    End,
}

/// A source and the engine that judges its frames.
pub(super) struct FrameLoop {
    capture: CaptureThread,
    engine: Engine,
    /// When the newest frame was asked for.
    asked: Instant,
}

impl FrameLoop {
    pub(super) fn start(source: Box<dyn FrameSource>, engine: Engine) -> io::Result<Self> {
        Ok(Self {
            capture: CaptureThread::start(source)?,
            engine,
            asked: Instant::now(),
        })
    }

    /// Whether frames arrive in real time.
    pub(super) fn is_live(&self) -> bool {
        self.capture.is_live()
    }

    /// How many frames will come, where that is known.
    pub(super) fn frames_expected(&self) -> Option<u64> {
        self.capture.frames_expected()
    }

    /// Asks the source. Comes back within some tenths of a second, with or without a frame.
    pub(super) fn next(&mut self) -> Result<Arrival, CaptureError> {
        self.asked = Instant::now();
        Ok(match self.capture.next()? {
            Captured::Frame(frame, took) => {
                self.engine.timing().note(Stage::Decode, took);
                Arrival::Frame(frame)
            }
            Captured::Waiting(why) => Arrival::Waiting(why),
            Captured::Skipped(error) => Arrival::Skipped(error),
            Captured::End => Arrival::End,
        })
    }

    /// How long ago the source was asked.
    pub(super) fn since_asked(&self) -> Duration {
        self.asked.elapsed()
    }

    /// Takes a frame through the engine; gives what came of it.
    pub(super) fn judge(&mut self, frame: &Frame) -> Result<&Output, PoseError> {
        self.engine.frame(frame)?;
        let took = self.asked.elapsed();
        self.engine.timing().note(Stage::Total, took);
        Ok(self.engine.out())
    }

    /// Ends the set; gives what is told of it, and its last events.
    pub(super) fn finish(&mut self, with_timing: bool) -> (Recap, &Output) {
        self.engine.finish(with_timing)
    }

    pub(super) fn engine(&self) -> &Engine {
        &self.engine
    }

    pub(super) fn engine_mut(&mut self) -> &mut Engine {
        &mut self.engine
    }
}
