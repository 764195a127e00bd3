//! The small figure of the screens that shows an exercise over and over.
//!
//! Its frames are drawn once, on a thread of their own with pauses between them, and kept. The way
//! back is the way there backwards, so that a loop of five seconds has some twenty pictures.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use image::RgbaImage;
use image::imageops::crop_imm;

use super::camera::Camera;
use super::landmarks::landmarks;
use super::look::Look;
use super::render::{Quality, Renderer};
use super::skeleton::{Build, Skeleton};
use super::solve::Solver;
use super::stage::bounds_px;
use super::take::smooth;
use crate::exercise::{Course, ExerciseError, Movement};

/// Pictures a second.
const RATE_HZ: f64 = 12.0;
/// Seconds in the first pose.
const START_S: f64 = 0.4;
/// Seconds on the way to a pose, and back to the first one.
const WAY_S: f64 = 1.5;
/// Seconds in any other pose.
const HOLD_S: f64 = 1.5;

/// The figure is seen this far from the exercise's own view, so that far limbs show.
const OFF_DEG: f32 = 14.0;
const DISTANCE_M: f32 = 3.4;
const FOV_DEG: f32 = 38.0;
const SIZE_PX: [u32; 2] = [640, 480];

/// Between two pictures the others get the processor.
const PAUSE: Duration = Duration::from_millis(20);

/// A picture of the figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The figure alone, all pictures of a loop cut alike.
    pub pixels: RgbaImage,
    /// Column of the middle of the figure's place, row of the line that it stands on.
    pub base_px: [f32; 2],
}

/// A moment of the loop: a share of the way between two poses.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Moment {
    from: usize,
    to: usize,
    u: f32,
}

/// The figure of one exercise.
pub struct Guide {
    /// For each frame of the loop its picture.
    frames: Vec<usize>,
    drawn: Arc<Drawn>,
}

#[derive(Default)]
struct Drawn {
    /// In the order in which the loop needs them.
    pictures: Mutex<Vec<Arc<Picture>>>,
    is_unwanted: AtomicBool,
}

impl Drawn {
    fn lock(&self) -> MutexGuard<'_, Vec<Arc<Picture>>> {
        // Pictures are only ever added whole.
        self.pictures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Guide {
    /// Begins to draw the figure of a movement in the background. Where the system gives no
    /// thread there is no figure.
    ///
    /// # Errors
    /// When the movement is not as it should be.
    pub fn start(movement: &Movement) -> Result<Guide, ExerciseError> {
        let course = movement.course(&[], 1.0)?;
        let (frames, moments) = loop_of(course.stations.len());
        let drawn = Arc::new(Drawn::default());
        let easel = Easel::new(movement, course, &moments);
        let into = Arc::clone(&drawn);
        // A guide without pictures shows nothing; nobody needs to be told.
        let _ = thread::Builder::new()
            .name("guide".to_owned())
            .spawn(move || easel.draw_all(&moments, &into));
        Ok(Guide { frames, drawn })
    }

    /// The picture of a moment, in seconds since the loop began; the newest one there is while
    /// they are being drawn, none before the first.
    #[must_use]
    pub fn frame(&self, t_s: f64) -> Option<Arc<Picture>> {
        let frame = (t_s.max(0.0) * RATE_HZ) as usize % self.frames.len();
        let pictures = self.drawn.lock();
        let wanted = self.frames[frame].min(pictures.len().checked_sub(1)?);
        pictures.get(wanted).cloned()
    }

    /// Whether all pictures have been drawn.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let needed = self.frames.iter().max().map_or(0, |last| last + 1);
        self.drawn.lock().len() >= needed
    }
}

impl Drop for Guide {
    fn drop(&mut self) {
        self.drawn.is_unwanted.store(true, Ordering::Relaxed);
    }
}

/// The frames of a loop over so many poses as places in a list of different moments.
fn loop_of(poses: usize) -> (Vec<usize>, Vec<Moment>) {
    let frames_of = |seconds: f64| (seconds * RATE_HZ).round() as usize;
    let mut frames = Vec::new();
    let mut moments: Vec<Moment> = Vec::new();
    let mut add = |count: usize, from: usize, to: usize, u: &dyn Fn(usize) -> f32| {
        for frame in 0..count {
            let u = u(frame);
            // The same pictures backwards.
            let (from, to, u) = if from > to {
                (to, from, 1.0 - u)
            } else {
                (from, to, u)
            };
            let moment = Moment { from, to, u };
            let is_same =
                |known: &Moment| (known.from, known.to) == (from, to) && (known.u - u).abs() < 1e-3;
            let at = moments.iter().position(is_same).unwrap_or_else(|| {
                moments.push(moment);
                moments.len() - 1
            });
            frames.push(at);
        }
    };
    let way = frames_of(WAY_S);
    let part = |frame: usize| smooth((frame + 1) as f32 / way as f32);
    add(frames_of(START_S), 0, 1, &|_| 0.0);
    for to in 1..poses {
        add(way, to - 1, to, &part);
        add(frames_of(HOLD_S), to - 1, to, &|_| 1.0);
    }
    add(way, poses - 1, 0, &part);
    (frames, moments)
}

/// Draws the pictures of one movement.
struct Easel {
    course: Course,
    solver: Solver,
    renderer: Renderer,
    build: Build,
    /// Left, top, width and height of what is used of a whole picture.
    cut_px: [u32; 4],
    base_px: [f32; 2],
}

/// Flesh reaches so far beyond landmarks, in pixels.
const FLESH_PX: f32 = 42.0;

impl Easel {
    fn new(movement: &Movement, course: Course, moments: &[Moment]) -> Easel {
        let build = Build::default();
        let target = &course.stations[1].pose;
        let solver = Solver::new(build, movement.support, target, target);
        let points: Vec<_> = moments
            .iter()
            .flat_map(|moment| landmarks(&build, &skeleton(&course, &solver, *moment)))
            .collect();
        let mut camera = Camera {
            azimuth_deg: movement.camera.azimuth_deg - OFF_DEG,
            height_m: movement.camera.height_m,
            distance_m: DISTANCE_M,
            fov_deg: FOV_DEG,
            width: SIZE_PX[0],
            height: SIZE_PX[1],
            ..Camera::default()
        };
        super::stage::frame(&mut camera, &points, [1.0, 1.0], Some(DISTANCE_M));
        let [[left, right], [top, bottom]] = bounds_px(&camera, &points);
        let cut = |from: f32, to: f32, size: u32| {
            let from = (from - FLESH_PX).max(0.0) as u32;
            let to = ((to + FLESH_PX).max(0.0) as u32).min(size);
            [from, to.saturating_sub(from).max(1)]
        };
        let [x, width] = cut(left, right, camera.width);
        let [y, height] = cut(top, bottom, camera.height);
        Easel {
            renderer: Renderer::new(camera, Look::guide(), Quality::FAST),
            cut_px: [x, y, width, height],
            base_px: [(left + right) / 2.0 - x as f32, bottom - y as f32],
            course,
            solver,
            build,
        }
    }

    fn draw_all(mut self, moments: &[Moment], into: &Drawn) {
        for moment in moments {
            if into.is_unwanted.load(Ordering::Relaxed) {
                return;
            }
            let picture = self.draw(*moment);
            into.lock().push(Arc::new(picture));
            thread::sleep(PAUSE);
        }
    }

    fn draw(&mut self, moment: Moment) -> Picture {
        let skeleton = skeleton(&self.course, &self.solver, moment);
        let mut whole = RgbaImage::default();
        self.renderer
            .render_cutout(&self.build, &skeleton, &mut whole);
        let [left, top, width, height] = self.cut_px;
        Picture {
            pixels: crop_imm(&whole, left, top, width, height).to_image(),
            base_px: self.base_px,
        }
    }
}

fn skeleton(course: &Course, solver: &Solver, moment: Moment) -> Skeleton {
    let pose = |index: usize| &course.stations[index].pose;
    solver.blend(pose(moment.from), pose(moment.to), moment.u)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::{load_movement, movement_ids};

    #[test]
    fn the_loop_is_as_long_as_designed_and_goes_back_by_the_same_pictures() {
        let (frames, moments) = loop_of(2);
        assert_eq!(frames.len(), 59);
        // Start, the way, and the target: the last step of the way is the target itself.
        assert_eq!(moments.len(), 19);
        assert_eq!((frames[0], frames[58]), (0, 0));
        assert_eq!(frames[30], 18);
        let (_, back) = frames.split_at(41);
        let there: Vec<usize> = frames[5..23].iter().rev().copied().collect();
        assert_eq!(back[..17], there[1..]);
    }

    #[test]
    fn every_exercise_is_drawn_whole_and_stands_on_its_line() {
        for id in movement_ids() {
            let movement = load_movement(&id, None).unwrap();
            let course = movement.course(&[], 1.0).unwrap();
            let (_, moments) = loop_of(course.stations.len());
            let mut easel = Easel::new(&movement, course, &moments);
            for moment in [moments[0], moments[18]] {
                let picture = easel.draw(moment);
                let (width, height) = picture.pixels.dimensions();
                let is_used = |x: u32, y: u32| picture.pixels.get_pixel(x, y)[3] > 0;
                let edge_rows = [0, height - 1].into_iter();
                let mut edge = edge_rows.flat_map(|y| (0..width).map(move |x| (x, y)));
                assert!(
                    !edge.any(|(x, y)| is_used(x, y)),
                    "{id}: cut above or below"
                );
                let edge_columns = [0, width - 1].into_iter();
                let mut edge = edge_columns.flat_map(|x| (0..height).map(move |y| (x, y)));
                assert!(!edge.any(|(x, y)| is_used(x, y)), "{id}: cut at a side");
                let lowest = (0..height)
                    .rev()
                    .find(|y| (0..width).any(|x| is_used(x, *y)))
                    .unwrap();
                let below = lowest as f32 - picture.base_px[1];
                assert!((-45.0..40.0).contains(&below), "{id}: {below}");
            }
        }
    }

    #[test]
    fn pictures_come_from_the_background_and_stay_the_same() {
        let guide = Guide::start(&load_movement("bird-dog", None).unwrap()).unwrap();
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
