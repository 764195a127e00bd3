//! The guide figure of the set-up screen, drawn in the background.
//!
//! Each picture of its loop is drawn once, on a thread of its own, and kept. The thread pauses
//! between two pictures, so that the pose model gets the processor. It ends when the figure is
//! dropped.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use crate::exercise::{ExerciseError, Movement};
use crate::performer::guide::{GuideRenderer, RATE_HZ};
use crate::screen::GuideImage;

const PAUSE: Duration = Duration::from_millis(20);

/// The guide figure of one exercise.
pub struct Guide {
    /// For each frame of the loop, the number of its picture.
    frames: Vec<usize>,
    drawn: Arc<Drawn>,
}

/// The pictures so far, in the order in which the loop needs them.
type Drawn = Mutex<Vec<Arc<GuideImage>>>;

fn lock(drawn: &Drawn) -> MutexGuard<'_, Vec<Arc<GuideImage>>> {
    // Only whole pictures are added, so a panic elsewhere has spoilt nothing.
    drawn.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Guide {
    /// Begins to draw the figure of a movement. Where the system gives no thread there is no
    /// figure.
    ///
    /// # Errors
    /// When the movement is not valid.
    pub fn start(movement: &Movement) -> Result<Guide, ExerciseError> {
        let renderer = GuideRenderer::new(movement)?;
        let frames = renderer.frames().to_vec();
        let drawn = Arc::new(Drawn::default());
        let into = Arc::downgrade(&drawn);
        // Without a thread the guide shows nothing. The set can do without it.
        let _ = thread::Builder::new()
            .name("guide".to_owned())
            .spawn(move || draw_all(renderer, &into));
        Ok(Guide { frames, drawn })
    }

    /// The picture at `t_s` seconds since the loop began. While pictures are still being drawn,
    /// the newest one stands in; before the first there is none.
    #[must_use]
    pub fn frame(&self, t_s: f64) -> Option<Arc<GuideImage>> {
        let frame = (t_s.max(0.0) * RATE_HZ) as usize % self.frames.len();
        let pictures = lock(&self.drawn);
        let wanted = self.frames[frame].min(pictures.len().checked_sub(1)?);
        pictures.get(wanted).cloned()
    }

    /// Whether all pictures have been drawn.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let needed = self.frames.iter().max().map_or(0, |last| last + 1);
        lock(&self.drawn).len() >= needed
    }
}

fn draw_all(mut renderer: GuideRenderer, into: &Weak<Drawn>) {
    for number in 0..renderer.picture_count() {
        let picture = renderer.draw(number);
        let Some(drawn) = into.upgrade() else {
            return;
        };
        lock(&drawn).push(Arc::new(GuideImage {
            pixels: picture.pixels,
            base_px: picture.base_px,
        }));
        thread::sleep(PAUSE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::load_movement;

    #[test]
    fn pictures_come_from_the_background_and_stay_the_same() {
        let guide = Guide::start(&load_movement("bird-dog", None, None).unwrap()).unwrap();
        while !guide.is_complete() {
            thread::sleep(Duration::from_millis(5));
        }
        let start = guide.frame(0.0).unwrap();
        let target = guide.frame(2.5).unwrap();
        assert!(Arc::ptr_eq(&start, &guide.frame(59.0 / 12.0).unwrap()));
        assert_eq!(start.pixels.dimensions(), target.pixels.dimensions());
        assert_ne!(start, target);
    }
}
