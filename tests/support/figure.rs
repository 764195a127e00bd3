//! A stick figure that does bird dogs and side planks before a camera that never lies.
//!
//! Segment lengths in parts of the body height (Drillis and Contini's proportions, exercise
//! specification §0.7); a torso is 0.288 of it. Lengths of the figure's own parameters are in
//! torsos, angles in degrees.

use spotter::coach::Side;
use spotter::exercise::Joint;
use spotter::pose::{LANDMARKS, Landmark, Mask, Pose, Region};

const TRUNK: f32 = 0.288;
const THIGH: f32 = 0.245;
const SHANK: f32 = 0.246;
const UPPER_ARM: f32 = 0.186;
const FOREARM: f32 = 0.146;
const NECK: f32 = 0.112;
/// Heights over the floor of what rests on it.
const KNEE_UP: f32 = 0.03;
const WRIST_UP: f32 = 0.025;
const ANKLE_UP: f32 = 0.04;
/// Half of the distance between the shoulders (0.72 torsos apart) and between the hips.
const HALF_SHOULDERS: f32 = 0.36 * TRUNK;
const HALF_HIPS: f32 = 0.055;

/// Width and height of the picture.
pub const PICTURE_PX: [f32; 2] = [1280.0, 720.0];
/// Pixels of the whole body height.
const HEIGHT_PX: f32 = 400.0;

/// A place in body heights: to the right of the picture, and up from the floor.
type Place = [f32; 2];

/// Joints of both sides: place and visibility.
#[derive(Debug, Clone)]
pub struct Joints([[(Place, f32); 2]; Joint::ALL.len()]);

impl Joints {
    fn set(&mut self, side: Side, joint: Joint, at: Place) {
        self.0[number(joint)][usize::from(side == Side::Right)].0 = at;
    }

    fn at(&self, side: Side, joint: Joint) -> Place {
        self.0[number(joint)][usize::from(side == Side::Right)].0
    }

    fn see(&mut self, side: Side, visibility: f32) {
        for joint in &mut self.0 {
            joint[usize::from(side == Side::Right)].1 = visibility;
        }
    }

    fn nowhere() -> Self {
        Joints([[([0.0, 0.0], 1.0); 2]; Joint::ALL.len()])
    }
}

fn number(joint: Joint) -> usize {
    Joint::ALL.iter().position(|known| *known == joint).unwrap()
}

fn step(from: Place, length: f32, deg: f32) -> Place {
    let (sin, cos) = deg.to_radians().sin_cos();
    [from[0] + length * cos, from[1] + length * sin]
}

/// Somebody in a posture.
pub trait Figure: Clone + 'static {
    /// Where the joints are.
    fn joints(&self) -> Joints;
    /// On the way to another posture.
    fn toward(&self, other: &Self, part: f32) -> Self;
    /// Where the edge of the back lies over the trunk, in torsos; for the mask.
    fn back_torso(&self) -> f32 {
        0.4
    }
}

fn between(from: f32, to: f32, part: f32) -> f32 {
    from + (to - from) * part
}

/// On hands and knees, side view.
#[derive(Debug, Clone)]
pub struct AllFours {
    /// The side nearer to the camera.
    pub near: Side,
    /// The side of the arm and of the leg that may be raised.
    pub arm: Side,
    pub leg: Side,
    /// 0 level to the front, -90 hanging.
    pub arm_deg: f32,
    /// Thigh: 0 level to the back, -90 hanging.
    pub leg_deg: f32,
    /// Angle at the knee of that leg: 180 straight.
    pub knee_deg: f32,
    /// The trunk turned about the shoulder, hips going down.
    pub tilt_deg: f32,
    /// Head lifted out of the line of the trunk.
    pub head_deg: f32,
    /// Hips higher, shoulders lower, all of the trunk moved to the front.
    pub hips_up: f32,
    pub shoulders_down: f32,
    pub forward: f32,
    /// Far joints away from the near ones along the floor: not side-on.
    pub apart: f32,
    /// How well the far side is seen.
    pub far_seen: f32,
    /// The small of the back lower, for the mask.
    pub sag: f32,
}

impl Default for AllFours {
    fn default() -> Self {
        AllFours {
            near: Side::Right,
            arm: Side::Right,
            leg: Side::Left,
            arm_deg: -90.0,
            leg_deg: -90.0,
            knee_deg: 92.0,
            tilt_deg: 0.0,
            head_deg: 0.0,
            hips_up: 0.0,
            shoulders_down: 0.0,
            forward: 0.0,
            apart: 0.0,
            far_seen: 0.6,
            sag: 0.0,
        }
    }
}

impl AllFours {
    /// The same body with an arm and the opposite leg level.
    pub fn raised(&self, arm: Side) -> Self {
        AllFours {
            arm,
            leg: arm.other(),
            arm_deg: 0.0,
            leg_deg: 0.0,
            knee_deg: 180.0,
            ..self.clone()
        }
    }

    /// The same body on all fours, as it stands and is seen.
    pub fn at_rest(&self) -> Self {
        AllFours {
            near: self.near,
            arm: self.arm,
            leg: self.leg,
            apart: self.apart,
            far_seen: self.far_seen,
            ..AllFours::default()
        }
    }
}

impl Figure for AllFours {
    fn joints(&self) -> Joints {
        let mut joints = Joints::nowhere();
        let hip_rest = [0.0, KNEE_UP + THIGH];
        let shoulder_y = WRIST_UP + FOREARM + UPPER_ARM;
        let rest_deg = ((shoulder_y - hip_rest[1]) / TRUNK).asin().to_degrees();
        let shoulder_rest = step(hip_rest, TRUNK, rest_deg);
        let forward = self.forward * TRUNK;
        let shoulder = [
            shoulder_rest[0] + forward,
            shoulder_rest[1] - self.shoulders_down * TRUNK,
        ];
        let hip = if self.tilt_deg == 0.0 {
            [hip_rest[0] + forward, hip_rest[1] + self.hips_up * TRUNK]
        } else {
            step(shoulder, -TRUNK, rest_deg + self.tilt_deg)
        };
        let trunk_deg = (shoulder[1] - hip[1])
            .atan2(shoulder[0] - hip[0])
            .to_degrees();
        for side in [Side::Left, Side::Right] {
            let is_near = side == self.near;
            let aside = if is_near { 0.0 } else { self.apart * TRUNK };
            let moved = |at: Place| [at[0] + aside, at[1]];
            joints.see(side, if is_near { 0.98 } else { self.far_seen });
            joints.set(side, Joint::Shoulder, moved(shoulder));
            joints.set(side, Joint::Hip, moved(hip));
            let ear = step(shoulder, NECK, trunk_deg + self.head_deg);
            joints.set(side, Joint::Ear, moved(ear));
            let (elbow, wrist) = if side == self.arm && (self.arm_deg + 90.0).abs() > 0.1 {
                let elbow = step(shoulder, UPPER_ARM, self.arm_deg);
                (elbow, step(elbow, FOREARM, self.arm_deg))
            } else {
                let wrist = [shoulder_rest[0], WRIST_UP];
                let elbow = [
                    (shoulder[0] + wrist[0]) / 2.0,
                    between(wrist[1], shoulder[1], FOREARM / (FOREARM + UPPER_ARM)),
                ];
                (elbow, wrist)
            };
            joints.set(side, Joint::Elbow, moved(elbow));
            joints.set(side, Joint::Wrist, moved(wrist));
            let (knee, shank_deg) = if side == self.leg && self.leg_deg > -89.9 {
                // Counted from the feet: level is to the left.
                let knee = step(hip, THIGH, 180.0 - self.leg_deg);
                (knee, self.leg_deg + 180.0 - self.knee_deg)
            } else {
                ([0.0, KNEE_UP], -2.0)
            };
            let ankle = step(knee, SHANK, 180.0 - shank_deg);
            joints.set(side, Joint::Knee, moved(knee));
            joints.set(side, Joint::Ankle, moved(ankle));
            joints.set(
                side,
                Joint::Heel,
                moved(step(ankle, 0.03, 180.0 - shank_deg)),
            );
            joints.set(
                side,
                Joint::Toe,
                moved(step(ankle, 0.06, 200.0 - shank_deg)),
            );
        }
        joints
    }

    fn toward(&self, other: &Self, part: f32) -> Self {
        let of = |value: fn(&Self) -> f32| between(value(self), value(other), part);
        AllFours {
            near: other.near,
            arm: other.arm,
            leg: other.leg,
            arm_deg: of(|f| f.arm_deg),
            leg_deg: of(|f| f.leg_deg),
            knee_deg: of(|f| f.knee_deg),
            tilt_deg: of(|f| f.tilt_deg),
            head_deg: of(|f| f.head_deg),
            hips_up: of(|f| f.hips_up),
            shoulders_down: of(|f| f.shoulders_down),
            forward: of(|f| f.forward),
            apart: of(|f| f.apart),
            far_seen: of(|f| f.far_seen),
            sag: of(|f| f.sag),
        }
    }

    fn back_torso(&self) -> f32 {
        0.4 - self.sag
    }
}

/// On one side, chest to the camera.
#[derive(Debug, Clone)]
pub struct SidePlank {
    /// The side on the floor.
    pub lower: Side,
    /// Hips over the line from shoulders to feet; -0.37 is on the floor.
    pub hips: f32,
    /// Elbow away from under the shoulder.
    pub elbow: f32,
    /// Distance of the shoulders in the picture: 0.72 with the chest to the camera.
    pub across: f32,
    /// Head under (-) or over the line of the trunk.
    pub head: f32,
    /// Distance from ear to shoulder in parts of the usual one.
    pub neck: f32,
}

impl Default for SidePlank {
    fn default() -> Self {
        SidePlank {
            lower: Side::Left,
            hips: -0.37,
            elbow: 0.0,
            across: 0.72,
            head: 0.0,
            neck: 1.0,
        }
    }
}

impl Figure for SidePlank {
    fn joints(&self) -> Joints {
        let mut joints = Joints::nowhere();
        let legs = THIGH + SHANK;
        let elbow_y = WRIST_UP;
        // The feet rest where the line through the shoulders meets the floor.
        let shoulder_y = elbow_y + UPPER_ARM + HALF_SHOULDERS;
        let feet_y = ANKLE_UP + 0.02;
        let down_deg = ((shoulder_y - feet_y) / (TRUNK + legs)).asin().to_degrees();
        let up_deg = 90.0 + down_deg;
        let shoulder = [0.0, shoulder_y];
        let feet = step(shoulder, TRUNK + legs, 180.0 + down_deg);
        let along = TRUNK * (1.0 - self.hips * self.hips).sqrt();
        let hip_on_line = step(shoulder, along, 180.0 + down_deg);
        let hip = step(hip_on_line, self.hips * TRUNK, up_deg);
        let knee = [
            between(hip[0], feet[0], THIGH / legs),
            between(hip[1], feet[1], THIGH / legs),
        ];
        let trunk_deg = (shoulder[1] - hip[1])
            .atan2(shoulder[0] - hip[0])
            .to_degrees();
        let ear_half = 0.04;
        let neck_aside = HALF_SHOULDERS - ear_half;
        let neck_whole = 0.16_f32.hypot(neck_aside);
        let ear_along = ((self.neck * neck_whole).powi(2) - neck_aside.powi(2))
            .max(0.0)
            .sqrt();
        let ear = step(
            step(shoulder, ear_along, trunk_deg),
            self.head * TRUNK,
            trunk_deg + 90.0,
        );
        for side in [Side::Left, Side::Right] {
            let sign = if side == self.lower { -1.0 } else { 1.0 };
            joints.see(side, 0.95);
            let half = self.across / 2.0 * TRUNK;
            let its_shoulder = step(shoulder, sign * half, trunk_deg + 90.0);
            let lower_shoulder = step(shoulder, -half, trunk_deg + 90.0);
            joints.set(side, Joint::Shoulder, its_shoulder);
            joints.set(side, Joint::Hip, step(hip, sign * HALF_HIPS, up_deg));
            joints.set(side, Joint::Knee, step(knee, sign * 0.03, up_deg));
            joints.set(side, Joint::Ankle, step(feet, sign * 0.02, up_deg));
            joints.set(side, Joint::Heel, step(feet, sign * 0.02, up_deg));
            joints.set(side, Joint::Toe, step(feet, sign * 0.02, up_deg));
            joints.set(
                side,
                Joint::Ear,
                step(ear, sign * ear_half, trunk_deg + 90.0),
            );
            let (elbow, wrist) = if side == self.lower {
                let elbow = [lower_shoulder[0] + self.elbow * TRUNK, elbow_y];
                (elbow, [elbow[0] + 0.05, elbow_y])
            } else {
                // The other hand rests on the hip.
                let elbow = step(its_shoulder, UPPER_ARM, 200.0 + down_deg);
                (elbow, step(hip, HALF_HIPS, up_deg))
            };
            joints.set(side, Joint::Elbow, elbow);
            joints.set(side, Joint::Wrist, wrist);
        }
        joints
    }

    fn toward(&self, other: &Self, part: f32) -> Self {
        let of = |value: fn(&Self) -> f32| between(value(self), value(other), part);
        SidePlank {
            lower: other.lower,
            hips: of(|f| f.hips),
            elbow: of(|f| f.elbow),
            across: of(|f| f.across),
            head: of(|f| f.head),
            neck: of(|f| f.neck),
        }
    }
}

/// Standing, or kneeling upright; in profile.
#[derive(Debug, Clone)]
pub struct Upright {
    pub near: Side,
    pub is_kneeling: bool,
    /// The arms: -90 hanging, 0 stretched out to the front.
    pub arm_deg: f32,
}

impl Figure for Upright {
    fn joints(&self) -> Joints {
        let mut joints = Joints::nowhere();
        for side in [Side::Left, Side::Right] {
            joints.see(side, if side == self.near { 0.98 } else { 0.6 });
            let (knee, ankle) = if self.is_kneeling {
                ([0.0, KNEE_UP], [-SHANK, ANKLE_UP])
            } else {
                ([0.0, ANKLE_UP + SHANK], [0.0, ANKLE_UP])
            };
            let hip = step(knee, THIGH, 90.0);
            let shoulder = step(hip, TRUNK, 88.0);
            let elbow = step(shoulder, UPPER_ARM, self.arm_deg);
            joints.set(side, Joint::Knee, knee);
            joints.set(side, Joint::Ankle, ankle);
            joints.set(side, Joint::Heel, ankle);
            joints.set(side, Joint::Toe, ankle);
            joints.set(side, Joint::Hip, hip);
            joints.set(side, Joint::Shoulder, shoulder);
            joints.set(side, Joint::Ear, step(shoulder, NECK, 85.0));
            joints.set(side, Joint::Elbow, elbow);
            joints.set(side, Joint::Wrist, step(elbow, FOREARM, self.arm_deg));
        }
        joints
    }

    fn toward(&self, other: &Self, part: f32) -> Self {
        Upright {
            arm_deg: between(self.arm_deg, other.arm_deg, part),
            ..other.clone()
        }
    }
}

/// How a posture is taken: where the camera stands and how well the network sees.
#[derive(Debug, Clone)]
pub struct Take {
    pub frames_per_s: f64,
    /// Standard deviation of every landmark, in torsos.
    pub noise_torso: f32,
    /// Part of the frames in which nobody is found.
    pub dropped: f32,
    /// Times as slow.
    pub stretched: f64,
    /// Times as big, and moved by pixels.
    pub scale: f32,
    pub shift_px: Place,
    /// The picture flipped; and with it left and right, as a network would name them.
    pub mirrored: bool,
    pub sides_swapped: bool,
    /// Whether the pose comes with a mask.
    pub has_mask: bool,
    pub seed: u64,
}

impl Default for Take {
    fn default() -> Self {
        Take {
            frames_per_s: 20.0,
            noise_torso: 0.0,
            dropped: 0.0,
            stretched: 1.0,
            scale: 1.0,
            shift_px: [0.0, 0.0],
            mirrored: false,
            sides_swapped: false,
            has_mask: false,
            seed: 1,
        }
    }
}

/// A linear congruential generator (Knuth's MMIX constants): the same numbers on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        dice.part();
        dice
    }

    /// 0 to 1.
    pub fn part(&mut self) -> f32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// Of standard deviation 1, nearly normal: the sum of twelve.
    pub fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.part()).sum::<f32>() - 6.0
    }
}

/// A stretch of time: postures by part of it, or nobody.
struct Stretch {
    seconds: f64,
    posture: Option<Box<dyn Fn(f32) -> (Joints, f32)>>,
}

/// Postures one after the other.
pub struct Film<F> {
    now: F,
    stretches: Vec<Stretch>,
}

/// A film that begins with somebody.
pub fn film<F: Figure>(figure: F) -> Film<F> {
    Film {
        now: figure,
        stretches: Vec::new(),
    }
}

impl<F: Figure> Film<F> {
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

    /// Somebody in another kind of posture.
    pub fn then<G: Figure>(self, figure: G) -> Film<G> {
        Film {
            now: figure,
            stretches: self.stretches,
        }
    }

    /// Repeats what `part` adds to the film.
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

    /// The frames: time, and who is in the picture.
    pub fn frames(&self, take: &Take) -> Vec<(f64, Option<Pose>)> {
        let mut dice = Dice::new(take.seed);
        let mut frames = Vec::new();
        let mut at = 0;
        let mut began_s = 0.0;
        let count = (self.seconds() * take.stretched * take.frames_per_s) as u32;
        for frame in 0..count {
            let t_s = f64::from(frame) / take.frames_per_s;
            let film_s = t_s / take.stretched;
            while film_s >= began_s + self.stretches[at].seconds && at + 1 < self.stretches.len() {
                began_s += self.stretches[at].seconds;
                at += 1;
            }
            let stretch = &self.stretches[at];
            let part = ((film_s - began_s) / stretch.seconds.max(1e-9)).min(1.0) as f32;
            let is_dropped = dice.part() < take.dropped;
            let pose = stretch
                .posture
                .as_ref()
                .filter(|_| !is_dropped)
                .map(|posture| {
                    let (joints, back_torso) = posture(part);
                    pose(&joints, back_torso, take, &mut dice)
                });
            frames.push((t_s, pose));
        }
        frames
    }
}

impl Film<AllFours> {
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

impl Film<SidePlank> {
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

fn pose(joints: &Joints, back_torso: f32, take: &Take, dice: &mut Dice) -> Pose {
    let px = HEIGHT_PX * take.scale;
    let floor_px = PICTURE_PX[1] * 0.85;
    // The middle of the picture is a little behind the knees of somebody on all fours.
    let middle_px = PICTURE_PX[0] * 0.48;
    let facing_left = matches!(take.mirrored, true);
    let to_picture = |at: Place| {
        let x = middle_px + at[0] * px + take.shift_px[0];
        let x = if facing_left { PICTURE_PX[0] - x } else { x };
        [x, floor_px - at[1] * px + take.shift_px[1]]
    };
    let mut landmarks = [Landmark::default(); LANDMARKS];
    for side in [Side::Left, Side::Right] {
        let named = if take.sides_swapped {
            side.other()
        } else {
            side
        };
        let is_near = joints.0[1][usize::from(side == Side::Right)].1 > 0.9;
        for joint in Joint::ALL {
            let [x_px, y_px] = to_picture(joints.at(side, joint));
            let landmark = Landmark {
                x_px: x_px + dice.normal() * take.noise_torso * TRUNK * px,
                y_px: y_px + dice.normal() * take.noise_torso * TRUNK * px,
                z_px: if is_near { -20.0 } else { 20.0 },
                visibility: joints.0[number(joint)][usize::from(side == Side::Right)].1,
                presence: 1.0,
            };
            let right = usize::from(named == Side::Right);
            landmarks[joint.left_landmark() + right] = landmark;
            // Points that no rule looks at lie where their neighbours are.
            match joint {
                Joint::Ear => {
                    for place in 0..=6 {
                        landmarks[place] = landmark;
                    }
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
    }
    let mask = take.has_mask.then(|| {
        let near = if joints.0[1][0].1 > 0.9 {
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
        person_score: 1.0,
        landmarks,
        world_m: [[0.0; 3]; LANDMARKS],
        region: whole_picture(),
        mask,
    }
}

fn whole_picture() -> Region {
    Region {
        centre_px: [PICTURE_PX[0] / 2.0, PICTURE_PX[1] / 2.0],
        side_px: PICTURE_PX[0],
        rotation_rad: 0.0,
    }
}

/// A mask whose upper edge runs `back_px` above the line from hip to shoulder.
fn back_mask(hip: Place, shoulder: Place, back_px: f32) -> Mask {
    let region = whole_picture();
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
    Mask { logits, region }
}
