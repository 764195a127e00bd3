//! Left and right.

/// A side of the user's body (their own left and right, not the picture's).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The user's left.
    Left,
    /// The user's right.
    Right,
}

impl Side {
    /// Both, left first, as what comes in pairs is stored.
    pub const BOTH: [Side; 2] = [Side::Left, Side::Right];

    /// Place in what is stored in pairs.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// +1 for left, -1 for right: along the body's own axis to the left.
    #[must_use]
    pub fn sign(self) -> f32 {
        match self {
            Side::Left => 1.0,
            Side::Right => -1.0,
        }
    }

    /// The opposite side.
    #[must_use]
    pub fn other(self) -> Side {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }
}
