//! The performer as a source of frames, in place of a camera.

use std::thread;
use std::time::{Duration, Instant};

use image::RgbImage;

use super::{Demonstration, Options, PerformerError, RequestedDose};
use crate::exercise::Movement;
use crate::source::{Frame, FrameSource, Next, SourceError};

/// The performer doing an exercise, frame by frame.
///
/// In real time it draws the moment that the clock shows when a frame is asked for, on the thread
/// that asks. A slow machine then gets fewer frames but never old ones, and nothing is drawn while
/// the pose model is at work. Otherwise it gives one frame after the other, like a video. The same
/// moment has the same bytes either way.
pub struct PerformerSource {
    demonstration: Demonstration,
    is_live: bool,
    /// When the first frame was asked for.
    begun: Option<Instant>,
    /// Number of the next frame at the earliest.
    next: u64,
}

impl PerformerSource {
    /// Prepares a movement as the options and the dose want it; `in_real_time` keeps it to the
    /// clock, for somebody who watches or listens.
    ///
    /// # Errors
    /// When the movement has no such fault or view.
    pub fn new(
        movement: &Movement,
        options: &Options,
        dose: Option<RequestedDose>,
        in_real_time: bool,
    ) -> Result<Self, PerformerError> {
        Ok(Self {
            demonstration: Demonstration::new(movement, options, dose)?,
            is_live: in_real_time,
            begun: None,
            next: 0,
        })
    }

    /// The number of the newest frame whose time has come. It waits when that frame was given
    /// before.
    fn wait_for_newest(&self, begun: Instant) -> u64 {
        let due = Duration::from_secs_f64(self.t_s(self.next));
        let elapsed = begun.elapsed();
        if elapsed < due {
            thread::sleep(due - elapsed);
            return self.next;
        }
        (elapsed.as_secs_f64() * self.demonstration.rate_hz()) as u64
    }

    fn t_s(&self, number: u64) -> f64 {
        number as f64 / self.demonstration.rate_hz()
    }
}

impl FrameSource for PerformerSource {
    fn next(&mut self) -> Result<Next, SourceError> {
        let number = if self.is_live {
            let begun = *self.begun.get_or_insert_with(Instant::now);
            self.wait_for_newest(begun).max(self.next)
        } else {
            self.next
        };
        let t_s = self.t_s(number);
        if t_s > self.demonstration.length_s() {
            return Ok(Next::End);
        }
        self.next = number + 1;
        let mut picture = RgbImage::default();
        let (video, at_s) = self.demonstration.at(t_s);
        video.frame_at(at_s, number, &mut picture);
        Ok(Next::Frame(Frame {
            t_s,
            number,
            arrived: Instant::now(),
            picture,
        }))
    }

    fn is_live(&self) -> bool {
        self.is_live
    }

    fn frames_expected(&self) -> Option<u64> {
        Some((self.demonstration.length_s() * self.demonstration.rate_hz()) as u64 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::load_movement;

    fn performer(settings: &str, in_real_time: bool) -> PerformerSource {
        let movement = load_movement("bird-dog", None, None).unwrap();
        PerformerSource::new(&movement, &settings.parse().unwrap(), None, in_real_time).unwrap()
    }

    fn frame(source: &mut PerformerSource) -> Option<Frame> {
        match source.next().unwrap() {
            Next::Frame(frame) => Some(frame),
            Next::End => None,
            Next::Waiting(why) => panic!("{why}"),
        }
    }

    #[test]
    fn in_real_time_and_frame_by_frame_the_same_moment_has_the_same_bytes() {
        let mut live = performer("size=160x120,fps=60", true);
        let mut video = performer("size=160x120,fps=60", false);
        assert!(live.is_live() && !video.is_live());
        frame(&mut live).unwrap();
        let seen = frame(&mut live).unwrap();
        let same = std::iter::from_fn(|| frame(&mut video))
            .find(|frame| frame.number == seen.number)
            .unwrap();
        assert_eq!((seen.t_s, seen.picture), (same.t_s, same.picture));
    }

    #[test]
    fn frame_by_frame_every_frame_comes_and_then_the_end() {
        let mut video = performer("size=120x120,fps=1,reps=1,rest=1", false);
        let expected = video.frames_expected().unwrap();
        let times: Vec<f64> = std::iter::from_fn(|| frame(&mut video))
            .map(|frame| frame.t_s)
            .collect();
        assert_eq!(times.len() as u64, expected);
        assert!(times.len() > 6 && times.is_sorted());
        assert_eq!(times[3], 3.0);
    }

    #[test]
    fn a_one_sided_exercise_is_done_on_both_sides_in_turn() {
        let dose = RequestedDose {
            reps_each_side: 1,
            hold_s: 5.0,
            one_side_first: true,
        };
        let movement = load_movement("side-plank", None, None).unwrap();
        let options = "size=120x120,fps=1,rest=1".parse().unwrap();
        let mut video = PerformerSource::new(&movement, &options, Some(dose), false).unwrap();
        let expected = video.frames_expected().unwrap();
        let pictures: Vec<RgbImage> = std::iter::from_fn(|| frame(&mut video))
            .map(|frame| frame.picture)
            .collect();
        assert_eq!(pictures.len() as u64, expected);
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
    fn an_unknown_fault_is_an_error_of_opening() {
        let movement = load_movement("bird-dog", None, None).unwrap();
        let options = "fault=lazy".parse().unwrap();
        let refused = PerformerSource::new(&movement, &options, None, false);
        assert!(matches!(refused, Err(PerformerError::Exercise(_))));
    }
}
