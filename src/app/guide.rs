//! The guide figure of the set-up screen, drawn in the background.
//!
//! Each picture of its loop is drawn once, on a thread of its own, and kept. The thread pauses
//! between two pictures, so that the pose model gets the processor. It draws only what is asked for and
//! a little more: somebody who is seen at once needs no guide. It ends when the figure is dropped.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::exercise::{ExerciseError, Movement};
use crate::performer::guide::{GuideRenderer, RATE_HZ};
use crate::screen::GuideImage;

const PAUSE: Duration = Duration::from_millis(20);
/// So many pictures are drawn ahead, a quarter of a second of the loop.
const AHEAD: usize = 3;

/// The guide figure of one exercise.
pub struct Guide {
    /// For each frame of the loop, the number of its picture.
    frames: Vec<usize>,
    /// How many pictures there will be.
    count: usize,
    shared: Arc<Shared>,
}

/// What the thread and the figure share.
#[derive(Default)]
struct Shared {
    drawn: Mutex<Drawn>,
    asked: Condvar,
}

#[derive(Default)]
struct Drawn {
    /// The pictures so far, in the order in which the loop needs them.
    pictures: Vec<Arc<GuideImage>>,
    /// How many are to be drawn.
    wanted: usize,
    /// The figure is not needed any more.
    is_over: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Drawn> {
        // Only whole pictures are added, so a panic elsewhere has spoilt nothing.
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the picture of this number is wanted. Gives whether it ever is.
    fn is_wanted(&self, number: usize) -> bool {
        let is_idle = |drawn: &mut Drawn| !drawn.is_over && drawn.wanted <= number;
        let waited = self.asked.wait_while(self.lock(), is_idle);
        !waited.unwrap_or_else(PoisonError::into_inner).is_over
    }

    /// Asks for so many pictures.
    fn want(&self, count: usize) -> MutexGuard<'_, Drawn> {
        let mut drawn = self.lock();
        if drawn.wanted < count {
            drawn.wanted = count;
            self.asked.notify_one();
        }
        drawn
    }
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
        let count = renderer.picture_count();
        let shared = Arc::new(Shared::default());
        let into = Arc::clone(&shared);
        // Without a thread the guide shows nothing. The set can do without it.
        let _ = thread::Builder::new()
            .name("guide".to_owned())
            .spawn(move || draw_all(renderer, &into));
        Ok(Guide {
            frames,
            count,
            shared,
        })
    }

    /// The picture at `t_s` seconds since the loop began. While pictures are still being drawn,
    /// the newest one stands in; before the first there is none.
    #[must_use]
    pub fn frame(&self, t_s: f64) -> Option<Arc<GuideImage>> {
        let frame = (t_s.max(0.0) * RATE_HZ) as usize % self.frames.len();
        let wanted = self.frames[frame];
        let drawn = self.shared.want((wanted + 1 + AHEAD).min(self.count));
        let newest = drawn.pictures.len().checked_sub(1)?;
        drawn.pictures.get(wanted.min(newest)).cloned()
    }

    /// Whether all pictures have been drawn. All of them will be, once this was asked.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.shared.want(self.count).pictures.len() == self.count
    }
}

impl Drop for Guide {
    fn drop(&mut self) {
        self.shared.lock().is_over = true;
        self.shared.asked.notify_one();
    }
}

fn draw_all(mut renderer: GuideRenderer, into: &Shared) {
    for number in 0..renderer.picture_count() {
        if !into.is_wanted(number) {
            return;
        }
        let picture = renderer.draw(number);
        into.lock().pictures.push(Arc::new(GuideImage {
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
    fn no_picture_is_drawn_that_nobody_will_ask_for_soon() {
        let guide = Guide::start(&load_movement("bird-dog", None, None).unwrap()).unwrap();
        let drawn = || guide.shared.lock().pictures.len();
        thread::sleep(Duration::from_millis(100));
        assert_eq!(drawn(), 0);
        while guide.frame(0.0).is_none() || drawn() <= AHEAD {
            thread::sleep(Duration::from_millis(5));
        }
        thread::sleep(Duration::from_millis(200));
        assert_eq!(drawn(), 1 + AHEAD);
    }

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
