//! The synthetic person in place of a camera.

use std::thread;
use std::time::{Duration, Instant};

use image::RgbImage;

use super::{Frame, FrameSource, Next, SourceError, SourceOptions};
use crate::performer::{Demo, Options};

/// The performer doing an exercise.
///
/// Live it draws the moment that the clock shows when it is asked, in the thread that asks: a
/// slow machine gets fewer frames and never old ones, and nothing is drawn while the pose network
/// is at work. Otherwise it gives frame after frame. The same moment has the same bytes either
/// way.
pub struct Performer {
    demo: Demo,
    is_live: bool,
    /// When the first frame was asked for.
    begun: Option<Instant>,
    /// Number of the next frame at the earliest.
    next: u64,
}

impl Performer {
    /// Sets the stage.
    ///
    /// # Errors
    /// [`SourceError::NoMovement`] without [`SourceOptions::movement`];
    /// [`SourceError::Performer`] when the movement has no such fault or view.
    pub fn open(wanted: &Options, options: &SourceOptions) -> Result<Self, SourceError> {
        let movement = options.movement.as_ref().ok_or(SourceError::NoMovement)?;
        Ok(Self {
            demo: Demo::new(movement, wanted, options.asked)?,
            is_live: options.in_real_time,
            begun: None,
            next: 0,
        })
    }

    /// The number of the newest frame whose time has come; waits where that isn't a new one.
    fn wait_for_the_newest(&self, begun: Instant) -> u64 {
        let due = Duration::from_secs_f64(self.t_s(self.next));
        let elapsed = begun.elapsed();
        if elapsed < due {
            thread::sleep(due - elapsed);
            return self.next;
        }
        (elapsed.as_secs_f64() * self.demo.rate_hz()) as u64
    }

    fn t_s(&self, number: u64) -> f64 {
        number as f64 / self.demo.rate_hz()
    }
}

impl FrameSource for Performer {
    fn next(&mut self) -> Result<Next, SourceError> {
        let number = if self.is_live {
            let begun = *self.begun.get_or_insert_with(Instant::now);
            self.wait_for_the_newest(begun).max(self.next)
        } else {
            self.next
        };
        let t_s = self.t_s(number);
        if t_s > self.demo.length_s() {
            return Ok(Next::End);
        }
        self.next = number + 1;
        let mut picture = RgbImage::default();
        let (stage, at_s) = self.demo.at(t_s);
        stage.frame_at(at_s, number, &mut picture);
        Ok(Next::Frame(Frame {
            t_s,
            number,
            picture,
        }))
    }

    fn is_live(&self) -> bool {
        self.is_live
    }

    fn frames_expected(&self) -> Option<u64> {
        Some((self.demo.length_s() * self.demo.rate_hz()) as u64 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::load_movement;
    use crate::performer::{Asked, PerformerError};
    use crate::source::{SourceSpec, open};

    fn options(in_real_time: bool) -> SourceOptions {
        SourceOptions {
            movement: Some(load_movement("bird-dog", None).unwrap()),
            in_real_time,
            ..SourceOptions::default()
        }
    }

    fn performer(spec: &str, in_real_time: bool) -> Box<dyn FrameSource> {
        open(&spec.parse().unwrap(), &options(in_real_time)).unwrap()
    }

    fn frame(source: &mut dyn FrameSource) -> Option<Frame> {
        match source.next().unwrap() {
            Next::Frame(frame) => Some(frame),
            Next::End => None,
            Next::Waiting(why) => panic!("{why}"),
        }
    }

    #[test]
    fn live_and_as_a_film_the_same_moment_has_the_same_bytes() {
        let mut live = performer("performer:size=160x120,fps=60", true);
        let mut film = performer("performer:size=160x120,fps=60", false);
        assert!(live.is_live() && !film.is_live());
        frame(live.as_mut()).unwrap();
        let seen = frame(live.as_mut()).unwrap();
        let same = std::iter::from_fn(|| frame(film.as_mut()))
            .find(|frame| frame.number == seen.number)
            .unwrap();
        assert_eq!((seen.t_s, seen.picture), (same.t_s, same.picture));
    }

    #[test]
    fn a_film_has_every_frame_and_ends() {
        let mut film = performer("performer:size=120x120,fps=1,reps=1,rest=1", false);
        let expected = film.frames_expected().unwrap();
        let times: Vec<f64> = std::iter::from_fn(|| frame(film.as_mut()))
            .map(|frame| frame.t_s)
            .collect();
        assert_eq!(times.len() as u64, expected);
        assert!(times.len() > 6 && times.is_sorted());
        assert_eq!(times[3], 3.0);
    }

    #[test]
    fn a_one_sided_exercise_is_done_on_both_sides_in_turn() {
        let options = SourceOptions {
            movement: Some(load_movement("side-plank", None).unwrap()),
            asked: Some(Asked {
                reps_each_side: 1,
                hold_s: 5.0,
                one_side_first: true,
            }),
            ..options(false)
        };
        let spec = "performer:size=120x120,fps=1,rest=1".parse().unwrap();
        let mut film = open(&spec, &options).unwrap();
        let ends = film.frames_expected().unwrap();
        let pictures: Vec<RgbImage> = std::iter::from_fn(|| frame(film.as_mut()))
            .map(|frame| frame.picture)
            .collect();
        assert_eq!(pictures.len() as u64, ends);
        // The shirt is the only thing of so strong a blue.
        let shirt_in = |picture: &RgbImage, columns: std::ops::Range<u32>| {
            let places = columns.flat_map(|x| (0..120).map(move |y| (x, y)));
            let pixels = places.map(|(x, y)| picture.get_pixel(x, y).0);
            pixels
                .filter(|[r, _, b]| u32::from(*b) > 60 + u32::from(*r))
                .count()
        };
        let shirt_is_left: Vec<bool> = pictures
            .iter()
            .map(|picture| shirt_in(picture, 0..60) > shirt_in(picture, 60..120))
            .collect();
        assert!(shirt_is_left.contains(&true) && shirt_is_left.contains(&false));
    }

    #[test]
    fn without_an_exercise_and_with_an_unknown_fault_it_does_not_begin() {
        let spec: SourceSpec = "performer:fault=lazy".parse().unwrap();
        assert!(matches!(
            open(&spec, &SourceOptions::default()),
            Err(SourceError::NoMovement)
        ));
        assert!(matches!(
            open(&spec, &options(false)),
            Err(SourceError::Performer(PerformerError::Exercise(_)))
        ));
    }
}
