//! Points of the body by role: "near.shoulder", "mid.hip", "lower.elbow".

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

    /// BlazePose's number of the left landmark; the right one is the next.
    #[must_use]
    pub fn left_landmark(self) -> usize {
        match self {
            Joint::Ear => 7,
            Joint::Shoulder => 11,
            Joint::Elbow => 13,
            Joint::Wrist => 15,
            Joint::Hip => 23,
            Joint::Knee => 25,
            Joint::Ankle => 27,
            Joint::Heel => 29,
            Joint::Toe => 31,
        }
    }

    /// The joint of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Joint> {
        Joint::ALL.into_iter().find(|joint| joint.name() == name)
    }
}

/// Which side's joint a [`Point`] means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The side nearer to the camera.
    Near,
    /// The other one.
    Far,
    /// Half-way between left and right.
    Mid,
    /// The side that a role of the exercise file picks, by its place in
    /// [`Exercise::roles`](super::Exercise::roles).
    Picked(usize),
    /// The opposite of a picked side.
    Opposite(usize),
}

impl Role {
    /// Whether an exercise file picks this side by what the body does.
    #[must_use]
    pub fn is_picked(self) -> bool {
        matches!(self, Role::Picked(_) | Role::Opposite(_))
    }
}

/// A joint of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// Whose.
    pub role: Role,
    /// Which.
    pub joint: Joint,
}
