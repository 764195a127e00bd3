//! The safety questions as plain data: which page is shown, and what the mouse is over.

/// The safety scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SafetyScene {
    /// Which of its pages.
    pub page: SafetyPage,
    /// The button that the mouse is over.
    pub hover: Option<SafetyButton>,
    /// It is the first time: the steps before the first exercise are shown.
    pub is_first: bool,
    /// It is being read aloud.
    pub is_read_aloud: bool,
}

/// The pages of the safety scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SafetyPage {
    /// The signs that need a doctor.
    Questions,
    /// What to do where one of them fits.
    Advice,
}

/// The two buttons of either page. Neither has the focus: it must be a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SafetyButton {
    /// Key 1: one or more fits; on the advice, back to the questions.
    One,
    /// Key 0: none fits; on the advice, back to the home screen.
    None,
}
