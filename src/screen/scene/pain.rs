//! The questions after a set was stopped, as plain data: how strong the pain is, and what is to come.

/// The scene after a set was stopped for pain, or by a wave of the hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PainScene {
    /// How strong the pain is, 0 to 10; none before it was told.
    pub number: Option<u8>,
    /// What may come now, in its order.
    pub choices: Vec<PainChoice>,
    /// Which of them has the focus.
    pub focus: usize,
    /// Whether the set is in the history.
    pub is_saved: bool,
    /// Where the set was stopped, "Stopped at 4 of 6 · Bird dog".
    pub place: String,
    /// It is being read aloud.
    pub is_read_aloud: bool,
}

/// Something that may come after a stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PainChoice {
    /// "Go on gently".
    pub title: String,
    /// "smaller and slower".
    pub below: String,
}

/// What the mouse can point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PainTarget {
    /// A number, 0 to 10.
    Number(u8),
    /// A choice, by its place.
    Choice(usize),
}
