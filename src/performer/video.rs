//! A person, a camera and a room: everything that is needed for the picture of a moment.

use glam::Vec3;
use image::RgbImage;

use super::animation::Animation;
use super::camera::Camera;
use super::error::PerformerError;
use super::landmarks::landmarks;
use super::options::Options;
use super::render::{Quality, Renderer};
use super::skeleton::Skeleton;
use super::wave::Wave;
use crate::blazepose::LANDMARKS;
use crate::exercise::Movement;

/// Share of the picture's width and height that the landmarks of a whole animation span at most,
/// when the camera's distance isn't given. Hands and feet reach beyond their landmarks.
const SPAN: [f32; 2] = [0.72, 0.80];

/// Smallest distance of the camera in metres. Nobody stands nearer when the whole body has to be
/// seen.
const NEAREST_M: f32 = 2.1;

/// How many moments of each second are looked at to place the camera.
const LOOKS_HZ: f64 = 5.0;

/// An animation longer than this repeats itself, in seconds.
const LOOK_AT_MOST_S: f64 = 60.0;

/// An animation in front of a camera. It reads no clock: the same moment gives the same picture.
pub struct SyntheticVideo {
    animation: Animation,
    renderer: Renderer,
    wave: Option<Wave>,
    rate_hz: f64,
}

/// Frames a second where nothing else is asked for.
const RATE_HZ: f64 = 15.0;

impl SyntheticVideo {
    /// Sets up a movement as the options want it.
    ///
    /// # Errors
    /// When the movement has no such fault or view.
    pub fn new(movement: &Movement, options: &Options) -> Result<SyntheticVideo, PerformerError> {
        let animation = Animation::new(movement, options.animation.clone())?;
        let settings = &options.camera;
        let [width, height] = settings.size_px.unwrap_or([640, 480]);
        let mut camera = Camera {
            azimuth_deg: settings.azimuth_of(movement)?,
            width,
            height,
            ..Camera::default()
        };
        camera.height_m = settings.lens_m.unwrap_or(camera.height_m);
        place_camera(&mut camera, &animation, settings.distance_m);
        let quality = if options.shadow.unwrap_or(false) {
            Quality::FINE
        } else {
            Quality::FAST
        };
        Ok(SyntheticVideo {
            renderer: Renderer::new(camera, options.appearance.look(), quality),
            wave: options.wave_s.map(|at_s| Wave {
                at_s,
                tempo: animation.tempo(),
            }),
            animation,
            rate_hz: settings.rate_hz.unwrap_or(RATE_HZ),
        })
    }

    /// Seconds until the last rest is over.
    #[must_use]
    pub fn length_s(&self) -> f64 {
        self.animation.length_s()
    }

    /// Frames a second.
    #[must_use]
    pub fn rate_hz(&self) -> f64 {
        self.rate_hz
    }

    /// Width and height of the pictures in pixels.
    #[must_use]
    pub fn size_px(&self) -> [u32; 2] {
        let camera = self.renderer.camera();
        [camera.width, camera.height]
    }

    /// The animation.
    #[must_use]
    pub fn animation(&self) -> &Animation {
        &self.animation
    }

    /// The camera.
    #[must_use]
    pub fn camera(&self) -> &Camera {
        self.renderer.camera()
    }

    /// The renderer, as the last frame left it.
    #[must_use]
    pub fn renderer(&self) -> &Renderer {
        &self.renderer
    }

    /// The picture of a moment; `number` seeds the sensor's grain. Returns the bones in it.
    pub fn frame_at(&mut self, t_s: f64, number: u64, into: &mut RgbImage) -> Skeleton {
        let skeleton = self.skeleton_at(t_s);
        self.renderer
            .render(self.animation.build(), &skeleton, number, into);
        skeleton
    }

    /// The bones of a moment without a picture of them: all that the truth about a frame needs, at
    /// a small part of the cost.
    pub fn bones_at(&mut self, t_s: f64) -> Skeleton {
        let skeleton = self.skeleton_at(t_s);
        self.renderer.stand(self.animation.build(), &skeleton);
        skeleton
    }

    fn skeleton_at(&self, t_s: f64) -> Skeleton {
        let mut skeleton = self.animation.skeleton_at(t_s);
        if let Some(wave) = &self.wave {
            let view = self.camera().view();
            wave.add_to(&mut skeleton, t_s, self.animation.build(), &view);
        }
        skeleton
    }
}

/// Turns the camera to the middle of everything that the animation shows, and without a given
/// distance moves it back until all of that fits.
fn place_camera(camera: &mut Camera, animation: &Animation, distance_m: Option<f32>) {
    let looks = (animation.length_s().min(LOOK_AT_MOST_S) * LOOKS_HZ) as u32;
    let points: Vec<[Vec3; LANDMARKS]> = (0..=looks)
        .map(|look| {
            let skeleton = animation.skeleton_at(f64::from(look) / LOOKS_HZ);
            landmarks(animation.build(), &skeleton)
        })
        .collect();
    fit_camera(camera, points.as_flattened(), SPAN, distance_m);
}

/// Places the camera so that these points are in the middle of the picture and span at most these
/// shares of it.
pub(super) fn fit_camera(
    camera: &mut Camera,
    points: &[Vec3],
    span: [f32; 2],
    distance_m: Option<f32>,
) {
    let (low, high) = points.iter().fold(
        (Vec3::INFINITY, Vec3::NEG_INFINITY),
        |(low, high), point| (low.min(*point), high.max(*point)),
    );
    camera.target = (low + high) / 2.0;
    camera.distance_m = distance_m.unwrap_or(NEAREST_M);
    let size = [camera.width as f32, camera.height as f32];
    // Perspective makes this a search. Every round leaves a small part of the error.
    for _ in 0..8 {
        let bounds = bounds_px(camera, points);
        let view = camera.view();
        let m_per_px = camera.eye().distance(camera.target) / view.focal_px;
        let [x, y] = bounds.map(|[from, to]| (from + to) / 2.0);
        camera.target += view.right * ((x - size[0] / 2.0) * m_per_px);
        camera.target.y -= (y - size[1] / 2.0) * m_per_px;
        if distance_m.is_none() {
            let too_wide = |axis: usize| {
                let [from, to] = bounds[axis];
                (to - from) / (size[axis] * span[axis])
            };
            let by = too_wide(0).max(too_wide(1));
            camera.distance_m = (camera.distance_m * by).clamp(NEAREST_M, 8.0);
        }
    }
}

/// The least and the greatest column, and the least and the greatest row of these points.
pub(super) fn bounds_px(camera: &Camera, points: &[Vec3]) -> [[f32; 2]; 2] {
    let mut bounds = [[f32::INFINITY, f32::NEG_INFINITY]; 2];
    for point in points {
        let seen = camera.project(*point);
        for (bound, at) in bounds.iter_mut().zip(seen) {
            *bound = [bound[0].min(at), bound[1].max(at)];
        }
    }
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::{ids, load_movement};

    fn video(id: &str, options: &str) -> SyntheticVideo {
        let movement = load_movement(id, None, None).unwrap();
        SyntheticVideo::new(&movement, &options.parse().unwrap()).unwrap()
    }

    #[test]
    fn every_exercise_fits_the_picture_and_stands_in_its_middle() {
        for id in ids() {
            for options in ["", "azimuth=25,lens=1.3,height=2", "size=640x360"] {
                let video = video(&id, options);
                let size = video.size_px().map(|side| side as f32);
                let points: Vec<Vec3> = (0..(video.length_s() * 10.0) as u32)
                    .flat_map(|tenth| {
                        let skeleton = video.animation().skeleton_at(f64::from(tenth) / 10.0);
                        landmarks(video.animation().build(), &skeleton)
                    })
                    .collect();
                let bounds = bounds_px(video.camera(), &points);
                for axis in 0..2 {
                    let [from, to] = bounds[axis].map(|at| at / size[axis]);
                    assert!(to - from < SPAN[axis] + 0.04, "{id} {options}: {from} {to}");
                    assert!(
                        (from + to - 1.0).abs() < 0.06,
                        "{id} {options}: {from} {to}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_same_moment_gives_the_same_bytes() {
        let picture = |video: &mut SyntheticVideo, t_s: f64, number: u64| {
            let mut picture = RgbImage::default();
            video.frame_at(t_s, number, &mut picture);
            picture
        };
        let mut one = video("bird-dog", "size=160x120");
        let mut other = video("bird-dog", "size=160x120");
        let at_once = picture(&mut one, 3.0, 45);
        // An earlier picture leaves no trace in a later one.
        picture(&mut other, 0.0, 0);
        picture(&mut other, 4.0, 60);
        assert_eq!(at_once, picture(&mut other, 3.0, 45));
        assert_ne!(at_once, picture(&mut other, 3.5, 45));
        assert_eq!(at_once.dimensions(), (160, 120));
    }

    #[test]
    fn the_truth_is_the_same_without_a_picture() {
        let truth = |drawn: bool| {
            let mut video = video("bird-dog", "size=160x120");
            let skeleton = if drawn {
                video.frame_at(4.5, 9, &mut RgbImage::default())
            } else {
                video.bones_at(4.5)
            };
            crate::performer::Truth::of(&video, &skeleton, 4.5, 9)
        };
        assert_eq!(truth(true), truth(false));
    }

    #[test]
    fn an_unknown_fault_is_answered_with_those_there_are() {
        let movement = load_movement("bird-dog", None, None).unwrap();
        let options = "fault=leg_hihg".parse().unwrap();
        let error = SyntheticVideo::new(&movement, &options)
            .err()
            .unwrap()
            .to_string();
        assert!(error.contains("fault to show \"leg_hihg\""), "{error}");
    }
}
