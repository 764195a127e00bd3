//! Keyframes: how the synthetic person performs an exercise, as it stands in
//! `exercises/motion/ID.toml`.
//!
//! Angles are in degrees, lengths in centimetres of a person 1.70 m tall (other bodies scale),
//! times in seconds. World axes: out (away from the middle of the body, on the limb's own side),
//! height over the floor, forward (where the person faces when upright). Poses are written for
//! one side and mirrored for the other. A variant of the exercise may have poses, steps and faults of
//! its own, under `[variants.NAME]`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// A file of keyframes, without its variants.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keyframes {
    /// Where the camera stands.
    pub camera: CameraPlace,
    /// Whether repetitions change sides.
    pub sides: Sides,
    /// The side at work in the poses as they are written.
    #[serde(default)]
    pub written_for: WrittenFor,
    /// What carries the body.
    pub support: Support,
    /// The key poses by name. A pose may be `like` another one and name only what differs.
    #[schemars(schema_with = "super::schema::poses")]
    pub poses: BTreeMap<String, toml::Table>,
    /// One repetition: from pose to pose, and back to the first one.
    pub steps: Vec<Step>,
    /// Seconds back to the first pose.
    pub back_s: f32,
    /// What can be done wrong, by the id of the rule that should notice.
    #[serde(default)]
    pub faults: BTreeMap<String, FaultChange>,
}

/// From where the exercise is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CameraPlace {
    /// 0 = in front of the upright person, 90 = at the left side.
    pub azimuth_deg: f32,
}

/// What happens to the sides from repetition to repetition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sides {
    /// Left and right do the same.
    Both,
    /// Repetitions alternate, left first.
    Alternate,
    /// A whole set on one side.
    OneSided,
}

/// The side that poses are written for; they are mirrored for the other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WrittenFor {
    /// The left one.
    #[default]
    Left,
    /// The right one.
    Right,
}

/// What carries the body, and so decides where the pelvis is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// The trunk lies or sits on the floor.
    Floor,
    /// The pelvis stands over knees that stay where they are.
    Knees,
    /// As `knees`, and the trunk leans as the straight supporting arms demand: all fours.
    AllFours,
    /// Straight from feet that stay to a forearm that stays: a plank. The first step's pose but
    /// one (the target) says how far they are apart.
    Plank,
    /// The same from the knee that stays, the shank behind it on the floor.
    KneePlank,
}

/// A step of a repetition.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The pose to go to.
    pub pose: String,
    /// Seconds on the way; the first step has none.
    #[serde(default)]
    pub move_s: f32,
    /// Seconds there.
    pub stay_s: f32,
    /// The pose is held: for as long as a dose asks for, where one does. Of several in a row the
    /// last one takes what time is left.
    #[serde(default)]
    pub hold: bool,
}

/// A fault as changes that grow with its size.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaultChange {
    /// What the size is, in words: "how far the leg rises beyond level".
    pub says: String,
    /// Unit of the size.
    pub unit: SizeUnit,
    /// The size when none is given: plainly wrong.
    pub size: f32,
    /// The poses that change by keys of `add` and `set` that name none; all where empty.
    #[serde(default)]
    pub poses: Vec<String>,
    /// Values of a pose, `left_leg.flex_deg`, and what is added to them for each unit of size.
    /// `peak:left_leg.flex_deg` is for the pose `peak` alone, whatever `poses` says.
    #[serde(default)]
    pub add: BTreeMap<String, f32>,
    /// Values of a pose and what they become for each unit of size.
    #[serde(default)]
    pub set: BTreeMap<String, f32>,
    /// Seconds on the way to a pose for each unit of size; `back` is the way to the first one.
    #[serde(default)]
    pub move_s: BTreeMap<String, f32>,
    /// Seconds at a pose for each unit of size.
    #[serde(default)]
    pub stay_s: BTreeMap<String, f32>,
    /// The change comes and goes this often in a second, where the person should stay still.
    pub sway_hz: Option<f32>,
    /// Limbs that stay as they are in the first pose: `left_arm`.
    #[serde(default)]
    pub keeps: Vec<String>,
    /// The legs do what they would do on the other side.
    #[serde(default)]
    pub swaps_legs: bool,
    /// The movement to a pose ends at this share of its way for each unit of size.
    #[serde(default)]
    pub depth: BTreeMap<String, f32>,
}

/// Unit of a fault's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SizeUnit {
    /// Degrees.
    Deg,
    /// Centimetres of a person 1.70 m tall.
    Cm,
    /// Seconds.
    S,
    /// A share of the whole.
    Share,
    /// Of no size: there or not there.
    None,
}

/// A whole pose.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyPose {
    /// The pelvis.
    #[serde(default)]
    pub pelvis: PelvisKey,
    /// Lumbar, middle and upper spine.
    #[serde(default)]
    pub spine: SpineKey,
    /// The neck.
    #[serde(default)]
    pub neck: TurnKey,
    /// The head.
    #[serde(default)]
    pub head: TurnKey,
    /// Left arm.
    pub left_arm: ArmKey,
    /// Right arm.
    pub right_arm: ArmKey,
    /// Left leg.
    pub left_leg: LegKey,
    /// Right leg.
    pub right_leg: LegKey,
}

/// The pelvis of an upright person has 0 everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PelvisKey {
    /// Forward; 90 is face down.
    pub pitch_deg: f32,
    /// To the right.
    pub roll_deg: f32,
    /// About the trunk's own long axis, to the left.
    pub turn_deg: f32,
    /// On all fours: how far the shoulders hang below where straight arms would carry them.
    pub chest_cm: f32,
    /// On knees: how far the thigh leans forward of upright.
    pub kneel_deg: f32,
    /// Above where it rests.
    pub lift_cm: f32,
    /// Along the floor from where it rests.
    pub forward_cm: f32,
}

/// Turns of the spine.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SpineKey {
    /// Rounding of the lumbar part; negative hollows.
    pub lumbar_deg: f32,
    /// Rounding of the middle.
    pub middle_deg: f32,
    /// Rounding of the upper part.
    pub upper_deg: f32,
    /// Bend to the right, spread over all three.
    pub side_deg: f32,
    /// Turn to the left, spread over all three.
    pub twist_deg: f32,
}

/// Turns of neck or head.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TurnKey {
    /// Chin to the chest; negative looks up.
    pub flex_deg: f32,
    /// Ear to the right shoulder.
    pub side_deg: f32,
}

/// An arm: joint angles, or where its hand or forearm is.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ArmKey {
    /// Shoulder flexion, forward and up.
    pub flex_deg: f32,
    /// Shoulder abduction, outward.
    pub abduct_deg: f32,
    /// Rotation of the upper arm about itself, its front outward.
    pub rotate_deg: f32,
    /// Elbow; 0 is straight. On all fours also how far supporting arms are bent.
    pub elbow_deg: f32,
    /// Hand against forearm, backward.
    pub wrist_deg: f32,
    /// The shoulder joint towards the ear, along the chest.
    pub shrug_cm: f32,
    /// Where the wrist is, in place of the angles.
    pub hand: Option<HandPlace>,
    /// The forearm lies on the floor and points forward, in place of the angles.
    pub forearm: Option<ForearmPlace>,
}

/// Where a wrist is.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandPlace {
    /// The bone that it holds, `left_shank`; without one the place is on the floor and the palm
    /// lies flat. The place is then given in the bone's axes: out, up along the bone, forward.
    pub on: Option<Bone>,
    /// Outward.
    pub out_cm: f32,
    /// Over the floor.
    pub height_cm: f32,
    /// Forward.
    pub forward_cm: f32,
    /// Where the elbow points: outward, up, forward.
    pub elbow: [f32; 3],
}

/// Where a supporting forearm lies. Its elbow is below the shoulder of the target pose. Or where
/// the hand of a straight supporting arm stands.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForearmPlace {
    /// Elbow and wrist over the floor.
    pub height_cm: f32,
    /// The elbow is this far towards the head.
    #[serde(default)]
    pub beyond_shoulder_cm: f32,
    /// The arm is straight and stands on its hand: heights and places are those of the wrist.
    #[serde(default)]
    pub on_hand: bool,
}

/// A bone to hold on to.
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

/// A leg: joint angles, or where its knee or foot is.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LegKey {
    /// Hip flexion, forward and up.
    pub flex_deg: f32,
    /// Hip abduction, outward.
    pub abduct_deg: f32,
    /// Rotation of the thigh about itself, its front outward.
    pub rotate_deg: f32,
    /// Knee; 0 is straight.
    pub knee_deg: f32,
    /// Ankle; positive points the toes.
    pub ankle_deg: f32,
    /// Knee and ankle rest on the floor, in place of the angles of hip and knee.
    pub kneel: Option<KneelPlace>,
    /// Where the ankle is, in place of the angles of hip and knee.
    pub foot: Option<FootPlace>,
}

/// Where a knee and the ankle behind it rest.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KneelPlace {
    /// Knee, outward.
    pub out_cm: f32,
    /// Ankle, outward.
    pub ankle_out_cm: f32,
    /// Knee over the floor.
    pub height_cm: f32,
    /// Ankle over the floor.
    pub ankle_height_cm: f32,
    /// Knee, forward.
    #[serde(default)]
    pub forward_cm: f32,
}

/// Where an ankle is.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FootPlace {
    /// Outward.
    pub out_cm: f32,
    /// Over the floor.
    pub height_cm: f32,
    /// Forward.
    pub forward_cm: f32,
    /// Where the knee points: outward, up, forward.
    pub knee: [f32; 3],
    /// The sole lies flat on the floor; else the ankle's own angle holds.
    #[serde(default)]
    pub is_flat: bool,
}
