//! Keyframes: how the synthetic person performs an exercise. They are read from
//! `exercises/motion/ID.toml`.
//!
//! Angles are in degrees and times in seconds. Lengths are in centimetres for a person who is
//! 1.70 m tall; they are scaled for other bodies. The axes of the room are: out (away from the
//! middle of the body, on the limb's own side), height (over the floor) and forward (where the
//! person faces when upright). Poses are written for one side and mirrored for the other. A variant
//! of the exercise may have poses, steps and faults of its own under `[variants.NAME]`.

mod pose;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

pub use pose::{
    ArmKey, Bone, FootPlace, ForearmPlace, HandPlace, KeyPose, KneelPlace, LegKey, PelvisKey,
    SpineKey, TurnKey,
};

/// A file of keyframes without its variants, which are tables that are laid over it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keyframes {
    /// The place of the camera.
    pub camera: CameraPlace,
    /// Whether repetitions change sides.
    pub sides: Sides,
    /// The side that is at work in the poses as the file has them.
    #[serde(default)]
    pub written_for: WrittenFor,
    /// What carries the body. It decides where the pelvis is.
    pub support: Support,
    /// The key poses by name. A pose that is `like` another one gives only what differs from it.
    #[schemars(schema_with = "super::schema::poses")]
    pub poses: BTreeMap<String, toml::Table>,
    /// One repetition: the poses in order. After the last one the person goes back to the first.
    pub steps: Vec<Step>,
    /// Seconds on the way back to the first pose.
    pub back_s: f32,
    /// What can be done wrong, by the id of the fault in the exercise file that should be noticed.
    #[serde(default)]
    pub faults: BTreeMap<String, FaultChange>,
}

/// The direction from which the camera looks at the person.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CameraPlace {
    /// 0 is in front of the person when upright, 90 is at the person's left side.
    pub azimuth_deg: f32,
}

/// What happens to the sides from repetition to repetition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sides {
    /// Both sides do the same.
    Both,
    /// Repetitions alternate between the sides. The first one is done on the left.
    Alternate,
    /// A whole set is done on one side.
    OneSided,
}

/// The side for which the poses are written. They are mirrored for the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum WrittenFor {
    #[default]
    Left,
    Right,
}

/// What carries the body. It decides where the pelvis is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// The trunk lies or sits on the floor.
    Floor,
    /// The pelvis stands over knees that stay where they are.
    Knees,
    /// All fours: as `knees`, and the trunk leans so far that the supporting arms reach the floor.
    AllFours,
    /// A plank: the body is straight between feet and a forearm that all stay where they are. The
    /// pose of the second step, which is the target, says how far they are apart.
    Plank,
    /// A plank from the knee, which stays where it is. The shank lies on the floor behind it.
    KneePlank,
}

/// A step of a repetition.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The pose that the person goes to.
    pub pose: String,
    /// Seconds on the way to the pose. The first step needs none, since a repetition begins there.
    #[serde(default)]
    pub move_s: f32,
    /// Seconds in the pose.
    pub stay_s: f32,
    /// The pose is held for as long as the dose asks for, if it does. Where several steps in a row
    /// are held, the last one takes the time that is left.
    #[serde(default)]
    pub hold: bool,
}

/// A fault: changes of the poses and times that grow with its size.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaultChange {
    /// What the size is, in words: "how far the leg rises beyond level".
    pub says: String,
    /// Unit of the size.
    pub unit: SizeUnit,
    /// The size where none is asked for. It should be plainly wrong.
    pub size: f32,
    /// The poses that are changed by those keys of `add` and `set` that name no pose. Where the list
    /// is empty, they change all poses.
    #[serde(default)]
    pub poses: Vec<String>,
    /// Values of a pose, such as `left_leg.flex_deg`, and what is added to each of them for each
    /// unit of size. `peak:left_leg.flex_deg` changes the pose `peak` alone, whatever `poses` says.
    #[serde(default)]
    pub add: BTreeMap<String, f32>,
    /// Values of a pose, and what is put in their place for each unit of size.
    #[serde(default)]
    pub set: BTreeMap<String, f32>,
    /// Seconds on the way to a pose for each unit of size. `back` is the way to the first pose.
    #[serde(default)]
    pub move_s: BTreeMap<String, f32>,
    /// Seconds in a pose for each unit of size.
    #[serde(default)]
    pub stay_s: BTreeMap<String, f32>,
    /// How many times in a second the change comes and goes, for somebody who should be still and
    /// sways.
    pub sway_hz: Option<f32>,
    /// Limbs that stay as they are in the first pose, such as `left_arm`.
    #[serde(default)]
    pub keeps: Vec<String>,
    /// The left leg does what the right one should do, and the other way round.
    #[serde(default)]
    pub swaps_legs: bool,
    /// The movement to a pose ends early: at this share of its way for each unit of size.
    #[serde(default)]
    pub depth: BTreeMap<String, f32>,
}

impl FaultChange {
    /// The values that a key of `add` or `set` means in this pose. `arms` and `legs` mean those of
    /// both sides. There are none where the key is for another pose.
    pub(super) fn paths(&self, key: &str, pose: &str) -> Vec<String> {
        match key.split_once(':') {
            Some((own, path)) if own == pose => both(path),
            None if self.poses.is_empty() || self.poses.iter().any(|own| own == pose) => both(key),
            _ => Vec::new(),
        }
    }
}

/// Keys that mean the limbs of both sides.
pub(super) const BOTH_SIDES: [(&str, [&str; 2]); 2] = [
    ("arms", ["left_arm", "right_arm"]),
    ("legs", ["left_leg", "right_leg"]),
];

/// The paths that are meant by one: that of either side for `arms.x` and `legs.x`.
fn both(path: &str) -> Vec<String> {
    let sides = path.split_once('.').and_then(|(limbs, rest)| {
        let (_, each) = BOTH_SIDES.iter().find(|(both, _)| *both == limbs)?;
        Some(each.map(|limb| format!("{limb}.{rest}")).to_vec())
    });
    sides.unwrap_or_else(|| vec![path.to_owned()])
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
    /// The fault has no size. It is there or it isn't.
    None,
}

impl SizeUnit {
    /// The unit as it is written after a number.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            SizeUnit::Deg => "°",
            SizeUnit::Cm => " cm",
            SizeUnit::S => " s",
            SizeUnit::Share => " of the way",
            SizeUnit::None => "",
        }
    }
}
