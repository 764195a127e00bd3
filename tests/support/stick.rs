//! A stick figure that can take any posture, seen in profile or obliquely.

use spotter::blazepose::{Joint, Side, index};

use crate::figure::{
    FOREARM, Figure, HALF_HIPS, HALF_SHOULDERS, Joints, NECK, Place, SHANK, THIGH, TRUNK,
    UPPER_ARM, between, step,
};
use crate::motion::{HEIGHT_PX, PICTURE_PX};
use crate::recording::Recording;

/// A figure of straight limbs in profile, facing right or with its head to the right. Directions
/// are in degrees: 0 is to the right, 90 up. Its lowest joint is on the floor.
#[derive(Debug, Clone, Copy)]
pub struct Stick {
    pub trunk: f32,
    pub neck: f32,
    /// Shoulder to elbow, elbow to wrist.
    pub arm: [f32; 2],
    /// Hip to knee, knee to ankle: of the near leg and of the far one.
    pub near: [f32; 2],
    pub far: [f32; 2],
    pub foot: f32,
    /// Along the floor.
    pub x: f32,
}

pub const STANDING: Stick = Stick {
    trunk: 90.0,
    neck: 85.0,
    arm: [-90.0, -88.0],
    near: [-90.0, -90.0],
    far: [-90.0, -90.0],
    foot: 0.0,
    x: 0.0,
};
pub const KNEELING: Stick = Stick {
    near: [-90.0, -180.0],
    far: [-90.0, -180.0],
    foot: -180.0,
    ..STANDING
};
pub const ALL_FOURS: Stick = Stick {
    trunk: 12.0,
    neck: 8.0,
    arm: [-90.0, -90.0],
    ..KNEELING
};
/// Chest sunk to the floor, hips over the knees.
pub const PUPPY: Stick = Stick {
    trunk: -24.0,
    neck: -20.0,
    arm: [-12.0, -4.0],
    ..ALL_FOURS
};
pub const CHILD: Stick = Stick {
    trunk: -8.0,
    neck: -12.0,
    arm: [-4.0, -2.0],
    near: [-24.0, -180.0],
    far: [-24.0, -180.0],
    ..KNEELING
};
/// On the stomach, hands by the chest.
pub const PRONE: Stick = Stick {
    trunk: 1.0,
    neck: 6.0,
    arm: [172.0, -12.0],
    near: [-179.0, -179.0],
    far: [-179.0, -179.0],
    foot: -150.0,
    x: 0.0,
};
pub const PLANK: Stick = Stick {
    trunk: 21.0,
    neck: 18.0,
    arm: [-90.0, -90.0],
    near: [-159.0, -159.0],
    far: [-159.0, -159.0],
    foot: -90.0,
    x: 0.0,
};
/// Chest up on straight arms, thighs off the floor.
pub const UPWARD_DOG: Stick = Stick {
    trunk: 55.0,
    neck: 80.0,
    arm: [-88.0, -88.0],
    near: [-168.0, -170.0],
    far: [-168.0, -170.0],
    ..PLANK
};
/// On the back, head to the left, knees up.
pub const SUPINE: Stick = Stick {
    trunk: 180.0,
    neck: 180.0,
    arm: [0.0, 0.0],
    near: [50.0, -60.0],
    far: [50.0, -60.0],
    foot: 0.0,
    x: 0.0,
};
pub const SITTING: Stick = Stick {
    trunk: 95.0,
    neck: 90.0,
    arm: [-80.0, -60.0],
    near: [1.0, -3.0],
    far: [1.0, -3.0],
    foot: 80.0,
    x: 0.0,
};
pub const HIGH_LUNGE: Stick = Stick {
    near: [-5.0, -90.0],
    far: [-128.0, -150.0],
    ..STANDING
};
pub const LOW_LUNGE: Stick = Stick {
    near: [-12.0, -82.0],
    far: [-112.0, -178.0],
    ..STANDING
};

const FOOT: f32 = 0.08;

impl Figure for Stick {
    fn joints(&self) -> Joints {
        let hip: Place = [self.x, 0.0];
        let shoulder = step(hip, TRUNK, self.trunk);
        let elbow = step(shoulder, UPPER_ARM, self.arm[0]);
        let mut all = Vec::new();
        for (side, leg) in [(Side::Left, self.near), (Side::Right, self.far)] {
            let knee = step(hip, THIGH, leg[0]);
            let ankle = step(knee, SHANK, leg[1]);
            all.extend([
                (side, Joint::Hip, hip),
                (side, Joint::Shoulder, shoulder),
                (side, Joint::Ear, step(shoulder, NECK, self.neck)),
                (side, Joint::Elbow, elbow),
                (side, Joint::Wrist, step(elbow, FOREARM, self.arm[1])),
                (side, Joint::Knee, knee),
                (side, Joint::Ankle, ankle),
                (side, Joint::Heel, ankle),
                (side, Joint::Toe, step(ankle, FOOT, self.foot)),
            ]);
        }
        let lowest = all.iter().map(|(.., at)| at[1]).fold(0.0, f32::min);
        let mut joints = Joints::nowhere();
        for side in Side::BOTH {
            joints.see(side, if side == Side::Left { 0.98 } else { 0.75 });
        }
        for (side, joint, at) in all {
            joints.set(side, joint, [at[0], at[1] - lowest + 0.03]);
        }
        joints
    }

    fn toward(&self, other: &Self, part: f32) -> Self {
        let of = |a, b| between(a, b, part);
        let pair = |a: [f32; 2], b: [f32; 2]| [of(a[0], b[0]), of(a[1], b[1])];
        Stick {
            trunk: of(self.trunk, other.trunk),
            neck: of(self.neck, other.neck),
            arm: pair(self.arm, other.arm),
            near: pair(self.near, other.near),
            far: pair(self.far, other.far),
            foot: of(self.foot, other.foot),
            x: of(self.x, other.x),
        }
    }
}

/// A recording of a stick figure as a camera sees it that is turned off side-on by so many degrees.
/// Lengths along the body become shorter, and the far side comes out from behind the near one.
pub fn oblique(recording: Recording, off_deg: f32) -> Recording {
    let (sin, cos) = off_deg.to_radians().sin_cos();
    let middle_px = PICTURE_PX[0] / 2.0;
    recording.changed(|_, pose| {
        for (place, landmark) in pose.landmarks.iter_mut().enumerate() {
            let half_px = if place >= index::LEFT_HIP {
                HALF_HIPS * HEIGHT_PX
            } else {
                HALF_SHOULDERS * HEIGHT_PX
            };
            // The near side is the left one.
            let depth_px = match index::NAMES[place] {
                name if name.contains("LEFT") => -half_px,
                name if name.contains("RIGHT") => half_px,
                _ => 0.0,
            };
            landmark.x_px = middle_px + (landmark.x_px - middle_px) * cos + depth_px * sin;
        }
    })
}
