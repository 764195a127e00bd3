//! A video judged from beginning to end, as fast as possible.

use std::io;

use crate::coach::Timed;
use crate::pose::PoseError;
use crate::screen::Scene;
use crate::session::Recap;
use crate::source::{Frame, FrameSource, SourceError};

use super::capture::CaptureError;
use super::engine::Engine;
use super::frame_loop::{Arrival, FrameLoop};

/// Why a video could not be judged to its end.
#[derive(Debug, thiserror::Error)]
pub enum AnalysisError {
    /// There is nothing to judge, because the source gives no frame at all.
    #[error(transparent)]
    Capture(#[from] CaptureError),
    /// The pose engine failed.
    #[error(transparent)]
    Pose(#[from] PoseError),
    /// The thread that reads the video could not be started.
    #[error("the system can't start another thread ({0}): close some programs and try again")]
    Thread(io::Error),
}

/// What one step of an analysis brought.
#[derive(Debug)]
pub enum Step {
    /// A frame was judged. [`Analysis::events`] and [`Analysis::scene`] say what came of it.
    Judged(Frame),
    /// The source has no frame at the moment, and says why.
    Waiting(Option<String>),
    /// One picture of a folder can't be used, for this reason. The analysis goes on with the next.
    Skipped(String),
    /// There are no more frames.
    End,
}

/// What came of a video.
#[derive(Debug)]
pub struct Analyzed {
    /// What is told of what could be read. Its figures are the last event too.
    pub recap: Recap,
    /// The events of the end.
    pub events: Vec<Timed>,
    /// How many pictures of a folder could not be used.
    pub skipped: u64,
    /// Why the video ended before its end, where it did.
    pub broke_off: Option<CaptureError>,
}

/// A video that is being judged. What could be read of one that breaks off is judged all the same.
///
/// ```ignore
/// loop {
///     match analysis.step()? {
///         Step::Judged(frame) => show(analysis.events(), &frame),
///         Step::Waiting(_) | Step::Skipped(_) => {}
///         Step::End => break,
///     }
/// }
/// let analyzed = analysis.finish(false)?;
/// ```
pub struct Analysis {
    frames: FrameLoop,
    judged: u64,
    skipped: u64,
    first_skipped: Option<SourceError>,
    broke_off: Option<CaptureError>,
}

impl Analysis {
    /// Begins with the first frame of `source`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(source: Box<dyn FrameSource>, engine: Engine) -> Result<Self, AnalysisError> {
        Ok(Self {
            frames: FrameLoop::start(source, engine).map_err(AnalysisError::Thread)?,
            judged: 0,
            skipped: 0,
            first_skipped: None,
            broke_off: None,
        })
    }

    /// How many frames will come, where that is known.
    #[must_use]
    pub fn frames_expected(&self) -> Option<u64> {
        self.frames.frames_expected()
    }

    /// Judges the next frame, or says why there is none.
    ///
    /// # Errors
    /// When the pose engine fails.
    pub fn step(&mut self) -> Result<Step, AnalysisError> {
        let frame = match self.frames.next() {
            Ok(Arrival::Frame(frame)) => frame,
            Ok(Arrival::Waiting(why)) => return Ok(Step::Waiting(why)),
            Ok(Arrival::Skipped(error)) => {
                self.skipped += 1;
                let why = error.to_string();
                self.first_skipped.get_or_insert(error);
                return Ok(Step::Skipped(why));
            }
            Ok(Arrival::End) => return Ok(Step::End),
            Err(error) => {
                self.broke_off = Some(error);
                return Ok(Step::End);
            }
        };
        self.judged += 1;
        self.frames.judge(&frame)?;
        Ok(Step::Judged(frame))
    }

    /// The events of the newest frame.
    #[must_use]
    pub fn events(&self) -> &[Timed] {
        &self.frames.engine().out().events
    }

    /// What would be seen live.
    #[must_use]
    pub fn scene(&self) -> Scene {
        self.frames.engine().scene()
    }

    /// Ends the set.
    ///
    /// # Errors
    /// When no frame could be judged at all.
    pub fn finish(mut self, with_timing: bool) -> Result<Analyzed, AnalysisError> {
        if self.judged == 0 {
            let skipped = self.first_skipped.take().map(CaptureError::from);
            if let Some(error) = self.broke_off.take().or(skipped) {
                return Err(error.into());
            }
        }
        let (recap, out) = self.frames.finish(with_timing);
        Ok(Analyzed {
            recap,
            events: out.events.clone(),
            skipped: self.skipped,
            broke_off: self.broke_off,
        })
    }
}
