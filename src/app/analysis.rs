//! A video judged from beginning to end, as fast as possible.

use crate::coach::Timed;
use crate::screen::Scene;
use crate::session::Recap;
use crate::source::FrameSource;

use super::engine::Engine;
use super::frame_loop::{Arrival, FrameError, FrameLoop};

/// What came of a video.
#[derive(Debug)]
pub struct Analyzed {
    /// What is told of what could be read. Its figures are the last event too.
    pub recap: Recap,
    /// The events of the end.
    pub events: Vec<Timed>,
    /// How many pictures of a folder could not be used.
    pub skipped: usize,
    /// Why the video ended before its end, where it did.
    pub broke_off: Option<FrameError>,
}

/// A video that is being judged. What could be read of one that breaks off is judged all the same.
///
/// ```ignore
/// loop {
///     match analysis.step()? {
///         Arrival::Frame(frame) => show(analysis.events(), &frame),
///         Arrival::Waiting(_) | Arrival::Skipped(_) => {}
///         Arrival::End => break,
///     }
/// }
/// let analyzed = analysis.finish(false)?;
/// ```
pub struct Analysis {
    frames: FrameLoop,
    judged: u64,
    /// Why pictures of a folder could not be used.
    skipped: Vec<String>,
    broke_off: Option<FrameError>,
}

impl Analysis {
    /// Begins with the first frame of `source`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(source: Box<dyn FrameSource>, engine: Engine) -> Result<Self, FrameError> {
        Ok(Self {
            frames: FrameLoop::start(source, engine)?,
            judged: 0,
            skipped: Vec::new(),
            broke_off: None,
        })
    }

    /// How many frames will come, where that is known.
    #[must_use]
    pub fn frames_expected(&self) -> Option<u64> {
        self.frames.frames_expected()
    }

    /// Judges the next frame and gives it back, or says why there is none. [`Analysis::events`] and
    /// [`Analysis::scene`] say what came of it.
    ///
    /// # Errors
    /// When the pose engine fails.
    pub fn step(&mut self) -> Result<Arrival, FrameError> {
        let arrival = self.frames.next().unwrap_or_else(|error| {
            self.broke_off = Some(error);
            Arrival::End
        });
        match &arrival {
            Arrival::Frame(frame) => {
                self.judged += 1;
                self.frames.judge(frame)?;
            }
            Arrival::Skipped(why) => self.skipped.push(why.clone()),
            Arrival::Waiting(_) | Arrival::End => {}
        }
        Ok(arrival)
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
    pub fn finish(mut self, with_timing: bool) -> Result<Analyzed, FrameError> {
        if self.judged == 0 {
            let skipped = self.skipped.first().cloned().map(FrameError::AllSkipped);
            if let Some(error) = self.broke_off.take().or(skipped) {
                return Err(error);
            }
        }
        let (recap, out) = self.frames.engine_mut().finish(with_timing);
        Ok(Analyzed {
            recap,
            events: out.events.clone(),
            skipped: self.skipped.len(),
            broke_off: self.broke_off,
        })
    }
}
