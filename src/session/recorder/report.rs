//! What became of the events of a set.

use crate::session::error::SessionError;
use crate::session::ids::BegunSet;
use crate::words::{Language, saving};

/// What became of the events.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The sets that were begun and written, in order.
    pub sets: Vec<BegunSet>,
    /// How much of it was kept.
    pub kept: Kept,
    /// Events that could not be written.
    pub events_lost: u64,
    /// What prevented writing, also when writing went on later and nothing was lost.
    pub trouble: Option<Trouble>,
}

/// How much of the events was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kept {
    /// No set was begun.
    #[default]
    Nothing,
    /// Everything was kept.
    Whole,
    /// The set is in the history, and some of it is not.
    Part,
    /// Not even the beginning of the set was kept.
    Lost,
}

/// What prevented writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Trouble that lasts: a sentence that says what it is and what to do.
    pub is: String,
    /// Trouble that is over: a part of a sentence.
    pub was: String,
}

impl From<&SessionError> for Trouble {
    fn from(error: &SessionError) -> Self {
        Self {
            is: error.to_string(),
            was: error.was(),
        }
    }
}

impl Trouble {
    pub(super) fn lasting(is: String) -> Self {
        Self {
            was: is.trim_end_matches('.').to_owned(),
            is,
        }
    }
}

impl Report {
    /// Whether something that should have been kept was not.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        matches!(self.kept, Kept::Part | Kept::Lost)
    }

    /// Whether the set was saved, in one or two sentences; none where it was and nothing was in
    /// the way.
    #[must_use]
    pub fn told(&self, language: Language) -> Option<String> {
        let is = self.trouble.as_ref().map_or("", |trouble| &trouble.is);
        match self.kept {
            Kept::Nothing => None,
            Kept::Whole => Some(saving::saved_late(language, &self.trouble.as_ref()?.was)),
            Kept::Part => Some(saving::saved_in_part(language, self.events_lost, is)),
            Kept::Lost => Some(saving::not_saved(language, is)),
        }
    }
}
