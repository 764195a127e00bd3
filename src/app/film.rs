//! A film judged from beginning to end, as fast as it can be.

use std::time::Instant;

use crate::coach::Timed;
use crate::pose::PoseError;
use crate::screen::Scene;
use crate::session::Recap;
use crate::source::{Frame, FrameSource, Next, SourceError};

use super::engine::Engine;
use super::timing::Stage;

/// Why a film could not be judged to its end.
#[derive(Debug, thiserror::Error)]
pub enum FilmError<E: std::error::Error> {
    /// The source failed.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The pose engine failed.
    #[error(transparent)]
    Pose(#[from] PoseError),
    /// Whoever watches could not go on.
    #[error(transparent)]
    Watcher(E),
}

/// Sees a film being judged.
pub trait Watcher {
    /// Why it could not go on.
    type Error: std::error::Error;

    /// An event happened.
    ///
    /// # Errors
    /// When it can't be passed on.
    fn event(&mut self, event: &Timed) -> Result<(), Self::Error>;

    /// A frame was judged; `scene` makes what would be seen live.
    ///
    /// # Errors
    /// When it can't be passed on.
    fn frame(&mut self, frame: &Frame, scene: &dyn Fn() -> Scene) -> Result<(), Self::Error>;

    /// The source has no frame at the moment, and says why.
    ///
    /// # Errors
    /// When it can't wait any longer.
    fn waiting(&mut self, why: &str) -> Result<(), Self::Error> {
        let _ = why;
        Ok(())
    }

    /// A picture of a folder can't be used; the film goes on with the next one.
    fn passed_over(&mut self, error: &SourceError) {
        let _ = error;
    }
}

/// What came of a film.
#[derive(Debug)]
pub struct Judged {
    /// What is told of what could be read. Its figures are the last event too.
    pub recap: Recap,
    /// How many pictures of a folder could not be used.
    pub passed_over: u64,
    /// Why the film ended before its end, where it did.
    pub broke_off: Option<SourceError>,
}

/// Judges a film. What could be read of one that breaks off is judged all the same.
///
/// # Errors
/// When there is nothing to judge, because the source gives no frame at all; when the pose engine
/// or the watcher fails.
pub fn judge<W: Watcher>(
    source: &mut dyn FrameSource,
    engine: &mut Engine,
    watcher: &mut W,
    with_timing: bool,
) -> Result<Judged, FilmError<W::Error>> {
    let mut frames = 0_u64;
    let mut passed_over = 0;
    let mut first_error = None;
    let mut broke_off = None;
    loop {
        let asked = Instant::now();
        let frame = match source.next() {
            Ok(Next::Frame(frame)) => frame,
            Ok(Next::Waiting(why)) => {
                watcher.waiting(&why).map_err(FilmError::Watcher)?;
                continue;
            }
            Ok(Next::End) => break,
            Err(error) if error.is_of_one_picture() => {
                // Of a single picture nothing is left to go on with: it is told as the failure.
                if source.frames_expected() != Some(1) {
                    watcher.passed_over(&error);
                }
                passed_over += 1;
                first_error.get_or_insert(error);
                continue;
            }
            Err(error) => {
                broke_off = Some(error);
                break;
            }
        };
        frames += 1;
        engine.timing().note(Stage::Decode, asked.elapsed());
        for event in &engine.frame(&frame)?.events {
            watcher.event(event).map_err(FilmError::Watcher)?;
        }
        engine.timing().note(Stage::Total, asked.elapsed());
        watcher
            .frame(&frame, &|| engine.scene())
            .map_err(FilmError::Watcher)?;
    }
    if frames == 0 {
        broke_off = broke_off.or(first_error);
        if let Some(error) = broke_off {
            return Err(error.into());
        }
    }
    let (recap, out) = engine.finish(with_timing);
    for event in &out.events {
        watcher.event(event).map_err(FilmError::Watcher)?;
    }
    Ok(Judged {
        recap,
        passed_over,
        broke_off,
    })
}
