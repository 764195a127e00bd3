//! How well a person was found: what is compared with what, and what is counted.

use spotter::blazepose::index;
use spotter::performer::Truth;
use spotter::pose::Pose;

use crate::geometry::{distance, middle};
use crate::pictures::bounds;

/// Joints of the left side that rules are made of; the right side's follow each.
const JOINTS: [usize; 6] = [11, 13, 15, 23, 25, 27];
const LEG: [usize; 3] = [25, 27, 31];
/// Distance between the answers for the legs, summed over the leg's points and in torsos, from
/// which they can be told apart.
const LEGS_APART: f32 = 0.6;

/// Where points should be, with the torso and the side nearer to the camera (0 or 1; both where
/// that is unclear).
pub struct Expected {
    pub at_px: Vec<[f32; 2]>,
    torso_px: f32,
    near: Vec<usize>,
}

impl Expected {
    pub fn of(truth: &Truth) -> Self {
        let depth_m = |side: usize| -> f32 {
            let points = [11, 23, 25].map(|n: usize| truth.landmarks[n + side][2]);
            points.iter().sum::<f32>() / 3.0
        };
        let near = match depth_m(1) - depth_m(0) {
            gap if gap > 0.08 => vec![0],
            gap if gap < -0.08 => vec![1],
            _ => vec![0, 1],
        };
        Self {
            at_px: truth.landmarks.iter().map(|l| [l[0], l[1]]).collect(),
            torso_px: truth.torso_px,
            near,
        }
        .at_least()
    }

    /// A trunk that points at the camera is no measure: never less than a fifth of the body.
    pub fn at_least(mut self) -> Self {
        self.torso_px = self.torso_px.max(body_px(&self) / 5.0);
        self
    }

    /// What an answer says on a picture that is known to be easy.
    pub fn of_pose(pose: &Pose) -> Self {
        let seen = |side: usize| -> f32 {
            [11, 23, 25]
                .map(|n: usize| pose.landmarks[n + side].visibility)
                .iter()
                .sum()
        };
        Self {
            at_px: pose.landmarks.iter().map(|l| [l.x_px, l.y_px]).collect(),
            torso_px: 1.0,
            near: vec![usize::from(seen(1) > seen(0))],
        }
        .measured()
    }

    pub fn measured(mut self) -> Self {
        let [shoulders, hips] = [index::LEFT_SHOULDER, index::LEFT_HIP].map(|n| self.middle(n));
        self.torso_px = distance(shoulders, hips);
        self.at_least()
    }

    pub fn middle(&self, left: usize) -> [f32; 2] {
        middle(self.at_px[left], self.at_px[left + 1])
    }

    pub fn mapped(&self, map: impl Fn([f32; 2]) -> [f32; 2]) -> Self {
        Self {
            at_px: self.at_px.iter().map(|&at| map(at)).collect(),
            torso_px: self.torso_px,
            near: self.near.clone(),
        }
        .measured_like(self)
    }

    /// The same torso, scaled as the points were.
    pub fn measured_like(mut self, before: &Self) -> Self {
        let length = |e: &Self| distance(e.at_px[11], e.at_px[24]);
        self.torso_px = before.torso_px * length(&self) / length(before).max(1e-3);
        self
    }
}

#[derive(Default)]
pub struct Tally {
    frames: usize,
    found: usize,
    wrong: usize,
    off: Vec<f32>,
    until: Vec<usize>,
    gap: usize,
    apart: usize,
    exchanged: usize,
    exchanges: usize,
    unknown: usize,
    looks: usize,
}

/// How the person of one video has been followed so far.
#[derive(Default)]
pub struct Following {
    frames: usize,
    seen: bool,
    missing: usize,
    was_exchanged: bool,
}

impl Tally {
    pub fn add(
        &mut self,
        following: &mut Following,
        pose: Option<&Pose>,
        expected: &Expected,
        looks: usize,
    ) {
        self.frames += 1;
        self.looks += looks;
        following.frames += 1;
        let Some(pose) = pose else {
            following.missing += 1;
            if following.seen {
                self.gap = self.gap.max(following.missing);
            }
            return;
        };
        if !following.seen {
            self.until.push(following.missing);
        }
        following.seen = true;
        following.missing = 0;
        self.found += 1;
        let is_wrong = is_wrong(pose, expected);
        self.wrong += usize::from(is_wrong);
        for side in &expected.near {
            self.off.extend(JOINTS.map(|n| {
                let seen = &pose.landmarks[n + side];
                distance([seen.x_px, seen.y_px], expected.at_px[n + side]) / expected.torso_px
            }));
        }
        self.unknown += usize::from(!pose.sides_known);
        let [straight, crossed, apart] = leg_distances(pose, expected);
        if apart >= LEGS_APART && !is_wrong {
            self.apart += 1;
            let is_exchanged = crossed < 0.5 * straight;
            // An exchange that is reported as possible misleads nobody.
            self.exchanged += usize::from(is_exchanged && pose.sides_known);
            self.exchanges += usize::from(is_exchanged && !following.was_exchanged);
            following.was_exchanged = is_exchanged;
        }
    }

    pub fn end(&mut self, following: &Following) {
        if !following.seen {
            self.until.push(following.frames);
        }
    }

    pub fn merge(&mut self, other: &Tally) {
        self.frames += other.frames;
        self.found += other.found;
        self.wrong += other.wrong;
        self.off.extend(&other.off);
        self.until.extend(&other.until);
        self.gap = self.gap.max(other.gap);
        self.apart += other.apart;
        self.exchanged += other.exchanged;
        self.exchanges += other.exchanges;
        self.unknown += other.unknown;
        self.looks += other.looks;
    }

    pub fn print(&mut self, name: &str) {
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64 * 100.0;
        self.off.sort_by(f32::total_cmp);
        let quantile = |share: f32| {
            let place = self.off.len().saturating_sub(1) as f32 * share;
            self.off.get(place as usize).copied().unwrap_or(f32::NAN)
        };
        println!(
            "{name:44} {:6} {:6.1} {:6.1}  {:.3} {:.3}  {:5.1} {:4}  {:9} {:10.1} {:8}  {:8.1} {:6.1}",
            self.frames,
            share(self.found, self.frames),
            share(self.wrong, self.found),
            quantile(0.5),
            quantile(0.9),
            self.until.iter().sum::<usize>() as f64 / self.until.len().max(1) as f64,
            self.until.iter().max().unwrap_or(&0),
            self.gap,
            share(self.exchanged, self.apart),
            self.exchanges,
            share(self.unknown, self.found),
            share(self.looks, self.frames),
        );
    }
}

/// The body is the wrong way round, or is not where the person is.
pub fn is_wrong(pose: &Pose, expected: &Expected) -> bool {
    let at = |n: usize| [pose.landmarks[n].x_px, pose.landmarks[n].y_px];
    let off = [
        distance(at(0), expected.at_px[0]),
        distance(middle(at(11), at(12)), expected.middle(11)),
        distance(middle(at(23), at(24)), expected.middle(23)),
    ];
    off.iter().sum::<f32>() / 3.0 > 0.15 * body_px(expected)
}

pub fn body_px(expected: &Expected) -> f32 {
    let [low, high] = bounds(&expected.at_px);
    distance(low, high)
}

/// Distance of the answer's legs from the true ones, from the true ones with the sides exchanged,
/// and between the true ones.
pub fn leg_distances(pose: &Pose, expected: &Expected) -> [f32; 3] {
    let at = |n: usize| [pose.landmarks[n].x_px, pose.landmarks[n].y_px];
    let sum =
        |of: &dyn Fn(usize) -> f32| LEG.iter().map(|&n| of(n)).sum::<f32>() / expected.torso_px;
    let truth = &expected.at_px;
    [
        sum(&|n| distance(at(n), truth[n]) + distance(at(n + 1), truth[n + 1])) / 2.0,
        sum(&|n| distance(at(n), truth[n + 1]) + distance(at(n + 1), truth[n])) / 2.0,
        sum(&|n| distance(truth[n], truth[n + 1])),
    ]
}
