//! The bones: lengths of a body, frames of its joints, forward and inverse kinematics.
//!
//! Metres. World: y up, floor at y = 0. Body axes: +x to the person's left, +y up, +z forward;
//! the columns of a frame are its local axes. Right-handed: a positive turn about x tips the up
//! axis forward.

use glam::{Mat3, Quat, Vec3};

use crate::blazepose::Side;

/// Height that all lengths of this room are given for, in metres.
pub const REFERENCE_HEIGHT_M: f32 = 1.70;

const UPPER_ARM_M: f32 = 0.316;
const FOREARM_M: f32 = 0.248;
const THIGH_M: f32 = 0.4165;
const SHANK_M: f32 = 0.418;

/// A limb is never stretched to more than this share of its length, because a straight joint has no
/// plane to bend in.
const FULL_STRETCH: f32 = 0.9995;

/// What a body is like. Factors are relative to an average person of this height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Build {
    /// Standing height in metres.
    pub height_m: f32,
    /// Thickness of limbs and trunk.
    pub girth: f32,
    /// Distance of the shoulder joints.
    pub shoulders: f32,
    /// Distance of the hip joints.
    pub hips: f32,
    /// Length of the arms.
    pub arms: f32,
    /// Length of the legs.
    pub legs: f32,
}

impl Default for Build {
    fn default() -> Self {
        Build {
            height_m: REFERENCE_HEIGHT_M,
            girth: 1.0,
            shoulders: 1.0,
            hips: 1.0,
            arms: 1.0,
            legs: 1.0,
        }
    }
}

impl Build {
    /// Factor from the lengths of this room to this body.
    #[must_use]
    pub fn scale(&self) -> f32 {
        self.height_m / REFERENCE_HEIGHT_M
    }

    /// Shoulder to elbow and elbow to wrist, in metres.
    #[must_use]
    pub fn arm_m(&self) -> [f32; 2] {
        [UPPER_ARM_M, FOREARM_M].map(|length| length * self.scale() * self.arms)
    }

    /// Hip to knee and knee to ankle, in metres.
    #[must_use]
    pub fn leg_m(&self) -> [f32; 2] {
        [THIGH_M, SHANK_M].map(|length| length * self.scale() * self.legs)
    }

    /// Shoulder joint in the frame of the upper spine.
    fn shoulder(&self, side: Side) -> Vec3 {
        Vec3::new(side.sign() * 0.175 * self.shoulders, 0.139, 0.0) * self.scale()
    }

    /// A hip joint of this pelvis.
    #[must_use]
    pub fn hip_of(&self, pelvis: &Frame, side: Side) -> Vec3 {
        pelvis.at(self.hip(side))
    }

    /// Hip joint in the frame of the pelvis.
    fn hip(&self, side: Side) -> Vec3 {
        Vec3::new(side.sign() * 0.0884 * self.hips, 0.0, 0.0) * self.scale()
    }
}

/// Where a bone begins and how it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Its joint, in metres.
    pub origin: Vec3,
    /// Local axes as columns.
    pub axes: Mat3,
}

impl Frame {
    /// A place given in this frame, in the world.
    #[must_use]
    pub fn at(&self, local: Vec3) -> Vec3 {
        self.origin + self.axes * local
    }

    /// A frame that begins at `local` and is turned by `turn`.
    #[must_use]
    pub fn child(&self, local: Vec3, turn: Mat3) -> Frame {
        Frame {
            origin: self.at(local),
            axes: self.axes * turn,
        }
    }

    /// A world place in this frame.
    #[must_use]
    pub fn local(&self, world: Vec3) -> Vec3 {
        self.axes.transpose() * (world - self.origin)
    }
}

/// An arm or a leg; bones lie along −y of their frames.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limb {
    /// Upper arm or thigh.
    pub upper: Frame,
    /// Forearm or shank.
    pub lower: Frame,
    /// Hand (fingers −y, thumb +z) or foot (toes +z, sole −y).
    pub end: Frame,
}

/// Turns of the trunk against one another; the default stands straight.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TrunkTurns {
    /// Lumbar, middle and upper spine, each against the one below.
    pub spine: [Quat; 3],
    /// Neck against the upper spine, beyond its natural lean.
    pub neck: Quat,
    /// Head against the neck.
    pub head: Quat,
    /// How far each shoulder is pulled up along the chest, in metres.
    pub shrug_m: [f32; 2],
}

/// The bones of the trunk and head.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trunk {
    /// Origin is the middle between the hip joints.
    pub pelvis: Frame,
    /// Lumbar, middle and upper spine.
    pub spine: [Frame; 3],
    /// From the collar upwards.
    pub neck: Frame,
    /// From the top of the neck.
    pub head: Frame,
    /// How far each shoulder is pulled up along the chest, in metres.
    pub shrug_m: [f32; 2],
}

impl Trunk {
    /// Forward kinematics from the pelvis upwards.
    #[must_use]
    pub fn new(build: &Build, pelvis: Frame, turns: &TrunkTurns) -> Trunk {
        let k = build.scale();
        // The neck leans forward by 12° on an upright body, the head makes up for it.
        let lean = 12.0_f32.to_radians();
        let turn = Mat3::from_quat;
        let lumbar = pelvis.child(Vec3::new(0.0, 0.090, -0.012) * k, turn(turns.spine[0]));
        let middle = lumbar.child(Vec3::new(0.0, 0.130, 0.0) * k, turn(turns.spine[1]));
        let upper = middle.child(Vec3::new(0.0, 0.130, 0.0) * k, turn(turns.spine[2]));
        let neck = upper.child(
            Vec3::new(0.0, 0.180, -0.005) * k,
            Mat3::from_rotation_x(lean) * turn(turns.neck),
        );
        let head = neck.child(
            Vec3::new(0.0, 0.085, 0.004) * k,
            Mat3::from_rotation_x(-lean) * turn(turns.head),
        );
        Trunk {
            pelvis,
            spine: [lumbar, middle, upper],
            neck,
            head,
            shrug_m: turns.shrug_m,
        }
    }

    /// The shoulder joint.
    #[must_use]
    pub fn shoulder(&self, build: &Build, side: Side) -> Vec3 {
        let up = Vec3::Y * self.shrug_m[side.index()];
        self.spine[2].at(build.shoulder(side) + up)
    }

    /// The hip joint.
    #[must_use]
    pub fn hip(&self, build: &Build, side: Side) -> Vec3 {
        build.hip_of(&self.pelvis, side)
    }
}

/// All bones of a body in one pose.
#[derive(Debug, Clone, PartialEq)]
pub struct Skeleton {
    /// Pelvis to head.
    pub trunk: Trunk,
    /// Left and right arm.
    pub arms: [Limb; 2],
    /// Left and right leg.
    pub legs: [Limb; 2],
}

/// Which way the middle joint of a limb bends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hinge {
    /// Forearm comes forward.
    Elbow,
    /// Shank goes back.
    Knee,
}

/// Turn of an upper arm or thigh: flexion forward, abduction outward, rotation of its
/// front outward about the bone, in degrees.
#[must_use]
pub fn ball_joint(side: Side, flex_deg: f32, abduct_deg: f32, rotate_deg: f32) -> Quat {
    let s = side.sign();
    Quat::from_rotation_x(-flex_deg.to_radians())
        * Quat::from_rotation_z(s * abduct_deg.to_radians())
        * Quat::from_rotation_y(s * rotate_deg.to_radians())
}

impl Limb {
    /// Forward kinematics. `turn` is that of the upper bone in the world, `bend_deg` of the
    /// hinge, `end_turn` of hand or foot against the lower bone.
    #[must_use]
    pub fn posed(
        origin: Vec3,
        lengths_m: [f32; 2],
        turn: Mat3,
        hinge: Hinge,
        bend_deg: f32,
        end_turn: Mat3,
    ) -> Limb {
        let bend = match hinge {
            Hinge::Elbow => -bend_deg,
            Hinge::Knee => bend_deg,
        };
        let upper = Frame { origin, axes: turn };
        let lower = upper.child(
            Vec3::new(0.0, -lengths_m[0], 0.0),
            Mat3::from_rotation_x(bend.to_radians()),
        );
        let end = lower.child(Vec3::new(0.0, -lengths_m[1], 0.0), end_turn);
        Limb { upper, lower, end }
    }

    /// Inverse kinematics: from `origin` to `target` as far as the limb reaches, the middle joint
    /// on the side of `pole`. The end's turn is `end_axes` in the world.
    #[must_use]
    pub fn reaching(
        origin: Vec3,
        target: Vec3,
        lengths_m: [f32; 2],
        pole: Vec3,
        hinge: Hinge,
        end_axes: Mat3,
    ) -> Limb {
        let [a, b] = lengths_m;
        let span = target - origin;
        let u = span.normalize_or(Vec3::NEG_Y);
        let d = span
            .length()
            .clamp((a - b).abs() + 1e-3, FULL_STRETCH * (a + b));
        let to_pole = pole - origin;
        let n = (to_pole - u * to_pole.dot(u)).normalize_or(u.any_orthonormal_vector());
        // Law of cosines at the upper joint.
        let cos = ((a * a + d * d - b * b) / (2.0 * a * d)).clamp(-1.0, 1.0);
        let sin = (1.0 - cos * cos).max(0.0).sqrt();
        let middle = origin + a * (u * cos + n * sin);
        let end = origin + u * d;
        let z = match hinge {
            Hinge::Elbow => -n,
            Hinge::Knee => n,
        };
        let upper_y = -(middle - origin) / a;
        // The hinge axis stands at right angles to the plane of the limb.
        let x = upper_y.cross(z).normalize_or(Vec3::X);
        let bone = |origin: Vec3, y: Vec3| Frame {
            origin,
            axes: Mat3::from_cols(x, y, x.cross(y)),
        };
        Limb {
            upper: bone(origin, upper_y),
            lower: bone(middle, -(end - middle) / (end - middle).length()),
            end: Frame {
                origin: end,
                axes: end_axes,
            },
        }
    }

    /// How far the middle joint is bent, in degrees; 0 is straight.
    #[must_use]
    pub fn bend_deg(&self) -> f32 {
        let upper = self.lower.origin - self.upper.origin;
        let lower = self.end.origin - self.lower.origin;
        upper.angle_between(lower).to_degrees()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: Vec3, b: Vec3) -> bool {
        a.distance(b) < 1e-4
    }

    #[test]
    fn a_standing_body_has_its_joints_where_the_lengths_say() {
        let build = Build::default();
        let pelvis = Frame {
            origin: Vec3::new(0.0, 0.9, 0.0),
            axes: Mat3::IDENTITY,
        };
        let turns = TrunkTurns::default();
        let trunk = Trunk::new(&build, pelvis, &turns);
        let shoulder = trunk.shoulder(&build, Side::Left);
        assert!(close(shoulder, Vec3::new(0.175, 0.9 + 0.489, -0.012)));
    }

    #[test]
    fn reaching_gives_the_target_and_the_lengths() {
        let origin = Vec3::new(0.1, 1.0, 0.0);
        let target = Vec3::new(0.2, 0.6, 0.3);
        let pole = Vec3::new(0.1, 0.8, -1.0);
        let limb = Limb::reaching(
            origin,
            target,
            [0.3, 0.3],
            pole,
            Hinge::Elbow,
            Mat3::IDENTITY,
        );
        assert!(close(limb.end.origin, target));
        assert!((limb.lower.origin.distance(origin) - 0.3).abs() < 1e-4);
        assert!((limb.lower.origin.distance(target) - 0.3).abs() < 1e-4);
        // The frames agree with forward kinematics: the lower bone is the upper one turned
        // about the hinge, by a bend of the right sign.
        let again = Limb::posed(
            origin,
            [0.3, 0.3],
            limb.upper.axes,
            Hinge::Elbow,
            limb.bend_deg(),
            Mat3::IDENTITY,
        );
        assert!(close(again.end.origin, target));
    }

    #[test]
    fn a_flexed_thigh_points_forward_and_an_abducted_one_outward() {
        let down = Vec3::NEG_Y;
        assert!(close(
            ball_joint(Side::Left, 90.0, 0.0, 0.0) * down,
            Vec3::Z
        ));
        assert!(close(
            ball_joint(Side::Left, 0.0, 90.0, 0.0) * down,
            Vec3::X
        ));
        assert!(close(
            ball_joint(Side::Right, 0.0, 90.0, 0.0) * down,
            Vec3::NEG_X
        ));
    }
}
