//! Joints: the landmarks that come in pairs and that rules may name.

use super::{Side, index};

/// A joint that the rules may name. Each has a left and a right landmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Joint {
    /// Ear.
    Ear,
    /// Shoulder.
    Shoulder,
    /// Elbow.
    Elbow,
    /// Wrist.
    Wrist,
    /// Hip.
    Hip,
    /// Knee.
    Knee,
    /// Ankle.
    Ankle,
    /// Heel.
    Heel,
    /// Tip of the foot.
    Toe,
}

impl Joint {
    /// All joints.
    pub const ALL: [Joint; 9] = [
        Joint::Ear,
        Joint::Shoulder,
        Joint::Elbow,
        Joint::Wrist,
        Joint::Hip,
        Joint::Knee,
        Joint::Ankle,
        Joint::Heel,
        Joint::Toe,
    ];

    /// The name in exercise files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Joint::Ear => "ear",
            Joint::Shoulder => "shoulder",
            Joint::Elbow => "elbow",
            Joint::Wrist => "wrist",
            Joint::Hip => "hip",
            Joint::Knee => "knee",
            Joint::Ankle => "ankle",
            Joint::Heel => "heel",
            Joint::Toe => "toe",
        }
    }

    /// Index of the left landmark; the right one is the next.
    #[must_use]
    pub fn left_landmark(self) -> usize {
        match self {
            Joint::Ear => index::LEFT_EAR,
            Joint::Shoulder => index::LEFT_SHOULDER,
            Joint::Elbow => index::LEFT_ELBOW,
            Joint::Wrist => index::LEFT_WRIST,
            Joint::Hip => index::LEFT_HIP,
            Joint::Knee => index::LEFT_KNEE,
            Joint::Ankle => index::LEFT_ANKLE,
            Joint::Heel => index::LEFT_HEEL,
            Joint::Toe => index::LEFT_FOOT_INDEX,
        }
    }

    /// The joint of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Joint> {
        Joint::ALL.into_iter().find(|joint| joint.name() == name)
    }

    /// Index of the landmark on a side.
    #[must_use]
    pub fn landmark(self, side: Side) -> usize {
        self.left_landmark() + side.index()
    }
}
