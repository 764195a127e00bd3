//! Removes jitter from landmarks without delaying them.
//!
//! The One-Euro filter (Casiez, Roussel, Vogel: "1 € Filter", CHI 2012) is a low-pass filter whose
//! cutoff rises with speed. A resting point hardly moves, and a moving one is followed at once. The
//! constants are MediaPipe's. Everything is computed from the times of the frames, so the frame
//! rate makes no difference.

use std::f64::consts::TAU;

use super::Landmark;
use super::landmarks::Reading;
use crate::blazepose::LANDMARKS;

/// The filter's constants for one kind of value.
struct OneEuro {
    /// Cutoff at rest in Hz. A lower one gives less jitter and reaches the right place more slowly.
    min_cutoff: f64,
    /// Hz that a speed of 1 unit per second adds to the cutoff. A higher value follows faster.
    beta: f64,
}

/// Landmarks in the picture; the unit is the size of the person.
const PICTURE: OneEuro = OneEuro {
    min_cutoff: 0.05,
    beta: 80.0,
};
/// The points that place the next region; the unit is the size of the person. They are smoothed
/// much more, because jitter of the crop makes everything jitter.
const AUXILIARY: OneEuro = OneEuro {
    min_cutoff: 0.01,
    beta: 10.0,
};
/// Landmarks in metres.
const WORLD: OneEuro = OneEuro {
    min_cutoff: 0.1,
    beta: 40.0,
};
/// Cutoff of the speed estimate in Hz. A lower one ignores more noise, and notices the start of a
/// movement later.
const SPEED_CUTOFF: f64 = 1.0;
/// Share of a new visibility or presence that is taken over within [`NOMINAL_FRAME_S`]. MediaPipe
/// takes a tenth per frame. A tenth per 1/30 s is the same at its usual rate, and does not depend
/// on the camera's rate.
const LIKELIHOOD_SHARE: f64 = 0.1;
/// The time between frames that MediaPipe's per-frame constant belongs to.
const NOMINAL_FRAME_S: f64 = 1.0 / 30.0;

/// The filters of one tracked person.
#[derive(Default)]
pub(super) struct Smoothing {
    memory: Option<Memory>,
}

struct Memory {
    t_s: f64,
    landmarks: [[Channel; 3]; LANDMARKS],
    likelihoods: [[f64; 2]; LANDMARKS],
    world: [[Channel; 3]; LANDMARKS],
    auxiliary: [[Channel; 2]; 2],
}

/// One filtered coordinate.
#[derive(Clone, Copy)]
struct Channel {
    raw: f64,
    smooth: f64,
    speed: f64,
}

impl Smoothing {
    /// Forgets the person.
    pub(super) fn reset(&mut self) {
        self.memory = None;
    }

    /// Whether a person is being smoothed.
    pub(super) fn is_following(&self) -> bool {
        self.memory.is_some()
    }

    /// Smooths a reading in place. `t_s` is the time of its frame. A frame with the same time as
    /// the one before changes nothing. A frame from the past starts anew, as after a jump in a
    /// video.
    pub(super) fn apply(&mut self, t_s: f64, reading: &mut Reading) {
        match &mut self.memory {
            Some(memory) if t_s >= memory.t_s => {
                let elapsed_s = t_s - memory.t_s;
                memory.t_s = t_s;
                memory.advance(elapsed_s, reading);
            }
            memory => *memory = Some(Memory::new(t_s, reading)),
        }
    }
}

impl Memory {
    fn new(t_s: f64, reading: &Reading) -> Self {
        Self {
            t_s,
            landmarks: reading.landmarks.map(|l| position(&l).map(Channel::new)),
            likelihoods: reading
                .landmarks
                .map(|l| [l.visibility, l.presence].map(f64::from)),
            world: reading.world_m.map(|p| p.map(Channel::new)),
            auxiliary: reading.auxiliary_px.map(|p| p.map(Channel::new)),
        }
    }

    fn advance(&mut self, elapsed_s: f64, reading: &mut Reading) {
        let per_px = 1.0 / person_size_px(reading);
        let share = 1.0 - (1.0 - LIKELIHOOD_SHARE).powf(elapsed_s / NOMINAL_FRAME_S);
        let approach = |smooth: &mut f64, raw: f32| {
            *smooth += share * (f64::from(raw) - *smooth);
            *smooth as f32
        };

        for ((landmark, channels), likelihoods) in reading
            .landmarks
            .iter_mut()
            .zip(&mut self.landmarks)
            .zip(&mut self.likelihoods)
        {
            let [x_px, y_px, z_px] =
                PICTURE.advance(channels, position(landmark), elapsed_s, per_px);
            *landmark = Landmark {
                x_px,
                y_px,
                z_px,
                visibility: approach(&mut likelihoods[0], landmark.visibility),
                presence: approach(&mut likelihoods[1], landmark.presence),
            };
        }
        for (point, channels) in reading.world_m.iter_mut().zip(&mut self.world) {
            *point = WORLD.advance(channels, *point, elapsed_s, 1.0);
        }
        for (point, channels) in reading.auxiliary_px.iter_mut().zip(&mut self.auxiliary) {
            *point = AUXILIARY.advance(channels, *point, elapsed_s, per_px);
        }
    }
}

fn position(landmark: &Landmark) -> [f32; 3] {
    [landmark.x_px, landmark.y_px, landmark.z_px]
}

/// The diameter of the circle round the person. It is never so small that a division by it
/// overflows.
fn person_size_px(reading: &Reading) -> f64 {
    let [centre, scale] = reading.auxiliary_px;
    f64::from(2.0 * (scale[0] - centre[0]).hypot(scale[1] - centre[1])).max(1.0)
}

impl OneEuro {
    /// Filters the coordinates of one point. `unit` turns their unit into the one that `beta` is
    /// meant for.
    fn advance<const N: usize>(
        &self,
        channels: &mut [Channel; N],
        raw: [f32; N],
        elapsed_s: f64,
        unit: f64,
    ) -> [f32; N] {
        for (channel, raw) in channels.iter_mut().zip(raw) {
            channel.advance(self, f64::from(raw), elapsed_s, unit);
        }
        channels.map(|channel| channel.smooth as f32)
    }
}

impl Channel {
    fn new(raw: f32) -> Self {
        let raw = f64::from(raw);
        Self {
            raw,
            smooth: raw,
            speed: 0.0,
        }
    }

    fn advance(&mut self, filter: &OneEuro, raw: f64, elapsed_s: f64, unit: f64) {
        if elapsed_s <= 0.0 {
            return;
        }
        let speed = (raw - self.raw) * unit / elapsed_s;
        self.raw = raw;
        self.speed += share(SPEED_CUTOFF, elapsed_s) * (speed - self.speed);
        let cutoff = filter.min_cutoff + filter.beta * self.speed.abs();
        self.smooth += share(cutoff, elapsed_s) * (raw - self.smooth);
    }
}

/// Share of a new value that a first-order low-pass filter takes over.
fn share(cutoff_hz: f64, elapsed_s: f64) -> f64 {
    let ratio = TAU * cutoff_hz * elapsed_s;
    ratio / (1.0 + ratio)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A person 200 px high whose every landmark is at `x_px`.
    fn reading(x_px: f32, visibility: f32) -> Reading {
        let landmark = Landmark {
            x_px,
            y_px: 50.0,
            z_px: -10.0,
            visibility,
            presence: visibility,
        };
        Reading {
            person_score: 1.0,
            landmarks: [landmark; LANDMARKS],
            world_m: [[x_px / 100.0, 0.2, 0.0]; LANDMARKS],
            auxiliary_px: [[x_px, 300.0], [x_px, 200.0]],
        }
    }

    /// Runs a movement through the filters and gives the last frame. Frame k is at k/rate.
    fn last(frames: usize, rate_hz: f64, at: impl Fn(f64) -> (f32, f32)) -> Reading {
        let mut smoothing = Smoothing::default();
        let mut latest = reading(0.0, 0.0);
        for k in 0..=frames {
            let t_s = k as f64 / rate_hz;
            let (x_px, visibility) = at(t_s);
            latest = reading(x_px, visibility);
            smoothing.apply(t_s, &mut latest);
        }
        latest
    }

    #[test]
    fn a_point_that_rests_stays_in_place() {
        let resting = last(90, 30.0, |_| (123.0, 0.8));
        assert_eq!(resting.landmarks[5].x_px, 123.0);
        assert_eq!(resting.world_m[5][0], 1.23);
        assert_eq!(resting.auxiliary_px[0][0], 123.0);
        assert!((resting.landmarks[5].visibility - 0.8).abs() < 1e-6);
    }

    #[test]
    fn jitter_is_reduced_by_more_than_half() {
        let jitter = |t_s: f64| {
            if (t_s * 30.0).round() as i64 % 2 == 0 {
                100.5
            } else {
                99.5
            }
        };
        let mut smoothing = Smoothing::default();
        let mut range = [f32::MAX, f32::MIN];
        for k in 0..120 {
            let t_s = f64::from(k) / 30.0;
            let mut frame = reading(jitter(t_s), 1.0);
            smoothing.apply(t_s, &mut frame);
            if k > 60 {
                let x = frame.landmarks[0].x_px;
                range = [range[0].min(x), range[1].max(x)];
            }
        }
        assert!(range[1] - range[0] < 0.5, "{range:?}");
    }

    #[test]
    fn a_moving_limb_is_late_by_less_than_half_a_frame() {
        // Half a body per second, as a leg that is raised calmly.
        let moving = last(60, 30.0, |t_s| (100.0 * t_s as f32, 1.0));
        let late_s = (200.0 - moving.landmarks[0].x_px) / 100.0;
        assert!((0.0..0.5 / 30.0).contains(&late_s), "{late_s}");
    }

    #[test]
    fn the_rate_of_the_camera_makes_little_difference() {
        let step = |t_s: f64| if t_s < 1.0 { (0.0, 0.0) } else { (40.0, 1.0) };
        let slow = last(20, 15.0, step);
        let fast = last(80, 60.0, step);
        assert!((slow.landmarks[0].x_px - fast.landmarks[0].x_px).abs() < 1.0);
        assert!((slow.landmarks[0].visibility - fast.landmarks[0].visibility).abs() < 0.05);
        // A third of a second after it came into view a point counts as seen.
        assert!(slow.landmarks[0].visibility > 0.6);
    }

    #[test]
    fn the_size_of_the_person_makes_no_difference() {
        // The same movement, twice as near: everything is twice as large.
        let path = |t_s: f64| (30.0 * (3.0 * t_s).sin()) as f32;
        let mut near = Smoothing::default();
        let mut far = Smoothing::default();
        for k in 0..40 {
            let t_s = f64::from(k) / 30.0;
            let mut small = reading(path(t_s), 1.0);
            let mut large = reading(2.0 * path(t_s), 1.0);
            large.auxiliary_px = [[2.0 * path(t_s), 600.0], [2.0 * path(t_s), 400.0]];
            far.apply(t_s, &mut small);
            near.apply(t_s, &mut large);
            assert!((large.landmarks[0].x_px - 2.0 * small.landmarks[0].x_px).abs() < 1e-3);
        }
    }

    #[test]
    fn a_frame_of_the_same_time_moves_nothing_and_one_from_the_past_starts_afresh() {
        let mut smoothing = Smoothing::default();
        let mut at = |t_s: f64, x_px: f32| {
            let mut frame = reading(x_px, 1.0);
            smoothing.apply(t_s, &mut frame);
            frame.landmarks[0].x_px
        };
        assert_eq!(at(1.0, 100.0), 100.0);
        assert_eq!(at(1.0, 180.0), 100.0);
        assert_eq!(at(0.5, 180.0), 180.0);
        assert_eq!(at(f64::NAN, 90.0), 90.0);
        assert_eq!(at(0.6, 20.0), 20.0);
    }
}
