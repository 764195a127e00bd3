//! A page of settings as plain data: cards with rows, each with a control, and the row that has the
//! focus.

/// A page of settings.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingsScene {
    /// Its title.
    pub title: &'static str,
    /// What the button at the upper right is called, which Esc stands for.
    pub back: &'static str,
    /// The cards of the left and of the right column, from top to bottom.
    pub columns: [Vec<SettingsCard>; 2],
    /// Number of the row with the focus, counted down the left column and then down the right one.
    pub focus: usize,
    /// The line at the lower right.
    pub note: String,
    /// It is a step before the first exercise; which one.
    pub step: Option<usize>,
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingsCard {
    /// Its heading.
    pub heading: &'static str,
    /// Its rows.
    pub rows: Vec<SettingsRow>,
}

/// A setting.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingsRow {
    /// Its name.
    pub label: String,
    /// More about it; may be empty.
    pub about: String,
    /// What it is, and how it is changed.
    pub control: Control,
}

/// What a setting is, and how it is changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Control {
    /// On or off.
    Switch(bool),
    /// One of a few.
    Choice {
        /// What there is to choose from.
        options: Vec<String>,
        /// The chosen one, where it is one of them.
        chosen: Option<usize>,
    },
    /// Leads somewhere else.
    Button(&'static str),
}

/// What lies under the mouse on a page of settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsPart {
    /// A row.
    Row(usize),
    /// One of the options of a row.
    Option(usize, usize),
    /// The button that leads back.
    Back,
}

impl SettingsScene {
    /// All rows, in the order of the focus.
    pub fn rows(&self) -> impl Iterator<Item = &SettingsRow> {
        let cards = self.columns.iter().flatten();
        cards.flat_map(|card| &card.rows)
    }
}
