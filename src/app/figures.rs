//! The figures of the home screen: a still one of each exercise, and one that moves.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use crate::exercise::{self, Movement};
use crate::performer::guide::GuideRenderer;
use crate::screen::GuideImage;

use super::guide::Guide;

type Stills = Vec<Option<Arc<GuideImage>>>;

/// Figures of exercises by their number.
pub(super) struct Figures {
    /// How each is performed. One that doesn't show it has no figure.
    movements: Vec<Option<Movement>>,
    /// Those that have been drawn so far.
    stills: Arc<Mutex<Stills>>,
}

/// The figure that moves: of which exercise, and since when.
pub(super) struct MovingFigure {
    number: usize,
    guide: Guide,
    since: Instant,
}

impl Figures {
    /// Begins to draw the figures of these exercises.
    pub(super) fn draw(ids: &[String], folder: Option<&Path>) -> Self {
        let movements: Vec<Option<Movement>> = ids
            .iter()
            .map(|id| exercise::load_movement(id, None, folder).ok())
            .collect();
        let stills = Arc::new(Mutex::new(vec![None; movements.len()]));
        draw_stills(movements.clone(), &stills);
        Self { movements, stills }
    }

    /// The exercise in its target pose, once it has been drawn.
    pub(super) fn still(&self, number: usize) -> Option<Arc<GuideImage>> {
        lock(&self.stills).get(number)?.clone()
    }

    /// The exercise as it is performed, from its first picture on. `moving` is what moved so far.
    pub(super) fn moving(
        &self,
        number: usize,
        moving: &mut Option<MovingFigure>,
    ) -> Option<Arc<GuideImage>> {
        if moving.as_ref().is_none_or(|moving| moving.number != number) {
            let movement = self.movements.get(number).and_then(Option::as_ref);
            let guide = movement.and_then(|movement| Guide::start(movement).ok());
            *moving = guide.map(|guide| MovingFigure {
                number,
                guide,
                since: Instant::now(),
            });
        }
        let moving = moving.as_ref()?;
        // What is drawn so far would move by jerks.
        if !moving.guide.is_complete() {
            return None;
        }
        moving.guide.frame(moving.since.elapsed().as_secs_f64())
    }
}

fn lock(stills: &Mutex<Stills>) -> MutexGuard<'_, Stills> {
    // A panic while it was locked leaves either a picture or none.
    stills.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Draws the target pose of each exercise, one after the other, on a thread of its own. Without a
/// thread there are no figures.
fn draw_stills(movements: Vec<Option<Movement>>, stills: &Arc<Mutex<Stills>>) {
    let stills = Arc::clone(stills);
    let _ = thread::Builder::new()
        .name("figures".to_owned())
        .spawn(move || {
            for (number, movement) in movements.iter().enumerate() {
                let renderer = movement
                    .as_ref()
                    .and_then(|movement| GuideRenderer::new(movement).ok());
                let Some(mut renderer) = renderer else {
                    continue;
                };
                let picture = renderer.draw(renderer.target());
                let image = GuideImage {
                    pixels: picture.pixels,
                    base_px: picture.base_px,
                };
                lock(&stills)[number] = Some(Arc::new(image));
            }
        });
}
