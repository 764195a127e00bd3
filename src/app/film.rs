//! A film judged from beginning to end, as fast as it can be.

use std::time::Instant;

use crate::coach::{Scene, Summary, Timed};
use crate::pose::PoseError;
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
}

/// Judges a film. Gives the summary, which was also its last event.
///
/// # Errors
/// When the source, the pose engine or the watcher fails.
pub fn judge<W: Watcher>(
    source: &mut dyn FrameSource,
    engine: &mut Engine,
    watcher: &mut W,
    with_timing: bool,
) -> Result<Summary, FilmError<W::Error>> {
    loop {
        let asked = Instant::now();
        let frame = match source.next()? {
            Next::Frame(frame) => frame,
            Next::Waiting(_) => continue,
            Next::End => break,
        };
        engine.timing().note(Stage::Decode, asked.elapsed());
        for event in &engine.frame(&frame)?.events {
            watcher.event(event).map_err(FilmError::Watcher)?;
        }
        engine.timing().note(Stage::Total, asked.elapsed());
        watcher
            .frame(&frame, &|| engine.scene())
            .map_err(FilmError::Watcher)?;
    }
    let (summary, out) = engine.finish(with_timing);
    for event in &out.events {
        watcher.event(event).map_err(FilmError::Watcher)?;
    }
    Ok(summary)
}
