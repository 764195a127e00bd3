//! Points of the body by role: "near.shoulder", "mid.hip", "lower.elbow".

use crate::blazepose::Joint;

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
