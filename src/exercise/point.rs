//! Points of the body: a joint, and the role of the side that it belongs to. An exercise file writes
//! them as "near.shoulder", "mid.hip" or "lower.elbow".

use crate::blazepose::Joint;

/// Which side's joint a [`Point`] means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The side that is nearer to the camera.
    Near,
    /// The side that is farther from the camera.
    Far,
    /// The point half-way between the left and the right joint.
    Mid,
    /// The side that a role of the exercise file picks. The number is the role's index in
    /// [`Exercise::roles`](super::Exercise::roles).
    Picked(usize),
    /// The other side than the one that this role picks.
    Opposite(usize),
}

impl Role {
    /// Whether this side is picked by what the body does, as a role of the exercise file says.
    #[must_use]
    pub fn is_picked(self) -> bool {
        matches!(self, Role::Picked(_) | Role::Opposite(_))
    }
}

/// A joint of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// Which side's joint it is.
    pub role: Role,
    /// The joint.
    pub joint: Joint,
}
