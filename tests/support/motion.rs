//! Recordings of a stick figure: postures one after the other, sampled as a camera and a pose model
//! would give them.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use spotter::blazepose::{Joint, LANDMARKS, Side};
use spotter::pose::{Landmark, Mask, Pose};

use crate::figure::{AllFours, Figure, Joints, Place, SidePlank, TRUNK};
use crate::recording::{Frame, Recording, whole_picture};

/// Width and height of the picture.
pub const PICTURE_PX: [f32; 2] = [1280.0, 720.0];
/// Pixels of the whole body height.
pub const HEIGHT_PX: f32 = 400.0;

/// How a motion is captured: the place of the camera, and how well the pose model sees.
#[derive(Debug, Clone)]
pub struct Capture {
    pub frames_per_s: f64,
    /// Standard deviation of every landmark, in torsos.
    pub noise_torso: f32,
    /// Share of the frames in which nobody is found.
    pub dropped: f32,
    /// Factor by which the figure is larger, and how far it is moved in the picture.
    pub scale: f32,
    pub shift_px: Place,
    /// Whether the pose comes with a mask.
    pub has_mask: bool,
    pub seed: u64,
}

impl Default for Capture {
    fn default() -> Self {
        Capture {
            frames_per_s: 20.0,
            noise_torso: 0.0,
            dropped: 0.0,
            scale: 1.0,
            shift_px: [0.0, 0.0],
            has_mask: false,
            seed: 1,
        }
    }
}

/// A nearly normal random number of standard deviation 1: the sum of twelve even ones.
pub fn normal(rng: &mut StdRng) -> f32 {
    (0..12).map(|_| rng.random::<f32>()).sum::<f32>() - 6.0
}

/// A stretch of time, with a posture for each part of it, or with nobody.
struct Stretch {
    seconds: f64,
    posture: Option<Posture>,
}

/// Joints and the height of the back over the trunk, by the part of the stretch that is over.
type Posture = Box<dyn Fn(f32) -> (Joints, f32)>;

/// Postures one after the other.
pub struct Motion<F> {
    now: F,
    stretches: Vec<Stretch>,
}

/// A motion that begins with this posture.
pub fn motion<F: Figure>(figure: F) -> Motion<F> {
    Motion {
        now: figure,
        stretches: Vec::new(),
    }
}

impl<F: Figure> Motion<F> {
    /// Moves to a changed posture at an even pace.
    pub fn go(mut self, seconds: f64, change: impl FnOnce(&mut F)) -> Self {
        let from = self.now.clone();
        change(&mut self.now);
        let to = self.now.clone();
        self.stretches.push(Stretch {
            seconds,
            posture: Some(Box::new(move |part| {
                let figure = from.toward(&to, part);
                (figure.joints(), figure.back_torso())
            })),
        });
        self
    }

    /// Keeps the posture.
    pub fn stay(self, seconds: f64) -> Self {
        self.go(seconds, |_| {})
    }

    /// Changes from one frame to the next.
    pub fn cut(mut self, change: impl FnOnce(&mut F)) -> Self {
        change(&mut self.now);
        self
    }

    /// Nobody is seen.
    pub fn nobody(mut self, seconds: f64) -> Self {
        self.stretches.push(Stretch {
            seconds,
            posture: None,
        });
        self
    }

    /// Goes on with another kind of figure.
    pub fn then<G: Figure>(self, figure: G) -> Motion<G> {
        Motion {
            now: figure,
            stretches: self.stretches,
        }
    }

    /// Repeats what `part` adds to the motion.
    pub fn times(mut self, n: u32, part: impl Fn(Self, u32) -> Self) -> Self {
        for i in 0..n {
            self = part(self, i);
        }
        self
    }

    /// How long it is.
    pub fn seconds(&self) -> f64 {
        self.stretches.iter().map(|stretch| stretch.seconds).sum()
    }

    /// The motion as a camera and a pose model would record it.
    pub fn recorded(&self, capture: &Capture) -> Recording {
        let mut rng = StdRng::seed_from_u64(capture.seed);
        let mut frames = Vec::new();
        let mut at = 0;
        let mut began_s = 0.0;
        let count = (self.seconds() * capture.frames_per_s) as u32;
        for frame in 0..count {
            let t_s = f64::from(frame) / capture.frames_per_s;
            while t_s >= began_s + self.stretches[at].seconds && at + 1 < self.stretches.len() {
                began_s += self.stretches[at].seconds;
                at += 1;
            }
            let stretch = &self.stretches[at];
            let part = ((t_s - began_s) / stretch.seconds.max(1e-9)).min(1.0) as f32;
            let is_dropped = rng.random::<f32>() < capture.dropped;
            let pose = stretch
                .posture
                .as_ref()
                .filter(|_| !is_dropped)
                .map(|posture| {
                    let (joints, back_torso) = posture(part);
                    pose(&joints, back_torso, capture, &mut rng)
                });
            frames.push(Frame::of(t_s, pose));
        }
        Recording {
            size_px: PICTURE_PX,
            light: Some(120.0),
            frames,
        }
    }
}

/// On all fours for as long as the start of a set takes.
pub fn begun() -> Motion<AllFours> {
    motion(AllFours::default()).rest(2.0)
}

impl Motion<AllFours> {
    /// On all fours.
    pub fn rest(self, seconds: f64) -> Self {
        self.cut(|figure| *figure = figure.at_rest()).stay(seconds)
    }

    /// Arm of this side and the opposite leg, level.
    pub fn lift(self, arm: Side, seconds: f64) -> Self {
        self.cut(|figure| {
            figure.arm = arm;
            figure.leg = arm.other();
        })
        .go(seconds, |figure| *figure = figure.raised(arm))
    }

    /// This arm and the opposite leg rise to these inclinations in a second, the knee straight.
    pub fn part_way(self, arm: Side, arm_deg: f32, leg_deg: f32) -> Self {
        self.cut(|figure| {
            figure.arm = arm;
            figure.leg = arm.other();
        })
        .go(1.0, |figure| {
            figure.arm_deg = arm_deg;
            figure.leg_deg = leg_deg;
            figure.knee_deg = 180.0;
        })
    }

    /// The left leg is stretched out and held for two seconds, the arms stay.
    pub fn leg_alone(self) -> Self {
        self.cut(|figure| figure.leg = Side::Left)
            .go(1.0, |figure| {
                figure.leg_deg = 0.0;
                figure.knee_deg = 180.0;
            })
            .stay(2.0)
            .lower(1.0)
            .rest(1.0)
    }

    /// Held, a little different from level.
    pub fn hold(self, seconds: f64, change: impl FnOnce(&mut AllFours)) -> Self {
        self.cut(change).stay(seconds)
    }

    /// Back to all fours.
    pub fn lower(self, seconds: f64) -> Self {
        self.go(seconds, |figure| *figure = figure.at_rest())
    }

    /// A repetition as it should be.
    pub fn rep(self, arm: Side, hold_s: f64) -> Self {
        self.lift(arm, 1.0)
            .hold(hold_s, |_| {})
            .lower(1.0)
            .rest(1.0)
    }
}

impl Motion<SidePlank> {
    /// Lying on the elbow, hips on the floor.
    pub fn rest(self, seconds: f64) -> Self {
        self.cut(|figure| {
            *figure = SidePlank {
                lower: figure.lower,
                ..SidePlank::default()
            }
        })
        .stay(seconds)
    }

    /// Hips up to the line.
    pub fn raise(self, seconds: f64) -> Self {
        self.go(seconds, |figure| figure.hips = 0.0)
    }

    /// Held, a little different from straight.
    pub fn hold(self, seconds: f64, change: impl FnOnce(&mut SidePlank)) -> Self {
        self.cut(change).stay(seconds)
    }

    /// Hips to the floor.
    pub fn lower(self, seconds: f64) -> Self {
        self.go(seconds, |figure| {
            *figure = SidePlank {
                lower: figure.lower,
                ..SidePlank::default()
            }
        })
    }

    /// Turns over to lie on the other side.
    pub fn turn_over(self) -> Self {
        self.nobody(0.5)
            .cut(|figure| figure.lower = figure.lower.other())
    }
}

fn pose(joints: &Joints, back_torso: f32, capture: &Capture, rng: &mut StdRng) -> Pose {
    let px = HEIGHT_PX * capture.scale;
    let floor_px = PICTURE_PX[1] * 0.85;
    // The knees of somebody on all fours are at this column.
    let middle_px = PICTURE_PX[0] * 0.48;
    let to_picture = |at: Place| {
        let x = middle_px + at[0] * px + capture.shift_px[0];
        [x, floor_px - at[1] * px + capture.shift_px[1]]
    };
    let mut landmarks = [Landmark::default(); LANDMARKS];
    for side in [Side::Left, Side::Right] {
        let is_near = joints.visibility(side, Joint::Shoulder) > 0.9;
        for joint in Joint::ALL {
            let [x_px, y_px] = to_picture(joints.at(side, joint));
            let landmark = Landmark {
                x_px: x_px + normal(rng) * capture.noise_torso * TRUNK * px,
                y_px: y_px + normal(rng) * capture.noise_torso * TRUNK * px,
                z_px: if is_near { -20.0 } else { 20.0 },
                visibility: joints.visibility(side, joint),
                presence: 1.0,
            };
            set_with_neighbours(&mut landmarks, side, joint, landmark);
        }
    }
    let mask = capture.has_mask.then(|| {
        let near = if joints.visibility(Side::Left, Joint::Shoulder) > 0.9 {
            Side::Left
        } else {
            Side::Right
        };
        back_mask(
            to_picture(joints.at(near, Joint::Hip)),
            to_picture(joints.at(near, Joint::Shoulder)),
            back_torso * TRUNK * px,
        )
    });
    Pose {
        mask,
        ..Pose::of_landmarks(landmarks)
    }
}

/// Sets the landmark of a joint. Landmarks that no rule uses lie at the place of a neighbour.
fn set_with_neighbours(
    landmarks: &mut [Landmark; LANDMARKS],
    side: Side,
    joint: Joint,
    landmark: Landmark,
) {
    let right = usize::from(side == Side::Right);
    landmarks[joint.left_landmark() + right] = landmark;
    match joint {
        Joint::Ear => {
            landmarks[..=6].fill(landmark);
            landmarks[9 + right] = landmark;
        }
        Joint::Wrist => {
            for place in [17, 19, 21] {
                landmarks[place + right] = landmark;
            }
        }
        _ => {}
    }
}

/// A mask with its upper edge `back_px` above the line from hip to shoulder.
fn back_mask(hip: Place, shoulder: Place, back_px: f32) -> Mask {
    let region = whole_picture(PICTURE_PX);
    let mut logits = vec![0.0; Mask::SIDE * Mask::SIDE];
    let way = [shoulder[0] - hip[0], shoulder[1] - hip[1]];
    let length = way[0].hypot(way[1]);
    // Perpendicular that points up in the picture.
    let up = if way[0] >= 0.0 {
        [way[1] / length, -way[0] / length]
    } else {
        [-way[1] / length, way[0] / length]
    };
    for row in 0..Mask::SIDE {
        for column in 0..Mask::SIDE {
            let part = |n: usize| n as f32 / Mask::SIDE as f32 - 0.5;
            let [x, y] = region.to_picture([part(column), part(row)]);
            let above_px = (x - hip[0]) * up[0] + (y - hip[1]) * up[1];
            logits[row * Mask::SIDE + column] = (back_px - above_px) / 5.0;
        }
    }
    Mask {
        logits,
        side: Mask::SIDE,
        region,
    }
}
