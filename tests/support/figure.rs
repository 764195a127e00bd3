//! A stick figure that does bird dogs and side planks in front of a perfect camera.
//!
//! Lengths of limbs are parts of the body height (Drillis and Contini's proportions, specification
//! §0.7), of which a torso is 0.288. The parameters of a figure are lengths in torsos and angles in
//! degrees.

use spotter::blazepose::{Joint, Side};

/// The trunk, one torso.
pub const TRUNK: f32 = 0.288;
pub const THIGH: f32 = 0.245;
pub const SHANK: f32 = 0.246;
pub const UPPER_ARM: f32 = 0.186;
pub const FOREARM: f32 = 0.146;
pub const NECK: f32 = 0.112;
/// Heights over the floor of joints that rest on it.
const KNEE_UP: f32 = 0.03;
const WRIST_UP: f32 = 0.025;
const ANKLE_UP: f32 = 0.04;
/// Half of the distance between the shoulders (0.72 torsos apart) and between the hips.
pub const HALF_SHOULDERS: f32 = 0.36 * TRUNK;
pub const HALF_HIPS: f32 = 0.055;
/// Half of the distance between the ears.
const HALF_EARS: f32 = 0.04;

/// A place in body heights: to the right of the picture, and up from the floor.
pub type Place = [f32; 2];

/// Joints of both sides: place and visibility.
#[derive(Debug, Clone)]
pub struct Joints([[(Place, f32); 2]; Joint::ALL.len()]);

impl Joints {
    pub fn set(&mut self, side: Side, joint: Joint, at: Place) {
        self.0[number(joint)][side.index()].0 = at;
    }

    /// Where a joint is.
    pub fn at(&self, side: Side, joint: Joint) -> Place {
        self.0[number(joint)][side.index()].0
    }

    /// How well it is seen, 0 to 1.
    pub fn visibility(&self, side: Side, joint: Joint) -> f32 {
        self.0[number(joint)][side.index()].1
    }

    pub fn see(&mut self, side: Side, visibility: f32) {
        for joint in &mut self.0 {
            joint[side.index()].1 = visibility;
        }
    }

    pub fn nowhere() -> Self {
        Joints([[([0.0, 0.0], 1.0); 2]; Joint::ALL.len()])
    }
}

fn number(joint: Joint) -> usize {
    Joint::ALL.iter().position(|known| *known == joint).unwrap()
}

pub fn step(from: Place, length: f32, deg: f32) -> Place {
    let (sin, cos) = deg.to_radians().sin_cos();
    [from[0] + length * cos, from[1] + length * sin]
}

fn direction_deg(from: Place, to: Place) -> f32 {
    (to[1] - from[1]).atan2(to[0] - from[0]).to_degrees()
}

/// A person in a posture.
pub trait Figure: Clone + 'static {
    /// Where the joints are.
    fn joints(&self) -> Joints;
    /// The posture at this part of the way to another one.
    fn toward(&self, other: &Self, part: f32) -> Self;
    /// Where the edge of the back lies over the trunk, in torsos; for the mask.
    fn back_torso(&self) -> f32 {
        0.4
    }
}

pub fn between(from: f32, to: f32, part: f32) -> f32 {
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

    /// An arm that is raised, or whose hand is on the floor at this place.
    fn arm_of(&self, side: Side, shoulder: Place, hand_x: f32) -> [(Joint, Place); 2] {
        let (elbow, wrist) = if side == self.arm && (self.arm_deg + 90.0).abs() > 0.1 {
            let elbow = step(shoulder, UPPER_ARM, self.arm_deg);
            (elbow, step(elbow, FOREARM, self.arm_deg))
        } else {
            let wrist = [hand_x, WRIST_UP];
            let elbow = [
                (shoulder[0] + wrist[0]) / 2.0,
                between(wrist[1], shoulder[1], FOREARM / (FOREARM + UPPER_ARM)),
            ];
            (elbow, wrist)
        };
        [(Joint::Elbow, elbow), (Joint::Wrist, wrist)]
    }

    /// A leg that is raised, or whose knee is on the floor.
    fn leg_of(&self, side: Side, hip: Place) -> [(Joint, Place); 4] {
        let (knee, shank_deg) = if side == self.leg && self.leg_deg > -89.9 {
            // Counted from the feet: level is to the left.
            let knee = step(hip, THIGH, 180.0 - self.leg_deg);
            (knee, self.leg_deg + 180.0 - self.knee_deg)
        } else {
            ([0.0, KNEE_UP], -2.0)
        };
        let ankle = step(knee, SHANK, 180.0 - shank_deg);
        [
            (Joint::Knee, knee),
            (Joint::Ankle, ankle),
            (Joint::Heel, step(ankle, 0.03, 180.0 - shank_deg)),
            (Joint::Toe, step(ankle, 0.06, 200.0 - shank_deg)),
        ]
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
        let trunk_deg = direction_deg(hip, shoulder);
        for side in [Side::Left, Side::Right] {
            let is_near = side == self.near;
            let aside = if is_near { 0.0 } else { self.apart * TRUNK };
            let moved = |at: Place| [at[0] + aside, at[1]];
            joints.see(side, if is_near { 0.98 } else { self.far_seen });
            joints.set(side, Joint::Shoulder, moved(shoulder));
            joints.set(side, Joint::Hip, moved(hip));
            let ear = step(shoulder, NECK, trunk_deg + self.head_deg);
            joints.set(side, Joint::Ear, moved(ear));
            for (joint, at) in self.arm_of(side, shoulder, shoulder_rest[0]) {
                joints.set(side, joint, moved(at));
            }
            for (joint, at) in self.leg_of(side, hip) {
                joints.set(side, joint, moved(at));
            }
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

impl SidePlank {
    /// The place between the ears.
    fn ears(&self, shoulder: Place, trunk_deg: f32) -> Place {
        let neck_aside = HALF_SHOULDERS - HALF_EARS;
        let neck_whole = 0.16_f32.hypot(neck_aside);
        let along = ((self.neck * neck_whole).powi(2) - neck_aside.powi(2))
            .max(0.0)
            .sqrt();
        step(
            step(shoulder, along, trunk_deg),
            self.head * TRUNK,
            trunk_deg + 90.0,
        )
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
        let trunk_deg = direction_deg(hip, shoulder);
        let ears = self.ears(shoulder, trunk_deg);
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
                step(ears, sign * HALF_EARS, trunk_deg + 90.0),
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
