//! The pictures of the small guide figure, which shows an exercise over and over.
//!
//! The way back shows the pictures of the way there in reverse order, so that a loop of five
//! seconds has about twenty different pictures.

use image::RgbaImage;
use image::imageops::crop_imm;

use super::animation::smooth;
use super::camera::Camera;
use super::landmarks::landmarks;
use super::look::Look;
use super::render::{Quality, Renderer};
use super::skeleton::{Build, Skeleton};
use super::solve::Solver;
use super::video::bounds_px;
use crate::exercise::{Course, ExerciseError, Movement};

/// Frames of the loop per second.
pub const RATE_HZ: f64 = 12.0;
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

/// One picture of the figure.
#[derive(Debug, Clone, PartialEq)]
pub struct GuidePicture {
    /// The figure alone. All pictures of a loop have the same size.
    pub pixels: RgbaImage,
    /// Column of the middle of the figure's place, and row of the line that it stands on.
    pub base_px: [f32; 2],
}

/// A moment of the loop: a share of the way between two poses.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Moment {
    from: usize,
    to: usize,
    u: f32,
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
pub struct GuideRenderer {
    /// For each frame of the loop, the number of its picture.
    frames: Vec<usize>,
    /// What each picture shows, in the order in which the loop needs them.
    moments: Vec<Moment>,
    course: Course,
    solver: Solver,
    renderer: Renderer,
    build: Build,
    /// Left, top, width and height of the part of a whole picture that is used.
    cut_px: [u32; 4],
    base_px: [f32; 2],
}

/// Flesh reaches this far beyond the landmarks, in pixels.
const FLESH_PX: f32 = 42.0;

impl GuideRenderer {
    /// Prepares the figure of a movement.
    ///
    /// # Errors
    /// When the movement is not valid.
    pub fn new(movement: &Movement) -> Result<GuideRenderer, ExerciseError> {
        let course = movement.course(&[], 1.0)?;
        let (frames, moments) = loop_of(course.stations.len());
        let build = Build::default();
        let target = &course.stations[1].pose;
        let solver = Solver::new(build, movement.support, target, target);
        let points: Vec<_> = moments
            .iter()
            .flat_map(|moment| landmarks(&build, &skeleton(&course, &solver, *moment)))
            .collect();
        let mut camera = Camera {
            azimuth_deg: movement.camera.azimuth_deg - OFF_DEG,
            distance_m: DISTANCE_M,
            fov_deg: FOV_DEG,
            width: SIZE_PX[0],
            height: SIZE_PX[1],
            ..Camera::default()
        };
        super::video::fit_camera(&mut camera, &points, [1.0, 1.0], Some(DISTANCE_M));
        let [[left, right], [top, bottom]] = bounds_px(&camera, &points);
        let cut = |from: f32, to: f32, size: u32| {
            let from = (from - FLESH_PX).max(0.0) as u32;
            let to = ((to + FLESH_PX).max(0.0) as u32).min(size);
            [from, to.saturating_sub(from).max(1)]
        };
        let [x, width] = cut(left, right, camera.width);
        let [y, height] = cut(top, bottom, camera.height);
        Ok(GuideRenderer {
            renderer: Renderer::new(camera, Look::guide(), Quality::FAST),
            cut_px: [x, y, width, height],
            base_px: [(left + right) / 2.0 - x as f32, bottom - y as f32],
            frames,
            moments,
            course,
            solver,
            build,
        })
    }

    /// The number of the picture that shows the target pose.
    #[must_use]
    pub fn target(&self) -> usize {
        let way = ((START_S + WAY_S) * RATE_HZ).round() as usize;
        self.frames[way.min(self.frames.len() - 1)]
    }

    /// For each frame of the loop, at [`RATE_HZ`], the number of its picture.
    #[must_use]
    pub fn frames(&self) -> &[usize] {
        &self.frames
    }

    /// How many different pictures the loop has.
    #[must_use]
    pub fn picture_count(&self) -> usize {
        self.moments.len()
    }

    /// Draws the picture of this number, from 0.
    pub fn draw(&mut self, number: usize) -> GuidePicture {
        let skeleton = skeleton(&self.course, &self.solver, self.moments[number]);
        let mut whole = RgbaImage::default();
        self.renderer
            .render_cutout(&self.build, &skeleton, &mut whole);
        let [left, top, width, height] = self.cut_px;
        GuidePicture {
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
    use crate::exercise::{ids, load_movement};

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
        for id in ids() {
            let movement = load_movement(&id, None, None).unwrap();
            let mut renderer = GuideRenderer::new(&movement).unwrap();
            for number in [0, 18] {
                let picture = renderer.draw(number);
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
}
