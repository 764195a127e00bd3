//! Keeps left and right legs apart over time.
//!
//! Where legs cross or hide each other, the model sometimes exchanges them from one frame to the
//! next. Two legs can't jump to each other's place. An exchange is undone where the exchanged
//! reading fits the frame before much better than the reading as it is.

use super::landmarks::Reading;
use super::region::Region;
use crate::blazepose::index::{LEFT_ANKLE, LEFT_FOOT_INDEX, LEFT_HEEL, LEFT_KNEE};

/// Points of the left leg that move with it; the right one's follow each.
const LEG: [usize; 4] = [LEFT_KNEE, LEFT_ANKLE, LEFT_HEEL, LEFT_FOOT_INDEX];

/// Largest mean movement of a leg between two frames at an exchange, in sides of the region (about
/// a tenth of the body). A larger limit would take wild readings for exchanges.
const IN_PLACE: f32 = 0.03;
/// The reading as it is has to be this many times farther from the last frame than the exchanged
/// one.
const CLEARLY: f32 = 2.5;
/// Legs that are nearer to each other than this, in sides, can't be told apart, so nothing is known
/// about an exchange.
const APART: f32 = 0.05;

/// The model may go on to exchange the legs. After this time neither its answer nor ours is
/// trusted, and the sides are unknown …
const IN_DOUBT_S: f64 = 0.6;
/// … after this time the model is followed again …
const GIVE_UP_S: f64 = 1.8;
/// … while the sides stay unknown for this time.
const DOUBT_AFTER_S: f64 = 0.6;
/// Legs that were together for this long may come apart either way.
const TOGETHER_S: f64 = 0.3;
/// Nothing is concluded from a frame that is older than this.
const FORGET_S: f64 = 0.5;

/// Both legs' points: left, then right.
type Legs = [[[f32; 2]; LEG.len()]; 2];

/// What is known about the legs of the person followed.
#[derive(Debug, Default)]
pub(super) struct Sides {
    memory: Option<Memory>,
}

#[derive(Debug)]
struct Memory {
    t_s: f64,
    legs: Legs,
    /// The time since which the model's answer is exchanged.
    exchanged_s: Option<f64>,
    /// The time since which the legs can't be told apart.
    together_s: Option<f64>,
    /// The time until which the sides are unknown.
    doubt_until_s: f64,
}

impl Sides {
    /// Forgets the person.
    pub(super) fn reset(&mut self) {
        self.memory = None;
    }

    /// Assigns the legs of a reading to their sides, and returns whether the sides are known.
    /// `region` is the region of the reading.
    pub(super) fn settle(&mut self, t_s: f64, region: &Region, reading: &mut Reading) -> bool {
        let legs = legs(reading);
        let recent = |memory: &&mut Memory| (0.0..FORGET_S).contains(&(t_s - memory.t_s));
        let Some(memory) = self.memory.as_mut().filter(recent) else {
            self.memory = Some(Memory::new(t_s, legs));
            return true;
        };
        memory.judge(t_s, &legs, region.side_px);
        let is_exchanged = memory.exchanged_s.is_some();
        if is_exchanged {
            exchange(reading);
        }
        memory.t_s = t_s;
        memory.legs = if is_exchanged {
            [legs[1], legs[0]]
        } else {
            legs
        };
        memory.is_known(t_s)
    }
}

impl Memory {
    fn new(t_s: f64, legs: Legs) -> Self {
        Memory {
            t_s,
            legs,
            exchanged_s: None,
            together_s: None,
            doubt_until_s: f64::NEG_INFINITY,
        }
    }

    fn judge(&mut self, t_s: f64, legs: &Legs, side_px: f32) {
        let straight = distance(&self.legs, legs) / side_px;
        let crossed = distance(&self.legs, &[legs[1], legs[0]]) / side_px;
        let apart = distance(&[legs[0], legs[0]], &[legs[1], legs[1]]) / side_px;
        if apart < APART {
            let since_s = *self.together_s.get_or_insert(t_s);
            if t_s - since_s >= TOGETHER_S {
                self.exchanged_s = None;
            }
            return;
        }
        self.together_s = None;
        if crossed < IN_PLACE && crossed * CLEARLY < straight {
            self.exchanged_s.get_or_insert(t_s);
        } else if straight < IN_PLACE && straight * CLEARLY < crossed {
            self.exchanged_s = None;
        }
        if self
            .exchanged_s
            .is_some_and(|since_s| t_s - since_s >= GIVE_UP_S)
        {
            self.exchanged_s = None;
            self.doubt_until_s = t_s + DOUBT_AFTER_S;
        }
    }

    fn is_known(&self, t_s: f64) -> bool {
        let is_long = self
            .exchanged_s
            .is_some_and(|since_s| t_s - since_s >= IN_DOUBT_S);
        !is_long && t_s >= self.doubt_until_s
    }
}

fn legs(reading: &Reading) -> Legs {
    [0, 1].map(|side| {
        LEG.map(|n| {
            let landmark = &reading.landmarks[n + side];
            [landmark.x_px, landmark.y_px]
        })
    })
}

/// Mean distance of the points of two pairs of legs.
fn distance(a: &Legs, b: &Legs) -> f32 {
    let pairs = a.as_flattened().iter().zip(b.as_flattened());
    let sum: f32 = pairs.map(|(a, b)| (a[0] - b[0]).hypot(a[1] - b[1])).sum();
    sum / (2 * LEG.len()) as f32
}

/// Exchanges the legs, in the picture and in the world. The hips stay, because they belong to the
/// trunk.
fn exchange(reading: &mut Reading) {
    for n in LEG {
        reading.landmarks.swap(n, n + 1);
        reading.world_m.swap(n, n + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blazepose::LANDMARKS;
    use crate::pose::Landmark;

    const REGION: Region = Region {
        centre_px: [300.0, 200.0],
        side_px: 400.0,
        rotation_rad: 0.0,
    };
    const RATE_HZ: f64 = 15.0;

    /// A reading with the left leg so far right of the other.
    fn reading(apart_px: f32, sway_px: f32) -> Reading {
        let mut landmarks = [Landmark::default(); LANDMARKS];
        for (place, n) in LEG.into_iter().enumerate() {
            for (side, x_px) in [(0, 300.0 + apart_px / 2.0), (1, 300.0 - apart_px / 2.0)] {
                landmarks[n + side].x_px = x_px + sway_px;
                landmarks[n + side].y_px = 250.0 + 30.0 * place as f32;
            }
        }
        Reading {
            person_score: 1.0,
            landmarks,
            world_m: std::array::from_fn(|n| [n as f32, 0.0, 0.0]),
            auxiliary_px: [[300.0, 200.0], [300.0, 40.0]],
        }
    }

    /// Left knee's column, and whether sides are known, for a video of (distance, exchanged).
    fn settled(video: impl IntoIterator<Item = (f32, bool)>) -> Vec<(f32, bool)> {
        let mut sides = Sides::default();
        video
            .into_iter()
            .enumerate()
            .map(|(frame, (apart_px, is_exchanged))| {
                let mut reading = reading(apart_px, (frame % 3) as f32);
                if is_exchanged {
                    exchange(&mut reading);
                }
                let known = sides.settle(frame as f64 / RATE_HZ, &REGION, &mut reading);
                (reading.landmarks[LEFT_KNEE].x_px - 300.0, known)
            })
            .collect()
    }

    #[test]
    fn a_short_exchange_is_undone_in_the_picture_and_in_the_world() {
        let video = (0..30).map(|frame| (100.0, (10..14).contains(&frame)));
        for (frame, (x_px, known)) in settled(video).into_iter().enumerate() {
            assert!(x_px > 40.0 && known, "frame {frame}: {x_px}");
        }
        let mut sides = Sides::default();
        sides.settle(0.0, &REGION, &mut reading(100.0, 0.0));
        let mut exchanged = reading(100.0, 0.0);
        exchange(&mut exchanged);
        sides.settle(0.1, &REGION, &mut exchanged);
        assert_eq!(exchanged.world_m, reading(100.0, 0.0).world_m);
    }

    #[test]
    fn legs_that_cross_keep_their_names() {
        // From one side to the other within a second.
        let video = (0..30).map(|frame| (100.0 - 7.0 * frame as f32, false));
        for (frame, (x_px, known)) in settled(video).into_iter().enumerate() {
            let expected = 50.0 - 3.5 * frame as f32;
            assert!((x_px - expected).abs() < 3.0 && known, "frame {frame}");
        }
    }

    #[test]
    fn an_opinion_that_lasts_is_in_doubt_and_then_believed() {
        let seen = settled((0..60).map(|frame| (100.0, frame >= 10)));
        assert!(seen[10].0 > 0.0 && seen[10].1);
        assert!(!seen[10 + 12].1);
        assert!(seen[59].0 < 0.0 && seen[59].1);
        // Never are sides said to be known at a leap.
        for pair in seen.windows(2) {
            let leaps = (pair[0].0 > 0.0) != (pair[1].0 > 0.0);
            assert!(!leaps || !pair[1].1);
        }
    }

    #[test]
    fn a_wild_reading_is_no_exchange() {
        let mut sides = Sides::default();
        sides.settle(0.0, &REGION, &mut reading(100.0, 0.0));
        let mut wild = reading(-100.0, 120.0);
        let before = wild.landmarks;
        assert!(sides.settle(0.07, &REGION, &mut wild));
        assert_eq!(wild.landmarks, before);
    }
}
