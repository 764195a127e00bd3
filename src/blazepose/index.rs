//! Indices of the landmarks, in the order of the BlazePose topology. "Left" is the person's own left.

use super::LANDMARKS;

macro_rules! indices {
    ($($value:literal $name:ident $doc:literal,)+) => {
        $(#[doc = $doc] pub const $name: usize = $value;)+

        /// The names in their order, as written here.
        pub const NAMES: [&str; LANDMARKS] = [$(stringify!($name)),+];
    };
}

indices! {
    0 NOSE "Tip of the nose.",
    1 LEFT_EYE_INNER "Inner corner of the left eye.",
    2 LEFT_EYE "Centre of the left eye.",
    3 LEFT_EYE_OUTER "Outer corner of the left eye.",
    4 RIGHT_EYE_INNER "Inner corner of the right eye.",
    5 RIGHT_EYE "Centre of the right eye.",
    6 RIGHT_EYE_OUTER "Outer corner of the right eye.",
    7 LEFT_EAR "Left ear.",
    8 RIGHT_EAR "Right ear.",
    9 MOUTH_LEFT "Left corner of the mouth.",
    10 MOUTH_RIGHT "Right corner of the mouth.",
    11 LEFT_SHOULDER "Left shoulder joint.",
    12 RIGHT_SHOULDER "Right shoulder joint.",
    13 LEFT_ELBOW "Left elbow.",
    14 RIGHT_ELBOW "Right elbow.",
    15 LEFT_WRIST "Left wrist.",
    16 RIGHT_WRIST "Right wrist.",
    17 LEFT_PINKY "First knuckle of the left little finger.",
    18 RIGHT_PINKY "First knuckle of the right little finger.",
    19 LEFT_INDEX "First knuckle of the left index finger.",
    20 RIGHT_INDEX "First knuckle of the right index finger.",
    21 LEFT_THUMB "First knuckle of the left thumb.",
    22 RIGHT_THUMB "First knuckle of the right thumb.",
    23 LEFT_HIP "Left hip joint.",
    24 RIGHT_HIP "Right hip joint.",
    25 LEFT_KNEE "Left knee.",
    26 RIGHT_KNEE "Right knee.",
    27 LEFT_ANKLE "Left ankle.",
    28 RIGHT_ANKLE "Right ankle.",
    29 LEFT_HEEL "Left heel.",
    30 RIGHT_HEEL "Right heel.",
    31 LEFT_FOOT_INDEX "Tip of the left foot.",
    32 RIGHT_FOOT_INDEX "Tip of the right foot.",
}
