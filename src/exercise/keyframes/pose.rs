//! A pose: joint angles, or where hands, knees and feet are.

use schemars::JsonSchema;
use serde::Deserialize;

/// A whole pose. The fields without a comment are what their names say.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct KeyPose {
    /// The pelvis, which carries all other bones.
    #[serde(default)]
    pub pelvis: PelvisKey,
    /// The lumbar, middle and upper parts of the spine.
    #[serde(default)]
    pub spine: SpineKey,
    #[serde(default)]
    pub neck: TurnKey,
    #[serde(default)]
    pub head: TurnKey,
    pub left_arm: ArmKey,
    pub right_arm: ArmKey,
    pub left_leg: LegKey,
    pub right_leg: LegKey,
}

impl KeyPose {
    /// The same pose of the mirrored person.
    #[must_use]
    pub fn mirrored(&self) -> KeyPose {
        let mut pose = self.clone();
        pose.pelvis.roll_deg *= -1.0;
        pose.pelvis.turn_deg *= -1.0;
        pose.spine.side_deg *= -1.0;
        pose.spine.twist_deg *= -1.0;
        for turn in [&mut pose.neck, &mut pose.head] {
            turn.side_deg *= -1.0;
        }
        pose.left_arm = self.right_arm.mirrored();
        pose.right_arm = self.left_arm.mirrored();
        pose.swap_legs();
        pose
    }

    /// Lets each leg do what the other one did.
    pub fn swap_legs(&mut self) {
        std::mem::swap(&mut self.left_leg, &mut self.right_leg);
    }

    /// The legs by [`crate::blazepose::Side`] index.
    #[must_use]
    pub fn legs(&self) -> [&LegKey; 2] {
        [&self.left_leg, &self.right_leg]
    }

    /// The arms by [`crate::blazepose::Side`] index.
    #[must_use]
    pub fn arms(&self) -> [&ArmKey; 2] {
        [&self.left_arm, &self.right_arm]
    }
}

/// Where the pelvis is, and how it is turned. All of it is 0 for an upright person.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PelvisKey {
    /// How far the pelvis leans forward; 90 is face down.
    pub pitch_deg: f32,
    /// How far the pelvis leans to the right.
    pub roll_deg: f32,
    /// How far the trunk is turned to the left about its own long axis.
    pub turn_deg: f32,
    /// On all fours: how far the shoulders hang below the place where straight arms carry them.
    pub chest_cm: f32,
    /// On the knees: how far the thighs lean forward from upright.
    pub kneel_deg: f32,
    /// Height above the place where the pelvis rests.
    pub lift_cm: f32,
    /// Way forward along the floor from the place where the pelvis rests.
    pub forward_cm: f32,
}

/// How the spine is bent.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SpineKey {
    /// Rounding of the lumbar part. A negative number hollows it.
    pub lumbar_deg: f32,
    /// Rounding of the middle part.
    pub middle_deg: f32,
    /// Rounding of the upper part.
    pub upper_deg: f32,
    /// Bend to the right, spread over the three parts.
    pub side_deg: f32,
    /// Turn to the left, spread over the three parts.
    pub twist_deg: f32,
}

/// How the neck or the head is bent.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TurnKey {
    /// Flexion, chin to the chest. With a negative number the person looks up.
    pub flex_deg: f32,
    /// Bend to the right, ear to the shoulder.
    pub side_deg: f32,
}

/// An arm: its joint angles, or the place of its hand or forearm.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ArmKey {
    /// Shoulder flexion, forward and up.
    pub flex_deg: f32,
    /// Shoulder abduction, outward.
    pub abduct_deg: f32,
    /// Rotation of the upper arm about its own axis; its front turns outward.
    pub rotate_deg: f32,
    /// Flexion of the elbow; 0 is straight. It also counts for supporting arms on all fours.
    pub elbow_deg: f32,
    /// Extension of the wrist: the hand bends backward.
    pub wrist_deg: f32,
    /// How far the shoulder joint is drawn up along the chest, towards the ear.
    pub shrug_cm: f32,
    /// The place of the wrist, instead of the angles.
    pub hand: Option<HandPlace>,
    /// The forearm lies on the floor and points forward: its place, instead of the angles.
    pub forearm: Option<ForearmPlace>,
}

impl ArmKey {
    /// Whether the arm is given by its joint angles alone.
    #[must_use]
    pub fn is_angles(&self) -> bool {
        self.hand.is_none() && self.forearm.is_none()
    }

    /// Whether the palm lies on the floor.
    #[must_use]
    pub fn is_flat(&self) -> bool {
        self.forearm.is_some() || self.hand.as_ref().is_some_and(|hand| hand.on.is_none())
    }

    /// Whether both rest on the floor or on the same bone: the hand may slide from one to the other.
    #[must_use]
    pub fn rests_like(&self, other: &ArmKey) -> bool {
        match (&self.hand, &other.hand) {
            (Some(a), Some(b)) => a.on == b.on,
            _ => self.forearm.is_some() && other.forearm.is_some(),
        }
    }

    fn mirrored(&self) -> ArmKey {
        let mut arm = self.clone();
        if let Some(bone) = arm.hand.as_mut().and_then(|hand| hand.on.as_mut()) {
            *bone = bone.mirrored();
        }
        arm
    }
}

/// The place of a wrist.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandPlace {
    /// The bone that the hand holds, such as `left_shank`. The place is then given in the axes of the
    /// bone: out, up along the bone, forward. Without a bone the place is on the floor, and the palm
    /// lies flat.
    pub on: Option<Bone>,
    /// How far out it is.
    pub out_cm: f32,
    /// Its height over the floor, or along the bone.
    pub height_cm: f32,
    /// How far forward it is.
    pub forward_cm: f32,
    /// Where the elbow points, as a direction: out, up, forward.
    pub elbow: [f32; 3],
}

/// The place of a supporting forearm, whose elbow is below the shoulder of the target pose; or, with
/// `on_hand`, the place of the hand of a straight supporting arm.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForearmPlace {
    /// Height of the elbow and the wrist over the floor.
    pub height_cm: f32,
    /// How far the elbow is beyond the shoulder, towards the head.
    #[serde(default)]
    pub beyond_shoulder_cm: f32,
    /// The arm is straight and stands on its hand. Height and place are those of the wrist.
    #[serde(default)]
    pub on_hand: bool,
}

/// A bone that a hand holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Bone {
    LeftThigh,
    RightThigh,
    LeftShank,
    RightShank,
    LeftFoot,
    RightFoot,
    Pelvis,
    Chest,
    Head,
}

impl Bone {
    fn mirrored(self) -> Bone {
        match self {
            Bone::LeftThigh => Bone::RightThigh,
            Bone::RightThigh => Bone::LeftThigh,
            Bone::LeftShank => Bone::RightShank,
            Bone::RightShank => Bone::LeftShank,
            Bone::LeftFoot => Bone::RightFoot,
            Bone::RightFoot => Bone::LeftFoot,
            Bone::Pelvis | Bone::Chest | Bone::Head => self,
        }
    }
}

/// A leg: its joint angles, or the place of its knee or foot.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LegKey {
    /// Hip flexion, forward and up.
    pub flex_deg: f32,
    /// Hip abduction, outward.
    pub abduct_deg: f32,
    /// Rotation of the thigh about its own axis; its front turns outward.
    pub rotate_deg: f32,
    /// Flexion of the knee; 0 is straight.
    pub knee_deg: f32,
    /// Flexion of the ankle; a positive number points the toes.
    pub ankle_deg: f32,
    /// Knee and ankle rest on the floor: their places, instead of the angles of hip and knee.
    pub kneel: Option<KneelPlace>,
    /// The place of the ankle, instead of the angles of hip and knee.
    pub foot: Option<FootPlace>,
}

impl LegKey {
    /// Whether the leg is given by its joint angles alone.
    #[must_use]
    pub fn is_angles(&self) -> bool {
        self.kneel.is_none() && self.foot.is_none()
    }

    /// Whether the sole lies on the floor.
    #[must_use]
    pub fn is_flat(&self) -> bool {
        self.foot.as_ref().is_some_and(|foot| foot.is_flat)
    }
}

/// The places where a knee and the ankle behind it rest.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KneelPlace {
    /// How far out the knee is.
    pub out_cm: f32,
    /// How far out the ankle is.
    pub ankle_out_cm: f32,
    /// Height of the knee over the floor.
    pub height_cm: f32,
    /// Height of the ankle over the floor.
    pub ankle_height_cm: f32,
    /// How far forward the knee is.
    #[serde(default)]
    pub forward_cm: f32,
}

/// The place of an ankle.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FootPlace {
    /// How far out it is.
    pub out_cm: f32,
    /// Its height over the floor.
    pub height_cm: f32,
    /// How far forward it is.
    pub forward_cm: f32,
    /// Where the knee points, as a direction: out, up, forward.
    pub knee: [f32; 3],
    /// The sole lies flat on the floor. Otherwise the angle of the ankle counts.
    #[serde(default)]
    pub is_flat: bool,
}
